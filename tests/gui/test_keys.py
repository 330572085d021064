"""Keys on Latin, Russian and Kazakh layouts: letters are commands in readers and lists, and text in boxes."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from workbench.core.model.figure import FigureId, Status
from workbench.gui.latin import latin_key
from workbench.gui.window import Window

NONE, CTRL, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


def press(widget: QWidget, key: int, text: str = "", modifiers: Qt.KeyboardModifier = NONE, scan: int = 0) -> None:
    """A key as a layout gives it: QTest cannot type Cyrillic."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, modifiers, scan, 0, 0, text))


@pytest.mark.parametrize(
    ("letter", "latin"),
    [("о", "J"), ("л", "K"), ("ч", "X"), ("у", "E"), ("т", "N"), ("а", "F"), ("ь", "M"), ("х", "["), ("ъ", "]"),
     ("я", "Z"), ("қ", "0"), ("ә", "2")],
)  # fmt: skip
def test_a_cyrillic_letter_is_the_key_it_stands_on(letter: str, latin: str) -> None:
    """ЙЦУКЕН letters and the Kazakh ones of the number row are told by their place."""
    event = QKeyEvent(QEvent.Type.KeyPress, ord(letter.upper()), NONE, letter)
    assert chr(latin_key(event)) == latin


def test_an_unknown_letter_is_told_by_its_place() -> None:
    """A layout the program does not know: the scan code says which key it was."""
    offset = 0 if sys.platform == "win32" else 8
    event = QKeyEvent(QEvent.Type.KeyPress, 0x03BE, NONE, 36 + offset, 0, 0, "ξ")  # the key of J on a Greek layout
    assert chr(latin_key(event)) == "J"


@pytest.fixture
def reader(window: Window) -> QWidget:
    window.desk.panes[0].reader.setFocus()
    return window.desk.panes[0].reader


def first_two(window: Window) -> list[FigureId]:
    assert window.session.project is not None
    return [f.id for f in window.session.project.figures.of_article(window.session.project.articles.ids()[0])]


def status(window: Window, figure: FigureId) -> Status:
    assert window.session.project is not None
    return window.session.project.figures.get(figure).status


@pytest.mark.parametrize(("key", "text"), [(Qt.Key.Key_J, "j"), (ord("О"), "о"), (Qt.Key.Key_Down, "")])
def test_next_figure_on_any_layout(window: Window, reader: QWidget, key: int, text: str) -> None:
    """J, О of a Russian layout and Down go to the next figure."""
    window.session.select_figure(first_two(window)[0])
    press(reader, key, text)
    assert window.session.selected_figure == first_two(window)[1]


@pytest.mark.parametrize(
    ("key", "text", "expected"),
    [
        (Qt.Key.Key_Return, "\r", Status.ACCEPTED),
        (Qt.Key.Key_Enter, "\r", Status.ACCEPTED),
        (ord("Ч"), "ч", Status.REJECTED),
        (Qt.Key.Key_Delete, "", Status.REJECTED),
        (Qt.Key.Key_Space, " ", Status.NOT_A_FIGURE),
    ],
)
def test_settling_keys(window: Window, reader: QWidget, key: int, text: str, expected: Status) -> None:
    """Enter accepts, X and Delete reject, Space says that it is no figure; each goes on to the next."""
    first, second = first_two(window)
    window.session.select_figure(first)
    press(reader, key, text)
    assert status(window, first) is expected
    assert window.session.selected_figure == second


def test_undo_and_redo_on_a_russian_layout(window: Window, reader: QWidget) -> None:
    """Ctrl+Я undoes and Ctrl+Shift+Я does it again."""
    first, _ = first_two(window)
    window.session.select_figure(first)
    press(reader, Qt.Key.Key_Return, "\r")
    press(reader, ord("Я"), "", CTRL)
    assert status(window, first) is Status.SUGGESTED
    press(reader, ord("Я"), "", CTRL | SHIFT)
    assert status(window, first) is Status.ACCEPTED


def test_letters_in_a_box_are_text(window: Window, qtbot: QtBot) -> None:
    """In the filter of the sources list x and ч are letters, and nothing is rejected."""
    first, _ = first_two(window)
    window.session.select_figure(first)
    box = window.sources._filter
    box.setFocus()
    press(box, Qt.Key.Key_X, "x")
    press(box, ord("Ч"), "ч")
    assert box.text() == "xч"
    assert status(window, first) is Status.SUGGESTED


def test_copying_from_a_box_on_a_russian_layout(window: Window) -> None:
    """Ctrl+Ф and Ctrl+С in a box select and copy its text."""
    box = window.sources._filter
    box.setText("ore")
    box.setFocus()
    press(box, ord("Ф"), "", CTRL)
    press(box, ord("С"), "", CTRL)
    assert QApplication.clipboard().text() == "ore"


def test_a_list_keeps_its_arrows_but_takes_letters(window: Window) -> None:
    """In the review queue J goes on as in a reader."""
    window.session.select_figure(first_two(window)[0])
    table = window.desk.queue.table
    window.focus_part("queue")
    table.setFocus()
    press(table, Qt.Key.Key_J, "j")
    assert window.session.selected_figure == first_two(window)[1]


@pytest.mark.parametrize(
    ("part", "shown"),
    [("sources", lambda w: w.sources), ("form", lambda w: w.desk.form), ("comparison", lambda w: w.comparison)],
)
def test_panes_by_number(window: Window, part: str, shown: Callable[[Window], QWidget]) -> None:
    """A pane that is asked for is visible and holds the focus."""
    window.focus_part(part)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert shown(window) is focus or shown(window).isAncestorOf(focus)
