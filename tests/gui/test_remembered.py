"""The desk is found as it was left: sources, places, filters, and what was typed by who did not live to save it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from workbench.core.actions import importing, reviewing
from workbench.core.model.article import ArticleId
from workbench.core.model.figure import FigureId, Status
from workbench.core.model.filter import Order
from workbench.core.project import Project
from workbench.gui import memory
from workbench.gui.fields.queue_filter import Scope
from workbench.gui.session import Session
from workbench.gui.window import Window


def again(qtbot: QtBot, project_file: Path) -> Window:
    """The program started anew on the same project."""
    window = Window(Session())
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    assert window.session.open(project_file)
    return window


def test_readers_stand_where_they_were(window: Window, project_file: Path, qtbot: QtBot) -> None:
    """Sources, the current figure and how far each text was scrolled survive a restart."""
    text = "Long\n\n" + "\n\n".join(f"Paragraph {n} tells of {n} tonnes." for n in range(2, 200))
    session = window.session
    session.do(importing.add, [importing.prepare_text(text)])
    session.show_article(ArticleId(2), 0)
    session.show_article(ArticleId(3), 1)
    window.desk.panes[1].reader.scroll_to(4000)
    top = window.desk.panes[1].reader.top()
    assert top > 3000
    window.close()
    fresh = again(qtbot, project_file)
    assert [pane.article_id for pane in fresh.desk.panes] == [2, 3]
    assert abs(fresh.desk.panes[1].reader.top() - top) < 200
    assert fresh.desk.active is fresh.desk.panes[1]
    fresh.close()


def test_the_filter_of_the_queue_is_remembered(window: Window, project_file: Path, qtbot: QtBot) -> None:
    """Scope, boxes, words and order come back; a source that went asks for nothing any more."""
    boxes = window.desk.queue.boxes
    boxes.scope.setCurrentIndex(1)
    boxes.status.setCurrentIndex(1)
    boxes.order.setCurrentIndex(1)
    boxes.fields["subject"].set_value("Kazakhstan")
    boxes.source.set_value("2")
    boxes.words.setText("more")
    window.close()
    with Project.open(project_file) as project, project.history.operation("Remove") as op:
        project.articles.remove(op, ArticleId(2))
    fresh = again(qtbot, project_file)
    boxes = fresh.desk.queue.boxes
    assert (boxes.scope.value, boxes.status.value, boxes.order.value) == (Scope.ALL, Status.SUGGESTED, Order.VALUE)
    assert (boxes.fields["subject"].value, boxes.source.value, boxes.words.text()) == ("Kazakhstan", None, "more")
    fresh.close()


def test_what_was_typed_survives_a_kill(window: Window, project_file: Path, qtbot: QtBot) -> None:
    """A second after typing it is on the disk; the next start has it in the form, unsaved, and says so."""
    window.session.select_figure(FigureId(3))
    box = window.desk.form.boxes["note"]
    qtbot.keyClicks(box, "ask")
    kept = memory.file_of(project_file)
    qtbot.waitUntil(lambda: kept.exists() and "ask" in kept.read_text("utf-8"), timeout=5000)
    as_killed = kept.read_bytes()
    window.desk.form.revert()
    window.close()
    kept.write_bytes(as_killed)  # nothing more was written by a program that was killed
    fresh = again(qtbot, project_file)
    fresh.session.select_figure(FigureId(3))
    assert fresh.desk.form.boxes["note"].value() == "ask"
    assert fresh.desk.form.dirty
    assert fresh.session.project is not None
    assert fresh.session.project.figures.get(FigureId(3)).note == ""
    assert fresh.desk.form.save()
    assert fresh.session.project.figures.get(FigureId(3)).note == "ask"
    fresh.close()


def test_a_damaged_memory_is_none(window: Window, project_file: Path, qtbot: QtBot) -> None:
    """Whatever stands in the file, the project opens; another project in the same place gets nothing of it."""
    window.close()
    kept = memory.file_of(project_file)
    with Project.open(project_file) as project:
        guid = project.guid
    for content in ("{", "[]", f'{{"guid": "{guid}", "readers": {{"panes": [1]}}, "queue": 5, "form": [{{}}]}}'):
        kept.write_text(content, "utf-8")
        again(qtbot, project_file).close()
    assert memory.load(project_file, "another") == {}


def test_several_rows_are_settled_in_one_step(window: Window, qtbot: QtBot) -> None:
    """Shift+Down chooses rows, X rejects them all; one undo brings them back."""
    queue = window.desk.queue
    queue.scope.setCurrentIndex(1)
    window.focus_part("queue")
    queue.table.selectRow(0)
    qtbot.keyClick(queue.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(queue.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert queue.several() == [1, 2, 3]
    qtbot.keyClick(queue.table, Qt.Key.Key_X)
    project = window.session.project
    assert project is not None
    assert [f.status for f in project.figures.all()] == [*[Status.REJECTED] * 3, Status.SUGGESTED]
    assert window.session.selected_figure == 4
    window.session.undo()
    assert project.figures.count(queue.filter(statuses=(Status.SUGGESTED,))) == 4


@pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise|grabbing)", extend=True)
def test_values_are_chosen_by_typing(window: Window, qtbot: QtBot) -> None:
    """A box of many values narrows as one types; Enter takes the value, an emptied box asks for nothing."""
    queue = window.desk.queue
    queue.scope.setCurrentIndex(1)
    queue.boxes.more.setChecked(True)
    line = queue.boxes.fields["subject"].lineEdit()
    assert line is not None
    line.setFocus()
    qtbot.keyClicks(line, "chin")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert (queue.boxes.fields["subject"].value, list(queue.model.ids)) == ("China", [2])
    queue.boxes.clear_all()
    assert len(queue.model.ids) == 4
    window.session.do(reviewing.accept, [FigureId(1)])
    queue.boxes.order.setCurrentIndex(1)
    assert queue.model.ids[0] == 3
