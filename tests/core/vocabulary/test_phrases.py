"""Amounts as a person reads them, in three languages."""

from __future__ import annotations

from decimal import Decimal

import pytest

from workbench.core.model.amount import Amount, Qualifier
from workbench.core.vocabulary.phrases import amount_words


@pytest.mark.parametrize(
    ("low", "high", "qualifier", "unit", "lang", "words"),
    [
        ("2600000", "2600000", "exact", "t", "en", "2.6 million t"),
        ("2600000", "2600000", "exact", "t", "ru", "2,6 млн т"),
        ("28000000", None, "more than", "t", "ru", "> 28 млн т"),
        (None, "92", "up to", "%", "en", "≤ 92 %"),
        ("70", "80", "between", "%", "ru", "70–80 %"),
        ("800000", "800000", "about", None, "ru", "≈ 800 тыс."),
        ("22815", "22815", "exact", "t", "ru", "22 815 т"),
        ("1234", "1234", "exact", "t", "en", "1234 t"),
        ("0.5", "0.5", "exact", "%", "ru", "0,5 %"),
        ("900000", "2000000", "between", "t", "en", "900 thousand – 2 million t"),
    ],
)
def test_amounts_in_words(
    low: str | None, high: str | None, qualifier: str, unit: str | None, lang: str, words: str
) -> None:
    """Sign, digits, scale and unit as the language writes them."""
    amount = Amount(low and Decimal(low), high and Decimal(high), Qualifier(qualifier))  # type: ignore[arg-type]
    assert amount_words(amount, unit, lang).replace("\u00a0", " ") == words


def test_an_indefinite_amount_has_no_number() -> None:
    """ "Several million" shows as open."""
    assert amount_words(None, "t", "en") == "…"
