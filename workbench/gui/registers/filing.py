"""Takes a figure or the selected words into a record: choose the record, then the field, by typing a few letters."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from workbench.core.actions import registers
from workbench.core.errors import BadInput
from workbench.core.model.figure import Figure
from workbench.core.model.register import Evidence, FieldKind, Record, RecordField, RecordId, RecordType
from workbench.core.project import Project
from workbench.core.words import quoted, tr
from workbench.gui.fields.filter_line import FilterLine
from workbench.gui.fields.labels import ElidedLabel
from workbench.gui.reading.find import folded
from workbench.gui.registers.editor import ValueEditor
from workbench.gui.session import Session
from workbench.gui.widgets import hint, on_screen

_SIZE = (470, 360)
_SHOWN = 60
_CHOICE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Taken:
    """What is taken: the evidence, the words as they are shown, and the figure where it is one."""

    evidence: Evidence
    words: str
    figure: Figure | None = None


class Filing(QFrame):
    """A popup. Enter chooses the record, or makes the new one that was typed, then the field; Backspace in an empty
    line goes back. Signal: `took(RecordId)`."""

    took = Signal(object)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup, frameShape=QFrame.Shape.StyledPanel)
        self._session = session
        self._taken: Taken | None = None
        self._record: Record | None = None
        self._last: RecordId | None = None
        self._editor = ValueEditor(session, parent)
        self._about, self._step = ElidedLabel(self), QLabel(self)
        self.words = FilterLine(self)
        self.list = QListWidget(self)
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._help = hint(self)
        column = QVBoxLayout(self)
        for widget in (self._about, self._step, self.words, self.list, self._help):
            column.addWidget(widget)
        self.words.installEventFilter(self)
        self.words.textChanged.connect(lambda _: self._fill())
        self.list.itemClicked.connect(lambda _: self._choose())
        self.setAccessibleName(tr("Take into a register"))

    def open_over(self, widget: QWidget, taken: Taken) -> None:
        self._taken, self._record = taken, None
        self._about.set_whole(quoted(taken.words))
        self.resize(*_SIZE)
        corner = QPoint((widget.width() - _SIZE[0]) // 2, min(90, widget.height() // 6))
        self.move(on_screen(self, widget.mapToGlobal(corner)))
        self._begin()
        self.show()
        self.words.setFocus()

    def _begin(self) -> None:
        """The step under way, with an empty line."""
        if self._record is None:
            self._step.setText(tr("Into which record?"))
            self.words.name(tr("Type to filter, or the name of a new record"))
            self._help.setText(tr("Enter: choose. Esc: leave."))
        else:
            self._step.setText(tr("Into which field of “{name}”?", name=self._record.name))
            self.words.name(tr("Type to filter the fields"))
            self._help.setText(tr("Enter: take. Backspace: another record. Esc: leave."))
        self.list.setAccessibleName(self._step.text())
        self.words.clear()
        self._fill()

    # what can be chosen

    def _fill(self) -> None:
        project = self._session.project
        if project is None or self._taken is None:
            return
        self.list.clear()
        wanted = folded(self.words.text()).split()
        choices = self._records(project) if self._record is None else self._fields(project, self._record)
        for label, choice in choices:
            if all(word in folded(label) for word in wanted) and self.list.count() < _SHOWN:
                self._item(label, choice)
        if self._record is None and wanted:
            name = " ".join(self.words.text().split())
            for one in project.registers.types():
                self._item("+  " + tr("new: {value}", value=f"{tr(one.one)} {quoted(name)}"), one)
        self.list.setCurrentRow(0)

    def _item(self, label: str, choice: object) -> None:
        item = QListWidgetItem(label)
        item.setData(_CHOICE, choice)
        self.list.addItem(item)

    def _records(self, project: Project) -> list[tuple[str, object]]:
        """The one taken into last first, then those that the figure's subject names."""
        titles = {one.key: tr(one.one) for one in project.registers.types(hidden=True)}
        figure = self._taken.figure if self._taken is not None else None
        near = folded(figure.subject or "") if figure is not None else ""
        found = sorted(
            project.registers.records(),
            key=lambda one: (one.id != self._last, not near or near not in folded(one.name), folded(one.name)),
        )
        return [(f"{one.name}  ·  {titles.get(one.type, one.type)}", one) for one in found]

    def _fields(self, project: Project, record: Record) -> list[tuple[str, object]]:
        """Those that such a figure can fill first; each with what it says already."""
        of = project.registers.type(record.type)
        figure = self._taken.figure if self._taken is not None else None
        ordered = sorted(of.fields, key=lambda one: not _fits(one, figure))
        return [
            (tr(one.title) + (f"  ({len(said)})" if (said := record.of(one.key)) else ""), one) for one in ordered
        ]

    # choosing

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            self.list.setCurrentRow(min(max(self.list.currentRow() + step, 0), self.list.count() - 1))
        elif key == Qt.Key.Key_Backspace and not self.words.text() and self._record is not None:
            self._record = None
            self._begin()
        elif key == Qt.Key.Key_Escape:
            self.hide()
        else:
            return False
        return True

    def _choose(self) -> None:
        item = self.list.currentItem()
        choice = item.data(_CHOICE) if item is not None else None
        if isinstance(choice, RecordType):
            self._make(choice)
        elif isinstance(choice, Record):
            self._record = choice
            self._begin()
        elif isinstance(choice, RecordField):
            self._take(choice)

    def _make(self, of: RecordType) -> None:
        name, wrong = self.words.text(), []

        def tried(found: Project) -> RecordId | None:
            try:
                return registers.make(found, of.key, name)
            except BadInput as error:
                wrong.append(str(error))
                return None

        made, project = self._session.do(tried), self._session.project
        if wrong:
            self._help.setText(f"⚠ {wrong[0]}")
        elif project is not None and made is not None:
            self._record = project.registers.get(made)
            self._begin()

    def _take(self, field: RecordField) -> None:
        """Where the words themselves are no value of such a field, they stay the evidence and the value is typed."""
        taken, record = self._taken, self._record
        if taken is None or record is None:
            return
        at, wrong = self.pos(), []
        self.hide()
        self._last = record.id

        def tried(found: Project) -> bool:
            try:
                registers.add(found, record.id, field.key, "", taken.evidence)
            except BadInput as error:
                wrong.append(str(error))
            return not wrong

        if self._session.do(tried):
            self._took(record.id)
        elif wrong:
            self._editor.open_on(
                f"{record.name} · {tr(field.title)}",
                field,
                lambda found, text: self._typed(found, record.id, field.key, text, taken),
                at,
                about=quoted(taken.words),
                wrong=wrong[0],
            )

    def _typed(self, project: Project, record: RecordId, field: str, text: str, taken: Taken) -> None:
        registers.add(project, record, field, text, taken.evidence)
        self._took(record)

    def _took(self, record: RecordId) -> None:
        self.took.emit(record)


def _fits(field: RecordField, figure: Figure | None) -> bool:
    """Whether a figure, or words, are likely to fill it."""
    if figure is None:
        return field.kind in (FieldKind.TEXT, FieldKind.REFERENCE, FieldKind.DATE)
    return figure.measure in field.measures or (not field.measures and figure.kind in field.kinds)
