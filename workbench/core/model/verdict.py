"""A verdict: what an analyst says of a conflict, of which figures as they were then, and whether it still holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from typing import NewType

from workbench.core.model.conflict import Conflict, Relation
from workbench.core.model.figure import Field, Figure, FigureId, Status

VerdictId = NewType("VerdictId", int)
KEY = 12  # letters of a conflict's key
STATUS = "status"  # beside the fields of a figure


class VerdictKind(StrEnum):
    """What is said of a conflict."""

    PREFER = "one is right"
    BOTH = "both hold"  # of different scope, period or definition
    ERROR = "error in source"
    NOT_COMPARABLE = "not comparable"
    UNRESOLVED = "unresolved"

    @property
    def prefers(self) -> bool:
        """Whether one of the figures may be named as the right one."""
        return self in (VerdictKind.PREFER, VerdictKind.ERROR)


class State(StrEnum):
    """Where a conflict stands."""

    OPEN = "open"  # nobody has said anything of it
    REOPENED = "re-opened"  # what was judged has changed since
    UNRESOLVED = "unresolved"  # looked at, and not to be decided
    DECIDED = "decided"
    OVER = "over"  # there is a verdict, but no conflict any more

    @property
    def waits(self) -> bool:
        """Whether an analyst has to look at it."""
        return self in (State.OPEN, State.REOPENED)


@dataclass(frozen=True, slots=True)
class Judged:
    """A figure as it was when it was judged: the fields by which it is compared, as texts; empty ones left out."""

    guid: str
    quote: str
    fields: Mapping[str, str] = field(hash=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """`preferred` is the guid of a member. `article` is the guid of the source that a date anomaly is about."""

    id: VerdictId
    guid: str
    conflict: str
    relation: Relation
    kind: VerdictKind
    members: tuple[Judged, ...]
    preferred: str | None = None
    reason: str = ""
    article: str | None = None
    changed_at: str = ""  # ISO 8601 UTC
    changed_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A conflict and what was said of it. `verdict` holds only where `state` says that it does; of a re-opened
    conflict it is the former one, and `changes` say why it no longer holds. `others` are further former verdicts on
    some of these figures, newest first. Without a conflict there is only the verdict."""

    key: str
    state: State
    conflict: Conflict | None = None
    verdict: Verdict | None = None
    preferred: FigureId | None = None
    changes: tuple[str, ...] = ()
    others: tuple[Verdict, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether the conflict is settled by its verdict."""
        return self.state is State.DECIDED


def key_of(relation: Relation, guids: Iterable[str], article: str | None = None) -> str:
    """The same for the same conflict in every copy of a project: its class and figures, or its class and source."""
    said = [article] if article is not None else sorted(guids)
    return sha256("\n".join((relation.value, *said)).encode()).hexdigest()[:KEY]


_FIELDS = (Field.UNIT, Field.MEASURE, Field.SUBJECT, Field.ITEM, Field.PLACE)


def judged(figure: Figure) -> Judged:
    """A figure as a verdict remembers it."""
    amount = figure.amount
    said = {name.value: getattr(figure, name.value) for name in _FIELDS}
    said[Field.AMOUNT.value] = None if amount is None else _amount_text(figure)
    said[Field.PERIOD.value] = None if figure.period is None else figure.period.edtf
    said[Field.MODALITY.value] = figure.modality.value
    said[STATUS] = figure.status.value
    return Judged(figure.guid, figure.quote, {name: value for name, value in said.items() if value})


def _amount_text(figure: Figure) -> str:
    """Qualifier and bounds; 2.60 and 2.6 are the same number, though not rounded alike."""
    amount = figure.amount
    assert amount is not None
    bounds = ("" if b is None else f"{b.normalize():f}" for b in (amount.low, amount.high, amount.step))
    return "|".join((amount.qualifier.value, *bounds))


def changed_fields(then: Judged, now: Judged) -> tuple[str, ...]:
    """The fields in which a figure is no longer what was judged. That it was accepted since changes nothing: it only
    confirms what was judged."""
    names = dict.fromkeys((*then.fields, *now.fields))
    changed = tuple(name for name in names if then.fields.get(name) != now.fields.get(name))
    confirmed = now.fields.get(STATUS) == Status.ACCEPTED.value and then.fields.get(STATUS) == Status.SUGGESTED.value
    return tuple(name for name in changed if name != STATUS or not confirmed)
