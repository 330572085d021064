"""Backups by the way: every so many minutes of work, in a worker, and when the project is closed."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from workbench.core.errors import WorkbenchError
from workbench.core.words import tr
from workbench.gui.messages import Level, Message

if TYPE_CHECKING:
    from workbench.core.model.backup import Backup, Reason
    from workbench.gui.session import Session

_TOPIC = "backup"
_FIRST = 20_000  # milliseconds after opening: what was changed elsewhere, or not backed up on closing
_AT_ONCE = 64_000_000  # bytes that are copied on closing; a larger project is copied while it is open
_LEAST, _MOST = 1.0, 24 * 60.0  # minutes


def make(maker: Callable[..., Backup], **tools: Any) -> Backup:
    """In a worker."""
    return maker(**tools)


class Keeper(QObject):
    """Belongs to the session. What fails is told; the work itself never waits for a backup."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self.under_way = False
        self._first = QTimer(self, singleShot=True, interval=_FIRST)
        self._clock = QTimer(self)
        for timer in (self._first, self._clock):
            timer.timeout.connect(self.tick)
        session.project_opened.connect(self._on_opened)
        session.project_closing.connect(self._on_closing)

    def _on_opened(self) -> None:
        if self._session.writable:
            minutes = self._session.settings.backup_minutes
            minutes = min(max(minutes, _LEAST), _MOST) if math.isfinite(minutes) else _MOST
            self._clock.start(int(minutes * 60_000))
            self._first.start()

    def tick(self) -> None:
        """A backup, if anything changed since the newest one."""
        from workbench.core.model.backup import Reason

        project = self._session.project
        if project is None or not self._session.writable or self.under_way or project.busy:
            return
        try:
            if project.backup_of_now is None:
                self.start(Reason.WORK)
        except WorkbenchError as error:
            self._failed(error)

    def start(self, reason: Reason, then: Callable[[Backup], object] | None = None) -> None:
        """Makes a backup in a worker; the window stays live, its progress stands in the status line."""
        project = self._session.project
        if project is None or self.under_way:
            return
        self.under_way = True

        def done(made: Backup) -> None:
            self.under_way = False
            self._session.untell(_TOPIC)
            if then is not None:
                then(made)

        def failed(error: WorkbenchError) -> None:
            self.under_way = False
            self._failed(error)

        def cancelled() -> None:
            self.under_way = False

        self._session.jobs.run(
            make,
            project.backup_maker(reason),
            title=tr("Making a backup"),
            on_done=done,
            on_failed=failed,
            on_cancelled=cancelled,
        )

    def before(self, reason: Reason) -> None:
        """A backup of the state before an act that touches much, at once. Where that would take long, the newest one
        by the way has to do: the act can be undone. A backup that fails does not stop the act; it is told."""
        project = self._session.project
        if project is None or not self._session.writable or self.under_way or _size(project.path) > _AT_ONCE:
            return
        try:
            project.back_up(reason)
        except WorkbenchError as error:
            self._failed(error)

    def before_many(self, figures: int) -> None:
        """The same, where an act changes so many figures that one may wish to look at the former state again."""
        from workbench.core.model.backup import MANY, Reason

        if figures >= MANY:
            self.before(Reason.BULK)

    def _failed(self, error: WorkbenchError) -> None:
        self._session.tell(Message(text=str(error), level=Level.WARNING, topic=_TOPIC))

    def _on_closing(self) -> None:
        """The closed file is what a cloud client or a colleague may replace."""
        from workbench.core.model.backup import Reason

        self._clock.stop()
        self._first.stop()
        self._session.jobs.cancel_all()
        self.under_way = False
        self.before(Reason.CLOSING)


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
