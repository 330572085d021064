"""Scales, ticks and labels of plots, without a screen."""

from __future__ import annotations

from datetime import date

import pytest

from workbench.core.comparison.plots import (
    Box,
    Mark,
    TimeScale,
    Words,
    crowded,
    nice_ticks,
    place_labels,
    plot_of,
    row_height,
    scale_of,
    time_scale,
)
from workbench.core.comparison.tables import build
from workbench.core.model.comparison import Axis, ComparisonSpec
from workbench.core.model.figure import FigureId, Modality

WORDS = Words(
    unit=lambda cell: f"{cell.scale} {cell.unit}",
    stated=lambda member, _: member.figure.quote,
    label=lambda column, member: f"{column[0]}: {member.publisher}",
)
BY_PERIOD = ComparisonSpec(rows=(Axis.MEASURE,), columns=(Axis.PERIOD,))


def mark(low: float | None, high: float | None, **fields: object) -> Mark:
    return Mark(figure=FigureId(1), label="a", said="b", low=low, high=high, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("low", "high", "most", "expected"),
    [
        (0, 28, 6, [0, 5, 10, 15, 20, 25]),
        (0, 1, 5, [0, 0.2, 0.4, 0.6, 0.8, 1]),
        (-3, 7, 4, [0, 5]),
        (1e9, 4.1e9, 4, [1e9, 2e9, 3e9, 4e9]),
        (0.00012, 0.00048, 4, [0.0002, 0.0003, 0.0004]),
    ],
)
def test_ticks_are_round_numbers(low, high, most, expected):
    """Steps of 1, 2 or 5 times a power of ten, without the dust of binary fractions."""
    assert nice_ticks(low, high, most) == expected


@pytest.mark.parametrize(
    ("bounds", "log", "from_nothing"),
    [
        ([(2.6, 2.6), (28, None)], False, True),
        ([(95, 95), (100, 100)], False, False),
        ([(1, 1), (5000, 5000)], True, False),
        ([(0, 1), (5000, 5000)], False, True),
        ([(-4, 6)], False, False),
        ([(5, 5)], False, False),
    ],
)
def test_a_scale_holds_all_bounds_with_room_at_its_ends(bounds, log, from_nothing):
    """Powers only where sizes are far apart and all above zero; from zero where lengths can then be compared."""
    scale = scale_of([mark(low, high) for low, high in bounds])
    known = [bound for pair in bounds for bound in pair if bound is not None]
    assert (scale.log, scale.low == 0) == (log, from_nothing)
    assert scale.low <= min(known) <= max(known) < scale.high
    assert all(0 <= scale.at(tick) <= 1 for tick in scale.ticks)
    assert scale.at(min(known)) <= scale.at(max(known)) < 1
    assert len(scale.ticks) >= 2


def test_what_lies_beyond_an_end_is_put_on_it():
    """What a rounded number may mean can reach further than what is stated."""
    scale = scale_of([mark(10, 10), mark(20, 20)])
    assert (scale.at(-100), scale.at(1e6)) == (0, 1)


def test_times_run_from_new_year_to_new_years_eve_in_years_or_months():
    """Whatever the length, no more ticks than there is room for."""
    scale = time_scale([mark(1, 1, days=(date(2024, 3, 1), date(2024, 3, 31))), mark(2, 2)])
    assert (scale.first, scale.last) == (date(2024, 1, 1), date(2024, 12, 31))
    assert [tick.text for tick in scale.ticks(4)] == ["2024-01", "2024-04", "2024-07", "2024-10"]
    long = TimeScale(date(1920, 1, 1), date(2030, 12, 31))
    assert [tick.text for tick in long.ticks(8)] == ["1920", "1940", "1960", "1980", "2000", "2020"]
    assert len(TimeScale(date(1, 1, 1), date(9999, 12, 31)).ticks(3)) <= 5


def test_labels_cover_neither_marks_nor_each_other():
    """Those for which there is no place are left out, and said elsewhere."""
    points = [Box(10 * n, 50, 8, 8) for n in range(12)]
    area = Box(0, 0, 130, 100)
    placed = place_labels(points, [(40, 12)] * len(points), area)
    boxes = [box for box in placed if box is not None]
    assert 2 <= len(boxes) < len(points)
    assert not any(a.meets(b) for n, a in enumerate(boxes) for b in boxes[:n])
    assert not any(box.meets(point) for box in boxes for point in points)
    assert all(box.within(area) for box in boxes)


def test_lines_share_the_room_within_bounds():
    """No line lower than can be read, none higher than looks well."""
    assert [row_height(n, 100, 15, 30) for n in (0, 2, 5, 50)] == [30, 30, 20, 15]
    assert crowded([0, 10, 20], [8, 8, 8], 4)
    assert not crowded([0, 20, 40], [8, 8, 8], 4)


def test_a_row_becomes_marks_in_one_unit(make, sources):
    """Sorted by number, in the row's unit and scale; a figure in another unit is counted, not drawn."""
    figures = [
        make("2600000 100000", period="2025"),
        make("28", "Mt", period="2024", modality=Modality.FORECAST),
        make(">30000000", period="2024"),
        make("44", None, period="2024"),
        make("12", "USD", period="2024"),
    ]
    table = build(BY_PERIOD, figures, sources)
    cells = {column: table.cells[("reserves",), column] for column in table.columns}
    plot = plot_of("Reserves", cells, WORDS)
    assert [(m.figure, m.low, m.high, m.later) for m in plot.marks] == [
        (1, 2.6, 2.6, False),
        (2, 28, 28, True),
        (3, 30, None, False),
    ]
    assert plot.marks[0].reach == (2.55, 2.65)
    assert plot.others == 2
    assert [m.figure for m in plot.dated] == [2, 3, 1]
    assert plot.marks[0].label == "2025: Outlet 1"
    assert plot.unit == "1000000 t"


def test_what_is_contradicted_is_marked(make, sources):
    """Only the members of the conflict."""
    figures = [make("5", period="2025"), make("9", period="2025"), make("7", measure="price", period="2025")]
    table = build(BY_PERIOD, figures, sources)
    plot = plot_of("x", {("2025",): table.cells[("reserves",), ("2025",)]}, WORDS)
    assert [m.conflict for m in plot.marks] == [True, True]
    assert plot_of("x", {}, WORDS).marks == ()
