"""Where a cell stands in its table: counted while a file is walked, with cells that span rows or columns."""

from __future__ import annotations

from dataclasses import dataclass, field

MOST_SPANNED = 100  # "colspan=1000000" is somebody's joke


@dataclass(frozen=True, slots=True)
class Cell:
    """`table` numbers the tables of a file; rows and columns count from 0. `head`: the format calls it a heading."""

    table: int
    row: int
    column: int
    width: int = 1
    height: int = 1
    head: bool = False


@dataclass(slots=True)
class Grid:
    """Places the cells of one table as they come, row by row."""

    table: int
    row: int = -1
    column: int = 0
    _taken: dict[int, int] = field(default_factory=dict)  # column to the first row in which it is free again

    def begin_row(self, indent: int = 0) -> None:
        self.row += 1
        self.column = indent

    def place(self, width: int = 1, height: int = 1, *, head: bool = False) -> Cell:
        """The next cell of the row, behind those that reach down from above."""
        width, height = (min(max(size, 1), MOST_SPANNED) for size in (width, height))
        while self._taken.get(self.column, 0) > self.row:
            self.column += 1
        cell = Cell(self.table, max(self.row, 0), self.column, width, height, head)
        for column in range(self.column, self.column + width):
            self._taken[column] = cell.row + height
        self.column += width
        return cell
