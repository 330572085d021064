"""The door of reading: a file, its bytes or a pasted text in, a draft of an article out."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path

from workbench.core.errors import UnreadableFile
from workbench.core.model.article import ArticleDraft
from workbench.core.reading import plain
from workbench.core.reading.draft import Origin
from workbench.core.reading.sniffing import Kind, kind_of
from workbench.core.words import tr

SUFFIXES: tuple[str, ...] = (".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".mht", ".mhtml", ".pdf", ".docx")
MAX_BYTES = 50 * 1024 * 1024  # a long report is 5; what is larger is no article

Read = Callable[[bytes, str, str | None], ArticleDraft]


def read_file(path: Path, *, encoding: str | None = None) -> ArticleDraft:
    """The draft of a file; UnreadableFile, with a sentence for the user, when there is no text to be had from it.

    `encoding` overrides what would be recognised, for the formats that do not state theirs.
    """
    return read_bytes(_bytes_of(path), path.name, encoding=encoding)


def read_bytes(data: bytes, name: str, *, encoding: str | None = None) -> ArticleDraft:
    """The same for bytes at hand (a kept original that is read again); `name` is the file's, with its suffix."""
    if len(data) > MAX_BYTES:
        raise UnreadableFile(_too_large(name))
    if not data:
        raise UnreadableFile(tr("{name} is empty. Choose a file that holds an article.", name=name))
    draft = _reader(kind_of(data, name))(data, name, encoding)
    if not draft.text.strip():
        raise UnreadableFile(tr("{name} holds no text. Choose a file that holds an article.", name=name))
    return draft


def read_text(text: str, name: str = "") -> ArticleDraft:
    """The draft of a pasted text."""
    if not text.strip():
        raise UnreadableFile(tr("There is no text to read. Copy the article's text and paste it again."))
    data = text.encode("utf-8", "replace")
    if len(data) > MAX_BYTES:
        raise UnreadableFile(_too_large(name or tr("The pasted text")))
    return plain.from_text(Origin(data=data, name=name, media_type=Kind.TEXT.value), text)


def _reader(kind: Kind) -> Read:
    """The reader of a kind. Those on heavy libraries are loaded when first needed."""
    if kind is Kind.HTML:
        from workbench.core.reading import webpage

        return webpage.read
    if kind is Kind.MHTML:
        from workbench.core.reading import mime

        return mime.read
    if kind is Kind.PDF:
        from workbench.core.reading import pdf

        return pdf.read
    if kind is Kind.DOCX:
        from workbench.core.reading import word

        return word.read
    return plain.read


def _bytes_of(path: Path) -> bytes:
    """The file's bytes, if it is a file and of sane size; weighed before it is read."""
    try:
        facts = path.stat()
        if stat.S_ISDIR(facts.st_mode):
            raise UnreadableFile(tr("{path} is a folder. Choose the files inside it.", path=path))
        if not stat.S_ISREG(facts.st_mode):
            raise UnreadableFile(tr("{path} is not an ordinary file. Copy its content to a file first.", path=path))
        if facts.st_size > MAX_BYTES:
            raise UnreadableFile(_too_large(str(path)))
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError as problem:
        raise UnreadableFile(
            tr("{path} does not exist. Check the name, or whether it was moved.", path=path)
        ) from problem
    except PermissionError as problem:
        raise UnreadableFile(
            tr("{path} may not be read by you. Ask for the right to read it, or copy it elsewhere.", path=path)
        ) from problem
    except OSError as problem:
        raise UnreadableFile(
            tr(
                "{path} could not be read: {reason}. Copy it to this computer and try again.",
                path=path,
                reason=problem.strerror,
            )
        ) from problem


def _too_large(name: str) -> str:
    return tr(
        "{name} is larger than {limit} MB, more than any article. Split it, or paste the part you need as text.",
        name=name,
        limit=MAX_BYTES // (1024 * 1024),
    )
