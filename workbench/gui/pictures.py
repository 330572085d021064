"""Paints the plot of a row: statements beside each other, or along time. On the screen, and into files on white.

Shape, hatching and signs say what colour says, so that a picture printed in grey can be read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QImageWriter, QPainter, QPen, QPolygonF

from workbench.core.comparison.plots import (
    Box,
    Mark,
    Plot,
    Scale,
    crowded,
    place_labels,
    row_height,
    scale_of,
    time_scale,
)
from workbench.core.export.atomic import replacing
from workbench.core.words import tr, trn
from workbench.gui.models import wording
from workbench.gui.theme import LIGHT, Theme

MOST = 300  # marks of one picture; nobody reads more
_PAD = 8.0
_DOT = 4.5  # half the size of a symbol
_ARROW = 7.0
_LABELS = 0.36  # of the width, at most, for names; half of it for numbers
_FILE_WIDTH = 960
_SHARP = 2  # pixels of a saved picture for one of the screen

Spots = list[tuple[QRectF, Mark]]


@dataclass(frozen=True, slots=True)
class Look:
    """Colours and font that a picture is painted with."""

    theme: Theme
    font: QFont

    @property
    def metrics(self) -> QFontMetricsF:
        return QFontMetricsF(self.font)

    @property
    def line(self) -> float:
        return self.metrics.height()


def least_height(plot: Plot, look: Look, *, timeline: bool) -> float:
    """What the picture needs to be read."""
    if timeline:
        return look.line * 17
    return look.line * 5 + len(plot.marks[:MOST]) * look.line * 1.25 + 2 * _PAD


def paint(painter: QPainter, area: QRectF, plot: Plot, look: Look, *, timeline: bool) -> Spots:
    """Paints the picture and says where each mark stands."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(look.font)
    return (_Timeline if timeline else _Dots)(painter, area, plot, look).paint()


class _Painting:
    """What both pictures have: a title above, signs explained below, symbols in between."""

    def __init__(self, painter: QPainter, area: QRectF, plot: Plot, look: Look) -> None:
        self.p, self.plot, self.look = painter, plot, look
        self.area = area.marginsRemoved(QMarginsF(_PAD, _PAD, _PAD, _PAD))
        self.metrics, self.line = look.metrics, look.line
        self.marks: Sequence[Mark] = plot.marks[:MOST]

    def width(self, text: str) -> float:
        return self.metrics.horizontalAdvance(text)

    def pen(self, name: str, width: float = 1.0, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> None:
        self.p.setPen(QPen(self.look.theme.color(name), width, style))

    def text(
        self, box: QRectF, words: str, name: str = "text", side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft
    ) -> None:
        self.pen(name)
        shown = self.metrics.elidedText(words, Qt.TextElideMode.ElideRight, box.width() + 1)
        self.p.drawText(box, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)

    def heading(self) -> float:
        """The row's name and unit; gives where the picture begins below it."""
        words = f"{self.plot.title}, {self.plot.unit}" if self.plot.unit else self.plot.title
        bold = QFont(self.look.font)
        bold.setBold(True)
        self.p.setFont(bold)
        shown = QFontMetricsF(bold).elidedText(words, Qt.TextElideMode.ElideRight, self.area.width())
        self.pen("text")
        self.p.drawText(QPointF(self.area.left(), self.area.top() + self.metrics.ascent()), shown)
        self.p.setFont(self.look.font)
        return self.area.top() + self.line * 1.5

    def legend(self, more: str) -> float:
        """What the signs mean, as far as they occur; gives where the picture ends above it."""
        top = self.area.bottom() - self.line
        x = self.area.left()
        for shown, draw, words in self._signs():
            if shown:
                draw(QPointF(x + _DOT, top + self.line / 2))
                x += 3 * _DOT
                self.text(QRectF(x, top, self.area.right() - x, self.line), words, "muted")
                x += self.width(words) + 3 * _PAD
        if more:
            self.text(QRectF(x, top, max(self.area.right() - x, 0), self.line), more, "muted")
        return top - self.line * 0.4

    def _signs(self) -> list[tuple[bool, Callable[[QPointF], None], str]]:
        later = [mark.later for mark in self.marks]
        return [
            (not all(later), lambda at: self.symbol(at, later=False, name="accent"), tr("fact or estimate")),
            (any(later), lambda at: self.symbol(at, later=True, name="accent"), tr("plan or forecast")),
            (any(mark.conflict for mark in self.marks), self._unequal, tr("contradicts another source")),
        ]

    def _unequal(self, at: QPointF) -> None:
        self.pen("conflict")
        self.p.drawText(QPointF(at.x() - _DOT, at.y() + self.metrics.ascent() / 2 - 1), "≠")

    def symbol(self, at: QPointF, *, later: bool, name: str) -> None:
        """A full disc for what is told as so, an empty diamond for what is to come."""
        colours = self.look.theme
        self.pen(name, 1.6)
        if later:
            self.p.setBrush(colours.color("base"))
            d = _DOT + 1
            corners = (QPointF(0, -d), QPointF(d, 0), QPointF(0, d), QPointF(-d, 0))
            self.p.drawPolygon(QPolygonF([at + corner for corner in corners]))
        else:
            self.p.setBrush(colours.color(name))
            self.p.drawEllipse(at, _DOT, _DOT)
        self.p.setBrush(Qt.BrushStyle.NoBrush)

    def stretch(self, start: QPointF, end: QPointF, mark: Mark, open_ends: tuple[bool, bool]) -> None:
        """From one bound to the other; an open end is an arrow, a stated one a bar across. Dashed: to come."""
        name = "conflict" if mark.conflict else "accent"
        style = Qt.PenStyle.DashLine if mark.later else Qt.PenStyle.SolidLine
        self.pen(name, 2.6, style)
        self.p.drawLine(start, end)
        self.pen(name, 2.0)
        for here, other, is_open in ((start, end, open_ends[0]), (end, start, open_ends[1])):
            self._end(here, other, is_open=is_open)

    def _end(self, here: QPointF, other: QPointF, *, is_open: bool) -> None:
        way = here - other
        length = max((way.x() ** 2 + way.y() ** 2) ** 0.5, 1e-6)
        ahead = way / length
        aside = QPointF(-ahead.y(), ahead.x())
        if is_open:
            for side in (1, -1):
                self.p.drawLine(here, here - ahead * _ARROW + aside * (side * _ARROW * 0.6))
        else:
            self.p.drawLine(here + aside * _DOT, here - aside * _DOT)

    def tick(self, value: float) -> str:
        return wording.number(Decimal(f"{value:.12g}"))


class _Dots(_Painting):
    """Each statement on a line of its own, named at the left, its number at the right."""

    def paint(self) -> Spots:
        top = self.heading()
        more = len(self.plot.marks) - len(self.marks) + self.plot.waiting
        notes = [trn("and {n} more", "and {n} more", more)] if more else []
        if self.plot.others:
            notes.append(trn("{n} in another unit", "{n} in other units", self.plot.others))
        bottom = self.legend(" · ".join(notes)) - self.line * 1.4
        names = min(max(map(self.width, (m.label for m in self.marks))) + _PAD, self.area.width() * _LABELS)
        numbers = min(max(self.width(_said(m)) for m in self.marks) + 2 * _PAD, self.area.width() * _LABELS / 1.5)
        field = QRectF(self.area.left() + names, top, self.area.width() - names - numbers, bottom - top)
        scale = scale_of(self.marks, most=max(int(field.width() / (self.line * 4)), 2))
        self._axis(field, scale)
        high = row_height(len(self.marks), field.height(), self.line * 1.1, self.line * 2.2)
        return [self._line(field, n * high + top, high, mark, scale) for n, mark in enumerate(self.marks)]

    def _axis(self, field: QRectF, scale: Scale) -> None:
        places = [field.left() + scale.at(value) * field.width() for value in scale.ticks]
        words = [self.tick(value) for value in scale.ticks]
        each = 2 if crowded(places, list(map(self.width, words)), self.line / 2) else 1
        for n, (x, said) in enumerate(zip(places, words, strict=True)):
            self.pen("border")
            self.p.drawLine(QPointF(x, field.top()), QPointF(x, field.bottom()))
            if n % each == 0:
                box = QRectF(x - self.width(said), field.bottom() + 2, 2 * self.width(said), self.line)
                self.text(box, said, "muted", Qt.AlignmentFlag.AlignHCenter)
        self.pen("muted")
        self.p.drawLine(field.bottomLeft(), field.bottomRight())

    def _line(self, field: QRectF, y: float, high: float, mark: Mark, scale: Scale) -> tuple[QRectF, Mark]:
        middle = y + high / 2
        whole = QRectF(self.area.left(), y, self.area.width(), high)
        self.text(QRectF(self.area.left(), y, field.left() - self.area.left() - _PAD, high), mark.label)
        right = QRectF(field.right() + _PAD, y, self.area.right() - field.right() - _PAD, high)
        self.text(right, _said(mark), "conflict" if mark.conflict else "text")

        def point(value: float | None, open_end: float) -> QPointF:
            return QPointF(open_end if value is None else field.left() + scale.at(value) * field.width(), middle)

        if None not in mark.reach:
            self.pen("muted")
            self.p.drawLine(point(mark.reach[0], 0), point(mark.reach[1], 0))
        if mark.low == mark.high:
            name = "conflict" if mark.conflict else "accent"
            self.symbol(point(mark.low, 0), later=mark.later, name=name)
        else:
            ends = (mark.low is None, mark.high is None)
            self.stretch(point(mark.low, field.left()), point(mark.high, field.right()), mark, ends)
        return whole, mark


class _Timeline(_Painting):
    """Statements at their time: what they state upwards, their period across."""

    def paint(self) -> Spots:
        marks = self.plot.dated[:MOST]
        self.marks = marks
        top = self.heading()
        undated = len(self.plot.marks) - len(self.plot.dated)
        more = trn("{n} without a period", "{n} without a period", undated) if undated else ""
        bottom = self.legend(more) - self.line * 1.4
        if not marks:
            return []
        scale = scale_of(marks, most=max(int((bottom - top) / (self.line * 2)), 2))
        words = {value: self.tick(value) for value in scale.ticks}
        left = self.area.left() + max(map(self.width, words.values()), default=0.0) + _PAD
        field = QRectF(left, top, self.area.right() - left, bottom - top)
        for value, said in words.items():
            y = field.bottom() - scale.at(value) * field.height()
            self.pen("border")
            self.p.drawLine(QPointF(field.left(), y), QPointF(field.right(), y))
            box = QRectF(self.area.left(), y - self.line / 2, left - self.area.left() - _PAD / 2, self.line)
            self.text(box, said, "muted", Qt.AlignmentFlag.AlignRight)
        times = time_scale(marks)
        for tick in times.ticks(max(int(field.width() / (self.line * 6)), 2)):
            x = field.left() + tick.at * field.width()
            self.pen("border")
            self.p.drawLine(QPointF(x, field.bottom()), QPointF(x, field.bottom() + 4))
            self.text(QRectF(x, field.bottom() + 3, self.line * 5, self.line), tick.text, "muted")
        self.pen("muted")
        self.p.drawLine(field.bottomLeft(), field.bottomRight())
        spots = []
        for mark in marks:
            assert mark.days is not None, "dated"
            across = tuple(field.left() + times.at(day) * field.width() for day in mark.days)
            spots.append((self._mark(field, mark, scale, (across[0], across[1])), mark))
        self._labels(field, spots)
        return spots

    def _mark(self, field: QRectF, mark: Mark, scale: Scale, across: tuple[float, float]) -> QRectF:
        def point(value: float | None, open_end: float) -> QPointF:
            y = open_end if value is None else field.bottom() - scale.at(value) * field.height()
            return QPointF((across[0] + across[1]) / 2, y)

        low, high = point(mark.low, field.bottom()), point(mark.high, field.top())
        anchor = low if mark.low is not None else high
        self.pen("muted", 1.0, Qt.PenStyle.DotLine)
        self.p.drawLine(QPointF(across[0], anchor.y()), QPointF(across[1], anchor.y()))
        if mark.low == mark.high:
            self.symbol(anchor, later=mark.later, name="conflict" if mark.conflict else "accent")
        else:
            self.stretch(low, high, mark, (mark.low is None, mark.high is None))
        return QRectF(anchor.x() - _DOT - 1, anchor.y() - _DOT - 1, 2 * _DOT + 2, 2 * _DOT + 2)

    def _labels(self, field: QRectF, spots: Spots) -> None:
        """Beside the marks where there is room; the rest is said by the tool tip and the description."""
        words = [f"{_said(mark)}  {mark.label}" for _, mark in spots]
        most = field.width() / 2.2
        sizes = [(min(self.width(said), most) + 2, self.line) for said in words]
        points = [Box(r.x(), r.y(), r.width(), r.height()) for r, _ in spots]
        area = Box(field.x(), field.y(), field.width(), field.height())
        for said, box in zip(words, place_labels(points, sizes, area), strict=True):
            if box is not None:
                beside = QRectF(box.x, box.y, box.width, box.height)
                self.p.fillRect(beside, self.look.theme.color("base"))  # lines behind words are hard to read
                self.text(beside, said)


def _said(mark: Mark) -> str:
    return f"≠ {mark.said}" if mark.conflict else mark.said


# into files and the clipboard


def file_size(plot: Plot, font: QFont, *, timeline: bool) -> QSize:
    look = Look(LIGHT, font)
    return QSize(_FILE_WIDTH, max(int(least_height(plot, look, timeline=timeline)) + 1, 240))


def image(plot: Plot, font: QFont, *, timeline: bool) -> QImage:
    """On white, twice as sharp as the screen."""
    size = file_size(plot, font, timeline=timeline)
    made = QImage(size * _SHARP, QImage.Format.Format_RGB32)
    made.setDevicePixelRatio(_SHARP)
    made.fill(Qt.GlobalColor.white)
    painter = QPainter(made)
    paint(painter, QRectF(0, 0, size.width(), size.height()), plot, Look(LIGHT, font), timeline=timeline)
    painter.end()
    return made


def save(plot: Plot, font: QFont, path: Path, description: str, *, timeline: bool) -> Path:
    """Writes .svg or .png, by the suffix, whole or not at all; CannotWriteFile where the place cannot be written."""
    drawn = _svg if path.suffix.lower() == ".svg" else _png
    with replacing(path) as part:
        part.write_bytes(drawn(plot, font, description, timeline=timeline))
    return path


def _png(plot: Plot, font: QFont, description: str, *, timeline: bool) -> bytes:
    made, buffer = image(plot, font, timeline=timeline), _buffer()
    made.setText("Description", description)
    QImageWriter(buffer, QByteArray(b"png")).write(made)
    return bytes(buffer.data().data())


def _svg(plot: Plot, font: QFont, description: str, *, timeline: bool) -> bytes:
    from PySide6.QtSvg import QSvgGenerator

    size, buffer = file_size(plot, font, timeline=timeline), _buffer()
    whole = QRectF(0, 0, size.width(), size.height())
    made = QSvgGenerator()
    made.setOutputDevice(buffer)
    made.setSize(size)
    made.setViewBox(whole)
    made.setTitle(plot.title)
    made.setDescription(description)
    painter = QPainter(made)
    painter.fillRect(whole, Qt.GlobalColor.white)
    paint(painter, whole, plot, Look(LIGHT, font), timeline=timeline)
    painter.end()
    return bytes(buffer.data().data())


def _buffer() -> QBuffer:
    made = QBuffer()
    made.open(QIODevice.OpenModeFlag.WriteOnly)
    return made


def described(plot: Plot, *, timeline: bool) -> str:
    """The picture in words, for screen readers and for the file."""
    head = f"{plot.title}, {plot.unit}" if plot.unit else plot.title
    marks = plot.dated if timeline else plot.marks
    lines = [head + ": " + trn("{n} statement", "{n} statements", len(marks)) + "."]
    lines += [mark_words(mark) for mark in marks[:MOST]]
    if plot.others:
        lines.append(trn("{n} in another unit", "{n} in other units", plot.others))
    return "\n".join(lines)


def mark_words(mark: Mark) -> str:
    """One statement in words: source, number, time, whether it is to come and whether it is contradicted."""
    parts = [f"{mark.label}: {mark.said}"]
    if mark.days is not None:
        first, last = mark.days
        whole = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year
        parts.append(str(first.year) if whole else f"{first.isoformat()} – {last.isoformat()}")
    if mark.later:
        parts.append(tr("plan or forecast"))
    if mark.conflict:
        parts.append(tr("contradicts another source"))
    return ", ".join(parts)


def fitting(plot: Plot, font: QFont, room: QSizeF, *, timeline: bool) -> QSizeF:
    """The size to paint in: the room there is, and more height where that is too little."""
    least = least_height(plot, Look(LIGHT, font), timeline=timeline) if plot.marks else 0.0
    return QSizeF(room.width(), max(room.height(), least))
