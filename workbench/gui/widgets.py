"""Small widgets used by several panels: a quiet label, a form that scrolls, a cross that takes something away."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea, QToolButton, QWidget


def hint(parent: QWidget, text: str = "", *, centred: bool = False) -> QLabel:
    """A quieter label, wrapped; `centred` for what stands in an empty panel."""
    label = QLabel(text, parent, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
    label.setObjectName("hint")
    if centred:
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setMargin(16)
    return label


def scrolled(body: QWidget, parent: QWidget) -> QScrollArea:
    """A form in as little room as there is: it scrolls up and down instead of squeezing its boxes."""
    scroll = QScrollArea(parent, widgetResizable=True)
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
