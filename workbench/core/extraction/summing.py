"""Adding seeds up to one number: whether the next seed stands close enough, and what each class of seed does."""

from __future__ import annotations

from decimal import Decimal

from workbench.core.extraction.numerals import Word
from workbench.core.extraction.seeds import Seed
from workbench.core.extraction.tokens import word_right
from workbench.core.extraction.total import Total

_HALF = Decimal("0.5")
_QUARTER = Decimal("0.25")


class Sum(Total):
    """One number being added up: `total` of finished scales, `group` of what stands before the next scale."""

    def run(self) -> None:
        while self.next < len(self.seeds):
            seed = self.seeds[self.next]
            if self.count and not self._adjacent(seed):
                break
            if not self._take(seed):
                break
            self.before, self.end = seed.word, max(self.end, seed.end)
            self.count += 1
            self.next += 1
            self._after_digits(seed)
            self._extras()

    # --- whether the next seed stands close enough -------------------------------------------------
    def _adjacent(self, seed: Seed) -> bool:
        gap = self.low[self.end : seed.start]
        if self.seeds[self.next - 1].ended and self.low.endswith(self.lexicon.from_suffixes, self.start, self.end):
            return False  # "3 мыңнан 5 мыңға дейін"
        if gap in (" ", "  "):
            return True
        if gap == "":
            return seed.word in (Word.SCALE, Word.SCALE_PLURAL)
        if gap == "-":
            return (self.before is Word.TENS and seed.word in (Word.UNIT, Word.ONE)) or (
                seed.word in (Word.SCALE, Word.HUNDRED, Word.FRACTION) and self.lexicon.language == "en"
            )
        joiner = gap.strip()
        return joiner in self.lexicon.joiners and gap == f" {joiner} " and self._may_join(seed)

    def _may_join(self, seed: Seed) -> bool:
        """English "two hundred and five", "twenty thousand and twelve"."""
        if self.digits or seed.word not in (Word.UNIT, Word.ONE, Word.TENS):
            return False
        return self.before in (Word.HUNDRED, Word.SCALE)

    # --- what each class of seed does --------------------------------------------------------------
    def _take(self, seed: Seed) -> bool:
        word = seed.word
        if word is Word.DIGITS:
            return self._digits(seed)
        if word in (Word.UNIT, Word.ONE, Word.AMBIGUOUS):
            return self._unit(seed)
        if word is Word.TENS:
            return self._tens(seed)
        if word is Word.HUNDREDS:
            return self._set(seed.value)
        if word is Word.HUNDRED:
            return self._multiply(seed.value, most=Decimal(100))
        if word is Word.DOZEN:
            return self._multiply(seed.value, most=Decimal(1000)) and self._dozen()
        if word in (Word.SCALE, Word.SCALE_PLURAL):
            return self._scale(seed)
        if word is Word.INDEFINITE:  # "пять сотен", "полторы сотни"
            return self.before is Word.UNIT and seed.value > 0 and self._multiply(seed.value, most=Decimal(1000))
        if word is Word.COLLECTIVE:
            return self.count == 0 and self._set(seed.value)
        return word is Word.FRACTION and self._fraction(seed)

    def _set(self, value: Decimal) -> bool:
        if self.group is not None or (self.fraction or (self.digits and self.step is not None and self.step % 1)):
            return False
        if self.last_scale is not None and value >= self.last_scale:
            return False
        self.group, self.step = value, None
        return True

    def _digits(self, seed: Seed) -> bool:
        if self.count and not self._scale_follows(seed):
            return False
        if self.count and (self.last_scale is None or seed.value >= self.last_scale or seed.value != int(seed.value)):
            return False
        if not self._set(seed.value):
            return False
        self.digits, self.step, self.doubtful = True, seed.step, seed.doubtful
        return True

    def _scale_follows(self, seed: Seed) -> bool:
        """After "1 млрд" digits go on only towards a smaller scale, or in thousands: "5 тысяч 200 рублей"."""
        if self.last_scale == 1000 and seed.end - seed.start == 3:
            return True
        after = self.next + 1
        return (
            after < len(self.seeds)
            and self.seeds[after].word in (Word.SCALE, Word.SCALE_PLURAL)
            and self.seeds[after].start - seed.end <= 1
        )

    def _unit(self, seed: Seed) -> bool:
        if self.group is None:
            return not self.digits and self._set(seed.value)  # "$4 billion one day"
        if seed.value <= 0 or seed.value != int(seed.value) or self.digits:
            return False
        if self.before is Word.TENS and seed.value < 10:
            self.group += seed.value
            return True
        if self.before in (Word.HUNDREDS, Word.HUNDRED):
            self.group += seed.value
            return True
        return False

    def _tens(self, seed: Seed) -> bool:
        if self.group is None:
            return self._set(seed.value)
        if self.before in (Word.HUNDREDS, Word.HUNDRED) and not self.digits:
            self.group += seed.value
            return True
        if self.lexicon.language == "en" and self.before in (Word.UNIT, Word.ONE) and self.count == 1:
            self.group = self.group * 100 + seed.value  # "one twenty two"
            return True
        return False

    def _multiply(self, by: Decimal, most: Decimal) -> bool:
        if self.group is None:
            self.indefinite = self.low.startswith("dozens", self.seeds[self.next].start)
            return self._set(by)
        if self.group >= most or self.fraction:
            return False
        self.group, self.step = self.group * by, None
        return True

    def _dozen(self) -> bool:
        self.scaled = self.digits
        self.step = None
        return True

    def _scale(self, seed: Seed) -> bool:
        if self.fraction or (self.last_scale is not None and seed.value >= self.last_scale):
            return self._scale_of_scale(seed)
        if self.group is None:
            if self.count:
                return self._scale_of_scale(seed)
            self.indefinite = seed.word is Word.SCALE_PLURAL
            self.group = Decimal(1)
        self.total += self.group * seed.value
        self.group, self.last_scale, self.scaled = None, seed.value, True
        self.step = (self.step or Decimal(1)) * seed.value
        return True

    def _scale_of_scale(self, seed: Seed) -> bool:
        """English "three thousand million"."""
        if self.lexicon.language != "en" or self.before is not Word.SCALE or self.group is not None:
            return False
        self.total *= seed.value
        self.step = (self.step or Decimal(1)) * seed.value
        return True

    def _fraction(self, seed: Seed) -> bool:
        """ "две трети", "three quarters": a small whole number of equal parts."""
        if self.group is None or self.total or self.count != 1 or self.group != int(self.group):
            return False
        english = self.lexicon.language == "en"
        if english and self.group != 1 and self.low[seed.end - 1] != "s" and seed.value != _QUARTER:
            return False  # "two third places"
        if not 0 < self.group < 20 or (self.digits and (seed.value == _HALF or english)):
            return False
        self.group *= seed.value
        self.fraction, self.rule = True, "fraction in words"
        return True

    # --- what may follow inside a number -----------------------------------------------------------
    def _after_digits(self, seed: Seed) -> None:
        if seed.word is not Word.DIGITS:
            if seed.word in (Word.SCALE, Word.SCALE_PLURAL):
                self.dot()
            return
        if self.power() or self.slash():
            return
        self.glued_scale()

    def _extras(self) -> None:
        for phrases, part in self.lexicon.parts_more:
            if self.more(phrases, part):
                break
        self._decimals_in_words()
        self.mixed()

    def _decimals_in_words(self) -> None:
        """ "две целых три десятых", "three point five", "үш бүтін оннан үш"."""
        if self.group is None or self.group != int(self.group):
            return
        word, end = word_right(self.low, self.end, self.row.stop)
        if word in self.lexicon.point:
            self._point(end)
        elif word in self.lexicon.whole:
            after, after_end = word_right(self.low, end, self.row.stop)
            if after in self.lexicon.parts_before:
                self._parts(after_end, self.lexicon.parts_before[after])
            elif self.lexicon.parts:
                self._parts(after_end if after in self.lexicon.whole_and else end, None)

    def _point(self, end: int) -> None:
        i = self.next
        places = ""
        while i < len(self.seeds) and self.seeds[i].start == end + 1 and self.low[end] == " ":
            seed = self.seeds[i]
            if seed.word not in (Word.UNIT, Word.ONE, Word.DIGITS, Word.TENS) or seed.value != int(seed.value):
                break
            places += str(int(seed.value))
            end, i = seed.end, i + 1
        if places:
            assert self.group is not None
            self.group += Decimal(f"0.{places}")
            self.step = Decimal(1).scaleb(-len(places))
            self.end, self.next, self.rule = end, i, "decimals in words"

    def _parts(self, end: int, places: int | None) -> None:
        """The number behind the decimal sign; its places are named before it (Kazakh) or after it (Russian)."""
        i = self.next
        while i < len(self.seeds) and self.seeds[i].start < end:
            i += 1
        if i >= len(self.seeds) or self.seeds[i].start != end + 1:
            return
        part = Sum(self.row, i)
        part.run_small()
        if part.group is None:
            return
        end = part.end
        if places is None:
            named, end = word_right(self.low, end, self.row.stop)
            places = self.lexicon.parts.get(named)
        if places is None or self.group is None:
            return
        self.group += part.group.scaleb(-places)
        self.step = Decimal(1).scaleb(-places)
        self.next = part.next
        self.swallow(end, "decimals in words")

    def run_small(self) -> None:
        """Only units, tens and hundreds: the part behind a decimal sign in words."""
        small = (Word.UNIT, Word.ONE, Word.TENS, Word.HUNDREDS, Word.HUNDRED, Word.DIGITS)
        while self.next < len(self.seeds):
            seed = self.seeds[self.next]
            if seed.word not in small or (self.count and not self._adjacent(seed)) or not self._take(seed):
                break
            self.before, self.end = seed.word, seed.end
            self.count += 1
            self.next += 1
