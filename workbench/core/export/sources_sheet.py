"""The sheet of sources: which files, of which date, with which hash."""

from __future__ import annotations

from datetime import date

from openpyxl import Workbook

from workbench.core.export import numberformats
from workbench.core.export.book import Book, Page
from workbench.core.export.layout import ColumnStyle, Layout
from workbench.core.export.said import packed
from workbench.core.export.sheet import Cell
from workbench.core.export.styles import Styles
from workbench.core.model.article import ArticleId
from workbench.core.model.comparison import SourceInfo
from workbench.core.words import say

KEYS = (
    "no", "title", "publisher", "published", "doubt", "language", "numbers", "figures", "settled", "file", "url",
    "imported", "size", "sha256", "exported",
)  # fmt: skip
_COUNTS = ("numbers", "figures", "settled", "size")


class SourcesSheet:
    def __init__(self, workbook: Workbook, book: Book, layout: Layout, styles: Styles | None) -> None:
        self._book = book
        self._layout = layout
        self._keys = [column.key for column in layout.columns]
        self.sheet = book.sheet(workbook, layout, styles)
        self.page = Page(layout, self.sheet)

    def write(self) -> None:
        self.sheet.begin(freeze_columns=2)
        sources, figures = self._book.content.sources, self._figures()
        for article in sorted(sources):
            cells = self._cells(int(article), sources[article])
            cells["exported"] = Cell(packed(figures.get(article, ())))
            self.sheet.write([cells.get(key) for key in self._keys])
        self.sheet.finish_table(self._layout.table, len(sources))
        if "exported" in self._keys:
            self.sheet.name_range("src_exported", self._keys.index("exported"), len(sources))
            if self._keys[-1] == "exported":
                self.sheet.print_to(len(self._keys) - 2)

    def _figures(self) -> dict[ArticleId, list[int]]:
        """The numbers of each source's figures in this workbook: rows that were deleted are noticed by them."""
        found: dict[ArticleId, list[int]] = {}
        for row in self._book.content.evidence:
            found.setdefault(row.figure.article_id, []).append(int(row.figure.id))
        return found

    def _cells(self, number: int, source: SourceInfo) -> dict[str, Cell]:
        cells = {
            "no": Cell(number, numberformats.INTEGER),
            "title": Cell(source.title or source.file_name),
            "publisher": Cell(source.publisher),
            "published": Cell(day(source.published, self._book.language)),
            "doubt": Cell(self._book.say(source.published_doubt)),
            "language": Cell(language_name(source.language, self._book.language)),
            "file": Cell(source.file_name),
            "imported": Cell(source.imported_at[:16].replace("T", " ")),
            "sha256": Cell(source.sha256),
            "url": Cell(source.url, link=source.url) if web(source.url) else Cell(source.url, style=ColumnStyle.TEXT),
        }
        for key in _COUNTS:
            cells[key] = Cell(getattr(source, key), numberformats.WHOLE)
        return cells


def web(url: str) -> bool:
    """Whether an address may be followed with a click: nothing but web pages."""
    return url.startswith(("https://", "http://"))


def day(iso: str, language: str) -> str:
    """A date in words, as far as it is known: "23 August 2025", "August 2025", "2025"; what is no date stays."""
    try:
        whole = date.fromisoformat(iso + "-01-01"[len(iso) - 4 :] if len(iso) in (4, 7) else iso[:10])
    except ValueError:
        return iso
    if len(iso) == 4:
        return iso
    month = months(language)[whole.month - 1]
    if len(iso) == 7:
        return f"{month} {whole.year}"
    return say(
        language, "{day} {month} {year}", day=whole.day, month=months_of(language)[whole.month - 1], year=whole.year
    )


def months(language: str) -> list[str]:
    """January to December, as they stand alone."""
    return say(
        language, "January February March April May June July August September October November December"
    ).split()


def months_of(language: str) -> list[str]:
    """January to December, as they follow a day ("23 августа")."""
    return (
        say(language, "of January February March April May June July August September October November December")
        .removeprefix("of ")
        .split()
    )


def language_name(code: str, language: str) -> str:
    return {"ru": say(language, "Russian"), "kk": say(language, "Kazakh"), "en": say(language, "English")}.get(
        code, code
    )
