"""Numbers and periods are read the way people write them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from workbench.core.errors import BadInput
from workbench.core.model.amount import Amount, Qualifier
from workbench.gui.fields import typed


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2,6", "2.6"), ("2.6", "2.6"), ("2 600 000", "2600000"), ("2\u202f600\u00a0000", "2600000"),
        ("2,600,000", "2600000"), ("2.600.000", "2600000"), ("1,234.5", "1234.5"), ("1.234,5", "1234.5"),
        ("−5", "-5"), ("2'600", "2600"),
    ],
)  # fmt: skip
def test_number(text: str, value: str) -> None:
    """A comma, a point and all kinds of space do what the writer means."""
    assert typed.number(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "two", "1,2,3", "2,6 млн", "12.34.56", "1-2"])
def test_no_number(text: str) -> None:
    """What is no plain number is not made one."""
    assert typed.number(text) is None


def test_qualifier_makes_bounds() -> None:
    """The word before the number decides which bounds there are."""
    assert typed.amount("28", "", Qualifier.MORE_THAN, None) == Amount(Decimal(28), None, Qualifier.MORE_THAN)
    assert typed.amount("92", "", Qualifier.UP_TO, None) == Amount(None, Decimal(92), Qualifier.UP_TO)
    assert typed.amount("70", "80", Qualifier.BETWEEN, None) == Amount(Decimal(70), Decimal(80), Qualifier.BETWEEN)


def test_rounding_is_kept_while_it_can_hold() -> None:
    """A number corrected to a finer one is no longer rounded to hundred thousands."""
    before = Amount.exact(Decimal(2_600_000), Decimal(100_000))
    assert typed.amount("2 700 000", "", Qualifier.EXACT, before).step == 100_000
    assert typed.amount("2 650 000", "", Qualifier.EXACT, before).step is None


@pytest.mark.parametrize(("low", "high"), [("80", "70"), ("70", ""), ("", "")])
def test_bad_range_says_so(low: str, high: str) -> None:
    """Bounds out of order and missing ones are named."""
    with pytest.raises(BadInput):
        typed.amount(low, high, Qualifier.BETWEEN, None)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [("04.10.2025", "2025-10-04"), ("10.2025", "2025-10"), ("2019–2024", "2019/2024"), ("2025-33", "2025-33")],
)
def test_period(text: str, edtf: str) -> None:
    """Dates as they are often written become EDTF."""
    assert str(typed.period(text)) == edtf


@pytest.mark.parametrize("text", ["31.02.2025", "вчера", "2025-99"])
def test_no_period(text: str) -> None:
    """A day that does not exist is refused with an example of how to write one."""
    with pytest.raises(BadInput, match="2025-10"):
        typed.period(text)
