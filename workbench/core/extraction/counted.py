"""The noun that a number counts: from the lexicon where it knows the noun, by its form where it does not."""

from __future__ import annotations

from collections.abc import Mapping

from workbench.core.extraction.numerals import Numerals, Word
from workbench.core.extraction.site import Draft, Site
from workbench.core.extraction.tokens import word_right
from workbench.core.extraction.units_match import Hit

_MOST_ADJECTIVES = 3
_MOST_ENGLISH = 4


def counted(site: Site, draft: Draft) -> Hit | None:
    """What stands right of a number without a unit, as a count's code."""
    language = site.lexicon.language
    if language == "en":
        return _english(site, draft)
    if language == "ru":
        return _russian(site, draft)
    return site.matcher.counted.match(site.text, site.low, draft.end, site.stop)


def _russian(site: Site, draft: Draft) -> Hit | None:
    place, start = draft.end, -1
    for _ in range(_MOST_ADJECTIVES + 1):
        word, end = word_right(site.low, place, site.stop)
        adjective = len(word) > 4 and word.endswith(site.lexicon.adjective_endings)
        unit = site.matcher.right.match(site.text, site.low, end, site.stop) if adjective else None
        if unit is not None and unit.end - unit.start > 2 and word not in site.lexicon.stop:  # "10 рабочих дней"
            return Hit(unit.code, start if start >= 0 else end - len(word), unit.end)
        hit = site.matcher.counted.match(site.text, site.low, place, site.stop)
        if hit is not None:
            return Hit(hit.code, hit.start if start < 0 else start, hit.end)
        if not word or word in site.lexicon.stop or word in site.lexicon.words:
            return None
        at = end - len(word)
        if not site.text[at].islower():
            return None
        start = at if start < 0 else start
        if not adjective:
            if word.endswith(site.lexicon.verb_endings) or len(word) < 3 or word in site.lexicon.ordinals:
                return None
            return Hit(f"{{{base_form(word, site.lexicon.noun_endings)}}}", start, end)
        place = end
    return None


def _english(site: Site, draft: Draft) -> Hit | None:
    """Words up to the plural noun; for one, up to the first word that is no adjective."""
    lexicon = site.lexicon
    singular = draft.value == 1 or draft.number.word is Word.ONE
    place = _noun_place(site, draft)
    word, after = word_right(site.low, place, site.stop)
    if word in lexicon.further:  # "two more field seasons", "2 more minutes"
        place = after
        unit = site.matcher.right.match(site.text, site.low, place, site.stop)
        if unit is not None and unit.end - unit.start > 2:
            return unit
    if site.char(draft.end) == "-" and not _no_noun(word, lexicon) and site.char(after) != "-":
        return Hit(f"{{{word}}}", place, after)  # "12-nation", "six-cylinder"
    found = _noun(site, place, singular)
    if found is None or found.code:
        return found
    start, end = found.start, found.end
    hit = site.matcher.counted.match(site.text, site.low, start, site.stop)
    if hit is not None and hit.end == end:
        return Hit(hit.code, start, end)
    head, _, last = site.low[start:end].rpartition(" ")
    if not singular or _plural(last, lexicon.plurals):
        last = _singular(last, lexicon.plurals)
    return Hit(f"{{{head} {last}}}" if head else f"{{{last}}}", start, end)


def _noun_place(site: Site, draft: Draft) -> int:
    """Where the counted noun may begin: "50 countries", "6-cylinder", "millions of people"."""
    if draft.number.indefinite and site.low.startswith(" of ", draft.end):
        return draft.end + 3
    return draft.end + (site.char(draft.end) == "-")


def _noun(site: Site, place: int, singular: bool) -> Hit | None:
    """The stretch of a noun with its adjectives (no code yet), or a unit behind adjectives."""
    lexicon = site.lexicon
    start = end = -1
    for count in range(_MOST_ENGLISH):
        word, after = word_right(site.low, place, site.stop)
        at = after - len(word)
        if _no_noun(word, lexicon) or at - place > 1:
            break
        unit = site.matcher.right.match(site.text, site.low, at, site.stop) if count else None
        if unit is not None and unit.start == at and _behind_adjectives(site, unit, singular):
            return unit
        start, place = (at if start < 0 else start), after
        if singular and not word.endswith(lexicon.adjective_endings):
            return Hit("", start, after)
        if _plural(word, lexicon.plurals) and not singular:
            end = after
            following, _ = word_right(site.low, after, site.stop)
            if not _plural(following, lexicon.plurals) or _no_noun(following, lexicon):
                break
    if singular and start >= 0:
        end = place
    return Hit("", start, end) if end >= 0 else None


def _no_noun(word: str, lexicon: Numerals) -> bool:
    return (
        not word or word in lexicon.stop or word in lexicon.verbs or word in lexicon.words or word in lexicon.ordinals
    )


def _behind_adjectives(site: Site, unit: Hit, singular: bool) -> bool:
    """ "50 previous years" are years, "2.1 last year" and "four World Cups" are not."""
    if unit.end - unit.start < 3 or not site.text[unit.start].islower():
        return False
    return singular or site.low[unit.end - 1] == "s"


def base_form(word: str, endings: Mapping[str, str]) -> str:
    """A Russian noun as it was counted, nearer to its dictionary form where the ending leaves no choice.

    "вагонов" -> "вагон", "частей" -> "часть". What leaves a choice stays as it stands: "вышек", "вышки", and "голов",
    which is no "гол".
    """
    for ending, base in endings.items():
        if word.endswith(ending) and len(word) - len(ending) >= (2 if len(ending) > 2 else 4):
            return word[: -len(ending)] + base
    return word


def _plural(word: str, irregular: Mapping[str, str]) -> bool:
    if word in irregular:
        return True
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s"))


def _singular(word: str, irregular: Mapping[str, str]) -> str:
    if word in irregular:
        return irregular[word]
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses", "zes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") else word
