"""Verdicts in a comparison: a cell whose figures contradict each other has a value once an analyst has said which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from workbench.core.comparison.intervals import intersection
from workbench.core.model.comparison import Cell, Comparison, Member
from workbench.core.model.conflict import Relation
from workbench.core.model.figure import FigureId
from workbench.core.model.verdict import Standing


def settle(made: Comparison, standings: Iterable[Standing]) -> Comparison:
    """The same comparison, each cell with what was said of the conflicts inside it."""
    by_figure: dict[FigureId, list[Standing]] = defaultdict(list)
    for one in standings:
        if one.conflict is not None and one.conflict.relation is not Relation.DATE_ANOMALY:
            for member in one.conflict.members:
                by_figure[member].append(one)
    if not any(one.verdict for ones in by_figure.values() for one in ones):
        return made  # nobody has said anything yet
    return replace(made, cells={at: _settled(cell, by_figure) for at, cell in made.cells.items()})


def _settled(cell: Cell, by_figure: Mapping[FigureId, Sequence[Standing]]) -> Cell:
    here = {member.figure.id for member in cell.members}
    touching = {one.key: one for i in here for one in by_figure.get(i, ())}
    inside = tuple(one for one in touching.values() if one.verdict is not None and _inside(one, here))
    undecided = any(_inside(one, here) and not one.holds for one in touching.values())
    if not inside:
        return cell
    return replace(cell, standings=inside, preferred=None if undecided else _preferred(cell, inside))


def _inside(one: Standing, here: set[FigureId]) -> bool:
    """Whether a conflict is one of the cell's own: two of its figures clash here, or it has no others."""
    assert one.conflict is not None
    return len(here.intersection(one.conflict.members)) > 1 or here.issuperset(one.conflict.members)


def _preferred(cell: Cell, inside: Sequence[Standing]) -> Member | None:
    """The member that all verdicts call right; none where one of them names none, or they name different numbers."""
    members = {member.figure.id: member for member in cell.members}
    chosen = [members.get(one.preferred) if one.preferred is not None else None for one in inside]
    first = chosen[0]
    if first is None or first.interval is None:
        return None
    for other in chosen[1:]:
        if other is None or other.interval is None or intersection(first.interval, other.interval) is None:
            return None
    return first
