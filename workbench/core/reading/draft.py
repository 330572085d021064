"""From lines to a draft of an article: blocks and guesses are the same for every format."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from workbench.core.model.article import ArticleDraft, Guess
from workbench.core.reading import guesses
from workbench.core.reading.blocks import blocks
from workbench.core.reading.guesses import Stated
from workbench.core.reading.lines import Line
from workbench.core.reading.publishers import publisher
from workbench.core.words import tr, trn

_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Origin:
    """The file as it was handed over."""

    data: bytes
    name: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a format's reader makes of bytes: their text, its lines, and what the format states beside it. `encoding`
    is how the bytes became text, where the format leaves that open."""

    text: str
    lines: Sequence[Line]
    stated: Stated = field(default_factory=Stated)
    encoding: str = ""
    considered: tuple[str, ...] = ()


def draft(origin: Origin, found: Found) -> ArticleDraft:
    """The draft: what the format states goes before what the text suggests."""
    text, stated = found.text, found.stated
    parts = blocks(found.lines)
    published = _either(stated.published, guesses.published(text, parts))
    return ArticleDraft(
        text=text,
        blocks=parts,
        title=_title(stated, guesses.title(text, parts, origin.name)),
        publisher=_either(stated.publisher, publisher(text, parts)),
        author=_either(stated.author, guesses.author(text, parts)),
        published=guesses.with_later_events(published, text),
        language=guesses.language(text, parts, stated.language),
        url=stated.url,
        file_name=origin.name,
        media_type=origin.media_type,
        encoding=found.encoding,
        encodings_considered=found.considered,
        original=origin.data,
        sha256=hashlib.sha256(origin.data).hexdigest(),
        notes=(*stated.notes, *_turned(text, origin.name)),
    )


def _turned(text: str, name: str) -> tuple[str, ...]:
    """A sentence on marks that make a stretch of text be shown backwards: "21" then looks like "12"."""
    marks = len(_TURNING.findall(text))
    if not marks:
        return ()
    return (
        trn(
            "{n} mark in {name} turns the direction of writing: numbers beside it may look other than they are.",
            "{n} marks in {name} turn the direction of writing: numbers beside them may look other than they are.",
            marks,
            name=name or tr("The pasted text"),
        ),
    )


def _either(stated: Guess, suggested: Guess) -> Guess:
    """The one that says something; a stated value that is doubted gives way to one that is not."""
    if stated.value and not (stated.doubt and suggested.value and not suggested.doubt):
        return stated
    return suggested


def _title(stated: Stated, suggested: Guess) -> Guess:
    """A title that stands in the text wins over one that is only stated, because it has a place to show."""
    if suggested.span is not None and not suggested.doubt:
        return suggested
    return stated.title if stated.title.value else suggested
