"""The field picker: choose a field, type a few letters, Enter. Values used before stand first, on digits 1 to 9."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QListWidget, QListWidgetItem, QTabBar, QVBoxLayout, QWidget

from workbench.core.actions import fields
from workbench.core.errors import BadInput
from workbench.core.model.figure import Field, Figure
from workbench.core.words import tr
from workbench.gui import teaching
from workbench.gui.fields.filter_line import FilterLine
from workbench.gui.fields.suggestions import Suggestion, matching, shown, suggestions
from workbench.gui.models import wording
from workbench.gui.session import Session

_FIELDS = (
    Field.MEASURE, Field.SUBJECT, Field.UNIT, Field.ITEM, Field.PLACE, Field.PERIOD, Field.ATTRIBUTION,
)  # fmt: skip
_SHOWN = 60
_SIZE = (470, 340)
_RECENT = 9  # as many as there are digits


class FieldPicker(QFrame):
    """A popup: Tab goes to the next field, Enter takes the value and goes on to the next empty field, Esc leaves.
    Signal: `took()` when a value was taken, which is then among the recent ones."""

    took = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup, frameShape=QFrame.Shape.StyledPanel)
        self._session = session
        self._figure: Figure | None = None
        self._choices: list[Suggestion] = []
        self._recent: dict[Field, list[str]] = {field: [] for field in _FIELDS}
        self._tabs = QTabBar(self, expanding=False, drawBase=False)
        self._tabs.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for _ in _FIELDS:
            self._tabs.addTab("")
        self.words = FilterLine(self)
        self.list = QListWidget(self)
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._help = QLabel(self, wordWrap=True)
        self._help.setObjectName("hint")
        column = QVBoxLayout(self)
        for widget in (self._tabs, self.words, self.list, self._help):
            column.addWidget(widget)
        self.words.installEventFilter(self)
        self.words.textChanged.connect(self._filter)
        self._tabs.currentChanged.connect(self._load)
        self.list.itemClicked.connect(lambda _: self._take())
        self.retranslate()

    def retranslate(self) -> None:
        self.setAccessibleName(tr("Choose a field's value"))
        for index, field in enumerate(_FIELDS):
            self._tabs.setTabText(index, tr(wording.FIELDS[field]))
        self._tabs.setAccessibleName(tr("Field"))
        self.words.name(tr("Type to filter, or a new value"))
        self.list.setAccessibleName(tr("Known values"))

    @property
    def field(self) -> Field:
        return _FIELDS[self._tabs.currentIndex()]

    def state(self) -> dict[str, list[str]]:
        """The values taken last, to be remembered."""
        return {field.value: keys for field, keys in self._recent.items() if keys}

    def show_state(self, kept: Any) -> None:
        for field in _FIELDS:
            keys = kept.get(field.value, []) if isinstance(kept, dict) else []
            self._recent[field] = [str(key) for key in keys][:_RECENT] if isinstance(keys, list) else []

    def open_over(self, widget: QWidget, figure: Figure) -> None:
        """Opens in the upper part of a widget, on the first field that is empty."""
        self._figure = figure
        self.resize(max(_SIZE[0], self._tabs.sizeHint().width() + 24), _SIZE[1])
        corner = QPoint((widget.width() - _SIZE[0]) // 2, min(90, widget.height() // 6))
        self.move(widget.mapToGlobal(corner))
        empty = self._next_empty(figure)
        self._tabs.setCurrentIndex(_FIELDS.index(empty) if empty is not None else 0)
        self._load()
        self.show()
        self.words.setFocus()

    @staticmethod
    def _next_empty(figure: Figure) -> Field | None:
        return next((f for f in _FIELDS[:3] if not getattr(figure, f.value)), None)

    def _load(self) -> None:
        project = self._session.project
        if project is None or self._figure is None:
            return
        known = {choice.key: choice for choice in suggestions(project, self.field)}
        recent = [known[key] for key in self._recent[self.field] if key in known]
        self._choices = [*recent, *(choice for choice in known.values() if choice not in recent)]
        now = getattr(self._figure, self.field.value)
        said = shown(self.field, now) or "—"
        self._help.setText(
            tr(
                "“{quote}” · now: {value}. Tab: next field. Enter: take. Esc: leave.",
                quote=self._figure.quote,
                value=said,
            )
        )
        self.words.clear()
        self._filter("")

    def _filter(self, words: str) -> None:
        found = matching(self._choices, words)[:_SHOWN]
        self.list.clear()
        for number, choice in enumerate(found, start=1):
            digit = f"{number}  " if number <= 9 and not words else "    "
            item = QListWidgetItem(digit + choice.words)
            item.setData(Qt.ItemDataRole.UserRole, choice.key)
            self.list.addItem(item)
        if words.strip() and not any(choice.words.casefold() == words.strip().casefold() for choice in found):
            item = QListWidgetItem("+  " + tr("new: {value}", value=words.strip()))
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        """Keys that the line leaves to the list and the fields."""
        key, empty = event.key(), not self.words.text()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            self.list.setCurrentRow(min(max(self.list.currentRow() + step, 0), self.list.count() - 1))
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            step = 1 if key == Qt.Key.Key_Tab else -1
            self._tabs.setCurrentIndex((self._tabs.currentIndex() + step) % len(_FIELDS))
        elif empty and Qt.Key.Key_1 <= key <= Qt.Key.Key_9 and key - Qt.Key.Key_1 < self.list.count():
            self.list.setCurrentRow(key - Qt.Key.Key_1)
            self._take()
        elif key == Qt.Key.Key_Escape:
            self.hide()
        else:
            return False
        return True

    def _take(self) -> None:
        """Gives the figure the chosen or typed value and goes on to the next field that is empty."""
        item, figure, project = self.list.currentItem(), self._figure, self._session.project
        if item is None or figure is None or project is None:
            return
        value = item.data(Qt.ItemDataRole.UserRole)
        if value is None or self.field is Field.PERIOD:  # a period is more than its words
            try:
                value = fields.value(self.field.value, value or self.words.text().strip())
            except BadInput as error:
                self._help.setText(f"⚠ {error}")
                return
        key = str(value)
        kept = [one for one in self._recent[self.field] if one != key]
        self._recent[self.field] = [key, *kept][:_RECENT]
        self.took.emit()
        if teaching.correct(self._session, figure.id, **{self.field.value: value}) is None:
            self.hide()
            return
        found = project.figures.many([figure.id])
        following = self._next_empty(found[0]) if found else None
        if following is None:
            self.hide()
        else:
            self._figure = found[0]
            self._tabs.setCurrentIndex(_FIELDS.index(following))
            self._load()
