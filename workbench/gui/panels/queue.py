"""The review queue: every figure to settle, filtered, in step with the figure that the readers show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from workbench.core.model.article import ArticleId
from workbench.core.model.changes import Changes
from workbench.core.model.figure import Figure, FigureId, Status
from workbench.core.model.filter import FigureFilter, Order
from workbench.core.words import tr
from workbench.gui.fields.queue_filter import QueueFilter, Scope
from workbench.gui.models import wording
from workbench.gui.models.figures import SOURCE, FigureTable
from workbench.gui.session import Session
from workbench.gui.spoken_keys import key_of

_FEW = 20  # figures that a step touched, up to which the list is looked at figure by figure
_LOOKED_AT = 500  # figures at once, to find the next open one
_OPEN = FigureFilter(statuses=(Status.SUGGESTED,), orphans=None)
# Each column's least width and its share of the room that is left over.
_AROUND = 14  # pixels around the words of a cell
_WIDTHS = ((104, 0), (150, 4), (112, 1), (56, 1), (96, 2), (116, 3), (74, 0), (96, 2), (120, 2))


class Queue(QWidget):
    """Signals: `figure_opened(FigureId)` on a double click, `filtered()` when other figures are asked for. `table` is
    the list itself; several of its rows can be chosen."""

    figure_opened = Signal(object)
    filtered = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._names: dict[ArticleId, str] = {}
        self.model = FigureTable(self._fetch, self._source_name, self)
        self.table = QTableView(self, showGrid=False, wordWrap=False)
        self._empty = QLabel(self, alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self._stack = QStackedWidget(self)
        self.boxes = QueueFilter(session, self)
        self.words, self.scope, self.status = self.boxes.words, self.boxes.scope, self.boxes.status
        self.kind, self.doubt, self._settled = self.boxes.kind, self.boxes.doubt, self.boxes.settled
        self._build()
        self._connect()
        self.retranslate()

    def retranslate(self) -> None:
        self.setAccessibleName(tr("Review queue"))
        self.table.setAccessibleName(tr("Figures to settle"))
        self.boxes.retranslate()
        self.model.retranslate()
        self.refresh()

    def _build(self) -> None:
        table = self.table
        table.setAlternatingRowColors(True)
        table.setModel(self.model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setTabKeyNavigation(False)
        rows = table.verticalHeader()
        rows.setVisible(False)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self.fontMetrics().lineSpacing() + 8)
        columns = table.horizontalHeader()
        columns.setHighlightSections(False)
        columns.setStretchLastSection(True)
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._stack.addWidget(table)
        self._empty.setObjectName("hint")
        self._stack.addWidget(self._empty)
        column_box = QVBoxLayout(self)
        column_box.setContentsMargins(0, 0, 0, 0)
        column_box.setSpacing(0)
        column_box.addWidget(self.boxes)
        column_box.addWidget(self._stack, 1)
        self.setFocusProxy(table)

    def _connect(self) -> None:
        session = self._session
        session.project_opened.connect(self._on_project)
        session.project_closed.connect(self._on_project)
        session.changed.connect(self._on_changes)
        session.figure_selected.connect(self._show_selected)
        self.words.returnPressed.connect(self.table.setFocus)
        self.boxes.changed.connect(self._on_filter)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self.table.viewport().installEventFilter(self)
        self.table.doubleClicked.connect(self._on_opened)

    # what is shown

    def _fetch(self, ids: Iterable[FigureId]) -> list[Figure]:
        project = self._session.project
        return project.figures.many(list(ids)) if project is not None else []

    def _source_name(self, figure: Figure) -> str:
        project = self._session.project
        if not self._names and project is not None:
            self._names = {line.id: line.title or line.file_name for line in project.articles.summaries()}
        return self._names.get(figure.article_id, "")

    def set_article(self, article_id: ArticleId | None) -> None:
        """The source that "This source" means."""
        if article_id != self.boxes.article:
            self.boxes.article = article_id
            if self.scope.value is Scope.ARTICLE:
                self.refresh()

    def filter(self, **changed: Any) -> FigureFilter:
        """What the boxes say, with some of it changed."""
        return self.boxes.filter(**changed)

    def _on_filter(self) -> None:
        self.refresh()
        self.filtered.emit()

    def state(self) -> dict[str, Any]:
        """The filter, to be remembered."""
        return self.boxes.state()

    def show_state(self, kept: Any) -> None:
        self.boxes.show_state(kept)
        self.refresh()

    def _nothing_to_list(self) -> bool:
        return self._session.project is None or self.boxes.nowhere

    def refresh(self) -> None:
        """The list again, from the project."""
        project = self._session.project
        order = self.boxes.order.value
        with QSignalBlocker(self.table.selectionModel()):
            self.model.set_ids(
                [] if project is None or self._nothing_to_list() else project.figures.ids(self.filter(), order)
            )
        self.table.setColumnHidden(SOURCE, self.filter().article is not None)  # it would say the same in every row
        self._fit_columns()
        self._show_selected(self._session.selected_figure)
        self._show_count()
        self._empty.setText(self._what_to_do())
        self._stack.setCurrentIndex(0 if self.model.ids else 1)

    def _show_count(self) -> None:
        project = self._session.project
        if project is None or self._nothing_to_list():
            self._settled.setText("")
            return
        total = project.figures.count(self.filter(statuses=()))
        still_open = project.figures.count(self.filter(statuses=(Status.SUGGESTED,)))
        self._settled.setText(wording.settled(total - still_open, total))

    def say_keys(self) -> None:
        self._empty.setText(self._what_to_do())

    def _what_to_do(self) -> str:
        if self._session.project is None:
            return tr("Figures to settle appear here when a project is open.")
        if self.boxes.nowhere:
            return tr("Open a source, or choose “All sources” above.")
        if self.boxes.narrowed:
            return tr("No figure matches the filter. Clear a box above to see more.")
        return tr(
            "No figures were found here. Select words in the reader and press {key} to make one.",
            key=key_of("figure.new"),
        )

    def _on_project(self) -> None:
        self._names, self.boxes.article = {}, None
        self.model.set_ids([])
        self.model.forget()
        self.refresh()

    def _on_changes(self, changes: Changes) -> None:
        if changes.touches("article"):
            self._names = {}
        figures = [FigureId(number) for number in changes.ids("figure")]
        self.model.forget(figures)
        if changes.touches("article") or not self._stay(figures):
            self.refresh()
        elif figures:
            self._show_count()
            self._show_selected(self._session.selected_figure)

    def _stay(self, figures: Sequence[FigureId]) -> bool:
        """Whether a step that touched these leaves the list in its order, with no figure more: then 200,000 of them
        need not be asked for again. Those that went are taken out."""
        project, order = self._session.project, self.boxes.order.value
        if project is None or self._nothing_to_list() or order is not Order.TEXT or len(figures) > _FEW:
            return False
        listed = {figure for figure in figures if self.model.row_of(figure) >= 0}
        wanted = project.figures.among(figures, self.filter())
        if not wanted <= listed:
            return False
        with QSignalBlocker(self.table.selectionModel()):
            self.model.take_out(listed - wanted)
        return bool(self.model.ids) and all(self._in_order(self.model.row_of(figure)) for figure in wanted)

    def _in_order(self, row: int) -> bool:
        """Whether a figure stands behind the one above it and before the one below it, wherever its edges are now."""
        beside = range(max(0, row - 1), min(row + 2, len(self.model.ids)))
        found = [self.model.figure_at(n) for n in beside]
        places = [(figure.article_id, figure.full_span.start, figure.id) for figure in found if figure is not None]
        return len(places) == len(found) and places == sorted(places)

    # the current row

    def _on_row(self, current: QModelIndex, _previous: QModelIndex) -> None:
        figure_id = self.model.id_at(current.row()) if current.isValid() else None
        if figure_id is not None:
            self._session.select_figure(figure_id)

    def _on_opened(self, index: QModelIndex) -> None:
        figure_id = self.model.id_at(index.row())
        if figure_id is not None:
            self.figure_opened.emit(figure_id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._fit_columns()
        return super().eventFilter(watched, event)

    def _status_width(self) -> int:
        """What the longest name of a status takes in the language of the window."""
        letters = self.table.fontMetrics()
        names = (f"{wording.STATUS_SIGNS[one]} {tr(name)}" for one, name in wording.STATUSES.items())
        return max(map(letters.horizontalAdvance, names)) + _AROUND

    def _fit_columns(self) -> None:
        """Shares the room out: no column takes from another what its words need."""
        shown = [n for n in range(len(_WIDTHS)) if not self.table.isColumnHidden(n)]
        widths = {n: _WIDTHS[n][0] for n in shown}
        widths[0] = max(widths[0], self._status_width())
        least = sum(widths.values())
        shares = sum(_WIDTHS[n][1] for n in shown)
        spare = max(0, self.table.viewport().width() - least)
        for n in shown:
            self.table.setColumnWidth(n, widths[n] + spare * _WIDTHS[n][1] // shares)

    def _show_selected(self, figure_id: FigureId | None) -> None:
        """Puts the current row where the selected figure is, without selecting it once more."""
        row, selection = self.model.row_of(figure_id), self.table.selectionModel()
        chosen_here = row == self.table.currentIndex().row()
        with QSignalBlocker(selection):
            if row < 0:
                selection.clear()
            elif not chosen_here:  # rows chosen here, perhaps several, are left as they are
                how = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
                selection.setCurrentIndex(self.model.index(row, 0), how)
        if row >= 0 and chosen_here:  # a row under the mouse stays there
            self.table.scrollTo(self.model.index(row, 0))
        elif row >= 0:
            self._scroll_to_third(row)
        self.table.viewport().update()

    def _scroll_to_third(self, row: int) -> None:
        """What comes next is seen as well as what was settled: the row goes a third down from the top."""
        rows = self.table.verticalHeader().defaultSectionSize()
        self.table.verticalScrollBar().setValue(row * rows - self.table.viewport().height() // 3)

    # the order of work

    def step(self, figure_id: FigureId, by: int) -> FigureId | None:
        """The figure that many rows on; from a figure the queue does not show, its first or last."""
        row = self.model.row_of(figure_id)
        if row < 0:
            return self.model.id_at(0 if by > 0 else len(self.model.ids) - 1)
        return self.model.id_at(row + by)

    def open_ids(self) -> list[FigureId]:
        """The figures shown that are still open, in order."""
        project = self._session.project
        if project is None or self._nothing_to_list():
            return []
        if self.status.value not in (None, Status.SUGGESTED):
            return []
        return list(project.figures.ids(self.filter(statuses=(Status.SUGGESTED,)), self.boxes.order.value))

    def several(self) -> list[FigureId]:
        """The figures of the chosen rows, in order, where the list has the focus and more than one is chosen."""
        if not self.table.hasFocus():
            return []
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return [found for row in rows if (found := self.model.id_at(row)) is not None] if len(rows) > 1 else []

    def next_open(self, figure_id: FigureId) -> FigureId | None:
        """The next open figure below this one, else the first open one above it."""
        return next((i for i in self.open_after(figure_id) if i != figure_id), None)

    def open_after(self, figure_id: FigureId) -> Iterator[FigureId]:
        """The open figures below this row to the end, then those from the top, as many as are asked for."""
        project = self._session.project
        if project is None or self._nothing_to_list() or self.status.value not in (None, Status.SUGGESTED):
            return
        ids, below = self.model.ids, self.model.row_of(figure_id) + 1
        for first, end in ((below, len(ids)), (0, below)):
            for start in range(first, end, _LOOKED_AT):
                some = ids[start : min(start + _LOOKED_AT, end)]
                open_ones = project.figures.among(some, _OPEN)
                yield from (one for one in some if one in open_ones)
