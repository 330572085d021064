"""Sizes that cannot be: far from all peers of the same measure, or outside what there is in the world."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from math import log10
from pathlib import Path
from typing import Any

from workbench.core import paths
from workbench.core.comparison.laying import described
from workbench.core.comparison.naming import Sources, quoted
from workbench.core.comparison.scopes import place_of
from workbench.core.errors import BadLexicon
from workbench.core.model.amount import Amount
from workbench.core.model.brief import Brief, briefs_of
from workbench.core.model.conflict import Conflict, Relation
from workbench.core.model.figure import Change, Figure, FigureId, Kind
from workbench.core.vocabulary.naming import Names
from workbench.core.vocabulary.phrases import amount_words, number_words
from workbench.core.vocabulary.units import LANGUAGES, units
from workbench.core.words import language as current_language
from workbench.core.words import say

PEERS = 12  # figures of other statements that are asked for before any is called far from them
ORDERS = 3.0  # powers of ten from the middle, at least: a thousandfold
SPREADS = 6.0  # and as many times the usual distance from the middle
ALONE = 2.0  # and powers of ten from every other: where there are several, there is such a size
_USUAL = 1.4826  # makes a median distance comparable with a standard deviation
_KINDS = frozenset({Kind.MONEY, Kind.QUANTITY})  # ranks are no sizes; people and events are counted in any number
_SIZES = (Change.RISE, Change.FALL)
_DEPOSIT = "deposit"
_HAS = ("reserves", "possible reserves", "resources")  # what makes something a deposit

Group = tuple[str, str, str]  # measure, item, dimension


@dataclass(frozen=True, slots=True)
class Range:
    """What a measure can be, in the base unit of its dimension, and why; `of` "deposit" or of anything."""

    measure: str
    item: str
    of: str
    dimension: str
    low: Decimal | None
    high: Decimal | None
    unit: str
    factor: Decimal
    why: Mapping[str, str]

    def holds(self, size: float) -> bool:
        return (self.low is None or size >= self.low) and (self.high is None or size <= self.high)

    def names(self, measure: str) -> bool:
        return measure.startswith(self.measure[:-1]) if self.measure.endswith("*") else measure == self.measure

    def is_for(self, measure: str, item: str, dimension: str) -> bool:
        return self.names(measure) and dimension == self.dimension and self.item in ("", item)


@cache
def ranges() -> tuple[Range, ...]:
    """Those of resources/lexicon/plausible.toml."""
    return load_ranges(paths.resources() / "lexicon" / "plausible.toml")


def load_ranges(path: Path) -> tuple[Range, ...]:
    """A mistake names the file and the range."""
    try:
        found = tomllib.loads(path.read_text("utf-8"))["range"]
    except (tomllib.TOMLDecodeError, KeyError) as error:
        raise BadLexicon(f"{path}: {error}") from error
    made = []
    for number, row in enumerate(found, 1):
        try:
            made.append(_range(row))
        except (ArithmeticError, KeyError, TypeError, ValueError) as error:
            raise BadLexicon(f"{path}: range {number}: {error}") from error
    return tuple(made)


def _range(row: Mapping[str, Any]) -> Range:
    unit = units().get(row["unit"])
    if unit is None:
        raise ValueError(f"no unit {row['unit']!r}")
    low, high = (Decimal(row[end]) * unit.factor if end in row else None for end in ("low", "high"))
    return Range(
        measure=row["measure"],
        item=row.get("item", ""),
        of=row.get("of", ""),
        dimension=unit.dimension,
        low=low,
        high=high,
        unit=row["unit"],
        factor=unit.factor,
        why=dict(zip(LANGUAGES, row["why"], strict=True)),
    )


@lru_cache(maxsize=8192)
def ranges_for(measure: str, item: str, dimension: str) -> tuple[Range, ...]:
    return tuple(one for one in ranges() if one.is_for(measure, item, dimension))


@dataclass(frozen=True, slots=True)
class Odd:
    """A figure whose size cannot be: outside a range, or `times` as far from the middle of `count` peers, of which
    `peer` is the one in the middle."""

    figure: FigureId
    range: Range | None = None
    peer: FigureId | None = None
    count: int = 0
    times: float = 1.0
    above: bool = True


class Sizes:
    """The sizes of a project's figures, kept in step with it; only what changed is looked at again."""

    def __init__(self, briefs: Iterable[Brief] = ()) -> None:
        self._groups: dict[Group, dict[int, float]] = defaultdict(dict)
        self._group_of: dict[int, Group] = {}
        self._outside: dict[int, tuple[str, Range]] = {}  # subject and range of what may be outside it
        self._holders: dict[str, set[int]] = defaultdict(set)  # subjects that have reserves
        self._holder_of: dict[int, str] = {}
        self._odd: dict[Group, list[Odd]] = {}
        self._stale: set[Group] = set()
        for brief in briefs:
            self.add(brief)

    def add(self, brief: Brief) -> None:
        dimension, factor, _ = described(brief.kind, brief.unit, bool(brief.doubted))
        if brief.subject and brief.measure in _HAS:
            self._holders[brief.subject].add(brief.id)
            self._holder_of[brief.id] = brief.subject
        if not (brief.measure and dimension and brief.number) or brief.change in _SIZES:
            return
        size = abs(brief.number * factor)
        for range_ in ranges_for(brief.measure, brief.item, dimension):
            if not range_.holds(size):
                self._outside[brief.id] = (brief.subject, range_)
        if brief.kind in _KINDS:
            group = (brief.measure, brief.item, dimension)
            self._groups[group][brief.id] = log10(size)
            self._group_of[brief.id] = group
            self._stale.add(group)

    def remove(self, figure: int) -> None:
        self._outside.pop(figure, None)
        subject = self._holder_of.pop(figure, None)
        if subject is not None:
            self._holders[subject].discard(figure)
        group = self._group_of.pop(figure, None)
        if group is not None:
            del self._groups[group][figure]
            self._stale.add(group)

    def odd(self) -> list[Odd]:
        """Every figure whose size cannot be, once."""
        for group in self._stale:
            self._odd[group] = _far(self._groups[group])
        self._stale.clear()
        outside = [
            Odd(FigureId(figure), range=range_)
            for figure, (subject, range_) in self._outside.items()
            if range_.of != _DEPOSIT or self._is_deposit(subject)
        ]
        known = {one.figure for one in outside}
        far = (one for odd in self._odd.values() for one in odd if one.figure not in known)
        return sorted([*outside, *far], key=lambda one: one.figure)

    def _is_deposit(self, subject: str) -> bool:
        return bool(self._holders.get(subject)) and place_of(subject) is None


def _far(sizes: Mapping[int, float]) -> list[Odd]:
    """The sizes that lie far from the middle, measured by how far the others usually do."""
    if len(sizes) <= PEERS:
        return []
    ordered = sorted((size, figure) for figure, size in sizes.items())
    middle, peer = ordered[len(ordered) // 2]
    if len({size for size, _ in ordered}) <= PEERS // 2:
        return []  # one number said over and over tells nothing of what there can be
    usual = sorted(abs(size - middle) for size, _ in ordered)[len(ordered) // 2] * _USUAL
    reach = max(ORDERS, SPREADS * usual)
    found = []
    for (size, figure), neighbour in _ends(ordered):
        if abs(size - middle) >= reach and abs(size - neighbour) >= ALONE:
            times = 10 ** abs(size - middle)
            found.append(Odd(FigureId(figure), None, FigureId(peer), len(ordered) - 1, times, size > middle))
    return found


def _ends(ordered: Sequence[tuple[float, int]]) -> Iterator[tuple[tuple[float, int], float]]:
    """The least and the greatest, each with the size next to it: only these can stand alone."""
    yield ordered[0], ordered[1][0]
    yield ordered[-1], ordered[-2][0]


def implausible_sizes(figures: Sequence[Figure], sources: Sources, names: Names) -> list[Conflict]:
    """One for each figure whose size cannot be. Figures count, as `judging.counts` says."""
    found = Sizes(briefs_of(figure for figure in figures if _may_be_odd(figure))).odd()
    if not found:
        return []
    known = {figure.id: figure for figure in figures}
    return [told(one, known.__getitem__, sources, names) for one in found]


def _may_be_odd(figure: Figure) -> bool:
    """Cheap: whether a figure has a size that is looked at at all."""
    return figure.measure is not None and (figure.kind in _KINDS or _ranged(figure.measure))


@lru_cache(maxsize=8192)
def _ranged(measure: str) -> bool:
    return any(one.names(measure) for one in ranges())


def told(odd: Odd, figure_of: Callable[[FigureId], Figure], sources: Sources, names: Names) -> Conflict:
    """What is to be said of such a figure."""
    figure = figure_of(odd.figure)
    key = tuple(getattr(figure, name) or "" for name in ("subject", "measure", "item", "place"))
    lang = names.language
    if odd.range is not None:
        reason = _outside(figure, odd.range, sources, names)
    else:
        assert odd.peer is not None
        message = (
            say(lang, "{a} is {n} times more than {b}, which is in the middle of {count} figures of this measure.")
            if odd.above
            else say(
                lang, "{a} is {n} times less than {b}, which is in the middle of {count} figures of this measure."
            )
        )
        reason = message.format(
            a=quoted(figure, sources, lang),
            b=quoted(figure_of(odd.peer), sources, lang),
            n=number_words(Decimal(f"{odd.times:.2g}"), lang),
            count=odd.count,
        )
    return Conflict(relation=Relation.IMPLAUSIBLE_SIZE, members=(figure.id,), reason=reason, key=key)


def _outside(figure: Figure, limit: Range, sources: Sources, names: Names) -> str:
    lang = names.language or current_language()
    return outside(quoted(figure, sources, lang), figure.measure or "", limit, names)


def beyond(
    measures: Iterable[str], item: str, unit: str, size: Decimal, *, deposit: bool
) -> tuple[str, Range] | None:
    """The first measure of these, with its range, that a size in a unit lies outside of."""
    known = units().get(unit)
    if known is None or not size:
        return None
    for measure in measures:
        for one in ranges_for(measure, item, known.dimension):
            if (deposit or one.of != _DEPOSIT) and not one.holds(float(abs(size) * known.factor)):
                return measure, one
    return None


def outside(said: str, measure: str, limit: Range, names: Names) -> str:
    """Why what is said is more, or less, than there can be of a measure."""
    lang = names.language or current_language()
    above = limit.high is not None
    end = limit.high if limit.high is not None else limit.low
    assert end is not None
    message = (
        say(lang, "{a} is more than there can be of “{measure}”, {limit}: {why}.")
        if above
        else say(lang, "{a} is less than there can be of “{measure}”, {limit}: {why}.")
    )
    return message.format(
        a=said,
        measure=names.of(measure),
        limit=amount_words(Amount.exact(end / limit.factor), limit.unit, lang),
        why=limit.why.get(lang, limit.why["en"]),
    )
