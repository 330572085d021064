"""A project that another window has: its newest backup can be read meanwhile, and it is opened once it is free."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from workbench.core.words import tr
from workbench.gui.messages import Level, Message

if TYPE_CHECKING:
    from workbench.core.errors import ProjectLocked
    from workbench.core.model.backup import Backup
    from workbench.gui.session import Session

TOPIC = "held"
_PAUSE = 2000  # milliseconds between two looks at the lock


class Waiter(QObject):
    """Belongs to the session; waits for one project at a time, until another is opened for work."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._path: Path | None = None
        self._read: Path | None = None  # the backup that is read meanwhile
        self._clock = QTimer(self, interval=_PAUSE)
        self._clock.timeout.connect(self.look)
        session.project_opened.connect(self._on_opened)

    @property
    def waiting_for(self) -> Path | None:
        return self._path

    def wait(self, path: Path, error: ProjectLocked) -> None:
        """Says who has it and what can be done; from now on it is looked whether it is free."""
        from workbench.core.actions import backups

        self._path, self._read = path, None
        self._clock.start()
        newest = backups.newest(path)
        text = tr("{who} Here it is opened as soon as it is free.", who=str(error))
        if newest is None:
            self._session.tell(Message(text=text, level=Level.WARNING, topic=TOPIC))
            return
        words = tr("Read the backup of {when}", when=backups.clock(newest))
        act = lambda: self.read(newest)  # noqa: E731 - one line
        self._session.tell(Message(text=text, level=Level.WARNING, topic=TOPIC, act_text=words, act=act))

    def read(self, backup: Backup) -> None:
        """Shows a backup, to be read only; the wait goes on."""
        from workbench.core.actions import backups

        path, self._read = self._path, backup.path
        if path is None or not self._session.open(backup.path, read_only=True, remember=False):
            self._read = None
            return
        self._session.tell(
            Message(
                text=tr(
                    "This is the backup of {when}: what was done since is not in it, and nothing can be changed. You "
                    "are told when {name} is free.",
                    when=backups.clock(backup),
                    name=path.name,
                ),
                topic=TOPIC,
            )
        )

    def look(self) -> None:
        """Takes over what is free; where something is shown, only says so."""
        from workbench.core.store.waiting import is_free

        path = self._path
        if path is None or not is_free(path):
            return
        if self._session.project is None:
            self.stop()
            self._session.untell(TOPIC)
            if self._session.open(path):
                self._session.say(tr("{name} is free and open here now.", name=path.name))
            return
        self.stop()
        self._session.tell(
            Message(
                text=tr("{name} is free now: it was closed in the other window.", name=path.name),
                topic=TOPIC,
                act_text=tr("Open for work"),
                act=lambda: self._session.open(path),
            )
        )

    def stop(self) -> None:
        self._path = self._read = None
        self._clock.stop()

    def _on_opened(self) -> None:
        project = self._session.project
        if self._path is None or project is None:
            return
        if self._read is None or project.path.resolve() != self._read.resolve():
            self.stop()
            self._session.untell(TOPIC)
