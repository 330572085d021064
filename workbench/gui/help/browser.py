"""Where a help page is read: nothing is loaded but the help's own pictures, nothing is opened but its own pages."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QTimer, QUrl, Signal
from PySide6.QtGui import QImage, QResizeEvent, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from workbench.core.vocabulary.query import Part
from workbench.gui import theme
from workbench.gui.help import pages
from workbench.gui.help.finding import places

_SETTLE = 150  # milliseconds after the last change of its width
_MARGIN = 18  # around a page
_ZOOMS = range(-3, 13)
_STYLE = """
body { color: @text; }
h1, h2, h3 { color: @text; }
a { color: @accent; }
code, pre { font-family: monospace; background-color: @window; }
.key { background-color: @selection; color: @text; }
td { border: 1px solid @border; vertical-align: top; }
th { border: 1px solid @border; background-color: @window; text-align: left; }
table { border-collapse: collapse; margin-top: 8px; margin-bottom: 8px; }
li { margin-bottom: 3px; }
"""


class Browser(QTextBrowser):
    """`link_wanted` says the address of a link that was pressed."""

    link_wanted = Signal(QUrl)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.anchorClicked.connect(self.link_wanted)
        self.document().setDocumentMargin(_MARGIN)
        self._html = ""
        self._found: Sequence[Part] = ()
        self._zoom = 0
        self._later = QTimer(self, singleShot=True, interval=_SETTLE)
        self._later.timeout.connect(self.draw)
        self._drawn_width = 0

    def show_page(self, html: str, anchor: str = "", found: Sequence[Part] = ()) -> None:
        """A page from its beginning or an anchor on; what was searched for is marked in it."""
        self._html, self._found = html, found
        self._draw()
        self.verticalScrollBar().setValue(0)
        if anchor:
            self.scrollToAnchor(anchor)

    def draw(self) -> None:
        """The same page again, in the theme and width of now."""
        here = self.verticalScrollBar().value()
        self._draw()
        self.verticalScrollBar().setValue(here)

    def _draw(self) -> None:
        look, style = theme.of(self), _STYLE
        for name, value in sorted(look._asdict().items(), key=lambda item: -len(item[0])):
            style = style.replace(f"@{name}", value)
        self._drawn_width = self.viewport().width()
        self.document().setDefaultStyleSheet(style)
        self.setHtml(f"<body>{self._html}</body>")
        self._mark()

    def _mark(self) -> None:
        marks = []
        text = self.toPlainText()
        for part in self._found:
            for start, end in places(text, part):
                one = QTextEdit.ExtraSelection()
                one.cursor = QTextCursor(self.document())
                one.cursor.setPosition(start)
                one.cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
                one.format = QTextCharFormat()
                one.format.setBackground(theme.of(self).color("found"))
                one.format.setForeground(theme.of(self).color("text"))
                one.format.setFontUnderline(True)
                marks.append(one)
        self.setExtraSelections(marks)

    def zoom(self, step: int) -> None:
        """Larger letters, smaller ones; 0 is their first size."""
        wanted = self._zoom + step if step else 0
        if wanted in _ZOOMS:
            self.zoomIn(wanted - self._zoom)
            self._zoom = wanted

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """A picture of the help, as wide as there is room; whatever else is asked for is not there."""
        wanted = kind == QTextDocument.ResourceType.ImageResource.value
        path = pages.picture(QUrl(name).toString()) if wanted else None
        if path is None:
            return None
        ratio = self.devicePixelRatioF()
        image = QImage(str(path))
        bar = self.verticalScrollBar().sizeHint().width()  # also where it is not yet there
        room = int(max(self.width() - bar - 2 * _MARGIN - 4, 200) * ratio)
        if image.width() > room:
            from PySide6.QtCore import Qt

            image = image.scaledToWidth(room, Qt.TransformationMode.SmoothTransformation)
        image.setDevicePixelRatio(ratio)
        return image

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if "<img" in self._html and self.viewport().width() != self._drawn_width:
            self._later.start()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_change(event) and self._html:
            self._later.start()
