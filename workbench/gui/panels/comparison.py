"""The comparison: figures by two of their fields; a cell shows what its sources state and opens their sentences."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from workbench.core.comparison.plots import Words, plot_of
from workbench.core.model.changes import Changes
from workbench.core.model.comparison import Axis, Cell, Comparison, ComparisonSpec, Member, Order
from workbench.core.model.note import Place
from workbench.core.words import tr
from workbench.gui.comparing.axes import AxisBoxes
from workbench.gui.comparing.filter_strip import FilterStrip
from workbench.gui.comparing.plot import PlotPanel
from workbench.gui.comparing.remembered import counted, kept_words, spec_of, why_empty
from workbench.gui.comparing.saved import SavedBox
from workbench.gui.comparing.table import ComparisonTable
from workbench.gui.comparing.view_menu import ViewMenu, moved
from workbench.gui.comparing.working import Working
from workbench.gui.grid import CELL, Grid, heading, stated, to_open, unit_of
from workbench.gui.layout import Layout
from workbench.gui.session import Session
from workbench.gui.widgets import WhenSeen, hint

_PATIENCE = 500  # milliseconds before progress is shown
_BY_SOURCE = {Axis.ARTICLE, Axis.PUBLISHER}
Key = tuple[str, ...]


class ComparisonPanel(QWidget):
    """`spec` is what the table and the workbook lay out. `export_wanted` asks for the workbook,
    `sight_wanted` to be brought in front."""

    export_wanted = Signal()
    sight_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._layout = Layout()
        self._spec = ComparisonSpec()
        self._grid = Grid(self)
        self._working = Working(session, self)
        self._keep: tuple[Key, Key] | None = None  # the cell to stand on again
        self._axes = AxisBoxes(self)
        self._rows, self._columns = self._axes.rows, self._axes.columns[0]
        self._saved = SavedBox(session, self)
        self._filters = FilterStrip(session, self)
        self._accepted = self._filters.accepted
        self._filter, self._plot_on = self._toggle(tr("Filter")), self._toggle(tr("Plot"))
        self._view = QToolButton(self, popupMode=QToolButton.ToolButtonPopupMode.InstantPopup)
        self._view.setText(tr("View"))
        self._count = hint(self)
        self._export = QPushButton(tr("Export to Excel…"), self)
        self._bar, self._cancel = QProgressBar(self, textVisible=False), QPushButton(tr("Cancel"), self)
        self._table = ComparisonTable(self._grid, self)
        self._table.setAccessibleName(tr("Comparison"))
        self._empty, self._stack = hint(self, centred=True), QStackedWidget(self)
        self._plot = PlotPanel(session, self)
        self._menu = ViewMenu(self, lambda: self._grid.comparison, self._here, self.take, self.act)
        self._view.setMenu(self._menu)
        self._place()
        self._seen = WhenSeen(self, self.reload, pause=250, stale=True)
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._patience.timeout.connect(lambda: self._show_busy(on=True))
        self._connect()
        self.setAccessibleName(tr("Comparison"))
        self.setFocusProxy(self._table)

    def _toggle(self, words: str) -> QToolButton:
        button = QToolButton(self)
        button.setCheckable(True)
        button.setText(words)
        button.toggled.connect(lambda _: self._on_view())
        return button

    def _place(self) -> None:
        row, self._top = QHBoxLayout(), QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._count.setWordWrap(False)
        self._count.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._count.setIndent(8)
        self._bar.setMaximumWidth(140)
        before: tuple[QWidget, ...] = (self._saved, self._filter, self._view, self._plot_on)
        for part in before:
            row.addWidget(part)
        row.addWidget(self._count, 1)
        for widget in (self._bar, self._cancel, self._export):
            row.addWidget(widget)
        split = QSplitter(Qt.Orientation.Horizontal, self, childrenCollapsible=False)
        self._stack.addWidget(self._table)
        self._stack.addWidget(self._empty)
        split.addWidget(self._stack)
        split.addWidget(self._plot)
        split.setSizes([1000, 900])
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 4, 6, 4)
        column.setSpacing(4)
        self._top.addWidget(self._axes)
        self._top.addLayout(row, 1)
        column.addLayout(self._top)
        column.addWidget(self._filters)
        column.addWidget(split, 1)
        hidden: tuple[QWidget, ...] = (self._filters, self._plot, self._bar, self._cancel)
        for part in hidden:
            part.hide()

    def _connect(self) -> None:
        self._axes.changed.connect(self._on_axes)
        self._filters.changed.connect(lambda: self.take(self._filters.on(self._spec)))
        self._saved.chosen.connect(self.take)
        self._export.clicked.connect(self.export_wanted)
        self._cancel.clicked.connect(self._working.cancel)
        table = self._table
        table.activated.connect(self._open)
        table.doubleClicked.connect(self._open)
        table.clicked.connect(self._open)
        table.menu_wanted.connect(self._show_menu)
        table.went.connect(self._show_plot)
        self._plot.figure_wanted.connect(lambda figure: self._session.show_figures([figure]))
        self._plot.changed.connect(self._remember)
        self._working.laid.connect(self._on_laid)
        self._working.came.connect(self._on_came)
        self._working.busy.connect(self._on_busy)
        self._working.idle.connect(lambda: self._show_busy(on=False))
        session = self._session
        session.project_opened.connect(self._on_opened)
        session.project_closed.connect(self._on_closed)
        session.changed.connect(self._on_changes)

    # what is laid out

    @property
    def spec(self) -> ComparisonSpec:
        return self._spec

    @property
    def grid(self) -> Grid:
        return self._grid

    def take(self, spec: ComparisonSpec) -> None:
        """Lays out another way, and remembers it."""
        self._keep = self._at()
        self._spec = spec
        self._say_spec()
        self._remember()
        self.reload()

    def _on_axes(self) -> None:
        """Other rows and columns: an order of one's own and hidden rows were of those before."""
        rows, columns = self._axes.chosen
        spec = replace(self._spec, rows=rows, columns=columns)
        if rows != self._spec.rows:
            order = Order.USUAL if spec.order_rows is Order.OWN else spec.order_rows
            spec = replace(spec, own_rows=(), hidden=(), order_rows=order)
        if columns != self._spec.columns:
            order = Order.USUAL if spec.order_columns is Order.OWN else spec.order_columns
            spec = replace(spec, own_columns=(), order_columns=order)
        self.take(spec)

    def _say_spec(self) -> None:
        self._axes.show_axes(self._spec.rows, self._spec.columns)
        self._filters.show_spec(self._spec)
        self._saved.show_spec(self._spec)
        used = self._filters.used
        self._filter.setText(f"{tr('Filter')}: {used}" if used else tr("Filter"))

    def _remember(self) -> None:
        if self._session.project is not None:
            view = {
                "filter": self._filter.isChecked(),
                "plot": self._plot_on.isChecked(),
                "timeline": self._plot.timeline,
            }
            self._layout.save_axes(self._session.project.path, kept_words(self._spec, view))

    def _on_view(self) -> None:
        self._filters.setVisible(self._filter.isChecked())
        self._plot.setVisible(self._plot_on.isChecked())
        self._show_plot()
        self._remember()

    def _on_opened(self) -> None:
        project = self._session.project
        assert project is not None
        self._spec, view = spec_of(self._layout.axes(project.path))
        for name, button in (("filter", self._filter), ("plot", self._plot_on)):
            button.blockSignals(True)
            button.setChecked(view.get(name, False))
            button.blockSignals(False)
        self._filters.setVisible(self._filter.isChecked())
        self._plot.setVisible(self._plot_on.isChecked())
        self._plot.set_timeline(view.get("timeline", False))
        self._saved.reload()
        self._say_spec()
        self._working.forget()
        self._working.read_ahead(self._spec)
        self._seen.ask()

    def _on_closed(self) -> None:
        self._seen.stop()
        self._working.forget()
        self._grid.show(None)
        self._say_empty(None)
        self._plot.show_plot(None)

    def _on_changes(self, changes: Changes) -> None:
        if changes.touches("option"):
            self._saved.reload()
        if changes.touches("figure", "article", "rate"):
            self._working.forget(changes)
            self._seen.ask()
        elif changes.touches("verdict"):
            self._seen.ask()

    def show_rates(self) -> None:
        """Rates between currencies, by which money of several is shown in one."""
        from workbench.gui.dialogs.rates import RatesDialog

        RatesDialog(self._session, self.window()).show()

    def minimumSizeHint(self) -> QSize:
        """A narrow window has the boxes in two lines."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), self._axes.minimumSizeHint().width() + 12), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        buttons = (self._saved, self._filter, self._view, self._plot_on, self._export)
        needed = self._axes.sizeHint().width() + sum(button.sizeHint().width() + 6 for button in buttons) + 12
        way = QBoxLayout.Direction
        self._top.setDirection(way.LeftToRight if needed <= self.width() else way.TopToBottom)

    def reload(self) -> None:
        self._seen.done()
        self._keep = self._keep or self._at()
        self._working.lay_out(self._spec)

    # what was worked out

    def _on_laid(self, made: Comparison | None, pending: object) -> None:
        self._grid.show(made, pending)  # type: ignore[arg-type]  # signals carry any object
        self._table.measure()
        self._stand_again()
        self._say_count()
        self._say_empty(made)
        self._show_plot()

    def _on_came(self) -> None:
        self._grid.cells_came()
        self._say_count()
        self._show_plot()

    def _say_count(self) -> None:
        self._count.setText(counted(self._grid.comparison, partial=self._working.partial))
        self._count.setToolTip(self._count.text())  # a narrow window cuts the end off

    def _say_empty(self, made: Comparison | None) -> None:
        """Where the table would be empty: what to do."""
        self._empty.setText(why_empty(made, filtered=bool(self._filters.used)))
        self._stack.setCurrentWidget(self._table if made is not None and made.rows else self._empty)

    def _on_busy(self, words: str, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._bar.setAccessibleName(words)
        self._bar.setToolTip(words)
        if not self._bar.isVisible() and not self._patience.isActive():
            self._patience.start()

    def _show_busy(self, *, on: bool) -> None:
        self._patience.stop()
        self._bar.setVisible(on)
        self._cancel.setVisible(on)

    # where the keys stand

    def _at(self) -> tuple[Key, Key] | None:
        made, index = self._grid.comparison, self._table.currentIndex()
        if made is None or not index.isValid():
            return None
        return made.rows[index.row()], made.columns[index.column()]

    def _here(self) -> tuple[Key, Key, Cell | None] | None:
        at = self._at()
        return None if at is None else (*at, self._grid.cell(self._table.currentIndex()))

    def _stand_again(self) -> None:
        """On the cell of before, wherever it stands now."""
        made, keep = self._grid.comparison, self._keep
        self._keep = None
        if made is None or keep is None or keep[0] not in made.rows or keep[1] not in made.columns:
            return
        index = self._grid.index(made.rows.index(keep[0]), made.columns.index(keep[1]))
        self._table.setCurrentIndex(index)
        self._table.scrollTo(index)

    def act(self, name: str) -> None:
        """Moves or hides the row or column that the keys stand on."""
        made, index = self._grid.comparison, self._table.currentIndex()
        if made is None or not index.isValid():
            self._session.say(tr("Choose a cell of the table first."))
            return
        spec, row, column = made.spec, index.row(), index.column()
        if name in ("up", "down"):
            own = moved(made.rows, row, -1 if name == "up" else 1)
            self.take(replace(spec, order_rows=Order.OWN, own_rows=own))
        elif name in ("left", "right"):
            own = moved(made.columns, column, -1 if name == "left" else 1)
            self.take(replace(spec, order_columns=Order.OWN, own_columns=own))
        else:
            beside = made.rows[row + 1] if row + 1 < len(made.rows) else made.rows[row - 1]
            self.take(replace(spec, hidden=(*spec.hidden, made.rows[row])))
            self._keep = (beside, made.columns[column])
            self._stand_again()

    def show_hidden(self) -> None:
        self.sight_wanted.emit()
        self.take(replace(self._spec, hidden=()))

    def toggle_filter(self) -> None:
        self.sight_wanted.emit()
        self._filter.toggle()

    def toggle_plot(self) -> None:
        self.sight_wanted.emit()
        self._plot_on.toggle()

    def open_menu(self) -> None:
        self.sight_wanted.emit()
        self._show_menu(self._view.mapToGlobal(self._view.rect().bottomLeft()))

    def _show_menu(self, at: QPoint) -> None:
        self._menu.popup(at)

    def _open(self, index: QModelIndex) -> None:
        cell = index.data(CELL)
        if cell is not None:
            self._session.show_figures(to_open(cell))

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
        if self._seen.stale:
            self._seen.at_once()
        index = self._grid.index_of(place)
        if index.isValid():
            self._table.setCurrentIndex(index)
            self._table.scrollTo(index)
        return index.isValid()

    # the plot

    def _show_plot(self) -> None:
        """The row that the keys stand on, while somebody looks."""
        if not self._plot_on.isChecked():
            return
        made, index = self._grid.comparison, self._table.currentIndex()
        if made is None or not made.rows:
            self._plot.show_plot(None)
            return
        row = max(index.row(), 0)
        waiting = self._working.row(made.rows[row])
        by_source = set(made.spec.columns) <= _BY_SOURCE

        def label(column: Key, member: Member) -> str:
            source = member.publisher or member.article_title
            return source if by_source else f"{heading(made.spec.columns, column)} — {source}"

        words = Words(unit=unit_of, stated=stated, label=label)
        plot = plot_of(heading(made.spec.rows, made.rows[row]), self._grid.row_cells(row), words)
        self._plot.show_plot(replace(plot, waiting=waiting))
