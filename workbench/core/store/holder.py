"""The note beside an open project that says who has it, held locked as long as the project is open.

SQLite locks the project itself, with locks that POSIX takes away as soon as anything in the same process opens and
closes the file: a file dialog that looks what kind of file it is does. The lock on the note is of the other sort
(flock), which only its own handle gives up. Windows has no such trouble.
"""

from __future__ import annotations

import json
import os
import socket
import sys
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from workbench.core.errors import ProjectLocked
from workbench.core.settings import Settings
from workbench.core.store import place
from workbench.core.words import tr

if sys.platform != "win32":
    import fcntl


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


class Door:
    """Ours alone from `take` to `leave`, and also given up when the process dies."""

    def __init__(self, project: Path, handle: int | None) -> None:
        self._note, self._handle = note_of(project), handle

    @classmethod
    def take(cls, project: Path) -> Door:
        """Puts our name on the door; ProjectLocked when it is another's. The note of a process that died is free."""
        handle = _locked(project)
        content = json.dumps(asdict(Holder.me())).encode()
        try:
            os.ftruncate(handle, 0)
            os.write(handle, content)
        except OSError:
            os.close(handle)
            raise
        if sys.platform == "win32":
            os.close(handle)  # an open file could not be taken away, and SQLite's own lock holds there
            return cls(project, None)
        return cls(project, handle)

    def leave(self) -> None:
        """The note goes before the lock: who waits for the lock must not lock a note that is about to go."""
        self._note.unlink(missing_ok=True)
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


def _locked(project: Path) -> int:
    """A handle of the note that nobody else has locked."""
    note = note_of(project)
    while True:
        handle = os.open(note, os.O_RDWR | os.O_CREAT, 0o644)
        if sys.platform == "win32":
            return handle
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(handle)
            raise locked(project) from error
        except OSError:
            return handle  # a file system without such locks: SQLite's own must do
        if place.identity(note) == (os.fstat(handle).st_dev, os.fstat(handle).st_ino):
            return handle
        os.close(handle)  # it was taken away by who left at this moment


def free(project: Path) -> bool | None:
    """Whether nobody has the project open, without touching it; None where that cannot be told from the note."""
    note = note_of(project)
    if sys.platform == "win32":
        return None if note.exists() else True
    try:
        handle = os.open(note, os.O_RDWR)
    except FileNotFoundError:
        return True
    except OSError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    finally:
        os.close(handle)
    return True


def holder(project: Path) -> Holder | None:
    """Who signed last; None when nobody did or the note cannot be read."""
    try:
        note = json.loads(note_of(project).read_text("utf-8"))
        return Holder(str(note["user"]), str(note["host"]), int(note["pid"]), str(note["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _clock(since: str) -> str:
    """The time as the clock on the wall shows it; as it was written where it is none."""
    try:
        return f"{datetime.fromisoformat(since).astimezone():%Y-%m-%d %H:%M}"
    except ValueError:
        return since


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
            since=_clock(who.since),
            pid=who.pid,
        )
    )
