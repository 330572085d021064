"""The noun that a number counts: from the lexicon where it knows the noun, by its form where it does not."""

from __future__ import annotations

from collections.abc import Mapping

from workbench.core.extraction.numerals import Word
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
            if word.endswith(site.lexicon.verb_endings) or len(word) < 3:
                return None
            return Hit(f"{{{word}}}", start, end)
        place = end
    return None


def _english(site: Site, draft: Draft) -> Hit | None:
    """Words up to the plural noun; for one, the next word. "of the" after one is left out of the code."""
    lexicon = site.lexicon
    place = draft.end
    singular = draft.value == 1 or draft.number.word is Word.ONE
    if site.char(place) == "-":
        place += 1
    words: list[str] = []
    start = end = -1
    for _ in range(_MOST_ENGLISH):
        word, after = word_right(site.low, place, site.stop)
        at = after - len(word)
        if not word or word in lexicon.stop or word in lexicon.verbs or word in lexicon.words:
            break
        if at - place > 1:
            break
        unit = site.matcher.right.match(site.text, site.low, at, site.stop) if words else None
        if unit is not None and unit.start == at and unit.end - at > 2:  # "50 previous years"
            return unit
        start = at if start < 0 else start
        words.append(word)
        place = after
        if _plural(word, lexicon.plurals):
            end = after
            following, _ = word_right(site.low, after, site.stop)
            if not _plural(following, lexicon.plurals):
                break
    if end < 0:
        if not singular or not words:
            return None
        end = start + len(words[0])
    spoken = site.low[start:end]
    head, _, last = spoken.rpartition(" ")
    if not singular or _plural(last, lexicon.plurals):
        last = _singular(last, lexicon.plurals)
    hit = site.matcher.counted.match(site.text, site.low, start, site.stop)
    if hit is not None and hit.end == end:
        return Hit(hit.code, start, end)
    name = f"{head} {last}" if head else last
    return Hit(f"{{{name}}}", start, end)


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
