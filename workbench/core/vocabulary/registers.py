"""The types of record that are shipped: resources/registers/*.toml, checked; a mistake names file and line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from workbench.core import paths
from workbench.core.model.figure import Kind
from workbench.core.model.register import Cues, FieldKind, RecordField, RecordType, Takes
from workbench.core.vocabulary.loader import bad_phrase, mistake, parsed
from workbench.core.words import LANGUAGES, tr

FIRST = ("deal", "deposit", "policy-event", "company")  # the order in which they are offered
_TYPE_KEYS = {"title", "one", "cues", "field"}
_CUE_KEYS = {"measures", "words", "sorts", "parties", "dated", "alone"}
_FIELD_KEYS = {"key", "title", "kind", "choices", "of", "wanted", "several", "whole", "unit", "measures", "kinds",
               "sorts", "takes", "words"}  # fmt: skip
KEY = re.compile(r"[a-z][a-z0-9-]*")

E = TypeVar("E", bound=StrEnum)


@cache
def shipped_types() -> tuple[RecordType, ...]:
    return load_types(paths.resources() / "registers")


def load_types(folder: Path) -> tuple[RecordType, ...]:
    """The types of a folder, one file each. BadLexicon for a mistake, and for a reference to no type of them."""
    files = sorted(
        folder.glob("*.toml"), key=lambda f: (FIRST.index(f.stem) if f.stem in FIRST else len(FIRST), f.stem)
    )
    known = {file.stem for file in files}
    return tuple(_File(file, known).made() for file in files)


class _File:
    """One file, telling every mistake with its line."""

    def __init__(self, path: Path, known: set[str]) -> None:
        self._path, self._known = path, known
        text, self._data = parsed(path)
        self._lines = text.splitlines()
        self._starts = [n for n, line in enumerate(self._lines) if line.replace(" ", "").startswith("[[field]]")]

    def made(self) -> RecordType:
        if not KEY.fullmatch(self._path.stem):
            self._fail(1, tr("the file's name is the key of the type: a-z, digits and “-”"))
        self._only(self._data, _TYPE_KEYS, 0)
        entries = self._data.get("field")
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            self._fail(1, tr("[[{name}]] is missing", name="field"))
        starts = [*self._starts, *[0] * (len(entries) - len(self._starts))]
        fields: list[RecordField] = []
        for start, entry in zip(starts, entries, strict=False):
            made = self._field(entry, start)
            if any(made.key == other.key for other in fields):
                self._fail(self._line("key", start), tr("the field {key} stands twice", key=made.key))
            fields.append(made)
        return RecordType(
            key=self._path.stem,
            title=self._text(self._data, "title", 0),
            one=self._text(self._data, "one", 0),
            fields=tuple(fields),
            cues=self._cues(self._data.get("cues", {})),
            shipped=True,
        )

    def _cues(self, said: object) -> Cues:
        start = next((n for n, line in enumerate(self._lines) if line.startswith("[cues")), 0)
        if not isinstance(said, dict):
            self._fail(start + 1, tr("{key} is a table of its own: [{key}]", key="cues"))
        self._only(said, _CUE_KEYS, start)
        words = said.get("words", {})
        if not isinstance(words, dict) or any(language not in LANGUAGES for language in words):
            self._fail(start + 1, tr("words stand under their language: en, ru or kk"))
        phrases = {language: self._list(words, language, start) for language in words}
        for language, listed in phrases.items():
            for why in filter(None, map(bad_phrase, listed)):
                self._fail(self._line(language, start), why)
        return Cues(
            self._list(said, "measures", start),
            phrases,
            self._list(said, "sorts", start),
            self._list(said, "parties", start),
            self._switch(said, "dated", start),
            self._switch(said, "alone", start),
        )

    def _field(self, entry: Mapping[str, Any], start: int) -> RecordField:
        self._only(entry, _FIELD_KEYS, start)
        key = self._text(entry, "key", start)
        if not KEY.fullmatch(key):
            self._fail(self._line("key", start), tr("a key is written with a-z, digits and “-”"))
        kind = self._choice(FieldKind, entry, "kind", start) if "kind" in entry else FieldKind.TEXT
        choices = self._list(entry, "choices", start)
        if (kind is FieldKind.CHOICE) != bool(choices):
            self._fail(self._line("kind", start), tr("a field of the kind “choice”, and no other, has choices"))
        of = self._text(entry, "of", start) if "of" in entry else ""
        if (kind is FieldKind.REFERENCE) != bool(of):
            self._fail(self._line("kind", start), tr("a reference, and no other field, says of which type: of = …"))
        if of and of not in self._known:
            self._fail(self._line("of", start), tr("there is no type {key}", key=of))
        return RecordField(
            key=key,
            title=self._text(entry, "title", start),
            kind=kind,
            choices=choices,
            of=of,
            wanted=self._switch(entry, "wanted", start),
            several=self._switch(entry, "several", start),
            whole=self._switch(entry, "whole", start),
            unit=self._text(entry, "unit", start) if "unit" in entry else "",
            measures=self._list(entry, "measures", start),
            kinds=tuple(self._one_of(Kind, word, "kinds", start) for word in self._list(entry, "kinds", start)),
            sorts=self._list(entry, "sorts", start),
            takes=self._choice(Takes, entry, "takes", start) if "takes" in entry else None,
            words=self._words(entry, choices, start),
        )

    def _words(self, entry: Mapping[str, Any], choices: Sequence[str], start: int) -> dict[str, Any]:
        """Phrases that say a choice, by language and choice."""
        said = entry.get("words", {})
        if not isinstance(said, dict) or not all(isinstance(by, dict) for by in said.values()):
            self._fail(start + 1, tr("{key} is a table of its own: [{key}]", key="field.words.ru"))
        if any(language not in LANGUAGES for language in said):
            self._fail(start + 1, tr("words stand under their language: en, ru or kk"))
        found: dict[str, Any] = {}
        for language, by in said.items():
            strange = [choice for choice in by if choice not in choices]
            if strange:
                self._fail(self._line(f'"{strange[0]}"', start), tr("there is no choice {name}", name=strange[0]))
            found[language] = {choice: self._list(by, choice, start) for choice in by}
            for why in filter(None, (bad_phrase(one) for some in found[language].values() for one in some)):
                self._fail(start + 1, why)
        return found

    def _text(self, entry: Mapping[str, Any], key: str, start: int) -> str:
        value = entry.get(key)
        if not isinstance(value, str) or not value.strip():
            self._fail(self._line(key, start), tr("{key} must be a text", key=key))
        return value

    def _list(self, entry: Mapping[str, Any], key: str, start: int) -> tuple[str, ...]:
        value: Sequence[Any] = entry.get(key, ())
        if not isinstance(value, list | tuple) or not all(isinstance(one, str) and one.strip() for one in value):
            self._fail(self._line(key, start), tr("'{field}' is a list of words in quotes", field=key))
        return tuple(value)

    def _switch(self, entry: Mapping[str, Any], key: str, start: int) -> bool:
        value = entry.get(key, False)
        if not isinstance(value, bool):
            self._fail(self._line(key, start), tr("'{field}' is true or false", field=key))
        return value

    def _choice(self, of: type[E], entry: Mapping[str, Any], key: str, start: int) -> E:
        return self._one_of(of, self._text(entry, key, start), key, start)

    def _one_of(self, of: type[E], word: str, key: str, start: int) -> E:
        if word not in list(of):
            line, known = self._line(key, start), ", ".join(one.value for one in of)
            self._fail(line, tr("“{word}” is none of: {choices}", word=word, choices=known))
        return of(word)

    def _only(self, entry: Mapping[str, Any], keys: set[str], start: int) -> None:
        strange = [key for key in entry if key not in keys]
        if strange:
            self._fail(self._line(strange[0], start), tr("'{field}' means nothing here", field=strange[0]))

    def _line(self, key: str, start: int) -> int:
        """The line (from 1) where a key stands, at or after a start (from 0)."""
        for number in range(start, len(self._lines)):
            if number > start and self._lines[number].startswith("[["):
                break
            if re.match(rf"\s*{re.escape(key)}\s*=", self._lines[number]):
                return number + 1
        return start + 1

    def _fail(self, line: int, why: str) -> NoReturn:
        raise mistake(self._path, line, 1, why)
