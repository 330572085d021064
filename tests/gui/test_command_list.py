"""What the window can do is in the list of commands: every panel can be gone to, every entry of a menu is one."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from workbench.gui.commands import COMMANDS
from workbench.gui.window import Window


def test_every_panel_can_be_gone_to(window: Window) -> None:
    """Each panel has a command that shows it and puts the focus there."""
    named = {name for command in COMMANDS for name in command.run.__code__.co_consts if isinstance(name, str)}  # type: ignore[attr-defined]
    assert set(window.docks) - named == set()


def test_every_command_stands_in_a_menu_and_in_no_two(window: Window) -> None:
    """And no menu has an entry that is no command, but for the recent projects."""
    entries: list[QAction] = [
        action
        for menu in window.menus._menus.values()
        for action in menu.actions()
        if not action.isSeparator() and not isinstance(action.menu(), QMenu)
    ]
    assert sorted(action.objectName() for action in entries) == sorted(command.id for command in COMMANDS)


def test_the_context_menu_of_a_source_is_made_of_commands(window: Window) -> None:
    """What the menu of the sources list offers can be found by name and given a key."""
    texts = {command.text for command in COMMANDS}
    assert {"Open in reader A", "Open in reader B", "Close source…", "Remove source"} <= texts
