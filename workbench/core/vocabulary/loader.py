"""Lexicon files, read and checked: a mistake is reported with its file, line and column."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from workbench.core.errors import BadLexicon
from workbench.core.words import tr

_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")
_AT_END = re.compile(r"\s*\(at [^)]*\)$")
_LISTS = ("cues", "derived", "hints", "beside", "fits", "about")
_PHRASES = ("cues", "derived", "hints", "beside")
_WORDS = ("name", "type", "country")
_SWITCHES = ("item", "weak")


@dataclass(frozen=True, slots=True)
class Entry:
    """One table of a lexicon file: what is called `key` there. Fields that the file leaves out are empty."""

    key: str
    name: str = ""
    cues: tuple[str, ...] = ()
    traits: Mapping[str, Any] = field(default_factory=dict)


def load_entries(path: Path) -> list[Entry]:
    """The entries of a lexicon file in its order; BadLexicon says where a mistake stands."""
    return [_entry(path, text, key, body) for text, tables in [parsed(path)] for key, body in tables.items()]


def parsed(path: Path) -> tuple[str, dict[str, Any]]:
    """The text of a TOML file and what it says; BadLexicon where it is none."""
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        raise BadLexicon(tr("Cannot read the lexicon {file}: {why}.", file=path, why=error.strerror or "")) from error
    except UnicodeDecodeError as error:
        head = path.read_bytes()[: error.start].decode("utf-8")
        line, column = head.count("\n") + 1, len(head) - head.rfind("\n")
        raise mistake(path, line, column, tr("not UTF-8; save the file as UTF-8")) from error
    try:
        return text, tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        said = str(error)
        found = _PLACE.search(said)
        line, column = (int(found[1]), int(found[2])) if found else (text.count("\n") + 1, 1)
        raise mistake(path, line, column, _AT_END.sub("", said)) from error


def mistake(path: Path, line: int, column: int, why: str) -> BadLexicon:
    """The error for a mistake at a place of a lexicon file."""
    return BadLexicon(
        tr(
            "{file}, line {line}, column {column}: {why}. Correct the line or remove it.",
            file=path,
            line=line,
            column=column,
            why=why,
        )
    )


def _entry(path: Path, text: str, key: str, body: object) -> Entry:
    def wrong(field_name: str, why: str, word: str = "") -> BadLexicon:
        return mistake(path, *_place(text, key, field_name, word), why)

    if not isinstance(body, dict):
        raise wrong("", tr('an entry is a table: ["{key}"] on a line of its own', key=key))
    for name, value in body.items():
        if name in _LISTS:
            if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
                raise wrong(name, tr("'{field}' is a list of words in quotes", field=name))
            for word in value:
                if not word.strip():
                    raise wrong(name, tr("an empty word in '{field}'", field=name), word)
                if name in _PHRASES and (why := bad_phrase(word)):
                    raise wrong(name, why, word)
        elif name in _WORDS:
            if not isinstance(value, str) or not value.strip():
                raise wrong(name, tr("'{field}' is a word in quotes", field=name))
        elif name in _SWITCHES:
            if not isinstance(value, bool):
                raise wrong(name, tr("'{field}' is true or false", field=name))
        else:
            raise wrong(name, tr("'{field}' means nothing here", field=name))
    return Entry(
        key,
        body.get("name", ""),
        tuple(body.get("cues", ())),
        {n: v for n, v in body.items() if n not in ("name", "cues")},
    )


def bad_phrase(phrase: str) -> str:
    """Why a cue phrase cannot be understood; empty when it can."""
    words = phrase.split()
    if words[0] == "..." or words[-1] == "...":
        return tr("a phrase does not begin or end with '...'")
    for word in words:
        for form in word.split("|"):
            bare = form.rstrip("*")
            if word != "..." and ("*" in bare or len(form) - len(bare) > 2 or not re.search(r"\w", bare)):
                return tr("'{word}' is no word: write it whole, or its stem with * at the end", word=word)
    return ""


def _place(text: str, key: str, field_name: str, word: str) -> tuple[int, int]:
    """Line and column, from 1, of a word in a field of an entry, as near as the text shows it."""
    bare = re.escape(key)
    at = re.search(rf"^[ \t]*(?:\[\s*(?:\"{bare}\"|'{bare}'|{bare})\s*\]|\"?{bare}\"?\s*=)", text, re.MULTILINE)
    position = at.start() if at else 0
    if field_name and (found := re.compile(rf"^[ \t]*({re.escape(field_name)})\s*=", re.M).search(text, position)):
        position = found.start(1)
        literal = re.compile(rf"([\"']){re.escape(word)}\1").search(text, position)
        if literal and (word or literal.start() > position):
            position = literal.start()
    line = text.count("\n", 0, position) + 1
    return line, position - text.rfind("\n", 0, position)
