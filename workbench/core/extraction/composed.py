"""Units made of units: roubles and kopecks, hours and minutes, halves of an hour, units below the line."""

from __future__ import annotations

import re
from decimal import Decimal

from workbench.core.extraction.numerals import Word
from workbench.core.extraction.site import Draft, Site
from workbench.core.extraction.tokens import word_right, words_left
from workbench.core.extraction.total import Number
from workbench.core.extraction.units_match import Hit
from workbench.core.model.figure import Kind
from workbench.core.vocabulary.units import units

_UNIT_AND = re.compile(r"(?<!\w)(an? )([^\W\d_]+) and (?:an? )?$")
_CENTS = {"{cent}": ("USD", "EUR", "CAD", "AUD", "HKD", "NZD"), "{penny}": ("GBP",)}
_FEW_CENTS = ("ц", "c", "с", "p")
_ROUNDING = Decimal("0.0001")
_AREAS = ("km2", "har", "m2")
_RATED = (Kind.MONEY, Kind.QUANTITY)
_NO_RATE = ("ago", "earlier", "later", "before", "old", "after", "from", "назад", "спустя")
_HEAD_REACH = 60
_HEAD_PARTED = re.compile(r"\d|[;!?]|, | (?:and|and|а|и|но|while|ал) ")
_THOUSAND = re.compile(r" (?:1[ ,.]?000|1 (?:тыс\.?|thousand)) ?(?=\D)")
_TIME_STEPS = {"a": ("mo", 12), "mo": ("d", 30), "d": ("h", 24), "h": ("min", 60), "min": ("s", 60)}


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
        hit = _bare_cents(site, draft, number) or _bare_minutes(site, draft, number)
    if hit is None or draft.unit is None:
        return False
    if hit.code == "[oz_av]" and draft.unit == "GBP":
        draft.unit, draft.kind = "[lb_av]", kind_of("[lb_av]")  # "8 фунтов 6 унций" is a weight
    if hit.code == "{penny}" and draft.unit == "[lb_av]":
        draft.unit, draft.kind = "GBP", Kind.MONEY  # "3 pounds 40 pence" is money
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


def _bare_minutes(site: Site, draft: Draft, number: Number) -> Hit | None:
    """ "an hour twenty", "2 часа 15": the minutes are not named, at the end of a phrase."""
    if draft.unit != "h" or not 0 < number.value < 60 or number.value != int(number.value) or number.scaled:
        return None
    if draft.low != int(draft.low or 0) or site.low[number.end : number.end + 1].strip(" .,;)"):
        return None
    return None if site.low[number.end : site.stop].strip(" .)") else Hit("min", number.end, number.end)


def _ratio(big: str, small: str) -> Decimal | None:
    """How many of the small unit make one of the big; None when they do not belong together."""
    if big in _CENTS.get(small, ()) or (small == "{cent}" and kind_of(big) is Kind.MONEY and big.isupper()):
        return Decimal(100)
    one, other = units().get(big), units().get(small)
    if one is None or other is None or one.dimension != other.dimension or one.kind is Kind.PERCENT:
        return None
    ratio = one.factor / other.factor
    odd = one.kind is not Kind.DURATION and abs(ratio - round(ratio)) > _ROUNDING
    return None if odd else ratio  # a metre and a foot are two amounts


def part_of_time(site: Site, draft: Draft) -> bool:
    """ "четверть часа" is 15 minutes, "half a day" 12 hours."""
    step = _TIME_STEPS.get(draft.unit or "")
    if step is None or draft.low is None or not (draft.number.fraction or draft.number.word is Word.HALF):
        return False
    draft.unit, parts = step
    draft.low = draft.high = (draft.low * parts).quantize(Decimal("0.001")).normalize() + 0
    return True


def unit_and_half(site: Site, draft: Draft) -> bool:
    """ "two hours and a half", "час с половиной": the part stands behind the unit."""
    if draft.unit is None or draft.low is None or draft.low != int(draft.low) or draft.number.fraction:
        return False
    for phrases, part in site.lexicon.parts_more:
        for phrase in phrases:
            end = draft.end + 1 + len(phrase)
            if end <= site.stop and site.low.startswith(" " + phrase, draft.end) and not site.char(end).isalpha():
                word, _ = word_right(site.low, end, site.stop)
                if word in site.lexicon.implicit_one or (word and word not in site.lexicon.stop):
                    return False  # "two years and half a day"
                draft.low = draft.high = draft.low + part
                draft.step = None
                draft.stretch(draft.start, end)
                while draft.last < len(site.seeds) and site.seeds[draft.last].start < end:
                    draft.last += 1
                return True
    return False


def unit_before_half(site: Site, draft: Draft) -> bool:
    """ "an hour and a half": an article stands for the one."""
    if site.lexicon.language != "en" or draft.number.word is not Word.FRACTION or not draft.number.fraction:
        return False
    match = _UNIT_AND.search(site.low, max(site.start, draft.start - 24), draft.start)
    hit = site.matcher.right.match(site.text, site.low, match.start(2), site.stop) if match else None
    if match is None or hit is None or hit.end != match.end(2) or draft.low is None:
        return False
    draft.unit, draft.kind, draft.unit_start, draft.unit_end = hit.code, kind_of(hit.code), hit.start, hit.end
    draft.low = draft.high = 1 + draft.low
    draft.number.fraction, draft.number.word = False, Word.UNIT
    draft.stretch(match.start(1), draft.end)
    return True


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


def cold_dash(site: Site, draft: Draft) -> bool:
    """ "–7 °C": what else would be a dash between words is a minus where it is glued to degrees."""
    if draft.unit not in ("deg", "Cel", "[degF]") or draft.low is None or draft.low <= 0 or draft.is_range:
        return False
    before = site.char(draft.start - 2)
    if site.char(draft.start - 1) != "–" or not (before.isspace() or before in '("') or "below_zero" in draft.rules:
        return False
    draft.low = draft.high = -draft.low
    draft.stretch(draft.start - 1, draft.end)
    return True


def below_before(site: Site, draft: Draft) -> bool:
    """Kazakh "жылына 5 млн тонна", "тоннасына 150 доллар": the unit below the line comes first."""
    words = site.matcher.per_left
    if not words or draft.unit is None or "/" in draft.unit or draft.kind not in (*_RATED, Kind.COUNT):
        return False
    left = [word.strip("\"'(") for word in words_left(site.low, draft.start, site.start, 30)]
    for count in (2, 1):
        code = words.get(" ".join(left[-count:])) if left else None
        if code is None or code == draft.unit:
            continue
        # "шаршы шақырымға 40 адам", "гектарынан 25 центнер"
        dense = code in _AREAS and (draft.kind is Kind.COUNT or units().dimension(draft.unit) == "mass")
        if kind_of(code) is not Kind.DURATION and draft.kind is not Kind.MONEY and not dense:
            return False
        if units().get(f"{draft.unit}/{code}") is None:
            return False
        draft.unit = f"{draft.unit}/{code}"
        return True
    return False


def for_each_head(site: Site, draft: Draft) -> bool:
    """ "GDP per capita of $12,000", "ВВП на душу населения — 14 тыс. долларов": whose share it is stands before."""
    if draft.kind is not Kind.MONEY or draft.unit is None or "/" in draft.unit:
        return False
    left = site.low[max(site.start, draft.start - _HEAD_REACH) : draft.start]
    for phrase in site.matcher.per_head:
        at = left.rfind(phrase)
        if at >= 0 and not _HEAD_PARTED.search(left, at):
            draft.unit = f"{draft.unit}/{{person}}"
            return True
    return False


def below_the_line(site: Site, draft: Draft) -> bool:
    """ "за тонну", "в сутки", "a day", "руб./час": the unit becomes a quotient."""
    if (
        draft.unit is None
        or "/" in draft.unit
        or draft.kind in (Kind.PERCENT, Kind.PERCENTAGE_POINT, Kind.DURATION, Kind.RATIO)
    ):
        return False
    found = _below(site, draft.end) or _below_after_of(site, draft)
    if found is None:
        return False
    code, end = found
    if code == "[oz_av]" and draft.kind is Kind.MONEY:
        code = "[oz_tr]"  # what has a price an ounce is a precious metal
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
    elif site.low.startswith(" 1 ", place):  # "за 1 кВт·ч"
        place += 2
    if (thousand := _THOUSAND.match(site.low, place, site.stop)) is not None:
        volume = matcher.right.match(site.text, site.low, thousand.end(), site.stop)
        return ("{1000 m3}", volume.end) if volume is not None and volume.code == "m3" else None
    hit = matcher.per_words.match(site.text, site.low, place, site.stop)
    if hit is None:
        if lead == "per" and word and word not in site.lexicon.stop:
            return f"{{{word}}}", word_end
        return None
    time = kind_of(hit.code) is Kind.DURATION
    if time and word_right(site.low, hit.end, site.stop)[0] in _NO_RATE:
        return None
    fits = lead in (matcher.per_time if time else matcher.per_any)
    fits = fits or (hit.code in matcher.per_short and lead in matcher.per_any)
    return (hit.code, hit.end) if fits else None


def _below_after_of(site: Site, draft: Draft) -> tuple[str, int] | None:
    """ "2.4 billion gallons of jet fuel a year": the thing measured stands between."""
    place = draft.end
    if site.low.startswith(" of ", draft.end):
        place += 3
    elif site.lexicon.language != "ru" or draft.kind is not Kind.QUANTITY:
        return None
    for _ in range(3):
        word, place = word_right(site.low, place, site.stop)
        if not word or word in site.lexicon.stop or not site.text[place - 1].islower():
            return None
        found = _below(site, place)
        if found is not None and kind_of(found[0]) is Kind.DURATION:
            return found
    return None


def kind_of(code: str) -> Kind:
    unit = units().get(code)
    return unit.kind if unit is not None else Kind.NUMBER


def set_unit(draft: Draft, code: str, start: int, end: int) -> None:
    draft.unit, draft.unit_start, draft.unit_end = code, start, end
    draft.kind = kind_of(code)
