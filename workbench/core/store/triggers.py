"""The triggers that keep the history: written by code from the tables' columns, so that no column is forgotten.

Guards lie in the file: they refuse writes outside an operation, whoever writes. Logs are made anew for each
connection (TEMP): so nothing that writes rows is ever taken from a file, and they may call SQL's JSON functions,
which SQLite 3.40 refuses to triggers of a file it does not trust.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workbench.core.store.statements import name, text

UNDOABLE = ("article", "figure", "option", "article_version", "note", "verdict", "record_type", "record",
            "record_value", "rate", "merge", "difference")  # fmt: skip
IMMUTABLE = ("original", "body", "reading", "change")

_EVENTS = ("INSERT", "UPDATE", "DELETE")
_GUARD = "SELECT RAISE(ABORT, 'a write outside an operation') WHERE NOT EXISTS (SELECT 1 FROM writing);"
_SAME_ID = "SELECT RAISE(ABORT, 'the number of a row never changes') WHERE old.id <> new.id;"


def guards() -> list[str]:
    """CREATE TRIGGER statements for the file."""
    made = []
    for table in UNDOABLE:
        for event in _EVENTS:
            body = [_GUARD, _SAME_ID] if event == "UPDATE" else [_GUARD]
            made.append(_trigger(f"guard_{table}_{event.lower()}", f"BEFORE {event}", table, body))
    for table in IMMUTABLE:
        body = [" ".join(("SELECT RAISE(ABORT, 'rows of", table, "are never changed');"))]
        for event in ("UPDATE", "DELETE"):
            made.append(_trigger(f"fixed_{table}_{event.lower()}", f"BEFORE {event}", table, body))
    return made


def logs(columns: Mapping[str, Sequence[str]]) -> list[str]:
    """CREATE TEMP TRIGGER statements for a connection, given the columns of the undoable tables."""
    made = []
    for table in UNDOABLE:
        rest = [c for c in columns[table] if c != "id"]
        for event, before, after, when in (
            ("INSERT", "NULL", _row("new", rest), ""),
            ("UPDATE", _difference("old", rest), _difference("new", rest), " OR ".join(map(_changed, rest))),
            ("DELETE", _row("old", rest), "NULL", ""),
        ):
            body = _log(table, "old.id" if event == "DELETE" else "new.id", before, after)
            title = f"log_{table}_{event.lower()}"
            made.append(_trigger(title, f"AFTER {event}", table, body, when=when, kind="TEMP TRIGGER"))
    return made


def _trigger(
    title: str, event: str, table: str, body: Sequence[str], *, when: str = "", kind: str = "TRIGGER"
) -> str:
    head = ["CREATE", kind, name(title), event, "ON", name(table)]
    if when:
        head += ["WHEN", when]
    return "\n".join((" ".join(head), "BEGIN", *("  " + line for line in body), "END"))


def _log(table: str, row_id: str, before: str, after: str) -> list[str]:
    """Not while the history itself puts rows back."""
    values = ", ".join(("operation_id", text(table), row_id, before, after))
    into = "INSERT INTO change (operation_id, table_name, row_id, before, after)"
    return [" ".join((into, "SELECT", values, "FROM writing WHERE replaying = 0;"))]


def _row(side: str, columns: Sequence[str]) -> str:
    pairs = ", ".join(f"{text(c)}, {side}.{name(c)}" for c in columns)
    return f"json_object({pairs})"


def _difference(side: str, columns: Sequence[str]) -> str:
    """JSON of those columns that the update changed, as they are on one side of it."""
    rows = " UNION ALL ".join(
        " ".join(("SELECT", text(c), "AS k,", f"{side}.{name(c)}", "AS v WHERE", _changed(c))) for c in columns
    )
    return " ".join(("(SELECT json_group_object(k, v) FROM (", rows, "))"))


def _changed(column: str) -> str:
    return f"old.{name(column)} IS NOT new.{name(column)}"
