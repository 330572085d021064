"""What kind each line of a text is, made visible: headings bold, page furniture pale, signs beside the rest."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen, QTextCharFormat, QTextCursor, QTextDocument

from workbench.core.model.article import Block, BlockKind
from workbench.gui.reading import overlay
from workbench.gui.reading.positions import Positions
from workbench.gui.theme import Theme

_BOLD = (BlockKind.TITLE, BlockKind.HEADING)
_SIGNED = (BlockKind.NOT_BODY, BlockKind.CALLOUT, BlockKind.LIST_ITEM, BlockKind.TABLE_CELL)
_BESIDE = 9  # pixels from the text to the sign in the gutter


class Kinds:
    """Formats are set for the few lines that need other letters; everything else is painted, for what is seen."""

    def __init__(self, blocks: Sequence[Block] = (), positions: Positions | None = None) -> None:
        self._letters: list[tuple[int, int, BlockKind]] = []
        self._signed: list[tuple[int, int, BlockKind]] = []
        for block in blocks if positions is not None else ():
            assert positions is not None
            if block.kind in (*_BOLD, BlockKind.NOT_BODY):
                self._letters.append((*positions.qt_range(block.span), block.kind))
            if block.kind in _SIGNED:
                self._signed.append((*positions.qt_range(block.span), block.kind))

    def format(self, document: QTextDocument) -> None:
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        for start, end, kind in self._letters:
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(_letters(kind))
        cursor.endEditBlock()

    def paint(
        self,
        painter: QPainter,
        seen: tuple[int, int],
        rects: Callable[[int, int], list[QRectF]],
        left: float,
        colours: Theme,
    ) -> None:
        """`left` is where the letters of a line begin."""
        for start, end, kind in self._signed:
            if start < seen[1] and end > seen[0]:
                _sign(painter, kind, rects(start, end), left, colours)


def _letters(kind: BlockKind) -> QTextCharFormat:
    chars = QTextCharFormat()
    if kind is BlockKind.NOT_BODY:
        chars.setFontItalic(True)
    else:
        chars.setFontWeight(QFont.Weight.Bold)
    return chars


def _sign(painter: QPainter, kind: BlockKind, rects: list[QRectF], left: float, colours: Theme) -> None:
    if kind is BlockKind.NOT_BODY:
        for rect in rects:
            overlay.veil(painter, QRectF(left, rect.top(), rect.right() - left + 2, rect.height()), colours)
        return
    painter.setPen(QPen(colours.color("muted"), 1))
    for number, rect in enumerate(rects):
        if kind is BlockKind.CALLOUT:
            painter.fillRect(QRectF(left - _BESIDE, rect.top(), 3, rect.height()), colours.color("accent"))
        elif kind is BlockKind.LIST_ITEM and number == 0:
            painter.setBrush(colours.color("muted"))
            painter.drawEllipse(QPointF(left - _BESIDE + 3, rect.center().y()), 2, 2)
        elif kind is BlockKind.TABLE_CELL:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawLine(QPointF(left, rect.bottom()), QPointF(rect.right(), rect.bottom()))
