"""A source's text with its figures drawn on it. Selects, copies and points in code points of the stored text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QMimeData, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from workbench.core.model.article import Block
from workbench.core.model.figure import FigureId
from workbench.core.model.span import Span
from workbench.gui import theme
from workbench.gui.reading import overlay
from workbench.gui.reading.kinds import Kinds
from workbench.gui.reading.marks import Mark, Marks
from workbench.gui.reading.positions import Positions

GUTTER = 25  # left of the text: rules and conflict signs
SIZES = (7.0, 40.0)
WIDTHS = (30.0, 200.0)  # letters in a line


class Reader(QPlainTextEdit):
    """Signals: `figure_clicked(FigureId)`, `figure_opened(FigureId)` on a double click, `zoomed(steps)`,
    `scrolled()`; `redrawn()` when what is marked or selected changed, `revealed(Span)` when a stretch was brought
    into view."""

    figure_clicked = Signal(object)
    figure_opened = Signal(object)
    zoomed = Signal(int)
    scrolled = Signal()
    redrawn = Signal()
    revealed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setAcceptDrops(False)  # what is dropped here is for the window
        self.setUndoRedoEnabled(False)
        self.setCursorWidth(2)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setBackgroundRole(self.viewport().backgroundRole())
        self.setAutoFillBackground(True)
        self.setMouseTracking(True)
        self.document().setDocumentMargin(GUTTER)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.text = ""
        self.positions = Positions("")
        self.marks = Marks()
        self.current: FigureId | None = None
        self.layers: list[Callable[[QPainter, tuple[int, int]], None]] = []  # drawn over the rest, for what is seen
        self.counterpart: FigureId | None = None
        self._kinds = Kinds()
        self.matches: list[tuple[int, int]] = []
        self.match = -1
        self.evidence: tuple[int, int] | None = None
        self.pending: tuple[int, int, bool] | None = None
        self._letters = 68.0  # of a line, at most
        self._current_seen = False  # whether the last painting showed the current figure
        self._keep = QTimer(self, singleShot=True, interval=0)
        self._keep.timeout.connect(self._keep_in_sight)
        self.verticalScrollBar().valueChanged.connect(lambda _: self.scrolled.emit())
        self.selectionChanged.connect(self.redrawn)

    # what is shown

    def set_text(self, text: str, blocks: Sequence[Block] = ()) -> None:
        """Shows a stored text from its beginning, without marks."""
        self.text, self.positions = text, Positions(text)
        self.marks, self.matches, self.match = Marks(), [], -1
        self.evidence = self.pending = self.current = self.counterpart = None
        self._kinds = Kinds(blocks, self.positions)
        self.setPlainText(text)
        self._kinds.format(self.document())

    def set_marks(self, marks: Marks) -> None:
        self.marks = marks
        self._redraw()

    def set_current(self, figure: FigureId | None) -> None:
        self.current = figure
        self._redraw()

    def set_counterpart(self, figure: FigureId | None) -> None:
        self.counterpart = figure
        self._redraw()

    def set_matches(self, spans: Iterable[Span], current: int = -1) -> None:
        self.matches = [self.positions.qt_range(span) for span in spans]
        self.match = current
        self._redraw()

    def set_evidence(self, span: Span | None) -> None:
        """Highlights what a field rests on, as long as it is asked about."""
        self.evidence = None if span is None else self.positions.qt_range(span)
        self._redraw()

    def set_pending(self, span: Span | None, left: bool = True) -> None:
        """Shows a span whose edge is being moved."""
        self.pending = None if span is None else (*self.positions.qt_range(span), left)
        self._redraw()

    def set_font_size(self, points: float, family: str = "") -> None:
        font = QFont(family or self.font().family())
        font.setPointSizeF(min(max(points, SIZES[0]), SIZES[1]))
        self._keep_if_seen()
        self.setFont(font)
        self._fit_measure()

    def set_line_width(self, letters: float) -> None:
        """Lines are at most so long, with the text in the middle."""
        letters = min(max(letters, WIDTHS[0]), WIDTHS[1])
        if letters != self._letters:
            self._letters = letters
            self._keep_if_seen()
            self._fit_measure()

    def select(self, span: Span | None) -> None:
        """Selects a stretch of the stored text; None takes the selection away."""
        cursor = self.textCursor()
        if span is None:
            cursor.clearSelection()
        else:
            start, end = self.positions.qt_range(span)
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def _redraw(self) -> None:
        self.viewport().update()
        self.redrawn.emit()

    # where things are

    def selection(self) -> Span | None:
        """The selected stretch of the stored text."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        return self.positions.span(cursor.selectionStart(), cursor.selectionEnd())

    def caret(self) -> int:
        return self.positions.to_text(self.textCursor().position())

    def top(self) -> int:
        """The first visible code point."""
        return self.positions.to_text(self.visible_range()[0])

    def visible_range(self) -> tuple[int, int]:
        """What can be seen, in Qt's positions."""
        port = self.viewport().rect()
        first = self.cursorForPosition(port.topLeft()).position()
        last = self.cursorForPosition(port.bottomRight()).position()
        return first, last + 1

    def reveal(self, span: Span) -> None:
        """Puts the caret at a span and brings it into view, to the upper third when it was out of sight."""
        start, end = self.positions.qt_range(span)
        cursor = self.textCursor()
        cursor.setPosition(start)
        self.setTextCursor(cursor)
        if not self.in_sight(start, end, edge=self.fontMetrics().lineSpacing() * 2):
            self._scroll_to(start)
        self.revealed.emit(span)

    def in_sight(self, start: int, end: int, edge: int = 0) -> bool:
        """Whether a stretch (in Qt's positions) can be seen, and not only at the edge."""
        first, last = self.visible_range()
        rects = self.rects(start, end) if first <= start and end <= last else []
        inside = self.viewport().rect().adjusted(0, edge, 0, -edge)
        return bool(rects) and inside.contains(rects[0].toRect()) and inside.contains(rects[-1].toRect())

    def _keep_if_seen(self) -> None:
        """The lines are about to break anew: what is looked at is brought back, if it was looked at."""
        if self._current_seen:
            self._keep.start()

    def _keep_in_sight(self) -> None:
        mark = self.marks.of(self.current) or self.marks.of(self.counterpart)
        if mark is not None and not self.in_sight(mark.start, mark.end):
            self._scroll_to(mark.start)

    def scroll_to(self, position: int) -> None:
        """Brings the line of a code point to the top."""
        self._scroll_to(self.positions.to_qt(position), third=False)

    def _scroll_to(self, position: int, *, third: bool = True) -> None:
        """The scroll bar counts lines, a block as one until it is laid out: what will be seen is laid out first."""
        block = self.document().findBlock(min(position, self.positions.qt_length))
        self.blockBoundingRect(block)
        line = block.layout().lineForTextPosition(position - block.position())
        above = line.lineNumber() if line.isValid() else 0
        wanted = self.viewport().height() // max(1, self.fontMetrics().lineSpacing()) // 3 if third else 0
        while above < wanted and block.previous().isValid():
            block = block.previous()
            self.blockBoundingRect(block)
            above += block.lineCount()
        self.verticalScrollBar().setValue(block.firstLineNumber() + above - wanted)
        if third:
            self.ensureCursorVisible()

    def rects(self, start: int, end: int) -> list[QRectF]:
        """The rectangles of a stretch in the viewport, one a line."""
        found: list[QRectF] = []
        block = self.document().findBlock(start)
        while block.isValid() and block.position() < end:
            found.extend(self._rects_in(block, start - block.position(), end - block.position()))
            block = block.next()
        return found

    def _rects_in(self, block: QTextBlock, start: int, end: int) -> list[QRectF]:
        origin = self.blockBoundingGeometry(block).translated(self.contentOffset()).topLeft()
        layout, start, end = block.layout(), max(start, 0), min(end, block.length() - 1)
        first, last = layout.lineForTextPosition(start), layout.lineForTextPosition(max(end - 1, start))
        if not first.isValid() or not last.isValid():
            return []
        found = []
        for number in range(first.lineNumber(), last.lineNumber() + 1):
            line = layout.lineAt(number)
            begin, stop = line.textStart(), line.textStart() + line.textLength()
            left, right = _x(line.cursorToX(max(start, begin))), _x(line.cursorToX(min(end, stop)))
            right = max(left, min(right, line.x() + line.naturalTextWidth()))  # without the space a line ends with
            found.append(QRectF(origin.x() + left, origin.y() + line.y(), right - left, line.height()))
        return found

    def mark_at(self, point: QPointF) -> Mark | None:
        """The mark under a point of the viewport, only where its letters really are."""
        position = self.cursorForPosition(point.toPoint()).position()
        for candidate in (position, position - 1):
            mark = self.marks.at(candidate) if candidate >= 0 else None
            if mark and any(r.adjusted(-2, 0, 2, 0).contains(point) for r in self.rects(mark.start, mark.end)):
                return mark
        return None

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        colours, (first, last) = theme.of(self), self.visible_range()
        drawn = [
            overlay.Drawn(mark, tuple(self.rects(mark.start, mark.end))) for mark in self.marks.between(first, last)
        ]
        self._current_seen = any(one.mark.figure_id in (self.current, self.counterpart) for one in drawn)
        under = QPainter(self.viewport())
        under.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_under(under, drawn, colours, (first, last))
        under.end()
        super().paintEvent(event)
        over = QPainter(self.viewport())
        over.setRenderHint(QPainter.RenderHint.Antialiasing)
        over.setFont(self.font())
        self._paint_over(over, drawn, colours, (first, last))
        for layer in self.layers:
            layer(over, (first, last))
        over.end()

    def _paint_under(
        self, painter: QPainter, drawn: list[overlay.Drawn], colours: theme.Theme, seen: tuple[int, int]
    ) -> None:
        for one in drawn:
            overlay.ground(painter, one, colours)
        for number, (start, end) in enumerate(self.matches):
            if start < seen[1] and end > seen[0]:
                frame = QPen(colours.color("text"), 1.2) if number == self.match else None
                overlay.fill(painter, self.rects(start, end), colours.color("found"), frame)
        if self.evidence is not None:
            pen = QPen(colours.color("accepted"), 1, Qt.PenStyle.DotLine)
            overlay.fill(painter, self.rects(*self.evidence), colours.color("evidence"), pen)
        for one in drawn:
            if one.mark.figure_id == self.current:
                overlay.fill(painter, one.rects, colours.color("current"), QPen(colours.color("accent"), 1.8))
            elif one.mark.figure_id == self.counterpart:
                pen = QPen(colours.color("accent"), 1.4, Qt.PenStyle.DashLine)
                overlay.fill(painter, one.rects, colours.color("counterpart"), pen)

    def _paint_over(
        self, painter: QPainter, drawn: list[overlay.Drawn], colours: theme.Theme, seen: tuple[int, int]
    ) -> None:
        self._kinds.paint(painter, seen, self.rects, GUTTER, colours)
        ascent = self.fontMetrics().ascent()
        for one in drawn:
            overlay.line(painter, one, colours, ascent)
            if one.mark.conflict and one.rects:
                overlay.conflict_sign(painter, 5, one.rects[0], colours)
        if self.pending is not None:
            start, end, left = self.pending
            rects = self.rects(start, end)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            overlay.fill(painter, rects, QColor(Qt.GlobalColor.transparent), QPen(colours.color("accent"), 1.4))
            if rects:
                overlay.edge(painter, rects[0 if left else -1], left, colours)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._keep_if_seen()
        super().resizeEvent(event)
        self._fit_measure()

    def _fit_measure(self) -> None:
        """Keeps lines to a comfortable length, the text in the middle."""
        bar = self.verticalScrollBar()
        width = self.width() - (bar.width() if bar.isVisible() else 0)
        wanted = int(self.fontMetrics().averageCharWidth() * self._letters + 2 * GUTTER)
        side = max(0, (width - wanted) // 2)
        if self.viewportMargins().left() != side:
            self.setViewportMargins(side, 0, side, 0)

    # hands

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is dragged out: the stored words, not what the widget made of them."""
        data = QMimeData()
        data.setText(self.selected_text())
        return data

    def selected_text(self) -> str:
        span = self.selection()
        return span.of(self.text) if span is not None else ""

    def copy_selection(self) -> None:
        """The stored words to the clipboard. (Data objects made in Python must not outlive it on the clipboard.)"""
        if words := self.selected_text():
            QGuiApplication.clipboard().setText(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_selection()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.zoomed.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        over = not event.buttons() and self.mark_at(event.position()) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.IBeamCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() is not Qt.MouseButton.LeftButton or self.textCursor().hasSelection():
            return
        if (mark := self.mark_at(event.position())) is not None:
            self.figure_clicked.emit(mark.figure_id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        mark = self.mark_at(event.position())
        if mark is not None:
            self.figure_opened.emit(mark.figure_id)
        else:
            super().mouseDoubleClickEvent(event)


def _x(answer: Any) -> float:
    """PySide gives the position alone or with the corrected cursor, depending on its version."""
    return float(answer[0] if isinstance(answer, tuple) else answer)
