"""What a merge of two copies of a project finds, what is left to settle, and how far the two agree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NewType

DifferenceId = NewType("DifferenceId", int)


class Base(StrEnum):
    """What tells who changed something: the history that both have in common, or nothing."""

    HISTORY = "history"
    NONE = "none"  # the same project, but no step in common
    OTHER_PROJECT = "other project"


class Side(StrEnum):
    """Which of two states holds."""

    OURS = "ours"
    THEIRS = "theirs"
    OTHERWISE = "otherwise"  # neither: somebody said something else


@dataclass(frozen=True, slots=True)
class Count:
    """Rows of a kind that come, change and go."""

    table: str
    added: int
    changed: int
    removed: int


@dataclass(frozen=True, slots=True)
class Found:
    """What a merge would do, or did. `same` counts what both had made of their own accord; `judged` holds of figures
    that both settled since they knew of each other (field, said here, said there, how often), where "=field" is one
    that neither corrected. `again`: this very state was merged before; `nothing`: there is nothing new in it."""

    base: Base
    counts: tuple[Count, ...] = ()
    differences: int = 0
    same: int = 0
    judged: tuple[tuple[str, str, str, int], ...] = ()
    again: bool = False
    nothing: bool = False

    @property
    def writes(self) -> bool:
        return not (self.again or self.nothing)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What both changed differently, of one thing. `ours` and `theirs` are the cells that differ; None: no such
    thing there. `row` is its number here, None where it is not here. `file_name` is the copy that it came from."""

    id: DifferenceId
    table: str
    guid: str
    row: int | None
    base: Mapping[str, Any] | None = field(hash=False)
    ours: Mapping[str, Any] | None = field(hash=False)
    theirs: Mapping[str, Any] | None = field(hash=False)
    settled: Side | None
    file_name: str
    changed_at: str
    changed_by: str

    @property
    def columns(self) -> tuple[str, ...]:
        names = {*(self.ours or {}), *(self.theirs or {})} - {"changed_at", "changed_by"}
        return tuple(sorted(names))

    @property
    def whole(self) -> bool:
        """Whether it is about the thing as a whole: one side has taken it out, or has it alone."""
        return self.ours is None or self.theirs is None


@dataclass(frozen=True, slots=True)
class MergeReport:
    """A merge that was made: which copy, when, by whom, and what both had settled (as `Found.judged`)."""

    file_name: str
    at: str
    by: str
    judged: tuple[tuple[str, str, str, int], ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two agree on one field of the figures that both settled. `table` tells who said what: (here, there, how
    often). A coefficient is None where it is not defined; `percent` is None where there is nothing to compare."""

    field: str
    n: int
    table: tuple[tuple[str, str, int], ...]
    percent: float | None
    kappa: float | None
    alpha: float | None
