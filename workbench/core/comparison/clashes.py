"""Numbers held against each other by their extremes, so that a crowd of agreeing figures costs nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from workbench.core.comparison.judging import side_by_side
from workbench.core.model.amount import Interval
from workbench.core.model.figure import Figure

_ENDLESS = Decimal("Infinity")


@dataclass(frozen=True, slots=True)
class Entry:
    figure: Figure
    interval: Interval


@dataclass
class Pool:
    """Figures that agree in every field but their number."""

    entries: list[Entry] = field(default_factory=list)

    def add(self, figure: Figure, interval: Interval) -> None:
        self.entries.append(Entry(figure, interval))

    @property
    def sample(self) -> Figure:
        return self.entries[0].figure

    @cached_property
    def first_day(self) -> date:
        period = self.sample.period
        return (period.days[0] if period else None) or date.min

    @cached_property
    def last_day(self) -> date:
        period = self.sample.period
        return (period.days[1] if period else None) or date.max

    @cached_property
    def lowest_first(self) -> list[Entry]:
        """By upper end, rising."""
        if len(self.entries) == 1:
            return self.entries
        return sorted(self.entries, key=lambda e: _upper(e.interval))

    @cached_property
    def highest_first(self) -> list[Entry]:
        """By lower end, falling."""
        if len(self.entries) == 1:
            return self.entries
        return sorted(self.entries, key=lambda e: _lower(e.interval), reverse=True)


def _upper(interval: Interval) -> tuple[Decimal, bool]:
    return (_ENDLESS if interval.high is None else interval.high, not interval.high_open)


def _lower(interval: Interval) -> tuple[Decimal, bool]:
    return (-_ENDLESS if interval.low is None else interval.low, interval.low_open)


def _below(one: Interval, other: Interval) -> bool:
    """Whether all of one lies under all of the other."""
    if one.high is None or other.low is None:
        return False
    if one.high == other.low:
        return one.high_open or other.low_open
    return one.high < other.low


class Clash:
    """Gathers the figures that contradict another one, joined by who contradicts whom."""

    def __init__(self) -> None:
        self._root: dict[int, int] = {}
        self._entries: dict[int, Entry] = {}
        self._pairs: list[tuple[Decimal, Entry, Entry]] = []

    def hold(self, one: Pool, other: Pool) -> None:
        """Hold two comparable pools (or a pool and itself) against each other."""
        if not (
            _below(one.lowest_first[0].interval, other.highest_first[0].interval)
            or _below(other.lowest_first[0].interval, one.highest_first[0].interval)
        ):
            return
        self._search(one, other)
        if one is not other:
            self._search(other, one)

    def components(self) -> Iterator[tuple[list[Entry], tuple[Entry, Entry]]]:
        """Each knot of contradicting figures, with the two of it that are farthest apart (lower, higher)."""
        knots: dict[int, list[Entry]] = defaultdict(list)
        for key, entry in self._entries.items():
            knots[self._find(key)].append(entry)
        widest: dict[int, tuple[Decimal, Entry, Entry]] = {}
        for pair in self._pairs:
            root = self._find(pair[1].figure.id)
            if root not in widest or pair[0] > widest[root][0]:
                widest[root] = pair
        for root, entries in knots.items():
            _, low, high = widest[root]
            yield entries, (low, high)

    def _search(self, one: Pool, other: Pool) -> None:
        for entry in one.entries:
            for rival in other.lowest_first:
                if not _below(rival.interval, entry.interval):
                    break
                if not side_by_side(rival.figure, entry.figure):
                    self._join(rival, entry)
                    break
            for rival in other.highest_first:
                if not _below(entry.interval, rival.interval):
                    break
                if not side_by_side(rival.figure, entry.figure):
                    self._join(entry, rival)
                    break

    def _join(self, low: Entry, high: Entry) -> None:
        assert low.interval.high is not None
        assert high.interval.low is not None
        a, b = low.figure.id, high.figure.id
        self._entries[a], self._entries[b] = low, high
        self._root[self._find(a)] = self._find(b)
        self._pairs.append((high.interval.low - low.interval.high, low, high))

    def _find(self, key: int) -> int:
        root = self._root.setdefault(key, key)
        while root != self._root[root]:
            root = self._root[root]
        while self._root[key] != root:
            self._root[key], key = root, self._root[key]
        return root
