"""Neighbouring seeds to numbers: sums of units, tens and scales, signs, articles, words that stand alone."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.core.extraction.numerals import Numerals, Word
from workbench.core.extraction.seeds import Seed
from workbench.core.extraction.summing import Sum
from workbench.core.extraction.total import Number, Row

_VAGUE = frozenset({Word.SCALE_PLURAL, Word.SCALE, Word.DOZEN, Word.HUNDRED, Word.HUNDREDS, Word.INDEFINITE})
_TOLERANCE = ("плюс-", "плюс ", "плюс/", "plus or ", "plus-", "plus/", "plus ")  # "плюс-минус 5 %"
_ALONE = frozenset({Word.COMPOUND, Word.TIMES, Word.OCCASIONS, Word.INDEFINITE, Word.HALF, Word.FRACTION})


class Grammar:
    """Reads numbers off the seeds of one line."""

    def __init__(self, text: str, low: str, stop: int, seeds: Sequence[Seed], lexicon: Numerals) -> None:
        self.row = Row(text, low, stop, seeds, lexicon)
        self.low, self.seeds, self.lexicon = low, seeds, lexicon

    def read(self, i: int) -> Number | None:
        """The longest number that begins with seed i; None where the seed is none ("минус" alone)."""
        seed = self.seeds[i]
        if seed.word is Word.MINUS:
            return self._negative(i)
        if seed.word in _ALONE:
            return self._alone(i)
        total = Sum(self.row, i)
        total.run()
        number = total.number()
        if number is not None:
            if number.fraction:
                self._part_of_scale(number)  # "three quarters of a billion"
            self._sign(number)
            self._article(number)
        return number

    def _negative(self, i: int) -> Number | None:
        after = i + 1
        if after >= len(self.seeds) or self.seeds[after].start - self.seeds[i].end != 1:
            return None
        if self.seeds[after].word is Word.MINUS or self.low.endswith(_TOLERANCE, 0, self.seeds[i].start):
            return None
        number = self.read(after)
        if number is None or number.value < 0 or number.word in _ALONE:
            return None
        number.start, number.first, number.value = self.seeds[i].start, i, -number.value
        number.single = False
        return number

    def _sign(self, number: Number) -> None:
        """A minus sign glued to digits, with nothing or a space before it."""
        at = number.start - 1
        if not number.digits or at < 0 or self.low[at] not in "-−–" or number.value == 0:
            return
        if self.low[at] == "–" and at and self.low[at - 1] == " ":
            return  # a dash between words
        if at == 0 or self.low[at - 1] in " (\n[$€£¥₽₸…":
            number.start, number.value = at, -number.value

    def _article(self, number: Number) -> None:
        """English "a million", "a dozen": the article is the one."""
        if number.digits or number.word not in (Word.SCALE, Word.HUNDRED, Word.DOZEN):
            return
        for article in self.lexicon.implicit_one:
            start = number.start - len(article) - 1
            if self.low.startswith(article + " ", max(start, 0)) and start >= 0:
                if start == 0 or not self.low[start - 1].isalnum():
                    number.start = start
                return

    def _alone(self, i: int) -> Number:
        seed = self.seeds[i]
        number = Number(seed.start, seed.end, seed.value, None, seed.word, i, i + 1, rule=seed.word.name.lower())
        number.indefinite = seed.word is Word.INDEFINITE
        number.fraction = seed.word is Word.FRACTION
        if number.fraction or seed.word is Word.HALF:
            self._part_of_scale(number)
        if number.indefinite:  # "несколько миллионов"
            self._vague_scales(number)
        return number

    def _vague_scales(self, number: Number) -> None:
        """ "несколько сотен миллионов", "tens of millions": scale words after an indefinite one."""
        while number.last < len(self.seeds):
            seed = self.seeds[number.last]
            if seed.word not in _VAGUE or self.low[number.end : seed.start] not in (" ", " of "):
                return
            number.end = seed.end
            number.last += 1

    def _part_of_scale(self, number: Number) -> None:
        """ "половина миллиарда", "half a million", "half a dozen"."""
        if number.last >= len(self.seeds) or self.seeds[number.last].word not in (Word.SCALE, Word.DOZEN):
            return
        scale = self.seeds[number.last]
        if self.low[number.end : scale.start] in (" ", " a ", " of a ", "-"):
            number.value, number.step, number.scale = number.value * scale.value, scale.value, scale.value
            number.end, number.last, number.scaled, number.fraction = scale.end, number.last + 1, True, False
            number.word, number.rule = Word.SCALE, "part of a scale"
