"""A list with what belongs to its line beside it: the layout of the history and of the figures not found again."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from workbench.gui.cards import CardList
from workbench.gui.widgets import hint

_SIZES = (400, 500)


class TwoParts(QSplitter):
    """At the left `above` and the list, or a sentence in its place; at the right the details over their buttons, of
    which those `apart` stand at the far end."""

    def __init__(
        self,
        parent: QWidget,
        above: QWidget,
        cards: CardList,
        details: QWidget,
        *,
        buttons: Sequence[QPushButton],
        apart: Sequence[QPushButton] = (),
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent, childrenCollapsible=False)
        self._cards = cards
        self._empty = hint(self, centred=True)
        self._stack = QStackedLayout()
        for widget in (cards, self._empty):
            self._stack.addWidget(widget)
        left, right = QWidget(self), QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(4, 4, 0, 4)
        column.addWidget(above)
        column.addLayout(self._stack)
        row = QHBoxLayout()
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        for button in apart:
            row.addWidget(button)
        beside = QVBoxLayout(right)
        beside.setContentsMargins(0, 4, 4, 4)
        beside.addWidget(details)
        beside.addLayout(row)
        for part in (left, right):
            self.addWidget(part)
        self.setSizes(_SIZES)
        outer = QVBoxLayout(parent)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self)

    def say_empty(self, words: str) -> None:
        """The sentence in the place of an empty list; "" where there is something to show."""
        self._empty.setText(words)
        self._stack.setCurrentWidget(self._empty if words else self._cards)
