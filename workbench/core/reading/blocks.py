"""What each line of a source is: an ordered list of small rules over the lines, each seeing a little context."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from workbench.core.model.article import Block, BlockKind
from workbench.core.model.span import Span
from workbench.core.reading import furniture
from workbench.core.reading.lines import Line
from workbench.core.reading.tables import headers

_LONG = 120  # a line as long as this is no headline
_MENU = 80  # and as this no item of a menu
_HEAD = 15  # lines above the article's first paragraph in which a title is looked for
_TAIL = 4
_ENDS = re.compile(r"[.!?…;:,][»”\")\]]*$")
_SENTENCE = re.compile(r"[.:][»”\")\]]*$|[^\W\dA-ZА-Я_]{3}[)»”]?\. +[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ—]")  # titles may ask or exclaim
_MARKER = re.compile(r"(?:[•·▪●◦‣*]|[-–—](?=[ \u00a0])|\d{1,2}[.)](?=[ \u00a0])|[a-zа-я]\)(?=[ \u00a0]))\s*")
_LEAD_IN = re.compile(r"(?P<label>[^\W\d_][\w’'-]*(?:[ \u00a0][\w’'-]+){0,4}):[ \u00a0]+(?=\S)")
_CALLOUT_WORD = re.compile(
    r"факт|справк|важн|примечан|заметк|контекст|кстати|деталь|напомин|для сведения|fact|note|background|key |context|"
    r"reminder|at a glance|in brief|дерек|анықтама|ескерту|маңызды|айта кет",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Page:
    """The lines under the rules. `body` is the first that is surely article; `title` stands above it or is None."""

    lines: Sequence[Line]
    title: int | None
    body: int
    listed: frozenset[int]
    labels: Counter[str]


Verdict = tuple[BlockKind, str]
Rule = Callable[[Page, int], Verdict | None]


def blocks(lines: Sequence[Line]) -> tuple[Block, ...]:
    """One or two blocks for each line, in order; together they cover all that is not blank."""
    page = _page([part for line in lines for part in _parted(line)])
    heads = headers(page.lines)
    return tuple(Block(*_judged(page, index), heads.get(index, ())) for index in range(len(page.lines)))


def _judged(page: Page, index: int) -> tuple[BlockKind, Span, str]:
    for rule in _RULES:
        verdict = rule(page, index)
        if verdict is not None:
            return verdict[0], page.lines[index].span, verdict[1]
    return BlockKind.PARAGRAPH, page.lines[index].span, ""


def _parted(line: Line) -> list[Line]:
    """The line without what was glued to it: a "date 2025-08-23" in front, a site's name behind the full stop."""
    if line.kind not in (None, BlockKind.PARAGRAPH):
        return [line]
    head = furniture.header_prefix(line.text)
    if head:
        first = [_cut(line, 0, head.end(), furniture.HEADER_LINE)]
        rest = _cut(line, head.end(), len(line.text))
        return first + _without_site(rest) if rest.text else first
    return _without_site(line)


def _without_site(line: Line) -> list[Line]:
    tail = furniture.site_end(line.text)
    if tail and tail.start() > 0:
        site = _cut(line, tail.start("site"), len(line.text), furniture.SITE_NAME)
        return [_cut(line, 0, tail.start("site")), site]
    return [line]


def _cut(line: Line, start: int, end: int, reason: str = "") -> Line:
    text = line.text[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    begin = line.span.start + start
    kind = BlockKind.NOT_BODY if reason else line.kind
    return Line(text, Span(begin, begin + len(text)), kind, reason)


def _page(lines: list[Line]) -> Page:
    body = next((i for i, line in enumerate(lines) if _surely_article(line)), len(lines))
    title = next((i for i, line in enumerate(lines) if line.kind is BlockKind.TITLE), None)
    if title is None and 0 < body < len(lines):
        title = _headline(lines, body)
    labels = Counter(match["label"] for line in lines if len(line.text) > 60 and (match := _LEAD_IN.match(line.text)))
    return Page(lines, title, body, _lists(lines), labels)


def _surely_article(line: Line) -> bool:
    if line.kind is not None:
        return line.kind in (BlockKind.PARAGRAPH, BlockKind.CALLOUT)
    if furniture.phrase_reason(line.text):
        return False
    return len(line.text) >= _LONG or (len(line.text) >= 60 and bool(_SENTENCE.search(line.text)))


def _headline(lines: list[Line], body: int) -> int | None:
    """Among the short lines above the article the first with four words or more, else the longest.

    The first and not the longest, because a sub-title often is longer than its title.
    """
    able = [i for i in range(max(body - _HEAD, 0), body) if lines[i].kind is None and _can_be_title(lines[i].text)]
    full = [i for i in able if len(lines[i].text.split()) >= 4]
    return full[0] if full else max(able, key=lambda i: len(lines[i].text), default=None)


def _can_be_title(text: str) -> bool:
    if len(text) < 8 or not re.search(r"[^\W\d_]", text) or text.endswith((":", ",", ";")):
        return False
    return not (
        furniture.phrase_reason(text)
        or furniture.glued_menu(text)
        or furniture.breadcrumbs(text)
        or furniture.date_line(text)
        or furniture.author_name(text)
        or furniture.site_line(text)
    )


def _lists(lines: Sequence[Line]) -> frozenset[int]:
    """Lines that are items: behind a bullet, or short ones in small letters in a run after a line with ":"."""
    listed: set[int] = set()
    open_run = False
    for i, line in enumerate(lines):
        if line.kind not in (None, BlockKind.PARAGRAPH):
            open_run = open_run and line.kind is BlockKind.LIST_ITEM
            continue
        text = line.text
        marker = _MARKER.match(text)
        rest = text[marker.end() :] if marker else text
        spoken = bool(marker) and text[0] in "–—-" and rest[:1].isupper() and not open_run  # a line of dialogue
        short_item = open_run and len(text) <= 2 * _LONG and rest[:1].islower()
        if (marker and rest and not spoken) or short_item:
            listed.add(i)
            open_run = open_run and not text.endswith(".")
        else:
            open_run = text.endswith(":")
    return frozenset(listed)


# The rules, first come first served.


def _as_marked_up(page: Page, index: int) -> Verdict | None:
    """What the format said is believed, but a paragraph may still be furniture, an item or a callout."""
    line = page.lines[index]
    if line.kind is None or line.kind is BlockKind.PARAGRAPH:
        return None
    return line.kind, line.reason


def _title(page: Page, index: int) -> Verdict | None:
    return (BlockKind.TITLE, "") if index == page.title else None


def _phrase(page: Page, index: int) -> Verdict | None:
    reason = furniture.phrase_reason(page.lines[index].text) if len(page.lines) > 1 else ""
    return (BlockKind.NOT_BODY, reason) if reason else None


def _menu(page: Page, index: int) -> Verdict | None:
    """Glued menu words above the article or below it."""
    outside = index < page.body or index >= len(page.lines) - _TAIL
    text = page.lines[index].text
    if outside and page.body < len(page.lines) and (furniture.glued_menu(text) or furniture.breadcrumbs(text)):
        return BlockKind.NOT_BODY, furniture.MENU
    return None


def _date_or_author(page: Page, index: int) -> Verdict | None:
    """A line above the first paragraph, or below the last, that only dates or signs the article."""
    if not (index < page.body < len(page.lines) or index >= max(len(page.lines) - _TAIL, page.body + 1)):
        return None
    text = page.lines[index].text
    if furniture.date_line(text):
        return BlockKind.NOT_BODY, furniture.DATE_LINE
    return (BlockKind.NOT_BODY, furniture.AUTHOR_LINE) if furniture.author_name(text) else None


def _site(page: Page, index: int) -> Verdict | None:
    """A site's name alone on its line, at either end; at the bottom also the page's first line once more."""
    if page.body >= len(page.lines) or page.body <= index < len(page.lines) - _TAIL:
        return None
    text = page.lines[index].text
    again = index == len(page.lines) - 1 and len(text) < 40 and text.casefold() == page.lines[0].text.casefold()
    return (BlockKind.NOT_BODY, furniture.SITE_NAME) if furniture.site_line(text) or again else None


def _before_title(page: Page, index: int) -> Verdict | None:
    """Short lines above the title; but a line with a number in it is never thrown out on this ground."""
    if page.title is None or index >= page.title or index >= page.body:
        return None
    text = page.lines[index].text
    if len(text) > _MENU or _DIGIT.search(text):
        return None
    return BlockKind.NOT_BODY, furniture.BEFORE_TITLE


def _list_item(page: Page, index: int) -> Verdict | None:
    return (BlockKind.LIST_ITEM, "") if index in page.listed else None


def _callout(page: Page, index: int) -> Verdict | None:
    """ "Important fact: …": a label that says it is one, or one of two words and more that returns at long lines."""
    text = page.lines[index].text
    lead = _LEAD_IN.match(text)
    if not lead or lead.end() > 45:
        return None
    label = lead["label"]
    returns = page.labels[label] > 1 and len(label.split()) > 1
    return (BlockKind.CALLOUT, "") if returns or _CALLOUT_WORD.search(label) else None


def _heading(page: Page, index: int) -> Verdict | None:
    """A short line without a full stop, or a question, before a longer one."""
    text = page.lines[index].text
    if page.lines[index].kind is not None or index + 1 >= len(page.lines) or len(text) > _LONG:
        return None
    follower = page.lines[index + 1]
    leads = len(follower.text) > max(1.3 * len(text), 60) or index + 1 in page.listed
    capital = text[:1].isupper() or text[:1].isdigit() or text[:1] in '«“"'
    ends_open = text.endswith("?") or not _ENDS.search(text)
    return (BlockKind.HEADING, "") if leads and capital and ends_open and re.search(r"[^\W\d_]", text) else None


_RULES: tuple[Rule, ...] = (
    _as_marked_up,
    _title,
    _phrase,
    _menu,
    _date_or_author,
    _site,
    _before_title,
    _list_item,
    _callout,
    _heading,
)
