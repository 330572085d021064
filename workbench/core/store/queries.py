"""A figure filter as SQL: a condition of literals, its values as parameters."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from workbench.core.model.filter import FigureFilter, Order
from workbench.core.store import rows, statements

# Each index knows one field: what both say is found without a look at the figures that only one of them names.
_BOTH = "figure.id IN (SELECT id FROM figure WHERE {} INTERSECT SELECT id FROM figure WHERE {})"

# The index of places knows quotes but no names: over all sources the figures of names come from their own indexes.
_SAID = "instr(folded, ?)"
_SAID_OR_NAMED = (
    "(instr(folded, ?) OR figure.id IN (SELECT id FROM figure WHERE subject IN (SELECT value FROM json_each(?)) "
    "UNION ALL SELECT id FROM figure WHERE measure IN (SELECT value FROM json_each(?))))"
)
_SAID_OR_NAMED_HERE = (
    "(instr(folded, ?) OR subject IN (SELECT value FROM json_each(?)) OR measure IN (SELECT value FROM json_each(?)))"
)

# A figure of a text that another has taken the place of.
# The set is made once a question, from sources that have former versions only (CROSS JOIN keeps that order).
ORPHAN = (
    "figure.id IN (SELECT lost.id FROM article_version AS former CROSS JOIN figure AS lost "
    "ON lost.article_id = former.article_id AND lost.version = former.version)"
)
# Most projects have no former versions, and then no figure is looked for among what they lost.
PLACED = " ".join(("(NOT EXISTS (SELECT 1 FROM article_version) OR NOT", ORPHAN, ")"))


def where(wanted: FigureFilter) -> tuple[str, list[object]]:
    """ "WHERE …" or "", and its parameters."""
    parts: list[str] = []
    parameters: list[object] = []
    if wanted.article is not None:
        parts.append("article_id = ?")
        parameters.append(wanted.article)
    for column, values in (
        ("status", wanted.statuses),
        ("kind", wanted.kinds),
        ("unit", wanted.units),
        ("place", wanted.places),
    ):
        if values:
            condition, found = _one_of(column, values)
            parts.append(condition)
            parameters += found
    matter = [_one_of(*one) for one in (("subject", wanted.subjects), ("measure", wanted.measures)) if one[1]]
    if matter:
        conditions = [condition for condition, _ in matter]
        parts.append(
            _BOTH.format(*conditions) if len(matter) > 1 and wanted.article is None else " AND ".join(conditions)
        )
        parameters += [value for _, found in matter for value in found]
    if wanted.doubts:
        # doubts <> '[]' lets the index serve that holds only doubtful figures
        any_of = " OR ".join(["instr(doubts, ?)"] * len(wanted.doubts))
        parts.append("doubts <> '[]' AND (" + any_of + ")")
        parameters += [f'"{doubt.value}"' for doubt in wanted.doubts]
    if wanted.languages:
        parts.append("article_id IN (SELECT id FROM article WHERE language IN (SELECT value FROM json_each(?)))")
        parameters.append(rows.dumped(list(wanted.languages)))
    if wanted.text:
        condition, found = _said_or_named(wanted)
        parts.append(condition)
        parameters += found
    if wanted.orphans is not None:
        parts.append(ORPHAN if wanted.orphans else PLACED)
    return ("WHERE " + " AND ".join(parts) if parts else "", parameters)


def _said_or_named(wanted: FigureFilter) -> tuple[str, list[object]]:
    """Figures whose quote holds the text, or that are of a subject or measure whose name does."""
    said: list[object] = [rows.folded(wanted.text)]
    if not wanted.text_subjects and not wanted.text_measures:
        return _SAID, said
    condition = _SAID_OR_NAMED if wanted.article is None else _SAID_OR_NAMED_HERE
    return condition, [*said, *(rows.dumped(list(names)) for names in (wanted.text_subjects, wanted.text_measures))]


# Doubts are counted by their quotation marks, two each: SQLite does not trust a file's schema with its own functions
# for JSON. Each order but the first stands in the very words of its index.
_DOUBTS = "length(doubts) - length(replace(doubts, '\"', ''))"
_UNKNOWN = "(anchor_score IS NOT NULL) + (measure IS NULL) + (subject IS NULL) + (unit IS NULL) + (period IS NULL)"
_THEN = "DESC, article_id, full_start, figure.id"
ORDERS = {
    Order.TEXT: "ORDER BY article_id, full_start, figure.id",
    Order.VALUE: " ".join(("ORDER BY coalesce(CAST(high AS REAL), CAST(low AS REAL))", _THEN)),
    Order.DOUBT: " ".join(("ORDER BY", _DOUBTS, _THEN)),
    Order.CONFIDENCE: " ".join(("ORDER BY (", _DOUBTS, ") / 2 +", _UNKNOWN, _THEN)),
}


def _one_of(column: str, values: Sequence[str]) -> tuple[str, list[object]]:
    """ "" among the values stands for NULL."""
    named: list[object] = [v.value if isinstance(v, StrEnum) else v for v in values if v != ""]
    parts = []
    if named:
        parts.append(statements.name(column) + " IN (" + ", ".join("?" * len(named)) + ")")
    if len(named) < len(values):
        parts.append(statements.name(column) + " IS NULL")
    return "(" + " OR ".join(parts) + ")", named
