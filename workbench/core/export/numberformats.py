"""Number formats: qualifier, unit and decimals belong to the format, so that the cell stays a number."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from workbench.core.model.amount import Qualifier
from workbench.core.words import say

DECIMALS = 3  # more are not shown; the number itself keeps them
WHOLE = "#,##0"
INTEGER = "0"
RATIO = '0.00"×"'
ENDLESS = 1e300  # stands for "no end" in the working columns


def prefix(qualifier: Qualifier, language: str) -> str:
    """What stands before the number of a bound."""
    return {
        Qualifier.MORE_THAN: "> ",
        Qualifier.AT_LEAST: "≥ ",
        Qualifier.LESS_THAN: "< ",
        Qualifier.UP_TO: say(language, "up to") + " ",
        Qualifier.ABOUT: "≈ ",
    }.get(qualifier, "")


@lru_cache(maxsize=4096)
def decimals_of(value: Decimal) -> int:
    """How many decimals the number itself has, as many as are shown."""
    exponent = value.normalize().as_tuple().exponent
    assert isinstance(exponent, int), "amounts are finite"
    return min(max(-exponent, 0), DECIMALS)


@lru_cache(maxsize=1024)
def number(decimals: int, *, before: str = "", after: str = "") -> str:
    """`"> "#,##0.0"\xa0млн т"`: grouping and decimal sign follow the reader's own settings."""
    digits = WHOLE + ("." + "0" * decimals if decimals else "")
    return _literal(before) + digits + _literal(after)


def endless(decimals: int) -> str:
    """A number whose very large stand-ins for "no end" are shown as such."""
    return f'[>={ENDLESS:.0E}]"∞";[<=-{ENDLESS:.0E}]"−∞";{number(decimals)}'


def _literal(text: str) -> str:
    """Text inside a format; a quotation mark cannot stand in it."""
    return '"' + text.replace('"', "”") + '"' if text else ""
