"""One sheet being written: title, note, one native table, row after row; formulas remember their results."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.comments.comment_sheet import CommentRecord
from openpyxl.utils import coordinate_to_tuple, get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableStyleInfo

from workbench.core.export.layout import ColumnStyle
from workbench.core.export.rows import Content, Formula, Rows
from workbench.core.export.rows import cell as make_cell
from workbench.core.export.styles import HEADER, NOTE, SIZE, TITLE, Styles
from workbench.core.export.text_safety import clean, starts_like_formula

LINKS = 65_530  # that a sheet may have
_LINE = SIZE * 1.32  # points
_TALLEST = 409
_LETTERS = (0.95, 1.0, 1.06, 1.12)  # widths of a digit that a bold letter takes, by font and alphabet
_NARROW = 32
_WORD = 40  # no column is widened beyond that for one long word of its header
_A4, _A3 = 150, 320  # characters across a landscape page, at about nine and seven tenths of their size
_REPEATED = 0.4  # of a page at most, for the first columns that stand on each


@dataclass(slots=True)
class Cell:
    """What goes into one cell. `link` is a place in the workbook ("'Evidence'!A7") or an address on the web."""

    value: Content = None
    format: str = ""
    style: ColumnStyle | None = None  # other than its column's
    unsettled: bool = False
    clash: bool = False
    comment: str = ""
    link: str = ""
    tip: str = ""


_EMPTY = Cell()


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
        self.rows = Rows()
        self._book = book
        self._language = language
        self._letters = [get_column_letter(n) for n in range(1, len(heads) + 1)]
        self._links = 0
        self._set_widths()

    @property
    def part(self) -> str:
        """The name of this sheet inside the file."""
        return f"xl/worksheets/sheet{self._book.worksheets.index(self.ws) + 1}.xml"

    @property
    def row(self) -> int:
        """The last row written."""
        return self.rows.count

    @property
    def first_row(self) -> int:
        """Of the table's rows."""
        return self.header_row + 1

    def begin(self, *, freeze_columns: int = 0) -> None:
        """Title, note, an empty row and the header. Freezing must be said before the first row."""
        self.ws.freeze_panes = f"{get_column_letter(freeze_columns + 1)}{self.first_row}"
        self._pages(freeze_columns)
        self.ws._get_writer()  # from here on the sheet's head is fixed, and it takes comments and links
        self.rows.add([self._text("A1", self._title, TITLE)], 26)
        for line in self._note:
            self.rows.add([self._text(f"A{self.row + 1}", line, NOTE)], _LINE + 2)
        self.rows.add([], 0)
        lines = max(
            (len(_wrapped(head.header, int((head.width - 2) / _LETTERS[-1]))) for head in self.heads), default=1
        )
        at = zip(self._letters, self.heads, strict=True)
        header = [self._text(f"{letter}{self.header_row}", head.header, HEADER) for letter, head in at]
        self.rows.add(header, max(lines, 2) * _LINE + 6)

    def write(self, cells: Sequence[Cell | None]) -> None:
        """One row of the table."""
        row = self.row + 1
        lines = 1
        made = []
        for letter, head, given in zip(self._letters, self.heads, cells, strict=False):
            cell = given or _EMPTY
            look = cell.style or head.style
            text = cell.value.result if isinstance(cell.value, Formula) else cell.value
            if isinstance(text, str) and look is not ColumnStyle.WORKING:
                wide = (0.88 if text.isascii() else 0.94) + (0.1 if look is ColumnStyle.LABEL else 0)
                lines = max(lines, _lines(text, head.width, wide))
            made.append(self._cell(cell, look, f"{letter}{row}"))
        self.rows.add(made, min(lines * _LINE + 3, _TALLEST))

    def write_below(self, *texts: tuple[str, str]) -> None:
        """A row under the table: texts with their looks, one a column."""
        row = self.row + 1
        lines = max(_lines(text, head.width, 0.98) for (text, _), head in zip(texts, self.heads, strict=False))
        at = zip(self._letters, texts, strict=False)
        made = [self._text(f"{letter}{row}", text, look) for letter, (text, look) in at]
        self.rows.add(made, min(lines * _LINE + 8, _TALLEST))

    def blank(self) -> None:
        self.rows.add([], 0)

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

    def _set_widths(self) -> None:
        for letter, head in zip(self._letters, self.heads, strict=True):
            dimension = self.ws.column_dimensions[letter]
            dimension.width = head.width
            if head.style is ColumnStyle.WORKING:  # folded away under a "+"
                dimension.outlineLevel, dimension.hidden = 1, True

    def _pages(self, frozen: int) -> None:
        """Landscape; as many pages side by side as it takes to stay readable, the first columns on each."""
        widths = [0.0 if head.style is ColumnStyle.WORKING else head.width for head in self.heads]
        page = self.ws.page_setup
        page.orientation, page.paperSize = "landscape", 9 if sum(widths) <= _A4 else 8
        repeated = min(frozen, _fitting(widths, _A3 * _REPEATED)) if sum(widths) > _A3 else frozen
        page.fitToWidth, page.fitToHeight = pages_across(widths, repeated), 0
        if repeated:
            self.ws.print_title_cols = f"A:{get_column_letter(repeated)}"
        self.ws.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        self.ws.print_title_rows = f"{self.header_row}:{self.header_row}"
        margins = self.ws.page_margins
        margins.left = margins.right = 0.4
        margins.top = margins.bottom = 0.6
        self.ws.oddFooter.left.text, self.ws.oddFooter.right.text = "&F — &A", "&P / &N"
        self.ws.oddFooter.left.size = self.ws.oddFooter.right.size = 8

    def _text(self, at: str, text: str, look: str) -> str:
        return self._content(at, text, look, _EMPTY)

    def _cell(self, wanted: Cell, look: ColumnStyle, at: str) -> str:
        if wanted.link and self._links < LINKS:
            self._links += 1
            self.ws._hyperlinks.append(_hyperlink(wanted, at))
        if wanted.comment:
            self._comment(clean(wanted.comment, self._language), at)
        return self._content(at, wanted.value, look, wanted)

    def _content(self, at: str, content: Content, look: str, wanted: Cell) -> str:
        as_text = False
        if isinstance(content, str):
            content = clean(content, self._language)
            as_text = starts_like_formula(content)
        style = self.styles.get(look, wanted.format, unsettled=wanted.unsettled, as_text=as_text, clash=wanted.clash)
        return make_cell(at, style, content)

    def _comment(self, text: str, at: str) -> None:
        carrier: Any = WriteOnlyCell(self.ws)
        carrier.row, carrier.column = coordinate_to_tuple(at)
        carrier.comment = _comment(text)
        self.ws._comments.append(CommentRecord.from_cell(carrier))


def _hyperlink(wanted: Cell, at: str) -> Hyperlink:
    tip = wanted.tip[:255] or None
    if "!" in wanted.link and not wanted.link.startswith(("http:", "https:")):
        return Hyperlink(ref=at, location=wanted.link, tooltip=tip)
    return Hyperlink(ref=at, target=wanted.link[:2079], tooltip=tip)


def pages_across(widths: Sequence[float], repeated: int) -> int:
    """Over how many A3 pages whole columns spread, each page beginning with the repeated ones."""
    again = sum(widths[:repeated])
    pages, filled = 1, again
    for width in widths[repeated:]:
        if filled + width > _A3 and filled > again:
            pages, filled = pages + 1, again
        filled += width
    return pages


def _fitting(widths: Sequence[float], room: float) -> int:
    """How many of the first columns fit."""
    taken = 0.0
    for number, width in enumerate(widths):
        taken += width
        if taken > room:
            return number
    return len(widths)


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
        width = max(head.width, min(longest * 1.15 + 2.5, _WORD))
        told_apart.append(Head(header[:255], _with_margin(header[:255], width), head.style))
    return told_apart


def _with_margin(header: str, width: float) -> float:
    """A little wider where a line of the header would end right at the border, whatever the font measures."""

    def margin(wide: float) -> float:
        room = wide - 2
        return min(room - letter * _longest(header, int(room / letter)) for letter in _LETTERS)

    choices = [width + more for more in range(5)]
    return next((wide for wide in choices if margin(wide) >= 1), max(choices, key=margin))


def _longest(text: str, letters: int) -> int:
    """Of its lines."""
    return max(len(line) for line in _wrapped(text, letters))


def _wrapped(text: str, letters: int) -> list[str]:
    return textwrap.wrap(text, max(letters, 1), break_long_words=False)


def _lines(text: str, width: float, wide: float) -> int:
    """How many lines a text needs in a column: fonts differ, so a little more than exact."""
    room = max(width - 1, 1)
    if len(text) * wide > room and width < _NARROW:  # few words stand on a line, so each leaves a gap at its end
        wide *= 1.15
    if "\n" not in text:
        return max(1, math.ceil(len(text) * wide / room))
    return sum(max(1, math.ceil(len(line) * wide / room)) for line in text.split("\n"))


def _comment(text: str) -> Comment:
    lines = _lines(text, 52, 1.0)
    return Comment(text, "Research Workbench", width=380, height=min(40 + 17 * lines, 600))
