"""Rates on the command line: listed, added, changed, removed; shown where money is compared."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from workbench.cli.program import run

ONE = "В 2026 году внешний долг Казахстана составил 170 млрд долларов.\n"
OTHER = "В 2026 году внешний долг Казахстана равен 60 трлн тенге.\n"


def main(words: list[str]) -> int:
    def window(_: Path | None) -> int:
        raise AssertionError("no window is asked for")

    return run(words, open_window=window)


@pytest.fixture
def project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """A debt in dollars and in tenge."""
    path = str(tmp_path / "debt.workbench")
    files = [tmp_path / "one.txt", tmp_path / "other.txt"]
    for file, text in zip(files, (ONE, OTHER), strict=True):
        file.write_text(text, "utf-8")
    assert main(["new", path]) == 0
    assert main(["import", path, *map(str, files)]) == 0
    capsys.readouterr()
    return path


def test_a_rate_makes_money_comparable(project: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Before it there is no conflict; then there is, and the table may be in one currency."""
    assert main(["rates", project]) == 0
    assert "no rate" in capsys.readouterr().out
    assert main(["conflicts", project]) == 0
    assert "0 conflicts" in capsys.readouterr().out
    assert main(["table", project, "--unit", "debt=bn EUR"]) == 2
    assert main(["rates", project, "--add", "USD", "KZT", "2026-02-04", "505.3", "--source", "National Bank"]) == 0
    capsys.readouterr()
    assert main(["conflicts", project]) == 0
    assert "1 USD = 505.3 KZT (2026-02-04, National Bank)" in capsys.readouterr().out
    assert main(["table", project, "--unit", "debt=bn USD"]) == 0
    shown = capsys.readouterr().out.replace("\u00a0", " ")
    assert "118.7 billion USD*" in shown
    assert "* Converted at 1 USD = 505.3 KZT" in shown


def test_it_is_changed_and_removed_and_undone(project: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each as one step; for programs as JSON, the value as text."""
    assert main(["rates", project, "--add", "USD", "KZT", "2026-02-04", "505.30"]) == 0
    assert main(["rates", project, "--change", "1", "--value", "506", "--source", "Bank"]) == 0
    capsys.readouterr()
    assert main(["rates", project, "--json"]) == 0
    (rate,) = json.loads(capsys.readouterr().out)
    assert (rate["currency"], rate["other"], rate["day"]) == ("USD", "KZT", "2026-02-04")
    assert (rate["value"], rate["source"]) == ("506", "Bank")
    assert main(["rates", project, "--remove", "1"]) == 0
    assert main(["undo", project]) == 0
    assert main(["undo", project]) == 0
    capsys.readouterr()
    assert main(["rates", project, "--json"]) == 0
    (rate,) = json.loads(capsys.readouterr().out)
    assert (rate["value"], rate["source"]) == ("505.30", "")


@pytest.mark.parametrize(
    "words",
    [
        ["--add", "USX", "KZT", "2026-02-04", "5"],
        ["--add", "USD", "KZT", "today", "5"],
        ["--change", "1"],
        ["--change", "9", "--value", "5"],
        ["--remove", "9"],
    ],
)
def test_what_is_wrong_is_said(project: str, capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    """A sentence, exit code 2, and the project as before."""
    assert main(["rates", project, "--add", "EUR", "USD", "2026-02-04", "1.1"]) == 0
    capsys.readouterr()
    assert main(["rates", project, *words]) == 2
    assert capsys.readouterr().err.startswith("workbench: ")
    assert main(["rates", project, "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 1
