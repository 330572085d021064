"""The last step of a workbook: our rows go into openpyxl's sheets, a font's parts into the order of the standard."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO

_CHUNK = 1 << 20
_STYLES = "xl/styles.xml"
_NO_ROWS = re.compile(rb"<sheetData\s*/>|<sheetData>\s*</sheetData>")
_FONT = re.compile(rb"<font>(.*?)</font>", re.DOTALL)
_PART = re.compile(rb"<(\w+)\b[^>]*/>")
_FONT_ORDER = b"b i strike condense extend outline shadow u vertAlign sz color name family charset scheme".split()


def finish(source: Path, target: Path, rows: Mapping[str, IO[bytes]]) -> None:
    """Copy a workbook, putting rows into the empty sheets of the named parts ("xl/worksheets/sheet1.xml")."""
    with (
        zipfile.ZipFile(source) as before,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=5) as after,
    ):
        for entry in before.infolist():
            part = zipfile.ZipInfo(entry.filename, entry.date_time)
            part.compress_type = zipfile.ZIP_DEFLATED
            with before.open(entry) as reading, after.open(part, "w", force_zip64=True) as writing:
                for block in _content(entry.filename, reading, rows.get(entry.filename)):
                    writing.write(block)


def _content(name: str, stream: IO[bytes], rows: IO[bytes] | None) -> Iterator[bytes]:
    if rows is not None:
        sheet = stream.read()
        place = _NO_ROWS.search(sheet)
        assert place is not None, f"{name} has rows already"
        yield sheet[: place.start()] + b"<sheetData>"
        rows.seek(0)
        yield from _blocks(rows)
        yield b"</sheetData>" + sheet[place.end() :]
    elif name == _STYLES:
        yield _FONT.sub(_in_order, stream.read())
    else:
        yield from _blocks(stream)


def _blocks(stream: IO[bytes]) -> Iterator[bytes]:
    while block := stream.read(_CHUNK):
        yield block


def _in_order(font: re.Match[bytes]) -> bytes:
    parts = sorted(_PART.finditer(font[1]), key=lambda part: _FONT_ORDER.index(part[1]))
    return b"<font>" + b"".join(part[0] for part in parts) + b"</font>"
