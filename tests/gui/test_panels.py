"""The panels of the shell on a real project: sources, a source's details, conflicts, comparison, history."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QListView
from pytestqt.qtbot import QtBot

from workbench.core.actions import reviewing
from workbench.core.model.article import ArticleId
from workbench.core.model.comparison import Axis
from workbench.core.model.figure import FigureId
from workbench.core.project import Project
from workbench.gui.cards import CARD, Card
from workbench.gui.panels.history import HistoryPanel
from workbench.gui.window import Window


def project(window: Window) -> Project:
    assert window.session.project is not None
    return window.session.project


def cards(panel: object) -> list[Card]:
    assert hasattr(panel, "findChildren")
    view = panel.findChildren(QListView)[0]
    return [view.model().index(row, 0).data(CARD) for row in range(view.model().rowCount())]


def figures(window: Window) -> list[FigureId]:
    return [f.id for article in project(window).articles.ids() for f in project(window).figures.of_article(article)]


def test_a_source_says_how_much_is_settled(window: Window, qtbot: QtBot) -> None:
    """Accepting a figure moves its source's bar."""
    assert [c.lines[-1] for c in cards(window.sources)] == ["0 of 2 figures settled", "0 of 2 figures settled"]
    window.session.do(reviewing.accept, figures(window)[:1])
    qtbot.waitUntil(lambda: cards(window.sources)[0].lines[-1] == "1 of 2 figures settled")
    assert cards(window.sources)[0].progress == 0.5


def test_the_filter_narrows_the_sources(window: Window, qtbot: QtBot) -> None:
    """Words of the title, publisher or date; clearing brings all back."""
    window.sources._filter.setText("survey")
    qtbot.waitUntil(lambda: len(cards(window.sources)) == 1)
    window.sources._filter.clear()
    qtbot.waitUntil(lambda: len(cards(window.sources)) == 2)


def test_removing_a_source_can_be_undone(window: Window, qtbot: QtBot) -> None:
    """A source goes with its figures, and comes back with them."""
    window.session.select_article(project(window).articles.ids()[0])
    window.sources.remove_current()
    assert len(figures(window)) == 2
    window.session.undo()
    assert len(figures(window)) == 4


def test_a_title_is_set_by_hand(window: Window, qtbot: QtBot) -> None:
    """The analyst's word takes the place of the guess, as one step."""
    window.session.select_article(project(window).articles.ids()[0])
    box = window.source._boxes["title"]
    box.setText("The survey of 2025")
    box.editingFinished.emit()
    title = project(window).articles.get(project(window).articles.ids()[0]).title
    assert (title.value, title.origin, title.doubt) == ("The survey of 2025", "user", "")
    qtbot.waitUntil(lambda: cards(window.sources)[0].title == "The survey of 2025")


def test_a_wrong_date_is_refused_with_a_sentence(window: Window, qtbot: QtBot) -> None:
    """The words beside the box say how a date is written; the article keeps what it had, and the window stays open
    until Esc brings that back."""
    article = project(window).articles.ids()[0]
    window.session.select_article(article)
    box = window.source._boxes["published"]
    box.setText("next week")
    box.editingFinished.emit()
    assert "next week" in window.source._wrong.text()
    assert project(window).articles.get(article).published.value != "next week"
    assert not window.close()
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert box.text() == project(window).articles.get(article).published.value
    assert window.source._wrong.isHidden()


def test_closing_a_source_with_open_figures_wants_a_reason(window: Window) -> None:
    """Without a reason it stays open; with one it is closed and can be opened again."""
    article = project(window).articles.ids()[0]
    window.session.select_article(article)
    window.close_source()
    assert project(window).articles.get(article).closed_reason == ""
    window.source._reason.setText("only the reserves matter")
    window.close_source()
    assert project(window).articles.get(article).closed_reason == "only the reserves matter"
    window.close_source()
    assert project(window).articles.get(article).closed_reason == ""


def test_a_conflict_opens_both_readers(window: Window, qtbot: QtBot) -> None:
    """The two statements about one reserve stand side by side."""
    window.desk.disagreements.refresh()
    [card] = [c for c in cards(window.conflicts) if "contradiction" in c.title]
    assert any("2.6 million tonnes" in line for line in card.lines)
    wanted: list[tuple[FigureId, ...]] = []
    window.session.figures_wanted.connect(wanted.append)
    view = window.conflicts.findChildren(QListView)[0]
    view.activated.emit(window.conflicts._list.cards.index_of(card.id))
    first, second = figures(window)[0], figures(window)[2]
    assert [set(w) for w in wanted] == [{first, second}]
    assert {pane.article_id for pane in window.desk.panes} == set(project(window).articles.ids())


def test_the_comparison_marks_what_clashes(window: Window, qtbot: QtBot) -> None:
    """The cell of Kazakhstan's reserves shows both numbers, a sign and its support; a click opens the sentences."""
    window.focus_part("comparison")
    qtbot.waitUntil(lambda: window.comparison.grid.rowCount() > 0)
    grid = window.comparison.grid
    head = [grid.headerData(i, Qt.Orientation.Horizontal) for i in range(grid.columnCount())]
    side = [grid.headerData(i, Qt.Orientation.Vertical) for i in range(grid.rowCount())]
    index = grid.index(side.index("reserves"), head.index("Kazakhstan"))
    assert index.data() == "≠ 2.6 / > 28 Mt\n2 mentions, 2 origins"
    wanted: list[tuple[FigureId, ...]] = []
    window.session.figures_wanted.connect(wanted.append)
    window.comparison._table.activated.emit(index)
    assert set(wanted[0]) == {figures(window)[0], figures(window)[2]}


def test_rows_and_columns_are_chosen_and_kept(window: Window, qtbot: QtBot, project_file: object) -> None:
    """The choice of axes comes back with the project."""
    panel = window.comparison
    panel._columns.setCurrentIndex(panel._columns.findData(Axis.PUBLISHER))
    panel._columns.activated.emit(panel._columns.currentIndex())
    path = project(window).path
    window.session.close()
    window.session.open(path)
    assert panel.spec.columns == (Axis.PUBLISHER,)
    assert panel.spec.rows == (Axis.MEASURE,)


def test_history_goes_back_and_forward(window: Window, qtbot: QtBot) -> None:
    """Choosing a step undoes or redoes to just after it."""
    window.session.do(reviewing.accept, figures(window)[:1])
    window.session.do(reviewing.reject, figures(window)[1:2])
    panel: HistoryPanel = window.history
    panel.reload()
    names = [c.title for c in cards(panel)]
    assert names[-1] == "The empty project"
    assert len(names) == 4
    panel._go(cards(panel)[2])
    panel.reload()
    assert [c.faded for c in cards(panel)] == [True, True, False, False]
    panel._go(cards(panel)[0])
    panel.reload()
    assert [c.faded for c in cards(panel)] == [False, False, False, False]


def test_a_click_on_a_source_shows_it(window: Window) -> None:
    """A reader that shows it already becomes the active one; it is not opened twice."""
    first, second = project(window).articles.ids()
    window.session.select_article(ArticleId(second))
    view = window.sources.findChildren(QListView)[0]
    view.clicked.emit(view.currentIndex())
    assert [pane.article_id for pane in window.desk.panes] == [first, second]
    assert window.desk.active is window.desk.panes[1]


def test_arrow_keys_go_through_the_sources(window: Window, qtbot: QtBot) -> None:
    """What the arrows rest on is shown in a reader, and the details say the same source."""
    window.focus_part("sources")
    view = window.sources.findChildren(QListView)[0]
    qtbot.waitUntil(view.hasFocus)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    second = project(window).articles.ids()[1]
    qtbot.waitUntil(lambda: window.desk.active.article_id == second)
    assert window.source._boxes["title"].text() == "Another count"


def test_the_queue_and_the_menu_agree(window: Window) -> None:
    """The Figure menu of the reader is the one of the menu bar."""
    texts = [a.text().partition("\t")[0] for a in window.menus._menus["figure"].actions() if isinstance(a, QAction)]
    assert "Accept and next" in texts
