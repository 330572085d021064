"""A figure's spot in its sentence: from here every cue is measured."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from workbench.core.extraction.gazetteer import Mention
from workbench.core.extraction.sentences import Sentence
from workbench.core.model.figure import Statement

_WINDOW = 70  # words to either side; farther off nothing speaks of a figure, and long lists stay cheap
_BEFORE = 48  # characters that a rule looks back over

Words = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Spot:
    """`here` is the figure's first and last word; `firsts` are the first words of all figures of the sentence; what
    does not hang on the figure is noted for the next one of the sentence."""

    low: str
    sentence: Sentence
    statement: Statement
    here: Words
    firsts: Sequence[int]
    notes: dict[tuple[str, int], bool] = field(default_factory=dict)  # what was found of its names before

    def near(self, mentions: Sequence[Mention], reach: int = _WINDOW) -> Sequence[Mention]:
        """Those within reach; mentions are in the order of the text."""
        begin = bisect_left(mentions, self.here[0] - reach, key=_first)
        return mentions[begin : bisect_right(mentions, self.here[1] + reach, key=_first)]

    def distance(self, words: Words) -> float:
        return self.sentence.distance(words, self.here)

    def crossed(self, words: Words) -> int:
        """How many other figures stand between."""
        left, right = (words[1], self.here[0]) if words[1] < self.here[0] else (self.here[1], words[0])
        return max(0, bisect_left(self.firsts, right) - bisect_right(self.firsts, left))

    def path(self, m: Mention, cue: Mention | None, detour: float) -> float:
        """The distance of a mention, straight or by way of the measure's cue, whichever is shorter; a figure in
        between costs as much as ten words."""
        straight = self.distance(m.words) + self.crossed(m.words)
        if cue is None:
            return straight
        by_cue = self.sentence.distance(m.words, cue.words) + detour * self.distance(cue.words)
        return min(straight, by_cue + self.crossed(cue.words))

    @property
    def before(self) -> str:
        """What stands before the number itself."""
        start = self.statement.span.start
        return self.low[max(self.sentence.start, start - _BEFORE) : start]

    @property
    def before_all(self) -> str:
        """What stands before the number with its qualifier."""
        start = self.statement.full_span.start
        return self.low[max(self.sentence.start, start - _BEFORE) : start]


def _first(m: Mention) -> int:
    return m.first
