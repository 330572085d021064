"""Amounts in words a person reads: "> 28 млн т", "up to 92 %", "70–80 %", in the language asked for."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from workbench.core.model.amount import Amount, Qualifier
from workbench.core.model.rate import Rate
from workbench.core.vocabulary.units import units
from workbench.core.words import language as current_language
from workbench.core.words import mark, say

NBSP = "\u00a0"
_SCALES = (
    (Decimal(10) ** 12, mark("trillion")),
    (Decimal(10) ** 9, mark("billion")),
    (Decimal(10) ** 6, mark("million")),
    (Decimal(10) ** 3, mark("thousand")),
)
_SIGNS = {
    Qualifier.EXACT: "{x}",
    Qualifier.ABOUT: "≈ {x}",
    Qualifier.MORE_THAN: "> {x}",
    Qualifier.AT_LEAST: "≥ {x}",
    Qualifier.LESS_THAN: "< {x}",
    Qualifier.UP_TO: "≤ {x}",
    Qualifier.BETWEEN: "{x}",
}


def number_words(value: Decimal, lang: str = "") -> str:
    """A number with the decimal sign, thousands and scale word of the language: 2600000 -> "2,6 млн"."""
    lang = lang or current_language()
    scale, word = _scale(value)
    digits = _digits(value / scale, lang)
    return f"{digits}{NBSP}{say(lang, word)}" if word else digits


def _scale(value: Decimal) -> tuple[Decimal, str]:
    """The largest scale that leaves a short number; thousands only where they are round ("800 тыс.")."""
    size = abs(value)
    for scale, word in _SCALES:
        if size >= scale and (scale > 1000 or (size >= 10 * scale and size % 100 == 0)):
            shorter = size / scale
            if shorter == round(shorter, 3):
                return scale, word
    return Decimal(1), ""


def _digits(value: Decimal, lang: str) -> str:
    text = f"{value.normalize():,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if lang != "en":
        text = text.replace(",", NBSP).replace(".", ",")
    elif abs(value) < 10000:
        text = text.replace(",", "")
    return text


def amount_words(amount: Amount | None, unit: str | None, lang: str = "") -> str:
    """An amount with its qualifier's sign and its unit; "…" where nothing definite is stated."""
    lang = lang or current_language()
    if amount is None:
        return "…"
    words = _range(amount, lang) if amount.qualifier is Qualifier.BETWEEN else number_words(amount.number, lang)
    return with_unit(_SIGNS[amount.qualifier].format(x=words), unit, lang)


def _range(amount: Amount, lang: str) -> str:
    assert amount.low is not None
    assert amount.high is not None
    low_scale, high_scale = _scale(amount.low), _scale(amount.high)
    if low_scale == high_scale:
        return f"{_digits(amount.low / low_scale[0], lang)}–{number_words(amount.high, lang)}"
    return f"{number_words(amount.low, lang)} – {number_words(amount.high, lang)}"


def with_unit(number: str, unit: str | None, lang: str = "") -> str:
    """Number and unit, apart by a space that does not break."""
    return f"{number}{NBSP}{units().name(unit, lang or current_language())}" if unit else number


def rate_words(rate: Rate, lang: str = "") -> str:
    """ "1 USD = 505.3 KZT (2026-02-04, National Bank)"."""
    told = ", ".join(part for part in (rate.day.isoformat(), rate.source) if part)
    value = number_words(rate.value, lang).replace(NBSP, " ")
    return f"1 {rate.currency} = {value} {rate.other} ({told})"


def converted_at(rates: Iterable[Rate], lang: str = "") -> str:
    """Which rates were used, in a sentence; "" where none was."""
    told = "; ".join(rate_words(rate, lang) for rate in rates)
    return say(lang or current_language(), "Converted at {rates}.", rates=told) if told else ""
