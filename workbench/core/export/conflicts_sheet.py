"""The sheet of conflicts and gaps: what each side says, and why it cannot all hold."""

from __future__ import annotations

from openpyxl import Workbook

from workbench.core.export import numberformats
from workbench.core.export.book import Book, Page
from workbench.core.export.layout import Layout
from workbench.core.export.sheet import Cell
from workbench.core.export.sources_sheet import day
from workbench.core.export.styles import Styles
from workbench.core.model.conflict import Conflict, Relation
from workbench.core.model.figure import Figure, Status
from workbench.core.vocabulary.naming import shortened
from workbench.core.words import say

KEYS = ("no", "relation", "subject", "measure", "item", "statements", "reason", "figures", "evidence")
LISTED = 12  # statements of one conflict
_SIGNS = {Relation.CONTRADICTION: "≠ ", Relation.SCALE_SLIP: "≠ ×1000: ", Relation.MISSING_UNIT: "? "}


class ConflictsSheet:
    def __init__(self, workbook: Workbook, book: Book, layout: Layout, styles: Styles | None) -> None:
        self._book = book
        self._layout = layout
        self._keys = [column.key for column in layout.columns]
        self.sheet = book.sheet(workbook, layout, styles)

    def write(self, evidence: Page, sources: Page) -> None:
        self.sheet.begin(freeze_columns=2)
        conflicts = self._book.content.conflicts
        for number, conflict in enumerate(conflicts, 1):
            cells = self._cells(number, conflict, evidence, sources)
            self.sheet.write([cells.get(key) for key in self._keys])
        if not conflicts:
            self.sheet.write([None, Cell(say(self._book.language, "None found."))])
        self.sheet.finish_table(self._layout.table, len(conflicts))

    def _cells(self, number: int, conflict: Conflict, evidence: Page, sources: Page) -> dict[str, Cell]:
        book = self._book
        figures = [book.rows[i].figure for i in conflict.members if i in book.rows]
        subject, measure, item = (conflict.key + ("", "", ""))[:3]
        cells = {
            "no": Cell(number, numberformats.INTEGER),
            "relation": Cell(_SIGNS.get(conflict.relation, "! ") + book.say(conflict.relation.value)),
            "subject": Cell(book.names.of(subject)),
            "measure": Cell(book.names.of(measure)),
            "item": Cell(book.names.of(item)),
            "statements": Cell(self._statements(figures)),
            "reason": Cell(conflict.reason),
            "figures": Cell(len(figures) or None, numberformats.INTEGER),
        }
        if conflict.article is not None and conflict.article in book.content.sources:
            source = book.content.sources[conflict.article]
            named = f"• {shortened(source.title or source.file_name, 100)} — {day(source.published, book.language)}"
            cells["statements"] = Cell("\n".join(part for part in (named, self._statements(figures)) if part))
            cells["evidence"] = Cell(
                say(book.language, "To the source"), link=book.source_link(sources, conflict.article)
            )
        elif figures:
            place = book.evidence_link(evidence, figures[0].id)
            row = place.rpartition("!A")[2]
            cells["evidence"] = Cell(say(book.language, "row {n}", n=row), link=place)
        return cells

    def _statements(self, figures: list[Figure]) -> str:
        lines = [self._statement(figure) for figure in figures[:LISTED]]
        if len(figures) > LISTED:
            lines.append(say(self._book.language, "… and {n} more", n=len(figures) - LISTED))
        return "\n".join(lines)

    def _statement(self, figure: Figure) -> str:
        source = self._book.content.sources.get(figure.article_id)
        quote = self._book.quote(figure, 80)
        who = shortened(source.label, 60) if source else ""
        marks = [self._book.say(figure.status.value)] if figure.status is Status.SUGGESTED else []
        if figure.period:
            marks.insert(0, str(figure.period))
        return f"• {quote}" + (f" — {who}" if who else "") + (f" ({', '.join(marks)})" if marks else "")
