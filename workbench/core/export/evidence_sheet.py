"""The sheet of evidence: one row a figure, from the sentence to the compared number."""

from __future__ import annotations

from decimal import Decimal

from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation

from workbench.core.export import numberformats, said, text_safety
from workbench.core.export.book import Book, Page
from workbench.core.export.formulas import EvidenceFormulas, results
from workbench.core.export.layout import ColumnStyle, Layout
from workbench.core.export.sheet import Cell
from workbench.core.export.styles import Styles
from workbench.core.model.amount import Qualifier
from workbench.core.model.figure import Status
from workbench.core.model.workbook import EvidenceRow
from workbench.core.words import say

NEEDED = (
    "guid", "qualifier", "stated_low", "stated_high", "factor", "low", "high", "status", "cell", "line", "step",
    "floor", "ceiling", "counted", "at_least", "at_most", "least", "greatest",
)  # fmt: skip
KEYS = (
    *NEEDED, "id", "quote", "sentence", "source", "subject", "measure", "item", "place", "period", "unit",
    "base_unit", "doubts", "attribution", "modality", "change", "note", "article", "start", "end", "rule", "stamp",
)  # fmt: skip
_LISTED = 255  # characters that a list of choices may have


class EvidenceSheet:
    """Formulas of other sheets find its columns under names: `ev_guid`, `ev_least` …"""

    def __init__(self, workbook: Workbook, book: Book, layout: Layout, styles: Styles | None) -> None:
        self._book = book
        self._layout = layout
        self._keys = [column.key for column in layout.columns]
        self.sheet = book.sheet(workbook, layout, styles, live=book.setting.profile.formulas)
        self.page = Page(layout, self.sheet)

    def write(self, sources: Page | None) -> None:
        evidence = self._book.content.evidence
        self.sheet.begin(freeze_columns=2)
        at = {key: self.sheet.letter(n) for n, key in enumerate(self._keys)}
        formulas = EvidenceFormulas(at, self._book.language) if self.sheet.live else None
        for row in evidence:
            cells = self._said(row, sources) | self._numbers(row, formulas)
            self.sheet.write([cells.get(key) for key in self._keys])
        rows = len(evidence)
        self.sheet.finish_table(self._layout.table, rows)
        for column, key in enumerate(self._keys):  # formulas use some; all of them lead back (readback.py)
            self.sheet.name_range(f"ev_{key}", column, rows)
        self._choices("qualifier", [self._book.say(q.value) for q in Qualifier], rows)
        self._choices("status", [self._book.say(s.value) for s in Status], rows)
        self._fold_working()

    def _said(self, row: EvidenceRow, sources: Page | None) -> dict[str, Cell]:
        """What the source says, in words."""
        book, figure = self._book, row.figure
        unsettled = figure.status is Status.SUGGESTED
        known = sources is not None and figure.article_id in book.content.sources
        texts = said.texts(row, book.names)
        cells = {key: Cell(text) for key, text in texts.items() if text}
        cells["source"] = Cell(
            texts["source"],
            link=book.source_link(sources, figure.article_id) if known else "",
            tip=say(book.language, "To the source"),
            style=None if known else ColumnStyle.TEXT,
        )
        cells["status"] = Cell(texts["status"], unsettled=unsettled)
        cells["stamp"] = Cell(said.stamp({**texts, **said.numbers(row)}))
        cells["id"] = Cell(int(figure.id), numberformats.INTEGER)
        for key, value in (
            ("article", figure.article_id),
            ("start", figure.full_span.start),
            ("end", figure.full_span.end),
        ):
            cells[key] = Cell(int(value), numberformats.INTEGER)
        return cells

    def _numbers(self, row: EvidenceRow, formulas: EvidenceFormulas | None) -> dict[str, Cell]:
        unsettled = row.figure.status is Status.SUGGESTED
        stated = {
            "stated_low": row.stated_low,
            "stated_high": row.stated_high,
            "factor": row.factor,
            "step": row.step,
            "floor": row.floor,
            "ceiling": row.ceiling,
        }
        cells = {
            key: _number(value, unsettled and key.startswith("stated"))
            for key, value in stated.items()
            if value is not None
        }
        result = self._book.worked[row.figure.id]
        shown = numberformats.number(self._decimals(row))
        found = formulas.all(self.sheet.next_row, result) if formulas else results(result)
        for key, value in found.items():
            look = numberformats.INTEGER if key == "counted" else shown
            cells[key] = Cell(value, numberformats.endless(2) if key.startswith("at_") else look, unsettled=unsettled)
        return cells

    def _decimals(self, row: EvidenceRow) -> int:
        bounds = [b * row.factor for b in (row.stated_low, row.stated_high) if b is not None]
        return max(numberformats.decimals_of(bound) for bound in bounds)

    def _choices(self, key: str, words: list[str], rows: int) -> None:
        """Lets an editor choose; words that do not fit into a list are typed."""
        listed = ",".join(words)
        if (
            key not in self._keys
            or not rows
            or text_safety.utf16_length(listed) > _LISTED
            or any("," in word for word in words)
        ):
            return
        rule = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=False, showErrorMessage=True)
        rule.error = say(self._book.language, "Please choose one of the words in the list.")
        self.sheet.offer(rule, self._keys.index(key), rows)

    def _fold_working(self) -> None:
        heads = self.sheet.heads
        first = next((n for n, head in enumerate(heads) if head.style is ColumnStyle.WORKING), None)
        if first is not None and all(head.style is ColumnStyle.WORKING for head in heads[first:]):
            self.sheet.print_to(first - 1)


def _number(value: Decimal, unsettled: bool) -> Cell:
    """A number with as many decimals as it has."""
    return Cell(value, numberformats.number(numberformats.decimals_of(value)), unsettled=unsettled)
