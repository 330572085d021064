"""What a text says of itself: title, publisher, author, date and language, each with its place and its doubt."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from workbench.core.model.article import Block, BlockKind, Guess
from workbench.core.model.span import Span
from workbench.core.reading import furniture
from workbench.core.reading.dates import NamedDate, named_dates, tells_of_later
from workbench.core.vocabulary.language import language_of
from workbench.core.words import mark

LATER_EVENTS = mark("the text tells of later events")
NOT_THE_TITLE = mark("the text has no title; this is its first heading")
FIRST_WORDS = mark("the text has no title; these are its first words")
MAY_BE_EDITED = mark("a date below the text; it may be that of a change")
MIXED = mark("parts are in another language")
TEXT, FILE_NAME = "text", "file name"
NOTHING = Guess("", TEXT)
# What programs and operating systems write for an author or a title when nobody has named one.
MADE_BY_NOBODY = frozenset(
    ["", "python-docx", "word document", "user", "admin", "administrator", "пользователь", "администратор",
     "anonymous", "unknown", "untitled", "без имени", "документ1", "document1", "(anonymous)", "(unspecified)"]
)  # fmt: skip

_WORD = re.compile(r"[^\W\d_]{3,}")
_SITE_BEHIND = re.compile(r"[ \u00a0]{1,3}(?:\||::)[ \u00a0]{1,3}[^|:]{2,40}$")
_TITLE_WORDS = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What the format itself states beside the text (html meta, pdf info): it goes before what the text suggests."""

    title: Guess = NOTHING
    publisher: Guess = NOTHING
    author: Guess = NOTHING
    published: Guess = NOTHING
    language: str = ""
    url: str = ""
    notes: tuple[str, ...] = field(default=())


def title(text: str, blocks: Sequence[Block], file_name: str) -> Guess:
    """The title in the text, else a file name that reads like one, else the first heading, else the first words."""
    titled = _first(blocks, BlockKind.TITLE)
    if titled is not None:
        shown = without_site(titled.of(text))
        return Guess(_one_line(shown), TEXT, span=Span(titled.start, titled.start + len(shown)))
    stem = PurePath(file_name).stem.replace("_", " ").strip()
    if len(_WORD.findall(stem)) >= 3:
        return Guess(_one_line(stem), FILE_NAME)
    heading = _first(blocks, BlockKind.HEADING)
    if heading is not None:
        return Guess(_one_line(heading.of(text)), TEXT, NOT_THE_TITLE, heading)
    body = next((block.span for block in blocks if block.kind is not BlockKind.NOT_BODY), None)
    return Guess(_shortened(_one_line(body.of(text))), TEXT, FIRST_WORDS, body) if body else NOTHING


def without_site(title: str) -> str:
    """ "Завод удвоит выпуск | Степные вести" without what is behind the bar, where a title is left."""
    behind = _SITE_BEHIND.search(title)
    return title[: behind.start()] if behind and len(_WORD.findall(title[: behind.start()])) > 1 else title


def _first(blocks: Sequence[Block], kind: BlockKind) -> Span | None:
    return next((block.span for block in blocks if block.kind is kind), None)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _shortened(text: str) -> str:
    if len(text) <= _TITLE_WORDS:
        return text
    return text[:_TITLE_WORDS].rsplit(" ", 1)[0].rstrip(" ,;:—–-") + "…"


def author(text: str, blocks: Sequence[Block]) -> Guess:
    """The name in a line that signs the article."""
    for block in blocks:
        if block.kind is BlockKind.NOT_BODY and (match := furniture.author_name(block.span.of(text))):
            start, end = match.span("name")
            return Guess(match["name"], TEXT, span=Span(block.span.start + start, block.span.start + end))
    return NOTHING


def published(text: str, blocks: Sequence[Block]) -> Guess:
    """The date of a header or date line, else of a dateline that opens the first paragraph."""
    body_begins = next((b.span.start for b in blocks if b.kind is BlockKind.PARAGRAPH), len(text))
    for block in blocks:
        if block.kind is BlockKind.NOT_BODY and block.reason in (furniture.HEADER_LINE, furniture.DATE_LINE):
            dates = named_dates(block.span.of(text))
            if dates:
                doubt = MAY_BE_EDITED if block.span.start > body_begins else ""
                return _dated(dates[0], block.span.start, doubt)
    opening = text[body_begins : body_begins + 80]
    dateline = re.match(r"[^.!?\d]{0,40}", opening)
    dates = named_dates(opening)
    if dateline and dates and dates[0].span.start <= dateline.end():
        behind = opening[dates[0].span.end :]
        if re.match(
            r"(?:,? г\.| года?)?(?:,? \d\d:\d\d)?,?[ \u00a0]*(?:\([\w.-]+\)|[/\w. ]{0,20})?[ \u00a0]*[—–-] ", behind
        ):
            return _dated(dates[0], body_begins)
    return NOTHING


def _dated(named: NamedDate, offset: int, doubt: str = "") -> Guess:
    return Guess(named.iso, TEXT, doubt, Span(named.span.start + offset, named.span.end + offset))


def with_later_events(guess: Guess, text: str) -> Guess:
    """The same, doubted if the text names a date that lies after it."""
    return replace(guess, doubt=LATER_EVENTS) if guess.value and tells_of_later(text, guess.value) else guess


def language(text: str, blocks: Sequence[Block], stated: str) -> Guess:
    """The language of most letters; what the format states counts only where the letters say nothing."""
    letters: Counter[str] = Counter()
    for block in blocks:
        if block.kind is not BlockKind.NOT_BODY:
            letters[language_of(block.span.of(text))] += len(block.span)
    letters.pop("", None)
    if not letters:
        return Guess(stated[:2].lower(), "html meta") if stated[:2].lower() in ("ru", "kk", "en") else NOTHING
    (best, most), *_ = letters.most_common(1)
    return Guess(best, TEXT, MIXED if most < 0.9 * letters.total() else "")
