"""The last step of a workbook: what we write ourselves goes into openpyxl's parts, and what it cannot say is said.

Rows and comments take the place of empty ones, pictures get their alternative texts, the parts of a font and of error
bars the order of the standard.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, NamedTuple
from xml.sax.saxutils import quoteattr

_CHUNK = 1 << 20
_STYLES = "xl/styles.xml"
_NO_ROWS = re.compile(rb"<sheetData\s*/>|<sheetData>\s*</sheetData>")
_VIEWS = re.compile(rb"<sheetViews>|<sheetFormatPr\b")  # what stands behind the area
_FONT = re.compile(rb"<font>(.*?)</font>", re.DOTALL)
_PART = re.compile(rb"<(\w+)\b[^>]*/>")
_FONT_ORDER = b"b i strike condense extend outline shadow u vertAlign sz color name family charset scheme".split()
_CHARTS = "xl/charts/chart"
_ENDS = re.compile(rb"(<minus>.*?</minus>)(<plus>.*?</plus>)", re.DOTALL)  # of error bars; plus comes first
_PICTURE = re.compile(rb'(<(?:xdr:)?cNvPr id="\d+") name="[^"]*"')


@dataclass(frozen=True, slots=True)
class Alternative:
    """What a picture is called and what it shows, for those who do not see it."""

    name: str
    text: str


class SheetRows(NamedTuple):
    """The rows of a sheet as XML, and the area that they fill: without it readers look for its end themselves."""

    stream: IO[bytes]
    area: str


@dataclass(frozen=True, slots=True)
class Contents:
    """By the name of a part: rows for an empty sheet, a stream in its place, texts for its pictures in order."""

    rows: Mapping[str, SheetRows] = field(default_factory=dict)
    instead: Mapping[str, IO[bytes]] = field(default_factory=dict)
    pictures: Mapping[str, Sequence[Alternative]] = field(default_factory=dict)


def finish(source: Path, target: Path, contents: Contents) -> None:
    """Copy a workbook with these contents."""
    with (
        zipfile.ZipFile(source) as before,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=5) as after,
    ):
        for entry in before.infolist():
            part = zipfile.ZipInfo(entry.filename, entry.date_time)
            part.compress_type = zipfile.ZIP_DEFLATED
            with before.open(entry) as reading, after.open(part, "w", force_zip64=True) as writing:
                for block in _content(entry.filename, reading, contents):
                    writing.write(block)


def _content(name: str, stream: IO[bytes], contents: Contents) -> Iterator[bytes]:
    if name in contents.rows:
        sheet = stream.read()
        place = _NO_ROWS.search(sheet)
        assert place is not None, f"{name} has rows already"
        rows = contents.rows[name]
        yield _VIEWS.sub(f'<dimension ref="{rows.area}"/>'.encode() + rb"\g<0>", sheet[: place.start()], count=1)
        yield b"<sheetData>"
        yield from _blocks(rows.stream, 0)
        yield b"</sheetData>" + sheet[place.end() :]
    elif name in contents.instead:
        yield from _blocks(contents.instead[name], 0)
    elif name in contents.pictures:
        yield _described(stream.read(), contents.pictures[name])
    elif name.startswith(_CHARTS):
        yield _ENDS.sub(rb"\2\1", stream.read())
    elif name == _STYLES:
        yield _FONT.sub(_in_order, stream.read())
    else:
        yield from _blocks(stream)


def _blocks(stream: IO[bytes], start: int | None = None) -> Iterator[bytes]:
    if start is not None:
        stream.seek(start)
    while block := stream.read(_CHUNK):
        yield block


def _described(drawing: bytes, pictures: Sequence[Alternative]) -> bytes:
    waiting = iter(pictures)

    def named(match: re.Match[bytes]) -> bytes:
        one = next(waiting)
        return match[1] + f" name={quoteattr(one.name)} descr={quoteattr(one.text)}".encode()

    return _PICTURE.sub(named, drawing)


def _in_order(font: re.Match[bytes]) -> bytes:
    parts = sorted(_PART.finditer(font[1]), key=lambda part: _FONT_ORDER.index(part[1]))
    return b"<font>" + b"".join(part[0] for part in parts) + b"</font>"
