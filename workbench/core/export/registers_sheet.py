"""The sheet of registers: a row for each value of each record, and for each wanted field that says nothing."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from openpyxl import Workbook

from workbench.core.export import numberformats
from workbench.core.export.book import Book, Page
from workbench.core.export.layout import Layout
from workbench.core.export.sheet import Cell
from workbench.core.export.sources_sheet import day
from workbench.core.export.styles import Styles
from workbench.core.model.record_view import FieldView, RecordView, RegisterView, ValueView
from workbench.core.model.register import Stated
from workbench.core.words import say

KEYS = (
    "register", "record", "field", "value", "low", "high", "unit", "state", "remark", "quote", "source", "start",
    "end", "evidence", "author", "at",
)  # fmt: skip
_MOST_DECIMALS = 6


class RegistersSheet:
    def __init__(self, workbook: Workbook, book: Book, layout: Layout, styles: Styles | None) -> None:
        self._book = book
        self._layout = layout
        self._keys = [column.key for column in layout.columns]
        self.sheet = book.sheet(workbook, layout, styles)

    def write(self, evidence: Page | None, sources: Page | None) -> None:
        self.sheet.begin(freeze_columns=2)
        count = 0
        for register in self._book.content.registers:
            for record in register.records:
                for cells in self._rows(register, record, evidence, sources):
                    self.sheet.write([cells.get(key) for key in self._keys])
                    count += 1
        self.sheet.finish_table(self._layout.table, count)

    def _rows(
        self, register: RegisterView, record: RecordView, evidence: Page | None, sources: Page | None
    ) -> Iterator[dict[str, Cell]]:
        head = {"register": Cell(self._book.say(register.type.title)), "record": Cell(record.record.name)}
        for field in record.fields:
            about = {"field": Cell(field.title), "remark": Cell(self._remark(field))}
            if field.missing:
                yield head | about | {"state": Cell(say(self._book.language, "missing"))}
            for value in field.values:
                yield head | about | self._value(value) | self._place(value, evidence, sources)

    @staticmethod
    def _remark(field: FieldView) -> str:
        return " ".join(part for part in (field.sum, *(remark.sentence for remark in field.remarks)) if part)

    def _value(self, view: ValueView) -> dict[str, Cell]:
        value = view.value
        cells = {
            "state": Cell(self._book.say(value.state.value)),
            "author": Cell(value.changed_by),
            "at": Cell(day(value.changed_at, self._book.language)),
        }
        if value.value is None:
            return cells
        cells["value"] = Cell(view.text)
        if isinstance(value.value, Stated):
            amount, unit = value.value.amount, value.value.unit
            cells["unit"] = Cell(self._book.names.unit(unit))
            for key, bound in (("low", amount.low), ("high", amount.high)):
                if bound is not None:
                    cells[key] = Cell(bound, numberformats.number(_decimals(bound)))
        return cells

    def _place(self, view: ValueView, evidence: Page | None, sources: Page | None) -> dict[str, Cell]:
        """The words that bear it out: a row of the evidence where a figure does, else the source."""
        book, figure = self._book, view.value.evidence.figure_id
        cells = {"quote": Cell(" ".join(view.quote.split())), "source": Cell(view.source)}
        if view.span is not None:
            cells["start"] = Cell(view.span.start, numberformats.INTEGER)
            cells["end"] = Cell(view.span.end, numberformats.INTEGER)
        if figure is not None and figure in book.rows and (place := book.evidence_link(evidence, figure)):
            row = place.rpartition("!A")[2]
            cells["evidence"] = Cell(say(book.language, "row {n}", n=row), link=place)
        elif view.article is not None and view.article in book.content.sources:
            place = book.source_link(sources, view.article)
            cells["evidence"] = Cell(say(book.language, "To the source") if place else "", link=place)
        return cells


def _decimals(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return min(max(-exponent, 0), _MOST_DECIMALS) if isinstance(exponent, int) else 0
