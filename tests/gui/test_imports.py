"""Articles into the window: files, folders, drops and pasted text, read in the background and reported."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from workbench.core.extraction.pipeline import Extractor
from workbench.gui.drops import DropLight
from workbench.gui.imports import Batch, Pasted, read_all
from workbench.gui.messages import Level
from workbench.gui.window import Window

TEXT = "Mongolia's count\n\nMongolia has 3.1 million tonnes of ore, and its neighbour 12 percent of the world's.\n"


def articles(window: Window) -> int:
    assert window.session.project is not None
    return len(window.session.project.articles.ids())


def idle(window: Window, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.session.jobs.running, timeout=20_000)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "mongolia.txt"
    path.write_text(TEXT, "utf-8")
    return path


def drop(window: Window, data: QMimeData, at: QPoint = QPoint(9, 9)) -> list[str]:  # noqa: B008 - never changed
    """Drags the data over the window and lets go; what the light said while it hung there."""
    action, button, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(at, action, data, button, none))
    lit = [light.text() for light in window.findChildren(DropLight) if light.isVisible()]
    QApplication.sendEvent(window, QDropEvent(QPointF(at), action, data, button, none))
    return lit


def test_a_dropped_file_becomes_a_source_with_figures(window: Window, qtbot: QtBot, file: Path) -> None:
    """The window reads it in the background, finds its figures and shows it."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    drop(window, data)
    idle(window, qtbot)
    assert window.session.project is not None
    article = window.session.project.articles.ids()[-1]
    quotes = [f.quote for f in window.session.project.figures.of_article(article)]
    assert quotes == ["3.1 million tonnes", "12 percent"]
    assert window.desk.panes[0].article_id == article


def test_a_drop_goes_to_the_reader_under_the_mouse(window: Window, qtbot: QtBot, file: Path) -> None:
    """The reader is lit while the file hangs over it, takes the article, and the other one keeps its own."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    second = window.desk.panes[1]
    lit = drop(window, data, second.mapTo(window, second.rect().center()))
    idle(window, qtbot)
    assert lit == ["Drop to import it here"]
    assert window.session.project is not None
    first, _, third = window.session.project.articles.ids()
    assert [pane.article_id for pane in window.desk.panes] == [first, third]


def test_a_drop_of_no_use_is_answered(window: Window) -> None:
    """A picture out of a drawing program gets a word, before and after it is let go."""
    data = QMimeData()
    data.setData("application/x-picture", b"\x00")
    said: list[str] = []
    window.session.said.connect(said.append)
    assert drop(window, data) == ["Nothing here can be imported"]
    assert "no text and no files" in said[-1]


def test_the_same_file_twice_is_recognised(window: Window, qtbot: QtBot, file: Path) -> None:
    """The second import adds nothing and says so."""
    for _ in range(2):
        window.imports.start([file])
        idle(window, qtbot)
    assert articles(window) == 3
    assert "mongolia.txt" in window.messages.strips[-1].message.text


def test_a_folder_is_read_whole_and_failures_are_told(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    """What can be read is added; each file that cannot gets its sentence, and the message stays."""
    folder = tmp_path / "articles"
    (folder / "inner").mkdir(parents=True)
    (folder / "one.txt").write_text(TEXT, "utf-8")
    (folder / "inner" / "two.txt").write_text(TEXT + "More.", "utf-8")
    (folder / "empty.txt").write_bytes(b"")
    window.imports.start([folder])
    idle(window, qtbot)
    message = window.messages.strips[-1].message
    assert articles(window) == 4
    assert message.level is Level.WARNING
    assert message.text == "2 articles added. 1 could not be read."
    assert [("empty.txt" in line) for line in message.details] == [True]


def test_pasted_text_becomes_a_source(window: Window, qtbot: QtBot) -> None:
    """Text from the clipboard is an article like any other."""
    QGuiApplication.clipboard().setText(TEXT)
    window.imports.paste()
    idle(window, qtbot)
    assert articles(window) == 3


def test_a_link_is_refused_for_there_is_no_network(window: Window) -> None:
    """A dragged link says what to do instead of fetching anything."""
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/news")])
    drop(window, data)
    assert "never goes online" in window.messages.strips[-1].message.text
    assert articles(window) == 2


def test_without_a_project_nothing_is_lost(empty_window: Window, file: Path) -> None:
    """A drop on the welcome page asks for a project first."""
    empty_window.imports.start([file])
    assert "project first" in empty_window.messages.strips[-1].message.text
    assert empty_window.session.jobs.running == ()


def test_a_stopped_import_keeps_what_was_read() -> None:
    """The worker stops at the next file and hands over what is ready."""
    asked: list[int] = []

    def cancelled() -> bool:
        asked.append(1)
        return len(asked) > 2

    given: list[Batch] = []
    items = [Pasted(f"Article {n}\n\nIt has {n} tonnes of ore.") for n in range(1, 6)]
    whole = read_all(items, Extractor.default(), progress=lambda *_: None, cancelled=cancelled, part=given.append)
    assert not whole
    assert [len(batch.prepared) for batch in given] == [2]
