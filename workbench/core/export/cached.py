"""What openpyxl leaves undone in a file: results beside formulas, and a font's parts in the order of the standard."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO
from xml.sax.saxutils import escape

Results = Mapping[str, float | str]  # by coordinate: {"F7": 2.6}
_CHUNK = 1 << 20
_STYLES = "xl/styles.xml"
_FONT = re.compile(rb"<font>(.*?)</font>", re.DOTALL)
_PART = re.compile(rb"<(\w+)\b[^>]*/>")
_FONT_ORDER = b"b i strike condense extend outline shadow u vertAlign sz color name family charset scheme".split()
_FORMULA = re.compile(
    rb'<c r="(?P<at>[A-Z]+\d+)"(?P<style> s="\d+")?(?: t="\w+")?>(?P<f><f\b[^>]*>.*?</f>)<v\s*(?:/>|>\s*</v>)</c>',
    re.DOTALL,
)


def add_results(source: Path, target: Path, results: Mapping[str, Results]) -> None:
    """Copy a workbook, giving the formulas of the named parts ("xl/worksheets/sheet1.xml") their values.

    Readers that do not calculate (previews, other libraries) would see empty cells without them.
    """
    with (
        zipfile.ZipFile(source) as before,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as after,
    ):
        for entry in before.infolist():
            with before.open(entry) as reading, after.open(_same(entry), "w", force_zip64=True) as writing:
                values = results.get(entry.filename)
                if entry.filename == _STYLES:
                    writing.write(_FONT.sub(_in_order, reading.read()))
                    continue
                for block in _rows(reading) if values else _blocks(reading):
                    writing.write(_filled(block, values) if values else block)


def _in_order(font: re.Match[bytes]) -> bytes:
    parts = sorted(_PART.finditer(font[1]), key=lambda part: _FONT_ORDER.index(part[1]))
    return b"<font>" + b"".join(part[0] for part in parts) + b"</font>"


def _same(entry: zipfile.ZipInfo) -> zipfile.ZipInfo:
    copy = zipfile.ZipInfo(entry.filename, entry.date_time)
    copy.compress_type = zipfile.ZIP_DEFLATED
    return copy


def _blocks(stream: IO[bytes]) -> Iterator[bytes]:
    while block := stream.read(_CHUNK):
        yield block


def _rows(stream: IO[bytes]) -> Iterator[bytes]:
    """The stream in pieces that end where a row ends, so that no cell is cut in two."""
    rest = b""
    for block in _blocks(stream):
        head, end, rest = (rest + block).rpartition(b"</row>")
        yield head + end
    yield rest


def _filled(block: bytes, values: Results) -> bytes:
    def cell(match: re.Match[bytes]) -> bytes:
        value = values.get(match["at"].decode())
        if value is None:
            return match[0]
        text = isinstance(value, str)
        kind = b' t="str"' if text else b""
        shown = escape(value) if isinstance(value, str) else repr(value)
        return b'<c r="%b"%b%b>%b<v>%b</v></c>' % (
            match["at"],
            match["style"] or b"",
            kind,
            match["f"],
            shown.encode(),
        )

    return _FORMULA.sub(cell, block)
