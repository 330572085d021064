"""Plain text to a draft: recognise the encoding, make lines whole, mark what is not the article."""

from __future__ import annotations

from dataclasses import replace

from workbench.core.errors import UnreadableFile
from workbench.core.reading import files
from workbench.core.reading.canonical import canonical, entities_decoded
from workbench.core.reading.draft import Found
from workbench.core.reading.encodings import Decoded, decode
from workbench.core.reading.guesses import Stated
from workbench.core.reading.lines import split
from workbench.core.reading.sniffing import not_text
from workbench.core.reading.wrapping import unwrapped
from workbench.core.words import tr, trn


def read(data: bytes, name: str, encoding: str | None) -> Found:
    """What a text file says; UnreadableFile when the bytes are no text."""
    decoded = decode(data, encoding)
    if decoded is None:
        raise UnreadableFile(not_text(name))
    files.check_text(decoded.text, decoded.text.count("\n") + decoded.text.count("\r"), name)
    found = from_text(decoded.text, lost_notes(decoded, name))
    return replace(found, encoding=decoded.encoding, considered=decoded.considered)


def lost_notes(decoded: Decoded, name: str) -> tuple[str, ...]:
    """A sentence on characters that have no meaning in the encoding; none when all have one."""
    if not decoded.lost:
        return ()
    return (
        trn(
            "{n} character of {name} could not be read as {encoding} and shows as �.",
            "{n} characters of {name} could not be read as {encoding} and show as �.",
            decoded.lost,
            name=name,
            encoding=decoded.encoding,
        ),
    )


def from_text(raw: str, notes: tuple[str, ...] = ()) -> Found:
    """What a text says that has no marks of its own."""
    stored = canonical(entities_decoded(raw))
    text = unwrapped(stored)
    if text != stored:
        notes += (tr("Lines that were broken at a fixed width were joined to paragraphs."),)
    return Found(text, split(text), Stated(notes=notes))
