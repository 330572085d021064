"""A note: what an analyst writes beside a stretch of a text, a figure, a source or a cell of the comparison."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from workbench.core.model.article import ArticleId
from workbench.core.model.figure import FigureId
from workbench.core.model.span import Span

NoteId = NewType("NoteId", int)
AxisKeys = tuple[tuple[str, str], ...]


class Target(StrEnum):
    """What a note stands beside."""

    SPAN = "span"
    FIGURE = "figure"
    ARTICLE = "article"
    CELL = "cell"


@dataclass(frozen=True, slots=True)
class CellPlace:
    """A cell of the comparison by what its row and column are: (("measure", "reserves"), ("item", ""))."""

    rows: AxisKeys
    columns: AxisKeys


@dataclass(frozen=True, slots=True)
class Place:
    """Where a note stands. Made by `span`, `figure`, `article` or `cell`, so that it is always one of them."""

    target: Target
    article_id: ArticleId | None = None
    stretch: Span | None = None
    figure_id: FigureId | None = None
    at: CellPlace | None = None

    @classmethod
    def span(cls, article_id: ArticleId, span: Span) -> Place:
        return cls(Target.SPAN, article_id=article_id, stretch=span)

    @classmethod
    def figure(cls, figure_id: FigureId) -> Place:
        return cls(Target.FIGURE, figure_id=figure_id)

    @classmethod
    def article(cls, article_id: ArticleId) -> Place:
        return cls(Target.ARTICLE, article_id=article_id)

    @classmethod
    def cell(cls, at: CellPlace) -> Place:
        return cls(Target.CELL, at=at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """`version` and `quote` are those of the text that a stretch was chosen in; a newer one has no place for it."""

    id: NoteId
    guid: str
    place: Place
    text: str
    tags: tuple[str, ...] = ()
    version: int | None = None
    quote: str = ""
    changed_at: str = ""  # ISO 8601 UTC
    changed_by: str = ""
