"""Keys that mean a command only in a reader, list or form, and keys pressed on a Russian or Kazakh layout."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import cast

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from workbench.gui.commands import Command, Scope
from workbench.gui.keymap import Keymap, combination_of

# What a key's letter on the Russian layout would be on the Latin one; Kazakh keeps these places.
_RUSSIAN = "ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮЁ"
_LATIN = "QWERTYUIOP[]ASDFGHJKL;'ZXCVBNM,.`"
_KAZAKH_DIGITS = {"Ә": "2", "І": "3", "Ң": "4", "Ғ": "5", "Ү": "8", "Ұ": "9", "Қ": "0", "Ө": "-", "Һ": "="}
_BY_LETTER: Mapping[int, int] = {
    ord(theirs): ord(ours) for theirs, ours in [*zip(_RUSSIAN, _LATIN, strict=True), *_KAZAKH_DIGITS.items()]
}
# Scan codes of the main block (set 1, the same numbers as Linux's input events).
_ROWS = {2: "1234567890-=", 16: "QWERTYUIOP[]", 30: "ASDFGHJKL;'`", 43: "\\ZXCVBNM,./"}
_BY_PLACE: Mapping[int, int] = {first + i: ord(c) for first, row in _ROWS.items() for i, c in enumerate(row)}
_XKB_OFFSET = 8  # X11 and Wayland number keys from 8 on
_LIST_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_GROUP = Qt.KeyboardModifier.GroupSwitchModifier


def latin_key(event: QKeyEvent) -> int:
    """The key as the Latin layout names it: by its letter, else by its place on the keyboard."""
    key = event.key()
    if key in _BY_LETTER:
        return _BY_LETTER[key]
    if 0x20 <= key < 0x80 or key >= 0x01000000:  # Latin, or a named key (Return, F8)
        return key
    place = event.nativeScanCode() - (0 if sys.platform == "win32" else _XKB_OFFSET)
    return _BY_PLACE.get(place, key)


def combination(event: QKeyEvent) -> QKeyCombination:
    """The pressed keys in Latin, without saying whether the keypad or a layout group was used."""
    modifiers = event.modifiers() & ~_KEYPAD & ~_GROUP
    return QKeyCombination(modifiers, Qt.Key(latin_key(event)))


def is_text_box(widget: QWidget | None) -> bool:
    """Whether letters pressed there are text."""
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        return not widget.isReadOnly()
    if isinstance(widget, QComboBox):
        return widget.isEditable()
    return isinstance(widget, QLineEdit | QAbstractSpinBox)


def table_of_keys(keymap: Keymap) -> dict[Scope, dict[int, Command]]:
    """Scope -> key combination -> command."""
    table: dict[Scope, dict[int, Command]] = {scope: {} for scope in Scope}
    for command in keymap.commands:
        for key in keymap.keys(command):
            table[command.scope][combination_of(key)] = command
    return table


class KeyRouter(QObject):
    """An event filter of the application. `scopes` says where the focus is, narrowest first; `run` does a command."""

    def __init__(
        self,
        keymap: Keymap,
        scopes: Callable[[QWidget], tuple[Scope, ...]],
        run: Callable[[Command], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._table = table_of_keys(keymap)
        self._scopes = scopes
        self._run = run

    def set_keys(self, keymap: Keymap) -> None:
        self._table = table_of_keys(keymap)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(watched, QWidget):
            return False
        press = cast(QKeyEvent, event)
        focus = QApplication.focusWidget()
        if focus is None or watched is not focus or QApplication.activePopupWidget() is not None:
            return False
        command = self._command(press, focus)
        if command is None:
            return self._retype(press, focus)
        self._run(command)
        return True

    def _command(self, event: QKeyEvent, focus: QWidget) -> Command | None:
        """What the keys mean here. In a text box only keys with Ctrl or Alt, and those of its form, are commands."""
        pressed = combination(event)
        text_box = is_text_box(focus)
        for scope in self._scopes(focus):
            command = self._table[scope].get(pressed.toCombined())
            if command is None:
                continue
            if scope in (Scope.REVIEW, Scope.READER, Scope.NOTED):
                if text_box or not isinstance(focus, QAbstractScrollArea):  # a text, its pages or a list
                    continue
                if isinstance(focus, QAbstractItemView) and pressed.key() in _LIST_KEYS:
                    continue
            if scope is Scope.WINDOW and text_box and _edits_text(pressed):
                continue
            return command
        return None

    def _retype(self, event: QKeyEvent, focus: QWidget) -> bool:
        """In a text box Ctrl+С of a Russian layout must copy: the press is sent again in Latin."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if not control or event.key() not in _BY_LETTER:
            return False
        pressed = combination(event)
        again = QKeyEvent(QEvent.Type.KeyPress, pressed.key(), pressed.keyboardModifiers(), "", event.isAutoRepeat())
        QApplication.sendEvent(focus, again)
        event.setAccepted(again.isAccepted())
        return True


def _edits_text(pressed: QKeyCombination) -> bool:
    """Whether a text box has its own use for the keys (undo, redo, copy, paste …)."""
    sequence = QKeySequence(pressed)
    own = QKeySequence.StandardKey
    kinds = (own.Undo, own.Redo, own.Copy, own.Cut, own.Paste, own.SelectAll)
    return any(sequence in QKeySequence.keyBindings(kind) for kind in kinds)
