"""What links sources by a figure: its counterpart in the other reader and what all the others state."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from workbench.core.actions import comparing, disagreeing
from workbench.core.comparison.conflicts import judge
from workbench.core.model.article import ArticleId
from workbench.core.model.changes import Changes
from workbench.core.model.comparison import SourceInfo
from workbench.core.model.conflict import Conflict
from workbench.core.model.figure import Figure, FigureId
from workbench.core.model.filter import FigureFilter
from workbench.core.project import Project
from workbench.gui.reading.links import COUNTED, counterpart, same_matter
from workbench.gui.reading.others import OtherSources, Statement
from workbench.gui.reading.pane import ReaderPane
from workbench.gui.session import Session


class Links:
    """Keeps the other reader and the strip in step with the current figure."""

    def __init__(self, session: Session, strip: OtherSources) -> None:
        self._session = session
        self._strip = strip
        self._sources: dict[ArticleId, SourceInfo] = {}  # those that were asked for

    def forget(self) -> None:
        self._sources = {}
        self._strip.clear()

    def apply(self, changes: Changes) -> None:
        if changes.touches("article"):
            self._sources = {}

    def show(self, figure: Figure | None, other: ReaderPane) -> None:
        """The current figure is new, or what is said of it changed."""
        if figure is None or self._session.project is None:
            self._strip.clear()
            return
        if not other.isHidden() and other.article is not None and other.article_id != figure.article_id:
            answer = counterpart(figure, other.figures)
            if answer is not None:
                other.show_figure(answer, current=False, remember=False)
            else:
                other.show_no_figure()
        self._strip.show_statements(figure, self._statements(figure))

    def pairs(self, conflict: Conflict) -> list[tuple[FigureId, ...]]:
        """The figures of a conflict two by two, those first that cannot both hold; a lone one stands alone."""
        project = self._session.project
        if project is None:
            return []
        figures = project.figures.many(conflict.members)
        sources = self._sources_of(project, figures)
        exchange = comparing.exchange(project, sources)
        pairs = sorted(
            combinations(figures, 2),
            key=lambda pair: not judge(pair[0], pair[1], sources, exchange=exchange).relation.conflict,
        )
        return [(a.id, b.id) for a, b in pairs] or [(figure.id,) for figure in figures]

    def _sources_of(self, project: Project, figures: Iterable[Figure]) -> dict[ArticleId, SourceInfo]:
        """Where these figures stand: a project may have twenty thousand sources, and few are spoken of."""
        unknown = {figure.article_id for figure in figures} - self._sources.keys()
        if unknown:
            self._sources |= disagreeing.sources_of(project, unknown)
        return self._sources

    def _statements(self, figure: Figure) -> list[Statement]:
        """What other sources state on the same matter, the likest first."""
        project = self._session.project
        if project is None or not figure.measure or not figure.subject:
            return []
        wanted = FigureFilter(statuses=COUNTED, measures=(figure.measure,), subjects=(figure.subject,))
        others = same_matter(figure, project.figures.all(wanted))
        sources = self._sources_of(project, [figure, *others])
        exchange = comparing.exchange(project, sources)
        return [
            Statement(
                other, _source_name(sources[other.article_id]), judge(figure, other, sources, exchange=exchange)
            )
            for other in others
            if other.article_id != figure.article_id
        ]


def _source_name(source: SourceInfo) -> str:
    return source.publisher or source.title or source.file_name
