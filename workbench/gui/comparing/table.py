"""The table of the comparison with its nested headings."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from workbench.gui.comparing.headings import NestedHeader
from workbench.gui.grid import Grid

_NARROW, _WIDE = 130, 640  # how narrow and how wide a column is made
_HEADINGS = 380  # the most that headings of rows take


class ComparisonTable(QTableView):
    """`went()`: the keys stand on another cell. `menu_wanted(QPoint)`: a menu, at a place of the screen."""

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

    def _on_current(self) -> None:
        self.verticalHeader().viewport().update()
        self.horizontalHeader().viewport().update()
        self.went.emit()

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
