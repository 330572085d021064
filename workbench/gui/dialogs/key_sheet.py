"""All keys on one sheet, with what each does; from the list of commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QHeaderView, QLineEdit, QTreeWidget, QTreeWidgetItem, QVBoxLayout

from workbench.core.words import mark, tr
from workbench.gui.commands import COMMANDS, MENUS, Command, Scope
from workbench.gui.menus import plain

if TYPE_CHECKING:
    from workbench.gui.window import Window

SCOPES = {
    Scope.WINDOW: "",
    Scope.REVIEW: mark("in a reader or the queue"),
    Scope.READER: mark("in a reader"),
    Scope.FORM: mark("in the form"),
}


def all_keys(command: Command) -> str:
    native = QKeySequence.SequenceFormat.NativeText
    return ", ".join(dict.fromkeys(QKeySequence(key).toString(native) for key in command.keys))


class KeySheet(QDialog):
    """Stays open beside the window while one works."""

    def __init__(self, window: Window) -> None:
        super().__init__(window, modal=False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Keys"))
        self._filter = QLineEdit(self, clearButtonEnabled=True, placeholderText=tr("Filter"))
        self._filter.setAccessibleName(tr("Filter"))
        self._tree = QTreeWidget(self, columnCount=3)
        self._tree.setRootIsDecorated(False)
        self._tree.setAlternatingRowColors(True)
        self._tree.setHeaderLabels([tr("Command"), tr("Keys"), tr("What it does")])
        self._tree.setAccessibleName(tr("Keys"))
        self._rows: list[QTreeWidgetItem] = []
        self._fill()
        column = QVBoxLayout(self)
        column.addWidget(self._filter)
        column.addWidget(self._tree)
        self._filter.textChanged.connect(self._apply)
        self.resize(860, 640)

    def _fill(self) -> None:
        for name, text in MENUS:
            group = QTreeWidgetItem([plain(tr(text))])
            font = group.font(0)
            font.setBold(True)
            group.setFont(0, font)
            self._tree.addTopLevelItem(group)
            for command in COMMANDS:
                if command.menu == name and command.keys:
                    where = tr(SCOPES[command.scope])
                    keys = f"{all_keys(command)} ({where})" if where else all_keys(command)
                    row = QTreeWidgetItem(group, [plain(tr(command.text)), keys, tr(command.help)])
                    self._rows.append(row)
            group.setExpanded(True)
        header = self._tree.header()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)

    def _apply(self, typed: str) -> None:
        words = typed.casefold().split()
        for row in self._rows:
            text = " ".join(row.text(column) for column in range(3)).casefold()
            row.setHidden(not all(word in text for word in words))
