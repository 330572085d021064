"""A workbook of ours back from a colleague: which cells of the evidence are no longer what was exported.

Columns are found by the names that the workbook gives them, else by their headers in any language; rows by the GUID
of their figure; an edit by the row's stamp (said.py). Needs no project, so a worker can do it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

from workbench.core.errors import Cancelled, UnreadableFile
from workbench.core.export import evidence_sheet, returned
from workbench.core.export.layout import load
from workbench.core.export.rowreader import Held, Raw, Sheet, letter, number_of
from workbench.core.export.said import KEPT, TAKEN, WORKING, Stamp, plain, unpacked
from workbench.core.export.tampering import Found, Skeletons, overwritten
from workbench.core.model.returned import Entry, Returned, Row
from workbench.core.words import LANGUAGES, say, tr, trn

DERIVED = ("low", "high", "at_least", "at_most", "least", "greatest", "counted")
_PLACE = re.compile(r"'?(?P<sheet>.+?)'?!\$?(?P<column>[A-Z]{1,3})\$?(?P<row>\d+)(?::.*)?")
_HEAD = 40  # rows of a sheet among which its header is looked for
_KNOWN = 5  # headers that make a sheet ours
_BLANK = 2_000  # empty rows after which nothing more is looked for
_TORN = ("quote", "sentence")  # a row in which both differ was put together from several
_ERRORS = re.compile(r"#(?:REF!|NAME\?|VALUE!|DIV/0!|N/A|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA)|Err:\d+")

Progress = Callable[[int, int], object]
Cells = Mapping[str, Raw]  # by key


def read(path: Path, *, progress: Progress | None = None, cancelled: Callable[[], bool] | None = None) -> Returned:
    """What was changed. UnreadableFile for a file that is no workbook of ours, or that cannot be read."""
    returned.check(path)
    reader = _Reader(path, progress or (lambda _done, _all: None), cancelled or (lambda: False))
    with returned.opened(path) as book:
        found = reader.read(book)
    if reader.calculated:  # the colleague typed formulas: what they came to stands beside them
        with returned.opened(path, results=True) as book:
            found = reader.with_results(book, found)
    return found


class _Reader:
    def __init__(self, path: Path, progress: Progress, cancelled: Callable[[], bool]) -> None:
        self._path = path
        self._progress = progress
        self._cancelled = cancelled
        self._columns: dict[str, int] = {}  # key to column, from 0
        self._headers: dict[str, str] = {}
        self._stamps: dict[str, Stamp] = {}
        self.calculated: set[tuple[str, int, int]] = set()  # tab, row, column of formulas where values were

    def read(self, book: Any) -> Returned:
        parts = self._find(book)
        sheet = parts[0][0]
        facts = _named_values(book, "workbench_language", "workbench_project", "workbench_export")
        self._found = Found(sheet.title)
        self._skeletons = Skeletons()
        rows, guids = self._rows(parts)
        places, count = self._skeletons.strange()
        if places:
            why = tr(
                "A formula was typed over or leads elsewhere. Change the stated number, its factor or qualifier."
            )
            self._found.add_counted(why, places, count)
        evidence = {part.title for part, _ in parts}
        untaken = [*self._found.all(), *overwritten(book, evidence, self._check)]
        return Returned(
            path=self._path,
            sheet=sheet.title,
            language=facts.get("workbench_language") or self._language(),
            project=facts.get("workbench_project", ""),
            export=facts.get("workbench_export", ""),
            rows=tuple(rows),
            guids=frozenset(guids),
            exported=_exported(book),
            untaken=tuple(untaken),
            remarks=tuple(self._remarks()),
        )

    def _check(self, done: int, whole: int = 0) -> None:
        if self._cancelled():
            raise Cancelled
        self._progress(done, whole)

    # where things stand

    def _find(self, book: Any) -> list[tuple[Any, int]]:
        """The sheet of evidence and its first row; several where one could not hold it all."""
        titles = {sheet.title: sheet for sheet in book.worksheets}
        for key in evidence_sheet.KEYS:
            name = book.defined_names.get(f"ev_{key}")
            place = _PLACE.fullmatch(name.attr_text or "") if name is not None else None
            if place is not None and place["sheet"].replace("''", "'") in titles:
                sheet, first = titles[place["sheet"].replace("''", "'")], int(place["row"])
                self._columns[key] = number_of(place["column"])
        if "guid" in self._columns:
            self._name_columns(sheet, first - 1)
            return [(sheet, first), *_further(book)]
        self._columns.clear()
        for sheet in book.worksheets:
            if header := self._by_headers(sheet):
                return [(sheet, header + 1)]
        raise UnreadableFile(
            tr(
                "{file} has no sheet “Evidence” with the column “GUID”, so it is not a workbook of this program, "
                "or that column was deleted. Ask for the whole workbook back.",
                file=self._path,
            )
        )

    def _name_columns(self, sheet: Any, header: int) -> None:
        """The headers; by them also those columns that have no name, as in workbooks of older versions."""
        row = next((row for _, row in _texts(sheet, header, header)), [])
        taken = set(self._columns.values())
        for key, column in _by_words(row).items():
            if key not in self._columns and column not in taken:
                self._columns[key] = column
        for key, column in self._columns.items():
            if column < len(row) and row[column] is not None:
                self._headers[key] = str(row[column])

    def _by_headers(self, sheet: Any) -> int:
        """The row of the header, found by its words; 0 where there is none."""
        for number, row in _texts(sheet, 1, _HEAD):
            found = _by_words(row)
            if "guid" in found and len(found) >= _KNOWN:
                self._columns = found
                self._headers = {key: str(row[n]) for key, n in found.items()}
                return number
        return 0

    def _head(self, key: str) -> str:
        return self._headers.get(key, key)

    def _language(self) -> str:
        """The language whose words most headers are."""
        layout = load("evidence", evidence_sheet.KEYS, evidence_sheet.NEEDED)

        def hits(lang: str) -> int:
            return sum(self._headers.get(c.key) == say(lang, c.header) for c in layout.columns)

        return max(LANGUAGES, key=hits)

    # the rows

    def _rows(self, parts: Sequence[tuple[Any, int]]) -> tuple[list[Row], set[str]]:
        rows: list[Row] = []
        seen: dict[str, int] = {}
        for part, first in parts:
            self._sheet = Sheet(part, self._check)
            self._before = f"{part.title}!" if part is not parts[0][0] else ""
            blank = first
            for number, cells in self._sheet.rows(first=first):
                held = {key: cells[n] for key, n in self._columns.items() if n in cells}
                if not held:
                    continue
                if number - blank > _BLANK:
                    break
                blank = number
                guid = self._plain(number, "guid", held)
                if not guid or guid in seen:
                    self._say_strange(number, guid, seen, held)
                    continue
                seen[guid] = number
                row = self._row(number, guid, held)
                if row is not None and row.entries:
                    rows.append(row)
        return rows, set(seen)

    def _plain(self, number: int, key: str, held: Cells) -> str:
        """What a cell holds, as it is compared."""
        raw = held.get(key)
        found = self._sheet.plain(raw)
        return plain(_value(self._held(number, key, raw))) if found is None else found

    def _held(self, number: int, key: str, raw: Raw | None) -> Held | None:
        return None if raw is None else self._sheet.held(number, self._columns[key], raw)

    def _at(self, key: str, number: int) -> str:
        return f"{self._before}{letter(self._columns[key])}{number}"

    def _say_strange(self, number: int, guid: str, seen: Mapping[str, int], held: Cells) -> None:
        if guid:
            why = tr("The row repeats a figure that stands in row {n} already.", n=seen[guid])
            self._found.add(why, [_row(number)])
        elif any(key in held for key in ("quote", "stated_low", "stated_high", "subject", "measure")):
            self._found.add(
                tr("Added rows are no figures: a figure needs its place in a source. Make it in the program."),
                [_row(number)],
            )

    def _row(self, number: int, guid: str, held: Cells) -> Row | None:
        stamp = Stamp.read(self._plain(number, "stamp", held)) if "stamp" in held else None
        if stamp is not None:
            self._stamps[guid] = stamp
            if not self._sound(number, stamp, held):
                return None
        for key in DERIVED:
            if key in self._columns:
                raw = held.get(key)
                self._skeletons.add(key, number, self._before + letter(self._columns[key]), raw and raw.formula)
        entries = {}
        for key in TAKEN:
            if key in self._columns:
                raw = held.get(key)
                found = self._sheet.plain(raw)
                if found is not None and stamp is not None and not stamp.other(key, found):
                    continue
                entry = self._entry(key, number, self._held(number, key, raw), stamp)
                if entry is not None:
                    entries[key] = entry
        return Row(number, guid, entries)

    def _sound(self, number: int, stamp: Stamp, held: Cells) -> bool:
        """Whether what the source and the program say still stands together; single edits of it are told."""
        changed = [key for key in KEPT if self._has(key) and stamp.other(key, self._kept(number, key, held))]
        if all(key in changed for key in _TORN):
            self._found.add(
                tr("Quote and sentence of the row are not those of its figure: was a part of the columns sorted?"),
                [_row(number)],
            )
            return False
        self._say_kept(number, changed)
        return True

    def _kept(self, number: int, key: str, held: Cells) -> str:
        """What the mark of a column is made of that nobody should change; those for formulas share one."""
        if key != "working":
            return self._plain(number, key, held)
        return plain("|".join(self._plain(number, one, held) for one in WORKING))

    def _has(self, key: str) -> bool:
        return key in self._columns or key == "working"

    def _say_kept(self, number: int, changed: Iterable[str]) -> None:
        for key in changed:
            if key == "working":
                self._found.add(tr("The folded columns belong to the program."), [_row(number)])
                continue
            why = tr("“{column}” is what the source or the program says; it is not taken.", column=self._head(key))
            self._found.add(why, [self._at(key, number)])

    def _entry(self, key: str, number: int, cell: Any, stamp: Stamp | None) -> Entry | None:
        """The cell, if it is not what was exported."""
        column = self._columns[key]
        entry = Entry(self._at(key, number), None, exported=stamp.marks[key] if stamp else None)
        if cell is not None and cell.data_type == "f":
            self.calculated.add((self._before, number, column))
            return replace(entry, calculated=True)
        if cell is not None:
            entry = _filled(entry, cell)
        if stamp is not None and not entry.broken and not stamp.differs(key, entry.value):
            return None
        return entry

    def with_results(self, book: Any, found: Returned) -> Returned:
        """The same, with what typed formulas came to."""
        results: dict[str, Any] = {}
        for part, first in self._find(book):
            sheet = Sheet(part, self._check)
            before = f"{part.title}!" if part.title != found.sheet else ""
            for number, cells in sheet.rows(first=first):
                for column, raw in cells.items():
                    if (before, number, column) in self.calculated:
                        results[f"{before}{letter(column)}{number}"] = sheet.held(number, column, raw)
        rows = [replace(row, entries=dict(self._resolved(row, results))) for row in found.rows]
        return replace(found, rows=tuple(row for row in rows if row.entries))

    def _resolved(self, row: Row, results: Mapping[str, Any]) -> Iterable[tuple[str, Entry]]:
        stamp = self._stamps.get(row.guid)
        for key, entry in row.entries.items():
            cell = results.get(entry.at)
            if not entry.calculated:
                yield key, entry
            elif cell is None or cell.value is None:
                yield key, replace(entry, broken=tr("a formula that was not calculated"))
            elif stamp is None or stamp.differs(key, (filled := _filled(entry, cell)).value) or filled.broken:
                yield key, _filled(entry, cell)

    def _remarks(self) -> Iterable[str]:
        if returned.in_use(self._path):
            yield tr("{file} is open in another program: what is not saved there is not read.", file=self._path.name)
        gone = [key for key in TAKEN if key not in self._columns]
        if gone:
            yield trn("{n} column that may be edited is gone.", "{n} columns that may be edited are gone.", len(gone))
        if not self._stamps:
            yield tr("The column that says what was exported is gone: every difference from the project is listed.")


@cache
def _words() -> Mapping[str, str]:
    """The columns by their headers in every language."""
    layout = load("evidence", evidence_sheet.KEYS, evidence_sheet.NEEDED)
    return {say(lang, c.header).casefold(): c.key for lang in LANGUAGES for c in layout.columns}


def _by_words(row: Sequence[Any]) -> dict[str, int]:
    """Columns of a header's row that are called like ours; of two alike the first."""
    heads = [plain(value).casefold() if isinstance(value, str) else "" for value in row]
    words = _words()
    return {words[head]: n for n, head in reversed(list(enumerate(heads))) if head in words}


def _filled(entry: Entry, cell: Any) -> Entry:
    """An entry with what a cell holds: numbers as they are written, dates as far as they are shown."""
    value, look = cell.value, re.sub(r'"[^"]*"', "", cell.number_format or "")
    if cell.data_type == "e" or (isinstance(value, str) and _ERRORS.fullmatch(value)):
        return replace(entry, broken=str(value))
    if isinstance(value, datetime | date):
        return replace(entry, text=value.strftime("%Y-%m-%d" if "d" in look.lower() else "%Y-%m"))
    found = _value(cell)
    if isinstance(found, Decimal):
        return replace(entry, number=found, text=None, percent="%" in look)
    return replace(entry, text=found)


def _value(cell: Any) -> str | Decimal | None:
    if cell is None or cell.value is None:
        return None
    value = cell.value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return _text(value)
    return Decimal(f"{value:.15g}")


def _text(value: Any) -> str:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return value if isinstance(value, str) else str(getattr(value, "text", value))


def _row(number: int) -> str:
    return tr("row {n}", n=number)


def _further(book: Any) -> Iterator[tuple[Any, int]]:
    """The tabs on which a long evidence goes on, each with its first row."""
    for number in count(2):
        name = book.defined_names.get(f"ev_guid_{number}")
        place = _PLACE.fullmatch(name.attr_text or "") if name is not None else None
        if place is None or (title := place["sheet"].replace("''", "'")) not in book.sheetnames:
            return
        yield book[title], int(place["row"])


def _texts(sheet: Any, first: int, last: int) -> Iterator[tuple[int, list[str | None]]]:
    """Rows with the texts of their cells, None where there is none."""
    found = Sheet(sheet)
    for number, cells in found.rows(first=first, last=last):
        row: list[str | None] = [None] * (max(cells) + 1)
        for column, raw in cells.items():
            value = found.held(number, column, raw).value
            row[column] = None if value is None else str(value)
        yield number, row


def _named_values(book: Any, *names: str) -> dict[str, str]:
    """The contents of named single cells."""
    found = {}
    for name in names:
        defined = book.defined_names.get(name)
        place = _PLACE.fullmatch(defined.attr_text or "") if defined is not None else None
        if place is not None and (values := _cells(book, place)):
            found[name] = plain(_text(values[0])) if values[0] is not None else ""
    return found


def _cells(book: Any, place: re.Match[str], last: int | None = None) -> Sequence[Any]:
    title, column, row = place["sheet"].replace("''", "'"), number_of(place["column"]) + 1, int(place["row"])
    if title not in book.sheetnames:
        return ()
    rows = book[title].iter_rows(row, last or row, column, column, values_only=True)
    return [value for (value,) in rows]


def _exported(book: Any) -> frozenset[int] | None:
    """The numbers of all figures that the workbook was made with; None where it does not say."""
    defined = book.defined_names.get("src_exported")
    place = _PLACE.fullmatch(defined.attr_text or "") if defined is not None else None
    if place is None:
        return None
    last = int(re.split(r"\D+", defined.attr_text)[-1])
    found = _cells(book, place, last)
    return frozenset[int]().union(*(unpacked(plain(_text(one))) for one in found if one is not None))
