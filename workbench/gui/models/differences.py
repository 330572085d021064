"""What two copies had changed differently, as a table: what it is, what was common, what is here and there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from workbench.core.words import tr

if TYPE_CHECKING:
    from workbench.core.actions.differing import Line

Index = QModelIndex | QPersistentModelIndex
_TEXTS = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
COLUMNS = 6
HERE, THERE, SETTLED = 3, 4, 5
_NO_PARENT = QModelIndex()


class Differences(QAbstractTableModel):
    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[Line] = ()

    def show(self, rows: Sequence[Line]) -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def at(self, row: int) -> Line:
        return self._rows[row]

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else COLUMNS

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (tr("What"), tr("Field"), tr("Common"), tr("Here"), tr("There"), tr("Settled"))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in _TEXTS:
            return None
        one = self._rows[index.row()]
        nothing = tr("nothing") if role == Qt.ItemDataRole.AccessibleTextRole else "—"
        words = (
            one.what,
            one.field,
            one.common or nothing,
            _said(one.here or nothing, one.by_here),
            _said(one.there or nothing, one.by_there),
            one.settled,
        )
        return words[index.column()]


def _said(value: str, by: tuple[str, str]) -> str:
    """A value with who said it and on which day."""
    who, at = by
    return f"{value}  ({who}, {at[:10]})" if who else value
