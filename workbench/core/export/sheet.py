"""One sheet being written: title, note, one native table, row after row; formulas remember their results.

A table that is longer than a sheet goes on on a further one ("Evidence 2"), which looks the same.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableStyleInfo

from workbench.core.export.comments import Comments
from workbench.core.export.heads import A3, A4, Head, fitting, lines_of, pages_across, unique
from workbench.core.export.layout import ColumnStyle
from workbench.core.export.profile import ANALYST, Profile
from workbench.core.export.rows import Content, Formula, Rows
from workbench.core.export.rows import cell as make_cell
from workbench.core.export.styles import HEAD, HEADER, NOTE, SIZE, STILL, TITLE, Styles
from workbench.core.export.tabs import Tabs
from workbench.core.export.text_safety import clean, starts_like_formula
from workbench.core.words import say

LINKS = 65_530  # that a sheet may have
TABLE_ROWS = 1_048_500  # of 1,048,576 that a sheet has; the rest is for title, note and header
COLUMNS = 16_384  # that a sheet has
_LINE = SIZE * 1.32  # points
_TALLEST = 409
_REPEATED = 0.4  # of a page at most, for the first columns that stand on each
_TIP = 255
_RUNNING = 120  # letters of a title above a page; a header may have 255 with its codes
ADDRESS = 2_079  # characters of a link


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
class Setting:
    """What all sheets of one workbook share. `rows` are those that a table may have on one sheet."""

    workbook: Workbook
    language: str
    tabs: Tabs = field(default_factory=Tabs)
    profile: Profile = ANALYST
    rows: int = TABLE_ROWS


@dataclass(slots=True)
class _Part:
    """One tab of a sheet."""

    ws: Any
    name: str
    rows: Rows
    comments: Comments
    columns: int
    links: int = 0

    @property
    def area(self) -> str:
        """All that is written."""
        return f"A1:{get_column_letter(max(self.columns, 1))}{max(self.rows.count, 1)}"


class Sheet:
    """Writes top down, once. `name` is the first tab's. `live`: its formulas are written, not only their results."""

    def __init__(
        self,
        setting: Setting,
        name: str,
        heads: Sequence[Head],
        *,
        title: str,
        note: str,
        styles: Styles | None,
        live: bool = True,
    ) -> None:
        self._setting = setting
        self.name = setting.tabs.give(name)
        self._names = [self.name]
        self._title = title
        shown = sum(head.width for head in heads if head.style is not ColumnStyle.WORKING)
        self._note = textwrap.wrap(note, int(max(shown * 0.95, 60)))
        self.header_row = 2 + len(self._note)
        self.heads = unique(heads[:COLUMNS])
        self.columns_cut = max(len(heads) - COLUMNS, 0)
        self.live = live and setting.profile.formulas
        self.parts = [self._made(self.name, None)]
        self.styles = styles or Styles(self.ws)
        self._letters = [get_column_letter(n) for n in range(1, len(self.heads) + 1)]
        self._frozen = 0
        self._blank: list[int] = []

    @property
    def ws(self) -> Any:
        return self.parts[-1].ws

    @property
    def row(self) -> int:
        """The last row written."""
        return self.parts[-1].rows.count

    @property
    def next_row(self) -> int:
        """The row of the table that is written next, on a further tab where this one is full."""
        if self.row - self.header_row >= self._setting.rows:
            self._turn()
        return self.row + 1

    @property
    def first_row(self) -> int:
        """Of the table's rows."""
        return self.header_row + 1

    def letter(self, column: int) -> str:
        return self._letters[column]

    def place(self, order: int) -> str:
        """Where the row of the table with this number (from 0) stands: "'Evidence'!A7"."""
        part, row = divmod(order, self._setting.rows)
        while len(self._names) <= part:
            self._names.append(self._setting.tabs.give(self.name, len(self._names) + 1))
        return f"{quoted(self._names[part])}!A{self.first_row + row}"

    def begin(self, *, freeze_columns: int = 0) -> None:
        """Title, note and the header. Freezing must be said before the first row."""
        self._frozen = freeze_columns
        self._open(self._title)

    def write(self, cells: Sequence[Cell | None], *, height: float = 0) -> None:
        """One row of the table, as high as its texts need, or higher."""
        row = self.next_row
        lines = 1
        made = []
        still = not self._setting.profile.formulas
        columns = zip(self._letters, self.heads, self._empties(), cells, strict=False)
        for letter, head, empty, cell in columns:
            if cell is None:
                made.append(f'<c r="{letter}{row}" s="{empty}"/>')
                continue
            look = cell.style or head.style
            if still:
                look = STILL.get(look, look)
            text = cell.value.result if isinstance(cell.value, Formula) else cell.value
            if isinstance(text, str) and look is not ColumnStyle.WORKING:
                wide = (0.88 if text.isascii() else 0.94) + (0.1 if look is ColumnStyle.LABEL else 0)
                if len(text) * wide * 1.15 + 1 > head.width or "\n" in text:
                    lines = max(lines, lines_of(text, head.width, wide))
            made.append(self._cell(cell, look, f"{letter}{row}"))
        self.parts[-1].rows.add(made, min(max(lines * _LINE + 3, height), _TALLEST))

    def write_below(self, *texts: tuple[str, str]) -> None:
        """A row under the table: texts with their looks, one a column."""
        row = self.row + 1
        lines = max(lines_of(text, head.width, 0.98) for (text, _), head in zip(texts, self.heads, strict=False))
        at = zip(self._letters, texts, strict=False)
        made = [self._text(f"{letter}{row}", text, look) for letter, (text, look) in at]
        self.parts[-1].rows.add(made, min(lines * _LINE + 8, _TALLEST))

    def blank(self) -> None:
        self.parts[-1].rows.add([], 0)

    def finish_table(self, name: str, rows: int) -> None:
        """Makes a native table of the header and the rows under it. A table needs at least one row."""
        if not rows or not self.heads:
            return
        if self.ws.page_setup.fitToWidth > 1:
            self.print_to(len(self.heads) - 1)
        for number, part in enumerate(self.parts, 1):
            last = part.rows.count if number < len(self.parts) else self.header_row + self._held(rows)
            area = f"A{self.header_row}:{self._letters[-1]}{last}"
            table: Any = Table(displayName=name if number == 1 else f"{name}_{number}", ref=area)
            table._initialise_columns()
            if not self._setting.profile.filters:
                table.autoFilter = None
            for column, head in zip(table.tableColumns, self.heads, strict=True):
                column.name = head.header
            table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
            part.ws.tables.add(table)  # add_table would warn that columns are to be named by hand, as they are

    def name_range(self, name: str, column: int, rows: int) -> None:
        """A workbook-wide name for a column's cells, with a number for those of a further tab; of at least one row,
        so that formulas stay valid."""
        for number, (part, area) in enumerate(self._areas(column, rows), 1):
            own = name if number == 1 else f"{name}_{number}"
            letter, first, last = area
            place = f"{quoted(part.name)}!${letter}${first}:${letter}${last}"
            self._setting.workbook.defined_names[own] = DefinedName(own, attr_text=place)

    def offer(self, rule: DataValidation, column: int, rows: int) -> None:
        """A list of choices for a column's cells."""
        for part, (letter, first, last) in self._areas(column, rows):
            own = DataValidation(
                type=rule.type, formula1=rule.formula1, allow_blank=rule.allow_blank, showErrorMessage=True
            )
            own.error = rule.error
            own.add(f"{letter}{first}:{letter}{last}")
            part.ws.data_validations.append(own)

    def mark(self, column: int, rule: Rule) -> None:
        """Looks that follow the content of a column; "{cell}" in the rule's formula is its first cell."""
        for part in self.parts:
            if part.rows.count >= self.first_row:
                letter = self._letters[column]
                own = Rule(
                    type=rule.type,
                    dxf=rule.dxf,
                    formula=[text.replace("{cell}", f"{letter}{self.first_row}") for text in rule.formula],
                )
                part.ws.conditional_formatting.add(f"{letter}{self.first_row}:{letter}{part.rows.count}", own)

    def print_to(self, column: int) -> None:
        """Print no column behind this one. Where pages stand side by side the title is above each already."""
        for part in self.parts:
            first = self.header_row if part.ws.page_setup.fitToWidth > 1 else 1
            part.ws.print_area = f"A{first}:{self._letters[column]}{max(part.rows.count, self.first_row)}"

    def close(self) -> None:
        for part in self.parts:
            part.rows.close()
            part.comments.close()

    # the tabs

    def _made(self, name: str, behind: Any) -> _Part:
        book: Any = self._setting.workbook
        index = None if behind is None else book.worksheets.index(behind) + 1
        part = _Part(book.create_sheet(name, index), name, Rows(), Comments(), len(self.heads))
        for number, head in enumerate(self.heads, 1):
            dimension = part.ws.column_dimensions[get_column_letter(number)]
            dimension.width = min(head.width, 255)
            if head.style is ColumnStyle.WORKING:  # folded away under a "+"
                dimension.outlineLevel, dimension.hidden = 1, True
        return part

    def _turn(self) -> None:
        """A further tab: the same head, the title with a number."""
        number = len(self.parts) + 1
        self.place((number - 1) * self._setting.rows)  # gives the name
        self.parts.append(self._made(self._names[number - 1], self.ws))
        self._open(say(self._setting.language, "{title}, continued ({n})", title=self._title, n=number))

    def _open(self, title: str) -> None:
        part, ws = self.parts[-1], self.ws
        if self._setting.profile.freeze:
            ws.freeze_panes = f"{get_column_letter(self._frozen + 1)}{self.first_row}"
        self._pages(self._frozen, title)
        ws._get_writer()  # from here on the sheet's head is fixed, and it takes links
        part.rows.add([self._text("A1", title, TITLE)], 26)
        for n, line in enumerate(self._note, 1):
            last = n == len(self._note)
            part.rows.add([self._text(f"A{self.row + 1}", line, NOTE)], _LINE + (12 if last else 2))
        lines = max((head.lines for head in self.heads), default=1)
        at = zip(self._letters, self.heads, strict=True)
        header = [self._text(f"{letter}{self.header_row}", head.header, HEADER) for letter, head in at]
        part.rows.add(header, min(max(lines, 2) * _LINE + 6, _TALLEST))

    def _held(self, rows: int) -> int:
        """Rows of the table on the last tab."""
        return rows - (len(self.parts) - 1) * self._setting.rows

    def _areas(self, column: int, rows: int) -> Iterator[tuple[_Part, tuple[str, int, int]]]:
        """A column's cells on each tab: its letter, the first and the last row."""
        for number, part in enumerate(self.parts, 1):
            held = self._setting.rows if number < len(self.parts) else self._held(rows)
            yield part, (self._letters[column], self.first_row, self.header_row + max(held, 1))

    def _pages(self, frozen: int, title: str) -> None:
        """Landscape; as many pages side by side as it takes to stay readable, the first columns on each. There the
        title would be cut at the columns that are repeated: it stands above the print of every page."""
        widths = [0.0 if head.style is ColumnStyle.WORKING else head.width for head in self.heads]
        page = self.ws.page_setup
        page.orientation, page.paperSize = "landscape", 9 if sum(widths) <= A4 else 8
        repeated = min(frozen, fitting(widths, A3 * _REPEATED)) if sum(widths) > A3 else frozen
        page.fitToWidth, page.fitToHeight = pages_across(widths, repeated), 0
        if repeated:
            self.ws.print_title_cols = f"A:{get_column_letter(repeated)}"
        self.ws.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        self.ws.print_title_rows = f"{self.header_row}:{self.header_row}"
        if page.fitToWidth > 1:
            head = self.ws.oddHeader.left
            head.text = textwrap.shorten(title, _RUNNING, placeholder="…").replace("&", "&&")
            head.size, head.font, head.color = 14, "Arial,Bold", HEAD[-6:]
        margins = self.ws.page_margins
        margins.left = margins.right = 0.4
        margins.top, margins.bottom = 0.9 if page.fitToWidth > 1 else 0.6, 0.6
        margins.header = 0.45
        self.ws.oddFooter.left.text, self.ws.oddFooter.right.text = "&F — &A", "&P / &N"
        self.ws.oddFooter.left.size = self.ws.oddFooter.right.size = 8

    # cells

    def _empties(self) -> Sequence[int]:
        """The style of an empty cell of each column."""
        if not self._blank:
            live = self._setting.profile.formulas
            looks = [head.style if live else STILL.get(head.style, head.style) for head in self.heads]
            self._blank = [self.styles.get(look) for look in looks]
        return self._blank

    def _text(self, at: str, text: str, look: str) -> str:
        return self._content(at, text, look, _EMPTY)

    def _cell(self, wanted: Cell, look: ColumnStyle, at: str) -> str:
        part = self.parts[-1]
        if wanted.link and part.links < LINKS and len(wanted.link) <= ADDRESS:
            part.links += 1
            part.ws._hyperlinks.append(_hyperlink(wanted, at))
        if wanted.comment and self._setting.profile.comments:
            part.comments.add(part.ws, at, clean(wanted.comment, self._setting.language))
        return self._content(at, wanted.value, look, wanted)

    def _content(self, at: str, content: Content, look: str, wanted: Cell) -> str:
        if isinstance(content, Formula) and not self.live:
            content = content.result
        as_text = False
        if isinstance(content, str):
            content = clean(content, self._setting.language)
            as_text = starts_like_formula(content)
        style = self.styles.get(look, wanted.format, unsettled=wanted.unsettled, as_text=as_text, clash=wanted.clash)
        return make_cell(at, style, content)


def _hyperlink(wanted: Cell, at: str) -> Hyperlink:
    tip = wanted.tip[:_TIP] or None
    if "!" in wanted.link and not wanted.link.startswith(("http:", "https:")):
        return Hyperlink(ref=at, location=wanted.link, tooltip=tip)
    return Hyperlink(ref=at, target=wanted.link, tooltip=tip)


def quoted(title: str) -> str:
    """A sheet's name as formulas and links write it."""
    return "'" + title.replace("'", "''") + "'"
