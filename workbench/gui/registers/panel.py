"""The registers of a project: a list of records, and beside it the fields of the one that is chosen."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QMenu, QPushButton, QWidget

from workbench.core.actions import register_views, registers
from workbench.core.model.changes import Changes
from workbench.core.model.record_view import Fill, RecordView, RegisterView
from workbench.core.model.register import FieldKind, RecordField, RecordId, ValueState
from workbench.core.project import Project
from workbench.core.words import tr, trn
from workbench.gui import theme
from workbench.gui.cards import Card, CardList
from workbench.gui.fields.filter_line import FilterLine
from workbench.gui.reading.find import folded
from workbench.gui.registers.editor import ValueEditor
from workbench.gui.registers.tree import Line, RecordTree, origin
from workbench.gui.session import Session
from workbench.gui.spoken_keys import can_go_back, key_of
from workbench.gui.two_parts import TwoParts
from workbench.gui.widgets import WhenSeen, hint

_LINES = 3  # fields that a card says
_TOUCHED = ("record", "record_value", "record_type", "figure", "article", "article_version", "option")


class RegistersPanel(QWidget):
    """Signals: `place_wanted(ValueView)` to show the words of a value, `dossier_wanted(RecordView)`,
    `suggestions_wanted(key of the type)`, `values_wanted(RecordView)` for what could fill a record."""

    place_wanted = Signal(object)
    dossier_wanted = Signal(object)
    suggestions_wanted = Signal(str)
    values_wanted = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._all: list[RegisterView] = []
        self._views: dict[int, RecordView] = {}
        self.type = QComboBox(self)
        self.words = FilterLine(self)
        self.missing = QCheckBox(self)
        self.list = CardList(self, tr("Records"))
        self.tree = RecordTree(self)
        self.editor = ValueEditor(session, self)
        self.new, self.suggest = QPushButton(self), QPushButton(self)
        self.add, self.fill, self.marks, self.dossier = (QPushButton(self) for _ in range(4))
        marks = QMenu(self.marks)
        self.mark_unsaid, self.mark_apart = marks.addAction(""), marks.addAction("")
        self.marks.setMenu(marks)
        self._count = hint(self)
        self._seen = WhenSeen(self, self.reload, pause=60)
        self._build()
        self._connect()
        self.setFocusProxy(self.list)
        self._say_words()

    def _build(self) -> None:
        above = QWidget(self)
        row = QHBoxLayout(above)
        row.setContentsMargins(0, 0, 0, 0)
        self.type.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for widget in (self.type, self.words, self.missing, self.new, self.suggest):
            row.addWidget(widget)
        row.setStretch(1, 1)
        self.words.setMinimumWidth(self.fontMetrics().averageCharWidth() * 12)
        buttons = (self.add, self.fill, self.marks)
        self._parts = TwoParts(self, above, self.list, self.tree, buttons=buttons, apart=(self.dossier,))
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.setMinimumWidth(180)

    def _connect(self) -> None:
        self.type.activated.connect(lambda _: self._show())
        self.words.textChanged.connect(lambda _: self._show())
        self.missing.toggled.connect(lambda _: self._show())
        self.list.selectionModel().currentChanged.connect(lambda *_: self._on_chosen())
        self.list.activated.connect(lambda _: self.tree.setFocus())
        self.list.customContextMenuRequested.connect(self._record_menu)
        self.list.installEventFilter(self)
        tree = self.tree
        tree.place_wanted.connect(self.place_wanted)
        tree.edit_wanted.connect(self.edit)
        tree.add_wanted.connect(self.add_value)
        tree.remove_wanted.connect(self.remove_value)
        tree.currentItemChanged.connect(lambda *_: self._show_buttons())
        tree.customContextMenuRequested.connect(self._field_menu)
        self.new.clicked.connect(self.make)
        self.suggest.clicked.connect(lambda: self.suggestions_wanted.emit(self.type_key))
        self.fill.clicked.connect(self._ask_values)
        self.add.clicked.connect(self._add_here)
        self.mark_unsaid.triggered.connect(lambda: self._mark(ValueState.NOT_STATED))
        self.mark_apart.triggered.connect(lambda: self._mark(ValueState.DOES_NOT_APPLY))
        self.dossier.clicked.connect(self._ask_dossier)
        session = self._session
        session.changed.connect(self._on_changes)
        session.project_opened.connect(self.reload)
        session.project_closed.connect(self.reload)

    def _say_words(self) -> None:
        self.setAccessibleName(tr("Registers"))
        self.type.setAccessibleName(tr("Register"))
        self.words.name(tr("Filter records by words"))
        self.missing.setText(tr("Missing only"))
        self.missing.setToolTip(
            tr("Only records in which a wanted field says nothing, or something is to be looked at")
        )
        for button, words, tip in (
            (self.new, tr("New…"), tr("Make a record of this register (Ins)")),
            (self.suggest, tr("Suggestions…"), tr("List the records that the sources speak of")),
            (self.add, tr("Add a value"), tr("One more value of the chosen field (Ins); F2 changes the one there")),
            (self.fill, tr("From the sources…"), tr("List what figures and names say for this record")),
            (self.marks, tr("Mark"), tr("Say why a field is empty")),
            (self.dossier, tr("Dossier"), tr("Everything the project knows of it, as a page")),
        ):
            button.setText(words)
            button.setToolTip(tip)
        self.mark_unsaid.setText(tr("Not stated: no source says it"))
        self.mark_apart.setText(tr("Does not apply to this record"))
        self.reload()

    def say_keys(self) -> None:
        self._show()

    # what is shown

    @property
    def type_key(self) -> str:
        return str(self.type.currentData() or "")

    def _on_changes(self, changes: Changes) -> None:
        if changes.touches(*_TOUCHED):
            self._seen.ask()

    def reload(self) -> None:
        self._seen.done()
        project, kept = self._session.project, self.type_key
        self._all = register_views.registers(project) if project is not None else []
        self.type.clear()
        for one in self._all:
            self.type.addItem(f"{tr(one.type.title)} ({len(one.records)})", one.type.key)
        self.type.setCurrentIndex(max(0, self.type.findData(kept)))
        self._show()

    def show_record(self, record_id: RecordId) -> None:
        """Chooses a record, in whichever register it is."""
        self.reload()
        for index, one in enumerate(self._all):
            if any(view.record.id == record_id for view in one.records):
                self.type.setCurrentIndex(index)
        self.words.clear()
        self.missing.setChecked(False)
        self._show()
        self.list.setCurrentIndex(self.list.cards.index_of(int(record_id)))

    def show_type(self, key: str) -> None:
        self.reload()
        self.type.setCurrentIndex(max(0, self.type.findData(key)))
        self._show()

    def _show(self) -> None:
        kept = self.record()
        index = self.type.currentIndex()
        records = self._all[index].records if 0 <= index < len(self._all) else ()
        shown = [view for view in records if self._wanted(view)]
        self._views = {int(view.record.id): view for view in shown}
        self.list.cards.show([_card(view) for view in shown])
        self._parts.say_empty("" if shown else self._nothing(bool(records)))
        row = self.list.cards.index_of(int(kept.record.id)) if kept is not None else None
        if shown and (row is None or not row.isValid()):
            row = self.list.cards.index(0)
        if row is not None:
            self.list.setCurrentIndex(row)
        self._on_chosen()

    def _wanted(self, view: RecordView) -> bool:
        words = folded(self.words.text()).split()
        text = folded(" ".join((view.record.name, *(one.text for one in view.fields))))
        return all(word in text for word in words) and (not self.missing.isChecked() or _to_look_at(view))

    def _nothing(self, hidden: bool) -> str:
        if self._session.project is None:
            return tr("Deals, deposits, policy events and companies are kept here, each field with its evidence.")
        if hidden:
            return tr("No record of this register has these words.")
        return tr(
            "No records yet. “{suggestions}” lists those that the sources speak of; “{new}” makes one by hand; "
            "{key} on a figure or on selected words takes them into a record.",
            suggestions=tr("Suggestions…"),
            new=tr("New…"),
            key=key_of("figure.file"),
        )

    def record(self) -> RecordView | None:
        card = self.list.card_at(self.list.currentIndex())
        return self._views.get(card.id) if card is not None else None

    def _on_chosen(self) -> None:
        self.tree.show_record(self.record())
        self._show_buttons()

    def _show_buttons(self) -> None:
        writable, record, line = self._session.writable, self.record(), self.tree.line()
        self.new.setEnabled(writable and bool(self._all))
        self.suggest.setEnabled(writable and bool(self._all))
        self.fill.setEnabled(writable and record is not None)
        self.dossier.setEnabled(record is not None)
        self.add.setEnabled(writable and line is not None)
        self.marks.setEnabled(writable and line is not None and line.field.fill is not Fill.STATED)

    # records

    def make(self) -> None:
        key, name = self.type_key, RecordField(key="name", title=tr("Name"), kind=FieldKind.TEXT)

        def take(project: Project, text: str) -> None:
            self.show_record(registers.make(project, key, text))

        self.editor.open_on(tr("New: {one}", one=self._one()), name, take, self._corner(self.list))

    def _one(self) -> str:
        index = self.type.currentIndex()
        return tr(self._all[index].type.one) if 0 <= index < len(self._all) else ""

    def rename(self) -> None:
        view = self.record()
        if view is None or not self._session.writable:
            return
        name = RecordField(key="name", title=tr("Name"), kind=FieldKind.TEXT)
        number = view.record.id
        self.editor.open_on(
            tr("Another name"),
            name,
            lambda project, text: registers.rename(project, number, text),
            self._corner(self.list),
            text=view.record.name,
        )

    def remove(self) -> None:
        view = self.record()
        if view is not None and self._session.writable:
            changes = self._session.do(registers.remove, [view.record.id])
            if changes is not None:
                self._session.say(can_go_back(changes.name))

    # fields

    def edit(self, line: Line) -> None:
        """Another text for a value, or the first one of a field."""
        if line.value is None or line.field.fill is not Fill.STATED:
            self.add_value(line)
            return
        if self._session.writable:
            number = line.value.value.id
            self.editor.open_on(
                self._title(line),
                line.field.field,
                lambda project, text: registers.change(project, number, text=text),
                self._corner(self.tree),
                text=line.value.text,
                about=origin(line.value),
            )

    def add_value(self, line: Line) -> None:
        view = self.record()
        if view is not None and self._session.writable:
            number, field = view.record.id, line.field.field
            self.editor.open_on(
                self._title(line),
                field,
                lambda project, text: registers.add(project, number, field.key, text),
                self._corner(self.tree),
            )

    def remove_value(self, line: Line) -> None:
        """The value, or the mark that stands in its place."""
        if line.value is not None and not line.told and self._session.writable:
            self._session.do(registers.remove_values, [line.value.value.id])

    def _mark(self, state: ValueState) -> None:
        view, line = self.record(), self.tree.line()
        if view is None or line is None or not self._session.writable:
            return
        there = line.value.value.state if line.value is not None else None
        self._session.do(registers.mark, view.record.id, line.field.field.key, None if there is state else state)

    def _add_here(self) -> None:
        line = self.tree.line()
        if line is not None:
            self.add_value(line)

    def _title(self, line: Line) -> str:
        view = self.record()
        return f"{view.record.name} · {line.field.title}" if view is not None else line.field.title

    @staticmethod
    def _corner(widget: QWidget) -> QPoint:
        return widget.mapToGlobal(QPoint(widget.width() // 6, min(24, widget.height() // 4)))

    # other windows

    def _ask_values(self) -> None:
        view = self.record()
        if view is not None:
            self.values_wanted.emit(view)

    def _ask_dossier(self) -> None:
        view = self.record()
        if view is not None:
            self.dossier_wanted.emit(view)

    def _record_menu(self, at: QPoint) -> None:
        if self.record() is None:
            return
        menu = self._menu()
        menu.addAction(tr("Dossier"), self._ask_dossier)
        if self._session.writable:
            menu.addAction(tr("From the sources…"), self._ask_values)
            menu.addAction(tr("Rename (F2)"), self.rename)
            menu.addAction(tr("Remove the record (Del)"), self.remove)
        menu.popup(self.list.viewport().mapToGlobal(at))

    def _field_menu(self, at: QPoint) -> None:
        line = self.tree.line()
        if line is None:
            return
        menu = self._menu()
        if line.value is not None and line.value.article is not None:
            menu.addAction(tr("Go to its words (Enter)"), partial(self.place_wanted.emit, line.value))
        if self._session.writable:
            menu.addAction(tr("Change (F2)"), partial(self.edit, line))
            menu.addAction(tr("Add a value (Ins)"), partial(self.add_value, line))
            if line.value is not None and not line.told:
                menu.addAction(tr("Remove (Del)"), partial(self.remove_value, line))
        menu.popup(self.tree.viewport().mapToGlobal(at))

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the list of records."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not event.modifiers():
            acts = {Qt.Key.Key_Delete: self.remove, Qt.Key.Key_F2: self.rename, Qt.Key.Key_Insert: self.make}
            act = acts.get(Qt.Key(event.key()))
            if act is not None and self._session.writable:
                act()
                return True
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_change(event):
            self.tree.show_record(self.record())


def _to_look_at(view: RecordView) -> bool:
    return bool(view.missing or view.remarks)


def _card(view: RecordView) -> Card:
    said = [one for one in view.fields if one.fill is Fill.STATED]
    missing, wrong = len(view.missing), len(view.remarks)
    badge = "  ".join(part for part in (f"⚠ {wrong}" if wrong else "", f"○ {missing}" if missing else "") if part)
    told = (
        trn("{n} to look at", "{n} to look at", wrong) if wrong else "",
        trn("{n} wanted field says nothing", "{n} wanted fields say nothing", missing) if missing else "",
    )
    return Card(
        id=int(view.record.id),
        title=view.record.name,
        lines=tuple(f"{one.title}: {one.text}" for one in said[:_LINES]),
        badge=badge,
        colour="conflict" if wrong else "muted",
        told=tuple(part for part in told if part),
        tip="\n".join((view.record.name, *(part for part in told if part))),
    )
