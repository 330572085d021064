"""The lines of a source on their way to become blocks: what a format says of each, and one text out of all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from workbench.core.model.article import BlockKind
from workbench.core.model.span import Span
from workbench.core.reading.canonical import canonical
from workbench.core.reading.cells import Cell, Grid


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a structured file. `kind` None: the format does not say what it is. `joint` stands before it."""

    text: str
    kind: BlockKind | None = None
    reason: str = ""
    joint: str = "\n\n"
    cell: Cell | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A piece in the finished text, without the blanks around it; `text` is what `span` covers."""

    text: str
    span: Span
    kind: BlockKind | None = None
    reason: str = ""
    cell: Cell | None = None


def joined(pieces: Iterable[Piece]) -> tuple[str, list[Line]]:
    """One canonical text of all pieces that say anything, and where each lies in it."""
    parts: list[str] = []
    lines: list[Line] = []
    position = 0
    for piece in pieces:
        text = canonical(piece.text).strip()
        if not text:
            continue
        if parts:
            parts.append(piece.joint)
            position += len(piece.joint)
        parts.append(text)
        lines.append(Line(text, Span(position, position + len(text)), piece.kind, piece.reason, piece.cell))
        position += len(text)
    return "".join(parts), lines


def split(text: str) -> list[Line]:
    """The lines of a plain text; a line of a table with tabs gives one for each cell."""
    lines: list[Line] = []
    start = 0
    table = Grid(0)
    for raw in text.split("\n"):
        cells = raw.strip("\t ").split("\t")
        if len(cells) > 1 and all(len(cell) <= 200 for cell in cells):
            lines += _cells(raw, start, table)
        else:
            table = table if table.row < 0 else Grid(table.table + 1)
            lines += _line(raw, start)
        start += len(raw) + 1
    return lines


def _line(raw: str, start: int, cell: Cell | None = None) -> list[Line]:
    text = raw.strip()
    if not text:
        return []
    begin = start + len(raw) - len(raw.lstrip())
    kind = BlockKind.TABLE_CELL if cell else None
    return [Line(text, Span(begin, begin + len(text)), kind, cell=cell)]


def _cells(raw: str, start: int, table: Grid) -> list[Line]:
    cells: list[Line] = []
    table.begin_row()
    for cell in raw.split("\t"):
        cells += _line(cell, start, table.place())
        start += len(cell) + 1
    return cells
