"""The list of what was found in texts: under each article its passages, the found words bold and underlined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from workbench.core.model.search import ArticleHits, Passage
from workbench.core.words import tr, trn
from workbench.gui import theme

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
_PAD = 6
_INDENT = 18
_BEFORE = 3  # a hit that would not be seen is brought to a third of the line


@dataclass(frozen=True, slots=True)
class Row:
    """An article, or one of its passages."""

    hits: ArticleHits
    passage: Passage | None = None

    @property
    def words(self) -> str:
        """All of it in one line, for readers of the screen."""
        if self.passage is not None:
            return self.passage.text
        return ", ".join(part for part in (self.hits.title, self.about, places(self.hits)) if part)

    @property
    def about(self) -> str:
        return " · ".join(part for part in (self.hits.publisher, self.hits.published) if part)


def places(hits: ArticleHits) -> str:
    return trn("{n} place", "{n} places", len(hits.hits)) if hits.hits else tr("in the title")


class Results(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        self._shown: Sequence[ArticleHits] = ()

    def show(self, found: Sequence[ArticleHits]) -> None:
        """Puts these in place of the present ones; what only came to them is added below."""
        known = len(self._shown)
        if known and list(found[:known]) == list(self._shown):
            fresh = [row for hits in found[known:] for row in _rows(hits)]
            if fresh:
                self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(fresh) - 1)
                self._rows += fresh
                self.endInsertRows()
        else:
            self.beginResetModel()
            self._rows = [row for hits in found for row in _rows(hits)]
            self.endResetModel()
        self._shown = tuple(found)

    def row_at(self, index: Index) -> Row | None:
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index)
        if row is None:
            return None
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.words
        return None


def _rows(hits: ArticleHits) -> list[Row]:
    return [Row(hits), *(Row(hits, passage) for passage in hits.passages)]


class ResultList(QListView):
    """The list itself; `results` is its model."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.results = Results(self)
        self.setModel(self.results)
        self.setItemDelegate(_Delegate(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def current(self) -> Row | None:
        return self.results.row_at(self.currentIndex())


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, option.fontMetrics.lineSpacing() + _PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(ROW)
        look = theme.of(option.widget)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        lit = selected and option.widget.hasFocus()
        painter.save()
        if selected:
            painter.fillRect(option.rect, look.color("accent" if lit else "selection"))
        elif row.passage is None:
            painter.fillRect(option.rect, look.color("alternate"))
        area = option.rect.adjusted(_PAD, 0, -_PAD, 0)
        painter.setFont(option.font)
        if row.passage is None:
            _head(painter, area, row, look, lit)
        else:
            _passage(painter, area.adjusted(_INDENT, 0, 0, 0), row.passage, look, lit)
        painter.restore()


def _head(painter: QPainter, area: QRect, row: Row, look: theme.Theme, lit: bool) -> None:
    """Title in bold, publisher and date, at the right how many places."""
    across = Qt.AlignmentFlag.AlignVCenter
    quiet = look.color("on_accent" if lit else "muted")
    count = places(row.hits)
    painter.setPen(quiet)
    painter.drawText(area, across | Qt.AlignmentFlag.AlignRight, count)
    room = area.width() - painter.fontMetrics().horizontalAdvance(count) - 12
    plain, bold = painter.font(), QFont(painter.font())
    bold.setBold(True)
    painter.setFont(bold)
    painter.setPen(look.color("on_accent" if lit else "text"))
    title = painter.fontMetrics().elidedText(row.hits.title, Qt.TextElideMode.ElideRight, room)
    painter.drawText(QRect(area.left(), area.top(), room, area.height()), across | Qt.AlignmentFlag.AlignLeft, title)
    used = painter.fontMetrics().horizontalAdvance(title) + 12
    painter.setFont(plain)
    painter.setPen(quiet)
    rest = QRect(area.left() + used, area.top(), max(0, room - used), area.height())
    about = painter.fontMetrics().elidedText(row.about, Qt.TextElideMode.ElideRight, rest.width())
    painter.drawText(rest, across | Qt.AlignmentFlag.AlignLeft, about)


def pieces(passage: Passage) -> list[tuple[str, bool]]:
    """The passage cut at its hits: words, and whether they are one."""
    cut, at = [], 0
    for hit in passage.hits:
        start, end = hit.start - passage.span.start, hit.end - passage.span.start
        cut += [(passage.text[at:start], False), (passage.text[start:end], True)]
        at = end
    return [(text, found) for text, found in [*cut, (passage.text[at:], False)] if text]


def _passage(painter: QPainter, area: QRect, passage: Passage, look: theme.Theme, lit: bool) -> None:
    plain, bold = painter.font(), QFont(painter.font())
    bold.setBold(True)
    bold.setUnderline(True)
    painter.setClipRect(area)
    left = area.left()
    for number, (text, found) in enumerate(pieces(passage)):
        painter.setFont(bold if found else plain)
        metrics = painter.fontMetrics()
        words = _shortened(text, metrics, area.width() // _BEFORE) if number == 0 and not found else text
        width = metrics.horizontalAdvance(words)
        place = QRect(left, area.top(), width, area.height())
        if found and not lit:
            painter.fillRect(place.adjusted(-1, 2, 1, -2), look.color("found"))
        painter.setPen(look.color("on_accent" if lit else "text"))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        left += width


def _shortened(text: str, metrics: QFontMetrics, width: int) -> str:
    """What stands before the first hit, cut on the left."""
    return metrics.elidedText(text, Qt.TextElideMode.ElideLeft, width)
