"""Paragraphs, sentences and words of a text, and how far two words of a sentence are from each other."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from razdel import sentenize

from workbench.core.model.span import Span
from workbench.core.vocabulary.matching import Token, tokenize

_LINE = re.compile(r"[^\n]+")
_LONGEST = 4000  # characters of one sentence; beyond that it is cut, so that no rule looks at a whole book
_LONGEST_PARAGRAPH = 20_000  # of one paragraph: a book without line breaks is read in parts
_WORD = 0.1  # what one word in between costs
_CONTRAST = frozenset(
    ("а", "но", "тогда", "зато", "однако", "причем", "while", "whereas", "but", "ал", "бірақ", "алайда")
)
_RELATIVE = frozenset(
    ("где", "который", "которая", "которое", "которые", "которого", "которой", "которых", "котором", "которую")
    + ("which", "where", "who", "whose", "if", "если", "хотя", "although", "though", "because", "since", "поскольку")
)
_AND = frozenset(("и", "and", "және", "or", "или"))
_MARKS = {";": 2.5, "(": 0.8, ")": 0.8, ":": 0.7, ",": 0.6, "—": 0.2, "–": 0.2, ".": 0.3, "!": 2.5, "?": 2.5}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its words. `paragraph` counts lines that hold text; `cost` is the running price of passing a
    word, so that the distance of two words is a difference."""

    start: int
    end: int
    paragraph: int
    language: str
    tokens: Sequence[Token]
    starts: Sequence[int]
    cost: Sequence[float]

    def token_at(self, position: int) -> int:
        """The index of the word at or after a position."""
        return bisect_left(self.starts, position)

    def token_before(self, position: int) -> int:
        """The index of the last word that begins before a position; -1 when there is none."""
        return bisect_left(self.starts, position) - 1

    def words(self, first: int, last: int) -> tuple[int, int]:
        """Indexes of the first and last word that a stretch of characters touches."""
        begin = max(0, bisect_right(self.starts, first) - 1)
        if begin < len(self.tokens) and self.tokens[begin].end <= first:
            begin += 1
        return min(begin, len(self.tokens) - 1), max(begin, bisect_left(self.starts, last) - 1)

    def distance(self, a: tuple[int, int], b: tuple[int, int]) -> float:
        """What lies between two runs of words: words, commas, clauses. Nothing for neighbours."""
        if b[0] > a[1]:
            return self.cost[b[0]] - self.cost[a[1]]
        if a[0] > b[1]:
            return self.cost[a[0]] - self.cost[b[1]]
        return 0.0


def paragraphs(text: str) -> list[Span]:
    """Every line that holds something, in its parts where it is longer than any paragraph is."""
    return [Span(*edges) for edges in paragraph_edges(text)]


def paragraph_edges(text: str) -> Iterator[tuple[int, int]]:
    """Where the paragraphs begin and end."""
    for match in _LINE.finditer(text):
        start, end = match.span()
        while end - start > _LONGEST_PARAGRAPH:
            stop = text.rfind(". ", start + _LONGEST_PARAGRAPH // 2, start + _LONGEST_PARAGRAPH) + 1
            stop = stop or text.rfind(" ", start + _LONGEST_PARAGRAPH // 2, start + _LONGEST_PARAGRAPH) + 1
            stop = stop or start + _LONGEST_PARAGRAPH
            yield start, stop
            start = stop
        if not text[start:end].isspace():
            yield start, end


def sentences(text: str, low: str, paragraph: Span, number: int, language: str) -> list[Sentence]:
    """The sentences of a paragraph in their order."""
    return [_sentence(text, low, stretch, number, language) for stretch in _stretches(text, paragraph)]


def _stretches(text: str, paragraph: Span) -> Iterator[tuple[int, int]]:
    for found in sentenize(paragraph.of(text)):
        start, end = paragraph.start + found.start, paragraph.start + found.stop
        while end - start > _LONGEST:
            yield start, start + _LONGEST
            start += _LONGEST
        if start < end:
            yield start, end


def _sentence(text: str, low: str, stretch: tuple[int, int], number: int, language: str) -> Sentence:
    start, end = stretch
    tokens = tokenize(text, low, start, end)
    steps = [0.0]
    for left, right in pairwise(tokens):
        steps.append(_step(low, left, right))
    return Sentence(
        start, end, number, language, tokens, [t.start for t in tokens], list(accumulate(steps[: len(tokens)]))
    )


def _step(low: str, left: Token, right: Token) -> float:
    """What it costs to go from one word to the next."""
    between = low[left.end : right.start]
    if between == " ":
        marks = 0.0
    else:
        marks = max((_MARKS.get(c, 0.0) for c in between), default=0.0)
        if " - " in between:
            marks = max(marks, _MARKS["—"])
    if marks and left.word[-1].isdigit() and right.word[0].isdigit():
        marks = 0.0  # inside a number
    word = right.word
    if word in _CONTRAST:
        marks = max(marks, 0.4) + 1.6
    elif word in _RELATIVE and marks:
        marks += 0.7
    elif word in _AND:
        marks += 0.2
    return _WORD + marks
