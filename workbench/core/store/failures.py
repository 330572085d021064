"""What SQLite reports of the world, turned into sentences; what it reports of our mistakes stays as it is."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workbench.core.errors import (
    DamagedProject,
    NotAProject,
    ProjectLocked,
    ProjectReadOnly,
    StorageFailed,
    TookTooLong,
    WorkbenchError,
)
from workbench.core.words import tr

# What SQLite says in words alone, with the code of a mistake in a statement, of a file that is not as it was written.
_OF_THE_FILE = ("malformed JSON", "unsupported file format", "no such fts5 table", "invalid fts5 file format")


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Errors of disk, lock and file come out as WorkbenchError naming the project."""
    try:
        yield
    except sqlite3.Error as error:
        told = sentence(error, path)
        if told is None:
            raise
        raise told from error
    except UnicodeDecodeError as error:  # SQLite's own words on a schema that is no text
        raise damaged(path, error.reason) from error


def code_of(error: sqlite3.Error) -> int:
    """SQLite's primary result code; 0 where the module raised the error itself."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def sentence(error: sqlite3.Error, path: Path) -> WorkbenchError | None:
    """The world's errors in words, None for ours."""
    code = code_of(error)
    if code == sqlite3.SQLITE_FULL:
        return StorageFailed(
            tr(
                "The disk is full: the last change to {name} was not saved. "
                "Everything before it is kept. Free some space and try again.",
                name=path,
            )
        )
    if code in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN):
        return StorageFailed(
            tr(
                "{name} could not be read or written ({reason}). The last change was not saved. "
                "Check that the disk is connected and has space, then open the project again.",
                name=path,
                reason=error,
            )
        )
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_TOOBIG):  # larger than any value that we write
        return damaged(path, error)
    if code == sqlite3.SQLITE_ERROR and any(words in str(error) for words in _OF_THE_FILE):
        return damaged(path, error)
    if not code and "Could not decode to UTF-8" in str(error):  # the module's own words on a text that is none
        return damaged(path, error)
    if code == sqlite3.SQLITE_INTERRUPT:
        return TookTooLong(tr("This takes too long to find. Type more of the words, or fewer of them."))
    return _of_opening(code, path)


def damaged(path: Path, reason: object) -> DamagedProject:
    return DamagedProject(
        tr(
            "{name} is damaged or cut off ({reason}). Nothing is written to it any more. "
            "Restore a backup, or salvage what can be read into a new project.",
            name=path,
            reason=reason,
        )
    )


def _of_opening(code: int, path: Path) -> WorkbenchError | None:
    if code == sqlite3.SQLITE_NOTADB:
        return NotAProject(tr("{name} is not a project: what it holds was not written by this program.", name=path))
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return ProjectLocked(
            tr("{name} is open in another window. Close it there, or wait until it is closed.", name=path)
        )
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH):
        return read_only(path)
    return None


def read_only(path: Path) -> ProjectReadOnly:
    return ProjectReadOnly(
        tr(
            "{name} can only be read: the file or its folder is write-protected. "
            "Copy it to a folder of your own to work in it.",
            name=path,
        )
    )
