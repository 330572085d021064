"""A number being read: its state, and what may follow its digits (scale letters, powers, fractions, halves)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from workbench.core.extraction.numerals import Numerals, Word
from workbench.core.extraction.seeds import Seed
from workbench.core.extraction.tokens import word_right

_LETTERS = re.compile(r" ?([^\W\d_]+)(?!\w)")
_SLASH = re.compile(r"[/⁄](\d{1,4})(?![\d/⁄]|[.,]\d)")
POWER = re.compile(r" ?(?:[×x*·⋅] ?10(?:\^|\*\*)?|[×x*·⋅] ?10 ?\^ ?|e)([-−–+]?\d{1,2})(?!\d|[.,]\d)")
_SUPERSCRIPT = re.compile(r" ?[×x*·⋅] ?10([⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})")
_PLAIN = str.maketrans("⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹−–", "-+0123456789--")


@dataclass(slots=True)
class Number:
    """A number of the text. `word` is the class of its first seed; seeds [first, last) belong to it."""

    start: int
    end: int
    value: Decimal
    step: Decimal | None
    word: Word
    first: int
    last: int
    digits: bool = False
    scaled: bool = False
    single: bool = False  # one word that is often no number ("один", "семью")
    fraction: bool = False
    indefinite: bool = False
    doubtful: bool = False
    glued_scale: bool = False  # "10k": could be something else
    scale: Decimal = Decimal(1)  # the last scale word's worth, when it ends the number
    rule: str = "digits"


class Row(NamedTuple):
    """The seeds of a line with the text they stand in."""

    text: str
    low: str
    stop: int
    seeds: Sequence[Seed]
    lexicon: Numerals


class Total:
    """The sum so far: `total` of finished scales, `group` of what stands before the next scale."""

    def __init__(self, row: Row, i: int) -> None:
        self.row, self.low, self.lexicon, self.seeds = row, row.low, row.lexicon, row.seeds
        self.first = self.next = i
        self.start, self.end = self.seeds[i].start, self.seeds[i].start
        self.total, self.group = Decimal(0), None  # type: Decimal, Decimal | None
        self.last_scale: Decimal | None = None
        self.step: Decimal | None = None
        self.before: Word | None = None
        self.count = 0
        self.digits = self.scaled = self.indefinite = self.doubtful = self.glued = self.fraction = False
        self.rule = ""

    def number(self) -> Number | None:
        if not self.count:
            return None
        value = self.total + (self.group or Decimal(0))
        word = self.seeds[self.first].word
        return Number(
            self.start,
            self.end,
            value,
            self.step if self.digits or self.scaled else None,
            word,
            self.first,
            self.next,
            digits=self.digits,
            scaled=self.scaled,
            single=self.count == 1 and word in (Word.ONE, Word.AMBIGUOUS) and not self.fraction and not self.rule,
            fraction=self.fraction,
            indefinite=self.indefinite,
            doubtful=self.doubtful,
            glued_scale=self.glued,
            scale=self._last_scale(),
            rule=self.rule or ("digits" if self.digits else "words"),
        )

    def _last_scale(self) -> Decimal:
        """What ends the number and may be said once for two: "five to six hundred", "3-5 млн"."""
        if self.last_scale is not None:
            return self.last_scale if self.group is None else Decimal(1)
        return self.seeds[self.next - 1].value if self.before is Word.HUNDRED and not self.digits else Decimal(1)

    def dot(self) -> None:
        """The dot of "млн." belongs to it unless a sentence ends there."""
        if self.low.startswith(".", self.end) and self.low[self.start : self.end].endswith(self.lexicon.dotted):
            after = self.row.text[self.end + 1 : min(self.end + 3, self.row.stop)].strip()
            if after and not after[0].isupper():
                self.end += 1

    def power(self) -> bool:
        match = POWER.match(self.low, self.end, self.row.stop) or _SUPERSCRIPT.match(
            self.low, self.end, self.row.stop
        )
        if match is None or self.group is None or (match.re is POWER and self._is_side(match)):
            return False
        power = int(match[1].translate(_PLAIN))
        self.group = self.group.scaleb(power)
        self.step = self.step.scaleb(power) if self.step is not None else None
        self.swallow(match.end(), "power of ten")
        return True

    def _is_side(self, match: re.Match[str]) -> bool:
        """ "1920x1080" are two sides: without a sign of its own a power follows a number below ten."""
        assert self.group is not None
        plain = match[0].lstrip()[0] != "e" and "^" not in match[0] and "**" not in match[0]
        return plain and match[1].isdigit() and (self.group >= 10 or match[1].startswith("0"))

    def slash(self) -> bool:
        """ "1/2", "10 1/2"."""
        match = _SLASH.match(self.low, self.end, self.row.stop)
        if match is None or self.group is None or self.group != int(self.group):
            return False
        below = Decimal(match[1])
        if (
            not 0 < self.group < below
            or below > 1000
            or self.low[self.end - 1 : self.end] == "0" == self.low[self.start]
        ):
            return False
        self.group /= below
        self.step, self.fraction = None, True
        self.swallow(match.end(), "fraction in digits")
        return True

    def swallow(self, end: int, rule: str) -> None:
        """Take the text up to `end`, with the seeds that stand in it."""
        self.end, self.rule = end, rule
        while self.next < len(self.seeds) and self.seeds[self.next].start < end:
            self.next += 1

    def glued_scale(self) -> None:
        """ "10k", "$12bn", "3М": letters behind the digits."""
        match = _LETTERS.match(self.low, self.end, self.row.stop)
        if match is None or self.group is None:
            return
        spaced = match[0][0] == " "
        written = self.row.text[match.start(1) : match.end(1)]
        scale = self.lexicon.glued.get(written) or (
            self.lexicon.glued.get(written.lower()) if len(written) > 1 else None
        )
        word = written.lower() in self.lexicon.words  # "12млрд": a word of its own but for the space
        if scale is None or (spaced and (word or len(written) == 1)):
            return
        money = written not in ("m", "b", "T", "mm", "MM", "mn") or self._money_beside(match.end())
        if not money and not (written in ("m", "mn") and self._things_behind(match.end())):
            return
        if written in ("G", "Г") and (self.step is None or self.step >= 1):
            return
        self.total = self.group * scale
        self.group, self.last_scale, self.scaled, self.glued = None, scale, True, not word
        self.step = (self.step or Decimal(1)) * scale
        self.swallow(match.end(), "scale letter")
        self.dot()

    def _things_behind(self, end: int) -> bool:
        """ "1.1m tonnes", "4m people" are millions; "37m long" is a length."""
        word, _ = word_right(self.low, end, self.row.stop)
        plural = len(word) > 3 and word.endswith("s") and not word.endswith("ss")
        return self.low[end : end + 1] == " " and self.lexicon.language == "en" and (plural or word == "people")

    def _money_beside(self, end: int) -> bool:
        before = self.low[max(self.start - 2, 0) : self.start].strip()
        if before and (before[-1] in "$€£¥₽₸₴" or self.low[self.start - 1].isalpha()):
            return True
        word, _ = word_right(self.low, end, self.row.stop)
        return self.seeds[self.first].end < end and (
            word.startswith(("dollar", "euro", "pound", "доллар", "руб", "евро", "тенге"))
        )

    def more(self, phrases: tuple[str, ...], part: Decimal) -> bool:
        """ "два с половиной", "two and a half", "екі жарым"."""
        for phrase in phrases:
            end = self.end + 1 + len(phrase)
            lead, said = self.low[self.end : self.end + 1], self.low[self.end + 1 : end]
            if (lead == " " and said == phrase) or (lead == "-" and said.replace("-", " ") == phrase):
                if self.low[end : end + 1].isalpha() or (self.group is None and not self.total):
                    continue
                if self.group is not None:
                    self.group += part
                elif self.last_scale is not None:
                    self.total += part * self.last_scale
                self.step = None if self.group is not None else self.step
                self.swallow(end, "and a half")
                return True
        return False

    def mixed(self) -> None:
        """ "10 1/2", "2 ½": a whole number and a fraction in digits."""
        if not self.digits or self.group is None or self.fraction or self.next >= len(self.seeds):
            return
        seed = self.seeds[self.next]
        gap = self.low[self.end : seed.start]
        if gap not in (" ", ""):
            return
        if seed.word is Word.FRACTION and self.low[seed.start] in "½¼¾⅓⅔⅛⅕":
            self.group += seed.value
            self.step = None
            self.swallow(seed.end, "fraction in digits")
            return
        match = _SLASH.match(self.low, seed.end, self.row.stop)
        if gap == " " and match and seed.word is Word.DIGITS and 0 < seed.value < Decimal(match[1]) <= 16:
            self.group += seed.value / Decimal(match[1])
            self.step = None
            self.swallow(match.end(), "fraction in digits")
