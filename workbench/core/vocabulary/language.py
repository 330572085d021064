"""Which language a paragraph is written in, by its letters and small words: Russian, Kazakh, English or unknown."""

from __future__ import annotations

import re

RUSSIAN, KAZAKH, ENGLISH, UNKNOWN = "ru", "kk", "en", ""


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_WORD = re.compile(r"[^\W\d_]+")
_KAZAKH_LETTER = re.compile("[әғқңөұүһі]")
_RUSSIAN_LETTER = re.compile("[щъёэьцфвч]")  # Kazakh writes these in loan words only
_OTHER_CYRILLIC = re.compile("[їєґўђћљњџѓќѕ]")  # Ukrainian, Belarusian, Serbian, Macedonian
_RUSSIAN_WORDS = _words(
    "и на не но по с к из за для от до о об у а или же ли бы что как это при над под без году год года лет "
    "он она они его её их мы был была были быть млн млрд руб также более уже только может"
)
_KAZAKH_WORDS = _words(
    "мен пен бен да де та те бар бойынша туралы жылы жылдың жылдан жылғы бір болып болды болады еді деп деді деген "
    "осы сол ол бұл екен емес ал дейін кейін арасында арналған атап ғана тек сондай астам шамамен пайыз"
)
_ENGLISH_WORDS = _words(
    "the of and to in a is that for on with as by at from are was were be has have had it its this an or said will "
    "not which than more about would"
)
_SMALL_SHARE = 0.3  # up to this part of the letters may be foreign names


def language_of(text: str) -> str:
    """ "ru", "kk" or "en"; "" where the text has no letters or is in none of the three.

    Meant for a line or a paragraph. Each word votes by its letters, so that one Kazakh name does not turn a
    Russian sentence into a Kazakh one. Text in Latin letters counts as English unless its letters say otherwise.
    """
    words = _WORD.findall(text.lower())
    cyrillic = [word for word in words if "\u0400" <= word[0] <= "\u052f"]
    latin = [word for word in words if word[0].isascii() or "\u00c0" <= word[0] <= "\u024f"]
    if not cyrillic and not latin:
        return UNKNOWN
    cyrillic_letters = sum(map(len, cyrillic))
    share = cyrillic_letters / (cyrillic_letters + sum(map(len, latin)))
    small = sum(word in _RUSSIAN_WORDS or word in _KAZAKH_WORDS for word in cyrillic)
    english = sum(word in _ENGLISH_WORDS for word in latin)
    if share > 1 - _SMALL_SHARE or small > english or (small == english and share > _SMALL_SHARE):
        return _among_cyrillic(cyrillic)
    return _among_latin(latin)


def _among_cyrillic(words: list[str]) -> str:
    kazakh = sum(bool(_KAZAKH_LETTER.search(word)) or word in _KAZAKH_WORDS for word in words)
    russian = sum(bool(_RUSSIAN_LETTER.search(word)) or word in _RUSSIAN_WORDS for word in words)
    other = sum(bool(_OTHER_CYRILLIC.search(word)) for word in words)
    if other and other * 10 >= len(words):
        return UNKNOWN
    return KAZAKH if kazakh > russian else RUSSIAN


def _among_latin(words: list[str]) -> str:
    if _ENGLISH_WORDS.intersection(words):
        return ENGLISH
    foreign = sum(not word.isascii() for word in words)
    return UNKNOWN if foreign * 4 > len(words) else ENGLISH
