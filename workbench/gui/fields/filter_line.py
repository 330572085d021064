"""A line to search or filter by, with a cross that empties it."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from workbench.core.words import tr


class FilterLine(QLineEdit):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setClearButtonEnabled(True)

    def name(self, words: str) -> None:
        """Says what the line is for, in the line and to those who do not see it."""
        self.setPlaceholderText(words)
        self.setAccessibleName(words)
        for button in self.findChildren(QToolButton):
            button.setAccessibleName(tr("Clear"))
            button.setToolTip(tr("Clear"))
