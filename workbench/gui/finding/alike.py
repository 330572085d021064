"""The page of a concordance: every place of a phrase or of figures like one, each in its line, to be accepted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from workbench.core.actions import searching
from workbench.core.errors import WorkbenchError
from workbench.core.model.changes import Changes
from workbench.core.model.figure import FigureId
from workbench.core.model.search import KnownFigure, Line, SourceFilter
from workbench.core.words import mark, tr, trn
from workbench.gui.fields.labels import ElidedLabel
from workbench.gui.fields.queue_filter import Choice
from workbench.gui.finding.asking import PhraseSearch
from workbench.gui.finding.opening import Columns, OpeningKeys
from workbench.gui.models import wording
from workbench.gui.session import ACT, Session
from workbench.gui.spoken_keys import key_of
from workbench.gui.widgets import hint, list_of_lines

Index = QModelIndex | QPersistentModelIndex
LEFT, HIT, RIGHT, STATUS, SOURCE = range(5)
_TITLES = (mark("before"), mark("hit"), mark("after"), mark("Status"), mark("Source"))
_SHARES = (31, 12, 31, 12)  # of the width, in hundredths


class Sorting(StrEnum):
    SOURCE = "source"
    RIGHT = "right"
    LEFT = "left"


def sorted_lines(lines: Sequence[Line], by: Sorting) -> list[Line]:
    """In the order of the sources, of the words that follow, or of those that precede, nearest first."""
    if by is Sorting.RIGHT:
        return sorted(lines, key=lambda line: (line.right.casefold().split(), line.article_id, line.span))
    if by is Sorting.LEFT:
        return sorted(lines, key=lambda line: (line.left.casefold().split()[::-1], line.article_id, line.span))
    return list(lines)


class Lines(QAbstractTableModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: list[Line] = []

    def show(self, lines: Sequence[Line]) -> None:
        if list(lines) == self.lines:
            return
        if len(lines) == len(self.lines) and all(
            (a.article_id, a.span) == (b.article_id, b.span) for a, b in zip(lines, self.lines, strict=True)
        ):
            self.lines = list(lines)
            self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, SOURCE))
            return
        self.beginResetModel()
        self.lines = list(lines)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(_TITLES)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.FontRole and index.column() == HIT:
            font = QFont()
            font.setBold(True)
            return font
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _aligned(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return _cell(self.lines[index.row()], index.column())
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            line = self.lines[index.row()]
            return f"{line.left}[{line.hit}]{line.right} — {line.source}".strip()
        return None

    def headerData(self, section: int, side: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if side is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return tr(_TITLES[section])
        return None


def _aligned(column: int) -> Qt.AlignmentFlag:
    across = {LEFT: Qt.AlignmentFlag.AlignRight, HIT: Qt.AlignmentFlag.AlignHCenter}
    return across.get(column, Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter


def _cell(line: Line, column: int) -> str:
    if column == STATUS:
        status = line.figure.status if line.figure else None
        return f"{wording.STATUS_SIGNS[status]} {tr(wording.STATUSES[status])}" if status else tr("no figure")
    return {LEFT: line.left.strip(), HIT: line.hit, RIGHT: line.right.strip(), SOURCE: line.source}[column]


class _CutOnTheLeft(QStyledItemDelegate):
    """What stands before a place is cut where it is farthest from it."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideLeft


class AlikePage(QWidget):
    """Signals: `passage_wanted(ArticleId, Span, hits, pane)`, `counted(str)`."""

    passage_wanted = Signal(object, object, object, int)
    counted = Signal(str)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._figure: FigureId | None = None
        self.search = PhraseSearch(session, self)
        self.model = Lines(self)
        self.table = QTableView(self, showGrid=False, wordWrap=False)
        self.sorting = Choice(list(Sorting))
        self.about = ElidedLabel(self)
        self.take_one, self.take_all = QPushButton(self), QPushButton(self)
        self._hint = hint(self, centred=True)
        self._stack = QStackedWidget(self)
        self._build()
        self._connect()
        self._say_words()
        self._show()

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(6, 0, 6, 4)
        row.addWidget(self.about, 1)
        for widget in (self.sorting, self.take_one, self.take_all):
            row.addWidget(widget)
        table = self.table
        table.setModel(self.model)
        table.setItemDelegateForColumn(LEFT, _CutOnTheLeft(table))
        list_of_lines(table)
        self._stack.addWidget(table)
        self._stack.addWidget(self._hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self._stack, 1)
        self.setFocusProxy(table)

    def _connect(self) -> None:
        OpeningKeys(self.table, self.show_current, self.accept_current)
        Columns(self.table, _SHARES)
        self.search.changed.connect(self._show)
        self.sorting.currentIndexChanged.connect(self._show)
        self.take_one.clicked.connect(self.accept_current)
        self.take_all.clicked.connect(self.accept_all)

    def _say_words(self) -> None:
        self.table.setAccessibleName(tr("Places found"))
        self.table.setToolTip(
            tr("Enter shows the place in reader A, Shift+Enter in reader B; Space accepts its figure or makes one")
        )
        self.sorting.name(tr("Order"), (tr("As in the sources"), tr("By what follows"), tr("By what precedes")))
        self.take_one.setText(tr("Accept (Space)"))
        self.take_one.setToolTip(tr("Accepts the figure at this place; where there is none, one is made"))

    # asking

    def ask(self, typed: str, sources: SourceFilter) -> None:
        """Every place of a phrase; an empty line keeps what was found of a figure."""
        if typed.strip():
            self._figure = None
            self.search.ask(typed, sources)
        elif self._figure is None:
            self.search.forget()

    def ask_figure(self, figure_id: FigureId) -> None:
        """Figures that state the same number or the same measure in the same dimension; then every other place of its
        words, also where no figure was made."""
        project = self._session.project
        if project is None:
            return
        self._figure = figure_id
        quote = wording.flat(project.figures.get(figure_id).quote)

        def show(lines: list[Line]) -> None:
            if self._session.project is project and self._figure == figure_id:  # and nothing newer was asked
                self.search.show_lines(lines, quote)

        self._session.jobs.run_here(
            searching.lines_like(project, figure_id),
            title=tr("Looking for figures like it"),
            on_done=show,
            on_failed=self._not_found,
            on_cancelled=self.forget,
        )

    def _not_found(self, error: WorkbenchError) -> None:
        self.forget()
        self._session.fail(error)

    def forget(self) -> None:
        self._figure = None
        self.search.forget()

    def apply(self, changes: Changes) -> None:
        """Figures came, went or were settled: the lines say so."""
        project = self._session.project
        if project is None or not self.search.lines or not changes.touches("figure"):
            return
        articles = list(dict.fromkeys(line.article_id for line in self.search.lines))
        known = project.search.known_figures(articles)
        self.search.lines = [
            replace(line, figure=_figure_of(line, known.get(line.article_id, ()))) for line in self.search.lines
        ]
        self._show()

    # showing

    def _show(self) -> None:
        self.model.show(sorted_lines(self.search.lines, self.sorting.value))
        self.about.set_whole(self._told())
        self._hint.setText(self._what_to_do())
        self._stack.setCurrentWidget(self.table if self.model.lines else self._hint)
        to_take = len(self._to_take())
        self.take_all.setText(trn("Accept all {n} shown", "Accept all {n} shown", to_take))
        self.take_all.setEnabled(bool(to_take) and self._session.writable and not self.search.busy)
        self.take_one.setEnabled(bool(self.model.lines) and self._session.writable)
        self.counted.emit(self._count())

    def _to_take(self) -> list[Line]:
        """The lines whose figure is open, or that have none."""
        return [line for line in self.model.lines if line.figure is None or not line.figure.status.settled]

    def _count(self) -> str:
        if not self.model.lines:
            return ""
        count = trn("{n} place", "{n} places", len(self.model.lines))
        if self.search.busy:
            return tr(
                "{count}, {done} of {all} sources", count=count, done=self.search.looked, all=len(self.search.ids)
            )
        return count if self._figure is not None or self.search.complete else tr("first {count}", count=count)

    def _told(self) -> str:
        project = self._session.project
        found = project.figures.many([self._figure]) if project is not None and self._figure is not None else []
        if not found:
            return ""
        return tr("Like “{quote}”: the same number, measure or words", quote=wording.flat(found[0].quote))

    def _what_to_do(self) -> str:
        if self._session.project is None:
            return tr("Every place of a phrase is listed here when a project is open.")
        if self.search.problem:
            return self.search.problem
        if self.search.busy:
            return tr("Searching …")
        if self.search.asked:
            return tr("No other place was found.")
        return tr(
            "Select a figure or words in a reader and press {key}, or type a phrase above: every place of it, "
            "in any form of its words, is listed with what stands before and after.",
            key=key_of("edit.find_alike"),
        )

    def say_keys(self) -> None:
        self._hint.setText(self._what_to_do())

    def first(self) -> None:
        if self.model.lines:
            if not self.table.currentIndex().isValid():
                self.table.setCurrentIndex(self.model.index(0, HIT))
            self.table.setFocus()

    def _current(self) -> Line | None:
        index = self.table.currentIndex()
        return self.model.lines[index.row()] if index.isValid() else None

    def show_current(self, pane: int) -> None:
        line = self._current()
        if line is not None:
            here = tuple(one.span for one in self.search.lines if one.article_id == line.article_id)
            self.passage_wanted.emit(line.article_id, line.span, here, pane)

    # accepting

    def accept_current(self) -> None:
        """Accepts the figure of the line, or makes one, and goes to the next line."""
        line, row = self._current(), self.table.currentIndex().row()
        if line is None:
            self._session.say(tr("Choose a place first."))
            return
        self._take([line])
        if row + 1 < len(self.model.lines):
            self.table.setCurrentIndex(self.model.index(row + 1, HIT))

    def accept_all(self) -> None:
        """Every open place shown, in one step."""
        self._take(self._to_take())

    def _take(self, lines: list[Line]) -> None:
        """Where figures must be made their sources are read first, beside the window."""
        project = self._session.project
        if project is None or not self._session.writable or not lines:
            return
        texts = searching.texts_to_read(project, lines)
        if not texts:
            self._write(lines, {})
            return

        def write(said: searching.Said) -> None:
            if self._session.project is project:
                self._write(lines, searching.still_so(project, texts, said))

        self._session.jobs.run(searching.read_lines, texts, title=tr("Reading the places"), on_done=write)

    def _write(self, lines: list[Line], said: searching.Said) -> None:
        project = self._session.project
        if project is not None:
            self._session.jobs.run_here(
                searching.take_in_slices(project, lines, said),
                title=tr("Accepting"),
                on_done=self._say_taken,
                on_failed=self._session.fail,
            )

    def _say_taken(self, taken: searching.Taken) -> None:
        self._session.untell(ACT)  # what failed before is past
        done = taken.accepted + taken.made
        said = trn(
            "{n} figure accepted. {undo} undoes it.",
            "{n} figures accepted. {undo} undoes it.",
            done,
            undo=key_of("edit.undo"),
        )
        parts = [said]
        if taken.made:
            parts.append(trn("{n} of them is new.", "{n} of them are new.", taken.made))
        if taken.settled_before:
            parts.append(trn("{n} was settled before.", "{n} were settled before.", taken.settled_before))
        if taken.refused:
            left = trn(
                "{n} place was left: {why}", "{n} places were left: {why}", len(taken.refused), why=taken.refused[0]
            )
            parts.append(left)
        self._session.say(" ".join(parts if done else parts[1:]))


def _figure_of(line: Line, figures: Sequence[KnownFigure]) -> KnownFigure | None:
    if line.figure is not None:
        same = next((figure for figure in figures if figure.id == line.figure.id), None)
        if same is not None:
            return same
    return next((figure for figure in figures if figure.span.overlaps(line.span)), None)
