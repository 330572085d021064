"""A box that filters by one of many values: it opens as a list, and typing narrows the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit

LETTERS = 9  # of a box that asks for nothing


class ValueBox(QComboBox):
    """`value` is the key chosen, None for any. `load` gives keys with their words, fetched when the box is entered.
    Signal: `chosen()`."""

    chosen = Signal()

    def __init__(self, load: Callable[[], Sequence[tuple[str, str]]]) -> None:
        super().__init__()
        self._load = load
        self._known: list[tuple[str, str]] = []
        self._value: str | None = None
        self._any = ""
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(LETTERS)
        self.setMaxVisibleItems(16)
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(12)
        self.setCompleter(completer)
        self._line.editingFinished.connect(self._on_typed)
        self.activated.connect(self._on_activated)

    @property
    def _line(self) -> QLineEdit:
        line = self.lineEdit()
        assert line is not None
        return line

    @property
    def value(self) -> str | None:
        return self._value

    @property
    def values(self) -> tuple[str, ...]:
        """For a filter: empty asks for nothing."""
        return () if self._value is None else (self._value,)

    def name(self, name: str, any_of_them: str) -> None:
        self._any = any_of_them
        self.setAccessibleName(name)
        self.setToolTip(name)
        self._line.setAccessibleName(name)
        self._line.setPlaceholderText(any_of_them)
        self._fill()

    def set_value(self, value: str | None) -> None:
        """Chooses without saying so."""
        self._value = value
        self._fill()

    def _fill(self) -> None:
        """The list anew; what is chosen stays, also where no figure has it any more."""
        self._known = [(key, words) for key, words in self._load() if words]
        if self._value is not None and all(key != self._value for key, _ in self._known):
            self._known.append((self._value, self._value))
        self.blockSignals(True)
        self.clear()
        self.addItems([self._any, *(words for _, words in self._known)])
        at = next((n for n, (key, _) in enumerate(self._known, 1) if key == self._value), 0)
        self.setCurrentIndex(at)
        self.blockSignals(False)
        self._show(at)

    def _show(self, at: int) -> None:
        """Words of what is chosen; the box that asks for nothing shows a hint instead."""
        self._line.setText(self.itemText(at) if at else "")
        self._line.setCursorPosition(0)

    def _on_activated(self, at: int) -> None:
        self._choose(None if at <= 0 else self._known[at - 1][0], at)

    def _on_typed(self) -> None:
        """Words of a value choose it, no words choose none, others are taken back."""
        text = self._line.text().strip().casefold()
        if not text:
            self._choose(None, 0)
            return
        found = [n for n, (_, words) in enumerate(self._known, 1) if words.casefold() == text]
        found = found or [n for n, (_, words) in enumerate(self._known, 1) if text in words.casefold()]
        if len(found) >= 1:
            self._choose(self._known[found[0] - 1][0], found[0])
        else:
            self._fill()

    def _choose(self, value: str | None, at: int) -> None:
        changed = value != self._value
        self._value = value
        self._show(at)
        if changed:
            self.chosen.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._fill()
            self._line.selectAll()

    def showPopup(self) -> None:
        self._fill()
        super().showPopup()
