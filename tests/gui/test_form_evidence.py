"""In the form every field shows where it comes from, and can be told that it comes from elsewhere."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.conftest import FIRST
from workbench.core.actions import evidence
from workbench.core.model.figure import Field, FigureId
from workbench.core.model.span import Span
from workbench.core.project import Project
from workbench.gui.fields.form_body import FormBody
from workbench.gui.window import Window

CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
CHINA = Span(FIRST.index("China"), FIRST.index("China") + len("China"))


@pytest.fixture
def project(window: Window) -> Project:
    """The project of the window, its first figure chosen and the word "China" selected in its text."""
    window.session.select_figure(FigureId(1))
    window.desk.panes[0].reader.select(CHINA)
    assert window.session.project is not None
    return window.session.project


def test_a_field_is_pointed_to_the_selection(window: Window, project: Project, qtbot: QtBot) -> None:
    """Ctrl+Shift+E in a box: one step; Alt+Enter takes the words as the value, another; undo leads back."""
    form = window.desk.form
    form.begin("subject")
    qtbot.keyClick(form.boxes["subject"], Qt.Key.Key_E, CONTROL_SHIFT)
    assert project.figures.get(FigureId(1)).evidence[Field.SUBJECT] == CHINA
    assert project.figures.get(FigureId(1)).subject == "Kazakhstan"
    assert not form.rows["subject"].take.isHidden()
    assert "China" in form.rows["subject"].take.text()
    qtbot.keyClick(form.boxes["subject"], Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    figure = project.figures.get(FigureId(1))
    assert (figure.subject, figure.evidence[Field.SUBJECT]) == ("China", CHINA)
    assert form.rows["subject"].take.isHidden()
    window.session.undo()
    window.session.undo()
    figure = project.figures.get(FigureId(1))
    assert (figure.subject, Field.SUBJECT in figure.evidence) == ("Kazakhstan", False)


def test_a_value_typed_after_pointing_rests_on_those_words(window: Window, project: Project, qtbot: QtBot) -> None:
    """Pointing first and typing then keeps the evidence; typing alone takes old evidence away."""
    form = window.desk.form
    form.begin("item")
    qtbot.keyClick(form.boxes["item"], Qt.Key.Key_E, CONTROL_SHIFT)
    form.boxes["item"].set_value("copper")
    assert form.save()
    figure = project.figures.get(FigureId(1))
    assert (figure.item, figure.evidence[Field.ITEM]) == ("copper", CHINA)
    window.session.select_figure(FigureId(2))
    window.session.select_figure(FigureId(1))
    form.boxes["item"].set_value("zinc")
    assert form.save()
    assert Field.ITEM not in project.figures.get(FigureId(1)).evidence


def test_the_small_button_does_the_same(window: Window, project: Project, qtbot: QtBot) -> None:
    """Beside each field that rests on words stands a button for the mouse; kind and note have none."""
    form = window.desk.form
    qtbot.mouseClick(form.rows["attribution"].point, Qt.MouseButton.LeftButton)
    assert project.figures.get(FigureId(1)).evidence[Field.ATTRIBUTION] == CHINA
    assert [name for name, row in form.rows.items() if not row.point.isVisibleTo(form)] == ["kind", "note"]


def test_without_a_selection_in_its_source_it_is_said(window: Window, project: Project) -> None:
    """Nothing selected, or words of another source: a sentence, and no step."""
    said: list[str] = []
    window.session.said.connect(said.append)
    steps = len(project.history.steps())
    window.desk.panes[0].reader.select(None)
    window.desk.form.point(Field.SUBJECT)
    window.desk.panes[1].reader.select(Span(0, 7))
    window.desk.form.point(Field.SUBJECT)
    assert ["first" in said[0], "another source" in said[1]] == [True, True]
    assert len(project.history.steps()) == steps


def test_focus_in_a_box_shows_its_words(window: Window, project: Project, qtbot: QtBot) -> None:
    """The words are lit while the box has the focus, also when the mouse only passes, and no longer."""
    window.session.do(evidence.point, FigureId(1), Field.SUBJECT, CHINA)
    reader = window.desk.panes[0].reader
    window.desk.form.begin("subject")
    assert reader.evidence == reader.positions.qt_range(CHINA)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert reader.evidence is None


def test_labels_stand_above_where_room_is_short(window: Window) -> None:
    """In a narrow form a box has nearly the whole width; in a wide one its label stands beside it."""
    body = FormBody(lambda _: [], window)
    body.retranslate()
    row = body.rows["measure"]
    body.resize(250, 900)
    body.show()
    layout = body.layout()
    assert layout is not None
    layout.activate()
    assert row.parts[0].y() > row.label.y()
    assert row.parts[0].width() > 200
    body.resize(420, 900)
    layout.activate()
    assert abs(row.parts[0].geometry().center().y() - row.label.geometry().center().y()) < row.parts[0].height()
    assert row.parts[0].x() > row.label.x()


@pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise|grabbing)", extend=True)
def test_recent_values_are_on_the_digits_also_tomorrow(window: Window, project: Project, qtbot: QtBot) -> None:
    """What was taken last is number 1 of its field; the next start knows it; a period can be taken too."""
    picker = window.desk.form.picker
    picker.open_over(window.desk, project.figures.get(FigureId(4)))
    assert picker.field is Field.SUBJECT
    qtbot.keyClicks(picker.words, "chin")
    qtbot.keyClick(picker.words, Qt.Key.Key_Return)
    assert project.figures.get(FigureId(4)).subject == "China"
    picker.hide()
    kept = picker.state()
    assert kept == {"subject": ["China"]}
    picker.show_state({"period": ["2024"], "subject": 5, "place": ["China"]})
    picker.open_over(window.desk, project.figures.get(FigureId(4)))
    while picker.field is not Field.PERIOD:
        qtbot.keyClick(picker.words, Qt.Key.Key_Tab)
    qtbot.keyClicks(picker.words, "2024-05")
    qtbot.keyClick(picker.words, Qt.Key.Key_Return)
    assert str(project.figures.get(FigureId(4)).period) == "2024-05"
    picker.hide()
