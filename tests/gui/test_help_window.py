"""The help in the window: F1 opens the page of the place, pages are found, gone through, and load nothing else."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from workbench.cli.reference import described
from workbench.core import paths, words
from workbench.core.vocabulary.query import parse
from workbench.gui import app
from workbench.gui.commands import COMMANDS, by_id
from workbench.gui.help import finding, pages
from workbench.gui.help.window import HelpWindow
from workbench.gui.window import Window


def opened(window: Window) -> HelpWindow:
    window.menus.run(by_id("help.open"))
    return window.help.shown


def press(key: Qt.Key) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key)


@pytest.mark.parametrize(
    ("command", "page"),
    [
        ("view.conflicts", "06-conflicts"),
        ("view.comparison", "05-compare"),
        ("view.registers", "08-registers"),
        ("view.history", "11-history"),
        ("view.queue", "03-settle"),
        ("view.reader_a", "03-settle"),
        ("view.sources", "02-import"),
    ],
)
def test_f1_opens_the_page_of_the_panel(window: Window, command: str, page: str) -> None:
    """Whoever asks for help in a panel reads of that panel."""
    window.menus.run(by_id(command))
    press(Qt.Key.Key_F1)
    assert window.help.shown.isVisible()
    assert window.help.shown.here[0] == page


def test_f1_in_a_window_beside_opens_its_page(window: Window, qtbot: QtBot) -> None:
    """Other windows of the program hear the key too."""
    window.menus.run(by_id("edit.settings"))
    qtbot.waitUntil(lambda: type(QApplication.activeWindow()).__name__ == "SettingsWindow")
    press(Qt.Key.Key_F1)
    assert window.help.shown.here[0] == "14-settings"


def test_without_a_project_help_begins_with_the_tour(empty_window: Window) -> None:
    """The first page is the tour."""
    assert opened(empty_window).here == ("01-tour", "")


def test_the_welcome_page_offers_the_tour_on_the_sample(empty_window: Window, qtbot: QtBot) -> None:
    """One press makes the sample, where there is no documents folder yet too, and shows the tour beside it."""
    assert not paths.user_documents().exists()
    button = next(b for b in empty_window.welcome.findChildren(QPushButton) if b.text() == "Ten-minute tour")
    button.click()
    project = empty_window.session.project
    assert project is not None
    qtbot.waitUntil(lambda: len(project.articles.ids()) == 8, timeout=30_000)
    assert project.path.is_relative_to(paths.user_documents())
    assert empty_window.help.shown.here[0] == "01-tour"


def test_links_lead_to_pages_and_back(window: Window) -> None:
    """Back and forward go over the pages that were read."""
    shown = opened(window)
    shown.go("01-tour")
    shown.follow(QUrl("06-conflicts.md#why"))
    assert shown.here == ("06-conflicts", "why")
    shown.back()
    assert shown.here == ("01-tour", "")
    shown.forward()
    assert shown.here == ("06-conflicts", "why")


@pytest.mark.parametrize(
    "address", ["https://example.org/x", "file:///etc/passwd", "99-none.md", "//host/01-tour.md"]
)
def test_nothing_outside_the_help_is_opened(window: Window, address: str) -> None:
    """Such an address is said, and the page stays."""
    shown = opened(window)
    before = shown.here
    shown.follow(QUrl(address))
    assert shown.here == before
    assert address in shown.said.text()


@pytest.mark.parametrize(
    "name", ["../window.png", "/etc/hostname", "../../icons/workbench.svg", "https://x.org/a.png"]
)
def test_no_picture_comes_from_elsewhere(window: Window, name: str) -> None:
    """Only the help's own pictures are loaded."""
    kind = QTextDocument.ResourceType.ImageResource.value
    assert opened(window).page.loadResource(kind, QUrl(name)) is None


def test_going_down_the_contents_is_one_step_back(window: Window) -> None:
    """The arrow keys pass many pages; back leads to where one was before."""
    shown = opened(window)
    shown.go("11-history")
    shown.tree.setFocus()
    for _ in range(4):
        QTest.keyClick(shown.tree, Qt.Key.Key_Down)
    assert shown.here[0] != "11-history"
    shown.back()
    assert shown.here == ("11-history", "")


def test_search_finds_inflected_words(window: Window) -> None:
    """A word is found in its other forms; the section that is about it stands first, and its words are marked."""
    shown = opened(window)
    shown.line.setText("verdicts")
    assert shown.hits.count() > 1
    shown.hits.setCurrentRow(0)
    assert shown.here[0] == "06-conflicts"
    marked = {one.cursor.selectedText().lower() for one in shown.page.extraSelections()}
    assert "verdict" in marked
    shown.line.setText("nosuchword")
    assert shown.hits.count() == 0
    assert "no such words" in shown.count.text()


def test_search_speaks_the_language_of_the_pages() -> None:
    """Russian and Kazakh pages are found by other forms of their words."""
    for language, typed in (("ru", "источником"), ("kk", "дереккөздерден")):
        words.use(language)
        assert finding.find(pages.load(), parse(typed)), typed


def test_keys_in_pages_are_those_that_hold(window: Window) -> None:
    """After a key was changed pages name the new one."""
    shown = opened(window)
    shown.go("11-history")
    assert "Ctrl+Z" in shown.page.toPlainText()
    stored = window.keymap.assigned("edit.undo", "F7").stored
    window.session.change_settings(keys=stored)
    assert "F7" in shown.page.toPlainText()
    assert "Ctrl+Z" not in shown.page.toPlainText()


def test_the_help_follows_the_language(window: Window, qtbot: QtBot) -> None:
    """The page that is open is said again in the language chosen."""
    shown = opened(window)
    shown.go("06-conflicts")
    app.speak("ru")
    qtbot.waitUntil(lambda: bool(re.search("[а-я]{4}", shown.page.toPlainText())))
    app.speak("en")
    qtbot.waitUntil(lambda: not re.search("[а-я]{4}", shown.windowTitle()))


def test_the_lists_are_made_of_the_program(window: Window) -> None:
    """Every command, every key and every command of the command line stands in the help."""
    window.described = described
    shown = opened(window)
    shown.go("91-commands")
    text = shown.page.toPlainText()
    assert [c.id for c in COMMANDS if not c.literal and c.help.split(";")[0][:30] not in text] == []
    shown.go("92-command-line")
    text = shown.page.toPlainText()
    assert [name for name, *_ in described() if f"workbench {name}" not in text] == []
    assert "%%" not in text


def test_letters_grow_and_return(window: Window) -> None:
    """Zooming is bounded, and one step leads back to the first size."""
    page = opened(window).page
    first = page.font().pointSizeF()
    for _ in range(40):
        page.zoom(1)
    assert first < page.font().pointSizeF() < first + 20
    page.zoom(0)
    assert page.font().pointSizeF() == first
