"""All the forms in which a searched word may stand in a text: Russian by dictionary, English and Kazakh by rule."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from workbench.core.vocabulary.inflection import is_ending, pattern_of

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer

_CYRILLIC = re.compile(r"[\u0400-\u052f]+")
_KAZAKH_LETTER = re.compile("[әғқңөұүһі]")
_SURNAME = re.compile(r"(.{2,}(?:ов|ев|ёв|ин|ын))(?:а|у|ым|ой|е|ы|ых|ыми)?")
_SURNAME_ENDINGS = ("", "а", "у", "ым", "ой", "е", "ы", "ых", "ыми")


@cache
def _morph() -> MorphAnalyzer:
    from pymorphy3 import MorphAnalyzer  # reads a dictionary: not before the first search

    return MorphAnalyzer(lang="ru")


def is_cyrillic(word: str) -> bool:
    return _CYRILLIC.fullmatch(word) is not None


def has_kazakh_letter(word: str) -> bool:
    return _KAZAKH_LETTER.search(word) is not None


def russian_forms(word: str) -> frozenset[str]:
    """Every form of every word that this lower-case form may belong to, with ё and without."""
    parses = _morph().parse(word)
    known = [parse for parse in parses if parse.is_known] or parses[:1]
    forms = {form.word for parse in known for form in parse.lexeme}
    if surname := _SURNAME.fullmatch(word):  # the dictionary takes most surnames for something else
        forms |= {surname[1] + ending for ending in _SURNAME_ENDINGS}
    return with_and_without_yo({word, *forms})


def spellings(word: str) -> frozenset[str]:
    """The same form with ё where it is spoken, and with е."""
    if "е" not in word and "ё" not in word:
        return frozenset((word,))
    plain = word.replace("ё", "е")
    spoken = {f.word for parse in _morph().parse(word) for f in parse.lexeme if f.word.replace("ё", "е") == plain}
    return with_and_without_yo({word, *spoken})


def is_russian(word: str) -> bool:
    """Whether the dictionary has it."""
    return bool(_morph().word_is_known(word))


def with_and_without_yo(words: set[str]) -> frozenset[str]:
    return frozenset(words | {word.replace("ё", "е") for word in words})


# --- Kazakh ------------------------------------------------------------------------------------------------------

_DERIVED = re.compile("(?:лық|лік|дық|дік|тық|тік|лы|лі|ды|ді|ты|ті|шы|ші|сыз|сіз)")
_POSSESSIVE = re.compile("(?:[бвгғджзйклмнңпрстфхчшщ])([ыі])$")
_VOICED = {"п": "б", "к": "г", "қ": "ғ"}
_UNVOICED = {voiced: plain for plain, voiced in _VOICED.items()}
_LEAST = 4  # letters of a stem that a possessive is taken from


def kazakh_stems(word: str) -> frozenset[str]:
    """The stems that a lower-case Kazakh form may have; the last consonant softens before a vowel (кітап, кітабы)."""
    stem = pattern_of(word, "kk").rstrip("*")
    stems = {stem}
    if len(stem) > _LEAST and _POSSESSIVE.search(stem):
        stems.add(stem[:-1])
    for one in tuple(stems):
        other = _VOICED.get(one[-1]) or _UNVOICED.get(one[-1])
        if other and len(one) >= _LEAST:
            stems.add(one[:-1] + other)
    return frozenset(stems)


def is_kazakh_form(word: str, stem: str) -> bool:
    """Whether the word is the stem with endings, perhaps after a suffix that makes an adjective or noun of it."""
    if not word.startswith(stem):
        return False
    rest = word[len(stem) :]
    derived = _DERIVED.match(rest)
    return is_ending(rest, "kk") or (derived is not None and is_ending(rest[derived.end() :], "kk"))


# --- English -----------------------------------------------------------------------------------------------------

_IRREGULAR = (
    "be am is are was were been being", "have has had having", "do does did done doing", "go goes went gone going",
    "rise rises rose risen rising", "fall falls fell fallen falling", "grow grows grew grown growing",
    "sell sells sold selling", "buy buys bought buying", "say says said saying", "make makes made making",
    "hold holds held holding", "pay pays paid paying", "build builds built building", "lead leads led leading",
    "lose loses lost losing", "win wins won winning", "give gives gave given giving", "take takes took taken taking",
    "get gets got gotten getting", "see sees saw seen seeing", "find finds found finding", "put puts putting",
    "come comes came coming", "become becomes became becoming", "begin begins began begun beginning",
    "spend spends spent spending", "send sends sent sending", "lend lends lent lending", "mean means meant meaning",
    "meet meets met meeting", "keep keeps kept keeping", "leave leaves left leaving", "bring brings brought bringing",
    "think thinks thought thinking", "know knows knew known knowing", "show shows showed shown showing",
    "write writes wrote written writing", "drive drives drove driven driving",
    "shrink shrinks shrank shrunk shrinking",
    "cut cuts cutting", "set sets setting", "let lets letting", "bear bears bore borne bearing",
    "man men", "woman women", "child children", "person people", "foot feet", "half halves", "life lives",
    "share shares shared sharing", "analysis analyses", "basis bases", "crisis crises", "datum data",
    "index indices indexes",
)  # fmt: skip
_VOWELS = "aeiou"


@cache
def _irregular() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for line in _IRREGULAR:
        forms = frozenset(line.split())
        for form in forms:
            found[form] = found.get(form, frozenset()) | forms
    return found


def english_forms(word: str) -> frozenset[str]:
    """The forms of a lower-case English word; some that nobody writes are among them, which finds nothing."""
    if not word.isascii() or not word.isalpha() or len(word) < 3:
        return frozenset((word,))
    if word in _irregular():
        return _irregular()[word]
    forms = {word}
    for base in _bases(word):
        forms |= _inflected(base)
    return frozenset(forms)


def _bases(word: str) -> set[str]:
    """What the word may be a form of, itself included; a base keeps at least three letters and a vowel."""
    bases = {word}
    if word.endswith("ies") and len(word) > 4:
        bases.add(word[:-3] + "y")
    elif word.endswith(("ches", "shes", "sses", "xes", "zes")):
        bases.add(word[:-2])
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        bases.add(word[:-1])
    elif word.endswith("ied"):
        bases.add(word[:-3] + "y")
    elif word.endswith("ed") and len(word) > 4:
        bases |= _before(word[:-2])
    elif word.endswith("ing") and len(word) > 5:
        bases |= _before(word[:-3])
    return {base for base in bases if len(base) > 2 and any(letter in _VOWELS + "y" for letter in base)}


def _before(stem: str) -> set[str]:
    """What -ed or -ing was put to: "pric" of price, "shipp" of ship, "mark" of mark."""
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "lsz":
        return {stem[:-1]}
    if len(stem) > 2 and stem[-1] not in _VOWELS and stem[-2] in _VOWELS and stem[-3] not in _VOWELS:
        return {stem + "e", stem} if len(stem) > 3 else {stem + "e"}
    if stem[-1] in "cvuszg" or (len(stem) > 2 and stem[-1] == "l" and stem[-2] not in _VOWELS):
        return {stem + "e", stem}
    return {stem}


def _inflected(base: str) -> set[str]:
    if base.endswith("y") and base[-2] not in _VOWELS:
        return {base, base[:-1] + "ies", base[:-1] + "ied", base + "ing"}
    plural = base + ("es" if base.endswith(("s", "x", "z", "ch", "sh")) else "s")
    if base.endswith("e"):
        return {base, plural, base + "d", base[:-1] + "ing"}
    if base[-1] not in _VOWELS + "wxy" and base[-2] in _VOWELS and base[-3] not in _VOWELS:
        doubled = {base, plural, base + base[-1] + "ed", base + base[-1] + "ing"}
        one_syllable = sum(letter in _VOWELS for letter in base) == 1
        return doubled if one_syllable else doubled | {base + "ed", base + "ing"}
    return {base, plural, base + "ed", base + "ing"}
