"""Search everywhere and find alike: articles by words, figures by what they state, every place of a phrase.

Finding goes in pieces, so that a window stays awake: understanding what was typed and looking through texts are pure
functions for a worker; only the questions to the project need the project.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar

from workbench.core.actions import fields, reviewing
from workbench.core.errors import BadInput, Cancelled
from workbench.core.model.article import ArticleId
from workbench.core.model.changes import Changes
from workbench.core.model.figure import Figure, FigureId, Statement, Status
from workbench.core.model.search import ArticleHits, FigureSearch, KnownFigure, Line, SearchText, SourceFilter
from workbench.core.model.span import Span
from workbench.core.project import Operation, Project
from workbench.core.vocabulary import query as queries
from workbench.core.vocabulary.passages import Finder, found_in, line_of, lines_in
from workbench.core.vocabulary.query import Query
from workbench.core.words import tr, trn

PAGE = 25  # articles looked through at once
T = TypeVar("T")
_AT_ONCE = 100  # figures between two looks at what the user does
MOST_LINES = 1000  # of a concordance: who needs more narrows the sources

_RANGE = re.compile(r"\s*(?P<low>[\d.,\s]+?)\s*(?:-|–|—|\.{2,3}|…)\s*(?P<high>[\d.,\s]*\d)\s*(?P<rest>\D.*)?")
_WORD = re.compile(r"\w+")
_OPEN = re.compile(r"\s*(?P<sign>>=|<=|[<>≥≤])\s*(?P<rest>\S.*)")


@dataclass(frozen=True, slots=True)
class TextsFound:
    """`articles` are all that were found, in their order; `shown` the first of them with their passages."""

    articles: tuple[ArticleId, ...]
    shown: tuple[ArticleHits, ...]


# --- texts


def understood(typed: str, *, progress: Callable[[int, int], object], cancelled: Callable[[], bool]) -> Query:
    """What was typed, for a worker: the first search reads a dictionary. BadInput says what is missing."""
    del progress, cancelled  # it takes a moment, and only once
    return queries.parse(typed)


def made_ready(*, progress: Callable[[int, int], object], cancelled: Callable[[], bool]) -> None:
    """Reads the dictionary of forms, for a worker: while somebody still types the first words."""
    del progress, cancelled
    queries.parse("запасы")


def look_through(
    query: Query,
    sources: Sequence[SearchText],
    *,
    progress: Callable[[int, int], object],
    cancelled: Callable[[], bool],
) -> list[ArticleHits]:
    """The hits of some texts, for a worker."""
    finder, found = Finder(query), []
    for number, source in enumerate(sources, 1):
        if cancelled():
            raise Cancelled
        found.append(found_in(finder, source))
        progress(number, len(sources))
    return found


def find_texts(
    project: Project,
    typed: str,
    sources: SourceFilter = SourceFilter(),  # noqa: B008 - frozen
    *,
    limit: int = PAGE,
) -> TextsFound:
    """Articles that hold the words, all at once; the first ones with their passages."""
    query = queries.parse(typed)
    ids = project.search.articles(query, sources)
    finder = Finder(query)
    return TextsFound(tuple(ids), tuple(found_in(finder, text) for text in project.search.texts(ids[:limit])))


# --- figures


@dataclass(frozen=True, slots=True)
class Range:
    """Numbers from `low` to `high` in a unit; "" is no unit, None no end."""

    low: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""


def parsed_range(text: str) -> Range:
    """ "1–3 Mt", "> 28 million t", "2.6 million", "t": what to look for among stated numbers. BadInput shows how."""
    text = text.strip()
    if not text:
        return Range()
    if not any(char.isdigit() for char in text):
        return Range(unit=fields.unit_code(text))
    if ends := _RANGE.fullmatch(text):
        rest = (ends["rest"] or "").strip()
        low, high = (_one(f"{ends[name]} {rest}".strip()) for name in ("low", "high"))
        if low.low is not None and high.low is not None and low.low > high.low:
            low, high = high, low
        return Range(low.low, high.low, high.unit)
    if limit := _OPEN.fullmatch(text):
        one = _one(limit["rest"])
        return Range(one.low, None, one.unit) if limit["sign"][0] in ">≥" else Range(None, one.low, one.unit)
    return _one(text)


def _one(text: str) -> Range:
    """A single amount as a range of its own; bounds in words ("more than 28 million") are kept."""
    said = fields.parsed({"amount": text})
    amount, unit = said["amount"], said.get("unit")
    if unit is None and (unit_words := re.fullmatch(r"[\d.,\s]+(\D+)", text)):
        unit = _unit_or_none(unit_words[1].strip())
    return Range(amount.low, amount.high, unit or "")


def _unit_or_none(words: str) -> str | None:
    try:
        return fields.unit_code(words)
    except BadInput:
        return None


def find_figures(project: Project, wanted: FigureSearch) -> list[FigureId]:
    return project.search.figures(wanted)


# --- find alike


def phrase_understood(typed: str, *, progress: Callable[[int, int], object], cancelled: Callable[[], bool]) -> Query:
    """A phrase whose words may stand in any form, for a worker."""
    del progress, cancelled
    return queries.phrase(typed)


def lines_through(
    query: Query,
    sources: Sequence[SearchText],
    figures: dict[ArticleId, list[KnownFigure]],
    *,
    progress: Callable[[int, int], object],
    cancelled: Callable[[], bool],
) -> list[Line]:
    """Every place of a phrase in some texts, in its line, for a worker."""
    finder = Finder(query)
    found: list[Line] = []
    for number, source in enumerate(sources, 1):
        if cancelled():
            raise Cancelled
        found += lines_in(finder, source, figures.get(source.article_id, ()))
        progress(number, len(sources))
    return found


def lines_of_phrase(project: Project, typed: str, sources: SourceFilter = SourceFilter()) -> list[Line]:  # noqa: B008
    """Every place of a phrase over all sources, all at once, up to MOST_LINES."""
    query = queries.phrase(typed)
    finder = Finder(query)
    found: list[Line] = []
    ids = project.search.articles(query, sources)
    for first in range(0, len(ids), PAGE):
        some = ids[first : first + PAGE]
        known = project.search.known_figures(some)
        for text in project.search.texts(some):
            found += lines_in(finder, text, known.get(text.article_id, ()))
        if len(found) >= MOST_LINES:
            break
    return found[:MOST_LINES]


def lines_of_figure(project: Project, figure_id: FigureId) -> list[Line]:
    """Figures that state the same number or the same measure in the same dimension, each in its line; the figure
    itself among them. Then every other place of its words, also where no figure was made."""
    quote = project.figures.get(figure_id).quote
    return beside(drained(lines_like(project, figure_id)), lines_of_phrase(project, quote), quote)


def beside(lines: Sequence[Line], more: Iterable[Line], quote: str) -> list[Line]:
    """Lines of figures with further places of the words of one, in the order of the texts. A quote of one word, as
    "92%", must stand there as it is: its number alone may be anything."""
    there: dict[ArticleId, list[Span]] = {}
    for line in lines:
        there.setdefault(line.article_id, []).append(line.span)
    found = list(lines)
    alone = len(_WORD.findall(quote)) == 1
    for line in more:
        known = any(span.overlaps(line.span) for span in there.get(line.article_id, ()))
        if not known and (not alone or quote in f"{line.left}{line.hit}{line.right}"):
            found.append(line)
    return sorted(found, key=lambda line: (line.article_id, line.span))[:MOST_LINES]


def lines_like(project: Project, figure_id: FigureId) -> Generator[tuple[int, int], None, list[Line]]:
    """The same in slices, for a window that stays awake."""
    wanted = project.search.alike(project.figures.get(figure_id))[:MOST_LINES]
    yield 0, len(wanted)
    by_article: dict[ArticleId, list[Figure]] = {}
    for first in range(0, len(wanted), _AT_ONCE):
        for figure in project.figures.many(wanted[first : first + _AT_ONCE]):
            by_article.setdefault(figure.article_id, []).append(figure)
        yield 0, len(wanted)
    found: list[Line] = []
    for article, figures in by_article.items():
        for text in project.search.texts([article]):
            for figure in figures:
                known = KnownFigure(figure.id, figure.full_span, figure.status, figure.amount is not None)
                found.append(line_of(text, figure.full_span, known))
        yield len(found), len(wanted)
    return found


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of the lines of a concordance. `refused` are sentences: why no figure could be made of a line."""

    accepted: int
    made: int
    settled_before: int
    refused: tuple[str, ...]
    changes: Changes


Reading = tuple[ArticleId, str, str, list[Span]]  # number, text and language of a source, and where to read
Said = dict[tuple[ArticleId, Span], Statement | BadInput]  # what the rules make of the words of a line


def texts_to_read(project: Project, lines: Iterable[Line]) -> list[Reading]:
    """The sources in which a figure must be made, for `read_lines`."""
    spans: dict[ArticleId, list[Span]] = {}
    for line in lines:
        if line.figure is None:
            spans.setdefault(line.article_id, []).append(line.span)
    languages = {one.id: one.language for one in project.articles.summaries(spans)} if spans else {}
    return [
        (article, project.articles.text(article), languages[article], found)
        for article, found in spans.items()
        if article in languages
    ]


def read_lines(
    texts: Sequence[Reading],
    *,
    progress: Callable[[int, int], object],
    cancelled: Callable[[], bool],
) -> Said:
    """What the lines without a figure state, for a worker: each text is read once."""
    said: Said = {}
    for done, (article, text, language, spans) in enumerate(texts):
        if cancelled():
            raise Cancelled
        progress(done, len(texts))
        found = reviewing.statements_at(text, spans, language)
        said |= {(article, span): one for span, one in zip(spans, found, strict=True)}
    return said


def still_so(project: Project, texts: Iterable[Reading], said: Said) -> Said:
    """What was read, without the sources whose text is another one by now."""
    there = set(project.articles.ids())
    same = {article for article, text, *_ in texts if article in there and project.articles.text(article) == text}
    return {key: statement for key, statement in said.items() if key[0] in same}


def take_lines(project: Project, lines: Iterable[Line], said: Said | None = None) -> Taken:
    """Accepts the figure of each line, in one step; where there is none, one is made of the hit and accepted. What
    is settled already stays as it is. `said` is what `read_lines` made of the lines; what it has not is read here."""
    return drained(take_in_slices(project, list(lines), said or {}))


def take_in_slices(project: Project, lines: Sequence[Line], said: Said) -> Generator[tuple[int, int], None, Taken]:
    """The same in slices, for a window that stays awake."""
    now = {f.id: f for f in project.figures.many([line.figure.id for line in lines if line.figure])}
    known = [now[line.figure.id] for line in lines if line.figure and line.figure.id in now]
    open_ones = [f.id for f in known if f.status is Status.SUGGESTED and f.amount is not None]
    vague = [f for f in known if f.status is Status.SUGGESTED and f.amount is None]
    refused = [tr("“{quote}” states no number.", quote=f.quote) for f in vague]
    made: list[FigureId] = []

    def write(_: Operation) -> Iterator[tuple[int, int]]:
        for done, line in enumerate(lines):
            if line.figure is None or line.figure.id not in now:
                try:
                    read = said.get((line.article_id, line.span))
                    made.append(reviewing.add_figure(project, line.article_id, line.span, read))
                except BadInput as error:
                    refused.append(str(error))
                yield done, len(lines)
        wanted = list(dict.fromkeys([*open_ones, *made]))
        for first in range(0, len(wanted), _AT_ONCE):
            reviewing.accept(project, wanted[first : first + _AT_ONCE])
            yield len(lines), len(lines)

    name = trn("Accept {n} place of a concordance", "Accept {n} places of a concordance", len(lines))
    changes = yield from project.history.sliced(name, write)
    settled = sum(f.status is not Status.SUGGESTED for f in known)
    return Taken(len(set(open_ones)), len(made), settled, tuple(refused), changes)


def drained(slices: Generator[Any, None, T]) -> T:
    """The result of work in slices, where nobody waits in between."""
    while True:
        try:
            next(slices)
        except StopIteration as end:
            result: T = end.value
            return result


def rebuild_index(project: Project) -> None:
    """Makes the index of words anew from the texts: no step of the history, for nothing of the contents changes."""
    project.search.rebuild()
