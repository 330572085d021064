"""A colleague's copy in the window: looked at, merged as one step, its differences settled by keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from workbench.core.actions import reviewing
from workbench.core.model.backup import Reason
from workbench.core.model.figure import FigureId, Status
from workbench.core.project import Project
from workbench.gui import merging, messages
from workbench.gui.dialogs.differences import DifferencesDialog
from workbench.gui.merging import Merging
from workbench.gui.window import Window

ORE, CHINA = FigureId(1), FigureId(2)


@pytest.fixture
def copy(window: Window, tmp_path: Path) -> Path:
    """There Boris rejected what is accepted here, corrected another figure and accepted a third like here."""
    project = window.session.project
    assert project is not None
    window.session.change_author("Aigul")
    path = tmp_path / "boris.workbench"
    project.copy_to(path)
    reviewing.accept(project, [ORE, FigureId(3)])
    with Project.open(path, author="Boris") as boris:
        reviewing.reject(boris, [ORE])
        reviewing.correct(boris, CHINA, item="iron ore")
        reviewing.accept(boris, [FigureId(3)])
    return path


@pytest.fixture
def listed(window: Window, qtbot: QtBot, copy: Path) -> Iterator[DifferencesDialog]:
    """The merge is done, and its differences are shown."""
    merge(window, qtbot, copy)
    dialog = only(window, DifferencesDialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    yield dialog
    dialog.close()


def only(window: Window, kind: type[QWidget]) -> QWidget:
    (found,) = [one for one in window.findChildren(kind) if one.isVisible()]
    return found


def look(window: Window, qtbot: QtBot, copy: Path) -> Merging:
    work = merging.start(window, copy)
    assert work is not None
    qtbot.waitUntil(lambda: work.dialog is not None, timeout=10_000)
    return work


def merge(window: Window, qtbot: QtBot, copy: Path) -> None:
    work = look(window, qtbot, copy)
    assert work.dialog is not None
    work.dialog.merge.click()
    qtbot.waitUntil(lambda: any(d.isVisible() for d in window.findChildren(DifferencesDialog)), timeout=10_000)


def test_the_preview_says_what_would_come_and_changes_nothing(window: Window, qtbot: QtBot, copy: Path) -> None:
    """Closed without merging, the project is as it was."""
    project = window.session.project
    assert project is not None
    steps = project.history.steps()
    work = look(window, qtbot, copy)
    assert work.dialog is not None
    said = work.dialog.said.toPlainText()
    assert "figures: 0 added, 1 changed, 0 removed" in said
    assert "1 difference is to be settled" in said
    work.dialog.close()
    assert project.history.steps() == steps


def test_a_merge_is_one_step_with_a_backup(window: Window, qtbot: QtBot, copy: Path) -> None:
    """What Boris corrected is here, and undo takes it back."""
    project = window.session.project
    assert project is not None
    before = len(project.history.steps())
    merge(window, qtbot, copy)
    assert len(project.history.steps()) == before + 1
    assert project.figures.get(CHINA).item == "iron ore"
    assert [one.reason for one in project.backups()] == [Reason.MERGE]
    window.session.undo()
    assert project.figures.get(CHINA).item is None


def test_differences_are_listed_with_both_words_and_who_said_them(listed: DifferencesDialog) -> None:
    """What, common, here, there; and how far the two agree."""
    model = listed.model
    cells = [model.index(0, column).data() for column in range(5)]
    assert cells[:3] == ["“2.6 million tonnes”", "status", "suggested"]
    assert cells[3].startswith("accepted  (Aigul, ")
    assert cells[4].startswith("rejected  (Boris, ")
    assert "settled by both: 2, said alike: 50.0 %" in listed.agreement.toPlainText()


@pytest.mark.parametrize(
    ("key", "status"),
    [(Qt.Key.Key_T, Status.REJECTED), (Qt.Key.Key_O, Status.ACCEPTED), (Qt.Key.Key_X, Status.ACCEPTED)],
)
def test_keys_settle(window: Window, qtbot: QtBot, listed: DifferencesDialog, key: Qt.Key, status: Status) -> None:
    """The line goes; undo brings it back."""
    project = window.session.project
    assert project is not None
    qtbot.keyClick(listed.table, key)
    assert project.figures.get(ORE).status is status
    assert listed.model.rowCount() == 0
    window.session.undo()
    qtbot.waitUntil(lambda: listed.model.rowCount() == 1)
    assert project.figures.get(ORE).status is Status.ACCEPTED


def test_what_waits_is_counted_only_where_something_waits(qtbot: QtBot, listed: DifferencesDialog) -> None:
    """With the last difference settled the count and its keys go; the empty list says what to do."""
    assert listed.count.isVisible()
    assert listed.count.text().startswith("1 difference waits.")
    qtbot.keyClick(listed.table, Qt.Key.Key_O)
    assert not listed.count.isVisible()


def test_keys_settle_on_a_russian_layout(window: Window, listed: DifferencesDialog) -> None:
    """Where T stands, that layout has Е."""
    project = window.session.project
    assert project is not None
    press = QKeyEvent(QEvent.Type.KeyPress, ord("Е"), Qt.KeyboardModifier.NoModifier, "е")
    QApplication.sendEvent(listed.table, press)
    assert project.figures.get(ORE).status is Status.REJECTED


def test_enter_leads_to_the_figure(window: Window, qtbot: QtBot, listed: DifferencesDialog) -> None:
    """In the reader."""
    with qtbot.waitSignal(window.session.figures_wanted) as wanted:
        qtbot.keyClick(listed.table, Qt.Key.Key_Return)
    assert wanted.args == [(ORE,)]


def test_settled_ones_are_shown_when_asked_for(qtbot: QtBot, listed: DifferencesDialog) -> None:
    """With which side was taken."""
    qtbot.keyClick(listed.table, Qt.Key.Key_T)
    listed.settled.setChecked(True)
    assert listed.model.index(0, 5).data() == "taken from there"


def test_a_file_that_is_no_project_is_said_in_a_strip(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    """No dialog opens."""
    letter = tmp_path / "letter.workbench"
    letter.write_text("Dear colleagues! " * 50, "utf-8")
    with qtbot.waitSignal(window.session.told, timeout=10_000) as told:
        merging.start(window, letter)
    assert "not a project" in told.args[0].text


def test_the_command_asks_for_the_file(
    window: Window, qtbot: QtBot, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the menu to the preview."""
    monkeypatch.setattr(messages, "choose_project", lambda *_: copy)
    window.menus.actions["file.merge"].trigger()
    qtbot.waitUntil(lambda: any(one.dialog is not None for one in window.findChildren(Merging)), timeout=10_000)


def test_with_nothing_to_settle_the_list_says_what_to_do(window: Window, qtbot: QtBot) -> None:
    """An empty list names the way to fill it."""
    dialog = merging.show_differences(window)
    assert dialog._stack.currentWidget() is dialog._empty
    assert not dialog.agreement.isVisible()
    assert not dialog.ours.isEnabled()
    dialog.close()


def test_closing_the_project_ends_a_merge_under_way(window: Window, qtbot: QtBot, copy: Path) -> None:
    """Its preview goes, and nothing is left behind."""
    work = look(window, qtbot, copy)
    folder = Path(work._folder.name)
    window.session.close()
    qtbot.waitUntil(lambda: not folder.exists())
