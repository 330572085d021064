"""PDF files: lines as they stand on the pages, made into paragraphs again."""

from __future__ import annotations

import ctypes
import itertools
import math
import re
import threading
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from workbench.core.errors import UnreadableFile
from workbench.core.model.article import Guess
from workbench.core.reading.archives import damaged
from workbench.core.reading.dates import named_dates
from workbench.core.reading.draft import Found
from workbench.core.reading.guesses import MADE_BY_NOBODY, NOTHING, Stated
from workbench.core.reading.lines import joined
from workbench.core.reading.pages import paragraphs, with_furniture
from workbench.core.reading.printed import Part, Printed
from workbench.core.words import mark, tr, trn

PDF_INFO = "pdf info"
BY_THE_PROGRAM = mark("from the properties of the file; the program that made it may have set it")
WHEN_MADE = mark("when the file was made; the article may be older")
MAX_PAGES = 2_000

LOCK = threading.Lock()  # pdfium is not safe to call from two threads, even on two documents
_PASSWORD = 4  # pdfium's FPDF_ERR_PASSWORD
_TAIL = 4096  # where the end mark stands, perhaps with something behind it
SYMBOLS = {
    0xF0B7: "•",
    0xF0A7: "▪",
    0xF02D: "–",
}  # bullets of the Symbol and Wingdings fonts, without a meaning else
_BLANKS = re.compile("[ \u00a0]+")
_WIDE_GAP = 1.5  # in heights of the letters; a blank takes a quarter, in a stretched line a half
_UNKNOWN = re.compile("[\ufffd\ue000-\uf8ff]")


def read(data: bytes, name: str, encoding: str | None) -> Found:
    """What a PDF says; `encoding` has no meaning here, the format states its own."""
    if b"%%EOF" not in data.rstrip(b"\x00")[-_TAIL:]:  # pdfium would repair it and hand over half an article
        raise UnreadableFile(damaged(name))
    with LOCK:
        pages, info = _contents(data, name)
    lines = with_furniture(pages)
    if not any(line.text.strip() for line in lines):
        raise UnreadableFile(
            tr(
                "{name} holds pictures of pages and no text. "
                "Run it through text recognition (OCR) and open the result.",
                name=name,
            )
        )
    text, parts = joined(paragraphs(lines))
    stated = replace(_stated(info), notes=_notes(pages, text, name))
    return Found(text, parts, stated)


def _contents(data: bytes, name: str) -> tuple[list[list[Printed]], dict[str, str]]:
    """The lines of each page and the file's properties."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as problem:
        raise UnreadableFile(_refusal(name, problem.err_code)) from problem
    try:
        if len(document) > MAX_PAGES:
            raise UnreadableFile(
                tr(
                    "{name} has more than {limit} pages. Split it and open the part you need.",
                    name=name,
                    limit=MAX_PAGES,
                )
            )
        if not len(document):
            raise UnreadableFile(damaged(name))
        return [_lines_of(document, number, name) for number in range(len(document))], document.get_metadata_dict()
    finally:
        document.close()


def _refusal(name: str, code: int | None) -> str:
    if code == _PASSWORD:
        return tr(
            "{name} is protected by a password. Open it in a PDF viewer, print it to a new PDF and open that.",
            name=name,
        )
    return damaged(name)


def _lines_of(document: Any, number: int, name: str) -> list[Printed]:
    import pypdfium2

    try:
        page = document[number]
    except pypdfium2.PdfiumError as problem:
        raise UnreadableFile(damaged(name)) from problem
    words = page.get_textpage()
    try:
        return _printed(words, number)
    finally:
        words.close()
        page.close()


def _printed(words: Any, number: int) -> list[Printed]:
    """The page's lines with where their first letter stands and their last ends; pdfium counts UTF-16 units."""
    found: list[Printed] = []
    start = 0
    text = words.get_text_range()
    placed = units(text) == words.count_chars()
    for raw in text.split("\r\n"):
        line = raw.strip()
        if line and placed:
            begin = start + units(raw) - units(raw.lstrip())
            found.append(_placed(words, line, number, begin))
        elif line:  # characters that pdfium added or left out: the text is right, the places are not known
            found.append(Printed(line, number, 0.0, 0.0, 0.0, 0.0, 0.0))
        start += units(raw) + 2
    return found


def units(text: str) -> int:
    return len(text) + sum(char > "\uffff" for char in text)


def _placed(words: Any, line: str, number: int, begin: int) -> Printed:
    from pypdfium2 import raw

    x, y, matrix = ctypes.c_double(), ctypes.c_double(), raw.FS_MATRIX()
    raw.FPDFText_GetCharOrigin(words, begin, x, y)
    scale = math.hypot(matrix.c, matrix.d) if raw.FPDFText_GetMatrix(words, begin, matrix) else 1.0
    end = begin + units(line) - 1
    _, _, right, _ = words.get_charbox(end, loose=True)
    left, base = x.value, y.value
    raw.FPDFText_GetCharOrigin(words, end, x, y)
    size = raw.FPDFText_GetFontSize(words, begin) * scale
    parts = _parts(words, line, begin, size)
    return Printed(line.translate(SYMBOLS), number, left, right, base, y.value, size, parts=parts)


def _parts(words: Any, line: str, begin: int, size: float) -> tuple[Part, ...]:
    """The line cut where the gap between two words is far wider than a blank; none when it is whole."""
    from pypdfium2 import raw

    x, y = ctypes.c_double(), ctypes.c_double()

    def left_of(index: int) -> float:
        raw.FPDFText_GetCharOrigin(words, index, x, y)
        return x.value

    places = list(itertools.accumulate((units(char) for char in line), initial=begin))
    cuts = [
        (blank.start(), blank.end())
        for blank in _BLANKS.finditer(line)
        if left_of(places[blank.end()]) - left_of(places[blank.start()]) > _WIDE_GAP * size > 0
    ]
    if not cuts:
        return ()
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(line)]
    return tuple(
        Part(
            line[start:end].translate(SYMBOLS),
            left_of(places[start]),
            words.get_charbox(places[end] - 1, loose=True)[2],
        )
        for start, end in zip(starts, ends, strict=True)
    )


def _stated(info: dict[str, str]) -> Stated:
    """What the file's properties say."""
    made = re.match(r"(?:D:)?(\d{4})(\d\d)(\d\d)", info.get("CreationDate", ""))
    days = named_dates("-".join(made.groups())) if made else []
    return Stated(
        title=_guess(info.get("Title", ""), BY_THE_PROGRAM),
        author=_guess(info.get("Author", ""), BY_THE_PROGRAM),
        published=_guess(days[0].iso if days else "", WHEN_MADE),
    )


def _guess(value: str, doubt: str) -> Guess:
    value = " ".join(value.split())
    return NOTHING if value.casefold() in MADE_BY_NOBODY else Guess(value, PDF_INFO, doubt)


def _notes(pages: Sequence[Sequence[Printed]], text: str, name: str) -> tuple[str, ...]:
    notes = []
    empty = sum(not page for page in pages)
    if empty:
        notes.append(
            trn(
                "{n} page of {name} has no text; it may be a picture.",
                "{n} pages of {name} have no text; they may be pictures.",
                empty,
                name=name,
            )
        )
    if len(_UNKNOWN.findall(text)) * 50 > len(text):
        notes.append(
            tr("The fonts of {name} do not say which letters they draw; parts of the text are unreadable.", name=name)
        )
    return tuple(notes)
