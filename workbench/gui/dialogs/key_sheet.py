"""All keys on one sheet, with what each does; from the list of commands."""

from __future__ import annotations

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

from workbench.core.words import tr
from workbench.gui.commands import COMMANDS, MENUS, Scope, name_of
from workbench.gui.keymap import PLACES, shown
from workbench.gui.menus import plain

if TYPE_CHECKING:
    from workbench.gui.window import Window

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
            group = QTreeWidgetItem([plain(tr(text))])
            font = group.font(0)
            font.setBold(True)
            group.setFont(0, font)
            self._tree.addTopLevelItem(group)
            for command in commands:
                where = "" if command.scope is Scope.WINDOW else tr(PLACES[command.scope])
                keys = shown(self._keymap.keys(command))
                keys = f"{keys} ({where})" if where else keys
                row = QTreeWidgetItem(group, [plain(name_of(command)), keys, tr(command.help)])
                self._rows.append(row)
            group.setExpanded(True)
        header = self._tree.header()
        for column, width in enumerate(_WIDTHS):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(column, width)
        header.sectionResized.connect(lambda *_: self._tree.scheduleDelayedItemsLayout())  # wrapped rows grow

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
