"""The schema's way forward: numbered files of db/, each once, all in one transaction; and what it must look like."""

from __future__ import annotations

import hashlib
import re
import sqlite3
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from workbench import __version__
from workbench.core import paths
from workbench.core.store.triggers import UNDOABLE, guards, logs

if TYPE_CHECKING:
    from sqlite_utils import Database as Utils

APPLICATION_ID = 0x52574231  # "RWB1": marks a SQLite file as a project
_FILE = re.compile(r"(\d{4})_[a-z0-9_]+\.sql")

# PRAGMA takes no parameters; the numbers are ours.
_SET_APPLICATION = f"PRAGMA application_id = {APPLICATION_ID:d}"


@dataclass(frozen=True, slots=True)
class Migration:
    number: int
    name: str
    sql: str

    @property
    def checksum(self) -> str:
        return hashlib.sha256(self.sql.encode()).hexdigest()


@cache
def shipped() -> tuple[Migration, ...]:
    """The migrations of this program, in order, without gaps."""
    found = []
    for file in sorted(paths.schema().iterdir()):
        if match := _FILE.fullmatch(file.name):
            # read_text makes all line ends "\n", so that a checkout on Windows has the same checksum
            found.append(Migration(int(match[1]), file.stem, file.read_text("utf-8")))
    if [m.number for m in found] != list(range(1, len(found) + 1)) or not found:
        raise RuntimeError(f"the migrations in {paths.schema()} are not numbered 1, 2, 3 ...")
    return tuple(found)


def apply(utils: Utils, since: int, until: int | None = None) -> None:
    """Brings an open transaction's schema from version `since` to the newest, with its record and its guards; or to
    `until`, without guards, which are those of the newest."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    drop_triggers(utils)  # a migration may change rows without a step of the history
    steps = shipped()[:until]
    for migration in steps[since:]:
        utils.executescript(migration.sql)
        record = (migration.number, migration.name, migration.checksum, __version__, now)
        utils.execute("INSERT INTO migration VALUES (?, ?, ?, ?, ?)", record)
    if since == 0:
        about = (("guid", str(uuid.uuid4())), ("created_at", now), ("program", __version__))
        utils.conn.executemany("INSERT INTO meta VALUES (?, ?)", about)
    if until is None:
        create_triggers(utils)
    utils.execute(_SET_APPLICATION)
    utils.execute(f"PRAGMA user_version = {steps[-1].number:d}")
    broken = utils.execute("PRAGMA foreign_key_check").fetchone()
    if broken is not None:
        raise RuntimeError(f"a migration broke a reference: {broken}")


def drop_triggers(utils: Utils) -> None:
    """Takes away every trigger, whoever made it."""
    for (title,) in utils.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        utils.execute('DROP TRIGGER "' + str(title).replace('"', '""') + '"')


def create_triggers(utils: Utils) -> None:
    """The guards of the file."""
    for sql in guards():
        utils.execute(sql)


def create_logs(utils: Utils) -> None:
    """The triggers of this connection that write the history."""
    for sql in logs(columns(utils.conn)):
        utils.execute(sql)


def columns(connection: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    """The columns of the undoable tables as the file has them."""
    found = {}
    for table in UNDOABLE:
        rows = connection.execute("SELECT name FROM pragma_table_info(?) ORDER BY cid", (table,))
        found[table] = tuple(str(column) for (column,) in rows)
    return found


def schema_of(connection: sqlite3.Connection) -> dict[tuple[str, str], str]:
    """(type, name) -> SQL of everything in the file but SQLite's own tables."""
    rows = connection.execute(
        "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type, name"
    )
    return {(str(kind), str(title)): str(sql) for kind, title, sql in rows}


@cache
def expected_schema() -> dict[tuple[str, str], str]:
    """What `schema_of` must say of a project of this version."""
    from sqlite_utils import Database as Utils

    utils = Utils(sqlite3.connect(":memory:", isolation_level=None), execute_plugins=False, strict=True)
    try:
        with utils.atomic():
            apply(utils, 0)
        return schema_of(utils.conn)
    finally:
        utils.close()


def schema_text() -> str:
    """The current schema as one file, for people to read: tables, then indexes, then triggers."""
    order = {"table": 0, "index": 1, "trigger": 2}
    items = sorted(expected_schema().items(), key=lambda item: order[item[0][0]])
    head = "-- The schema as the numbered files make it; written by `python -m workbench.core.store.migrations`.\n\n"
    return head + "\n\n".join(sql + ";" for _, sql in items) + "\n"


def write_schema(target: Path | None = None) -> None:
    (target or paths.schema() / "schema.sql").write_text(schema_text(), "utf-8", newline="\n")


if __name__ == "__main__":
    write_schema()
