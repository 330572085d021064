"""The project's conflicts as the readers need them: who is in one, and the next one to look at."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from workbench.core.actions import comparing
from workbench.core.comparison.conflicts import find_conflicts
from workbench.core.model.article import ArticleId
from workbench.core.model.changes import Changes
from workbench.core.model.comparison import SourceInfo
from workbench.core.model.conflict import Conflict, Relation
from workbench.core.model.figure import Figure, FigureId
from workbench.core.words import tr
from workbench.gui.session import Session

_QUIET = 200  # milliseconds without a change before conflicts are found again


class Disagreements(QObject):
    """Found again a moment after figures or sources change; `changed()` says so. `members` are the figures that other
    figures or dates contradict."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.all: list[Conflict] = []
        self.members: Collection[FigureId] = frozenset()
        self._timer = QTimer(self, singleShot=True, interval=_QUIET)
        self._timer.timeout.connect(self._find)
        self._asked = 0  # counts searches: what an older one finds is out of date
        session.project_opened.connect(self._timer.start)
        session.project_closed.connect(self._clear)
        session.changed.connect(self._on_changes)
        if session.project is not None:
            self._timer.start()

    def _on_changes(self, changes: Changes) -> None:
        if changes.touches("figure", "article"):
            self._timer.start()

    def _clear(self) -> None:
        self._timer.stop()
        self._asked += 1
        self._take([])

    def _find(self) -> None:
        """Has them found beside the window: thousands of figures take a third of a second."""
        project = self._session.project
        if project is None:
            return
        self._asked += 1
        number = self._asked
        self._session.jobs.run(
            _found,
            comparing.figures(project),
            comparing.sources(project),
            title=tr("Looking for conflicts"),
            on_done=lambda found: self._take(found) if number == self._asked else None,
        )

    def refresh(self) -> None:
        """Finds them now, where the answer is waited for."""
        self._timer.stop()
        self._asked += 1
        if self._session.project is not None:
            self._take(comparing.conflicts(self._session.project))

    def _take(self, conflicts: list[Conflict]) -> None:
        self.all = conflicts
        self.members = frozenset(
            member
            for conflict in conflicts
            if conflict.relation is not Relation.MISSING_UNIT  # has a mark of its own
            for member in conflict.members
        )
        self.changed.emit()

    def after(self, figure: FigureId | None, last: Conflict | None) -> Conflict | None:
        """The conflict after the last one shown, or the first that holds the figure; round the end."""
        if not self.all:
            return None
        if last is not None:
            same = [n for n, c in enumerate(self.all) if c.members == last.members and c.relation == last.relation]
            if same:
                return self.all[(same[0] + 1) % len(self.all)]
        return next((c for c in self.all if figure in c.members), self.all[0])


def _found(
    figures: Sequence[Figure],
    sources: Mapping[ArticleId, SourceInfo],
    *,
    progress: Callable[[int, int], Any],
    cancelled: Callable[[], bool],
) -> list[Conflict]:
    """The work of the worker: values in, values out."""
    found = [] if cancelled() else find_conflicts(figures, sources)
    progress(1, 1)
    return found
