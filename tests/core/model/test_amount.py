"""Tests of amounts and of the intervals they stand for."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.model.amount import Amount, Interval, Qualifier

NUMBERS = st.decimals(min_value=-1000, max_value=1000, places=2)
BOUNDS = st.none() | NUMBERS


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    """Any interval that holds at least one number."""
    low, high = draw(BOUNDS), draw(BOUNDS)
    if low is not None and high is not None and low > high:
        low, high = high, low
    point = low is not None and low == high
    return Interval(low, high, not point and draw(st.booleans()), not point and draw(st.booleans()))


def interval(text: str) -> Interval:
    """ "[1,2)" as mathematicians write it; an end without a number is infinite."""
    low, high = text[1:-1].split(",")
    ends = [Decimal(end) if end else None for end in (low, high)]
    return Interval(ends[0], ends[1], text[0] == "(", text[-1] == ")")


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        ("[1,2]", "[2,3]", True),
        ("[1,2)", "[2,3]", False),
        ("[1,2]", "(2,3]", False),
        ("[1,2]", "[3,4]", False),
        ("[1,4]", "[2,3]", True),
        ("(28,)", "[2,3]", False),
        ("(28,)", "[29,29]", True),
        ("(,70]", "[92,92]", False),
        ("(,)", "[5,5]", True),
    ],
)
def test_whether_intervals_meet(one: str, other: str, meet: bool) -> None:
    """Two statements can both hold when their intervals share a number."""
    assert interval(one).meets(interval(other)) is meet
    assert interval(other).meets(interval(one)) is meet


@pytest.mark.parametrize(
    ("one", "other", "within"),
    [
        ("[2,3]", "[1,4]", True),
        ("[1,4]", "[1,4]", True),
        ("[1,4]", "(1,4]", False),
        ("(1,4]", "[1,4]", True),
        ("[1,4]", "[1,4)", False),
        ("[30,30]", "(28,)", True),
        ("(28,)", "[28,30]", False),
        ("(,)", "(28,)", False),
        ("[1,2]", "(,2]", True),
        ("[1,2]", "(,)", True),
    ],
)
def test_whether_an_interval_lies_within_another(one: str, other: str, within: bool) -> None:
    """A statement refines another when every number it allows is allowed there."""
    assert interval(one).within(interval(other)) is within


@given(intervals(), intervals())
def test_within_is_stronger_than_meeting(one: Interval, other: Interval) -> None:
    """What lies within another meets it, and meeting does not depend on the order."""
    assert one.meets(other) == other.meets(one)
    if one.within(other):
        assert one.meets(other)


@given(intervals(), intervals(), st.decimals(min_value="0.001", max_value=1000, places=3))
def test_changing_the_unit_changes_no_judgement(one: Interval, other: Interval, factor: Decimal) -> None:
    """Tonnes or kilotonnes: the same intervals meet."""
    assert one.scaled(factor).meets(other.scaled(factor)) == one.meets(other)
    assert one.scaled(factor).within(other.scaled(factor)) == one.within(other)


@pytest.mark.parametrize("factor", ["0", "-1"])
def test_no_unit_has_such_a_factor(factor: str) -> None:
    """A factor of zero or less would turn an interval inside out."""
    with pytest.raises(ValueError, match="positive"):
        interval("[1,2]").scaled(Decimal(factor))


def test_an_amount_says_something() -> None:
    """An amount without bounds is none, nor one whose bounds are crossed or infinite."""
    with pytest.raises(ValueError, match="at least one bound"):
        Amount(None, None)
    with pytest.raises(ValueError, match="out of order"):
        Amount(Decimal(2), Decimal(1), Qualifier.BETWEEN)
    for odd in ("NaN", "Infinity"):
        with pytest.raises(ValueError, match="finite"):
            Amount.exact(Decimal(odd))


@pytest.mark.parametrize(
    ("amount", "value", "number"),
    [
        (Amount.exact(Decimal("2.6")), "2.6", "2.6"),
        (Amount(Decimal(8), Decimal(8), Qualifier.ABOUT), "8", "8"),
        (Amount(Decimal(28), None, Qualifier.MORE_THAN), None, "28"),
        (Amount(None, Decimal(92), Qualifier.UP_TO), None, "92"),
        (Amount(Decimal(70), Decimal(80), Qualifier.BETWEEN), None, "75"),
    ],
)
def test_the_one_number_of_an_amount(amount: Amount, value: str | None, number: str) -> None:
    """Only an exact or approximate amount has a value; every amount has a number to sort by."""
    assert amount.value == (None if value is None else Decimal(value))
    assert amount.number == Decimal(number)
