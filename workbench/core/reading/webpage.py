"""Saved web pages: everything a reader sees is kept, and what is not the article is marked with the reason."""

from __future__ import annotations

import html
import logging
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from workbench.core.errors import UnreadableFile
from workbench.core.model.article import BlockKind
from workbench.core.reading import markup, pagemeta, plain
from workbench.core.reading.draft import Found
from workbench.core.reading.encodings import decode
from workbench.core.reading.guesses import Stated
from workbench.core.reading.lines import Piece, joined
from workbench.core.reading.markup import Visible
from workbench.core.reading.sniffing import not_text
from workbench.core.words import mark, tr

OUTSIDE = mark("outside the article")
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]+)|<\?xml[^>]{0,80}encoding=[\"']([\w.-]+)", re.I
)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*>")
_EMBEDDED = re.compile(r"data:[\w/+.-]{1,60}(?:;[\w=-]{1,60}){0,4};base64,[A-Za-z0-9+/=%]*")
_ENDS = re.compile(r"</(?:html|body)\b[^<>]*>", re.I)  # the parser drops what stands behind; browsers show it
_WIDE = re.compile(r"\b(?:col|row)span\s*=\s*[\"']?\s*\d{3,}", re.I)  # the library fills such tables up, for minutes
_INVISIBLE_PARTS = re.compile(r"<(script|style|template|head)\b.*?(?:</\1\s*>|$)|<!--.*?(?:-->|$)", re.I | re.S)
_BREAKS = re.compile(r"</?(?:p|div|br|li|tr|h[1-6]|table|section|article|ul|ol|td|th)\b[^<>]*>", re.I)
_TAG = re.compile(r"<[^<>]*>")
_MOST = 12 * 1024 * 1024  # characters and tags of markup in which the article's body is searched for
_MOST_TAGS = 60_000
_MOST_PARSED = 400_000  # tags: beyond it, and with a single tag this long, no tree is built
_LONG_TAG = re.compile(r"<[^<>]{100000}")
_SHORT = 24  # characters below which finding a stretch somewhere in the body proves little
_MOSTLY = 0.5


def read(data: bytes, name: str, encoding: str | None) -> Found:
    """What a saved page says."""
    return read_page(data, name, encoding)


def read_page(data: bytes, name: str, encoding: str | None, *, declared: str = "", address: str = "") -> Found:
    """What a page's bytes say; the file that they are a part of (MHTML) may know more of them."""
    stated_in = _DECLARED.search(data[:4096])
    stated_charset = declared or (stated_in and (stated_in[1] or stated_in[2]).decode("ascii", "replace")) or ""
    decoded = decode(data, encoding, stated_charset)
    if decoded is None:
        raise UnreadableFile(not_text(name))
    found = _found(decoded.text, name, address, plain.lost_notes(decoded, name))
    return replace(found, encoding=decoded.encoding, considered=decoded.considered)


def _found(markup_text: str, name: str, address: str, notes: tuple[str, ...]) -> Found:
    raw = _EMBEDDED.sub("", _XML_DECLARATION.sub("", markup_text.lstrip("\ufeff").replace("\x00", "")))
    raw = _ENDS.sub("", raw)
    root = _parsed(raw)
    if root is None:
        notes += (
            tr("The markup of {name} is damaged or far too large; all its text was taken, menus and all.", name=name),
        )
        return plain.from_text(flattened(raw), notes)
    stated = pagemeta.stated(root, raw, address)
    text, lines = joined(_pieces(markup.visible(root), _body_of(raw), stated))
    return Found(text, lines, replace(stated, notes=notes))


def _parsed(raw: str) -> Any:
    """The page as a tree; None when there is none to be had from it, or it is nested deeper than pages are."""
    if raw.count("<") > _MOST_PARSED or _LONG_TAG.search(raw):
        return None
    from lxml import etree
    from lxml import html as lxml_html

    parser = lxml_html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = lxml_html.document_fromstring(raw, parser=parser)
    except etree.ParserError:  # nothing but comments and blanks
        return None
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        return None
    return root


def flattened(raw: str) -> str:
    """The text of markup that cannot be parsed: tags out, breaks in."""
    return html.unescape(_TAG.sub("", _BREAKS.sub("\n", _INVISIBLE_PARTS.sub("", raw))))


def _body_of(raw: str) -> str:
    """The article's body as the library finds it; "" when it finds none. It only sees the given text."""
    if len(raw) > _MOST or raw.count("<") > _MOST_TAGS:
        return ""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # its complaints on a page are not the user's
    return trafilatura.extract(_WIDE.sub("", raw), include_comments=False, include_tables=True) or ""


def _key(text: str) -> str:
    return "".join(text.split())


class _Judge:
    """Which stretches are the article: what the library kept, unless their surroundings say otherwise."""

    def __init__(self, stretches: Sequence[Visible], body: str) -> None:
        self._body = _key(body)
        self._lines = frozenset(_key(part) for line in body.split("\n") for part in (line, *line.split("|")))
        self.kept = [self._found(stretch.text) for stretch in stretches]
        self._dismissed = self._holders_of_the_body(stretches)
        marked = sum(
            len(s.text) for s, kept in zip(stretches, self.kept, strict=True) if kept and not self.furniture(s)
        )
        unmarked = sum(len(s.text) for s in stretches if not self.furniture(s))
        if marked < 0.2 * unmarked:  # the library lost the article: then all that does not look like furniture is it
            self.kept = [not self.furniture(stretch) for stretch in stretches]
        self._tables = self._kept_tables(stretches)

    def _found(self, text: str) -> bool:
        key = _key(text)
        return key in self._body if len(key) >= _SHORT else key in self._lines

    def _holders_of_the_body(self, stretches: Sequence[Visible]) -> frozenset[int]:
        """Elements named like furniture that hold most of the article are not furniture."""
        inside: dict[int, int] = {}
        whole = 0
        for stretch, kept in zip(stretches, self.kept, strict=True):
            whole += len(stretch.text) * kept
            for number, reason in stretch.holders:
                if kept and reason != markup.HIDDEN:
                    inside[number] = inside.get(number, 0) + len(stretch.text)
        return frozenset(number for number, size in inside.items() if size > _MOSTLY * whole)

    def _kept_tables(self, stretches: Sequence[Visible]) -> dict[int, bool]:
        cells: dict[int, list[bool]] = {}
        for stretch, kept in zip(stretches, self.kept, strict=True):
            if stretch.table:
                cells.setdefault(stretch.table, []).append(kept or _key(stretch.text) in self._body)
        return {table: sum(kept) >= _MOSTLY * len(kept) for table, kept in cells.items()}

    def furniture(self, stretch: Visible) -> str:
        return next((reason for number, reason in stretch.holders if number not in self._dismissed), "")

    def reason(self, stretches: Sequence[Visible], index: int) -> str:
        """Why a stretch is not the article; "" when it is."""
        stretch = stretches[index]
        furniture = self.furniture(stretch)
        if furniture:
            return furniture
        if self.kept[index] or self._tables.get(stretch.table, False):
            return ""
        before, after = self._neighbour(index, -1), self._neighbour(index, 1)
        if before is not None and after is not None:
            beside = stretch.parent in (stretches[before].parent, stretches[after].parent)
            if beside or stretch.kind_tag[0] in "hl" or _same_holder(stretches, before, index, after):
                return ""
        return OUTSIDE

    def _neighbour(self, index: int, step: int) -> int | None:
        """The next kept stretch on one side, at most five away."""
        for other in range(index + step, index + 6 * step, step):
            if 0 <= other < len(self.kept) and self.kept[other]:
                return other
        return None


def _same_holder(stretches: Sequence[Visible], before: int, index: int, after: int) -> bool:
    return stretches[before].holders == stretches[index].holders == stretches[after].holders


def _pieces(stretches: Sequence[Visible], body: str, stated: Stated) -> list[Piece]:
    judge = _Judge(stretches, body)
    title = _title_index(stretches, judge, stated)
    pieces = []
    for index, stretch in enumerate(stretches):
        reason = "" if index == title else judge.reason(stretches, index)
        kind = BlockKind.TITLE if index == title else _kind(stretch)
        pieces.append(
            Piece(stretch.text, BlockKind.NOT_BODY if reason else kind, reason, stretch.joint, stretch.cell)
        )
    return pieces


def _title_index(stretches: Sequence[Visible], judge: _Judge, stated: Stated) -> int | None:
    """The first h1 outside of furniture that says what the head states, else any such h1, else such a text."""
    wanted, site = (_key(guess.value).casefold() for guess in (stated.title, stated.publisher))
    able = [i for i, s in enumerate(stretches) if not judge.furniture(s) and _key(s.text).casefold() != site]
    headings = [i for i in able if stretches[i].kind_tag == "h1"]
    same = [i for i in (headings or able) if wanted and _key(stretches[i].text).casefold() == wanted]
    return next(iter(same or headings), None)


def _kind(stretch: Visible) -> BlockKind | None:
    """None for a paragraph: pages are often written in bare lines, so the text has to tell."""
    if stretch.kind_tag in ("td", "th"):
        return BlockKind.TABLE_CELL
    if stretch.kind_tag == "li":
        return BlockKind.LIST_ITEM
    if stretch.kind_tag == "figcaption":
        return BlockKind.PARAGRAPH
    return BlockKind.HEADING if stretch.kind_tag[0] == "h" else None
