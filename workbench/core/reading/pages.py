"""Printed pages made into running text again: paragraphs from lines, running heads and page numbers told apart."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from statistics import median

from workbench.core.model.article import BlockKind
from workbench.core.reading.lines import Piece
from workbench.core.reading.printed import Printed, row_pieces, tables
from workbench.core.reading.wrapping import compounds, joined_lines
from workbench.core.words import mark

REPEATED = mark("repeated on most pages")
PAGE_NUMBER = mark("page number")
_NUMBER = re.compile(
    r"(?:(?:page|стр(?:аница|\.)?|с\.|бет)\s*)?[-–—]?\s*\d{1,4}\s*[-–—]?(?:\s*(?:/|of|из)\s*\d{1,4})?", re.IGNORECASE
)
_OUTER_NUMBER = re.compile(r"^\d{1,4}(?=\D)|(?<=\D)\d{1,4}$")
_WORD = re.compile(r"[^\W\d_]{3}")
_ENDS = re.compile(r"[.!?…:;][»”\")\]]*$")
_BULLET = re.compile(r"(?:[•·▪●◦‣*\uf0a7\uf0b7]|[-–—]|\d{1,2}[.)]|[a-zа-я]\))[ \u00a0]")
_NEAR = 40  # lines of a paragraph that tell how wide it is
_MARGIN_LINES = 3  # at the top and at the bottom of a page, where repeated lines are looked for


def with_furniture(pages: Sequence[Sequence[Printed]]) -> list[Printed]:
    """All lines; at the edges of pages, those that most pages have and page numbers are noted as furniture."""
    full = [page for page in pages if page]
    edges = Counter(key for page in full for key in {_same(line) for line in _edge(page)})
    most = max(2, len(full) // 2 + 1)
    marked: list[Printed] = []
    for page in full:
        edge = {id(line) for line in _edge(page)}
        for line in page:
            if id(line) not in edge:
                marked.append(line)
            elif _NUMBER.fullmatch(line.text) and len(page) > 1:
                marked.append(replace(line, note=PAGE_NUMBER))
            else:
                marked.append(replace(line, note=REPEATED if edges[_same(line)] >= most else ""))
    return marked


def _edge(page: Sequence[Printed]) -> list[Printed]:
    """The lines that stand highest and lowest on the page, wherever they are in its order."""
    by_height = sorted(page, key=lambda line: -line.base)
    return by_height[:_MARGIN_LINES] + by_height[_MARGIN_LINES:][-_MARGIN_LINES:]


def _same(line: Printed) -> str:
    """What a running head has in common from page to page: all but the page number at its end or beginning.

    A line without letters is a row of a table as likely as a running head: it is only itself.
    """
    text = line.text.casefold()
    return _OUTER_NUMBER.sub("#", text) if _WORD.search(text) else f"{line.page} {text}"


def paragraphs(lines: Sequence[Printed]) -> list[Piece]:
    """Paragraphs and the furniture between them; a paragraph that runs over a page end is one."""
    body = [line for line in lines if not line.note]
    size = _usual([line.size for line in body])
    steps = [a.foot - b.base for a, b in itertools.pairwise(body) if a.page == b.page]
    gap = _usual([step for step in steps if 0 < step < 4 * size])
    hyphenated = compounds("\n".join(line.text for line in lines))
    table_of = {id(body[index]): number for index, number in tables(body).items()}
    groups: list[list[Printed]] = []
    furniture: dict[int, list[Printed]] = {}  # by the number of groups before it
    for line in lines:
        if line.note:
            furniture.setdefault(len(groups), []).append(line)
        elif groups and _continues(groups[-1], line, table_of, size, gap):
            groups[-1].append(line)
        else:
            groups.append([line])
    headline = _headline(groups, size)
    pieces = [_furniture(line) for line in furniture.get(0, [])]
    for index, group in enumerate(groups):
        table = table_of.get(id(group[0]))
        if table is None:
            text = joined_lines([line.text for line in group], hyphenated)
            pieces.append(Piece(text, _kind(group, index == headline, size)))
        else:
            pieces += row_pieces(group, table)
        pieces += [_furniture(line) for line in furniture.get(index + 1, [])]
    return pieces


def _continues(group: Sequence[Printed], line: Printed, table_of: Mapping[int, int], size: float, gap: float) -> bool:
    """Whether a line belongs to the paragraph or the table before it."""
    before, here = table_of.get(id(group[-1])), table_of.get(id(line))
    return before == here if (before, here) != (None, None) else not _begins(group, line, size, gap)


def _furniture(line: Printed) -> Piece:
    return Piece(line.text, BlockKind.NOT_BODY, line.note)


def _headline(groups: Sequence[Sequence[Printed]], size: float) -> int | None:
    """The first of the largest letters on the first page, if they are larger than the text's."""
    first = [(group[0].size, -index) for index, group in enumerate(groups) if group[0].page == groups[0][0].page]
    height, index = max(first, default=(0.0, 0))
    return -index if height > 1.25 * size else None


def _kind(group: Sequence[Printed], headline: bool, size: float) -> BlockKind | None:
    """None where the size of the letters does not tell: the text has to."""
    if headline:
        return BlockKind.TITLE
    large = group[0].size > 1.15 * size and len(group) < 4 and not group[-1].text.endswith(".")
    return BlockKind.HEADING if large and size else None


def _usual(values: Sequence[float]) -> float:
    return median(values) if values else 0.0


def _begins(group: Sequence[Printed], line: Printed, size: float, gap: float) -> bool:
    """Whether a line starts a new paragraph, judged by the space above it, its indent, size and the line before."""
    last = group[-1]
    ended = bool(_ENDS.search(last.text))
    if _BULLET.match(line.text):
        return True
    if line.page != last.page or line.base > last.foot + size:  # the next page or column
        return ended or not (line.text[:1].islower() or last.text[-1:] in "-\u00ad\ufffe\x02,")
    if abs(line.size - last.size) > 0.15 * size:
        return True
    if gap and last.foot - line.base > max(1.35 * gap, 1.5 * last.size * (last.size > 1.2 * size)):
        return True
    near = group[-_NEAR:]
    indent = line.left - min(other.left for other in near[1:] or near)
    widest = max(other.right for other in near)
    if indent > 0.7 * size and ended:
        return True
    return ended and widest - last.right > 6 * size
