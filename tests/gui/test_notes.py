"""Notes from the keyboard: M wherever one works, marks in the text, a list that leads back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from tests.gui.conftest import FIRST
from workbench.core.actions import notes
from workbench.core.model.article import ArticleId
from workbench.core.model.figure import FigureId
from workbench.core.model.note import NoteId, Place, Target
from workbench.core.model.span import Span
from workbench.core.project import Project
from workbench.gui.cards import CardList
from workbench.gui.window import Window

WORDS = Span(FIRST.index("geologists"), FIRST.index("geologists") + len("geologists"))


@pytest.fixture
def project(window: Window) -> Project:
    assert window.session.project is not None
    return window.session.project


def press_m(window: Window, qtbot: QtBot) -> None:
    """M on the widget that has the focus, as a Russian layout sends it."""
    focus = window.focusWidget()
    assert focus is not None
    QApplication.sendEvent(focus, QKeyEvent(QEvent.Type.KeyPress, ord("Ь"), Qt.KeyboardModifier.NoModifier, "ь"))
    qtbot.waitUntil(window.noting.editor.isVisible)


def write(window: Window, qtbot: QtBot, text: str, tags: str = "") -> None:
    """Types into the open editor and saves with Ctrl+Enter."""
    editor = window.noting.editor
    qtbot.keyClicks(editor.text, text)
    qtbot.keyClicks(editor.tags, tags)
    qtbot.keyClick(editor.tags, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert editor.isHidden()


def test_a_note_on_selected_words(window: Window, project: Project, qtbot: QtBot) -> None:
    """M notes the selection; the reader shows it in the gutter, under the words and in a tooltip; undo takes it."""
    window.focus_reader(0)
    reader = window.desk.panes[0].reader
    reader.select(WORDS)
    press_m(window, qtbot)
    write(window, qtbot, "which ones?", "open")
    (note,) = project.notes.all()
    assert (note.place, note.quote, note.tags) == (Place.span(ArticleId(1), WORDS), "geologists", ("open",))
    noted = window.noting.readers[0]
    (start, end, stretch) = noted.stretches[0]
    assert stretch.text == "which ones? #open"
    rect = reader.rects(start, end)[0]
    at = rect.center().toPoint()
    QApplication.sendEvent(reader.viewport(), QHelpEvent(QEvent.Type.ToolTip, at, reader.viewport().mapToGlobal(at)))
    assert QToolTip.text() == "which ones? #open"
    QToolTip.hideText()
    window.session.undo()
    assert noted.stretches == []


def test_the_mark_is_more_than_colour(window: Window, project: Project) -> None:
    """A noted stretch changes the picture in the gutter beside its line and below its words."""
    reader = window.desk.panes[0].reader
    before = reader.viewport().grab().toImage()
    notes.add(project, Place.span(ArticleId(1), WORDS), "n")
    after = reader.viewport().grab().toImage()
    rect = reader.rects(*reader.positions.qt_range(WORDS))[0].toRect()
    changed = {
        (x, y)
        for y in range(rect.top(), rect.bottom() + 1)
        for x in range(rect.right() + 1)
        if before.pixel(x, y) != after.pixel(x, y)
    }
    assert any(x < 22 for x, _ in changed)
    assert any(x >= rect.left() for x, _ in changed)


def test_a_caret_in_a_noted_stretch_tells_and_changes_it(window: Window, project: Project, qtbot: QtBot) -> None:
    """Arrow keys into the words say the note in the status line; M there opens it; an emptied note goes."""
    notes.add(project, Place.span(ArticleId(1), WORDS), "which ones?")
    window.focus_reader(0)
    reader = window.desk.panes[0].reader
    said: list[str] = []
    window.session.said.connect(said.append)
    reader.reveal(Span(WORDS.start - 1, WORDS.start))
    qtbot.keyClick(reader, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    reader.select(None)
    reader.reveal(WORDS)
    assert "Note: which ones?" in said
    press_m(window, qtbot)
    editor = window.noting.editor
    assert editor.text.toPlainText() == "which ones?"
    qtbot.keyClick(editor.text, Qt.Key.Key_Delete)
    qtbot.keyClick(editor.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert project.notes.all() == []


def test_a_note_on_a_figure_is_that_of_its_form(window: Window, project: Project, qtbot: QtBot) -> None:
    """Without a selection M notes the current figure; the form shows the same text; Esc forgets what was typed."""
    window.session.select_figure(FigureId(1))
    window.focus_reader(0)
    press_m(window, qtbot)
    write(window, qtbot, "ask", "bank, later")
    assert window.desk.form.boxes["note"].value() == "ask"
    assert project.notes.all()[0].tags == ("bank", "later")
    assert [(one.text, one.bracket) for _, _, one in window.noting.readers[0].stretches] == [
        ("ask #bank #later", False)
    ]
    press_m(window, qtbot)
    qtbot.keyClicks(window.noting.editor.text, "something else")
    qtbot.keyClick(window.noting.editor.text, Qt.Key.Key_Escape)
    assert project.figures.get(FigureId(1)).note == "ask"


def test_a_note_on_a_source(window: Window, project: Project, qtbot: QtBot) -> None:
    """M in the list of sources notes the source; M in its filter is a letter."""
    window.focus_part("sources")
    window.session.select_article(ArticleId(2))
    press_m(window, qtbot)
    write(window, qtbot, "a press release")
    assert project.notes.all()[0].place == Place.article(ArticleId(2))


def test_a_note_on_a_cell(window: Window, project: Project, qtbot: QtBot) -> None:
    """M on a cell of the comparison notes it; the cell carries a sign; the list leads back to it."""
    window.focus_part("comparison")
    qtbot.waitUntil(lambda: window.comparison.grid.rowCount() > 0)
    table = window.comparison.focusProxy()
    table.setCurrentIndex(window.comparison.grid.index(0, 0))
    press_m(window, qtbot)
    write(window, qtbot, "check the year")
    (note,) = project.notes.all()
    assert note.place.target is Target.CELL
    assert "†" in window.comparison.grid.index(0, 0).data()
    table.setCurrentIndex(window.comparison.grid.index(1, 1))
    window.noting.go_to(note)
    assert (table.currentIndex().row(), table.currentIndex().column()) == (0, 0)


def test_the_list_filters_and_leads_back(window: Window, project: Project, qtbot: QtBot) -> None:
    """By tag, by kind and by words; Enter shows the stretch; Del removes the note, Ctrl+Z brings it back."""
    notes.add(project, Place.span(ArticleId(1), WORDS), "which ones?", ["open"])
    notes.add(project, Place.figure(FigureId(3)), "ask the ministry", ["open", "later"])
    notes.add(project, Place.article(ArticleId(2)), "a press release")
    window.focus_part("notes")
    panel = window.notes
    panel.reload()
    assert shown(panel.list) == ["a press release", "ask the ministry", "which ones?"]
    panel.tag.set_value("open")
    panel.target.setCurrentIndex(1)
    panel.reload()
    assert shown(panel.list) == ["which ones?"]
    panel.list.setCurrentIndex(panel.list.cards.index(0))
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert window.desk.active.reader.selection() == WORDS
    qtbot.keyClick(panel.list, Qt.Key.Key_Delete)
    assert len(project.notes.all()) == 2
    window.session.undo()
    panel.tag.set_value(None)
    panel.target.setCurrentIndex(0)
    panel.words.setText("министр MINISTRY")
    panel.reload()
    assert shown(panel.list) == []
    panel.words.setText("MINISTRY")
    panel.reload()
    assert shown(panel.list) == ["ask the ministry"]


def shown(cards: CardList) -> list[str]:
    model = cards.cards
    return [model.index(n).data().split("  ", 1)[1] for n in range(model.rowCount())]


@pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise|grabbing)", extend=True)
def test_tags_are_completed_from_those_in_use(window: Window, project: Project, qtbot: QtBot) -> None:
    """Two letters of a tag offer it; taking it leaves room for the next."""
    notes.add(project, Place.article(ArticleId(1)), "n", ["later", "банк"])
    window.session.select_figure(FigureId(1))
    window.focus_reader(0)
    press_m(window, qtbot)
    tags = window.noting.editor.tags
    qtbot.keyClicks(tags, "open, ate")
    popup = tags._list.popup()
    assert popup is not None
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert tags.tags() == ("open", "later")
    window.noting.editor.forget()


def test_a_note_being_typed_is_saved_on_leaving(window: Window, project: Project, qtbot: QtBot) -> None:
    """Closing the project keeps what stands in the open editor."""
    path = project.path
    window.session.select_figure(FigureId(1))
    window.focus_reader(0)
    press_m(window, qtbot)
    qtbot.keyClicks(window.noting.editor.text, "half a thought")
    assert window.session.close()
    with Project.open(path) as reopened:
        assert reopened.notes.get(NoteId(1)).text == "half a thought"


def test_a_note_of_an_earlier_version_has_no_mark(window: Window, project: Project) -> None:
    """Where the text was read anew, its old notes are in the list only, and say so."""
    notes.add(project, Place.span(ArticleId(1), WORDS), "which ones?")
    from workbench.core.reading.reader import read_text

    with project.history.operation("Read again") as op:
        project.articles.set_text(op, ArticleId(1), read_text("Another text\n\nThe geologists say nothing."), ())
    assert window.noting.readers[0].stretches == []
    window.notes.reload()
    assert "earlier version" in window.notes.list.cards.index(0).data(Qt.ItemDataRole.ToolTipRole)
    window.noting.go_to(project.notes.all()[0])
    assert window.desk.active.reader.selected_text() == "geologists"
