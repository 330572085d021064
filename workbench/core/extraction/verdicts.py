"""Which drafts are figures, of which kind, with which doubts, and what the others are instead."""

from __future__ import annotations

import re
from collections.abc import Callable

from workbench.core.extraction.ages import age
from workbench.core.extraction.numerals import Word
from workbench.core.extraction.reckoning import accounts
from workbench.core.extraction.shares import fraction, in_play
from workbench.core.extraction.site import Draft, Site
from workbench.core.extraction.tokens import word_right, words_left
from workbench.core.model.amount import Qualifier
from workbench.core.model.disposition import NumberClass
from workbench.core.model.figure import Doubt, Kind

Rule = Callable[[Site, Draft], None]

_MORE = re.compile(r" (?:as (?:much|many|\w+(?: \w+)? as)|the|its|their|more|higher|larger|what)(?!\w)")
_MEASURED = (Kind.MONEY, Kind.QUANTITY, Kind.PERCENT, Kind.PERCENTAGE_POINT, Kind.DURATION)
_LONG_CODE = 7  # bare digits of this length are numbers of things, not amounts
_TITLE = re.compile(r'"[^\W\d_]\w*(?: \w+){0,2} ?[-–—]? ?\d{1,3}"$')
_AFTER_NAME = re.compile(r"([^\W\d_][\w'-]*) $")
_LAST_PLACE = 1_000_000  # beyond it nobody ranks, and decimals no longer divide


def decide(site: Site, draft: Draft) -> None:
    """Pass a draft through all rules; the first refusal stands."""
    for rule in RULES:
        if draft.refused is not None:
            return
        rule(site, draft)


def part_of_date(site: Site, draft: Draft) -> None:
    """Number words of a date: "двадцать пятого мая", "екі мың он тоғызыншы жыл", "он бес наурыз"."""
    if draft.number.digits:
        return
    if _tens_and_second(site, draft):
        draft.refuse(NumberClass.ORDINAL, "ordinal in words")
    if draft.unit is not None:
        return
    place = draft.end + (site.char(draft.end) in "-—–")
    word, end = word_right(site.low, place, site.stop)
    if not word:
        return
    lexicon = site.lexicon
    if word in lexicon.ordinals:
        draft.refuse(NumberClass.ORDINAL, "ordinal in words")
        draft.full_end = draft.end = end
    elif draft.value <= 31 and lexicon.language == "kk" and word.startswith(tuple(lexicon.months)):
        draft.refuse(NumberClass.DATE, "day and month in words")
        draft.full_end = draft.end = end


def _tens_and_second(site: Site, draft: Draft) -> bool:
    """ "forty-second" names a place; "forty seconds" do not."""
    if draft.unit != "s" or draft.number.word is not Word.TENS or site.lexicon.language != "en":
        return False
    return site.low.endswith("second", draft.start, draft.end)


def indefinite(site: Site, draft: Draft) -> None:
    """ "несколько миллионов долларов": suggested as indefinite; "несколько человек" is no figure."""
    if not draft.number.indefinite:
        return
    scaled = draft.number.last - draft.number.first > 1 or draft.number.word is Word.SCALE_PLURAL
    ratio = draft.unit == "{times}" and draft.kind is Kind.RATIO  # "в десятки раз"
    if scaled or ratio or draft.kind in (Kind.MONEY, Kind.QUANTITY, Kind.PERCENT):
        draft.kind = Kind.INDEFINITE
    else:
        draft.refuse(NumberClass.WORD, "indefinite word")


def single_word(site: Site, draft: Draft) -> None:
    """ "один", "семью", "бір" count only where they measure or stand alone as the whole text."""
    if not draft.number.single or draft.is_range:
        return
    if draft.kind in _MEASURED and draft.kind is not Kind.DURATION:
        return
    if site.alone(draft.start, draft.end) or (draft.kind is Kind.DURATION and draft.number.word is Word.ONE):
        return
    if draft.counted and draft.number.word is Word.ONE and site.lexicon.language == "en":
        return
    if draft.number.word is Word.AMBIGUOUS and draft.unit == "{person}":
        return
    draft.refuse(NumberClass.WORD, "a word that is seldom a number")


def times(site: Site, draft: Draft) -> None:
    """ "вдвое" is a ratio; "twice", "дважды" tell how often and are no figures."""
    if draft.number.word is Word.TIMES:
        draft.kind, draft.unit = Kind.RATIO, "{times}"
    elif draft.unit == "{times}" and draft.is_range and site.low.endswith("в ", site.start, draft.start):
        draft.kind = Kind.RATIO  # "в три-четыре раза"
    elif draft.number.word is Word.OCCASIONS and _as_much(site, draft):
        draft.kind, draft.unit = Kind.RATIO, "{times}"
    elif draft.number.word is Word.OCCASIONS:
        draft.refuse(NumberClass.WORD, "how often")


def _as_much(site: Site, draft: Draft) -> bool:
    """ "twice as many", "twice the price"; "he won twice" tells how often."""
    return site.lexicon.language == "en" and _MORE.match(site.low, draft.end, site.stop) is not None


def place_taken(site: Site, draft: Draft) -> None:
    """ "поднялась на 26 место" is a place in an order: what is counted would be "26 мест"."""
    if draft.unit != "{seat}" or not draft.number.digits or draft.low is None or draft.number.scaled:
        return
    if not 0 < draft.low < _LAST_PLACE or draft.low != int(draft.low):
        return
    if draft.low % 10 != 1 and site.low.endswith("место", draft.start, draft.end):
        draft.kind, draft.unit, draft.counted, draft.change = Kind.RANK, None, False, None


def year_of(site: Site, draft: Draft) -> None:
    """English "2018 sales", "the 1988 quarter": a year before a noun; four digits that count have a comma."""
    value = draft.low
    if site.lexicon.language != "en" or not draft.number.digits or draft.number.scaled or value is None:
        return
    bare = draft.number.end - draft.number.start == 4 and value == int(value)
    noun = draft.counted or draft.unit == "{quarter}"
    plain = not draft.is_range and draft.qualifier is Qualifier.EXACT
    if bare and noun and plain and 1950 <= value <= 2049 and value % 50:
        draft.refuse(NumberClass.DATE, "year of something")
        draft.end = draft.number.end


def year(site: Site, draft: Draft) -> None:
    """A bare year: "(2014)", "in 2014", "с 2014 по"."""
    value = draft.low
    if site.low[max(site.start, draft.start - 2) : draft.start].strip() == "©" and draft.number.digits:
        draft.refuse(NumberClass.DATE, "year of copyright")
        draft.end = draft.number.end
        return
    if draft.unit is not None or not draft.number.digits or draft.number.scaled or value is None:
        return
    if not 1000 <= value <= 2199 or value != int(value):
        return
    if draft.is_range:
        if draft.high is not None and 1000 <= draft.high <= 2100:
            draft.refuse(NumberClass.DATE, "years")
        return
    if draft.end - draft.start != 4:
        return
    left = [word.strip("(\"'") for word in words_left(site.low, draft.start, site.start)]
    bracketed = site.char(draft.start - 1) == "(" and site.char(draft.end) in "),—–- "
    if site.char(draft.end) in "xх×" and site.char(draft.end + 1).isdigit():
        return  # "1920x1080"
    alone = site.char(draft.end) in ",.;:)—–-\"'" or draft.end == site.stop
    by_word = bool(left) and (left[-1] in site.lexicon.in_year or " ".join(left[-2:]) in site.lexicon.in_year)
    english = site.lexicon.language == "en" and 1900 <= value <= 2060
    entry = site.char(draft.end) + site.char(draft.end + 1)
    before = site.low[site.start : draft.start].rstrip()[-1:]
    listed = before in (";", ":", "") and entry in (" (", " —", " –", " -", ": ") and value >= 1900
    if listed or bracketed or (by_word and (alone or english or value >= 1900)) or (english and not draft.counted):
        draft.refuse(NumberClass.DATE, "bare year")


def name_before(site: Site, draft: Draft) -> None:
    """ "iPhone 11", "Боинг 737", "Fortune 100": a capitalised name inside the sentence and a bare number."""
    if (draft.unit is not None and not draft.counted) or not draft.number.digits or draft.number.scaled:
        return
    if draft.unit is None and _TITLE.search(site.low, max(site.start, draft.start - 40), draft.end + 1):
        draft.refuse(NumberClass.CODE, "name with its number")  # «Северный поток — 2»
        return
    tied = draft.is_range and draft.low is not None and draft.low >= 100 and "range with a dash" in draft.rules
    ranged = draft.is_range and not (tied and " " not in site.low[draft.start : draft.end])  # "Boeing 737-800"
    if ranged or draft.qualifier not in (Qualifier.EXACT, Qualifier.BETWEEN) or site.char(draft.start - 1) != " ":
        return
    match = _AFTER_NAME.search(site.text, max(site.start, draft.start - 24), draft.start)
    following, _ = word_right(site.low, draft.end, site.stop)
    if following in site.lexicon.out_of:
        return  # "в парламенте Перу 105 из 230 мест"
    if match is None or not any(char.isupper() for char in match[1][:2]):
        return
    before = site.low[max(site.start, match.start() - 6) : match.start()]
    first = not before.strip(" \"'(—–-•*")
    sentence = before.rstrip()[-1:] in (".", "!", "?", ":")
    latin = match[1].isascii() and site.lexicon.language != "en"
    inner = any(char.isupper() for char in match[1][1:])
    whole = draft.low is not None and draft.low == int(draft.low)
    if draft.counted:  # "iPhone 11 sells", but "in London 50 people"
        if whole and inner and match[1][0].islower():
            draft.refuse(NumberClass.CODE, "name with its number")
        return
    if whole and (not (first or sentence) or latin or inner):
        draft.refuse(NumberClass.CODE, "name with its number")


def long_code(site: Site, draft: Draft) -> None:
    """A long bare run of digits without groups names something."""
    if draft.unit is None and draft.number.digits and not draft.number.scaled and not draft.is_range:
        written = site.low[draft.number.start : draft.number.end]
        if len(written) > _LONG_CODE and written.isdigit():
            draft.refuse(NumberClass.CODE, "long run of digits")


def collective(site: Site, draft: Draft) -> None:
    """ "двое", "үшеуі": people, where nothing else is named."""
    if draft.number.word is Word.COLLECTIVE and draft.unit is None:
        draft.kind, draft.unit = Kind.COUNT, "{person}"


def exact_count(site: Site, draft: Draft) -> None:
    """ "50 стран" is rounded to nothing."""
    if draft.kind is Kind.COUNT and not draft.number.scaled and draft.qualifier is Qualifier.EXACT:
        draft.step = None


def bare_word(site: Site, draft: Draft) -> None:
    """ "the two", "из них пять": a small number word that names nothing it counts."""
    number = draft.number
    small = number.word in (Word.UNIT, Word.TENS, Word.HUNDREDS) and not number.scaled and draft.value < 100
    if draft.kind is not Kind.NUMBER or number.digits or not small or draft.value != int(draft.value):
        return
    lead, end = word_right(site.low, draft.end, site.stop)
    matcher = site.matcher
    if lead in matcher.per_any and matcher.per_words.match(site.text, site.low, end, site.stop):
        return  # "пятнадцать за килограмм"
    if draft.qualifier is not Qualifier.EXACT or number.rule != "words" or site.alone(draft.start, draft.end):
        return
    draft.refuse(NumberClass.BARE, "a small number word alone")


def idiom(site: Site, draft: Draft) -> None:
    """ "не одно десятилетие", "ни одного процента", "бірде-бір": no amount is meant."""
    if draft.number.word is not Word.ONE or draft.number.digits or draft.number.value != 1:
        return
    if site.low[max(site.start, draft.start - 6) : draft.start].endswith(site.lexicon.no_one):
        draft.refuse(NumberClass.WORD, "not one")


def unit_missing(site: Site, draft: Draft) -> None:
    """ "около 800 тысяч", "44 млн": clearly measures something, but nobody says what in."""
    if draft.kind is not Kind.NUMBER or not (draft.number.digits or draft.number.scaled):
        return
    if draft.number.scaled or (draft.qualifier not in (Qualifier.EXACT, Qualifier.BETWEEN)):
        draft.doubts.append(Doubt.UNIT_MISSING)


RULES: tuple[Rule, ...] = (
    idiom,
    part_of_date,
    indefinite,
    fraction,
    single_word,
    times,
    place_taken,
    year_of,
    year,
    age,
    accounts,
    in_play,
    name_before,
    long_code,
    collective,
    exact_count,
    bare_word,
    unit_missing,
)
