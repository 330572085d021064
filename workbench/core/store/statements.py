"""SQL put together from names that are checked: the only place where a statement is not a literal."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NAME = re.compile(r"[a-z][a-z0-9_]*")


def name(word: str) -> str:
    """A table or column name, quoted. Ours are lower-case words; anything else is no name of this schema."""
    if not _NAME.fullmatch(word):
        raise ValueError(f"not a name of the schema: {word!r}")
    return f'"{word}"'


def names(words: Iterable[str]) -> str:
    return ", ".join(name(word) for word in words)


def text(word: str) -> str:
    """A literal of a word that is a name."""
    return "'" + name(word)[1:-1] + "'"


def insert(table: str, columns: Iterable[str]) -> str:
    columns = list(columns)
    marks = ", ".join("?" * len(columns))
    return " ".join(("INSERT INTO", name(table), "(", names(columns), ") VALUES (", marks, ")"))


def update(table: str, columns: Iterable[str]) -> str:
    """Sets the columns of one row; the last parameter is its id."""
    sets = ", ".join(name(column) + " = ?" for column in columns)
    return " ".join(("UPDATE", name(table), "SET", sets, "WHERE id = ?"))


def delete(table: str) -> str:
    return " ".join(("DELETE FROM", name(table), "WHERE id = ?"))


def select(table: str, columns: Iterable[str], rest: str = "") -> str:
    """`rest` is a literal of the caller: WHERE, ORDER BY."""
    return " ".join(("SELECT", names(columns), "FROM", name(table), rest))
