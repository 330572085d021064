"""Which figures of a project cannot all hold: grouped by what they state, never all pairs held against each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from workbench.core.comparison.anomalies import date_anomalies
from workbench.core.comparison.arithmetic import arithmetic_anomalies
from workbench.core.comparison.changes import Part, negated, part_of
from workbench.core.comparison.clashes import Clash, Entry, Place, Pool, all_meet, pooled
from workbench.core.comparison.exchange import Exchange, currency_of, dimension_in
from workbench.core.comparison.intervals import ABOUT, dimension_of, lacks_unit, reach_of
from workbench.core.comparison.judging import counts, direction, later, periods_differ, relation_of
from workbench.core.comparison.naming import Sources, quoted
from workbench.core.comparison.plausible import implausible_sizes
from workbench.core.comparison.reasons import judge
from workbench.core.comparison.scopes import one_of_many
from workbench.core.comparison.times import is_flow
from workbench.core.model.article import ArticleId
from workbench.core.model.conflict import Conflict, Relation
from workbench.core.model.figure import Change, Figure, Status
from workbench.core.model.many import many_values
from workbench.core.model.rate import Rate
from workbench.core.vocabulary.naming import Names
from workbench.core.words import say

__all__ = ["find_clashes", "find_conflicts", "judge", "relation_of"]


Of = tuple[str, bool]  # a dimension, and whether it is of what may come


@dataclass(frozen=True, slots=True)
class _Search:
    sources: Sources
    about: Decimal
    names: Names
    origins: Mapping[ArticleId, int]
    exchange: Exchange


@dataclass(slots=True)
class _Group:
    """Figures of one subject and measure, by dimension and by whether they tell of what may come; `unitless` wait."""

    measure: str
    entries: dict[Of, list[Entry]] = field(default_factory=dict)
    unitless: list[Figure] = field(default_factory=list)


@many_values()
def find_conflicts(
    figures: Iterable[Figure],
    sources: Sources,
    *,
    about: Decimal = ABOUT,
    names: Names | None = None,
    origins: Mapping[ArticleId, int] | None = None,
    rates: Sequence[Rate] = (),
    step: Callable[[], object] = lambda: None,
) -> list[Conflict]:
    """Contradictions and scale slips first, then missing units, then numbers of one source that do not fit each
    other, sizes that cannot be, and sources whose date cannot be right.

    `origins` number the articles, one number for reprints of one text; without it each article is its own. `step` is
    called now and then, and may raise to call the search off.
    """
    counted, names = [figure for figure in figures if counts(figure)], names or Names()
    found = find_clashes(counted, sources, about=about, names=names, origins=origins, rates=rates, step=step)
    return [
        *found,
        *arithmetic_anomalies(counted, sources, names),
        *implausible_sizes(counted, sources, names),
        *date_anomalies(counted, sources, names.language),
    ]


@many_values()
def find_clashes(
    figures: Iterable[Figure],
    sources: Sources,
    *,
    about: Decimal = ABOUT,
    names: Names | None = None,
    origins: Mapping[ArticleId, int] | None = None,
    rates: Sequence[Rate] = (),
    step: Callable[[], object] = lambda: None,
) -> list[Conflict]:
    """The same without the dates of sources: figures clash with those of their subject and measure only, so that each
    of these can be looked through by itself."""
    counted = [figure for figure in figures if counts(figure)]
    names = names or Names()
    groups = _grouped(counted, about)
    search = _Search(sources, about, names, origins or {}, Exchange(rates, sources))
    found: list[Conflict] = []
    for group in groups.values():
        step()
        for entries in _held_together(group.entries):
            found += _contradictions(entries, is_flow(group.measure), search)
        if search.exchange:
            for entries in _held_together(_turned(group, about, search.exchange)):
                found += _contradictions(entries, is_flow(group.measure), search)
    found.sort(key=lambda conflict: conflict.members)
    return found + _missing_units(counted, groups, sources, names)


def _grouped(figures: Iterable[Figure], about: Decimal) -> dict[tuple[str, str], _Group]:
    """Figures by subject and measure; those that say too little to be held against others, or have no others, are
    left out."""
    alike: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.measure is not None and (figure.subject is not None or figure.item is not None):
            alike[figure.subject or "", figure.measure].append(figure)
    return {key: _group(key[1], some, about) for key, some in alike.items() if len(some) > 1}


def _group(measure: str, figures: Iterable[Figure], about: Decimal) -> _Group:
    group = _Group(measure)
    for figure in figures:
        reach = None if lacks_unit(figure) else reach_of(figure, about)
        if reach is None:
            group.unitless.append(figure)
        elif not one_of_many(measure, figure.subject):
            of = (dimension_of(figure) or "", later(figure))
            group.entries.setdefault(of, []).append(Entry(figure, reach, direction(figure)))
    return group


def _turned(group: _Group, about: Decimal, exchange: Exchange) -> dict[Of, list[Entry]]:
    """Money of several currencies in one of them, where there are rates; only such are held against each other."""
    made: dict[Of, list[Entry]] = {}
    for (dimension, later_on), entries in group.entries.items():
        currency = currency_of(dimension)
        base = exchange.base(entries[0].figure) if currency else None
        if currency is None or base is None:
            continue
        of = (dimension_in(dimension, base), later_on)
        for entry in entries:
            reach = exchange.reach(entry.figure, about, base)
            if reach is not None:
                made.setdefault(of, []).append(Entry(entry.figure, reach, entry.direction, currency=currency))
    return {of: entries for of, entries in made.items() if len({entry.currency for entry in entries}) > 1}


def _held_together(of_group: Mapping[Of, list[Entry]]) -> Iterator[list[Entry]]:
    """Entries that may contradict each other. Where rises and falls meet, falls lie below zero, and a change that
    tells no direction is held against its like only."""
    parts: dict[tuple[Of, Part], list[Entry]] = {}
    for of, entries in of_group.items():
        if len(entries) == 1:
            continue  # most have nobody to contradict
        for entry in entries:
            part = part_of(entry.figure)
            parts.setdefault((of, Part.SIZE if part is Part.OPEN else part), []).append(entry)
    for (_, part), entries in parts.items():
        ways = {entry.figure.change for entry in entries}
        if part is not Part.SIZE or not {Change.RISE, Change.FALL} <= ways:
            yield entries
            continue
        yield [_facing_down(entry) for entry in entries if entry.figure.change is not None]
        yield [entry for entry in entries if entry.figure.change is None]


def _facing_down(entry: Entry) -> Entry:
    if entry.figure.change is not Change.FALL:
        return entry
    return Entry(entry.figure, negated(entry.interval), -entry.direction, currency=entry.currency)


def _contradictions(entries: list[Entry], flow: bool, search: _Search) -> Iterator[Conflict]:
    if len(entries) < 2 or all_meet([entry.interval for entry in entries]):
        return
    clash, about = Clash(search.origins), search.about
    for one, other in _bucket_pairs(pooled(entries, flow=flow)):
        for left, right in _at_one_time(one, other):
            if not left.currency or left.currency != right.currency:
                clash.hold(left, right)
    for knot in clash.knots():
        first, second = knot.low.figure, knot.high.figure
        slip = relation_of(first, second, about, search.exchange)[0] is Relation.SCALE_SLIP
        every = all(e.interval.meets(knot.low.interval) or e.interval.meets(knot.high.interval) for e in knot.entries)
        relation = Relation.SCALE_SLIP if slip and every else Relation.CONTRADICTION
        reason = judge(
            first, second, search.sources, about=about, names=search.names, exchange=search.exchange
        ).reason
        yield _conflict(relation, [entry.figure for entry in knot.entries], reason)


def _bucket_pairs(buckets: Mapping[Place, dict[str, Pool]]) -> Iterator[tuple[dict[str, Pool], dict[str, Pool]]]:
    """Each two buckets whose item and place do not differ, "" differing from nothing; each with itself as well."""
    wild = [key for key in buckets if not key[0]]
    for item, place in buckets:
        yield buckets[item, place], buckets[item, place]
        more_general = {(item, ""), ("", place), ("", "")} - {(item, place)}
        if item and not place:
            more_general |= set(wild)
        for other in more_general:
            if other in buckets:
                yield buckets[item, place], buckets[other]


def _at_one_time(one: Mapping[str, Pool], other: Mapping[str, Pool]) -> Iterator[tuple[Pool, Pool]]:
    """Each two pools whose periods do not differ: a sweep over their first days, not all pairs."""
    same = one is other
    entries = [(pool, 0) for pool in one.values()] + ([] if same else [(pool, 1) for pool in other.values()])
    entries.sort(key=lambda entry: entry[0].first_day)
    open_now: list[tuple[Pool, int]] = []
    for pool, side in entries:
        if same:
            yield pool, pool
        open_now = [entry for entry in open_now if entry[0].last_day >= pool.first_day]
        for earlier, of in open_now:
            if (same or of != side) and not earlier.apart_in_time(pool):
                yield earlier, pool
        open_now.append((pool, side))


def _missing_units(
    figures: Iterable[Figure], groups: Mapping[tuple[str, str], _Group], sources: Sources, names: Names
) -> list[Conflict]:
    """Figures that need a unit before they can be judged: beside others of their kind, or where one is at hand."""
    found: list[Conflict] = []
    told: set[int] = set()
    for group in groups.values():
        for place, waiting in _by_place(group.unitless).items():
            times = {figure.period: figure for figure in waiting}.values()
            beside = list(_peers(group, place))
            fit = {
                period: any(not periods_differ(peer, one) for one in times)
                for period, peer in {peer.period: peer for peer in beside}.items()
            }
            peers = [peer for peer in beside if fit[peer.period]]
            if not peers and len(waiting) == 1:
                continue
            told |= {figure.id for figure in waiting}
            reason = judge(waiting[0], (peers or waiting[1:])[0], sources, names=names).reason
            found.append(_conflict(Relation.MISSING_UNIT, [*waiting, *peers], reason))
    for figure in figures:
        lone = figure.borrowed_unit is not None and figure.unit is None and figure.status is Status.SUGGESTED
        if lone and figure.id not in told:
            lang = names.language
            reason = say(lang, "{a} names no unit; the text around suggests one.", a=quoted(figure, sources, lang))
            found.append(_conflict(Relation.MISSING_UNIT, [figure], reason))
    return found


def _by_place(figures: Iterable[Figure]) -> dict[Place, list[Figure]]:
    split: dict[Place, list[Figure]] = defaultdict(list)
    for figure in figures:
        split[figure.item or "", figure.place or ""].append(figure)
    return split


def _peers(group: _Group, place: Place) -> Iterator[Figure]:
    """The figures with a unit whose item and place do not differ from these."""
    for entries in group.entries.values():
        for entry in entries:
            its = (entry.figure.item, entry.figure.place)
            if all(not a or not b or a == b for a, b in zip(place, its, strict=True)):
                yield entry.figure


def _conflict(relation: Relation, members: Iterable[Figure], reason: str) -> Conflict:
    ordered = sorted(members, key=lambda figure: figure.id)
    fields = ("subject", "measure", "item", "place")
    shared = tuple(_shared({getattr(figure, name) for figure in ordered}) for name in fields)
    return Conflict(relation=relation, members=tuple(figure.id for figure in ordered), reason=reason, key=shared)


def _shared(values: set[str | None]) -> str:
    """What all that say anything say; "" where they do not agree."""
    said = {value for value in values if value}
    return said.pop() if len(said) == 1 else ""
