"""What a person types into a figure's fields, turned into values: on the command line and in the form alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any

from workbench.core.errors import BadInput
from workbench.core.extraction.pipeline import Extractor
from workbench.core.model.amount import Amount
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
    """The one statement that what was typed makes, read in whichever language takes most of it in.

    Bounds of bare numbers ("до 92" may be a page) are read as of something measured.
    """
    best: tuple[int, Statement] | None = None
    for typed in (text, f"{text} %"):
        for lang in sorted(LANGUAGES, key=lambda code: code != "ru"):
            found = [s for s in Extractor.default().extract(typed, language=lang).statements if s.amount is not None]
            if len(found) == 1:
                taken = min(found[0].full_span.end, len(text)) - found[0].full_span.start
                if best is None or taken > best[0]:
                    best = taken, found[0] if typed == text else replace(found[0], unit=None)
    if best is None:
        raise BadInput(_not_an_amount(text))
    return best[1]


def _not_an_amount(text: str) -> str:
    return tr("“{text}” is not an amount. Write it as a source would: 2.6 million, up to 92, 70–80.", text=text)


def unit_code(text: str) -> str:
    """A unit's code from its code, its name in any language, or a currency's sign."""
    table = units()
    if table.get(text):
        return text
    unit = _unit_of_one(text)
    if (
        unit and unit != f"{{{text}}}"
    ):  # a noun the rules know; any other is written in braces, so that none is a slip
        return unit
    raise BadInput(
        tr(
            "“{text}” is not a unit the program knows. Write t, km2, USD, % or the like; "
            "what is counted stands in braces: {{{text}}}.",
            text=text,
        )
    )


def _unit_of_one(name: str) -> str | None:
    """How the rules read "5 <name>"."""
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
