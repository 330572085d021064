"""The workbook: all sheets in order, written whole or not at all."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from typing import Any

from workbench.core.export import (
    comparison_sheet,
    conflicts_sheet,
    details_sheet,
    evidence_sheet,
    readme_sheet,
    sources_sheet,
)
from workbench.core.export.atomic import replacing
from workbench.core.export.book import Book
from workbench.core.export.finishing import finish
from workbench.core.export.layout import Layout, load
from workbench.core.export.sheet import Sheet
from workbench.core.export.styles import measured_in
from workbench.core.model.workbook import WorkbookContent
from workbench.core.vocabulary.naming import Names
from workbench.core.vocabulary.terms import Terms
from workbench.core.words import say

RECALCULATED = 5_000_000  # lookups; above that a program opening the workbook shows our results and works on demand
_LAYOUTS: dict[str, tuple[Collection[str], Collection[str]]] = {
    "comparison": (comparison_sheet.KEYS, comparison_sheet.NEEDED),
    "details": (details_sheet.KEYS, details_sheet.NEEDED),
    "conflicts": (conflicts_sheet.KEYS, ()),
    "evidence": (evidence_sheet.KEYS, evidence_sheet.NEEDED),
    "sources": (sources_sheet.KEYS, ()),
    "readme": (readme_sheet.KEYS, readme_sheet.KEYS),
}


def write_workbook(
    path: Path, content: WorkbookContent, *, language: str, terms: Terms | None = None, layouts: Path | None = None
) -> None:
    """Write the workbook. `terms` are the project's own words, `layouts` a folder to take instead of the program's.

    CannotWriteFile when the target cannot be written, BadLexicon when a layout has a mistake; either way nothing is
    left half-written and what stood at the target stays.
    """
    pages = {name: load(name, keys, needed, layouts) for name, (keys, needed) in _LAYOUTS.items()}
    with replacing(path) as part:
        book = Book(content, Names(terms, language))
        bare = part.with_suffix(".bare")
        workbook, sheets = _build(book, pages)
        try:
            workbook.save(bare)
            finish(bare, part, {sheet.part: sheet.rows.stream for sheet in sheets})
        finally:
            bare.unlink(missing_ok=True)
            for sheet in sheets:
                sheet.rows.close()


def _build(book: Book, pages: dict[str, Layout]) -> tuple[Any, list[Sheet]]:
    """All sheets, made in the order of their tabs and written in the order in which they need each other."""
    from openpyxl import Workbook

    workbook = Workbook(write_only=True)
    measured_in(workbook)
    comparison = comparison_sheet.ComparisonSheet(workbook, book, pages["comparison"], None)
    styles = comparison.sheet.styles
    details = details_sheet.DetailsSheet(workbook, book, pages["details"], styles)
    conflicts = conflicts_sheet.ConflictsSheet(workbook, book, pages["conflicts"], styles)
    evidence = evidence_sheet.EvidenceSheet(workbook, book, pages["evidence"], styles)
    sources = sources_sheet.SourcesSheet(workbook, book, pages["sources"], styles)
    readme = readme_sheet.ReadmeSheet(workbook, book, pages["readme"], styles)
    details.write(evidence.page)
    comparison.write(evidence.page, details)
    conflicts.write(evidence.page, sources.page)
    evidence.write(sources.page)
    sources.write()
    readme.write()
    sheets = [part.sheet for part in (comparison, details, conflicts, evidence, sources, readme)]
    _highlight(comparison.sheet, comparison.badges())
    _highlight(details.sheet, details.badges())
    _describe(workbook, book)
    return workbook, sheets


def _highlight(sheet: Sheet, columns: list[int]) -> None:
    """Sign and word say it; the colour only helps to find it."""
    from openpyxl.formatting.rule import FormulaRule
    from openpyxl.styles import Font, PatternFill

    if sheet.row < sheet.first_row:
        return
    for column in columns:
        letter = sheet.letter(column)
        area = f"{letter}{sheet.first_row}:{letter}{sheet.row}"
        for sign, fill, ink in (("≠", "FBE3D6", "8A2C0D"), ("▲", "FFF2CC", "6B4E00")):
            rule = FormulaRule(  # type: ignore[no-untyped-call]
                formula=[f'LEFT({letter}{sheet.first_row},1)="{sign}"'],
                fill=PatternFill("solid", bgColor=fill),
                font=Font(bold=True, color=ink),
            )
            sheet.ws.conditional_formatting.add(area, rule)


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
