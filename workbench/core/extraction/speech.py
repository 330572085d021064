"""A sentence as the rules of reporting read it: its words with their classes (a verb of saying, a name of data), and
what such a rule finds: who says how much of the sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from workbench.core.extraction.gazetteer import Mention
from workbench.core.extraction.sentences import Sentence
from workbench.core.model.span import Span
from workbench.core.vocabulary.terms import TermKind

SAYS, EXPECTS, BELIEVES, ESTIMATES, COUNTS = "say", "expect", "believe", "estimate", "count"
REVISES, SHOWS = "revise", "show"
DATA, FORECASTS, ESTIMATIONS = "data", "forecast data", "estimate data"
QUALITY, AGENT, PRONOUN, HEARER, TIME = "quality", "agent", "pronoun", "hearer", "time"
DATA_NOUNS = frozenset((DATA, FORECASTS, ESTIMATIONS))
VERBS = frozenset((SAYS, EXPECTS, BELIEVES, ESTIMATES, COUNTS))
GUESSES = VERBS - {SAYS}  # verbs with an object: what is expected, estimated, counted
MEASURE, ITEM = "a measure", "an item"  # marked by the rules; no class of a lexicon file
LONGEST = 110  # characters of a source
_REACH = 40  # words that a stretch is followed over
_NONE: frozenset[str] = frozenset()
_BREAK = re.compile(r"[,;:()—–\n…]| - |[.!?][»”\"]")


def words(listed: str) -> frozenset[str]:
    """A set of the words that a line lists."""
    return frozenset(listed.split())


class Sort(StrEnum):
    """What the verb or noun of a source makes of its figures; a belief makes a forecast only of what is to come."""

    FORECAST = "forecast"
    BELIEF = "belief"
    ESTIMATE = "estimate"


_SORTS = {
    EXPECTS: Sort.FORECAST,
    FORECASTS: Sort.FORECAST,
    REVISES: Sort.FORECAST,
    BELIEVES: Sort.BELIEF,
    ESTIMATES: Sort.ESTIMATE,
    ESTIMATIONS: Sort.ESTIMATE,
}


@dataclass(frozen=True, slots=True)
class Attribution:
    """`source` is the words that name it (empty: somebody not named); `whole` is the phrase around them, where
    nothing else is looked for. `sort`: what a verb or noun of its phrase makes of a figure. A `leading` source speaks
    of what follows ("X said that …"), others of their whole clause. `origin`: cited by another, so it comes first.
    `scope`: all it speaks of, where that is less than its clause."""

    source: Span
    whole: Span
    sort: Sort | None = None
    leading: bool = False
    origin: bool = False
    scope: Span | None = None


def sort_of(classes: frozenset[str]) -> Sort | None:
    """What the verb or noun of a source makes of its figures; of two the first of the list."""
    return next((sort for name, sort in _SORTS.items() if name in classes), None)


class Reading:
    """A sentence under the rules: words by number, the classes of each, and what stands between two."""

    def __init__(self, text: str, low: str, sentence: Sentence, found: Sequence[Mention]) -> None:
        self.text, self.low, self.sentence = text, low, sentence
        self.tokens = sentence.tokens
        self.size = len(self.tokens)
        self.mentions = [m for m in found if m.kind is not TermKind.ATTRIBUTION]
        marked: dict[int, set[str]] = {}
        for m in found:
            if m.kind is TermKind.ATTRIBUTION:
                for at in range(m.first, m.last + 1):
                    marked.setdefault(at, set()).add(m.key)
            elif m.kind in (TermKind.MEASURE, TermKind.ITEM) and not m.derived and not self.capital(m.first):
                marked.setdefault(m.first, set()).add(MEASURE if m.kind is TermKind.MEASURE else ITEM)
        self._classes = {at: frozenset(classes) for at, classes in marked.items()}
        self.marked = sorted(self._classes)

    def word(self, at: int) -> str:
        return self.tokens[at].word if 0 <= at < self.size else ""

    def classes(self, at: int) -> frozenset[str]:
        return self._classes.get(at, _NONE)

    def is_a(self, at: int, *classes: str) -> bool:
        own = self._classes.get(at, _NONE)
        return any(c in own for c in classes)

    def capital(self, at: int) -> bool:
        """Whether a word begins with a capital of its own, not only that of the sentence."""
        return 0 < at < self.size and self.tokens[at].case > 0

    def numeric(self, at: int) -> bool:
        return self.word(at)[:1].isdigit()

    def between(self, at: int) -> str:
        """What stands before a word, after the one before it; all before the first."""
        start = self.tokens[at - 1].end if at > 0 else self.sentence.start
        end = self.tokens[at].start if at < self.size else self.sentence.end
        return self.low[start:end]

    def parted(self, at: int) -> bool:
        """Whether something between a word and the one before it ends a phrase: a comma, a dash, the sentence."""
        return at <= 0 or at >= self.size or _BREAK.search(self.between(at)) is not None

    def clause(self, at: int) -> int:
        """The first word of the stretch without a comma or dash in which a word stands."""
        least = max(0, at - _REACH)
        while at > least and not self.parted(at):
            at -= 1
        return at

    def end_of(self, at: int) -> int:
        """One past the last word of that stretch."""
        most = at + _REACH
        at += 1
        while at < most and not self.parted(at):
            at += 1
        return min(at, self.size)

    def span(self, first: int, last: int) -> Span:
        """The characters of words first up to but without last, with quotation marks around them where they pair."""
        if last <= first:
            at = self.tokens[min(first, self.size - 1)].start
            return Span(at, at)
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        if start > self.sentence.start and self.low[start - 1] in '«“"„' and self.low[start - 1 : end] != "":
            start -= 1
        if end < self.sentence.end and self.low[end] in '»”"' and _opened(self.low[start:end]):
            end += 1
        if self.low[start] in '«“"„' and not _closed(self.low[start:end]):
            start += 1
        return Span(start, end)

    def named(self, first: int, last: int) -> bool:
        """Whether words hold somebody who may speak: a person's or body's noun, or a name."""
        return any(self.is_a(at, AGENT) or self.capital(at) for at in range(first, last))


def _opened(words: str) -> bool:
    return any(words.count(a) > words.count(b) for a, b in (("«", "»"), ("“", "”"), ("„", "“"))) or (
        words.count('"') % 2 == 1
    )


def _closed(words: str) -> bool:
    return not _opened(words)


def each(r: Reading, rule: Callable[[Reading, int], Attribution | None]) -> Iterator[Attribution]:
    """What a rule finds at the words of a sentence, from left to right; words that were taken are not read again."""
    at = 0
    while at < r.size:
        hit = rule(r, at)
        if hit is not None:
            yield hit
            at = max(at + 1, r.sentence.token_at(hit.whole.end))
        else:
            at += 1
