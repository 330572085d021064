"""The boxes that choose what makes rows and columns of the comparison."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from workbench.core.model.comparison import Axis
from workbench.core.words import mark, tr

AXES = {
    Axis.MEASURE: mark("Measure"),
    Axis.SUBJECT: mark("Subject"),
    Axis.ITEM: mark("Item"),
    Axis.PLACE: mark("Place"),
    Axis.PERIOD: mark("Period"),
    Axis.ARTICLE: mark("Source"),
    Axis.PUBLISHER: mark("Publisher"),
}
ROWS, COLUMNS = 3, 2  # axes that rows and columns may nest


class AxisBoxes(QWidget):
    """`changed()` when the user chose another axis."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows = [QComboBox(self) for _ in range(ROWS)]
        self.columns = [QComboBox(self) for _ in range(COLUMNS)]
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        for label, boxes in ((tr("Rows"), self.rows), (tr("Columns"), self.columns)):
            line.addWidget(QLabel(label, self), 0)
            for level, box in enumerate(boxes):
                self._fill(box, label, level)
                line.addWidget(box, 1)

    def _fill(self, box: QComboBox, label: str, level: int) -> None:
        name = label if not level else f"{label}, {tr('then by')} ({level + 1})"
        box.setAccessibleName(name)
        box.setToolTip(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(6)
        box.setMaximumWidth(180)
        if level:
            box.addItem("—", None)
        for axis, text in AXES.items():
            box.addItem(tr(text), axis)
        box.activated.connect(lambda _: self.changed.emit())

    @property
    def chosen(self) -> tuple[tuple[Axis, ...], tuple[Axis, ...]]:
        """Rows and columns; what makes a column makes no row, and no axis stands twice."""
        columns = tuple(dict.fromkeys(_axes(self.columns)))
        rows = tuple(dict.fromkeys(axis for axis in _axes(self.rows) if axis not in columns))
        if rows:
            return rows, columns
        first = _axes(self.rows)[0]  # it was taken for the columns just now
        others = tuple(axis for axis in columns if axis is not first)
        return (first,), others or (next(axis for axis in AXES if axis is not first),)

    def show_axes(self, rows: Sequence[Axis], columns: Sequence[Axis]) -> None:
        for boxes, axes in ((self.rows, rows), (self.columns, columns)):
            for level, box in enumerate(boxes):
                wanted = axes[level] if level < len(axes) else None
                at = [i for i in range(box.count()) if (box.itemData(i) or None) == wanted]
                box.setCurrentIndex(at[0] if at else 0)


def _axes(boxes: Sequence[QComboBox]) -> list[Axis]:
    """What is chosen; Qt keeps an enum's value only."""
    return [Axis(box.currentData()) for box in boxes if box.currentData()]
