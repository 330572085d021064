"""How old somebody is: "Maddon, 66, said", "в возрасте от 18 до 35 лет", "дети до 16 лет", "people over 60"."""

from __future__ import annotations

import re

from workbench.core.extraction.site import Draft, Site
from workbench.core.extraction.tokens import words_left
from workbench.core.model.figure import Doubt, Kind

_OLDEST = 130
_NAME_COMMA = re.compile(r"(?:[A-Z][\w'-]+|\b(?:man|woman|boy|girl|teenager|pensioner|resident)), $")


def age(site: Site, draft: Draft) -> None:
    """Years that are somebody's; in English the word "years" may be missing."""
    value = draft.low if draft.low is not None else draft.high
    language, words = site.lexicon.language, site.lexicon.ages
    if not words or value is None or not 0 < value < _OLDEST or draft.number.scaled:
        return
    if draft.unit != "a" and (draft.unit is not None or language != "en" or not draft.number.digits):
        return
    if value != int(value):
        return
    if _said(site, draft) or (draft.unit is None and _named(site, draft)):
        draft.kind, draft.unit = Kind.DURATION, "a{age}"
        draft.doubts = [doubt for doubt in draft.doubts if doubt is not Doubt.UNIT_MISSING]
        draft.rules.append("age")


def _said(site: Site, draft: Draft) -> bool:
    left = [word.strip("\"'(") for word in words_left(site.low, draft.start, site.start)]
    if site.low.startswith(" со дня", draft.end):
        return False  # "исполнилось 40 лет со дня гибели"
    if left[-2:] == ["age", "of"] or (draft.unit == "a" and site.low.startswith(" от роду", draft.end)):
        return True
    words, bound = site.lexicon.ages, False
    while left:
        word = left.pop()
        if word in words["said"]:
            return True
        if word in words["people"]:
            return bound or site.lexicon.language == "ru"  # "мужчина 45 лет"
        if word not in words["bounds"]:
            return False
        bound = True
    return False


def _named(site: Site, draft: Draft) -> bool:
    """ "Maddon, 66, said", "a man, 45, was held"."""
    if draft.value <= 9 or site.char(draft.end) not in ",)" or draft.is_range:
        return False
    return _NAME_COMMA.search(site.text, max(site.start, draft.start - 24), draft.start) is not None
