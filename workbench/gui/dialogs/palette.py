"""The command palette: type part of a name, in the window's language or in English, and run it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHeaderView, QLineEdit, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from workbench.core.words import tr
from workbench.gui import icons
from workbench.gui.commands import COMMANDS, MENUS, Command, name_of
from workbench.gui.menus import native_keys, plain

if TYPE_CHECKING:
    from workbench.gui.window import Window

_COMMAND = Qt.ItemDataRole.UserRole


def matches(command: Command, words: list[str]) -> bool:
    """Whether all words stand in the command's name, menu or help, translated or English."""
    menu = dict(MENUS)[command.menu]
    texts = (command.text, command.help, menu)
    said = " ".join([*(plain(tr(text)) for text in texts), *(plain(text) for text in texts)]).casefold()
    return all(word in said for word in words)


def rank(command: Command, typed: str) -> int:
    """Names that begin with what was typed come first, then names that hold it."""
    name = plain(name_of(command)).casefold()
    return 0 if name.startswith(typed) else 1 if typed in name else 2


class Palette(QFrame):
    """Lies over the top of the window; Esc or a click elsewhere takes it away."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.setObjectName("palette")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(tr("Find a command…"))
        self._window = window
        self._box = QLineEdit(self, placeholderText=tr("Type part of a command"))
        self._box.setMinimumHeight(32)
        self._box.setAccessibleName(tr("Type part of a command"))
        self._list = QTreeWidget(self, columnCount=2)
        self._list.setRootIsDecorated(False)
        self._list.setUniformRowHeights(True)
        self._list.setHeaderHidden(True)
        self._list.setIconSize(QSize(16, 16))
        self._list.header().setStretchLastSection(False)
        self._list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setAccessibleName(tr("Commands"))
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self._box)
        column.addWidget(self._list)
        self._before: QWidget | None = window.focusWidget()
        if self._before is not None:  # parts are made anew in another language
            self._before.destroyed.connect(self._forget_before)
        self._box.installEventFilter(self)
        self._box.textChanged.connect(self._filter)
        self._list.itemClicked.connect(lambda *_: self.run_current())
        self._filter("")

    def open_over(self) -> None:
        width = min(640, self._window.width() - 80)
        self.setGeometry((self._window.width() - width) // 2, 72, width, min(420, self._window.height() - 140))
        self.show()
        self.raise_()
        self._box.setFocus()

    @property
    def names(self) -> list[str]:
        """What the list shows now, top first."""
        items = (self._list.topLevelItem(i) for i in range(self._list.topLevelItemCount()))
        return [item.text(0) for item in items if item is not None]

    def type(self, text: str) -> None:
        self._box.setText(text)

    def _filter(self, typed: str) -> None:
        typed = typed.casefold().strip()
        found = [c for c in COMMANDS if matches(c, typed.split()) and c.id != "help.palette"]
        self._list.clear()
        for command in sorted(found, key=lambda c: (not c.when(self._window.session), rank(c, typed))):
            self._list.addTopLevelItem(self._item(command))
        self._choose(0)

    def _choose(self, row: int) -> None:
        """Round the end."""
        item = self._list.topLevelItem(row % max(self._list.topLevelItemCount(), 1))
        if item is not None:
            self._list.setCurrentItem(item)

    def _item(self, command: Command) -> QTreeWidgetItem:
        menu = plain(tr(dict(MENUS)[command.menu]))
        item = QTreeWidgetItem([f"{menu}: {plain(name_of(command))}", native_keys(command, self._window.keymap)])
        item.setData(0, _COMMAND, command)
        item.setToolTip(0, tr(command.help))
        icon = self._window.menus.actions[command.id].icon()
        item.setIcon(0, icons.blank(16) if icon.isNull() else icon)
        item.setDisabled(not command.when(self._window.session))
        return item

    def run_current(self) -> None:
        item = self._list.currentItem()
        command = item.data(0, _COMMAND) if item is not None else None
        self._leave()
        if command is not None:
            self._window.menus.run(command)

    def _forget_before(self) -> None:
        self._before = None

    def _leave(self) -> None:
        self._box.removeEventFilter(self)
        self.close()
        if self._before is not None:
            self._before.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and self.isVisible():
            self._box.removeEventFilter(self)
            self.close()
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        key = event.key()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = 1 if key == Qt.Key.Key_Down else -1
            self._choose(self._list.currentIndex().row() + step)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.run_current()
        elif key == Qt.Key.Key_Escape:
            self._leave()
        else:
            return False
        return True
