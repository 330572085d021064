"""The layouts in exports/*.toml: which columns a sheet has, how wide, in which style, under which words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, NoReturn

from workbench.core import paths
from workbench.core.errors import BadLexicon
from workbench.core.export import tabs
from workbench.core.words import tr

_TABLE = re.compile(r"[A-Za-z_]{4}[A-Za-z0-9_]{,246}")  # four letters first: "AB12" would be a cell
_SHEET_KEYS = {"sheet", "table", "title", "note", "note_still", "column", "paragraph"}
_COLUMN_KEYS = {"key", "header", "width", "style"}
_PARAGRAPH_KEYS = {"header", "text", "live"}


class ColumnStyle(StrEnum):
    LABEL = "label"
    TEXT = "text"
    LINK = "link"
    COUNT = "count"
    NUMBER = "number"
    CALC = "calc"
    CALC_TEXT = "calc_text"
    INPUT = "input"
    INPUT_TEXT = "input_text"
    WORKING = "working"


@dataclass(frozen=True, slots=True)
class Column:
    key: str
    header: str
    width: float
    style: ColumnStyle


@dataclass(frozen=True, slots=True)
class Layout:
    """`header`, `title`, the notes and the paragraphs are English messages, translated when written. `note_still` is
    the note of a workbook without formulas; `live` are the headers of paragraphs that tell of formulas only."""

    sheet: str
    table: str
    title: str
    note: str
    columns: tuple[Column, ...]
    paragraphs: tuple[tuple[str, str], ...] = ()
    note_still: str = ""
    live: frozenset[str] = frozenset()

    def column(self, key: str) -> Column:
        return next(column for column in self.columns if column.key == key)


def load(name: str, keys: Collection[str], needed: Collection[str], path: Path | None = None) -> Layout:
    """The layout of a sheet, the program's or that of an own file. `keys` may stand in it, `needed` must; a mistake
    names file, line and what to write."""
    path = path or paths.export_layouts() / f"{name}.toml"
    try:
        text = path.read_text("utf-8-sig")
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:  # says line and column itself
        raise BadLexicon(tr("{file}: {mistake}.", file=path, mistake=error)) from error
    except UnicodeDecodeError as error:
        raise BadLexicon(tr("{file} is not UTF-8 text.", file=path)) from error
    except OSError as error:
        raise BadLexicon(tr("Cannot read {file}: {why}.", file=path, why=error.strerror)) from error
    return _Checker(path, text).layout(data, keys, needed)


def chosen(layout: Layout, names: Sequence[str], needed: Collection[str], place: str) -> Layout:
    """With these columns in this order. `place` says where that is asked for: "file, line 7"."""
    columns = {column.key: column for column in layout.columns}
    for name in needed:
        if name not in names:
            raise BadLexicon(tr("{place}: the column {key} is needed by formulas; add it.", place=place, key=name))
    for name in names:
        if name not in columns:
            raise BadLexicon(tr("{place}: the layout of the sheet has no column {key}.", place=place, key=name))
    return replace(layout, columns=tuple(columns[name] for name in names))


class _Checker:
    """Builds a layout, telling every mistake with its line."""

    def __init__(self, path: Path, text: str) -> None:
        self._path = path
        self._lines = text.splitlines()

    def layout(self, data: Mapping[str, Any], keys: Collection[str], needed: Collection[str]) -> Layout:
        self._known(data, _SHEET_KEYS, 0)
        sheet, table = self._text(data, "sheet", 0), self._text(data, "table", 0)
        if not tabs.allowed(sheet):
            self._fail(
                self._line_of("sheet", 0),
                tr("“{name}” cannot be the name of a sheet; “{fit}” can", name=sheet, fit=tabs.fit(sheet)),
            )
        if not _TABLE.fullmatch(table):
            self._fail(
                self._line_of("table", 0),
                tr(
                    "“{name}” cannot be the name of a table; write four Latin letters first, then letters, digits, _",
                    name=table,
                ),
            )
        columns = self._columns(data.get("column"), keys)
        missing = [key for key in needed if key not in {column.key for column in columns}]
        if missing:
            self._fail(1, tr("the column {key} is needed by formulas and is missing; add it", key=missing[0]))
        return Layout(
            sheet=sheet,
            table=table,
            title=self._text(data, "title", 0),
            note=self._text(data, "note", 0),
            columns=columns,
            paragraphs=self._paragraphs(data.get("paragraph", [])),
            note_still=self._text(data, "note_still", 0) if "note_still" in data else "",
            live=frozenset(one["header"] for one in data.get("paragraph", []) if one.get("live")),
        )

    def _columns(self, found: object, keys: Collection[str]) -> tuple[Column, ...]:
        entries = self._entries(found, "column")
        columns: list[Column] = []
        for start, entry in entries:
            self._known(entry, _COLUMN_KEYS, start)
            key = self._text(entry, "key", start)
            if key not in keys:
                self._fail(
                    self._line_of("key", start),
                    tr("there is no column {key} in this sheet; it may be {keys}", key=key, keys=", ".join(keys)),
                )
            if any(column.key == key for column in columns):
                self._fail(self._line_of("key", start), tr("the column {key} stands twice; leave one out", key=key))
            width = entry.get("width")
            if isinstance(width, bool) or not isinstance(width, int | float) or not 1 <= width <= 255:
                self._fail(self._line_of("width", start), tr("a width is a number from 1 to 255"))
            style = self._text(entry, "style", start)
            if style not in list(ColumnStyle):
                self._fail(
                    self._line_of("style", start),
                    tr("there is no style {name}; it may be {names}", name=style, names=", ".join(ColumnStyle)),
                )
            columns.append(Column(key, self._text(entry, "header", start), float(width), ColumnStyle(style)))
        return tuple(columns)

    def _paragraphs(self, found: object) -> tuple[tuple[str, str], ...]:
        texts = []
        for start, entry in self._entries(found, "paragraph"):
            self._known(entry, _PARAGRAPH_KEYS, start)
            texts.append((self._text(entry, "header", start), self._text(entry, "text", start)))
        return tuple(texts)

    def _entries(self, found: object, name: str) -> Sequence[tuple[int, Mapping[str, Any]]]:
        """The tables of a list, each with the line (from 0) it begins on."""
        if not isinstance(found, list) or not all(isinstance(entry, dict) for entry in found):
            self._fail(1, tr("[[{name}]] is missing: write it on a line of its own, its keys below", name=name))
        starts = [n for n, line in enumerate(self._lines) if line.replace(" ", "").startswith(f"[[{name}]]")]
        starts += [0] * (len(found) - len(starts))  # written as an inline list
        return list(zip(starts, found, strict=False))

    def _text(self, entry: Mapping[str, Any], key: str, start: int) -> str:
        value = entry.get(key)
        if not isinstance(value, str) or not value.strip():
            self._fail(self._line_of(key, start), tr('{key} must be a text: {key} = "…"', key=key))
        return value

    def _known(self, entry: Mapping[str, Any], keys: Collection[str], start: int) -> None:
        strange = [key for key in entry if key not in keys]
        if strange:
            self._fail(
                self._line_of(strange[0], start),
                tr("{key} means nothing here; it may be {keys}", key=strange[0], keys=", ".join(sorted(keys))),
            )

    def _line_of(self, key: str, start: int) -> int:
        """The line (from 1) where a key stands, at or after a start (from 0)."""
        for number in range(start, len(self._lines)):
            if number > start and self._lines[number].startswith("[["):
                break
            if re.match(rf"\s*{re.escape(key)}\s*=", self._lines[number]):
                return number + 1
        return start + 1

    def _fail(self, line: int, mistake: str) -> NoReturn:
        raise BadLexicon(tr("{file}, line {line}: {mistake}.", file=self._path, line=line, mistake=mistake))
