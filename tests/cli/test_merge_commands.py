"""Merging on the command line: looked at, done, settled, and how far the two agree."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from workbench.cli.program import run

TEXT = "The ministry puts the reserves of gold in Kazakhstan at 26 tonnes; its mines give 300 kg a year.\n"


def window(_: Path | None) -> int:
    raise AssertionError("no window is asked for")


def main(*words: str) -> int:
    return run(list(words), open_window=window)


@pytest.fixture
def copies(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[str, str]:
    """A project in which the first figure is accepted and the second corrected; in the other copy the first is
    rejected and the second accepted."""
    mine, theirs = str(tmp_path / "mine.workbench"), str(tmp_path / "theirs.workbench")
    (tmp_path / "gold.txt").write_text(TEXT, "utf-8")
    assert main("new", mine) == 0
    assert main("import", mine, str(tmp_path / "gold.txt")) == 0
    shutil.copy(mine, theirs)
    assert main("settle", mine, "1", "--accept") == 0
    assert main("settle", mine, "2", "--accept", "--set", "measure=output") == 0
    assert main("settle", theirs, "1", "--reject") == 0
    assert main("settle", theirs, "2", "--accept", "--set", "period=2025") == 0
    capsys.readouterr()
    return mine, theirs


def figures(project: str, capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    assert main("figures", project, "--json") == 0
    found: list[dict[str, object]] = json.loads(capsys.readouterr().out)
    return found


def test_a_look_says_what_would_come(copies: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    """Counts and differences; nothing is changed."""
    before = figures(copies[0], capsys)
    assert main("merge", *copies, "--dry-run") == 0
    said = capsys.readouterr().out
    assert "figures: 0 added, 1 changed, 0 removed" in said
    assert "1 difference is to be settled" in said
    assert "Nothing was changed" in said
    assert figures(copies[0], capsys) == before


def test_merge_list_take(copies: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    """Both corrections hold; the disputed status is listed with both words and taken from there."""
    assert main("merge", *copies) == 0
    assert "Cohen's kappa" in capsys.readouterr().out
    assert [(f["status"], f["measure"], f["period"]) for f in figures(copies[0], capsys)][1] == (
        "accepted",
        "production",
        "2025",
    )
    assert main("differences", copies[0], "--json") == 0
    (one,) = json.loads(capsys.readouterr().out)
    assert (one["field"], one["common"], one["here"], one["there"]) == ("status", "suggested", "accepted", "rejected")
    assert main("differences", copies[0]) == 0
    assert "“26 tonnes”" in capsys.readouterr().out
    assert main("differences", copies[0], str(one["id"]), "--take", "theirs") == 0
    assert "0 differences" in capsys.readouterr().out
    assert figures(copies[0], capsys)[0]["status"] == "rejected"
    assert main("undo", copies[0]) == 0
    capsys.readouterr()
    assert main("differences", copies[0]) == 0
    assert "1 difference" in capsys.readouterr().out


def test_merging_again_says_so(copies: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing changes, and that is said."""
    assert main("merge", *copies) == 0
    capsys.readouterr()
    assert main("merge", *copies) == 0
    assert "merged already" in capsys.readouterr().out


def test_agreement_is_told_when_asked(copies: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    """With the table of who said what; before a merge there is nothing to tell."""
    assert main("differences", copies[0], "--agreement") == 0
    assert "nothing that two analysts both settled" in capsys.readouterr().out
    assert main("merge", *copies) == 0
    capsys.readouterr()
    assert main("differences", copies[0], "--agreement") == 0
    said = capsys.readouterr().out
    assert "Agreement with theirs.workbench" in said
    assert "settled by both: 2, said alike: 50.0 %" in said


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("merge", "{0}", "{0}"), "is the project itself"),
        (("merge", "{0}", "{0}x"), "There is no file"),
        (("differences", "{0}", "7", "--take", "ours"), "no difference with the number 7"),
        (("differences", "{0}", "7"), "Say which side holds"),
        (("differences", "{0}", "--take", "ours"), "Say which differences"),
    ],
)
def test_what_cannot_be_done_is_said(
    copies: tuple[str, str], capsys: pytest.CaptureFixture[str], words: tuple[str, ...], says: str
) -> None:
    """One sentence and exit code 2."""
    assert main(*(word.format(*copies) for word in words)) == 2
    assert says in capsys.readouterr().err
