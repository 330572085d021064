"""A source says how far it is settled, and asks why when it is closed with open figures."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from workbench.core.actions import reviewing
from workbench.core.model.article import ArticleId
from workbench.core.model.figure import FigureId
from workbench.gui.window import Window


def test_closing_with_open_figures_needs_a_reason(window: Window, qtbot: QtBot) -> None:
    """The command leads to the box for the reason and says how many are open; Enter there closes, one step."""
    session = window.session
    assert session.project is not None
    session.do(reviewing.accept, [FigureId(1)])
    session.select_article(ArticleId(1))
    said: list[str] = []
    session.said.connect(said.append)
    window.close_source()
    assert "1 figure of this source is not settled" in said[-1]
    box = QApplication.focusWidget()
    assert isinstance(box, QLineEdit)
    qtbot.keyClicks(box, "China is no matter of ours")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert session.project.articles.without_text(ArticleId(1)).closed_reason == "China is no matter of ours"
    session.undo()
    assert session.project.articles.without_text(ArticleId(1)).closed_reason == ""


def test_a_settled_source_closes_without_a_word(window: Window) -> None:
    """Where nothing is open nothing is asked."""
    session = window.session
    assert session.project is not None
    session.do(reviewing.accept, [FigureId(1), FigureId(2)])
    session.select_article(ArticleId(1))
    window.close_source()
    assert session.project.articles.without_text(ArticleId(1)).closed_reason


def test_each_source_says_how_far_it_is(window: Window, qtbot: QtBot) -> None:
    """The list of sources counts for each source, the queue for the one that is read."""
    window.session.do(reviewing.accept, [FigureId(1)])
    cards = window.sources._list.cards
    qtbot.waitUntil(lambda: "1 of 2 figures settled" in cards.index(0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert "0 of 2 figures settled" in cards.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert window.desk.queue.boxes.settled.text() == "1 of 2 figures settled"
