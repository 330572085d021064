"""How a text was understood: for every number its fate, and for every figure which rule gave which field."""

from __future__ import annotations

from typing import Any

from workbench.core.extraction.machine import record
from workbench.core.extraction.pipeline import Extractor
from workbench.core.model.disposition import Disposition
from workbench.core.model.figure import Statement


def explain(text: str, *, language: str = "", extractor: Extractor | None = None) -> list[dict[str, Any]]:
    """One entry for each figure and each number that is none, in the order of the text.

    A figure has "quote", "rules" (the names of the rules in the order they spoke), "fields" (each known field with
    its value and the words it was read from) and "numbers" (what became of its digit groups); anything else has
    "quote", "class" and "rules".
    """
    extraction = (extractor or Extractor.default()).extract(text, language=language)
    entries = [_figure(one, text, extraction.dispositions) for one in extraction.statements]
    inside = [one.span for one in extraction.statements]
    entries += [
        _other(one, text) for one in extraction.dispositions if not any(span.contains(one.span) for span in inside)
    ]
    return sorted(entries, key=lambda entry: (entry["start"], entry["end"]))


def _figure(statement: Statement, text: str, dispositions: tuple[Disposition, ...]) -> dict[str, Any]:
    data = record(statement, text)
    evidence = {field.value: span.of(text) for field, span in statement.evidence.items()}
    names = ("value", "low", "high", "qualifier", "unit", "kind", "measure", "subject", "item", "place", "period")
    fields = {name: data[name] for name in (*names, "attribution", "modality", "change") if data[name] is not None}
    return {
        "start": statement.full_span.start,
        "end": statement.full_span.end,
        "quote": data["quote"],
        "class": "figure",
        "rules": statement.rule.split("; "),
        "fields": {
            name: {"value": value, "from": evidence.get("amount" if name in ("value", "low", "high") else name)}
            for name, value in fields.items()
        },
        "doubts": data["doubts"],
        "numbers": [
            {"quote": one.span.of(text), "class": one.number_class.value, "rule": one.rule}
            for one in dispositions
            if statement.full_span.contains(one.span)
        ],
    }


def _other(disposition: Disposition, text: str) -> dict[str, Any]:
    return {
        "start": disposition.span.start,
        "end": disposition.span.end,
        "quote": disposition.span.of(text),
        "class": disposition.number_class.value,
        "rules": [disposition.rule],
    }
