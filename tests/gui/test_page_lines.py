"""Rectangles of letters are joined to lines, and only they."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF

from workbench.gui.reading.page_lines import joined

LETTER, LOW, COMMA = QRectF(10, 100, 6, 10), QRectF(17, 103, 6, 7), QRectF(24, 108, 2, 4)


def test_letters_of_one_line_are_one_rectangle() -> None:
    """High and low ones, a comma at the foot, and the next word behind a space."""
    word = QRectF(30, 100, 40, 10)
    assert joined([(0, LETTER), (0, LOW), (0, COMMA), (0, word)]) == [(0, QRectF(10, 100, 60, 12))]


@pytest.mark.parametrize(
    "other",
    [
        (0, QRectF(10, 114, 6, 10)),  # the next line
        (1, QRectF(17, 100, 6, 10)),  # another page
        (0, QRectF(200, 100, 6, 10)),  # another column
    ],
)
def test_what_stands_elsewhere_stays_apart(other: tuple[int, QRectF]) -> None:
    """A line, a page or a column further on."""
    assert joined([(0, LETTER), other]) == [(0, LETTER), other]
