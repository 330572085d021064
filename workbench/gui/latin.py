"""Keys as the Latin layout names them, whatever layout they were pressed on: by letter, else by place."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent

# What a key's letter on the Russian layout would be on the Latin one; Kazakh keeps these places.
_RUSSIAN = "ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮЁ"
_LATIN = "QWERTYUIOP[]ASDFGHJKL;'ZXCVBNM,.`"
_KAZAKH_DIGITS = {"Ә": "2", "І": "3", "Ң": "4", "Ғ": "5", "Ү": "8", "Ұ": "9", "Қ": "0", "Ө": "-", "Һ": "="}
BY_LETTER: Mapping[int, int] = {
    ord(theirs): ord(ours) for theirs, ours in [*zip(_RUSSIAN, _LATIN, strict=True), *_KAZAKH_DIGITS.items()]
}
# Scan codes of the main block (set 1, the same numbers as Linux's input events).
_ROWS = {2: "1234567890-=", 16: "QWERTYUIOP[]", 30: "ASDFGHJKL;'`", 43: "\\ZXCVBNM,./"}
_BY_PLACE: Mapping[int, int] = {first + i: ord(c) for first, row in _ROWS.items() for i, c in enumerate(row)}
_XKB_OFFSET = 8  # X11 and Wayland number keys from 8 on
_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_GROUP = Qt.KeyboardModifier.GroupSwitchModifier


def latin_key(event: QKeyEvent) -> int:
    """The key as the Latin layout names it: by its letter, else by its place on the keyboard."""
    key = event.key()
    if key in BY_LETTER:
        return BY_LETTER[key]
    if 0x20 <= key < 0x80 or key >= 0x01000000:  # Latin, or a named key (Return, F8)
        return key
    place = event.nativeScanCode() - (0 if sys.platform == "win32" else _XKB_OFFSET)
    return _BY_PLACE.get(place, key)


def combination(event: QKeyEvent) -> QKeyCombination:
    """The pressed keys in Latin, without saying whether the keypad or a layout group was used."""
    modifiers = event.modifiers() & ~_KEYPAD & ~_GROUP
    return QKeyCombination(modifiers, Qt.Key(latin_key(event)))
