"""Pictures of one row of a comparison, worked out without a screen: scales, ticks, where marks and labels stand.

Lengths are in the unit of whoever paints; x runs to the right, y downwards. Texts are measured by the painter.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from workbench.core.model.comparison import Cell, Member
from workbench.core.model.figure import FigureId, Modality

Key = tuple[str, ...]
_LATER = (Modality.PLAN, Modality.FORECAST, Modality.CONDITIONAL)
_STEPS = (1, 2, 5, 10)
_LOG_FROM = 200  # times the least that the greatest must be before powers are shown
_MARGIN = 0.06  # of the scale, left free at both ends
_OPEN_MARGIN = 0.12  # where something has no upper bound, and its arrow must be seen
_GAP = 3.0  # between a mark and its label
_MONTHS = 12
_TIME_STEPS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 24000, 60000, 120000)  # months


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What one source states, in the unit of the plot. `low` or `high` is None where the statement has no such
    bound; `reach` is what it may mean where it is rounded or an approximation. `days` are the first and last day."""

    figure: FigureId
    label: str
    said: str
    low: float | None
    high: float | None
    reach: tuple[float | None, float | None] = (None, None)
    later: bool = False  # a plan or a forecast
    conflict: bool = False
    days: tuple[date, date] | None = None

    @property
    def size(self) -> float:
        """The number it is sorted and placed by."""
        known = [bound for bound in (self.low, self.high) if bound is not None]
        return sum(known) / len(known)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """Marks of one unit, the least first. `others` counts figures of the row in a unit that cannot be converted,
    `waiting` those that were not worked out yet."""

    title: str
    unit: str
    marks: tuple[Mark, ...]
    others: int = 0
    waiting: int = 0

    @property
    def dated(self) -> tuple[Mark, ...]:
        """Those that say when, in the order of time."""
        known = [mark for mark in self.marks if mark.days is not None]
        return tuple(sorted(known, key=lambda mark: (mark.days or (), mark.size, mark.label)))


@dataclass(frozen=True, slots=True)
class Words:
    """How the window says things: a row's name, a unit with its scale, one statement, a column before a source."""

    unit: Callable[[Cell], str]
    stated: Callable[[Member, Cell], str]
    label: Callable[[Key, Member], str]


def plot_of(title: str, cells: Mapping[Key, Cell], words: Words) -> Plot:
    """The figures of a row's cells, each by its column; those of the unit that most of them are in."""
    placed = [
        (column, cell, member)
        for column, cell in cells.items()
        for member in cell.members
        if member.low is not None or member.high is not None
    ]
    everything = sum(len(cell.members) for cell in cells.values())
    units = Counter((cell.unit, cell.scale) for _, cell, _ in placed)
    if not units:
        return Plot(title=title, unit="", marks=(), others=everything)
    unit = max(units, key=lambda one: (units[one], one[0] or ""))
    taken = [one for one in placed if (one[1].unit, one[1].scale) == unit]
    marks = sorted(
        (_mark(column, cell, member, words) for column, cell, member in taken),
        key=lambda mark: (mark.size, mark.label, mark.figure),
    )
    return Plot(title=title, unit=words.unit(taken[0][1]), marks=tuple(marks), others=everything - len(taken))


def _mark(column: Key, cell: Cell, member: Member, words: Words) -> Mark:
    figure, scale = member.figure, float(cell.scale)

    def shown(bound: object) -> float | None:
        return None if bound is None else float(str(bound)) / scale

    reach = member.interval
    days = figure.period.days if figure.period is not None else (None, None)
    first, last = days[0] or days[1], days[1] or days[0]
    return Mark(
        figure=figure.id,
        label=words.label(column, member),
        said=words.stated(member, cell),
        low=shown(member.low),
        high=shown(member.high),
        reach=(shown(reach.low), shown(reach.high)) if reach is not None else (None, None),
        later=figure.modality in _LATER,
        conflict=any(figure.id in conflict.members for conflict in cell.conflicts),
        days=(first, last) if first is not None and last is not None else None,
    )


# scales


@dataclass(frozen=True, slots=True)
class Scale:
    """Numbers from `low` to `high` laid over a stretch from 0 to 1; by their powers where `log`."""

    low: float
    high: float
    ticks: tuple[float, ...]
    log: bool = False

    def at(self, value: float) -> float:
        """Between 0 and 1; what lies beyond an end is put on it."""
        value = min(max(value, self.low), self.high)
        if self.log:
            return math.log(value / self.low) / math.log(self.high / self.low)
        return (value - self.low) / (self.high - self.low)


def scale_of(marks: Iterable[Mark], most: int = 6) -> Scale:
    """A scale that holds every stated bound, with room at the ends for what is open there."""
    marks = list(marks)
    known = [bound for mark in marks for bound in (mark.low, mark.high) if bound is not None]
    least, greatest = min(known, default=0.0), max(known, default=1.0)
    room = _OPEN_MARGIN if any(mark.high is None for mark in marks) else _MARGIN
    if least > 0 and greatest / least >= _LOG_FROM:
        spare = (greatest / least) ** room
        low, high = least / spare, greatest * spare
        return Scale(low, high, tuple(_powers(low, high, most)), log=True)
    if 0 < least < greatest / 2:
        least = 0.0  # near enough to nothing that lengths can be compared
    spare = (greatest - least) * room or abs(greatest) * room or 1.0
    low, high = (least if least == 0 else least - spare), greatest + spare
    return Scale(low, high, tuple(nice_ticks(low, high, most)))


def nice_ticks(low: float, high: float, most: int) -> list[float]:
    """Round numbers between two, at most so many: steps of 1, 2 or 5 times a power of ten."""
    raw = (high - low) / max(most, 1)
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(step * power for step in _STEPS if step * power >= raw * (1 - 1e-9))
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    return [_clean(n * step) for n in range(first, last + 1)]


def _powers(low: float, high: float, most: int) -> list[float]:
    """Powers of ten, and 2 and 5 between them where there is room."""
    tens = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    for steps in ((1, 2, 5), (1, 3), (1,)):
        found = [_clean(step * 10.0**ten) for ten in tens for step in steps if low <= step * 10.0**ten <= high]
        if len(found) <= most:
            return found
    return found[:: math.ceil(len(found) / max(most, 1))]


def _clean(number: float) -> float:
    """Without the dust of binary fractions: 0.3, not 0.30000000000000004."""
    return float(f"{number:.12g}")


@dataclass(frozen=True, slots=True)
class TimeTick:
    at: float
    text: str


@dataclass(frozen=True, slots=True)
class TimeScale:
    first: date
    last: date

    def at(self, day: date) -> float:
        span = (self.last - self.first).days
        return (day - self.first).days / span if span else 0.5

    def ticks(self, most: int = 8) -> list[TimeTick]:
        """Years, or months where the whole is short: at most so many."""
        months = (self.last.year - self.first.year) * _MONTHS + self.last.month - self.first.month
        step = next(step for step in _TIME_STEPS if months / step <= most)
        start = self.first.year * _MONTHS + self.first.month - 1
        found = []
        for month in range(start - start % step, start + months + step + 1, step):
            year, number = divmod(month, _MONTHS)
            if not date.min.year <= year <= date.max.year:
                continue
            day = date(year, number + 1, 1)
            if self.first <= day <= self.last:
                found.append(TimeTick(self.at(day), str(year) if step % _MONTHS == 0 else f"{year}-{number + 1:02}"))
        return found


def time_scale(marks: Iterable[Mark]) -> TimeScale:
    """From the year's beginning before the first day to the year's end after the last one."""
    days = [day for mark in marks if mark.days is not None for day in mark.days]
    first, last = min(days), max(days)
    return TimeScale(date(first.year, 1, 1), date(last.year, _MONTHS, 31))


# labels


@dataclass(frozen=True, slots=True)
class Box:
    x: float
    y: float
    width: float
    height: float

    def meets(self, other: Box) -> bool:
        across = self.x < other.x + other.width and other.x < self.x + self.width
        return across and self.y < other.y + other.height and other.y < self.y + self.height

    def within(self, other: Box) -> bool:
        across = other.x <= self.x and self.x + self.width <= other.x + other.width
        return across and other.y <= self.y and self.y + self.height <= other.y + other.height


def place_labels(points: Sequence[Box], sizes: Sequence[tuple[float, float]], area: Box) -> list[Box | None]:
    """A place for the label of each point beside it, where it covers no other point and no other label; None where
    there is none. Above it to the right is tried first: what stands for a stretch of time runs beside it."""
    placed: list[Box | None] = []
    for point, (width, height) in zip(points, sizes, strict=True):
        taken = [box for box in placed if box is not None]
        others = [other for other in points if other is not point]
        fitting = (
            box
            for box in _beside(point, width, height)
            if box.within(area) and not any(box.meets(other) for other in (*taken, *others))
        )
        placed.append(next(fitting, None))
    return placed


def _beside(point: Box, width: float, height: float) -> Iterable[Box]:
    middle, centre = point.y + (point.height - height) / 2, point.x + (point.width - width) / 2
    right, left = point.x + point.width + _GAP, point.x - width - _GAP
    above, below = point.y - height, point.y + point.height
    for x, y in (
        (right, above), (right, middle), (right, below), (left, above), (left, middle), (left, below),
        (centre, above), (centre, below),
    ):  # fmt: skip
        yield Box(x, y, width, height)


def row_height(count: int, room: float, least: float, most: float) -> float:
    """The height of each of so many lines that share the room there is."""
    return min(max(room / count, least), most) if count else most


def crowded(ticks: Sequence[float], widths: Sequence[float], gap: float) -> bool:
    """Whether the texts of ticks, centred on them, come nearer to each other than a gap."""
    ends = zip(pairwise(ticks), pairwise(widths), strict=True)
    return any(right - left < (one + other) / 2 + gap for (left, right), (one, other) in ends)
