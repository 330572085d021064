"""Every change as a named step that can be undone and redone, across restarts, without end."""

from __future__ import annotations

import json
import sqlite3
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from workbench.core.errors import StorageFailed
from workbench.core.model.changes import Changes
from workbench.core.store import statements
from workbench.core.store.database import Database, Row
from workbench.core.words import tr

Listener = Callable[[Changes], None]


@dataclass(frozen=True, slots=True)
class Step:
    """One operation as the history panel shows it. `at` is ISO 8601 UTC."""

    id: int
    name: str
    author: str
    at: str
    undone: bool


@dataclass(eq=False, slots=True)
class Operation:
    """The right to write, as long as its `with` block lasts. `changes` holds what was done once it has ended."""

    id: int
    name: str
    author: str
    at: str
    active: bool = True
    changes: Changes = field(default_factory=Changes)

    def check(self) -> None:
        if not self.active:
            raise RuntimeError(f"the operation {self.name!r} has ended: it cannot write any more")


class History:
    def __init__(self, database: Database, author: str) -> None:
        self.author = author
        self._database = database
        self._listeners: list[Listener] = []
        self._group: Operation | None = None

    @contextmanager
    def together(self, name: str) -> Iterator[Operation]:
        """Several actions as one step: the operations begun inside join this one, and all hold or none does.

        What an inner operation changed is told by this one when it ends. An inner operation that fails takes its own
        rows back, so that a caller may say why and go on with the rest.
        """
        with self.operation(name) as operation:
            outer, self._group = self._group, operation
            try:
                yield operation
            finally:
                self._group = outer

    @contextmanager
    def operation(self, name: str) -> Iterator[Operation]:
        """One transaction, one step. An error takes everything back; a block that changed nothing leaves no step."""
        if self._group is not None:
            with self._database.transaction():
                yield self._group
            return
        if self._database.in_transaction:
            raise RuntimeError(f"the operation {name!r} was begun inside another")
        try:
            with self._database.transaction():
                operation = self._begin(name)
                try:
                    yield operation
                finally:
                    operation.active = False
                operation.changes = self._finish(operation)
        except _Nothing:
            operation.changes = Changes(name)
            return
        self._announce(operation.changes)

    def _begin(self, name: str) -> Operation:
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        self._database.execute(
            "INSERT INTO operation (guid, name, author, at, state) VALUES (?, ?, ?, ?, 'done')",
            (str(uuid.uuid4()), name, self.author, at),
        )
        (number,) = self._database.rows("SELECT last_insert_rowid()")[0]
        self._database.execute("INSERT INTO writing VALUES (1, ?, 0)", (number,))
        return Operation(number, name, self.author, at)

    def _finish(self, operation: Operation) -> Changes:
        changes = self._touched(operation.id, operation.name)
        if not changes:
            raise _Nothing
        self._database.execute("UPDATE operation SET state = 'dropped' WHERE state = 'undone'")
        self._database.execute("DELETE FROM writing")
        return changes

    def _touched(self, operation_id: int, name: str) -> Changes:
        rows: dict[str, set[int]] = {}
        for table, row_id in self._database.rows(
            "SELECT table_name, row_id FROM change WHERE operation_id = ?", (operation_id,)
        ):
            rows.setdefault(table, set()).add(row_id)
        return Changes(name, {table: frozenset(ids) for table, ids in rows.items()})

    def undo(self) -> Changes | None:
        """Takes the last step back; None when there is none."""
        last = self._last_done()
        return None if last is None else self._replay(*last, forward=False)

    def redo(self) -> Changes | None:
        """Does the step that was last undone again; None when there is none."""
        first = self._first_undone()
        return None if first is None else self._replay(*first, forward=True)

    @property
    def undo_name(self) -> str | None:
        last = self._last_done()
        return None if last is None else last[1]

    @property
    def redo_name(self) -> str | None:
        first = self._first_undone()
        return None if first is None else first[1]

    def _last_done(self) -> tuple[int, str] | None:
        row = self._database.row("SELECT id, name FROM operation WHERE state = 'done' ORDER BY id DESC LIMIT 1")
        return None if row is None else (row[0], row[1])

    def _first_undone(self) -> tuple[int, str] | None:
        row = self._database.row("SELECT id, name FROM operation WHERE state = 'undone' ORDER BY id LIMIT 1")
        return None if row is None else (row[0], row[1])

    def steps(self, limit: int = 200) -> list[Step]:
        """The newest steps first, those that can be redone among them; steps that were dropped are left out."""
        rows = self._database.rows(
            "SELECT id, name, author, at, state = 'undone' FROM operation WHERE state <> 'dropped' "
            "ORDER BY id DESC LIMIT ?",
            (limit,),
        )
        return [Step(number, name, author, at, bool(undone)) for number, name, author, at, undone in rows]

    def _replay(self, operation_id: int, name: str, *, forward: bool) -> Changes:
        log = self._database.rows(
            "SELECT table_name, row_id, before, after FROM change WHERE operation_id = ? ORDER BY seq",
            (operation_id,),
        )
        try:
            self._replay_rows(operation_id, name, log if forward else log[::-1], forward=forward)
        except sqlite3.IntegrityError as error:
            raise self._damaged(name) from error
        changes = self._touched(operation_id, name)
        self._announce(changes)
        return changes

    def _replay_rows(self, operation_id: int, name: str, log: list[Row], *, forward: bool) -> None:
        with self._database.transaction():
            # Rows come back in an order in which a reference may precede what it refers to.
            self._database.execute("PRAGMA defer_foreign_keys = ON")
            self._database.execute("INSERT INTO writing VALUES (1, ?, 1)", (operation_id,))
            for table, row_id, before, after in log:
                source, target = (before, after) if forward else (after, before)
                self._put(name, table, row_id, source, target)
            state = "done" if forward else "undone"
            self._database.execute("UPDATE operation SET state = ? WHERE id = ?", (state, operation_id))
            self._database.execute("DELETE FROM writing")

    def _put(self, step: str, table: str, row_id: int, source: str | None, target: str | None) -> None:
        """Brings one row from one state of the log to the other. The log is data: its names are checked first."""
        known = self._database.columns(table)
        row = _parsed(target)
        if known is None or row is None or not set(row) <= set(known) - {"id"}:
            raise self._damaged(step)
        if target is None:
            done = self._database.execute(statements.delete(table), (row_id,))
        elif source is None:
            done = self._database.execute(statements.insert(table, ["id", *row]), (row_id, *row.values()))
        else:
            done = self._database.execute(statements.update(table, row), (*row.values(), row_id))
        if done != 1:
            raise self._damaged(step)

    def _damaged(self, step: str) -> StorageFailed:
        return StorageFailed(
            tr(
                "The history of {name} does not fit its contents, so “{step}” cannot be undone or redone. "
                "Nothing was changed. Check the project.",
                name=self._database.path,
                step=step,
            )
        )

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Calls the listener after every step, undo and redo that changed something, until the answer is called."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    def _announce(self, changes: Changes) -> None:
        for listener in tuple(self._listeners):
            listener(changes)


class _Nothing(Exception):
    """Rolls back a transaction that changed nothing."""


def _parsed(target: str | None) -> dict[str, object] | None:
    """Column -> value of a logged row, {} for no row, None where the log holds anything else."""
    if target is None:
        return {}
    try:
        row = json.loads(target)
    except ValueError:
        return None
    if not isinstance(row, dict) or not all(v is None or isinstance(v, str | int) for v in row.values()):
        return None
    return row
