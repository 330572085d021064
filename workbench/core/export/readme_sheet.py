"""The last sheet: what the workbook is, how it came to be, how to read it, and the two settings its formulas use."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName

from workbench.core.export.book import Book
from workbench.core.export.formulas import SPREAD
from workbench.core.export.layout import ColumnStyle, Layout
from workbench.core.export.sheet import Cell, quoted
from workbench.core.export.styles import PARAGRAPH, PARAGRAPH_HEAD, Styles
from workbench.core.model.figure import Status
from workbench.core.vocabulary.phrases import rate_words
from workbench.core.words import say

KEYS = ("what", "value")


class ReadmeSheet:
    def __init__(self, workbook: Workbook, book: Book, layout: Layout, styles: Styles | None) -> None:
        self._workbook = workbook
        self._book = book
        self._layout = layout
        self._keys = [column.key for column in layout.columns]
        self.sheet = book.sheet(workbook, layout, styles)

    def write(self, shortened: Sequence[str]) -> None:
        """`shortened` says what was left out."""
        self.sheet.begin()
        facts = self._facts(shortened)
        for what, cell, name in facts:
            row = self.sheet.row + 1
            self.sheet.write([{"what": Cell(what), "value": cell}[key] for key in self._keys])
            if name:
                letter = self.sheet.letter(self._keys.index("value"))
                place = f"{quoted(self.sheet.name)}!${letter}${row}"
                self._workbook.defined_names[name] = DefinedName(name, attr_text=place)
        self.sheet.finish_table(self._layout.table, len(facts))
        self.sheet.blank()
        live = self._book.setting.profile.formulas
        for head, text in self._layout.paragraphs if live else self._still():
            self.sheet.write_below((self._book.say(head), PARAGRAPH_HEAD), (self._book.say(text), PARAGRAPH))

    def _still(self) -> Sequence[tuple[str, str]]:
        """The paragraphs that hold without formulas."""
        return [(head, text) for head, text in self._layout.paragraphs if head not in self._layout.live]

    def _facts(self, shortened: Sequence[str]) -> list[tuple[str, Cell, str]]:
        """What, value, and the name under which formulas use it."""
        lang, content = self._book.language, self._book.content
        figures = [row.figure for row in content.evidence]
        settled = sum(figure.status is Status.ACCEPTED for figure in figures)
        spec = content.comparison.spec
        facts = [
            (say(lang, "Project"), content.project),
            (say(lang, "Comparison"), spec.name),
            (say(lang, "Made by"), content.author),
            (say(lang, "Made at"), content.exported_at[:16].replace("T", " ")),
            (say(lang, "Made with"), content.program),
            (say(lang, "Sources"), str(len(content.sources))),
            (
                say(lang, "Figures"),
                say(
                    lang,
                    "{all}: {settled} accepted by an analyst, {open} suggested and not yet confirmed",
                    all=len(figures),
                    settled=settled,
                    open=len(figures) - settled,
                ),
            ),
            (say(lang, "Conflicts and gaps"), str(len(content.conflicts))),
            (say(lang, "Filters"), "; ".join(self._filters()) or say(lang, "none")),
            (say(lang, "Rates between currencies"), "; ".join(rate_words(rate, lang) for rate in content.rates)),
            (say(lang, "Not in the table"), self._left_out()),
            *((say(lang, "Shortened"), note) for note in shortened),
        ]
        rows: list[tuple[str, Cell, str]] = [(what, Cell(text), "") for what, text in facts if text]
        share = Cell(float(content.about), "0%", style=ColumnStyle.INPUT_TEXT)
        threshold = Cell(SPREAD, "0.00", style=ColumnStyle.INPUT_TEXT)
        rows.append((say(lang, "“About” is wider to each side by"), share, "about_share"))
        if not self._book.setting.profile.formulas:  # nothing of it comes back, and no formula uses a threshold
            return rows
        rows[-1:-1] = [(what, Cell(text), name) for what, text, name in self._origin() if text]
        rows.append((say(lang, "Spread is marked above highest to lowest of"), threshold, "spread_threshold"))
        return rows

    def _origin(self) -> list[tuple[str, str, str]]:
        """By what the program knows the workbook again when it comes back (readback.py)."""
        lang, content = self._book.language, self._book.content
        return [
            (say(lang, "Language of this workbook"), lang if content.export_id else "", "workbench_language"),
            (say(lang, "Number of the project"), content.project_guid, "workbench_project"),
            (say(lang, "Number of this export"), content.export_id, "workbench_export"),
        ]

    def _filters(self) -> list[str]:
        book, spec = self._book, self._book.content.comparison.spec
        only = [
            f"{book.say(axis.value)}: " + ", ".join(book.axis_value(axis, value) for value in values)
            for axis, values in spec.only.items()
            if values
        ]
        if Status.SUGGESTED not in spec.statuses:
            only.append(say(book.language, "accepted figures only"))
        return [*only, *book.content.filters]

    def _left_out(self) -> str:
        left = self._book.content.comparison.left_out
        if not left:
            return ""
        return say(
            self._book.language, "figures that say neither measure nor subject, on “Evidence” only: {n}", n=left
        )
