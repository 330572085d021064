"""Which cells head a cell of a table: those above that name its column, those before it that name its row."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from workbench.core.model.article import BlockKind
from workbench.core.model.span import Span
from workbench.core.reading.cells import Cell
from workbench.core.reading.lines import Line

_AMOUNT = re.compile(
    r"[~≈<>≤≥+±−–-]?\s{0,2}(?:[$€£₸₽¥]|US\$|USD|KZT)?\s{0,2}\d[\d \u00a0\u202f.,/–-]{0,30}"
    r"(?:[%‰°$€£₸₽¥]|[^\W\d_]{1,12}\.?(?:[ \u00a0/][^\W\d_]{1,12}\.?[²³]?){0,2}[²³]?)?\*{0,3}"
)
_YEAR = re.compile(r"(?:19|20)\d\d(?:[/–-](?:\d\d){1,2})?(?:[ \u00a0]?(?:г\.?|год\w?|ж\.?|жыл\w{0,3}|year))?\*{0,3}")
_NOTHING = re.compile(r"[-–—.…*/nдан ]{1,4}", re.IGNORECASE)  # a dash, "n/a", "н/д"
_COUNTER = re.compile(r"\d{1,3}[.)]?")
_MOST_HEADER_ROWS = 4


def is_amount(text: str) -> bool:
    """Whether a cell holds a figure, perhaps with a short unit, and not a year."""
    return bool(_AMOUNT.fullmatch(text)) and not _YEAR.fullmatch(text)


@dataclass(slots=True)
class _Entry:
    """A cell with all of its text: a cell may hold several lines."""

    cell: Cell
    span: Span
    text: str


@dataclass(slots=True)
class _Table:
    rows: dict[int, list[_Entry]] = field(default_factory=dict)
    width: int = 1


def headers(lines: Sequence[Line]) -> dict[int, tuple[Span, ...]]:
    """For the index of each line that is a cell: the cells over its column, outermost first, and those of its row."""
    tables: dict[int, _Table] = defaultdict(_Table)
    for line in lines:
        if line.cell is not None and line.kind is BlockKind.TABLE_CELL:
            _enter(tables[line.cell.table], line, line.cell)
    found = {number: _headed(table) for number, table in tables.items()}
    return {
        index: found[line.cell.table].get((line.cell.row, line.cell.column), ())
        for index, line in enumerate(lines)
        if line.cell is not None and line.kind is BlockKind.TABLE_CELL
    }


def _enter(table: _Table, line: Line, cell: Cell) -> None:
    row = table.rows.setdefault(cell.row, [])
    table.width = max(table.width, cell.column + cell.width)
    if row and row[-1].cell == cell:
        row[-1].span = Span(row[-1].span.start, line.span.end)
        row[-1].text += f" {line.text}"
    else:
        row.append(_Entry(cell, line.span, line.text))


def _headed(table: _Table) -> dict[tuple[int, int], tuple[Span, ...]]:
    rows = list(table.rows.values())
    heads = _header_rows(rows, table.width)
    over: dict[int, list[Span]] = defaultdict(list)
    for entry in (entry for row in rows[:heads] for entry in row):
        for column in range(entry.cell.column, entry.cell.column + entry.cell.width):
            over[column].append(entry.span)
    names = _name_column(rows[heads:])
    named: dict[int, Span] = {}  # row to the cell that names it, also where that reaches down
    section: tuple[Span, ...] = ()
    found: dict[tuple[int, int], tuple[Span, ...]] = {}
    for row in rows[heads:]:
        if _is_section(row, table.width):
            section = (row[0].span,)
            continue
        for entry in row:
            if entry.cell.column == names and (entry.cell.head or not is_amount(entry.text)):
                named.update(dict.fromkeys(range(entry.cell.row, entry.cell.row + entry.cell.height), entry.span))
        for entry in row:
            place = entry.cell
            name = named.get(place.row)
            beside = (name,) if name is not None and place.column > names else ()
            found[place.row, place.column] = (*over.get(place.column, ()), *section, *beside)
    return found


def _header_rows(rows: Sequence[Sequence[_Entry]], width: int) -> int:
    """How many rows at the top name columns: those the format marks, else what stands over the first figures."""
    marked = next((n for n, row in enumerate(rows) if not all(entry.cell.head for entry in row)), 0)
    if marked:
        return min(marked, _MOST_HEADER_ROWS)
    first = next((n for n, row in enumerate(rows) if any(is_amount(entry.text) for entry in row)), 0)
    if not 0 < first < len(rows):
        return 0
    top = next((n for n, row in enumerate(rows) if not _is_section(row, width)), 0)  # a caption may stand above it
    deep = max(entry.cell.height for entry in rows[top])  # cells beside a heading over two rows are headings too
    return min(top + deep, first, _MOST_HEADER_ROWS)


def _is_section(row: Sequence[_Entry], width: int) -> bool:
    """A row with one cell that reaches across the table, or stands alone in it: it names the rows under it."""
    return len(row) == 1 and width > 1 and not is_amount(row[0].text) and row[0].cell.column == 0


def _name_column(rows: Sequence[Sequence[_Entry]]) -> int:
    """The column that names the rows: the first, or the second when the first only counts."""
    first = [row[0].text for row in rows if len(row) > 2 and row[0].cell.column == 0]
    counts = len(first) > 1 and all(_COUNTER.fullmatch(text) for text in first)
    return 1 if counts and [int(text.rstrip(".)")) for text in first] == list(range(1, len(first) + 1)) else 0
