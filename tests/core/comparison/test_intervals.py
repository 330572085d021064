"""A stated amount means a set of numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest

from workbench.core.comparison.conflicts import find_conflicts, judge
from workbench.core.comparison.intervals import dimension_of, intersection, interval_of, reach_of
from workbench.core.model.amount import Interval
from workbench.core.model.conflict import Relation
from workbench.core.model.figure import Kind


def interval(text: str) -> Interval:
    """ "[2550000, 2650000)" as an interval; an empty side is infinite."""
    low, high = (part.strip() for part in text[1:-1].split(","))
    return Interval(
        Decimal(low) if low else None,
        Decimal(high) if high else None,
        low_open=text[0] == "(",
        high_open=text[-1] == ")",
    )


@pytest.mark.parametrize(
    ("number", "unit", "expected"),
    [
        ("2600000 100000", "t", "[2550000, 2650000)"),
        ("2.6 0.1", "Mt", "[2550000, 2650000)"),
        ("17", "{element}", "[17, 17]"),
        ("~800000 1000", "t", "[720000, 880000]"),
        ("~3 1", "t", "[2.5, 3.5]"),
        (">28000000 1000000", "t", "(28000000, ]"),
        (">=28000000", "t", "[28000000, ]"),
        ("<=92 1", "%", "[0, 92]"),
        ("<5", "t", "[0, 5)"),
        ("70-80 10", "%", "[65, 85)"),
        ("<=30", "Cel", "[, 30]"),
        ("-5 1", "Cel", "[-5.5, -4.5)"),
    ],
)
def test_an_amount_means_an_interval_in_the_base_unit(make, number, unit, expected):
    """Exact is what rounds to it, about a tenth wider, bounds reach to what the thing can be."""
    assert interval_of(make(number, unit)) == interval(expected)


def test_a_share_of_a_whole_ends_at_a_hundred(make):
    """More than 70 % of the market is at most all of it; growth has no such end."""
    assert interval_of(make(">70", "%", measure="share of exports")) == interval("(70, 100]")
    assert interval_of(make(">70", "%", measure="growth")) == interval("(70, ]")


@pytest.mark.parametrize("unit", [None, "parsec of old"])
def test_without_a_unit_that_is_known_a_number_is_itself(make, unit):
    """Nothing is multiplied where there is nothing to turn it into."""
    assert interval_of(make("5", unit)) == interval("[5, 5]")


def test_a_bound_at_its_limit_leaves_just_the_limit(make):
    """Up to nothing is nothing, at least all of it is all of it; a whole is 1000 per mille as well."""
    assert interval_of(make("<=0", "t")) == interval("[0, 0]")
    assert interval_of(make(">=100", "%", measure="share of exports")) == interval("[100, 100]")
    assert interval_of(make(">700", "[ppth]", kind=Kind.PERCENT, measure="share of exports")) == interval("(70, 100]")


def test_about_is_as_wide_as_the_setting_says(make):
    """The analyst may take "about" more strictly."""
    assert interval_of(make("~100"), about=Decimal("0.05")) == interval("[95, 105]")


def test_a_limit_that_the_source_breaks_does_not_count(make):
    """A share of 120 % stays what it is."""
    assert interval_of(make(">120", "%", measure="share of exports")) == interval("(120, ]")


def test_a_number_without_its_unit_has_no_dimension(make):
    """A borrowed unit is a suggestion and is never compared with."""
    assert dimension_of(make("44000000", None, borrowed_unit="t")) is None
    assert dimension_of(make("1", None, kind=Kind.RANK)) == "kind:rank"
    assert dimension_of(make("5", None)) == "number"
    assert dimension_of(make("5", "parsec of old")) == "unit:parsec of old"


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        ("[1, 5]", "[3, 9]", "[3, 5]"),
        ("[1, 5)", "[1, 5]", "[1, 5)"),
        ("(2, ]", "[, 7]", "(2, 7]"),
        ("[, 7]", "[, 9)", "[, 7]"),
        ("[1, ]", "(2, ]", "(2, ]"),
        ("[2, 5]", "(2, 5)", "(2, 5)"),
        ("[1, 2)", "[2, 3]", None),
    ],
)
def test_an_intersection_holds_what_both_allow(one, other, both):
    """Open ends stay open, nothing in common is None."""
    expected = interval(both) if both else None
    assert intersection(interval(one), interval(other)) == expected
    assert intersection(interval(other), interval(one)) == expected


@pytest.mark.parametrize(
    ("number", "low", "high"),
    [
        ("270000 1", 265000, 275000),
        ("100000", 95000, 105000),
        ("269600 1", 269550, 269650),
        ("2000 1", 1950, 2050),
        ("270000 1000", 269500, 270500),
        ("2340 1", 2335, 2345),
        ("100 1", Decimal("99.5"), Decimal("100.5")),
        ("2345 1", Decimal("2344.5"), Decimal("2345.5")),
        ("2345", 2345, 2345),
        ("1000", 950, 1050),
        (">270000 1", 270000, None),
    ],
)
def test_zeros_at_the_end_may_be_a_rounding(make, number, low, high):
    """Of a number written out in full at least two digits count; nothing is assumed of bounds, of small numbers and
    of those with a word of scale."""
    reach = reach_of(make(number))
    assert (reach.low, reach.high) == (low, high)


def test_a_number_written_out_is_compatible_with_what_it_may_be_rounded_from(make, sources):
    """270,000 beside 269.6 thousand; not beside 260, and never the same."""
    written, stated, other = make("270000 1"), make("269600 100"), make("260000 1000")
    assert judge(written, stated, sources).relation is Relation.COMPATIBLE
    assert judge(written, other, sources).relation is Relation.CONTRADICTION
    assert find_conflicts([written, stated], sources) == []
