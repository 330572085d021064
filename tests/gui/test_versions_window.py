"""Newer versions in the window: offered, brought in, compared; what was not found again is placed or set aside."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from workbench.core.actions import importing, reviewing, versions
from workbench.core.model.article import ArticleId
from workbench.core.model.figure import FigureId, Status
from workbench.core.project import Project
from workbench.gui.dialogs.difference import Difference
from workbench.gui.messages import Message
from workbench.gui.window import Window

OLD = (
    "A survey of ore\n\nThe geologists put the reserves of the whole region at 2.6 million tonnes, says the ministry "
    "in its yearly report. Its price rose to 12 USD."
)
NEW = OLD.replace("2.6", "2.8").replace("rose to", "rose, as was said later, to")


def project(window: Window) -> Project:
    assert window.session.project is not None
    return window.session.project


@pytest.fixture
def source(window: Window) -> ArticleId:
    """A source of its own, shown in the left reader and chosen."""
    done = window.session.do(importing.add, [importing.prepare_text(OLD, "survey.txt")])
    assert done is not None
    window.session.show_article(done.added[0])
    window.session.select_article(done.added[0])
    return done.added[0]


def figure(window: Window, words: str) -> FigureId:
    found = [f.id for f in project(window).figures.all() if words in f.quote]
    return found[-1]


@pytest.fixture
def renewed(window: Window, source: ArticleId) -> FigureId:
    """The source in a second version; the figure that it lost was accepted before."""
    lost = figure(window, "2.6")
    window.session.do(reviewing.accept, [lost])
    window.session.do(versions.add_version, source, importing.prepare_text(NEW, "survey.txt"))
    window.orphans.reload()
    return lost


def select(window: Window, words: str) -> None:
    reader = window.desk.active.reader
    start = reader.positions.to_qt(reader.text.index(words))
    cursor = reader.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(start + len(words), QTextCursor.MoveMode.KeepAnchor)
    reader.setTextCursor(cursor)


def test_the_clipboard_holds_a_newer_version(window: Window, source: ArticleId, qtbot: QtBot) -> None:
    """Read in a worker, put in place as one step; the strip leads to what was not found again."""
    told: list[Message] = []
    window.session.told.connect(told.append)
    QApplication.clipboard().setText(NEW)
    window.versions.add_clipboard()
    qtbot.waitUntil(lambda: project(window).articles.without_text(source).version == 2)
    qtbot.waitUntil(lambda: bool(told))
    assert window.desk.active.reader.text == NEW
    assert told[-1].act is not None
    told[-1].act()
    assert window.orphans.isVisible()
    window.session.undo()
    assert window.desk.active.reader.text == OLD


def test_what_looks_like_a_newer_version_is_offered(
    window: Window, source: ArticleId, qtbot: QtBot, tmp_path: Path
) -> None:
    """It is added as a source of its own; only the button of the strip makes it a version."""
    told: list[Message] = []
    window.session.told.connect(told.append)
    file = tmp_path / "survey.txt"
    file.write_text(NEW, "utf-8")
    window.imports.start([file])
    qtbot.waitUntil(lambda: any(m.topic == "versions" for m in told))
    (offer,) = [m for m in told if m.topic == "versions"]
    assert "A survey of ore" in offer.text
    assert len(project(window).articles.ids()) == 4
    assert offer.act is not None
    offer.act()
    assert len(project(window).articles.ids()) == 3
    assert project(window).articles.without_text(source).version == 2


def test_the_sources_of_both_readers_become_one(window: Window, source: ArticleId) -> None:
    """The source in the reader that keys act on is the newer one."""
    done = window.session.do(importing.add, [importing.prepare_text(NEW, "other.txt")])
    assert done is not None
    window.session.show_article(source, 0)
    window.session.show_article(done.added[0], 1)
    window.versions.join_readers()
    assert done.added[0] not in project(window).articles.ids()
    assert project(window).articles.text(source) == NEW


def test_the_tray_shows_a_lost_figure_where_it_stood(window: Window, renewed: FigureId, qtbot: QtBot) -> None:
    """Its quote in the words of the former version; the reader marks nothing for it; the form says so."""
    window.focus_part("orphans")
    window.orphans.list.setCurrentIndex(window.orphans.list.cards.index(0))
    chosen = window.orphans.chosen()
    assert chosen is not None
    assert chosen.id == renewed
    assert "2.6 million tonnes" in window.orphans.quote.text()
    assert window.session.selected_figure == renewed
    assert window.desk.active.reader.current is None
    assert renewed not in [m.figure_id for m in window.desk.active.reader.marks.all]


def test_a_lost_figure_is_placed_on_a_selection(window: Window, renewed: FigureId) -> None:
    """Without a selection it says what to do; with one the figure stands there, and undo takes it away again."""
    said: list[str] = []
    window.session.said.connect(said.append)
    window.session.select_figure(renewed)
    window.versions.place()
    assert "Select the words" in said[-1]
    select(window, "2.8 million tonnes")
    window.versions.place()
    placed = project(window).figures.get(renewed)
    assert (placed.quote, placed.orphan, placed.status) == ("2.8 million tonnes", False, Status.SUGGESTED)
    assert "another one" in said[-1]
    window.session.undo()
    assert project(window).figures.get(renewed).orphan


def test_a_lost_figure_is_rejected_in_the_tray(window: Window, renewed: FigureId) -> None:
    """It leaves the tray; an empty tray says that all is well."""
    window.orphans.list.setCurrentIndex(window.orphans.list.cards.index(0))
    window.orphans.reject.click()
    window.orphans.reload()
    assert project(window).figures.get(renewed).status is Status.REJECTED
    assert renewed not in window.orphans._figures


def test_changes_are_marked_and_walked_through(window: Window, renewed: FigureId, qtbot: QtBot) -> None:
    """What went is struck out, what came underlined; the two of one place are one change; round the end."""
    made = Difference(window, project(window).figures.get(renewed).article_id)
    made.show()
    qtbot.waitUntil(lambda: made.changes > 0)
    assert made.changes == 2
    assert made.text.textCursor().selectedText().split() == ["2.6", "2.8"]
    made.step(1)
    assert made.text.textCursor().selectedText() == ", as was said later,"
    made.step(1)
    assert made.here == 0
    cursor = QTextCursor(made.text.document())
    cursor.setPosition(made.text.toPlainText().index("2.6") + 1)
    assert cursor.charFormat().fontStrikeOut()
    cursor.setPosition(made.text.toPlainText().index("2.8") + 1)
    assert cursor.charFormat().fontUnderline()


def test_a_source_with_one_version_has_no_changes(window: Window, source: ArticleId) -> None:
    """It is said, and no window opens."""
    said: list[str] = []
    window.session.said.connect(said.append)
    window.versions.show_difference()
    assert "one version only" in said[-1]
