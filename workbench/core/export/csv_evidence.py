"""The evidence as one flat table in CSV: UTF-8 with a mark for Excel, nothing in it that a spreadsheet would run."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from workbench.core.export import verdict_words
from workbench.core.export.atomic import replacing
from workbench.core.export.text_safety import csv_safe
from workbench.core.model.comparison import SourceInfo
from workbench.core.model.verdict import Standing
from workbench.core.model.workbook import EvidenceRow, WorkbookContent
from workbench.core.vocabulary.naming import Names
from workbench.core.vocabulary.terms import Terms

COLUMNS = (
    "id", "guid", "quote", "sentence", "low", "high", "qualifier", "unit", "stated_low", "stated_high", "scale",
    "factor", "base_unit", "kind", "subject", "subject_name", "measure", "measure_name", "item", "item_name", "place",
    "place_name", "period", "attribution", "modality", "change", "status", "doubts", "note",
    "article", "title", "publisher", "published", "version", "sha256", "start", "end", "rule",
    "conflicts", "conflict_states", "verdicts", "preferred", "verdict_reason", "verdict_by", "verdict_at",
)  # fmt: skip


def write_csv(path: Path, content: WorkbookContent, *, language: str, terms: Terms | None = None) -> None:
    """One line a figure; amounts are in the stated unit, keys and choices are those of the program (English); the
    names of subject, measure, item and place are in the language asked for; sentence, place and SHA-256 are those of
    the version of its source that states it."""
    with replacing(path) as part, part.open("w", encoding="utf-8-sig", newline="") as stream:
        table = csv.writer(stream)
        table.writerow(COLUMNS)
        for values in records(content, Names(terms, language)):
            table.writerow([_field(values[column]) for column in COLUMNS])


def records(content: WorkbookContent, names: Names) -> Iterator[dict[str, object]]:
    """The tidy evidence: a value for each of COLUMNS, a line a figure."""
    conflicts = verdict_words.by_figure(content.standings)
    for row in content.evidence:
        said = _verdicts(row, conflicts.get(row.figure.id, ()))
        yield figure_record(row, content.sources.get(row.figure.article_id), names) | said


def figure_record(row: EvidenceRow, source: SourceInfo | None, names: Names) -> dict[str, object]:
    """What is known of one figure by itself: all but its conflicts and verdicts."""
    return _values(row, source) | _names(row, names)


def _values(row: EvidenceRow, source: SourceInfo | None) -> dict[str, object]:
    figure = row.figure
    amount = figure.amount
    assert amount is not None, "evidence rows state amounts"
    return {
        "id": figure.id,
        "guid": figure.guid,
        "quote": figure.quote,
        "sentence": row.sentence,
        "low": amount.low,
        "high": amount.high,
        "qualifier": amount.qualifier.value,
        "unit": figure.unit,
        "stated_low": row.stated_low,
        "stated_high": row.stated_high,
        "scale": row.scale,
        "factor": row.factor,
        "base_unit": row.base_unit,
        "kind": figure.kind.value,
        "subject": figure.subject,
        "measure": figure.measure,
        "item": figure.item,
        "place": figure.place,
        "period": str(figure.period) if figure.period else None,
        "attribution": figure.attribution,
        "modality": figure.modality.value,
        "change": figure.change.value if figure.change else None,
        "status": figure.status.value,
        "doubts": "; ".join(doubt.value for doubt in figure.doubts),
        "note": figure.note,
        "article": figure.article_id,
        "title": source.title if source else row.title,
        "publisher": source.publisher if source else "",
        "published": source.published if source else "",
        "version": figure.version,
        "sha256": row.former_sha256 or (source.sha256 if source else ""),
        "start": figure.full_span.start,
        "end": figure.full_span.end,
        "rule": figure.rule,
    }


def _verdicts(row: EvidenceRow, conflicts: Sequence[Standing]) -> dict[str, object]:
    """The conflicts of a figure and what was said of them; `preferred` is "yes" or "no" where verdicts that hold name
    a figure that is right, and it is this one or another."""
    said = [one.verdict for one in conflicts if one.verdict is not None]
    named = [one.preferred for one in conflicts if one.holds and one.preferred is not None]
    return {
        "conflicts": "; ".join(one.key for one in conflicts),
        "conflict_states": "; ".join(one.state.value for one in conflicts),
        "verdicts": "; ".join(verdict.kind.value for verdict in said),
        "preferred": ("yes" if row.figure.id in named else "no") if named else "",
        "verdict_reason": "; ".join(verdict.reason for verdict in said if verdict.reason),
        "verdict_by": verdict_words.joined(verdict.changed_by for verdict in said),
        "verdict_at": verdict_words.joined(verdict.changed_at for verdict in said),
    }


def _names(row: EvidenceRow, names: Names) -> dict[str, object]:
    keys = ("subject", "measure", "item", "place")
    return {f"{key}_name": names.of(getattr(row.figure, key)) for key in keys}


def _field(value: object) -> str:
    """Numbers in plain digits, text that no spreadsheet takes for a formula."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}"
    return csv_safe(value) if isinstance(value, str) else str(value)
