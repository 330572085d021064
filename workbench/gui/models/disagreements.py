"""The project's conflicts as the window needs them: what was said of each, who is in one, the next to look at."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from workbench.core.actions import comparing
from workbench.core.comparison.conflicts import find_conflicts
from workbench.core.comparison.tables import figure_origins
from workbench.core.model.article import ArticleId
from workbench.core.model.changes import Changes
from workbench.core.model.comparison import SourceInfo
from workbench.core.model.conflict import Conflict, Relation
from workbench.core.model.figure import Figure, FigureId
from workbench.core.model.verdict import Standing, State
from workbench.core.words import tr
from workbench.gui.session import Session

_QUIET = 200  # milliseconds without a change before conflicts are found again
_TEXTS = 400  # sources whose origins are worked out; more than that nobody looks through at once


class Disagreements(QObject):
    """Found again a moment after figures or sources change; `changed()` says so, and that something was said of one.
    `standings` are all conflicts with their verdicts, then verdicts on what is none any more. `members` are the
    figures of conflicts that are not decided. `gone_to(Conflict)`: the keys went on to this one."""

    changed = Signal()
    gone_to = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.all: list[Conflict] = []
        self.standings: list[Standing] = []
        self.members: Collection[FigureId] = frozenset()
        self.current: Conflict | None = None
        self.figures: dict[FigureId, Figure] = {}  # those that conflicts were found among
        self.sources: Mapping[ArticleId, SourceInfo] = {}
        self.origins: Mapping[ArticleId, int] = {}
        self._timer = QTimer(self, singleShot=True, interval=_QUIET)
        self._timer.timeout.connect(self._find)
        self._asked = 0  # counts searches: what an older one finds is out of date
        session.project_opened.connect(self._timer.start)
        session.project_closed.connect(self._clear)
        session.changed.connect(self._on_changes)
        if session.project is not None:
            self._timer.start()

    def _on_changes(self, changes: Changes) -> None:
        if changes.touches("article"):
            self.origins = {}
        if changes.touches("figure", "article"):
            self._timer.start()
        elif changes.touches("verdict"):
            self._judge()

    def _clear(self) -> None:
        self._timer.stop()
        self._asked += 1
        self.figures, self.sources, self.origins, self.current = {}, {}, {}, None
        self._take([])

    def _find(self) -> None:
        """Has them found beside the window: thousands of figures take a third of a second."""
        project = self._session.project
        if project is None:
            return
        figures, sources = comparing.figures(project), comparing.sources(project)
        self._asked += 1
        number = self._asked

        def take(found: list[Conflict]) -> None:
            if number == self._asked:
                self.figures, self.sources = {figure.id: figure for figure in figures}, sources
                self._take(found)
                self._find_origins()

        title = tr("Looking for conflicts")
        self._session.jobs.run(_found, figures, sources, self.origins, title=title, on_done=take)

    def refresh(self) -> None:
        """Finds them now, where the answer is waited for."""
        self._timer.stop()
        self._asked += 1
        project = self._session.project
        if project is not None:
            self.figures = {figure.id: figure for figure in comparing.figures(project)}
            self.sources = comparing.sources(project)
            self._take(comparing.conflicts(project))

    def _find_origins(self) -> None:
        """Which of the sources in conflict are one text reprinted; where some are, that may settle a conflict."""
        project = self._session.project
        articles = {self.figures[i].article_id for conflict in self.all for i in conflict.members}
        wanted = sorted(articles)[:_TEXTS]
        if project is None or len(wanted) < 2 or articles.issubset(self.origins):
            return
        number, texts = self._asked, {article: project.articles.text(article) for article in wanted}

        def take(found: Mapping[ArticleId, int]) -> None:
            if number == self._asked:
                self.origins = {article: found.get(article, -article) for article in articles}
                if len(set(found.values())) < len(found):
                    self._find()
                else:
                    self.changed.emit()

        self._session.jobs.run(_origins_of, texts, title=tr("Looking for reprints"), on_done=take)

    def _take(self, conflicts: list[Conflict]) -> None:
        self.all = conflicts
        self._judge()

    def _judge(self) -> None:
        """Holds the conflicts against what was said of them."""
        project = self._session.project
        self.standings = (
            comparing.standings(project, self.all, self.figures.values(), self.sources) if project is not None else []
        )
        self.members = frozenset(
            member
            for one in self.standings
            if one.conflict is not None
            and one.state is not State.DECIDED
            and one.conflict.relation is not Relation.MISSING_UNIT  # has a mark of its own
            for member in one.conflict.members
        )
        self.changed.emit()

    def standing_of(self, conflict: Conflict | None) -> Standing | None:
        return next((one for one in self.standings if conflict is not None and one.conflict == conflict), None)

    def mentions(self, conflict: Conflict) -> tuple[int, int]:
        """How often the conflict's statements are made, and by how many independent origins."""
        members = [self.figures[member] for member in conflict.members]
        return len(members), len(set(figure_origins(members, self.origins).values()))

    def go_on(self, figure: FigureId | None) -> Conflict | None:
        """Goes to the next conflict and says so."""
        self.current = self.after(figure, self.current)
        if self.current is not None:
            self.gone_to.emit(self.current)
        return self.current

    def after(self, figure: FigureId | None, last: Conflict | None) -> Conflict | None:
        """The conflict after the last one shown, or the first that holds the figure; round the end. Those that wait
        for a verdict, as long as there are any."""
        waiting = [one.conflict for one in self.standings if one.conflict is not None and one.state.waits]
        wanted = waiting or self.all
        if not wanted:
            return None
        at = next((n for n, one in enumerate(self.all) if last is not None and _same(one, last)), None)
        if at is None:
            return next((c for c in wanted if figure in c.members), wanted[0])
        behind = [*self.all[at + 1 :], *self.all[: at + 1]]
        return next(one for one in behind if one in wanted)


def _same(one: Conflict, other: Conflict) -> bool:
    return (one.members, one.relation, one.article) == (other.members, other.relation, other.article)


def _found(
    figures: Sequence[Figure],
    sources: Mapping[ArticleId, SourceInfo],
    origins: Mapping[ArticleId, int],
    *,
    progress: Callable[[int, int], Any],
    cancelled: Callable[[], bool],
) -> list[Conflict]:
    """The work of the worker: values in, values out."""
    found = [] if cancelled() else find_conflicts(figures, sources, origins=origins)
    progress(1, 1)
    return found


def _origins_of(
    texts: Mapping[ArticleId, str], *, progress: Callable[[int, int], Any], cancelled: Callable[[], bool]
) -> dict[ArticleId, int]:
    found = {} if cancelled() else comparing.independent_origins(texts)
    progress(1, 1)
    return found
