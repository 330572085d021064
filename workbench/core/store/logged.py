"""The log of the history as values: which row a step touched, and what it was before and after."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from workbench.core.store.database import Database

Values = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class RowChange:
    """What a step did to one row as a whole. None before: it made the row; None after: it took it away. Of a row
    that was only changed, the changed columns."""

    table: str
    row: int
    before: Values | None
    after: Values | None


def parsed(target: str | None) -> dict[str, object] | None:
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


def changes_of(database: Database, operation_id: int, limit: int = -1) -> Iterator[RowChange]:
    """What a step did, a row at a time; a row that it touched twice comes once, as from its first to its last state.

    What the log holds instead of values (only a damaged file) counts as nothing.
    """
    net: dict[tuple[str, int], RowChange] = {}
    log = database.rows(
        "SELECT table_name, row_id, before, after FROM change WHERE operation_id = ? ORDER BY seq LIMIT ?",
        (operation_id, limit),
    )
    for table, row, before, after in log:
        old = None if before is None else parsed(before) or {}
        new = None if after is None else parsed(after) or {}
        first = net.get((table, row))
        net[table, row] = RowChange(table, row, old, new) if first is None else _joined(first, old, new)
    for one in net.values():
        if one.before is not None or one.after is not None:
            yield one


def _joined(first: RowChange, before: Values | None, after: Values | None) -> RowChange:
    """Two changes of one row in a step as one."""
    if first.after is None:  # taken away, then made again
        return RowChange(first.table, first.row, first.before, after)
    if first.before is None:  # made, then changed or taken away
        return RowChange(first.table, first.row, None, None if after is None else {**first.after, **after})
    whole = {**(before or {}), **first.before}
    return RowChange(first.table, first.row, whole, None if after is None else {**first.after, **after})
