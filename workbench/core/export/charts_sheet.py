"""The sheet of charts: each contradiction as intervals in one unit, beside the numbers it is drawn from.

A row is what one source states; the chart of a conflict stands to the right of its rows and is drawn from them, so it
follows an edit of the evidence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from openpyxl import Workbook

from workbench.core.export import interval_chart, numberformats
from workbench.core.export.book import Book, Page
from workbench.core.export.finishing import Alternative
from workbench.core.export.formulas import by_guid
from workbench.core.export.interval_chart import Drawn
from workbench.core.export.layout import Layout
from workbench.core.export.numberformats import ENDLESS
from workbench.core.export.rows import Formula
from workbench.core.export.sheet import Cell
from workbench.core.export.styles import Styles
from workbench.core.model.conflict import Conflict, Relation
from workbench.core.model.figure import Figure, FigureId
from workbench.core.model.workbook import EvidenceRow
from workbench.core.vocabulary.naming import shortened
from workbench.core.vocabulary.phrases import amount_words
from workbench.core.vocabulary.units import units
from workbench.core.words import say

CHARTS = 100  # more make every program slow
MEMBERS = 24  # in one chart
_DRAWN = (Relation.CONTRADICTION, Relation.SCALE_SLIP)  # of the others no two numbers have a scale in common
_ROW, _CHART = 34.0, 170.0  # points: of a row and of a chart at least
_SOURCE = 34  # letters of a source's name beside a bar
_MARGIN = 0.08  # of the scale: how far an open end reaches beyond the last number

NEEDED = ("no", "label", "unit", "from", "to", "middle", "half")
KEYS = (*NEEDED, "about", "figure")


@dataclass(frozen=True, slots=True)
class _Chart:
    """A conflict with its place among all, and the figures that can be drawn in one unit."""

    number: int
    conflict: Conflict
    rows: Sequence[EvidenceRow]
    unit: str | None
    scale: Decimal
    factor: float
    edges: tuple[float, float]  # where open ends are drawn to


class ChartsSheet:
    def __init__(self, workbook: Workbook, book: Book, layout: Layout, styles: Styles | None) -> None:
        self._book = book
        self._layout = layout
        self._keys = [column.key for column in layout.columns]
        self._charts = self._wanted()
        self.alternatives: list[Alternative] = []
        self.sheet = book.sheet(workbook, layout, styles)
        orders, order = {}, 0
        for chart in self._charts:
            orders[chart.conflict] = order
            order += len(chart.rows)
        self._orders = orders

    def place(self, conflict: Conflict) -> str:
        """Where the chart of a conflict stands; "" where it has none."""
        order = self._orders.get(conflict)
        return "" if order is None else self.sheet.place(order)

    @property
    def left_out(self) -> int:
        """Conflicts that could be drawn and are too many."""
        drawable = sum(conflict.relation in _DRAWN for conflict in self._book.content.conflicts)
        return max(drawable - CHARTS, 0)

    def write(self, evidence: Page | None) -> None:
        self.sheet.begin()
        for chart in self._charts:
            self._write_chart(chart, evidence)
        if not self._charts:
            self.sheet.write([None, Cell(say(self._book.language, "No two numbers contradict each other."))])
        rows = sum(len(chart.rows) for chart in self._charts)
        self.sheet.finish_table(self._layout.table, rows)
        self.sheet.name_range("own_charts", 0, rows)  # its numbers are no formulas typed over (tampering.py)

    def _wanted(self) -> list[_Chart]:
        drawable = [
            (number, conflict)
            for number, conflict in enumerate(self._book.content.conflicts, 1)
            if conflict.relation in _DRAWN
        ]
        made = (self._chart(number, conflict) for number, conflict in drawable[:CHARTS])
        room, fitting = self._book.setting.rows, []
        for chart in made:
            if chart is None:
                continue
            room -= len(chart.rows)
            if room < 0:  # a chart is drawn from rows of its own tab
                break
            fitting.append(chart)
        return fitting

    def _chart(self, number: int, conflict: Conflict) -> _Chart | None:
        """None where fewer than two of its figures have a unit in common."""
        rows = [self._book.rows[i] for i in conflict.members if i in self._book.rows][:MEMBERS]
        if not rows:
            return None
        lead = next((row for row in rows if not row.rates), rows[0])  # not one that a rate turned into another money
        unit, scale = (lead.base_unit, Decimal(1)) if lead.rates else (lead.unit or None, lead.scale)
        rows = [row for row in rows if row.base_unit == lead.base_unit]
        if len(rows) < 2:
            return None
        factor = float((units().factor(unit) if unit else None) or 1) * float(scale)
        bounds = [end for row in rows for end in self._ends(row.figure.id, factor) if end is not None]
        low, high = min(bounds, default=0.0), max(bounds, default=0.0)
        reach = (high - low or abs(high) or 1.0) * _MARGIN
        edges = (0.0 if low >= 0 else low - reach), high + reach
        return _Chart(number, conflict, rows, unit, scale, factor, edges)

    def _ends(self, figure: FigureId, factor: float) -> tuple[float | None, float | None]:
        """What a figure's number means, None at an open end."""
        found = self._book.worked[figure]
        ends = (found.at_least, found.at_most)
        low, high = (end / factor if abs(end) < ENDLESS else None for end in ends)
        return low, high

    def _write_chart(self, chart: _Chart, evidence: Page | None) -> None:
        first = self.sheet.next_row
        height = max(_ROW, _CHART / len(chart.rows))
        drawn = []
        for row in chart.rows:
            cells, one = self._cells(chart, row, evidence)
            self.sheet.write([cells.get(key) for key in self._keys], height=height)
            drawn.append(one)
        title = self._title(chart)
        columns = {key: self._keys.index(key) for key in NEEDED}
        unit = self._book.names.unit(chart.unit, chart.scale)
        interval_chart.add(
            self.sheet, interval_chart.Place(first, columns, len(self._keys)), title=title, unit=unit, drawn=drawn
        )
        self.alternatives.append(Alternative(title, self._told(title, drawn)))

    def _cells(self, chart: _Chart, row: EvidenceRow, evidence: Page | None) -> tuple[Mapping[str, Cell], Drawn]:
        book, figure = self._book, row.figure
        low, high = self._ends(figure.id, chart.factor)
        least = chart.edges[0] if low is None else low
        most = chart.edges[1] if high is None else high
        look = numberformats.number(max(numberformats.decimals_of(Decimal(f"{end:.4g}")) for end in (least, most)))
        label = self._label(figure)
        number = self.sheet.next_row
        at = {key: f"{self.sheet.letter(n)}{number}" for n, key in enumerate(self._keys)}
        middle, half = (least + most) / 2, (most - least) / 2
        cells = {
            "no": Cell(chart.number, numberformats.INTEGER),
            "about": Cell(self._title(chart)),
            "label": Cell(label),
            "unit": Cell(book.names.unit(chart.unit, chart.scale)),
            "from": Cell(Formula(_end(figure.guid, "ev_at_least", chart, 0), least), look),
            "to": Cell(Formula(_end(figure.guid, "ev_at_most", chart, 1), most), look),
            "middle": Cell(Formula(f"=({at['from']}+{at['to']})/2", middle), look),
            "half": Cell(Formula(f"=({at['to']}-{at['from']})/2", half), look),
            "figure": Cell(int(figure.id), numberformats.INTEGER, link=book.evidence_link(evidence, figure.id)),
        }
        return cells, Drawn(label, middle, half)

    def _label(self, figure: Figure) -> str:
        """ "2.6 Mt — The Orda Ledger", with a tick where a verdict calls it right."""
        source = self._book.content.sources.get(figure.article_id)
        said = amount_words(figure.amount, figure.unit, self._book.language)
        who = shortened(source.label, _SOURCE) if source else ""
        right = any(one.holds and one.preferred == figure.id for one in self._book.content.standings)
        return ("✓ " if right else "") + said + (f" — {who}" if who else "")

    def _title(self, chart: _Chart) -> str:
        """ "Conflict 1: reserves · Kazakhstan · rare earths"."""
        subject, measure, item = (chart.conflict.key + ("", "", ""))[:3]
        named = [self._book.names.of(one) for one in (measure, subject, item) if one]
        what = " · ".join(named) or self._book.say(chart.conflict.relation.value)
        return say(self._book.language, "Conflict {n}: {what}", n=chart.number, what=shortened(what, 120))

    def _told(self, title: str, drawn: Sequence[Drawn]) -> str:
        """The picture in words."""
        stated = "; ".join(one.label for one in drawn)
        return say(self._book.language, "{title}. Horizontal bars show what each source states: {stated}.",
                   title=title, stated=stated)  # fmt: skip


def _end(guid: str, name: str, chart: _Chart, end: int) -> str:
    """The end of what a figure's number means, in the unit of the chart; an open one reaches to its edge."""
    value = f"{by_guid(guid, name)}/{chart.factor:.15g}"
    open_ended = f"ABS({by_guid(guid, name)})>={ENDLESS:.0E}"
    return f"=IFERROR(IF({open_ended},{chart.edges[end]:.15g},{value}),{chart.edges[end]:.15g})"
