"""The machine interface: statements as JSON, one text a line in, one record a line out, in order."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, TextIO

from workbench.core.errors import BadInput
from workbench.core.extraction.pipeline import Extractor
from workbench.core.model.amount import Amount, Qualifier
from workbench.core.model.disposition import Disposition, NumberClass
from workbench.core.model.figure import Doubt, Field, Kind, Statement
from workbench.core.vocabulary.units import units
from workbench.core.words import tr

_SURROGATE = re.compile("[\ud800-\udfff]")
_SCALED = 100  # the smallest step of an amount with a scale word: "1,5 тыс."
# What the classes of non-figures are called when they are asked for.
_OTHER_KINDS = {
    NumberClass.DATE: Kind.DATE,
    NumberClass.TIME: Kind.DATE,
    NumberClass.ORDINAL: Kind.ORDINAL,
    NumberClass.BARE: Kind.NUMBER,
    NumberClass.WORD: None,
    NumberClass.FIGURE: None,
}


def record(statement: Statement, text: str) -> dict[str, Any]:
    """A statement under the keys of the machine interface; extra keys come after them.

    A borrowed unit appears as the unit with its doubt and the place it comes from.
    """
    value, low, high = _bounds(statement.amount)
    borrowed = statement.unit is None and statement.borrowed_unit is not None
    doubts = [doubt.value for doubt in statement.doubts]
    if borrowed and Doubt.UNIT_BORROWED.value not in doubts:
        doubts.append(Doubt.UNIT_BORROWED.value)
    data: dict[str, Any] = {
        "start": statement.span.start,
        "end": statement.span.end,
        "full_start": statement.full_span.start,
        "full_end": statement.full_span.end,
        "value": value,
        "low": low,
        "high": high,
        "qualifier": statement.amount.qualifier.value if statement.amount else None,
        "unit": statement.borrowed_unit if borrowed else statement.unit,
        "kind": _kind(statement, borrowed).value,
        "measure": statement.measure,
        "subject": statement.subject,
        "item": statement.item,
        "period": str(statement.period) if statement.period else None,
        "attribution": statement.attribution,
        "doubts": doubts,
        "rule": statement.rule,
        "place": statement.place,
        "modality": statement.modality.value,
        "change": statement.change.value if statement.change else None,
        "quote": statement.full_span.of(text),
        "evidence": {field.value: [span.start, span.end] for field, span in statement.evidence.items()},
    }
    if borrowed and Field.UNIT in statement.evidence:
        span = statement.evidence[Field.UNIT]
        data["unit_start"], data["unit_end"] = span.start, span.end
    return data


def _kind(statement: Statement, borrowed: bool) -> Kind:
    """The kind that goes with the unit told: "12 billion" that borrows roubles is money, a bare "12" is not."""
    step = statement.amount.step if statement.amount is not None else None
    if not borrowed or statement.kind is not Kind.NUMBER or step is None or step < _SCALED:
        return statement.kind
    unit = units().get(statement.borrowed_unit or "")
    return unit.kind if unit is not None else statement.kind


def _bounds(amount: Amount | None) -> tuple[int | float | None, int | float | None, int | float | None]:
    """Value, low and high: a value alone, or bounds."""
    if amount is None:
        return None, None, None
    if amount.qualifier in (Qualifier.EXACT, Qualifier.ABOUT):
        return _number(amount.value), None, None
    return None, _number(amount.low), _number(amount.high)


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def other_record(disposition: Disposition, text: str) -> dict[str, Any] | None:
    """A non-figure as a record, for those who ask for all kinds; None for words that are no numbers."""
    kind = _OTHER_KINDS.get(disposition.number_class, Kind.IDENTIFIER)
    if kind is None:
        return None
    span = disposition.span
    statement = Statement(span=span, full_span=span, kind=kind, amount=None, rule=disposition.rule)
    return record(statement, text)


def records(extractor: Extractor, text: str, *, language: str = "", all_kinds: bool = False) -> list[dict[str, Any]]:
    """Everything found in a text, in its order."""
    extraction = extractor.extract(text, language=language)
    found = [record(statement, text) for statement in extraction.statements]
    if all_kinds:
        found += [one for each in extraction.dispositions if (one := other_record(each, text)) is not None]
        found.sort(key=lambda one: (one["start"], one["end"]))
    return found


def serve(stdin: TextIO, stdout: TextIO, *, all_kinds: bool = False, extractor: Extractor | None = None) -> None:
    """Answer `{"id", "text"[, "lang"]}` lines with `{"id", "pred"}` lines. BadInput names a line that is neither."""
    extractor = extractor or Extractor.default()
    for number, asked in _asked(stdin):
        text = asked.get("text")
        if not isinstance(text, str):
            raise BadInput(tr("Line {n} has no text: each line is an object with id and text.", n=number))
        language = asked.get("lang") or ""
        found = records(extractor, text, language=str(language), all_kinds=all_kinds)
        stdout.write(_line({"id": asked.get("id"), "pred": found}))
        stdout.flush()


def _line(answer: dict[str, Any]) -> str:
    """Readable letters, unless there are halves of surrogate pairs, which no encoding takes."""
    line = json.dumps(answer, ensure_ascii=False)
    return (json.dumps(answer) if _SURROGATE.search(line) else line) + "\n"


def _asked(stdin: TextIO) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(stdin, 1):
        if not line.strip():
            continue
        try:
            asked = json.loads(line)
        except (json.JSONDecodeError, RecursionError) as error:
            raise BadInput(tr("Line {n} is not JSON: {why}.", n=number, why=error)) from error
        if not isinstance(asked, dict):
            raise BadInput(tr("Line {n} is not an object with id and text.", n=number))
        yield number, asked
