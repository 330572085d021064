"""What is typed into fields keeps its bound in a mixture of languages, and counts are written in braces."""

from __future__ import annotations

from decimal import Decimal

import pytest

from workbench.core.actions import evidence, fields
from workbench.core.errors import BadInput
from workbench.core.model.figure import Field


@pytest.mark.parametrize(
    ("typed", "low", "high", "qualifier"),
    [
        ("up to 2,1 млн", None, "2100000", "up to"),
        ("до 2.1 million", None, "2100000", "up to"),
        ("more than 5 млн т", "5000000", None, "more than"),
        ("at least 3 млрд тенге", "3000000000", None, "at least"),
        ("почти 5 million", "5000000", "5000000", "about"),
        ("5 million астам", "5000000", None, "more than"),
    ],
)
def test_a_bound_may_be_of_another_language(typed: str, low: str | None, high: str | None, qualifier: str) -> None:
    """The words of the bound and those of the scale are read each in its own language."""
    amount = fields.amount(typed)
    assert (amount.low, amount.high) == (low and Decimal(low), high and Decimal(high))
    assert amount.qualifier == qualifier


def test_the_unit_behind_a_mixed_bound_is_read() -> None:
    """ "т" is tonnes, whatever the bound is said in."""
    assert fields.parsed({"amount": "more than 5 млн т"})["unit"] == "t"


@pytest.mark.parametrize("typed", ["from 5 до 7 млн", "between 5 and 7 млн", "roughish 5 млн"])
def test_what_would_lose_words_is_refused(typed: str) -> None:
    """Rather than stored as another amount."""
    with pytest.raises(BadInput, match=typed):
        fields.amount(typed)


@pytest.mark.parametrize("typed", ["bananas", "banana"])
def test_a_count_is_written_in_braces(typed: str) -> None:
    """A noun that no table has is refused with how to write it."""
    with pytest.raises(BadInput, match=r"\{banana\}"):
        fields.unit_code(typed)
    assert fields.unit_code("{banana}") == "{banana}"
    assert fields.unit_code("people") == "{person}"


def test_a_noun_of_the_text_is_a_unit_where_it_is_pointed_to() -> None:
    """It is no slip of the keys."""
    assert evidence.readable(Field.UNIT, "bananas") == "{banana}"


@pytest.mark.parametrize(
    ("typed", "unit"), [("10 жыл", "a"), ("3 апта", "wk"), ("10 лет", "a"), ("5 кораблей", "{ship}")]
)
def test_the_language_that_knows_the_unit_reads_it(typed: str, unit: str) -> None:
    """ "жыл" is a year in Kazakh and a counted thing to whoever reads it as Russian."""
    assert fields.parsed({"amount": typed})["unit"] == unit
