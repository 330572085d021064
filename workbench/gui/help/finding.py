"""Finding in the help: words in all their forms, in headings first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbench.core.vocabulary.query import Part, Query, tokens_of
from workbench.core.words import language
from workbench.gui.help.markup import to_text
from workbench.gui.help.pages import Page

_SECTION = re.compile(r"(?=<h2>)")
_ANCHOR = re.compile(r'<h2><a name="([^"]*)"')
_HEADING = re.compile(r"<h[12]>(.*?)</h[12]>")
_BEFORE, _LONG = 50, 150  # characters of a snippet: before the first hit, and in all
_IN_HEADING = 20  # words in the text weigh as much as one in the heading


@dataclass(frozen=True, slots=True)
class Hit:
    page: str
    anchor: str
    title: str  # the page's and the section's
    snippet: str


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A page's beginning or one section of it."""

    page: Page
    html: str

    @property
    def heading(self) -> str:
        found = _HEADING.search(self.html)
        return to_text(found[1]) if found else ""

    @property
    def below(self) -> str:
        """The words without the heading."""
        return to_text(_HEADING.sub("", self.html, count=1))


def find(pages: Sequence[Page], query: Query) -> list[Hit]:
    """The sections that hold every wanted part and no unwanted one, best first; the order of pages among equals."""
    weighed = [(weight, hit) for one in _stretches(pages) for weight, hit in [_weigh(one, query)] if weight]
    return [hit for _, hit in sorted(weighed, key=lambda pair: -pair[0])]


def _stretches(pages: Sequence[Page]) -> Iterator[_Stretch]:
    for page in pages:
        for html in _SECTION.split(page.html):
            if html.strip():
                yield _Stretch(page, html)


def _weigh(one: _Stretch, query: Query) -> tuple[int, Hit]:
    heading, below = one.heading, one.below
    text = f"{heading}\n{below}"
    anchor = _ANCHOR.match(one.html)
    title = one.page.title if heading == one.page.title else f"{one.page.title} → {heading}"
    wanted = [places(text, part) for part in query.wanted]
    if not all(wanted) or any(places(text, part) for part in query.unwanted):
        return 0, Hit("", "", "", "")
    inside = [start - len(heading) - 1 for spans in wanted for start, _ in spans if start > len(heading)]
    weight = sum(min(len(spans), 5) for spans in wanted)
    weight += _IN_HEADING * sum(bool(places(heading, part)) for part in query.wanted)
    return weight, Hit(one.page.name, anchor[1] if anchor else "", title, _snippet(below, min(inside, default=0)))


def _snippet(text: str, at: int) -> str:
    start = max(0, at - _BEFORE)
    if start:
        start = text.find(" ", start) + 1 or start
    words = text[start : start + _LONG]
    if start + _LONG < len(text):
        words = words.rsplit(" ", 1)[0] + " …"
    return ("… " if start else "") + words


def places(text: str, part: Part) -> list[tuple[int, int]]:
    """Where a part of the query stands in a text."""
    tokens, kazakh, size = tokens_of(text), language() == "kk", len(part.words)
    return [
        (tokens[at][0], tokens[at + size - 1][1])
        for at in range(len(tokens) - size + 1)
        if all(word.accepts(tokens[at + i][2], kazakh=kazakh) for i, word in enumerate(part.words))
    ]
