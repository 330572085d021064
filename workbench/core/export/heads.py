"""The columns of one very sheet: unique headers, widths that break no word, and how they spread over pages."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workbench.core.export.layout import ColumnStyle

HEADER_LENGTH = 255  # that the name of a table's column may have
_LETTERS = (0.95, 1.0, 1.06, 1.12)  # widths of a digit that a bold letter takes, by font and alphabet
_NARROW = 44
_PADDING = 2  # characters of a cell that stay free at its ends
_SAFE = 1.08  # a little wider than letters usually are
_WORD = 40  # no column is widened beyond that for one long word of its header
A4, A3 = 150, 320  # characters across a landscape page, at about nine and seven tenths of their size


@dataclass(frozen=True, slots=True)
class Head:
    """A column of this very sheet: unique header in the workbook's language, width, style."""

    header: str
    width: float
    style: ColumnStyle

    @property
    def lines(self) -> int:
        """That its header takes."""
        return len(_wrapped(self.header, int((self.width - 2) / _LETTERS[-1])))


def pages_across(widths: Sequence[float], repeated: int) -> int:
    """Over how many A3 pages whole columns spread, each page beginning with the repeated ones."""
    again = sum(widths[:repeated])
    pages, filled = 1, again
    for width in widths[repeated:]:
        if filled + width > A3 and filled > again:
            pages, filled = pages + 1, again
        filled += width
    return pages


def fitting(widths: Sequence[float], room: float) -> int:
    """How many of the first columns fit."""
    taken = 0.0
    for number, width in enumerate(widths):
        taken += width
        if taken > room:
            return number
    return len(widths)


def unique(heads: Iterable[Head]) -> list[Head]:
    """Headers of one table differ in more than case: a second one gets a number. No word of a header is broken."""
    seen: set[str] = set()
    told_apart = []
    for head in heads:
        plain = " ".join(head.header.split()) or "–"
        header, number = plain[:HEADER_LENGTH], 1
        while header.casefold() in seen:
            number += 1
            behind = f" ({number})"
            header = plain[: HEADER_LENGTH - len(behind)] + behind
        seen.add(header.casefold())
        longest = max(len(word) for word in header.split())
        width = max(head.width, min(longest * 1.15 + 2.5, _WORD))
        told_apart.append(Head(header, _with_margin(header, width), head.style))
    return told_apart


def lines_of(text: str, width: float, wide: float) -> int:
    """How many lines a text needs in a column: fonts differ, so a little more than exact."""
    if width < _NARROW:  # few words stand on a line, so each leaves a gap at its end
        return sum(_broken(line, max(width - _PADDING, 1), wide * _SAFE) for line in text.split("\n"))
    room = max(width - 1, 1)
    if "\n" not in text:
        return max(1, math.ceil(len(text) * wide / room))
    return sum(max(1, math.ceil(len(line) * wide / room)) for line in text.split("\n"))


def _broken(line: str, room: float, wide: float) -> int:
    """Lines that a line becomes, word by word; a word that is longer than the column is cut."""
    lines, used = 1, 0.0
    for word in line.split():
        need = len(word) * wide
        if used and used + wide + need > room:
            lines, used = lines + 1, 0.0
        if need > room:
            lines += math.ceil(need / room) - 1
            need = room
        used += need + (wide if used else 0.0)
    return lines


def _with_margin(header: str, width: float) -> float:
    """A little wider where a line of the header would end right at the border, whatever the font measures."""

    def margin(wide: float) -> float:
        room = wide - 2
        return min(room - letter * _longest(header, int(room / letter)) for letter in _LETTERS)

    choices = [width + more for more in range(5)]
    return next((wide for wide in choices if margin(wide) >= 1), max(choices, key=margin))


def _longest(text: str, letters: int) -> int:
    """Of its lines."""
    return max(len(line) for line in _wrapped(text, letters))


def _wrapped(text: str, letters: int) -> list[str]:
    return textwrap.wrap(text, max(letters, 1), break_long_words=False)
