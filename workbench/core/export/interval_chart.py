"""One native chart: intervals as thick bars with ends, one below the other, drawn from cells of its sheet.

A bar that is not seen reaches to the middle of an interval; what is seen is its error bar, which is as long as the
interval and has an end on each side, so that an exact number is a tick. Dark on white: nothing depends on colour.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl.chart import BarChart
from openpyxl.chart.data_source import AxDataSource, NumData, NumDataSource, NumRef, NumVal, StrData, StrRef, StrVal
from openpyxl.chart.error_bar import ErrorBars
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.series import Series
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.drawing.text import CharacterProperties, Font, Paragraph, ParagraphProperties, RegularTextRun
from openpyxl.utils import get_column_letter

from workbench.core.export.sheet import Sheet, quoted
from workbench.core.export.styles import FONT, HEAD, INK
from workbench.core.export.text_safety import clean

WIDE = 11  # columns that a chart reaches over, each of eight digits
_GAP = 1  # columns between the table and its charts
_BAR = 76_200  # EMU: six points
_SPACE = 63_500  # EMU above a chart
_GRID = "C9CED4"


@dataclass(frozen=True, slots=True)
class Drawn:
    label: str
    middle: float
    half: float


@dataclass(frozen=True, slots=True)
class Place:
    """The first of a chart's rows, its columns by key (from 0), how many columns the table has."""

    row: int
    columns: Mapping[str, int]
    width: int


def add(sheet: Sheet, place: Place, *, title: str, unit: str, drawn: Sequence[Drawn]) -> None:
    """Puts the chart of these rows beside them."""
    chart: Any = BarChart()
    chart.type, chart.gapWidth, chart.legend = "bar", 60, None
    chart.visible_cells_only = False  # a reader may fold rows or columns away
    chart.roundedCorners = False
    chart.title = _title(clean(title, "en"), 1100, bold=True)
    chart.series.append(_series(sheet, place, drawn))
    names, scale = chart.x_axis, chart.y_axis
    names.scaling.orientation = "maxMin"  # the first row on top
    names.delete = scale.delete = False
    names.tickLblPos, names.majorTickMark = "low", "none"
    scale.crosses, scale.axPos = "max", "b"
    scale.number_format, scale.numFmt.sourceLinked = "#,##0.###", False
    scale.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=_GRID, w=6350))
    scale.title = _title(clean(unit, "en"), 900, bold=False) if unit else None
    for axis in (names, scale):
        axis.txPr = RichText(p=[_paragraph(900)])
        axis.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=_GRID))
    chart.layout = Layout(manualLayout=ManualLayout(layoutTarget="inner", x=0.40, y=0.16, w=0.55, h=0.58))
    first = place.width + _GAP
    chart.anchor = TwoCellAnchor(
        editAs="oneCell",
        _from=AnchorMarker(col=first, row=place.row - 1, rowOff=_SPACE),
        to=AnchorMarker(col=first + WIDE, row=place.row - 1 + len(drawn)),
    )
    sheet.ws._charts.append(chart)


def _series(sheet: Sheet, place: Place, drawn: Sequence[Drawn]) -> Any:
    def area(key: str) -> str:
        letter = get_column_letter(place.columns[key] + 1)
        return f"{quoted(sheet.parts[-1].name)}!${letter}${place.row}:${letter}${place.row + len(drawn) - 1}"

    def numbers(key: str, values: Sequence[float]) -> NumDataSource:
        points = [NumVal(idx=n, v=repr(value)) for n, value in enumerate(values)]
        held = NumData(formatCode="General", ptCount=len(points), pt=points)
        return NumDataSource(numRef=NumRef(f=area(key), numCache=held))

    halves = [one.half for one in drawn]
    labels = [StrVal(idx=n, v=clean(one.label, "en")) for n, one in enumerate(drawn)]
    error = ErrorBars(
        errBarType="both",
        errValType="cust",
        noEndCap=False,
        plus=numbers("half", halves),
        minus=numbers("half", halves),
        spPr=GraphicalProperties(ln=LineProperties(solidFill=INK, w=_BAR // 2)),
    )
    series: Any = Series(
        idx=0,
        order=0,
        cat=AxDataSource(strRef=StrRef(f=area("label"), strCache=StrData(ptCount=len(labels), pt=labels))),
        val=numbers("middle", [one.middle for one in drawn]),
        errBars=error,
        spPr=GraphicalProperties(noFill=True, ln=LineProperties(noFill=True)),
    )
    series.invertIfNegative = False
    return series


def _letters(size: int, *, bold: bool = False) -> CharacterProperties:
    return CharacterProperties(sz=size, b=bold, solidFill=HEAD if bold else INK, latin=Font(typeface=FONT))


def _title(text: str, size: int, *, bold: bool) -> Title:
    paragraph = _paragraph(size, bold=bold)
    paragraph.r = [RegularTextRun(rPr=_letters(size, bold=bold), t=text)]
    return Title(overlay=False, tx=Text(rich=RichText(p=[paragraph])))


def _paragraph(size: int, *, bold: bool = False) -> Any:
    """Without text: openpyxl would put an empty one in."""
    made: Any = Paragraph(pPr=ParagraphProperties(defRPr=_letters(size, bold=bold)), endParaRPr=_letters(size))
    made.r = []
    return made
