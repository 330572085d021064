"""One sheet being written: title, note, one native table, row after row; formulas remember their results."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableStyleInfo

from workbench.core.export.layout import ColumnStyle
from workbench.core.export.styles import HEADER, NOTE, SIZE, TITLE, Styles
from workbench.core.export.text_safety import clean, starts_like_formula

LINKS = 65_530  # that a sheet may have
_LINE = SIZE * 1.32  # points
_TALLEST = 409
_WORD = 40  # no column is widened beyond that for one long word of its header
_A4, _A3 = 130, 310  # characters that stay readable across a landscape page
Value = str | int | float | Decimal | None


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula with its value, which the program has worked out itself. `array` for what runs over a whole range."""

    text: str
    result: float | str


@dataclass(slots=True)
class Cell:
    """What goes into one cell. `link` is a place in the workbook ("'Evidence'!A7") or an address on the web."""

    value: Value | Formula = None
    format: str = ""
    style: ColumnStyle | None = None  # other than its column's
    unsettled: bool = False
    comment: str = ""
    link: str = ""
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """A column of this very sheet: unique header in the workbook's language, width, style."""

    header: str
    width: float
    style: ColumnStyle


class Sheet:
    """Writes top down, once. `name` is the tab's."""

    def __init__(
        self,
        book: Workbook,
        name: str,
        heads: Sequence[Head],
        *,
        title: str,
        note: str,
        language: str,
        styles: Styles | None,
    ) -> None:
        self.ws: Any = book.create_sheet(name)
        self.name = name
        self._title = title
        shown = sum(head.width for head in heads if head.style is not ColumnStyle.WORKING)
        self._note = textwrap.wrap(note, int(max(shown * 0.95, 60)))
        self.header_row = 3 + len(self._note)
        self.heads = unique(heads)
        self.styles = styles or Styles(self.ws)
        self.results: dict[str, float | str] = {}
        self.row = 0
        self._book = book
        self._language = language
        self._letters = [get_column_letter(n) for n in range(1, len(heads) + 1)]
        self._links = 0
        self._widths_and_pages()

    @property
    def part(self) -> str:
        """The name of this sheet inside the file."""
        return f"xl/worksheets/sheet{self._book.worksheets.index(self.ws) + 1}.xml"

    @property
    def first_row(self) -> int:
        """Of the table's rows."""
        return self.header_row + 1

    def begin(self, *, freeze_columns: int = 0) -> None:
        """Title, note, an empty row and the header. Freezing must be said before the first row."""
        self.ws.freeze_panes = f"{get_column_letter(freeze_columns + 1)}{self.first_row}"
        if freeze_columns:
            self.ws.print_title_cols = f"A:{get_column_letter(freeze_columns)}"
        self.ws.row_dimensions[1].height = 26
        self._append([self._text(self._title, TITLE)])
        for line in self._note:
            self.ws.row_dimensions[self.row + 1].height = _LINE + 2
            self._append([self._text(line, NOTE)])
        self._append([])
        lines = max((_lines(head.header, head.width, 1.1) for head in self.heads), default=1)
        self.ws.row_dimensions[self.header_row].height = max(lines, 2) * _LINE + 6
        self._append([self._text(head.header, HEADER) for head in self.heads])

    def write(self, cells: Sequence[Cell | None]) -> None:
        """One row of the table."""
        row = self.row + 1
        lines = 1
        made = []
        for column, given in enumerate(cells):
            head, cell = self.heads[column], given or Cell()
            if isinstance(cell.value, str) and (cell.style or head.style) is not ColumnStyle.WORKING:
                lines = max(lines, _lines(cell.value, head.width, 1.02 if head.style is ColumnStyle.LABEL else 0.95))
            made.append(self._cell(cell, head.style, f"{self._letters[column]}{row}"))
        self.ws.row_dimensions[row].height = min(lines * _LINE + 3, _TALLEST)
        self._append(made)

    def write_below(self, *texts: tuple[str, str]) -> None:
        """A row under the table: texts with their looks, one a column."""
        lines = max(_lines(text, head.width, 0.98) for (text, _), head in zip(texts, self.heads, strict=False))
        self.ws.row_dimensions[self.row + 1].height = min(lines * _LINE + 8, _TALLEST)
        self._append([self._text(text, look) for text, look in texts])

    def blank(self) -> None:
        self._append([])

    def finish_table(self, name: str, rows: int) -> None:
        """Makes a native table of the header and the rows under it. A table needs at least one row."""
        if not rows or not self.heads:
            return
        table: Any = Table(displayName=name, ref=f"A{self.header_row}:{self._letters[-1]}{self.header_row + rows}")
        table._initialise_columns()
        for column, head in zip(table.tableColumns, self.heads, strict=True):
            column.name = head.header
        table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
        self.ws.tables.add(table)  # add_table would warn that the columns are to be named by hand, as they are

    def name_range(self, name: str, column: int, rows: int) -> None:
        """A workbook-wide name for a column's cells; of at least one row, so that formulas stay valid."""
        letter = self._letters[column]
        first, last = self.first_row, self.header_row + max(rows, 1)
        place = f"{quoted(self.name)}!${letter}${first}:${letter}${last}"
        self._book.defined_names[name] = DefinedName(name, attr_text=place)

    def letter(self, column: int) -> str:
        return self._letters[column]

    def print_to(self, column: int, rows: int) -> None:
        """Print no column behind this one."""
        self.ws.print_area = f"A1:{self._letters[column]}{self.header_row + max(rows, 1)}"

    def _widths_and_pages(self) -> None:
        for letter, head in zip(self._letters, self.heads, strict=True):
            dimension = self.ws.column_dimensions[letter]
            dimension.width = head.width
            if head.style is ColumnStyle.WORKING:  # folded away under a "+"
                dimension.outlineLevel, dimension.hidden = 1, True
        shown = sum(head.width for head in self.heads if head.style is not ColumnStyle.WORKING)
        page = self.ws.page_setup
        page.orientation, page.paperSize = "landscape", 9 if shown <= _A4 else 8
        page.fitToWidth, page.fitToHeight = math.ceil(shown / _A3), 0
        self.ws.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        self.ws.print_title_rows = f"{self.header_row}:{self.header_row}"
        margins = self.ws.page_margins
        margins.left = margins.right = 0.4
        margins.top = margins.bottom = 0.6
        self.ws.oddFooter.left.text, self.ws.oddFooter.right.text = "&F — &A", "&P / &N"
        self.ws.oddFooter.left.size = self.ws.oddFooter.right.size = 8

    def _append(self, cells: list[Any]) -> None:
        self.row += 1
        self.ws.append(cells)

    def _text(self, text: str, look: str) -> Any:
        cell = WriteOnlyCell(self.ws)
        return self._put(cell, text, look, Cell())

    def _cell(self, wanted: Cell, look: ColumnStyle, at: str) -> Any:
        cell: Any = WriteOnlyCell(self.ws)
        look, value = wanted.style or look, wanted.value
        if isinstance(value, Formula):
            cell.value = value.text
            cell._style = self.styles.get(look, wanted.format, unsettled=wanted.unsettled)
            self.results[at] = value.result
        elif isinstance(value, str):
            self._put(cell, value, look, wanted)
        else:
            cell.value = float(value) if isinstance(value, Decimal) else value
            cell._style = self.styles.get(look, wanted.format, unsettled=wanted.unsettled)
        if wanted.link and self._links < LINKS:
            self._links += 1
            self._link(cell, wanted, at)
        if wanted.comment:
            cell.comment = _comment(clean(wanted.comment, self._language))
        return cell

    def _put(self, cell: Any, text: str, look: str, wanted: Cell) -> Any:
        """Text stays text: the type is said after the value, which would make "=1+1" a formula."""
        text = clean(text, self._language)
        cell.value = text
        cell.data_type = "s"
        as_text = starts_like_formula(text)
        cell._style = self.styles.get(look, wanted.format, unsettled=wanted.unsettled, as_text=as_text)
        return cell

    def _link(self, cell: Any, wanted: Cell, at: str) -> None:
        tip = wanted.tip[:255] or None
        if "!" in wanted.link and not wanted.link.startswith(("http:", "https:")):
            cell._hyperlink = Hyperlink(ref=at, location=wanted.link, tooltip=tip)
        else:
            cell._hyperlink = Hyperlink(ref=at, target=wanted.link[:2079], tooltip=tip)


def quoted(title: str) -> str:
    """A sheet's name as formulas and links write it."""
    return "'" + title.replace("'", "''") + "'"


def unique(heads: Iterable[Head]) -> list[Head]:
    """Headers of one table differ in more than case: a second one gets a number. No word of a header is broken."""
    seen: dict[str, int] = {}
    told_apart = []
    for head in heads:
        header = head.header.replace("\n", " ").strip() or "–"
        key = header.casefold()
        seen[key] = seen.get(key, 0) + 1
        while seen[key] > 1 and f"{key} ({seen[key]})" in seen:
            seen[key] += 1
        if seen[key] > 1:
            header = f"{header} ({seen[key]})"
            seen[header.casefold()] = 1
        longest = max(len(word) for word in header.split())
        told_apart.append(Head(header[:255], max(head.width, min(longest * 1.15 + 2.5, _WORD)), head.style))
    return told_apart


def _lines(text: str, width: float, wide: float) -> int:
    """How many lines a text needs in a column: fonts differ, so a little more than exact."""
    room = max(width - 1, 1)
    return sum(max(1, math.ceil(len(line) * wide / room)) for line in text.split("\n"))


def _comment(text: str) -> Comment:
    lines = _lines(text, 52, 1.0)
    return Comment(text, "Research Workbench", width=380, height=min(40 + 17 * lines, 600))
