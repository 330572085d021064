"""A line as the rules of direction see it: its numbers, its words of change, and the prepositions before a number."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple

from workbench.core.extraction.change_words import ChangeWords
from workbench.core.extraction.site import Draft, Site
from workbench.core.model.figure import Change

_REACH = 110  # characters between a word of change and its number
_PAIR = 70  # characters between two numbers of one change
_LEAD = 48  # characters in which the words before a number are looked at
_AHEAD = 60
_MOST_WORDS = 4  # of a qualifier
_CLAUSE_END = re.compile(r"[;!?] |: |\. (?=\W*[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ])")
_TOKEN = re.compile(r"[^\W_]+(?:[.,'-]\w+)*")


class Way(Enum):
    """What stands before a number: "by 5", "to 5", "from 5"."""

    BY = auto()
    TO = auto()
    FROM = auto()


class Cue(NamedTuple):
    """A word of change in a line; `change` is None for "changed", which tells no direction."""

    start: int
    end: int
    change: Change | None
    reach: bool = False  # "reached": a change only where it says from where

    @property
    def said(self) -> tuple[Change | None, int, int]:
        """The direction and where it is told."""
        return self.change, self.start, self.end


class Lead(NamedTuple):
    """The preposition before a number, past "about" and the like; `place` is where it begins."""

    way: Way | None
    word: str
    place: int

    @property
    def end(self) -> int:
        return self.place + len(self.word)


@dataclass(slots=True)
class ChangeLine:
    """A line with its drafts and its words of change."""

    site: Site
    words: ChangeWords
    drafts: Sequence[Draft]
    cues: list[Cue]
    starts: list[int]

    def before(self, place: int) -> Cue | None:
        """The last word of change before a place, in the same clause."""
        at = bisect_left(self.starts, place) - 1
        while at >= 0 and place - self.cues[at].end <= _REACH:
            cue = self.cues[at]
            if cue.end <= place:
                return None if self.parted(cue.end, place) else cue
            at -= 1
        return None

    def after(self, place: int) -> Cue | None:
        """The next word of change behind a place, in the same clause."""
        at = bisect_left(self.starts, place)
        if at == len(self.cues) or self.cues[at].start - place > _AHEAD:
            return None
        return None if self.parted(place, self.cues[at].start) else self.cues[at]

    def parted(self, start: int, stop: int) -> bool:
        """Whether a clause ends in between."""
        return _CLAUSE_END.search(self.site.text, start, stop) is not None

    def between(self, start: int, stop: int) -> list[str]:
        return _TOKEN.findall(self.site.low, start, stop)

    def near(self, left: Draft, right: Draft) -> bool:
        """Whether two numbers may belong to one change."""
        return right.start - left.end <= _PAIR and not self.parted(left.end, right.start)

    def previous(self, at: int) -> Draft | None:
        """The number before one, where it may belong to the same change."""
        before = self.drafts[at - 1] if at else None
        if before is None or before.refused is not None or not self.near(before, self.drafts[at]):
            return None
        return before

    def is_noun(self, cue: Cue) -> bool:
        return self.words.noun.fullmatch(self.site.low, cue.start, cue.end) is not None

    def next_word(self, place: int) -> tuple[str, int, int]:
        """The word right behind a place, with nothing but a space or hyphen before it."""
        match = _TOKEN.search(self.site.low, place, min(self.site.stop, place + 24))
        if match is None or self.site.low[place : match.start()].strip("- "):
            return "", place, place
        return match[0], match.start(), match.end()

    def lead(self, draft: Draft) -> Lead:
        """The preposition before a number, past words of approximation: "to nearly 5", "на целых 5"."""
        site, words = self.site, self.words
        begin = max(site.start, draft.start - _LEAD)
        tokens = [(m[0], m.start()) for m in _TOKEN.finditer(site.low, begin, draft.start)]
        if tokens and tokens[-1][1] + len(tokens[-1][0]) < draft.start - 2:
            return Lead(None, "", draft.start)
        while tokens:
            word, place = tokens[-1]
            if word in words.by and not (word == "of" and len(tokens) > 1 and tokens[-2][0] in words.fillers):
                return Lead(Way.BY, word, place)
            if word in words.to and tokens[-2:-1] != [("up", place - 3)]:
                return Lead(Way.TO, word, place)
            if word in words.start:
                return Lead(Way.FROM, word, place)
            count = self.qualifier([one for one, _ in tokens])
            if not count and word not in words.fillers and word != "of":
                break
            del tokens[-(count or 1) :]
        return Lead(None, "", tokens[-1][1] + len(tokens[-1][0]) if tokens else draft.start)

    def qualifier(self, tokens: list[str]) -> int:
        """How many words at the end are a qualifier."""
        known = self.site.lexicon.qualifiers_left
        for count in range(min(_MOST_WORDS, len(tokens)), 0, -1):
            if " ".join(tokens[-count:]) in known:
                return count
        return 0


def set_change(draft: Draft, change: Change | None, start: int, end: int) -> bool:
    """Give a draft its place in a change, with the words that say so; nothing where no direction is told."""
    if change is None:
        return False
    draft.change, draft.change_start, draft.change_end = change, start, end
    return True
