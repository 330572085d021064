"""Nested headings of the comparison: what belongs under one heading stands beside or below one word."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHeaderView, QTableView

from workbench.gui import theme

PARTS = Qt.ItemDataRole.UserRole + 1  # the words of a heading, one for each of its axes
_PAD = 6
_WIDEST = 210  # of one level of row headings


class NestedHeader(QHeaderView):
    """Asks its model for PARTS. The words of an outer level are painted once for all the sections they hold for,
    where they can be seen whichever of these are scrolled into view."""

    def __init__(self, side: Qt.Orientation, view: QTableView) -> None:
        super().__init__(side, view)
        self._view = view
        self.setSectionsClickable(True)
        self.setHighlightSections(True)
        self._widths: list[int] = []

    @property
    def _down(self) -> bool:
        return self.orientation() is Qt.Orientation.Vertical

    def measure(self) -> None:
        """Fits the levels to what the model says now; a look at the first sections will do."""
        metrics = self.fontMetrics()
        widths: list[int] = []
        for section in range(min(self.count(), 400)):
            parts = self._parts(section)
            widths += [0] * (len(parts) - len(widths))
            for level, words in enumerate(parts):
                widths[level] = max(widths[level], metrics.horizontalAdvance(words) + 2 * _PAD + 2)
        self._widths = [min(width, _WIDEST) for width in widths]
        self.updateGeometries()
        self.updateGeometry()
        self.viewport().update()

    def sizeHint(self) -> QSize:
        high = self.fontMetrics().lineSpacing() + 8
        if self._down:
            return QSize(max(sum(self._widths), 40), high)
        return QSize(super().sizeHint().width(), high * max(len(self._widths), 1))

    def _parts(self, section: int) -> tuple[str, ...]:
        found = self.model().headerData(section, self.orientation(), PARTS) if self.model() is not None else None
        return tuple(found) if found else ()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter, colours = QPainter(self.viewport()), theme.of(self)
        painter.fillRect(self.viewport().rect(), colours.color("window"))
        if self.model() is None or not self.count():
            return
        first, last = self._seen()
        current = self._current()
        for level in range(len(self._widths)):
            section = first
            while section <= last:
                end = self._run_end(section, last, level)
                held = current is not None and section <= current <= end
                self._paint_run(painter, (section, end), level, held=held)
                section = end + 1

    def _seen(self) -> tuple[int, int]:
        length = self.viewport().height() if self._down else self.viewport().width()
        first, last = self.logicalIndexAt(0), self.logicalIndexAt(length - 1)
        return max(first, 0), self.count() - 1 if last < 0 else last

    def _current(self) -> int | None:
        index = self._view.currentIndex()
        if not index.isValid():
            return None
        return index.row() if self._down else index.column()

    def _run_end(self, section: int, last: int, level: int) -> int:
        """The last of the sections that stand under the same words, and under the same outer ones."""
        head = self._parts(section)[: level + 1]
        if level == len(self._widths) - 1:
            return section
        while section < last and self._parts(section + 1)[: level + 1] == head:
            section += 1
        return section

    def _paint_run(self, painter: QPainter, run: tuple[int, int], level: int, *, held: bool) -> None:
        box, colours = self._box(run, level), theme.of(self)
        if held:
            painter.fillRect(box, colours.color("selection"))
        painter.setPen(QPen(colours.color("border")))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.drawLine(box.topRight(), box.bottomRight())
        parts = self._parts(run[0])
        if level >= len(parts):
            return
        seen = box.intersected(self.viewport().rect()).adjusted(_PAD, 0, -_PAD, 0)
        one = QRect(seen.left(), seen.top(), seen.width(), min(seen.height(), self._line()))
        font = self.font()
        font.setBold(held and level == len(self._widths) - 1)
        painter.setFont(font)
        painter.setPen(colours.color("text" if level == len(self._widths) - 1 or held else "muted"))
        shown = painter.fontMetrics().elidedText(parts[level], Qt.TextElideMode.ElideRight, one.width())
        painter.drawText(one, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)

    def _line(self) -> int:
        return self.fontMetrics().lineSpacing() + 8

    def _box(self, run: tuple[int, int], level: int) -> QRect:
        start = self.sectionViewportPosition(run[0])
        end = self.sectionViewportPosition(run[1]) + self.sectionSize(run[1])
        if self._down:
            left = sum(self._fitted()[:level])
            return QRect(left, start, self._fitted()[level], end - start)
        return QRect(start, self._line() * level, end - start, self._line())

    def _fitted(self) -> list[int]:
        """The widths of the levels in the room that the header was given: what is missing, the widest give."""
        room, widths = self.viewport().width(), list(self._widths)
        while sum(widths) > room and max(widths) > 2 * _PAD:
            widest = widths.index(max(widths))
            widths[widest] -= min(sum(widths) - room, max(widths[widest] // 8, 1))
        if widths:
            widths[-1] += max(room - sum(widths), 0)
        return widths

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        section = self.logicalIndexAt(event.position().toPoint())
        said = (
            self.model().headerData(section, self.orientation(), Qt.ItemDataRole.ToolTipRole) if section >= 0 else ""
        )
        self.setToolTip(str(said or ""))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange or theme.is_change(event):
            self.measure()
