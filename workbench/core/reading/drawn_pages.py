"""The inside of printed_pages.py, in a process of its own: a PDF, its pages drawn, its letters found and measured."""

from __future__ import annotations

import ctypes
import itertools
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from workbench.core.errors import UnreadableFile
from workbench.core.model.span import Span
from workbench.core.reading.archives import damaged
from workbench.core.reading.pdf import MAX_PAGES, SYMBOLS, units
from workbench.core.reading.printed_pages import LARGEST, PageRect, Picture

_LEAP = 5_000  # letters that a line may stand away from where it is expected: furniture is moved by the reader
_UNSURE = 4  # a shorter line is only believed close to its neighbours
_NO_LETTERS = frozenset("-\u2010\u00ad\ufffe\x02\ufeff\u200b\u2060")  # what rewrapping takes away, or pdfium adds
_FINE = 16  # parts of a point, for pdfium places in whole numbers
_WIDEST = 20_000.0  # points; the format allows 14,400


@dataclass(frozen=True, slots=True)
class _Run:
    """Letters that follow each other both in the text and on a page. `first` counts letters of the text, `units` is
    pdfium's number of each of them on the page."""

    first: int
    page: int
    units: Sequence[int]

    @property
    def end(self) -> int:
        return self.first + len(self.units)


class DrawnPages:
    """`text` is the article's, as it was read from the same bytes.

    Raises UnreadableFile when the bytes are no PDF any more.
    """

    def __init__(self, data: bytes, text: str, name: str) -> None:
        import pypdfium2

        try:
            self._document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as problem:
            raise UnreadableFile(damaged(name)) from problem
        self._name = name
        self._open: dict[int, tuple[Any, Any]] = {}
        self.sizes = self._measured()
        letters, self._places = _letters(text)
        self._runs = list(self._aligned(letters))
        self._starts = [run.first for run in self._runs]

    def _measured(self) -> list[tuple[float, float]]:
        """The sizes of the pages; UnreadableFile for more or larger ones than a view could hold."""
        if not 0 < len(self._document) <= MAX_PAGES:
            raise UnreadableFile(damaged(self._name))
        sizes = [self._document.get_page_size(number) for number in range(len(self._document))]
        if not all(1 <= side <= _WIDEST for size in sizes for side in size):
            raise UnreadableFile(damaged(self._name))
        return [(float(width), float(height)) for width, height in sizes]

    @property
    def letters(self) -> int:
        """How many the text has."""
        return len(self._places)

    @property
    def letters_found(self) -> int:
        """How many of them have a place on a page."""
        return sum(len(run.units) for run in self._runs)

    @property
    def runs(self) -> Iterator[tuple[int, int, int]]:
        """Of each stretch that stands in one line: its page, where in the text it begins and ends."""
        for run in self._runs:
            yield run.page, self._places[run.first], self._places[run.end - 1] + 1

    # from the text to the page

    def rects(self, span: Span) -> tuple[PageRect, ...]:
        """Where a stretch of the text stands, one rectangle a line; none when its words were not found."""
        return tuple(
            rect
            for run, first, last in self._pieces(span)
            for rect in self._rects(run.page, run.units[first], run.units[last - 1] - run.units[first] + 1)
        )

    def _pieces(self, span: Span) -> Iterator[tuple[_Run, int, int]]:
        """Runs with the letters of theirs that lie in a stretch of the text."""
        first, last = bisect_left(self._places, span.start), bisect_left(self._places, span.end)
        for run in self._runs[max(0, bisect_right(self._starts, first) - 1) :]:
            if run.first >= last:
                return
            begin, end = max(first, run.first), min(last, run.end)
            if begin < end:
                yield run, begin - run.first, end - run.first

    def _rects(self, page: int, begin: int, count: int) -> list[PageRect]:
        from pypdfium2 import raw

        _, words = self._page(page)
        left, top, right, bottom = (ctypes.c_double() for _ in range(4))
        found = []
        for number in range(raw.FPDFText_CountRects(words, begin, count)):
            if raw.FPDFText_GetRect(words, number, left, top, right, bottom):
                found.append(self._rect(page, (left.value, right.value), (bottom.value, top.value)))
        return found

    def _rect(self, page: int, across: tuple[float, float], up: tuple[float, float]) -> PageRect:
        """A rectangle of the page's own coordinates as it is shown."""
        xs, ys = zip(*(self._to_device(page, x, y) for x in across for y in up), strict=True)
        return PageRect(page, min(xs), min(ys), max(xs), max(ys))

    def _to_device(self, page: int, x: float, y: float) -> tuple[float, float]:
        """From the page's own coordinates to points from the upper left corner, its rotation and crop included."""
        from pypdfium2 import raw

        width, height = (round(side * _FINE) for side in self.sizes[page])
        across, down = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(self._page(page)[0], 0, 0, width, height, 0, x, y, across, down)
        return across.value / _FINE, down.value / _FINE

    # from the page to the text

    def boxes(self, page: int) -> Iterator[tuple[PageRect, int]]:
        """The boxes of a page's letters, as wide as the pen moves on and as high as the line, with their places in
        the text. (What a letter inks says nothing where its font is not in the file.)"""
        _, words = self._page(page)
        for run in (run for run in self._runs if run.page == page):
            for number, unit in enumerate(run.units):
                left, bottom, right, top = words.get_charbox(unit, loose=True)
                yield self._rect(page, (left, right), (bottom, top)), self._places[run.first + number]

    # pictures

    def picture(self, page: int, width: int) -> Picture:
        """The page, `width` pixels wide or as wide as a sane picture can be."""
        across, down = self.sizes[page]
        scale = min(width / across, (LARGEST / (across * down)) ** 0.5)
        bitmap = self._page(page)[0].render(scale=scale, prefer_bgrx=True, fill_color=(255, 255, 255, 255))
        try:
            if bitmap.n_channels != 4:
                raise RuntimeError(f"a page was drawn with {bitmap.n_channels} channels instead of 4")
            return Picture(page, bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
        finally:
            bitmap.close()

    # where the letters are

    def _page(self, number: int) -> tuple[Any, Any]:
        """A page and its text, kept open as long as a few others."""
        import pypdfium2

        if number not in self._open:
            if len(self._open) >= 8:
                old, words = self._open.pop(next(iter(self._open)))
                words.close()
                old.close()
            try:
                page = self._document[number]
            except pypdfium2.PdfiumError as problem:
                raise UnreadableFile(damaged(self._name)) from problem
            self._open[number] = (page, page.get_textpage())
        return self._open[number]

    def _aligned(self, letters: str) -> Iterator[_Run]:
        """Finds each printed line in the letters of the text. Lines come in nearly the text's order: what the reader
        of PDF files moved (running heads, page numbers) stands close by."""
        used = _Used(len(letters))
        found = []
        for page in range(len(self._document)):
            for line, places in _lines(self._page(page)[1]):
                at = used.find(letters, line)
                if at >= 0:
                    found.append(_Run(at, page, places))
        return iter(sorted(found, key=lambda run: run.first))


class _Used:
    """Which letters of the text have their place already, and where the next line is to be expected."""

    def __init__(self, length: int) -> None:
        self._taken = bytearray(length)
        self._next = 0  # behind the line found last
        self._low = 0  # the first letter without a place

    def find(self, letters: str, line: str) -> int:
        """Where the line stands, taken from now on; -1 when it does not."""
        at = next(
            (
                place
                for place in self._candidates(letters, line)
                if place >= 0 and not any(self._taken[place : place + len(line)])
            ),
            -1,
        )
        if at >= 0:
            self._taken[at : at + len(line)] = b"\1" * len(line)
            self._next = at + len(line)
            free = self._taken.find(0, self._low)
            self._low = free if free >= 0 else len(self._taken)
        return at

    def _candidates(self, letters: str, line: str) -> Iterator[int]:
        for expected in (self._next, self._low):
            if letters.startswith(line, expected):
                yield expected
        reach = _LEAP if len(line) >= _UNSURE else 40 * _UNSURE
        for expected in (self._low, self._next):
            yield letters.find(line, expected, expected + reach + len(line))
        if len(line) >= _UNSURE:
            yield letters.find(line, max(0, self._next - _LEAP), self._next)


def _lines(words: Any) -> Iterator[tuple[str, Sequence[int]]]:
    """The letters of each line of a page, and pdfium's numbers of them."""
    from pypdfium2 import raw

    text = words.get_text_range()
    count = words.count_chars()
    if units(text) != count:  # characters that pdfium added or left out: asked one by one
        codes = (raw.FPDFText_GetUnicode(words, index) for index in range(count))
        text = "".join(chr(code) if 0 < code < 0xD800 or 0xE000 <= code <= 0x10FFFF else " " for code in codes)
        numbers: Sequence[int] = range(len(text))
    else:
        numbers = list(itertools.accumulate((units(char) for char in text), initial=0))
    start = 0
    for raw_line in text.splitlines(keepends=True):
        letters, places = _letters(raw_line.translate(SYMBOLS))
        if letters:
            yield letters, [numbers[start + place] for place in places]
        start += len(raw_line)


def _letters(text: str) -> tuple[str, list[int]]:
    """The text without blanks, hyphens and marks on letters, and where each letter stands in it."""
    kept = [(letter, place) for place, char in enumerate(text) if (letter := _bare(char))]
    return "".join(letter for letter, _ in kept), [place for _, place in kept]


@lru_cache(maxsize=4096)
def _bare(char: str) -> str:
    """One character: the letter under its marks; "" for what the reading of a page may add or take away."""
    if char.isspace() or char in _NO_LETTERS or unicodedata.category(char) in ("Mn", "Cc", "Cf", "Co"):
        return ""
    return unicodedata.normalize("NFD", char)[0]
