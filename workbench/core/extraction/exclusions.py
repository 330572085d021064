"""What a digit group is when it is no amount: a date, a clock time, a score, a reference, a name. Tested only there."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from workbench.core.extraction.seeds import Seed
from workbench.core.extraction.site import Site
from workbench.core.extraction.tokens import word_right, words_left
from workbench.core.model.disposition import NumberClass


class Excluded(NamedTuple):
    """A stretch that is no figure, with its class and the rule that said so."""

    start: int
    end: int
    number_class: NumberClass
    rule: str


Rule = Callable[[Site, Seed, int], "tuple[int, int, NumberClass] | None"]

# Shapes that say by themselves what they are; each begins at the digit group.
_ISO = re.compile(
    r"(?:1[5-9]|20|21)\d\d-(?:0[1-9]|1[0-2])(?:-[0-3]\d)?(?:t\d\d:\d\d(?::\d\d)?(?:z|[+-]\d\d:?\d\d)?)?(?![\d%-])"
)
_DOTTED = re.compile(r"[0-3]?\d([./-])(?:0?[1-9]|1[0-2])\1(?:(?:1[5-9]|20|21)\d\d|\d\d)(?![\d%])(?: ?(?:г\.|года?))?")
_US_DATE = re.compile(r"(?:0?[1-9]|1[0-2])/[0-3]?\d/(?:(?:1[5-9]|20|21)\d\d|\d\d)(?!\d)")
_CLOCK = re.compile(r"(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?![\d:])(?: ?(?:a\.m\.|p\.m\.|am|pm)(?!\w))?")
_HOUR_EN = re.compile(r"(?:[1-9]|1[0-2])(?:\.[0-5]\d)? ?(?:a\.m\.|p\.m\.|am|pm|o'clock)(?!\w)")
_COLON = re.compile(r"\d{1,3} ?: ?\d{1,3}(?! ?[\d:])")
_DASHED = re.compile(r"\d{1,2} ?[-–—] ?\d{1,2}(?![\d,.]\d|\d)")
_PHONE = re.compile(r"\d[\d()  -]{8,}\d")
_GROUPS = re.compile(r"\d{2,4}-\d{2}-\d{2}(?:-\d{2})?(?!\d)")
_ADDRESS_IP = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}(?![\d.])")
_VERSION = re.compile(r"\d+\.\d+(?:\.\d+)+(?!\d)")
_BRACKET = re.compile(r"\d{1,3}(?:, ?\d{1,3}|[-–]\d{1,3})*\]")
_LIST = re.compile(r"\d{1,3}(?:\.\d{1,2})*[.)] ")
_YEAR = re.compile(r"(?:1[0-9]|20|21)\d\d(?!\d|[.,]\d)")
_YEAR_TAIL = re.compile(r"(?:-?(?:го|х|м|й|е|ом|му|ый|ые|ших|ш[ыі]))? ?")
_YEAR_TO = re.compile(
    r"(?: ?[-–—/] ?| и | или | по | до |, )((?:(?:1[0-9]|20|21)\d\d|\d\d)(?!\d|[.,]\d)(?:-?(?:го|х|м|й|е))?)"
)
_SUFFIX = re.compile(r" ?- ?([^\W\d_]+)(?![\w])|([^\W\d_]+)(?![\w])")
_DAY_TO = re.compile(
    r"(?:-?(?:го|е|th|st|nd|rd))?(?:(?: ?[-–—] ?| и | по | to | and |, )(\d{1,2})(?:-?(?:го|е|th|st|nd|rd))?)?,? ?(?:of )?"
)
_LETTERS = re.compile(r"[^\W_]*[^\W\d_][^\W_]*")
_DOMAIN = re.compile(r"[a-z]\.[a-z]{2,5}/")
_CHUNK_EDGE = frozenset(' \n"(),;<>[]')
_LEFT_WORD = re.compile(r"([^\W\d_]+)[.]?[ -]?$")


def exclude(site: Site, seed: Seed, index: int) -> Excluded | None:
    """The first class that claims the digit group."""
    for rule in RULES:
        found = rule(site, seed, index)
        if found is not None:
            return Excluded(*found, rule.__name__)
    return None


def in_bracket(site: Site, seed: Seed, index: int) -> tuple[int, int, NumberClass] | None:
    """A footnote: "[12]"."""
    if site.char(seed.start - 1) != "[":
        return None
    match = _BRACKET.match(site.low, seed.start, site.stop)
    return (seed.start, match.end() - 1, NumberClass.FOOTNOTE) if match else None


def list_marker(site: Site, seed: Seed, index: int) -> tuple[int, int, NumberClass] | None:
    """ "1. First of all", "2) Second" at the head of a line."""
    if index or site.low[site.start : seed.start].strip(" (•*-"):
        return None
    match = _LIST.match(site.low, seed.start, site.stop)
    if match is None:
        return None
    return seed.start, match.end() - 1, NumberClass.LIST_MARKER


def date_shape(site: Site, seed: Seed, index: int) -> tuple[int, int, NumberClass] | None:
    """ "2025-08-23", "23.08.2025", "8/23/2025"."""
    after = site.char(seed.start + 1), site.char(seed.start + 2), site.char(seed.start + 4)
    if not any(char in "./-" for char in after if char):
        return None
    for shape in (_ISO, _DOTTED, _US_DATE):
        match = shape.match(site.low, seed.start, site.stop)
        if match:
            return seed.start, match.end(), NumberClass.DATE
    return None


def clock(site: Site, seed: Seed, index: int) -> tuple[int, int, NumberClass] | None:
    """ "12:30", "5 pm", "в 5 часов утра", "в 15 часов"."""
    match = _CLOCK.match(site.low, seed.start, site.stop)
    if match and (match.end() - seed.start > 4 or seed.value >= 10 or not _score_beside(site, seed)):
        if site.low[match.end() - 2 : match.end()].isdigit() or match[0][-1] in "m.":
            return seed.start, match.end(), NumberClass.TIME
    match = _HOUR_EN.match(site.low, seed.start, site.stop)
    if match:
        return seed.start, match.end(), NumberClass.TIME
    return _hour_in_words(site, seed)


def _hour_in_words(site: Site, seed: Seed) -> tuple[int, int, NumberClass] | None:
    if seed.value > 24 or seed.value != int(seed.value):
        return None
    lexicon = site.lexicon
    word, end = word_right(site.low, seed.end, site.stop)
    if word not in lexicon.clock:
        return None
    after, after_end = word_right(site.low, end, site.stop)
    if after in lexicon.clock_after and after != "минут":
        return seed.start, after_end if after != "по" else end, NumberClass.TIME
    left = words_left(site.low, seed.start, site.start)
    if left and left[-1] == "в" and word == "часов" and "сутки" not in left and seed.value > 4:
        return seed.start, end, NumberClass.TIME
    return None


def _score_beside(site: Site, seed: Seed) -> bool:
    left = [word.strip(".,:;\"'") for word in words_left(site.low, seed.start, site.start)]
    return any(word in site.lexicon.beside["score"] for word in left)


def score(site: Site, seed: Seed, index: int) -> tuple[int, int, NumberClass] | None:
    """ "3:1"; "2-0" where a score is spoken of."""
    match = _COLON.match(site.low, seed.start, site.stop)
    if match:
        return seed.start, match.end(), NumberClass.SCORE
    if seed.value < 30:
        match = _DASHED.match(site.low, seed.start, site.stop)
        if match and (_score_beside(site, seed) or match[0].replace(" ", "").endswith(("-0", "–0"))):
            return seed.start, match.end(), NumberClass.SCORE
    return None


def phone(site: Site, seed: Seed, index: int) -> tuple[int, int, NumberClass] | None:
    """ "+7 (727) 123-45-67", "123-45-67"."""
    plus = site.char(seed.start - 1) == "+"
    match = _PHONE.match(site.low, seed.start, site.stop)
    if match and (plus or ("(" in match[0] and "-" in match[0]) or match[0].count("-") >= 3):
        if sum(char.isdigit() for char in match[0]) >= 10:
            return seed.start, match.end(), NumberClass.PHONE
    match = _GROUPS.match(site.low, seed.start, site.stop)
    if match:
        return seed.start, match.end(), NumberClass.PHONE
    return None


def dotted_code(site: Site, seed: Seed, index: int) -> tuple[int, int, NumberClass] | None:
    """ "192.168.0.1", "3.10.2"."""
    match = _ADDRESS_IP.match(site.low, seed.start, site.stop)
    if match is None and seed.step is not None and seed.step < 1:
        match = _VERSION.match(site.low, seed.start, site.stop)
    return (seed.start, match.end(), NumberClass.CODE) if match else None


def web_address(site: Site, seed: Seed, index: int) -> tuple[int, int, NumberClass] | None:
    """Digits inside a link or an e-mail address."""
    if site.char(seed.start - 1) in _CHUNK_EDGE and site.char(seed.end) in _CHUNK_EDGE:
        return None
    start, end = seed.start, seed.end
    floor, ceiling = max(site.start, start - 200), min(site.stop, end + 200)
    while start > floor and site.low[start - 1] not in _CHUNK_EDGE:
        start -= 1
    while end < ceiling and site.low[end] not in _CHUNK_EDGE:
        end += 1
    chunk = site.low[start:end]
    if "://" in chunk or "www." in chunk or ("@" in chunk and "." in chunk) or _DOMAIN.search(chunk):
        return start, end, NumberClass.URL
    return None


def glued_left(site: Site, seed: Seed, index: int) -> tuple[int, int, NumberClass] | None:
    """ "G20", "Ту-154", "уран-235", "ЧМ-2018", "mid-2014": a name or a date with its number."""
    before = site.char(seed.start - 1)
    if before.isalpha() or before == "_":
        if _money_code(site, seed):
            return None
        return *_code(site, seed), NumberClass.CODE
    if before != "-" or not site.char(seed.start - 2).isalpha():
        return None
    match = _LEFT_WORD.search(site.low, max(site.start, seed.start - 30), seed.start)
    word = match[1] if match else ""
    start = match.start(1) if match else seed.start - 1
    year = _YEAR.match(site.low, seed.start, site.stop)
    if year and word not in site.lexicon.beside["isotopes"]:
        return start, _year_end(site, year.end()), NumberClass.DATE
    if word in site.lexicon.beside["isotopes"]:
        return start, seed.end, NumberClass.ISOTOPE
    return *_code(site, seed), NumberClass.CODE


def _money_code(site: Site, seed: Seed) -> bool:
    """ "USD3.14", "Rs20": a currency stands glued to its amount."""
    at = seed.start
    while at > site.start and site.low[at - 1].isalpha():
        at -= 1
    return site.low[at : seed.start] in site.matcher.left


def _code(site: Site, seed: Seed) -> tuple[int, int]:
    """The whole name around a digit group: letters, digits and hyphens in one run."""
    start, end = seed.start, seed.end
    while start > site.start and (site.low[start - 1].isalnum() or site.low[start - 1] in "-_/"):
        start -= 1
    while end < site.stop and (site.low[end].isalnum() or (site.low[end] in "-_/" and site.char(end + 1).isalnum())):
        end += 1
    return start, end


def ordinal(site: Site, seed: Seed, index: int) -> tuple[int, int, NumberClass] | None:
    """ "21-й", "3rd", "5-ші"; years keep their own rule."""
    match = _SUFFIX.match(site.low, seed.end, site.stop)
    if match is None or seed.value != int(seed.value):
        return None
    ending = match[1] or match[2]
    lexicon = site.lexicon
    if ending not in lexicon.ordinal_endings or (match[2] and lexicon.language == "ru" and ending not in ("й", "го")):
        if not (match[1] and lexicon.language == "kk" and ending.startswith(tuple(lexicon.ordinal_endings))):
            return None
    if " " in match[0] and lexicon.language != "ru":
        return None
    day = day_of_month(site, seed, index)
    if day is not None:
        return day
    if _cardinal(site, seed, ending, match.end()):
        return None
    year = _YEAR.match(site.low, seed.start, site.stop)
    word, _ = word_right(site.low, match.end(), site.stop)
    if (year or (seed.value % 10 == 0 and ending in ("х", "е"))) and (ending == "х" or _is_year(site, word)):
        end = _year_end(site, seed.end)
        return seed.start, max(end, match.end()), NumberClass.DATE
    return seed.start, match.end(), NumberClass.ORDINAL


def _cardinal(site: Site, seed: Seed, ending: str, end: int) -> bool:
    """ "4-х миллионов", "5-ти", "73-х": an amount with its case ending, unless it is a decade."""
    if ending not in site.lexicon.number_endings:
        return False
    word, _ = word_right(site.low, end, site.stop)
    decade = ending == "х" and seed.value % 10 == 0 and (seed.value >= 1000 or word in site.lexicon.years)
    return not decade and word not in site.lexicon.years


def year_word(site: Site, seed: Seed, index: int) -> tuple[int, int, NumberClass] | None:
    """ "2025 год", "2019-2021 годах", "1990-х годов", "2025 г.", "2017 жылы", with a month before it."""
    match = _YEAR.match(site.low, seed.start, site.stop)
    if match is None or seed.end > match.end():
        return None
    end = _YEAR_TAIL.match(site.low, match.end(), site.stop)
    assert end is not None
    word, _ = word_right(site.low, end.end(), site.stop)
    far = _YEAR_TO.match(site.low, end.end() - (site.char(end.end() - 1) == " "), site.stop)
    if far is not None and not _is_year(site, word):
        word, _ = word_right(site.low, far.end(), site.stop)
    if _is_year(site, word):
        return _month_before(site, seed.start), _year_end(site, match.end()), NumberClass.DATE
    start = _month_before(site, seed.start)
    if start < seed.start:
        return start, match.end(), NumberClass.DATE
    return None


def _is_year(site: Site, word: str) -> bool:
    if site.lexicon.language == "kk":
        return word.startswith("жыл") or word in site.lexicon.years
    return word in site.lexicon.years


def _year_end(site: Site, end: int) -> int:
    """Where a year ends, with its second year and the word for year."""
    tail = _YEAR_TAIL.match(site.low, end, site.stop)
    assert tail is not None
    rest = end if not tail[0].strip() else tail.end() - (site.char(tail.end() - 1) == " ")
    far = _YEAR_TO.match(site.low, rest, site.stop)
    if far:
        word, word_end = word_right(site.low, far.end(), site.stop)
        if _is_year(site, word):
            return _with_dot(site, word, word_end)
        if far[0].strip()[0] in "-–—/":
            return far.end()
    word, word_end = word_right(site.low, rest, site.stop)
    return _with_dot(site, word, word_end) if _is_year(site, word) else rest


def _with_dot(site: Site, word: str, end: int) -> int:
    return end + 1 if len(word) < 3 and site.char(end) == "." else end


def _month_before(site: Site, place: int) -> int:
    """The start of a month's name (and its day) right before a place, else the place."""
    match = _LEFT_WORD.search(site.low, max(site.start, place - 14), place)
    if match is None or not is_month(site, match[1]):
        return place
    return match.start(1)


def is_month(site: Site, word: str) -> bool:
    """Whether a word names a month; "may" and "mart" alone are words of their own."""
    if site.lexicon.language == "kk":
        return any(word.startswith(month) for month in site.lexicon.months)
    return word in site.lexicon.months


def day_of_month(site: Site, seed: Seed, index: int) -> tuple[int, int, NumberClass] | None:
    """ "23 августа 2025 года", "3-5 мая", "March 7, 2019", "7th of May"."""
    if not 0 < seed.value <= 31 or seed.value != int(seed.value) or seed.end - seed.start > 2:
        return None
    between = _DAY_TO.match(site.low, seed.end, site.stop)
    assert between is not None
    word, end = word_right(site.low, between.end(), site.stop)
    if word and is_month(site, word) and (word != "may" or site.text[end - 3].isupper()):
        return seed.start, _date_tail(site, end), NumberClass.DATE
    start = _month_before(site, seed.start)
    if start < seed.start and site.lexicon.language == "en" and site.text[start].isupper():
        after = between.end(1) if between[1] else seed.end
        suffix = _SUFFIX.match(site.low, after, site.stop)
        if suffix and (suffix[1] or suffix[2]) in site.lexicon.ordinal_endings:
            after = suffix.end()
        return start, _date_tail(site, after), NumberClass.DATE
    return None


_TAIL_YEAR = re.compile(r",? (?:(?:1[0-9]|20|21)\d\d)(?!\d|[.,]\d| ?%)")


def _date_tail(site: Site, end: int) -> int:
    match = _TAIL_YEAR.match(site.low, end, site.stop)
    return _year_end(site, match.end()) if match else end


def glued_right(site: Site, seed: Seed, index: int) -> tuple[int, int, NumberClass] | None:
    """ "5G", "24703L202", "3D": letters behind the digits that are neither unit nor scale nor ending."""
    match = _LETTERS.match(site.low, seed.end, site.stop)
    if match is None:
        return None
    run = match[0]
    written = site.text[match.start() : match.end()]
    lexicon = site.lexicon
    if written in ("G", "Г") and (seed.step is None or seed.step >= 1):
        return *_code(site, seed), NumberClass.CODE
    if run in lexicon.number_endings or written in lexicon.glued or run in lexicon.words or run.endswith("year"):
        return None
    unit = site.matcher.right.match(site.text, site.low, seed.end, site.stop)
    if unit is not None and unit.start == seed.end and unit.end >= match.end():
        return None
    for scale in lexicon.glued:  # "5млнруб" is no word of ours, "10кг" and "12bn" are
        if len(scale) > 1 and written == scale:
            return None
    if run in site.matcher.left or run.startswith(("млн", "млрд", "тыс", "трлн")):
        return None
    return *_code(site, seed), NumberClass.CODE


def named_before(site: Site, seed: Seed, index: int) -> tuple[int, int, NumberClass] | None:
    """ "№ 5", "статья 228", "стр. 3", "ул. Абая, 10": what stands left says that it is a name."""
    sign = site.char(seed.start - 1)
    sign = site.char(seed.start - 2) if sign == " " else sign
    if sign in "№#§":
        return seed.start, seed.end, NumberClass.LAW if sign in "№§" else NumberClass.CODE
    match = _LEFT_WORD.search(site.low, max(site.start, seed.start - 20), seed.start)
    if match is None or (seed.value != int(seed.value) and site.char(seed.end) == "%"):
        return None
    word, beside = match[1], site.lexicon.beside
    short = len(word) <= 3 and word not in ("дом", "том", "топ", "гл", "act", "day")
    if short and site.low[match.end(1) : match.end(1) + 1] != ".":
        return None
    if word in beside["law"]:
        return seed.start, seed.end, NumberClass.LAW
    if word in beside["named"] and not _measured(site, seed):
        return seed.start, seed.end, NumberClass.CODE
    if word in beside["address"] and not _measured(site, seed):
        return seed.start, seed.end, NumberClass.ADDRESS
    if word in beside["isotopes"] and not _measured(site, seed):
        return seed.start, seed.end, NumberClass.ISOTOPE
    return None


def street_number(site: Site, seed: Seed, index: int) -> tuple[int, int, NumberClass] | None:
    """ "ул. Абая, 10": the street's name stands between."""
    if site.low[seed.start - 2 : seed.start] != ", " or site.char(seed.end).isalpha() or seed.value > 999:
        return None
    words = [word.strip(".,\"'") for word in words_left(site.low, seed.start, site.start)[-4:]]
    if any(word in site.lexicon.beside["address"] for word in words) and not _measured(site, seed):
        return seed.start, seed.end, NumberClass.ADDRESS
    return None


def _measured(site: Site, seed: Seed) -> bool:
    """A unit, scale or counted thing follows: then it is an amount after all."""
    if site.matcher.right.match(site.text, site.low, seed.end, site.stop) is not None:
        return True
    word, _ = word_right(site.low, seed.end, site.stop)
    return word in site.lexicon.words or bool(word and seed.value > 999)


def law_after(site: Site, seed: Seed, index: int) -> tuple[int, int, NumberClass] | None:
    """Kazakh names the article after its number: "12-бап"."""
    if site.lexicon.language != "kk":
        return None
    match = _SUFFIX.match(site.low, seed.end, site.stop)
    word = (match[1] or "") if match else ""
    if match and word.startswith(("бап", "баб", "тармақ", "тармағ")):
        return seed.start, match.end(), NumberClass.LAW
    return None


RULES: tuple[Rule, ...] = (
    in_bracket,
    list_marker,
    glued_left,
    web_address,
    date_shape,
    phone,
    dotted_code,
    clock,
    score,
    law_after,
    ordinal,
    year_word,
    day_of_month,
    glued_right,
    named_before,
    street_number,
)
