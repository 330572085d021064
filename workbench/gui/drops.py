"""What is dragged over the window: the reader that would take it is lit, and a drop of no use is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QLabel

from workbench.core.words import tr
from workbench.gui.session import ANY_READER

if TYPE_CHECKING:
    from workbench.gui.window import Window


class DropLight(QLabel):
    """Lies over the place that takes a drop. The window hands its drag events on."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("drop")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def enter(self, event: QDragEnterEvent | QDragMoveEvent) -> None:
        """Everything is let in, so that what cannot be used gets a word when it is dropped."""
        event.acceptProposedAction()
        self.setGeometry(self._target(event.position().toPoint())[0])
        useful = self._window.imports.can_take(event.mimeData())
        self.setText(tr("Drop to import it here") if useful else tr("Nothing here can be imported"))
        self.show()
        self.raise_()

    def leave(self) -> None:
        self.hide()

    def drop(self, event: QDropEvent) -> None:
        self.hide()
        event.acceptProposedAction()
        pane = self._target(event.position().toPoint())[1]
        if not self._window.imports.take(event.mimeData(), pane):
            self._window.session.say(
                tr("What was dropped holds no text and no files. Drop files, folders, or selected text of a page.")
            )

    def _target(self, at: QPoint) -> tuple[QRect, int]:
        """The rectangle that takes a drop at a place of the window, and which reader that is."""
        window = self._window
        if window.session.project is not None:
            for number, pane in enumerate(window.desk.panes):
                rect = QRect(pane.mapTo(window, QPoint(0, 0)), pane.size())
                if pane.isVisible() and rect.contains(at):
                    return rect, number
        centre = window.centre
        return QRect(centre.mapTo(window, QPoint(0, 0)), centre.size()), ANY_READER
