"""Small widgets used by several panels: a quiet label, a form that scrolls, a cross that takes something away."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QToolButton, QWidget

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
