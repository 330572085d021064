"""The little Markdown that help pages are written in, as HTML for Qt's text; no page brings HTML of its own.

Headings with anchors, paragraphs, lists, tables, blocks of code, pictures, links, `code`, **bold**; and words of the
program in braces, which `fill` says: {key:figure.accept}, {menu:file.sample}.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby

Fill = Callable[[str, str], str]  # the kind and the name in braces -> HTML

_HEADING = re.compile(r"(#{1,3}) (.+?)(?: \{#([a-z-]+)\})?$")
_ITEM = re.compile(r"(?:- |(\d+)\. )(.*)$")
_PICTURE = re.compile(r"!\[([^\]]*)\]\(([\w./-]+)\)$")
_INLINE = re.compile(
    r"`(?P<code>[^`]+)`|\*\*(?P<bold>.+?)\*\*|\[(?P<words>[^\]]+)\]\((?P<to>[^)\s]+)\)|\{(?P<kind>[a-z]+):(?P<name>[^}]+)\}"
)
_TAG = re.compile(r"<[^>]*>")
_RULE = re.compile(r"\|[-| ]+\|$")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    text: str  # as HTML
    anchor: str


def headings(source: str, fill: Fill) -> list[Heading]:
    """All headings of a page, in order."""
    return [_heading(match, fill) for block in _blocks(source) if (match := _HEADING.match(block[0]))]


def to_html(source: str, fill: Fill) -> str:
    """The whole page."""
    return "\n".join(_block(block, fill) for block in _blocks(source))


def to_text(html: str) -> str:
    """The words of a piece of HTML that was made here."""
    bare = _TAG.sub(" ", html)
    for sign, written in (
        ("&nbsp;", " "),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", '"'),
        ("&#x27;", "'"),
        ("&amp;", "&"),
    ):
        bare = bare.replace(sign, written)
    return _SPACE.sub(" ", bare).strip()


def _blocks(source: str) -> Iterator[list[str]]:
    """Stretches of lines between empty lines; a block of code may hold empty lines."""
    block: list[str] = []
    fenced = False
    for line in source.splitlines():
        fenced ^= line.startswith("```")
        if line.strip() or fenced:
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _block(lines: list[str], fill: Fill) -> str:
    first = lines[0]
    if first.startswith("```"):
        return f"<pre>{escape(chr(10).join(lines[1:-1]))}</pre>"
    if match := _HEADING.match(first):
        return _heading_html(_heading(match, fill))
    if match := _PICTURE.match(first):
        return f'<p><img src="{escape(match[2])}" alt="{escape(match[1])}"></p>'
    if first.startswith("|"):
        return _table(lines, fill)
    if _ITEM.match(first):
        return _list(lines, fill)
    return f"<p>{inline(' '.join(lines), fill)}</p>"


def _heading(match: re.Match[str], fill: Fill) -> Heading:
    return Heading(len(match[1]), inline(match[2], fill), match[3] or "")


def _heading_html(one: Heading) -> str:
    anchor = f'<a name="{one.anchor}"></a>' if one.anchor else ""
    return f"<h{one.level}>{anchor}{one.text}</h{one.level}>"


def _list(lines: list[str], fill: Fill) -> str:
    """Lines that are indented go on with the item before them."""
    items: list[str] = []
    for line in lines:
        if match := _ITEM.match(line):
            items.append(match[2])
        else:
            items[-1] += " " + line.strip()
    kind = "ol" if lines[0][0].isdigit() else "ul"
    return f"<{kind}>{''.join(f'<li>{inline(item, fill)}</li>' for item in items)}</{kind}>"


def _table(lines: list[str], fill: Fill) -> str:
    """The first row is the head when a rule stands below it."""
    parts = [list(rows) for rule, rows in groupby(lines, lambda line: bool(_RULE.match(line))) if not rule]
    head, body = (parts[0], parts[1]) if len(parts) > 1 else ([], parts[0])
    rows = [_row(line, "th", fill) for line in head] + [_row(line, "td", fill) for line in body]
    return f'<table cellspacing="0" cellpadding="5">{"".join(rows)}</table>'


def _row(line: str, cell: str, fill: Fill) -> str:
    return (
        f"<tr>{''.join(f'<{cell}>{inline(one.strip(), fill)}</{cell}>' for one in line.strip('|').split('|'))}</tr>"
    )


def inline(text: str, fill: Fill) -> str:
    """Marks within a line."""
    made, at = "", 0
    for match in _INLINE.finditer(text):
        made += escape(text[at : match.start()]) + _marked(match, fill)
        at = match.end()
    return made + escape(text[at:])


def _marked(match: re.Match[str], fill: Fill) -> str:
    if match["code"]:
        return f"<code>{escape(match['code'])}</code>"
    if match["bold"]:
        return f"<b>{inline(match['bold'], fill)}</b>"
    if match["to"]:
        return f'<a href="{escape(match["to"])}">{inline(match["words"], fill)}</a>'
    return fill(match["kind"], match["name"])
