"""The command `find` as scripts meet it: articles, figures, places of a phrase, and the index made anew."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from workbench.__main__ import main


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "p.workbench"
    article = tmp_path / "статья.txt"
    article.write_text("Запасы меди в Казахстане составляют 2,6 млн тонн.\nЭто 5 % мировых запасов.", "utf-8")
    assert main(["new", str(path)]) == 0
    assert main(["import", str(path), str(article)]) == 0
    return path


def found(capsys: pytest.CaptureFixture[str], *argv: object) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert main(["find", *map(str, argv), "--json"]) == 0
    answer: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return answer


def test_articles_are_found_with_their_passages(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In any form of the word, with spans for programs and brackets for people."""
    (article,) = found(capsys, project, "запас")
    assert len(article["hits"]) == 2
    assert found(capsys, project, "запас -медь") == []
    assert main(["find", str(project), "запас"]) == 0
    assert "[Запасы] меди" in capsys.readouterr().out


def test_figures_are_found_by_what_they_state(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By range in another unit, by ends and unit, by the words of the quote."""
    assert [f["quote"] for f in found(capsys, project, "--value", "1–3 Mt")] == ["2,6 млн тонн"]
    assert len(found(capsys, project, "--min", "2", "--max", "3", "--unit", "Mt")) == 1
    assert found(capsys, project, "--min", "3", "--unit", "Mt") == []
    assert [f["quote"] for f in found(capsys, project, "5", "--figures")] == ["5 %"]


def test_places_of_a_phrase_are_lines(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Left, hit, right and the figure there."""
    (line,) = found(capsys, project, "--alike", "млн тонн")
    assert (line["hit"], line["figure"]) == ("млн тонн", 1)
    assert main(["find", str(project), "--alike", "запасы"]) == 0
    assert "2 places" in capsys.readouterr().out


@pytest.mark.parametrize(
    "argv", [[], ["--value", "soon"], ["--value", "5", "--min", "3"], ["--min", "2 t", "--max", "3 USD"]]
)
def test_what_cannot_be_looked_for_is_said(
    project: Path, capsys: pytest.CaptureFixture[str], argv: list[str]
) -> None:
    """A sentence on standard error and exit code 2."""
    assert main(["find", str(project), *argv]) == 2
    assert capsys.readouterr().err.startswith("workbench: ")


def test_the_index_is_made_anew(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Afterwards the project is as sound and as well known as before."""
    assert main(["find", str(project), "--rebuild"]) == 0
    assert len(found(capsys, project, "медь")) == 1
    assert main(["check", str(project)]) == 0
