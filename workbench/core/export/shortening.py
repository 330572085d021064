"""What a workbook left out or cut because of Excel's limits or good sense: each in a sentence of its Read me."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from workbench.core.export.book import COMMENTS, Book
from workbench.core.export.charts_sheet import CHARTS, MEMBERS, ChartsSheet
from workbench.core.export.details_sheet import SPEAKERS
from workbench.core.export.sheet import ADDRESS, COLUMNS, LINKS, Sheet
from workbench.core.words import quoted, say

DIGITS = 15  # that a number in a cell keeps


def notes(book: Book, sheets: Sequence[Sheet], charts: ChartsSheet | None) -> list[str]:
    """To be asked for when all sheets but the Read me are written."""
    return [*_of_sheets(book, sheets), *_of_content(book), *(_of_charts(book, charts) if charts else ())]


def _of_sheets(book: Book, sheets: Sequence[Sheet]) -> Iterator[str]:
    lang = book.language
    for sheet in sheets:
        if len(sheet.parts) > 1:
            further = ", ".join(quoted(part.name, lang) for part in sheet.parts[1:])
            yield say(lang, "“{sheet}” is longer than a sheet can be and goes on on {further}.",
                      sheet=sheet.name, further=further)  # fmt: skip
        if sheet.columns_cut:
            yield say(lang, "“{sheet}” has the first {n} columns, as many as a sheet can have; {more} are left out.",
                      sheet=sheet.name, n=COLUMNS, more=sheet.columns_cut)  # fmt: skip
        if any(part.links >= LINKS for part in sheet.parts):
            yield say(lang, "Only the first {n} cells of “{sheet}” are links, as many as a sheet can have.",
                      sheet=sheet.name, n=LINKS)  # fmt: skip
    if sheets and sheets[0].styles.crowded:
        yield say(lang, "There are more looks of numbers than Excel holds: further ones stand without sign and unit; "
                        "the evidence has both.")  # fmt: skip
    if book.setting.profile.formulas and not book.live:
        yield say(
            lang, "The evidence takes more than one sheet, so the other sheets hold numbers instead of formulas."
        )


def _of_content(book: Book) -> Iterator[str]:
    lang, content = book.language, book.content
    if book.setting.profile.comments and len(content.lines) > COMMENTS:
        yield say(lang, "Only the first {n} cells of a sheet have a comment with the quote.", n=COMMENTS)
    if any(len(source.url) > ADDRESS for source in content.sources.values()):
        yield say(lang, "Addresses of more than {n} characters are written, but are no links.", n=ADDRESS)
    if any(len(line.speakers) > SPEAKERS for line in content.lines):
        yield say(lang, "Lines with more than {n} origins: medians are over the first {n}.", n=SPEAKERS)
    if any(_digits(row.stated_low) > DIGITS or _digits(row.stated_high) > DIGITS for row in content.evidence):
        yield say(lang, "Numbers with more than 15 digits are rounded to 15, as Excel holds no more.")


def _of_charts(book: Book, charts: ChartsSheet) -> Iterator[str]:
    lang = book.language
    if charts.left_out:
        yield say(lang, "Only the first {n} contradictions have a chart.", n=CHARTS)
    if any(len(conflict.members) > MEMBERS for conflict in book.content.conflicts):
        yield say(lang, "A chart shows the first {n} figures of its conflict.", n=MEMBERS)


def _digits(value: Decimal | None) -> int:
    """Significant ones."""
    return len(str(abs(value)).partition("E")[0].replace(".", "").strip("0")) if value is not None else 0
