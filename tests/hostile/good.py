"""Small files that are as they should be, one of each kind: what fuzzing and the bad files start from."""

from __future__ import annotations

import base64
import io
import zipfile
import zlib
from collections.abc import Mapping, Sequence

WORDS = (
    "Комбинат под Карагандой намерен за два года удвоить выпуск концентрата до 12 тысяч тонн, сообщил директор.",
    "Сейчас мощность не больше 2,6 млн тонн руды в год, а численность работников вырастет с 640 до 900 человек.",
    "Казахстанско-корейский фонд вложит в него 48 млрд тенге, о чём стороны договорились осенью 2025 года.",
)
TITLE = "Завод удвоит выпуск"


def text() -> bytes:
    return f"Степные вести\n{TITLE}\n7 ноября 2025, 10:15\n\n".encode() + "\n\n".join(WORDS).encode()


def page(body: str = "", head: str = "") -> bytes:
    told = "".join(f"<p>{words}</p>" for words in WORDS)
    return (
        f'<!DOCTYPE html><html lang="ru"><head><meta charset="utf-8"><title>{TITLE}</title>{head}'
        '<meta property="article:published_time" content="2025-11-07T10:15:00+05:00">'
        '<script type="application/ld+json">{"@type":"NewsArticle","author":{"name":"Айгуль Сеитова"}}</script>'
        f"</head><body><nav><ul><li>Главная</li><li>Курс: 525,4</li></ul></nav><article><h1>{TITLE}</h1>{told}{body}"
        "<table><tr><th>Год</th><th>Тонн</th></tr><tr><td>2024</td><td>6000</td></tr></table></article></body></html>"
    ).encode()


def saved(content: bytes | None = None, kind: str = "text/html; charset=utf-8") -> bytes:
    """A page as browsers save it in one file: the page first, then a picture."""
    return b"\r\n".join(
        [
            b"From: <Saved by a browser>",
            b"Snapshot-Content-Location: https://www.step.example/2025/zavod",
            b"MIME-Version: 1.0",
            b'Content-Type: multipart/related; type="text/html"; boundary="----edge"',
            b"",
            b"------edge",
            f"Content-Type: {kind}".encode(),
            b"Content-Transfer-Encoding: base64",
            b"",
            base64.encodebytes(page() if content is None else content),
            b"------edge",
            b"Content-Type: image/png",
            b"Content-Transfer-Encoding: base64",
            b"",
            base64.encodebytes(b"\x89PNG" * 90),
            b"------edge--",
            b"",
        ]
    )


def document() -> bytes:
    """A Word document with headings, a list, a table, a header and a footer."""
    import docx

    made, file = docx.Document(), io.BytesIO()
    made.sections[0].header.paragraphs[0].text = "Вестник, выпуск 7"
    made.add_heading(TITLE, 0)
    for words in WORDS:
        made.add_paragraph(words)
    made.add_paragraph("400 тонн весной", style="List Bullet")
    table = made.add_table(2, 2)
    for cell, words in zip(
        (c for row in table.rows for c in row.cells), ("Год", "Тонн", "2024", "6000"), strict=True
    ):
        cell.text = words
    made.save(file)
    return file.getvalue()


def archive(parts: Mapping[str, bytes], *, stored: bool = False) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return file.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def changed(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The archive with parts replaced or added."""
    return archive(parts_of(data) | dict(parts))


def pdf(*extra: bytes, catalog: bytes = b"", trailer: bytes = b"", stream: bytes = b"", box: bytes = b"842") -> bytes:
    """One page with the words, its content packed. `extra` are objects from number 7 on; `stream` goes before the
    words on the page."""
    shown = stream + b"".join(
        b"BT /F 11 Tf 50 %d Td <%s> Tj ET\n" % (760 - 20 * line, part.encode("cp1251").hex().encode())
        for line, part in enumerate((TITLE, *WORDS))
    )
    bytes_of_letters = b"\n".join(
        b"<%02x> <%04x>" % (code, ord(bytes([code]).decode("cp1251", "replace"))) for code in range(32, 256)
    )
    letters = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def "
        b"1 begincodespacerange <00> <ff> endcodespacerange 224 beginbfchar\n%s\nendbfchar endcmap end end"
        % bytes_of_letters
    )
    return numbered(
        [
            b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog,
            b"<< /Type /Pages /Kids [5 0 R] /Count 1 >>",
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /ToUnicode 4 0 R /FirstChar 32 /LastChar 255 "
            b"/Widths [%s] >>" % b" ".join([b"600"] * 224),
            packed_stream(letters),
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %s %s] /Resources << /Font << /F 3 0 R >> >> "
            b"/Contents 6 0 R >>" % (box, box),
            packed_stream(shown),
            *extra,
        ],
        trailer,
    )


def packed_stream(content: bytes, times: int = 1) -> bytes:
    """A stream that is deflated, and that again."""
    for _ in range(times):
        content = zlib.compress(content, 9)
    filters = b" ".join([b"/FlateDecode"] * times)
    return b"<< /Length %d /Filter [%s] >>\nstream\n%s\nendstream" % (len(content), filters, content)


def numbered(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A PDF file of these objects, the first of which is the catalogue."""
    data, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF"
    return data + end % (len(objects) + 1, table, len(objects) + 1, trailer, len(data))


def workbook() -> bytes:
    """A workbook as another program would have made it: the evidence of one figure, by its headers."""
    import openpyxl

    made, file = openpyxl.Workbook(), io.BytesIO()
    made.active.title = "Evidence"
    made.active.append(["GUID", "Quote", "Stated", "Unit", "Measure", "Subject", "Item", "Place", "Period", "Status"])
    made.active.append(
        ["0" * 32, "12 тысяч тонн", 12, "т", "выпуск", "Комбинат", "концентрат", "", "2027", "accepted"]
    )
    made.save(file)
    return file.getvalue()
