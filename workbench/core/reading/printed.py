"""What stands on a printed page: lines with their places, and the tables among them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbench.core.model.article import BlockKind
from workbench.core.reading.cells import Cell
from workbench.core.reading.lines import Piece
from workbench.core.reading.tables import is_amount

_LONGEST_CELL = 60  # longer parts are columns of running text


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a line with wide gaps around it: a cell, if the lines above or below have the like."""

    text: str
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Printed:
    """A line on a page; positions in points. `base` is what the letters stand on, counted from the page's lower edge,
    `foot` the same for the last letter (a line cut within a word comes with the next one); `size` is that of the
    letters; `note` says why the line is furniture; `parts` are two or more where wide gaps cut the line.
    """

    text: str
    page: int
    left: float
    right: float
    base: float
    foot: float
    size: float
    note: str = ""
    parts: tuple[Part, ...] = ()


def tables(lines: Sequence[Printed]) -> dict[int, int]:
    """The index of each line that is a row of a table, and the number of that table."""
    found: dict[int, int] = {}
    for number, run in enumerate(_runs(lines)):
        if len(run) > 1 and any(is_amount(part.text) for index in run for part in lines[index].parts[1:]):
            found.update(dict.fromkeys(run, number))
    return found


def _runs(lines: Sequence[Printed]) -> Iterator[list[int]]:
    """Neighbours on a page that are cut by gaps."""
    run: list[int] = []
    for index, line in enumerate(lines):
        row = len(line.parts) > 1 and not line.note and all(len(part.text) <= _LONGEST_CELL for part in line.parts)
        if run and not (row and lines[run[-1]].page == line.page):
            yield run
            run = []
        if row:
            run.append(index)
    yield run


def row_pieces(rows: Sequence[Printed], table: int) -> Iterator[Piece]:
    """The cells of a table; where the columns are not clear, its rows as lines of their own."""
    columns = _columns(rows)
    for number, row in enumerate(rows):
        joint = "\n" if number else "\n\n"
        if columns is None:
            yield Piece(row.text, None, "", joint)
            continue
        for part, column in zip(row.parts, columns[number], strict=True):
            yield Piece(part.text, BlockKind.TABLE_CELL, "", joint, Cell(table, number, column))
            joint = "\t"


def _columns(rows: Sequence[Printed]) -> list[list[int]] | None:
    """For each part of each row its column: parts that overlap stand in one. None when two of a row would."""
    edges: list[list[float]] = []
    for part in sorted((part for row in rows for part in row.parts), key=lambda part: part.left):
        if edges and part.left < edges[-1][1]:
            edges[-1][1] = max(edges[-1][1], part.right)
        else:
            edges.append([part.left, part.right])
    lefts = [left for left, _ in edges]
    columns = [[bisect_right(lefts, part.left) - 1 for part in row.parts] for row in rows]
    if all(len(set(row)) == len(row) for row in columns):
        return columns
    if len({len(row.parts) for row in rows}) == 1:
        return [list(range(len(row.parts))) for row in rows]
    return None
