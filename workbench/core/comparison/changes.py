"""Figures of stated changes beside each other: a rise is no fall, and what was before is not what is."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from workbench.core.model.amount import Interval
from workbench.core.model.conflict import Relation
from workbench.core.model.figure import Change, Figure

_SIZES = (Change.RISE, Change.FALL)


class Part(StrEnum):
    """What a figure is of a change. Where a change arrived is a level like any other."""

    SIZE = "size"
    START = "start"
    LEVEL = "level"
    OPEN = ""  # of a measure that is itself a change, with no word of its direction: keeps nothing apart


def part_of(figure: Figure) -> Part:
    """Size, beginning, level; open where the measure is a change and the source tells no direction."""
    if figure.change in _SIZES:
        return Part.SIZE
    if figure.change is Change.FROM:
        return Part.START
    of_a_change = (figure.measure or "").startswith("change")
    return Part.OPEN if of_a_change and figure.change is None else Part.LEVEL


def parts_differ(a: Figure, b: Figure) -> bool:
    one, other = part_of(a), part_of(b)
    return one is not other and Part.OPEN not in (one, other)


def relation_of_parts(a: Figure, b: Figure) -> Relation:
    """What two figures of different parts are to each other: of two times, or of two measures."""
    if Part.SIZE in (part_of(a), part_of(b)):
        return Relation.DIFFERENT_MEASURE
    return Relation.DIFFERENT_PERIOD


def opposite(a: Figure, b: Figure) -> bool:
    """Whether one tells of a rise and the other of a fall."""
    return {a.change, b.change} == set(_SIZES)


def facing(a: Figure, b: Figure, one: Interval, other: Interval) -> tuple[Interval, Interval]:
    """The sets of numbers of two figures; those of a fall lie below zero where the other tells of a rise."""
    if not opposite(a, b):
        return one, other
    return (negated(one), other) if a.change is Change.FALL else (one, negated(other))


def negated(interval: Interval) -> Interval:
    low, high = interval.low, interval.high
    return Interval(
        None if high is None else -high, None if low is None else -low, interval.high_open, interval.low_open
    )


def kept_apart(figures: Iterable[Figure]) -> Relation | None:
    """What keeps the figures of one cell apart, where some are of another part or direction than others."""
    known = list(figures)
    told = [f for f in known if part_of(f) is not Part.OPEN]
    other = next((f for f in told[1:] if parts_differ(told[0], f)), None)
    if other is not None:
        return relation_of_parts(told[0], other)
    return Relation.UNDECIDED if {f.change for f in known}.issuperset(_SIZES) else None
