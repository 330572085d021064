"""What a file is, by its content before its name, and a clear word for those that cannot be read."""

from __future__ import annotations

import re
from enum import Enum
from pathlib import PurePath

from workbench.core.errors import UnreadableFile
from workbench.core.reading import archives
from workbench.core.words import tr


class Kind(Enum):
    TEXT = "text/plain"
    HTML = "text/html"
    MHTML = "multipart/related"
    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


_HTML_SUFFIXES = (".html", ".htm", ".xhtml")
_MHTML_SUFFIXES = (".mht", ".mhtml")
_HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_MAIL_HEADER = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){2}")
_MULTIPART = re.compile(rb"^content-type:\s*(?:multipart/|text/html)", re.I | re.M)
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\x00", b"MM\x00*", b"BM")
_OTHER_BINARY = (
    b"\x7fELF", b"MZ\x90", b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"SQLite format 3\x00", b"ID3", b"OggS",
    b"\x00\x00\x01\x00", b"bplist00", b"\xfd7zXZ",
)  # fmt: skip
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def kind_of(data: bytes, name: str) -> Kind:
    """The kind of a file that can be read; UnreadableFile says what another one is and what to do with it."""
    suffix = PurePath(name).suffix.lower()
    start = data[:4096]
    if b"%PDF-" in start[:1024]:
        return Kind.PDF
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _archived(data, name)
    if data.startswith(_OLE):
        raise UnreadableFile(_old_office(data, name))
    if data.startswith(b"{\\rtf"):
        raise UnreadableFile(
            tr("{name} is a Rich Text file. Open it in a word processor and save it as .docx.", name=name)
        )
    if _is_picture(data):
        raise UnreadableFile(
            tr(
                "{name} is a picture, and this program reads text only. Save the article's page or copy its text.",
                name=name,
            )
        )
    if data.startswith(_OTHER_BINARY):
        raise UnreadableFile(not_text(name))
    _refuse_emptied(data, name, suffix)
    head = start.lstrip(b"\xef\xbb\xbf")
    if _MAIL_HEADER.match(head) and _MULTIPART.search(head):
        return Kind.MHTML
    if suffix in _HTML_SUFFIXES or _HTML_START.match(head) or _HTML_START.match(start.replace(b"\x00", b"")[2:]):
        return Kind.HTML
    return Kind.TEXT


def not_text(name: str) -> str:
    return tr(
        "{name} holds no text that could be read: it is a program, an archive, a recording or damaged. "
        "Choose a text, HTML, MHT, PDF or Word file.",
        name=name,
    )


def _is_picture(data: bytes) -> bool:
    if data[:4] == b"RIFF":
        return data[8:12] == b"WEBP"
    if data.startswith(b"BM"):  # letters too: a bitmap also states its own size
        return int.from_bytes(data[2:6], "little") == len(data)
    return data.startswith(_PICTURES) or data[4:12] in (b"ftypheic", b"ftypavif")


def _refuse_emptied(data: bytes, name: str, suffix: str) -> None:
    """A file named as one of a strict format that does not begin like it was cut off or is something else."""
    expected = {".pdf": "PDF", ".docx": "Word"}.get(suffix)
    if expected:
        raise UnreadableFile(
            tr(
                "{name} is named like a {format} file but is not one, or its beginning is missing. "
                "Get the file anew, or give it the suffix that fits what it holds.",
                name=name,
                format=expected,
            )
        )
    if suffix in _MHTML_SUFFIXES and not _MULTIPART.search(data[:65536]):
        raise UnreadableFile(
            tr("{name} is not a saved web page, or its beginning is missing. Save the page again.", name=name)
        )


def _archived(data: bytes, name: str) -> Kind:
    names = archives.names(data, name)
    if "word/document.xml" in names or any(re.fullmatch(r"word/document\d*\.xml", entry) for entry in names):
        return Kind.DOCX
    if any(entry.startswith("xl/") for entry in names):
        raise UnreadableFile(tr("{name} is a workbook. Copy the passage you need and paste it as text.", name=name))
    if any(entry.startswith("ppt/") for entry in names):
        raise UnreadableFile(tr("{name} is a presentation. Save it as PDF and open that.", name=name))
    if "mimetype" in names or "content.xml" in names:
        raise UnreadableFile(
            tr("{name} is an OpenDocument file or an e-book. Save it as .docx or PDF and open that.", name=name)
        )
    raise UnreadableFile(tr("{name} is an archive. Unpack it and open the files inside.", name=name))


def _old_office(data: bytes, name: str) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return archives.locked(name)
    if "WordDocument".encode("utf-16-le") in data or name.lower().endswith(".doc"):
        return tr("{name} is an old Word document. Open it in a word processor and save it as .docx.", name=name)
    return tr("{name} is a file of an old office program. Save it as .docx or PDF and open that.", name=name)
