"""Parts of a whole: "треть экспорта", "two thirds of", "1/3 акций", "half as much again"; ordinals like them."""

from __future__ import annotations

import re
from decimal import Decimal

from workbench.core.extraction.numerals import Word
from workbench.core.extraction.site import Draft, Site
from workbench.core.extraction.tokens import word_right, words_left
from workbench.core.model.disposition import NumberClass
from workbench.core.model.figure import Kind

_HUNDRED = Decimal(100)
_HALF, _QUARTER = Decimal("0.5"), Decimal("0.25")
_SMALLEST = Decimal("0.08")  # "1/40 of the wavelength" is said as a number
_PARTS = (_HALF, _QUARTER, Decimal(1) / 3)
_AS_MUCH = re.compile(r"(?: again)? as (?:much|many|high|large|big|long|fast|expensive)(?: again)?(?!\w)")
_COMPARED = ("more", "less", "fewer", "higher", "lower", "larger", "smaller", "bigger", "cheaper")
_WHOSE = ("the", "its", "their", "all")
_PARTED = ("напол", "впол")  # "наполовину": a share by its form
_OTHER_HALF = frozenset(["first", "second", "1st", "2nd", "latter", "other", "last", "next"])
_ROUND = ("финал", "final", "полуфинал")


def fraction(site: Site, draft: Draft) -> None:
    """Make a part a share, or refuse it: "the third quarter" and "пятая тонна" are places in an order."""
    if draft.number.word is Word.HALF:
        if draft.kind not in (Kind.DURATION, Kind.QUANTITY):
            draft.refuse(NumberClass.WORD, "half of a word")
        return
    if _as_much(site, draft):
        return
    if draft.number.word is Word.FRACTION and site.lexicon.language == "ru" and draft.number.value < _QUARTER:
        draft.refuse(NumberClass.ORDINAL, "ordinal, not a part")  # "пятая тонна"
        return
    shares = (Kind.PERCENT, Kind.PERCENTAGE_POINT) if draft.unit_start >= 0 else ()  # "half a percentage point"
    if not draft.number.fraction or draft.kind in (Kind.QUANTITY, Kind.DURATION, Kind.MONEY, *shares):
        if draft.number.word is Word.FRACTION and draft.unit == "{quarter}":
            draft.refuse(NumberClass.DATE, "a quarter of a year")
        return
    if draft.number.word is Word.FRACTION and not _is_part(site, draft):
        draft.refuse(NumberClass.ORDINAL, "ordinal, not a part")
        return
    if "fraction in digits" in draft.rules and not _digits_of(site, draft):
        return
    draft.low, draft.high = _in_percent(draft.low), _in_percent(draft.high)
    draft.step = Decimal(1)
    draft.kind, draft.unit = Kind.RATIO, "%"
    draft.rules.append("part as a share")


def _as_much(site: Site, draft: Draft) -> bool:
    """ "half as much" is half of it, "half as much again" one and a half times."""
    if site.lexicon.language != "en" or draft.number.word is not Word.FRACTION or draft.number.value != _HALF:
        return False
    match = _AS_MUCH.match(site.low, draft.end, site.stop)
    if match is None:
        return False
    draft.low = draft.high = _HALF + (1 if " again" in match[0] else 0)
    draft.step, draft.number.fraction, draft.kind, draft.unit = None, False, Kind.RATIO, "{times}"
    draft.stretch(draft.start, match.end())
    draft.rules.append("as much as")
    return True


def _digits_of(site: Site, draft: Draft) -> bool:
    """ "1/3 акций", "1/3 of the shares": a part of something; "1/8 финала" and a bare "1/3" are none."""
    if draft.low is None or not _SMALLEST < draft.low < 1 or draft.unit is not None:
        return False
    word, _ = word_right(site.low, draft.end, site.stop)
    if word.startswith(_ROUND):
        return False
    return word == "of" or bool(word and word not in site.lexicon.stop) or site.char(draft.end) == "-"


def _in_percent(part: Decimal | None) -> Decimal | None:
    return None if part is None else (part * _HUNDRED).quantize(Decimal("0.0001")).normalize() + 0


def _is_part(site: Site, draft: Draft) -> bool:
    word, _ = word_right(site.low, draft.end, site.stop)
    left = words_left(site.low, draft.start, site.start, 16)
    last = left[-1].strip("\"'(") if left else ""
    if site.lexicon.language == "en":
        article = last in ("a", "one")
        if draft.number.value == _HALF:
            return last not in _OTHER_HALF and (word == "of" or (word in _WHOSE and not article))
        return article and (word == "of" or word in _COMPARED)
    if site.lexicon.language == "ru":
        if last in site.lexicon.ordinals:
            return False  # "первая половина"
        said = bool(word) or draft.full_start < draft.start  # "ровно половина"
        said = said or site.low.startswith(_PARTED, draft.start)
        return draft.number.value in _PARTS and said
    return site.low[draft.start : draft.end] not in ("жарты", "ширек")


def in_play(site: Site, draft: Draft) -> None:
    """ "1/8 финала": a round of a cup."""
    if "fraction in digits" in draft.rules and word_right(site.low, draft.end, site.stop)[0].startswith(_ROUND):
        draft.refuse(NumberClass.SCORE, "round of a cup")
