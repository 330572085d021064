"""Reports of our own faults: where it happened, and not a word of what was worked on."""

from __future__ import annotations

import pytest

from workbench.core import faults, paths

SECRET = "the ministry's secret 28 million tonnes"


def failing() -> None:
    quote = SECRET
    raise ValueError(f"cannot read {quote}")


def failing_again() -> None:
    try:
        failing()
    except ValueError as error:
        raise KeyError(SECRET) from error


def reported() -> str:
    with pytest.raises(KeyError) as caught:
        failing_again()
    return faults.report(caught.value, commands=["review.accept", "edit.undo"])


def test_a_report_holds_the_place_and_no_words_of_a_source() -> None:
    """The errors' own words, values and folders are left out: they may quote an article or name a person."""
    text = reported()
    assert "tests/core/test_faults.py:" in text
    assert "in failing\n" in text
    assert "ValueError\nand of it came:\n" in text
    assert text.endswith("KeyError\n")
    assert "last commands: review.accept, edit.undo" in text
    assert "secret" not in text
    assert "/tests/core" not in text


def test_a_recursion_that_never_ends_is_told_by_its_end() -> None:
    """A report is short whatever happened."""

    def deeper() -> None:
        deeper()

    with pytest.raises(RecursionError) as caught:
        deeper()
    assert len(faults.report(caught.value).splitlines()) < 100


@pytest.mark.parametrize(
    ("file", "short"),
    [
        ("/home/aigul/tools/workbench/gui/desk.py", "workbench/gui/desk.py"),
        (r"C:\Users\Айгуль\workbench\workbench\core\words.py", "workbench/core/words.py"),
        ("/home/aigul/.venv/lib/python3.11/site-packages/openpyxl/cell.py", "openpyxl/cell.py"),
        ("/home/aigul/own.py", "own.py"),
        ("<frozen runpy>", "<frozen runpy>"),
    ],
)
def test_a_file_is_named_from_its_package_on(file: str, short: str) -> None:
    """Names of folders may be names of people."""
    assert faults.short(file) == short


def test_old_reports_are_cleared_away() -> None:
    """The folder of reports does not grow without end."""
    for _ in range(faults.KEPT + 5):
        faults.keep("x")
    assert len(list(paths.user_logs().glob("report-*.txt"))) == faults.KEPT
