"""Numbers held against each other by their extremes, so that a crowd of agreeing figures costs nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from workbench.core.comparison import times
from workbench.core.comparison.judging import distance, side_by_side
from workbench.core.comparison.knots import Edge, Knot, knots
from workbench.core.model.amount import Interval
from workbench.core.model.article import ArticleId
from workbench.core.model.figure import Figure

_ENDLESS = Decimal("Infinity")
Place = tuple[str, str]  # item and place, "" where not said


@dataclass(slots=True, eq=False)
class Entry:
    """A figure with what it can mean and the side it is bounded on; `voice` where its article says several things,
    `currency` where what it states was turned into another one."""

    figure: Figure
    interval: Interval
    direction: int = 0
    voice: Voice | None = None
    currency: str = ""


@dataclass(eq=False)
class Voice:
    """What one article says of a subject and measure, where it says more than one thing."""

    said: list[tuple[Pool, Entry]] = field(default_factory=list)

    @cached_property
    def signature(self) -> frozenset[tuple[int, Interval, int]]:
        """The same for articles that say the same."""
        return frozenset((id(pool), entry.interval, entry.direction) for pool, entry in self.said)


@dataclass(eq=False)
class Chorus:
    """Entries of one pool that say the same, of articles that say the same: one of them stands for all."""

    interval: Interval
    entries: list[Entry]

    @cached_property
    def by_article(self) -> Mapping[ArticleId, list[Entry]]:
        found: dict[ArticleId, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            found[entry.figure.article_id].append(entry)
        return found


@dataclass(eq=False)
class Pool:
    """Figures that agree in every field but their number."""

    place: Place
    flow: bool = False
    entries: list[Entry] = field(default_factory=list)

    @property
    def currency(self) -> str:
        return self.entries[0].currency

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
    def lowest_first(self) -> list[Chorus]:
        """By upper end, rising."""
        return sorted(self._choruses, key=lambda c: upper(c.interval)) if self._several else self._choruses

    @cached_property
    def highest_first(self) -> list[Chorus]:
        """By lower end, falling."""
        return (
            sorted(self._choruses, key=lambda c: lower(c.interval), reverse=True) if self._several else self._choruses
        )

    @property
    def _several(self) -> bool:
        return len(self._choruses) > 1

    @cached_property
    def _choruses(self) -> list[Chorus]:
        found: dict[object, Chorus] = {}
        for entry in self.entries:
            key = (entry.interval, entry.direction, entry.voice.signature if entry.voice else None)
            if key in found:
                found[key].entries.append(entry)
            else:
                found[key] = Chorus(entry.interval, [entry])
        return list(found.values())

    def comparable(self, other: Pool) -> bool:
        """Whether nothing known keeps their figures apart but the number."""
        if any(mine and its and mine != its for mine, its in zip(self.place, other.place, strict=True)):
            return False
        return not self.apart_in_time(other)

    def apart_in_time(self, other: Pool) -> bool:
        one, two = self.sample.period, other.sample.period
        return one is not None and two is not None and times.apart(one, two, flow=self.flow)


def upper(interval: Interval) -> tuple[Decimal, bool]:
    """Sorts by where it ends; an open end ends earlier."""
    return (_ENDLESS if interval.high is None else interval.high, not interval.high_open)


def lower(interval: Interval) -> tuple[Decimal, bool]:
    """Sorts by where it begins; an open end begins later."""
    return (-_ENDLESS if interval.low is None else interval.low, interval.low_open)


def below(one: Interval, other: Interval) -> bool:
    """Whether all of one lies under all of the other."""
    if one.high is None or other.low is None:
        return False
    if one.high == other.low:
        return one.high_open or other.low_open
    return one.high < other.low


def all_meet(intervals: list[Interval]) -> bool:
    """Whether there is a number in all of them: then no two of them contradict each other."""
    return not below(min(intervals, key=upper), max(intervals, key=lower))


def pooled(entries: Iterable[Entry], *, flow: bool) -> dict[Place, dict[str, Pool]]:
    """Entries by what they are of and when; articles that say several things find their voice."""
    buckets: dict[Place, dict[str, Pool]] = {}
    by_article: dict[ArticleId, list[tuple[Pool, Entry]]] = defaultdict(list)
    for entry in entries:
        figure = entry.figure
        place = (figure.item or "", figure.place or "")
        bucket = buckets.setdefault(place, {})
        when = f"{entry.currency} {figure.period.edtf if figure.period else ''}"
        pool = bucket.get(when)
        if pool is None:
            pool = bucket[when] = Pool(place, flow)
        pool.entries.append(entry)
        by_article[figure.article_id].append((pool, entry))
    for said in by_article.values():
        if len(said) > 1:
            voice = Voice(said)
            for _, entry in said:
                entry.voice = voice
    return buckets


class Clash:
    """Gathers the figures that contradict another one. `origins` number texts that are one text reprinted."""

    def __init__(self, origins: Mapping[ArticleId, int]) -> None:
        self._origins = origins
        self._edges: list[Edge[Pool, Entry]] = []
        self._together: set[tuple[int, int]] = set()
        self._nearest: dict[object, Decimal] = {}

    def hold(self, one: Pool, other: Pool) -> None:
        """Hold two comparable pools (or a pool and itself) against each other."""
        self._together |= {(id(one), id(other)), (id(other), id(one))}
        if not (
            below(one.lowest_first[0].interval, other.highest_first[0].interval)
            or below(other.lowest_first[0].interval, one.highest_first[0].interval)
        ):
            return
        self._search(one, other)
        if one is not other:
            self._search(other, one)

    def knots(self) -> Iterator[Knot[Entry]]:
        """The entries that contradict each other; in one knot only such as may be held against each other."""
        return knots(self._edges, lambda one, other: (id(one), id(other)) in self._together)

    def _search(self, one: Pool, other: Pool) -> None:
        """For each entry of one a rival in the other, below it and above it."""
        for entry in one.entries:
            for chorus in other.lowest_first:
                if not below(chorus.interval, entry.interval):
                    break
                rival = self._rival(one, entry, other, chorus)
                if rival is not None:
                    self._join(other, rival, one, entry)
                    break
            for chorus in other.highest_first:
                if not below(entry.interval, chorus.interval):
                    break
                rival = self._rival(one, entry, other, chorus)
                if rival is not None:
                    self._join(one, entry, other, rival)
                    break

    def _rival(self, one: Pool, entry: Entry, other: Pool, chorus: Chorus) -> Entry | None:
        """An entry of the chorus that cannot hold beside this one, and is not said in the same breath."""
        article = entry.figure.article_id
        if entry.voice is not None:
            for rival in chorus.by_article.get(article, ()):
                if not side_by_side(rival.figure, entry.figure):
                    return rival
        if not self._nearest_to_each_other(one, entry, other, chorus.entries[0]):
            return None
        for rival in chorus.entries:
            if rival.figure.article_id != article and not self._list_reprinted(entry, rival):
                return rival
        return None

    def _nearest_to_each_other(self, one: Pool, entry: Entry, other: Pool, rival: Entry) -> bool:
        """Whether neither article says something else that comes nearer to the other: see judging.nearer."""
        if entry.voice is None and rival.voice is None:
            return True
        gap = distance(entry.interval, rival.interval)
        if rival.voice is not None and self._gap(rival.voice, one, entry) < gap:
            return False
        return entry.voice is None or self._gap(entry.voice, other, rival) >= gap

    def _gap(self, voice: Voice, pool: Pool, entry: Entry) -> Decimal:
        """How near a voice comes to an entry of another article."""
        key = (voice.signature, id(pool), entry.interval, entry.direction)
        if key not in self._nearest:
            comparable = (said for its, said in voice.said if its.comparable(pool))
            near = (said for said in comparable if said.direction in (0, entry.direction))
            self._nearest[key] = min((distance(said.interval, entry.interval) for said in near), default=_ENDLESS)
        return self._nearest[key]

    def _list_reprinted(self, one: Entry, other: Entry) -> bool:
        """Whether one text, printed twice, lists several numbers. A lone number that was changed still counts."""
        if one.voice is None and other.voice is None:
            return False
        first, second = (self._origins.get(entry.figure.article_id) for entry in (one, other))
        return first is not None and first == second

    def _join(self, low_pool: Pool, low: Entry, high_pool: Pool, high: Entry) -> None:
        assert low.interval.high is not None
        assert high.interval.low is not None
        self._edges.append(Edge(low_pool, low, high_pool, high, high.interval.low - low.interval.high))
