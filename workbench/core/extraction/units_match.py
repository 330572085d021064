"""Which unit stands at a place of a text: a trie of tokens built from the lexicon, exact case where case matters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from workbench.core import paths
from workbench.core.extraction import notation
from workbench.core.model.figure import Kind
from workbench.core.vocabulary.units import units
from workbench.core.words import tr

_TOKEN = re.compile(r"[^\W\d_]+(?:[23](?!\w))?|[^\s\w]")
_GAP_AND_TOKEN = re.compile(r" {0,2}([^\W\d_]+(?:\^?[23](?!\w))?|[^\s\w])")
_DOT, _STAR = frozenset("."), frozenset("*")
# How many letters a "*" may stand for; Kazakh words carry chains of endings.
_REACH = {"ru": 5, "kk": 14, "en": 3}


class Hit(NamedTuple):
    """A unit found: its code and where it stands (without the space before it)."""

    code: str
    start: int
    end: int


class _Node:
    """A state of the trie. `code` is what the form means in any case, `cased` what it means written exactly so."""

    __slots__ = ("cased", "code", "dotted", "next", "stems")

    def __init__(self) -> None:
        self.next: dict[str, _Node] = {}
        self.stems: dict[str, _Node] = {}
        self.code: str | None = None
        self.cased: dict[str, str] = {}
        self.dotted = False


class _Place(NamedTuple):
    """Where a match was asked for."""

    text: str
    low: str
    stop: int
    start: int


class FormTrie:
    """Forms of many tokens, the longest one that fits wins. Linear in the few tokens it looks at."""

    def __init__(self, reach: int) -> None:
        self._root = _Node()
        self._reach = reach
        self._shortest_stem = 99

    def add(self, form: str, code: str) -> None:
        node = self._root
        tokens = _tokens(form)
        for token in tokens:
            if token.endswith("*"):
                stem = token[:-1].lower()
                self._shortest_stem = min(self._shortest_stem, len(stem))
                node = node.stems.setdefault(stem, _Node())
            elif token not in _DOT or len(tokens) == 1:
                node = node.next.setdefault(token.lower(), _Node())
        if form.endswith("."):
            node.dotted = True
        if form.lower() == form:
            node.code = node.code or code
        else:
            node.cased.setdefault("".join(t for t in tokens if t != "."), code)

    def match(self, text: str, low: str, place: int, stop: int) -> Hit | None:
        """The longest form at a place, after at most two spaces."""
        found = _GAP_AND_TOKEN.match(low, place, stop)
        if found is None:
            return None
        return self._walk(self._root, found, _Place(text, low, stop, found.start(1)), 0)

    def _walk(self, node: _Node, found: re.Match[str], place: _Place, depth: int) -> Hit | None:
        text, low, stop, start = place
        best: Hit | None = None
        for state in self._states(node, found[1].replace("^", "") or "^"):
            end = found.end()
            further = _GAP_AND_TOKEN.match(low, end, stop) if (state.next or state.stems) and depth < 5 else None
            if further is not None and further[1] == "." and "." not in state.next:
                further = _GAP_AND_TOKEN.match(low, further.end(), stop)
            hit = self._walk(state, further, place, depth + 1) if further else None
            hit = hit or _here(state, text, low, start, end)
            if hit is not None and (best is None or hit.end > best.end):
                best = hit
        return best

    def _states(self, node: _Node, token: str) -> Iterable[_Node]:
        exact = node.next.get(token)
        if exact is not None:
            yield exact
        if node.stems:
            for length in range(len(token), max(len(token) - self._reach, 0) - 1, -1):
                state = node.stems.get(token[:length])
                if state is not None:
                    yield state


def _here(state: _Node, text: str, low: str, start: int, end: int) -> Hit | None:
    code = state.code
    if state.cased:
        written = text[start:end].replace(" ", "").replace(".", "")
        code = state.cased.get(written, code)
    if code is None or (end - start == 1 and text[start].isupper() and code != state.cased.get(text[start])):
        return None  # "5G" is no gram
    return Hit(code, start, end + 1 if state.dotted and low.startswith(".", end) else end)


def _tokens(form: str) -> list[str]:
    """Tokens of a form in the lexicon; a "*" stays with the letters before it."""
    tokens: list[str] = []
    for token in _TOKEN.findall(form):
        if token in _STAR and tokens and tokens[-1][-1].isalpha():
            tokens[-1] += "*"
        else:
            tokens.append(token)
    return tokens


class UnitMatcher:
    """The units of one language: right of a number, left of it, below the line, and what is counted."""

    def __init__(self, language: str, common: Mapping[str, Any], own: Mapping[str, Any]) -> None:
        reach = _REACH[language]
        self.right = FormTrie(reach)
        self.counted = FormTrie(reach)
        self.per_words = FormTrie(0)
        for data in (own, common):
            for code, forms in data["forms"].items():
                _add(self.right, code, forms)
        for code, forms in own["counted"].items():
            _add(self.counted, code, forms)
        per = own["per"]
        for phrase, code in per["words"].items():
            self.per_words.add(phrase, code)
        self.per_time = frozenset(per["time"])
        self.per_any = frozenset(per["any"])
        self.per_short = frozenset(per.get("short", ()))
        self.per_one = frozenset(per["one"])
        self.per_head: tuple[str, ...] = tuple(per.get("head", ()))
        self.per_left: Mapping[str, str] = per.get("left", {})
        for code in _currency_codes():
            self.right.add(code, code)
        self.left = {code.lower(): code for code in _currency_codes()} | {
            form: code for code, forms in common["left"].items() for form in forms
        }
        self.left_ends = frozenset(form[-1] for form in self.left)
        self.longest_left = max(map(len, self.left))
        self.before = {word: code for code, words in own.get("before", {}).items() for word in words}
        self.scaled = {form: (code, Decimal(scale)) for form, (code, scale) in common["scaled"].items()}
        self.below_zero = tuple(own["below_zero"]["phrases"])
        self.after = {word: code for code, words in own["after"].items() for word in words}
        self.behind_fragile = frozenset(own.get("behind_fragile", ()))
        self.fragile = frozenset(common["fragile"]) | frozenset(own.get("fragile", ()))


def _add(trie: FormTrie, code: str, forms: Iterable[str]) -> None:
    if units().get(code) is None:
        raise notation.Misread(code, tr("no unit {code} in units.toml", code=code))
    for form in forms:
        for one in notation.expand(form):
            trie.add(one, code)


def _currency_codes() -> list[str]:
    """ISO codes that are no words of a language ("ALL", "TOP", "TRY" are)."""
    words = {"ALL", "TOP", "TRY", "CUP", "MOP", "BAM", "PEN", "LAK", "MAD", "GEL", "SOS", "RON", "COP", "BOB", "PAB"}
    return [
        unit.code
        for unit in units().all()
        if unit.kind is Kind.MONEY and unit.code.isupper() and unit.code not in words
    ]


@cache
def matcher(language: str) -> UnitMatcher:
    """The matcher of "ru", "kk" or "en"."""
    folder = paths.resources() / "lexicon"
    path = folder / language / "units.toml"
    own = notation.read(path)
    common = notation.read(folder / "units.toml")
    try:
        return UnitMatcher(language, common, own)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise notation.blame(path, error) from error
