"""Colours and fonts: one light and one dark palette on the Fusion style, the same on every system.

Painters ask `theme.of(widget)`, which reads the palette in force; a change of theme reaches them as a PaletteChange.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from workbench.core import paths

STYLE = "Fusion"  # the same on every system
UI_FONT = "Inter"
READER_FONT = "Noto Serif"
UI_SIZE = 9.75


class Theme(NamedTuple):
    """Colours by what they are for, as "#rrggbb". Marks pair each colour with a line style: never colour alone."""

    name: str
    window: str  # frames, toolbars
    base: str  # behind text and lists
    alternate: str  # every other row
    text: str
    muted: str  # secondary words
    border: str
    button: str
    accent: str  # focus, selection, primary action
    on_accent: str
    selection: str  # row under the cursor when its list has no focus
    # marks of figures by status
    suggested: str
    accepted: str
    rejected: str
    not_a_figure: str
    duplicate: str
    conflict: str
    unit_missing: str
    # backgrounds behind text
    current: str  # the selected figure
    counterpart: str  # its partner in the other reader
    evidence: str  # the span that a field rests on
    found: str  # search hits
    # strips
    info: str
    warning: str
    error: str

    @property
    def dark(self) -> bool:
        return self.name == "dark"

    def color(self, name: str) -> QColor:
        """A colour by its name here: `theme.color("accepted")`."""
        return QColor(getattr(self, name))


LIGHT = Theme(
    name="light", window="#f3f4f6", base="#ffffff", alternate="#f8f9fb", text="#1b2230", muted="#5b6575",
    border="#cfd4dc", button="#fbfbfc", accent="#1f5fbf", on_accent="#ffffff", selection="#dde8f8",
    suggested="#8a6100", accepted="#14743c", rejected="#646b79", not_a_figure="#646b79", duplicate="#6d4ba8",
    conflict="#c0261c", unit_missing="#a54a06",
    current="#ffe9a8", counterpart="#d8ebff", evidence="#e4f3e2", found="#ffd9b8",
    info="#e3eefb", warning="#fdf0d0", error="#fbe1de",
)  # fmt: skip
DARK = Theme(
    name="dark", window="#1e2228", base="#16191e", alternate="#1b1f25", text="#e4e7ec", muted="#9aa4b2",
    border="#3a414c", button="#2a2f37", accent="#6aa6f4", on_accent="#0c1320", selection="#263750",
    suggested="#e3b64a", accepted="#57c785", rejected="#8b94a1", not_a_figure="#8b94a1", duplicate="#b79bea",
    conflict="#ff7a6e", unit_missing="#f7b378",
    current="#5a4a14", counterpart="#1d3c5e", evidence="#203a26", found="#5e3a17",
    info="#1c3350", warning="#46380f", error="#4f211e",
)  # fmt: skip


def named(name: str) -> Theme:
    """The theme of a setting: "light", "dark", or "" for what the system prefers."""
    if name == "dark" or (not name and _system_is_dark()):
        return DARK
    return LIGHT


def at_start(name: str) -> Theme:
    """The same before any palette of ours is in force: the system's own, still there, says what it prefers. To ask
    for its colour scheme loads all the names of `Qt`, as long as a fifth of the whole start."""
    if name:
        return named(name)
    return DARK if _is_dark(QGuiApplication.palette()) else LIGHT


def _system_is_dark() -> bool:
    from PySide6.QtCore import Qt  # not before first paint

    return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark


def of(widget: QWidget) -> Theme:
    """The theme that a widget is painted in."""
    return DARK if _is_dark(widget.palette()) else LIGHT


def _is_dark(colours: QPalette) -> bool:
    return colours.color(QPalette.ColorRole.Window).lightness() < 128


def palette(theme: Theme) -> QPalette:
    """Every role that Fusion paints with."""
    role, result = QPalette.ColorRole, QPalette()
    roles = {
        role.Window: "window", role.WindowText: "text", role.Base: "base", role.AlternateBase: "alternate",
        role.Text: "text", role.Button: "button", role.ButtonText: "text", role.BrightText: "on_accent",
        role.Highlight: "accent", role.HighlightedText: "on_accent", role.PlaceholderText: "muted",
        role.ToolTipBase: "button", role.ToolTipText: "text", role.Link: "accent", role.LinkVisited: "duplicate",
        role.Light: "button", role.Midlight: "window", role.Mid: "border", role.Dark: "border", role.Accent: "accent",
    }  # fmt: skip
    for key, name in roles.items():
        result.setColor(key, theme.color(name))
    result.setColor(role.Shadow, QColor("#000000"))
    off = QPalette.ColorGroup.Disabled
    for key in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(off, key, theme.color("rejected"))
    return result


@cache
def _template() -> str:
    return (paths.resources() / "style" / "window.qss").read_text("utf-8")


def style_sheet(theme: Theme) -> str:
    """The style sheet with "@name" replaced by this theme's colours; longer names first."""
    sheet = _template().replace("@folder", (paths.resources() / "style").as_posix())
    for name, value in sorted(theme._asdict().items(), key=lambda item: -len(item[0])):
        sheet = sheet.replace(f"@{name}", value)
    return sheet


@cache
def load_font(name: str) -> None:
    """Makes a bundled font known ("Inter", "Noto Serif"): Cyrillic, Kazakh letters and signs then need no font of
    the system. The readers' own is large, and not needed before there is something to read."""
    for path in sorted((paths.resources() / "fonts").glob(f"{name.replace(' ', '')}-*.?tf")):
        QFontDatabase.addApplicationFont(str(path))


def apply(app: QApplication, theme: Theme) -> None:
    """Puts the theme in force; safe to call again while windows are open."""
    own = [(w, w.font()) for w in app.allWidgets() if _has_own_font(w)]
    app.setPalette(palette(theme))
    app.setStyleSheet(style_sheet(theme))
    for widget, font in own:  # a new style sheet forgets the fonts that widgets were given
        widget.setFont(font)


def _has_own_font(widget: QWidget) -> bool:
    from PySide6.QtCore import Qt  # not before first paint, when there is no widget

    return widget.testAttribute(Qt.WidgetAttribute.WA_SetFont)


def use_font(app: QApplication) -> None:
    """The program's own font, for all that has words: the bare frame of the window has none."""
    load_font(UI_FONT)
    font = QFont(UI_FONT)
    font.setPointSizeF(UI_SIZE)
    app.setFont(font)


def polish(widget: QWidget) -> None:
    """Style again after a dynamic property changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def is_change(event: QEvent) -> bool:
    """Whether a change event means that colours are new."""
    return event.type() in (QEvent.Type.PaletteChange, QEvent.Type.ApplicationPaletteChange)
