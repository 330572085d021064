"""The plot beside the comparison: the current row as statements side by side or along time; copied and saved."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedLayout,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from workbench.core.comparison.plots import Mark, Plot
from workbench.core.errors import WorkbenchError
from workbench.core.words import tr
from workbench.gui import messages, pictures, theme
from workbench.gui.session import Session
from workbench.gui.spoken_keys import key_of
from workbench.gui.widgets import hint

_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Left: -1,
}


class PlotPanel(QWidget):
    """`figure_wanted(FigureId)`: a mark was clicked, or Enter pressed on it. `changed()`: the other kind of picture
    was asked for."""

    figure_wanted = Signal(object)
    changed = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._kind = QComboBox(self)
        self._kind.setAccessibleName(tr("Kind of picture"))
        self._kind.addItem(tr("Side by side"), False)
        self._kind.addItem(tr("Over time"), True)
        self._copy, self._save = QPushButton(tr("Copy"), self), QPushButton(tr("Save…"), self)
        self._copy.setToolTip(tr("Copy the picture"))
        self._save.setToolTip(tr("Save the picture as PNG or SVG"))
        self.canvas = Canvas(self)
        self._scroll = QScrollArea(self, widgetResizable=True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self.canvas)
        self._empty = hint(self, centred=True)
        self._place()
        self._kind.activated.connect(self._on_kind)
        self._copy.clicked.connect(self.copy)
        self._save.clicked.connect(self.save)
        self.canvas.opened.connect(self.figure_wanted)
        self.canvas.reached.connect(lambda at: self._scroll.ensureVisible(at.x(), at.y()))
        self.setFocusProxy(self.canvas)
        self.setAccessibleName(tr("Plot"))
        self.show_plot(None)

    def _place(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self._kind)
        row.addStretch(1)
        row.addWidget(self._copy)
        row.addWidget(self._save)
        self._stack = QStackedLayout()
        self._stack.addWidget(self._scroll)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 0, 0, 0)
        column.addLayout(row)
        column.addLayout(self._stack, 1)

    @property
    def timeline(self) -> bool:
        return bool(self._kind.currentData())

    def set_timeline(self, timeline: bool) -> None:
        self._kind.setCurrentIndex(int(timeline))
        self.show_plot(self.canvas.plot)

    def _on_kind(self) -> None:
        self.show_plot(self.canvas.plot)
        self.changed.emit()

    def show_plot(self, plot: Plot | None) -> None:
        """The plot of a row; None where there is no row."""
        self.canvas.show_plot(plot, timeline=self.timeline)
        without = _without(plot, timeline=self.timeline)
        self._empty.setText(without)
        self._stack.setCurrentWidget(self._empty if without else self._scroll)
        for button in (self._copy, self._save):
            button.setEnabled(not without)

    def copy(self) -> None:
        plot = self.canvas.plot
        if plot is None or not self._copy.isEnabled():
            return
        content = QMimeData()
        content.setImageData(pictures.image(plot, self.canvas.font(), timeline=self.timeline))
        content.setText(pictures.described(plot, timeline=self.timeline))
        QGuiApplication.clipboard().setMimeData(content)
        self._session.say(tr("The picture is copied."))

    def save(self) -> None:
        plot, project = self.canvas.plot, self._session.project
        if plot is None or project is None or not self._save.isEnabled():
            return
        name = re.sub(r"[^\w ,.-]+", " ", plot.title).strip()[:80] or tr("plot")
        path = messages.choose_picture(self, project.path.parent / f"{name}.png")
        if path is not None:
            self.write(path)

    def write(self, path: Path) -> None:
        plot = self.canvas.plot
        assert plot is not None, "buttons are off without a plot"
        words = pictures.described(plot, timeline=self.timeline)
        try:
            pictures.save(plot, self.canvas.font(), path, words, timeline=self.timeline)
        except WorkbenchError as error:
            self._session.fail(error)
            return
        self._session.say(tr("The picture is saved: {file}", file=path))


def _without(plot: Plot | None, *, timeline: bool) -> str:
    """Why there is nothing to see, and what to do."""
    if plot is None:
        return tr("Go to a row of the table to see its figures here.")
    if not plot.marks:
        return tr("No figure of this row has a number that could be shown.")
    if timeline and not plot.dated:
        return tr(
            "No figure of this row says when it holds. {key} opens a figure's form, where its period can be given.",
            key=key_of("figure.edit"),
        )
    return ""


class Canvas(QWidget):
    """The picture itself. Arrow keys go from mark to mark, `reached(QPoint)`; Enter opens its figure,
    `opened(FigureId)`."""

    opened = Signal(object)
    reached = Signal(QPoint)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, focusPolicy=Qt.FocusPolicy.StrongFocus, mouseTracking=True)
        self.plot: Plot | None = None
        self.spots: pictures.Spots = []
        self._timeline = False
        self._current: Mark | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_plot(self, plot: Plot | None, *, timeline: bool) -> None:
        self.plot, self._timeline, self._current = plot, timeline, None
        self.spots = []
        least = pictures.fitting(plot, self.font(), QSizeF(0, 0), timeline=timeline).height() if plot else 0
        self.setMinimumHeight(int(least))
        self.setAccessibleName(plot.title if plot is not None else tr("Plot"))
        self.setAccessibleDescription(pictures.described(plot, timeline=timeline) if plot is not None else "")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter, colours = QPainter(self), theme.of(self)
        painter.fillRect(self.rect(), colours.color("base"))
        if self.plot is None or not self.plot.marks or (self._timeline and not self.plot.dated):
            return
        look = pictures.Look(colours, self.font())
        self.spots = pictures.paint(painter, QRectF(self.rect()), self.plot, look, timeline=self._timeline)
        current = self._current_spot()
        if current is not None and self.hasFocus():
            painter.setPen(QPen(colours.color("accent"), 1.6, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(current.adjusted(-3, 0, 3, 0), 3, 3)

    def _current_spot(self) -> QRectF | None:
        return next((box for box, mark in self.spots if mark is self._current), None)

    def changeEvent(self, event: QEvent) -> None:
        if theme.is_change(event) or event.type() is QEvent.Type.FontChange:
            self.update()
        super().changeEvent(event)

    def _at(self, point: QPoint) -> Mark | None:
        hit = [mark for box, mark in self.spots if box.adjusted(-2, 0, 2, 0).contains(point.toPointF())]
        return hit[-1] if hit else None

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            mark = self._at(event.pos())
            QToolTip.showText(event.globalPos(), pictures.mark_words(mark) if mark else "", self)
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._at(event.position().toPoint()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        mark = self._at(event.position().toPoint())
        if mark is not None and event.button() is Qt.MouseButton.LeftButton:
            self._go_to(mark)
            self.opened.emit(mark.figure)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        marks = [mark for _, mark in self.spots]
        if step is not None and marks:
            at = next((n for n, mark in enumerate(marks) if mark is self._current), -1 if step > 0 else len(marks))
            self._go_to(marks[min(max(at + step, 0), len(marks) - 1)])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._current is not None:
            self.opened.emit(self._current.figure)
        else:
            super().keyPressEvent(event)

    def _go_to(self, mark: Mark) -> None:
        self._current = mark
        assert self.plot is not None, "a mark is of a plot"
        self.setAccessibleName(f"{self.plot.title}: {pictures.mark_words(mark)}")
        box = self._current_spot()
        if box is not None:
            self.reached.emit(box.center().toPoint())
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._current is None and self.spots:
            self._go_to(self.spots[0][1])
        self.update()
