"""The one pass over a text: every digit group and number word, with what it is to the number grammar."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from workbench.core.extraction.notation import trie_pattern
from workbench.core.extraction.numerals import Numerals, Word, numerals
from workbench.core.extraction.tokens import word_right

# Decimal digits in groups, with a fraction or without. Spaces are already plain in the folded text.
DIGITS = (
    r"[1-9]\d{0,2}(?: \d{3})+(?!\d)(?:[.,]\d+(?![.,]?\d))?"
    r"|\d{1,3}(?:\.\d{3}){2,}(?!\d)(?:,\d+)?"
    r"|\d{1,3}(?:,\d{2,3})*,\d{3}(?!\d)(?:\.\d+)?"
    r"|\d{1,3}(?:, 000)+(?!\d)"
    r"|\d{1,3}(?:'\d{3})+(?!\d)(?:[.,]\d+)?"
    r"|\d+(?:[.,]\d+)?"
)
ODD_FRACTIONS = {"½": "0.5", "¼": "0.25", "¾": "0.75", "⅓": "1/3", "⅔": "2/3", "⅛": "0.125", "⅕": "0.2"}
LONGEST_NUMBER = 28  # characters, as many as a Decimal divides exactly; longer runs are codes without a value
_ONE_SEPARATOR = re.compile(r"(\d+)([.,])(\d+)")
_GLUED_CODES = [
    "usd",
    "eur",
    "gbp",
    "rub",
    "kzt",
    "cny",
    "jpy",
    "uah",
    "myr",
    "rm",
    "rs",
    "inr",
    "aud",
    "cad",
    "chf",
    "us",
    "a",
    "c",
    "hk",
    "nz",
    "eu",
]


class Seed(NamedTuple):
    """A digit group or number word. `step` is one unit in its last written place (digits only)."""

    start: int
    end: int
    word: Word
    value: Decimal
    step: Decimal | None = None
    ended: bool = False  # a number word that carries an ending
    doubtful: bool = False  # the separator can be read in two ways


_POINT_FIRST = re.compile(r"(?<![\w.])\.\d+")
_SECOND_SIDE = re.compile(r"(?<=\d)[xх](\d+(?:[.,]\d+)?)(?!\^)")  # "5х10 метров"
_ODD = re.compile(f"[{''.join(ODD_FRACTIONS)}]")


@cache
def seed_pattern(language: str) -> re.Pattern[str]:
    """Digits or number words of a language; the words come out of a trie, never a flat alternation.

    The look-ahead on the first letter lets the engine pass most word beginnings at once.
    """
    lexicon = numerals(language)
    words, codes = trie_pattern(list(lexicon.words)), trie_pattern(list(_GLUED_CODES))
    first = "".join(sorted({word[0] for word in (*lexicon.words, *_GLUED_CODES)}))
    return re.compile(rf"\b(?=[\d{first}])(?:(?:{codes}(?=\d))?(?P<d>{DIGITS})|(?P<w>{words}){lexicon.endings}\b)")


def find_seeds(low: str, start: int, stop: int, language: str) -> list[Seed]:
    """All seeds of a line, in order."""
    lexicon = numerals(language)
    found = []
    for match in seed_pattern(language).finditer(low, start, stop):
        if match.lastgroup == "w":
            if match[0] not in lexicon.not_numbers or _bounded(low, match, lexicon):
                word, value = lexicon.words[match["w"]]
                found.append(Seed(match.start(), match.end(), word, value, None, match.end() > match.end("w")))
        else:
            found.append(_digits(match.start("d"), match.end(), match["d"], language))
    rare = [
        _digits(match.start(), match.end(), "0" + match[0], language)
        for match in _POINT_FIRST.finditer(low, start, stop)
    ]
    rare += [
        _digits(match.start(1), match.end(1), match[1], language) for match in _SECOND_SIDE.finditer(low, start, stop)
    ]
    if any(low.find(char, start, stop) >= 0 for char in ODD_FRACTIONS):
        rare += [
            Seed(match.start(), match.end(), Word.FRACTION, _odd(match[0]))
            for match in _ODD.finditer(low, start, stop)
        ]
    return _merged(found, rare) if rare else found


def _bounded(low: str, match: re.Match[str], lexicon: Numerals) -> bool:
    """ "оннан астам" is more than ten, "оннан бірі" a tenth; "оннан" alone is "from it"."""
    if not match[0].endswith(lexicon.from_suffixes or ("\n",)):
        return False
    word = word_right(low, match.end(), len(low))[0]
    return word in lexicon.qualifiers_right or word in lexicon.parts_of


def _digits(start: int, end: int, written: str, language: str) -> Seed:
    value, step, doubtful = number_of(written, language)
    return Seed(start, end, Word.DIGITS, value, step, False, doubtful)


def _merged(found: list[Seed], rare: list[Seed]) -> list[Seed]:
    """Rare seeds among the common ones; ".5" takes the place of "5"."""
    taken = {seed.end for seed in rare}
    return sorted([*rare, *(seed for seed in found if seed.end not in taken)], key=lambda seed: seed.start)


@lru_cache(maxsize=4096)  # a text says 5 a thousand times: one number stands for all of them
def number_of(written: str, language: str) -> tuple[Decimal, Decimal, bool]:
    """Value, one unit in the last place, and whether the separator leaves a doubt.

    "20.000" is twenty thousand in Russian and Kazakh, where the decimal sign is a comma; "1,234" is a thousand in
    English and one and a bit in Russian; "20,000" is twenty thousand everywhere.
    """
    if len(written) > LONGEST_NUMBER:
        return Decimal(0), Decimal(1), False
    plain = written.replace(" ", "").replace("'", "")
    doubtful = False
    match = _ONE_SEPARATOR.fullmatch(plain)
    if match:
        plain, doubtful = _one_separator(match, language)
    elif "." in plain and "," in plain:
        thousands = "," if plain.rfind(".") > plain.rfind(",") else "."
        plain = plain.replace(thousands, "").replace(",", ".")
    else:
        plain = plain.replace(",", "").replace(".", "") if plain.count(",") + plain.count(".") > 1 else plain
    value = Decimal(plain)
    exponent = value.as_tuple().exponent
    step = Decimal((0, (1,), exponent)) if isinstance(exponent, int) else Decimal(1)
    return value, step, doubtful


def _one_separator(match: re.Match[str], language: str) -> tuple[str, bool]:
    whole, sign, rest = match.groups()
    if len(rest) != 3 or len(whole) > 3 or whole.startswith("0"):
        return f"{whole}.{rest}", False
    if language == "en":
        return (whole + rest, False) if sign == "," else (f"{whole}.{rest}", rest == "000")
    if sign == "." or rest == "000":
        return whole + rest, True
    return f"{whole}.{rest}", True


def _odd(char: str) -> Decimal:
    above, slash, below = ODD_FRACTIONS[char].partition("/")
    return Decimal(above) / Decimal(below) if slash else Decimal(above)
