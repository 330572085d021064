"""What a digit group is when it is no amount: a date, a score, a reference, a name. Tested around digits only."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from workbench.core.extraction.datelike import (
    LEFT_WORD,
    SUFFIX,
    YEAR,
    Found,
    clock,
    date_shape,
    day_of_month,
    ordinal,
    score,
    season,
    year_end,
    year_word,
)
from workbench.core.extraction.seeds import LONGEST_NUMBER, ODD_FRACTIONS, Seed
from workbench.core.extraction.site import Site
from workbench.core.extraction.tokens import word_right, words_left
from workbench.core.extraction.total import POWER
from workbench.core.model.disposition import NumberClass


class Excluded(NamedTuple):
    """A stretch that is no figure, with its class and the rule that said so."""

    start: int
    end: int
    number_class: NumberClass
    rule: str


Rule = Callable[[Site, Seed, int], Found | None]

# Shapes that say by themselves what they are; each begins at the digit group.
_PHONE = re.compile(r"\d[\d() -]{8,24}\d")
_AREA_CODE = re.compile(r"\d{3,5}\) ?\d{2,3}-\d{2}-?\d{2}(?!\d)")  # "(555) 123-4567"
_GROUPS = re.compile(r"\d{2,4}-\d{2}-\d{2}(?:-\d{2})?(?!\d)")
_ADDRESS_IP = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}(?![\d.])")
_VERSION = re.compile(r"\d+\.\d+(?:\.\d+)+(?!\d)")
_BRACKET = re.compile(r"\d{1,3}(?:, ?\d{1,3}|[-–]\d{1,3})*\]")
_LIST = re.compile(r"\d{1,3}(?:\.\d{1,2})*[.)] ")
_LETTERS = re.compile(r"[^\W_]*[^\W\d_][^\W_]*")
_HEAD = re.compile(r"[^\W_]+$")
_DECADE = re.compile(r"(?:1[0-9]\d0|20\d0|[1-9]0)'?s(?!\w)")
_STREET = re.compile(
    r"(?:[-–]\d{1,4})?"
    r"(?: [A-Z][\w'.-]*| \d{1,3}(?:st|nd|rd|th)){1,4} (?:Street|St|Road|Rd|Avenue|Ave|Way|Drive|Dr|Lane|Ln"
    r"|Boulevard|Blvd|Square|Sq|Court|Ct|Terrace|Place|Pl)(?!\w)"
)
_DOMAIN = re.compile(r"[a-z]\.[a-z]{2,5}/")
_LONGEST_LINK = 300
_LONGEST_CODE = 80
_CHUNK_LEFT = re.compile(r"[^ \n\"(),;<>\[\]]*$")
_CHUNK_RIGHT = re.compile(r"[^ \n\"(),;<>\[\]]{0,300}")
_TAIL = re.compile(r"(?:[-/]\d+(?![\d,.]\d))+")  # "ГОСТ 12345-67"
_SIDE = re.compile(r"[xх]\d+(?:[.,]\d+)?(?![^\W_]|\^)")
_MODEL = re.compile(r"[-–]\d+([^\W\d_]{1,3})(?!\w)")
_STANDARD = re.compile(r"(?<!\w)(?:гост|ост|снип|санпин|iso|iec|din|astm|gost)(?: р| r|/iec|/мэк)?[ -]?$")
_LISTED = re.compile(
    r"([^\W\d_]+|§|№№?)\.? ?(?:\d{1,5}(?:\.\d{1,3})?(?:, | и | and | или | or | & | мен | пен | және | ?[-–—] ?))+$"
)
_LIST_GAP, _LONGEST_LIST = 6, 60
_SAYING = re.compile(r"(?:24/7(?:/365)?|7/24|9/11)(?![\d/.,]\d|\d)")
_KAZAKH_ADJECTIVE = ("лық", "лік", "дық", "дік", "тық", "тік")  # "12-сағаттық"
_CHUNK_EDGE = frozenset(' \n"(),;<>[]')


def exclude(site: Site, seed: Seed, index: int) -> Excluded | None:
    """The first class that claims the digit group."""
    for rule in RULES:
        found = rule(site, seed, index)
        if found is not None:
            return Excluded(*found, rule.__name__)
    return None


def in_bracket(site: Site, seed: Seed, index: int) -> Found | None:
    """A footnote: "[12]"."""
    if site.char(seed.start - 1) != "[":
        return None
    match = _BRACKET.match(site.low, seed.start, site.stop)
    return (seed.start, match.end() - 1, NumberClass.FOOTNOTE) if match else None


def too_long(site: Site, seed: Seed, index: int) -> Found | None:
    """Digits without end are no amount."""
    return (seed.start, seed.end, NumberClass.CODE) if seed.end - seed.start > LONGEST_NUMBER else None


def list_marker(site: Site, seed: Seed, index: int) -> Found | None:
    """ "1. First of all", "2) Second" at the head of a line."""
    if index or site.low[site.start : seed.start].strip(" (•*-"):
        return None
    match = _LIST.match(site.low, seed.start, site.stop)
    if match is None:
        return None
    return seed.start, match.end() - 1, NumberClass.LIST_MARKER


def phone(site: Site, seed: Seed, index: int) -> Found | None:
    """ "+7 (727) 123-45-67", "123-45-67"."""
    plus = site.char(seed.start - 1) == "+"
    match = _PHONE.match(site.low, seed.start, site.stop)
    if match and sum(char.isdigit() for char in match[0]) >= 10:
        written = match[0]
        if plus or ("(" in written and "-" in written) or written.count("-") >= 3:
            return seed.start, match.end(), NumberClass.PHONE
    match = _GROUPS.match(site.low, seed.start, site.stop)
    if match is None and site.char(seed.start - 1) == "(":
        match = _AREA_CODE.match(site.low, seed.start, site.stop)
    if match:
        return seed.start, match.end(), NumberClass.PHONE
    return None


def dotted_code(site: Site, seed: Seed, index: int) -> Found | None:
    """ "192.168.0.1", "3.10.2"."""
    match = _ADDRESS_IP.match(site.low, seed.start, site.stop)
    if match is None and seed.step is not None and seed.step < 1:
        match = _VERSION.match(site.low, seed.start, site.stop)
        if match is not None and match.end() < seed.end:
            return None  # "1.234.567,89"
    return (seed.start, match.end(), NumberClass.CODE) if match else None


def web_address(site: Site, seed: Seed, index: int) -> Found | None:
    """Digits inside a link or an e-mail address."""
    if site.char(seed.start - 1) in _CHUNK_EDGE and site.char(seed.end) in _CHUNK_EDGE:
        return None
    before = _CHUNK_LEFT.search(site.low, max(site.start, seed.start - _LONGEST_LINK), seed.start)
    after = _CHUNK_RIGHT.match(site.low, seed.end, site.stop)
    assert before is not None
    assert after is not None
    start, end = before.start(), after.end()
    chunk = site.low[start:end]
    if "://" in chunk or "www." in chunk or ("@" in chunk and "." in chunk) or _DOMAIN.search(chunk):
        return start, end, NumberClass.URL
    return None


def glued_left(site: Site, seed: Seed, index: int) -> Found | None:
    """ "G20", "Ту-154", "уран-235", "ЧМ-2018", "mid-2014": a name or a date with its number."""
    before = site.char(seed.start - 1)
    if before in "xх" and site.char(seed.start - 2).isdigit():
        return None  # "5х10 метров"
    if before.isalpha() or before == "_":
        if _money_code(site, seed):
            return None
        return *_code(site, seed), NumberClass.CODE
    if before != "-" or not site.char(seed.start - 2).isalnum():
        return None
    head = _HEAD.search(site.low, max(site.start, seed.start - _LONGEST_CODE), seed.start - 1)
    if head is None or head[0][0].isdigit() or head[0] in site.matcher.left:
        return None  # "3km-5km" is a range
    match = LEFT_WORD.search(site.low, max(site.start, seed.start - 30), seed.start)
    word = match[1] if match else ""
    start = match.start(1) if match else seed.start - 1
    year = YEAR.match(site.low, seed.start, site.stop)
    written = site.text[start : seed.start]  # "SU-1234" is a flight
    if year and word not in site.lexicon.beside["isotopes"] and (seed.value >= 1900 or written.islower()):
        return start, year_end(site, year.end()), NumberClass.DATE
    if word in site.lexicon.beside["isotopes"]:
        return start, seed.end, NumberClass.ISOTOPE
    return *_code(site, seed), NumberClass.CODE


def _money_code(site: Site, seed: Seed) -> bool:
    """ "USD3.14", "Rs20": a currency stands glued to its amount."""
    at = seed.start
    while at > site.start and site.low[at - 1].isalpha():
        at -= 1
    code = site.low[at : seed.start]
    return code in site.matcher.left or (site.char(at - 1) == "$" and f"${code}" in site.matcher.left)


def _code(site: Site, seed: Seed) -> tuple[int, int]:
    """The whole name around a digit group: letters, digits and hyphens in one run."""
    start, end = seed.start, seed.end
    edge = max(site.start, start - _LONGEST_CODE)
    while start > edge and (site.low[start - 1].isalnum() or site.low[start - 1] in "-_/"):
        start -= 1
    while end < site.stop and (site.low[end].isalnum() or (site.low[end] in "-_/" and site.char(end + 1).isalnum())):
        end += 1
    return start, end


def glued_right(site: Site, seed: Seed, index: int) -> Found | None:
    """ "5G", "24703L202", "3D": letters behind the digits that are neither unit nor scale nor ending."""
    match = _LETTERS.match(site.low, seed.end, site.stop)
    if match is None:
        return _model(site, seed)
    run = match[0]
    if run[0] in ODD_FRACTIONS or _SIDE.match(site.low, seed.end, site.stop):
        return None  # "3½ percent", "5х10 метров"
    if _DECADE.match(site.low, seed.start, site.stop):
        return seed.start, match.end(), NumberClass.DATE
    if POWER.match(site.low, seed.end, site.stop):
        return None
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


def _model(site: Site, seed: Seed) -> Found | None:
    """ "777-300ER": digits, a hyphen, digits with letters that are no unit."""
    match = _MODEL.match(site.low, seed.end, site.stop)
    if match is None:
        return None
    run, lexicon = match[1], site.lexicon
    if (
        run in lexicon.number_endings
        or run in lexicon.ordinal_endings
        or run in lexicon.glued
        or run in lexicon.words
    ):
        return None
    if site.text[match.start(1) : match.end()] in lexicon.glued or _measured_from(site, match.start(1)):
        return None
    return *_code(site, seed), NumberClass.CODE


def named_before(site: Site, seed: Seed, index: int) -> Found | None:
    """ "№ 5", "статья 228", "стр. 3", "ул. Абая, 10": what stands left says that it is a name."""
    sign = site.char(seed.start - 1)
    sign = site.char(seed.start - 2) if sign == " " else sign
    if sign in "№#§":
        law = sign == "§" or (sign == "№" and _act_before(site, seed))
        return seed.start, seed.end, NumberClass.LAW if law else NumberClass.CODE
    standard = _STANDARD.search(site.low, max(site.start, seed.start - 16), seed.start)
    if standard is not None:
        tail = _TAIL.match(site.low, seed.end, site.stop)
        return seed.start, tail.end() if tail is not None else seed.end, NumberClass.CODE
    match = LEFT_WORD.search(site.low, max(site.start, seed.start - 20), seed.start)
    if match is None or (seed.value != int(seed.value) and site.char(seed.end) == "%"):
        return None
    word, beside = match[1], site.lexicon.beside
    short = len(word) <= 3 and word not in ("дом", "том", "топ", "гл", "act", "day", "код", "инн", "кпп", "лот")
    if short and site.low[match.end(1) : match.end(1) + 1] != ".":
        return None
    tail = _TAIL.match(site.low, seed.end, site.stop)
    end = tail.end() if tail is not None else seed.end
    if word in beside["law"]:
        return seed.start, end, NumberClass.LAW
    if word in beside["named"] and not _measured(site, seed):
        return seed.start, end, NumberClass.CODE
    if word in beside["address"] and not _measured(site, seed):
        return seed.start, seed.end, NumberClass.ADDRESS
    if word in beside["isotopes"] and not _measured(site, seed):
        return seed.start, seed.end, NumberClass.ISOTOPE
    return None


def listed_name(site: Site, seed: Seed, index: int) -> Found | None:
    """ "статьи 12 и 15", "№№ 12, 13", "стр. 15–17": what named the first number names the next ones too."""
    if not index or seed.start - site.seeds[index - 1].end > _LIST_GAP:
        return None
    match = _LISTED.search(site.low, max(site.start, seed.start - _LONGEST_LIST), seed.start)
    if match is None or seed.value != int(seed.value) or _measured(site, seed):
        return None
    if match[1] in site.lexicon.beside["law"] or match[1] == "§":
        return seed.start, seed.end, NumberClass.LAW
    if match[1] in site.lexicon.beside["named"]:
        return seed.start, seed.end, NumberClass.CODE
    return None


def _act_before(site: Site, seed: Seed) -> bool:
    """ "Закон № 25" has the number of an act, "поезд № 5" has not."""
    words = words_left(site.low, seed.start, site.start)[-5:]
    acts = tuple(site.lexicon.beside["acts"])
    return any(word.strip(".,\"'()").startswith(acts) and len(word) > 3 for word in words)


def street_number(site: Site, seed: Seed, index: int) -> Found | None:
    """ "ул. Абая, 10": the street's name stands between; "22 Acacia Avenue": behind."""
    if site.lexicon.language == "en" and seed.value < 10_000:
        match = _STREET.match(site.text, seed.end, site.stop)
        if match is not None:
            return seed.start, match.end(), NumberClass.ADDRESS
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


def law_after(site: Site, seed: Seed, index: int) -> Found | None:
    """Kazakh names the article after its number: "12-бап"."""
    if site.lexicon.language != "kk":
        return None
    match = SUFFIX.match(site.low, seed.end, site.stop)
    word = (match[1] or "") if match else ""
    if match and word.startswith(("бап", "баб", "тармақ", "тармағ")):
        return seed.start, match.end(), NumberClass.LAW
    return None


def ranked_noun(site: Site, seed: Seed, index: int) -> Found | None:
    """Kazakh "3-сынып", "7-үй", "44-бұйрық", "90-жылдары": digits tied to a noun tell its place or its name."""
    if site.lexicon.language != "kk" or site.char(seed.end) != "-" or seed.value != int(seed.value):
        return None
    match = SUFFIX.match(site.low, seed.end, site.stop)
    word = (match[1] or "") if match else ""
    lexicon = site.lexicon
    if match is None or len(word) < 2 or word in lexicon.number_endings or word.startswith(lexicon.no_rank):
        return None
    quarter = word.startswith("тоқсан")  # "ninety" as well
    if (
        word.endswith(_KAZAKH_ADJECTIVE)
        or (word in lexicon.words and not quarter)
        or _measured_from(site, match.start(1))
    ):
        return None
    if word.startswith(("жыл", "тоқсан")):
        return seed.start, match.end(), NumberClass.DATE
    for name, number_class in (("acts", NumberClass.LAW), ("address", NumberClass.ADDRESS)):
        if word.startswith(tuple(lexicon.beside[name])):
            return seed.start, match.end(), number_class
    return seed.start, match.end(), NumberClass.ORDINAL


def _measured_from(site: Site, place: int) -> bool:
    return site.matcher.right.match(site.text, site.low, place, site.stop) is not None


def saying(site: Site, seed: Seed, index: int) -> Found | None:
    """ "24/7", "9/11": digits that have become words."""
    match = _SAYING.match(site.low, seed.start, site.stop)
    if match is None or (match[0] == "9/11" and site.lexicon.language != "en"):
        return None
    return seed.start, match.end(), NumberClass.DATE if match[0] == "9/11" else NumberClass.TIME


RULES: tuple[Rule, ...] = (
    too_long,
    saying,
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
    ranked_noun,
    year_word,
    season,
    day_of_month,
    glued_right,
    named_before,
    street_number,
    listed_name,
)
