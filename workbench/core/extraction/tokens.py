"""The copy of a text that rules match on, its lines, and the words beside a place; offsets are the text's own."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import NamedTuple

# Same length on both sides, so that positions stay. Narrow and hard spaces become plain ones, quotation marks one.
_SAME = (
    ("\u0451", "\u0435"),  # ё
    ("\u00a0", " "),
    ("\u202f", " "),
    ("\u2009", " "),
    ("\u2007", " "),
    ("\u2002", " "),
    ("\u2003", " "),
    ("\t", " "),
    ("\u00ab", '"'),
    ("\u00bb", '"'),
    ("\u201c", '"'),
    ("\u201d", '"'),
    ("\u201e", '"'),
    ("\u2019", "'"),
    ("\u2018", "'"),
    ("\u2011", "-"),  # non-breaking hyphen
    ("\u2010", "-"),
)


_PIECE = 1 << 12


class Line(NamedTuple):
    """A stretch without line breaks; no rule looks beyond it."""

    start: int
    stop: int


def fold(text: str) -> str:
    """Lower case with spaces, quotes and ё made plain, character for character.

    Piece by piece: while it lowers, Python takes twelve bytes for each character.
    """
    if len(text) <= _PIECE:
        return _folded(text)
    return "".join(_folded(text[at : at + _PIECE]) for at in range(0, len(text), _PIECE))


def _folded(text: str) -> str:
    low = text.lower()
    if len(low) != len(text):  # "İ" and its like grow
        low = "".join(one if len(one := char.lower()) == 1 else char for char in text)
    for odd, plain in _SAME:
        if odd in low:
            low = low.replace(odd, plain)
    return low


def lines(text: str) -> Iterator[Line]:
    """The lines that hold something."""
    start, length = 0, len(text)
    while start < length:
        stop = text.find("\n", start)
        if stop < 0:
            stop = length
        if stop > start:
            yield Line(start, stop)
        start = stop + 1


_WORD_RIGHT = re.compile(r" {0,2}([^\W\d_]+(?:['-][^\W\d_]+)*)")


def word_right(low: str, place: int, stop: int) -> tuple[str, int]:
    """The word that follows a place, with its end; "" where something else stands there."""
    match = _WORD_RIGHT.match(low, place, stop)
    return (match[1], match.end()) if match else ("", place)


def words_left(low: str, place: int, start: int, reach: int = 44) -> list[str]:
    """Up to six words before a place, nearest last, as they stand (with commas and the like).

    A word cut off at the edge of the reach is left out.
    """
    edge = max(start, place - reach)
    words = low[edge:place].split()
    if edge > start and words and not low[edge - 1].isspace():
        del words[0]
    return words[-6:]


_TIED = ("-plus", "-odd")  # "300-plus people", "20-odd people"


def phrase_right(low: str, place: int, stop: int, phrases: Container[str]) -> tuple[str, int] | None:
    """The longest of the phrases that stands right behind a place, with its end."""
    if low.startswith("+", place) and "+" in phrases and place < stop and not low[place + 1 : place + 2].isdigit():
        return "+", place + 1
    for tied in _TIED:
        end = place + len(tied)
        if tied in phrases and low.startswith(tied, place) and not low[end : end + 1].isalnum():
            return tied, end
    if not low.startswith(" ", place):
        return None
    words = low[place : min(stop, place + 26)].split(" ")[1:]
    for count in (3, 2, 1):
        phrase = " ".join(words[:count]).rstrip(".,;:!?)\"'")
        if len(words) >= count and phrase in phrases:
            end = place + 1 + len(phrase)
            if end <= stop and not low[end : end + 1].isalpha():
                return phrase, end
    return None
