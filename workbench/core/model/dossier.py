"""A dossier: all that a project knows of one subject or record; how it looks is not decided here."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.core.model.article import ArticleId
from workbench.core.model.comparison import SourceInfo
from workbench.core.model.figure import FigureId
from workbench.core.model.record_view import RecordView
from workbench.core.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierFigure:
    """A figure as it is shown. `value` is what it states, `least` and `most` what that means as bounds, in the unit
    of its group; `sentence` is where it stands, `span` its place in the text of `version`."""

    id: FigureId
    guid: str
    article: ArticleId
    value: str
    bounds: str
    subject: str
    item: str
    place: str
    period: str
    attribution: str
    modality: str
    status: str
    doubts: tuple[str, ...]
    quote: str
    sentence: str
    source: str
    published: str
    span: Span
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureGroup:
    """The figures of one measure that are in one dimension. `range` goes from the least to the greatest that they
    allow, where all are of one thing; `origins` counts independent sources."""

    measure: str
    figures: tuple[DossierFigure, ...]
    range: str
    mentions: int
    origins: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierConflict:
    """What cannot all hold, or cannot be judged yet, and what was said of it."""

    key: str
    kind: str
    state: str
    reason: str
    verdict: str
    figures: tuple[FigureId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierNote:
    text: str
    tags: tuple[str, ...]
    quote: str
    about: str
    author: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """`own` is the record that it is of, where it is of one; `records` those that name it. Empty parts stay empty:
    that nothing is known is told where it is shown."""

    title: str
    language: str
    own: RecordView | None = None
    groups: tuple[MeasureGroup, ...] = ()
    records: tuple[RecordView, ...] = ()
    conflicts: tuple[DossierConflict, ...] = ()
    notes: tuple[DossierNote, ...] = ()
    sources: tuple[tuple[ArticleId, SourceInfo], ...] = ()
    project: str = ""
    author: str = ""
    program: str = ""
    made_at: str = ""  # ISO 8601 with the offset of the place

    @property
    def empty(self) -> bool:
        return not (self.groups or self.records or self.notes or self.own)
