"""Proposed corrections as a table: ticked ones are taken; was and is, the cell, the words of the figure."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from workbench.core.model.returned import Plan, Proposal
from workbench.core.words import tr

Index = QModelIndex | QPersistentModelIndex
_TEXTS = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
COLUMNS = 6
WAS, IS = 3, 4
_NO_PARENT = QModelIndex()


class Proposals(QAbstractTableModel):
    """`ticked` are the numbers of the proposals that are to be taken."""

    ticks_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[Proposal, ...] = ()
        self.ticked: set[int] = set()

    def show(self, plan: Plan) -> None:
        """Another list: what was unticked before stays so, by figure and field; what both changed is not ticked."""
        left = {(one.figure_id, one.field) for one in self._rows if one.number not in self.ticked}
        known = {(one.figure_id, one.field) for one in self._rows}
        self.beginResetModel()
        self._rows = plan.proposals
        self.ticked = {
            one.number
            for one in self._rows
            if (one.figure_id, one.field) not in left and ((one.figure_id, one.field) in known or not one.both)
        }
        self.endResetModel()
        self.ticks_changed.emit()

    def at(self, row: int) -> Proposal:
        return self._rows[row]

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else COLUMNS

    def flags(self, index: Index) -> Qt.ItemFlag:
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return usual | Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 else usual

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (tr("Cell"), tr("Figure"), tr("Field"), tr("Was"), tr("Is"), tr("Remark"))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        one = self._rows[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == 0:
            return Qt.CheckState.Checked if one.number in self.ticked else Qt.CheckState.Unchecked
        if role not in _TEXTS:
            return None
        nothing = tr("nothing") if role == Qt.ItemDataRole.AccessibleTextRole else "—"
        words = (
            ", ".join(one.at),
            f"{one.figure_id}  {one.quote}",
            tr(one.field),
            one.was or nothing,
            one.now or nothing,
            tr("⚠ changed in both") if one.both else "",
        )
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == 0:
            return f"{words[0]}: {tr('to be taken') if one.number in self.ticked else tr('left out')}"
        return words[index.column()]

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        self.tick([index.row()], Qt.CheckState(value) is Qt.CheckState.Checked)
        return True

    def tick(self, rows: list[int], on: bool) -> None:
        for row in rows:
            (self.ticked.add if on else self.ticked.discard)(self._rows[row].number)
            index = self.index(row, 0)
            self.dataChanged.emit(index, index)
        self.ticks_changed.emit()

    def toggle(self, rows: list[int]) -> None:
        """All on, or all off where they were on."""
        self.tick(rows, not all(self._rows[row].number in self.ticked for row in rows))
