"""What a colleague typed into the cells of a figure's row, as values of its fields; BadInput says why not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, TypeVar

from workbench.core.actions import fields
from workbench.core.errors import BadInput
from workbench.core.extraction.pipeline import Extractor
from workbench.core.model.amount import Amount, Qualifier
from workbench.core.model.figure import Change, Figure, Modality, Status
from workbench.core.model.returned import Entry
from workbench.core.model.workbook import EvidenceRow
from workbench.core.vocabulary.naming import Names
from workbench.core.vocabulary.terms import TermKind, Terms
from workbench.core.vocabulary.units import units
from workbench.core.words import LANGUAGES, say, tr

AMOUNT = ("qualifier", "stated_low", "stated_high", "unit", "factor")  # cells that make amount and unit together
_TERMS = {
    "measure": TermKind.MEASURE,
    "subject": TermKind.SUBJECT,
    "item": TermKind.ITEM,
    "place": TermKind.PLACE,
}
_GROUPING = re.compile("[\\s'’\u00a0\u2009\u202f]")
_NUMBER = re.compile(r"[-−]?\d+(?:[.,]\d+)?")
_THOUSANDS = re.compile(r"[-−]?\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*(?:[.,]\d+)?")
_SUGGESTED = re.compile(r"\s*\[[^\]]*\?\]\s*$")
_YEAR_WORD = re.compile(r"\s*(?:г\.?|год[а-я]*|ж\.?|жыл[а-я]*|year)\s*$", re.IGNORECASE)

C = TypeVar("C", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Reading:
    """How cells are read: the workbook's language, and the words that stand for the project's own values."""

    language: str
    terms: Terms
    names: Names
    known: Mapping[str, Sequence[str]]  # values that figures of the project have, by field

    def field(self, name: str, entry: Entry) -> Any:
        """The value of any field but amount, unit and status."""
        text = words_of(entry)
        if name == "modality":
            return choice(Modality, text, entry)
        if name == "change":
            return choice(Change, text, entry) if text else None
        if name == "note":
            return text
        if not text:
            return None
        if name == "period":
            return fields.period(_YEAR_WORD.sub("", text))
        return self._term(name, text) if name in _TERMS else text

    def _term(self, name: str, text: str) -> str:
        """A key of the lexicon or a value that the project has, else the words themselves."""
        for key in self.known.get(name, ()):
            if text.casefold() in (key.casefold(), self.names.of(key).casefold()):
                return key
        return self.terms.find(_TERMS[name], text) or text

    def status(self, entry: Entry) -> Status:
        found = choice(Status, words_of(entry), entry)
        if found is Status.DUPLICATE:
            raise BadInput(tr("A duplicate repeats another figure: say in the program which one."))
        return found

    def amount(self, figure: Figure, row: EvidenceRow, entries: Mapping[str, Entry]) -> tuple[Amount, str | None]:
        """Amount and unit that the cells make, those that were not touched as the project has them."""
        return _Stated(self.language, figure, row, entries).made()


def words_of(entry: Entry) -> str:
    """What a cell says; BadInput for an error."""
    if entry.broken:
        raise BadInput(tr("The cell holds {error}. Type the value itself.", error=entry.broken))
    if entry.number is not None:
        return f"{entry.number.normalize():f}"
    return (entry.text or "").strip()


def choice(of: type[C], text: str, entry: Entry) -> C:
    """One of several words, in whichever language it is written."""
    low = text.casefold()
    for one in of:
        if low in {one.value.casefold(), *(say(lang, one.value).casefold() for lang in LANGUAGES)}:
            return one
    raise BadInput(
        tr("“{text}” is none of the words: {choices}.", text=text, choices=", ".join(tr(one.value) for one in of))
    )


def number(text: str, language: str) -> Decimal | None:
    """A number typed as text, "2 600,5" or "2,600.5"; None for what is none. A single comma before three digits parts
    thousands in English only."""
    bare = _GROUPING.sub("", text).replace("−", "-")
    if bare.count(",") + bare.count(".") > 1 or (language == "en" and re.fullmatch(r"-?\d{1,3},\d{3}", bare)):
        grouped = _THOUSANDS.fullmatch(bare)
        if grouped is None:
            return None
        bare = bare.replace(grouped[1], "")
    if not _NUMBER.fullmatch(bare):
        return None
    try:
        return Decimal(bare.replace(",", "."))
    except InvalidOperation:
        return None


class _Stated:
    """Amount and unit of one row, put together from its cells."""

    def __init__(self, language: str, figure: Figure, row: EvidenceRow, entries: Mapping[str, Entry]) -> None:
        assert figure.amount is not None, "evidence rows state amounts"
        self._language = language
        self._figure = figure
        self._old = figure.amount
        self._row = row
        self._entries = entries

    def made(self) -> tuple[Amount, str | None]:
        whole = self._in_words()
        if whole is not None:
            return whole
        scale, unit = self._scale_and_unit()
        low, high = self._bound("stated_low", self._row.stated_low), self._bound("stated_high", self._row.stated_high)
        qualifier = self._qualifier()
        low, high = _bounds(qualifier, (low, self._changed("stated_low")), (high, self._changed("stated_high")))
        return Amount(_times(low, scale), _times(high, scale), qualifier, self._step(low, high, scale)), unit

    def _changed(self, key: str) -> bool:
        return key in self._entries

    def _qualifier(self) -> Qualifier:
        entry = self._entries.get("qualifier")
        return choice(Qualifier, words_of(entry), entry) if entry else self._old.qualifier

    def _in_words(self) -> tuple[Amount, str | None] | None:
        """An amount written out in one cell, "2,7 млн т" or "more than 3"; None where cells hold plain numbers."""
        for key in ("stated_low", "stated_high"):
            entry = self._entries.get(key)
            if entry is not None and entry.number is None and (text := words_of(entry)):
                if number(text, self._language) is not None:
                    continue
                made = fields.parsed({"amount": text})
                scale, unit = self._scale_and_unit()
                amount: Amount = made["amount"]
                if "unit" not in made and not _has_scale(amount, text):
                    amount = _scaled(amount, scale)
                return amount, made.get("unit", unit)
        return None

    def _bound(self, key: str, old: Decimal | None) -> Decimal | None:
        entry = self._entries.get(key)
        if entry is None:
            return old
        text = words_of(entry)
        if entry.number is not None:
            return entry.number * 100 if entry.percent and self._row.unit == "%" else entry.number
        return number(text, self._language) if text else None

    def _scale_and_unit(self) -> tuple[Decimal, str | None]:
        """What stated numbers are multiplied with to be in the unit, as the cells "unit" and "factor" have it."""
        scale, unit = self._row.scale, self._figure.unit
        entry = self._entries.get("unit")
        if entry is not None:
            told, unit = stated_unit(words_of(entry), self._language)
            scale = told if unit is not None or told != 1 else scale
        factor = self._entries.get("factor")
        if factor is None:
            return scale, unit
        held = factor.number or number(words_of(factor), self._language)
        if not held or held <= 0:
            raise BadInput(tr("The factor must be a number above zero."))
        worth = (units().factor(unit) if unit else None) or Decimal(1)
        if entry is not None and held / worth != scale:
            raise BadInput(tr("Unit and factor say different things. Change one of them only."))
        return held / worth, unit

    def _step(self, low: Decimal | None, high: Decimal | None, scale: Decimal) -> Decimal | None:
        """What the numbers are rounded to: their last place, where rounding has a meaning."""
        if self._old.step is None:
            return None
        if not (self._changed("stated_low") or self._changed("stated_high")):
            return self._old.step / self._row.scale * scale
        places = max(_decimals(bound) for bound in (low, high) if bound is not None)
        return _times(Decimal(1).scaleb(-places), scale)


Bound = tuple[Decimal | None, bool]  # a number, and whether its cell was changed


def _bounds(qualifier: Qualifier, low: Bound, high: Bound) -> tuple[Decimal | None, Decimal | None]:
    """The bounds that a qualifier asks for; where only one of two equal cells was changed, it is the one meant."""
    a, b = low[0], high[0]
    if a is None and b is None:
        raise BadInput(tr("The number is gone. Reject the figure by its status if it is wrong."))
    if qualifier is Qualifier.BETWEEN:
        if a is None or b is None or a > b:
            raise BadInput(tr("“Between” needs a smaller number in “from” and a larger one in “to”."))
        return a, b
    if low[1] != high[1] and None not in (a, b):
        a = b = a if low[1] else b
    if a is not None and b is not None and a != b:
        raise BadInput(tr("“From” and “to” differ, which only “between” may. Choose it, or empty one of them."))
    one = b if a is None else a
    if qualifier in (Qualifier.MORE_THAN, Qualifier.AT_LEAST):
        return one, None
    if qualifier in (Qualifier.LESS_THAN, Qualifier.UP_TO):
        return None, one
    return one, one


def stated_unit(text: str, language: str) -> tuple[Decimal, str | None]:
    """Scale and code of a unit as the sheet has it: "млн т", "bn USD", "%"; a suggestion in brackets is none."""
    text = _SUGGESTED.sub("", text).strip()
    if not text:
        return Decimal(1), None
    if units().get(text):
        return Decimal(1), text
    for scale, rest in _scales(text):
        if not rest:
            return scale, None
        for unit in units().all():
            if rest in unit.names.values():
                return scale, unit.code
    for lang in dict.fromkeys((language, *LANGUAGES)):
        found = Extractor.default().extract(f"5 {text}", language=lang).statements
        if len(found) == 1 and found[0].full_span.end == len(text) + 2 and found[0].amount is not None:
            value = found[0].amount.value
            if value is not None:
                return value / 5, found[0].unit
    return Decimal(1), fields.unit_code(text)


def _scales(text: str) -> Iterable[tuple[Decimal, str]]:
    """The text as a unit alone, and with the scale word of any language taken off."""
    yield Decimal(1), text
    for lang in LANGUAGES:
        for power in (3, 6, 9, 12):
            word = Names(language=lang).scale(Decimal(10**power))
            if text == word or text.startswith(f"{word} "):
                yield Decimal(10**power), text.removeprefix(word).strip()


def _has_scale(amount: Amount, text: str) -> bool:
    """Whether a scale was written with the number: "2,7 млн" is not 2.7."""
    digits = re.search(r"\d[\d\s\u00a0\u202f]*(?:[.,]\d+)?", text)
    bare = number(digits[0], "ru") if digits else None
    return bare is not None and bare not in (amount.low, amount.high)


def _scaled(amount: Amount, scale: Decimal) -> Amount:
    step = _times(amount.step, scale)
    return replace(amount, low=_times(amount.low, scale), high=_times(amount.high, scale), step=step)


def _times(number: Decimal | None, scale: Decimal) -> Decimal | None:
    if number is None:
        return None
    made = number * scale
    return made.quantize(Decimal(1)) if made == made.to_integral_value() else made.normalize()


def _decimals(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    assert isinstance(exponent, int), "numbers of cells are finite"
    return max(-exponent, 0)
