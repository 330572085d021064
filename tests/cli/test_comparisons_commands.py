"""Saved comparisons, filters and units on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from workbench.cli.program import run

SURVEY = "The geologists put the reserves of gold in Kazakhstan at 26 tonnes in 2025.\n"
REPORT = "The ministry says that the reserves of gold in Kazakhstan were 48 tonnes in 2024.\n"


def window(_: Path | None) -> int:
    raise AssertionError("no window is asked for")


def main(*words: str) -> int:
    return run(list(words), open_window=window)


@pytest.fixture
def project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    path = str(tmp_path / "gold.workbench")
    files = [tmp_path / "survey.txt", tmp_path / "report.txt"]
    for file, text in zip(files, (SURVEY, REPORT), strict=True):
        file.write_text(text, "utf-8")
    assert main("new", path) == 0
    assert main("import", path, *map(str, files)) == 0
    capsys.readouterr()
    return path


def cells(capsys: pytest.CaptureFixture[str], *words: str) -> list[dict[str, object]]:
    assert main(*words, "--json") == 0
    found: list[dict[str, object]] = json.loads(capsys.readouterr().out)
    return found


def test_a_saved_comparison_lays_out_table_and_workbook(
    project: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Saved with its filter and unit, shown by name, renamed, exported, removed and brought back by undo."""
    layout = ["--rows", "subject", "--columns", "period", "--measure", "reserves", "--unit", "reserves=kt"]
    assert main("table", project, *layout, "--save", "By year") == 0
    capsys.readouterr()
    (first, second) = cells(capsys, "table", project, "--saved", "By year")
    assert {(str(c["period"]), c["unit"], c["low"]) for c in (first, second)} == {
        ("2025", "kt", 0.026),
        ("2024", "kt", 0.048),
    }
    assert main("comparisons", project, "--rename", "By year", "Gold") == 0
    assert "Gold" in capsys.readouterr().out
    out = tmp_path / "gold.xlsx"
    assert main("export", project, str(out), "--saved", "gold") == 0
    seen = {str(cell.value) for row in openpyxl.load_workbook(out).worksheets[0].iter_rows() for cell in row}
    assert {"2024", "2025"} <= seen
    assert main("comparisons", project, "--remove", "Gold") == 0
    assert main("undo", project) == 0
    capsys.readouterr()
    (kept,) = cells(capsys, "comparisons", project)
    assert (kept["name"], kept["units"]) == ("Gold", {"reserves": "kt"})


def test_a_stretch_of_time_and_a_scaled_unit(project: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Only what is of that time; "million t" is megatonnes by another name."""
    (cell,) = cells(capsys, "table", project, "--since", "2025", "--unit", "reserves=million t")
    assert (cell["low"], cell["unit"]) == (26.0, "t")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--saved", "Nothing"], "none is saved"),
        (["--since", "soon"], "is no stretch of time"),
        (["--unit", "reserves"], "says no unit"),
        (["--unit", "reserves=parsnips"], "no unit that is known"),
        (["--unit", "resrves=kt"], "There are: “reserves”"),
        (["--measure", "resrves"], "There are: “reserves”"),
        (["--subject", "Ruritania"], "There are: “Kazakhstan”"),
        (["--publisher", "Daily Nothing"], "as its publisher"),
    ],
)
def test_what_cannot_be_is_said(
    project: str, words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2 and a sentence that names it."""
    assert main("table", project, *words) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("words", [("--subject", "Казахстан"), ("--subject", "KAZAKHSTAN"), ("--measure", "запасы")])
def test_a_filter_understands_a_name_as_it_is_shown(
    project: str, capsys: pytest.CaptureFixture[str], words: tuple[str, str]
) -> None:
    """In any case and language: what the Russian table shows filters it too."""
    assert len(cells(capsys, "table", project, "--rows", "period", "--columns", "subject", *words)) == 2
