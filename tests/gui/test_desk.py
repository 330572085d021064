"""The desk: readers linked by figures, and review from the keyboard, on a real project."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QTableView, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from workbench.core.actions import articles
from workbench.core.model.article import ArticleId
from workbench.core.model.figure import FigureId, Status
from workbench.core.project import Project
from workbench.gui.desk import Desk


def project(desk: Desk) -> Project:
    assert desk.session.project is not None
    return desk.session.project


def statuses(desk: Desk) -> list[Status]:
    return [figure.status for figure in project(desk).figures.all()]


def test_both_sources_stand_open(desk: Desk) -> None:
    """The first two sources of a project are shown side by side."""
    assert [pane.article_id for pane in desk.panes] == [1, 2]


def test_other_reader_goes_to_the_counterpart(desk: Desk) -> None:
    """Kazakhstan's reserves in one source lead to Kazakhstan's reserves in the other; the strip quotes its bounds."""
    desk.next_figure()
    assert desk.session.selected_figure == 1
    assert desk.panes[1].reader.counterpart == 3
    assert desk.others.figures() == [3]
    desk.next_figure()
    assert desk.panes[1].reader.counterpart is None


def test_accepting_goes_to_the_next_open_figure(desk: Desk) -> None:
    """Enter after Enter settles a source and stops at its end."""
    desk.next_figure()
    desk.accept_and_next()
    assert desk.session.selected_figure == 2
    desk.reject_and_next()
    assert statuses(desk)[:2] == [Status.ACCEPTED, Status.REJECTED]
    assert desk.session.selected_figure == 2


def test_undo_shows_what_it_undid(desk: Desk) -> None:
    """After an undo the figure it concerns is the current one again, and open."""
    desk.next_figure()
    desk.accept_and_next()
    desk.session.undo()
    assert desk.session.selected_figure == 1
    assert statuses(desk)[0] is Status.SUGGESTED


def select_words(desk: Desk, words: str) -> None:
    """Selects words in the second reader."""
    reader = desk.panes[1].reader
    desk.focus_reader(1)
    start = reader.text.index(words)
    cursor = reader.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(start + len(words), cursor.MoveMode.KeepAnchor)
    reader.setTextCursor(cursor)


def test_figure_from_a_selection(desk: Desk) -> None:
    """Selected words become a figure with exactly their span; undo takes it away and nothing stays selected."""
    desk.session.do(lambda project: remove_figure(project, FigureId(4)))
    select_words(desk, "12 USD")
    desk.new_figure_from_selection()
    made = desk.session.selected_figure
    assert made is not None
    assert project(desk).figures.get(made).quote == "12 USD"
    desk.session.undo()
    assert desk.session.selected_figure is None


def remove_figure(project: Project, figure: FigureId) -> None:
    with project.history.operation("Remove figure") as op:
        project.figures.remove(op, figure)


def test_no_second_figure_of_the_same_number(desk: Desk) -> None:
    """Words that are a figure already lead to that figure."""
    select_words(desk, "28 million")
    desk.new_figure_from_selection()
    assert desk.session.selected_figure == 3
    assert project(desk).figures.count() == 4


def test_edge_of_a_span_moves_by_word_and_is_kept_by_the_next_act(desk: Desk, qtbot: QtBot) -> None:
    """] and two arrows shorten the span; accepting keeps it; Esc would have left it."""
    desk.next_figure()
    desk.choose_edge("end")
    qtbot.keyClick(desk.active.reader, Qt.Key.Key_Left)
    qtbot.keyClick(desk.active.reader, Qt.Key.Key_Escape)
    assert project(desk).figures.get(FigureId(1)).quote == "2.6 million tonnes"
    desk.choose_edge("end")
    qtbot.keyClick(desk.active.reader, Qt.Key.Key_Left)
    desk.accept_and_stay()
    figure = project(desk).figures.get(FigureId(1))
    assert (figure.quote, figure.status) == ("2.6 million", Status.ACCEPTED)


def test_conflict_is_shown_in_both_readers(desk: Desk) -> None:
    """F8 puts the two figures that cannot both hold side by side; both wear the mark of a conflict."""
    desk.disagreements.refresh()
    for _ in desk.disagreements.all:
        desk.next_conflict()
        if desk.panes[1].reader.counterpart == 3:
            break
    assert desk.session.selected_figure == 1
    assert [m.conflict for pane in desk.panes for m in pane.reader.marks.all] == [True, False, True, False]


def test_accept_all_visible_is_one_step(desk: Desk) -> None:
    """All open figures of the queue are accepted together and undone together."""
    said: list[str] = []
    desk.session.said.connect(said.append)
    desk.accept_all_visible()
    assert statuses(desk).count(Status.ACCEPTED) == 2
    assert "2" in said[-1]
    desk.session.undo()
    assert statuses(desk).count(Status.ACCEPTED) == 0


def test_reader_goes_back_to_the_source_it_came_from(desk: Desk) -> None:
    """Back and forward belong to the reader that is active."""
    desk.next_source()
    assert desk.panes[0].article_id == 2
    desk.back()
    assert desk.panes[0].article_id == 1
    desk.forward()
    assert desk.panes[0].article_id == 2


def test_removed_source_leaves_its_reader(desk: Desk) -> None:
    """A reader whose source was removed says what to do; undo brings the source back."""
    desk.session.do(articles.remove, [ArticleId(1)])
    assert desk.panes[0].article_id != 1
    desk.session.undo()
    assert 1 in project(desk).articles.ids()


def test_letters_are_commands_in_readers_and_list_only(desk: Desk) -> None:
    """In a text box letters are text."""
    desk.activateWindow()
    desk.panes[0].reader.setFocus()
    QApplication.processEvents()
    assert desk.handles_letters()
    desk.find_here()
    QApplication.processEvents()
    assert not desk.handles_letters()


def test_everything_has_a_name_for_those_who_do_not_see_it(desk: Desk) -> None:
    """Every box, button and list says what it is."""
    kinds = (QLineEdit, QComboBox, QPlainTextEdit, QTableView, QToolButton)
    unnamed = [
        (type(widget.parent()).__name__, widget.objectName())
        for root in (desk, desk.form, desk.queue)
        for widget in root.findChildren(QWidget)
        if isinstance(widget, kinds) and not widget.accessibleName() and not widget.objectName().startswith("qt_")
    ]
    assert unnamed == []


def test_closing_the_project_empties_the_desk(desk: Desk) -> None:
    """Without a project every part says what to do instead of showing what is gone."""
    desk.next_figure()
    desk.session.close()
    assert [pane.article for pane in desk.panes] == [None, None]
    assert desk.queue.model.ids == []
    assert desk.others.figures() == []
