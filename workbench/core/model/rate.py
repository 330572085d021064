"""What one unit of a currency cost in another on a day: typed by the analyst, never looked up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NewType

RateId = NewType("RateId", int)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """One `currency` was `value` of `other` on `day`; `source` is where it was read."""

    currency: str
    other: str
    day: date
    value: Decimal
    source: str = ""
    id: RateId = RateId(0)
    guid: str = ""
    changed_at: str = ""  # ISO 8601 UTC
    changed_by: str = ""

    def __post_init__(self) -> None:
        if self.currency == self.other:
            raise ValueError("a rate is between two currencies")
        if not self.value.is_finite() or self.value <= 0:
            raise ValueError("a rate is above zero")
