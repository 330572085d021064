"""A workbook that comes back, in the window: dropped or chosen, its corrections ticked and taken in one step."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from workbench.core.actions import exporting, readback, reviewing
from workbench.core.model.comparison import GRID
from workbench.core.model.figure import FigureId
from workbench.core.project import Project
from workbench.gui.dialogs.readback import ReadBack, rest_lines
from workbench.gui.window import Window


@pytest.fixture
def book(window: Window, tmp_path: Path) -> Path:
    """Two subjects and a note are changed, the status of the fourth figure is none."""
    assert window.session.project is not None
    path = exporting.export(window.session.project, tmp_path / "back.xlsx", GRID, language="en")
    made = openpyxl.load_workbook(path)
    sheet = made["Evidence"]
    head = next(row for row in sheet.iter_rows(max_row=20) if any(cell.value == "Subject" for cell in row))
    column = {cell.value: cell.column for cell in head}
    for below, title, value in (
        (1, "Subject", "China"),
        (1, "Note", "look again"),
        (2, "Subject", "Mongolia"),
        (4, "Status", "sure"),
    ):
        sheet.cell(head[0].row + below, column[title]).value = value
    made.save(path)
    return path


@pytest.fixture
def dialog(window: Window, qtbot: QtBot, book: Path) -> ReadBack:
    dialog = ReadBack(window, readback.read(book))
    qtbot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.show()
    return dialog


def shown(dialog: ReadBack, column: int) -> list[str]:
    model = dialog.model
    return [model.index(row, column).data() for row in range(model.rowCount())]


def test_proposals_are_listed_ticked_with_was_and_is(dialog: ReadBack) -> None:
    """And below them what is not taken, with its cell."""
    assert shown(dialog, 0) == ["E4", "W4", "E5"]
    assert shown(dialog, 3) == ["Kazakhstan", "—", "China"]
    assert shown(dialog, 4) == ["China", "look again", "Mongolia"]
    assert dialog.model.ticked == {1, 2, 3}
    assert re.search(r"Evidence!R\d: “sure” is none of the words", dialog.rest.toPlainText())
    assert dialog.take.text() == "&Take 3 corrections"


def test_space_unticks_and_ctrl_enter_takes_the_rest_as_one_step(
    window: Window, dialog: ReadBack, qtbot: QtBot
) -> None:
    """Undo brings the proposals back; what was unticked stays so."""
    project = window.session.project
    assert project is not None
    dialog.activateWindow()
    dialog.table.setFocus()
    dialog.table.selectRow(1)
    qtbot.keyClick(dialog.table, Qt.Key.Key_Space)
    assert dialog.model.ticked == {1, 3}
    dialog.apply()
    assert [project.figures.get(FigureId(n)).subject for n in (1, 2)] == ["China", "Mongolia"]
    assert project.figures.get(FigureId(1)).note == ""
    assert (shown(dialog, 0), dialog.model.ticked, dialog.take.isEnabled()) == (["W4"], set(), False)
    window.session.undo()
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 3)
    assert [project.figures.get(FigureId(n)).subject for n in (1, 2)] == ["Kazakhstan", "China"]


def test_what_both_changed_is_marked_and_not_ticked(window: Window, dialog: ReadBack, qtbot: QtBot) -> None:
    """The list follows the project."""
    window.session.do(reviewing.correct, FigureId(1), subject="Russia")
    qtbot.waitUntil(lambda: shown(dialog, 3)[0] == "Russia")
    assert "changed in both" in shown(dialog, 5)[0]


def test_enter_goes_to_the_figure(window: Window, dialog: ReadBack, qtbot: QtBot) -> None:
    """In the left reader, beside the list that stays open."""
    with qtbot.waitSignal(window.session.figures_wanted) as wanted:
        dialog.table.selectRow(2)
        dialog.table.activated.emit(dialog.table.currentIndex())
    assert wanted.args == [(FigureId(2),)]


def test_a_dropped_workbook_is_read_back(window: Window, qtbot: QtBot, book: Path) -> None:
    """It is no article."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(book))])
    assert window.imports.take(data)
    qtbot.waitUntil(lambda: bool(window.findChildren(ReadBack)), timeout=20_000)
    (found,) = window.findChildren(ReadBack)
    assert found.model.rowCount() == 3
    found.close()
    QApplication.processEvents()


def test_a_workbook_of_another_project_is_answered_in_a_strip(
    window: Window, qtbot: QtBot, book: Path, tmp_path: Path
) -> None:
    """And no dialog opens."""
    Project.create(tmp_path / "other.workbench").close()
    window.session.open(tmp_path / "other.workbench")
    window.files.read_back(book)
    qtbot.waitUntil(lambda: bool(window.messages.strips), timeout=20_000)
    assert "another project" in window.messages.strips[-1].message.text
    assert not [one for one in window.findChildren(ReadBack) if one.isVisible()]


def test_without_a_project_the_way_is_shown(empty_window: Window, tmp_path: Path) -> None:
    """Nothing is read."""
    empty_window.files.read_back(tmp_path / "some.xlsx")
    assert "first" in empty_window.messages.strips[-1].message.text


def test_everything_that_is_not_taken_is_told(dialog: ReadBack) -> None:
    """One line each."""
    assert dialog.plan is not None
    assert len(rest_lines(dialog.plan)) == 1
