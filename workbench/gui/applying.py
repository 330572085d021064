"""What corrections taught, applied to the suggestions there are: read again in a worker, written as one step."""

from __future__ import annotations

from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from workbench.core.errors import Cancelled, WorkbenchError
from workbench.core.words import tr, trn

if TYPE_CHECKING:
    from workbench.core.actions.learning import Learned, Update
    from workbench.core.model.article import Article
    from workbench.core.model.figure import Figure
    from workbench.core.project import Project
    from workbench.gui.session import Session

_AHEAD = 4  # sources that may wait for the worker
_BREATH = 4  # milliseconds between two looks at how many wait


def apply_learned(session: Session) -> None:
    """What corrections taught, applied to the suggestions already there as one step; says how many changed."""
    project = session.project
    if project is None or not session.writable:
        return
    session.keeper.before_many(project.figures.count())
    Applying(session, project)


class Applying(QObject):
    """Reads every source with suggestions again in a worker, fed with them a few at a time; then writes."""

    def __init__(self, session: Session, project: Project) -> None:
        from workbench.core.actions import learning

        super().__init__(session)
        self._session, self._project = session, project
        self._wanted = learning.with_suggestions(project)
        self._next = 0
        self._inbox: SimpleQueue[tuple[Article, list[Figure]] | None] = SimpleQueue()
        self._timer = QTimer(self, interval=_BREATH)
        self._timer.timeout.connect(self._feed)
        self._timer.start()
        self._feed()
        session.jobs.run(
            read_again,
            self._inbox,
            learning.lessons(project),
            len(self._wanted),
            title=tr("Applying what was learned"),
            on_done=self._write,
            on_failed=self._fail,
            on_cancelled=self._end,
        )

    def _feed(self) -> None:
        """What the worker reads next; few wait for it, for a project may hold more than memory does."""
        from workbench.core.actions import learning

        if self._session.project is not self._project:
            self._timer.stop()
            return
        while self._inbox.qsize() < _AHEAD and self._next < len(self._wanted):
            article = self._wanted[self._next]
            self._next += 1
            found = learning.suggestions(self._project, article)
            if found:  # else it was removed or settled meanwhile
                self._inbox.put((self._project.articles.get(article), found))
        if self._next == len(self._wanted):
            self._timer.stop()
            self._inbox.put(None)

    def _write(self, changed: list[Update]) -> None:
        from workbench.core.actions import learning

        if self._session.project is self._project:
            slices = learning.write_updates(self._project, changed)
            self._session.jobs.run_here(
                slices, title=tr("Applying what was learned"), on_done=self._say, on_failed=self._session.fail
            )
        self._end()

    def _say(self, n: int) -> None:
        self._session.say(trn("{n} suggestion changed.", "{n} suggestions changed.", n))

    def _fail(self, error: WorkbenchError) -> None:
        self._session.fail(error)
        self._end()

    def _end(self) -> None:
        self._timer.stop()
        self.deleteLater()


def read_again(
    inbox: SimpleQueue[tuple[Article, list[Figure]] | None],
    learned: Learned,
    total: int,
    *,
    progress: Callable[[int, int], object],
    cancelled: Callable[[], bool],
) -> list[Update]:
    """In a worker: what the lessons change in the suggestions of each source."""
    from workbench.core.actions import learning

    found: list[Update] = []
    done = 0
    while not cancelled():
        try:
            one = inbox.get(timeout=0.1)
        except Empty:
            continue
        if one is None:
            return found
        found += learning.updates_of(learned, *one)
        done += 1
        progress(done, total)
    raise Cancelled
