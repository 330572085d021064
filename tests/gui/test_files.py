"""Projects and workbooks through the File menu: what the dialogs answer is opened, made or written."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from python_calamine import CalamineWorkbook

from workbench.core import paths
from workbench.gui.window import Window


def idle(window: Window, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.session.jobs.running, timeout=30_000)


def answer(monkeypatch: pytest.MonkeyPatch, name: str, path: Path | str) -> None:
    """What the system's dialog would give back."""
    monkeypatch.setattr(QFileDialog, name, staticmethod(lambda *_args, **_more: (str(path), "")))


def test_a_new_project_gets_its_suffix(empty_window: Window, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A name without the suffix is enough."""
    answer(monkeypatch, "getSaveFileName", tmp_path / "deals")
    empty_window.files.new_project()
    assert (tmp_path / "deals.workbench").exists()
    assert empty_window.desk.isVisible()


def test_a_dialog_that_is_cancelled_changes_nothing(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    """Thinking better of it costs nothing."""
    answer(monkeypatch, "getOpenFileName", "")
    before = window.session.project
    window.files.open_project()
    assert window.session.project is before


def test_the_comparison_is_exported(
    window: Window, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qtbot: QtBot
) -> None:
    """The workbook is written beside the window's work and read by another library."""
    answer(monkeypatch, "getSaveFileName", tmp_path / "ore.xlsx")
    window.files.export()
    idle(window, qtbot)
    qtbot.waitUntil(lambda: bool(window.messages.strips))
    assert str(tmp_path / "ore.xlsx") in window.messages.strips[-1].message.text
    assert "Evidence" in CalamineWorkbook.from_path(str(tmp_path / "ore.xlsx")).sheet_names


@pytest.mark.parametrize(
    ("kind", "name", "sheets"),
    [("for readers", "publication", True), ("of your own", "own.toml", True), ("Evidence alone", "", False)],
)
def test_the_layout_of_the_workbook_is_chosen_with_its_file(
    window: Window, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qtbot: QtBot, kind: str, name: str, sheets: bool
) -> None:
    """One of the kinds in the dialog; a layout is chosen already the next time, a plain table is not."""
    own = tmp_path / "own.toml"
    own.write_text((paths.export_layouts() / "publication.toml").read_text("utf-8"), "utf-8")
    offered: list[str] = []

    def save(_parent: object, _title: str, _path: str, kinds: str, first: str) -> tuple[str, str]:
        offered.append(first)
        return str(tmp_path / "ore"), next(one for one in kinds.split(";;") if kind in one or kind in first)

    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(save))
    answer(monkeypatch, "getOpenFileName", own)
    window.files.export()
    idle(window, qtbot)
    written = tmp_path / ("ore.xlsx" if sheets else "ore.csv")
    qtbot.waitUntil(written.exists)
    if sheets:
        assert CalamineWorkbook.from_path(str(written)).sheet_names[0] == "Read me"
    window.files.export()
    idle(window, qtbot)
    assert ("for readers" in offered[1], "own.toml" in offered[1]) == (name == "publication", name == "own.toml")


def test_a_mistake_in_a_layout_is_told_with_its_line(
    window: Window, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qtbot: QtBot
) -> None:
    """File, line and what may stand there; no workbook is written."""
    own = tmp_path / "own.toml"
    own.write_text('sheets = ["comparison", "readme", "pie"]\nformulas = false\n', "utf-8")
    window.session.change_settings(workbook_layout=str(own))
    answer(monkeypatch, "getSaveFileName", tmp_path / "ore.xlsx")
    window.files.export()
    idle(window, qtbot)
    qtbot.waitUntil(lambda: bool(window.messages.strips))
    assert "own.toml, line 1" in window.messages.strips[-1].message.text
    assert not (tmp_path / "ore.xlsx").exists()


def test_a_target_that_cannot_be_written_is_told(
    window: Window, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qtbot: QtBot
) -> None:
    """A folder of that name stands there: a sentence with the name, and nothing is touched."""
    (tmp_path / "ore.xlsx").mkdir()
    answer(monkeypatch, "getSaveFileName", tmp_path / "ore.xlsx")
    window.files.export()
    idle(window, qtbot)
    qtbot.waitUntil(lambda: bool(window.messages.strips))
    assert "ore.xlsx" in window.messages.strips[-1].message.text
    assert (tmp_path / "ore.xlsx").is_dir()


def test_the_sample_opens_with_its_figures(
    empty_window: Window, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    """One press makes a project of the sample articles; the next opens the same one."""
    paths.user_documents().mkdir(parents=True, exist_ok=True)
    empty_window.files.open_sample()
    idle(empty_window, qtbot)
    project = empty_window.session.project
    assert project is not None
    count = len(project.articles.ids())
    assert count >= 6
    assert all(line.figures for line in project.articles.summaries())
    empty_window.session.close()
    empty_window.files.open_sample()
    assert empty_window.session.project is not None
    assert len(empty_window.session.project.articles.ids()) == count
