"""The rates between currencies: listed, typed in, changed, removed; by them money of two currencies is compared."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedLayout,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from workbench.core.actions import rates as actions
from workbench.core.errors import BadInput
from workbench.core.model.changes import Changes
from workbench.core.model.figure import Kind
from workbench.core.model.rate import Rate, RateId
from workbench.core.vocabulary.phrases import number_words
from workbench.core.vocabulary.units import units
from workbench.core.words import tr
from workbench.gui.widgets import hint

if TYPE_CHECKING:
    from workbench.gui.session import Session

_RATE = Qt.ItemDataRole.UserRole
_FIRST = ("USD", "EUR", "RUB", "KZT", "CNY", "GBP")  # stand at the head of the list


def currencies() -> list[str]:
    """Every currency that figures may be in, the likeliest first."""
    known = [unit.code for unit in units().all() if unit.kind is Kind.MONEY]
    return [*_FIRST, *sorted(set(known).difference(_FIRST))]


class RatesDialog(QDialog):
    """Stays open beside the window; every act is one step that undo takes back."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent, modal=False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Rates between currencies"))
        self._session = session
        self.list = QTreeWidget(self, columnCount=3)
        self.currency, self.other = QComboBox(self, editable=True), QComboBox(self, editable=True)
        self.day, self.value, self.source = QLineEdit(self), QLineEdit(self), QLineEdit(self)
        self.trouble = QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.add = QPushButton(tr("&Add"), self)
        self.change = QPushButton(tr("&Change the chosen one"), self)
        self.remove = QPushButton(tr("&Remove"), self)
        self._place()
        self._connect()
        self.reload()
        self.resize(640, 480)
        self.value.setFocus()

    def _place(self) -> None:
        self.list.setRootIsDecorated(False)
        self.list.setAlternatingRowColors(True)
        self.list.setAccessibleName(tr("Rates between currencies"))
        self.list.setHeaderLabels([tr("Day"), tr("Rate"), tr("Source")])
        for column in (0, 1):
            self.list.header().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self._empty = hint(
            self,
            tr("Money of different currencies is not compared until you type a rate here, with its day."),
            centred=True,
        )
        self._stack = QStackedLayout()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        self.trouble.setAccessibleName(tr("What is wrong"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        for button in (self.add, self.change, self.remove):
            button.setAutoDefault(False)
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        self.add.setDefault(True)  # Enter in a box adds
        buttons.rejected.connect(self.close)
        column_box = QVBoxLayout(self)
        column_box.addLayout(self._stack, 1)
        column_box.addLayout(self._form())
        column_box.addWidget(self.trouble)
        column_box.addWidget(buttons)

    def _form(self) -> QFormLayout:
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for box, code, name in (
            (self.currency, "USD", tr("One unit of this currency")),
            (self.other, "KZT", tr("was worth so much of this one")),
        ):
            box.addItems(currencies())
            box.setCurrentText(code)
            box.setAccessibleName(name)
            box.setToolTip(name)
        pair = QHBoxLayout()
        pair.addWidget(QLabel("1", self))
        pair.addWidget(self.currency)
        pair.addWidget(QLabel("=", self))
        pair.addWidget(self.value, 1)
        pair.addWidget(self.other)
        self.value.setAccessibleName(tr("Rate"))
        self.value.setPlaceholderText("505.3")
        self.day.setText(datetime.now(UTC).astimezone().date().isoformat())
        rows: tuple[tuple[str, QWidget], ...] = ((tr("Da&y"), self.day), (tr("&Source"), self.source))
        label = QLabel(tr("Ra&te"), self)
        label.setBuddy(self.value)
        form.addRow(label, pair)
        for words, line in rows:
            caption = QLabel(words, self)
            caption.setBuddy(line)
            line.setAccessibleName(words.replace("&", ""))
            form.addRow(caption, line)
        self.day.setPlaceholderText("2026-02-04")
        self.source.setPlaceholderText(tr("where you read it"))
        form.addRow("", hint(self, tr("A rate serves figures of the same year; the nearest day is taken and told.")))
        return form

    def _connect(self) -> None:
        self.add.clicked.connect(self._add)
        self.change.clicked.connect(self._change)
        self.remove.clicked.connect(self._remove)
        self.list.currentItemChanged.connect(lambda *_: self._show_chosen())
        self.list.installEventFilter(self)
        self._session.changed.connect(self._on_changes)
        self._session.project_closed.connect(self.close)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Delete in the list removes the chosen rate."""
        pressed = event if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) else None
        if watched is self.list and pressed is not None and pressed.matches(QKeySequence.StandardKey.Delete):
            self._remove()
            return True
        return super().eventFilter(watched, event)

    def _on_changes(self, changes: Changes) -> None:
        if changes.touches("rate"):
            self.reload()

    def reload(self) -> None:
        project, kept = self._session.project, self.chosen
        self.list.clear()
        for rate in project.rates.all() if project is not None else []:
            words = f"1 {rate.currency} = {number_words(rate.value)} {rate.other}"
            item = QTreeWidgetItem(self.list, [rate.day.isoformat(), words, rate.source])
            item.setData(0, _RATE, int(rate.id))
            if rate.id == kept:
                self.list.setCurrentItem(item)
        self._stack.setCurrentWidget(self.list if self.list.topLevelItemCount() else self._empty)
        self._show_buttons()

    @property
    def chosen(self) -> RateId | None:
        item = self.list.currentItem()
        return RateId(item.data(0, _RATE)) if item is not None else None

    def _show_chosen(self) -> None:
        """The boxes hold the chosen rate, so that it can be changed."""
        chosen, project = self.chosen, self._session.project
        if chosen is not None and project is not None:
            rate = project.rates.get(chosen)
            self.currency.setCurrentText(rate.currency)
            self.other.setCurrentText(rate.other)
            self.day.setText(rate.day.isoformat())
            self.value.setText(f"{rate.value:f}")
            self.source.setText(rate.source)
            self._say("")
        self._show_buttons()

    def _show_buttons(self) -> None:
        writable = self._session.writable
        self.add.setEnabled(writable)
        for button in (self.change, self.remove):
            button.setEnabled(writable and self.chosen is not None)

    def _typed(self) -> Rate:
        """BadInput says what is wrong with it."""
        return actions.read(
            self.currency.currentText(),
            self.other.currentText(),
            self.day.text(),
            self.value.text(),
            self.source.text(),
        )

    def _add(self) -> None:
        self._take(None)

    def _change(self) -> None:
        if self.chosen is not None:
            self._take(self.chosen)

    def _take(self, changed: RateId | None) -> None:
        """What is typed becomes a rate, or the chosen one; what is wrong is said below the boxes."""
        project = self._session.project
        try:
            rate = self._typed()
            if project is not None:
                actions.check_alone(project, rate, changed)
        except BadInput as error:
            self._say(str(error))
            return
        self._say("")
        if changed is None:
            self._session.do(actions.add, rate)
            self.value.clear()
            self.value.setFocus()
        else:
            self._session.do(actions.change, changed, rate)

    def _remove(self) -> None:
        chosen = self.chosen
        if chosen is not None and self._session.writable:
            self._session.do(actions.remove, [chosen])

    def _say(self, trouble: str) -> None:
        self.trouble.setText(f"⚠ {trouble}" if trouble else "")
