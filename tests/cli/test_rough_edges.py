"""What people type wrongly, or where the surroundings lack something: a sentence, never a traceback."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from workbench.__main__ import main


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "p.workbench"
    article = tmp_path / "a.txt"
    article.write_text("A survey\n\nChina holds copper reserves of 2.6 million tonnes.\n\nIt is 5% more.", "utf-8")
    assert main(["new", str(path)]) == 0
    assert main(["import", str(path), str(article)]) == 0
    return path


def refused(capsys: pytest.CaptureFixture[str], *argv: object) -> str:
    """Runs a command that has to fail with exit code 2 and gives its sentence."""
    capsys.readouterr()
    assert main([str(a) for a in argv]) == 2
    return capsys.readouterr().err


def printed(capsys: pytest.CaptureFixture[str], *argv: object) -> str:
    capsys.readouterr()
    assert main([str(a) for a in argv]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("argv", [[], ["open"], ["open", "p.workbench"]])
def test_no_screen_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], argv: list[str]
) -> None:
    """Qt would abort the process; the sentence names what is missing and what goes without a window."""
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert "no screen" in refused(capsys, *argv)


def test_backups_are_looked_into_by_relative_names(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of the project and of a copy restored beside it."""
    monkeypatch.chdir(project.parent)
    printed(capsys, "backups", project.name, "--make")
    printed(capsys, "restore", project.name, "1", "--to", "re.workbench")
    assert "Nothing differs" in printed(capsys, "restore", "re.workbench", project.name, "--look")
    assert "Nothing differs" in printed(capsys, "restore", project.name, "1", "--look")


def test_backups_of_no_file_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A mistyped name is not a project without backups."""
    assert "no file" in refused(capsys, "backups", tmp_path / "nofile.workbench")


def test_a_file_of_something_else_is_called_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its name ends as a project's does, so nobody is told to choose one that does."""
    junk = tmp_path / "junk.workbench"
    junk.write_bytes(b"junk " * 300)
    told = refused(capsys, "figures", junk)
    assert "is not a project" in told
    assert "ends in" not in told


def test_pasted_text_has_no_file_name(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Only its encoding stands in the brackets."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"India holds 5 million tonnes.")))
    assert "(utf-8)" in printed(capsys, "import", project, "-")


def test_times_of_steps_are_read_off_a_clock(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """To the second, without a zone."""
    line = printed(capsys, "history", project).splitlines()[-1]
    assert len(line.split()[2]) == len("12:00:00")
    assert "+00:00" not in line


@pytest.mark.parametrize(
    ("said", "name"),
    [
        (["--accept"], "Accept 1 figure"),
        (["--set", "subject=India"], "Correct subject of “"),
        (["--set", "subject=India", "--accept"], "Accept 1 figure"),
        (["--reject"], "Reject 1 figure"),
    ],
)
def test_a_step_is_named_by_what_was_done(
    project: Path, capsys: pytest.CaptureFixture[str], said: list[str], name: str
) -> None:
    """Not by where it was typed."""
    printed(capsys, "settle", project, "1", *said)
    assert name in printed(capsys, "history", project)


def test_words_may_stand_after_options(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As before them, and on both sides; an option that is not there is still refused."""
    assert "1 article found" in printed(capsys, "find", project, "--limit", "5", "copper")
    assert "1 article found" in printed(capsys, "find", project, "copper", "--limit", "5", "reserves")
    with pytest.raises(SystemExit) as stopped:
        main(["find", str(project), "copper", "--nonsense"])
    assert stopped.value.code == 2
    with pytest.raises(SystemExit):
        main(["check", str(project), "copper"])


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (["--figures", "--alike", "copper"], "one search at a time"),
        (["--value", "abc"], "neither a number nor a unit"),
        (["--min", "5", "--max", "1"], "no number is both"),
    ],
)
def test_what_cannot_be_looked_for_together_is_said(
    project: Path, capsys: pytest.CaptureFixture[str], argv: list[str], words: str
) -> None:
    """The sentence repeats what was typed or says what to do."""
    assert words in refused(capsys, "find", project, *argv)


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (["find", "tungsten"], "No article holds"),
        (["find", "--alike", "tungsten"], "No text holds"),
        (["find", "tungsten", "--figures"], "No figure found"),
        (["find", "reserves", "--figures"], "in the quotes"),
        (["notes"], "no notes yet"),
        (["notes", "--tag", "x"], "No note carries"),
        (["learn"], "Nothing is learned yet"),
    ],
)
def test_an_empty_list_says_so(
    project: Path, capsys: pytest.CaptureFixture[str], argv: list[str], words: str
) -> None:
    """Rather than a heading above nothing."""
    assert words in printed(capsys, argv[0], project, *argv[1:])


def test_a_table_is_shown_in_the_unit_asked_for(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The printed number is converted; without the option it stays as stated."""
    printed(capsys, "settle", project, "1", "--set", "measure=reserves", "--set", "subject=China")
    assert "2.6 billion kg" in printed(capsys, "table", project, "--unit", "reserves=kg")
    assert "2600 kt" in printed(capsys, "table", project, "--unit", "reserves=k t")
    assert "kg" not in printed(capsys, "table", project)


def test_a_unit_of_another_dimension_is_refused(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Tonnes cannot be shown as money, nor saved or exported so."""
    printed(capsys, "settle", project, "1", "--set", "measure=reserves", "--set", "subject=China")
    assert "cannot be shown in USD" in refused(capsys, "table", project, "--unit", "reserves=USD", "--save", "x")
    assert "x" not in printed(capsys, "comparisons", project).split()
    target = project.with_suffix(".xlsx")
    assert "cannot be shown" in refused(capsys, "export", project, target, "--unit", "reserves=USD")
    assert not target.exists()
