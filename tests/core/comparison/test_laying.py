"""How rows and columns are ordered, cut by time, left out, and in which unit they are shown."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from workbench.core.comparison.display import shown_as, unit_choices
from workbench.core.comparison.laying import lay_out, stretch_of
from workbench.core.comparison.tables import build
from workbench.core.model.brief import briefs_of
from workbench.core.model.comparison import GRID, Axis, ComparisonSpec, Order

BY_SUBJECT = ComparisonSpec(rows=(Axis.SUBJECT,), columns=(Axis.MEASURE,))


def rows(spec, figures, sources):
    return [" ".join(key) for key in lay_out(spec, briefs_of(figures), sources).rows]


@pytest.fixture
def figures(make):
    """China is said most, Peru is the greatest, most sources speak of Chile."""
    return [
        *(make("5", subject="China", article=1) for _ in range(4)),
        *(make("6", subject="Chile", article=n) for n in (1, 2, 3)),
        make("9", "Mt", subject="Peru", article=1),
    ]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Order.USUAL, ["China", "Chile", "Peru"]),
        (Order.NAME, ["Chile", "China", "Peru"]),
        (Order.VALUE, ["Peru", "Chile", "China"]),
        (Order.SOURCES, ["Chile", "China", "Peru"]),
    ],
)
def test_rows_are_ordered_as_asked(order, expected, figures, sources):
    """By mentions, by name, by the greatest value in one unit, by the number of sources."""
    assert rows(replace(BY_SUBJECT, order_rows=order), figures, sources) == expected


def test_an_own_order_holds_and_what_is_new_comes_last(figures, sources):
    """What the analyst has put in order stays so when figures of another subject are added."""
    own = replace(BY_SUBJECT, order_rows=Order.OWN, own_rows=(("Peru",), ("China",)))
    assert rows(own, figures, sources) == ["Peru", "China", "Chile"]


def test_nested_rows_stay_under_one_heading_in_every_order(make, sources):
    """The greatest value of the whole subject decides where its rows stand."""
    figures = [
        make("1", subject="A", measure="x"),
        make("50", subject="B", measure="x"),
        make("90", subject="A", measure="y"),
    ]
    spec = ComparisonSpec(rows=(Axis.SUBJECT, Axis.MEASURE), columns=(Axis.ARTICLE,), order_rows=Order.VALUE)
    assert rows(spec, figures, sources) == ["A y", "A x", "B x"]


def test_a_stretch_of_time_keeps_what_shares_a_day_with_it(make, sources):
    """Quarters and years count by their days; what says no time, or no year, is left out."""
    said = ("2024", "2025-33", "2025-10-04", "2026", None, "--02-04")
    figures = [make(str(n + 1), subject=f"s{n}", period=period) for n, period in enumerate(said)]
    kept = rows(replace(BY_SUBJECT, since="2025", until="2025-10"), figures, sources)
    assert sorted(kept) == ["s1", "s2"]
    assert sorted(rows(replace(BY_SUBJECT, since="2025-10-04"), figures, sources)) == ["s2", "s3"]


@pytest.mark.parametrize(("since", "until"), [("soon", ""), ("2026", "2025"), ("2024/2025", ""), ("", "--02-04")])
def test_what_is_no_stretch_of_time_is_refused(since, until):
    """Words, ends before beginnings, ranges and dates without a year."""
    with pytest.raises(ValueError, match=r"date|empty|ends"):
        stretch_of(since, until)


def test_hidden_rows_leave_with_the_columns_that_only_they_fill(figures, make, sources):
    """Neither row nor column nor cell is left, and the number of figures says so."""
    price = make("3", subject="Peru", measure="price")
    table = build(replace(BY_SUBJECT, hidden=(("Peru",), ("Nowhere",))), [*figures, price], sources)
    assert table.rows == (("China",), ("Chile",))
    assert table.columns == (("reserves",),)
    assert {row for row, _ in table.cells} == set(table.rows)
    assert (table.figures, table.hidden) == (7, 1)


def test_a_chosen_unit_may_have_a_scale(make, sources):
    """Money is shown in billions where that was chosen; numbers are then divided by it when they are read."""
    figure = make("2500000000", "USD", measure="debt")
    (cell,) = build(replace(GRID, units={"debt": "USD 1000000000"}), [figure], sources).cells.values()
    assert (cell.unit, cell.scale, cell.members[0].low) == ("USD", Decimal(10**9), Decimal(2500000000))


@pytest.mark.parametrize(
    ("code", "among", "not_among"),
    [
        ("t", ["t", "kt", "Mt", "kg", "t 1000000000"], ["t 1000", "t 1000000", "km"]),
        ("USD", ["USD", "USD 1000000000"], ["EUR", "KZT"]),
        ("%", ["%"], ["% 1000"]),
        ("USD/t", ["USD/t", "USD/t 1000"], ["USD"]),
    ],
)
def test_units_to_choose_are_of_the_same_dimension(code, among, not_among):
    """With powers of a thousand where people use them; the stated unit comes first."""
    choices = unit_choices(code)
    assert choices[0] == code
    assert set(among) <= set(choices)
    assert not set(not_among) & set(choices)
    assert all(shown_as(choice)[1] >= 1 for choice in choices)
