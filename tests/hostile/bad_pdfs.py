"""Bad PDF files: streams that unfold, objects that hold themselves, lies about pages, and what a viewer would run."""

from __future__ import annotations

from collections.abc import Callable

from tests.hostile import good
from tests.hostile.make import Bad

WORD = "концентрата"
DAMAGED = "is damaged or was cut off"


def file(
    *extra: bytes, catalog: bytes = b"", trailer: bytes = b"", stream: bytes = b"", box: bytes = b"842"
) -> Callable[[], bytes]:
    return lambda: good.pdf(*extra, catalog=catalog, trailer=trailer, stream=stream, box=box)


def changed(old: bytes, new: bytes) -> Callable[[], bytes]:
    def make() -> bytes:
        data = good.pdf()
        assert old in data
        return data.replace(old, new)

    return make


def content(stream: bytes, *more: bytes) -> Callable[[], bytes]:
    """A page whose content is this object."""
    return lambda: good.numbered(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 600] /Contents 4 0 R "
            b"/Resources << /XObject << /X 5 0 R >> "
            b"/Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Courier >> >> >> >>",
            stream,
            *more,
        ]
    )


def bomb() -> bytes:
    """Half a gigabyte of blanks before the words, in half a kilobyte."""
    return content(good.packed_stream(b" " * (512 << 20) + b"BT /F 11 Tf 50 500 Td (Words) Tj ET", 2))()


def pages(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % (3 + n) for n in range(count))
    return good.numbered(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count),
            *[b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"] * count,
        ]
    )


def letters(mapping: bytes) -> Callable[[], bytes]:
    """A page whose font says that its letters mean something else."""
    table = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def "
        b"1 begincodespacerange <00> <ff> endcodespacerange %s endcmap end end" % mapping
    )
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /ToUnicode 6 0 R >>"
    return lambda: content(
        good.packed_stream(b"BT /F 11 Tf 50 500 Td (Words of a plant, 12 tonnes) Tj ET"),
        b"null",
        good.packed_stream(table),
    )().replace(b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>", font)


SCRIPT = b"<< /S /JavaScript /JS (app.alert\\('owned'\\)) >>"
FORM = (
    b"<< /Type /XObject /Subtype /Form /BBox [0 0 600 600] /Resources << /XObject << /X 5 0 R >> >> /Length 5 >>\n"
    b"stream\n/X Do\nendstream"
)
IMAGE = (
    b"<< /Type /XObject /Subtype /Image /Width 2147483647 /Height 2147483647 /BitsPerComponent 8 "
    b"/ColorSpace /DeviceRGB /Length 3 >>\nstream\nabc\nendstream"
)
KEY = b"<" + b"41" * 32 + b">"
WORDS = b"BT /F 11 Tf 50 500 Td (The plant makes 12 tonnes) Tj ET"

FILES = [
    Bad("empty.pdf", lambda: b"", refused="is empty"),
    Bad("head only.pdf", lambda: b"%PDF-1.7\n", refused=DAMAGED),
    Bad("head and end.pdf", lambda: b"%PDF-1.7\n%%EOF", refused=DAMAGED),
    Bad("cut off.pdf", lambda: good.pdf()[:-200], refused=DAMAGED),
    Bad("words.pdf", lambda: b"plain words", refused="named like a PDF file"),
    Bad("page.txt.pdf", lambda: good.pdf().replace(b"%PDF-1.7", b"%QDF-1.7"), refused="named like a PDF file"),
    Bad("named as text.txt", good.pdf, holds=WORD),
    Bad(
        "locked.pdf",
        file(trailer=b"/Encrypt << /Filter /Standard /V 1 /R 2 /O %s /U %s /P -4 >> /ID [<00> <00>]" % (KEY, KEY)),
        refused="password",
    ),
    Bad(
        "locked in a strange way.pdf",
        file(trailer=b"/Encrypt << /Filter /Owned /V 99 >> /ID [<00> <00>]"),
        refused=DAMAGED,
    ),
    Bad(
        "script.pdf",
        file(SCRIPT, catalog=b"/OpenAction 7 0 R /Names << /JavaScript << /Names [(a) 7 0 R] >> >>"),
        holds=WORD,
        lacks=("owned",),
    ),
    Bad(
        "launch.pdf",
        file(b"<< /S /Launch /F (/bin/sh) /Win << /F (cmd.exe) >> >>", catalog=b"/OpenAction 7 0 R"),
        holds=WORD,
        lacks=("cmd",),
    ),
    Bad(
        "address.pdf",
        file(b"<< /S /URI /URI (http://step.example/owned) >>", catalog=b"/OpenAction 7 0 R"),
        holds=WORD,
        lacks=("owned",),
    ),
    Bad(
        "other file.pdf",
        file(b"<< /S /GoToR /F (file:///etc/passwd) /D [0 /Fit] >>", catalog=b"/OpenAction 7 0 R"),
        holds=WORD,
        lacks=("root:",),
    ),
    Bad(
        "files in it.pdf",
        file(
            b"<< /Type /Filespec /F (../../owned.exe) /EF << /F 8 0 R >> >>",
            b"<< /Type /EmbeddedFile /Length 2 >>\nstream\nMZ\nendstream",
            catalog=b"/Names << /EmbeddedFiles << /Names [(a) 7 0 R] >> >>",
        ),
        holds=WORD,
        lacks=("MZ", "owned"),
    ),
    Bad(
        "outside stream.pdf",
        content(b"<< /F (file:///etc/passwd) /Length 0 >>\nstream\n\nendstream"),
        refused="pictures of pages",
        lacks=("root:",),
    ),
    Bad(
        "form with questions.pdf",
        file(catalog=b"/AcroForm << /XFA (<x>&owned;</x>) /Fields [] >>"),
        holds=WORD,
        lacks=("owned",),
    ),
    Bad("bomb.pdf", bomb, holds="Words"),
    Bad("bomb of letters.pdf", letters(b"1 beginbfchar <20> <%s> endbfchar" % (b"0041" * 100_000)), holds="tonnes"),
    Bad("ranges.pdf", letters(b"1 beginbfrange <00000000> <ffffffff> <0041> endbfrange " * 50), holds="mars"),
    Bad("half letters.pdf", letters(b"1 beginbfrange <41> <7a> <d800> endbfrange"), holds="12", lacks=("\ud800",)),
    Bad("turned.pdf", letters(b"1 beginbfchar <2c> <202e> endbfchar"), holds="Words", noted="turns the direction"),
    Bad("kids of itself.pdf", changed(b"/Kids [5 0 R] /Count 1", b"/Kids [2 0 R] /Count 1"), refused=DAMAGED),
    Bad("kids without end.pdf", changed(b"/Kids [5 0 R] /Count 1", b"/Kids [2 0 R 5 0 R] /Count 9"), refused=DAMAGED),
    Bad("many pages said.pdf", changed(b"/Count 1", b"/Count 1000000000"), holds=WORD),
    Bad("many pages.pdf", lambda: pages(3_000), refused="more than 2000 pages"),
    Bad("no pages.pdf", lambda: pages(0), refused=DAMAGED),
    Bad("pages below zero.pdf", changed(b"/Count 1", b"/Count -1"), holds=WORD),
    Bad("drawing of itself.pdf", content(good.packed_stream(b"/X Do " + WORDS), FORM), holds="tonnes"),
    Bad(
        "drawn over and over.pdf",
        content(good.packed_stream(b"/X Do " * 100_000 + WORDS), FORM.replace(b"/X Do", b"/X Do " * 9)),
        stopped=True,
    ),
    Bad("length of itself.pdf", content(b"<< /Length 4 0 R >>\nstream\n" + WORDS + b"\nendstream"), holds="tonnes"),
    Bad(
        "length of no end.pdf",
        content(b"<< /Length 99999999999999999999 >>\nstream\n" + WORDS + b"\nendstream"),
        holds="tonnes",
    ),
    Bad(
        "filters.pdf",
        content(b"<< /Length 3 /Filter [%s] >>\nstream\nabc\nendstream" % (b"/FlateDecode " * 100_000)),
        refused=".",
    ),
    Bad(
        "no such filter.pdf",
        content(b"<< /Length 3 /Filter /Owned >>\nstream\nabc\nendstream"),
        refused="pictures of pages",
    ),
    Bad(
        "tables in a ring.pdf",
        lambda: good.pdf(trailer=b"/Prev 9").replace(
            b"/Prev 9", b"/Prev %d" % good.pdf(trailer=b"/Prev 999").rindex(b"xref\n0")
        ),
        holds=WORD,
    ),
    Bad(
        "table elsewhere.pdf",
        lambda: good.pdf()[: good.pdf().rindex(b"startxref")] + b"startxref\n999999999999\n%%EOF",
        holds=WORD,
    ),
    Bad("nested arrays.pdf", file(b"[" * 200_000 + b"]" * 200_000), holds=WORD),
    Bad("nested words.pdf", content(good.packed_stream(b"[" * 200_000 + WORDS)), refused="."),
    Bad("states.pdf", content(good.packed_stream(b"q " * 2_000_000 + WORDS)), holds="tonnes"),
    Bad("huge page.pdf", file(box=b"999999999999"), holds=WORD),
    Bad("page of no size.pdf", file(box=b"0"), holds=WORD),
    Bad("page of strange size.pdf", file(box=b"-1e999"), holds=WORD),
    Bad("huge picture.pdf", content(good.packed_stream(b"/X Do " + WORDS), IMAGE), holds="tonnes"),
    Bad(
        "letters of no size.pdf",
        content(good.packed_stream(b"BT /F 0 Tf 1e38 0 0 1e38 1e38 1e38 Tm (Nothing) Tj ET " + WORDS)),
        holds="tonnes",
    ),
    Bad(
        "many letters.pdf", content(good.packed_stream(b"BT /F 1 Tf (" + b"9" * 2_000_000 + b") Tj ET")), holds="9999"
    ),
    Bad(
        "dates.pdf",
        file(b"<< /CreationDate (D:99999999999999) /Title (" + b"9" * 100_000 + b") >>", trailer=b"/Info 7 0 R"),
        holds=WORD,
    ),
]
