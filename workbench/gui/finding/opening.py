"""What the lists of things found share: Enter shows one in reader A, Shift+Enter in reader B; widths of columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QTableView

LEFT, RIGHT = 0, 1


class OpeningKeys(QObject):
    """Listens to a view: `show(pane)` is what Enter and a double click do, `accept()` what Space does."""

    def __init__(
        self, view: QAbstractItemView, show: Callable[[int], None], accept: Callable[[], None] | None = None
    ) -> None:
        super().__init__(view)
        self._show = show
        self._accept = accept
        view.installEventFilter(self)
        view.doubleClicked.connect(lambda _: show(LEFT))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
                if modifiers in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
                    self._show(RIGHT if modifiers else LEFT)
                    return True
            if event.key() == Qt.Key.Key_Space and self._accept is not None:
                self._accept()
                return True
        return super().eventFilter(watched, event)


class Columns(QObject):
    """Shares the width of a table out among its columns, in hundredths; the last one takes the rest."""

    def __init__(self, table: QTableView, shares: Sequence[int]) -> None:
        super().__init__(table)
        self._table = table
        self._shares = shares
        table.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            for column, share in enumerate(self._shares):
                self._table.setColumnWidth(column, self._table.viewport().width() * share // 100)
        return super().eventFilter(watched, event)


class DownKey(QObject):
    """In a line that searches: Down and Enter go to what was found."""

    def __init__(self, line: QLineEdit, go: Callable[[], None]) -> None:
        super().__init__(line)
        self._go = go
        line.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down:
            self._go()
            return True
        return super().eventFilter(watched, event)
