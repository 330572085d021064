"""The door of reading: a file, its bytes or a pasted text in, a draft of an article out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from workbench.core.apart import pool
from workbench.core.apart.process import Question
from workbench.core.errors import UnreadableFile
from workbench.core.model.article import Article, ArticleDraft
from workbench.core.reading import files, guesses, passing, plain
from workbench.core.reading.draft import Found, Origin, draft
from workbench.core.reading.sniffing import Kind, kind_of
from workbench.core.words import tr

SUFFIXES: tuple[str, ...] = (".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".mht", ".mhtml", ".pdf", ".docx")
MAX_BYTES = files.MAX_BYTES
_ENCODED = frozenset(kind.value for kind in (Kind.TEXT, Kind.HTML, Kind.MHTML))

_INSIDE = "workbench.core.reading.inside"


def read_file(path: Path, *, encoding: str | None = None, cancelled: Callable[[], bool] = bool) -> ArticleDraft:
    """The draft of a file; UnreadableFile, with a sentence for the user, when there is no text to be had from it.

    `encoding` overrides what would be recognised, for the formats that do not state theirs. `cancelled` is asked
    while it is read; Cancelled once it says yes.
    """
    return read_bytes(files.bytes_of(path), path.name, encoding=encoding, cancelled=cancelled)


def read_bytes(
    data: bytes, name: str, *, encoding: str | None = None, cancelled: Callable[[], bool] = bool
) -> ArticleDraft:
    """The same for bytes at hand (a kept original that is read again); `name` is the file's, with its suffix."""
    if not name:
        return _nameless(data, encoding)
    if len(data) > MAX_BYTES:
        raise UnreadableFile(files.too_large(name))
    if not data:
        raise UnreadableFile(tr("{name} is empty. Choose a file that holds an article.", name=name))
    kind = kind_of(data, name)
    found = _found(kind, data, name, encoding, cancelled)
    files.check_text(found.text, len(found.lines), name)
    if not found.text.strip():
        raise UnreadableFile(tr("{name} holds no text. Choose a file that holds an article.", name=name))
    return draft(Origin(data, name, kind.value), found)


def read_pasted(data: bytes, name: str = "") -> ArticleDraft:
    """The draft of bytes that come without a file (standard input); their kind and encoding are recognised."""
    if not data.strip():
        raise UnreadableFile(_nothing_pasted())
    return read_bytes(data, name)


def _nameless(data: bytes, encoding: str | None) -> ArticleDraft:
    """What is said of the bytes calls them the pasted text, which is no name to guess a title from."""
    read = read_bytes(data, tr("The pasted text"), encoding=encoding)
    title = read.title
    if title.origin == guesses.FILE_NAME:
        title = guesses.title(read.text, read.blocks, "")
    return replace(read, file_name="", title=title)


def _nothing_pasted() -> str:
    return tr("There is no text to read. Copy the article's text and paste it again.")


def listing(path: Path) -> list[Path]:
    """The files to read at a path: itself, or of a folder all below it of a kind that can be read (perhaps none).

    UnreadableFile when there is no such path, or a folder may not be listed.
    """
    return files.listing(path, SUFFIXES)


def has_encoding(source: ArticleDraft | Article | str) -> bool:
    """Whether the source, or a file of this media type, can be read again in another encoding.

    PDF and Word files state theirs, and a pasted text was handed over as text.
    """
    if isinstance(source, str):
        return source in _ENCODED
    return source.media_type in _ENCODED and bool(source.encoding)


def read_text(text: str, name: str = "") -> ArticleDraft:
    """The draft of a pasted text."""
    if not text.strip():
        raise UnreadableFile(_nothing_pasted())
    data = text.encode("utf-8", "replace")
    if len(data) > MAX_BYTES:
        raise UnreadableFile(files.too_large(name or tr("The pasted text")))
    files.check_text(text, text.count("\n") + text.count("\r"), name or tr("The pasted text"))
    return draft(Origin(data, name, Kind.TEXT.value), plain.from_text(text))


def _found(kind: Kind, data: bytes, name: str, encoding: str | None, cancelled: Callable[[], bool]) -> Found:
    """Plain text is read here, all that needs a library in a process of its own: see core/apart."""
    if kind is Kind.TEXT:
        return plain.read(data, name, encoding)
    said = {"kind": kind.value, "name": name, "encoding": encoding}
    return pool.of(_INSIDE).ask(Question(name, said, data, cancelled=cancelled), passing.understood)
