"""Noted stretches in a reader: a bracket under the words, a sign beside the line, the note when it is pointed at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Signal
from PySide6.QtGui import QHelpEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QToolTip

from workbench.core.model.note import Place
from workbench.core.model.span import Span
from workbench.gui import theme
from workbench.gui.reading.page_view import PAPER, PageView
from workbench.gui.reading.reader import Reader

_SIGN = QRectF(14, 0, 7, 9)  # in the gutter, beside the sign of a conflict
_TICK = 4


@dataclass(frozen=True, slots=True)
class Stretch:
    """What carries a note; `bracket` where it is no figure, whose words have a line of their own."""

    span: Span
    text: str
    place: Place
    bracket: bool = True


class Noted(QObject):
    """Asks for the noted stretches when the reader shows another text, and after `forget`. Signals: `entered(str)`,
    the note of the stretch that the caret came into; `forgotten()`, to be drawn anew."""

    entered = Signal(str)
    forgotten = Signal()

    def __init__(self, reader: Reader, load: Callable[[], Sequence[Stretch]]) -> None:
        super().__init__(reader)
        self._reader = reader
        self._load = load
        self._of: object = None
        self._stretches: list[tuple[int, int, Stretch]] = []
        self._told: Stretch | None = None
        reader.layers.append(self._paint)
        reader.viewport().installEventFilter(self)
        reader.cursorPositionChanged.connect(self._on_caret)

    def forget(self) -> None:
        self._of = None
        self._reader.viewport().update()
        self.forgotten.emit()

    @property
    def stretches(self) -> list[tuple[int, int, Stretch]]:
        """With their places in Qt's positions."""
        if self._of is not self._reader.positions:
            self._of = self._reader.positions
            self._stretches = [(*self._reader.positions.qt_range(one.span), one) for one in self._load()]
        return self._stretches

    def places(self) -> list[int]:
        """Where noted stretches begin."""
        return [start for start, _, _ in self.stretches]

    def at(self, position: int) -> Stretch | None:
        """The shortest noted stretch at a place of the text, in Qt's positions."""
        found = [(end - start, n) for n, (start, end, _) in enumerate(self.stretches) if start <= position <= end]
        return self.stretches[min(found)[1]][2] if found else None

    def at_caret(self) -> Stretch | None:
        return self.at(self._reader.textCursor().position())

    def _on_caret(self) -> None:
        there = self.at_caret()
        if there is not None and there != self._told:
            self.entered.emit(there.text)
        self._told = there

    def _paint(self, painter: QPainter, seen: tuple[int, int]) -> None:
        colours = theme.of(self._reader)
        ascent = self._reader.fontMetrics().ascent()
        for start, end, one in self.stretches:
            if start >= seen[1] or end <= seen[0]:
                continue
            rects = self._reader.rects(start, end)
            if rects:
                sign(painter, rects[0].center().y(), colours)
            if one.bracket:
                bracket(painter, rects, ascent, colours)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.ToolTip or not isinstance(event, QHelpEvent):
            return False
        there = self.at(self._reader.cursorForPosition(event.pos()).position())
        in_gutter = event.pos().x() < _SIGN.right() + 2
        if there is None and in_gutter:
            there = self._beside(event.pos().y())
        if there is None:
            return False
        QToolTip.showText(event.globalPos(), there.text, self._reader)
        return True

    def _beside(self, y: int) -> Stretch | None:
        """The note whose sign stands at a height of the gutter."""
        first, last = self._reader.visible_range()
        for start, end, one in self.stretches:
            rects = self._reader.rects(start, end) if start < last and end > first else []
            if rects and rects[0].top() <= y <= rects[0].bottom():
                return one
        return None


class NotedPages(QObject):
    """The same stretches on the pages of a PDF."""

    def __init__(self, pages: PageView, noted: Noted) -> None:
        super().__init__(pages)
        self._pages, self._noted = pages, noted
        pages.layers.append(self._paint)
        pages.viewport().installEventFilter(self)
        noted.forgotten.connect(pages.viewport().update)

    def _paint(self, painter: QPainter, page: int) -> None:
        left = self._pages.page_rect(page).left()
        for _, _, one in self._noted.stretches:
            rects = self._pages.on_page(page, one.span)
            if rects:
                sign(painter, rects[0].center().y(), PAPER, left)
            if one.bracket:
                bracket(painter, rects, max((rect.height() for rect in rects), default=0.0) - 2, PAPER)

    def at(self, point: QPointF) -> Stretch | None:
        """The note of the words under a point of the viewport, or of the sign beside their line."""
        for page in self._pages.visible_pages():
            left = self._pages.page_rect(page).left()
            for _, _, one in self._noted.stretches:
                rects = self._pages.on_page(page, one.span)
                beside = [_SIGN.translated(left, rect.center().y() - _SIGN.height() / 2) for rect in rects[:1]]
                if any(rect.adjusted(-2, -1, 2, 2).contains(point) for rect in (*rects, *beside)):
                    return one
        return None

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.ToolTip or not isinstance(event, QHelpEvent):
            return False
        there = self.at(QPointF(event.pos()))
        if there is not None:
            QToolTip.showText(event.globalPos(), there.text, self._pages)
        return there is not None


def bracket(painter: QPainter, rects: Sequence[QRectF], ascent: float, colours: theme.Theme) -> None:
    """A line below the words whose ends turn up: no figure is marked so."""
    painter.setPen(QPen(colours.color("accent"), 1.3))
    for number, rect in enumerate(rects):
        y = min(rect.top() + ascent + 5.5, rect.bottom() - 0.5)
        painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))
        if number == 0:
            painter.drawLine(QPointF(rect.left(), y), QPointF(rect.left(), y - _TICK))
        if number == len(rects) - 1:
            painter.drawLine(QPointF(rect.right(), y), QPointF(rect.right(), y - _TICK))


def sign(painter: QPainter, y: float, colours: theme.Theme, left: float = 0.0) -> None:
    """A small sheet of paper with a folded corner, in the gutter that begins at `left`."""
    sheet = _SIGN.translated(left, y - _SIGN.height() / 2)
    fold = 3.0
    corners = [
        sheet.topLeft(),
        QPointF(sheet.right() - fold, sheet.top()),
        QPointF(sheet.right(), sheet.top() + fold),
        sheet.bottomRight(),
        sheet.bottomLeft(),
    ]
    painter.setPen(QPen(colours.color("accent"), 1.2))
    painter.setBrush(colours.color("base"))
    painter.drawPolygon(QPolygonF(corners))
    for line in (0.45, 0.7):
        height = sheet.top() + sheet.height() * line
        painter.drawLine(QPointF(sheet.left() + 1.5, height), QPointF(sheet.right() - 1.5, height))
