"""Bad Word documents and other archives: bombs, lies of the directory, outside entities, macros, foreign files."""

from __future__ import annotations

import functools
import io
import struct
import zipfile
from collections.abc import Callable

from tests.hostile import good
from tests.hostile.bad_pages import DOCTYPE
from tests.hostile.bad_texts import OLE
from tests.hostile.make import Bad

WORD = "концентрата"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BODY = "word/document.xml"
RELATIONS = "word/_rels/document.xml.rels"
LARGE = 60 << 20
OUTSIDE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DAMAGED = "is damaged or was cut off"
HUGE = "unpack to far more"


@functools.cache
def document() -> bytes:
    return good.document()


def within(xml: str, *, head: str = "") -> Callable[[], bytes]:
    """The document with something more at the end of its body, and before its root."""

    def make() -> bytes:
        body = good.parts_of(document())[BODY]
        end = body.rindex(b"<w:sectPr")
        start = body.index(b"<w:document")
        return good.changed(
            document(), {BODY: body[:start] + head.encode() + body[start:end] + xml.encode() + body[end:]}
        )

    return make


def related(*relations: str, **parts: bytes) -> Callable[[], bytes]:
    """The document with relations to other places."""

    def make() -> bytes:
        old = good.parts_of(document())[RELATIONS]
        new = old.replace(b"</Relationships>", "".join(relations).encode() + b"</Relationships>")
        return good.changed(document(), {RELATIONS: new, **parts})

    return make


def relation(kind: str, target: str, number: int = 99) -> str:
    return f'<Relationship Id="rId{number}" Type="{OUTSIDE}/{kind}" Target="{target}" TargetMode="External"/>'


def replaced(old: bytes, new: bytes) -> Callable[[], bytes]:
    """Bytes of the archive itself, once each time they stand there."""
    return lambda: document().replace(old, new)


def kind(content_type: str) -> Callable[[], bytes]:
    def make() -> bytes:
        types = good.parts_of(document())["[Content_Types].xml"]
        old = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
        return good.changed(document(), {"[Content_Types].xml": types.replace(old, content_type.encode())})

    return make


def understated() -> bytes:
    """A directory that says that the document's body is small."""
    data = bytearray(good.changed(document(), {BODY: b" " * LARGE}))
    at = data.rindex(BODY.encode()) - 46
    struct.pack_into("<I", data, at + 24, 1000)
    return bytes(data)


def overlapping() -> bytes:
    """Four thousand names for the same packed megabyte."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(BODY, bytes(1 << 20))
        first = packed.filelist[0]
        for number in range(4_000):
            again = zipfile.ZipInfo(f"word/media/{number}.png")
            for name in ("header_offset", "compress_size", "file_size", "CRC", "compress_type"):
                setattr(again, name, getattr(first, name))
            packed.filelist.append(again)
        packed._didModify = True  # type: ignore[attr-defined]
    return file.getvalue()


def twice() -> bytes:
    """Two bodies of the same name."""
    file = io.BytesIO(document())
    with zipfile.ZipFile(file, "a") as packed:
        packed.NameToInfo.clear()
        packed.writestr(BODY, good.parts_of(document())[BODY].replace(b"900", b"901"))
    return file.getvalue()


def names(*more: str) -> Callable[[], bytes]:
    return lambda: good.changed(document(), dict.fromkeys(more, b"owned"))


def swapped(part: str, *words: bytes) -> Callable[[], bytes]:
    """The document with words of a part in the place of others: old, new, old, new."""

    def make() -> bytes:
        data = good.parts_of(document())[part]
        for old, new in zip(words[::2], words[1::2], strict=True):
            assert old in data
            data = data.replace(old, new)
        return good.changed(document(), {part: data})

    return make


def without(name: str) -> Callable[[], bytes]:
    return lambda: good.archive({part: data for part, data in good.parts_of(document()).items() if part != name})


def dated() -> bytes:
    """Properties with years that no calendar has."""
    name = "docProps/core.xml"
    return good.changed(document(), {name: good.parts_of(document())[name].replace(b"20", b"99999")})


def flagged() -> bytes:
    """Every entry is said to be locked."""
    data = bytearray(document())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + place] |= 1
            at = data.find(mark, at + 4)
    return bytes(data)


def repacked() -> bytes:
    """Every entry is said to be packed in a way that nobody knows."""
    data = bytearray(document())
    for mark, place in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        at = data.find(mark)
        while at >= 0:
            struct.pack_into("<H", data, at + place, 99)
            at = data.find(mark, at + 4)
    return bytes(data)


PICTURE = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + struct.pack(">II", 2**31 - 1, 2**31 - 1) + b"\x08\x06\x00\x00\x00"
SPANS = (
    '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/><w:vMerge w:val="restart"/></w:tcPr>'
    "<w:p/></w:tc></w:tr></w:tbl>"
)
COMMAND = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/>'
    '<w:instrText>DDEAUTO c:\\\\windows\\\\cmd.exe "/k owned"</w:instrText></w:r></w:p>'
)
OTHER_PAGE = f'<w:altChunk r:id="rId99" xmlns:r="{OUTSIDE}"/>'
TEXT = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"

FILES = [
    Bad("empty.docx", lambda: b"", refused="is empty"),
    Bad("words.docx", lambda: b"plain words", refused="named like a Word file"),
    Bad("cut off.docx", lambda: document()[:-2000], refused=DAMAGED),
    Bad("only the end.docx", lambda: b"PK\x05\x06" + bytes(18), refused="is an archive"),
    Bad("hollow.docx", lambda: document()[:5000] + bytes(9000) + document()[14000:], refused=DAMAGED),
    Bad("old.docx", lambda: OLE + "WordDocument".encode("utf-16-le") + bytes(600), refused="old Word document"),
    Bad("locked.docx", lambda: OLE + "EncryptedPackage".encode("utf-16-le") + bytes(600), refused="password"),
    Bad("locked parts.docx", flagged, refused="password"),
    Bad("bomb.docx", lambda: good.changed(document(), {BODY: b" " * LARGE}), refused=HUGE),
    Bad("bomb of pictures.docx", lambda: good.changed(document(), {"word/media/a.bmp": bytes(LARGE)}), refused=HUGE),
    Bad("understated.docx", understated, refused=DAMAGED),
    Bad("overlapping.docx", overlapping, refused=HUGE),
    Bad("many entries.docx", lambda: good.archive({f"word/{n}.xml": b"" for n in range(6_000)}), refused=HUGE),
    Bad("two bodies.docx", twice, holds=WORD),
    Bad(
        "archive in it.docx",
        lambda: good.changed(document(), {"word/embeddings/a.zip": good.archive({"a": bytes(LARGE)})}),
        holds=WORD,
    ),
    Bad(
        "way out.docx",
        names("../../../../tmp/owned", "/etc/owned", "..\\..\\owned", "C:\\owned", "word/../../owned"),
        holds=WORD,
        lacks=("owned",),
    ),
    Bad("strange names.docx", names("word/\u202excod.exe", "con", "a\nb", "." * 4_000), holds=WORD),
    Bad("unknown packing.docx", repacked, refused=DAMAGED),
    Bad("macros.docm", kind("application/vnd.ms-word.document.macroEnabled.main+xml"), refused="has macros"),
    Bad("macros.docx", names("word/vbaProject.bin"), holds=WORD, lacks=("owned",)),
    Bad(
        "template.docx",
        kind("application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"),
        refused="is a template",
    ),
    Bad("no body.docx", without(BODY), refused="is an archive"),
    Bad("no types.docx", without("[Content_Types].xml"), refused=DAMAGED),
    Bad(
        "laughs.docx",
        within(TEXT.format("&l11; &file;"), head=DOCTYPE.replace("html", "w:document")),
        refused=DAMAGED,
    ),
    Bad("outside type.docx", within("", head='<!DOCTYPE x SYSTEM "http://step.example/x.dtd">'), holds=WORD),
    Bad(
        "nested.docx", within("<w:sdt><w:sdtContent>" * 50_000 + "</w:sdtContent></w:sdt>" * 50_000), refused=DAMAGED
    ),
    Bad(
        "nested tables.docx",
        within("<w:tbl><w:tr><w:tc>" * 60 + TEXT.format("Дно.") + "</w:tc></w:tr></w:tbl>" * 60),
        holds="Дно.",
    ),
    Bad("long word.docx", within(TEXT.format("а" * 12_000_000)), refused=HUGE),
    Bad("paragraphs.docx", within("<w:p/>" * 200_000), holds=WORD),
    Bad("spans.docx", within(SPANS * 300), holds=WORD),
    Bad(
        "not whole.docx",
        lambda: good.changed(document(), {BODY: good.parts_of(document())[BODY][:-30]}),
        refused=DAMAGED,
    ),
    Bad("half characters.docx", within(TEXT.format("&#xD800;")), refused=DAMAGED),
    Bad("commands.docx", within(COMMAND), holds=WORD, lacks=("DDEAUTO",)),
    Bad(
        "outside.docx",
        related(
            relation("attachedTemplate", "file:///etc/passwd"),
            relation("image", "file:///etc/passwd", 98),
            relation("oleObject", "http://step.example/owned", 97),
        ),
        holds=WORD,
        lacks=("root:",),
    ),
    Bad(
        "outside styles.docx",
        related(relation("styles", "file:///etc/passwd"), relation("footnotes", "file:///etc/passwd", 98)),
        refused=DAMAGED,
    ),
    Bad("other page in it.docx", within(OTHER_PAGE), holds=WORD),
    Bad("header of nothing.docx", swapped(BODY, b"<w:headerReference ", b"<w:headerReference x"), refused=DAMAGED),
    Bad("other styles.docx", swapped(RELATIONS, b"relationships/styles", b"owned/styles"), holds=WORD),
    Bad(
        "other relations.docx",
        swapped(RELATIONS, b"<Relationships ", b"<Owned ", b"</Relationships", b"</Owned"),
        refused=DAMAGED,
    ),
    Bad("huge picture.docx", lambda: good.changed(document(), {"word/media/image1.png": PICTURE}), holds=WORD),
    Bad("dates.docx", dated, refused=DAMAGED),
    Bad("turned.docx", within(TEXT.format("\u202e000 21\u202c тонн")), holds="\u202e", noted="turn the direction"),
    Bad("book.docx", good.workbook, refused="is a workbook"),
    Bad("slides.docx", lambda: good.archive({"ppt/presentation.xml": b""}), refused="is a presentation"),
    Bad(
        "open.docx",
        lambda: good.archive({"mimetype": b"application/vnd.oasis.opendocument.text"}),
        refused="OpenDocument",
    ),
    Bad(
        "program.docx",
        lambda: good.archive({"META-INF/MANIFEST.MF": b"", "Owned.class": b""}),
        refused="is an archive",
    ),
    Bad("document.txt", document, holds=WORD),
    Bad("document.pdf", document, holds=WORD),
]
