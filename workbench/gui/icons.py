"""Icons by name, drawn from the icon font in the theme's colour; that font is slow to load: after first paint."""

from __future__ import annotations

from PySide6.QtGui import QIcon, QPixmap

from workbench.gui.theme import Theme


def icon(name: str, theme: Theme, colour: str = "text") -> QIcon:
    """The icon in a colour of the theme ("text", "accepted"); loads the icon font on first use."""
    import qtawesome

    made: QIcon = qtawesome.icon(name, color=getattr(theme, colour), color_disabled=theme.rejected)
    return made


def blank(size: int = 20) -> QIcon:
    """Holds an icon's place until icons are drawn, so that nothing jumps."""
    pixmap = QPixmap(size, size)
    pixmap.fill("transparent")
    return QIcon(pixmap)
