"""What the sources suggest for a register or a record: looked at one by one, taken by a key, never by itself."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from workbench.core.actions import suggesting
from workbench.core.model.record_suggestion import RecordSuggestion, ValueSuggestion
from workbench.core.model.record_view import RecordView
from workbench.core.project import Project
from workbench.core.words import quoted, tr, trn
from workbench.gui.cards import Card, CardList
from workbench.gui.models import wording
from workbench.gui.session import Session
from workbench.gui.widgets import hint

_SLICE = 10  # sources that are gathered between two looks at keys and paint
Suggestion = RecordSuggestion | ValueSuggestion


class Suggested(QDialog):
    """Stays open beside the window. Signal: `place_wanted(Suggestion)`."""

    place_wanted = Signal(object)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent, modal=False)
        self._session = session
        self._found: dict[int, Suggestion] = {}
        self._record: RecordView | None = None
        self._asked = 0  # what an earlier question brings too late is not shown
        self.list = CardList(self, tr("Suggestions"))
        self._count = hint(self)
        self._empty = hint(self, centred=True)
        self.take, self.place, self.skip = (QPushButton(self) for _ in range(3))
        self._stack = QStackedLayout()
        self._build()
        self.resize(560, 460)
        session.project_closed.connect(self.close)

    def _build(self) -> None:
        for widget in (self.list, self._empty):
            self._stack.addWidget(widget)
        row = QHBoxLayout()
        for button, words, act in (
            (self.take, tr("Take (Enter)"), self._take),
            (self.place, tr("Show its words (Space)"), self._show_place),
            (self.skip, tr("Leave out (Del)"), self._skip),
        ):
            button.setText(words)
            button.setAutoDefault(False)
            button.clicked.connect(act)
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.addWidget(self._count)
        column.addLayout(self._stack, 1)
        column.addLayout(row)
        self.list.activated.connect(lambda _: self._take())
        self.list.doubleClicked.connect(lambda _: self._show_place())
        self.list.installEventFilter(self)

    # what is suggested

    def for_type(self, key: str, title: str) -> None:
        """Records of a type, out of all sources: gathered in slices, worked out in a worker."""
        asked = self._open(None, tr("Suggestions: {title}", title=title))
        project = self._session.project
        if project is None:
            return
        self._session.do_in_slices(
            _gathered(project),
            title=tr("Gathering the sources"),
            on_done=lambda given: self._work_out(_records, given, key, asked=asked),
        )

    def _work_out(self, work: Callable[..., Sequence[Suggestion]], *given: object, asked: int) -> None:
        title = tr("Reading what the sources speak of")
        self._session.jobs.run(
            work,
            *given,
            title=title,
            on_done=lambda found: self._show(found) if asked == self._asked else None,
            on_cancelled=lambda: self._called_off() if asked == self._asked else None,
        )

    def for_record(self, view: RecordView) -> None:
        """Values for the fields of a record."""
        asked = self._open(view, tr("Suggestions: {title}", title=view.record.name))
        given = self._session.do(suggesting.material_for, view.record.id)
        if given is not None:
            self._work_out(_values, *given, asked=asked)

    def _open(self, view: RecordView | None, title: str) -> int:
        """The number of the question."""
        self._asked += 1
        self._record, self._found = view, {}
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self._reload(tr("Reading the sources …"))
        self.show()
        self.raise_()
        self.list.setFocus()
        return self._asked

    def _called_off(self) -> None:
        self._reload(tr("Called off. Nothing was changed."))

    def _show(self, found: Sequence[Suggestion]) -> None:
        self._found = dict(enumerate(found, start=1))
        self._reload(tr("The sources suggest nothing more here."))

    def _reload(self, nothing: str = "") -> None:
        row = self.list.currentIndex().row()
        self.list.cards.show([self._card(number, one) for number, one in self._found.items()])
        self._count.setText(trn("{n} suggestion", "{n} suggestions", len(self._found)) if self._found else "")
        if nothing:
            self._empty.setText(nothing)
        self._stack.setCurrentWidget(self.list if self._found else self._empty)
        for button in (self.take, self.place, self.skip):
            button.setEnabled(bool(self._found) and (button is not self.take or self._session.writable))
        if self._found:
            self.list.setCurrentIndex(self.list.cards.index(min(max(row, 0), len(self._found) - 1)))

    def _card(self, number: int, one: Suggestion) -> Card:
        if isinstance(one, RecordSuggestion):
            fields = {f.key: tr(f.title) for f in self._fields(one.type)}
            lines = tuple(_said(fields.get(value.field, value.field), value) for value in one.values)
            title, badge = one.name, trn("{n} mention", "{n} mentions", one.mentions)
        else:
            key = self._record.type.key if self._record is not None else ""
            fields = {f.key: tr(f.title) for f in self._fields(key)}
            lines, badge = (), "" if one.sure else tr("in doubt")
            title = f"{fields.get(one.field, one.field)}: {one.text}"
        quote = quoted(wording.flat(one.quote))
        return Card(id=number, title=title, text=quote, lines=(*lines, *filter(None, (one.why,))), badge=badge)

    def _fields(self, key: str) -> Sequence[Any]:
        project = self._session.project
        return project.registers.type(key).fields if project is not None and key else ()

    # what is done with one

    def _current(self) -> tuple[int, Suggestion] | None:
        card = self.list.card_at(self.list.currentIndex())
        return (card.id, self._found[card.id]) if card is not None and card.id in self._found else None

    def _take(self) -> None:
        current = self._current()
        if current is None or not self._session.writable:
            return
        number, one = current
        if self._do(one):
            self._found.pop(number)
            self._reload(tr("The sources suggest nothing more here."))

    def _do(self, one: Suggestion) -> bool:
        if isinstance(one, RecordSuggestion):
            return self._session.do(suggesting.take_record, one) is not None
        assert self._record is not None
        return self._session.do(suggesting.take_value, self._record.record.id, one) is not None

    def _show_place(self) -> None:
        current = self._current()
        if current is not None:
            self.place_wanted.emit(current[1])

    def _skip(self) -> None:
        current = self._current()
        if current is not None:
            self._found.pop(current[0])
            self._reload(tr("The sources suggest nothing more here."))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not event.modifiers():
            acts = {Qt.Key.Key_Space: self._show_place, Qt.Key.Key_Delete: self._skip}
            act = acts.get(Qt.Key(event.key()))
            if act is not None:
                act()
                return True
        return super().eventFilter(watched, event)


def _said(title: str, value: ValueSuggestion) -> str:
    """A value on a card; what is in doubt has a question mark and is not taken with the record."""
    return f"{title}: {value.text}" + ("" if value.sure else " ?")


def _gathered(project: Project) -> Generator[tuple[int, int], None, suggesting.Material]:
    """What the worker needs, a few sources at a time."""
    ids = list(project.articles.ids())
    material = suggesting.material(project, [])
    sources: list[Any] = []
    for start in range(0, len(ids), _SLICE):
        yield start, len(ids)
        sources += suggesting.material(project, ids[start : start + _SLICE]).sources
    return replace(material, sources=tuple(sources))


def _records(
    given: suggesting.Material, key: str, *, progress: Callable[[int, int], object], cancelled: Callable[[], bool]
) -> list[RecordSuggestion]:
    return suggesting.records(given, key, progress, cancelled)


def _values(
    given: suggesting.Material, record: Any, *, progress: Callable[[int, int], object], cancelled: Callable[[], bool]
) -> list[ValueSuggestion]:
    progress(0, 1)
    return suggesting.values(given, record)
