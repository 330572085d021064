"""Registers: deals, deposits, policy events, companies and types of one's own: records whose fields hold values that
the sources' own words bear out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType

from workbench.core.model.amount import Amount
from workbench.core.model.article import ArticleId
from workbench.core.model.figure import FigureId, Kind
from workbench.core.model.period import Period
from workbench.core.model.span import Span

RecordId = NewType("RecordId", int)
ValueId = NewType("ValueId", int)


class FieldKind(StrEnum):
    """What a field of a record holds."""

    TEXT = "text"
    DATE = "date"
    AMOUNT = "amount"
    CHOICE = "choice"
    REFERENCE = "reference"  # to a record of a type, or a name that has no record yet


class ValueState(StrEnum):
    """What is said of a field."""

    STATED = "stated"
    NOT_STATED = "not stated"  # looked for, and in no source
    DOES_NOT_APPLY = "does not apply"


class Takes(StrEnum):
    """Which part of a figure a field can be filled from."""

    AMOUNT = "amount"
    SUBJECT = "subject"
    ITEM = "item"
    PLACE = "place"
    PERIOD = "period"
    ATTRIBUTION = "attribution"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordField:
    """A column of a register. `title` and `choices` are English messages where they were shipped, else the words of
    the analyst; both are shown through `tr`.

    `of` is the key of the type that a reference is to. `wanted`: its absence is told. `several`: two values are no
    contradiction. `whole`: its shares are of one whole, and should make 100 %. `unit` is what a typed number without
    one is in. `measures` (keys of the lexicon) and `kinds` say which figures can fill it, `takes` from which part of
    them, `sorts` which names beside them can (company, country, deposit …); `words` are phrases that say a choice, by
    language and choice."""

    key: str
    title: str
    kind: FieldKind = FieldKind.TEXT
    choices: tuple[str, ...] = ()
    of: str = ""
    wanted: bool = False
    several: bool = False
    whole: bool = False
    unit: str = ""
    measures: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    sorts: tuple[str, ...] = ()
    takes: Takes | None = None
    words: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Cues:
    """What makes a sentence speak of such a record: measures of its figures, and words, by language.

    `sorts` are the sorts of name that such a record is called by; where two `parties` make it, it is called by both;
    where it is `dated`, by who acts and when. A name `alone` is enough for a record, else one of the words or
    measures must stand beside it."""

    measures: tuple[str, ...] = ()
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    sorts: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    dated: bool = False
    alone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordType:
    """`title` is the register's name, in the plural; `one` is what a single record of it is called."""

    key: str
    title: str
    one: str = ""
    fields: tuple[RecordField, ...] = ()
    cues: Cues = field(default_factory=Cues)
    shipped: bool = False  # comes with the program
    changed: bool = False  # as this project has it: not, or not any more, as it was shipped

    def field(self, key: str) -> RecordField | None:
        return next((one for one in self.fields if one.key == key), None)


@dataclass(frozen=True, slots=True)
class Stated:
    """An amount in a record: `text` is how it was typed or stands in the source."""

    amount: Amount
    unit: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Reference:
    """Another record; `name` is what it is called, `guid` empty where nobody has made a record of it yet."""

    name: str
    guid: str = ""


Value = str | Period | Stated | Reference


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a value rests on: a figure, or a stretch of a source's text in one of its versions, or nothing yet.

    `quote` are the words; `source` is what the source was called, kept only where it is no longer in the project."""

    figure_id: FigureId | None = None
    article_id: ArticleId | None = None
    version: int | None = None
    span: Span | None = None
    quote: str = ""
    source: str = ""

    @classmethod
    def figure(cls, figure_id: FigureId) -> Evidence:
        return cls(figure_id=figure_id)

    @classmethod
    def words(cls, article_id: ArticleId, span: Span) -> Evidence:
        """A stretch of the source's present text."""
        return cls(article_id=article_id, span=span)

    @property
    def gone(self) -> bool:
        """Whether its source was taken out of the project: only the words are left."""
        return bool(self.quote) and self.figure_id is None and self.article_id is None

    def __bool__(self) -> bool:
        return bool(self.quote) or self.figure_id is not None or self.article_id is not None


NOTHING = Evidence()


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a field: a value, or why there is none, and what that rests on."""

    value: Value | None = None
    evidence: Evidence = NOTHING
    state: ValueState = ValueState.STATED


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordValue:
    """`value` is None unless it is stated."""

    id: ValueId
    guid: str
    record_id: RecordId
    field: str
    state: ValueState = ValueState.STATED
    value: Value | None = None
    evidence: Evidence = NOTHING
    changed_at: str = ""  # ISO 8601 UTC
    changed_by: str = ""

    @property
    def said(self) -> Said:
        return Said(self.value, self.evidence, self.state)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """`type` is the key of its type; values stand in the order in which they were given."""

    id: RecordId
    guid: str
    type: str
    name: str
    values: tuple[RecordValue, ...] = ()
    changed_at: str = ""
    changed_by: str = ""

    def of(self, key: str) -> tuple[RecordValue, ...]:
        """What is said of a field."""
        return tuple(value for value in self.values if value.field == key)
