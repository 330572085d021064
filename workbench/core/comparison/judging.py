"""How two figures stand to each other, and the sentence that says why."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from workbench.core.comparison import changes, scopes, times
from workbench.core.comparison.changes import Part
from workbench.core.comparison.intervals import ABOUT, dimension_of, interval_of, lacks_unit, reach_of
from workbench.core.comparison.naming import Sources, quoted
from workbench.core.model.amount import Interval, Qualifier
from workbench.core.model.conflict import Judgement, Relation
from workbench.core.model.figure import Change, Field, Figure, Kind, Modality, Status
from workbench.core.vocabulary.naming import Names
from workbench.core.words import say

NEAR = 100  # code points: numbers this close in one source are a list or a change, not a contradiction
THOUSAND = Decimal(1000)
_COUNTED = (Status.SUGGESTED, Status.ACCEPTED)
_NOT_YET = (Modality.PLAN, Modality.FORECAST, Modality.CONDITIONAL)
_DIRECTION = {Qualifier.MORE_THAN: 1, Qualifier.AT_LEAST: 1, Qualifier.LESS_THAN: -1, Qualifier.UP_TO: -1}
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


def differing(a: Figure, b: Figure) -> tuple[Field, ...]:
    """The fields that keep two figures apart. What is not known keeps nothing apart."""
    pairs = {
        Field.MEASURE: (a.measure, b.measure),
        Field.SUBJECT: (a.subject, b.subject),
        Field.ITEM: (a.item, b.item),
        Field.PLACE: (a.place, b.place),
        Field.UNIT: (dimension_of(a), dimension_of(b)),
    }
    apart = {field for field, (one, other) in pairs.items() if one and other and one != other}
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

    Not asked of shares, nor of bounds: "less than a hundred thousand" is a thousand times nothing in particular.
    """
    if direction(a) or direction(b) or Kind.PERCENT in (a.kind, b.kind):
        return False
    return one.scaled(THOUSAND).meets(other) or other.scaled(THOUSAND).meets(one)


def relation_of(a: Figure, b: Figure, about: Decimal = ABOUT) -> tuple[Relation, tuple[Field, ...]]:
    """The relation and the fields that differ; symmetric but for nothing."""
    apart = differing(a, b)
    if apart:
        return _kept_apart(a, b, apart), apart
    if lacks_unit(a) or lacks_unit(b):
        return Relation.MISSING_UNIT, ()
    one, other = interval_of(a, about), interval_of(b, about)
    if one is None or other is None:
        return Relation.UNDECIDED, ()
    one, other = changes.facing(a, b, one, other)
    if one == other:
        return Relation.SAME, ()
    if one.within(other) or other.within(one):
        return Relation.REFINES, ()
    mine, its = reaches(a, b, about)
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
    return changes.relation_of_parts(a, b) if apart[0] is Field.CHANGE else RELATIONS[apart[0]]


def _reach(figure: Figure, about: Decimal) -> Interval:
    reach = reach_of(figure, about)
    assert reach is not None, "a figure with an interval has a reach"
    return reach


def reaches(a: Figure, b: Figure, about: Decimal) -> tuple[Interval, Interval]:
    """What two figures can mean; a rise and a fall lie on either side of nothing."""
    return changes.facing(a, b, _reach(a, about), _reach(b, about))


def nearer(a: Figure, b: Figure, beside: Iterable[Figure], about: Decimal = ABOUT) -> tuple[Figure, Figure] | None:
    """A figure of one of the two articles that stands nearer to the other figure, and that other figure.

    "75 % and 25 %" and "75 % and 25 %" agree, though 75 is not 25: of a list, of a change, of a part and its whole
    only what comes nearest to what another article says is held against it. "Up to 92 %" comes near to nothing but
    another such bound. None within one article.
    """
    if a.article_id == b.article_id:
        return None
    gap = distance(*reaches(a, b, about))
    for figure in beside:
        for mine, other in ((a, b), (b, a)):
            if figure.article_id != mine.article_id or figure.id == mine.id or not _can_be_held(figure, other):
                continue
            if direction(figure) not in (0, direction(other)):
                continue
            if distance(*reaches(figure, other, about)) < gap:
                return figure, other
    return None


def _can_be_held(a: Figure, b: Figure) -> bool:
    """Whether nothing but the number keeps two figures apart."""
    return counts(a) and not differing(a, b) and about_one_thing(a, b) and not lacks_unit(a) and not lacks_unit(b)


def judge(
    a: Figure,
    b: Figure,
    sources: Sources,
    *,
    about: Decimal = ABOUT,
    names: Names | None = None,
    beside: Iterable[Figure] = (),
) -> Judgement:
    """How two figures stand to each other. The relation is symmetric; the sentence quotes both sides as given.

    `beside` are the other figures of their articles, where an article may say both."""
    relation, apart = relation_of(a, b, about)
    names = names or Names()
    listed = nearer(a, b, beside, about) if relation in (Relation.CONTRADICTION, Relation.SCALE_SLIP) else None
    if apart:
        sentences = _differences(a, b, apart, sources, names)
    elif listed is not None:
        relation = Relation.UNDECIDED
        sentences = [_listed(a, b, listed, sources, names.language)]
    else:
        sentences = [_agreement(a, b, relation, sources, about=about, lang=names.language)]
    sentences += _gaps(a, b, sources, names.language)
    return Judgement(relation=relation, differs=apart, reason=" ".join(sentences))


def _listed(a: Figure, b: Figure, near: tuple[Figure, Figure], sources: Sources, lang: str) -> str:
    """The sentence for a figure whose article itself says what the other one does, or comes nearer to it."""
    one, other, third, fourth = (quoted(figure, sources, lang) for figure in (a, b, *near))
    return say(
        lang,
        "{a} and {b} differ, but the text of the one also states {c}, which is nearer to {d}: a list or a change.",
        a=one,
        b=other,
        c=third,
        d=fourth,
    )


def _differences(a: Figure, b: Figure, apart: tuple[Field, ...], sources: Sources, names: Names) -> list[str]:
    """One sentence a field; the first quotes both figures."""
    lang = names.language
    one, other = quoted(a, sources, lang), quoted(b, sources, lang)
    says = {field: (_value(a, field, names), _value(b, field, names)) for field in apart}
    part = scopes.scope(a, b, apart)
    if part is not None:
        return [_part_and_whole(*part, apart, sources, names)]
    first, *rest = apart
    sentence = _first_difference(first, lang).format(a=one, b=other, x=says[first][0], y=says[first][1])
    return [sentence, *(_further_difference(f, lang).format(x=says[f][0], y=says[f][1]) for f in rest)]


def _part_and_whole(part: Figure, whole: Figure, apart: tuple[Field, ...], sources: Sources, names: Names) -> str:
    lang = names.language
    return say(
        lang,
        "Different scope: {a} is said of {x}, a part of {y}, of which {b} is said.",
        a=quoted(part, sources, lang),
        b=quoted(whole, sources, lang),
        x=", ".join(_value(part, field, names) for field in apart),
        y=", ".join(_value(whole, field, names) for field in apart),
    )


def _value(figure: Figure, field: Field, names: Names) -> str:
    if field is Field.PERIOD:
        return str(figure.period)
    if field is Field.MODALITY:
        return _modality(figure.modality, names.language)
    if field is Field.UNIT:
        return names.unit(figure.unit) or say(names.language, "a bare number")
    if field is Field.CHANGE:
        return _part(changes.part_of(figure), names.language)
    return names.of(getattr(figure, field.value))


def _modality(modality: Modality, lang: str) -> str:
    return {
        Modality.FACT: say(lang, "a fact"),
        Modality.ESTIMATE: say(lang, "an estimate"),
        Modality.PLAN: say(lang, "a plan"),
        Modality.FORECAST: say(lang, "a forecast"),
        Modality.CONDITIONAL: say(lang, "a condition"),
    }[modality]


def _part(part: Part, lang: str) -> str:
    return {
        Part.SIZE: say(lang, "how much it changed"),
        Part.START: say(lang, "what it was before a change"),
        Part.LEVEL: say(lang, "what it is"),
        Part.OPEN: say(lang, "a change"),
    }[part]


def _first_difference(field: Field, lang: str) -> str:
    return {
        Field.MEASURE: say(lang, "Different measures: {a} states “{x}”, {b} states “{y}”."),
        Field.SUBJECT: say(lang, "Different subjects: {a} is said of {x}, {b} of {y}."),
        Field.ITEM: say(lang, "Different things: {a} counts {x}, {b} counts {y}."),
        Field.PLACE: say(lang, "Different places: {a} is said of {x}, {b} of {y}."),
        Field.PERIOD: say(lang, "Different times: {a} holds for {x}, {b} for {y}."),
        Field.MODALITY: say(lang, "Different in kind: {a} is {x}, {b} is {y}."),
        Field.UNIT: say(lang, "Different units that cannot be converted: {a} is in {x}, {b} in {y}."),
        Field.CHANGE: say(lang, "Different parts of a change: {a} tells {x}, {b} tells {y}."),
    }[field]


def _further_difference(field: Field, lang: str) -> str:
    return {
        Field.MEASURE: say(lang, "The measures differ as well: “{x}” and “{y}”."),
        Field.SUBJECT: say(lang, "The subjects differ as well: {x} and {y}."),
        Field.ITEM: say(lang, "What is counted differs as well: {x} and {y}."),
        Field.PLACE: say(lang, "The places differ as well: {x} and {y}."),
        Field.PERIOD: say(lang, "The times differ as well: {x} and {y}."),
        Field.MODALITY: say(lang, "One is {x}, the other {y}."),
        Field.UNIT: say(lang, "The units differ as well: {x} and {y}."),
        Field.CHANGE: say(lang, "One tells {x}, the other {y}."),
    }[field]


def _agreement(a: Figure, b: Figure, relation: Relation, sources: Sources, *, about: Decimal, lang: str) -> str:
    """The sentence for two figures that nothing keeps apart."""
    one, other = quoted(a, sources, lang), quoted(b, sources, lang)
    if relation is Relation.SAME:
        return say(lang, "{a} and {b} state the same.", a=one, b=other)
    if relation is Relation.REFINES:
        if _narrower(b, a, about):
            one, other = other, one
        return say(lang, "{a} lies within {b}: the first is more exact, and both can hold.", a=one, b=other)
    if relation is Relation.COMPATIBLE:
        return say(lang, "{a} and {b} overlap: both can hold.", a=one, b=other)
    if relation is Relation.SCALE_SLIP:
        return say(lang, "{a} and {b} are a thousand times apart: one may have the wrong scale.", a=one, b=other)
    if relation is Relation.MISSING_UNIT:
        return _without_unit(a, b, sources, lang)
    if relation is Relation.CONTRADICTION and changes.opposite(a, b):
        rise, fall = (one, other) if a.change is Change.RISE else (other, one)
        return say(lang, "{a} tells of a rise, {b} of a fall: they cannot both hold.", a=rise, b=fall)
    if relation is Relation.CONTRADICTION:
        return say(lang, "{a} and {b} cannot both hold.", a=one, b=other)
    if a.amount is None or b.amount is None:
        return say(lang, "{a} and {b} cannot be compared: one states no number.", a=one, b=other)
    if about_one_thing(a, b):
        return say(
            lang, "{a} and {b} differ, but stand side by side in one source: a list or a change.", a=one, b=other
        )
    return say(lang, "{a} and {b} differ, but it is not known whether they state the same thing.", a=one, b=other)


def _narrower(a: Figure, b: Figure, about: Decimal) -> bool:
    one, other = interval_of(a, about), interval_of(b, about)
    return one is not None and other is not None and one.within(other)


def _without_unit(a: Figure, b: Figure, sources: Sources, lang: str) -> str:
    one, other = quoted(a, sources, lang), quoted(b, sources, lang)
    if lacks_unit(a) and lacks_unit(b):
        return say(lang, "Neither {a} nor {b} names its unit; settle the units to compare them.", a=one, b=other)
    if lacks_unit(b):
        one, other = other, one
    return say(lang, "{a} names no unit; settle it to compare with {b}.", a=one, b=other)


def _gaps(a: Figure, b: Figure, sources: Sources, lang: str) -> list[str]:
    """What one side leaves open, one sentence for each side."""
    gaps = unknown(a, b)
    sentences = []
    for figure in (a, b):
        missing = [_field(field, lang) for field in gaps if getattr(figure, field.value) is None]
        if missing:
            sentences.append(
                say(lang, "{a} does not say {fields}.", a=quoted(figure, sources, lang), fields=", ".join(missing))
            )
    return sentences


def _field(field: Field, lang: str) -> str:
    return {
        Field.MEASURE: say(lang, "what it measures"),
        Field.SUBJECT: say(lang, "whose it is"),
        Field.ITEM: say(lang, "of what"),
        Field.PLACE: say(lang, "where"),
        Field.PERIOD: say(lang, "when"),
    }[field]
