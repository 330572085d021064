"""Tests of periods: EDTF of partial precision, the days they cover, whether they overlap."""

from __future__ import annotations

from datetime import date

import pytest

from workbench.core.model.period import Period


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2025", "2025-01-01", "2025-12-31"),
        ("2025-10", "2025-10-01", "2025-10-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025-10-04", "2025-10-04", "2025-10-04"),
        ("2025-33", "2025-01-01", "2025-03-31"),
        ("2025-36", "2025-10-01", "2025-12-31"),
        ("2025-41", "2025-07-01", "2025-12-31"),
        ("2023-24", "2023-12-01", "2024-02-29"),
        ("2019/2024", "2019-01-01", "2024-12-31"),
        ("2025-01/", "2025-01-01", None),
        ("../2030", None, "2030-12-31"),
        ("--02-04", None, None),
    ],
)
def test_the_days_a_period_covers(edtf: str, first: str | None, last: str | None) -> None:
    """A year is all its days; an open end has none; a date without a year has neither."""
    assert Period(edtf).days == tuple(d and date.fromisoformat(d) for d in (first, last))


@pytest.mark.parametrize(
    "edtf", ["", "/", "../..", "../", "25", "2025-13", "2025-02-30", "2025-22-01", "soon", "2025/x"]
)
def test_what_is_no_period(edtf: str) -> None:
    """A text that names no days is refused."""
    with pytest.raises(ValueError, match=r"."):
        Period(edtf).days  # noqa: B018 - asking is the test


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        ("2025", "2025-10", True),
        ("2025", "2026", False),
        ("2025-10", "2025-11", False),
        ("2019/2024", "2024-12-31", True),
        ("2025-01/", "2030", True),
        ("../2024", "2025", False),
        ("--02-04", "--02-04", True),
        ("--02-04", "2026-02-04", False),
    ],
)
def test_whether_periods_overlap(one: str, other: str, overlap: bool) -> None:
    """Periods overlap when they share a day; an unknown year is not guessed."""
    assert Period(one).overlaps(Period(other)) is overlap
    assert Period(other).overlaps(Period(one)) is overlap


def test_a_period_reads_as_it_is_written() -> None:
    """What is stored is what was given."""
    assert str(Period("2025-33")) == "2025-33"
    assert Period("--02").yearless
