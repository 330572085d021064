"""A PDF source as its printed pages, with the same marks on them as the reader draws on the text.

The reader stays the one that knows what is shown: text, marks, selection, current figure. The pages draw that, and
hand what the mouse does back to it, so keys and panels need not know which of the two is on the screen.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from workbench.core.model.span import Span
from workbench.core.words import tr
from workbench.gui import theme
from workbench.gui.jobs import Jobs
from workbench.gui.reading import overlay
from workbench.gui.reading.marks import Mark
from workbench.gui.reading.page_lines import joined
from workbench.gui.reading.page_pictures import PagePictures
from workbench.gui.reading.reader import Reader

if TYPE_CHECKING:
    from workbench.core.reading.printed_pages import PrintedPages

GAP = 14.0  # pixels around pages
PAPER = theme.LIGHT  # pages are white in every theme, so their marks are those of the light one
_BASELINE = 0.92  # of a line's rectangle on a page, which has no space above it as a reader's has


class PageView(QAbstractScrollArea):
    """Signals: `figure_clicked(FigureId)`, `figure_opened(FigureId)`, `zoomed(steps)`; `opened()` when the pages are
    there; `scrolled()`."""

    figure_clicked = Signal(object)
    figure_opened = Signal(object)
    zoomed = Signal(int)
    opened = Signal()
    scrolled = Signal()

    def __init__(self, reader: Reader, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reader, self._jobs = reader, jobs
        self.pages: PrintedPages | None = None
        self._wanted = 0  # counts what was asked to be opened: an answer to an older question is dropped
        self._busy = False
        self._pictures = PagePictures(jobs, self)
        self._pictures.drawn.connect(self.viewport().update)
        self._rects: dict[Span, list[tuple[int, QRectF]]] = {}
        self._zoom = self._scale = 1.0  # of the width of the view; pixels a point
        self._tops = [GAP]  # where each page begins, and at last where all end, in pixels from the top of the first
        self._anchor: int | None = None
        self._target: Span | None = None
        self.layers: list[Callable[[QPainter, int], None]] = []  # drawn over the rest of a page
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        reader.redrawn.connect(self.viewport().update)
        reader.revealed.connect(self.reveal)

    # which pages

    def open(self, data: bytes, text: str, name: str) -> None:
        """Shows the pages of a file that `text` was read from; they are found and drawn beside the window."""
        self.clear()
        self._busy = True
        wanted = self._wanted
        self._jobs.run(
            _opened,
            data,
            text,
            name,
            title=tr("Opening the pages"),
            on_done=lambda pages: self._take(pages, wanted),
        )

    @property
    def closed(self) -> bool:
        """Whether no file is open here, nor about to be."""
        return not self._busy

    def clear(self) -> None:
        """Lets go of the file."""
        self._wanted += 1
        self._busy = False
        if self.pages is not None:
            self.pages.close()
        self.pages = None
        self._pictures.clear()
        self._rects.clear()
        self._target = None
        self._fit()

    def _take(self, pages: PrintedPages, wanted: int) -> None:
        if wanted != self._wanted:
            pages.close()
            return
        self.pages = pages
        self._fit()
        self.verticalScrollBar().setValue(0)
        if self._target is not None:
            self.reveal(self._target)
        self.opened.emit()
        self.scrolled.emit()

    # where pages lie

    def set_zoom(self, zoom: float) -> None:
        """1.0 fits the widest page into the view."""
        if zoom != self._zoom:
            self._zoom = zoom
            self._fit()

    def page_rect(self, page: int) -> QRectF:
        """A page in the viewport."""
        assert self.pages is not None
        scale, (width, height) = self._scale, self.pages.sizes[page]
        left = max(GAP, (self.viewport().width() - width * scale) / 2) - self.horizontalScrollBar().value()
        return QRectF(left, self._tops[page] - self.verticalScrollBar().value(), width * scale, height * scale)

    def _fit(self) -> None:
        """Scroll bars for the size of the pages; the same words stay on the screen."""
        bar, port = self.verticalScrollBar(), self.viewport()
        share = bar.value() / max(1, bar.maximum() + port.height())
        sizes = self.pages.sizes if self.pages else []
        widest = max((width for width, _ in sizes), default=1.0)
        self._scale = max(0.05, (port.width() - 2 * GAP) * self._zoom / max(widest, 1.0))
        self._tops = list(accumulate((down * self._scale + GAP for _, down in sizes), initial=GAP))
        height = int(self._tops[-1])
        bar.setRange(0, max(0, height - port.height()))
        bar.setPageStep(port.height())
        bar.setSingleStep(max(20, port.height() // 12))
        across = self.horizontalScrollBar()
        across.setRange(0, max(0, int(widest * self._scale + 2 * GAP) - port.width()))
        across.setPageStep(port.width())
        bar.setValue(int(share * height))
        port.update()

    def visible_pages(self) -> Iterator[int]:
        top = self.verticalScrollBar().value()
        first = max(0, bisect_right(self._tops, top) - 1)
        last = bisect_left(self._tops, top + self.viewport().height())
        yield from range(first, min(last, len(self._tops) - 1))

    def seen(self) -> tuple[int, int]:
        """What can be seen, in Qt's positions of the text."""
        if self.pages is None:
            return 0, 0
        port = self.viewport().rect()
        lines = [
            line
            for page in self.visible_pages()
            for line in self.pages.spans_on(page)
            if any(port.intersects(rect.toRect()) for rect in self.on_page(page, line))
        ]
        if not lines:
            return 0, 0
        ends = Span(min(line.start for line in lines), max(line.end for line in lines))
        return self._reader.positions.qt_range(ends)

    def scroll_to(self, position: int) -> None:
        """Brings the words at a place of the text into view, or the first ones behind it that are on a page."""
        if self.pages is None:
            return
        lines = (line for page in range(len(self.pages)) for line in self.pages.spans_on(page))
        near = next((line for line in lines if line.end > position), None)
        if near is not None:
            self.reveal(near)

    def _places(self, span: Span) -> list[tuple[int, QRectF]]:
        """Where a stretch of the text stands: pages, and rectangles in points."""
        if self.pages is None:
            return []
        if span not in self._rects:
            self._rects[span] = joined(
                (r.page, QRectF(r.left, r.top, r.right - r.left, r.bottom - r.top)) for r in self.pages.rects(span)
            )
        return self._rects[span]

    def rects(self, span: Span) -> list[QRectF]:
        """The rectangles of a stretch in the viewport, one a line; none when its words are on no page."""
        scale = self._scale
        found = []
        for page, rect in self._places(span):
            corner = self.page_rect(page).topLeft()
            size = rect.size() * scale
            found.append(QRectF(corner + rect.topLeft() * scale, size))
        return found

    def reveal(self, span: Span) -> None:
        """Brings a stretch of the text into view, to the upper third when it was out of sight."""
        self._target = span
        rects = self.rects(span)
        if not rects:
            return
        port = QRectF(self.viewport().rect()).adjusted(0, GAP, 0, -GAP)
        if not port.contains(rects[0].united(rects[-1])):
            bar = self.verticalScrollBar()
            bar.setValue(int(bar.value() + rects[0].top() - port.height() / 3))
        across = self.horizontalScrollBar()
        if rects[0].left() < 0 or rects[0].right() > self.viewport().width():
            across.setValue(int(across.value() + rects[0].left() - GAP))
        self.viewport().update()

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        colours = theme.of(self)
        painter.fillRect(self.viewport().rect(), colours.color("window"))
        if self.pages is None:
            painter.setPen(colours.color("muted"))
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, tr("Opening the pages…"))
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for page in self.visible_pages():
            self._paint_page(painter, page, colours)

    def _paint_page(self, painter: QPainter, page: int, colours: theme.Theme) -> None:
        rect = self.page_rect(page)
        painter.setPen(QPen(colours.color("border"), 1))
        painter.setBrush(QColor("#ffffff"))
        painter.drawRect(rect)
        picture = self._pictures.of(page)
        if picture is not None:
            painter.drawImage(rect, picture)
        if self.pages is not None:
            self._pictures.want(self.pages, page, round(rect.width() * self.devicePixelRatioF()))
        painter.save()
        painter.setClipRect(rect)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)  # a marker pen on paper
        self._paint_grounds(painter, page)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        self._paint_lines(painter, page)
        painter.restore()

    def _paint_grounds(self, painter: QPainter, page: int) -> None:
        reader = self._reader
        for drawn in self._drawn(page):
            overlay.ground(painter, drawn, PAPER)
        for number, match in enumerate(reader.matches):
            frame = QPen(PAPER.color("text"), 1.2) if number == reader.match else None
            self._fill(painter, page, match, "found", frame)
        if reader.evidence is not None:
            self._fill(painter, page, reader.evidence, "evidence", QPen(PAPER.color("accepted"), 1))
        for figure, colour, style in (
            (reader.counterpart, "counterpart", Qt.PenStyle.DashLine),
            (reader.current, "current", Qt.PenStyle.SolidLine),
        ):
            if (mark := reader.marks.of(figure)) is not None:
                self._fill(painter, page, (mark.start, mark.end), colour, QPen(PAPER.color("accent"), 1.6, style))
        if (selected := reader.selection()) is not None:
            overlay.fill(painter, self.on_page(page, selected), QColor("#b4d3fb"))

    def _fill(
        self, painter: QPainter, page: int, stretch: tuple[int, int], colour: str, frame: QPen | None = None
    ) -> None:
        overlay.fill(painter, self.on_page(page, self._reader.positions.span(*stretch)), PAPER.color(colour), frame)

    def _paint_lines(self, painter: QPainter, page: int) -> None:
        rect = self.page_rect(page)
        for drawn in self._drawn(page):
            if drawn.rects:
                overlay.line(painter, drawn, PAPER, drawn.rects[0].height() * _BASELINE)
            if drawn.mark.conflict and drawn.rects:
                overlay.conflict_sign(painter, rect.left() + 5, drawn.rects[0], PAPER)
        if self._reader.pending is not None:
            start, end, left = self._reader.pending
            rects = self.on_page(page, self._reader.positions.span(start, end))
            overlay.fill(painter, rects, QColor(Qt.GlobalColor.transparent), QPen(PAPER.color("accent"), 1.4))
            if rects:
                overlay.edge(painter, rects[0 if left else -1], left, PAPER)
        for layer in self.layers:
            layer(painter, page)

    def _drawn(self, page: int) -> Iterator[overlay.Drawn]:
        """The marks on a page with their rectangles."""
        assert self.pages is not None
        positions, seen = self._reader.positions, set()
        for line in self.pages.spans_on(page):
            for mark in self._reader.marks.between(*positions.qt_range(line)):
                if mark.figure_id not in seen:
                    seen.add(mark.figure_id)
                    span = positions.span(mark.start, mark.end)
                    yield overlay.Drawn(mark, tuple(self.on_page(page, span)))

    def on_page(self, page: int, span: Span) -> list[QRectF]:
        """The rectangles of a stretch on one page, in the viewport."""
        places = zip(self._places(span), self.rects(span), strict=True)
        return [rect for (number, _), rect in places if number == page]

    # hands

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()
        self.scrolled.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.zoomed.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        ends: dict[int, Callable[[], int]] = {Qt.Key.Key_Home: bar.minimum, Qt.Key.Key_End: bar.maximum}
        if event.matches(QKeySequence.StandardKey.Copy):
            self._reader.copy_selection()
        elif event.key() in ends:
            bar.setValue(ends[event.key()]())
        else:
            super().keyPressEvent(event)

    def mark_at(self, point: QPointF) -> Mark | None:
        """The mark under a point of the viewport, the narrowest where they lie in each other."""
        under = [
            drawn.mark
            for page in self.visible_pages()
            for drawn in self._drawn(page)
            if any(rect.adjusted(-2, -1, 2, 2).contains(point) for rect in drawn.rects)
        ]
        return min(under, key=lambda mark: mark.end - mark.start, default=None)

    def offset_at(self, point: QPointF) -> int | None:
        """The place in the text of the letter under a point of the viewport."""
        for page in self.visible_pages():
            rect = self.page_rect(page)
            if rect.contains(point) and self.pages is not None:
                spot = (point - rect.topLeft()) / self._scale
                return self.pages.offset_at(page, spot.x(), spot.y())
        return None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._anchor = self.offset_at(event.position())
            self._reader.select(None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            there = self.offset_at(event.position())
            if self._anchor is not None and there is not None and there != self._anchor:
                self._reader.select(Span(min(self._anchor, there), max(self._anchor, there) + 1))
            return
        over = self.mark_at(event.position()) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.IBeamCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._anchor = None
        if event.button() is not Qt.MouseButton.LeftButton or self._reader.selection() is not None:
            return
        if (mark := self.mark_at(event.position())) is not None:
            self.figure_clicked.emit(mark.figure_id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if (mark := self.mark_at(event.position())) is not None:
            self.figure_opened.emit(mark.figure_id)


def _opened(
    data: bytes, text: str, name: str, *, progress: Callable[[int, int], object], cancelled: Callable[[], bool]
) -> PrintedPages:
    from workbench.core.reading.printed_pages import PrintedPages

    return PrintedPages(data, text, name, cancelled=cancelled)
