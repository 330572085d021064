"""A dossier as a workbook: figures, records, conflicts, notes and sources, one table a sheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from workbench.core.export import numberformats
from workbench.core.export.atomic import replacing
from workbench.core.export.finishing import Contents, SheetRows, finish
from workbench.core.export.heads import Head
from workbench.core.export.layout import ColumnStyle
from workbench.core.export.sheet import Cell, Setting, Sheet
from workbench.core.export.styles import Styles, measured_in
from workbench.core.model.dossier import Dossier, DossierFigure
from workbench.core.model.record_view import RecordView, ValueView
from workbench.core.words import say

_Row = Sequence[Cell | None]
_TEXT, _LABEL, _COUNT = ColumnStyle.TEXT, ColumnStyle.LABEL, ColumnStyle.COUNT


def write_book(path: Path, made: Dossier) -> None:
    """CannotWriteFile when the target cannot be written; what stood there stays."""
    from openpyxl import Workbook

    with replacing(path) as part:
        workbook = Workbook(write_only=True)
        measured_in(workbook)
        bare = part.with_suffix(".bare")
        book = _Book(workbook, made)
        try:
            book.write()
            workbook.save(bare)
            finish(bare, part, book.contents())
        finally:
            bare.unlink(missing_ok=True)
            book.close()


class _Book:
    def __init__(self, workbook: Any, made: Dossier) -> None:
        self._made, self._language = made, made.language
        self._workbook = workbook
        self._setting = Setting(workbook, made.language)
        self._styles: Styles | None = None
        self._sheets: list[Sheet] = []
        workbook.properties.title = made.title
        workbook.properties.creator = made.author or "Research Workbench"
        workbook.properties.description = made.program
        workbook.properties.language = made.language

    def tr(self, message: str, /, **values: object) -> str:
        return say(self._language, message, **values)

    def write(self) -> None:
        """Sheets without a row are left out; the first always stands, and says that nothing is known."""
        self._sheet(self.tr("Figures"), "tblFigures", self._figure_heads(), self._figures(), always=True)
        heads = self._record_heads()
        self._sheet(self.tr("Records"), "tblRecords", heads, self._records())
        self._sheet(self.tr("Conflicts"), "tblConflicts", self._conflict_heads(), self._conflicts())
        self._sheet(self.tr("Notes"), "tblNotes", self._note_heads(), self._notes())
        self._sheet(self.tr("Sources"), "tblSources", self._source_heads(), self._sources())

    def _sheet(
        self, name: str, table: str, heads: Sequence[Head], rows: Iterable[_Row], *, always: bool = False
    ) -> None:
        found = list(rows)
        if not found and not always:
            return
        title = self.tr("{name}: {sheet}", name=self._made.title, sheet=name)
        facts = (self._made.project, self._made.author, self._made.made_at.replace("T", " "), self._made.program)
        note = " · ".join(one for one in facts if one)
        sheet = Sheet(self._setting, name, heads, title=title, note=note, styles=self._styles)
        self._styles = sheet.styles
        self._sheets.append(sheet)
        sheet.begin(freeze_columns=1)
        for row in found or [[Cell(self.tr("None."))]]:
            sheet.write(row)
        sheet.finish_table(table, max(len(found), 1))

    def contents(self) -> Contents:
        """The rows, in the order of the tabs."""
        parts = {part.name: part for sheet in self._sheets for part in sheet.parts}
        tabs = [(n, parts[ws.title]) for n, ws in enumerate(self._workbook.worksheets, 1)]
        return Contents({f"xl/worksheets/sheet{n}.xml": SheetRows(part.rows.stream, part.area) for n, part in tabs})

    def close(self) -> None:
        for sheet in self._sheets:
            sheet.close()

    # figures

    def _figure_heads(self) -> list[Head]:
        return [
            Head(self.tr("Measure"), 22, _LABEL),
            Head(self.tr("Value"), 18, _TEXT),
            Head(self.tr("Bounds"), 18, _TEXT),
            Head(self.tr("Subject"), 16, _TEXT),
            Head(self.tr("Item"), 16, _TEXT),
            Head(self.tr("Place"), 14, _TEXT),
            Head(self.tr("Period"), 12, _TEXT),
            Head(self.tr("Who says so"), 18, _TEXT),
            Head(self.tr("Status"), 13, _TEXT),
            Head(self.tr("Doubts"), 16, _TEXT),
            Head(self.tr("Quote"), 24, _TEXT),
            Head(self.tr("Sentence"), 50, _TEXT),
            *self._place_heads(),
        ]

    def _place_heads(self) -> list[Head]:
        return [
            Head(self.tr("Source"), 22, _TEXT),
            Head(self.tr("From character"), 11, _COUNT),
            Head(self.tr("To character"), 11, _COUNT),
        ]

    def _figures(self) -> Iterable[_Row]:
        for group in self._made.groups:
            for one in group.figures:
                yield self._figure(group.measure or self.tr("measure not known"), one)

    def _figure(self, measure: str, one: DossierFigure) -> _Row:
        texts = (
            measure, one.value, one.bounds, one.subject, one.item, one.place, one.period, one.attribution,
            f"{one.status}, {one.modality}", "; ".join(one.doubts), one.quote, one.sentence, one.source,
        )  # fmt: skip
        return [*map(Cell, texts), *_offsets(one.span.start, one.span.end)]

    # records

    def _record_heads(self) -> list[Head]:
        return [
            Head(self.tr("Record"), 26, _LABEL),
            Head(self.tr("Register"), 16, _TEXT),
            Head(self.tr("Field"), 20, _TEXT),
            Head(self.tr("Value"), 26, _TEXT),
            Head(self.tr("Remarks"), 34, _TEXT),
            Head(self.tr("Quote"), 40, _TEXT),
            *self._place_heads(),
        ]

    def _records(self) -> Iterable[_Row]:
        for view in (self._made.own, *self._made.records):
            if view is not None:
                yield from self._record(view)

    def _record(self, view: RecordView) -> Iterable[_Row]:
        """A row a value; a field without one where it is missing."""
        register = say(self._language, view.type.title)
        for field in view.fields:
            said = " ".join(one for one in (field.sum, *(remark.sentence for remark in field.remarks)) if one)
            for value in field.values:
                yield [*map(Cell, (view.record.name, register, field.title, value.text, said)), *self._words(value)]
            if field.missing:
                yield [*map(Cell, (view.record.name, register, field.title, self.tr("missing")))]

    @staticmethod
    def _words(value: ValueView) -> _Row:
        quote = " ".join(value.quote.split())
        span = value.span
        offsets = _offsets(span.start, span.end) if span is not None else ()
        return [Cell(quote), Cell(value.source), *offsets]

    # the rest

    def _conflict_heads(self) -> list[Head]:
        titles = (self.tr("Class"), self.tr("State"), self.tr("Why"), self.tr("Verdict"))
        return [Head(title, width, _TEXT) for title, width in zip(titles, (18, 14, 70, 36), strict=True)]

    def _conflicts(self) -> Iterable[_Row]:
        for one in self._made.conflicts:
            yield [*map(Cell, (one.kind, one.state, one.reason, one.verdict))]

    def _note_heads(self) -> list[Head]:
        titles = (
            self.tr("Note"),
            self.tr("Tags"),
            self.tr("Quote"),
            self.tr("Source"),
            self.tr("Author"),
            self.tr("Time"),
        )
        return [Head(title, width, _TEXT) for title, width in zip(titles, (44, 16, 34, 22, 16, 18), strict=True)]

    def _notes(self) -> Iterable[_Row]:
        for one in self._made.notes:
            tags = " ".join(f"#{tag}" for tag in one.tags)
            yield [*map(Cell, (one.text, tags, one.quote, one.about, one.author, one.at[:16].replace("T", " ")))]

    def _source_heads(self) -> list[Head]:
        titles = (
            self.tr("Publisher"),
            self.tr("Title"),
            self.tr("Published"),
            self.tr("Doubt"),
            self.tr("File"),
            "SHA-256",
        )
        return [Head(title, width, _TEXT) for title, width in zip(titles, (22, 44, 13, 26, 26, 40), strict=True)]

    def _sources(self) -> Iterable[_Row]:
        for _, one in self._made.sources:
            doubt = say(self._language, one.published_doubt)
            yield [*map(Cell, (one.publisher, one.title, one.published, doubt, one.file_name, one.sha256))]


def _offsets(start: int, end: int) -> tuple[Cell, Cell]:
    return Cell(start, numberformats.INTEGER), Cell(end, numberformats.INTEGER)
