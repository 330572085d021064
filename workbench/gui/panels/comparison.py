"""The comparison: figures by two of their fields; a cell shows what its sources state and opens their sentences."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSizePolicy,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from workbench.core.model.changes import Changes
from workbench.core.model.comparison import Axis, Comparison, ComparisonSpec
from workbench.core.model.figure import Status
from workbench.core.model.note import Place
from workbench.core.words import mark, tr, trn
from workbench.gui.grid import CELL, Grid, to_open
from workbench.gui.layout import Layout
from workbench.gui.session import Session
from workbench.gui.widgets import hint

AXES = {
    Axis.MEASURE: mark("Measure"),
    Axis.SUBJECT: mark("Subject"),
    Axis.ITEM: mark("Item"),
    Axis.PLACE: mark("Place"),
    Axis.PERIOD: mark("Period"),
    Axis.ARTICLE: mark("Source"),
    Axis.PUBLISHER: mark("Publisher"),
}
_NESTED = 3  # axes that rows may nest
_NARROW, _WIDE = 130, 640  # how narrow and how wide a column is made


def kept_words(spec: ComparisonSpec) -> str:
    """A layout as it is remembered: "measure,item,subject|article|accepted"."""
    accepted = "accepted" if spec.statuses == (Status.ACCEPTED,) else ""
    return "|".join([",".join(spec.rows), ",".join(spec.columns), accepted])


def spec_of(words: str) -> ComparisonSpec:
    """The layout of what was remembered; the usual one where that says nothing."""
    rows, _, rest = words.partition("|")
    columns, _, accepted = rest.partition("|")
    known = {axis.value: axis for axis in Axis}
    nested = tuple(known[name] for name in rows.split(",") if name in known)
    across = tuple(known[name] for name in columns.split(",") if name in known)
    if not nested or not across:
        return ComparisonSpec()
    statuses = (Status.ACCEPTED,) if accepted == "accepted" else ComparisonSpec().statuses
    return ComparisonSpec(rows=nested[:_NESTED], columns=across[:1], statuses=statuses)


class ComparisonPanel(QWidget):
    """`spec` is what the table and the workbook lay out. `export_wanted` asks for the workbook."""

    export_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._layout = Layout()
        self._grid = Grid(self)
        self._stale = True
        self._rows = [QComboBox(self) for _ in range(_NESTED)]
        self._columns = QComboBox(self)
        self._accepted = QCheckBox(tr("Only accepted"), self)
        self._count = hint(self)
        self._count.setWordWrap(False)
        self._export = QPushButton(tr("Export to Excel…"), self)
        self._table = self._make_table()
        self._fill_choices()
        self._place()
        self._later = QTimer(self, singleShot=True, interval=250)
        self._later.timeout.connect(self._reload_if_seen)
        self._connect()
        self.setAccessibleName(tr("Comparison"))
        self.setFocusProxy(self._table)

    def _make_table(self) -> QTableView:
        table = QTableView(self, wordWrap=False, cornerButtonEnabled=False)
        table.setModel(self._grid)
        table.setAccessibleName(tr("Comparison"))
        table.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        table.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        table.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        table.setTabKeyNavigation(False)
        down, across = table.verticalHeader(), table.horizontalHeader()
        down.setMinimumSectionSize(1)
        down.setDefaultSectionSize(table.fontMetrics().lineSpacing() + 7)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setMaximumWidth(380)
        for header in (down, across):
            header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            header.setTextElideMode(Qt.TextElideMode.ElideRight)
        across.setDefaultSectionSize(190)
        return table

    def _fill_choices(self) -> None:
        names = (tr("Rows"), tr("then by"), tr("and then by"), tr("Columns"))
        for box, name in zip((*self._rows, self._columns), names, strict=True):
            box.setAccessibleName(name)
            box.setToolTip(name)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(7)
            if box in self._rows[1:]:
                box.addItem("—", None)
            for axis, text in AXES.items():
                box.addItem(tr(text), axis)

    def _place(self) -> None:
        row = QHBoxLayout()
        for label, boxes in ((tr("Rows"), self._rows), (tr("Columns"), [self._columns])):
            row.addWidget(QLabel(label, self))
            for box in boxes:
                row.addWidget(box)
        row.addWidget(self._accepted)
        self._count.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._count.setIndent(8)
        row.addWidget(self._count, 1)
        row.addWidget(self._export)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 4, 6, 4)
        column.addLayout(row)
        column.addWidget(self._table, 1)

    def _connect(self) -> None:
        for box in (*self._rows, self._columns):
            box.activated.connect(lambda _: self._on_choice())
        self._accepted.clicked.connect(lambda _: self._on_choice())
        self._export.clicked.connect(self.export_wanted)
        self._table.viewport().installEventFilter(self)
        self._table.activated.connect(self._open)
        self._table.doubleClicked.connect(self._open)
        self._table.clicked.connect(self._open)
        session = self._session
        session.project_opened.connect(self._on_opened)
        session.project_closed.connect(self._on_closed)
        session.changed.connect(self._on_changes)

    # what is laid out

    @property
    def spec(self) -> ComparisonSpec:
        rows = [axis for box in self._rows if (axis := _axis(box)) is not None]
        columns = _axis(self._columns)
        usual = ComparisonSpec().statuses
        return ComparisonSpec(
            rows=tuple(dict.fromkeys(axis for axis in rows if axis is not columns)) or tuple(rows[:1]),
            columns=() if columns is None else (columns,),
            statuses=(Status.ACCEPTED,) if self._accepted.isChecked() else usual,
        )

    @property
    def grid(self) -> Grid:
        return self._grid

    # cells that carry notes

    def place_here(self) -> Place | None:
        """The cell that the keys stand on."""
        return self._grid.place(self._table.currentIndex())

    def words_here(self) -> str:
        """That cell by the names of its row and column."""
        index = self._table.currentIndex()
        sides = ((index.row(), Qt.Orientation.Vertical), (index.column(), Qt.Orientation.Horizontal))
        return " × ".join(str(self._grid.headerData(at, side)) for at, side in sides)

    def show_place(self, place: Place) -> bool:
        """Puts the keys on a cell; False where the table as it is laid out has no such cell."""
        if self._stale:
            self._later.stop()
            self.reload()
        index = self._grid.index_of(place)
        if index.isValid():
            self._table.setCurrentIndex(index)
            self._table.scrollTo(index)
        return index.isValid()

    def _on_choice(self) -> None:
        if self._session.project is not None:
            self._layout.save_axes(self._session.project.path, kept_words(self.spec))
            self.reload()

    def _on_opened(self) -> None:
        project = self._session.project
        assert project is not None
        spec = spec_of(self._layout.axes(project.path))
        for number, box in enumerate(self._rows):
            _choose(box, spec.rows[number] if number < len(spec.rows) else None)
        _choose(self._columns, spec.columns[0])
        self._accepted.setChecked(spec.statuses == (Status.ACCEPTED,))
        self._later.start()

    def _on_closed(self) -> None:
        self._later.stop()
        self._grid.show(None)

    def _on_changes(self, changes: Changes) -> None:
        if changes.touches("figure", "article", "verdict"):
            self._later.start()

    def _reload_if_seen(self) -> None:
        """A table nobody looks at waits until it is shown."""
        self._stale = True
        if self.isVisible():
            self.reload()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._later.start(0)

    def reload(self) -> None:
        from workbench.core.actions.comparing import compare

        self._stale = False
        comparison: Comparison | None = self._session.do(compare, self.spec)
        self._grid.show(comparison)
        self._fit_columns()
        self._count.setText(_counted(comparison))
        self._count.setToolTip(self._count.text())  # a narrow window cuts the end off

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._fit_columns()
        return super().eventFilter(watched, event)

    def _fit_columns(self) -> None:
        """Few columns share the room there is, many keep a width that can be read."""
        columns = self._grid.columnCount()
        if columns:
            room = self._table.viewport().width() // columns
            self._table.horizontalHeader().setDefaultSectionSize(min(max(room, _NARROW), _WIDE))

    def _open(self, index: QModelIndex) -> None:
        cell = index.data(CELL)
        if cell is not None:
            self._session.show_figures(to_open(cell))


def _axis(box: QComboBox) -> Axis | None:
    """What is chosen; Qt keeps an enum's value only."""
    return Axis(box.currentData()) if box.currentData() else None


def _choose(box: QComboBox, axis: Axis | None) -> None:
    at = [i for i in range(box.count()) if (box.itemData(i) or None) == axis]
    box.setCurrentIndex(at[0] if at else 0)


def _counted(comparison: Comparison | None) -> str:
    if comparison is None:
        return ""
    said = [trn("{n} figure", "{n} figures", comparison.figures)]
    conflicts = sum(bool(cell.conflicts) for cell in comparison.cells.values())
    if conflicts:
        said.append(trn("{n} cell in conflict", "{n} cells in conflict", conflicts))
    if comparison.left_out:
        said.append(trn("{n} without measure and subject", "{n} without measure and subject", comparison.left_out))
    return " · ".join(said)
