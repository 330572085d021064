"""Values as words: statuses, kinds, doubts, amounts and units, written as the window's language writes them."""

from __future__ import annotations

from decimal import Decimal

from workbench.core.model.amount import Amount, Qualifier
from workbench.core.model.conflict import Relation
from workbench.core.model.figure import Change, Doubt, Field, Figure, Kind, Modality, Status
from workbench.core.vocabulary.units import units
from workbench.core.words import language, mark, tr, trn

NARROW = "\N{NARROW NO-BREAK SPACE}"

STATUSES = {
    Status.SUGGESTED: mark("suggested"),
    Status.ACCEPTED: mark("accepted"),
    Status.REJECTED: mark("rejected"),
    Status.NOT_A_FIGURE: mark("not a figure"),
    Status.DUPLICATE: mark("duplicate"),
}
STATUS_SIGNS = {
    Status.SUGGESTED: "○",
    Status.ACCEPTED: "✓",
    Status.REJECTED: "✗",
    Status.NOT_A_FIGURE: "∅",
    Status.DUPLICATE: "=",
}
KINDS = {
    Kind.MONEY: mark("money"),
    Kind.PERCENT: mark("share"),
    Kind.PERCENTAGE_POINT: mark("percentage points"),
    Kind.QUANTITY: mark("quantity"),
    Kind.COUNT: mark("count"),
    Kind.DURATION: mark("duration"),
    Kind.RATIO: mark("ratio"),
    Kind.RANK: mark("rank"),
    Kind.NUMBER: mark("number"),
    Kind.INDEFINITE: mark("indefinite"),
    Kind.DATE: mark("date"),
    Kind.ORDINAL: mark("ordinal"),
    Kind.IDENTIFIER: mark("identifier"),
}
MODALITIES = {
    Modality.FACT: mark("fact"),
    Modality.ESTIMATE: mark("estimate"),
    Modality.PLAN: mark("plan"),
    Modality.FORECAST: mark("forecast"),
    Modality.CONDITIONAL: mark("conditional"),
}
CHANGES = {
    Change.RISE: mark("rise"),
    Change.FALL: mark("fall"),
    Change.FROM: mark("from"),
    Change.TO: mark("to"),
}
QUALIFIERS = {
    Qualifier.EXACT: mark("exactly"),
    Qualifier.ABOUT: mark("about"),
    Qualifier.MORE_THAN: mark("more than"),
    Qualifier.AT_LEAST: mark("at least"),
    Qualifier.LESS_THAN: mark("less than"),
    Qualifier.UP_TO: mark("up to"),
    Qualifier.BETWEEN: mark("between"),
}
DOUBTS = {
    Doubt.UNIT_MISSING: mark("no unit"),
    Doubt.UNIT_BORROWED: mark("unit borrowed"),
    Doubt.SEPARATOR: mark("ambiguous separator"),
    Doubt.SCALE: mark("ambiguous scale"),
    Doubt.PERIOD_ASSUMED: mark("period assumed"),
    Doubt.PERIOD_LATER: mark("later than the article"),
    Doubt.SUBJECT_FAR: mark("subject from afar"),
    Doubt.MEASURE_FAR: mark("measure from afar"),
    Doubt.NOT_BODY: mark("outside the article"),
    Doubt.BY_HAND: mark("made by hand"),
}
DOUBT_HELP = {
    Doubt.UNIT_MISSING: mark("The source names no unit beside this number."),
    Doubt.UNIT_BORROWED: mark(
        "The source names no unit beside this number; one stands near. Take it with {key} if it is meant."
    ),
    Doubt.SEPARATOR: mark("A point or comma may part thousands or decimals. Look at the amount."),
    Doubt.SCALE: mark("The scale (thousand, million) may be meant differently. Look at the amount."),
    Doubt.PERIOD_ASSUMED: mark(
        "The period comes from the article's date or its neighbourhood, not from the sentence."
    ),
    Doubt.PERIOD_LATER: mark("It is told as done, but its period begins after the article's date."),
    Doubt.SUBJECT_FAR: mark("The subject stands in another sentence."),
    Doubt.MEASURE_FAR: mark("The measure stands in another sentence."),
    Doubt.NOT_BODY: mark("It stands in page furniture: a menu, a header line, a comment."),
    Doubt.BY_HAND: mark("An analyst made it from a selection."),
}
RELATION_SIGNS = {
    Relation.SAME: "=",
    Relation.REFINES: "≈",
    Relation.COMPATIBLE: "≈",
    Relation.CONTRADICTION: "≠",
    Relation.SCALE_SLIP: "×10ⁿ",
    Relation.MISSING_UNIT: "?",
    Relation.DATE_ANOMALY: "⚠",
    Relation.ARITHMETIC_ANOMALY: "Σ",
    Relation.IMPLAUSIBLE_SIZE: "!",
    Relation.UNDECIDED: "?",
}
RELATIONS = {
    Relation.SAME: mark("the same"),
    Relation.REFINES: mark("refines"),
    Relation.COMPATIBLE: mark("compatible"),
    Relation.CONTRADICTION: mark("contradiction"),
    Relation.SCALE_SLIP: mark("scale slip"),
    Relation.MISSING_UNIT: mark("missing unit"),
    Relation.DATE_ANOMALY: mark("date anomaly"),
    Relation.ARITHMETIC_ANOMALY: mark("arithmetic anomaly"),
    Relation.IMPLAUSIBLE_SIZE: mark("implausible size"),
    Relation.DIFFERENT_MEASURE: mark("different measure"),
    Relation.DIFFERENT_SUBJECT: mark("different subject"),
    Relation.DIFFERENT_ITEM: mark("different item"),
    Relation.DIFFERENT_PLACE: mark("different place"),
    Relation.DIFFERENT_PERIOD: mark("different period"),
    Relation.DIFFERENT_SCOPE: mark("different scope"),
    Relation.DIFFERENT_MODALITY: mark("different modality"),
    Relation.DIFFERENT_DIMENSION: mark("different dimension"),
    Relation.DIFFERENT_CURRENCY: mark("different currency"),
    Relation.UNDECIDED: mark("undecided"),
}
FIELDS = {
    Field.AMOUNT: mark("Amount"),
    Field.UNIT: mark("Unit"),
    Field.MEASURE: mark("Measure"),
    Field.SUBJECT: mark("Subject"),
    Field.ITEM: mark("Item"),
    Field.PLACE: mark("Place"),
    Field.PERIOD: mark("Period"),
    Field.ATTRIBUTION: mark("Attribution"),
    Field.MODALITY: mark("Modality"),
    Field.CHANGE: mark("Change"),
}
_SCALES = (
    (Decimal(10) ** 12, mark("{n} trillion")),
    (Decimal(10) ** 9, mark("{n} billion")),
    (Decimal(10) ** 6, mark("{n} million")),
)


def number(value: Decimal) -> str:
    """All its digits, grouped, with the decimal sign of the language: 2 600 000, 0,5."""
    text = f"{value.normalize():,f}"
    return text.replace(",", NARROW).replace(".", _decimal_sign())


def short_number(value: Decimal) -> str:
    """The same with a scale word where it makes it shorter without losing a digit: 2,6 million."""
    for scale, words in _SCALES:
        scaled = value / scale
        if abs(scaled) >= 1 and scaled == scaled.quantize(Decimal("0.001")):
            return tr(words, n=number(scaled))
    return number(value)


def _decimal_sign() -> str:
    return "." if language() == "en" else ","


def amount(stated: Amount | None) -> str:
    """The amount with its bounds: "more than 28 million", "70–80"."""
    if stated is None:
        return tr("no number")
    low, high = stated.low, stated.high
    if stated.qualifier is Qualifier.BETWEEN and low is not None and high is not None:
        return _range(low, high)
    said = short_number(stated.number)
    return said if stated.qualifier is Qualifier.EXACT else f"{tr(QUALIFIERS[stated.qualifier])} {said}"


def _range(low: Decimal, high: Decimal) -> str:
    """Both ends under one scale word where they share it."""
    for scale, words in _SCALES:
        ends = (low / scale, high / scale)
        if abs(ends[0]) >= 1 and all(end == end.quantize(Decimal("0.001")) for end in ends):
            return tr(words, n=f"{number(ends[0])}–{number(ends[1])}")
    return f"{number(low)}–{number(high)}"


def unit(code: str | None) -> str:
    return units().name(code, language()) if code else ""


def figure_unit(figure: Figure) -> str:
    """The unit; one that is only suggested carries a question mark."""
    if figure.unit or not figure.borrowed_unit:
        return unit(figure.unit)
    return f"{unit(figure.borrowed_unit)} ?"


def amount_and_unit(figure: Figure) -> str:
    return f"{amount(figure.amount)} {figure_unit(figure)}".strip()


def doubts(figure: Figure) -> str:
    return ", ".join(tr(DOUBTS[doubt]) for doubt in figure.doubts)


def flat(quote: str) -> str:
    """A quote on one line."""
    return " ".join(quote.split())


def settled(done: int, total: int) -> str:
    """How many figures have a verdict, of all: the one meaning of "settled"."""
    words = trn("{settled} of {n} figure settled", "{settled} of {n} figures settled", total, settled=done)
    return words if total else tr("no figures")


def accounted(numbers: int) -> str:
    """That no number of a text was overlooked."""
    if not numbers:
        return tr("no number in the text")
    return trn("{n} number accounted for", "all {n} numbers accounted for", numbers)


def term(key: str | None) -> str:
    """The name of a measure, subject, item or place in the language of the window."""
    from workbench.core.vocabulary.terms import Terms  # the lexicon is read when first shown

    return Terms.load().display(key, language()) if key else ""
