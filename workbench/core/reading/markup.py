"""A parsed web page as the stretches a reader sees, each with what its surroundings in the page say of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from workbench.core.reading.cells import Cell, Grid
from workbench.core.reading.furniture import DATE_LINE, MENU
from workbench.core.words import mark

HIDDEN = mark("hidden on the page")
FORM = mark("buttons and boxes")
_PAGE_HEADER = mark("page header")
_PAGE_FOOTER = mark("page footer")
_SIDE = mark("side box")
_COMMENTS = mark("comments")
_RELATED = mark("read also")
_SUBSCRIBE = mark("subscribe")
_SHARE = mark("share buttons")
_COOKIES = mark("cookie notice")
_ADVERTISEMENT = mark("advertisement")
_TAGS = mark("tags")

_NEVER = frozenset(
    [
        "script",
        "style",
        "template",
        "svg",
        "math",
        "head",
        "iframe",
        "object",
        "embed",
        "canvas",
        "audio",
        "video",
        "datalist",
    ]
)
_BLOCK = re.compile(
    "address|article|aside|blockquote|body|button|caption|center|dd|details|dialog|div|dl|dt|fieldset|figcaption|figure|"
    "footer|form|h[1-6]|header|hr|html|legend|li|main|nav|noscript|ol|optgroup|option|p|pre|section|select|summary|"
    "table|tbody|td|textarea|tfoot|th|thead|tr|ul"
)
_BY_TAG = {"nav": MENU, "aside": _SIDE, "footer": _PAGE_FOOTER, "button": FORM, "select": FORM, "textarea": FORM,
           "dialog": FORM, "noscript": HIDDEN}  # fmt: skip
_BY_ROLE = {"navigation": MENU, "banner": _PAGE_HEADER, "contentinfo": _PAGE_FOOTER, "complementary": _SIDE,
            "search": FORM, "dialog": FORM, "alertdialog": FORM, "menu": MENU, "menubar": MENU}  # fmt: skip
_BY_CLASS = tuple(
    (reason, re.compile(rf"(?:^|[\s_-])(?:{words})(?:$|[\s_-])", re.IGNORECASE))
    for reason, words in (
        (_COMMENTS, r"comments?|commentlist|comments?-?list|disqus|disqus_thread|replies"),
        (_RELATED, r"relateds?|recommend(?:ed|ations?)?|similar|read-?(?:also|more|next)|also|more-?news|popular|"
                   r"trending|most-?read|see-?also|partners?-?news|teasers?"),
        (_SUBSCRIBE, r"subscribe|subscription|newsletter|telegram-?banner"),
        (_SHARE, r"share|sharing|social|socials|social-?(?:links|share)|addtoany"),
        (_COOKIES, r"cookies?|consent|gdpr"),
        (_ADVERTISEMENT, r"ads?|advert|advertisement|adv|banner|banners|promo|sponsored"),
        (_TAGS, r"tags?|tag-?list|post-?tags"),
        (MENU, r"menu|nav|navbar|navigation|breadcrumbs?|pagination|pager"),
        (_SIDE, r"sidebar|side-?bar|widget|aside"),
        (DATE_LINE, r"meta|byline|(?:post|entry|article|news)-?(?:meta|info|date)|date|pub-?date|published|timestamp|"
                    r"author|views"),
        (_PAGE_FOOTER, r"footer|bottom-?bar|copyright"),
    )
)  # fmt: skip
_INVISIBLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_HOLDERS = frozenset(["html", "body", "main", "article"])  # classes on them speak of the whole page
_LONGEST_CELL = 200


@dataclass(frozen=True, slots=True)
class Visible:
    """`kind_tag` is the nearest h1-h6, li, td, th or figcaption, else "p". `holders` are the elements around it that
    look like page furniture, outermost first, as (number, reason). `parent` and `table` are numbers of elements,
    0 is none.
    """

    text: str
    kind_tag: str
    parent: int
    joint: str
    holders: tuple[tuple[int, str], ...] = ()
    table: int = 0
    cell: Cell | None = None


@dataclass(slots=True)
class _Place:
    """Where the walk is: what an element hands down to its children."""

    number: int
    tag: str
    kind_tag: str = "p"
    holders: tuple[tuple[int, str], ...] = ()
    table: int = 0
    cells: bool = False
    cell: Cell | None = None
    preformatted: bool = False
    in_article: bool = False


@dataclass(slots=True)
class _Walk:
    places: list[_Place] = field(default_factory=lambda: [_Place(0, "")])
    parts: list[str] = field(default_factory=list)
    joint: str = "\n\n"
    numbers: int = 0
    after_link: bool = False
    grids: dict[int, Grid] = field(default_factory=dict)

    def flushed(self) -> Iterator[Visible]:
        """What has gathered since the last break, as one stretch, and a fresh start."""
        place = self.places[-1]
        raw = "".join(self.parts)
        self.parts.clear()
        text = raw if place.preformatted else _BLANKS.sub(" ", raw)
        if text.strip():
            yield Visible(
                text.strip(" \n"), place.kind_tag, place.number, self.joint, place.holders, place.table, place.cell
            )
            self.joint = "\n\n"


def visible(root: Any) -> list[Visible]:
    """All text of the page in its order, scripts and styles never."""
    from lxml.etree import iterwalk

    walk = _Walk()
    found: list[Visible] = []
    events = iterwalk(root, events=("start", "end"))
    for event, element in events:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if tag in _NEVER or not tag:
                events.skip_subtree()
            else:
                found += _entered(walk, element, tag)
        else:
            if tag and tag not in _NEVER:
                found += _left(walk, tag)
            walk.parts.append(element.tail or "")
            walk.after_link = tag == "a" and not element.tail and bool(walk.places[-1].holders)
    found += walk.flushed()
    return found


def _entered(walk: _Walk, element: Any, tag: str) -> list[Visible]:
    found: list[Visible] = []
    if tag == "br":
        walk.parts.append("\n" if walk.places[-1].preformatted else "")
        if not walk.places[-1].preformatted:
            again = not "".join(walk.parts).strip()
            found += walk.flushed()
            walk.joint = "\n\n" if again else "\n"
        walk.places.append(walk.places[-1])
        return found
    if _BLOCK.fullmatch(tag):
        found += walk.flushed()
        walk.joint = _joint(walk, tag)
    elif tag == "a" and walk.after_link:  # drawn apart by its style, as the items of a menu are
        walk.parts.append(" ")
    walk.places.append(_place(walk, element, tag))
    walk.parts.append(element.text or "")
    return found


def _left(walk: _Walk, tag: str) -> list[Visible]:
    found: list[Visible] = []
    if _BLOCK.fullmatch(tag):
        found += walk.flushed()
    walk.places.pop()
    return found


def _joint(walk: _Walk, tag: str) -> str:
    """Cells of a row stand on one line, rows and items on lines of their own, all else in paragraphs."""
    place = walk.places[-1]
    if tag in ("td", "th") and place.cells:
        return walk.joint if walk.joint == "\n" else "\t"
    if tag == "tr" and place.cells:
        return "\n"
    return "\n" if tag in ("li", "option", "dd") else "\n\n"


def _place(walk: _Walk, element: Any, tag: str) -> _Place:
    above = walk.places[-1]
    if not _BLOCK.fullmatch(tag):  # an inline element changes little, but may be hidden or a label
        reason = HIDDEN if _hidden(element) else ""
        walk.numbers += bool(reason)
        holders = (*above.holders, (walk.numbers, reason)) if reason else above.holders
        return _Place(above.number, tag, above.kind_tag, holders, above.table, above.cells, above.cell,
                      above.preformatted, above.in_article)  # fmt: skip
    walk.numbers += 1
    reason = _reason(element, tag, above.in_article)
    cells = _has_cells(element) if tag == "table" else above.cells
    return _Place(
        number=walk.numbers,
        tag=tag,
        kind_tag=_kind_tag(tag, above, cells=cells),
        holders=(*above.holders, (walk.numbers, reason)) if reason else above.holders,
        table=walk.numbers if tag == "table" and cells else (0 if tag == "table" else above.table),
        cells=cells,
        cell=_cell(walk, element, tag) if cells else None,
        preformatted=above.preformatted or tag in ("pre", "textarea"),
        in_article=above.in_article or tag in ("article", "main"),
    )


def _cell(walk: _Walk, element: Any, tag: str) -> Cell | None:
    """Where in its table the text of the element stands; inside of a cell that is known already."""
    above = walk.places[-1]
    if tag == "tr" and above.table:
        walk.grids.setdefault(above.table, Grid(above.table)).begin_row()
    elif tag in ("td", "th") and above.table in walk.grids:
        head = tag == "th" or any(place.tag == "thead" for place in walk.places[-2:])
        return walk.grids[above.table].place(_spanned(element, "colspan"), _spanned(element, "rowspan"), head=head)
    return above.cell


def _spanned(element: Any, name: str) -> int:
    value = (element.get(name) or "").strip()
    return int(value) if value.isascii() and value.isdigit() and len(value) < 6 else 1


def _kind_tag(tag: str, above: _Place, *, cells: bool) -> str:
    if re.fullmatch(r"h[1-6]|li|figcaption", tag):
        return tag
    if tag in ("td", "th"):
        return tag if cells else "p"
    return "p" if tag in ("table", "ul", "ol") else above.kind_tag


def _has_cells(table: Any) -> bool:
    """Whether a table holds data and does not just lay out a page."""
    if next(table.iterdescendants("table"), None) is not None:
        return False
    cells = [cell for row in table.iterdescendants("tr") for cell in row if cell.tag in ("td", "th")]
    rows = sum(1 for _ in table.iterdescendants("tr"))
    return len(cells) > rows and all(len("".join(cell.itertext())) <= _LONGEST_CELL for cell in cells)


def _hidden(element: Any) -> bool:
    return element.get("hidden") is not None or bool(_INVISIBLE.search(element.get("style") or ""))


def _reason(element: Any, tag: str, in_article: bool) -> str:
    """Why the element looks like page furniture; "" when it does not."""
    if _hidden(element):
        return HIDDEN
    if tag in _BY_TAG and not (tag == "footer" and in_article and _has_paragraph(element)):
        return _BY_TAG[tag]
    if tag == "header" and not in_article and next(element.iterdescendants("h1"), None) is None:
        return _PAGE_HEADER
    if tag in _HOLDERS:
        return ""
    role = (element.get("role") or "").lower()
    if role in _BY_ROLE:
        return _BY_ROLE[role]
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return next((reason for reason, pattern in _BY_CLASS if pattern.search(names)), "")


def _has_paragraph(element: Any) -> bool:
    return any(len("".join(paragraph.itertext())) > _LONGEST_CELL for paragraph in element.iterdescendants("p"))
