"""When a figure holds: a date of partial precision, as EDTF (ISO 8601-2), and what days it covers."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cached_property

# ISO 8601-2:2019 sub-year groupings: 33-36 quarters, 40-41 half-years; 21-24 seasons.
_SUB_YEAR = {
    "21": (3, 5), "22": (6, 8), "23": (9, 11), "24": (12, 12),
    "33": (1, 3), "34": (4, 6), "35": (7, 9), "36": (10, 12),
    "40": (1, 6), "41": (7, 12),
}  # fmt: skip
_ONE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?")
_YEARLESS = re.compile(r"--(?P<month>\d\d)(?:-(?P<day>\d\d))?")
_LEAP = 2024  # a year that has every day


@dataclass(frozen=True)
class Period:
    """An EDTF expression: "2025", "2025-10", "2025-10-04", "2025-33" (first quarter), "2019/2024", "2025-01/",
    "../2030", or a date whose year is not said: "--02-04" (as in ISO 8601:2000).
    """

    edtf: str

    def __post_init__(self) -> None:
        if not self.edtf or self.edtf in ("/", "../..", "../", "/.."):
            raise ValueError("an empty period")
        parts = self.edtf.split("/")
        if len(parts) > 2:
            raise ValueError(f"not a period: {self.edtf!r}")
        for part in parts:
            if part in ("", "..") and len(parts) == 2:
                continue
            if match := _YEARLESS.fullmatch(part):
                date(_LEAP, int(match["month"]), int(match["day"] or 1))
            else:
                _days(part)
        start, end = self.days
        if start is not None and end is not None and start > end:
            raise ValueError(f"ends before it begins: {self.edtf!r}")

    @property
    def yearless(self) -> bool:
        return self.edtf.startswith("--")

    @cached_property
    def days(self) -> tuple[date | None, date | None]:
        """First and last day; None is open. A yearless date has no days: (None, None)."""
        if self.yearless:
            return (None, None)
        first, _, last = self.edtf.partition("/")
        start = None if first in ("", "..") else _days(first)[0]
        if "/" not in self.edtf:
            return (start, _days(first)[1])
        return (start, None if last in ("", "..") else _days(last)[1])

    def overlaps(self, other: Period) -> bool:
        """Whether the two share a day. Yearless dates overlap only their equals."""
        if self.yearless or other.yearless:
            return self.edtf == other.edtf
        (a, b), (c, d) = self.days, other.days
        return (a is None or d is None or a <= d) and (c is None or b is None or c <= b)

    def __str__(self) -> str:
        return self.edtf


def _days(part: str) -> tuple[date, date]:
    """First and last day of one EDTF date; ValueError when it is none."""
    match = _ONE.fullmatch(part)
    if not match:
        raise ValueError(f"not a date: {part!r}")
    year, month, day = int(match["year"]), match["month"], match["day"]
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if day is not None:
        one = date(year, int(month), int(day))
        return one, one
    if month in _SUB_YEAR:
        first, last = _SUB_YEAR[month]
        end_year = year
        if month == "24":  # winter runs into the next year
            last, end_year = 2, year + 1
        return date(year, first, 1), date(end_year, last, monthrange(end_year, last)[1])
    return date(year, int(month), 1), date(year, int(month), monthrange(year, int(month))[1])
