"""Rectangles on a printed page joined to lines: some programs print every letter, or every word, on its own."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF

_ALIKE = 0.4  # of the lower rectangle's height that must be shared by two of one line
_GAP = 1.2  # of the line's height, at most, between two of one line

Placed = tuple[int, QRectF]  # a page, and where on it in points


def joined(rects: Iterable[Placed]) -> list[Placed]:
    """One rectangle for what stands side by side in one line of a page."""
    lines: list[Placed] = []
    for page, rect in rects:
        if lines and lines[-1][0] == page and _of_one_line(lines[-1][1], rect):
            lines[-1] = (page, lines[-1][1].united(rect))
        else:
            lines.append((page, rect))
    return lines


def _of_one_line(one: QRectF, other: QRectF) -> bool:
    shared = min(one.bottom(), other.bottom()) - max(one.top(), other.top())
    lower, higher = sorted((one.height(), other.height()))
    beside = -higher < other.left() - one.right() < higher * _GAP
    # A comma or a dot shares little, but stands at the foot of its line.
    foot = other.top() < one.bottom() + higher * 0.3 and other.bottom() > one.top()
    return beside and (shared >= lower * _ALIKE or (lower < higher * _ALIKE and foot))
