"""A sound copy of a project: whole or not at all, proved before it gets its name.

A file that is in use is never copied as a file. SQLite's backup interface reads through the connection that holds it,
some pages at a time: between two steps that connection may go on reading and writing, also in another thread (SQLite
is built serialized), and what it writes meanwhile comes along.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

from workbench.core.errors import BrokenBackup, Cancelled, CannotWriteFile
from workbench.core.store.failures import explained
from workbench.core.words import tr

Progress = Callable[[int, int], object]
Cancel = Callable[[], bool]
Finish = Callable[[sqlite3.Connection], object]

_PAGES = 256  # of one step: a megabyte, about two milliseconds
_WAIT = 0.02  # seconds until the next try while the connection is in a transaction
_STEPS = 100_000  # of SQLite's machine between two looks whether to stop
BESIDE = ("-wal", "-shm", "-journal")  # what SQLite may leave beside a file that was not closed


def never() -> bool:
    return False


def unseen(_done: int, _total: int) -> None:
    """Progress that nobody looks at."""


def copy(
    source: sqlite3.Connection,
    target: Path,
    *,
    finish: Finish | None = None,
    progress: Progress = unseen,
    cancelled: Cancel = never,
) -> None:
    """Copies what `source` has open to `target`, which it replaces. `finish` may still read the copy once it is
    proved. Cancelled or failed, nothing is left behind."""
    part = target.with_name(target.name + ".part")
    drop(part)
    try:
        with explained(target):
            _fill(source, part, finish, progress, cancelled)
        put_in_place(part, target)
    finally:
        drop(part)


def _fill(
    source: sqlite3.Connection, part: Path, finish: Finish | None, progress: Progress, cancelled: Cancel
) -> None:
    def step(_status: int, remaining: int, total: int) -> None:
        if cancelled():
            raise Cancelled
        progress(total - remaining, total)

    made = sqlite3.connect(part, isolation_level=None)
    try:
        made.execute("PRAGMA synchronous = OFF")  # the finished file is brought to the disk once, as a whole
        source.backup(made, pages=_PAGES, progress=step, sleep=_WAIT)
        made.execute("PRAGMA journal_mode = DELETE").fetchone()  # one plain file, readable from any place
        prove(made, part, cancelled=cancelled)
        if finish is not None:
            finish(made)
    finally:
        made.close()


def prove(connection: sqlite3.Connection, path: Path, *, cancelled: Cancel = never) -> None:
    """Raises BrokenBackup unless SQLite finds every page in order."""
    connection.set_progress_handler(lambda: int(cancelled()), _STEPS)
    try:
        connection.execute("PRAGMA cell_size_check = ON")
        (answer,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        if cancelled():
            raise Cancelled from error
        if getattr(error, "sqlite_errorcode", 0) & 0xFF not in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise
        answer = str(error)
    finally:
        connection.set_progress_handler(None, 0)
    if answer != "ok":
        raise broken(path, answer)


def broken(path: Path, reason: object) -> BrokenBackup:
    return BrokenBackup(
        tr(
            "{name} is damaged or not whole ({reason}). It is not used; choose another backup.",
            name=path,
            reason=reason,
        )
    )


def put_in_place(part: Path, target: Path) -> None:
    """Gives a finished file its name, so that neither of them is half there after a power cut."""
    try:
        with part.open("rb+") as stream:
            os.fsync(stream.fileno())
        os.replace(part, target)
        sync_folder(target.parent)
    except OSError as error:
        raise CannotWriteFile(
            tr("Cannot write {file}: {why}. Choose another place.", file=target, why=error.strerror or error)
        ) from error


def sync_folder(folder: Path) -> None:
    """Brings a new name to the disk. Windows does so by itself."""
    if os.name == "nt":
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def drop(part: Path) -> None:
    """Takes an unfinished file away, with all that SQLite put beside it."""
    for name in ("", *BESIDE):
        part.with_name(part.name + name).unlink(missing_ok=True)
