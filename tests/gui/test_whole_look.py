"""What pictures of the whole window showed to be amiss, and must not come back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabBar

from workbench.gui.window import Window


def test_the_tabs_of_the_panels_stand_there_from_the_first(empty_window: Window, project_file: Path) -> None:
    """A project opened in a window that had none showed its lower panels without tabs, until one was asked for."""
    assert empty_window.session.open(project_file)
    only_direct = Qt.FindChildOption.FindDirectChildrenOnly
    bars = [bar for bar in empty_window.findChildren(QTabBar, options=only_direct) if bar.count()]
    assert [bar.isVisible() for bar in bars] == [True]
