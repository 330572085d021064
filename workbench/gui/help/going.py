"""Opening the help where one stands: F1 in a panel or window shows its page; the tour brings the sample along."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QWidget

from workbench.gui.help.pages import FIRST

if TYPE_CHECKING:
    from workbench.gui.help.window import HelpWindow
    from workbench.gui.window import Window

_PANELS = {  # the name of a dock -> its page, and where on it
    "sources": ("02-import", ""),
    "source": ("02-import", "details"),
    "form": ("03-settle", "form"),
    "queue": ("03-settle", "queue"),
    "conflicts": ("06-conflicts", ""),
    "comparison": ("05-compare", ""),
    "registers": ("08-registers", ""),
    "history": ("11-history", ""),
    "notes": ("09-notes", ""),
    "orphans": ("10-versions", "orphans"),
    "search": ("04-find", ""),
}
_WINDOWS = {  # the class of a window beside the main one
    "BackupsDialog": ("12-backups", ""),
    "Difference": ("10-versions", "changes"),
    "DifferencesDialog": ("13-merge", "differences"),
    "MergePreview": ("13-merge", ""),
    "ReadBack": ("07-workbook", "back"),
    "RatesDialog": ("05-compare", "rates"),
    "Lessons": ("03-settle", "learn"),
    "KeyEditor": ("14-settings", "keys"),
    "KeySheet": ("14-settings", "keys"),
    "SettingsWindow": ("14-settings", ""),
    "DossierWindow": ("08-registers", "dossier"),
    "TypesDialog": ("08-registers", "own"),
    "Suggested": ("08-registers", "suggested"),
}
_READER, _START = ("03-settle", ""), (FIRST, "")


class Help:
    """The window keeps one; the help's own window is made when it is first asked for."""

    def __init__(self, window: Window) -> None:
        self._window = window

    @cached_property
    def shown(self) -> HelpWindow:
        from workbench.gui.help.window import HelpWindow

        return HelpWindow(self._window)

    def open(self) -> None:
        """The page of the place that has the focus."""
        self.shown.open_page(*self.page_here())

    def tour(self) -> None:
        """The tour beside the sample; a project that is open stays open."""
        if self._window.session.project is None:
            self._window.files.open_sample()
        self.shown.open_page(FIRST, narrow=True)

    def page_here(self) -> tuple[str, str]:
        beside = QApplication.activeWindow()
        if beside is not None and beside is not self._window and type(beside).__name__ in _WINDOWS:
            return _WINDOWS[type(beside).__name__]
        focus, window = QApplication.focusWidget(), self._window
        if focus is None or window.session.project is None:
            return _START
        if window.desk.isAncestorOf(focus):
            return _READER
        return next((page for name, page in _PANELS.items() if _holds(window.docks[name], focus)), _START)

    def keys(self) -> None:
        from workbench.gui.dialogs.key_sheet import KeySheet

        KeySheet(self._window).show()

    def about(self) -> None:
        from workbench.gui.dialogs.about import About

        About(self._window).show()


def _holds(dock: QWidget, focus: QWidget) -> bool:
    return dock.isAncestorOf(focus)
