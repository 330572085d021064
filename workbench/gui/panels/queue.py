"""The review queue: every figure to settle, filtered, in step with the figure that the readers show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from workbench.core.model.article import ArticleId
from workbench.core.model.changes import Changes
from workbench.core.model.figure import Doubt, Figure, FigureId, Kind, Status
from workbench.core.model.filter import FigureFilter
from workbench.core.words import tr
from workbench.gui.fields.filter_line import FilterLine
from workbench.gui.models import wording
from workbench.gui.models.figures import SOURCE, FigureTable
from workbench.gui.session import Session

_PAUSE = 160  # milliseconds of quiet before typed words filter
# Each column's least width and its share of the room that is left over.
_WIDTHS = ((104, 0), (150, 4), (112, 1), (56, 1), (96, 2), (116, 3), (74, 0), (96, 2), (120, 2))


class Scope(StrEnum):
    ARTICLE = "article"
    ALL = "all"


class Choice(QComboBox):
    """One of some values; None stands for all. (Qt would give an Enum back as a bare string.)"""

    def __init__(self, values: Sequence[Any]) -> None:
        super().__init__()
        self._values = tuple(values)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.addItems(["" for _ in values])

    @property
    def value(self) -> Any:
        return self._values[self.currentIndex()]

    @property
    def values(self) -> tuple[Any, ...]:
        """For a filter: empty asks for nothing."""
        return () if self.value is None else (self.value,)

    def name(self, name: str, items: Sequence[str]) -> None:
        self.setAccessibleName(name)
        self.setToolTip(name)
        for index, words in enumerate(items):
            self.setItemText(index, words)


class Queue(QWidget):
    """Signal: `figure_opened(FigureId)` on a double click. `table` is the list itself."""

    figure_opened = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._article: ArticleId | None = None
        self._names: dict[ArticleId, str] = {}
        self.model = FigureTable(self._fetch, self._source_name, self)
        self.table = QTableView(self, showGrid=False, wordWrap=False)
        self._empty = QLabel(self, alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self._stack = QStackedWidget(self)
        self._settled = QLabel(self)
        self.words = FilterLine(self)
        self.scope = Choice([Scope.ARTICLE, Scope.ALL])
        self.status = Choice([None, *Status])
        self.kind = Choice([None, *Kind])
        self.doubt = Choice([None, *Doubt])
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._build()
        self._connect()
        self.retranslate()

    def retranslate(self) -> None:
        self.setAccessibleName(tr("Review queue"))
        self.table.setAccessibleName(tr("Figures to settle"))
        self.words.name(tr("Filter by words"))
        self.scope.name(tr("Which sources"), (tr("This source"), tr("All sources")))
        for box, name, every, words in (
            (self.status, tr("Status"), tr("Any status"), wording.STATUSES),
            (self.kind, tr("Kind"), tr("Any kind"), wording.KINDS),
            (self.doubt, tr("Doubt"), tr("With or without doubts"), wording.DOUBTS),
        ):
            box.name(name, (every, *(tr(word) for word in words.values())))
        self.model.retranslate()
        self.refresh()

    def _build(self) -> None:
        table = self.table
        table.setAlternatingRowColors(True)
        table.setModel(self.model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
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
        row = QHBoxLayout()
        row.setContentsMargins(6, 4, 6, 4)
        row.addWidget(self.words, 1)
        for box in (self.scope, self.status, self.kind, self.doubt):
            row.addWidget(box)
        row.addWidget(self._settled)
        self._stack.addWidget(table)
        self._empty.setObjectName("hint")
        self._stack.addWidget(self._empty)
        column_box = QVBoxLayout(self)
        column_box.setContentsMargins(0, 0, 0, 0)
        column_box.setSpacing(0)
        column_box.addLayout(row)
        column_box.addWidget(self._stack, 1)
        self.setFocusProxy(table)

    def _connect(self) -> None:
        session = self._session
        session.project_opened.connect(self._on_project)
        session.project_closed.connect(self._on_project)
        session.changed.connect(self._on_changes)
        session.figure_selected.connect(self._show_selected)
        self._pause.timeout.connect(self.refresh)
        self.words.textChanged.connect(self._pause.start)
        self.words.returnPressed.connect(self.table.setFocus)
        for box in (self.scope, self.status, self.kind, self.doubt):
            box.currentIndexChanged.connect(self.refresh)
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
        if article_id != self._article:
            self._article = article_id
            if self.scope.value is Scope.ARTICLE:
                self.refresh()

    def filter(self, **changed: Any) -> FigureFilter:
        """What the boxes say, with some of it changed."""
        here = self.scope.value is Scope.ARTICLE
        values: dict[str, Any] = {
            "article": self._article if here else None,
            "statuses": self.status.values,
            "kinds": self.kind.values,
            "doubts": self.doubt.values,
            "text": self.words.text().strip(),
        }
        return FigureFilter(**{**values, **changed})

    def _nothing_to_list(self) -> bool:
        return self._session.project is None or (self._article is None and self.scope.value is Scope.ARTICLE)

    def refresh(self) -> None:
        """The list again, from the project."""
        self._pause.stop()
        project = self._session.project
        with QSignalBlocker(self.table.selectionModel()):
            self.model.set_ids(
                [] if project is None or self._nothing_to_list() else project.figures.ids(self.filter())
            )
        self.table.setColumnHidden(SOURCE, self.scope.value is Scope.ARTICLE)  # it would say the same in every row
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

    def _what_to_do(self) -> str:
        if self._session.project is None:
            return tr("Figures to settle appear here when a project is open.")
        if self._article is None and self.scope.value is Scope.ARTICLE:
            return tr("Open a source, or choose “All sources” above.")
        if self.words.text().strip() or any(box.values for box in (self.status, self.kind, self.doubt)):
            return tr("No figure matches the filter. Clear a box above to see more.")
        return tr("No figures were found here. Select words in the reader and press N to make one.")

    def _on_project(self) -> None:
        self._names, self._article = {}, None
        self.model.set_ids([])
        self.model.forget()
        self.refresh()

    def _on_changes(self, changes: Changes) -> None:
        if changes.touches("article"):
            self._names = {}
        if changes.touches("figure"):
            self.model.forget({FigureId(i) for i in changes.ids("figure")})
        if changes.touches("article", "figure"):
            self.refresh()

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

    def _fit_columns(self) -> None:
        """Shares the room out: no column takes from another what its words need."""
        shown = [n for n in range(len(_WIDTHS)) if not self.table.isColumnHidden(n)]
        least = sum(_WIDTHS[n][0] for n in shown)
        shares = sum(_WIDTHS[n][1] for n in shown)
        spare = max(0, self.table.viewport().width() - least)
        for n in shown:
            self.table.setColumnWidth(n, _WIDTHS[n][0] + spare * _WIDTHS[n][1] // shares)

    def _show_selected(self, figure_id: FigureId | None) -> None:
        """Puts the current row where the selected figure is, without selecting it once more."""
        row, selection = self.model.row_of(figure_id), self.table.selectionModel()
        chosen_here = row == self.table.currentIndex().row()
        with QSignalBlocker(selection):
            if row < 0:
                selection.clear()
            else:
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
        return list(project.figures.ids(self.filter(statuses=(Status.SUGGESTED,))))

    def next_open(self, figure_id: FigureId) -> FigureId | None:
        """The next open figure below this one, else the first open one above it."""
        row = self.model.row_of(figure_id)
        others = [i for i in self.open_ids() if i != figure_id]
        return next((i for i in others if self.model.row_of(i) > row), others[0] if others else None)
