"""Verdicts on the command line: given by number or key, shown by `conflicts`, undone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from workbench.cli.program import run

SURVEY = "The geologists put the reserves of gold in Kazakhstan at 26 tonnes in 2025.\n"
REPORT = "The ministry says that the reserves of gold in Kazakhstan were 48 tonnes in 2025.\n"


def window(_: Path | None) -> int:
    raise AssertionError("no window is asked for")


def main(words: list[str]) -> int:
    return run(words, open_window=window)


@pytest.fixture
def project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """Two sources that contradict each other."""
    path = str(tmp_path / "gold.workbench")
    files = [tmp_path / "survey.txt", tmp_path / "report.txt"]
    for file, text in zip(files, (SURVEY, REPORT), strict=True):
        file.write_text(text, "utf-8")
    assert main(["new", path]) == 0
    assert main(["import", path, *map(str, files)]) == 0
    capsys.readouterr()
    return path


def listed(project: str, capsys: pytest.CaptureFixture[str], *more: str) -> list[dict[str, object]]:
    assert main(["conflicts", project, "--json", *more]) == 0
    found: list[dict[str, object]] = json.loads(capsys.readouterr().out)
    return found


def test_a_verdict_is_shown_with_its_conflict(project: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Kind, figure, reason, author and time, for people and for programs."""
    (before,) = listed(project, capsys)
    assert (before["state"], before["verdict"]) == ("open", None)
    figures = before["figures"]
    assert isinstance(figures, list)
    right = next(f["id"] for f in figures if f["value"] == 48)
    assert main(["verdict", project, "1", "--prefer", str(right), "--reason", "newer"]) == 0
    assert "→ one is right" in capsys.readouterr().out
    (after,) = listed(project, capsys, "--state", "decided")
    said = after["verdict"]
    assert isinstance(said, dict)
    assert (said["kind"], said["preferred"], said["reason"], said["holds"]) == ("one is right", right, "newer", True)
    assert said["author"]
    assert said["at"]
    assert listed(project, capsys, "--state", "open") == []


def test_a_key_names_the_same_conflict_later(project: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Reason alone changes the reason; withdrawing opens the conflict again."""
    (before,) = listed(project, capsys)
    key = str(before["key"])
    assert main(["verdict", project, key, "--kind", "both hold"]) == 0
    assert main(["verdict", project, key[:6], "--reason", "two mines"]) == 0
    capsys.readouterr()
    (after,) = listed(project, capsys)
    said = after["verdict"]
    assert isinstance(said, dict)
    assert (said["kind"], said["reason"]) == ("both hold", "two mines")
    assert main(["verdict", project, key, "--withdraw"]) == 0
    capsys.readouterr()
    assert listed(project, capsys) == [before]


def test_what_changed_is_said(project: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A corrected figure opens the conflict again, and the list says why."""
    assert main(["verdict", project, "1", "--kind", "not comparable"]) == 0
    capsys.readouterr()
    (one,) = listed(project, capsys)
    figures = one["figures"]
    assert isinstance(figures, list)
    assert main(["settle", project, str(figures[0]["id"]), "--set", "amount=30"]) == 0
    capsys.readouterr()
    assert main(["conflicts", project, "--state", "re-opened"]) == 0
    out = capsys.readouterr().out
    assert "amount was 26, is now 30" in out
    assert "1 to decide" in out


def test_half_a_verdict_is_refused(project: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing said, an unknown conflict, nothing to withdraw: a sentence and exit code 2."""
    for words in (["1"], ["7", "--kind", "both hold"], ["1", "--withdraw"]):
        assert main(["verdict", project, *words]) == 2
        assert capsys.readouterr().err.startswith("workbench: ")
