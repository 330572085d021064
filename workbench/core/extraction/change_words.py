"""The words of change of a language: what tells that an amount rose or fell, and the words around such a number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from workbench.core import paths
from workbench.core.errors import BadLexicon
from workbench.core.extraction import notation
from workbench.core.model.figure import Change
from workbench.core.words import tr

DIRECTIONS = {"rise": Change.RISE, "fall": Change.FALL, "either": None, "reach": None}


@dataclass(frozen=True, slots=True)
class ChangeWords:
    """Everything the rules of direction know of one language; see resources/lexicon/ru/changes.toml."""

    pattern: re.Pattern[str]  # its groups are those of DIRECTIONS
    strong: re.Pattern[str]
    weak: re.Pattern[str]
    noun: re.Pattern[str]
    behind: Mapping[str, Change]
    by: frozenset[str]
    to: frozenset[str]
    start: frozenset[str]
    says: frozenset[str]
    fillers: frozenset[str]
    joins: frozenset[str]
    closes: frozenset[str]
    phrasal: frozenset[str]  # verbs whose "up" tells no change
    size_endings: tuple[str, ...]
    start_endings: tuple[str, ...]
    arrival: str


@cache
def change_words(language: str) -> ChangeWords:
    """The words of "ru", "kk" or "en"."""
    return load(paths.resources() / "lexicon" / language / "changes.toml")


def load(path: Path) -> ChangeWords:
    """Read a file of words of change; a mistake in it names the file."""
    data = notation.read(path)
    try:
        return _made(data)
    except (AttributeError, KeyError, TypeError) as error:
        raise BadLexicon(tr("{file}: {why}. Correct the line or remove it.", file=path, why=error)) from error


def _made(data: Mapping[str, Any]) -> ChangeWords:
    lists = {name: notation.words(data["words"].get(name, "")) for name in DIRECTIONS}
    first = "".join(sorted({word[0] for words in lists.values() for word in words}))
    groups = "|".join(f"(?P<{name}>{_any(words)})" for name, words in lists.items() if words)
    bare, lead, around, endings = data["bare"], data["lead"], data["around"], data.get("endings", {})
    return ChangeWords(
        pattern=re.compile(rf"\b(?=[{first}])(?:{groups})"),
        strong=_whole(bare["strong"]),
        weak=_whole(bare["weak"]),
        noun=_whole(bare["noun"]),
        behind={word: Change(way) for way in ("rise", "fall") for word in notation.words(data["behind"][way])},
        by=frozenset(lead["by"].split()),
        to=frozenset(lead["to"].split()),
        start=frozenset(lead["from"].split()),
        says=frozenset(notation.words(data["says"]["words"])),
        fillers=frozenset(around["fillers"].split()),
        joins=frozenset(around["joins"].split()),
        closes=frozenset(around["closes"].split()),
        phrasal=frozenset(notation.words(data["words"].get("phrasal", ""))),
        size_endings=tuple(endings.get("size", "").split()),
        start_endings=tuple(endings.get("start", "").split()),
        arrival=endings.get("arrival", ""),
    )


def _whole(listed: str) -> re.Pattern[str]:
    """One word of a list; of an empty list none."""
    words = notation.words(listed)
    return re.compile(_any(words) if words else r"(?!)")


def _any(words: Iterable[str]) -> str:
    """Any of the words; a star stands for further letters."""
    whole = [word for word in words if not word.endswith("*")]
    stems = [word.removesuffix("*") for word in words if word.endswith("*")]
    parts = [f"(?:{notation.trie_pattern(stems)})[^\\W\\d_]*"] if stems else []
    if whole:
        parts.insert(0, notation.trie_pattern(whole))
    return rf"(?:{'|'.join(parts)})\b"
