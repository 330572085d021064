"""Menus, toolbar and shortcuts, made from the list of commands."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QToolBar, QToolButton

from workbench.core.words import tr
from workbench.gui import icons, theme
from workbench.gui.commands import COMMANDS, MENUS, Command, Scope, can_settle, name_of
from workbench.gui.keymap import Keymap, first, shown
from workbench.gui.recent import folder_of, still_there
from workbench.gui.spoken_keys import key_of

if TYPE_CHECKING:
    from workbench.gui.window import Window

_BY_ICON = ("edit.undo", "edit.redo", "view.theme")  # known by their icons; long words need the room
_COLOURED = {"figure.accept": "accepted", "figure.reject": "conflict"}


def native_keys(command: Command, keymap: Keymap) -> str:
    """The command's first key as this system writes it ("Ctrl+Z", "⌘Z"); empty without one."""
    return shown(first(keymap.keys(command)))


def plain(text: str) -> str:
    """A command's words without menu marks and dots."""
    return text.replace("&", "").rstrip("…")


class Menus(QObject):
    """Holds one QAction for each command. Keys of WINDOW commands belong to the action; those that mean something
    only in a reader, list or form are shown beside the words and handled by keys.KeyRouter."""

    ran = Signal(str)  # a command's name, before it runs

    def __init__(self, window: Window, bar: QMenuBar) -> None:
        super().__init__(window)
        self._window = window
        self._icons_drawn = False
        self.actions = {command.id: self._action(command) for command in COMMANDS}
        self._menus = self._fill_bar(bar)
        self.toolbar = self._tool_bar()
        session = window.session
        for signal in (
            session.project_opened,
            session.project_closed,
            session.changed,
            session.figure_selected,
            session.settings_changed,
        ):
            signal.connect(self.refresh)

    def _action(self, command: Command) -> QAction:
        action = QAction(self._window)
        action.setObjectName(command.id)
        action.setCheckable(command.ticked is not None)
        action.triggered.connect(lambda: self._on_triggered(command))
        if command.id == "help.open":  # in windows beside this one too
            action.setShortcutContext(Qt.ShortcutContext.ApplicationShortcut)
        self._give_keys(command, action)
        if command.toolbar:
            action.setIcon(icons.blank())
        self._window.addAction(action)
        return action

    def _give_keys(self, command: Command, action: QAction) -> None:
        if command.scope is Scope.WINDOW:
            action.setShortcuts([QKeySequence(key) for key in self._window.keymap.keys(command)])

    def rekey(self) -> None:
        """Keys were changed: menus, tips and shortcuts take them up."""
        for command in COMMANDS:
            self._give_keys(command, self.actions[command.id])
        self.retranslate()

    def _fill_bar(self, bar: QMenuBar) -> dict[str, QMenu]:
        menus = {name: bar.addMenu("") for name, _ in MENUS}
        last: dict[str, int] = {}
        for command in COMMANDS:
            if last.setdefault(command.menu, command.group) != command.group:
                menus[command.menu].addSeparator()
                last[command.menu] = command.group
            menus[command.menu].addAction(self.actions[command.id])
        self._recent = QMenu(bar)
        self._recent.aboutToShow.connect(self._fill_recent)
        menus["file"].insertMenu(self.actions["file.sample"], self._recent)
        return menus

    def _fill_recent(self) -> None:
        """The projects opened last; one that was moved away is left out."""
        self._recent.clear()
        session = self._window.session
        for path in still_there(session.settings.recent):
            name = f"{path.stem}\t{folder_of(path)}".replace("&", "&&")
            self._recent.addAction(name, partial(session.open, path)).setStatusTip(str(path))
        if self._recent.isEmpty():
            self._recent.addAction(tr("No recent project")).setEnabled(False)

    def _tool_bar(self) -> QToolBar:
        bar = QToolBar(self._window, movable=False, iconSize=QSize(18, 18))
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        menu = ""
        for command in COMMANDS:
            if not command.toolbar:
                continue
            if menu and command.menu != menu:
                bar.addSeparator()
            menu = command.menu
            bar.addAction(self.actions[command.id])
            button = bar.widgetForAction(self.actions[command.id])
            assert isinstance(button, QToolButton)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            if command.id in _BY_ICON:
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        return bar

    def figure_menu(self, at: QPoint) -> None:
        """The Figure menu beside the mouse, at a place on the screen."""
        self._menus["figure"].popup(at)

    def _on_triggered(self, command: Command) -> None:
        self.run(command)
        self.refresh()  # a tick is where the choice is, not where the click was

    def run(self, command: Command) -> None:
        """Does what the command says, if now is the time for it."""
        session = self._window.session
        if command.when(session):
            self.ran.emit(command.id)
            command.run(self._window)
        elif command.when is can_settle and session.writable:
            session.say(tr("Choose a figure first: {key} goes to the next one.", key=key_of("go.next_figure")))

    def retranslate(self) -> None:
        for name, text in MENUS:
            self._menus[name].setTitle(tr(text))
        self._recent.setTitle(tr("Open recent"))
        self.toolbar.setWindowTitle(tr("Toolbar"))
        self.toolbar.setAccessibleName(tr("Toolbar"))
        for command in COMMANDS:
            self._say(command, name_of(command))
        self.refresh()

    def _say(self, command: Command, text: str) -> None:
        action, keys = self.actions[command.id], native_keys(command, self._window.keymap)
        beside = f"\t{keys}" if keys and command.scope is not Scope.WINDOW else ""
        action.setText(text + beside)
        action.setIconText(tr(command.toolbar) or plain(text))
        action.setToolTip(f"{tr(command.help)} ({keys})" if keys else tr(command.help))
        action.setStatusTip(tr(command.help))

    def refresh(self, *_: object) -> None:
        """Greys what cannot be done now; undo and redo say what they would."""
        session = self._window.session
        for command in COMMANDS:
            self.actions[command.id].setEnabled(command.when(session))
            if command.ticked is not None:
                self.actions[command.id].setChecked(command.ticked(session))
        history = session.project.history if session.project is not None else None
        for name, step in (
            ("edit.undo", history.undo_name if history else None),
            ("edit.redo", history.redo_name if history else None),
        ):
            command = next(c for c in COMMANDS if c.id == name)
            words = tr(command.text)
            self.actions[name].setText(f"{words}: {step}" if step else words)
            self.actions[name].setIconText(tr(command.toolbar))

    def draw_icons(self) -> None:
        """Draws all icons in the colours of the theme; called after first paint and after a change of theme."""
        self._icons_drawn = True
        look = theme.of(self._window)
        for command in COMMANDS:
            if command.icon:
                colour = _COLOURED.get(command.id, "text")
                self.actions[command.id].setIcon(icons.icon(command.icon, look, colour))

    def redraw_icons(self) -> None:
        if self._icons_drawn:
            self.draw_icons()
