"""A figure: what a source states, where exactly, how it was found, and what the analyst made of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import NewType

from workbench.core.model.amount import Amount
from workbench.core.model.article import ArticleId
from workbench.core.model.period import Period
from workbench.core.model.span import Span

FigureId = NewType("FigureId", int)


class Kind(StrEnum):
    """What sort of amount is stated, under the names of the machine interface; percent is a share."""

    MONEY = "money"
    PERCENT = "percent"
    PERCENTAGE_POINT = "pp"
    QUANTITY = "quantity"
    COUNT = "count"
    DURATION = "duration"
    RATIO = "ratio"
    RANK = "rank"
    NUMBER = "number"
    INDEFINITE = "indefinite"  # "several million": never settled as a number
    DATE = "date"
    ORDINAL = "ordinal"
    IDENTIFIER = "identifier"


class Status(StrEnum):
    SUGGESTED = "suggested"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    NOT_A_FIGURE = "not a figure"
    DUPLICATE = "duplicate"

    @property
    def settled(self) -> bool:
        return self is not Status.SUGGESTED


class Modality(StrEnum):
    FACT = "fact"
    ESTIMATE = "estimate"
    PLAN = "plan"
    FORECAST = "forecast"
    CONDITIONAL = "conditional"


class Change(StrEnum):
    """What an amount is in a stated change: its size upwards or downwards, where it began, where it arrived."""

    RISE = "rise"
    FALL = "fall"
    FROM = "from"
    TO = "to"


class Doubt(StrEnum):
    """Why a suggestion deserves a second look."""

    UNIT_MISSING = "unit missing"
    UNIT_BORROWED = "unit borrowed"
    SEPARATOR = "ambiguous separator"
    SCALE = "ambiguous scale"
    PERIOD_ASSUMED = "period assumed"
    PERIOD_LATER = "period after the article"  # told as done, yet later than the source itself
    SUBJECT_FAR = "subject from afar"
    MEASURE_FAR = "measure from afar"
    NOT_BODY = "not body"  # found in page furniture
    BY_HAND = "made by hand"


class Field(StrEnum):
    """The fields of a figure that carry their own evidence."""

    AMOUNT = "amount"
    UNIT = "unit"
    MEASURE = "measure"
    SUBJECT = "subject"
    ITEM = "item"
    PLACE = "place"
    PERIOD = "period"
    ATTRIBUTION = "attribution"
    MODALITY = "modality"
    CHANGE = "change"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One number of a text, understood as far as it could be.

    `span` is the core (number and unit), `full_span` takes in the qualifier ("более 28 млн тонн"); quotes are always
    sliced from the stored text. `unit` is a UCUM code ("t", "km2", "{country}"), an ISO 4217 code for money, "%" for
    shares, "[pp]", "{times}", or a quotient of them ("USD/t"); None when the source names none. `borrowed_unit` is
    what the context suggests for a missing unit; its span is evidence[Field.UNIT]; it becomes `unit` only by the
    analyst's hand. Subject, measure, item and place are keys of the lexicon (English words: "reserves", "Kazakhstan")
    or, where the lexicon has none, words of the source. Unknown is None, never a guess.
    """

    span: Span
    full_span: Span
    kind: Kind
    amount: Amount | None  # None only for kinds that state no amount (indefinite, date, ordinal, identifier)
    unit: str | None = None
    borrowed_unit: str | None = None
    measure: str | None = None
    subject: str | None = None
    item: str | None = None
    place: str | None = None
    period: Period | None = None
    attribution: str | None = None
    modality: Modality = Modality.FACT
    change: Change | None = None  # None: a level, or nothing is said of a change
    doubts: tuple[Doubt, ...] = ()
    rule: str = ""  # the rule that found it
    evidence: Mapping[Field, Span] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Statement):
    """A statement that the project keeps. `quote` is the text of `full_span`, stored so that it can be verified."""

    id: FigureId
    guid: str
    article_id: ArticleId
    quote: str
    status: Status = Status.SUGGESTED
    duplicate_of: FigureId | None = None
    note: str = ""  # the text of its note, read along; the note itself is kept with all others
    changed_at: str = ""  # ISO 8601 UTC
    changed_by: str = ""
    version: int = 1  # of the article's text that the spans and the quote are of
    anchor_score: Decimal | None = (
        None  # how surely it was found again in that version; None: it was found there first
    )
    orphan: bool = False  # not found again in the article's newest version


@dataclass(frozen=True, slots=True)
class Anchored:
    """Where a figure stands in a newer version of its article, and how sure that is (0 to 1)."""

    id: FigureId
    span: Span
    full_span: Span
    evidence: Mapping[Field, Span]
    score: Decimal
