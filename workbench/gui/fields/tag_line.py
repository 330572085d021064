"""A line of tags parted by commas, each completed from those in use."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from workbench.core.actions.notes import split_tags


class TagLine(QLineEdit):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._known = QStringListModel(self)
        self._list = QCompleter(self._known, self)
        self._list.setWidget(self)
        self._list.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._list.setFilterMode(Qt.MatchFlag.MatchContains)
        self._list.setMaxVisibleItems(8)
        self._list.activated.connect(self._take)
        self.textEdited.connect(lambda _: self._offer())

    def show_tags(self, tags: Sequence[str], known: Sequence[str]) -> None:
        self.setText(", ".join(tags))
        self._known.setStringList(list(known))

    def tags(self) -> tuple[str, ...]:
        return split_tags(self.text())

    def _last(self) -> str:
        """What is being typed behind the last comma before the caret."""
        return self.text()[: self.cursorPosition()].rpartition(",")[2].strip().lstrip("#")

    def _offer(self) -> None:
        typed, popup = self._last(), self._list.popup()
        self._list.setCompletionPrefix(typed)
        if typed and self._list.completionCount() and self._list.currentCompletion() != typed:
            self._list.complete()
        elif popup is not None:
            popup.hide()

    def _take(self, tag: str) -> None:
        before, comma, _ = self.text()[: self.cursorPosition()].rpartition(",")
        rest = self.text()[self.cursorPosition() :].lstrip(", ")
        words = f"{before}{comma} {tag}".strip() + ", "
        self.setText(words + rest)
        self.setCursorPosition(len(words))
