"""The first sheet: the table itself, each number live, quoted in a comment and linked to its evidence."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace

from openpyxl import Workbook

from workbench.core.export import numberformats
from workbench.core.export.book import COMMENTS, Book, Page
from workbench.core.export.details_sheet import AXES, DetailsSheet
from workbench.core.export.formulas import by_line, one, several, several_best, single, status_formula, status_text
from workbench.core.export.heads import Head
from workbench.core.export.layout import ColumnStyle, Layout
from workbench.core.export.rows import Formula
from workbench.core.export.sheet import Cell
from workbench.core.export.styles import Styles
from workbench.core.export.text_safety import in_formula
from workbench.core.model import comparison as model
from workbench.core.model.comparison import Axis
from workbench.core.model.workbook import Key, Line
from workbench.core.words import say

SAID = "said"  # what most origins say: a statistic that a layout may leave out
STATISTICS = ("headline", "lowest", "highest", "spread", "median", "origins")
NEEDED = ("unit", "value", "to", "most", "assessment", *STATISTICS, "mentions", "status", "badge")
KEYS = (*AXES, *NEEDED, SAID)


@dataclass(frozen=True, slots=True)
class _Block:
    """The columns of one key of the column axis: the value, its upper end where some cell has one, what most origins
    say where some cell's do not agree, what is to be said of it."""

    key: Key
    to: bool
    most: bool
    assessment: bool
    needs: int  # characters for its longest number


class ComparisonSheet:
    """`details` must have been written before: the table quotes its results."""

    def __init__(self, workbook: Workbook, book: Book, layout: Layout, styles: Styles | None) -> None:
        self._book = book
        self._table = book.content.comparison
        self._layout = layout
        self._of_column: dict[Key, list[tuple[Key, model.Cell]]] = defaultdict(list)
        units: dict[Key, Counter[str]] = defaultdict(Counter)
        for (row, column), cell in self._table.cells.items():
            self._of_column[column].append((row, cell))
            units[row][book.unit(cell)] += 1
        self._lines_of: dict[Key, list[Line]] = defaultdict(list)
        for line in book.content.lines:
            self._lines_of[line.row].append(line)
        self._lines = {(line.row, line.column): line for line in book.content.lines}
        self._row_units = {row: self._unit_of(row, said) for row, said in units.items()}
        self._blocks = [self._block(key) for key in self._table.columns]
        self._comments = 0
        self._keys, heads = self._columns()
        spec = self._table.spec
        if book.content.by_source:
            title = say(book.language, "Comparison by source")
        else:
            title = say(book.language, layout.title, rows=self._axes(spec.rows), columns=self._axes(spec.columns))
        title = " — ".join(part for part in (book.content.project, title) if part)
        self.sheet = book.sheet(workbook, layout, styles, heads=heads, title=title)

    def write(self, evidence: Page | None, details: DetailsSheet) -> None:
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
        ends = [self._ends(cell) for cell in cells]
        ranged = any(low != high for low, high in ends)
        by_source = self._book.content.by_source
        several_said = any(cell.mentions > 1 for cell in cells) and not by_source
        most = any(low != high and single(cell.most) for cell, (low, high) in zip(cells, ends, strict=True))
        needs = max(self._book.shown_length(cell, self._unit_beside(row, cell)) for row, cell in self._of_column[key])
        return _Block(key, ranged, most and several_said, several_said, needs)

    def _unit_of(self, row: Key, said: Counter[str]) -> str:
        """The unit of a row: that of its statistics where it has them, else the commonest that is said; a number in
        another one says so itself."""
        if self._book.content.by_source:
            return self._book.unit(self._lines[row, ()].cell)
        return max((unit for unit in said if unit), key=lambda unit: said[unit], default="")

    def _ends(self, cell: model.Cell) -> tuple[float, float]:
        """The numbers a cell shows: of the most exact figure where all agree, else the lowest and the highest."""
        shown = self._shown(cell)
        members = [shown] if shown else cell.members
        worked = [self._book.worked[m.figure.id] for m in members if m.interval is not None]
        factor = self._book.factor(cell)
        return min(w.least for w in worked) / factor, max(w.greatest for w in worked) / factor

    @staticmethod
    def _agreed(cell: model.Cell) -> bool:
        return cell.mentions > 1 and cell.agreed is not None and cell.best is not None

    def _shown(self, cell: model.Cell) -> model.Member | None:
        """Of several figures the one that stands for all: what was decided, else the most exact where they agree."""
        return cell.preferred or (cell.best if self._agreed(cell) else None)

    def _unit_beside(self, row: Key, cell: model.Cell) -> str:
        """The unit to write beside a number: only where it is not that of its row."""
        unit, main = self._book.unit(cell), self._row_units[row]
        return "" if unit == main else unit or "[?]"

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
            if column.key in ("to", "most", "assessment", *AXES) or (
                column.key in (*STATISTICS, SAID) and not book.content.by_source
            ):
                continue
            if column.key != "value":
                add(column.key, column.key)
                continue
            for n, block in enumerate(self._blocks):
                label = book.key(self._table.spec.columns, block.key)
                add("value", f"value{n}", label, block.needs)
                if block.to:
                    add("to", f"to{n}", label, block.needs)
                if block.most:
                    add("most", f"most{n}", label, block.needs)
                if block.assessment:
                    add("assessment", f"assessment{n}", label)
        return keys, heads

    def _write_row(self, row: Key, evidence: Page | None, details: DetailsSheet) -> None:
        book = self._book
        filled = [
            (n, b, self._table.cells[row, b.key])
            for n, b in enumerate(self._blocks)
            if (row, b.key) in self._table.cells
        ]
        cells = {
            axis.value: Cell(book.axis_value(axis, value))
            for axis, value in zip(self._table.spec.rows, row, strict=True)
        }
        cells["unit"] = Cell(self._row_units[row])
        for n, block, cell in filled:
            unit = self._unit_beside(row, cell)
            value, upper = self._value(cell, book.content.cell_ids[row, block.key], unit, evidence)
            cells[f"value{n}"] = value
            if block.to:
                cells[f"to{n}"] = upper
            if block.most:
                cells[f"most{n}"] = self._most(cell, unit)
            if block.assessment:
                cells[f"assessment{n}"] = self._assessment(self._lines[row, block.key], details)
        for n, block in enumerate(self._blocks):  # nothing to say leaves no grey gap
            if block.most:
                cells.setdefault(f"most{n}", Cell(style=ColumnStyle.TEXT))
            if block.assessment:
                cells.setdefault(f"assessment{n}", Cell(style=ColumnStyle.TEXT))
        cells |= self._row_statistics(row, details)
        self.sheet.write([cells.get(key) for key in self._keys])

    def _value(self, cell: model.Cell, key: str, unit: str, evidence: Page | None) -> tuple[Cell, Cell]:
        """What the figures of a cell state: the only number, the most exact one where they agree, else the lowest and
        the highest, each with its own qualifier."""
        book, members = self._book, cell.members
        low, high = self._ends(cell)
        shown = members[0] if len(members) == 1 else self._shown(cell)
        least, greatest = self._formulas(cell, key)
        upper = f'=IFERROR(IF(({greatest[1:]})=({least[1:]}),"",{greatest[1:]}),"")'
        before, above = ("", "") if shown else book.ends(cell)
        self._comments += 1
        unsettled, clash = cell.settled == 0, book.clashes([cell.preferred] if cell.preferred else members)
        value = Cell(
            Formula(least, low),
            self._format(cell, shown, unit, before),
            comment=book.comment([m.figure for m in members]) if self._comments <= COMMENTS else "",
            link=book.evidence_link(evidence, (shown or members[0]).figure.id),
            tip=say(book.language, "To the evidence"),
            unsettled=unsettled,
            clash=clash,
        )
        if high == low:
            return value, Cell(Formula(upper, ""), self._format(cell, shown, unit, above))
        look = self._format(cell, shown, unit, above)
        return value, Cell(Formula(upper, high), look, unsettled=unsettled, clash=clash)

    def _format(self, cell: model.Cell, shown: model.Member | None, unit: str, sign: str) -> str:
        """The marks are those of the whole cell, whichever of its figures is shown."""
        if shown is None or len(cell.members) == 1:
            return self._book.format(cell, shown, unit=unit, before=sign)
        amount = shown.figure.amount
        assert amount is not None, "members state amounts"
        before = numberformats.prefix(amount.qualifier, self._book.language)
        return self._book.format(cell, unit=unit, before=before)

    def _formulas(self, cell: model.Cell, key: str) -> tuple[str, str]:
        """For the lower and the upper number of a cell."""
        factor, only = self._book.factor(cell), cell.members[0] if len(cell.members) == 1 else None
        ways = (("ev_least", "MINIFS"), ("ev_greatest", "MAXIFS"))
        if only is None and cell.preferred is not None:
            only = cell.preferred
        if only is not None:
            made = [one(only.figure.guid, name, factor) for name, _ in ways]
        elif self._agreed(cell) and cell.best is not None:
            made = [several_best(key, cell.best.figure.guid, name, function, factor) for name, function in ways]
        else:
            made = [several("ev_cell", key, name, function, factor) for name, function in ways]
        return made[0], made[1]

    def _most(self, cell: model.Cell, unit: str) -> Cell:
        """The number that most origins state, where they do not agree."""
        member, (low, high) = single(cell.most), self._ends(cell)
        if member is None or low == high or cell.mentions < 2:
            return Cell(style=ColumnStyle.TEXT)
        factor, figure = self._book.factor(cell), member.figure
        formula = Formula(one(figure.guid, "ev_least", factor), self._book.worked[figure.id].least / factor)
        return Cell(formula, self._book.format(cell, member, unit=unit), unsettled=cell.settled == 0)

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
        lowest, highest = (numberformats.number(decimals, before=sign) for sign in book.ends(line.cell))
        first = single(line.cell.headline)
        sign = (
            numberformats.prefix(first.figure.amount.qualifier, book.language)
            if first and first.figure.amount
            else ""
        )
        values: dict[str, tuple[float | str, str]] = {
            "headline": (results.headline, numberformats.number(decimals, before=sign)),
            "lowest": (results.lowest, lowest),
            "highest": (results.highest, highest),
            "spread": (results.spread, plain),
            "median": (results.median, bound),
            "mentions": (results.mentions, numberformats.INTEGER),
            "origins": (line.cell.origins, numberformats.INTEGER),
            "status": (status_text(results.settled, results.mentions, book.words), ""),
            "badge": (details.badge_of(line), ""),
        }
        cells = {
            key: Cell(Formula("=" + by_line(line.id, f"line_{key}"), result), look)
            for key, (result, look) in values.items()
        }
        cells[SAID] = details.number_of(line, line.cell.most)
        return cells if first else cells | {"headline": Cell()}
