"""Restoring a backup: what would differ, and putting it in the project's place with the present state kept first."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from workbench.core.errors import (
    BrokenBackup,
    CannotWriteFile,
    DamagedProject,
    NewerProject,
    NotAProject,
)
from workbench.core.model.backup import Backup, PartDifference, Reason, Restored
from workbench.core.store import copying, failures, opening, place
from workbench.core.store.copying import Cancel, Progress, never, unseen
from workbench.core.store.database import Database, file_uri
from workbench.core.store.failures import explained
from workbench.core.store.statements import name
from workbench.core.words import tr

NAMED = 200  # rows of each kind that are named
_STEPS = 100_000

# What is compared, and what names a row `a` of it.
_PARTS = {
    "article": "coalesce(nullif(a.title, ''), a.file_name)",
    "figure": "a.quote",
    "note": "a.text",
    "verdict": "a.kind || ' ' || a.reason",
    "record_type": "a.title",
    "record": "a.name",
    "record_value": "a.field || ' ' || a.value",
    "rate": "a.currency || ' ' || a.other || ' ' || a.day",
    "merge": "a.file_name",
    "difference": "a.row_guid",
}
# Columns that tell nothing to a person, or are the same thing under another number.
_SILENT = {
    "id",
    "guid",
    "folded",
    "changed_at",
    "changed_by",
    "imported_at",
    "imported_by",
    "article_id",
    "figure_id",
}


@contextmanager
def looked_at(path: Path, *, cancelled: Cancel = never, whole: bool = True) -> Iterator[sqlite3.Connection]:
    """A file that may be anything, opened to be read: a project in order of this or an earlier version, or
    BrokenBackup. `whole` has every page and reference looked at."""
    if not path.is_file():
        raise BrokenBackup(tr("There is no file {name}. Choose a backup of the list.", name=path))
    connection = sqlite3.connect(f"{file_uri(path)}?mode=ro", uri=True, isolation_level=None)
    try:
        for pragma in ("query_only = ON", "trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0"):
            connection.execute("PRAGMA " + pragma)
        with _as_broken(path):
            version = opening.check_identity(connection, path)
            if not opening.older(version):
                opening.check_schema(connection, path)
        if whole:
            copying.prove(connection, path, cancelled=cancelled)
            if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
                raise copying.broken(path, tr("a row refers to one that is not there"))
        yield connection
    finally:
        connection.close()


@contextmanager
def _as_broken(path: Path) -> Iterator[None]:
    try:
        with explained(path):
            yield
    except NewerProject:
        raise
    except (DamagedProject, NotAProject) as error:
        raise BrokenBackup(tr("{name} cannot be used. {reason}", name=path.name, reason=error)) from error


def differences(before: Path, after: Path, *, cancelled: Cancel = never) -> list[PartDifference]:
    """What was added, removed and changed from one file to the other, row by row, by guid."""
    with looked_at(after, whole=False):
        pass
    with looked_at(before, whole=False) as connection, explained(before):
        connection.execute("ATTACH ? AS after", (f"{file_uri(after)}?mode=ro",))
        connection.set_progress_handler(lambda: int(cancelled()), _STEPS)
        return [_difference(connection, part, told) for part, told in _PARTS.items()]


def _difference(connection: sqlite3.Connection, part: str, told: str) -> PartDifference:
    old, new = _columns(connection, "main", part), _columns(connection, "after", part)
    both = [column for column in new if column in old and column not in _SILENT]
    changed = " OR ".join(f"b.{name(c)} IS NOT a.{name(c)}" for c in both)
    lists: list[tuple[int, tuple[str, ...]]] = []
    for possible, rows in (
        (bool(new), _only_in("after", "main" if old else "", part)),
        (bool(old), _only_in("main", "after" if new else "", part)),
        (bool(old and new), f"main.{name(part)} AS b JOIN after.{name(part)} AS a USING (guid) WHERE {changed}"),
    ):
        lists.append(_counted(connection, rows, told) if possible else (0, ()))
    (added, n_added), (removed, n_removed), (altered, n_altered) = lists
    return PartDifference(part, added, removed, altered, n_added, n_removed, n_altered)


def _only_in(here: str, there: str, part: str) -> str:
    rows = f"{here}.{name(part)} AS a"
    if there:
        rows = " ".join((rows, "WHERE a.guid NOT IN (SELECT guid FROM", f"{there}.{name(part)})"))
    return rows


def _counted(connection: sqlite3.Connection, rows: str, told: str) -> tuple[int, tuple[str, ...]]:
    """How many rows, and the first of them by name, in the order of their numbers."""
    (count,) = connection.execute(" ".join(("SELECT count(*) FROM", rows))).fetchone()
    first = connection.execute(" ".join(("SELECT", told, "FROM", rows, "ORDER BY a.id LIMIT ?")), (NAMED,))
    return count, tuple(str(one) for (one,) in first)


def _columns(connection: sqlite3.Connection, schema: str, table: str) -> list[str]:
    rows = connection.execute("SELECT name FROM pragma_table_info(?, ?) ORDER BY cid", (table, schema))
    return [str(column) for (column,) in rows]


def copy_out(chosen: Path, target: Path, *, progress: Progress = unseen, cancelled: Cancel = never) -> Restored:
    """The backup as a project of another name, which must be free."""
    target = target.absolute()
    if target.exists():
        raise CannotWriteFile(
            tr("{name} exists already. Choose another name: nothing is ever overwritten.", name=target)
        )
    _check_folder(target)
    with looked_at(chosen, cancelled=cancelled) as connection:
        copying.copy(connection, target, progress=progress, cancelled=cancelled)
    return Restored(target)


def restore(project: Path, chosen: Path, *, progress: Progress = unseen, cancelled: Cancel = never) -> Restored:
    """Puts the backup in the project's place. The present state becomes a backup first; a file too damaged for that
    is put aside under another name. Until the last moment, the project stays as it is."""
    project, chosen = project.absolute(), chosen.absolute()
    if chosen.resolve() == project.resolve():
        raise BrokenBackup(tr("{name} is the project itself. Choose a backup.", name=project))
    _check_folder(project)
    ready = project.with_name(project.name + ".restored")
    try:
        with looked_at(chosen, cancelled=cancelled) as connection:
            copying.copy(connection, ready, progress=progress, cancelled=cancelled)
        kept, aside = _keep_present(project, chosen, cancelled)
        copying.put_in_place(ready, project)
    finally:
        copying.drop(ready)
    return Restored(project, kept, aside)


def _check_folder(target: Path) -> None:
    if not target.parent.is_dir():
        raise CannotWriteFile(
            tr("The folder {folder} does not exist. Make it first, or choose another.", folder=target.parent)
        )
    if not place.writable(target if target.exists() else target.parent):
        raise failures.read_only(target)


def _keep_present(project: Path, chosen: Path, cancelled: Cancel) -> tuple[Backup | None, Path | None]:
    """After this, no file of the project stands where the restored one comes, nor what SQLite kept beside it: an old
    -wal beside a new file would damage it."""
    if not project.exists():
        return None, _put_aside(project)
    try:
        database = Database.open(project)
        try:
            if database.damage is not None:
                raise database.damage
            kept = database.back_up(database.shelf, Reason.RESTORE, cancelled=cancelled, keep=(chosen,))
        finally:
            database.close()
    except (DamagedProject, NotAProject, BrokenBackup):
        return None, _put_aside(project)
    for end in copying.BESIDE:
        project.with_name(project.name + end).unlink(missing_ok=True)
    return kept, None


def _put_aside(project: Path) -> Path | None:
    """Keeps what cannot be opened, with what lies beside it, under a name that is free."""
    stem = tr("{name} damaged {when}", name=project.stem, when=f"{datetime.now().astimezone():%Y-%m-%d %H-%M-%S}")
    aside = project.with_name(stem + project.suffix)
    if aside.exists():
        raise CannotWriteFile(tr("{name} exists already. Try again in a second.", name=aside))
    moved = False
    for end in ("", *copying.BESIDE):
        old = project.with_name(project.name + end)
        if old.exists():
            old.rename(aside.with_name(aside.name + end))
            moved = True
    return aside if moved else None
