"""One old step taken back alone: what it changed is put back, unless something later stands on it.

A later step stands on an older one where it changed the same columns of the same row to something else, where it made
a row that belongs to one that the older step made, or where it took away what an older row refers to. Columns that
only have a meaning together (the bounds of an amount, a span and its quote) count as one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from workbench.core.store import statements
from workbench.core.store.database import Database
from workbench.core.store.logged import RowChange, changes_of, parsed
from workbench.core.store.triggers import UNDOABLE

KEEPING = frozenset({"changed_at", "changed_by"})  # who wrote last: says nothing of what a step is about
_SPAN = frozenset({"start", "stop", "full_start", "full_stop", "quote", "folded", "evidence", "version"})
_TEXT = frozenset({"text_sha256", "reading_sha256", "original_sha256", "version", "encoding", "encodings", "size"})
TOGETHER: Mapping[str, tuple[frozenset[str], ...]] = {
    "figure": (_SPAN, frozenset({"qualifier", "low", "high", "step"}), frozenset({"status", "duplicate_of"})),
    "record_value": (
        frozenset({"state", "value"}),
        frozenset({"figure_id", "article_id", "version", "start", "stop", "quote", "source"}),
    ),
    "article": (
        _TEXT | {"numbers", "media_type"},
        *(frozenset({name, f"{name}_guess"}) for name in ("title", "publisher", "author", "published", "language")),
    ),
}
Key = tuple[str, int]


def dependents(database: Database, operation_id: int) -> list[int]:
    """The later steps, newest first, that must go before this one can."""
    if not database.row("SELECT 1 FROM operation WHERE id > ? AND state = 'done'", (operation_id,)):
        return []
    mine = {(one.table, one.row): one for one in changes_of(database, operation_id)}
    later = list(_later_of_same(database, operation_id))
    touched = {(change.table, change.row) for _, change in later}
    standing = {key: mine[key] for key in touched & mine.keys() if not _as_left(database, mine[key])}
    found = {
        step
        for step, change in later
        if (change.table, change.row) in standing and _same_columns(standing[change.table, change.row], change)
    }
    found |= _later_children(database, operation_id, mine.values())
    found |= _later_removals(database, operation_id, mine.values())
    return sorted(found, reverse=True)


def _as_left(database: Database, one: RowChange) -> bool:
    """Whether the row is now as the step left it; what came between has then been taken back."""
    row = _row(database, one.table, one.row)
    if row is None or one.after is None:
        return (row is None) == (one.after is None)
    wanted = one.after if one.before is None else {c: v for c, v in one.after.items() if c in _meant(one)}
    return all(row.get(column) == value for column, value in wanted.items() if column not in KEEPING)


def _meant(one: RowChange) -> set[str]:
    """The columns that a change is about."""
    return set(one.after or one.before or ()) - KEEPING


def _row(database: Database, table: str, row: int) -> dict[str, object] | None:
    columns = database.columns(table)
    if columns is None:
        return None
    found = database.row(statements.select(table, columns, "WHERE id = ?"), (row,))
    return None if found is None else dict(zip(columns, found, strict=True))


_OF_SAME = """
    SELECT operation_id, table_name, row_id, before, after FROM change
    JOIN operation ON operation.id = operation_id AND state = 'done'
    WHERE operation_id > ?1
      AND (table_name, row_id) IN (SELECT table_name, row_id FROM change WHERE operation_id = ?1)
"""
_OF_ROW = """
    SELECT operation_id FROM change JOIN operation ON operation.id = operation_id AND state = 'done'
    WHERE operation_id > ? AND table_name = ? AND row_id = ?
"""


def _later_of_same(database: Database, operation_id: int) -> Iterator[tuple[int, RowChange]]:
    """What steps after this one that hold did to the rows that it touched."""
    for step, table, row, before, after in database.rows(_OF_SAME, (operation_id,)):
        old, new = (None if one is None else parsed(one) or {} for one in (before, after))
        yield step, RowChange(table, row, old, new)


def _same_columns(mine: RowChange, later: RowChange) -> bool:
    if mine.before is None or mine.after is None or later.before is None or later.after is None:
        return True
    return bool(_widened(later.table, _meant(mine)) & _meant(later))


def _widened(table: str, columns: set[str]) -> set[str]:
    """These columns and those that only have a meaning together with one of them."""
    wide = set(columns)
    for group in TOGETHER.get(table, ()):
        if group & columns:
            wide |= group
    return wide


def references(database: Database) -> list[tuple[str, str, str]]:
    """(table, column, table that it refers to) for the tables that can be undone."""
    found = []
    for table in UNDOABLE:
        for column, parent in database.rows('SELECT "from", "table" FROM pragma_foreign_key_list(?)', (table,)):
            if parent in UNDOABLE:
                found.append((table, column, parent))
    return found


def _later_children(database: Database, operation_id: int, mine: Iterable[RowChange]) -> set[int]:
    """Steps that made rows that belong to what this one made, or to a text that this one put in place."""
    parents: dict[str, list[int]] = {}
    for one in mine:
        new_text = one.table == "article" and one.after is not None and "text_sha256" in one.after
        if one.before is None or new_text:
            parents.setdefault(one.table, []).append(one.row)
    found: set[int] = set()
    for table, column, parent in references(database):
        if parent in parents:
            ids = "[" + ",".join(f"{row:d}" for row in parents[parent]) + "]"
            found |= {
                step
                for (step,) in database.rows(
                    "SELECT DISTINCT operation_id FROM change "
                    "JOIN operation ON operation.id = operation_id AND state = 'done' "
                    "WHERE operation_id > ? AND table_name = ? AND json_valid(after) "
                    "AND json_extract(after, '$.' || ?) IN (SELECT value FROM json_each(?))",
                    (operation_id, table, column, ids),
                )
            }
    return {step for step in found if not _undone_by_later(database, step, parents)}


def _undone_by_later(database: Database, step: int, parents: Mapping[str, list[int]]) -> bool:
    """Whether nothing of what a later step put under these rows is there any more."""
    columns = [(t, c, p) for t, c, p in references(database) if p in parents]
    for one in changes_of(database, step):
        for table, column, parent in columns:
            if one.table == table and one.after is not None and one.after.get(column) in parents[parent]:
                row = _row(database, table, one.row)
                if row is not None and row[column] == one.after[column]:
                    return False
    return True


def _later_removals(database: Database, operation_id: int, mine: Iterable[RowChange]) -> set[int]:
    """Steps that took away what the rows would refer to again, or put another in the place of an option."""
    wanted: set[Key] = set()
    gone: set[Key] = set()
    links = references(database)
    for one in mine:
        for table, column, parent in links:
            value = (one.before or {}).get(column) if one.table == table else None
            if isinstance(value, int):
                wanted.add((parent, value))
        if one.table == "option" and one.before is not None and one.after is None:
            held = database.row("SELECT id FROM option WHERE key = ?", (one.before.get("key"),))
            if held is not None:
                gone.add(("option", held[0]))
    own = {(one.table, one.row) for one in mine if one.after is None}
    gone |= {key for key in wanted - own if _row(database, *key) is None}
    return {step for key in gone for (step,) in database.rows(_OF_ROW, (operation_id, *key))}
