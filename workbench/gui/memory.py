"""What the desk looked like in a project, and what was typed but not saved: kept every second, also if killed."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer

from workbench.core import paths
from workbench.core.words import tr
from workbench.gui.messages import Level, Message
from workbench.gui.session import Session

PAUSE = 1000  # milliseconds after a change until it is kept


@dataclass(frozen=True, slots=True)
class Part:
    """`keep` gives what to remember as plain JSON; `show` takes it back, whatever an older program wrote."""

    keep: Callable[[], Any]
    show: Callable[[Any], None]


def file_of(project: Path) -> Path:
    """A file of the user's own for each project, by its place."""
    key = hashlib.sha256(str(project.resolve()).encode()).hexdigest()[:16]
    return paths.user_config() / "desks" / f"{key}.json"


def load(project: Path, guid: str) -> dict[str, Any]:
    """What was kept of this project; nothing of another one that stood in the same place."""
    try:
        found = json.loads(file_of(project).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) and found.get("guid") == guid else {}


def save(project: Path, content: dict[str, Any]) -> None:
    """Whole or not at all."""
    target = file_of(project)
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_suffix(".part")
    part.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    os.replace(part, target)


class Memory(QObject):
    """Keeps its parts a moment after `later()` was called, and when the project is closed."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._parts: dict[str, Part] = {}
        self._kept: dict[str, Any] = {}
        self._timer = QTimer(self, singleShot=True, interval=PAUSE)
        self._timer.timeout.connect(self.keep)
        session.project_opened.connect(self.show)
        session.project_closing.connect(self.keep)
        session.project_closed.connect(self._timer.stop)

    def add(self, name: str, keep: Callable[[], Any], show: Callable[[Any], None]) -> None:
        self._parts[name] = Part(keep, show)

    def show(self) -> None:
        """Gives every part what was kept of it."""
        project = self._session.project
        if project is None:
            return
        self._kept = load(project.path, project.guid)
        for name, part in self._parts.items():
            if name in self._kept:
                part.show(self._kept[name])

    def later(self, *_: object) -> None:
        if self._session.project is not None and not self._timer.isActive():
            self._timer.start()

    def keep(self) -> None:
        """Writes what changed since it was last kept; a folder that cannot be written costs only the remembering."""
        self._timer.stop()
        project = self._session.project
        if project is None:
            return
        now = {"guid": project.guid, **{name: part.keep() for name, part in self._parts.items()}}
        if now == self._kept:
            return
        try:
            save(project.path, now)
        except OSError as error:
            reason = error.strerror or str(error)
            text = tr("Settings cannot be saved: {reason}.", reason=reason)
            self._session.tell(Message(text=text, level=Level.WARNING, topic="settings"))
            return
        self._kept = now
