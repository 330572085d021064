"""Which stretches of a text are marked and how: figures as the readers and the margin strip draw them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from workbench.core.model.figure import Doubt, Figure, FigureId, Kind, Status
from workbench.gui.reading.positions import Positions


@dataclass(frozen=True, slots=True)
class Mark:
    """A figure in the text. `start` and `end` are Qt's positions."""

    start: int
    end: int
    figure_id: FigureId
    status: Status
    conflict: bool = False
    unit_missing: bool = False


class Marks:
    """The marks of one text in its order; finds those of a stretch without looking at all of them."""

    def __init__(self, marks: Iterable[Mark] = ()) -> None:
        self.all = sorted(marks, key=lambda m: (m.start, m.end))
        self._starts = [m.start for m in self.all]
        self._reach = list(accumulate((m.end for m in self.all), max))  # marks may lie inside others
        self._by_id = {m.figure_id: m for m in self.all}

    def __len__(self) -> int:
        return len(self.all)

    def between(self, start: int, end: int) -> Iterator[Mark]:
        """Marks that share a position with [start, end)."""
        first = bisect_right(self._reach, start)
        for mark in self.all[first : bisect_left(self._starts, end)]:
            if mark.end > start:
                yield mark

    def at(self, position: int) -> Mark | None:
        """The narrowest mark at a position."""
        return min(self.between(position, position + 1), key=lambda m: m.end - m.start, default=None)

    def of(self, figure_id: FigureId | None) -> Mark | None:
        return None if figure_id is None else self._by_id.get(figure_id)


def marks_of(figures: Iterable[Figure], positions: Positions, in_conflict: Collection[FigureId] = ()) -> Marks:
    """What to draw for the figures of one text."""
    return Marks(
        Mark(
            *positions.qt_range(figure.full_span),
            figure_id=figure.id,
            status=figure.status,
            conflict=figure.id in in_conflict,
            unit_missing=lacks_unit(figure),
        )
        for figure in figures
    )


def lacks_unit(figure: Figure) -> bool:
    """Whether the source names no unit where one is needed."""
    open_or_taken = figure.status in (Status.SUGGESTED, Status.ACCEPTED)
    needs_one = figure.kind not in (Kind.RANK, Kind.RATIO, Kind.ORDINAL, Kind.DATE, Kind.IDENTIFIER)
    said = Doubt.UNIT_MISSING in figure.doubts or Doubt.UNIT_BORROWED in figure.doubts
    return figure.unit is None and open_or_taken and needs_one and said
