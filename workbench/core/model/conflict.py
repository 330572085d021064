"""How two figures stand to each other, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from workbench.core.model.article import ArticleId
from workbench.core.model.figure import Field, FigureId


class Relation(StrEnum):
    SAME = "same"
    REFINES = "refines"
    COMPATIBLE = "compatible"
    CONTRADICTION = "contradiction"
    DIFFERENT_MEASURE = "different measure"
    DIFFERENT_SUBJECT = "different subject"
    DIFFERENT_ITEM = "different item"
    DIFFERENT_PLACE = "different place"
    DIFFERENT_PERIOD = "different period"
    DIFFERENT_SCOPE = "different scope"  # one is said of a part of what the other is said of
    DIFFERENT_MODALITY = "different modality"  # a plan or a forecast beside a fact
    DIFFERENT_DIMENSION = "different dimension"
    DIFFERENT_CURRENCY = "different currency"  # and no rate between them
    UNDECIDED = "undecided"  # the numbers differ, but too little is known of what they measure
    MISSING_UNIT = "missing unit"
    SCALE_SLIP = "scale slip"
    DATE_ANOMALY = "date anomaly"
    ARITHMETIC_ANOMALY = "arithmetic anomaly"  # the numbers of one source do not fit each other
    IMPLAUSIBLE_SIZE = "implausible size"  # beside its peers, or beside what there can be

    @property
    def conflict(self) -> bool:
        """Whether an analyst has to look at it."""
        return self in (
            Relation.CONTRADICTION,
            Relation.SCALE_SLIP,
            Relation.MISSING_UNIT,
            Relation.DATE_ANOMALY,
            Relation.ARITHMETIC_ANOMALY,
            Relation.IMPLAUSIBLE_SIZE,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What the engine says of two figures. `differs` names the fields that keep them apart; `reason` is a sentence
    in the user's language that quotes both sides."""

    relation: Relation
    differs: tuple[Field, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two or more figures (or a figure and its article's date) that cannot all hold, or need a unit to be judged; one
    figure whose size cannot be.

    `article` is set for a date anomaly only; its members are the figures that tell of a later time, if there are any.
    """

    relation: Relation
    members: tuple[FigureId, ...]
    reason: str
    key: tuple[str, ...] = ()  # subject, measure, item, place: what they share
    article: ArticleId | None = None
