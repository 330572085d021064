"""Finds what stood in one version of a text again in another: the same words, in the most alike surroundings.

A number is never taken for another one: only words that are the same (but for capitals, ё, spaces, quotation marks
and dashes) can be found again. The score says how sure it is, from 0 to 1: 1 where words and surroundings are the
same and stand where the versions correspond; less the more of the surroundings has changed and the farther off it is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from workbench.core.model.span import Span
from workbench.core.reading.alignment import RUNS, Tokens, pairs, tokens

ENOUGH = 0.6  # below it a place is a guess
_AROUND = 8  # words to either side that are compared
_NEAR = 400  # words: beyond it, standing near counts for nothing
_TRIED = 12  # places looked at to either side of where the words are expected
_RUN = RUNS[0]


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a stretch stands in the new text, and how sure that is."""

    span: Span
    score: float


class Anchoring:
    """Two versions of a text, aligned once; then any stretch of the old one can be looked for in the new one."""

    def __init__(self, old: str, new: str) -> None:
        self._same_text = old == new
        self._old, self._new = tokens(old), tokens(new)
        self._kept = dict(pairs(self._old.words, self._new.words))
        self._places: dict[str, list[int]] = defaultdict(list)
        for number, word in enumerate(self._new.words):
            self._places[word].append(number)
        self._moved = self._elsewhere()

    def _elsewhere(self) -> dict[int, int]:
        """Words of runs that stand once in each text: they lead to paragraphs that changed their place."""
        here, there = _runs_once(self._old), _runs_once(self._new)
        return {at: there[run] for run, at in here.items() if run in there}

    def find(self, span: Span, *, near: Anchor | None = None, old_near: Span | None = None) -> Anchor | None:
        """The likeliest place of a stretch; None where its words stand nowhere in the new text.

        `near` and `old_near` say where something found already stands in both texts: what belongs to it is looked for
        beside it.
        """
        if self._same_text:
            return Anchor(span, 1.0)
        first, stop = _numbers(self._old, span)
        if first == stop:
            return None
        expected = self._expected(first, stop)
        if near is not None and old_near is not None:
            shift = _numbers(self._new, near.span)[0] - _numbers(self._old, old_near)[0]
            expected = [first + shift, *expected]
        found = [self._anchor(span, first, stop, place, expected[0]) for place in self._tries(first, stop, expected)]
        return max(found, key=lambda one: one.score, default=None)

    def _expected(self, first: int, stop: int) -> list[int]:
        """Where the stretch should begin: by its own words, by those around it, by a run that moved elsewhere."""
        found = []
        for number in chain(range(first, stop), _outwards(first, stop, len(self._old))):
            if number in self._kept:
                found.append(self._kept[number] - number + first)
                break
        for number in range(max(0, first - _AROUND - _RUN), min(len(self._old), stop + _AROUND)):
            if number in self._moved:
                found.append(self._moved[number] - number + first)
        size = max(len(self._old), 1)
        return list(dict.fromkeys(found)) or [first * len(self._new) // size]

    def _tries(self, first: int, stop: int, expected: Iterable[int]) -> list[int]:
        """Places in the new text where exactly these words stand, the nearest to the expected ones."""
        words = self._old.words[first:stop]
        places = self._places.get(words[0], [])
        found: dict[int, None] = {}
        for wanted in expected:
            middle = bisect_left(places, wanted)
            for place in places[max(0, middle - _TRIED) : middle + _TRIED]:
                if self._new.words[place : place + len(words)] == words:
                    found[place] = None
        return list(found)

    def _anchor(self, span: Span, first: int, stop: int, place: int, expected: int) -> Anchor:
        """A place with its score: half for the words themselves, the rest for what stands around and for where."""
        length = stop - first
        there = self._moved_to(span, first, stop, place)
        before = _likeness(_before(self._old, first), _before(self._new, place))
        behind = _likeness(_behind(self._old, stop), _behind(self._new, place + length))
        kept = all(self._kept.get(first + n) == place + n for n in range(length))
        nearness = 1.0 if kept else max(0.0, 1 - abs(place - expected) / _NEAR)
        return Anchor(there, round(0.4 + 0.25 * before + 0.25 * behind + 0.1 * nearness, 3))

    def _moved_to(self, span: Span, first: int, stop: int, place: int) -> Span:
        """The stretch at another place; where it begins or ends inside a word it does so there too."""
        begin, end = self._new.spans[place], self._new.spans[place + stop - first - 1]
        into = max(0, span.start - self._old.spans[first].start)
        short = max(0, self._old.spans[stop - 1].end - span.end)
        start = min(begin.start + into, begin.end - 1)
        return Span(start, max(start + 1, end.end - short))

    def within(self, inner: Span, outer: Span, anchor: Anchor) -> Span:
        """Where a part of a stretch stands, once the stretch itself was found."""
        if self._same_text:
            return inner
        first, stop = _numbers(self._old, inner)
        shift = _numbers(self._new, anchor.span)[0] - _numbers(self._old, outer)[0]
        return self._moved_to(inner, first, stop, first + shift) if first < stop else anchor.span


def _runs_once(text: Tokens) -> dict[tuple[str, ...], int]:
    places: dict[tuple[str, ...], int] = {}
    for number in range(len(text) - _RUN + 1):
        run = text.words[number : number + _RUN]
        places[run] = -1 if run in places else number
    return {run: number for run, number in places.items() if number >= 0}


def _numbers(text: Tokens, span: Span) -> tuple[int, int]:
    """The words that a stretch touches."""
    first = bisect_left(text.spans, span.start, key=lambda one: one.end - 1)
    stop = bisect_left(text.spans, span.end, key=lambda one: one.start)
    return first, max(first, stop)


def _outwards(first: int, stop: int, size: int) -> Iterable[int]:
    """The words around a stretch, the nearest first."""
    for step in range(1, 4 * _AROUND):
        if first - step >= 0:
            yield first - step
        if stop + step - 1 < size:
            yield stop + step - 1


def _before(text: Tokens, first: int) -> Sequence[str]:
    return text.words[max(0, first - _AROUND) : first][::-1]


def _behind(text: Tokens, stop: int) -> Sequence[str]:
    return text.words[stop : stop + _AROUND]


def _likeness(mine: Sequence[str], theirs: Sequence[str]) -> float:
    """How alike the words to one side are, the nearest counting most; nothing on both sides is alike."""
    if not mine or not theirs:
        return float(not mine and not theirs)
    weights = [1 / (n + 1) for n in range(max(len(mine), len(theirs)))]
    same = sum(w for w, a, b in zip(weights, mine, theirs, strict=False) if a == b)
    loose = sum(w / 2 for w, a, b in zip(weights, mine, theirs, strict=False) if a != b and a in theirs)
    return (same + loose) / sum(weights)
