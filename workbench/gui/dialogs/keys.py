"""Keys of the user's own: all commands with their keys, a box that takes the next keys pressed, clashes by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from workbench.core.words import mark, tr
from workbench.gui.commands import COMMANDS, MENUS, Command, by_id, name_of
from workbench.gui.fields.filter_line import FilterLine
from workbench.gui.keymap import PLACES, Keymap, Unfit, shown, unfit
from workbench.gui.keymap import name_of as key_name
from workbench.gui.latin import combination
from workbench.gui.menus import plain

if TYPE_CHECKING:
    from workbench.gui.window import Window

_ID = Qt.ItemDataRole.UserRole
_UNFIT = {
    Unfit.FOCUS: mark("Tab moves the focus; it cannot mean a command."),
    Unfit.TEXT: mark("{key} alone is typed into boxes. Press it together with Ctrl or Alt."),
}


class KeyBox(QLineEdit):
    """Takes the next keys pressed in it as they are, on any layout. Signal: `pressed(str)`, their portable name;
    Esc leaves without any: `left()`."""

    pressed = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, readOnly=True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def event(self, event: QEvent) -> bool:
        """A shortcut of the window or the dialog must not take the keys away."""
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.left.emit()
            return
        name = key_name(combination(event))
        if name:
            self.pressed.emit(name)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.setText(tr("Press the new keys …"))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.clear()


class KeyEditor(QDialog):
    """Stays open beside the window; every change holds at once and is kept in the settings."""

    def __init__(self, window: Window) -> None:
        super().__init__(window, modal=False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Change keys"))
        self._window = window
        self._wanted = ""  # a key that another command has, until the user says what to do
        self.filter = FilterLine(self)
        self.filter.name(tr("Filter"))
        self.tree = QTreeWidget(self, columnCount=3)
        self.box = KeyBox(self)
        self.beside = QCheckBox(tr("Keep the keys it has"), self)
        self.said = QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.change, self.swap, self.take = (QPushButton(self) for _ in range(3))
        self.reset_one, self.reset_all = QPushButton(self), QPushButton(self)
        self._rows: dict[str, QTreeWidgetItem] = {}
        self._build()
        self._connect()
        self._fill()
        self.resize(820, 640)

    # how it looks

    def _build(self) -> None:
        self.tree.setAlternatingRowColors(True)
        self.tree.setAccessibleName(tr("Commands and their keys"))
        self.tree.setHeaderLabels([tr("Command"), tr("Keys"), tr("Where they hold")])
        header = self.tree.header()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for number in (1, 2):
            header.setSectionResizeMode(number, QHeaderView.ResizeMode.ResizeToContents)
        self.box.setAccessibleName(tr("New keys of the command"))
        for button, words in (
            (self.change, tr("&Change")),
            (self.swap, tr("&Swap the keys")),
            (self.take, tr("&Take them away from it")),
            (self.reset_one, tr("&First keys again")),
            (self.reset_all, tr("First keys of &all")),
        ):
            button.setText(words)
            button.setAutoDefault(False)
        self.swap.hide()
        self.take.hide()
        entry, answers = QHBoxLayout(), QHBoxLayout()
        for widget in (self.change, self.box, self.beside):
            entry.addWidget(widget, 1 if widget is self.box else 0)
        answers.addWidget(self.said, 1)
        for widget in (self.swap, self.take):
            answers.addWidget(widget)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        for button in (self.reset_one, self.reset_all):
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ResetRole)
        buttons.rejected.connect(self.close)
        column = QVBoxLayout(self)
        for part in (self.filter, self.tree):
            column.addWidget(part)
        column.addLayout(entry)
        column.addLayout(answers)
        column.addWidget(buttons)

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._apply_filter)
        self.tree.currentItemChanged.connect(lambda *_: self._on_chosen())
        self.tree.itemActivated.connect(lambda *_: self.box.setFocus())
        self.change.clicked.connect(self.box.setFocus)
        self.box.pressed.connect(self._on_pressed)
        self.box.left.connect(self._forget)
        self.swap.clicked.connect(lambda: self._settle(swap=True))
        self.take.clicked.connect(lambda: self._settle(swap=False))
        self.reset_one.clicked.connect(self._reset_one)
        self.reset_all.clicked.connect(lambda: self._put(Keymap({}), tr("Every command has its first keys again.")))
        self._window.session.settings_changed.connect(self._show_keys)

    def _fill(self) -> None:
        for name, text in MENUS:
            group = QTreeWidgetItem([plain(tr(text))])
            group.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.tree.addTopLevelItem(group)
            for command in (c for c in COMMANDS if c.menu == name):
                row = QTreeWidgetItem(group, [plain(name_of(command)), "", tr(PLACES[command.scope])])
                row.setData(0, _ID, command.id)
                row.setToolTip(0, tr(command.help))
                self._rows[command.id] = row
            group.setExpanded(True)
        self._show_keys()
        self.tree.setCurrentItem(next(iter(self._rows.values())))

    def _show_keys(self) -> None:
        keymap = self._window.keymap
        for command in COMMANDS:
            keys, row = shown(keymap.keys(command)), self._rows[command.id]
            row.setText(1, f"{keys} •" if keymap.changed(command) else keys)
            row.setToolTip(1, tr("At first: {keys}", keys=shown(command.keys) or "—"))
            font = row.font(1)
            font.setBold(keymap.changed(command))
            row.setFont(1, font)
        self._on_chosen()

    def _apply_filter(self, typed: str) -> None:
        words = typed.casefold().split()
        for row in self._rows.values():
            text = " ".join((row.text(0), row.text(1), row.toolTip(0))).casefold()
            row.setHidden(not all(word in text for word in words))
        for number in range(self.tree.topLevelItemCount()):
            group = self.tree.topLevelItem(number)
            assert group is not None
            group.setHidden(not any(row.parent() is group and not row.isHidden() for row in self._rows.values()))

    # what is done

    @property
    def command(self) -> Command | None:
        item = self.tree.currentItem()
        name = item.data(0, _ID) if item is not None else None
        return by_id(name) if name else None

    def choose(self, command_id: str) -> None:
        self.tree.setCurrentItem(self._rows[command_id])

    def _on_chosen(self) -> None:
        command = self.command
        for widget in (self.change, self.box, self.beside):
            widget.setEnabled(command is not None)
        self.reset_one.setEnabled(command is not None and self._window.keymap.changed(command))
        self.reset_all.setEnabled(bool(self._window.keymap.own))
        self._forget()

    def _forget(self) -> None:
        """Nothing is asked any more."""
        self._wanted = ""
        self.said.setText("")
        self.swap.hide()
        self.take.hide()
        if self.box.hasFocus():
            self.tree.setFocus()

    def _on_pressed(self, key: str) -> None:
        command = self.command
        if command is None:
            return
        why = unfit(key, command.scope)
        if why is not None:
            self.said.setText(tr(_UNFIT[why], key=shown([key])))
            return
        others = self._window.keymap.clashes(command.id, key)
        if not others:
            self._settle_key(
                command, self._window.keymap.assigned(command.id, key, beside=self.beside.isChecked()), key
            )
            return
        self._wanted = key
        self.box.setText(shown([key]))
        named = tr(
            "{key} means “{command}” {where}.",
            key=shown([key]),
            command=", ".join(plain(name_of(other)) for other in others),
            where=tr(PLACES[others[0].scope]),
        )
        self.said.setText(named)
        self.swap.setVisible(len(others) == 1)
        self.take.show()
        (self.swap if len(others) == 1 else self.take).setFocus()

    def _settle(self, *, swap: bool) -> None:
        """What to do about a clash was said."""
        command, key, keymap = self.command, self._wanted, self._window.keymap
        if command is not None and key:
            beside = self.beside.isChecked()
            made = keymap.swapped(command.id, key) if swap else keymap.assigned(command.id, key, beside=beside)
            self._settle_key(command, made, key)

    def _settle_key(self, command: Command, keymap: Keymap, key: str) -> None:
        self._put(keymap, tr("{key} now means “{command}”.", key=shown([key]), command=plain(name_of(command))))

    def _reset_one(self) -> None:
        command = self.command
        if command is None:
            return
        keymap = self._window.keymap
        taken = [other for key in command.keys for other in keymap.clashes(command.id, key)]
        if taken:
            names = ", ".join(dict.fromkeys(plain(name_of(other)) for other in taken))
            self.said.setText(tr("Its first keys mean “{command}” now. Change those first.", command=names))
            return
        self._put(
            keymap.reset(command.id), tr("“{command}” has its first keys again.", command=plain(name_of(command)))
        )

    def _put(self, keymap: Keymap, words: str) -> None:
        self._window.session.change_settings(keys=keymap.stored)
        self.tree.setFocus()
        self.said.setText(words)
