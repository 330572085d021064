"""Which words of a text stand in another version of it, in a time that grows with the texts, not with their square.

Runs of words that stand once in each text pin the two together; between pins shorter runs do, down to single words,
and only the small gaps that are left are compared word by word.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from workbench.core.model.span import Span

RUNS = (6, 3, 1)  # words of the runs that pin, longest first
SMALL = 48  # words to either side that are compared one with each: bounds the time of a gap
_WORD = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d{3})*(?:[.,]\d+)?|\w+|[^\w\s]")
_FOLDED = str.maketrans({"ё": "е", "«": '"', "»": '"', "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-",
                         "—": "-", "‑": "-", "−": "-", "\u00a0": " ", "\u202f": " "})  # fmt: skip
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words, numbers and signs of a text as they are compared, and where each stands."""

    words: tuple[str, ...]
    spans: tuple[Span, ...]

    def __len__(self) -> int:
        return len(self.words)


class Kind(StrEnum):
    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one or both texts. `old` is empty for what was added, `new` for what was removed."""

    kind: Kind
    old: Span
    new: Span


def tokens(text: str) -> Tokens:
    found = [(m.group().casefold().translate(_FOLDED), Span(m.start(), m.end())) for m in _WORD.finditer(text)]
    return Tokens(tuple(word for word, _ in found), tuple(span for _, span in found))


def pairs(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Places of words that correspond, both rising: what stayed where it was between its neighbours."""
    matched: list[tuple[int, int]] = []
    todo: list[tuple[Range, Range, int]] = [((0, len(old)), (0, len(new)), 0)]
    while todo:
        (a, b), (c, d), level = todo.pop()
        while a < b and c < d and old[a] == new[c]:
            matched.append((a, c))
            a, c = a + 1, c + 1
        while a < b and c < d and old[b - 1] == new[d - 1]:
            b, d = b - 1, d - 1
            matched.append((b, d))
        if a == b or c == d:
            continue
        if b - a <= SMALL and d - c <= SMALL:
            matched += _by_words(old, new, (a, b), (c, d))
        elif level < len(RUNS):
            todo += _gaps(_pins(old, new, (a, b), (c, d), RUNS[level]), (a, b), (c, d), level, matched)
    return sorted(matched)


def _pins(old: Sequence[str], new: Sequence[str], mine: Range, theirs: Range, length: int) -> list[tuple[int, int]]:
    """Beginnings of runs that stand once in each stretch, in an order that both share."""
    here, there = _once(old, mine, length), _once(new, theirs, length)
    return _rising([(at, there[run]) for run, at in here.items() if run in there])


def _once(words: Sequence[str], within: Range, length: int) -> dict[tuple[str, ...], int]:
    start, stop = within
    runs = [tuple(words[i : i + length]) for i in range(start, stop - length + 1)]
    counted = Counter(runs)
    return {run: start + i for i, run in enumerate(runs) if counted[run] == 1}


def _rising(found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of it that rises on both sides (`found` rises in its first)."""
    ends: list[int] = []  # the smallest end of a rising row of each length
    last: list[int] = []  # which pair that end is
    before: list[int] = []
    for number, (_, there) in enumerate(found):
        at = bisect_left(ends, there)
        before.append(last[at - 1] if at else -1)
        if at == len(ends):
            ends.append(there)
            last.append(number)
        else:
            ends[at], last[at] = there, number
    row: list[tuple[int, int]] = []
    number = last[-1] if last else -1
    while number >= 0:
        row.append(found[number])
        number = before[number]
    return row[::-1]


def _gaps(
    pins: list[tuple[int, int]], mine: Range, theirs: Range, level: int, matched: list[tuple[int, int]]
) -> list[tuple[Range, Range, int]]:
    """Takes the first word of each pin as matched; what lies between pins is looked at next, with shorter runs."""
    if not pins:
        return [(mine, theirs, level + 1)]
    todo: list[tuple[Range, Range, int]] = []
    a, c = mine[0], theirs[0]
    for here, there in pins:
        if here > a or there > c:
            todo.append(((a, here), (c, there), level + 1))
        matched.append((here, there))
        a, c = here + 1, there + 1
    todo.append(((a, mine[1]), (c, theirs[1]), level + 1))
    return todo


def _by_words(old: Sequence[str], new: Sequence[str], mine: Range, theirs: Range) -> Iterator[tuple[int, int]]:
    """The longest common row of words of two small stretches."""
    a, c = mine[0], theirs[0]
    rows, columns = mine[1] - a, theirs[1] - c
    best = [[0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            same = old[a + i] == new[c + j]
            best[i][j] = best[i + 1][j + 1] + 1 if same else max(best[i + 1][j], best[i][j + 1])
    i = j = 0
    while i < rows and j < columns:
        if old[a + i] == new[c + j]:
            yield a + i, c + j
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1


def pieces(old: str, new: str) -> list[Piece]:
    """Both texts as a row of pieces, for people to see what changed. Together they hold every word of both."""
    mine, theirs = tokens(old), tokens(new)
    found: list[Piece] = []
    i = j = 0
    for here, there in [*pairs(mine.words, theirs.words), (len(mine), len(theirs))]:
        if here > i:
            at = _edge(theirs, j, len(new))
            found.append(Piece(Kind.REMOVED, _stretch(mine, i, here), Span(at, at)))
        if there > j:
            at = _edge(mine, here, len(old))
            found.append(Piece(Kind.ADDED, Span(at, at), _stretch(theirs, j, there)))
        if here < len(mine):
            _join_same(found, mine.spans[here], theirs.spans[there])
        i, j = here + 1, there + 1
    return found


def _stretch(one: Tokens, first: int, stop: int) -> Span:
    return Span(one.spans[first].start, one.spans[stop - 1].end)


def _edge(one: Tokens, number: int, end: int) -> int:
    return one.spans[number].start if number < len(one) else end


def _join_same(found: list[Piece], old: Span, new: Span) -> None:
    """A word that is in both joins the words before it that are too."""
    if found and found[-1].kind is Kind.SAME:
        before = found.pop()
        old, new = before.old.joined(old), before.new.joined(new)
    found.append(Piece(Kind.SAME, old, new))
