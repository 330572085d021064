"""What a number measures: currency signs, units, units below the line, sub-units, ages, counted things."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from workbench.core.extraction.composed import (
    below_before,
    below_the_line,
    below_zero,
    cold_dash,
    for_each_head,
    kind_of,
    part_of_time,
    set_unit,
    sub_unit,
    unit_and_half,
    unit_before_half,
)
from workbench.core.extraction.counted import counted
from workbench.core.extraction.numerals import Word
from workbench.core.extraction.scaling import scale_before_money, scaled_code, scaled_unit, slipped_comma
from workbench.core.extraction.site import Draft, Site
from workbench.core.extraction.tokens import phrase_right, word_right, words_left
from workbench.core.extraction.total import Number
from workbench.core.extraction.units_match import Hit
from workbench.core.model.figure import Doubt, Kind

Rule = Callable[[Site, Draft], bool]

_QUOTE_REACH = 30
_NAME_REACH = 30
_YEARS = {"{decade}": Decimal(10), "{century}": Decimal(100)}
_FACTOR = re.compile(r" ?\d")  # "2 x 500 MW" are no times
_SMALLER_TIME = re.compile(r" \d{1,2} ?(?:мин|м|min|m|сек|с|sec|s)(?!\w)")  # "2 ч 15 мин"
_CASE_ENDING = re.compile(r"-([^\W\d_]+)(?!\w)")


def measure(site: Site, number: Number) -> Draft:
    """A draft with everything that stands around its number."""
    draft = Draft.of(number)
    if number.doubtful:
        draft.doubts.append(Doubt.SEPARATOR)
    for rule in RULES:
        if rule(site, draft):
            draft.rules.append(rule.__name__)
    return draft


def compound_word(site: Site, draft: Draft) -> bool:
    """ "полгода", "полмиллиона": number and unit in one word."""
    if draft.number.word is not Word.COMPOUND:
        return False
    found = site.lexicon.compounds.get(site.low[draft.number.start : draft.number.end])
    if found is None:
        draft.number.scaled = True
        return True
    draft.low = draft.high = found[0]
    if not found[1]:
        return True  # "полсотни"
    set_unit(draft, found[1], draft.start, draft.end)
    if found[1] == "a{age}":
        word, _ = word_right(site.low, draft.end, site.stop)
        if word.startswith(site.lexicon.term_nouns):
            draft.unit = "a"  # "десятилетний контракт"
    return True


def case_ending(site: Site, draft: Draft) -> bool:
    """ "5-ти", "20-дан", "1000-нан астам гектарға": an ending behind the digits, a bound before the unit."""
    moved = False
    match = _CASE_ENDING.match(site.low, draft.end, site.stop)
    if match is not None and draft.number.digits and match[1] in site.lexicon.number_endings:
        draft.stretch(draft.start, match.end())
        moved = True
    return moved


def inner_bound(site: Site, draft: Draft) -> bool:
    """ "мыңнан астам гектарға", "300 с лишним тонн", "300-plus people": the bound stands before the unit."""
    found = phrase_right(site.low, draft.end, site.stop, site.lexicon.qualifiers_right)
    if found is None or draft.number.indefinite:
        return False
    phrase, end = found
    hit = site.matcher.right.match(site.text, site.low, end, site.stop)
    hit = hit or site.matcher.counted.match(site.text, site.low, end, site.stop)
    following = site.seeds[draft.last] if draft.last < len(site.seeds) else None
    scale = following is not None and following.start == end + 1 and following.word in (Word.SCALE, Word.SCALE_PLURAL)
    if hit is None and not scale:
        return False
    draft.inner_bound = site.lexicon.qualifiers_right[phrase]
    draft.stretch(draft.start, end)
    if following is not None and scale and draft.low is not None and not draft.number.scaled:
        draft.low = draft.high = draft.low * following.value  # "5 с лишним миллионов"
        draft.step = None if draft.step is None else draft.step * following.value
        draft.number.scaled, draft.last = True, draft.last + 1
        draft.stretch(draft.start, following.end)
    return True


def part_of_whole(site: Site, draft: Draft) -> bool:
    """Kazakh "үштен екісі", "бестен бірі": the whole in the ablative, then the parts."""
    parts, whole = site.lexicon.parts_of, draft.low
    if not parts or whole is None or draft.number.scaled or not 2 <= whole <= 1000:
        return False
    word, end = word_right(site.low, draft.end, site.stop)
    count = parts.get(word)
    if count is None or count >= whole or not site.low.endswith(site.lexicon.from_suffixes, draft.start, draft.end):
        return False
    draft.low = draft.high = count / whole
    draft.step, draft.number.fraction, draft.number.single = None, True, False
    draft.stretch(draft.start, end)
    while draft.last < len(site.seeds) and site.seeds[draft.last].start < end:
        draft.last += 1
    return True


def said_twice(site: Site, draft: Draft) -> bool:
    """ "881 913 (восемьсот восемьдесят одна тысяча …) руб.": the words in brackets repeat the digits."""
    if site.low[draft.end : draft.end + 2] != " (" or draft.last >= len(site.seeds):
        return False
    if site.seeds[draft.last].start != draft.end + 2:
        return False
    again = site.grammar.read(draft.last)
    if again is None or again.value != draft.value or site.char(again.end) != ")":
        return False
    draft.stretch(draft.start, again.end + 1)
    draft.last = again.last
    return True


def unit_word_left(site: Site, draft: Draft) -> bool:
    """ "магнитудой 6,1", "magnitude 6.1": the unit stands before its number."""
    if not site.matcher.before or draft.unit is not None or draft.number.scaled:
        return False
    left = words_left(site.low, draft.start, site.start, 16)
    code = site.matcher.before.get(left[-1]) if left else None
    if code is None:
        return False
    at = site.low.rfind(left[-1], site.start, draft.start)
    set_unit(draft, code, at, at + len(left[-1]))
    return True


def sign_left(site: Site, draft: Draft) -> bool:
    """ "$12 млрд", "US$ 3.14", "USD 20"."""
    at = draft.start
    while at > site.start and at > draft.start - 2 and site.low[at - 1] == " ":
        at -= 1
    if at == site.start or site.low[at - 1] not in site.matcher.left_ends:
        return False
    if at == draft.start and site.char(at - 2).isdigit():  # "10$-20$": the sign is the other's
        return False
    if site.low[at - 1] in "-−" and at - 1 > site.start:
        at -= 1
    for length in range(min(site.matcher.longest_left, at - site.start), 0, -1):
        code = site.matcher.left.get(site.low[at - length : at])
        if code is None:
            continue
        if site.low[at - length].isalpha() and _of_the_last(site, draft, at - length):
            return False
        before = site.char(at - length - 1)
        if site.low[at - length].isalpha() and before.isalpha():
            continue
        start = at - length
        if site.char(start - 1) in "-−" and not site.char(start - 2).isalnum() and draft.low is not None:
            start, draft.low, draft.high = start - 1, -draft.low, -draft.low
        set_unit(draft, code, at - length, at)
        draft.stretch(start, draft.end)
        return True
    return False


def _of_the_last(site: Site, draft: Draft, at: int) -> bool:
    """ "10 rmb 20 usd": the code belongs to the number before it when this one has its own."""
    if not site.low[max(site.start, at - 2) : at].strip().isdigit():
        return False
    hit = site.matcher.right.match(site.text, site.low, draft.end, site.stop)
    return hit is not None and kind_of(hit.code) is Kind.MONEY


def unit_right(site: Site, draft: Draft) -> bool:
    """ "тонн", "%", "km²", "-процентный", "(kg)"."""
    hit = _unit_at(site, draft)
    if hit is None:
        return False
    if draft.unit is not None:
        if hit.code == draft.unit:  # "$10 dollars"
            draft.stretch(draft.start, hit.end)
        return False
    end = hit.end
    ending = _CASE_ENDING.match(site.low, end, site.stop) if site.lexicon.language == "kk" else None
    if ending is not None and ending[1] in site.lexicon.number_endings:
        end = ending.end()  # "10 АЕК-ке", "20 км-ден"
    set_unit(draft, hit.code, hit.start, hit.end)
    draft.stretch(draft.start, end)
    _refine(site, draft, hit)
    return True


def _unit_at(site: Site, draft: Draft) -> Hit | None:
    end = draft.end
    match = site.matcher.right.match
    hit = match(site.text, site.low, end, site.stop)
    if hit is None and draft.number.indefinite and site.low.startswith(" of ", end):
        return match(site.text, site.low, end + 3, site.stop)  # "millions of dollars"
    if hit is None and draft.number.fraction and site.lexicon.language == "en":
        for lead in (" of a ", " of an "):  # "three quarters of a mile"
            if site.low.startswith(lead, end):
                return match(site.text, site.low, end + len(lead), site.stop)
    if hit is None and draft.number.word is Word.FRACTION and site.lexicon.language == "en":
        word, word_end = word_right(site.low, end, site.stop)
        if word in site.lexicon.implicit_one:  # "half an hour"
            hit = match(site.text, site.low, word_end, site.stop)
    if hit is None:
        after = site.char(end)
        if after == "-" or (after == " " and site.char(end + 1) == "-" and site.char(end + 2) == " "):
            hit = match(site.text, site.low, end + (1 if after == "-" else 2), site.stop)
            if hit is not None and not site.low[hit.start].isalpha():
                hit = None
        elif site.low[end : end + 2] in (" (", " [", " {", " <"):
            hit = match(site.text, site.low, end + 2, site.stop)
            if hit is None or site.char(hit.end) not in ")]}>":
                return None
            return hit if hit.start == end + 2 else None
    return hit if hit is not None and _fits(site, draft, hit) else None


def _fits(site: Site, draft: Draft, hit: Hit) -> bool:
    form = site.low[hit.start : hit.end]
    if form[0] in "'\"″′":
        opened = form[0] in site.low[max(site.start, draft.start - _QUOTE_REACH) : draft.start]
        if site.text[hit.start] in "«»“”„’‘":
            return False  # a quotation ends
        return hit.start == draft.end and not opened and not site.char(hit.end).isalnum()
    after = site.char(hit.end)
    if (form == "p" and hit.start > draft.end) or (form in "x×" and _FACTOR.match(site.low, hit.end, site.stop)):
        return False
    if site.text[hit.start : hit.end] == "C" and hit.start == draft.end:
        return True  # "45C on Monday"
    if len(form) == 1 and after == "." and site.char(hit.end + 1).isalpha():
        return False  # "42 L.E."
    if form in site.matcher.fragile and (len(form) == 1 or hit.start > draft.end):
        if word_right(site.low, hit.end, site.stop)[0] in site.matcher.behind_fragile:
            return True
        if _SMALLER_TIME.match(site.low, hit.end, site.stop):
            return True
        return not after.isalnum() and not (after == " " and site.char(hit.end + 1).isalnum()) and after != "'"
    if len(form) == 1 and form.isalpha() and after == "-":
        return False
    return not (form == "%" and hit.start > draft.end + 1)


def _refine(site: Site, draft: Draft, hit: Hit) -> None:
    """Units that mean different things in different company."""
    code = hit.code
    if code == "{times}":
        _times(site, draft, hit)
    elif code in _YEARS and draft.low is not None:
        draft.unit = "a"
        draft.low = draft.high = draft.low * _YEARS[code]
        draft.step = (draft.step or Decimal(1)) * _YEARS[code]
    elif code == "a{age}" and site.lexicon.term_nouns:
        word, _ = word_right(site.low, hit.end, site.stop)
        if word.startswith(site.lexicon.term_nouns):
            draft.unit = "a"
    elif code == "[lb_av]" and site.lexicon.language == "en":
        if draft.number.scaled and not site.low.startswith(" of ", hit.end) and draft.value >= 1_000_000:
            set_unit(draft, "GBP", hit.start, hit.end)
    elif code == "m" and draft.number.glued_scale:
        draft.unit = "m"


def _times(site: Site, draft: Draft, hit: Hit) -> None:
    """ "в 5 раз" is a ratio, "5 раз" counts occasions."""
    left = words_left(site.low, draft.start, site.start, 12)
    word, _ = word_right(site.low, hit.end, site.stop)
    if site.lexicon.language == "ru":
        ratio = (bool(left) and left[-1] == "в") or site.low.startswith("кратн", hit.start)
    else:
        ratio = site.lexicon.language == "kk" or "fold" in site.low[hit.start : hit.end]
        ratio = (
            ratio
            or site.low[hit.start : hit.end] in ("x", "×")
            or word
            in (
                "more",
                "higher",
                "larger",
                "bigger",
                "as",
                "the",
                "greater",
                "less",
                "faster",
                "its",
            )
        )
    broken = draft.low is not None and draft.low != int(draft.low)  # "2.5 times earnings"
    draft.kind = Kind.RATIO if ratio or broken else Kind.COUNT


def currency_word_left(site: Site, draft: Draft) -> bool:
    """ "рублей 10", "евро 20": the currency stands first, as in price lists."""
    if draft.unit is not None or site.lexicon.language == "kk" or site.char(draft.start - 1) != " ":
        return False
    at = draft.start - 1
    while at > site.start and (site.low[at - 1].isalpha() or site.low[at - 1] == " "):
        at -= 1
        if draft.start - at > _NAME_REACH:
            return False
    if not site.alone(at, draft.end):
        return False
    hit = site.matcher.right.match(site.text, site.low, at, site.stop)
    if hit is None or kind_of(hit.code) is not Kind.MONEY or hit.end < draft.start - 1 or hit.start != at:
        return False
    set_unit(draft, hit.code, hit.start, hit.end)
    draft.stretch(hit.start, draft.end)
    return True


def words_after_unit(site: Site, draft: Draft) -> bool:
    """ "10 % годовых": the words belong to the unit."""
    if draft.unit is None:
        return False
    word, end = word_right(site.low, draft.end, site.stop)
    if site.matcher.after.get(word) != draft.unit:
        return False
    draft.stretch(draft.start, end)
    return True


def counted_thing(site: Site, draft: Draft) -> bool:
    """ "50 стран", "seven European countries", "17 элементов"."""
    if draft.unit is not None or draft.number.fraction or draft.number.word is Word.TIMES:
        return False
    found = counted(site, draft)
    if found is None:
        return False
    set_unit(draft, found.code, found.start, found.end)
    draft.stretch(draft.start, found.end)
    draft.counted = draft.kind is Kind.COUNT
    return True


RULES: tuple[Rule, ...] = (
    compound_word,
    case_ending,
    inner_bound,
    part_of_whole,
    said_twice,
    unit_before_half,
    slipped_comma,
    sign_left,
    scale_before_money,
    scaled_code,
    scaled_unit,
    unit_right,
    unit_word_left,
    unit_and_half,
    currency_word_left,
    sub_unit,
    part_of_time,
    below_zero,
    cold_dash,
    below_the_line,
    below_before,
    for_each_head,
    words_after_unit,
    counted_thing,
    below_the_line,
    below_before,
)
