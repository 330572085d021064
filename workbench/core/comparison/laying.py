"""Where each figure stands in a comparison: rows and columns of its fields, filtered, ordered, some left out.

Works on briefs, which hold only what that needs: 200,000 of them are laid out in less time than the figures are read.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from itertools import compress
from operator import itemgetter

from workbench.core.comparison.display import scale_by, shown_as, unit_of
from workbench.core.comparison.intervals import dimension_of, factor_of
from workbench.core.comparison.naming import Sources
from workbench.core.model.article import ArticleId
from workbench.core.model.brief import Brief
from workbench.core.model.comparison import Axis, ComparisonSpec, Order
from workbench.core.model.figure import Kind, Statement
from workbench.core.model.period import Period
from workbench.core.model.span import Span
from workbench.core.vocabulary.naming import Names, shortened
from workbench.core.vocabulary.units import units

Key = tuple[str, ...]
ONE_CURRENCY = "money"  # among the displays of a row: what its money is shown in where rates allow it
Display = tuple[str, Decimal]  # unit, and the power of ten that its numbers are divided by to be read
_MONEY = "money:"
_TITLE = 60
_FIELD = {
    Axis.MEASURE: itemgetter(Brief._fields.index("measure")),
    Axis.SUBJECT: itemgetter(Brief._fields.index("subject")),
    Axis.ITEM: itemgetter(Brief._fields.index("item")),
    Axis.PLACE: itemgetter(Brief._fields.index("place")),
    Axis.PERIOD: itemgetter(Brief._fields.index("period")),
}
_ARTICLE = itemgetter(Brief._fields.index("article_id"))
_NAMED = (Axis.SUBJECT, Axis.MEASURE, Axis.ITEM, Axis.PLACE)  # axes whose values are keys of the lexicon


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Rows and columns in their order; `placed` holds the figures of each row in their own order, each with its
    column. Cells are made when they are asked for: there may be as many as figures, and few are looked at."""

    spec: ComparisonSpec
    rows: tuple[Key, ...] = ()
    columns: tuple[Key, ...] = ()
    placed: Mapping[Key, Sequence[tuple[Key, Brief]]] = field(default_factory=dict)
    figures: int = 0
    left_out: int = 0
    hidden: int = 0

    def line(self, row: Key) -> dict[Key, list[Brief]]:
        """The filled cells of a row."""
        cells: dict[Key, list[Brief]] = {}
        for column, brief in self.placed.get(row, ()):
            cells.setdefault(column, []).append(brief)
        return cells

    def displays(self, row: Key) -> dict[str, Display]:
        """For each dimension among the figures of a row what they are shown in."""
        return displays(self.spec, (brief for _, brief in self.placed.get(row, ())))


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


def lay_out(spec: ComparisonSpec, briefs: Sequence[Brief], sources: Sources, names: Names | None = None) -> Layout:
    """Each figure at its place. `names` are what things are called where rows are ordered by name."""
    values = _Values(sources)
    kept = _kept(spec, briefs, values)
    said = [brief for brief in kept if brief.measure or brief.subject]
    rows, columns = (values.keys(axes, said) for axes in (spec.rows, spec.columns))
    placed: dict[Key, list[tuple[Key, Brief]]] = defaultdict(list)
    for row, at in zip(rows, zip(columns, said, strict=True), strict=True):
        placed[row].append(at)
    hidden = placed.keys() & set(spec.hidden)
    names = names or Names()
    down = _Side(spec.rows, spec.order_rows, spec.own_rows, rows)
    over = _Side(spec.columns, spec.order_columns, spec.own_columns, columns)
    shown = [key for key in _ordered(down, said, names) if key not in hidden]
    across = _ordered(over, said, names)
    if hidden:
        seen = {column for row in shown for column, _ in placed[row]}
        across = [key for key in across if key in seen]
    return Layout(
        spec=spec,
        rows=tuple(shown),
        columns=tuple(across),
        placed={row: placed[row] for row in shown},
        figures=len(said) - sum(len(placed[row]) for row in hidden),
        left_out=len(kept) - len(said),
        hidden=len(hidden),
    )


class _Values:
    """Reads the axes off very many briefs at once; "" where a figure does not say."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._titles: dict[ArticleId, str] | None = None

    def of(self, axis: Axis, briefs: Sequence[Brief]) -> Iterable[str]:
        if axis in _FIELD:
            return map(_FIELD[axis], briefs)
        articles = set(map(_ARTICLE, briefs))
        known = self._labels() if axis is Axis.PUBLISHER else self._known_titles()
        names = {article: known.get(article, f"#{article}") for article in articles}
        return map(names.__getitem__, map(_ARTICLE, briefs))

    def keys(self, axes: Sequence[Axis], briefs: Sequence[Brief]) -> list[Key]:
        if not axes:
            return [()] * len(briefs)
        keys = list(zip(*(self.of(axis, briefs) for axis in axes), strict=True))
        one: dict[Key, Key] = {}  # of those that are equal: most are thrown away again
        return list(map(one.setdefault, keys, keys))

    def _labels(self) -> dict[ArticleId, str]:
        return {article: source.label for article, source in self._sources.items()}

    def _known_titles(self) -> dict[ArticleId, str]:
        if self._titles is None:
            self._titles = article_titles(self._sources)
        return self._titles


def _kept(spec: ComparisonSpec, briefs: Sequence[Brief], values: _Values) -> Sequence[Brief]:
    """What the filters let through."""
    for axis, wanted in spec.only.items():
        if wanted:
            allowed = frozenset(wanted)
            briefs = list(compress(briefs, [value in allowed for value in values.of(axis, briefs)]))
    stretch = stretch_of(spec.since, spec.until)
    if stretch is None:
        return briefs
    periods = {period: _within(period, stretch) for period in {brief.period for brief in briefs}}
    return [brief for brief in briefs if periods[brief.period]]


def stretch_of(since: str, until: str) -> Period | None:
    """From the first day of one date to the last of the other; None for all time. ValueError for what is no date."""
    if not since and not until:
        return None
    for one in (since, until):
        if one and ("/" in one or Period(one).yearless):
            raise ValueError(f"not a date with a year: {one!r}")
    return Period(f"{since or '..'}/{until or '..'}")


def _within(period: str, stretch: Period) -> bool:
    if not period:
        return False
    said = Period(period)
    return not said.yearless and said.overlaps(stretch)


# the order of rows and columns


@dataclass(frozen=True, slots=True)
class _Side:
    """Rows or columns: their axes and order, and the key of each figure."""

    axes: Sequence[Axis]
    order: Order
    own: Sequence[Key]
    keys: Sequence[Key]


def _ordered(side: _Side, briefs: Sequence[Brief], names: Names) -> list[Key]:
    """Nested: what belongs under one heading stands together; what is not said comes last."""
    ranks = [_ranks(side, level, briefs) for level in range(len(side.axes))]
    by_name = side.order is Order.NAME

    def place(key: Key) -> list[tuple[bool, float, str, str]]:
        return [
            (not value, rank(key[: level + 1]), _shown(axis, value, names) if by_name else "", value)
            for level, (axis, value, rank) in enumerate(zip(side.axes, key, ranks, strict=True))
        ]

    found = sorted(set(side.keys), key=place)
    if side.order is Order.OWN:
        at = {key: n for n, key in enumerate(side.own)}
        found.sort(key=lambda key: at.get(key, len(at)))
    return found


def _ranks(side: _Side, level: int, briefs: Sequence[Brief]) -> Callable[[Key], float]:
    """What the headings of one level are sorted by, the least first; 0 where names alone decide."""
    order, keys = side.order, side.keys
    if order is Order.NAME or (side.axes[level] is Axis.PERIOD and order in (Order.USUAL, Order.OWN)):
        return lambda _: 0
    if order in (Order.USUAL, Order.OWN):
        mentions = Counter(map(itemgetter(level), keys))
        return lambda heading: -mentions[heading[-1]]
    heads = [key[: level + 1] for key in keys]
    if order is Order.SOURCES:
        heard: dict[Key, set[int]] = defaultdict(set)
        for head, brief in zip(heads, briefs, strict=True):
            heard[head].add(brief.article_id)
        return lambda heading: -len(heard[heading])
    greatest: dict[Key, float] = {}
    for head, brief in zip(heads, briefs, strict=True):
        size = size_of(brief)
        if size is not None and size > greatest.get(head, float("-inf")):
            greatest[head] = size
    return lambda heading: -greatest.get(heading, float("-inf"))


def _shown(axis: Axis, value: str, names: Names) -> str:
    return (names.of(value) if axis in _NAMED else value).casefold()


# the unit and scale that numbers are shown in


@lru_cache(maxsize=8192)
def described(kind: str, unit: str | None, doubted: bool) -> tuple[str, float, str]:
    """Of a stated unit: its dimension ("" where it is missing), its factor to the base unit, how it is shown."""
    plain = Statement(
        span=Span(0, 0),
        full_span=Span(0, 0),
        kind=Kind(kind),
        amount=None,
        unit=unit,
        borrowed_unit="?" if doubted else None,
    )
    return dimension_of(plain) or "", float(factor_of(plain)), unit_of(plain)


def _described(brief: Brief) -> tuple[str, float, str]:
    return described(brief.kind, brief.unit, bool(brief.doubted))


def size_of(brief: Brief) -> float | None:
    """The number in the base unit of its dimension."""
    return None if brief.number is None else brief.number * _described(brief)[1]


@dataclass(slots=True)
class _Said:
    """Figures of one dimension: in which units they are stated, and their sizes in the base unit."""

    briefs: list[Brief] = field(default_factory=list)
    units: Counter[str] = field(default_factory=Counter)
    sizes: list[float] = field(default_factory=list)


def displays(spec: ComparisonSpec, briefs: Iterable[Brief]) -> dict[str, Display]:
    """For each dimension among the figures of a row what they are shown in."""
    by_dimension: dict[str, _Said] = defaultdict(_Said)
    for brief in briefs:
        dimension, factor, shown = _described(brief)
        said = by_dimension[dimension]
        said.briefs.append(brief)
        said.units[shown] += 1
        if brief.number:
            said.sizes.append(abs(brief.number * factor))
    found = {dimension: _display(spec, dimension, of) for dimension, of in by_dimension.items()}
    one = _one_currency(spec, found, by_dimension)
    return found if one is None else {**found, ONE_CURRENCY: one}


def _one_currency(
    spec: ComparisonSpec, found: Mapping[str, Display], by_dimension: Mapping[str, _Said]
) -> Display | None:
    """The currency that the analyst chose for a row of money, else that of most of its figures."""
    money = {dimension: of for dimension, of in by_dimension.items() if dimension.startswith(_MONEY)}
    if not money:
        return None
    chosen = (spec.units[one.measure] for of in money.values() for one in of.briefs if one.measure in spec.units)
    unit, power = shown_as(next(chosen, ""))
    if (units().dimension(unit) or "").startswith(_MONEY):
        return unit, power
    most = max(money, key=lambda dimension: (len(money[dimension].briefs), dimension))
    return found[most] if len(money) > 1 else None


def _display(spec: ComparisonSpec, dimension: str, said: _Said) -> Display:
    chosen = (spec.units[brief.measure] for brief in said.briefs if brief.measure in spec.units)
    wanted = next(chosen, "") if spec.units else ""
    unit, power = shown_as(wanted)
    if unit and units().dimension(unit) == dimension:
        return unit, power  # the analyst's choice is shown as chosen
    stated = said.units if dimension else Counter()
    unit = min(stated, key=lambda code: (-stated[code], code), default="")
    base = float((units().factor(unit) if unit else None) or 1)
    sizes = sorted(said.sizes)
    return unit, scale_by(_plain(sizes[len(sizes) // 2] / base), _plain(sizes[-1] / base)) if sizes else Decimal(1)


def _plain(number: float) -> Decimal:
    """Without the dust of binary fractions, which would put a million under a million."""
    return Decimal(f"{number:.12g}")
