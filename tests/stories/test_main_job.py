"""The whole job on the shipped sample, by the command line: articles to a workbook that leads back to sentences."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from workbench.__main__ import main
from workbench.core import paths


def told(capsys: pytest.CaptureFixture[str], *argv: object) -> str:
    """Runs a command that has to succeed and gives what it printed."""
    capsys.readouterr()
    code = main([str(a) for a in argv])
    out, err = capsys.readouterr()
    assert code == 0, err
    return out


def listed(capsys: pytest.CaptureFixture[str], *argv: object) -> list[dict[str, object]]:
    found = json.loads(told(capsys, *argv, "--json"))
    assert isinstance(found, list)
    return found


@pytest.fixture
def project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A project with the sample in it."""
    path = tmp_path / "rare earths.workbench"
    told(capsys, "new", path)
    told(capsys, "import", path, paths.resources() / "sample")
    return path


def test_every_sample_article_comes_in_with_its_figures(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The sample's eight articles are there, each with figures, and quotes are what stands at their spans."""
    sources = listed(capsys, "sources", project)
    assert len(sources) == 8
    for source in sources:
        text = told(capsys, "source", project, source["id"], "--text").rstrip("\n")
        figures = listed(capsys, "figures", project, "--article", source["id"])
        assert figures
        for figure in figures:
            assert text[figure["full_start"] : figure["full_end"]] == figure["quote"]  # type: ignore[index]


def test_importing_twice_adds_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same files are recognised by their bytes."""
    before = listed(capsys, "sources", project)
    assert "already" in told(capsys, "import", project, paths.resources() / "sample")
    assert listed(capsys, "sources", project) == before


def test_settling_survives_a_restart_and_is_undone_in_one_step(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Correct and accept together are one step; undo takes both back, redo brings both again."""
    before = listed(capsys, "figures", project)
    wanted = str(before[0]["id"])
    told(capsys, "settle", project, wanted, "--set", "subject=Mongolia", "--set", "amount=up to 92", "--accept")
    after = listed(capsys, "figures", project)
    assert (after[0]["status"], after[0]["subject"], after[0]["high"]) == ("accepted", "Mongolia", 92)
    told(capsys, "undo", project)
    assert listed(capsys, "figures", project) == before
    told(capsys, "redo", project)
    assert listed(capsys, "figures", project) == after


def test_planted_contradictions_are_found_and_the_look_alike_is_explained(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Reserves of Kazakhstan and China's market share contradict; shares of different things do not."""
    found = [c for c in listed(capsys, "conflicts", project) if c["relation"] == "contradiction"]
    keys = {tuple(c["shared"])[:2] for c in found}  # type: ignore[arg-type]
    assert ("Kazakhstan", "reserves") in keys
    assert ("China", "share of the world market") in keys
    assert not any("share of exports" in c["shared"] for c in found)  # type: ignore[operator]


def test_workbook_reads_back_equal(project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Another library reads the same number of evidence rows and the same quotes out of the workbook."""
    from python_calamine import CalamineWorkbook

    out = tmp_path / "сравнение.xlsx"
    told(capsys, "export", project, out, "--language", "en")
    book = CalamineWorkbook.from_path(str(out))
    assert book.sheet_names[0] == "Comparison"
    assert {"Evidence", "Sources", "Read me"} <= set(book.sheet_names)
    cells = {str(value) for row in book.get_sheet_by_name("Evidence").to_python() for value in row}
    for figure in listed(capsys, "figures", project):
        if "not body" not in figure["doubts"]:  # type: ignore[operator]
            assert str(figure["guid"]) in cells


def test_check_finds_nothing_wrong(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A project just made proves itself."""
    assert listed(capsys, "check", project) == []
