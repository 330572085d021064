"""Draws marks under and over the letters of a reader, for the visible lines only; no format is set for a mark."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from workbench.core.model.figure import Status
from workbench.gui.reading.marks import Mark
from workbench.gui.theme import Theme

_WAVE = 2.2  # half the length of a wave, and about its height
TINT = 0.13  # how much of a status colour shows behind its words
VEIL = 0.36  # how much of the ground lies over the letters of page furniture

STATUS_COLOURS = {
    Status.SUGGESTED: "suggested",
    Status.ACCEPTED: "accepted",
    Status.REJECTED: "rejected",
    Status.NOT_A_FIGURE: "not_a_figure",
    Status.DUPLICATE: "duplicate",
}


@dataclass(frozen=True, slots=True)
class Drawn:
    """A mark with its rectangles, one a line, and where letters stand on each."""

    mark: Mark
    rects: tuple[QRectF, ...]


def mixed(colour: QColor, ground: QColor, share: float) -> QColor:
    """The colour thinned out on its ground."""
    rest = 1 - share
    return QColor.fromRgbF(
        colour.redF() * share + ground.redF() * rest,
        colour.greenF() * share + ground.greenF() * rest,
        colour.blueF() * share + ground.blueF() * rest,
    )


def mark_colour(theme: Theme, mark: Mark) -> QColor:
    """The colour of a mark's line: a conflict outranks a missing unit, which outranks the status."""
    if mark.conflict:
        return theme.color("conflict")
    return theme.color("unit_missing" if mark.unit_missing else STATUS_COLOURS[mark.status])


def fill(painter: QPainter, rects: Iterable[QRectF], colour: QColor, frame: QPen | None = None) -> None:
    """A rounded ground behind words, with a frame for the current ones."""
    painter.setPen(frame if frame is not None else Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    for rect in rects:
        painter.drawRoundedRect(rect.adjusted(-1.5, 0.75, 1.5, -0.75), 3, 3)


def ground(painter: QPainter, drawn: Drawn, theme: Theme) -> None:
    """The faint tint of a mark that still counts."""
    if drawn.mark.status in (Status.SUGGESTED, Status.ACCEPTED) or drawn.mark.conflict:
        fill(painter, drawn.rects, mixed(mark_colour(theme, drawn.mark), theme.color("base"), TINT))


def line(painter: QPainter, drawn: Drawn, theme: Theme, ascent: float) -> None:
    """The line that says the status without colour: dashed, solid, struck, dotted, double or wavy."""
    colour = mark_colour(theme, drawn.mark)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for rect in drawn.rects:
        base = rect.top() + ascent + 2.5
        if drawn.mark.conflict:
            _wave(painter, rect, base, colour)
            if drawn.mark.status is Status.ACCEPTED:
                _straight(painter, rect, base - 2, QPen(theme.color("accepted"), 1.2))
        elif drawn.mark.status is Status.REJECTED:
            _straight(painter, rect, rect.top() + ascent * 0.66, QPen(colour, 1.1))
        elif drawn.mark.status is Status.DUPLICATE:
            _straight(painter, rect, base - 1, QPen(colour, 1))
            _straight(painter, rect, base + 1.5, QPen(colour, 1))
        else:
            _straight(painter, rect, base, _underline(drawn.mark, colour))
    if drawn.mark.unit_missing and drawn.rects:
        _question(painter, drawn.rects[-1], theme.color("unit_missing"))


def _underline(mark: Mark, colour: QColor) -> QPen:
    if mark.status is Status.NOT_A_FIGURE:
        pen = QPen(colour, 1.2)
        pen.setDashPattern([1, 2.5])
    elif mark.unit_missing:
        pen = QPen(colour, 2)
        pen.setDashPattern([1, 1.4])
    elif mark.status is Status.ACCEPTED:
        pen = QPen(colour, 1.8)
    else:
        pen = QPen(colour, 1.5)
        pen.setDashPattern([4, 2.5])
    return pen


def _straight(painter: QPainter, rect: QRectF, y: float, pen: QPen) -> None:
    painter.setPen(pen)
    painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))


def _wave(painter: QPainter, rect: QRectF, y: float, colour: QColor) -> None:
    path = QPainterPath(QPointF(rect.left(), y))
    x, up = rect.left(), True
    while x < rect.right():
        path.quadTo(QPointF(x + _WAVE / 2, y + (-_WAVE if up else _WAVE)), QPointF(x + _WAVE, y))
        x, up = x + _WAVE, not up
    painter.setPen(QPen(colour, 1.3))
    painter.drawPath(path)


def _question(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    """A raised question mark in the space behind the words."""
    kept = painter.font()
    font = QFont(kept)
    font.setBold(True)
    font.setPointSizeF(kept.pointSizeF() * 0.62)
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(QPointF(rect.right(), rect.top() + QFontMetricsF(font).capHeight() + 1), "?")
    painter.setFont(kept)


def veil(painter: QPainter, rect: QRectF, theme: Theme) -> None:
    """Greys page furniture: a thin ground over its letters and a rule at its left."""
    colour = theme.color("base")
    colour.setAlphaF(VEIL)
    painter.fillRect(rect, colour)
    painter.fillRect(QRectF(rect.left() - 9, rect.top() + 1, 3, rect.height() - 2), theme.color("border"))


def conflict_sign(painter: QPainter, x: float, rect: QRectF, theme: Theme) -> None:
    """A warning triangle in the gutter beside a line with a conflict."""
    size, middle = 8.0, rect.center().y()
    path = QPainterPath(QPointF(x, middle + size / 2))
    path.lineTo(x + size / 2, middle - size / 2)
    path.lineTo(x + size, middle + size / 2)
    path.closeSubpath()
    painter.fillPath(path, theme.color("conflict"))


def edge(painter: QPainter, rect: QRectF, left: bool, theme: Theme) -> None:
    """The edge of a span that the arrow keys move: a bold bracket."""
    x = rect.left() - 1.5 if left else rect.right() + 1.5
    tick = 4 if left else -4
    painter.setPen(QPen(theme.color("accent"), 2.5))
    painter.drawLine(QPointF(x, rect.top()), QPointF(x, rect.bottom()))
    for y in (rect.top() + 1, rect.bottom() - 1):
        painter.drawLine(QPointF(x, y), QPointF(x + tick, y))
