"""A damaged project's rows put into a new one, with a report of what was saved, mended and lost.

What the pages no longer hold is looked for where it was written a second time: rows in the history, which keeps each
row as it was made and every change to it; texts and files in the project's backups, by their hash.
"""

from __future__ import annotations

import json
import sqlite3
import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.core.errors import Cancelled, CannotWriteFile, NewerProject, NotAProject
from workbench.core.model.backup import Salvaged, SalvagedTable
from workbench.core.store import copying, indexing, migrations, statements
from workbench.core.store.check import check_store
from workbench.core.store.copying import Cancel, Progress, never, unseen
from workbench.core.store.database import Database
from workbench.core.store.mending import Mending
from workbench.core.store.pages import Pages, Value
from workbench.core.store.scattered import TABLES, Found, Scattered, Shape
from workbench.core.store.triggers import UNDOABLE
from workbench.core.words import tr, trn

if TYPE_CHECKING:
    from sqlite_utils import Database as Utils

_NAMED = 200  # lost rows of a table that are named
_KEYED = ("original", "body", "reading")  # by hash; these may be large and go into the new file at once
_NAMES = {"article": ("title", "file_name"), "figure": ("quote",), "note": ("text",), "option": ("key",),
          "operation": ("name",), "verdict": ("kind", "reason"), "article_version": ("file_name",),
          "record_type": ("title",), "record": ("name",), "record_value": ("field", "value"),
          "rate": ("currency", "other", "day"), "merge": ("file_name",), "difference": ("row_guid",)}  # fmt: skip


def salvage(
    path: Path, new: Path, *, backups: Sequence[Path] = (), progress: Progress = unseen, cancelled: Cancel = never
) -> Salvaged:
    """Makes `new`, whose name must be free, of all that can be read of `path`, which is only read."""
    new = new.absolute()
    if new.exists():
        raise CannotWriteFile(
            tr("{name} exists already. Choose another name: nothing is ever overwritten.", name=new)
        )
    part = new.with_name(new.name + ".part")
    copying.drop(part)
    try:
        with Pages.of(path) as pages:
            work = _Work(path, pages, part, backups)
            try:
                tables = work.run(progress, cancelled)
            finally:
                work.close()
        copying.put_in_place(part, new)
    except OSError as error:
        raise CannotWriteFile(
            tr(
                "{name} cannot be salvaged to {file}: {reason}.",
                name=path,
                file=new,
                reason=error.strerror or str(error),
            )
        ) from error
    except sqlite3.OperationalError as error:
        raise CannotWriteFile(tr("Cannot write {file}: {why}. Choose another place.", file=new, why=error)) from error
    finally:
        copying.drop(part)
    bad = len(work.scattered.survey.bad_pages)
    return Salvaged(new, pages.count, bad, tables, (*work.remarks, *_checked(new)))


def _checked(new: Path) -> list[str]:
    """What our own check says of the new project, which is opened, and brought up to date, for the first time."""
    database = Database.open(new)
    try:
        return check_store(database)
    finally:
        database.close()


def _version(pages: Pages, path: Path) -> int:
    """The schema's version by the header; the newest where that is gone."""
    newest = len(migrations.shipped())
    if not pages.headed or pages.number_at(68) != migrations.APPLICATION_ID:
        return newest
    if pages.number_at(60) > newest:
        raise NewerProject(tr("{name} was written by a newer version of the program.", name=path))
    return pages.number_at(60) or newest


class _Work:
    def __init__(self, path: Path, pages: Pages, part: Path, backups: Sequence[Path]) -> None:
        from sqlite_utils import Database as Utils

        self._path, self._backups = path, backups
        self.version = _version(pages, path)
        self._utils: Utils = Utils(sqlite3.connect(part, isolation_level=None), execute_plugins=False, strict=True)
        self._connection = self._utils.conn
        self._connection.execute("PRAGMA synchronous = OFF")
        with self._utils.atomic():
            migrations.apply(self._utils, 0, until=self.version)
            migrations.drop_triggers(self._utils)
        shapes = {t: shape for t in TABLES if (shape := Shape.of(self._connection, t)) is not None}
        self._shapes = shapes
        self.scattered = Scattered(pages, shapes)
        self.remarks: list[str] = []
        self._rows: dict[str, dict[Value, Found]] = {t: {} for t in shapes if t not in _KEYED}
        self._doubtful: list[Found] = []
        self._history: Counter[str] = Counter()
        self._lost: dict[str, list[str]] = {t: [] for t in shapes}
        self._unknown: Counter[str] = Counter()

    def close(self) -> None:
        self._connection.close()

    def run(self, progress: Progress, cancelled: Cancel) -> tuple[SalvagedTable, ...]:
        with self._utils.atomic():
            for found in self.scattered.read(progress, cancelled):
                self._take(found)
            if cancelled():
                raise Cancelled
            if not any(self._rows.values()):
                raise NotAProject(tr("Nothing of a project can be read in {name}.", name=self._path))
            for table in ("operation", "change"):
                self._insert(table, (f.values for f in self._rows[table].values()))
            self._settle_rows()
            for table in self._rows:
                if table not in ("operation", "change", "meta"):
                    self._insert(table, (f.values for f in self._rows[table].values()))
            mending = Mending(self._connection, self._backups, self._lost)
            mending.doubtful((f.table, f.values) for f in self._doubtful)
            if "article" not in self.scattered.survey.whole:
                self._unknown["article"] -= min(mending.homeless_texts(), self._unknown["article"])
            mending.references()
            self.remarks += mending.remarks
            self._finish()
        return tuple(self._table(table, mending.from_backup[table]) for table in self._shapes if table != "meta")

    def _take(self, found: Found) -> None:
        """Texts and files go to the new project when their hash is right; of other rows the best of a key stays."""
        if found.table in _KEYED:
            if Mending.sound(found.table, found.values):
                self._insert(found.table, [found.values])
            else:
                self._doubtful.append(found)
            return
        rows, key = self._rows[found.table], found.values[0]
        present = rows.get(key)
        if present is None or (found.sure, found.clean) > (present.sure, present.clean):
            rows[key] = found

    def _insert(self, table: str, rows: Iterable[tuple[Value, ...]]) -> None:
        """One by one: a row that the schema refuses is lost and named, and keeps none of the others out."""
        sql = statements.insert(table, self._shapes[table].names).replace("INSERT", "INSERT OR ABORT", 1)
        for values in rows:
            try:
                self._connection.execute(sql, values)
            except sqlite3.IntegrityError as error:
                if table not in _KEYED:  # the same text twice is no loss
                    self._lose(table, values, str(error))

    def _lose(self, table: str, values: tuple[Value, ...], why: str) -> None:
        self._lost[table].append(
            f"{self._name(table, dict(zip(self._shapes[table].names, values, strict=True)))}: {why}"
        )

    @staticmethod
    def _name(table: str, values: dict[str, Value]) -> str:
        told = (str(values[c] or "") for c in _NAMES.get(table, ()) if values.get(c))
        return next(told, None) or f"{table} {values.get('id') or ''!s}".strip()

    # what the history knows

    def _settle_rows(self) -> None:
        """Holds the rows that were found against those that the history tells of."""
        whole = self.scattered.survey.whole
        wanted = {t for t in UNDOABLE if t in self._shapes and t not in whole}
        told, last = (self._told(wanted), self.scattered.last_numbers()) if wanted else ({}, {})
        for table in sorted(wanted):
            # A number that was given, and that neither a row nor the history knows, was that of a lost row.
            known = {key for key in self._rows[table] if isinstance(key, int)}
            known |= {row_id for of, row_id in told if of == table}
            given = max([last.get(table, 0), *known])
            self._unknown[table] = given - len(known) if given < 2**40 else 0
        for (table, row_id), values in told.items():
            found = self._rows[table].get(row_id)
            if values is None:  # it was removed: what is left of it on a page that nothing leads to is no row
                if found is not None and not found.sure:
                    del self._rows[table][row_id]
            elif found is None or not (found.sure and found.clean):
                self._rebuild(table, row_id, values, found)

    def _rebuild(self, table: str, row_id: int, values: dict[str, Value], found: Found | None) -> None:
        """The row as the history tells it; columns that are younger than the step have their default."""
        columns = self._shapes[table].columns
        known = {name: default for name, _, required, default in columns if default is not None or not required}
        known |= {"id": row_id, **values}
        if {name for name, *_ in columns} <= set(known):
            made = tuple(known[name] for name, *_ in columns)
            self._history[table] += found is None or found.values != made
            self._rows[table][row_id] = Found(table, made, True, True)
        elif found is None:
            self._lost[table].append(self._name(table, {"id": row_id, **values}))

    def _told(self, tables: set[str]) -> dict[tuple[str, int], dict[str, Value] | None]:
        """Each row as the steps that hold left it; None of one they removed."""
        told: dict[tuple[str, int], dict[str, Value] | None] = {}
        for table, row_id, before, after in self._connection.execute(
            "SELECT table_name, row_id, before, after FROM change JOIN operation ON operation.id = operation_id "
            "WHERE state IN ('done', 'past') ORDER BY seq"
        ):
            if table not in tables:
                continue
            with suppress(ValueError):  # a line of the log that is damaged tells nothing
                new = None if after is None else json.loads(after)
                if new is None or before is None:
                    told[table, row_id] = new
                else:
                    told[table, row_id] = {**(told.get((table, row_id)) or {}), **new}
        return told

    # the end

    def _finish(self) -> None:
        self._name_project()
        whole = self.scattered.survey.whole >= set(self._shapes) - {"meta"}
        if not whole or any(self._lost.values()) or self._unknown.total():
            self._connection.execute("UPDATE operation SET state = 'past' WHERE state = 'done'")
            self._connection.execute("UPDATE operation SET state = 'dropped' WHERE state = 'undone'")
            if not self._connection.execute("SELECT 1 FROM operation WHERE state = 'past'").fetchone():
                self._begin_history()
            self.remarks.append(tr("The steps of the history can be read, but no longer undone."))
        if unknown := self._unknown.total():
            self.remarks.append(
                trn(
                    "Of {n} row nothing is left but its number.",
                    "Of {n} rows nothing is left but their numbers.",
                    unknown,
                )
            )
        if cells := self.scattered.survey.bad_cells:
            self.remarks.append(
                trn("{n} place in the file could not be read.", "{n} places in the file could not be read.", cells)
            )
        last = "SELECT coalesce(max(row_id), 0) FROM change WHERE table_name = ?1"
        for table in UNDOABLE:
            if table in self._shapes:  # a number that the history knows is never given again
                self._connection.execute(
                    " ".join(("UPDATE sqlite_sequence SET seq = max(seq, (", last, ")) WHERE name = ?1")), (table,)
                )
        if self.version == len(migrations.shipped()):
            indexing.anew(self._utils)
            migrations.create_triggers(self._utils)

    def _begin_history(self) -> None:
        """No step is left: one stands for all, so that a check does not ask for those that are gone."""
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        step = (str(uuid.uuid4()), tr("Salvaged from {name}", name=self._path.name), "", now)
        self._connection.execute(
            "INSERT INTO operation (guid, name, author, at, state) VALUES (?, ?, ?, ?, 'past')", step
        )

    def _name_project(self) -> None:
        """It stays the same project where its guid can be read."""
        for key, value in (f.values for f in self._rows["meta"].values()):
            self._connection.execute("UPDATE meta SET value = ? WHERE key = ?", (value, key))
        if "guid" not in self._rows["meta"]:
            self.remarks.append(tr("The project's own name could not be read: it counts as a new project."))

    def _table(self, table: str, from_backup: int) -> SalvagedTable:
        (saved,) = self._connection.execute(" ".join(("SELECT count(*) FROM", statements.name(table)))).fetchone()
        lost, unknown = self._lost[table], self._unknown[table]
        names = tuple(lost[:_NAMED])
        return SalvagedTable(table, saved, self._history[table], from_backup, len(lost) + unknown, names)
