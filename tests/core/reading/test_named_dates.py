"""Dates that a text names in full are found in three languages, and nothing else is taken for one."""

from __future__ import annotations

import pytest

from workbench.core.reading.dates import named_dates, tells_of_later


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("в октябре 2025 года", "2025-10 октябре 2025"),
        ("4 февраля 2026 г.", "2026-02-04 4 февраля 2026"),
        ("2026 жылғы 4 ақпанда", "2026-02-04 2026 жылғы 4 ақпанда"),
        ("2026 жылдың қаңтарында", "2026-01 2026 жылдың қаңтарында"),
        ("on August 23rd, 2025", "2025-08-23 August 23rd, 2025"),
        ("23 Aug 2025", "2025-08-23 23 Aug 2025"),
        ("23.08.2025, 10:15", "2025-08-23 23.08.2025"),
        ("2025-08-23T10:15", ""),
        ("date 2025-08-23", "2025-08-23 2025-08-23"),
        ("31.06.2025", ""),
        ("92% и 2,6 млн в 2025 году", ""),
        ("3 февраля стало известно", ""),
        ("в мартовском отчёте 2025", ""),
    ],
)
def test_named_dates(text: str, found: str) -> None:
    """A month and a year are needed, the day may be missing."""
    assert [f"{named.iso} {named.span.of(text)}" for named in named_dates(text)] == ([found] if found else [])


@pytest.mark.parametrize(
    ("text", "later"),
    [
        ("Квоты ввели в январе 2026 года.", True),
        ("Завод достроят к январю 2026 года.", False),
        ("The plant opens by March 2027.", False),
        ("In September 2025 the plant opened.", True),
        ("Ещё в августе 2025 года об этом писали.", False),
        ("2026 жылғы ақпанда ашылды.", True),
        ("2026 жылғы ақпанға дейін ашылады.", False),
    ],
)
def test_a_text_that_tells_of_later_events(text: str, later: bool) -> None:
    """A date after the article's own is noticed, a plan is not."""
    assert tells_of_later(text, "2025-08-23") is later
