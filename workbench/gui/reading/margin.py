"""The strip at the right of a reader: where figures, conflicts, notes and found words lie in the whole text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from workbench.core.model.figure import FigureId, Status
from workbench.core.model.span import Span
from workbench.core.words import tr
from workbench.gui import theme
from workbench.gui.reading.marks import Mark
from workbench.gui.reading.overlay import mark_colour
from workbench.gui.reading.reader import Reader

WIDTH = 16
_NEAR = 5  # pixels from a tick that still mean it


class MarginStrip(QWidget):
    """A long tick is settled, a short one open, a wedge a conflict. A click goes there: `figure_wanted(FigureId)`."""

    figure_wanted = Signal(object)

    def __init__(self, reader: Reader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reader = reader
        self._matches: list[int] = []
        self.noted: Callable[[], Iterable[int]] = tuple  # where notes stand, in Qt's positions
        self.setFixedWidth(WIDTH)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.seen: Callable[[], tuple[int, int]] = reader.visible_range  # of the view that is shown
        self.scroll_to: Callable[[int], None] = reader.scroll_to
        reader.scrolled.connect(self.update)
        self.retranslate()

    def retranslate(self) -> None:
        self.setAccessibleName(tr("Where figures, conflicts, notes and found words lie"))
        self.setToolTip(
            tr(
                "Short tick: open. Long tick: settled. Wedge: conflict. Square: note. Dot at the left: found. "
                "Click to go there."
            )
        )

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 60)

    def set_matches(self, spans: Sequence[Span]) -> None:
        self._matches = [span.start for span in spans]
        self.update()

    def _y(self, position: int) -> float:
        """Where a Qt position lies on the strip."""
        return 3 + (self.height() - 6) * position / max(1, self._reader.positions.qt_length)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours = theme.of(self)
        painter.fillRect(self.rect(), colours.color("window"))
        if not self._reader.text:
            return
        first, last = self.seen()
        seen = QRectF(0, self._y(first), self.width(), max(6.0, self._y(last) - self._y(first)))
        painter.fillRect(seen, colours.color("selection"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for position in self._matches:
            y = self._y(self._reader.positions.to_qt(position))
            painter.fillRect(QRectF(0, y - 1, 3, 2.5), colours.color("text"))
        painter.setPen(QPen(colours.color("accent"), 1.2))
        painter.setBrush(colours.color("base"))
        for position in self.noted():
            painter.drawRect(QRectF(1.5, self._y(position) - 2, 4, 4))
        for mark in self._apart():
            self._tick(painter, mark, colours)
        if (current := self._reader.marks.of(self._reader.current)) is not None:
            painter.setPen(QPen(colours.color("accent"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(1, self._y(current.start) - 3, self.width() - 2, 6))

    def _apart(self) -> list[Mark]:
        """One mark a pixel row, the one that matters most: a text may hold thousands."""
        rows: dict[int, Mark] = {}
        for mark in self._reader.marks.all:
            row = int(self._y(mark.start))
            if row not in rows or _weight(mark) > _weight(rows[row]):
                rows[row] = mark
        return list(rows.values())

    def _tick(self, painter: QPainter, mark: Mark, colours: theme.Theme) -> None:
        y, colour = self._y(mark.start), mark_colour(colours, mark)
        if mark.conflict:
            right = self.width() - 1
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawPolygon(QPolygonF([QPointF(3, y), QPointF(right, y - 4), QPointF(right, y + 4)]))
        elif mark.status is Status.SUGGESTED:
            painter.fillRect(QRectF(self.width() - 8, y - 1, 7, 2.4), colour)
        else:
            painter.fillRect(QRectF(4, y - 0.8, self.width() - 5, 1.8), colour)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._go(event.position().toPoint())

    def _go(self, point: QPoint) -> None:
        near = self.figure_near(point.y())
        if near is not None:
            self.figure_wanted.emit(near)
        elif self._reader.text:
            share = (point.y() - 3) / max(1, self.height() - 6)
            self.scroll_to(int(min(max(share, 0.0), 1.0) * len(self._reader.text)))

    def figure_near(self, y: int) -> FigureId | None:
        """The figure whose tick is under, or close to, a height on the strip."""
        best = min(self._reader.marks.all, key=lambda m: abs(self._y(m.start) - y), default=None)
        return best.figure_id if best is not None and abs(self._y(best.start) - y) <= _NEAR else None


def _weight(mark: Mark) -> int:
    return 2 if mark.conflict else 1 if mark.status is Status.SUGGESTED else 0
