"""Every change as a named step that can be undone and redone, across restarts, without end."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Callable, Collection, Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice

from workbench.core.errors import BadInput, StillWriting, StorageFailed
from workbench.core.model.changes import Changes, joined
from workbench.core.store import reverting, statements
from workbench.core.store.database import Database, Row
from workbench.core.store.logged import RowChange, Values, changes_of, parsed
from workbench.core.words import quoted, tr

Listener = Callable[[Changes], None]
_DONE_AFTER = "SELECT id FROM operation WHERE state = 'done' AND id > ?"
_UNDONE_UP_TO = "SELECT id FROM operation WHERE state = 'undone' AND id <= ?"
_AT_ONCE = 100  # rows put back between two looks at what the user does
_NAMED = 6  # steps named in a sentence; more than that nobody reads


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
        self._resting = False  # whether a step is being written in slices, and it is between two of them

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

    def sliced(
        self, name: str, work: Callable[[Operation], Iterator[tuple[int, int]]]
    ) -> Generator[tuple[int, int], None, Changes]:
        """One step like `together`, written slice by slice: what `work` yields after each is passed on, so that a
        window can paint and hear. Meanwhile nobody else can write (StillWriting). Closed before its end, it takes
        everything back."""
        with self.together(name) as operation:
            for told in work(operation):
                self._resting, self._group = True, None
                try:
                    yield told
                finally:
                    self._resting, self._group = False, operation
        return operation.changes

    def travel(self, step_id: int) -> Generator[tuple[int, int], None, None]:
        """Takes steps back or does them again until this is the last that holds; 0 is before all. Told once, at the
        end or where it is left, with all that changed. A step that is not whole by then is as it was."""
        self._check_resting()
        back = [row[0] for row in self._database.rows(_DONE_AFTER, (step_id,))]
        on = [row[0] for row in self._database.rows(_UNDONE_UP_TO, (step_id,))]
        touched: list[Changes] = []
        try:
            for done, forward in enumerate([False] * len(back) + [True] * len(on), 1):
                there = self._first_undone() if forward else self._last_done()
                assert there is not None
                with closing(self._replaying(*there, forward=forward)) as slices:
                    for _ in slices:
                        yield from self._rest((done - 1, len(back) + len(on)))
                touched.append(self._touched(*there))
                yield from self._rest((done, len(back) + len(on)))
        finally:
            if touched:
                self._announce(joined(touched))

    def _rest(self, told: tuple[int, int]) -> Iterator[tuple[int, int]]:
        """Passes on how far a long step is; meanwhile nobody else writes."""
        self._resting = True
        try:
            yield told
        finally:
            self._resting = False

    def sliced_undo(self) -> Generator[tuple[int, int], None, Changes | None]:
        """`undo` slice by slice: yields how many rows of all are put back. Closed before its end, it leaves the step
        as it was."""
        return (yield from self._sliced_replay(self._last_done(), forward=False))

    def sliced_redo(self) -> Generator[tuple[int, int], None, Changes | None]:
        """`redo` in the same way."""
        return (yield from self._sliced_replay(self._first_undone(), forward=True))

    def _sliced_replay(
        self, there: tuple[int, str] | None, *, forward: bool
    ) -> Generator[tuple[int, int], None, Changes | None]:
        self._check_resting()
        if there is None:
            return None
        with closing(self._replaying(*there, forward=forward)) as slices:
            for told in slices:
                yield from self._rest(told)
        changes = self._touched(*there)
        self._announce(changes)
        return changes

    def _check_resting(self) -> None:
        if self._resting:
            raise StillWriting(tr("A long step is still being written. Wait for its end, or cancel it."))

    @contextmanager
    def operation(self, name: str) -> Iterator[Operation]:
        """One transaction, one step. An error takes everything back; a block that changed nothing leaves no step."""
        self._check_resting()
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

    @property
    def last_done(self) -> int | None:
        """The step that `undo` would take back."""
        last = self._last_done()
        return None if last is None else last[0]

    @property
    def first_undone(self) -> int | None:
        """The step that `redo` would do again."""
        first = self._first_undone()
        return None if first is None else first[0]

    def _last_done(self) -> tuple[int, str] | None:
        row = self._database.row("SELECT id, name FROM operation WHERE state = 'done' ORDER BY id DESC LIMIT 1")
        return None if row is None else (row[0], row[1])

    def _first_undone(self) -> tuple[int, str] | None:
        row = self._database.row("SELECT id, name FROM operation WHERE state = 'undone' ORDER BY id LIMIT 1")
        return None if row is None else (row[0], row[1])

    def steps(self, limit: int = 200, *, before: int | None = None, words: str = "") -> list[Step]:
        """The newest steps first, those that can be redone among them; steps that were dropped are left out.

        `before` goes on from a step that was listed; `words` must all stand in name or author, in any case.
        """
        wanted = words.casefold().split()
        rows = self._database.stream(
            "SELECT id, name, author, at, state = 'undone' FROM operation WHERE state <> 'dropped' "
            "AND (? IS NULL OR id < ?) ORDER BY id DESC",
            (before, before),
        )
        steps = (Step(number, name, author, at, bool(undone)) for number, name, author, at, undone in rows)
        found = (s for s in steps if all(word in f"{s.name} {s.author}".casefold() for word in wanted))
        return list(islice(found, limit))

    def step(self, step_id: int) -> Step | None:
        """A step by its number; None where there is none, or it was dropped."""
        return next((s for s in self.steps(1, before=step_id + 1) if s.id == step_id), None)

    def rows_of(self, step_id: int, limit: int = -1) -> list[RowChange]:
        """What a step did, row by row; of a large step the first rows of its log, if a limit is given."""
        return list(changes_of(self._database, step_id, limit))

    def dependents(self, step_id: int) -> list[Step]:
        """The later steps, newest first, without which this one cannot be taken back alone."""
        found = (self.step(number) for number in reverting.dependents(self._database, step_id))
        return [step for step in found if step is not None]

    def revert(self, step_id: int, *, gone: Collection[int] = ()) -> Changes:
        """Takes one old step back alone, as a step of its own that can be undone.

        BadInput where it is not there or undone already, and where later steps stand on it: it names them. Those that
        are `gone` were taken back in the same step; neither they nor that step stand in the way.
        """
        step = self.step(step_id)
        state = self._database.row("SELECT state FROM operation WHERE id = ?", (step_id,))
        if step is None or state is None or state[0] != "done":
            raise BadInput(tr("Step {id} cannot be reverted: it is not among the steps that hold.", id=step_id))
        passed = {*gone, *([self._group.id] if self._group is not None else [])}
        if later := [one for one in self.dependents(step_id) if one.id not in passed]:
            raise BadInput(
                tr(
                    "“{step}” cannot be reverted alone. Later steps stand on it: {steps}.",
                    step=step.name,
                    steps="; ".join(f"{one.id} {quoted(one.name)}" for one in later[:_NAMED])
                    + ("; …" * (len(later) > _NAMED)),
                )
            )
        try:
            with self.operation(tr("Revert “{step}”", step=step.name)) as op:
                self._database.execute("PRAGMA defer_foreign_keys = ON")
                for one in reversed(self.rows_of(step_id)):
                    self._take_back(op, step.name, one)
        except sqlite3.IntegrityError as error:
            raise self._damaged(step.name) from error
        return op.changes

    def _take_back(self, op: Operation, step: str, one: RowChange) -> None:
        """Puts one row back as it was before a step; who did so is the one who reverts."""
        if one.before is None:
            self._put(step, one.table, one.row, one.after, None)
            return
        row = dict(one.before)
        if set(self._database.columns(one.table) or ()) >= reverting.KEEPING:
            row |= {"changed_at": op.at, "changed_by": op.author}
        self._put(step, one.table, one.row, one.after, row)

    def _replay(self, operation_id: int, name: str, *, forward: bool) -> Changes:
        self._check_resting()
        for _ in self._replaying(operation_id, name, forward=forward):
            pass  # nobody waits
        changes = self._touched(operation_id, name)
        self._announce(changes)
        return changes

    def _replaying(self, operation_id: int, name: str, *, forward: bool) -> Generator[tuple[int, int], None, None]:
        """Brings the rows of a step from one state to the other in one transaction; yields between slices of them."""
        log = self._database.rows(
            "SELECT table_name, row_id, before, after FROM change WHERE operation_id = ? ORDER BY seq",
            (operation_id,),
        )
        try:
            yield from self._replay_rows(operation_id, name, log if forward else log[::-1], forward=forward)
        except sqlite3.IntegrityError as error:
            raise self._damaged(name) from error

    def _replay_rows(
        self, operation_id: int, name: str, log: list[Row], *, forward: bool
    ) -> Iterator[tuple[int, int]]:
        with self._database.transaction():
            # Rows come back in an order in which a reference may precede what it refers to.
            self._database.execute("PRAGMA defer_foreign_keys = ON")
            self._database.execute("INSERT INTO writing VALUES (1, ?, 1)", (operation_id,))
            for number, (table, row_id, before, after) in enumerate(log):
                if number and number % _AT_ONCE == 0:
                    yield number, len(log)
                source, target = (before, after) if forward else (after, before)
                self._put(name, table, row_id, source, None if target is None else parsed(target) or {"": target})
            state = "done" if forward else "undone"
            self._database.execute("UPDATE operation SET state = ? WHERE id = ?", (state, operation_id))
            self._database.execute("DELETE FROM writing")

    def _put(self, step: str, table: str, row_id: int, source: object, target: Values | None) -> None:
        """Brings one row from one state of the log to the other. The log is data: its names are checked first."""
        known = self._database.columns(table)
        row = dict(target or {})
        if known is None or not set(row) <= set(known) - {"id"}:
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


def _stands_under(step: Step, later: list[Step]) -> str:
    named = [f"{one.id} {quoted(one.name)}" for one in later[:_NAMED]]
    return tr(
        "“{step}” cannot be reverted alone. Later steps stand on it: {steps}. Revert those first.",
        step=step.name,
        steps="; ".join([*named, "…"] if len(later) > _NAMED else named),
    )


class _Nothing(Exception):
    """Rolls back a transaction that changed nothing."""
