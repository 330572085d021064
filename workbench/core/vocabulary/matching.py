"""Finds all phrases of the lexicon in a run of words, in one pass, whatever endings the words carry."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from threading import Lock
from typing import Generic, NamedTuple, TypeVar

from workbench.core.vocabulary.inflection import is_ending

What = TypeVar("What")

_TOKEN = re.compile(r"(?:[a-z]\.){2,}|[^\W_]+")
_APART = frozenset(".,;:!?()[]{}…\n\t")  # between words of one phrase none of these may stand
_GAP = 4  # words that "..." may stand for
_ANY = "**"
_SHORTEST_STEM = 2
_LOWER, _TITLE, _UPPER = 0, 1, 2
_CACHE = 50_000


class Token(NamedTuple):
    """A word of the text: where it stands, its lower-case form, whether the next word follows without punctuation."""

    start: int
    end: int
    word: str
    case: int
    joined: bool


class Match(NamedTuple, Generic[What]):
    """Tokens first..last (inclusive) are a phrase that means `what`."""

    first: int
    last: int
    what: What


def tokenize(text: str, low: str, start: int, end: int) -> list[Token]:
    """The words of a stretch. `low` has the length of `text`; initials as in "U.S." are one word."""
    spans = [m.span() for m in _TOKEN.finditer(low, start, end)]
    tokens = []
    for index, (at, to) in enumerate(spans):
        following = spans[index + 1][0] if index + 1 < len(spans) else to
        joined = following - to == 1 and low[to] not in _APART
        if not joined and following > to:
            joined = _APART.isdisjoint(low[to:following])
        word = low[at:to]
        tokens.append(Token(at, to, word.replace(".", ""), _case(text[at:to], word), joined))
    return tokens


def _lower(text: str) -> str:
    """Lower case with ё as е, letter for letter: one that grows when lowered ("İ") stays as it is, as in the text."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(one if len(one := char.lower()) == 1 else char for char in text)
    return low.replace("ё", "е")


def _case(raw: str, low: str) -> int:
    if raw[0] == low[0]:
        return _LOWER
    return _UPPER if raw.isupper() and len(raw) > 1 else _TITLE


@lru_cache(maxsize=_CACHE)
def _pieces(bare: str) -> tuple[tuple[str, int], ...]:
    """The words of one form of a phrase, each with the case it asks for; the same forms stand in many phrases."""
    pieces = _TOKEN.findall(_lower(bare))
    raws = [bare] if len(pieces) == 1 else re.findall(r"[^\W_]+", bare)
    cut = zip(pieces, raws, strict=True)
    return tuple((low := p.replace(".", ""), _case(r.replace("ё", "е").replace("Ё", "Е"), low)) for p, r in cut)


@dataclass(slots=True)
class _Node(Generic[What]):
    words: dict[str, list[tuple[int, _Node[What]]]] = field(default_factory=dict)
    stems: dict[str, list[tuple[str, int, _Node[What]]]] = field(default_factory=dict)
    gap: _Node[What] | None = None
    ends: list[What] = field(default_factory=list)


class Matcher(Generic[What]):
    """A tree of phrases. A word of a phrase is written whole ("США"), as a stem with endings ("запас*") or as a
    beginning ("обеспечив**"); "a|b" is either; "..." is up to four words. A capital in a phrase asks for one in the
    text. A phrase counts only in text of its own language, an English one everywhere; the tree of a language is grown
    when its first text comes.
    """

    def __init__(self) -> None:
        self._roots: dict[str, _Node[What]] = {}
        self._growing = Lock()
        self._waiting: dict[str, list[tuple[str, What]]] = {}
        self._first: dict[tuple[str, int, str], list[_Node[What]]] = {}

    def add(self, phrase: str, language: str, what: What) -> None:
        """Takes a phrase in; its words are cut as texts are ("rare-earth" is two)."""
        self._roots.setdefault(language, _Node())
        self._waiting.setdefault(language, []).append((phrase, what))

    def _trees(self, language: str) -> list[_Node[What]]:
        """The trees that count in text of a language (all where it is not known), grown where they were not."""
        wanted = [key for key in self._roots if not language or key in ("en", "", language)]
        if any(key in self._waiting for key in wanted):
            with self._growing:  # another thread that reads the same language waits until its tree stands
                for key in wanted:
                    for phrase, what in self._waiting.get(key, ()):
                        self._plant(phrase, key, what)
                    self._waiting.pop(key, None)
                self._first.clear()
        return [self._roots[key] for key in wanted]

    def _plant(self, phrase: str, language: str, what: What) -> None:
        nodes = [self._roots[language]]
        for part in phrase.split():
            if part == "...":
                nodes = [self._gap(node) for node in nodes]
                continue
            nodes = [end for node in nodes for form in part.split("|") for end in self._grow(node, form, language)]
        for node in nodes:
            node.ends.append(what)

    @staticmethod
    def _gap(node: _Node[What]) -> _Node[What]:
        if node.gap is None:
            node.gap = _Node()
        return node.gap

    @staticmethod
    def _grow(node: _Node[What], form: str, language: str) -> Iterator[_Node[What]]:
        pieces = _pieces(form.rstrip("*"))
        for index, (word, case) in enumerate(pieces):
            last = index == len(pieces) - 1
            following: _Node[What]
            if last and form.endswith("*"):
                ending = _ANY if form.endswith(_ANY) else language
                known = node.stems.setdefault(word, [])
                same = [n for e, c, n in known if (e, c) == (ending, case)]
                following = same[0] if same else _Node()
                if not same:
                    known.append((ending, case, following))
            else:
                places = node.words.setdefault(word, [])
                found = [n for c, n in places if c == case]
                following = found[0] if found else _Node()
                if not found:
                    places.append((case, following))
            node = following
        yield node

    def scan(self, tokens: Sequence[Token], language: str) -> list[Match[What]]:
        """Every phrase that occurs, overlapping ones too, in the order of their beginnings."""
        found: list[Match[What]] = []
        trees, first = self._trees(language), self._first
        for index, token in enumerate(tokens):
            key = (token.word, token.case, language)
            nodes = first.get(key)
            if nodes is None:
                if len(first) > _CACHE:
                    first.clear()
                nodes = first[key] = [node for tree in trees for node in self._step(tree, token)]
            for node in nodes:
                found += (Match(index, last, what) for last, what in self._follow(node, tokens, index))
        return found

    def _follow(self, node: _Node[What], tokens: Sequence[Token], last: int) -> Iterator[tuple[int, What]]:
        for end in node.ends:
            yield last, end
        if node.words or node.stems:
            for following in self._next(node, tokens, last):
                yield from self._follow(following, tokens, last + 1)
        if node.gap is not None:
            at = last
            for _ in range(_GAP + 1):
                for following in self._next(node.gap, tokens, at):
                    yield from self._follow(following, tokens, at + 1)
                if at + 1 >= len(tokens) or not tokens[at].joined:
                    break
                at += 1

    def _next(self, node: _Node[What], tokens: Sequence[Token], last: int) -> list[_Node[What]]:
        if last + 1 >= len(tokens) or not tokens[last].joined:
            return []
        return self._step(node, tokens[last + 1])

    @staticmethod
    def _step(node: _Node[What], token: Token) -> list[_Node[What]]:
        word, case = token.word, token.case
        nodes = [following for wanted, following in node.words.get(word, ()) if wanted <= case]
        if node.stems:
            for length in range(_SHORTEST_STEM, len(word) + 1):
                for ending, wanted, following in node.stems.get(word[:length], ()):
                    if wanted <= case and (ending == _ANY or is_ending(word[length:], ending)):
                        nodes.append(following)
        return nodes
