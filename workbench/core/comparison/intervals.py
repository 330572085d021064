"""What a stated amount means as a set of numbers, in the base unit of its dimension. Decimal all the way."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from workbench.core.model.amount import Amount, Interval, Qualifier
from workbench.core.model.figure import Doubt, Figure, Kind, Statement
from workbench.core.model.unit import Unit
from workbench.core.vocabulary.units import units

ABOUT = Decimal("0.1")  # "about" widens by a tenth unless a setting says otherwise
_ZERO = Decimal(0)
_ENDLESS = Decimal("Infinity")
_WHOLE = Decimal(100)  # per cent
_MAY_BE_NEGATIVE = "temperature"  # the dimensions whose zero means nothing
_WRITTEN_OUT = 4  # digits from which on a whole number with zeros at its end may be a rounded one
_SIGNIFICANT = 2  # digits that it keeps at least
_OF_A_WHOLE = ("share", "stake", "доля", "үлес")  # a measure with one of these words cannot exceed 100 %


def dimension_of(figure: Statement) -> str | None:
    """What the figure may be compared with; None where its unit is missing and nothing can be said."""
    if figure.unit is not None:
        return units().dimension(figure.unit) or f"unit:{figure.unit}"
    if figure.kind is Kind.PERCENT:
        return units().dimension("%") or "share"
    if figure.kind in (Kind.RANK, Kind.RATIO):
        return f"kind:{figure.kind}"
    if lacks_unit(figure):
        return None
    return "number"


def lacks_unit(figure: Statement) -> bool:
    """Whether the source left the unit out where there must be one."""
    if figure.unit is not None or figure.kind in (Kind.PERCENT, Kind.RANK, Kind.RATIO):
        return False
    doubted = Doubt.UNIT_MISSING in figure.doubts or Doubt.UNIT_BORROWED in figure.doubts
    return doubted or figure.borrowed_unit is not None or figure.kind in (Kind.QUANTITY, Kind.MONEY)


def factor_of(figure: Statement) -> Decimal:
    """Turns a number of the stated unit into the dimension's base unit."""
    unit = _unit(figure)
    return unit.factor if unit else Decimal(1)


def interval_of(figure: Figure | Statement, about: Decimal = ABOUT) -> Interval | None:
    """All values the statement allows, in its dimension's base unit; None for a statement without an amount."""
    if figure.amount is None:
        return None
    one_sided = figure.amount.low is None or figure.amount.high is None
    floor, ceiling = limits_of(figure) if one_sided else (None, None)
    stated, factor = stated_interval(figure.amount, floor, ceiling, about), factor_of(figure)
    return stated if factor == 1 else stated.scaled(factor)


def reach_of(figure: Figure | Statement, about: Decimal = ABOUT) -> Interval | None:
    """The same, with the zeros at the end of a number written out taken for a rounding: 270,000 reaches from 265,000.

    Figures contradict each other only where their reaches do not meet. Inside their intervals they agree.
    """
    if figure.amount is None:
        return None
    amount = rounded(figure.amount)
    return interval_of(figure if amount is figure.amount else replace(figure, amount=amount), about)


def rounded(amount: Amount) -> Amount:
    """An exact whole number written out in full, rounded to where its zeros at the end begin.

    By the convention of significant digits such zeros may or may not count: ASTM E29 reads 140 000 as anything from
    two to six digits. So at least two are kept (a twentieth of the number at most), and nothing is assumed of numbers
    below a thousand or with a word of scale ("270 thousand"), which are said to their last digit.
    """
    value = amount.low
    if amount.qualifier is not Qualifier.EXACT or value is None or (amount.step is not None and amount.step != 1):
        return amount
    digits = "" if value != value.to_integral_value() else str(abs(int(value)))
    zeros = min(len(digits) - len(digits.rstrip("0")), len(digits) - _SIGNIFICANT)
    if len(digits) < _WRITTEN_OUT or zeros <= 0:
        return amount
    return replace(amount, step=Decimal(10) ** zeros)


def limits_of(figure: Statement) -> tuple[Decimal | None, Decimal | None]:
    """The least and the greatest value the thing itself can have, in the stated unit; None where there is no end."""
    if (dimension_of(figure) or "").startswith(_MAY_BE_NEGATIVE):
        return (None, None)
    if figure.kind is not Kind.PERCENT:
        return (_ZERO, None)
    of_a_whole = any(word in (figure.measure or "").casefold() for word in _OF_A_WHOLE)
    return (_ZERO, _WHOLE / factor_of(figure) if of_a_whole else None)


def stated_interval(amount: Amount, floor: Decimal | None, ceiling: Decimal | None, about: Decimal) -> Interval:
    """The interval in the stated unit: what rounds to an exact number, "about" widened, open bounds up to the limits.

    A limit that the statement itself breaks ("up to -5", 120 %) does not count.
    """
    half = (amount.step or _ZERO) / 2
    low, high = amount.low, amount.high
    if low is None:
        assert high is not None
        bottom = floor if floor is not None and floor <= high else None
        return Interval(bottom, high, high_open=amount.qualifier is Qualifier.LESS_THAN)
    if high is None:
        top = ceiling if ceiling is not None and low <= ceiling else None
        strict = amount.qualifier is Qualifier.MORE_THAN and low != top
        return Interval(low, top, low_open=strict)
    if amount.qualifier is Qualifier.ABOUT:
        return Interval(low - max(abs(low) * about, half), high + max(abs(high) * about, half))
    return Interval(low - half, high + half, high_open=half > 0)


def intersection(one: Interval, other: Interval) -> Interval | None:
    """The numbers that belong to both; None when there are none."""
    if not one.meets(other):
        return None
    low, low_open = max(_low_end(one), _low_end(other))
    high, shut = min(_high_end(one), _high_end(other))
    return Interval(None if low == -_ENDLESS else low, None if high == _ENDLESS else high, low_open, not shut)


def _low_end(interval: Interval) -> tuple[Decimal, bool]:
    """Sorts by where the interval begins; an open end begins later."""
    return (-_ENDLESS if interval.low is None else interval.low, interval.low_open)


def _high_end(interval: Interval) -> tuple[Decimal, bool]:
    """Sorts by where the interval ends; an open end ends earlier."""
    return (_ENDLESS if interval.high is None else interval.high, not interval.high_open)


def _unit(figure: Statement) -> Unit | None:
    if figure.unit is not None:
        return units().get(figure.unit)
    return units().get("%") if figure.kind is Kind.PERCENT else None
