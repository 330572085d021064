"""A workbook's layout: which sheets it has, in which order, with which columns, and how live it is.

`exports/analyst.toml` and `exports/publication.toml` are shipped; a copy of one may be changed and named at
an export.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from workbench.core import paths
from workbench.core.errors import BadLexicon
from workbench.core.words import tr

_SWITCHES = ("formulas", "freeze", "filters", "comments")
_KEYS = ("sheets", *_SWITCHES, "columns", "layouts")
_LIVE = ("comparison", "details", "evidence", "readme")  # sheets that formulas lead to
_STILL = ("comparison", "readme")  # what was left out stands in the Read me


@dataclass(frozen=True, slots=True)
class Profile:
    """`sheets` in their order. `columns` of a sheet in theirs, where not all of its layout are wanted; `layouts` are
    own files of sheets. `formulas`: live, else their results only; `freeze`: heads stay in view; `filters`: a button
    in each header; `comments`: quotes at the numbers."""

    sheets: tuple[str, ...] = ()
    formulas: bool = True
    freeze: bool = True
    filters: bool = True
    comments: bool = True
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    layouts: Mapping[str, Path] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)  # where its lists of columns stand: "file, line 7"


ANALYST = Profile()


def shipped() -> dict[str, Path]:
    """The workbook layouts that come with the program, by name."""
    return {name: paths.export_layouts() / f"{name}.toml" for name in ("analyst", "publication")}


def load(path: Path, known: Collection[str], keys: Mapping[str, Collection[str]]) -> Profile:
    """`known` sheets may stand in it, of each its `keys`. BadLexicon names file, line and what to write."""
    try:
        text = path.read_text("utf-8-sig")
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:  # says line and column itself
        raise BadLexicon(tr("{file}: {mistake}.", file=path, mistake=error)) from error
    except UnicodeDecodeError as error:
        raise BadLexicon(tr("{file} is not UTF-8 text.", file=path)) from error
    except OSError as error:
        raise BadLexicon(
            tr(
                "Cannot read {file}: {why}. Name a copy of {names} in the folder {folder}.",
                file=path,
                why=error.strerror or error,
                names=", ".join(one.name for one in shipped().values()),
                folder=paths.export_layouts(),
            )
        ) from error
    return _Checker(path, text, known, keys).profile(data)


class _Checker:
    """Builds a profile, telling every mistake with its line and with what may stand there."""

    def __init__(self, path: Path, text: str, known: Collection[str], keys: Mapping[str, Collection[str]]) -> None:
        self._path = path
        self._lines = text.splitlines()
        self._known = known
        self._columns_of = keys

    def profile(self, data: Mapping[str, Any]) -> Profile:
        if "column" in data and "sheets" not in data:
            self._fail(
                "column",
                tr("this is the layout of one sheet; name it in a workbook's layout, under [layouts]"),
            )
        for key in data:
            if key not in _KEYS:
                self._fail(key, tr("{key} means nothing here; it may be {keys}", key=key, keys=", ".join(_KEYS)))
        switches = {key: self._switch(data, key) for key in _SWITCHES}
        columns = self._table(data, "columns")
        layouts = self._table(data, "layouts")
        return Profile(
            sheets=self._sheets(data, _LIVE if switches["formulas"] else _STILL),
            columns={sheet: self._columns(sheet, wanted) for sheet, wanted in columns.items()},
            layouts={sheet: self._file(sheet, name) for sheet, name in layouts.items()},
            places={
                sheet: tr("{file}, line {line}", file=self._path, line=self._line(sheet, "columns"))
                for sheet in columns
            },
            **switches,
        )

    def _sheets(self, data: Mapping[str, Any], needed: Collection[str]) -> tuple[str, ...]:
        names = self._texts("sheets", data.get("sheets"), "sheets")
        self._among("sheets", names, self._known, "")
        missing = [name for name in needed if name not in names]
        if missing:
            self._fail("sheets", tr("the sheet {name} is needed; add it to the list", name=missing[0]))
        return names

    def _columns(self, sheet: str, wanted: object) -> tuple[str, ...]:
        names = self._texts(sheet, wanted, "columns")
        self._among(sheet, names, self._columns_of[sheet], "columns")
        return names

    def _among(self, key: str, names: Collection[str], known: Collection[str], under: str) -> None:
        """Each is known and stands once."""
        seen = set()
        for name in names:
            if name not in known:
                may = ", ".join(known)
                self._fail(key, tr("there is no {name}; it may be {names}", name=name, names=may), under)
            if name in seen:
                self._fail(key, tr("{name} stands twice; leave one out", name=name), under)
            seen.add(name)

    def _texts(self, key: str, value: object, under: str) -> tuple[str, ...]:
        if not isinstance(value, list) or not value or not all(isinstance(one, str) for one in value):
            self._fail(key, tr('{key} is a list of names, such as ["comparison", "sources"]', key=key), under)
        return tuple(value)

    def _switch(self, data: Mapping[str, Any], key: str) -> bool:
        value = data.get(key, True)
        if not isinstance(value, bool):
            self._fail(key, tr("{key} is true or false", key=key))
        return value

    def _table(self, data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
        found = data.get(name, {})
        if not isinstance(found, dict):
            self._fail(name, tr("{key} is a table: write [{key}] on a line of its own", key=name))
        for sheet in found:
            if sheet not in self._known:
                may = ", ".join(self._known)
                self._fail(sheet, tr("there is no {name}; it may be {names}", name=sheet, names=may), name)
        return found

    def _file(self, sheet: str, name: object) -> Path:
        if not isinstance(name, str) or not name.endswith(".toml"):
            self._fail(sheet, tr("{key} is the name of a file that ends in .toml", key=sheet), "layouts")
        path = self._path.parent / name
        if not path.is_file():
            self._fail(sheet, tr("there is no file {file} beside it", file=name), "layouts")
        return path

    def _line(self, key: str, under: str = "") -> int:
        """The line (from 1) where a key stands; under a heading where one is named."""
        heading, last = "", 1
        for number, line in enumerate(self._lines, 1):
            plain = line.strip()
            if plain.startswith("["):
                heading, last = plain.strip("[] "), (number if plain.strip("[] ") == key else last)
            elif plain.partition("=")[0].strip().strip('"') == key and heading in ("", under):
                return number
        return last

    def _fail(self, key: str, mistake: str, under: str = "") -> NoReturn:
        line = self._line(key, under)
        raise BadLexicon(tr("{file}, line {line}: {mistake}.", file=self._path, line=line, mistake=mistake))
