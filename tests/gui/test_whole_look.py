"""What pictures of the whole window showed to be amiss, and must not come back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QTabBar

from workbench.gui.commands import by_id
from workbench.gui.dialogs.key_sheet import KeySheet
from workbench.gui.dialogs.palette import Palette
from workbench.gui.recent import folder_of
from workbench.gui.window import Window


def test_the_tabs_of_the_panels_stand_there_from_the_first(empty_window: Window, project_file: Path) -> None:
    """A project opened in a window that had none showed its lower panels without tabs, until one was asked for."""
    assert empty_window.session.open(project_file)
    only_direct = Qt.FindChildOption.FindDirectChildrenOnly
    bars = [bar for bar in empty_window.findChildren(QTabBar, options=only_direct) if bar.count()]
    assert [bar.isVisible() for bar in bars] == [True]


def test_the_text_stays_where_it_is_whatever_other_sources_state(window: Window) -> None:
    """The strip below the readers has one height, whether others state the figure or not, or there is none."""
    heights = set()
    for figure in (None, *(f.id for f in window.desk.panes[0].figures)):
        window.session.select_figure(figure)
        QApplication.processEvents()
        heights.add(window.desk.panes[0].reader.height())
    assert len(heights) == 1


def test_a_long_sentence_goes_before_the_name_of_the_next_undo(window: Window) -> None:
    """What was just said is read; the step that undo would take back stands in the menu too."""
    window.resize(1000, 700)
    window.session.say("Short.")
    assert window.status._undo.isVisible()
    window.session.say("A sentence of many words. " * 5)
    assert window.status._undo.isHidden()
    assert window.status.toolTip() == ""
    window.session.say("A sentence of many words. " * 30)
    assert window.status.toolTip().startswith("A sentence")


def test_recent_projects_of_one_name_are_told_apart(empty_window: Window, tmp_path: Path) -> None:
    """By their folders, on the welcome page and in the menu."""
    for folder in ("spring", "autumn"):
        (tmp_path / folder).mkdir()
        assert empty_window.session.create(tmp_path / folder / "survey.workbench")
    empty_window.session.close()
    empty_window.menus._fill_recent()
    welcome = empty_window.welcome
    links = [
        b.text() for b in welcome.findChildren(QPushButton) if b.objectName() == "link" and b.isVisibleTo(welcome)
    ]
    entries = [action.text() for action in empty_window.menus._recent.actions()]
    for said in (links, entries):
        assert len(set(said)) == 2
        assert all(text.startswith("survey") for text in said)
        assert [text[-6:] for text in said] == ["autumn", "spring"]


def test_a_long_folder_keeps_both_its_ends() -> None:
    """Its beginning and its end say most."""
    words = folder_of(Path("/srv/a long name of a folder/another long name of one/survey/x.workbench"))
    assert words.startswith("/srv/")
    assert words.endswith("/survey")
    assert len(words) < 50


def test_an_empty_comparison_says_what_to_do(empty_window: Window, tmp_path: Path) -> None:
    """Where there is nothing to lay out, and where the filter lets nothing pass."""
    assert empty_window.session.create(tmp_path / "new.workbench")
    empty_window.focus_part("comparison")
    panel = empty_window.comparison
    panel.reload()
    assert panel._stack.currentWidget() is panel._empty
    assert "Import" in panel._empty.text()


def test_menus_say_enter_as_the_sentences_do(window: Window) -> None:
    """Not the other name of the same key."""
    assert window.menus.actions["figure.accept"].text().endswith("\tEnter")


def test_the_palette_knows_the_comparison_and_the_key_sheet_its_keys_and_those_of_lists(window: Window) -> None:
    """Acts of the table are commands like others; what means something in one list only stands at the sheet's end."""
    palette = Palette(window)
    palette.type("row up")
    assert [name for name in palette.names if "Move the row up" in name]
    palette.close()
    sheet = KeySheet(window)
    texts = [row.text(1) for row in sheet._rows]
    assert "Alt+Up (in the table of the comparison)" in texts
    assert "1–9 (in the conflicts)" in texts
    assert "= (in the look-alikes)" in texts
    sheet.close()


def test_a_toggle_of_the_comparison_brings_it_in_front(window: Window) -> None:
    """From wherever the palette was called."""
    window.menus.run(by_id("compare.plot"))
    assert window.comparison.isVisible()
    assert window.comparison._plot.isVisible()
