"""The panels of the shell on a real project: sources, a source's details, conflicts, comparison, history."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QListView
from pytestqt.qtbot import QtBot

from workbench.core.actions import reviewing
from workbench.core.model.article import ArticleId
from workbench.core.model.comparison import Axis, ComparisonSpec
from workbench.core.model.figure import FigureId, Status
from workbench.core.project import Project
from workbench.gui.cards import CARD, Card, CardList
from workbench.gui.window import Window


def project(window: Window) -> Project:
    assert window.session.project is not None
    return window.session.project


def cards(panel: object) -> list[Card]:
    assert hasattr(panel, "findChildren")
    view = panel.findChildren(CardList)[0]
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
    [card] = [c for c in cards(window.conflicts.list) if "contradiction" in c.title]
    assert any("2.6 million tonnes" in quote for quote in card.told)
    wanted: list[tuple[FigureId, ...]] = []
    window.session.figures_wanted.connect(wanted.append)
    view = window.conflicts.list.cards
    view.activated.emit(view.cards.index_of(card.id))
    first, second = figures(window)[0], figures(window)[2]
    assert [set(w) for w in wanted] == [{first, second}]
    assert {pane.article_id for pane in window.desk.panes} == set(project(window).articles.ids())


def table(window: Window, qtbot: QtBot) -> dict[tuple[str, str], str]:
    """The comparison as it is shown: (row, column) -> words."""
    window.focus_part("comparison")
    qtbot.waitUntil(lambda: window.comparison.grid.rowCount() > 0)
    grid = window.comparison.grid
    head = [grid.headerData(i, Qt.Orientation.Horizontal) for i in range(grid.columnCount())]
    side = [grid.headerData(i, Qt.Orientation.Vertical) for i in range(grid.rowCount())]
    return {(row, column): grid.index(i, j).data() for i, row in enumerate(side) for j, column in enumerate(head)}


def test_the_comparison_sets_source_beside_source(window: Window, qtbot: QtBot) -> None:
    """At first a row says what is measured and of whom, a column who says it; what clashes carries its sign, and a
    click opens both sentences."""
    shown = table(window, qtbot)
    assert shown["reserves · Kazakhstan", "A survey of ore"] == "≠ 2.6 Mt"
    assert shown["reserves · Kazakhstan", "Another count"] == "≠ > 28 Mt"
    wanted: list[tuple[FigureId, ...]] = []
    window.session.figures_wanted.connect(wanted.append)
    at = [list(shown).index(("reserves · Kazakhstan", "Another count"))]
    grid = window.comparison.grid
    window.comparison._table.activated.emit(grid.index(*divmod(at[0], grid.columnCount())))
    assert wanted == [(figures(window)[2], figures(window)[0])]


def choose(window: Window, *rows: Axis, columns: Axis) -> None:
    panel = window.comparison
    for number, box in enumerate(panel._rows):
        box.setCurrentIndex(box.findData(rows[number]) if number < len(rows) else 0)
    panel._columns.setCurrentIndex(panel._columns.findData(columns))
    panel._columns.activated.emit(panel._columns.currentIndex())


def test_measures_by_subjects_can_be_chosen(window: Window, qtbot: QtBot) -> None:
    """The grid of two fields puts what all sources state into one cell, with its support."""
    table(window, qtbot)
    choose(window, Axis.MEASURE, columns=Axis.SUBJECT)
    assert table(window, qtbot)["reserves", "Kazakhstan"] == "≠ 2.6 / > 28 Mt   (2 mentions, 2 origins)"


def test_rows_and_columns_are_chosen_and_kept(window: Window, qtbot: QtBot, project_file: object) -> None:
    """The choice of axes comes back with the project; without one it is the usual layout."""
    panel = window.comparison
    assert panel.spec == ComparisonSpec()
    choose(window, Axis.SUBJECT, Axis.PERIOD, columns=Axis.PUBLISHER)
    panel._accepted.click()
    path = project(window).path
    window.session.close()
    window.session.open(path)
    assert (panel.spec.rows, panel.spec.columns) == ((Axis.SUBJECT, Axis.PERIOD), (Axis.PUBLISHER,))
    assert panel.spec.statuses == (Status.ACCEPTED,)


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
