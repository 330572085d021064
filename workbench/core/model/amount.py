"""Amounts as sources state them: bounds with a qualifier, kept in Decimal; what they mean as intervals."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Qualifier(StrEnum):
    EXACT = "exact"
    ABOUT = "about"
    MORE_THAN = "more than"  # open bound below
    AT_LEAST = "at least"  # closed bound below
    LESS_THAN = "less than"  # open bound above
    UP_TO = "up to"  # closed bound above
    BETWEEN = "between"


@dataclass(frozen=True, slots=True)
class Interval:
    """A set of numbers between two ends; None is infinite. Open ends do not belong to it."""

    low: Decimal | None
    high: Decimal | None
    low_open: bool = False
    high_open: bool = False

    def meets(self, other: Interval) -> bool:
        """Whether some number belongs to both. Symmetric."""
        return not (self._below(other) or other._below(self))

    def _below(self, other: Interval) -> bool:
        if self.high is None or other.low is None:
            return False
        if self.high == other.low:
            return self.high_open or other.low_open
        return self.high < other.low

    def within(self, other: Interval) -> bool:
        """Whether all of it belongs to the other."""
        return self._not_under(other) and self._not_over(other)

    def _not_under(self, other: Interval) -> bool:
        if other.low is None:
            return True
        if self.low is None or self.low < other.low:
            return False
        return self.low > other.low or self.low_open or not other.low_open

    def _not_over(self, other: Interval) -> bool:
        if other.high is None:
            return True
        if self.high is None or self.high > other.high:
            return False
        return self.high < other.high or self.high_open or not other.high_open

    def scaled(self, factor: Decimal) -> Interval:
        """Every number times a positive factor (unit conversion)."""
        if factor <= 0:
            raise ValueError("a unit's factor is positive")
        return Interval(
            None if self.low is None else self.low * factor,
            None if self.high is None else self.high * factor,
            self.low_open,
            self.high_open,
        )


@dataclass(frozen=True, slots=True)
class Amount:
    """What a source states, scaled ("2,6 млн" is 2600000) but in the stated unit.

    exact, about: low == high. more than, at least: high is None. less than, up to: low is None. between: both.
    `step` is the value of one unit in the last stated place ("2,6 млн" -> 100000, "800 тысяч" -> 1000), which says
    what the number is rounded to; None where rounding has no meaning (number words, counts given exactly).
    """

    low: Decimal | None
    high: Decimal | None
    qualifier: Qualifier = Qualifier.EXACT
    step: Decimal | None = None

    def __post_init__(self) -> None:
        if self.low is None and self.high is None:
            raise ValueError("an amount has at least one bound")
        for bound in (self.low, self.high):
            if bound is not None and not bound.is_finite():
                raise ValueError("an amount is finite")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"bounds out of order: {self.low} > {self.high}")

    @classmethod
    def exact(cls, value: Decimal, step: Decimal | None = None) -> Amount:
        return cls(value, value, Qualifier.EXACT, step)

    @property
    def value(self) -> Decimal | None:
        """The one number of an exact or approximate amount, else None."""
        return self.low if self.qualifier in (Qualifier.EXACT, Qualifier.ABOUT) else None

    @property
    def number(self) -> Decimal:
        """One number to sort and show by: the value, the only bound, or the middle of a range."""
        if self.low is None:
            assert self.high is not None
            return self.high
        if self.high is None or self.low == self.high:
            return self.low
        return (self.low + self.high) / 2
