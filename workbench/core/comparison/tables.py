"""Figures laid out over two of their fields: each cell with its members, what they agree on, and what they do not."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce

from workbench.core.comparison import changes, times
from workbench.core.comparison.conflicts import find_conflicts
from workbench.core.comparison.exchange import AS_IT_IS, NO_RATES, Conversion, Exchange, currency_of, rest_of
from workbench.core.comparison.headlines import best_of, most_said
from workbench.core.comparison.intervals import ABOUT, dimension_of, factor_of, intersection, lacks_unit
from workbench.core.comparison.judging import RELATIONS, counts
from workbench.core.comparison.laying import ONE_CURRENCY, Display, Key, Layout, article_titles, lay_out
from workbench.core.comparison.naming import Sources, versioned
from workbench.core.model.amount import Interval
from workbench.core.model.article import ArticleId
from workbench.core.model.brief import briefs_of
from workbench.core.model.comparison import Cell, Comparison, ComparisonSpec, Member
from workbench.core.model.conflict import Conflict, Relation
from workbench.core.model.figure import Field, Figure, FigureId
from workbench.core.model.rate import Rate
from workbench.core.vocabulary.naming import Names
from workbench.core.vocabulary.units import units

__all__ = ["CellMaker", "article_titles", "build", "kept_apart", "placed_figures"]

_WORST_FIRST = (Relation.CONTRADICTION, Relation.SCALE_SLIP, Relation.MISSING_UNIT)
_PLAIN_FIELDS = (Field.MEASURE, Field.SUBJECT, Field.ITEM, Field.PLACE)


def build(
    spec: ComparisonSpec,
    figures: Iterable[Figure],
    sources: Sources,
    *,
    origins: Mapping[ArticleId, int] | None = None,
    about: Decimal = ABOUT,
    conflicts: Sequence[Conflict] | None = None,
    names: Names | None = None,
    rates: Sequence[Rate] = (),
) -> Comparison:
    """Lay the figures out. `origins` numbers each article's origin (none given: every article its own); `conflicts`
    are those of the same figures where they are known already; `rates` make money of several currencies one row."""
    taken = {f.id: f for f in figures if counts(f) and f.status in spec.statuses}
    laid = lay_out(spec, briefs_of(taken.values()), sources, names)
    placed = placed_figures(laid, taken)
    if conflicts is None:
        shown = [figure for group in placed.values() for figure in group]
        conflicts = find_conflicts(shown, sources, about=about, names=names, origins=origins, rates=rates)
    shown_in = {row: laid.displays(row) for row in laid.rows}
    maker = CellMaker(sources, origins or {}, about, conflicts, Exchange(rates, sources))
    return Comparison(
        spec=spec,
        rows=laid.rows,
        columns=laid.columns,
        cells={at: maker.cell(group, shown_in[at[0]]) for at, group in placed.items()},
        figures=laid.figures,
        left_out=laid.left_out,
        hidden=laid.hidden,
    )


def placed_figures(laid: Layout, known: Mapping[FigureId, Figure]) -> dict[tuple[Key, Key], list[Figure]]:
    """The figures of each cell."""
    return {
        (row, column): [known[FigureId(brief.id)] for brief in cell]
        for row in laid.rows
        for column, cell in laid.line(row).items()
    }


def _by_figure(conflicts: Iterable[Conflict]) -> dict[FigureId, list[Conflict]]:
    found: dict[FigureId, list[Conflict]] = defaultdict(list)
    for conflict in conflicts:
        for member in conflict.members:
            found[member].append(conflict)
    return found


@dataclass(frozen=True, slots=True)
class _Scene:
    """What the numbers of a cell are in; `currency` where money of others is turned into it."""

    dimension: str
    unit: str
    scale: Decimal
    currency: str | None


class CellMaker:
    """Makes the cells of one comparison. `conflicts` are those that its figures take part in."""

    def __init__(
        self,
        sources: Sources,
        origins: Mapping[ArticleId, int],
        about: Decimal,
        conflicts: Iterable[Conflict],
        exchange: Exchange = NO_RATES,
    ) -> None:
        self._sources = sources
        self._exchange = exchange
        self._origins = origins
        self._about = about
        self._conflicts = _by_figure(conflicts)
        self._titles = article_titles(sources)

    def cell(self, figures: Sequence[Figure], displays: Mapping[str, Display]) -> Cell:
        """A filled cell; `displays` are those of its row, whose figures of one dimension share unit and scale."""
        scene = self._scene(figures, displays)
        numbers = figure_origins(figures, self._origins)
        members = tuple(self._member(f, scene, numbers[f.id]) for f in figures)
        conflicts = self._cell_conflicts(figures)
        shared = _common([m.interval for m in members]) or self._common_reach(members, scene)
        relation = _relation(members, conflicts, shared) if len(members) > 1 else None
        together = len(members) == 1 or relation in (Relation.SAME, Relation.REFINES, Relation.COMPATIBLE)
        bounds = [bound for member in members for bound in (member.low, member.high) if bound is not None]
        return Cell(
            members=members,
            unit=scene.unit or None,
            relation=relation,
            agreed=shared if together else None,
            best=best_of(members) if together else None,
            most=most_said(members),
            spread=(min(bounds), max(bounds)) if bounds else (None, None),
            mentions=len(members),
            origins=len(set(numbers.values())),
            conflicts=conflicts,
            scale=scene.scale,
        )

    def _scene(self, figures: Sequence[Figure], displays: Mapping[str, Display]) -> _Scene:
        """What most of its figures are of; one currency where rates turn the others into that of the row."""
        dimensions = Counter(dimension for figure in figures if (dimension := dimension_of(figure)) is not None)
        dimension = max(dimensions, key=lambda d: (dimensions[d], d)) if dimensions else ""
        if self._exchange and ONE_CURRENCY in displays:
            unit, scale = displays[ONE_CURRENCY]
            common = units().dimension(unit) or ""
            currency = currency_of(common)
            alike = [f for f in figures if rest_of(dimension_of(f)) == rest_of(common)]
            if currency is not None and any(self._exchange.conversion(figure, currency) for figure in alike):
                return _Scene(common, unit, scale, currency)
        return _Scene(dimension, *displays[dimension], None)

    def _common_reach(self, members: Iterable[Member], scene: _Scene) -> Interval | None:
        """What all could mean where numbers written out in full are taken for rounded ones."""
        known = [m for m in members if m.interval is not None]
        reaches = [self._exchange.reach(m.figure, self._about, scene.currency) for m in known]
        shared = _common(reaches) if reaches else None
        return shared.scaled(1 / _factor(scene.unit)) if shared else None

    def _conversion(self, figure: Figure, scene: _Scene) -> Conversion | None:
        """How a figure comes to be in the unit of its cell; None where it does not."""
        own = dimension_of(figure) or ""
        if own == scene.dimension:
            return AS_IT_IS
        if scene.currency is None or rest_of(own) != rest_of(scene.dimension):
            return None
        return self._exchange.conversion(figure, scene.currency)

    def _member(self, figure: Figure, scene: _Scene, origin: int) -> Member:
        source = self._sources.get(figure.article_id)
        into = self._conversion(figure, scene)
        amount = figure.amount if into is not None else None
        interval = self._exchange.interval(figure, self._about, scene.currency) if into is not None else None
        ratio = factor_of(figure) / _factor(scene.unit) * (into.factor if into is not None else 1)
        return Member(
            figure=figure,
            article_title=versioned(self._titles.get(figure.article_id, ""), figure),
            publisher=versioned(source.publisher, figure) if source and source.publisher else "",
            interval=interval.scaled(1 / _factor(scene.unit)) if interval else None,
            low=None if amount is None or amount.low is None else amount.low * ratio,
            high=None if amount is None or amount.high is None else amount.high * ratio,
            origin=origin,
            rates=into.rates if into is not None else (),
            exchanged=into.factor if into is not None else Decimal(1),
        )

    def _cell_conflicts(self, figures: Iterable[Figure]) -> tuple[Conflict, ...]:
        found: dict[int, Conflict] = {}
        for figure in figures:
            for conflict in self._conflicts.get(figure.id, ()):
                found.setdefault(id(conflict), conflict)
        return tuple(found.values())


def figure_origins(figures: Iterable[Figure], origins: Mapping[ArticleId, int]) -> dict[FigureId, int]:
    """Reprints share an origin, and so do figures that name one and the same body as their source."""
    numbers: dict[FigureId, int] = {}
    named: dict[frozenset[str], int] = {}
    merged: dict[int, int] = {}
    for figure in figures:
        number = origins.get(figure.article_id, figure.article_id)
        number = merged.get(number, number)
        who = _named_source(figure.attribution)
        if who:
            first = named.setdefault(who, number)
            merged[number] = first
            number = first
        numbers[figure.id] = number
    return {i: merged.get(number, number) for i, number in numbers.items()}


def _named_source(attribution: str | None) -> frozenset[str]:
    """The stems of a named source's words, the same in every case ending; nothing for "various estimates"."""
    words = re.findall(r"\w{3,}", attribution or "")
    if not any(word[0].isupper() for word in words):
        return frozenset()
    return frozenset(word.casefold().replace("ё", "е")[:5] for word in words)


def _factor(unit: str) -> Decimal:
    return units().factor(unit) or Decimal(1) if unit else Decimal(1)


def _relation(members: Sequence[Member], conflicts: Iterable[Conflict], common: Interval | None) -> Relation:
    """What the members of a cell are to each other: a conflict inside the cell, else what keeps them apart, else how
    well they agree on what they have in common."""
    here = {member.figure.id for member in members}
    inside = {conflict.relation for conflict in conflicts if len(here.intersection(conflict.members)) > 1}
    worst = next((relation for relation in _WORST_FIRST if relation in inside), None)
    if worst is not None:
        return worst
    figures = [member.figure for member in members]
    apart = kept_apart(figures, in_one_unit=all(member.interval is not None for member in members))
    if apart is not None:
        return apart
    if any(lacks_unit(figure) for figure in figures):
        return Relation.MISSING_UNIT
    intervals = [member.interval for member in members]
    if common is None or any(interval is None for interval in intervals):
        return Relation.UNDECIDED
    if any(member.rates for member in members):
        return Relation.COMPATIBLE  # a rate is not exact enough to refine
    if all(interval == intervals[0] for interval in intervals):
        return Relation.SAME
    exact = _common(intervals)  # "270,000" is compatible with 269.6 thousand, but neither is within the other
    return Relation.REFINES if exact and exact in intervals else Relation.COMPATIBLE


def kept_apart(figures: Sequence[Figure], *, in_one_unit: bool = False) -> Relation | None:
    """The first field in which figures of one cell differ, where they are not told in one unit already."""
    for field in _PLAIN_FIELDS:
        if len({value for f in figures if (value := getattr(f, field.value))}) > 1:
            return RELATIONS[field]
    flow = all(times.is_flow(figure.measure) for figure in figures)
    if times.some_apart(list({figure.period for figure in figures if figure.period is not None}), flow=flow):
        return Relation.DIFFERENT_PERIOD
    if not in_one_unit and len({d for f in figures if (d := dimension_of(f)) is not None}) > 1:
        return Relation.DIFFERENT_DIMENSION
    return changes.kept_apart(figures)


def _common(intervals: Iterable[Interval | None]) -> Interval | None:
    """What all intervals share; None where they share nothing or one is not known."""

    def narrowed(one: Interval | None, other: Interval | None) -> Interval | None:
        return intersection(one, other) if one is not None and other is not None else None

    return reduce(narrowed, intervals)
