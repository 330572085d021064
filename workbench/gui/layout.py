"""Where panels stand and how large the window is: remembered for each project, in a file of the user's own."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QMainWindow, QWidget

from workbench.core import paths

VERSION = 3  # raised when panels are added or renamed, so that an old layout is not put on a new window


class Layout:
    """Reads and writes layout.ini. Every project has its own arrangement; a new one starts with the last used."""

    def __init__(self) -> None:
        self._file = QSettings(str(paths.user_config() / "layout.ini"), QSettings.Format.IniFormat)

    def save_geometry(self, window: QMainWindow) -> None:
        self._file.setValue("window/geometry", window.saveGeometry())

    def restore_geometry(self, window: QMainWindow) -> bool:
        return window.restoreGeometry(self._bytes("window/geometry"))

    def save_beside(self, name: str, widget: QWidget) -> None:
        """How large a window beside the main one is, and where."""
        self._file.setValue(f"{name}/geometry", widget.saveGeometry())

    def restore_beside(self, name: str, widget: QWidget) -> bool:
        return widget.restoreGeometry(self._bytes(f"{name}/geometry"))

    def save_docks(self, window: QMainWindow, project: Path) -> None:
        state = window.saveState(VERSION)
        self._file.setValue(f"{_key(project)}/docks", state)
        self._file.setValue("window/docks", state)

    def restore_docks(self, window: QMainWindow, project: Path) -> bool:
        """False when nothing fitting was kept."""
        keys = (f"{_key(project)}/docks", "window/docks")
        return any(window.restoreState(state, VERSION) for key in keys if (state := self._bytes(key)))

    def forget_docks(self, project: Path) -> None:
        self._file.remove(f"{_key(project)}/docks")
        self._file.remove("window/docks")

    def save_axes(self, project: Path, axes: str) -> None:
        """The rows and columns of the comparison, as "measure|subject"."""
        self._file.setValue(f"{_key(project)}/axes", axes)

    def axes(self, project: Path) -> str:
        return str(self._file.value(f"{_key(project)}/axes", ""))

    def _bytes(self, key: str) -> QByteArray:
        value = self._file.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()


def _key(project: Path) -> str:
    import hashlib  # loads a large library: not before first paint

    return "project-" + hashlib.sha256(str(project.resolve()).encode()).hexdigest()[:16]
