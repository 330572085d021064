"""The first sheet: the table itself, each number live, quoted in a comment and linked to its evidence."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

from openpyxl import Workbook

from workbench.core.export import numberformats
from workbench.core.export.book import COMMENTS, Book, Page
from workbench.core.export.details_sheet import AXES, DetailsSheet
from workbench.core.export.formulas import by_line, one, several, status_formula, status_text
from workbench.core.export.layout import ColumnStyle, Layout
from workbench.core.export.rows import Formula
from workbench.core.export.sheet import Cell, Head, Sheet
from workbench.core.export.styles import Styles
from workbench.core.export.text_safety import in_formula
from workbench.core.model import comparison as model
from workbench.core.model.comparison import Axis
from workbench.core.model.workbook import Key, Line
from workbench.core.words import say

STATISTICS = ("lowest", "highest", "spread", "median", "origins")
NEEDED = ("unit", "value", "to", "assessment", *STATISTICS, "mentions", "status", "badge")
KEYS = (*AXES, *NEEDED)


@dataclass(frozen=True, slots=True)
class _Block:
    """The columns of one key of the column axis: the value, its upper end, what is to be said of it."""

    key: Key
    to: bool
    assessment: bool
    needs: int  # characters for its longest number


class ComparisonSheet:
    """`details` must have been written before: the table quotes its results."""

    def __init__(self, workbook: Workbook, book: Book, layout: Layout, styles: Styles | None) -> None:
        self._book = book
        self._table = book.content.comparison
        self._layout = layout
        self._of_column: dict[Key, list[tuple[Key, model.Cell]]] = defaultdict(list)
        self._row_units: dict[Key, set[str]] = defaultdict(set)
        for (row, column), cell in self._table.cells.items():
            self._of_column[column].append((row, cell))
            self._row_units[row].add(book.unit(cell))
        self._lines_of: dict[Key, list[Line]] = defaultdict(list)
        for line in book.content.lines:
            self._lines_of[line.row].append(line)
        self._blocks = [self._block(key) for key in self._table.columns]
        self._lines = {(line.row, line.column): line for line in book.content.lines}
        self._comments = 0
        self._keys, heads = self._columns()
        spec = self._table.spec
        title = say(book.language, layout.title, rows=self._axes(spec.rows), columns=self._axes(spec.columns))
        self.sheet = Sheet(
            workbook,
            book.say(layout.sheet),
            heads,
            title=" — ".join(part for part in (book.content.project, title) if part),
            note=book.say(layout.note),
            language=book.language,
            styles=styles,
        )

    def write(self, evidence: Page, details: DetailsSheet) -> None:
        self.sheet.begin(freeze_columns=len(self._table.spec.rows) + 1)
        for row in self._table.rows:
            self._write_row(row, evidence, details)
        if not self._table.rows:
            self.sheet.write([Cell(say(self._book.language, "No figures to compare yet."))])
        self.sheet.finish_table(self._layout.table, len(self._table.rows))

    def badges(self) -> list[int]:
        """The columns that hold assessments."""
        return [n for n, head in enumerate(self.sheet.heads) if head.style is ColumnStyle.CALC_TEXT]

    def _axes(self, axes: tuple[Axis, ...]) -> str:
        return ", ".join(self._book.say(axis.value) for axis in axes) or say(self._book.language, "all")

    def _block(self, key: Key) -> _Block:
        cells = [cell for _, cell in self._of_column[key]]
        ranged = any(cell.spread[0] != cell.spread[1] for cell in cells)
        several_said = any(cell.mentions > 1 for cell in cells) and not self._book.content.by_source
        needs = max(self._book.shown_length(cell, self._unit_beside(row, cell)) for row, cell in self._of_column[key])
        return _Block(key, ranged, several_said, needs)

    def _unit_beside(self, row: Key, cell: model.Cell) -> str:
        """The unit to write beside a number: only where the row's cells have different ones."""
        return "" if len(self._row_units[row]) == 1 else self._book.unit(cell)

    def _columns(self) -> tuple[list[str], list[Head]]:
        """Row axes in their order, unit, a block for each column key, then the statistics of the row."""
        layout, book = self._layout, self._book
        keys: list[str] = []
        heads: list[Head] = []

        def add(name: str, key: str, label: str = "", needs: int = 0) -> None:
            keys.append(key)
            head = book.head(layout.column(name), column=label)
            heads.append(replace(head, width=max(head.width, needs + 3)))

        for axis in self._table.spec.rows:
            add(axis.value, axis.value)
        for column in layout.columns:
            if column.key in ("to", "assessment", *AXES) or (column.key in STATISTICS and not book.content.by_source):
                continue
            if column.key != "value":
                add(column.key, column.key)
                continue
            for n, block in enumerate(self._blocks):
                label = book.key(self._table.spec.columns, block.key)
                add("value", f"value{n}", label, block.needs)
                if block.to:
                    add("to", f"to{n}", label, block.needs)
                if block.assessment:
                    add("assessment", f"assessment{n}", label)
        return keys, heads

    def _write_row(self, row: Key, evidence: Page, details: DetailsSheet) -> None:
        book = self._book
        filled = [
            (n, b, self._table.cells[row, b.key])
            for n, b in enumerate(self._blocks)
            if (row, b.key) in self._table.cells
        ]
        units = self._row_units[row]
        cells = {
            axis.value: Cell(book.axis_value(axis, value))
            for axis, value in zip(self._table.spec.rows, row, strict=True)
        }
        cells["unit"] = Cell(min(units) if len(units) == 1 else say(book.language, "beside the number"))
        for n, block, cell in filled:
            unit = self._unit_beside(row, cell)
            value, upper = self._value(cell, book.content.cell_ids[row, block.key], unit, evidence)
            cells[f"value{n}"] = value
            if block.to:
                cells[f"to{n}"] = upper
            if block.assessment:
                cells[f"assessment{n}"] = self._assessment(self._lines[row, block.key], details)
        for n, block in enumerate(self._blocks):
            if block.assessment:  # nothing to assess leaves no grey gap
                cells.setdefault(f"assessment{n}", Cell(style=ColumnStyle.TEXT))
        cells |= self._row_statistics(row, details)
        self.sheet.write([cells.get(key) for key in self._keys])

    def _value(self, cell: model.Cell, key: str, unit: str, evidence: Page) -> tuple[Cell, Cell]:
        """What the figures of a cell state: the only number or the lowest, and the highest where that is another."""
        book, members, factor = self._book, cell.members, self._book.factor(cell)
        only = members[0] if len(members) == 1 else None
        worked = [book.worked[m.figure.id] for m in members if m.interval is not None]
        low, high = min(w.least for w in worked) / factor, max(w.greatest for w in worked) / factor
        if only is not None:
            least, greatest = (one(only.figure.guid, name, factor) for name in ("ev_least", "ev_greatest"))
        else:
            least = several("ev_cell", key, "ev_least", "MINIFS", factor)
            greatest = several("ev_cell", key, "ev_greatest", "MAXIFS", factor)
        upper = f'=IFERROR(IF(({greatest[1:]})=({least[1:]}),"",{greatest[1:]}),"")'
        look, unsettled = book.format(cell, only, unit=unit), cell.settled == 0
        self._comments += 1
        value = Cell(
            Formula(least, low),
            look,
            unsettled=unsettled,
            comment=book.comment([m.figure for m in members]) if self._comments <= COMMENTS else "",
            link=book.evidence_link(evidence, members[0].figure.id),
            tip=say(book.language, "To the evidence"),
        )
        return value, Cell(Formula(upper, "" if high == low else high), look, unsettled=unsettled)

    def _assessment(self, line: Line, details: DetailsSheet) -> Cell:
        """The line's badge with its mentions and origins."""
        if line.cell.mentions < 2:
            return Cell(style=ColumnStyle.TEXT)
        results = details.results[line.id]
        mentions, origins = by_line(line.id, "line_mentions"), by_line(line.id, "line_origins")
        between, behind = in_formula(" · "), in_formula("/")
        formula = f"={by_line(line.id, 'line_badge')}&{between}&{mentions}&{behind}&{origins}"
        text = f"{details.badge_of(line)} · {results.mentions}/{line.cell.origins}"
        return Cell(Formula(formula, text))

    def _row_statistics(self, row: Key, details: DetailsSheet) -> dict[str, Cell]:
        if self._book.content.by_source:
            return self._of_line(self._lines[row, ()], details)
        book, name = self._book, in_formula(details.row_id(row))
        lines = self._lines_of[row]
        mentions, settled = sum(x.cell.mentions for x in lines), sum(x.cell.settled for x in lines)
        sums = {key: f"SUMIFS(line_{key},line_row,{name})" for key in ("mentions", "settled")}
        badges = [details.badge_of(line) for line in lines]
        worst = next((s for s in "≠▲?" if any(b.startswith(s) for b in badges)), "")
        said = {
            "≠": book.words.contradiction,
            "▲": book.words.spread,
            "?": "? " + say(book.language, "missing unit"),
            "": "–",
        }
        formula = '"–"'
        for sign, pattern in (("?", "~?*"), ("▲", "▲*"), ("≠", "≠*")):
            found = f"COUNTIFS(line_row,{name},line_badge,{in_formula(pattern)})"
            formula = f"IF({found}>0,{in_formula(said[sign])},{formula})"
        status = status_text(settled, mentions, book.words)
        return {
            "mentions": Cell(Formula("=" + sums["mentions"], mentions), numberformats.INTEGER),
            "status": Cell(Formula(status_formula(sums["settled"], sums["mentions"], book.words), status)),
            "badge": Cell(Formula("=" + formula, said[worst])),
        }

    def _of_line(self, line: Line, details: DetailsSheet) -> dict[str, Cell]:
        """The statistics of a row whose columns are sources."""
        results, book = details.results[line.id], self._book
        decimals = book.decimals(line.cell)
        plain, bound = numberformats.number(decimals), numberformats.number(decimals, before=book.prefix(line.cell))
        values: dict[str, tuple[float | str, str]] = {
            "lowest": (results.lowest, bound),
            "highest": (results.highest, bound),
            "spread": (results.spread, plain),
            "median": (results.median, bound),
            "mentions": (results.mentions, numberformats.INTEGER),
            "origins": (line.cell.origins, numberformats.INTEGER),
            "status": (status_text(results.settled, results.mentions, book.words), ""),
            "badge": (details.badge_of(line), ""),
        }
        return {
            key: Cell(Formula("=" + by_line(line.id, f"line_{key}"), result), look)
            for key, (result, look) in values.items()
        }
