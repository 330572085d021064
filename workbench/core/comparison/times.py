"""When two figures are of different times: what flows in a stretch of time beside what stands at a time."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from workbench.core import paths
from workbench.core.model.period import Period
from workbench.core.vocabulary.loader import load_entries

Days = tuple[date | None, date | None]
_ANY_YEAR = 2024  # a leap year, so that 29 February is a day of it


@lru_cache(maxsize=4096)
def is_flow(measure: str | None) -> bool:
    """Whether a measure counts what happens in a stretch of time: output, exports, revenue, a change."""
    return measure is not None and any(pattern.fullmatch(measure) for pattern in flows())


@cache
def flows() -> tuple[re.Pattern[str], ...]:
    """The flows of resources/lexicon/flows.toml."""
    return load_flows(paths.resources() / "lexicon" / "flows.toml")


def load_flows(path: Path) -> tuple[re.Pattern[str], ...]:
    """BadLexicon says where a mistake stands. A slot of a key stands for any words."""
    keys = [entry.key for entry in load_entries(path)]
    return tuple(re.compile(".+".join(map(re.escape, re.split(r"\{\w+\}", key)))) for key in keys)


@lru_cache(maxsize=4096)
def apart(one: Period, other: Period, *, flow: bool) -> bool:
    """Whether two times cannot be one: flows need the same days, anything else a day in common.

    Where a source leaves the year out ("in February"), it is taken to be that of the other.
    """
    if one == other:
        return False
    if one.yearless and other.yearless:
        pairs = [(_in_year(one, _ANY_YEAR), _in_year(other, _ANY_YEAR))]
    elif one.yearless or other.yearless:
        dated, open_year = (other, one) if one.yearless else (one, other)
        years = sorted({day.year for day in dated.days if day is not None})
        if not flow and (None in dated.days or years[-1] - years[0] > 1):
            return False  # holds a whole year, so also that day of it
        pairs = [(dated.days, _in_year(open_year, year)) for year in years]
    else:
        pairs = [(one.days, other.days)]
    return not any(a == b if flow else _overlap(a, b) for a, b in pairs)


def some_apart(periods: Sequence[Period], *, flow: bool) -> bool:
    """Whether two of them cannot be one time."""
    return any(apart(a, b, flow=flow) for n, a in enumerate(periods) for b in periods[:n])


def _overlap(one: Days, other: Days) -> bool:
    (a, b), (c, d) = one, other
    return (a is None or d is None or a <= d) and (c is None or b is None or c <= b)


def _in_year(period: Period, year: int) -> Days:
    """The days of "--02", "--02-04" or "--02-04/--02-06" in a year; an end that is open or has a year stays open."""
    first, slash, last = period.edtf.partition("/")
    return (_day(first, year, last=False), _day(last if slash else first, year, last=True))


def _day(part: str, year: int, *, last: bool) -> date | None:
    if not part.startswith("--"):
        return None
    numbers = [int(number) for number in part.removeprefix("--").split("-")]
    length = monthrange(year, numbers[0])[1]
    if len(numbers) == 1:
        return date(year, numbers[0], length if last else 1)
    return date(year, numbers[0], min(numbers[1], length))
