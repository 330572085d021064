"""A source as the project keeps it: its text, never changed, its blocks, and what is guessed about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple, NewType

from workbench.core.model.span import Span

ArticleId = NewType("ArticleId", int)


class BlockKind(StrEnum):
    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    CALLOUT = "callout"
    LIST_ITEM = "list item"
    TABLE_CELL = "table cell"
    NOT_BODY = "not body"  # menu, header line, site name, comments: marked, never deleted


@dataclass(frozen=True, slots=True)
class Block:
    """One line or paragraph. Blocks do not overlap and are in the order of the text."""

    kind: BlockKind
    span: Span
    reason: str = ""  # the rule that marked it, for "not body"
    header: tuple[Span, ...] = ()  # of a table cell: the cells that name its column, outermost first, then its row


@dataclass(frozen=True, slots=True)
class Guess:
    """A value the program found for itself, with where it came from and why to doubt it.

    `origin` names the place: "text", "file name", "html meta", "pdf info", "user". A user's word is no guess:
    origin "user" carries no doubt. `doubt` is empty or a plain English phrase, translated when shown.
    """

    value: str
    origin: str
    doubt: str = ""
    span: Span | None = None

    @property
    def day(self) -> date | None:
        """The date it gives, where that is known to the day and not doubted."""
        try:
            return None if self.doubt else date.fromisoformat(self.value)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleDraft:
    """What a reader makes of a file, before the project has it.

    `text` is canonical: NFC, "\\n" line ends, no BOM, no NUL, no lone surrogates. `original` is the file, byte for
    byte, and `sha256` its hash in hex. `encoding` is how the bytes were decoded ("" where the format says it itself).
    `dates` are ISO 8601 (possibly partial: "2025", "2025-08").
    """

    text: str
    blocks: tuple[Block, ...]
    title: Guess
    publisher: Guess
    author: Guess
    published: Guess
    language: Guess  # "ru", "kk", "en" or "" when unknown
    url: str = ""
    file_name: str = ""
    media_type: str = "text/plain"
    encoding: str = ""
    encodings_considered: tuple[str, ...] = ()  # best first: the choices offered to the user
    original: bytes = field(default=b"", repr=False)
    sha256: str = ""
    notes: tuple[str, ...] = ()  # what the reader wants the user to know, in plain sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article of the project. `text` is the current version's."""

    id: ArticleId
    guid: str
    title: Guess
    publisher: Guess
    author: Guess
    published: Guess
    language: Guess
    url: str
    file_name: str
    media_type: str
    encoding: str
    encodings_considered: tuple[str, ...]
    sha256: str  # of the original bytes
    text_sha256: str
    text: str = field(repr=False)
    blocks: tuple[Block, ...] = field(repr=False)
    version: int = 1
    imported_at: str = ""  # ISO 8601 UTC
    size: int = 0  # bytes of the original
    closed_reason: str = ""

    def block_at(self, position: int) -> Block | None:
        return next((b for b in self.blocks if b.span.start <= position < b.span.end), None)


@dataclass(frozen=True, slots=True)
class Version:
    """One state of a source's text: which file it came in, when, by whose hand. The highest number is the newest."""

    number: int
    file_name: str
    media_type: str
    encoding: str
    sha256: str  # of the original bytes
    imported_at: str  # ISO 8601 UTC
    imported_by: str


class ArticleSummary(NamedTuple):
    """A line of the sources list: an article without its text, with its counts. A tuple, for there may be many."""

    id: ArticleId
    guid: str
    title: str
    publisher: str
    published: str
    published_doubt: str
    language: str
    file_name: str
    numbers: int  # digit groups and number words in the text
    figures: int  # figures found or made by hand
    settled: int  # figures accepted, rejected, not a figure or duplicate
    version: int = 1
    orphans: int = 0  # figures of former versions that were not found again; not among `figures`
