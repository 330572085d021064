"""All keys on one sheet, with what each does; from the list of commands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)

from workbench.core.words import mark, tr
from workbench.gui.commands import COMMANDS, MENUS, Scope, name_of
from workbench.gui.keymap import PLACES, shown
from workbench.gui.menus import plain

if TYPE_CHECKING:
    from workbench.gui.window import Window

# Keys that are no commands: they mean something in one list or box only, and cannot be changed.
FIXED = (
    (mark("Which figure is right"), "1–9", mark("in the conflicts"), mark("The figure of that number; 0 is none of "
     "them alone. Then the reason is typed.")),
    (mark("Change the verdict"), "F2", mark("in the conflicts"), mark("Go to the verdict of the chosen conflict")),
    (mark("The same after all"), "=", mark("in the look-alikes"), mark("Words of the two figures mean the same from "
     "now on, as the button says")),
    (mark("A value used before"), "1–9", mark("in the list of values"), mark("Take the value of that number")),
    (mark("Show what was found"), "Enter, Shift+Enter", mark("in the search"), mark("In reader A, in reader B")),
    (mark("Accept the place"), "Space", mark("in “Find alike”"), mark("Its figure, or a new one, is accepted")),
    (mark("Tick"), "Space", mark("in corrections read back"), mark("Take the correction, or leave it")),
)  # fmt: skip
_WIDTHS = (240, 270)  # of the first two columns; the third has the rest


class Wrapped(QStyledItemDelegate):
    """Gives a row the height that its words take when they wrap at the edge of their column."""

    def __init__(self, tree: QTreeWidget) -> None:
        super().__init__(tree)
        self._tree = tree

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        indent = 2 * self._tree.indentation() if index.column() == 0 else 0
        width = self._tree.columnWidth(index.column()) - indent - 10
        words = str(index.data() or "")
        box = option.fontMetrics.boundingRect(QRect(0, 0, max(width, 40), 10_000), Qt.TextFlag.TextWordWrap, words)
        return QSize(width, box.height() + 5)


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
        self._tree.setWordWrap(True)
        self._tree.setItemDelegate(Wrapped(self._tree))
        self._tree.setHeaderLabels([tr("Command"), tr("Keys"), tr("What it does")])
        self._tree.setAccessibleName(tr("Keys"))
        self._keymap = window.keymap
        self._rows: list[QTreeWidgetItem] = []
        self._fill()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.addButton(tr("Change keys…"), QDialogButtonBox.ButtonRole.ActionRole).clicked.connect(
            window.show_key_editor
        )
        buttons.rejected.connect(self.close)
        column = QVBoxLayout(self)
        column.addWidget(self._filter)
        column.addWidget(self._tree)
        column.addWidget(buttons)
        self._filter.textChanged.connect(self._apply)
        self.resize(860, 640)

    def _fill(self) -> None:
        for name, text in MENUS:
            commands = [command for command in COMMANDS if command.menu == name and self._keymap.keys(command)]
            if not commands:
                continue
            rows = []
            for command in commands:
                where = "" if command.scope is Scope.WINDOW else tr(PLACES[command.scope])
                keys = shown(self._keymap.keys(command))
                rows.append((plain(name_of(command)), f"{keys} ({where})" if where else keys, tr(command.help)))
            self._add_group(plain(tr(text)), rows)
        fixed = [(tr(name), f"{keys} ({tr(where)})", tr(words)) for name, keys, where, words in FIXED]
        self._add_group(tr("In lists and boxes"), fixed)
        header = self._tree.header()
        for column, width in enumerate(_WIDTHS):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(column, width)
        header.sectionResized.connect(lambda *_: self._tree.scheduleDelayedItemsLayout())  # wrapped rows grow

    def _add_group(self, title: str, rows: Sequence[tuple[str, str, str]]) -> None:
        group = QTreeWidgetItem([title])
        font = group.font(0)
        font.setBold(True)
        group.setFont(0, font)
        self._tree.addTopLevelItem(group)
        self._rows += [QTreeWidgetItem(group, list(row)) for row in rows]
        group.setExpanded(True)

    def _apply(self, typed: str) -> None:
        words = typed.casefold().split()
        for row in self._rows:
            text = " ".join(row.text(column) for column in range(3)).casefold()
            row.setHidden(not all(word in text for word in words))
        for number in range(self._tree.topLevelItemCount()):
            group = self._tree.topLevelItem(number)
            assert group is not None
            group.setHidden(not any(row.parent() is group and not row.isHidden() for row in self._rows))

    @property
    def groups(self) -> list[str]:
        """The headings that are shown."""
        items = (self._tree.topLevelItem(i) for i in range(self._tree.topLevelItemCount()))
        return [item.text(0) for item in items if item is not None and not item.isHidden()]
