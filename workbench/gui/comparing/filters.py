"""A button with a list of values to tick: a filter on one axis of the comparison."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QMenu, QToolButton, QVBoxLayout, QWidget, QWidgetAction

from workbench.core.words import tr, trn
from workbench.gui.fields.filter_line import FilterLine

MOST = 400  # lines that are listed; typing finds the others
_VALUE = Qt.ItemDataRole.UserRole
Choices = Sequence[tuple[str, str]]  # value, words


class ValueFilter(QToolButton):
    """`changed()` when the list is closed with other values ticked. `choices` is asked when the list opens."""

    changed = Signal()

    def __init__(self, name: str, choices: Callable[[], Choices], parent: QWidget) -> None:
        super().__init__(parent, popupMode=QToolButton.ToolButtonPopupMode.InstantPopup)
        self._name = name
        self._choices = choices
        self._known: Choices = ()
        self._values: list[str] = []
        self._before: list[str] = []
        self._line, self._list = FilterLine(), QListWidget()
        self._line.name(tr("Type to find"))
        self._list.setAccessibleName(name)
        self._list.setMinimumSize(260, 220)
        self.setMenu(self._make_menu())
        self._line.textChanged.connect(self._fill)
        self._list.itemChanged.connect(self._on_tick)
        self._list.itemActivated.connect(_toggle)
        self._line.installEventFilter(self)
        self._say()

    def _make_menu(self) -> QMenu:
        menu, body = QMenu(self), QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(6, 6, 6, 6)
        column.addWidget(self._line)
        column.addWidget(self._list)
        action = QWidgetAction(menu)
        action.setDefaultWidget(body)
        menu.addAction(action)
        clear = menu.addAction(tr("Show all"))
        clear.triggered.connect(lambda: self.set_values(()))
        menu.aboutToShow.connect(self._on_open)
        menu.aboutToHide.connect(self._on_close)
        return menu

    @property
    def values(self) -> tuple[str, ...]:
        """What is ticked; nothing asks for all."""
        return tuple(self._values)

    def set_values(self, values: Sequence[str]) -> None:
        self._values = list(values)
        self._say()

    def _say(self) -> None:
        n = len(self._values)
        self.setText(f"{self._name}: {n}" if n else self._name)
        self.setAccessibleName(f"{self._name}: {trn('{n} chosen', '{n} chosen', n)}" if n else self._name)

    def _on_open(self) -> None:
        self._before, self._known = list(self._values), self._choices()
        self._line.clear()
        self._fill()
        self._line.setFocus()

    def _on_close(self) -> None:
        if self._values != self._before:
            self._before = list(self._values)
            self.changed.emit()

    def _fill(self) -> None:
        """What is ticked first, then what holds the typed words."""
        typed = self._line.text().casefold().strip()
        ticked = set(self._values)
        known = {value for value, _ in self._known}
        lost = [(value, value) for value in self._values if value not in known]
        chosen = [one for one in self._known if one[0] in ticked]
        rest = [one for one in self._known if one[0] not in ticked]
        found = [one for one in (*lost, *chosen, *rest) if typed in one[1].casefold() or typed in one[0].casefold()]
        self._list.blockSignals(True)
        self._list.clear()
        for value, words in found[:MOST]:
            item = QListWidgetItem(words or tr("not said"), self._list)
            item.setData(_VALUE, value)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if value in ticked else Qt.CheckState.Unchecked)
        if self._list.count():
            self._list.setCurrentRow(0)
        self._list.blockSignals(False)

    def _on_tick(self, item: QListWidgetItem) -> None:
        value = item.data(_VALUE)
        if item.checkState() is Qt.CheckState.Checked:
            self._values += [value] if value not in self._values else []
        elif value in self._values:
            self._values.remove(value)
        self._say()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes from the line into the list; Enter ticks the first that was found."""
        if watched is self._line and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Down:
                self._list.setFocus()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                item = self._list.currentItem()
                if item is not None:
                    _toggle(item)
                return True
        return super().eventFilter(watched, event)


def _toggle(item: QListWidgetItem) -> None:
    on = item.checkState() is Qt.CheckState.Checked
    item.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)
