"""Looks: both themes can be read, and every sign the window draws is in the bundled fonts."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QRawFont

from workbench.core import paths
from workbench.gui import theme
from workbench.gui.reading.overlay import STATUS_COLOURS, TINT, VEIL, mixed

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
     ("text", "alternate"), ("text", "button"), ("text", "counterpart"), ("text", "evidence"), ("text", "found"),
     ("muted", "alternate"), ("muted", "selection"), ("accent", "base"), ("accent", "window"),
     ("accent", "selection"), ("rejected", "base"), ("rejected", "window"), ("not_a_figure", "base"),
     ("duplicate", "base"), ("conflict", "base"), ("conflict", "alternate"), ("conflict", "selection"),
     ("accepted", "base"), ("accepted", "selection"), ("suggested", "base"), ("suggested", "window"),
     ("unit_missing", "base"), ("unit_missing", "window"), ("unit_missing", "current")],
)  # fmt: skip
def test_letters_can_be_read(look: theme.Theme, letters: str, ground: str) -> None:
    """4.5 to 1, as the guidelines ask of text."""
    assert contrast(look.color(letters), look.color(ground)) >= 4.5


@pytest.mark.parametrize("look", THEMES, ids=lambda t: t.name)
def test_marked_words_can_be_read(look: theme.Theme) -> None:
    """Words on the tint of their status, the sign of a missing unit there, and the pale words of page furniture."""
    base, text = look.color("base"), look.color("text")
    tints = {name: mixed(look.color(name), base, TINT) for name in STATUS_COLOURS.values()}
    tints |= {name: mixed(look.color(name), base, TINT) for name in ("conflict", "unit_missing")}
    assert {name: round(contrast(text, tint)) for name, tint in tints.items() if contrast(text, tint) < 4.5} == {}
    assert contrast(look.color("unit_missing"), tints["unit_missing"]) >= 4.5
    assert contrast(mixed(text, base, 1 - VEIL), base) >= 4.5


@pytest.mark.parametrize("look", THEMES, ids=lambda t: t.name)
def test_lines_and_frames_can_be_told_from_their_ground(look: theme.Theme) -> None:
    """3 to 1, as the guidelines ask of signs: lines of marks on their tint, frames of what is current."""
    names = [*STATUS_COLOURS.values(), "conflict", "unit_missing"]
    faint = [n for n in names if contrast(look.color(n), mixed(look.color(n), look.color("base"), TINT)) < 3]
    grounds = ("base", "window", "current", "counterpart", "selection")
    faint += [ground for ground in grounds if contrast(look.color("accent"), look.color(ground)) < 3]
    assert faint == []


@pytest.mark.parametrize("look", THEMES, ids=lambda t: t.name)
def test_the_style_sheet_knows_every_colour_it_names(look: theme.Theme) -> None:
    """No "@name" is left over, and the pictures it names are there."""
    sheet = theme.style_sheet(look)
    assert "@" not in sheet
    for name in ("check", "down"):
        assert (paths.resources() / "style" / f"{name}-{look.name}.png").exists()


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
