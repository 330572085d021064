"""How two figures stand to each other in a sentence that quotes both sides."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from workbench.core.comparison import changes, scopes
from workbench.core.comparison.changes import Part
from workbench.core.comparison.exchange import NO_RATES, Exchange
from workbench.core.comparison.intervals import ABOUT, lacks_unit
from workbench.core.comparison.judging import about_one_thing, nearer, other_currency, relation_of, unknown
from workbench.core.comparison.naming import Sources, quoted
from workbench.core.model.conflict import Judgement, Relation
from workbench.core.model.figure import Change, Field, Figure, Modality
from workbench.core.vocabulary.naming import Names
from workbench.core.words import say


def judge(
    a: Figure,
    b: Figure,
    sources: Sources,
    *,
    about: Decimal = ABOUT,
    names: Names | None = None,
    beside: Iterable[Figure] = (),
    exchange: Exchange = NO_RATES,
) -> Judgement:
    """How two figures stand to each other. The relation is symmetric; the sentence quotes both sides as given.

    `beside` are the other figures of their articles, where an article may say both."""
    relation, apart = relation_of(a, b, about, exchange)
    names = names or Names()
    listed = (
        nearer(a, b, beside, about, exchange) if relation in (Relation.CONTRADICTION, Relation.SCALE_SLIP) else None
    )
    if apart:
        sentences = _differences(a, b, apart, sources, names)
    elif listed is not None:
        relation = Relation.UNDECIDED
        sentences = [_listed(a, b, listed, sources, names.language)]
    else:
        sentences = [_agreement(a, b, relation, sources, about=about, lang=names.language, exchange=exchange)]
    if not apart and exchange.joined(a, b):
        sentences.append(exchange.said((a, b), names.language))
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
    message = _first_difference(first, lang)
    if first is Field.UNIT and other_currency(a, b):
        message = say(
            lang, "Different currencies: {a} is in {x}, {b} in {y}, and the project holds no rate of that time."
        )
    sentence = message.format(a=one, b=other, x=says[first][0], y=says[first][1])
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


def _agreement(
    a: Figure, b: Figure, relation: Relation, sources: Sources, *, about: Decimal, lang: str, exchange: Exchange
) -> str:
    """The sentence for two figures that nothing keeps apart."""
    one, other = quoted(a, sources, lang), quoted(b, sources, lang)
    if relation is Relation.SAME:
        return say(lang, "{a} and {b} state the same.", a=one, b=other)
    if relation is Relation.REFINES:
        if _narrower(b, a, about, exchange):
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


def _narrower(a: Figure, b: Figure, about: Decimal, exchange: Exchange) -> bool:
    currency = exchange.joined(a, b)
    one, other = exchange.interval(a, about, currency), exchange.interval(b, about, currency)
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
