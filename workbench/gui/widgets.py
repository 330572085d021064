"""Small widgets used by several panels: a quiet label, a form that scrolls, a cross that takes something away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QLabel, QScrollArea, QTableView, QToolButton, QWidget

from workbench.gui import theme


def hint(parent: QWidget, text: str = "", *, centred: bool = False) -> QLabel:
    """A quieter label, wrapped; `centred` for what stands in an empty panel."""
    label = QLabel(text, parent, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
    label.setObjectName("hint")
    if centred:
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setMargin(16)
    return label


class _UpAndDown(QScrollArea):
    def minimumSizeHint(self) -> QSize:
        """As wide as its body needs: nothing at its right can be reached otherwise."""
        body = self.widget()
        width = body.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width() if body else 0
        return super().minimumSizeHint().expandedTo(QSize(width, 0))


def scrolled(body: QWidget, parent: QWidget) -> QScrollArea:
    """A form in as little room as there is: it scrolls up and down instead of squeezing its boxes."""
    scroll = _UpAndDown(parent, widgetResizable=True)
    scroll.setFrameShape(QScrollArea.Shape.NoFrame)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setWidget(body)
    return scroll


def cross(parent: QWidget, name: str = "") -> QToolButton:
    """A small × button; `name` says what it does."""
    button = QToolButton(parent)
    button.setText("×")
    button.setAutoRaise(True)
    rename(button, name)
    return button


def rename(widget: QWidget, name: str) -> None:
    """The name that screen readers say and the tool tip shows."""
    widget.setAccessibleName(name)
    widget.setToolTip(name)


def on_screen(window: QWidget, at: QPoint) -> QPoint:
    """Where a small window that is wanted at a place stands whole on the screen."""
    room = window.screen().availableGeometry()
    return QPoint(
        min(max(at.x(), room.left()), max(room.left(), room.right() - window.width())),
        min(max(at.y(), room.top()), max(room.top(), room.bottom() - window.height())),
    )


class Framed(QWidget):
    """Draws a line around what it holds while that has the focus. Its layout leaves a pixel for it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._lit = False

    def light(self, lit: bool) -> None:
        if lit != self._lit:
            self._lit = lit
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(theme.of(self).color("accent" if self._lit else "window"))
        painter.drawRect(QRect(0, 0, self.width() - 1, self.height() - 1))


class WhenSeen(QObject):
    """Does a panel's slow work a moment after it was asked for; while nobody sees the panel it waits for that.

    `work` calls `done()` when it is begun, whoever asked for it.
    """

    def __init__(self, panel: QWidget, work: Callable[[], None], *, pause: int, stale: bool = False) -> None:
        super().__init__(panel)
        self._panel, self._work = panel, work
        self.stale = stale
        self._later = QTimer(self, singleShot=True, interval=pause)  # milliseconds
        self._later.timeout.connect(self._due)
        panel.installEventFilter(self)

    def ask(self) -> None:
        self._later.start()

    def done(self) -> None:
        self.stale = False

    def at_once(self) -> None:
        """Without the pause, also unseen."""
        self._later.stop()
        self._work()

    def stop(self) -> None:
        self._later.stop()

    def _due(self) -> None:
        self.stale = True
        if self._panel.isVisible():
            self._work()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and self.stale:
            QTimer.singleShot(0, self, self._due)
        return super().eventFilter(watched, event)


def list_of_lines(table: QTableView) -> None:
    """A table whose rows are lines to go through one by one: no grid of cells, no numbers of rows."""
    table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
    table.setAlternatingRowColors(True)
    table.setTabKeyNavigation(False)
    table.verticalHeader().setVisible(False)
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    table.verticalHeader().setDefaultSectionSize(table.fontMetrics().lineSpacing() + 8)
    table.horizontalHeader().setStretchLastSection(True)
