"""Notes on the command line: written, listed by tag, given to programs, removed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from workbench.cli.program import run
from workbench.core.actions import importing
from workbench.core.project import Project


def window(_: Path | None) -> int:
    raise AssertionError("no window is asked for")


def said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What a command that succeeds prints."""
    assert run(list(words), open_window=window) == 0
    return capsys.readouterr().out


@pytest.fixture
def path(tmp_path: Path) -> str:
    article = tmp_path / "ore.txt"
    article.write_text("The mine\n\nIt holds 28 million tonnes of ore, and the ore is rich.", "utf-8")
    path = tmp_path / "ore.workbench"
    with Project.create(path) as project:
        importing.add(project, [importing.prepare(article)])
    return str(path)


def test_notes_are_written_and_listed(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    """On a figure, on the source and on words of its text; --tag narrows the list."""
    said(capsys, "note", path, "ask the ministry", "--figure", "1", "--tag", "#open")
    said(capsys, "note", path, "a press release", "--article", "1")
    said(capsys, "note", path, "says who?", "--article", "1", "--quote", "ore", "--nth", "2", "--tag", "open")
    listed = json.loads(said(capsys, "notes", path, "--json"))
    assert [(n["target"], n["quote"], n["text"]) for n in listed] == [
        ("span", "ore", "says who?"),
        ("article", "", "a press release"),
        ("figure", "28 million tonnes", "ask the ministry"),
    ]
    tagged = said(capsys, "notes", path, "--tag", "open")
    assert "2 notes" in tagged
    assert "press release" not in tagged


def test_a_note_is_changed_and_removed(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A second text takes the place of the first and keeps its tags; --remove takes the note away; undo has it."""
    said(capsys, "note", path, "first", "--figure", "1", "--tag", "open")
    said(capsys, "note", path, "second", "--figure", "1")
    (note,) = json.loads(said(capsys, "notes", path, "--json"))
    assert (note["text"], note["tags"]) == ("second", ["open"])
    said(capsys, "note", path, "--remove", str(note["id"]))
    assert json.loads(said(capsys, "notes", path, "--json")) == []
    said(capsys, "undo", path)
    assert len(json.loads(said(capsys, "notes", path, "--json"))) == 1


def test_the_note_of_a_figure_can_be_set_as_a_field(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    """`settle --set note=` writes the same note that `notes` lists."""
    said(capsys, "settle", path, "1", "--set", "note=see the report", "--accept")
    assert "see the report" in said(capsys, "notes", path)
    (figure,) = json.loads(said(capsys, "figures", path, "--json"))
    assert (figure["note"], figure["status"]) == ("see the report", "accepted")


@pytest.mark.parametrize(
    "words", [("x",), ("x", "--figure", "9"), ("x", "--article", "1", "--quote", "gold"), ("--remove", "9")]
)
def test_what_cannot_be_noted_is_said(path: str, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]) -> None:
    """No place, no such figure, words that do not stand there, no such note: a sentence and exit code 2."""
    assert run(["note", path, *words], open_window=window) == 2
    assert capsys.readouterr().err.startswith("workbench: ")
