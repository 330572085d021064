"""What every window has, with a project or without: menus, toolbar, messages, welcome page, status line, keys."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QMainWindow, QMenuBar, QStackedWidget, QVBoxLayout, QWidget

from workbench.gui import spoken_keys
from workbench.gui.commands import by_id
from workbench.gui.docks import Docks
from workbench.gui.drops import DropLight
from workbench.gui.focus import scopes_of
from workbench.gui.keymap import Keymap
from workbench.gui.keys import KeyRouter
from workbench.gui.menus import Menus
from workbench.gui.messages import Messages
from workbench.gui.panels.welcome import Welcome
from workbench.gui.status import StatusLine

if TYPE_CHECKING:
    from workbench.gui.window import Window


def make(window: Window) -> None:
    """Sets the window's furniture and joins it to the session."""
    session = window.session
    window.docks = Docks(window)
    window.messages = Messages(window)
    window.keymap = Keymap.of(session.settings.keys)
    spoken_keys.use(window.keymap)
    bar = QMenuBar(window)
    window.menus = Menus(window, bar)
    _place_head(window, bar)
    window.welcome = Welcome(session, window)
    window.centre = QStackedWidget(window)
    window.centre.addWidget(window.welcome)
    window.setCentralWidget(window.centre)
    window.status = StatusLine(session, window)
    window.setStatusBar(window.status)
    window.setAcceptDrops(True)
    window.drop_light = DropLight(window)
    window.setDockOptions(window.dockOptions() | QMainWindow.DockOption.GroupedDragging)
    window.keys = KeyRouter(window.keymap, partial(scopes_of, window), window.menus.run, window)
    application = QApplication.instance()
    assert application is not None
    application.installEventFilter(window.keys)
    _connect(window)


def _place_head(window: Window, bar: QMenuBar) -> None:
    """Menu bar, toolbar and message strips over the whole width."""
    head = QWidget(window)
    column = QVBoxLayout(head)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for widget in (bar, window.menus.toolbar, window.messages):
        column.addWidget(widget)
    window.setMenuWidget(head)


def _connect(window: Window) -> None:
    window.session.told.connect(window.messages.show_message)
    window.session.untold.connect(window.messages.dismiss_topic)
    window.session.mending_wanted.connect(
        lambda path: window.files.show_backups(path)  # noqa: PLW0108 - `files` is made when it is first used
    )
    for signal, command in (
        (window.welcome.new_wanted, "file.new"),
        (window.welcome.open_wanted, "file.open"),
        (window.welcome.sample_wanted, "file.sample"),
        (window.welcome.tour_wanted, "help.tour"),
    ):
        signal.connect(lambda command=command: window.menus.run(by_id(command)))
