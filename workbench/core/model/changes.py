"""What one history step did: the one event that every view asks "is this mine?"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Changes:
    """Row ids touched, by table. `name` is the step as the user reads it ("Accept figure")."""

    name: str = ""
    rows: dict[str, frozenset[int]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return any(self.rows.values())

    def touches(self, *tables: str) -> bool:
        return any(self.rows.get(table) for table in tables)

    def ids(self, table: str) -> frozenset[int]:
        return self.rows.get(table, frozenset())


def joined(changes: Sequence[Changes]) -> Changes:
    """What several steps did, under the name of the last."""
    rows: dict[str, set[int]] = {}
    for one in changes:
        for table, ids in one.rows.items():
            rows.setdefault(table, set()).update(ids)
    return Changes(changes[-1].name if changes else "", {table: frozenset(ids) for table, ids in rows.items()})
