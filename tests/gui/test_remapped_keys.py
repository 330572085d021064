"""Keys of the user's own: named clashes, swaps and resets; heard on any layout, shown wherever keys are shown."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from workbench.core import settings as stored
from workbench.core.model.figure import Status
from workbench.gui.commands import COMMANDS, Scope, by_id
from workbench.gui.dialogs.key_sheet import KeySheet
from workbench.gui.dialogs.keys import KeyEditor
from workbench.gui.dialogs.palette import Palette
from workbench.gui.keymap import Keymap, Unfit, unfit
from workbench.gui.window import Window

NONE, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


def press(widget: QWidget, key: int, text: str = "", modifiers: Qt.KeyboardModifier = NONE) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, modifiers, text))


def names(keymap: Keymap, command: str, key: str) -> list[str]:
    return [other.id for other in keymap.clashes(command, key)]


# the map


def test_without_changes_the_keys_are_those_of_the_list() -> None:
    """Nothing is stored, nothing is changed."""
    keymap = Keymap({})
    assert all(keymap.keys(command) == command.keys for command in COMMANDS)
    assert keymap.stored == ()


@pytest.mark.parametrize(
    ("command", "key", "clash"),
    [
        ("figure.reject", "Q", []),
        ("figure.reject", "J", ["go.next_figure"]),
        ("figure.reject", "N", ["figure.new"]),  # a reader's key and the review's hold at the same time
        ("figure.reject", "Ctrl+E", ["file.export"]),
        ("figure.reject", "Esc", []),  # the form's keys do not hold in a reader
        ("file.export", "Esc", ["figure.leave"]),
    ],
)
def test_a_clash_is_told_by_where_keys_hold(command: str, key: str, clash: list[str]) -> None:
    """A key may mean one thing in each place, and nothing else what it means everywhere."""
    assert names(Keymap({}), command, key) == clash


def test_a_key_taken_is_lost_by_who_had_it() -> None:
    """Its other keys stay with it; a swap gives it the other's first key."""
    taken = Keymap({}).assigned("figure.reject", "J")
    assert (taken.keys(by_id("figure.reject")), taken.keys(by_id("go.next_figure"))) == (("J",), ("Down",))
    swapped = Keymap({}).swapped("figure.reject", "J")
    assert swapped.keys(by_id("go.next_figure")) == ("Down", "X")
    assert not any(names(swapped, c.id, key) for c in COMMANDS for key in swapped.keys(c))


def test_the_map_is_kept_in_the_settings_as_it_is() -> None:
    """Through the file and back; what is no key or command any more is left out."""
    made = Keymap({}).assigned("figure.reject", "Q", beside=True).assigned("file.export", "Ctrl+Alt+X")
    assert Keymap.of(made.stored) == made
    assert Keymap.of(("no.such\tQ", "figure.note\tno key at all", "figure.duplicate")).own == {
        "figure.note": (), "figure.duplicate": (),
    }  # fmt: skip


def test_a_key_that_a_newer_version_gave_to_another_stays_with_that_one() -> None:
    """A settings file cannot make one key mean two things."""
    keymap = Keymap.of(("figure.note\tJ\tCtrl+Alt+M",))
    assert keymap.keys(by_id("figure.note")) == ("Ctrl+Alt+M",)


@pytest.mark.parametrize(
    ("key", "scope", "why"),
    [
        ("Q", Scope.WINDOW, Unfit.TEXT),
        ("Space", Scope.FORM, Unfit.TEXT),
        ("Return", Scope.WINDOW, Unfit.TEXT),
        ("Tab", Scope.REVIEW, Unfit.FOCUS),
        ("Q", Scope.REVIEW, None),
        ("F9", Scope.WINDOW, None),
        ("Ctrl+Q", Scope.FORM, None),
    ],
)
def test_what_is_typed_into_boxes_is_no_key_of_the_window(key: str, scope: Scope, why: Unfit | None) -> None:
    """Letters alone mean something only where nothing is typed."""
    assert unfit(key, scope) is why


# the window


@pytest.fixture
def editor(window: Window) -> KeyEditor:
    """Belongs to the window and goes with it."""
    made = KeyEditor(window)
    made.show()
    return made


def test_a_new_key_is_heard_on_every_layout(window: Window, editor: KeyEditor, qtbot: QtBot) -> None:
    """Given as Й of a Russian layout, it is Q on a Latin one; the old key means nothing any more."""
    project = window.session.project
    assert project is not None
    first = project.figures.ids()[0]
    editor.choose("figure.reject")
    press(editor.box, ord("Й"), "й")
    assert window.keymap.keys(by_id("figure.reject")) == ("Q",)
    editor.close()
    window.activateWindow()
    reader = window.desk.panes[0].reader
    reader.setFocus()
    qtbot.waitUntil(reader.hasFocus)
    for key, text, status in ((ord("Ч"), "ч", Status.SUGGESTED), (ord("Й"), "й", Status.REJECTED)):
        window.session.select_figure(first)
        press(reader, key, text)
        assert project.figures.get(first).status is status
    window.session.undo()
    window.session.select_figure(first)
    press(reader, Qt.Key.Key_Q, "q")
    assert project.figures.get(first).status is Status.REJECTED


def test_a_kazakh_letter_is_told_by_its_place(window: Window, editor: KeyEditor) -> None:
    """Қ stands on the 0 of the number row, with Ctrl as without."""
    editor.choose("figure.note")
    press(editor.box, ord("Қ"), "қ")
    assert window.keymap.keys(by_id("figure.note")) == ("0",)


def test_a_clash_is_named_and_nothing_happens_until_it_is_settled(window: Window, editor: KeyEditor) -> None:
    """The other command is named; swapping gives each the other's key."""
    editor.choose("figure.reject")
    press(editor.box, Qt.Key.Key_D, "d")
    assert "Duplicate" in editor.said.text()
    assert window.keymap.own == {}
    editor.swap.click()
    assert window.keymap.keys(by_id("figure.reject")) == ("D",)
    assert window.keymap.keys(by_id("figure.duplicate")) == ("X",)


def test_a_letter_alone_is_refused_for_the_window(window: Window, editor: KeyEditor) -> None:
    """It says why and what to do."""
    editor.choose("file.export")
    press(editor.box, Qt.Key.Key_P, "p")
    assert "Ctrl or Alt" in editor.said.text()
    press(editor.box, Qt.Key.Key_P, "", CTRL)
    assert window.keymap.keys(by_id("file.export")) == ("Ctrl+P",)


def test_first_keys_come_back_one_by_one_and_all_at_once(window: Window, editor: KeyEditor) -> None:
    """What is another's now is named first."""
    editor.choose("figure.reject")
    press(editor.box, Qt.Key.Key_D, "d")
    editor.take.click()
    editor.choose("figure.duplicate")
    assert editor.reset_one.isEnabled()
    editor.reset_one.click()
    assert "Reject" in editor.said.text()
    editor.choose("figure.reject")
    editor.reset_one.click()
    assert window.keymap.keys(by_id("figure.reject")) == ("X", "Del")
    editor.reset_all.click()
    assert window.keymap.own == {}


def test_new_keys_are_shown_wherever_keys_are(window: Window, editor: KeyEditor, qtbot: QtBot) -> None:
    """Menus, tips, the palette and the sheet of keys; and they are kept."""
    editor.choose("file.export")
    press(editor.box, Qt.Key.Key_P, "", CTRL)
    editor.choose("figure.reject")
    press(editor.box, Qt.Key.Key_Q, "q")
    export, reject = window.menus.actions["file.export"], window.menus.actions["figure.reject"]
    assert export.shortcut().toString() == "Ctrl+P"
    assert reject.text().endswith("\tQ")
    assert "(Q)" in reject.toolTip()
    sheet, palette = KeySheet(window), Palette(window)
    for widget in (sheet, palette):
        qtbot.addWidget(widget)
    rows = {row.text(0): row.text(1) for row in sheet._rows}
    assert rows["Export to Excel"] == "Ctrl+P"
    listed = [palette._list.topLevelItem(i) for i in range(palette._list.topLevelItemCount())]
    assert "Ctrl+P" in [item.text(1) for item in listed if item is not None and "Export" in item.text(0)]
    assert Keymap.of(stored.load().keys) == window.keymap
