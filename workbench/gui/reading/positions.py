"""Code points of a stored text and the UTF-16 units that Qt counts in: the only place that converts."""

from __future__ import annotations

import re
from bisect import bisect_left

from workbench.core.model.span import Span

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")  # one code point, two UTF-16 units


class Positions:
    """Converts positions of one text. Nearly free where the text has no character outside the basic plane."""

    def __init__(self, text: str) -> None:
        self._length = len(text)
        self._astral = [m.start() for m in _ASTRAL.finditer(text)]
        self._pairs = [point + before for before, point in enumerate(self._astral)]  # the same, in UTF-16 units

    @property
    def qt_length(self) -> int:
        return self._length + len(self._astral)

    def to_qt(self, position: int) -> int:
        return position + bisect_left(self._astral, position)

    def to_text(self, position: int) -> int:
        """The code point at a UTF-16 position; the middle of a surrogate pair belongs to its character."""
        return min(position - bisect_left(self._pairs, position), self._length)

    def qt_range(self, span: Span) -> tuple[int, int]:
        return self.to_qt(span.start), self.to_qt(span.end)

    def span(self, start: int, end: int) -> Span:
        return Span(self.to_text(start), self.to_text(end))
