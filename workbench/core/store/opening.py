"""Everything that is asked of a file before it is trusted as a project; each answer that is no has its sentence."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterable
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.core.errors import CannotWriteFile, NewerProject, NotAProject, ProjectReadOnly
from workbench.core.model.backup import Reason
from workbench.core.store import backups, copying, migrations
from workbench.core.store.failures import damaged, explained
from workbench.core.words import tr

if TYPE_CHECKING:
    from sqlite_utils import Database as Utils


_LARGEST_VALUE = 256 << 20  # bytes; the largest that the program writes is a file of 50 MB with its step
_OF_SQLITE = '["sqlite_sequence", "sqlite_stat1", "sqlite_stat4"]'


def claim_name(path: Path) -> None:
    """Makes the empty file, so that nobody else can and nothing is ever overwritten."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o644))
    except FileExistsError as error:
        raise name_taken(path) from error
    except FileNotFoundError as error:
        raise CannotWriteFile(
            tr("The folder {folder} does not exist. Make it first, or choose another.", folder=path.parent)
        ) from error
    except PermissionError as error:
        raise ProjectReadOnly(
            tr("The folder {folder} cannot be written. Choose a folder of your own.", folder=path.parent)
        ) from error
    except OSError as error:
        raise CannotWriteFile(
            tr("The project {name} cannot be made: {reason}.", name=path, reason=error.strerror)
        ) from error


def name_taken(path: Path) -> CannotWriteFile:
    return CannotWriteFile(
        tr("{name} exists already. Open it, or choose another name: nothing is ever overwritten.", name=path)
    )


def check_file(path: Path) -> None:
    """What can be said without opening it. The file itself is left to SQLite: a second handle of ours, when closed,
    would take away SQLite's locks on it (POSIX)."""
    if path.is_dir():
        raise NotAProject(tr("{name} is a folder. Choose a file that ends in .workbench.", name=path))
    if not path.exists():
        raise NotAProject(tr("There is no file {name}. Check the name, or make a new project there.", name=path))
    if not stat.S_ISREG(path.stat().st_mode):  # a pipe would be waited for without end
        raise NotAProject(tr("{name} is not an ordinary file, so it is not a project. Choose another.", name=path))
    if path.stat().st_size == 0:
        raise NotAProject(
            tr("{name} is empty, so it is not a project. Choose another file, or make a new project.", name=path)
        )


def check_identity(connection: sqlite3.Connection, path: Path) -> int:
    """The schema version of a file that is ours; raises for a foreign or a newer one, and for an older one that is
    not built as its version was: a migration would run on it."""
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LARGEST_VALUE)
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application != migrations.APPLICATION_ID or version < 1:
        raise NotAProject(
            tr(
                "{name} is a database of another program, not a project. Nothing is changed in it.",
                name=path,
            )
        )
    if version > len(migrations.shipped()):
        raise NewerProject(
            tr(
                "{name} was written by a newer version of the program. "
                "Version {version} or later is needed to open it.",
                name=path,
                version=_program_of(connection, version),
            )
        )
    if older(version):
        _compare(_without_triggers(migrations.schema_of(connection)), _schema_of_version(version), path)
    return int(version)


def _program_of(connection: sqlite3.Connection, version: int) -> str:
    """The program version that made this schema version, as the file itself tells."""
    try:
        row = connection.execute("SELECT program FROM migration WHERE number = ?", (version,)).fetchone()
    except sqlite3.OperationalError:  # a schema so new that it keeps its record elsewhere
        row = None
    return str(row[0]) if row else tr("with file format {version}", version=version)


def check_schema(connection: sqlite3.Connection, path: Path) -> bool:
    """Raises unless tables, indexes and views are exactly those of this version. Says whether the triggers are too.

    A trigger that is not ours could change what a person settles; it is replaced, never run.
    """
    found, expected = migrations.schema_of(connection), migrations.expected_schema()
    _compare(_without_triggers(found), _without_triggers(expected), path)
    _refuse_disguised(connection, path)
    return found == expected


def _compare(found: dict[tuple[str, str], str], expected: dict[tuple[str, str], str], path: Path) -> None:
    if found != expected:
        raise _other_structure(path, sorted(title for (_, title), _ in found.items() ^ expected.items()))


def _other_structure(path: Path, parts: Iterable[str]) -> NotAProject:
    return NotAProject(
        tr(
            "{name} does not have the structure of a project ({parts}). "
            "It was changed by another program; open a backup.",
            name=path,
            parts=", ".join(dict.fromkeys(parts)),
        )
    )


def _refuse_disguised(connection: sqlite3.Connection, path: Path) -> None:
    """SQLite's own tables are in no schema of ours; a trigger that was given such a name would run all the same."""
    rows = connection.execute(
        "SELECT name FROM sqlite_schema WHERE name LIKE 'sqlite\\_%' ESCAPE '\\' AND NOT "
        "(type = 'index' AND sql IS NULL) AND NOT (type = 'table' AND name IN (SELECT value FROM json_each(?)))",
        (_OF_SQLITE,),
    )
    strange = [str(name) for (name,) in rows]
    if strange:
        raise _other_structure(path, strange)


@cache
def _schema_of_version(version: int) -> dict[tuple[str, str], str]:
    """What the file of an older version must be, its triggers aside."""
    from sqlite_utils import Database as Utils

    utils = Utils(sqlite3.connect(":memory:", isolation_level=None), execute_plugins=False, strict=True)
    try:
        with utils.atomic():
            migrations.apply(utils, 0, version)
        return _without_triggers(migrations.schema_of(utils.conn))
    finally:
        utils.close()


def _without_triggers(schema: dict[tuple[str, str], str]) -> dict[tuple[str, str], str]:
    return {key: sql for key, sql in schema.items() if key[0] != "trigger"}


def older(version: int) -> bool:
    return version < len(migrations.shipped())


def too_old_to_read(path: Path) -> ProjectReadOnly:
    return ProjectReadOnly(
        tr(
            "{name} is from an earlier version of the program and must be brought up to date before it can be "
            "opened, but it can only be read. Copy it to a folder of your own and open the copy.",
            name=path,
        )
    )


_LISTS = (
    "SELECT sum(length(title) + length(file_name)) FROM article NOT INDEXED",
    "SELECT sum(length(quote) + length(doubts)) FROM figure NOT INDEXED",
    "SELECT sum(length(value)) FROM option NOT INDEXED",
    "SELECT sum(length(text)) FROM note NOT INDEXED",
    "SELECT sum(length(members)) FROM verdict NOT INDEXED",
    "SELECT sum(length(name)) FROM operation NOT INDEXED",
    "SELECT sum(length(title) + length(fields)) FROM record_type NOT INDEXED",
    "SELECT sum(length(name)) FROM record NOT INDEXED",
    "SELECT sum(length(value)) FROM record_value NOT INDEXED",
    "SELECT sum(length(value)) FROM rate NOT INDEXED",
    "SELECT sum(length(report)) FROM merge NOT INDEXED",
    "SELECT sum(length(row_guid)) FROM difference NOT INDEXED",
    "SELECT count(*) FROM figure",
    "SELECT count(*) FROM article_version",
)


def check_readable(utils: Utils, path: Path) -> None:
    """Raises unless all that a window shows at once can be read of a damaged file: everything but texts."""
    if older(check_identity(utils.conn, path)):
        raise too_old_to_read(path)
    check_schema(utils.conn, path)
    for sql in _LISTS:
        utils.execute(sql).fetchall()


def bring_up_to_date(utils: Utils, path: Path, version: int) -> None:
    """Migrates an older file, with a proved backup of it made first."""
    backups.Shelf.of(path, backups.guid_of(utils.conn)).add(utils.conn, Reason.MIGRATION)
    utils.execute("PRAGMA foreign_keys = OFF")  # a table may be rebuilt; apply() checks every reference at the end
    try:
        with utils.atomic():
            migrations.apply(utils, version)
    except (sqlite3.Error, RuntimeError) as error:
        if (found := _unsound(utils)) is not None:
            raise damaged(path, found) from error
        raise  # the file is as it should be: the fault is ours
    utils.execute("PRAGMA foreign_keys = ON")


def _unsound(utils: Utils) -> str | None:
    """What is wrong with a file that could not be brought up to date: pages, indexes, columns, references."""
    (answer,) = utils.execute("PRAGMA integrity_check(1)").fetchone()
    if answer != "ok":
        return str(answer)
    broken = utils.execute("PRAGMA foreign_key_check").fetchone()
    return None if broken is None else f"{broken[0]} {broken[1]} -> {broken[2]}"


def save_copy(utils: Utils, target: Path) -> None:
    """The project as of now without the remains of what was removed, whole or not at all, proved sound."""
    part = target.with_name(target.name + ".part")
    copying.drop(part)
    try:
        with explained(target):
            utils.execute("VACUUM INTO ?", (str(part),))
        with explained(part), closing(sqlite3.connect(part)) as made:
            copying.prove(made, part)
        copying.put_in_place(part, target)
    finally:
        copying.drop(part)
