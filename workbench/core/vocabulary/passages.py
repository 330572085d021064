"""Where the words of a query stand in a text: hits in code points, passages around them, lines of a concordance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workbench.core.model.search import ArticleHits, KnownFigure, Line, Passage, SearchText
from workbench.core.model.span import Span
from workbench.core.vocabulary.query import Part, Query, Word, tokens_of

AROUND = 70  # code points of a passage on either side of a hit
BESIDE = 90  # of a line of a concordance
PASSAGES = 3  # shown of one article


class Finder:
    """Looks a query up in texts, one after the other; remembers what it learned of each word of theirs."""

    def __init__(self, query: Query) -> None:
        self._parts = query.wanted
        self._known: dict[tuple[Word, bool], dict[str, bool]] = {}

    def hits(self, text: str, *, kazakh: bool = False) -> list[Span]:
        """The places of every wanted part, in the order of the text; none lies inside another."""
        tokens = tokens_of(text)
        found = [span for part in self._parts for span in self._of_part(part, tokens, kazakh)]
        found.sort(key=lambda span: (span.start, -span.end))
        apart: list[Span] = []
        for span in found:
            if not apart or span.start >= apart[-1].end:
                apart.append(span)
        return apart

    def _of_part(self, part: Part, tokens: Sequence[tuple[int, int, str]], kazakh: bool) -> list[Span]:
        first, *rest = part.words
        if not rest:
            return [Span(start, end) for start, end, token in tokens if self._is(first, token, kazakh)]
        found = []
        for index in range(len(tokens) - len(rest)):
            if self._is(first, tokens[index][2], kazakh) and all(
                self._is(word, tokens[index + at][2], kazakh) for at, word in enumerate(rest, 1)
            ):
                found.append(Span(tokens[index][0], tokens[index + len(rest)][1]))
        return found

    def _is(self, word: Word, token: str, kazakh: bool) -> bool:
        known = self._known.setdefault((word, kazakh), {})
        answer = known.get(token)
        if answer is None:
            answer = known[token] = word.accepts(token, kazakh=kazakh)
        return answer


def found_in(finder: Finder, source: SearchText) -> ArticleHits:
    """The hits of one source with the first few passages; a source that only its title brought has the beginning."""
    hits = finder.hits(source.text, kazakh=source.language == "kk")
    passages = passages_of(source.text, hits) or [_passage(source.text, Span(0, min(AROUND * 2, len(source.text))))]
    return ArticleHits(
        source.article_id, source.title, source.publisher, source.published, tuple(hits), tuple(passages)
    )


def passages_of(text: str, hits: Sequence[Span], most: int = PASSAGES) -> list[Passage]:
    """The surroundings of the first hits; hits that lie close share a passage."""
    found: list[Passage] = []
    index = 0
    while index < len(hits) and len(found) < most:
        start, end, last = max(0, hits[index].start - AROUND), hits[index].end + AROUND, index
        while last + 1 < len(hits) and hits[last + 1].end <= end:
            last += 1
        whole = Span(_word_start(text, start), _word_end(text, min(end, len(text))))
        found.append(_passage(text, whole, hits[index : last + 1]))
        index = last + 1
    return found


def _passage(text: str, span: Span, hits: Iterable[Span] = ()) -> Passage:
    return Passage(span, one_line(span.of(text)), tuple(hits))


def _word_start(text: str, position: int) -> int:
    """The beginning of the next whole word."""
    if position == 0:
        return 0
    while position < len(text) and text[position - 1].isalnum() and text[position].isalnum():
        position += 1
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def _word_end(text: str, position: int) -> int:
    """The end of the last whole word before a position."""
    while 0 < position < len(text) and text[position - 1].isalnum() and text[position].isalnum():
        position -= 1
    return position


def one_line(text: str) -> str:
    """The same letters with every break and tab as a space: positions stay."""
    return "".join(" " if char.isspace() else char for char in text)


def lines_in(finder: Finder, source: SearchText, figures: Sequence[KnownFigure]) -> list[Line]:
    """Each hit of one source in its line, with the figure that stands there."""
    hits = finder.hits(source.text, kazakh=source.language == "kk")
    return [line_of(source, hit, _figure_at(figures, hit)) for hit in hits]


def line_of(source: SearchText, span: Span, figure: KnownFigure | None) -> Line:
    """One stretch of a source in its line."""
    text = source.text
    return Line(
        article_id=source.article_id,
        source=source.publisher or source.title,
        span=span,
        left=one_line(text[max(0, span.start - BESIDE) : span.start]),
        hit=one_line(span.of(text)),
        right=one_line(text[span.end : span.end + BESIDE]),
        figure=figure,
    )


def _figure_at(figures: Sequence[KnownFigure], hit: Span) -> KnownFigure | None:
    return next((figure for figure in figures if figure.span.overlaps(hit)), None)
