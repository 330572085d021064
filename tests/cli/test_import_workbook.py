"""`import-workbook`: what a colleague changed is listed, and taken when it is accepted."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from workbench.__main__ import main
from workbench.core.project import Project


@pytest.fixture
def files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[str, str]:
    """A project, and its workbook with one subject changed and one row deleted."""
    article, project, book = tmp_path / "a.txt", tmp_path / "p.workbench", tmp_path / "book.xlsx"
    article.write_text(
        "Reserves\n\nKazakhstan has reserves of 2.6 million tonnes of ore. China has 44 million tonnes."
    )
    for command in (["new", project], ["import", project, article], ["export", project, book]):
        assert main([str(part) for part in command]) == 0
    made = openpyxl.load_workbook(book)
    sheet = made["Evidence"]
    row = next(cell.row for cell in sheet["B"] if cell.value == "2.6 million tonnes")
    sheet[f"E{row}"] = "Mongolia"
    sheet.delete_rows(next(cell.row for cell in sheet["B"] if cell.value == "44 million tonnes"))
    made.save(book)
    capsys.readouterr()
    return str(project), str(book)


def test_the_list_changes_nothing(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    """As JSON it has everything a script needs."""
    assert main(["import-workbook", *files, "--json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)
    (one,) = told["proposals"]
    assert (one["field"], one["was"], one["is"], one["taken"]) == ("subject", "Kazakhstan", "Mongolia", False)
    assert [row["quote"] for row in told["deleted"]] == ["44 million tonnes"]
    with Project.open(files[0]) as project:
        assert "Mongolia" not in {figure.subject for figure in project.figures.all()}


def test_accepted_corrections_are_taken(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    """In one step, with words for people."""
    assert main(["import-workbook", *files, "--accept", "1"]) == 0
    out = capsys.readouterr().out
    assert "Mongolia" in out
    assert "1 correction is taken." in out
    with Project.open(files[0]) as project:
        assert "Mongolia" in {figure.subject for figure in project.figures.all()}
        assert project.history.undo_name == "Take 1 correction from book.xlsx"


@pytest.mark.parametrize(("said", "words"), [("7", "no proposal 7"), ("x", "names no proposals")])
def test_what_is_no_proposal_is_said(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str], said: str, words: str
) -> None:
    """Exit code 2, and nothing is taken."""
    assert main(["import-workbook", *files, "--accept", said]) == 2
    assert words in capsys.readouterr().err
