"""Who published a text, as far as it says: a site's name, the words beside its date, a notice of rights, a source."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from workbench.core import paths
from workbench.core.model.article import Block, BlockKind, Guess
from workbench.core.model.span import Span
from workbench.core.reading import furniture
from workbench.core.reading.dates import named_dates
from workbench.core.reading.guesses import NOTHING, TEXT, without_site
from workbench.core.vocabulary.terms import TermKind, Terms
from workbench.core.words import mark

BESIDE_THE_DATE = mark("the words beside the date; they may name a person, a place or a section")
BEHIND_THE_TITLE = mark("the words behind the title; they may name a section")
NAMED_AS_SOURCE = mark("named as the source; the text may have been published elsewhere")
HOLDS_THE_RIGHTS = mark("named in the notice of rights")
AN_AGENCY = mark("named in the dateline; an agency's report may have been published elsewhere")
ONLY_MENTIONED = mark("a site named in the text; it may be a source and not the publisher")

# It begins where a word does: were a hyphen a beginning too, "5-5-5-…" would be searched from each of them anew.
_SITE = re.compile(rf"(?<![\w@.-]){furniture.SITE}(?!\w|\.\w)", re.IGNORECASE)
_SEPARATOR = re.compile(r"[,;|·•/()\n]|\s[—–-]\s|[—–]|(?<=\w\w)\.\s")
_TIME = re.compile(r"\d{1,2}:\d\d(?::\d\d)?")
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_PERSON = re.compile(
    r"(?:[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]\. ?){1,2}\w+|\w+ (?:[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]\. ?){1,2}|"
    r"[А-ЯЁӘҒҚҢӨҰҮҺІ][а-яёәғқңөұүһі]+(?:-[А-ЯЁ][а-яё]+)? [А-ЯЁӘҒҚҢӨҰҮҺІ][а-яёәғқңөұүһі]*"
    r"(?:[оеё]ва?|[иы]на?|[сц]к(?:ий|ая)|енко|у[лқ]лы|ұлы|қызы|ович|евич|ю?к|ян)"
)
_SOURCE = re.compile(r"[^\w]{0,3}(?:источник|source|дерек ?көзі?)\s{0,3}:\s{0,3}(?P<name>[^\n]{2,60})", re.IGNORECASE)
_RIGHTS = re.compile(
    r"[^\w©(]{0,3}(?:(?:©|\(c\)|copyright)\s{0,3}){1,2}(?:(?:19|20)\d\d(?:\s?[-–—]\s?(?:19|20)\d\d)?,?\s{0,3})?"
    rf"(?P<name>{furniture.SITE}(?![\w.]\w)|[^.,|;\d\n©]{{2,60}})",
    re.IGNORECASE,
)
_AGENCY = re.compile(
    r"[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][^.!?\n(/]{1,50}[,.]?[ \u00a0](?P<mark>[(/])(?P<name>[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][\w .-]{1,30})[)/]"
    r"[ \u00a0]?[—–-][ \u00a0]"
)
_QUOTED = re.compile(r"[«“\"](?P<name>[^«»“”\"]{2,50})[»”\"]")

Way = Callable[[str, Sequence[Block]], Guess]


def publisher(text: str, blocks: Sequence[Block]) -> Guess:
    """The site named at either end; else the likeliest of what else the text says, which carries a doubt."""
    return next((guess for way in _WAYS if (guess := way(text, blocks)).value), NOTHING)


def _site_line(text: str, blocks: Sequence[Block]) -> Guess:
    for block in reversed(blocks):
        site = furniture.site_line(block.span.of(text)) if block.kind is BlockKind.NOT_BODY else None
        if site:
            return _named(site, "site", block.span.start)
    return NOTHING


def _beside_the_date(text: str, blocks: Sequence[Block]) -> Guess:
    """ "Степной меридиан, 5 февраля 2026 года": what is left of a date line is a name."""
    for block in blocks:
        if block.kind is BlockKind.NOT_BODY and block.reason == furniture.DATE_LINE and len(block.span) <= 120:
            for start, name in _beside(block.span.of(text)):
                if _names_a_publisher(name):
                    begin = block.span.start + start
                    return Guess(name, TEXT, BESIDE_THE_DATE, Span(begin, begin + len(name)))
    return NOTHING


def _beside(line: str) -> Iterator[tuple[int, str]]:
    """The stretches between the dates, times and separators of a line, with where they begin."""
    edges = [(named.span.start, named.span.end) for named in named_dates(line)]
    edges += [match.span() for pattern in (_SEPARATOR, _TIME) for match in pattern.finditer(line)]
    if not named_dates(line):
        return
    start = 0
    for left, right in [*sorted(edges), (len(line), len(line))]:
        stretch = line[start:left] if left > start else ""
        name = stretch.strip(" \u00a0.:«»“”\"'")
        if name:
            yield start + stretch.index(name), name
        start = max(start, right)


def _names_a_publisher(name: str) -> bool:
    words = [word.casefold() for word in _WORD.findall(name)]
    passed_over, media = _words()
    if not words or not (name[0].isupper() or name[0].isdigit()) or len(name) < 2:
        return False
    if all(word in passed_over for word in words) or furniture.phrase_reason(name) or furniture.author_name(name):
        return False
    if media.intersection(words):
        return True
    terms = Terms.load()
    known = any(terms.find(kind, name) is not None for kind in (TermKind.PLACE, TermKind.SUBJECT))
    return not known and not _PERSON.fullmatch(name)


@cache
def _words() -> tuple[frozenset[str], frozenset[str]]:
    tables = tomllib.loads((paths.resources() / "reading" / "publishers.toml").read_text("utf-8"))
    return frozenset(tables["beside_a_date"]["words"]), frozenset(tables["names_media"]["words"])


def _behind_the_title(text: str, blocks: Sequence[Block]) -> Guess:
    for block in blocks:
        if block.kind is BlockKind.TITLE:
            title = block.span.of(text)
            name = title[len(without_site(title)) :].lstrip(" \u00a0|:")
            if name and _names_a_publisher(name):
                return Guess(name, TEXT, BEHIND_THE_TITLE, Span(block.span.end - len(name), block.span.end))
    return NOTHING


def _named_as_source(text: str, blocks: Sequence[Block]) -> Guess:
    """ "Источник: Степные вести", on a line of its own."""
    for block in blocks:
        if block.kind is BlockKind.NOT_BODY and block.reason == furniture.SOURCE_LINE:
            named = _SOURCE.fullmatch(block.span.of(text))
            if named:
                return _named(named, "name", block.span.start, NAMED_AS_SOURCE)
    return NOTHING


def _holder_of_rights(text: str, blocks: Sequence[Block]) -> Guess:
    """ "© 2026 Степные вести", below the text: above or within it would be a picture's."""
    last = max(
        (index for index, block in enumerate(blocks) if block.kind is BlockKind.PARAGRAPH), default=len(blocks)
    )
    for block in blocks[last + 1 :]:
        named = _RIGHTS.match(block.span.of(text)) if block.kind is BlockKind.NOT_BODY else None
        if named and _names_a_publisher(_QUOTED.sub(r"\g<name>", named["name"]).strip()):
            return _named(named, "name", block.span.start, HOLDS_THE_RIGHTS)
    return NOTHING


def _agency(text: str, blocks: Sequence[Block]) -> Guess:
    """ "АСТАНА (Reuters) — …", in front of the first paragraph."""
    body = next((block.span for block in blocks if block.kind is BlockKind.PARAGRAPH), None)
    named = _AGENCY.match(text, body.start, min(body.end, body.start + 120)) if body else None
    return _named(named, "name", 0, AN_AGENCY) if named and not named_dates(named["name"]) else NOTHING


def _only_mentioned(text: str, _: Sequence[Block]) -> Guess:
    """A single site named in the text."""
    named = list(_SITE.finditer(text))
    if len({_bare(match[0]).casefold() for match in named}) != 1:
        return NOTHING
    return Guess(_bare(named[0][0]), TEXT, ONLY_MENTIONED, Span(*named[0].span()))


def _named(match: re.Match[str], group: str, offset: int, doubt: str = "") -> Guess:
    """What the group holds, or what stands in quotes inside it, without the blanks and the dot around it."""
    start, end = match.span(group)
    quoted = _QUOTED.search(match.string, start, end)
    if quoted:
        start, end = quoted.span("name")
    name = match.string[start:end]
    start += len(name) - len(name.lstrip())
    name = name.strip().rstrip(" .,/")
    return Guess(_bare(name), TEXT, doubt, Span(offset + start, offset + start + len(name)))


def _bare(site: str) -> str:
    return re.sub(r"^(?:https?://)?(?:www\.)?|/$", "", site)


_WAYS: tuple[Way, ...] = (
    _site_line,
    _beside_the_date,
    _behind_the_title,
    _named_as_source,
    _holder_of_rights,
    _agency,
    _only_mentioned,
)
