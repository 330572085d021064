"""Looks: both themes can be read, and every sign the window draws is in the bundled fonts."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QRawFont

from workbench.core import paths
from workbench.gui import theme

GUI = Path(__file__).parents[2] / "workbench" / "gui"
THEMES = (theme.LIGHT, theme.DARK)


def luminance(colour: QColor) -> float:
    def part(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    return 0.2126 * part(colour.redF()) + 0.7152 * part(colour.greenF()) + 0.0722 * part(colour.blueF())


def contrast(one: QColor, other: QColor) -> float:
    """By the formula of the web's accessibility guidelines."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("look", THEMES, ids=lambda t: t.name)
@pytest.mark.parametrize(
    ("letters", "ground"),
    [("text", "window"), ("text", "base"), ("muted", "window"), ("muted", "base"), ("on_accent", "accent"),
     ("text", "selection"), ("text", "info"), ("text", "warning"), ("text", "error"), ("text", "current"),
     ("conflict", "base"), ("accepted", "base"), ("suggested", "base"), ("unit_missing", "base")],
)  # fmt: skip
def test_letters_can_be_read(look: theme.Theme, letters: str, ground: str) -> None:
    """4.5 to 1, as the guidelines ask of text."""
    assert contrast(look.color(letters), look.color(ground)) >= 4.5


@pytest.mark.parametrize("look", THEMES, ids=lambda t: t.name)
def test_the_style_sheet_knows_every_colour_it_names(look: theme.Theme) -> None:
    """No "@name" is left over, and the pictures it names are there."""
    sheet = theme.style_sheet(look)
    assert "@" not in sheet
    assert (paths.resources() / "style" / f"check-{look.name}.png").exists()


def test_signs_are_in_the_bundled_font(qapp: object) -> None:
    """A program without any system font draws every letter and sign of the window's words."""
    font = QRawFont(str(paths.resources() / "fonts" / "Inter-Regular.otf"), 12.0)
    signs = {
        char
        for file in GUI.rglob("*.py")
        if file.name != "positions.py"  # compares letters, draws none
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and not node.value.count("\n")
        for char in node.value
        if char.isprintable()
    }
    assert sorted(sign for sign in signs if not font.supportsCharacter(ord(sign))) == []
