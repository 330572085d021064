"""Figures laid out over two of their fields: each cell with its members, what they agree on, and what they do not."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import reduce

from workbench.core.comparison import changes, times
from workbench.core.comparison.conflicts import find_conflicts
from workbench.core.comparison.display import commonest_units, scale_of
from workbench.core.comparison.headlines import best_of, most_said
from workbench.core.comparison.intervals import (
    ABOUT,
    dimension_of,
    factor_of,
    intersection,
    interval_of,
    lacks_unit,
    reach_of,
)
from workbench.core.comparison.judging import RELATIONS, counts
from workbench.core.comparison.naming import Sources, versioned
from workbench.core.model.amount import Interval
from workbench.core.model.article import ArticleId
from workbench.core.model.comparison import Axis, Cell, Comparison, ComparisonSpec, Member
from workbench.core.model.conflict import Conflict, Relation
from workbench.core.model.figure import Field, Figure, FigureId
from workbench.core.vocabulary.naming import Names, shortened
from workbench.core.vocabulary.units import units

Key = tuple[str, ...]
_WORST_FIRST = (Relation.CONTRADICTION, Relation.SCALE_SLIP, Relation.MISSING_UNIT)
_PLAIN_FIELDS = (Field.MEASURE, Field.SUBJECT, Field.ITEM, Field.PLACE)
_TITLE = 60


def build(
    spec: ComparisonSpec,
    figures: Iterable[Figure],
    sources: Sources,
    *,
    origins: Mapping[ArticleId, int] | None = None,
    about: Decimal = ABOUT,
    conflicts: Sequence[Conflict] | None = None,
    names: Names | None = None,
) -> Comparison:
    """Lay the figures out. `origins` numbers each article's origin (none given: every article its own); `conflicts`
    are those of the same figures where they are known already."""
    taken = [figure for figure in figures if counts(figure) and figure.status in spec.statuses]
    read = _axis_readers(sources)
    placed, left_out = _placed(spec, taken, read)
    shown = [figure for group in placed.values() for figure in group]
    if conflicts is None:
        conflicts = find_conflicts(shown, sources, about=about, names=names, origins=origins)
    maker = _CellMaker(spec, sources, origins or {}, about, _by_figure(conflicts))
    cells = maker.cells(placed)
    return Comparison(
        spec=spec,
        rows=_ordered((row for row, _ in placed), spec.rows, cells, 0),
        columns=_ordered((column for _, column in placed), spec.columns, cells, 1),
        cells=cells,
        figures=len(shown),
        left_out=left_out,
    )


def article_titles(sources: Sources) -> dict[ArticleId, str]:
    """A short title for each source, told apart by a number where two are called the same."""
    used: Counter[str] = Counter()
    titles = {}
    for article in sorted(sources):
        source = sources[article]
        title = shortened(source.title or source.file_name or source.publisher or f"#{article}", _TITLE)
        used[title] += 1
        titles[article] = title if used[title] == 1 else f"{title} ({used[title]})"
    return titles


def _axis_readers(sources: Sources) -> dict[Axis, Callable[[Figure], str]]:
    """How to read each axis off a figure; "" where the figure does not say."""
    titles = article_titles(sources)
    publishers = {article: source.label for article, source in sources.items()}
    return {
        Axis.SUBJECT: lambda figure: figure.subject or "",
        Axis.MEASURE: lambda figure: figure.measure or "",
        Axis.ITEM: lambda figure: figure.item or "",
        Axis.PLACE: lambda figure: figure.place or "",
        Axis.PERIOD: lambda figure: str(figure.period) if figure.period else "",
        Axis.ARTICLE: lambda figure: titles.get(figure.article_id, f"#{figure.article_id}"),
        Axis.PUBLISHER: lambda figure: publishers.get(figure.article_id, f"#{figure.article_id}"),
    }


def _placed(
    spec: ComparisonSpec, figures: Iterable[Figure], read: Mapping[Axis, Callable[[Figure], str]]
) -> tuple[dict[tuple[Key, Key], list[Figure]], int]:
    """Figures by row and column, in their own order; and how many say neither measure nor subject."""
    only = {axis: frozenset(values) for axis, values in spec.only.items() if values}
    placed: dict[tuple[Key, Key], list[Figure]] = defaultdict(list)
    left_out = 0
    for figure in figures:
        if any(read[axis](figure) not in values for axis, values in only.items()):
            continue
        if not figure.measure and not figure.subject:
            left_out += 1
            continue
        row = tuple(read[axis](figure) for axis in spec.rows)
        column = tuple(read[axis](figure) for axis in spec.columns)
        placed[row, column].append(figure)
    return dict(placed), left_out


def _by_figure(conflicts: Iterable[Conflict]) -> dict[FigureId, list[Conflict]]:
    found: dict[FigureId, list[Conflict]] = defaultdict(list)
    for conflict in conflicts:
        for member in conflict.members:
            found[member].append(conflict)
    return found


def _ordered(
    keys: Iterable[Key], axes: Sequence[Axis], cells: Mapping[tuple[Key, Key], Cell], side: int
) -> tuple[Key, ...]:
    """Nested: times in their order, everything else by how much is said of it; what is not said comes last."""
    weight: list[Counter[str]] = [Counter() for _ in axes]
    for at, cell in cells.items():
        for level, value in enumerate(at[side]):
            weight[level][value] += cell.mentions

    def place(key: Key) -> list[tuple[bool, int, str]]:
        return [
            (not value, 0 if axis is Axis.PERIOD else -weight[level][value], value)
            for level, (axis, value) in enumerate(zip(axes, key, strict=True))
        ]

    return tuple(sorted(set(keys), key=place))


class _CellMaker:
    """Makes the cells of one comparison."""

    def __init__(
        self,
        spec: ComparisonSpec,
        sources: Sources,
        origins: Mapping[ArticleId, int],
        about: Decimal,
        conflicts: Mapping[FigureId, list[Conflict]],
    ) -> None:
        self._spec = spec
        self._sources = sources
        self._origins = origins
        self._about = about
        self._conflicts = conflicts
        self._titles = article_titles(sources)

    def cells(self, placed: Mapping[tuple[Key, Key], list[Figure]]) -> dict[tuple[Key, Key], Cell]:
        """The filled cells; a row's figures of one dimension share display unit and scale."""
        rows: dict[tuple[Key, str], list[Figure]] = defaultdict(list)
        for (row, _), figures in placed.items():
            for figure in figures:
                rows[row, dimension_of(figure) or ""].append(figure)
        displays = {at: self._display(figures) for at, figures in rows.items()}
        return {at: self._cell(at[0], figures, displays) for at, figures in placed.items()}

    def _display(self, figures: list[Figure]) -> tuple[str, Decimal]:
        """Unit and scale for figures of one dimension."""
        wanted = next((self._spec.units[f.measure] for f in figures if f.measure in self._spec.units), None)
        chosen = commonest_units(figures, wanted)
        unit = next(iter(chosen.values()), "")
        if wanted is not None and unit == wanted:
            return unit, Decimal(1)  # the analyst's choice is shown as chosen
        numbers = [f.amount.number * factor_of(f) / _factor(unit) for f in figures if f.amount is not None]
        return unit, scale_of(numbers)

    def _cell(self, row: Key, figures: list[Figure], displays: Mapping[tuple[Key, str], tuple[str, Decimal]]) -> Cell:
        dimensions = Counter(dimension for figure in figures if (dimension := dimension_of(figure)) is not None)
        dimension = max(dimensions, key=lambda d: (dimensions[d], d)) if dimensions else ""
        unit, scale = displays[row, dimension]
        numbers = figure_origins(figures, self._origins)
        members = tuple(self._member(f, dimension, unit, numbers[f.id]) for f in figures)
        conflicts = self._cell_conflicts(figures)
        shared = _common([m.interval for m in members]) or self._common_reach(members, unit)
        relation = _relation(members, conflicts, shared) if len(members) > 1 else None
        together = len(members) == 1 or relation in (Relation.SAME, Relation.REFINES, Relation.COMPATIBLE)
        bounds = [bound for member in members for bound in (member.low, member.high) if bound is not None]
        return Cell(
            members=members,
            unit=unit or None,
            relation=relation,
            agreed=shared if together else None,
            best=best_of(members) if together else None,
            most=most_said(members),
            spread=(min(bounds), max(bounds)) if bounds else (None, None),
            mentions=len(members),
            origins=len(set(numbers.values())),
            conflicts=conflicts,
            scale=scale,
        )

    def _common_reach(self, members: Iterable[Member], unit: str) -> Interval | None:
        """What all could mean where numbers written out in full are taken for rounded ones."""
        known = [m for m in members if m.interval is not None]
        reaches = [reach_of(m.figure, self._about) for m in known]
        shared = _common(reaches) if reaches else None
        return shared.scaled(1 / _factor(unit)) if shared else None

    def _member(self, figure: Figure, dimension: str, unit: str, origin: int) -> Member:
        source = self._sources.get(figure.article_id)
        ratio = factor_of(figure) / _factor(unit)
        same = (dimension_of(figure) or "") == dimension
        interval = interval_of(figure, self._about) if same else None
        low, high = (figure.amount.low, figure.amount.high) if figure.amount and same else (None, None)
        return Member(
            figure=figure,
            article_title=versioned(self._titles.get(figure.article_id, ""), figure),
            publisher=versioned(source.publisher, figure) if source and source.publisher else "",
            interval=interval.scaled(1 / _factor(unit)) if interval else None,
            low=None if low is None else low * ratio,
            high=None if high is None else high * ratio,
            origin=origin,
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
    apart = kept_apart(figures)
    if apart is not None:
        return apart
    if any(lacks_unit(figure) for figure in figures):
        return Relation.MISSING_UNIT
    intervals = [member.interval for member in members]
    if common is None or any(interval is None for interval in intervals):
        return Relation.UNDECIDED
    if all(interval == intervals[0] for interval in intervals):
        return Relation.SAME
    exact = _common(intervals)  # "270,000" is compatible with 269.6 thousand, but neither is within the other
    return Relation.REFINES if exact and exact in intervals else Relation.COMPATIBLE


def kept_apart(figures: Sequence[Figure]) -> Relation | None:
    """The first field in which figures of one cell differ."""
    for field in _PLAIN_FIELDS:
        if len({value for f in figures if (value := getattr(f, field.value))}) > 1:
            return RELATIONS[field]
    flow = all(times.is_flow(figure.measure) for figure in figures)
    if times.some_apart(list({figure.period for figure in figures if figure.period is not None}), flow=flow):
        return Relation.DIFFERENT_PERIOD
    if len({d for f in figures if (d := dimension_of(f)) is not None}) > 1:
        return Relation.DIFFERENT_DIMENSION
    return changes.kept_apart(figures)


def _common(intervals: Iterable[Interval | None]) -> Interval | None:
    """What all intervals share; None where they share nothing or one is not known."""

    def narrowed(one: Interval | None, other: Interval | None) -> Interval | None:
        return intersection(one, other) if one is not None and other is not None else None

    return reduce(narrowed, intervals)
