"""Labels that keep their manners: one gives way with "…", one wears a colour of the theme by its name."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from workbench.gui import theme

_SEPARATOR = " · "


class ElidedLabel(QLabel):
    """A line that gives way with "…" instead of widening its window; the whole is in its tooltip. Signal:
    `fitted(bool)`, whether all of it is seen."""

    fitted = Signal(bool)

    def __init__(self, parent: QWidget | None = None, mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight) -> None:
        super().__init__(parent, textFormat=Qt.TextFormat.PlainText)
        self._whole = self._tip = ""
        self._parts: tuple[str, ...] = ()
        self._mode = mode
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def set_whole(self, text: str) -> None:
        self.set_parts(text)

    def set_parts(self, *parts: str) -> None:
        """Of several parts, those that do not fit are left out whole, from the last on."""
        self._parts, self._whole = parts, _SEPARATOR.join(parts)
        self.setAccessibleName(self._whole)
        self._elide()

    def set_tip(self, text: str) -> None:
        """What the tooltip says besides what did not fit."""
        self._tip = text
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        room = self.contentsRect().width() - 2 * self.margin()
        metrics = self.fontMetrics()
        parts = self._parts
        while len(parts) > 1 and metrics.horizontalAdvance(_SEPARATOR.join(parts)) > room:
            parts = parts[:-1]
        shown = metrics.elidedText(_SEPARATOR.join(parts), self._mode, room)
        self.setText(shown)
        tips = (self._whole if shown != self._whole else "", self._tip)
        self.setToolTip("\n".join(tip for tip in tips if tip))
        self.fitted.emit(shown == self._whole)


class ColouredLabel(QLabel):
    """Plain words, wrapped, in a colour of the theme ("muted", "conflict"), whichever theme is in force."""

    def __init__(self, colour: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._colour = colour
        self._dress()

    def set_colour(self, colour: str) -> None:
        self._colour = colour
        self._dress()

    def _dress(self) -> None:
        wanted = theme.of(self).color(self._colour)
        if self.palette().color(QPalette.ColorRole.WindowText) != wanted:
            palette = QPalette()  # only this role is the label's own; the rest follows the window
            palette.setColor(QPalette.ColorRole.WindowText, wanted)
            self.setPalette(palette)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_change(event):
            self._dress()
