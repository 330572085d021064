"""The panels around the readers: where each stands at first, what it is called, and how it is found again."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QTabBar, QTabWidget, QWidget

from workbench.core.words import tr

if TYPE_CHECKING:
    from workbench.gui.window import Window

_LEFT, _RIGHT = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
_BOTTOM = Qt.DockWidgetArea.BottomDockWidgetArea
_WIDE, _TALL = 1600, 900  # from here on there is room for more than the least
_SIDES = {False: [216, 256], True: [280, 340]}  # widths of the sources and of the form


class Docks(dict[str, QDockWidget]):
    """The docks by the name of their panel."""

    def __init__(self, window: Window) -> None:
        super().__init__()
        self._window = window

    def make(self, placements: Mapping[str, QWidget]) -> None:
        window = self._window
        window.setCorner(Qt.Corner.BottomLeftCorner, _LEFT)
        window.setTabPosition(_BOTTOM, QTabWidget.TabPosition.North)
        for name, widget in placements.items():
            dock = QDockWidget(window)
            dock.setObjectName(f"dock-{name}")
            dock.setWidget(widget)
            dock.topLevelChanged.connect(self.fit_titles)
            dock.dockLocationChanged.connect(self.fit_titles)
            _hide_unseen(dock, widget)
            self[name] = dock
        self.arrange()
        self._say_names()

    def drop(self) -> None:
        """Takes all away, to be made anew in another language."""
        for dock in self.values():
            self._window.removeDockWidget(dock)
            dock.setObjectName("")  # its place is remembered for the dock that comes after it
            dock.deleteLater()
        self.clear()

    def arrange(self) -> None:
        """The layout of a first start: the text in the middle gets what the panels do not need."""
        window = self._window
        for dock in self.values():
            dock.setFloating(False)
            window.removeDockWidget(dock)
        for name, area in (("sources", _LEFT), ("source", _LEFT), ("form", _RIGHT), ("queue", _BOTTOM)):
            window.addDockWidget(area, self[name])
        # Straight behind its neighbour: side by side for a moment they would make the window wider.
        below = ("queue", "conflicts", "comparison", "registers", "history", "notes", "orphans", "search")
        for before, after in pairwise(below):
            window.tabifyDockWidget(self[before], self[after])
        for dock in self.values():
            dock.setVisible(True)
        self["queue"].raise_()
        self.size()

    def size(self) -> None:
        """The first sizes, for the window as large as it is."""
        window = self._window
        sides = [self["sources"], self["form"]]
        window.resizeDocks(sides, _SIDES[window.width() >= _WIDE], Qt.Orientation.Horizontal)
        low = 200 if window.height() < _TALL else window.height() * 27 // 100
        window.resizeDocks([self["queue"]], [low], Qt.Orientation.Vertical)
        window.resizeDocks([self["sources"], self["source"]], [300, 320], Qt.Orientation.Vertical)

    def fit_titles(self) -> None:
        """A panel among tabs needs no title bar of its own: its tab says the name, and can be dragged."""
        for tabs in self._window.findChildren(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly):
            tabs.setAccessibleName(tr("Panels"))
            tabs.setVisible(tabs.count() > 1)  # Qt leaves them hidden when panels are placed while the desk is made
        for dock in self.values():
            among_tabs = bool(self._window.tabifiedDockWidgets(dock)) and not dock.isFloating()
            if among_tabs and dock.titleBarWidget() is None:
                dock.setTitleBarWidget(QWidget(dock))
            elif not among_tabs and dock.titleBarWidget() is not None:
                bar = dock.titleBarWidget()
                dock.setTitleBarWidget(None)  # type: ignore[arg-type]  # Qt gives its own bar back
                bar.deleteLater()

    def _say_names(self) -> None:
        names = {
            "sources": tr("Sources"),
            "source": tr("Source"),
            "form": tr("Figure"),
            "queue": tr("Review queue"),
            "conflicts": tr("Conflicts"),
            "comparison": tr("Comparison"),
            "registers": tr("Registers"),
            "history": tr("History"),
            "notes": tr("Notes"),
            "orphans": tr("Not found again"),
            "search": tr("Search"),
        }
        for name, dock in self.items():
            dock.setWindowTitle(names[name])
            dock.setAccessibleName(names[name])


def _hide_unseen(dock: QDockWidget, panel: QWidget) -> None:
    """Qt calls a panel behind another tab visible. Hidden with its tab, it knows that nobody looks, and is told with
    a show event when somebody does; its room stays as if it were there."""
    policy = panel.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    panel.setSizePolicy(policy)
    dock.visibilityChanged.connect(panel.setVisible)
