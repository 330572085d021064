"""Figures of the project held against each other: tables, conflicts, and why two figures are none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from workbench.core.comparison import conflicts as engine
from workbench.core.comparison import origins, tables
from workbench.core.model.article import ArticleId
from workbench.core.model.comparison import Comparison, ComparisonSpec, SourceInfo
from workbench.core.model.conflict import Conflict, Judgement
from workbench.core.model.figure import Doubt, Figure, FigureId, Status
from workbench.core.model.filter import FigureFilter
from workbench.core.project import Project

COMPARED = (Status.ACCEPTED, Status.SUGGESTED)


def sources(project: Project) -> dict[ArticleId, SourceInfo]:
    """What comparison and export need to know of each article, without its text."""
    found = {}
    for line, article in zip(project.articles.summaries(), project.articles.all_without_text(), strict=True):
        found[line.id] = SourceInfo(
            guid=line.guid,
            title=line.title,
            publisher=line.publisher,
            published=line.published,
            published_doubt=line.published_doubt,
            file_name=line.file_name,
            language=line.language,
            url=article.url,
            sha256=article.sha256,
            media_type=article.media_type,
            imported_at=article.imported_at,
            size=article.size,
            numbers=line.numbers,
            figures=line.figures,
            settled=line.settled,
        )
    return found


def figures(project: Project, statuses: tuple[Status, ...] = COMPARED) -> list[Figure]:
    """What is compared: not what was merely suggested in a menu, a comment or other page furniture."""
    found = project.figures.all(FigureFilter(statuses=statuses))
    return [f for f in found if f.status is not Status.SUGGESTED or Doubt.NOT_BODY not in f.doubts]


def texts(project: Project) -> dict[ArticleId, str]:
    return {article: project.articles.text(article) for article in project.articles.ids()}


def independent_origins(texts: Mapping[ArticleId, str]) -> dict[ArticleId, int]:
    """A number for each article; reprints of one text carry the same."""
    return dict(origins.origins(texts))


def compare(project: Project, spec: ComparisonSpec) -> Comparison:
    return tables.build(
        spec, figures(project, spec.statuses), sources(project), origins=independent_origins(texts(project))
    )


def conflicts(project: Project, statuses: tuple[Status, ...] = COMPARED) -> list[Conflict]:
    return engine.find_conflicts(figures(project, statuses), sources(project), origins=OnDemand(project))


def explain_pair(project: Project, first: FigureId, second: FigureId) -> Judgement:
    """How two figures stand to each other, and which fields keep them apart."""
    a, b = project.figures.get(first), project.figures.get(second)
    beside = [f for article in {a.article_id, b.article_id} for f in project.figures.of_article(article)]
    return engine.judge(a, b, sources(project), beside=beside)


class OnDemand(Mapping[ArticleId, int]):
    """The origins of a project's articles, worked out over all texts when one is asked for; most often none is."""

    def __init__(self, project: Project) -> None:
        self._project = project

    @cached_property
    def _origins(self) -> dict[ArticleId, int]:
        return independent_origins(texts(self._project))

    def __getitem__(self, article: ArticleId) -> int:
        return self._origins[article]

    def __iter__(self) -> Iterator[ArticleId]:
        return iter(self._origins)

    def __len__(self) -> int:
        return len(self._origins)
