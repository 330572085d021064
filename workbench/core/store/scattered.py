"""The rows of a damaged project as they can still be read, each told by its shape which table it is of."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field

from workbench.core.store.copying import Cancel, Progress
from workbench.core.store.pages import Pages, Row, Unreadable, Value
from workbench.core.store.triggers import UNDOABLE

_TYPES: dict[str, type | tuple[type, ...]] = {"TEXT": str, "INTEGER": int, "BLOB": bytes, "REAL": (int, float)}
TABLES = ("meta", "original", "body", "reading", "article", "article_version", "figure", "note", "verdict", "option",
          "record_type", "record", "record_value", "rate", "merge", "difference", "operation", "change")  # fmt: skip
_STATES = ("done", "undone", "dropped", "past")


@dataclass(frozen=True, slots=True)
class Shape:
    """A table as its file declares it: (name, type, not null, default) of each column, `alias` the one that is the
    rowid."""

    table: str
    columns: tuple[tuple[str, str, bool, Value], ...]
    alias: int | None

    @classmethod
    def of(cls, connection: sqlite3.Connection, table: str) -> Shape | None:
        """None where this version of the schema has no such table."""
        rows = connection.execute(
            'SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_info(?) ORDER BY cid', (table,)
        ).fetchall()
        if not rows:
            return None
        columns = tuple((name, kind, bool(required), _default(text)) for name, kind, required, text, _ in rows)
        alias = [n for n, row in enumerate(rows) if row[4] and row[1] == "INTEGER"]
        return cls(table, columns, alias[0] if alias else None)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name for name, *_ in self.columns)

    def fit(self, row: Row) -> tuple[Value, ...] | None:
        """The values of a row of this table; None of any other. Columns that were added later have their default."""
        if len(row.values) > len(self.columns):
            return None
        values = list(row.values)
        for _, _, required, default in self.columns[len(values) :]:
            if required and default is None:
                return None
            values.append(default)
        if self.alias is not None:
            if values[self.alias] is not None:
                return None
            values[self.alias] = row.number
        for value, (_, kind, required, _) in zip(values, self.columns, strict=True):
            if value is None:
                if required:
                    return None
            elif not isinstance(value, _TYPES[kind]):
                return None
        return tuple(values)


def _default(text: str | None) -> Value:
    """A default of our schema: a whole number or a quoted text."""
    if text is None:
        return None
    return text[1:-1].replace("''", "'") if text.startswith("'") else int(text)


@dataclass(frozen=True, slots=True)
class Found:
    """A row of a table. `sure` says that the pages above it lead to it: it is not the remains of a row that was
    removed. `clean`: every text of it is text."""

    table: str
    values: tuple[Value, ...]
    sure: bool
    clean: bool


@dataclass(slots=True)
class Survey:
    """What reading came upon. `whole` are the tables whose every page could be read; nothing of them is missing."""

    bad_cells: int = 0
    bad_pages: set[int] = field(default_factory=set)
    whole: set[str] = field(default_factory=set)


class Scattered:
    """Reads a file once, table by table; then the leaves that nothing leads to any more."""

    def __init__(self, pages: Pages, shapes: dict[str, Shape]) -> None:
        self._pages, self._shapes = pages, shapes
        self.survey = Survey()
        self._roots = self._find_roots()
        self._claimed: set[int] = set()

    def _find_roots(self) -> dict[str, int]:
        """Table or index -> its first page, by the file's own list of tables."""
        found = {}
        if not self._pages.headed:
            return {}
        for number in self._pages.tree(1):
            for row in self._pages.rows(number, lambda number=number: self._bad(number)):  # type: ignore[misc]
                if len(row.values) == 5 and isinstance(row.values[3], int) and row.values[3] > 1:
                    found[str(row.values[1])] = row.values[3]
        return found

    def _bad(self, page: int) -> None:
        self.survey.bad_cells += 1
        self.survey.bad_pages.add(page)

    def last_numbers(self) -> dict[str, int]:
        """Table -> the last number that was ever given in it, as far as that can be read."""
        found = {}
        root = self._roots.get("sqlite_sequence")
        for number in self._pages.tree(root) if root else ():
            for row in self._pages.rows(number, lambda number=number: self._bad(number)):  # type: ignore[misc]
                if len(row.values) == 2 and isinstance(row.values[0], str) and isinstance(row.values[1], int):
                    found[row.values[0]] = row.values[1]
        return found

    def read(self, progress: Progress, cancelled: Cancel) -> Iterator[Found]:
        """Every row there is. Only after the last one the survey is complete."""
        done = 0
        for table, root in self._roots.items():
            before, clean = len(self.survey.bad_pages), True
            for number in self._pages.tree(root):
                self._claimed.add(number)
                if table in self._shapes:
                    for found in self._of_leaf(self._shapes[table], number):
                        clean = clean and found.clean
                        yield found
                    done += 1
                    progress(done, self._pages.count)
                if cancelled():
                    return
            if table in self._shapes and clean and len(self.survey.bad_pages) == before:
                self.survey.whole.add(table)
        if self.survey.bad_pages or set(self._shapes) - set(self._roots):
            yield from self._strays(progress, cancelled)

    def _of_leaf(self, shape: Shape, number: int) -> Iterator[Found]:
        for row in self._pages.rows(number, lambda: self._bad(number)):
            values = shape.fit(row)
            if values is None:
                self._bad(number)
            else:
                yield Found(shape.table, values, True, row.clean)

    def _strays(self, progress: Progress, cancelled: Cancel) -> Iterator[Found]:
        free = self._pages.free()
        for number in range(1 if not self._pages.headed else 2, self._pages.count + 1):
            if cancelled():
                return
            progress(number, self._pages.count)
            if number in self._claimed or number in free:
                continue
            if not self._pages.is_leaf(number):
                self._look_at(number)
                continue
            for row in self._pages.rows(number, lambda number=number: self._bad(number)):  # type: ignore[misc]
                if (found := self._guess(row)) is not None:
                    yield found

    def _look_at(self, number: int) -> None:
        """A page that is cut off is a bad one; any other may hold the rest of a long row, or an index."""
        try:
            self._pages.page(number)
        except Unreadable:
            self.survey.bad_pages.add(number)

    def _guess(self, row: Row) -> Found | None:
        """The table whose columns the row has; the one with the fewest columns to fill up. None: an index of words,
        or a table that is made anew."""
        fits = [(shape, values) for shape in self._shapes.values() if (values := shape.fit(row)) is not None]
        fits = [(shape, values) for shape, values in fits if _plausible(shape.table, values)]
        if not fits:
            return None
        shape, values = min(fits, key=lambda fit: len(fit[0].columns))
        return Found(shape.table, values, False, row.clean)


def _plausible(table: str, values: tuple[Value, ...]) -> bool:
    """What the types alone do not tell apart."""
    first, second = values[0], values[1]
    if table in ("original", "body", "reading"):
        return isinstance(first, str) and len(first) == 64
    if table == "operation":
        return values[-1] in _STATES
    if table == "record" and values[-1] in _STATES:
        return False  # a step of the history: the same types in the same order
    if table in UNDOABLE:
        return isinstance(second, str) and len(second) >= 32
    return table == "change" and isinstance(values[2], str) and values[2] in TABLES
