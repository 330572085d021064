"""The workbook: all sheets in order, written whole or not at all."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from typing import Any

from workbench.core.errors import BadLexicon
from workbench.core.export import (
    charts_sheet,
    comparison_sheet,
    conflicts_sheet,
    details_sheet,
    evidence_sheet,
    readme_sheet,
    registers_sheet,
    shortening,
    sources_sheet,
)
from workbench.core.export import profile as profiles
from workbench.core.export.atomic import replacing
from workbench.core.export.book import Book
from workbench.core.export.finishing import Contents, SheetRows, finish
from workbench.core.export.layout import Layout, chosen, load
from workbench.core.export.profile import Profile
from workbench.core.export.sheet import TABLE_ROWS, Setting, Sheet
from workbench.core.export.styles import Styles, measured_in
from workbench.core.model.workbook import WorkbookContent
from workbench.core.vocabulary.naming import Names
from workbench.core.vocabulary.terms import Terms
from workbench.core.words import say, tr

RECALCULATED = 5_000_000  # lookups; above that a program opening the workbook shows our results and works on demand
_MAKERS: dict[str, Any] = {
    "comparison": comparison_sheet.ComparisonSheet,
    "details": details_sheet.DetailsSheet,
    "conflicts": conflicts_sheet.ConflictsSheet,
    "charts": charts_sheet.ChartsSheet,
    "registers": registers_sheet.RegistersSheet,
    "evidence": evidence_sheet.EvidenceSheet,
    "sources": sources_sheet.SourcesSheet,
    "readme": readme_sheet.ReadmeSheet,
}
_WORKED_WITH = ("comparison", "details", "charts", "readme")  # their columns are counted with, formulas or not
_LAYOUTS: dict[str, tuple[Collection[str], Collection[str]]] = {  # what may stand in a sheet, what must
    "comparison": (comparison_sheet.KEYS, comparison_sheet.NEEDED),
    "details": (details_sheet.KEYS, details_sheet.NEEDED),
    "conflicts": (conflicts_sheet.KEYS, ()),
    "charts": (charts_sheet.KEYS, charts_sheet.NEEDED),
    "registers": (registers_sheet.KEYS, ()),
    "evidence": (evidence_sheet.KEYS, evidence_sheet.NEEDED),
    "sources": (sources_sheet.KEYS, ()),
    "readme": (readme_sheet.KEYS, readme_sheet.KEYS),
}


def layouts() -> dict[str, Collection[str]]:
    """The sheets there are, each with the columns that may stand in it."""
    return {name: keys for name, (keys, _) in _LAYOUTS.items()}


def profile(path: Path | None = None) -> Profile:
    """A workbook's layout: the analyst's, or one of a user. BadLexicon names the place of a mistake."""
    known = layouts()
    found = profiles.load(path or profiles.shipped()["analyst"], known, known)
    if path is not None:
        _pages(found)  # a mistake in the file of a sheet is told before anything is worked out
    return found


def write_workbook(
    path: Path,
    content: WorkbookContent,
    *,
    language: str,
    terms: Terms | None = None,
    layout: Path | None = None,
    rows: int = TABLE_ROWS,
) -> None:
    """Write the workbook. `terms` are the project's own words, `layout` a file like exports/analyst.toml, `rows` how
    many a table may have on one sheet.

    CannotWriteFile when the target cannot be written, BadLexicon when a layout has a mistake; either way nothing is
    left half-written and what stood at the target stays.
    """
    from openpyxl import Workbook

    wanted = profile(layout)
    pages = _pages(wanted)
    with replacing(path) as part:
        workbook = Workbook(write_only=True)
        measured_in(workbook)
        book = Book(content, Names(terms, language), Setting(workbook, language, profile=wanted, rows=rows))
        bare = part.with_suffix(".bare")
        made = _Sheets(book, pages)
        try:
            made.write()
            _describe(workbook, book)
            workbook.save(bare)
            finish(bare, part, made.contents())
        finally:
            bare.unlink(missing_ok=True)
            made.close()


def _pages(wanted: Profile) -> dict[str, Layout]:
    """The layouts of all sheets; also of those that are left out, for others are worked out with them."""
    pages = {}
    for name, (keys, needed) in _LAYOUTS.items():
        page = load(name, keys, needed, wanted.layouts.get(name))
        if name in wanted.columns:
            live = needed if wanted.formulas or name in _WORKED_WITH else ()
            page = chosen(page, wanted.columns[name], live, wanted.places[name])
        pages[name] = page
    _told_apart(wanted, pages)
    return pages


def _told_apart(wanted: Profile, pages: dict[str, Layout]) -> None:
    """No two tables have one name; of sheets a later one gets a number."""
    seen: dict[str, str] = {}
    for name in wanted.sheets:
        other = seen.setdefault(pages[name].table.casefold(), name)
        if other != name:
            raise BadLexicon(
                tr(
                    "{file}: the table {table} is that of the sheet “{other}” already; give it another name.",
                    file=wanted.layouts.get(name, f"{name}.toml"),
                    table=pages[name].table,
                    other=other,
                )
            )


class _Sheets:
    """All sheets, made in the order of their tabs and written in the order in which they need each other. One that is
    left out is made beside the workbook where another one needs what it works out."""

    def __init__(self, book: Book, pages: dict[str, Layout]) -> None:
        self._book = book
        self._pages = pages
        self._styles: Styles | None = None
        wanted = [one for one in book.setting.profile.sheets if one != "registers" or book.content.registers]
        self._parts = {name: self._make(name, book.setting.workbook) for name in wanted}
        if "details" not in self._parts:
            from openpyxl import Workbook

            self._details = self._make("details", Workbook(write_only=True))
        else:
            self._details = self._parts["details"]

    def _make(self, name: str, workbook: Any) -> Any:
        own = workbook is self._book.setting.workbook
        part = _MAKERS[name](workbook, self._book, self._pages[name], self._styles if own else None)
        if own:
            self._styles = part.sheet.styles
        return part

    def write(self) -> None:
        parts = self._parts
        evidence, sources = (parts[name].page if name in parts else None for name in ("evidence", "sources"))
        charts = parts.get("charts")
        self._details.write(evidence)
        parts["comparison"].write(evidence, self._details)
        if "conflicts" in parts:
            parts["conflicts"].write(evidence, sources, charts)
        if charts is not None:
            charts.write(evidence)
        if "registers" in parts:
            parts["registers"].write(evidence, sources)
        if "evidence" in parts:
            parts["evidence"].write(sources)
        if "sources" in parts:
            parts["sources"].write()
        if "readme" in parts:
            parts["readme"].write(self.shortened())
        for name in ("comparison", "details"):
            if name in parts:
                _highlight(parts[name].sheet, parts[name].badges())

    def shortened(self) -> list[str]:
        """What Excel's limits, or good sense, left out; nothing is shortened in silence."""
        sheets = [part.sheet for part in self._parts.values()]
        return shortening.notes(self._book, sheets, self._parts.get("charts"))

    def contents(self) -> Contents:
        """What is filled into the parts of the saved workbook."""
        rows, instead, pictures = {}, {}, {}
        order = self._book.setting.workbook.worksheets
        tabs = {part.name: part for one in self._parts.values() for part in one.sheet.parts}
        commented = [tabs[ws.title] for ws in order if tabs[ws.title].comments.count]
        for number, ws in enumerate(order, 1):
            part = tabs[ws.title]
            rows[f"xl/worksheets/sheet{number}.xml"] = SheetRows(part.rows.stream, part.area)
        for number, part in enumerate(commented, 1):
            texts, boxes = part.comments.finished()
            instead[f"xl/comments/comment{number}.xml"] = texts
            instead[f"xl/drawings/commentsDrawing{number}.vml"] = boxes
        if "charts" in self._parts:
            pictures["xl/drawings/drawing1.xml"] = self._parts["charts"].alternatives
        return Contents(rows, instead, pictures)

    def close(self) -> None:
        for part in {id(one): one for one in (*self._parts.values(), self._details)}.values():
            part.sheet.close()


def _highlight(sheet: Sheet, columns: list[int]) -> None:
    """Sign and word say it; the colour only helps to find it."""
    from openpyxl.formatting.rule import FormulaRule
    from openpyxl.styles import Font, PatternFill

    for column in columns:
        for sign, fill, ink in (("≠", "FBE3D6", "8A2C0D"), ("▲", "FFF2CC", "6B4E00")):
            rule = FormulaRule(  # type: ignore[no-untyped-call]
                formula=[f'LEFT({{cell}},1)="{sign}"'],
                fill=PatternFill("solid", bgColor=fill),
                font=Font(bold=True, color=ink),
            )
            sheet.mark(column, rule)


def _describe(workbook: Any, book: Book) -> None:
    """Document properties, and whether a program recalculates all when it opens the file."""
    from openpyxl.packaging.custom import StringProperty

    content, properties = book.content, workbook.properties
    properties.title = content.project or say(book.language, "Comparison of figures")
    properties.creator = content.author or "Research Workbench"
    properties.description = content.program
    properties.language = book.language
    if content.exported_at:
        properties.created = properties.modified = datetime.fromisoformat(content.exported_at).replace(tzinfo=None)
    for name, value in (("workbench.program", content.program), ("workbench.schema", "evidence/1")):
        if value:
            workbook.custom_doc_props.append(StringProperty(name=name, value=value))
    work = len(content.evidence) * len(content.lines)
    workbook.calculation.fullCalcOnLoad = work <= RECALCULATED
    workbook.active = 0
