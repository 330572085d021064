"""The note beside an open project that says who has it: only the name on the door, the lock itself is SQLite's."""

from __future__ import annotations

import json
import os
import socket
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from workbench.core.errors import ProjectLocked
from workbench.core.settings import Settings
from workbench.core.words import tr


@dataclass(frozen=True, slots=True)
class Holder:
    """`since` is ISO 8601 UTC."""

    user: str
    host: str
    pid: int
    since: str

    @classmethod
    def me(cls) -> Holder:
        since = datetime.now(UTC).isoformat(timespec="seconds")
        return cls(Settings().author_name, socket.gethostname(), os.getpid(), since)


def note_of(project: Path) -> Path:
    return project.with_name(project.name + ".lock")


def sign(project: Path) -> None:
    """Puts our name on the door. A note left by a process that died is overwritten: the lock was free."""
    note_of(project).write_text(json.dumps(asdict(Holder.me())), "utf-8")


def unsign(project: Path) -> None:
    note_of(project).unlink(missing_ok=True)


def holder(project: Path) -> Holder | None:
    """Who signed last; None when nobody did or the note cannot be read."""
    try:
        note = json.loads(note_of(project).read_text("utf-8"))
        return Holder(str(note["user"]), str(note["host"]), int(note["pid"]), str(note["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def locked(project: Path) -> ProjectLocked:
    """The sentence for a project that is open elsewhere."""
    who = holder(project)
    if who is None:
        return ProjectLocked(
            tr("{name} is open in another window. Close it there, or wait until it is closed.", name=project)
        )
    return ProjectLocked(
        tr(
            "{name} is open in another window: {user} on {host} has it since {since} (process {pid}). "
            "Close it there, or wait until it is closed.",
            name=project,
            user=who.user,
            host=who.host,
            since=who.since,
            pid=who.pid,
        )
    )
