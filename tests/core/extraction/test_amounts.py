"""Steps, doubts and separators of amounts: what the one-line cases do not show."""

from __future__ import annotations

from decimal import Decimal

import pytest

from workbench.core.extraction.pipeline import numbers_of
from workbench.core.extraction.seeds import number_of
from workbench.core.extraction.tokens import fold
from workbench.core.model.figure import Doubt, Field, Statement


def first(text: str, language: str = "ru") -> Statement:
    return numbers_of(text, fold(text), language).statements[0]


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("2,6 млн тонн", "100000"),
        ("800 тысяч тонн", "1000"),
        ("35 км", "1"),
        ("2,40%", "0.01"),
        ("пять тонн", None),
        ("50 стран", None),
        ("от 3 до 5 млн тонн", "1000000"),
    ],
)
def test_a_step_is_one_unit_of_the_last_stated_place(text: str, step: str | None) -> None:
    """What a number is rounded to; exact counts and number words are rounded to nothing."""
    amount = first(text).amount
    assert amount is not None
    assert amount.step == (None if step is None else Decimal(step))


@pytest.mark.parametrize(
    ("written", "language", "value", "doubtful"),
    [
        ("20.000", "ru", "20000", True),
        ("20,000", "ru", "20000", True),
        ("1,234", "ru", "1.234", True),
        ("1,234", "en", "1234", False),
        ("1.234", "en", "1.234", False),
        ("0,125", "ru", "0.125", False),
        ("1 599 059,38", "ru", "1599059.38", False),
        ("1.234.567,8", "ru", "1234567.8", False),
        ("1,234,567.8", "en", "1234567.8", False),
        ("1'000'000", "en", "1000000", False),
        ("2,6", "kk", "2.6", False),
    ],
)
def test_separators_are_read_by_language_and_doubted(written: str, language: str, value: str, doubtful: bool) -> None:
    """A lone separator before three digits is thousands or decimals; where it could be both, it is doubted."""
    read, _, doubt = number_of(written, language)
    assert (read, doubt) == (Decimal(value), doubtful)


def test_a_scale_said_once_can_be_doubtful() -> None:
    """ "от 500 до 1 млн" cannot be 500 million to one million."""
    statement = first("от 500 до 1 млн тонн")
    assert statement.amount is not None
    assert (statement.amount.low, statement.amount.high) == (Decimal(500_000), Decimal(1_000_000))
    assert Doubt.SCALE in statement.doubts


def test_number_and_unit_have_their_own_evidence() -> None:
    """The spans of the number and of its unit are kept apart."""
    text = "добыто 2,6 млн тонн"
    evidence = first(text).evidence
    assert evidence[Field.AMOUNT].of(text) == "2,6 млн"
    assert evidence[Field.UNIT].of(text) == "тонн"


def test_the_full_span_takes_in_the_qualifier() -> None:
    """The core is number and unit, the full span begins with the words that bound it."""
    text = "нашли не менее 350 млн тонн"
    statement = first(text)
    assert statement.span.of(text) == "350 млн тонн"
    assert statement.full_span.of(text) == "не менее 350 млн тонн"
