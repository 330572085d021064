"""What a person types into a figure's fields, turned into values: on the command line and in the form alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any

from workbench.core.errors import BadInput
from workbench.core.extraction.numerals import numerals
from workbench.core.extraction.pipeline import Extractor
from workbench.core.model.amount import Amount, Qualifier
from workbench.core.model.figure import Change, Kind, Modality, Statement
from workbench.core.model.period import Period
from workbench.core.vocabulary.terms import TermKind, Terms
from workbench.core.vocabulary.units import units
from workbench.core.words import LANGUAGES, tr

NAMES = (
    "amount", "unit", "kind", "measure", "subject", "item", "place", "period", "attribution", "modality", "change",
    "note",
)  # fmt: skip
_NO_AMOUNT = (Kind.INDEFINITE, Kind.DATE, Kind.ORDINAL, Kind.IDENTIFIER)
_TERMS = {
    "measure": TermKind.MEASURE,
    "subject": TermKind.SUBJECT,
    "item": TermKind.ITEM,
    "place": TermKind.PLACE,
}


def parsed(typed: Mapping[str, str]) -> dict[str, Any]:
    """Values for `reviewing.correct`. BadInput names the field and shows how to write it."""
    values: dict[str, Any] = {}
    for name, text in typed.items():
        values[name] = value(name, text.strip())
        if name == "amount" and "unit" not in typed:
            unit = _statement(text).unit
            if unit:  # "2,6 млн тонн" says the unit too
                values["unit"] = unit
    return values


def value(name: str, text: str) -> Any:
    """One field's value out of what was typed; empty text clears a field that may be empty."""
    if name == "amount":
        return amount(text)
    if name == "note":
        return text
    if name == "kind":
        return _choice([k for k in Kind if k not in _NO_AMOUNT], name, text)
    if name == "modality":
        return _choice(list(Modality), name, text)
    if not text:
        return None
    if name == "change":
        return _choice(list(Change), name, text)
    if name == "unit":
        return unit_code(text)
    if name == "period":
        return period(text)
    if name in _TERMS:
        return Terms.load().find(_TERMS[name], text) or text
    return text


def amount(text: str) -> Amount:
    """An amount as a source would state it: "2,6 млн", "up to 92", "от 70 до 80", "≥ 5"."""
    found = _statement(text).amount
    if found is None:
        raise BadInput(_not_an_amount(text))
    return found


def _statement(text: str) -> Statement:
    """The one statement that what was typed makes; its bound may be said in another language than its scale."""
    whole = _in_one_language(text)
    if whole is not None and not _left_out(text, whole):
        return whole
    mixed = _bounded(text)
    if mixed is None:
        raise BadInput(_not_an_amount(text))
    return mixed


def _in_one_language(text: str) -> Statement | None:
    """Read in whichever language takes most of it in; of two, in the one that knows its unit ("10 жыл").

    Bounds of bare numbers ("до 92" may be a page) are read as of something measured.
    """
    best: tuple[tuple[int, bool], Statement] | None = None
    for typed in (text, f"{text} %"):
        for lang in sorted(LANGUAGES, key=lambda code: code != "ru"):
            found = [s for s in Extractor.default().extract(typed, language=lang).statements if s.amount is not None]
            if len(found) == 1:
                taken = min(found[0].full_span.end, len(text)) - found[0].full_span.start
                rank = (taken, found[0].unit is not None and not found[0].unit.startswith("{"))
                if best is None or rank > best[0]:
                    best = rank, found[0] if typed == text else replace(found[0], unit=None)
    return best[1] if best is not None else None


def _left_out(text: str, read: Statement) -> bool:
    """Whether words that bear on the amount were passed over: any before it, a scale or a bound behind it."""
    before, behind = text[: read.full_span.start], text[read.full_span.end :].strip()
    scaled = [word for word in behind.split()[:1] if _is_scale(word)]
    counted = read.unit is not None and read.unit.startswith("{") and _is_scale(read.unit.strip("{}"))
    bound = any(behind.lower() in numerals(lang).qualifiers_right for lang in LANGUAGES)
    return any(c.isalnum() for c in before) or bool(scaled) or counted or bound


def _is_scale(word: str) -> bool:
    """Whether the word is "million" in some language."""
    read = _in_one_language(f"5 {word}") if word.isalpha() else None
    return read is not None and read.amount is not None and read.amount.number != 5


def _bounded(text: str) -> Statement | None:
    """A bound of one language around an amount of another: "up to 2,1 млн"."""
    for qualifier, rest in _parted(text):
        read = _in_one_language(rest)
        if read is None or read.amount is None or read.amount.value is None or _left_out(rest, read):
            continue
        number, above = read.amount.value, qualifier in (Qualifier.LESS_THAN, Qualifier.UP_TO)
        below = qualifier in (Qualifier.MORE_THAN, Qualifier.AT_LEAST)
        bounds = (None if above else number, None if below else number)
        return replace(read, amount=Amount(*bounds, qualifier, read.amount.step))
    return None


def _parted(text: str) -> list[tuple[Qualifier, str]]:
    """The words of a bound that stand first or last, of any language, and what is left; the longest first."""
    low = text.lower()
    found: list[tuple[int, Qualifier, str]] = []
    for lang in LANGUAGES:
        known = numerals(lang)
        for phrase, qualifier in known.qualifiers_left.items():
            if low.startswith(f"{phrase} "):
                found.append((len(phrase), qualifier, text[len(phrase) :].strip()))
        for phrase, qualifier in known.qualifiers_right.items():
            if low.endswith(f" {phrase}"):
                found.append((len(phrase), qualifier, text[: len(text) - len(phrase)].strip()))
    return [(qualifier, rest) for _, qualifier, rest in sorted(found, key=lambda one: -one[0])]


def _not_an_amount(text: str) -> str:
    return tr("“{text}” is not an amount. Write it as a source would: 2.6 million, up to 92, 70–80.", text=text)


def unit_code(text: str) -> str:
    """A unit's code from its code, its name in any language, or a currency's sign.

    A count that the table does not have is written in braces, so that no slip of the keys becomes one.
    """
    if units().get(text):
        return text
    unit = counted(text)
    if unit and (not unit.startswith("{") or unit in _listed()):
        return unit
    noun = unit.strip("{}") if unit else text  # as it has to be written: {banana}, not {bananas}
    raise BadInput(
        tr(
            "“{text}” is not a unit the program knows. Write t, km2, USD, % or the like; "
            "what is counted stands in braces: {{{text}}}.",
            text=noun,
        )
    )


def _listed() -> set[str]:
    return {unit.code for unit in units().all()}


def counted(name: str) -> str | None:
    """How the rules read "5 <name>", also where it is a noun that no table has."""
    for lang in LANGUAGES:
        found = Extractor.default().extract(f"5 {name}", language=lang).statements
        if len(found) == 1 and found[0].unit and found[0].span.end == len(name) + 2:
            return str(found[0].unit)
    return None


def period(text: str) -> Period:
    try:
        return Period(text)
    except ValueError as error:
        raise BadInput(
            tr("“{text}” is not a period. Write 2025, 2025-10, 2025-10-04, 2019/2024 or --02-04.", text=text)
        ) from error


def _choice(choices: Sequence[StrEnum], name: str, text: str) -> StrEnum:
    for choice in choices:
        if text in (choice.value, tr(choice.value)):
            return choice
    raise BadInput(
        tr(
            "“{text}” is not a {field}. Choose one of: {choices}.",
            text=text,
            field=tr(name),
            choices=", ".join(choice.value for choice in choices),
        )
    )
