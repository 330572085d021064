"""The sheet of conflicts and gaps: what each side says, and why it cannot all hold."""

from __future__ import annotations

from openpyxl import Workbook

from workbench.core.export import numberformats, verdict_words
from workbench.core.export.book import Book, Page
from workbench.core.export.charts_sheet import ChartsSheet
from workbench.core.export.layout import Layout
from workbench.core.export.sheet import Cell
from workbench.core.export.sources_sheet import day
from workbench.core.export.styles import Styles
from workbench.core.model.conflict import Conflict, Relation
from workbench.core.model.figure import Figure, Status
from workbench.core.model.verdict import Standing
from workbench.core.vocabulary.naming import shortened
from workbench.core.vocabulary.phrases import amount_words
from workbench.core.words import say

KEYS = (
    "no", "relation", "state", "subject", "measure", "item", "statements", "reason", "verdict", "preferred", "value",
    "verdict_reason", "verdict_by", "verdict_at", "figures", "origins", "evidence", "chart",
)  # fmt: skip
LISTED = 12  # statements of one conflict
_SIGNS = {Relation.CONTRADICTION: "≠ ", Relation.SCALE_SLIP: "≠ ×1000: ", Relation.MISSING_UNIT: "? "}


class ConflictsSheet:
    def __init__(self, workbook: Workbook, book: Book, layout: Layout, styles: Styles | None) -> None:
        self._book = book
        self._layout = layout
        self._keys = [column.key for column in layout.columns]
        self.sheet = book.sheet(workbook, layout, styles)
        cells = book.content.comparison.cells.values()
        self._origins = {member.figure.id: member.origin for cell in cells for member in cell.members}

    def write(self, evidence: Page | None, sources: Page | None, charts: ChartsSheet | None) -> None:
        """The conflicts, then verdicts on what is no conflict any more."""
        self.sheet.begin(freeze_columns=2)
        content = self._book.content
        over = [one for one in content.standings if one.conflict is None]
        for number, conflict in enumerate(content.conflicts, 1):
            standing = self._book.standings.get(conflict)
            cells = self._cells(number, conflict, evidence, sources) | self._verdict(standing)
            if charts is not None and (place := charts.place(conflict)):
                cells["chart"] = Cell(say(self._book.language, "chart {n}", n=number), link=place)
            self.sheet.write([cells.get(key) for key in self._keys])
        for number, standing in enumerate(over, len(content.conflicts) + 1):
            cells = self._former(number, standing) | self._verdict(standing)
            self.sheet.write([cells.get(key) for key in self._keys])
        if not content.conflicts and not over:
            self.sheet.write([None, Cell(say(self._book.language, "None found."))])
        self.sheet.finish_table(self._layout.table, len(content.conflicts) + len(over))

    def _former(self, number: int, standing: Standing) -> dict[str, Cell]:
        """A row for a verdict whose conflict is over, with the words that were judged."""
        assert standing.verdict is not None, "without a conflict there is a verdict"
        judged = [f"• {shortened(' '.join(one.quote.split()), 80)}" for one in standing.verdict.members[:LISTED]]
        return {
            "no": Cell(number, numberformats.INTEGER),
            "relation": Cell(self._book.say(standing.verdict.relation.value)),
            "statements": Cell("\n".join(judged)),
        }

    def _verdict(self, standing: Standing | None) -> dict[str, Cell]:
        """What was said of a conflict; a figure and its value only where that holds."""
        language = self._book.language
        if standing is None or standing.verdict is None:
            return {"state": Cell(say(language, "open"))}
        cells = {
            "state": Cell(self._book.say(standing.state.value)),
            "verdict": Cell(verdict_words.verdict_text(standing, language)),
            "verdict_reason": Cell(verdict_words.reason_text(standing, language)),
            "verdict_by": Cell(verdict_words.by_text(standing)),
            "verdict_at": Cell(verdict_words.at_text(standing, language)),
        }
        row = self._book.rows.get(standing.preferred) if standing.preferred is not None else None
        if row is not None and standing.holds:
            cells["preferred"] = Cell(self._statement(row.figure).removeprefix("• "))
            cells["value"] = Cell(amount_words(row.figure.amount, row.figure.unit, language))
        return cells

    def _cells(self, number: int, conflict: Conflict, evidence: Page | None, sources: Page | None) -> dict[str, Cell]:
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
            "origins": Cell(self._origin_count(figures) or None, numberformats.INTEGER),
        }
        if conflict.article is not None and conflict.article in book.content.sources:
            source = book.content.sources[conflict.article]
            named = f"• {shortened(source.title or source.file_name, 100)} — {day(source.published, book.language)}"
            cells["statements"] = Cell("\n".join(part for part in (named, self._statements(figures)) if part))
            if place := book.source_link(sources, conflict.article):
                cells["evidence"] = Cell(say(book.language, "To the source"), link=place)
        elif figures and (place := book.evidence_link(evidence, figures[0].id)):
            row = place.rpartition("!A")[2]
            cells["evidence"] = Cell(say(book.language, "row {n}", n=row), link=place)
        return cells

    def _origin_count(self, figures: list[Figure]) -> int:
        """Reprints and a common named source count once."""
        return len({self._origins.get(figure.id, -figure.article_id) for figure in figures})

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
