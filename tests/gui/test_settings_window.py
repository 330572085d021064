"""The window of settings, and what of the readers and the focus is the user's to say."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from workbench.core import settings as stored
from workbench.core.model.figure import Status
from workbench.core.reading.reader import read_text
from workbench.core.words import language
from workbench.gui.dialogs.settings import SettingsWindow
from workbench.gui.window import Window


def opened(window: Window) -> SettingsWindow:
    window.show_settings()
    found = [w for w in window.findChildren(SettingsWindow) if w.isVisible()]
    assert found
    return found[-1]


def test_letters_and_lines_of_the_readers_follow_at_once(window: Window) -> None:
    """Font, size and length of lines are seen in the reader and kept."""
    shown, reader = opened(window), window.desk.panes[0].reader
    window.desk.panes[1].hide()
    QApplication.processEvents()
    before = reader.viewport().width()
    shown.font_box.textActivated.emit("Inter")
    shown.size_box.setValue(13.5)
    shown.line_width.setValue(30)
    QApplication.processEvents()
    assert (reader.font().family(), reader.font().pointSizeF()) == ("Inter", 13.5)
    assert reader.viewport().width() < before
    assert stored.load().reader_width == 30.0


def test_longer_lines_have_a_key(window: Window) -> None:
    """Alt with plus and minus, shown in the settings too."""
    shown, before = opened(window), window.session.settings.reader_width
    window.activateWindow()
    window.focus_reader(0)
    QTest.keyClick(window.desk.panes[0].reader, Qt.Key.Key_Minus, Qt.KeyboardModifier.AltModifier)
    assert window.session.settings.reader_width < before
    assert shown.line_width.value() == int(window.session.settings.reader_width)


def test_a_name_is_written_beside_what_comes_next(window: Window) -> None:
    """Also in the project that is open."""
    shown = opened(window)
    QTest.keyClicks(shown.author, "Dana")
    shown.author.editingFinished.emit()
    window.focus_reader(0)
    window.desk.next_figure()
    window.desk.accept_and_next()
    assert window.session.project is not None
    assert window.session.project.history.steps(1)[0].author == "Dana"


def test_the_settings_come_again_in_another_language(qtbot: QtBot, window: Window) -> None:
    """The window of settings says its own words anew."""
    shown = opened(window)
    shown.language.setCurrentIndex(shown.language.findData("ru"))
    shown.language.activated.emit(shown.language.currentIndex())
    QApplication.processEvents()
    assert language() == "ru"
    assert any(w.isVisible() and w is not shown for w in window.findChildren(SettingsWindow))
    window.use_language("en")


def test_focus_waits_in_an_empty_reader_for_its_text(empty_window: Window, tmp_path: Path) -> None:
    """After the first import keys act on the text at once."""
    assert empty_window.session.create(tmp_path / "new.workbench")
    pane = empty_window.desk.panes[0]
    assert pane.has_focus()
    project = empty_window.session.project
    assert project is not None
    with project.history.operation("Import 1 article") as op:
        project.articles.add(op, read_text("Ore\n\nThere are 5 tonnes."), ())
    assert pane.reader.hasFocus()


def test_enter_once_too_often_accepts_nothing_that_was_set_aside(window: Window) -> None:
    """Behind the last open figure a rejected one stays rejected; Shift+Enter means it."""
    window.focus_reader(0)
    window.desk.next_figure()
    for _ in range(4):
        window.desk.reject_and_next()
    project, selected = window.session.project, window.session.selected_figure
    assert project is not None
    assert selected is not None
    window.desk.accept_and_next()
    assert project.figures.get(selected).status is Status.REJECTED
    window.desk.accept_and_stay()
    assert project.figures.get(selected).status is Status.ACCEPTED


def test_esc_leads_from_a_panel_back_to_the_text(window: Window) -> None:
    """Where nothing else has a use for it."""
    window.focus_part("sources")
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Escape)
    assert window.desk.active.has_focus()


def test_f6_goes_through_both_readers(window: Window) -> None:
    """Each of them is a stop on the way round."""
    window.focus_reader(0)
    window.next_part(1)
    assert window.desk.panes[1].has_focus()
