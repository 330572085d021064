"""The whole work of an analyst at the desk, by keys alone, in the real window: from two articles to a verdict.

Every act is a key event sent to the widget that has the focus; the project is only looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from workbench.core.model.figure import Status
from workbench.core.project import Project
from workbench.gui import app as start
from workbench.gui.session import Session
from workbench.gui.window import Window

pytestmark = pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise)", extend=True)

FIRST = (
    "A survey of ore\n\nIn 2025 reserves of rare earths in Kazakhstan are 2.6 million tonnes. The deposit lies 35 km "
    "from the town.\n"
)
SECOND = "Another count\n\nIn 2025 reserves of rare earths in Kazakhstan are 5 million tonnes, says the ministry.\n"
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
KEY = Qt.Key


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focus(), key, modifiers)
    QApplication.processEvents()


def write(words: str) -> None:
    QTest.keyClicks(focus(), words)


def opened(qtbot: QtBot, path: Path) -> Window:
    """The window as a start of the program shows it, on a project."""
    window = Window(Session())
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    assert window.session.open(path)
    return window


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "ore.workbench"
    Project.create(path).close()
    return path


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, path: Path) -> Iterator[Window]:
    start.prepare(qapp, Session().settings, start.Options(language="en", theme="light"))
    window = opened(qtbot, path)
    yield window
    window.close()
    QGuiApplication.clipboard().clear()


def paste(qtbot: QtBot, window: Window, text: str) -> None:
    """An article out of the clipboard, with Ctrl+V."""
    project = window.session.project
    assert project is not None
    before = len(project.articles.ids())
    QGuiApplication.clipboard().setText(text)
    press(KEY.Key_V, CTRL)
    qtbot.waitUntil(lambda: len(project.articles.ids()) > before, timeout=20_000)


def left_open(window: Window) -> int:
    project = window.session.project
    assert project is not None
    return sum(f.status is Status.SUGGESTED for a in project.articles.ids() for f in project.figures.of_article(a))


def settle_all(window: Window) -> None:
    """Enter through each source; the second figure is set aside with X."""
    press(KEY.Key_Return)
    press(KEY.Key_X)
    for _ in range(20):
        if not left_open(window):
            return
        before = left_open(window)
        press(KEY.Key_Return)
        if left_open(window) == before:  # this source is done
            press(KEY.Key_PageDown, SHIFT)
            if left_open(window) == before and not window.session.selected_figure:
                press(KEY.Key_PageUp, SHIFT)
    raise AssertionError("keys alone did not settle every figure")


def correct(window: Window, number: str) -> None:
    """The selected figure's number in its form, with E and Ctrl+Enter, which leads back to the text."""
    project, figure = window.session.project, window.session.selected_figure
    assert project is not None
    assert figure is not None
    press(KEY.Key_E)
    assert window.desk.form.isAncestorOf(focus())
    write(number)
    press(KEY.Key_Return, CTRL)
    amount = project.figures.get(figure).amount
    assert amount is not None
    assert str(amount.number) == number
    assert window.desk.isAncestorOf(focus())


def all_of(window: Window) -> tuple[object, ...]:
    """What a person would find again."""
    project = window.session.project
    assert project is not None
    return (
        [(a, project.articles.get(a).text) for a in project.articles.ids()],
        [(f.id, f.status, f.quote, f.amount) for a in project.articles.ids() for f in project.figures.of_article(a)],
        [(v.reason, v.changed_by, v.members) for v in project.verdicts.all()],
        [(note.text, note.tags) for note in project.notes.all()],
    )


def test_a_days_work_by_keys_alone(qtbot: QtBot, window: Window, path: Path) -> None:
    """Two articles in, every figure settled, a conflict decided, a note; all undone, done again, and found again."""
    project = window.session.project
    assert project is not None
    for text in (FIRST, SECOND):
        paste(qtbot, window, text)
    press(KEY.Key_PageUp, SHIFT)
    settle_all(window)

    assert {f.status for f in project.figures.of_article(project.articles.ids()[0])} == {
        Status.ACCEPTED, Status.REJECTED,
    }  # fmt: skip

    assert left_open(window) == 0
    correct(window, "5100000")

    qtbot.waitUntil(lambda: not window.desk.disagreements.looking, timeout=10_000)
    press(KEY.Key_F8)
    press(KEY.Key_6, CTRL)
    press(KEY.Key_1)
    write("the official count")
    press(KEY.Key_Return, CTRL)
    assert [verdict.reason for verdict in project.verdicts.all()] == ["the official count"]

    press(KEY.Key_2, CTRL)
    press(KEY.Key_M)
    write("ask the ministry")
    press(KEY.Key_Return, CTRL)
    assert [note.text for note in project.notes.all()] == ["ask the ministry"]

    QApplication.processEvents()
    window.activateWindow()  # what a window manager does when the note's own window goes
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None, timeout=5_000)
    press(KEY.Key_F, CTRL | SHIFT)
    write("reserves")
    qtbot.waitUntil(lambda: "2 articles" in found_words(window), timeout=10_000)
    press(KEY.Key_Escape)
    assert window.desk.isAncestorOf(focus())

    done, steps = all_of(window), project.history.steps(100)
    while project.history.undo_name:
        press(KEY.Key_Z, CTRL)
    assert project.articles.ids() == []
    for _ in steps:
        press(KEY.Key_Y, CTRL)
    assert all_of(window) == done

    selected = window.session.selected_figure
    press(KEY.Key_Q, CTRL)
    again = opened(qtbot, path)
    try:
        assert all_of(again) == done
        assert again.session.selected_figure == selected
        assert again.desk.isAncestorOf(focus())
        press(KEY.Key_Z, CTRL)  # the history is there too, with what can be undone
        assert all_of(again)[-1] == []
        press(KEY.Key_Y, CTRL)
        assert all_of(again) == done
    finally:
        again.close()


def found_words(window: Window) -> str:
    return " ".join(label.text() for label in window.search.findChildren(QLabel))
