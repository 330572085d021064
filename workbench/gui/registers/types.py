"""The fields of a register: changed, added, put in another order; registers of one's own."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from workbench.core.actions import register_types
from workbench.core.errors import BadInput
from workbench.core.model.register import FieldKind, RecordField, RecordType
from workbench.core.project import Project
from workbench.core.words import mark, tr
from workbench.gui.fields.labels import ColouredLabel
from workbench.gui.registers.editor import choices_of
from workbench.gui.session import Session
from workbench.gui.widgets import hint

_FIELD = Qt.ItemDataRole.UserRole
KINDS = {
    FieldKind.TEXT: mark("words"),
    FieldKind.DATE: mark("a date"),
    FieldKind.AMOUNT: mark("an amount"),
    FieldKind.CHOICE: mark("one of several"),
    FieldKind.REFERENCE: mark("another record"),
}
_NEW = ""


class TypesDialog(QDialog):
    """Stays open beside the window. "Save" writes the register as it stands here, as one step of the history."""

    def __init__(self, session: Session, parent: QWidget, key: str) -> None:
        super().__init__(parent, modal=False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Registers and their fields"))
        self._session = session
        self._made: RecordType | None = None
        self._shown: tuple[object, ...] = ()  # title, name of one and fields as they were loaded
        self._warned = False
        self.type = QComboBox(self)
        self.title, self.one = QLineEdit(self), QLineEdit(self)
        self.list = QListWidget(self)
        self.name, self.choices, self.unit = (QLineEdit(self) for _ in range(3))
        self.kind, self.of = QComboBox(self), QComboBox(self)
        self.wanted, self.several = QCheckBox(tr("Wanted: tell where it is missing"), self), QCheckBox(self)
        self.several.setText(tr("May have several values"))
        self._trouble = ColouredLabel("conflict", self)
        self._kept = hint(self)
        self.save_button, self.reset, self.remove = (QPushButton(self) for _ in range(3))
        self._place()
        self._connect()
        self._load_types(key)
        self.resize(720, 520)

    # how it is laid out

    def _place(self) -> None:
        head = QFormLayout()
        for words, box in (
            (tr("&Register"), self.type),
            (tr("Name of the re&gister"), self.title),
            (tr("O&ne of its records is called"), self.one),
        ):
            head.addRow(self._label(words, box), box)
        middle = QHBoxLayout()
        middle.addLayout(self._left(), 1)
        middle.addLayout(self._right(), 1)
        column = QVBoxLayout(self)
        column.addLayout(head)
        column.addLayout(middle, 1)
        column.addWidget(self._trouble)
        column.addWidget(self._kept)
        column.addWidget(self._below())
        self._trouble.setVisible(False)
        self._kept.setVisible(False)

    def _left(self) -> QVBoxLayout:
        left = QVBoxLayout()
        left.addWidget(self.list, 1)
        self.list.setAccessibleName(tr("Fields"))
        row = QHBoxLayout()
        for words, act in (
            (tr("&Add a field"), self._add),
            (tr("Re&move"), self._take_out),
            (tr("&Up"), lambda: self._move(-1)),
            (tr("&Down"), lambda: self._move(1)),
        ):
            button = QPushButton(words, self, autoDefault=False)
            button.clicked.connect(act)
            row.addWidget(button)
        left.addLayout(row)
        return left

    def _right(self) -> QFormLayout:
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for kind, words in KINDS.items():
            self.kind.addItem(tr(words), kind)
        for words, box in (
            (tr("&Field"), self.name),
            (tr("&Holds"), self.kind),
            (tr("&Choices"), self.choices),
            (tr("Record &of"), self.of),
            (tr("Uni&t"), self.unit),
        ):
            form.addRow(self._label(words, box), box)
        form.addRow("", self.wanted)
        form.addRow("", self.several)
        self.choices.setPlaceholderText(tr("parted by commas"))
        self.unit.setPlaceholderText(tr("of a number that is typed without one"))
        return form

    def _below(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        for button, words, role in (
            (self.save_button, tr("&Save"), QDialogButtonBox.ButtonRole.ApplyRole),
            (self.reset, tr("As it was shipped"), QDialogButtonBox.ButtonRole.ResetRole),
            (self.remove, tr("Remove the register"), QDialogButtonBox.ButtonRole.DestructiveRole),
        ):
            button.setText(words)
            button.setAutoDefault(False)
            buttons.addButton(button, role)
        self.save_button.setDefault(True)
        buttons.rejected.connect(self.close)
        return buttons

    def _label(self, words: str, box: QWidget) -> QLabel:
        label = QLabel(words, self)
        label.setBuddy(box)
        box.setAccessibleName(words.replace("&", ""))
        return label

    def _connect(self) -> None:
        self.type.activated.connect(lambda _: self._turn_to(str(self.type.currentData())))
        self.list.currentItemChanged.connect(lambda *_: self._show_field())
        for line in (self.name, self.choices, self.unit):
            line.textEdited.connect(lambda _: self._keep_field())
        for box in (self.kind, self.of):
            box.activated.connect(lambda _: self._keep_field())
        for check in (self.wanted, self.several):
            check.clicked.connect(lambda _: self._keep_field())
        self.save_button.clicked.connect(self.save)
        self.reset.clicked.connect(lambda: self._do(register_types.reset))
        self.remove.clicked.connect(lambda: self._do(register_types.remove))
        self._session.project_closed.connect(self.close)

    # what is shown

    def _load_types(self, key: str) -> None:
        project = self._session.project
        if project is None:
            return
        types = project.registers.types(hidden=True)
        for box in (self.type, self.of):
            box.clear()
            for one in types:
                box.addItem(tr(one.title), one.key)
        self.type.addItem("+  " + tr("A register of your own"), _NEW)
        index = self.type.findData(key)
        self.type.setCurrentIndex(index if key and index >= 0 else self.type.count() - 1)
        self._load(str(self.type.currentData()))

    def _load(self, key: str) -> None:
        project = self._session.project
        if project is None:
            return
        self._made = project.registers.type(key) if key else None
        made = self._made or RecordType(key="", title="")
        self.title.setText(tr(made.title) if made.title else "")
        self.one.setText(tr(made.one) if made.one else "")
        self.list.clear()
        for field in made.fields:
            self._line(field)
        self.list.setCurrentRow(0)
        writable = self._session.writable
        self.reset.setEnabled(writable and made.shipped and made.changed)
        self.remove.setEnabled(writable and bool(made.key))
        self.save_button.setEnabled(writable)
        self._show_field()
        self._say("")
        self._shown, self._warned = self._typed(), False
        if not key:
            self.title.setFocus()

    def _line(self, field: RecordField) -> None:
        item = QListWidgetItem(_words(field))
        item.setData(_FIELD, field)
        self.list.addItem(item)

    def _field(self) -> RecordField | None:
        item = self.list.currentItem()
        field = item.data(_FIELD) if item is not None else None
        return field if isinstance(field, RecordField) else None

    def _show_field(self) -> None:
        field = self._field()
        boxes = (self.name, self.kind, self.choices, self.of, self.unit, self.wanted, self.several)
        blocked = [QSignalBlocker(box) for box in boxes]
        shown = field or RecordField(key="", title="")
        self.name.setText(tr(shown.title) if shown.title else "")
        self.kind.setCurrentIndex(max(0, self.kind.findData(shown.kind)))
        self.choices.setText(", ".join(map(tr, shown.choices)))
        self.of.setCurrentIndex(self.of.findData(shown.of))
        self.unit.setText(shown.unit)
        self.wanted.setChecked(shown.wanted)
        self.several.setChecked(shown.several)
        del blocked
        for box in boxes:
            box.setEnabled(field is not None and self._session.writable)
        self._show_kind(shown.kind)

    def _show_kind(self, kind: FieldKind) -> None:
        editable = self._session.writable and self._field() is not None
        self.choices.setEnabled(editable and kind is FieldKind.CHOICE)
        self.of.setEnabled(editable and kind is FieldKind.REFERENCE)
        self.unit.setEnabled(editable and kind is FieldKind.AMOUNT)

    # what is changed here, before it is saved

    def _keep_field(self) -> None:
        """What the boxes say of the chosen field. Words that were only shown in translation stay the shipped ones."""
        item, field = self.list.currentItem(), self._field()
        if item is None or field is None:
            return
        kind = FieldKind(self.kind.currentData())
        choices = tuple(choices_of(self.choices.text()))
        kept = replace(
            field,
            title=_same(field.title, self.name.text().strip()),
            kind=kind,
            choices=field.choices if choices == tuple(map(tr, field.choices)) else choices,
            of=str(self.of.currentData() or "") if kind is FieldKind.REFERENCE else "",
            unit=self.unit.text().strip() if kind is FieldKind.AMOUNT else "",
            wanted=self.wanted.isChecked(),
            several=self.several.isChecked(),
        )
        item.setData(_FIELD, kept)
        item.setText(_words(kept))
        self._show_kind(kind)

    def _add(self) -> None:
        fields = self._fields()
        key = register_types.key_of("field", {one.key for one in fields})
        self._line(RecordField(key=key, title=tr("New field")))
        self.list.setCurrentRow(self.list.count() - 1)
        self.name.setFocus()
        self.name.selectAll()

    def _take_out(self) -> None:
        self.list.takeItem(self.list.currentRow())
        self._show_field()

    def _move(self, step: int) -> None:
        row = self.list.currentRow()
        if row >= 0 and 0 <= row + step < self.list.count():
            self.list.insertItem(row + step, self.list.takeItem(row))
            self.list.setCurrentRow(row + step)

    def _fields(self) -> tuple[RecordField, ...]:
        items = (self.list.item(row) for row in range(self.list.count()))
        return tuple(item.data(_FIELD) for item in items if item is not None)

    # leaving

    def _typed(self) -> tuple[object, ...]:
        return self.title.text(), self.one.text(), self._fields()

    def _may_leave(self) -> bool:
        """What is not saved is told once; who leaves again means it."""
        if self._warned or not self._session.writable or self._typed() == self._shown:
            return True
        self._say(tr("What was changed here is not saved. Save it, or leave once more to drop it."))
        self._warned = True
        return False

    def _turn_to(self, key: str) -> None:
        """Another register; the one shown stays where something of it is not saved."""
        if self._may_leave():
            self._load(key)
        else:
            self.type.setCurrentIndex(self.type.findData(self._made.key if self._made is not None else _NEW))

    def reject(self) -> None:
        """Esc, the Close button and the window's own cross."""
        if self._session.project is None or self._may_leave():
            super().reject()

    # saving

    def save(self) -> None:
        made, title, one = self._made, self.title.text().strip(), self.one.text().strip()
        if made is None:
            self._do(lambda project, _: register_types.define(project, title, one, self._fields()))
        else:
            wanted = replace(made, title=_same(made.title, title), one=_same(made.one, one), fields=self._fields())
            self._do(lambda project, _: register_types.change(project, wanted))

    def _do(self, act: object) -> None:
        """One step; what is wrong is said here, and so is what was left behind of a field that is gone."""
        key, wrong = self._made.key if self._made is not None else "", []

        def tried(project: Project) -> object:
            try:
                assert callable(act)
                return act(project, key)
            except BadInput as error:
                wrong.append(str(error))
                return None

        done = self._session.do(tried)
        if wrong:
            self._say(wrong[0])
            return
        project = self._session.project
        if done is None or project is None:
            return
        changed = getattr(done, "key", key)
        known = [one.key for one in project.registers.types(hidden=True)]
        self._load_types(changed if changed in known else known[0])
        sentence = done.sentence() if isinstance(done, register_types.TypeChanged) else ""
        self._kept.setText(sentence or tr("Saved."))
        self._kept.setVisible(True)

    def _say(self, trouble: str) -> None:
        self._trouble.setText(f"⚠ {trouble}" if trouble else "")
        self._trouble.setVisible(bool(trouble))
        self._kept.setVisible(False)


def _words(field: RecordField) -> str:
    return f"{tr(field.title)} — {tr(KINDS[field.kind])}" + (f" ({tr('wanted')})" if field.wanted else "")


def _same(before: str, typed: str) -> str:
    """The message as it was, where the box still shows its words."""
    return before if before and typed == tr(before) else typed
