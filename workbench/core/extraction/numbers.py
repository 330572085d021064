"""Neighbouring seeds to numbers: units, tens, hundreds and scales in digits or words, halves, decimals in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from workbench.core.extraction.numerals import Numerals, Word
from workbench.core.extraction.seeds import Seed
from workbench.core.extraction.tokens import word_right

_LETTERS = re.compile(r" ?([^\W\d_]+)(?!\w)")
_SLASH = re.compile(r"[/⁄](\d{1,4})(?![\d/⁄]|[.,]\d)")
_POWER = re.compile(r" ?(?:[×x*·⋅] ?10(?:\^|\*\*)?|[×x*·⋅] ?10 ?\^ ?|e)([-−–+]?\d{1,2})(?![\d.,])")
_SUPERSCRIPT = re.compile(r" ?[×x*·⋅] ?10([⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})")
_PLAIN = str.maketrans("⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹−–", "-+0123456789--")
_HALF = Decimal("0.5")
_QUARTER = Decimal("0.25")
_ALONE = frozenset({Word.COMPOUND, Word.TIMES, Word.OCCASIONS, Word.INDEFINITE, Word.HALF, Word.FRACTION})


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


class Grammar:
    """Reads numbers off the seeds of one line."""

    def __init__(self, text: str, low: str, stop: int, seeds: Sequence[Seed], lexicon: Numerals) -> None:
        self.text, self.low, self.stop = text, low, stop
        self.seeds, self.lexicon = seeds, lexicon

    def read(self, i: int) -> Number | None:
        """The longest number that begins with seed i; None where the seed is none ("минус" alone)."""
        seed = self.seeds[i]
        if seed.word is Word.MINUS:
            return self._negative(i)
        if seed.word in _ALONE:
            return self._alone(i)
        total = _Sum(self, i)
        total.run()
        number = total.number()
        if number is not None:
            self._sign(number)
            self._article(number)
        return number

    def _negative(self, i: int) -> Number | None:
        after = i + 1
        if after >= len(self.seeds) or self.seeds[after].start - self.seeds[i].end != 1:
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
        if at == 0 or self.low[at - 1] in " (\n[$€£¥₽₸":
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
            while number.last < len(self.seeds) and self._joined(number.end, self.seeds[number.last]):
                if self.seeds[number.last].word not in (Word.SCALE_PLURAL, Word.SCALE, Word.DOZEN, Word.INDEFINITE):
                    break
                number.end = self.seeds[number.last].end
                number.last += 1
        return number

    def _part_of_scale(self, number: Number) -> None:
        """ "половина миллиарда", "half a million"."""
        if number.last >= len(self.seeds) or self.seeds[number.last].word is not Word.SCALE:
            return
        scale = self.seeds[number.last]
        if self.low[number.end : scale.start] in (" ", " a ", " of a ", "-"):
            number.value, number.step, number.scale = number.value * scale.value, scale.value, scale.value
            number.end, number.last, number.scaled, number.fraction = scale.end, number.last + 1, True, False
            number.word, number.rule = Word.SCALE, "part of a scale"

    def _joined(self, end: int, seed: Seed) -> bool:
        return seed.start - end == 1 and self.low[end] == " "


class _Sum:
    """One number being added up: `total` of finished scales, `group` of what stands before the next scale."""

    def __init__(self, grammar: Grammar, i: int) -> None:
        self.g, self.low, self.lexicon, self.seeds = grammar, grammar.low, grammar.lexicon, grammar.seeds
        self.first = self.next = i
        self.start, self.end = self.seeds[i].start, self.seeds[i].start
        self.total, self.group = Decimal(0), None  # type: Decimal, Decimal | None
        self.last_scale: Decimal | None = None
        self.step: Decimal | None = None
        self.before: Word | None = None
        self.count = 0
        self.digits = self.scaled = self.indefinite = self.doubtful = self.glued = self.fraction = False
        self.rule = ""

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
            single=self.count == 1 and word in (Word.ONE, Word.AMBIGUOUS) and not self.fraction,
            fraction=self.fraction,
            indefinite=self.indefinite,
            doubtful=self.doubtful,
            glued_scale=self.glued,
            scale=self.last_scale if self.last_scale is not None and self.group is None else Decimal(1),
            rule=self.rule or ("digits" if self.digits else "words"),
        )

    # --- whether the next seed stands close enough -------------------------------------------------
    def _adjacent(self, seed: Seed) -> bool:
        gap = self.low[self.end : seed.start]
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
            return self._set(seed.value)
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
            self.indefinite = self.low[self.seeds[self.next].start :].startswith("dozens")
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
        if not 0 < self.group < 20 or (self.digits and (seed.value == _HALF or self.lexicon.language == "en")):
            return False
        self.group *= seed.value
        self.fraction, self.rule = True, "fraction in words"
        return True

    # --- what may follow inside a number -----------------------------------------------------------
    def _after_digits(self, seed: Seed) -> None:
        if seed.word is not Word.DIGITS:
            if seed.word in (Word.SCALE, Word.SCALE_PLURAL):
                self._dot()
            return
        if self._power() or self._slash():
            return
        self._glued_scale()

    def _dot(self) -> None:
        """The dot of "млн." belongs to it unless a sentence ends there."""
        if self.low.startswith(".", self.end) and self.low[self.start : self.end].endswith(self.lexicon.dotted):
            after = self.g.text[self.end + 1 : min(self.end + 3, self.g.stop)].strip()
            if after and not after[0].isupper():
                self.end += 1

    def _power(self) -> bool:
        match = _POWER.match(self.low, self.end, self.g.stop) or _SUPERSCRIPT.match(self.low, self.end, self.g.stop)
        if match is None or self.group is None:
            return False
        power = int(match[1].translate(_PLAIN))
        self.group = self.group.scaleb(power)
        self.step = self.step.scaleb(power) if self.step is not None else None
        self._swallow(match.end(), "power of ten")
        return True

    def _slash(self) -> bool:
        """ "1/2", "10 1/2"."""
        match = _SLASH.match(self.low, self.end, self.g.stop)
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
        self._swallow(match.end(), "fraction in digits")
        return True

    def _swallow(self, end: int, rule: str) -> None:
        """Take the text up to `end`, with the seeds that stand in it."""
        self.end, self.rule = end, rule
        while self.next < len(self.seeds) and self.seeds[self.next].start < end:
            self.next += 1

    def _glued_scale(self) -> None:
        """ "10k", "$12bn", "3М": letters behind the digits."""
        match = _LETTERS.match(self.low, self.end, self.g.stop)
        if match is None or self.group is None:
            return
        spaced = match[0][0] == " "
        written = self.g.text[match.start(1) : match.end(1)]
        scale = self.lexicon.glued.get(written) or (
            self.lexicon.glued.get(written.lower()) if len(written) > 1 else None
        )
        if scale is None or (spaced and len(written) == 1):
            return
        if written in ("m", "b", "T", "mm", "MM", "mn") and not self._money_beside(match.end()):
            return
        if written in ("G", "Г") and (self.step is None or self.step >= 1):
            return
        self.total = self.group * scale
        self.group, self.last_scale, self.scaled, self.glued = None, scale, True, True
        self.step = (self.step or Decimal(1)) * scale
        self._swallow(match.end(), "scale letter")

    def _money_beside(self, end: int) -> bool:
        before = self.low[max(self.start - 2, 0) : self.start].strip()
        if before and (before[-1] in "$€£¥₽₸₴" or self.low[self.start - 1].isalpha()):
            return True
        word, _ = word_right(self.low, end, self.g.stop)
        return self.seeds[self.first].end < end and (
            word.startswith(("dollar", "euro", "pound", "доллар", "руб", "евро", "тенге"))
        )

    def _extras(self) -> None:
        self._more(self.lexicon.half_more, _HALF) or self._more(self.lexicon.quarter_more, _QUARTER)
        self._decimals_in_words()
        self._mixed()

    def _more(self, phrases: tuple[str, ...], part: Decimal) -> bool:
        """ "два с половиной", "two and a half", "екі жарым"."""
        for phrase in phrases:
            if self.low.startswith(phrase, self.end + 1) and self.low.startswith(" ", self.end):
                end = self.end + 1 + len(phrase)
                if self.low[end : end + 1].isalpha() or (self.group is None and not self.total):
                    continue
                if self.group is not None:
                    self.group += part
                elif self.last_scale is not None:
                    self.total += part * self.last_scale
                self.step = None if self.group is not None else self.step
                self._swallow(end, "and a half")
                return True
        return False

    def _mixed(self) -> None:
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
            self._swallow(seed.end, "fraction in digits")
            return
        match = _SLASH.match(self.low, seed.end, self.g.stop)
        if gap == " " and match and seed.word is Word.DIGITS and 0 < seed.value < Decimal(match[1]) <= 16:
            self.group += seed.value / Decimal(match[1])
            self.step = None
            self._swallow(match.end(), "fraction in digits")

    def _decimals_in_words(self) -> None:
        """ "две целых три десятых", "three point five", "үш бүтін оннан үш"."""
        if self.group is None or self.group != int(self.group):
            return
        word, end = word_right(self.low, self.end, self.g.stop)
        if word in self.lexicon.point:
            self._point(end)
        elif word in self.lexicon.whole:
            after, after_end = word_right(self.low, end, self.g.stop)
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
        part = _Sum(self.g, i)
        part.run_small()
        if part.group is None:
            return
        end = part.end
        if places is None:
            named, end = word_right(self.low, end, self.g.stop)
            places = self.lexicon.parts.get(named)
        if places is None or self.group is None:
            return
        self.group += part.group.scaleb(-places)
        self.step = Decimal(1).scaleb(-places)
        self.next = part.next
        self._swallow(end, "decimals in words")

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
