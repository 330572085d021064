"""Digit groups that tell when: dates, years, clock times, ordinals; and scores, which look like times."""

from __future__ import annotations

import re

from workbench.core.extraction.numerals import is_change
from workbench.core.extraction.seeds import Seed
from workbench.core.extraction.site import Site
from workbench.core.extraction.tokens import word_right, words_left
from workbench.core.model.disposition import NumberClass

Found = tuple[int, int, NumberClass]

_ISO = re.compile(
    r"(?:1[5-9]|20|21)\d\d-(?:0[1-9]|1[0-2])(?:-[0-3]\d)?(?:t\d\d:\d\d(?::\d\d)?(?:z|[+-]\d\d:?\d\d)?)?(?![\d%-])"
)
_DOTTED = re.compile(r"[0-3]?\d([./-])(?:0?[1-9]|1[0-2])\1(?:(?:1[5-9]|20|21)\d\d|\d\d)(?![\d%])(?: ?(?:г\.|года?))?")
_US_DATE = re.compile(r"(?:0?[1-9]|1[0-2])/[0-3]?\d/(?:(?:1[5-9]|20|21)\d\d|\d\d)(?!\d)")
_CLOCK = re.compile(r"(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?:\.\d+)?(?![\d:])(?: ?(?:a\.m\.|p\.m\.|am|pm)(?!\w))?")
_CLOCK_DOT = re.compile(r"(?:[01]\d|2[0-3])\.[0-5]\d(?!\d|[.,]\d)")
_HOUR_EN = re.compile(r"(?:[1-9]|1[0-2])(?:\.[0-5]\d)? ?(?:a\.m\.|p\.m\.|am|pm|o'clock)(?!\w)")
_MINUTES = re.compile(r" [0-5]?\d (?:минут[аы]?|мин\.?)(?!\w)")
_COLON = re.compile(r"\d{1,3} ?: ?\d{1,3}(?:\.\d+)?(?! ?[\d:])")  # with a fraction: the time of a race
_DASHED = re.compile(r"\d{1,2} ?[-–—] ?\d{1,2}(?![\d,.]\d|\d)")
_LATEST = 10_000  # years and decades lie before it
YEAR = re.compile(r"(?:1[0-9]|20|21)\d\d(?!\d|[.,]\d)")
_YEAR_TAIL = re.compile(r"(?:-?(?:го|х|м|й|е|ом|му|ый|ые|ших|ш[ыі]))? ?")
_YEAR_TO = re.compile(
    r"(?: ?[-–—/] ?| и | или | по | до |, )((?:(?:1[0-9]|20|21)\d\d|\d\d)(?!\d|[.,]\d)(?:-?(?:го|х|м|й|е))?)"
)
_SEASON = re.compile(r"(?:19|20)(\d\d)[/–-](\d\d)(?![\d%]|[.,]\d)")
_HOURS = re.compile(r"\d{1,2} до (\d{1,2}) час(?:ов|а)(?!\w)")
_DECADE_LEFT = frozenset(["в", "к", "с", "конце", "начале", "середине", "конца", "начала", "середины", "концу"])
SUFFIX = re.compile(r" ?- ?([^\W\d_]+)(?![\w])|([^\W\d_]+)(?![\w])")
_DAY_TO = re.compile(
    r"(?:-?(?:го|е|th|st|nd|rd))?(?:(?: ?[-–—] ?| и | по | to | and |, )(\d{1,2})(?!\d)(?:-?(?:го|е|th|st|nd|rd))?)?"
    r",? ?(?:of )?"
)
_TAIL_YEAR = re.compile(r",? (?:(?:1[0-9]|20|21)\d\d)(?!\d|[.,]\d| ?%)")
LEFT_WORD = re.compile(r"([^\W\d_]+)[.]?[ -]?$")


def date_shape(site: Site, seed: Seed, index: int) -> Found | None:
    """ "2025-08-23", "23.08.2025", "8/23/2025"."""
    after = site.char(seed.start + 1), site.char(seed.start + 2), site.char(seed.start + 4)
    if not any(char in "./-" for char in after if char):
        return None
    for shape in (_ISO, _DOTTED, _US_DATE):
        match = shape.match(site.low, seed.start, site.stop)
        if match:
            return seed.start, match.end(), NumberClass.DATE
    return None


def ordinal(site: Site, seed: Seed, index: int) -> Found | None:
    """ "21-й", "3rd", "5-ші"; years keep their own rule."""
    match = SUFFIX.match(site.low, seed.end, site.stop)
    if match is None or seed.value != int(seed.value):
        return None
    ending = match[1] or match[2]
    lexicon = site.lexicon
    glued_letter = match[2] and lexicon.language == "ru" and ending not in ("й", "го")
    known = ending in lexicon.ordinal_endings and not glued_letter
    kazakh = match[1] and lexicon.language == "kk" and ending.startswith(tuple(lexicon.ordinal_endings))
    if not (known or kazakh) or (" " in match[0] and lexicon.language != "ru"):
        return None
    day = day_of_month(site, seed, index)
    if day is not None:
        return day
    if _cardinal(site, seed, ending, match.end()):
        return None
    year = YEAR.match(site.low, seed.start, site.stop)
    word, _ = word_right(site.low, match.end(), site.stop)
    if (year or (_is_round(seed) and ending in ("х", "е"))) and (ending == "х" or _is_year(site, word)):
        end = year_end(site, seed.end)
        return seed.start, max(end, match.end()), NumberClass.DATE
    left = words_left(site.low, seed.start, site.start, 8)
    if year and seed.value >= 1900 and left and left[-1] in ("в", "к", "на"):
        return seed.start, match.end(), NumberClass.DATE  # "в 2027-м"
    return seed.start, match.end(), NumberClass.ORDINAL


def _is_round(seed: Seed) -> bool:
    """Whether it may be a decade; the last digit of a number of forty digits is not to be had."""
    return seed.value < _LATEST and seed.value % 10 == 0


def _cardinal(site: Site, seed: Seed, ending: str, end: int) -> bool:
    """ "4-х миллионов", "5-ти", "73-х": an amount with its case ending, unless it is a decade."""
    if ending not in site.lexicon.number_endings:
        return False
    word, _ = word_right(site.low, end, site.stop)
    round_ten = ending == "х" and _is_round(seed)
    decade = round_ten and (seed.value >= 1000 or word in site.lexicon.years or _decade_said(site, seed, end, word))
    return not decade and word not in site.lexicon.years


def _decade_said(site: Site, seed: Seed, end: int, word: str) -> bool:
    """ "в 90-х добывали": nothing that is measured follows."""
    left = words_left(site.low, seed.start, site.start)
    if not 10 <= seed.value <= 90 or not left or left[-1] not in _DECADE_LEFT or word in site.lexicon.words:
        return False
    match = site.matcher.right.match(site.text, site.low, end, site.stop)
    return (match or site.matcher.counted.match(site.text, site.low, end, site.stop)) is None


def year_word(site: Site, seed: Seed, index: int) -> Found | None:
    """ "2025 год", "2019-2021 годах", "1990-х годов", "2025 г.", "2017 жылы", with a month before it."""
    match = YEAR.match(site.low, seed.start, site.stop)
    if match is None or seed.end > match.end():
        return None
    end = _YEAR_TAIL.match(site.low, match.end(), site.stop)
    assert end is not None
    word, _ = word_right(site.low, end.end(), site.stop)
    far = _YEAR_TO.match(site.low, end.end() - (site.char(end.end() - 1) == " "), site.stop)
    if far is not None and not _is_year(site, word):
        word, _ = word_right(site.low, far.end(), site.stop)
    if word.startswith(site.lexicon.kinds_of_year or ("\n",)):  # "2024-2025 учебном году"
        rest = far.end() if far is not None else end.end() - (site.char(end.end() - 1) == " ")
        _, adjective_end = word_right(site.low, rest, site.stop)
        noun, noun_end = word_right(site.low, adjective_end, site.stop)
        if _is_year(site, noun):
            return seed.start, noun_end, NumberClass.DATE
    if _is_year(site, word):
        return _month_before(site, seed.start), year_end(site, match.end()), NumberClass.DATE
    start = _month_before(site, seed.start)
    if start < seed.start:
        return start, match.end(), NumberClass.DATE
    return None


def season(site: Site, seed: Seed, index: int) -> Found | None:
    """ "2024/25", "fiscal 2024-25": a year and the one after it."""
    match = _SEASON.match(site.low, seed.start, site.stop)
    if match is None or (int(match[1]) + 1) % 100 != int(match[2]):
        return None
    return seed.start, match.end(), NumberClass.DATE


def _is_year(site: Site, word: str) -> bool:
    if site.lexicon.language == "kk":
        return word.startswith("жыл") or word in site.lexicon.years
    return word in site.lexicon.years


def year_end(site: Site, end: int) -> int:
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
    match = LEFT_WORD.search(site.low, max(site.start, place - 14), place)
    if match is None or not is_month(site, match[1]):
        return place
    return match.start(1)


def is_month(site: Site, word: str) -> bool:
    """Whether a word names a month; "may" and "mart" alone are words of their own."""
    if site.lexicon.language == "kk":
        return any(word.startswith(month) for month in site.lexicon.months)
    return word in site.lexicon.months


def day_of_month(site: Site, seed: Seed, index: int) -> Found | None:
    """ "23 августа 2025 года", "3-5 мая", "March 7, 2019", "7th of May"."""
    if not 0 < seed.value <= 31 or seed.value != int(seed.value) or seed.end - seed.start > 2:
        return None
    between = _DAY_TO.match(site.low, seed.end, site.stop)
    assert between is not None
    word, end = word_right(site.low, between.end(), site.stop)
    if word and is_month(site, word) and (word != "may" or site.text[end - 3].isupper()):
        return seed.start, _date_tail(site, end), NumberClass.DATE
    start = _month_before(site, seed.start)
    sure = site.text[start].isupper() or site.low.endswith("on ", site.start, start)
    sure = sure or site.char(seed.start - 2) == "."
    if start < seed.start and site.lexicon.language == "en" and sure:
        after = between.end(1) if between[1] else seed.end
        suffix = SUFFIX.match(site.low, after, site.stop)
        if suffix and (suffix[1] or suffix[2]) in site.lexicon.ordinal_endings:
            after = suffix.end()
        return start, _date_tail(site, after), NumberClass.DATE
    return None


def _date_tail(site: Site, end: int) -> int:
    match = _TAIL_YEAR.match(site.low, end, site.stop)
    return year_end(site, match.end()) if match else end


def clock(site: Site, seed: Seed, index: int) -> Found | None:
    """ "12:30", "5 pm", "в 5 часов утра", "в 15 часов"."""
    match = _CLOCK.match(site.low, seed.start, site.stop)
    if match and (match.end() - seed.start > 4 or seed.value >= 10 or not _score_beside(site, seed)):
        return seed.start, match.end(), NumberClass.TIME
    match = _HOUR_EN.match(site.low, seed.start, site.stop)
    if match:
        return seed.start, match.end(), NumberClass.TIME
    return _hour_in_words(site, seed) or _dotted_hour(site, seed)


def _dotted_hour(site: Site, seed: Seed) -> Found | None:
    """ "прибыл в 14.30": Russian writes the clock with a dot; "в 2.50 раза" is no hour."""
    match = _CLOCK_DOT.match(site.low, seed.start, site.stop)
    if match is None or match.end() != seed.end or site.lexicon.language != "ru":
        return None
    left = words_left(site.low, seed.start, site.start)
    word, _ = word_right(site.low, seed.end, site.stop)
    measured = site.matcher.right.match(site.text, site.low, seed.end, site.stop) or word in site.lexicon.words
    if not left or left[-1] not in ("в", "к") or measured:
        return None
    return seed.start, seed.end, NumberClass.TIME


def _hour_in_words(site: Site, seed: Seed) -> Found | None:
    if seed.value > 24 or seed.value != int(seed.value):
        return None
    lexicon = site.lexicon
    if lexicon.language == "ru" and (hours := _HOURS.match(site.low, seed.start, site.stop)):
        left = words_left(site.low, seed.start, site.start, 60)
        changed = any(is_change(word.strip(",.:;"), lexicon.change_verbs) for word in left)
        rising = seed.value < int(hours[1]) <= 24
        return (seed.start, hours.end(), NumberClass.TIME) if rising and left[-1:] == ["с"] and not changed else None
    if lexicon.language == "kk" and (five := SUFFIX.match(site.low, seed.end, site.stop)):
        left = words_left(site.low, seed.start, site.start)
        said = left[-1:] == ["сағат"] and (five[1] or "") in lexicon.number_endings  # "сағат 5-те"
        return (seed.start, five.end(), NumberClass.TIME) if said else None
    word, end = word_right(site.low, seed.end, site.stop)
    if word not in lexicon.clock:
        return None
    after, after_end = word_right(site.low, end, site.stop)
    if after in lexicon.clock_after and after != "минут":
        return seed.start, after_end if after != "по" else end, NumberClass.TIME
    left = words_left(site.low, seed.start, site.start)
    if left and left[-1] == "в" and word == "часов" and "сутки" not in left and seed.value > 4:
        minutes = _MINUTES.match(site.low, end, site.stop)
        return seed.start, minutes.end() if minutes else end, NumberClass.TIME
    return None


def score(site: Site, seed: Seed, index: int) -> Found | None:
    """ "3:1"; "2-0" where a score is spoken of."""
    match = _COLON.match(site.low, seed.start, site.stop)
    if match:
        return seed.start, match.end(), NumberClass.SCORE
    if seed.value < 30:
        match = _DASHED.match(site.low, seed.start, site.stop)
        told = match and (_score_beside(site, seed) or _score_behind(site, match.end()))
        if match and (told or match[0].replace(" ", "").endswith(("-0", "–0"))):
            return seed.start, match.end(), NumberClass.SCORE
    return None


def _score_behind(site: Site, place: int) -> bool:
    """ "a 3-1 win"."""
    return word_right(site.low, place, site.stop)[0] in site.lexicon.beside.get("score_behind", ())


def _score_beside(site: Site, seed: Seed) -> bool:
    left = [word.strip(".,:;\"'") for word in words_left(site.low, seed.start, site.start)]
    return any(word in site.lexicon.beside["score"] for word in left)
