"""The table of the comparison with its nested headings and its own keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from workbench.gui.comparing.headings import NestedHeader
from workbench.gui.grid import Grid

_NARROW, _WIDE = 130, 640  # how narrow and how wide a column is made
_HEADINGS = 380  # the most that headings of rows take
_ALT, _SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
_KEYS = {
    (Qt.Key.Key_Up, _ALT): "up",
    (Qt.Key.Key_Down, _ALT): "down",
    (Qt.Key.Key_Left, _ALT | _SHIFT): "left",
    (Qt.Key.Key_Right, _ALT | _SHIFT): "right",
    (Qt.Key.Key_Delete, _ALT): "hide",
}


class ComparisonTable(QTableView):
    """`act_wanted(str)`: a row or column is to be moved or hidden. `went()`: the keys stand on another cell."""

    act_wanted = Signal(str)
    went = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(self, grid: Grid, parent: QWidget) -> None:
        super().__init__(parent, wordWrap=False, cornerButtonEnabled=False)
        self.setHorizontalHeader(NestedHeader(Qt.Orientation.Horizontal, self))
        self.setVerticalHeader(NestedHeader(Qt.Orientation.Vertical, self))
        self.setModel(grid)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(lambda at: self.menu_wanted.emit(self.viewport().mapToGlobal(at)))
        down, across = self.verticalHeader(), self.horizontalHeader()
        down.setMinimumSectionSize(1)
        down.setDefaultSectionSize(self.fontMetrics().lineSpacing() + 7)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setMaximumWidth(_HEADINGS)
        across.setDefaultSectionSize(190)
        self.selectionModel().currentChanged.connect(lambda *_: self._on_current())
        self.installEventFilter(self)

    def _on_current(self) -> None:
        self.verticalHeader().viewport().update()
        self.horizontalHeader().viewport().update()
        self.went.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the table's own, before a menu or the readers take them."""
        if isinstance(event, QKeyEvent) and event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            name = _KEYS.get((Qt.Key(event.key()), plain))
            if name is not None:
                event.accept()
                if event.type() is QEvent.Type.KeyPress:
                    self.act_wanted.emit(name)
                return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.verticalHeader().setMaximumWidth(min(_HEADINGS, self.width() * 2 // 5))
        self.fit()

    def fit(self) -> None:
        """Few columns share the room there is, many keep a width that can be read."""
        columns = self.model().columnCount()
        if columns:
            room = self.viewport().width() // columns
            self.horizontalHeader().setDefaultSectionSize(min(max(room, _NARROW), _WIDE))

    def measure(self) -> None:
        """Fits headings and columns to what is laid out now."""
        for header in (self.verticalHeader(), self.horizontalHeader()):
            assert isinstance(header, NestedHeader)
            header.measure()
        self.fit()
