"""Keys that mean a command only in a reader, list or form, and keys pressed on a Russian or Kazakh layout."""

from __future__ import annotations

from collections.abc import Callable
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
from workbench.gui.latin import BY_LETTER, combination

_LIST_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


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
            if scope in (Scope.REVIEW, Scope.READER, Scope.TABLE, Scope.NOTED):
                if text_box or not isinstance(focus, QAbstractScrollArea):  # a text, its pages or a list
                    continue
                plain = not pressed.keyboardModifiers() & Qt.KeyboardModifier.AltModifier
                if plain and isinstance(focus, QAbstractItemView) and pressed.key() in _LIST_KEYS:
                    continue
            if scope is Scope.WINDOW and text_box and _edits_text(pressed):
                continue
            return command
        return None

    def _retype(self, event: QKeyEvent, focus: QWidget) -> bool:
        """In a text box Ctrl+С of a Russian layout must copy: the press is sent again in Latin."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if not control or event.key() not in BY_LETTER:
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
