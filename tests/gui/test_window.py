"""The window as a whole: what it shows, remembers and says, and what it may load before it is seen."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from workbench.core import words
from workbench.core.actions import reviewing
from workbench.core.model.figure import FigureId, Status
from workbench.core.model.span import Span
from workbench.core.project import Project
from workbench.gui import app, theme
from workbench.gui.dialogs.key_sheet import KeySheet
from workbench.gui.dialogs.palette import Palette
from workbench.gui.reading.marks import Mark, Marks
from workbench.gui.session import Session
from workbench.gui.window import Window

HEAVY = ("pandas", "numpy", "openpyxl", "sqlite_utils", "qtawesome", "trafilatura", "docx", "pypdfium2", "razdel")


def test_the_frame_is_painted_without_the_names_of_qt() -> None:
    """The namespace `Qt` takes a fifth of the start to load; so do the classes that write their own code."""
    code = (
        "import sys\n"
        "from PySide6 import QtCore\n"
        "from workbench.core import settings\n"
        "from workbench.gui import app\n"
        "a = app.make_app(['x'])\n"
        "app.prepare(a, settings.load())\n"
        "w = app.Window()\n"
        "w.painted.connect(a.quit)\n"
        "w.show()\n"
        "a.exec()\n"
        "print('Qt' in vars(QtCore), 'dataclasses' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, timeout=60)
    assert done.stdout.split() == ["False", "False"]


def test_first_paint_loads_nothing_heavy() -> None:
    """The window stands before any slow library is imported."""
    code = (
        "import sys\n"
        "from workbench.gui import app\n"
        "from workbench.gui.session import Session\n"
        "from workbench.gui.window import Window\n"
        "a = app.make_app(['x'])\n"
        "s = Session()\n"
        "app.prepare(a, s.settings)\n"
        "w = Window(s)\n"
        "w.show()\n"
        "w.repaint()\n"
        f"print([m for m in {HEAVY!r} if m in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
        cwd=Path(__file__).parents[2],
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"


def test_the_title_names_the_project(empty_window: Window, project_file: Path) -> None:
    """The project's name comes first; without one the program's stands alone."""
    assert empty_window.windowTitle() == "Research Workbench"
    empty_window.session.open(project_file)
    assert empty_window.windowTitle() == "ore — Research Workbench"
    empty_window.session.close()
    assert empty_window.windowTitle() == "Research Workbench"


def test_without_a_project_the_welcome_page_offers_the_ways_in(empty_window: Window) -> None:
    """New, open and the sample; commands that need a project are grey."""
    assert empty_window.welcome.isVisible()
    actions = empty_window.menus.actions
    assert actions["file.new"].isEnabled()
    assert not actions["file.import"].isEnabled()
    assert not actions["figure.accept"].isEnabled()


def test_a_recent_project_is_offered(empty_window: Window, project_file: Path) -> None:
    """A project that was open is one click away after it is closed."""
    empty_window.session.open(project_file)
    empty_window.session.close()
    links = [
        b
        for b in empty_window.welcome.findChildren(QAbstractButton)
        if b.text().startswith("ore ") and not b.isHidden()
    ]
    links[0].click()
    assert empty_window.session.project is not None


def test_a_held_project_leaves_the_window_usable(empty_window: Window, project_file: Path, tmp_path: Path) -> None:
    """The strip says who holds it, and another project can be made."""
    with Project.open(project_file):
        empty_window.session.open(project_file)
    assert [str(project_file) in strip.message.text for strip in empty_window.messages.strips] == [True]
    assert empty_window.session.create(tmp_path / "new.workbench")


def test_a_read_only_project_can_be_read(empty_window: Window, project_file: Path) -> None:
    """Looking is possible, changing is grey, and the title says why."""
    empty_window.session.open(project_file, read_only=True)
    assert "[read-only]" in empty_window.windowTitle()
    actions = empty_window.menus.actions
    assert not actions["file.import"].isEnabled()
    assert not actions["edit.undo"].isEnabled()
    assert actions["go.next_figure"].isEnabled()


def test_undo_says_what_it_would_undo(window: Window) -> None:
    """The menu names the step, and the status line too."""
    assert window.menus.actions["edit.undo"].text() == "Undo: Import 2 articles"
    window.session.undo()
    assert window.menus.actions["edit.redo"].text() == "Redo: Import 2 articles"
    assert not window.menus.actions["edit.undo"].isEnabled()


def test_the_status_line_says_when_all_was_saved(window: Window) -> None:
    """After a change the clock stands beside "all changes saved"."""
    window.session.undo()
    said = [label.text() for label in window.status.findChildren(QLabel)]
    assert any(text.startswith("all changes saved ") and ":" in text for text in said)


def test_the_layout_is_kept_per_project(window: Window, qtbot: QtBot, project_file: Path) -> None:
    """A closed panel stays closed when the project is opened again, until the layout is reset."""
    window.docks["history"].hide()
    window.session.close()
    window.session.open(project_file)
    assert window.docks["history"].isHidden()
    window.reset_layout()
    assert not window.docks["history"].isHidden()


def test_the_window_fits_a_small_screen(empty_window: Window, project_file: Path, qtbot: QtBot) -> None:
    """Opening a project does not push the window beyond 1280 × 800."""
    empty_window.resize(1280, 800)
    empty_window.session.open(project_file)
    qtbot.wait(50)
    assert (empty_window.width(), empty_window.height()) == (1280, 800)


def test_light_and_dark_change_while_running(window: Window) -> None:
    """The palette, the icons and the readers' own font survive the change."""
    window.menus.draw_icons()
    font = window.desk.panes[0].reader.font().family()
    before = window.menus.actions["file.import"].icon().pixmap(16).toImage()
    assert not theme.of(window).dark
    window.toggle_theme()
    assert theme.of(window).dark
    assert window.menus.actions["file.import"].icon().pixmap(16).toImage() != before
    assert window.desk.panes[0].reader.font().family() == font
    assert window.session.settings.theme == "dark"


def test_the_language_changes_while_running(window: Window, qtbot: QtBot) -> None:
    """The sources, the selected figure and the panels are there again, in the other language."""
    assert window.session.project is not None
    figure = window.session.project.figures.of_article(window.session.project.articles.ids()[0])[0].id
    window.session.select_figure(figure)
    shown = [pane.article_id for pane in window.desk.panes]
    window.use_language("ru")
    assert words.language() == "ru"
    assert [pane.article_id for pane in window.desk.panes] == shown
    assert window.session.selected_figure == figure
    assert window.menus.actions["file.quit"].text() == words.tr("Quit")
    window.use_language("en")


def named(widget: QWidget) -> bool:
    """Whether a screen reader has words for it."""
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return bool(widget.accessibleName() or text or widget.toolTip())


def test_every_control_has_a_name(window: Window) -> None:
    """Buttons, boxes and lists say what they are to those who do not see them."""
    kinds = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit, QAbstractItemView, QAbstractSpinBox)
    nameless = [
        f"{type(w).__name__} in {type(w.parentWidget()).__name__}"
        for w in window.findChildren(QWidget)
        if isinstance(w, kinds)
        and not named(w)
        and not w.objectName().startswith("qt_")  # Qt's own
        and not isinstance(w.parentWidget(), QComboBox | QScrollBar | QAbstractItemView | QLineEdit)
        and not (isinstance(w, QAbstractItemView) and w.window() is not window)
    ]
    assert nameless == []


def test_the_palette_runs_what_it_finds(window: Window, qtbot: QtBot) -> None:
    """Typing part of a name and Enter does it."""
    window.show_palette()
    palette = window.findChildren(Palette)[0]
    palette.type("undo")
    assert palette.names[0] == "Edit: Undo"
    qtbot.keyClick(palette.focusWidget() or palette, Qt.Key.Key_Return)
    assert window.session.project is not None
    assert window.session.project.articles.ids() == []


def test_the_key_sheet_lists_every_key(window: Window, qtbot: QtBot) -> None:
    """Nothing modal: the sheet stands beside the window."""
    window.help.keys()
    sheet = window.findChildren(KeySheet)[0]
    assert sheet.isVisible()
    assert not sheet.isModal()
    menus = ["File", "Edit", "Source", "Figure", "Go", "Compare", "View", "Help"]
    assert sheet.groups == [*menus, "In lists and boxes"]
    sheet._filter.setText("Ctrl+Z")
    assert sheet.groups == ["Edit"]
    sheet.close()


def test_the_choice_in_force_is_ticked(window: Window) -> None:
    """Languages bear their own names in every language; the one in force and the theme are ticked."""
    actions = window.menus.actions
    languages = ("view.english", "view.russian", "view.kazakh")
    assert [actions[i].isChecked() for i in languages] == [True, False, False]
    actions["view.russian"].trigger()
    assert [actions[i].isChecked() for i in languages] == [False, True, False]
    assert [actions[i].text() for i in languages] == ["English", "Русский", "Қазақша"]
    actions["view.english"].trigger()
    actions["view.dark"].trigger()
    assert [actions[i].isChecked() for i in ("view.light", "view.dark", "view.system_theme")] == [False, True, False]
    window.toggle_theme()
    assert actions["view.light"].isChecked()


@pytest.mark.parametrize(("language", "yes"), [("ru", "Открыть"), ("kk", "Ашу")])
def test_qts_own_words_are_translated(qapp: object, language: str, yes: str) -> None:
    """Buttons that Qt names itself speak the window's language."""
    app.speak(language)
    assert app.make_app([]).translate("QPlatformTheme", "Open") == yes
    app.speak("en")


def test_what_failed_is_past_after_the_next_act(window: Window, qtbot: QtBot) -> None:
    """The strip of an act goes with the next act that succeeds, or with Esc in a reader."""
    reader = window.desk.panes[0].reader
    window.desk.focus_reader(0)
    window.session.do(reviewing.add_figure, window.desk.panes[0].article_id, Span(0, 3))
    assert len(window.messages.strips) == 1
    window.desk.next_figure()
    window.desk.accept_and_next()
    assert window.messages.strips == []
    window.session.do(reviewing.add_figure, window.desk.panes[0].article_id, Span(0, 3))
    window.activateWindow()
    reader.setFocus()
    qtbot.waitUntil(reader.hasFocus)
    qtbot.keyClick(reader, Qt.Key.Key_Escape)
    assert window.messages.strips == []


def test_the_keys_begin_at_the_way_in(empty_window: Window, project_file: Path) -> None:
    """Without a project the focus is on "New project", or on the last project where there is one; Enter does it."""
    assert empty_window.focusWidget() is not None
    assert empty_window.focusWidget().text() == "New project…"  # type: ignore[attr-defined]
    empty_window.session.open(project_file)
    empty_window.session.close()
    link = empty_window.focusWidget()
    assert isinstance(link, QPushButton)
    assert link.text().startswith("ore ")
    assert link.autoDefault()


def test_the_chosen_figure_stays_in_sight(window: Window, qtbot: QtBot) -> None:
    """A narrower window breaks lines anew; the current figure is brought back into view."""
    reader = window.desk.panes[0].reader
    reader.set_text("word " * 3000 + "2.6 million tonnes " + "word " * 3000)
    reader.set_marks(Marks([Mark(15000, 15018, FigureId(1), Status.SUGGESTED)]))
    reader.set_current(FigureId(1))
    reader.reveal(Span(15000, 15018))
    reader.repaint()
    window.resize(820, 500)
    qtbot.wait(50)
    assert reader.in_sight(15000, 15018)


def test_closing_lets_the_project_go(qtbot: QtBot, look: None, project_file: Path) -> None:
    """After the window is closed another can open the project at once."""
    window = Window(Session())
    qtbot.addWidget(window)
    window.show()
    window.session.open(project_file)
    window.close()
    with Project.open(project_file) as again:
        assert len(again.articles.ids()) == 2
