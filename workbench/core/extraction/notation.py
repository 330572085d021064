"""The short notation of lexicon files: "дв(а|е|ух)" is three words; a file with a mistake is named with the place."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from workbench.core.errors import BadLexicon
from workbench.core.vocabulary.loader import mistake
from workbench.core.words import tr

_GROUP = re.compile(r"\(([^()]*)\)")


def expand(form: str) -> list[str]:
    """All forms of a word or phrase: "мил(я|и)" -> "миля", "мили"."""
    match = _GROUP.search(form)
    if not match:
        return [form]
    head, tail = form[: match.start()], form[match.end() :]
    return [one for ending in match[1].split("|") for one in expand(head + ending + tail)]


def words(listed: str) -> list[str]:
    """The expanded forms of a list separated by spaces."""
    return [one for form in listed.split() for one in expand(form)]


def trie_pattern(listed: list[str]) -> str:
    """A pattern that matches any of the words, longest first, without trying them one by one."""
    root: dict[str, Any] = {}
    for word in listed:
        node = root
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return _pattern(root)


def _pattern(node: dict[str, Any]) -> str:
    branches = [re.escape(char) + _pattern(node[char]) for char in sorted(node) if char]
    if not branches:
        return ""
    single = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    return f"(?:{single})?" if "" in node else single


class Misread(ValueError):
    """A word of a lexicon file that cannot be what it should be; `blame` finds its place."""

    def __init__(self, word: str, why: str) -> None:
        super().__init__(why)
        self.word = word


def number(said: str) -> Decimal:
    """A number that a lexicon file states."""
    try:
        return Decimal(said)
    except InvalidOperation as error:
        raise Misread(said, tr("'{word}' is no number", word=said)) from error


def blame(path: Path, error: Exception) -> BadLexicon:
    """The error for a file that is TOML but does not hold what it should, with the place as near as it shows."""
    text = path.read_text("utf-8")
    word, why = "", str(error)
    if isinstance(error, Misread):
        word = error.word
    elif isinstance(error, KeyError) and error.args:
        word = str(error.args[0])
        why = tr("'{word}' is missing or means nothing here", word=word)
    found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE) if word else None
    at = found.start() if found is not None else max(len(text.rstrip()), 0)
    line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    return mistake(path, line, column, why)


def read(path: Path) -> dict[str, Any]:
    """A lexicon file as it stands; BadLexicon names the file and the place of a mistake."""
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise BadLexicon(tr("Cannot read the lexicon {file}: {why}.", file=path, why=error.strerror or "")) from error
    except UnicodeDecodeError as error:
        raise BadLexicon(tr("{file} is not UTF-8; save it as UTF-8.", file=path)) from error
    except tomllib.TOMLDecodeError as error:  # its message says line and column
        raise BadLexicon(tr("{file}: {why}. Correct the line or remove it.", file=path, why=error)) from error
