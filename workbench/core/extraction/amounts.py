"""What a number measures: currency signs, units, units below the line, sub-units, ages, counted things."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from workbench.core.extraction.counted import counted
from workbench.core.extraction.numbers import Number
from workbench.core.extraction.numerals import Word
from workbench.core.extraction.site import Draft, Site
from workbench.core.extraction.tokens import word_right, words_left
from workbench.core.extraction.units_match import Hit
from workbench.core.model.figure import Doubt, Kind
from workbench.core.vocabulary.units import units

Rule = Callable[[Site, Draft], bool]

_AGE = {"a": "a{age}", "mo": "mo{age}", "wk": "wk{age}", "d": "d{age}"}
_CASE_ENDING = re.compile(r"-([^\W\d_]+)(?!\w)")
_FEW_CENTS = ("ц", "c", "с", "p")
_CENTS = {"{cent}": ("USD", "EUR", "CAD", "AUD", "HKD", "NZD"), "{penny}": ("GBP",)}
_NO_RATE = ("ago", "earlier", "later", "before", "old", "after", "from", "назад", "спустя")
_TIME_STEPS = {"a": ("mo", 12), "mo": ("d", 30), "d": ("h", 24), "h": ("min", 60), "min": ("s", 60)}


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
    _set_unit(draft, found[1], draft.start, draft.end)
    return True


def case_ending(site: Site, draft: Draft) -> bool:
    """ "5-ти", "20-дан", "1000-нан астам гектарға": an ending behind the digits, a bound before the unit."""
    moved = False
    match = _CASE_ENDING.match(site.low, draft.end, site.stop)
    if match is not None and draft.number.digits and match[1] in site.lexicon.number_endings:
        draft.stretch(draft.start, match.end())
        moved = True
    if site.lexicon.language == "kk":
        word, end = word_right(site.low, draft.end, site.stop)
        if word in site.lexicon.qualifiers_right:
            hit = site.matcher.right.match(site.text, site.low, end, site.stop)
            if hit is not None:
                draft.inner_bound = site.lexicon.qualifiers_right[word]
                draft.stretch(draft.start, end)
                moved = True
    return moved


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


def sign_left(site: Site, draft: Draft) -> bool:
    """ "$12 млрд", "US$ 3.14", "USD 20"."""
    at = draft.start
    while at > site.start and at > draft.start - 2 and site.low[at - 1] == " ":
        at -= 1
    if at == site.start or site.low[at - 1] not in site.matcher.left_ends:
        return False
    if site.low[at - 1] in "-−" and at - 1 > site.start:
        at -= 1
    for length in range(min(site.matcher.longest_left, at - site.start), 0, -1):
        code = site.matcher.left.get(site.low[at - length : at])
        if code is None:
            continue
        before = site.char(at - length - 1)
        if site.low[at - length].isalpha() and before.isalpha():
            continue
        start = at - length
        if site.char(start - 1) in "-−" and not site.char(start - 2).isalnum() and draft.low is not None:
            start, draft.low, draft.high = start - 1, -draft.low, -draft.low
        _set_unit(draft, code, at - length, at)
        draft.stretch(start, draft.end)
        return True
    return False


def scale_before_money(site: Site, draft: Draft) -> bool:
    """ "20 т. р.": a scale that is one only before money."""
    if draft.number.scaled or draft.low is None:
        return False
    word, end = word_right(site.low, draft.end, site.stop)
    scale = site.lexicon.before_money.get(word)
    if scale is None:
        return False
    end += site.char(end) == "."
    hit = site.matcher.right.match(site.text, site.low, end, site.stop)
    if hit is None or _kind(hit.code) is not Kind.MONEY:
        return False
    draft.low = draft.high = draft.low * scale
    draft.step = (draft.step or Decimal(1)) * scale
    draft.number.scaled = True
    draft.stretch(draft.start, end)
    return True


def unit_right(site: Site, draft: Draft) -> bool:
    """ "тонн", "%", "km²", "-процентный", "(kg)"."""
    hit = _unit_at(site, draft)
    if hit is None:
        return False
    if draft.unit is not None:
        if hit.code == draft.unit:  # "$10 dollars"
            draft.stretch(draft.start, hit.end)
        return False
    _set_unit(draft, hit.code, hit.start, hit.end)
    draft.stretch(draft.start, hit.end)
    _refine(site, draft, hit)
    return True


def _unit_at(site: Site, draft: Draft) -> Hit | None:
    end = draft.end
    match = site.matcher.right.match
    hit = match(site.text, site.low, end, site.stop)
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
        opened = site.low.count(form[0], site.start, draft.start) % 2
        return hit.start == draft.end and not opened and not site.char(hit.end).isalnum()
    after = site.char(hit.end)
    if form in site.matcher.fragile:
        return not after.isalnum() and not (after == " " and site.char(hit.end + 1).isalnum()) and after != "'"
    if len(form) == 1 and form.isalpha() and after == "-":
        return False
    return not (form == "%" and hit.start > draft.end + 1)


def _refine(site: Site, draft: Draft, hit: Hit) -> None:
    """Units that mean different things in different company."""
    code = hit.code
    if code == "{times}":
        _times(site, draft, hit)
    elif code == "a{age}" and site.lexicon.term_nouns:
        word, _ = word_right(site.low, hit.end, site.stop)
        if word.startswith(site.lexicon.term_nouns):
            draft.unit = "a"
    elif code == "[lb_av]" and site.lexicon.language == "en":
        if draft.number.scaled and not site.low.startswith(" of ", hit.end) and draft.value >= 1_000_000:
            _set_unit(draft, "GBP", hit.start, hit.end)
    elif code == "m" and draft.number.glued_scale:
        draft.unit = "m"


def _times(site: Site, draft: Draft, hit: Hit) -> None:
    """ "в 5 раз" is a ratio, "5 раз" counts occasions."""
    left = words_left(site.low, draft.start, site.start, 12)
    word, _ = word_right(site.low, hit.end, site.stop)
    if site.lexicon.language == "ru":
        ratio = bool(left) and left[-1] == "в"
    else:
        ratio = site.lexicon.language == "kk" or "fold" in site.low[hit.start : hit.end]
        ratio = ratio or word in (
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
    draft.kind = Kind.RATIO if ratio else Kind.COUNT


def currency_word_left(site: Site, draft: Draft) -> bool:
    """ "рублей 10", "евро 20": the currency stands first, as in price lists."""
    if draft.unit is not None or site.lexicon.language == "kk" or site.char(draft.start - 1) != " ":
        return False
    at = draft.start - 1
    while at > site.start and site.low[at - 1].isalpha():
        at -= 1
    if at > site.start and site.low[site.start : at].strip():
        return False
    hit = site.matcher.right.match(site.text, site.low, at, site.stop)
    if hit is None or _kind(hit.code) is not Kind.MONEY or hit.end < draft.start - 1 or hit.start != at:
        return False
    _set_unit(draft, hit.code, hit.start, hit.end)
    draft.stretch(hit.start, draft.end)
    return True


def sub_unit(site: Site, draft: Draft) -> bool:
    """ "124 451 рубль 50 копеек", "1 час 55 минут", "7 feet 10 inches": one amount in two units."""
    merged = False
    while draft.unit is not None and draft.last < len(site.seeds) and _smaller(site, draft):
        merged = True
    return merged


def _smaller(site: Site, draft: Draft) -> bool:
    gap = site.low[draft.end : site.seeds[draft.last].start]
    if gap not in (" ", " и ", " and ", ", ", ", and "):
        return False
    number = site.grammar.read(draft.last)
    if number is None or number.value < 0 or number.fraction or number.indefinite or draft.low is None:
        return False
    hit = site.matcher.right.match(site.text, site.low, number.end, site.stop)
    if hit is None and gap != ", ":
        hit = _bare_cents(site, draft, number)
    if hit is None or draft.unit is None:
        return False
    ratio = _ratio(draft.unit, hit.code)
    if ratio is None and draft.kind is Kind.MONEY and site.low[hit.start : hit.end] in _FEW_CENTS:
        ratio = Decimal(100)
    if ratio is None or ratio <= 1 or number.value >= ratio:
        return False
    if draft.kind is Kind.MONEY:
        draft.low += number.value / ratio
    else:
        draft.low = draft.low * ratio + number.value
        draft.unit = hit.code
    draft.high, draft.step = draft.low, None
    draft.last, draft.unit_end = number.last, hit.end
    draft.stretch(draft.start, hit.end)
    return True


def _bare_cents(site: Site, draft: Draft, number: Number) -> Hit | None:
    """ "20 долларов 43": the small coin is not named, at the end of a phrase."""
    if draft.kind is not Kind.MONEY or not 0 < number.value < 100 or draft.number.scaled:
        return None
    if number.value != int(number.value) or draft.low != int(draft.low or 0):
        return None
    if site.low[number.end : site.stop].strip(" .)"):
        return None
    return Hit("{cent}", number.end, number.end)


def _ratio(big: str, small: str) -> Decimal | None:
    """How many of the small unit make one of the big; None when they do not belong together."""
    if big in _CENTS.get(small, ()) or (small == "{cent}" and _kind(big) is Kind.MONEY and big.isupper()):
        return Decimal(100)
    one, other = units().get(big), units().get(small)
    if one is None or other is None or one.dimension != other.dimension or one.kind is Kind.PERCENT:
        return None
    return one.factor / other.factor


def part_of_time(site: Site, draft: Draft) -> bool:
    """ "четверть часа" is 15 minutes, "half a day" 12 hours."""
    step = _TIME_STEPS.get(draft.unit or "")
    if step is None or draft.low is None or not (draft.number.fraction or draft.number.word is Word.HALF):
        return False
    draft.unit, parts = step
    draft.low = draft.high = (draft.low * parts).quantize(Decimal("0.001")).normalize() + 0
    return True


def below_the_line(site: Site, draft: Draft) -> bool:
    """ "за тонну", "в сутки", "a day", "руб./час": the unit becomes a quotient."""
    if draft.unit is None or draft.kind in (Kind.PERCENT, Kind.PERCENTAGE_POINT, Kind.DURATION, Kind.RATIO):
        return False
    found = _below(site, draft.end) or _below_after_of(site, draft)
    if found is None:
        return False
    code, end = found
    if units().get(f"{draft.unit}/{code}") is None or code == draft.unit:
        return False
    draft.unit = f"{draft.unit}/{code}"
    draft.unit_end = end
    draft.stretch(draft.start, end)
    return True


def _below(site: Site, end: int) -> tuple[str, int] | None:
    matcher = site.matcher
    if site.low.startswith("-a-", end) and (hit := matcher.per_words.match(site.text, site.low, end + 3, site.stop)):
        return hit.code, hit.end  # "barrel-a-day"
    if site.low.startswith("/", end) or site.low.startswith(" / ", end):
        place = site.low.index("/", end) + 1
        hit = matcher.per_words.match(site.text, site.low, place, site.stop)
        hit = hit or matcher.right.match(site.text, site.low, place, site.stop)
        if hit is not None:
            return hit.code, hit.end
        word, word_end = word_right(site.low, place, site.stop)
        return (f"{{{word}}}", word_end) if word else None
    lead, place = word_right(site.low, end, site.stop)
    if lead not in matcher.per_time and lead not in matcher.per_any:
        return None
    word, word_end = word_right(site.low, place, site.stop)
    if word in matcher.per_one:
        place = word_end
    hit = matcher.per_words.match(site.text, site.low, place, site.stop)
    if hit is None:
        if lead == "per" and word and word not in site.lexicon.stop:
            return f"{{{word}}}", word_end
        return None
    time = _kind(hit.code) is Kind.DURATION
    if time and word_right(site.low, hit.end, site.stop)[0] in _NO_RATE:
        return None
    return (hit.code, hit.end) if lead in (matcher.per_time if time else matcher.per_any) else None


def _below_after_of(site: Site, draft: Draft) -> tuple[str, int] | None:
    """ "2.4 billion gallons of jet fuel a year": the thing measured stands between."""
    if not site.low.startswith(" of ", draft.end):
        return None
    place = draft.end + 3
    for _ in range(3):
        word, place = word_right(site.low, place, site.stop)
        if not word or word in site.lexicon.stop:
            return None
        found = _below(site, place)
        if found is not None and _kind(found[0]) is Kind.DURATION:
            return found
    return None


def below_zero(site: Site, draft: Draft) -> bool:
    """ "20 градусов мороза", "2 degrees below zero"."""
    if draft.unit not in ("deg", "Cel", "[degF]") or draft.low is None or draft.low <= 0:
        return False
    for phrase in site.matcher.below_zero:
        end = draft.end + 1 + len(phrase)
        if site.low.startswith(" " + phrase, draft.end) and end <= site.stop and not site.char(end).isalnum():
            draft.low = draft.high = -draft.low
            draft.stretch(draft.start, end)
            edge = [seed for seed in site.seeds[draft.last :] if seed.start < end]
            draft.last += len(edge)
            return True
    return False


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
    _set_unit(draft, found.code, found.start, found.end)
    draft.stretch(draft.start, found.end)
    draft.counted = draft.kind is Kind.COUNT
    return True


def _set_unit(draft: Draft, code: str, start: int, end: int) -> None:
    draft.unit, draft.unit_start, draft.unit_end = code, start, end
    draft.kind = _kind(code)


def _kind(code: str) -> Kind:
    unit = units().get(code)
    return unit.kind if unit is not None else Kind.NUMBER


RULES: tuple[Rule, ...] = (
    compound_word,
    case_ending,
    said_twice,
    sign_left,
    scale_before_money,
    unit_right,
    currency_word_left,
    sub_unit,
    part_of_time,
    below_zero,
    below_the_line,
    words_after_unit,
    counted_thing,
)
