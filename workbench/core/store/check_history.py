"""Whether the history is whole: every row is what its steps made of it, one after another, and no step is missing.

The steps of a row are followed from the first to the last: each must begin where the one before it ended, and the row
must be what the last one left. Steps that were undone must still fit, else they could not be done again. So a value
that was changed behind the program's back is found even where it is a value like any other, and named.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from workbench.core.model.fault import Fault, Part
from workbench.core.store import foreign, statements
from workbench.core.store.database import Database, Row
from workbench.core.store.logged import parsed
from workbench.core.store.rows import dumped
from workbench.core.store.triggers import UNDOABLE
from workbench.core.words import tr

_AT_ONCE = 500  # lines of the log that are in memory

_LINES = """
    SELECT table_name, row_id, seq FROM change JOIN operation ON operation.id = operation_id
    WHERE state IN ('done', 'undone') ORDER BY table_name, row_id, seq
"""
_SOME = """
    SELECT seq, operation_id, state = 'undone', before, after FROM change
    JOIN operation ON operation.id = operation_id WHERE seq IN (SELECT value FROM json_each(?))
"""
_EMPTY = """
    SELECT id, name FROM operation
    WHERE state IN ('done', 'undone') AND id NOT IN (SELECT operation_id FROM change) ORDER BY id
"""
_HOLE = "SELECT count(*), coalesce(max(seq), 0), coalesce(min(seq), 1) FROM change"
_FIRST_OF_ALL = "SELECT NOT EXISTS (SELECT 1 FROM operation WHERE state = 'past')"
# The version of figures was set once for all when versions of sources came, without a step.
_SET_LATER = """
    SELECT count(DISTINCT applied_at) > 1 FROM migration WHERE number IN (1, 4)
"""

Values = dict[str, object]


def faults(database: Database) -> Iterator[Fault]:
    (from_first,) = database.rows(_FIRST_OF_ALL)[0]  # a salvaged project's history does not tell all
    yield from _steps(database, whole=bool(from_first))
    (later,) = database.rows(_SET_LATER)[0]
    exempt = {"figure": {"version"}} if later else {}
    told: Counter[str] = Counter()
    for some in _chunks(_by_row(database)):
        for table, rows in groupby(some, key=lambda one: one[0]):
            yield from _rows(database, table, [*rows], exempt.get(table, set()), told, whole=bool(from_first))
    if from_first:
        yield from _strangers(database)


def _steps(database: Database, *, whole: bool) -> Iterator[Fault]:
    """Steps without rows, rows without steps, and a step that was never ended."""
    for number, name in database.rows(_EMPTY):
        words = tr("Step {id} “{name}” of the history has lost all its rows.", id=number, name=name)
        yield Fault(Part.HISTORY, words, "operation", str(number))
    count, last, first = database.rows(_HOLE)[0]
    if whole and count and (first, last) != (1, count):
        lost = last - count
        words = tr("The history has lost {n} of the {all} rows of its log.", n=lost, all=last)
        yield Fault(Part.HISTORY, words, "change")
    if database.rows("SELECT 1 FROM writing"):
        words = tr("A step of the history was begun and never ended: rows could be written without a record.")
        yield Fault(Part.HISTORY, words, "writing", "1")


_number = foreign.told(int)


def _by_row(database: Database) -> Iterator[tuple[str, int, list[int]]]:
    """Each row of the log's rows with the numbers of its lines, in their order."""
    lines = database.rows(_LINES)
    for (table, row), group in groupby(lines, key=lambda line: (line[0], line[1])):
        yield str(table), _number(row), [seq for _, _, seq in group]


def _chunks(rows: Iterator[tuple[str, int, list[int]]]) -> Iterator[list[tuple[str, int, list[int]]]]:
    some: list[tuple[str, int, list[int]]] = []
    lines = 0
    for one in rows:
        some.append(one)
        lines += len(one[2])
        if lines >= _AT_ONCE:
            yield some
            some, lines = [], 0
    if some:
        yield some


def _rows(
    database: Database,
    table: str,
    rows: list[tuple[str, int, list[int]]],
    exempt: set[str],
    told: Counter[str],
    *,
    whole: bool,
) -> Iterator[Fault]:
    columns = database.columns(table)
    if columns is None:
        told[table] += 1
        if told[table] == 1:
            words = tr("The history tells of a table that the project does not have: {table}.", table=table)
            yield Fault(Part.HISTORY, words, "change", table)
        return
    lines = _lines(database, [seq for _, _, seqs in rows for seq in seqs])
    there = _present(database, table, columns, [row for _, row, _ in rows])
    for _, row, seqs in rows:
        chain = _Chain({column for column in columns if column != "id"}, exempt, whole=whole)
        wrong = chain.follow([lines[seq] for seq in seqs if seq in lines], there.get(row))
        if wrong:
            where = tr("{table} {row}", table=table, row=row)
            yield Fault(
                Part.HISTORY, tr("The history of {row} is broken: {what}", row=where, what=wrong), table, str(row)
            )


def _lines(database: Database, numbers: list[int]) -> dict[int, Row]:
    return {row[0]: row[1:] for row in database.rows(_SOME, (dumped(numbers),))}


def _present(database: Database, table: str, columns: tuple[str, ...], ids: list[int]) -> dict[int, Values]:
    sql = statements.select(table, columns, "WHERE id IN (SELECT value FROM json_each(?))")
    place = columns.index("id")
    return {row[place]: dict(zip(columns, row, strict=True)) for row in database.rows(sql, (dumped(ids),))}


class _Chain:
    """One row as its steps tell of it: None where it is not, else what is known of its columns."""

    def __init__(self, columns: set[str], exempt: set[str], *, whole: bool) -> None:
        self._columns, self._exempt = columns, exempt
        self._unknown = not whole  # nothing is known of the row before its first line
        self._state: Values | None = None

    def follow(self, lines: list[Row], present: Values | None) -> str:
        """What is wrong, "" when nothing is."""
        undone = False
        for operation, of_undone, before, after in lines:
            if of_undone and not undone:
                undone = True
                if wrong := self._against(present):
                    return wrong
            if not self._take(before, after):
                return tr("step {id} does not begin where the step before it ended.", id=operation)
        return "" if undone else self._against(present)

    def _take(self, before: str | None, after: str | None) -> bool:
        """Goes one line on; False where it does not fit."""
        old, new = parsed(before), parsed(after)
        if old is None or new is None or (before is None and after is None):
            return False  # it cannot be read
        if before is None:
            fits = self._state is None
            self._state = dict(new)
        elif self._state is None and not self._unknown:
            return False
        else:
            state = self._state or {}
            fits = all(state.get(c, v) == v for c, v in old.items() if c not in self._exempt)
            self._state = None if after is None else {**state, **new}
        self._unknown = False
        return fits

    def _against(self, present: Values | None) -> str:
        """The row as it is, held against what its steps made of it."""
        if self._unknown:
            return ""
        if self._state is None:
            return "" if present is None else tr("it is there, though a step removed it.")
        if present is None:
            return tr("it is gone, though no step removed it.")
        known = self._state.items()
        for column, value in known:
            if column in self._columns and column not in self._exempt and present[column] != value:
                return tr(
                    "its {column} is “{now}”, and the last step left “{then}”.",
                    column=column,
                    now=_short(present[column]),
                    then=_short(value),
                )
        return ""


def _short(value: object, most: int = 60) -> str:
    text = "—" if value is None else " ".join(str(value).split())
    return text if len(text) <= most else text[: most - 1] + "…"


_STRANGERS = """
    WHERE id NOT IN (
      SELECT row_id FROM change JOIN operation ON operation.id = operation_id
      WHERE table_name = ? AND state = 'done') ORDER BY id
"""


def _strangers(database: Database) -> Iterator[Fault]:
    """Rows that no step ever made."""
    for table in UNDOABLE:
        if database.columns(table):
            for (row,) in database.rows(statements.select(table, ("id",), _STRANGERS), (table,)):
                words = tr("No step of the history made {table} {row}: it was put there by another program.",
                           table=table, row=row)  # fmt: skip
                yield Fault(Part.HISTORY, words, table, str(row))
