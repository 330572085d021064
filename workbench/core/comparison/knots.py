"""Pairs that contradict each other joined to knots, so that in one knot everything may be held against everything."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

P = TypeVar("P", bound=Hashable)
E = TypeVar("E", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Edge(Generic[P, E]):
    """Two entries that cannot both hold, the pools they are in, and how far apart they are."""

    low_pool: P
    low: E
    high_pool: P
    high: E
    gap: Decimal


@dataclass(frozen=True, slots=True)
class Knot(Generic[E]):
    entries: tuple[E, ...]
    low: E  # of the two that are farthest apart
    high: E


def knots(edges: Iterable[Edge[P, E]], together: Callable[[P, P], bool]) -> Iterator[Knot[E]]:
    """Iron ore and rare earths never stand in one knot because something of no stated item contradicts both: pools
    are gathered only where each two are `together`. An entry may stand in several knots, a pair in one."""
    by_pools: dict[tuple[P, P], list[Edge[P, E]]] = defaultdict(list)
    for edge in edges:
        by_pools[edge.low_pool, edge.high_pool].append(edge)
    neighbours: dict[P, dict[P, None]] = defaultdict(dict)
    for low, high in by_pools:
        neighbours[low][high] = neighbours[high][low] = None
    for low, high in list(by_pools):
        if (low, high) not in by_pools:
            continue
        inside = _gathered(low, high, neighbours, together)
        held: list[Edge[P, E]] = []
        for pool in inside:
            for other in [other for other in neighbours[pool] if other in inside]:
                held += by_pools.pop((pool, other), ())
                held += by_pools.pop((other, pool), ())
                neighbours[pool].pop(other, None)
                neighbours[other].pop(pool, None)
        yield from _components(held)


def _gathered(low: P, high: P, neighbours: dict[P, dict[P, None]], together: Callable[[P, P], bool]) -> dict[P, None]:
    """Pools around a first pair that contradict one another and are all comparable with each other."""
    inside = {low: None, high: None}
    waiting = [*neighbours[low], *neighbours[high]]
    seen = set(waiting)
    for pool in waiting:  # grows while it is gone through
        if pool in inside or not all(together(pool, other) for other in inside):
            continue
        inside[pool] = None
        for further in neighbours[pool]:
            if further not in seen:
                seen.add(further)
                waiting.append(further)
    return inside


def _components(edges: Sequence[Edge[P, E]]) -> Iterator[Knot[E]]:
    """What hangs together."""
    root: dict[E, E] = {}

    def find(entry: E) -> E:
        top = root.setdefault(entry, entry)
        while top is not root[top]:
            top = root[top]
        while root[entry] is not top:
            root[entry], entry = top, root[entry]
        return top

    for edge in edges:
        root[find(edge.low)] = find(edge.high)
    members: dict[E, list[E]] = defaultdict(list)
    for entry in list(root):
        members[find(entry)].append(entry)
    widest: dict[E, Edge[P, E]] = {}
    for edge in edges:
        top = find(edge.low)
        if top not in widest or edge.gap > widest[top].gap:
            widest[top] = edge
    for top, entries in members.items():
        yield Knot(tuple(entries), widest[top].low, widest[top].high)
