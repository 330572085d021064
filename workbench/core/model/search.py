"""What is searched for and what is found: articles with their passages, figures, lines of a concordance."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from workbench.core.model.article import ArticleId
from workbench.core.model.figure import FigureId, Status
from workbench.core.model.filter import FigureFilter
from workbench.core.model.period import Period
from workbench.core.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFilter:
    """Sources that meet every condition given. Dates are ISO 8601, possibly partial ("2025", "2025-08"); a source
    without a date meets none."""

    languages: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    open_only: bool = False  # those not closed yet


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureSearch:
    """Figures of the filter that also state a number between `low` and `high`, both in `unit`, whatever unit of the
    same dimension they are stated in; `unit` alone asks for its dimension, a range alone for the bare numbers. A
    figure with one bound ("more than 28") counts by that. `period` asks for figures whose period shares a day with
    it."""

    figures: FigureFilter = field(default_factory=FigureFilter)
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""
    period: Period | None = None
    sources: SourceFilter = field(default_factory=SourceFilter)


@dataclass(frozen=True, slots=True)
class SearchText:
    """A text to look through: values only, so that a worker can do it."""

    article_id: ArticleId
    title: str
    publisher: str
    published: str
    language: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a text around hits: `text` is shown on one line and is as long as its span; hits are spans of the
    whole text."""

    span: Span
    text: str
    hits: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class ArticleHits:
    """An article with what was found in it: all hits, the first few with their surroundings."""

    article_id: ArticleId
    title: str
    publisher: str
    published: str
    hits: tuple[Span, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class KnownFigure:
    """A figure that stands where a hit is."""

    id: FigureId
    span: Span
    status: Status
    definite: bool  # whether it states a number


@dataclass(frozen=True, slots=True)
class Line:
    """A hit in its line: what stands left and right of it, and the figure there if there is one."""

    article_id: ArticleId
    source: str
    span: Span
    left: str
    hit: str
    right: str
    figure: KnownFigure | None = None
