"""Lists whose rows are small cards: a title, some quieter lines, a badge, a bar of progress."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextLayout
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from workbench.gui import theme

Index = QModelIndex | QPersistentModelIndex
CARD = Qt.ItemDataRole.UserRole
_PAD = 8
_BAR = 4


@dataclass(frozen=True, slots=True)
class Card:
    """`badge` stands at the right of the title. `colour` names a theme colour for the badge. `progress` is 0..1.
    `text` is a sentence under the title that may take several lines. `told` is said to readers of the screen only."""

    id: int
    title: str
    lines: tuple[str, ...] = ()
    text: str = ""
    badge: str = ""
    colour: str = "muted"
    progress: float | None = None
    faded: bool = False
    tip: str = ""
    told: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """All of it in one line, for readers of the screen."""
        return ". ".join(part for part in (self.title, self.text, *self.lines, *self.told, self.badge) if part)


class Cards(QAbstractListModel):
    """Cards by their ids; of a long list each is made when it is looked at."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._ids: list[int] = []
        self._made: dict[int, Card] = {}
        self._make: Callable[[int], Card] | None = None

    def show(self, cards: Sequence[Card]) -> None:
        """Puts these in place of the present ones; rows that stay keep the selection on them."""
        self._take([card.id for card in cards], {card.id: card for card in cards}, None)

    def show_made(self, ids: Sequence[int], make: Callable[[int], Card]) -> None:
        """The same for cards that are made by their ids when they are needed."""
        self._take(list(ids), {}, make)

    def _take(self, ids: list[int], made: dict[int, Card], make: Callable[[int], Card] | None) -> None:
        same = ids == self._ids
        if not same:
            self.beginResetModel()
        self._ids, self._made, self._make = ids, made, make
        if not same:
            self.endResetModel()
        elif ids:
            self.dataChanged.emit(self.index(0), self.index(len(ids) - 1))

    def append(self, cards: Sequence[Card]) -> None:
        """Puts more behind the present ones; what is chosen and seen stays."""
        if cards:
            self.beginInsertRows(QModelIndex(), len(self._ids), len(self._ids) + len(cards) - 1)
            self._ids += [card.id for card in cards]
            self._made |= {card.id: card for card in cards}
            self.endInsertRows()

    def card(self, index: Index) -> Card | None:
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        number = self._ids[index.row()]
        if number not in self._made and self._make is not None:
            self._made[number] = self._make(number)
        return self._made[number]

    def index_of(self, card_id: int | None) -> QModelIndex:
        return self.index(self._ids.index(card_id)) if card_id in self._ids else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        card = self.card(index)
        if card is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return card.title
        if role == CARD:
            return card
        if role == Qt.ItemDataRole.ToolTipRole:
            return card.tip or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return card.words
        return None


class CardList(QListView):
    """The list itself; `cards` is its model. With `rows` all cards are as high as one with so many rows of text and
    one line: tens of thousands of them are laid out without looking at any, and only those in sight are made."""

    def __init__(self, parent: QWidget, name: str, *, rows: int = 0) -> None:
        super().__init__(parent)
        self.cards = Cards(self)
        self.setModel(self.cards)
        self.setItemDelegate(EvenDelegate(self, rows) if rows else CardDelegate(self))
        self.setUniformItemSizes(rows > 0)
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)  # sentences wrap to the width there is

    def card_at(self, index: Index) -> Card | None:
        return self.cards.card(index)


class CardDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        card: Card = index.data(CARD)
        line = option.fontMetrics.lineSpacing()
        bar = _BAR + 5 if card.progress is not None else 0
        text = self._text_height(card, option.fontMetrics, self._text_width(option))
        return QSize(120, line * (1 + len(card.lines)) + 2 * len(card.lines) + text + bar + 2 * _PAD)

    @staticmethod
    def _text_width(option: QStyleOptionViewItem) -> int:
        """The room for sentences: the same whether the list has a scroll bar just now or not."""
        view = option.widget
        if not isinstance(view, QListView):
            return 0
        bar = view.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent, None, view)
        return max(60, view.width() - bar - 2 * (_PAD + 2) - 4)

    @staticmethod
    def _text_height(card: Card, metrics: QFontMetrics, width: int) -> int:
        """How high the sentence of a card is in a column of this width, with the gap above it."""
        if not card.text:
            return 0
        room = QRect(0, 0, width, 10_000)
        return metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, card.text).height() + 2

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        card: Card = index.data(CARD)
        look = theme.of(option.widget)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        lit = selected and option.widget.hasFocus()  # on the accent every letter has one colour
        painter.save()
        self._ground(painter, option, look, lit)
        quiet = look.color("on_accent" if lit else "muted")
        area = option.rect.adjusted(_PAD + 2, _PAD, -_PAD - 2, -_PAD)
        painter.setFont(option.font)
        painter.setPen(look.color("on_accent" if lit else card.colour))
        room = self._badge(painter, area, card.badge)
        bold = QFont(option.font)
        bold.setBold(not card.faded)
        painter.setFont(bold)
        painter.setPen(quiet if card.faded or lit else look.color("text"))
        _line(painter, QRect(area.left(), area.top(), room, option.fontMetrics.lineSpacing()), card.title)
        painter.setFont(option.font)
        painter.setPen(quiet)
        self._lines(painter, area.adjusted(0, self._text(painter, area, option, card), 0, 0), card)
        if card.progress is not None:
            self._progress(painter, area, card.progress, look, lit)
        painter.restore()

    def _text(self, painter: QPainter, area: QRect, option: QStyleOptionViewItem, card: Card) -> int:
        """Draws the sentence; the answer is its height."""
        width = self._text_width(option)
        height = self._text_height(card, option.fontMetrics, width)
        if height:
            below = area.top() + option.fontMetrics.lineSpacing() + 2
            painter.drawText(QRect(area.left(), below, width, height), Qt.TextFlag.TextWordWrap, card.text)
        return height

    @staticmethod
    def _ground(painter: QPainter, option: QStyleOptionViewItem, look: theme.Theme, lit: bool) -> None:
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, look.color("accent" if lit else "selection"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, look.color("alternate"))
        painter.setPen(look.color("border"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())

    @staticmethod
    def _badge(painter: QPainter, area: QRect, badge: str) -> int:
        """Draws it at the right; the answer is the room left for the title."""
        if not badge:
            return area.width()
        metrics = painter.fontMetrics()
        row = QRect(area.left(), area.top(), area.width(), metrics.lineSpacing())
        painter.drawText(row, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, badge)
        return area.width() - metrics.horizontalAdvance(badge) - 8

    @staticmethod
    def _lines(painter: QPainter, area: QRect, card: Card) -> None:
        step = painter.fontMetrics().lineSpacing() + 2
        for number, text in enumerate(card.lines, 1):
            _line(painter, QRect(area.left(), area.top() + number * step, area.width(), step), text)

    @staticmethod
    def _progress(painter: QPainter, area: QRect, share: float, look: theme.Theme, on_accent: bool) -> None:
        groove = QRect(area.left(), area.bottom() - _BAR + 1, area.width(), _BAR)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(look.color("border"))
        painter.drawRoundedRect(groove, 2, 2)
        groove.setWidth(round(groove.width() * min(max(share, 0.0), 1.0)))
        painter.setBrush(look.color("on_accent" if on_accent else "accepted"))
        if groove.width():
            painter.drawRoundedRect(groove, 2, 2)


class EvenDelegate(CardDelegate):
    """Cards of one height: the title, so many rows of text, one line."""

    def __init__(self, parent: QWidget, rows: int) -> None:
        super().__init__(parent)
        self._rows = rows

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, option.fontMetrics.lineSpacing() * (2 + self._rows) + 4 + 2 * _PAD)

    def _text(self, painter: QPainter, area: QRect, option: QStyleOptionViewItem, card: Card) -> int:
        step = option.fontMetrics.lineSpacing()
        for number, row in enumerate(wrapped(card.text, option.font, area.width(), self._rows), 1):
            _line(painter, QRect(area.left(), area.top() + number * step + 2, area.width(), step), row)
        return self._rows * step + 2 if card.text else 0


def wrapped(text: str, font: QFont, width: int, rows: int) -> list[str]:
    """A sentence in at most so many rows; the last holds all the rest."""
    layout, cut = QTextLayout(text, font), list[str]()
    layout.beginLayout()
    at = 0
    while at < len(text) and len(cut) < rows - 1:
        line = layout.createLine()
        line.setLineWidth(width)
        cut.append(text[at : at + line.textLength()].strip())
        at += line.textLength()
    layout.endLayout()
    return [*cut, text[at:].strip()] if at < len(text) else cut


def _line(painter: QPainter, row: QRect, text: str) -> None:
    """One line, cut with an ellipsis where it is too long."""
    words = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, row.width())
    painter.drawText(row, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
