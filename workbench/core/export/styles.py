"""How cells look: a few named looks, each made once for every number format that it is used with."""

from __future__ import annotations

import re
from copy import copy
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from workbench.core.export.layout import ColumnStyle

FONT = "Arial"
SIZE = 10
INK, QUIET, LINK, HEAD, GRID = "1F2933", "5F6B76", "0B57A4", "1F3A5F", "C9CED4"
GREY, YELLOW, ROSE, RUST = "F2F4F6", "FFF8E1", "FBE3D6", "8A2C0D"
TITLE, NOTE, HEADER, PARAGRAPH_HEAD, PARAGRAPH = "title", "paragraph note", "header", "paragraph head", "paragraph"

STILL = {  # looks of a workbook in which nothing is edited and nothing follows
    ColumnStyle.INPUT: ColumnStyle.NUMBER,
    ColumnStyle.INPUT_TEXT: ColumnStyle.TEXT,
    ColumnStyle.CALC: ColumnStyle.NUMBER,
    ColumnStyle.CALC_TEXT: ColumnStyle.TEXT,
}
FORMATS = 190  # of 200 that every version of Excel holds
ALWAYS = ("#,##0", "#,##0.0", "#,##0.00", "#,##0.000")  # by decimals: what a number falls back to

_SIDE = Side(style="thin", color=GRID)
_BOX = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
_TEXT = Alignment(wrap_text=True, vertical="top", horizontal="left", indent=1)
_NUMBER = Alignment(horizontal="right", vertical="top", indent=1)


def _font(**more: Any) -> Font:
    parts: dict[str, Any] = {"name": FONT, "size": SIZE, "color": INK}
    return Font(**(parts | more))


def _fill(color: str) -> PatternFill:
    return PatternFill("solid", fgColor=color)


def _looks() -> dict[str, dict[str, Any]]:
    """The parts of each look."""
    return {
        TITLE: {"font": _font(size=15, bold=True, color=HEAD), "alignment": Alignment(vertical="center")},
        NOTE: {"font": _font(color=QUIET), "alignment": Alignment(vertical="top")},
        HEADER: {
            "font": _font(bold=True, color="FFFFFF"),
            "fill": _fill(HEAD),
            "alignment": Alignment(wrap_text=True, vertical="center", horizontal="left", indent=1),
            "border": _BOX,
        },
        PARAGRAPH_HEAD: {"font": _font(size=11, bold=True, color=HEAD), "alignment": _TEXT},
        PARAGRAPH: {"font": _font(), "alignment": _TEXT},
        ColumnStyle.LABEL: {"font": _font(bold=True), "alignment": _TEXT, "border": _BOX},
        ColumnStyle.TEXT: {"font": _font(), "alignment": _TEXT, "border": _BOX},
        ColumnStyle.LINK: {"font": _font(color=LINK, underline="single"), "alignment": _TEXT, "border": _BOX},
        ColumnStyle.COUNT: {"font": _font(), "alignment": _NUMBER, "border": _BOX},
        ColumnStyle.NUMBER: {"font": _font(), "alignment": _NUMBER, "border": _BOX},
        ColumnStyle.CALC: {"font": _font(), "alignment": _NUMBER, "border": _BOX, "fill": _fill(GREY)},
        ColumnStyle.CALC_TEXT: {"font": _font(), "alignment": _TEXT, "border": _BOX, "fill": _fill(GREY)},
        ColumnStyle.INPUT: {"font": _font(), "alignment": _NUMBER, "border": _BOX, "fill": _fill(YELLOW)},
        ColumnStyle.INPUT_TEXT: {"font": _font(), "alignment": _TEXT, "border": _BOX, "fill": _fill(YELLOW)},
        ColumnStyle.WORKING: {"font": _font(color=QUIET), "alignment": Alignment(vertical="top"), "border": _BOX},
    }


def measured_in(workbook: Workbook) -> None:
    """Makes our font the workbook's own: the widths of columns count its digits. A font that a machine does not have
    would make them wider there."""
    book: Any = workbook
    own = Font(name=FONT, size=SIZE, family=2)
    book._fonts = IndexedList([own])
    book._named_styles["Normal"].font = own


class Styles:
    """The numbers of the styles of one workbook, each made when it is first asked for."""

    def __init__(self, sheet: WriteOnlyWorksheet) -> None:
        self._sheet = sheet
        self._looks = _looks()
        self._made: dict[tuple[str, str, bool, bool, bool], int] = {}
        self._formats: set[str] = set()
        self.crowded = False  # whether more number formats were asked for than there may be

    def get(
        self,
        look: str,
        number_format: str = "",
        *,
        unsettled: bool = False,
        as_text: bool = False,
        clash: bool = False,
    ) -> int:
        """`unsettled`: grey italics, for what no analyst has confirmed. `as_text`: text that looks like a formula.
        `clash`: filled, for what another source contradicts."""
        key = (look, number_format, unsettled, as_text, clash)
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = self._make(look, self._allowed(number_format), *key[2:])
        return made

    def _allowed(self, number_format: str) -> str:
        """The format; beyond what Excel holds without its words: a plain number is better than a file it repairs."""
        if number_format in self._formats or not number_format:
            return number_format
        if len(self._formats) < FORMATS:
            self._formats.add(number_format)
            return number_format
        self.crowded = True
        decimals = re.search(r"#,##0\.(0+)", number_format)
        return ALWAYS[len(decimals[1]) if decimals else 0]

    def _make(self, look: str, number_format: str, unsettled: bool, as_text: bool, clash: bool) -> int:
        cell: Any = WriteOnlyCell(self._sheet)
        for part, value in self._looks[look].items():
            setattr(cell, part, value)
        if unsettled or clash:
            font = copy(self._looks[look]["font"])
            font.italic = unsettled
            font.color = RUST if clash else QUIET
            cell.font = font
        if clash:
            cell.fill = _fill(ROSE)
        if number_format:
            cell.number_format = number_format
        if as_text:
            cell.quotePrefix = True
        made: int = cell.style_id
        return made
