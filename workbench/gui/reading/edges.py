"""Moving an edge of a figure's span with the arrow keys: shown while it moves, one history step when it is kept."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from workbench.core.actions import reviewing
from workbench.core.model.figure import Figure
from workbench.core.model.span import Span
from workbench.core.words import tr
from workbench.gui.reading.pane import ReaderPane
from workbench.gui.reading.stretches import core_within, moved
from workbench.gui.session import Session

_ARROWS = {Qt.Key.Key_Left: False, Qt.Key.Key_Right: True}


class EdgeMover(QObject):
    """Works on one figure of one reader at a time; anything else the user does keeps what was moved."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._pane: ReaderPane | None = None
        self._figure: Figure | None = None
        self._span = Span(0, 0)
        self._left = True

    @property
    def moving(self) -> bool:
        return self._figure is not None

    def begin(self, pane: ReaderPane, figure: Figure, *, left: bool) -> None:
        """Takes hold of an edge; of the other one when a span is being moved already."""
        if self._figure is None or self._figure.id != figure.id or self._pane is not pane:
            self.keep()
            self._pane, self._figure, self._span = pane, figure, figure.full_span
            for view in (pane.reader, pane.pages):
                view.installEventFilter(self)
        self._left = left
        pane.view.setFocus()
        self._show()
        self._session.say(tr("Left and Right move the edge by a word, with Ctrl by a character. Enter keeps it."))

    def _show(self) -> None:
        assert self._pane is not None
        self._pane.reader.set_pending(self._span, self._left)

    def move(self, *, forward: bool, by_character: bool) -> None:
        if self._pane is not None:
            self._span = moved(
                self._span, self._pane.reader.text, left=self._left, forward=forward, by_character=by_character
            )
            self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in _ARROWS and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
                by_character = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
                self.move(forward=_ARROWS[Qt.Key(event.key())], by_character=by_character)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.cancel()
                return True
        return super().eventFilter(watched, event)

    def cancel(self) -> None:
        """Leaves the span as it was."""
        if self._pane is not None:
            for view in (self._pane.reader, self._pane.pages):
                view.removeEventFilter(self)
            self._pane.reader.set_pending(None)
        self._pane = self._figure = None

    def keep(self) -> bool:
        """Makes the moved span the figure's own; whether there was one to keep."""
        figure, span = self._figure, self._span
        self.cancel()
        if figure is None or span == figure.full_span:
            return False
        core = core_within(figure.span, figure.full_span, span)
        self._session.do(reviewing.correct, figure.id, span=core, full_span=span)
        return True
