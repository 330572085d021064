"""How two figures stand to each other: what keeps them apart, and else how their numbers meet."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from workbench.core.comparison import changes, scopes, times
from workbench.core.comparison.exchange import NO_RATES, Exchange, currency_of, rest_of
from workbench.core.comparison.intervals import ABOUT, dimension_of, lacks_unit
from workbench.core.model.amount import Interval, Qualifier
from workbench.core.model.conflict import Relation
from workbench.core.model.figure import Field, Figure, Kind, Modality, Status

NEAR = 100  # code points: numbers this close in one source are a list or a change, not a contradiction
THOUSAND = Decimal(1000)
_COUNTED = (Status.SUGGESTED, Status.ACCEPTED)
_NOT_YET = (Modality.PLAN, Modality.FORECAST, Modality.CONDITIONAL)
_DIRECTION = {Qualifier.MORE_THAN: 1, Qualifier.AT_LEAST: 1, Qualifier.LESS_THAN: -1, Qualifier.UP_TO: -1}
_NOTHING = Interval(Decimal(0), Decimal(0))
_NOWHERE = Decimal(0)

# In this order the first difference gives the relation its name.
RELATIONS = {
    Field.MEASURE: Relation.DIFFERENT_MEASURE,
    Field.SUBJECT: Relation.DIFFERENT_SUBJECT,
    Field.ITEM: Relation.DIFFERENT_ITEM,
    Field.PLACE: Relation.DIFFERENT_PLACE,
    Field.PERIOD: Relation.DIFFERENT_PERIOD,
    Field.MODALITY: Relation.DIFFERENT_MODALITY,
    Field.UNIT: Relation.DIFFERENT_DIMENSION,
    Field.CHANGE: Relation.DIFFERENT_MEASURE,  # or of different times: see changes.relation_of_parts
}


def counts(figure: Figure) -> bool:
    """Whether a figure takes part in comparison at all: not rejected, not a duplicate, and stating an amount."""
    return figure.status in _COUNTED and figure.amount is not None


def periods_differ(a: Figure, b: Figure) -> bool:
    """Whether both say when, and mean different times; what of one measure may be one time, see `times`."""
    if a.period is None or b.period is None:
        return False
    return times.apart(a.period, b.period, flow=times.is_flow(a.measure) and times.is_flow(b.measure))


def later(figure: Figure) -> bool:
    """Whether it is of what may come: held against its like, not against what is."""
    return figure.modality in _NOT_YET


def differing(a: Figure, b: Figure, exchange: Exchange = NO_RATES) -> tuple[Field, ...]:
    """The fields that keep two figures apart. What is not known keeps nothing apart."""
    pairs = {
        Field.MEASURE: (a.measure, b.measure),
        Field.SUBJECT: (a.subject, b.subject),
        Field.ITEM: (a.item, b.item),
        Field.PLACE: (a.place, b.place),
        Field.UNIT: (dimension_of(a), dimension_of(b)),
    }
    apart = {field for field, (one, other) in pairs.items() if one and other and one != other}
    if Field.UNIT in apart and exchange.joined(a, b):
        apart.discard(Field.UNIT)
    if periods_differ(a, b):
        apart.add(Field.PERIOD)
    if later(a) != later(b):
        apart.add(Field.MODALITY)
    if changes.parts_differ(a, b):
        apart.add(Field.CHANGE)
    return tuple(field for field in RELATIONS if field in apart)


def unknown(a: Figure, b: Figure) -> tuple[Field, ...]:
    """The fields that would be compared but that one of the two does not say."""
    pairs = {
        Field.MEASURE: (a.measure, b.measure),
        Field.SUBJECT: (a.subject, b.subject),
        Field.ITEM: (a.item, b.item),
        Field.PLACE: (a.place, b.place),
        Field.PERIOD: (a.period, b.period),
    }
    return tuple(field for field, (one, other) in pairs.items() if (one is None) != (other is None))


def about_one_thing(a: Figure, b: Figure) -> bool:
    """Whether enough is known to hold the numbers against each other: the measure, and what it is of."""
    if a.measure is None or b.measure is None or (a.subject is None) != (b.subject is None):
        return False
    if scopes.one_of_many(a.measure, a.subject):
        return False
    return a.subject is not None or (a.item is not None and b.item is not None)


def side_by_side(a: Figure, b: Figure) -> bool:
    """Whether both stand in one passage of one source."""
    if a.article_id != b.article_id:
        return False
    first, second = sorted((a.full_span, b.full_span))
    return second.start - first.end <= NEAR


def direction(figure: Figure) -> int:
    """1 for a figure that is bounded below only, -1 for one bounded above only, else 0."""
    return _DIRECTION.get(figure.amount.qualifier, 0) if figure.amount else 0


def distance(one: Interval, other: Interval) -> Decimal:
    """How far apart two sets of numbers lie; nothing where they meet."""
    if one.meets(other):
        return _NOWHERE
    lower, upper = (one, other) if _rises(one, other) else (other, one)
    assert lower.high is not None
    assert upper.low is not None
    return upper.low - lower.high


def _rises(one: Interval, other: Interval) -> bool:
    """Whether the first of two that do not meet is the lower one."""
    return one.high is not None and other.low is not None and one.high <= other.low


def scale_slip(a: Figure, b: Figure, one: Interval, other: Interval) -> bool:
    """Whether one is just a thousand times the other: somebody wrote thousand for million.

    Not asked of shares, nor of bounds: "less than a hundred thousand" is a thousand times nothing in particular; nor
    of nothing, a thousand times which is anything that rounds to it.
    """
    if one.meets(_NOTHING) or other.meets(_NOTHING):
        return False
    if direction(a) or direction(b) or Kind.PERCENT in (a.kind, b.kind):
        return False
    return one.scaled(THOUSAND).meets(other) or other.scaled(THOUSAND).meets(one)


def relation_of(
    a: Figure, b: Figure, about: Decimal = ABOUT, exchange: Exchange = NO_RATES
) -> tuple[Relation, tuple[Field, ...]]:
    """The relation and the fields that differ; symmetric but for nothing."""
    apart = differing(a, b, exchange)
    if apart:
        return _kept_apart(a, b, apart), apart
    if lacks_unit(a) or lacks_unit(b):
        return Relation.MISSING_UNIT, ()
    currency = exchange.joined(a, b)
    one, other = exchange.interval(a, about, currency), exchange.interval(b, about, currency)
    if one is None or other is None:
        return Relation.UNDECIDED, ()
    one, other = changes.facing(a, b, one, other)
    if currency is None and one == other:
        return Relation.SAME, ()
    if currency is None and (one.within(other) or other.within(one)):  # a rate is not exact enough to refine
        return Relation.REFINES, ()
    mine, its = reaches(a, b, about, exchange)
    if one.meets(other) or mine.meets(its):
        return Relation.COMPATIBLE, ()
    if not about_one_thing(a, b) or side_by_side(a, b):
        return Relation.UNDECIDED, ()
    return (
        Relation.SCALE_SLIP if not changes.opposite(a, b) and scale_slip(a, b, one, other) else Relation.CONTRADICTION
    ), ()


def _kept_apart(a: Figure, b: Figure, apart: tuple[Field, ...]) -> Relation:
    if scopes.scope(a, b, apart) is not None:
        return Relation.DIFFERENT_SCOPE
    if apart[0] is Field.CHANGE:
        return changes.relation_of_parts(a, b)
    return Relation.DIFFERENT_CURRENCY if apart[0] is Field.UNIT and other_currency(a, b) else RELATIONS[apart[0]]


def other_currency(a: Figure, b: Figure) -> bool:
    """Whether nothing but the currency keeps their units apart."""
    one, other = dimension_of(a), dimension_of(b)
    return None not in (currency_of(one), currency_of(other)) and rest_of(one) == rest_of(other)


def reaches(a: Figure, b: Figure, about: Decimal, exchange: Exchange = NO_RATES) -> tuple[Interval, Interval]:
    """What two figures can mean; a rise and a fall lie on either side of nothing."""
    currency = exchange.joined(a, b)
    one, other = exchange.reach(a, about, currency), exchange.reach(b, about, currency)
    assert one is not None, "a figure with an interval has a reach"
    assert other is not None, "a figure with an interval has a reach"
    return changes.facing(a, b, one, other)


def nearer(
    a: Figure, b: Figure, beside: Iterable[Figure], about: Decimal = ABOUT, exchange: Exchange = NO_RATES
) -> tuple[Figure, Figure] | None:
    """A figure of one of the two articles that stands nearer to the other figure, and that other figure.

    "75 % and 25 %" and "75 % and 25 %" agree, though 75 is not 25: of a list, of a change, of a part and its whole
    only what comes nearest to what another article says is held against it. "Up to 92 %" comes near to nothing but
    another such bound. None within one article.
    """
    if a.article_id == b.article_id:
        return None
    gap = distance(*reaches(a, b, about, exchange))
    for figure in beside:
        for mine, other in ((a, b), (b, a)):
            if (
                figure.article_id != mine.article_id
                or figure.id == mine.id
                or not _can_be_held(figure, other, exchange)
            ):
                continue
            if direction(figure) not in (0, direction(other)):
                continue
            if distance(*reaches(figure, other, about, exchange)) < gap:
                return figure, other
    return None


def _can_be_held(a: Figure, b: Figure, exchange: Exchange) -> bool:
    """Whether nothing but the number keeps two figures apart."""
    if not counts(a) or lacks_unit(a) or lacks_unit(b):
        return False
    return not differing(a, b, exchange) and about_one_thing(a, b)
