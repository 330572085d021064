"""Rows that the other copy took out: those that nobody changed here go, the others stay and are to be settled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.core.store.merging_plan import Planner

Key = tuple[str, int]


def leaving(planner: Planner, there: Mapping[Key, int | None]) -> None:
    """Puts removals and disputes into the plan. What something here stands on does not go, and a source or record
    goes with all that belongs to it or not at all. `there` has what was taken out, with its number there if known."""
    going = {key for key, row in there.items() if planner.unchanged(*key, row)}
    going -= {key for key in going if key[0] == "option" and planner.stays_here(key[1])}
    while stopped := _stood_on(planner, going) | _orphaned(planner, there.keys() - going, going):
        going -= stopped
    for table, here in sorted(there.keys() - going):
        if not _owner_stays(planner, (table, here), there.keys() - going) and table != "article_version":
            planner.dispute_removal(table, here, there[table, here])
    order = planner.order
    planner.plan.removals = sorted(going, key=lambda key: (-order.index(key[0]), key[1]))
    planner.plan.news |= bool(going)


def _stood_on(planner: Planner, going: set[Key]) -> set[Key]:
    """Rows to which something refers that stays."""
    found = set()
    for child, column, parent in planner.ours.links:
        ids = {row for table, row in going if table == parent}
        for row, owner in planner.ours.of_parent(child, column, ids):
            if (child, row) not in going and planner.refers(child, row, column) == planner.ours.guids[parent][owner]:
                found.add((parent, owner))
    return found


def _orphaned(planner: Planner, staying: Iterable[Key], going: set[Key]) -> set[Key]:
    """What belongs to a source or record that stays although it was taken out there; and versions of a source that
    was not taken out at all."""
    kept, found = set(staying), set()
    for child, column, parent in planner.owned:
        ids = {row for table, row in kept if table == parent}
        found |= {(child, row) for row, _ in planner.ours.of_parent(child, column, ids) if (child, row) in going}
    for table, row in going:
        if table == "article_version":
            raw = planner.ours.now(table, row)
            if raw is not None and ("article", raw["article_id"]) not in going:
                found.add((table, row))
    return found


def _owner_stays(planner: Planner, key: Key, staying: Iterable[Key]) -> bool:
    raw, kept = planner.ours.now(*key), set(staying)
    assert raw is not None
    owners = [(parent, raw[column]) for child, column, parent in planner.owned if child == key[0]]
    return any(owner in kept for owner in owners)
