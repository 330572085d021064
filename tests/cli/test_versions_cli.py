"""Newer versions and single steps taken back, from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from workbench.__main__ import main

OLD = "Рудник у озера дал за год 2,6 млн тонн руды, сообщил завод. Доля экспорта составила 70 % всей руды за год."


def said(capsys: pytest.CaptureFixture[str], *argv: object) -> str:
    capsys.readouterr()
    assert main([str(a) for a in argv]) == 0
    return capsys.readouterr().out


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path, file = tmp_path / "p.workbench", tmp_path / "рудник.txt"
    file.write_text(OLD, "utf-8")
    assert main(["new", str(path)]) == 0
    assert main(["import", str(path), str(file)]) == 0
    return path


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    file = tmp_path / "новое" / "рудник.txt"
    file.parent.mkdir()
    file.write_text(OLD.replace("2,6", "2,8") + " Дополнено вечером.", "utf-8")
    return file


def test_a_newer_copy_becomes_a_version_when_told_so(
    project: Path, newer: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The text is replaced, what was not found again is listed, and the project proves sound."""
    pointer = "Not found again: 1 (`workbench figures P --orphans`)"
    made = said(capsys, "import", project, newer, "--version-of", 1)
    assert "Version 2:" in made
    assert pointer in made
    assert pointer in said(capsys, "sources", project)
    assert pointer in said(capsys, "figures", project)
    assert pointer not in said(capsys, "figures", project, "--orphans")
    (orphan,) = json.loads(said(capsys, "figures", project, "--orphans", "--json"))
    assert "2,6" in orphan["quote"]
    assert len(json.loads(said(capsys, "sources", project, "--json"))) == 1
    assert "version 1" in said(capsys, "source", project, 1)
    assert main(["check", str(project)]) == 0


def test_a_likely_version_is_said_and_joined_later(
    project: Path, newer: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without being told the copy is a source of its own; the same command with the option joins it."""
    assert "--version-of 1" in said(capsys, "import", project, newer)
    assert "Version 2:" in said(capsys, "import", project, newer, "--version-of", 1)
    assert len(json.loads(said(capsys, "sources", project, "--json"))) == 1
    assert "already" in said(capsys, "import", project, newer, "--version-of", 1)


def test_two_files_are_no_one_version(project: Path, newer: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One newest version has one text."""
    other = newer.with_name("x.txt")
    other.write_text("Совсем другое: 5 тонн.", "utf-8")
    assert main(["import", str(project), str(newer), str(other), "--version-of", "1"]) == 2
    assert "One file" in capsys.readouterr().err


def test_one_old_step_is_taken_back(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Alone where nothing stands on it; else what does is named, and goes along when asked."""
    said(capsys, "settle", project, 1, "--set", "subject=China")
    said(capsys, "settle", project, 1, "--set", "subject=India")
    first = min(s["id"] for s in json.loads(said(capsys, "history", project, "--json")) if "Correct" in s["name"])
    assert main(["revert", str(project), str(first)]) == 2
    assert "Later steps" in capsys.readouterr().err
    assert said(capsys, "revert", project, first, "--too").count("Reverted") == 2
    assert json.loads(said(capsys, "figures", project, "--json"))[0]["subject"] != "India"
    assert main(["revert", str(project), "99"]) == 2
