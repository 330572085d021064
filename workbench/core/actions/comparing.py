"""Figures of the project held against each other: tables, conflicts, and why two figures are none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from workbench.core.comparison import conflicts as engine
from workbench.core.comparison import origins, tables
from workbench.core.comparison.exchange import Exchange
from workbench.core.comparison.naming import Sources
from workbench.core.comparison.settling import settle
from workbench.core.comparison.standing import Standings
from workbench.core.model.article import Article, ArticleId, ArticleSummary
from workbench.core.model.comparison import Comparison, ComparisonSpec, SourceInfo
from workbench.core.model.conflict import Conflict, Judgement
from workbench.core.model.figure import Doubt, Figure, FigureId, Status
from workbench.core.model.filter import FigureFilter
from workbench.core.model.verdict import Standing, Verdict
from workbench.core.model.workbook import Former
from workbench.core.project import Project
from workbench.core.vocabulary.naming import Names
from workbench.core.vocabulary.terms import TermKind, Terms
from workbench.core.vocabulary.transliteration import one_spelling

COMPARED = (Status.ACCEPTED, Status.SUGGESTED)


def sources(project: Project) -> dict[ArticleId, SourceInfo]:
    """What comparison and export need to know of each article, without its text."""
    lines, articles = project.articles.summaries(), project.articles.all_without_text()
    return {line.id: whole(line, article) for line, article in zip(lines, articles, strict=True)}


def whole(line: ArticleSummary, article: Article) -> SourceInfo:
    """All that is said of a source beside its figures."""
    return replace(
        brief(line),
        url=article.url,
        sha256=article.sha256,
        media_type=article.media_type,
        imported_at=article.imported_at,
        size=article.size,
    )


def brief(line: ArticleSummary) -> SourceInfo:
    """What a sentence about figures says of their source."""
    return SourceInfo(
        guid=line.guid,
        title=line.title,
        publisher=line.publisher,
        published=line.published,
        published_doubt=line.published_doubt,
        file_name=line.file_name,
        language=line.language,
        numbers=line.numbers,
        figures=line.figures,
        settled=line.settled,
    )


def figures(project: Project, statuses: tuple[Status, ...] = COMPARED) -> list[Figure]:
    """What is compared: not what was merely suggested in a menu, a comment or other page furniture, nor what only a
    former version of a source states."""
    found = project.figures.all(FigureFilter(statuses=statuses))
    return spelt_alike([figure for figure in found if in_body(figure)])


def in_body(figure: Figure) -> bool:
    """Whether it is no mere suggestion in page furniture."""
    return figure.status is not Status.SUGGESTED or Doubt.NOT_BODY not in figure.doubts


def spelt_alike(figures: Iterable[Figure]) -> list[Figure]:
    """The same figures, one spelling for a subject or place that sources write in different scripts ("Куйректыколь",
    "Kuirektykol"); what the project keeps is not touched."""
    figures = list(figures)
    terms = Terms.load()
    known = {*terms.keys(TermKind.SUBJECT), *terms.keys(TermKind.PLACE), *terms.keys(TermKind.ITEM)}
    shown = one_spelling((name for f in figures for name in (f.subject, f.place) if name), known)
    if not shown:
        return figures
    return [
        replace(f, subject=shown.get(f.subject or "", f.subject), place=shown.get(f.place or "", f.place))
        if f.subject in shown or f.place in shown
        else f
        for f in figures
    ]


def texts(project: Project) -> dict[ArticleId, str]:
    return {article: project.articles.text(article) for article in project.articles.ids()}


def withdrawn(project: Project, statuses: tuple[Status, ...] = COMPARED) -> list[Figure]:
    """What was accepted and its source no longer states: evidence of a former version, compared with nothing."""
    if Status.ACCEPTED not in statuses:
        return []
    return spelt_alike(project.figures.all(FigureFilter(statuses=(Status.ACCEPTED,), orphans=True)))


def former_versions(project: Project, figures: Iterable[Figure]) -> dict[tuple[ArticleId, int], Former]:
    """The versions that withdrawn figures stand in."""
    wanted = {(f.article_id, f.version) for f in figures}
    files = {(id_, one.number): one.sha256 for id_ in {a for a, _ in wanted} for one in project.versions.of(id_)}
    return {key: Former(project.versions.text(*key), files[key]) for key in wanted}


def independent_origins(texts: Mapping[ArticleId, str]) -> dict[ArticleId, int]:
    """A number for each article; reprints of one text carry the same."""
    return dict(origins.origins(texts))


def compare(project: Project, spec: ComparisonSpec) -> Comparison:
    """The table with the verdicts on its conflicts."""
    compared, known = figures(project, spec.statuses), sources(project)
    found = independent_origins(texts(project))
    rates = project.rates.all()
    clashes = engine.find_conflicts(compared, known, origins=found, rates=rates)
    made = tables.build(spec, compared, known, origins=found, conflicts=clashes, rates=rates)
    return settle(made, standings(project, clashes, compared, known))


def standings(
    project: Project,
    found: Iterable[Conflict],
    compared: Iterable[Figure],
    known: Sources,
    names: Names | None = None,
) -> list[Standing]:
    """Conflicts with what was said of them; then verdicts on what is none any more. `compared` are the figures that
    the conflicts were found among."""
    verdicts, looked_at = project.verdicts.all(), list(compared)
    everything = [*looked_at, *judged_figures(project, verdicts)]
    seen = {figure.id for figure in looked_at}
    return Standings(verdicts, everything, known, names, seen=seen).all(found)


def judged_figures(project: Project, verdicts: Iterable[Verdict]) -> list[Figure]:
    """The figures that verdicts name as they are now, also those that are no longer compared."""
    guids = {member.guid for verdict in verdicts for member in verdict.members}
    return project.figures.many(project.verdicts.figure_ids(guids)) if guids else []


def conflicts(project: Project, statuses: tuple[Status, ...] = COMPARED) -> list[Conflict]:
    of = figures(project, statuses)
    return engine.find_conflicts(of, sources(project), origins=OnDemand(project), rates=project.rates.all())


def explain_pair(project: Project, first: FigureId, second: FigureId) -> Judgement:
    """How two figures stand to each other, and which fields keep them apart."""
    pair = [project.figures.get(first), project.figures.get(second)]
    articles = {figure.article_id for figure in pair}
    a, b, *beside = spelt_alike([*pair, *(f for article in articles for f in project.figures.of_article(article))])
    known = sources(project)
    return engine.judge(a, b, known, beside=beside, exchange=exchange(project, known))


def exchange(project: Project, known: Sources) -> Exchange:
    """The project's rates, ready for use on figures of these sources."""
    return Exchange(project.rates.all(), known)


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
