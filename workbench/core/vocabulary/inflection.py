"""Whether what follows a stem is an ending of its language: rules of suffixes, no dictionary of forms."""

from __future__ import annotations

import re


def _endings(listed: str) -> frozenset[str]:
    """No ending at all is one too."""
    return frozenset(["", *listed.split()])


# Endings of Russian nouns, adjectives and participles; ё is folded to е before matching.
_RU = _endings(
    "а я о е ы и у ю ь й ой ей ою ею ью ом ем ам ям ами ями ах ях ов ев"
    " ий ый ая яя ое ее ые ие ого его ому ему ым им ых их ую юю ыми ими"
    " ия ии ию ием ией иям иями иях ья ьи ье ьев ьям ьями ьях"
    " ен ена ено ены ся"
)
_EN = frozenset(("", "s", "es", "'s", "’s"))
# Kazakh piles up: plural, possessive, case (or two), the adjective -ғы, a copula; vowel harmony is not checked.
_KK = re.compile(
    r"(?:лар|лер|дар|дер|тар|тер)?"
    r"(?:ымыз|іміз|мыз|міз|сы|сі|ы|і)?"
    r"(?:ның|нің|дың|дің|тың|тің|ға|ге|қа|ке|на|не|а|е|ны|ні|ды|ді|ты|ті|н|нда|нде|да|де|та|те"
    r"|нан|нен|дан|ден|тан|тен|мен|бен|пен)?"
    r"(?:ғы|гі|дағы|дегі|тағы|тегі)?(?:ның|нің|лар|лер|дың|дің)?"
)


def is_ending(rest: str, language: str) -> bool:
    """`rest` is what is left of a lower-case word after its stem; nothing left is an ending too."""
    if language == "ru":
        return rest in _RU
    if language == "kk":
        return _KK.fullmatch(rest) is not None
    return rest in _EN


def russian_stem(word: str) -> str:
    """A pattern for a Russian name given in the nominative: the word without its ending, starred.

    Names that do not decline (Чили, Перу, Марокко, Самоа, США) are given back as they are.
    """
    low = word.lower()
    if len(word) < 4 or word.isupper() or low.endswith(("о", "у", "э", "ю", "е", "оа", "уа")):
        return word if not low.endswith(("ое", "ее")) else word[:-2] + "*"
    if low.endswith(("ая", "яя", "ый", "ий", "ой", "ые", "ие")) and len(word) > 5:
        return word[:-2] + "*"
    if low.endswith(("а", "я", "ь", "й", "ы")):
        return word[:-1] + "*"
    if low.endswith("и"):
        return word
    return word + "*"


_NAME_ENDINGS = sorted((e for e in _RU if e not in ("ен", "ена", "ено", "ены", "ся")), key=len, reverse=True)
_KK_ENDINGS = re.compile(
    r"(?:(?:лар|лер|дар|дер|тар|тер)?(?:ының|інің|сының|сінің|ында|інде|сында|сінде|ына|іне|сына|сіне|ын|ін|сын|сін"
    r"|ның|нің|дың|дің|тың|тің|нан|нен|дан|ден|тан|тен|ға|ге|қа|ке|да|де|та|те|ды|ді|ты|ті|ны|ні|мен|бен|пен|сы|сі))$"
)
_LEAST = 4  # letters that a stem keeps


def pattern_of(words: str, language: str) -> str:
    """A phrase of the lexicon that matches these words of a text in whatever endings they carry elsewhere."""
    return " ".join(_pattern(word, language) for word in re.findall(r"[^\W_]+", words))


def _pattern(word: str, language: str) -> str:
    """One word: its stem, starred; as it is when it is short, a code, or of a language without endings."""
    low = word.lower().replace("ё", "е")
    if word.isupper() or not word.isalpha() or low.isascii() or len(low) <= _LEAST:
        return word
    if language == "ru":
        ending = next(e for e in _NAME_ENDINGS if low.endswith(e) and len(low) - len(e) >= _LEAST)
        return word[: len(word) - len(ending)] + "*"
    if language == "kk":
        found = _KK_ENDINGS.search(low, _LEAST)
        return word[: found.start() if found else len(word)] + "*"
    return word
