"""The review queue as a table: an ordered list of ids, rows fetched from the project when they come into view."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from workbench.core.model.figure import Figure, FigureId
from workbench.core.words import mark, tr
from workbench.gui.models import wording

_CHUNK = 128  # rows fetched at once
_KEPT = 40 * _CHUNK  # rows kept; older ones are fetched again
_NOWHERE = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Column:
    """`words` gives the cell of a figure; `right` aligns numbers."""

    title: str
    words: Callable[[Figure], str]
    right: bool = False


COLUMNS: tuple[Column, ...] = (
    Column(mark("Status"), lambda f: f"{wording.STATUS_SIGNS[f.status]} {tr(wording.STATUSES[f.status])}"),
    Column(mark("Quote"), lambda f: " ".join(f.quote.split())),
    Column(mark("Amount"), lambda f: wording.amount(f.amount), right=True),
    Column(mark("Unit"), wording.figure_unit),
    Column(mark("Subject"), lambda f: wording.term(f.subject)),
    Column(mark("Measure"), lambda f: wording.term(f.measure)),
    Column(mark("Period"), lambda f: str(f.period or "")),
    Column(mark("Doubts"), wording.doubts),
)
SOURCE = len(COLUMNS)  # the last column, whose words come from the list of sources


class FigureTable(QAbstractTableModel):
    """Rows are figures. `fetch` gives figures by ids, in any order; `source_name` the words for an article."""

    def __init__(
        self,
        fetch: Callable[[Sequence[FigureId]], list[Figure]],
        source_name: Callable[[Figure], str],
        parent: Any = None,
    ) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self._source_name = source_name
        self._ids: list[FigureId] = []
        self._rows: dict[FigureId, int] = {}
        self._figures: OrderedDict[FigureId, Figure] = OrderedDict()

    @property
    def ids(self) -> Sequence[FigureId]:
        return self._ids

    def row_of(self, figure_id: FigureId | None) -> int:
        """-1 where the table does not show it."""
        return -1 if figure_id is None else self._rows.get(figure_id, -1)

    def id_at(self, row: int) -> FigureId | None:
        return self._ids[row] if 0 <= row < len(self._ids) else None

    def set_ids(self, ids: Sequence[FigureId]) -> None:
        """Shows these figures, in this order; tells views only what really changed."""
        if list(ids) == self._ids:
            return
        self.beginResetModel()
        self._ids = list(ids)
        self._rows = {figure_id: row for row, figure_id in enumerate(self._ids)}
        self.endResetModel()

    def take_out(self, gone: Collection[FigureId]) -> None:
        """The same list without these few."""
        rows = sorted((self.row_of(figure_id) for figure_id in gone), reverse=True)
        for row in rows:
            self.beginRemoveRows(_NOWHERE, row, row)
            del self._ids[row]
            self.endRemoveRows()
        if rows:
            self._rows = {figure_id: row for row, figure_id in enumerate(self._ids)}

    def forget(self, changed: Collection[FigureId] | None = None) -> None:
        """What was fetched of these figures (or of all) is out of date."""
        if changed is None:
            self._figures.clear()
            rows = range(len(self._ids))
        else:
            for figure_id in changed:
                self._figures.pop(figure_id, None)
            rows = sorted(row for figure_id in changed if (row := self.row_of(figure_id)) >= 0)  # type: ignore[assignment]
        if rows:
            self.dataChanged.emit(self.index(rows[0], 0), self.index(rows[-1], SOURCE))

    def figure_at(self, row: int) -> Figure | None:
        """The figure of a row, fetched with its neighbours."""
        figure_id = self._ids[row]
        if figure_id not in self._figures:
            first = row - row % _CHUNK
            wanted = [i for i in self._ids[first : first + _CHUNK] if i not in self._figures]
            self._figures.update({figure.id: figure for figure in self._fetch(wanted)})
            while len(self._figures) > _KEPT:
                self._figures.popitem(last=False)
        return self._figures.get(figure_id)

    def retranslate(self) -> None:
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, SOURCE)
        self.forget()

    # Qt's side

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else SOURCE + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = index.column() < SOURCE and COLUMNS[index.column()].right
            across = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            return across | Qt.AlignmentFlag.AlignVCenter
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole) or not index.isValid():
            return None
        figure = self.figure_at(index.row())
        if figure is None:
            return None
        if index.column() == SOURCE:
            return self._source_name(figure)
        return COLUMNS[index.column()].words(figure)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return tr("Source") if section == SOURCE else tr(COLUMNS[section].title)
