"""The figure's form: every field with what it rests on; corrections are saved together, as one history step."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from workbench.core.actions import fields, learning, reviewing
from workbench.core.errors import BadInput
from workbench.core.model.amount import Qualifier
from workbench.core.model.changes import Changes
from workbench.core.model.figure import Change, Field, Figure, FigureId, Kind, Modality
from workbench.core.words import mark, tr
from workbench.gui.fields import typed
from workbench.gui.fields.boxes import Box, Choice, FieldRow, Note, Words, quietly
from workbench.gui.fields.head import FigureHead
from workbench.gui.fields.picker import FieldPicker
from workbench.gui.fields.suggestions import Suggestion, suggestions
from workbench.gui.fields.values import boxes_of, meaning
from workbench.gui.models import wording
from workbench.gui.session import Session
from workbench.gui.widgets import scrolled

# Boxes in the order of the form; amount has three, named "qualifier", "low" and "high".
_ROWS = (
    "amount", "unit", "kind", "measure", "subject", "item", "place", "period", "attribution", "modality", "change",
    "note",
)  # fmt: skip
_OFFERED = ("unit", "measure", "subject", "item", "place", "attribution")
_LABELS = {
    "amount": mark("Amount"), "unit": mark("Unit"), "kind": mark("Kind"), "measure": mark("Measure"),
    "subject": mark("Subject"), "item": mark("Item"), "place": mark("Place"), "period": mark("Period"),
    "attribution": mark("Attribution"), "modality": mark("Modality"), "change": mark("Change"),
    "note": mark("Note"),
}  # fmt: skip
_AMOUNT = ("qualifier", "low", "high")


class FigureForm(QWidget):
    """Signals: `evidence_hovered(Span | None)` and `evidence_wanted(Span)`, in the text of the figure's article."""

    evidence_hovered = Signal(object)
    evidence_wanted = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._figure: Figure | None = None
        self._baseline: dict[str, str] = {}
        self._drafts: dict[FigureId, dict[str, str]] = {}  # typed but not saved, by figure: nothing typed is lost
        self.boxes: dict[str, Box] = {
            "qualifier": Choice([q.value for q in Qualifier], self),
            "low": Words(parent=self),
            "high": Words(parent=self),
            "kind": Choice([k.value for k in Kind], self),
            "period": Words(parent=self),
            "modality": Choice([m.value for m in Modality], self),
            "change": Choice(["", *(c.value for c in Change)], self),
            "note": Note(self),
            **{name: Words(partial(self._offer, name), self) for name in _OFFERED},
        }
        self.rows: dict[str, FieldRow] = {}
        self._head = FigureHead(self)
        self._borrowed = QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._take = QPushButton(self)
        self._unsaved = QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.PlainText, indent=8)
        self._save = QPushButton(self)
        self._revert = QPushButton(self)
        self._empty = QLabel(self, alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True, margin=16)
        self._stack = QStackedWidget(self)
        self._picker = FieldPicker(session, self)
        self._build()
        self._connect()
        self.retranslate()
        self.show_figure(session.selected_figure)

    def _build(self) -> None:
        amount = QWidget(self)
        numbers = QGridLayout(amount)
        numbers.setContentsMargins(0, 0, 0, 0)
        numbers.addWidget(self.boxes["qualifier"], 0, 0, 1, 2)
        numbers.addWidget(self.boxes["low"], 1, 0)
        numbers.addWidget(self.boxes["high"], 1, 1)
        borrowed = QHBoxLayout()
        borrowed.addWidget(self._borrowed, 1)
        borrowed.addWidget(self._take)
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        grid.setVerticalSpacing(3)
        for number, name in enumerate(_ROWS):
            parts = [self.boxes[n] for n in ("low", "qualifier", "high")] if name == "amount" else [self.boxes[name]]
            row = FieldRow(parts, self)
            row.place(grid, number * 3, amount if name == "amount" else None)
            row.evidence.setVisible(name == "amount" or name in list(Field))
            self.rows[name] = row
            if name == "unit":
                grid.addLayout(borrowed, number * 3 + 2, 1, 1, 2)
        body = QWidget(self)
        column = QVBoxLayout(body)
        column.addWidget(self._head)
        column.addLayout(grid)
        column.addStretch(1)
        self._stack.addWidget(scrolled(body, self))
        self._stack.addWidget(self._empty)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(8, 4, 8, 6)
        buttons.addStretch(1)
        buttons.addWidget(self._revert)
        buttons.addWidget(self._save)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack, 1)
        outer.addWidget(self._unsaved)  # a line of its own: beside the buttons it would widen the form
        outer.addLayout(buttons)
        for label in (self._unsaved, self._empty):
            label.setObjectName("hint")
        self.setFocusProxy(self.boxes["low"])
        self._order_tabs()

    def _order_tabs(self) -> None:
        """Tab goes down the form, box by box, then to the buttons."""
        names = [*_AMOUNT, *(name for name in _ROWS if name != "amount")]
        chain: list[QWidget] = []
        for name in names:
            chain.append(self.boxes[name])
            if name == "unit":
                chain.append(self._take)
        chain += [self._revert, self._save, *(row.evidence for row in self.rows.values())]
        for before, after in pairwise(chain):
            self.setTabOrder(before, after)

    def _connect(self) -> None:
        session = self._session
        session.figure_selected.connect(self.show_figure)
        session.changed.connect(self._on_changes)
        session.project_closed.connect(self._forget_drafts)
        for row in self.rows.values():
            row.edited.connect(lambda r=row: self._on_edited(r))
            row.hovered.connect(self.evidence_hovered)
            row.evidence_wanted.connect(self.evidence_wanted)
        self._take.clicked.connect(self._take_unit)
        self._save.clicked.connect(self.save)
        self._revert.clicked.connect(self.revert)

    def retranslate(self) -> None:
        self.setAccessibleName(tr("Figure"))
        for name, row in self.rows.items():
            row.name(tr(_LABELS[name]))
        for name, words in (
            ("qualifier", [*wording.QUALIFIERS.values()]),
            ("kind", [*wording.KINDS.values()]),
            ("modality", [*wording.MODALITIES.values()]),
            ("change", [mark("none stated"), *wording.CHANGES.values()]),
        ):
            box = self.boxes[name]
            assert isinstance(box, Choice)
            box.name_items([tr(word) for word in words])
        self.boxes["qualifier"].setAccessibleName(tr("Bound"))
        self.boxes["high"].setAccessibleName(tr("Upper bound"))
        self._take.setText(tr("Take it (U)"))
        self._save.setText(tr("Save"))
        self._save.setToolTip(tr("Ctrl+Enter, from any box"))
        self._revert.setText(tr("Revert"))
        self._revert.setToolTip(tr("Esc: leave the form; what was not saved is as it was"))
        self._picker.retranslate()
        self.reload()

    # showing

    def show_figure(self, figure_id: FigureId | None) -> None:
        """Shows a figure; what was typed for another one is kept for when it comes back."""
        self._keep_draft()
        project = self._session.project
        found = project.figures.many([figure_id]) if project is not None and figure_id is not None else []
        self._figure = found[0] if found else None
        self.reload()

    def reload(self) -> None:
        """The present figure again, as the project has it, with what was typed for it."""
        figure = self._figure
        self._stack.setCurrentIndex(1 if figure is None else 0)
        self._empty.setText(self._what_to_do())
        for button in (self._save, self._revert):
            button.setVisible(figure is not None)
        if figure is None:
            self._unsaved.setVisible(False)
            self._session.set_unsaved("form", bool(self._drafts))
            return
        self._baseline = boxes_of(figure)
        self._show_values({**self._baseline, **self._drafts.get(figure.id, {})})
        self._show_evidence(figure)
        self._head.show_figure(figure, self._text(figure))
        self._show_borrowed(figure)
        for box in self.boxes.values():
            box.setEnabled(self._session.writable)
        self._show_state()

    def _what_to_do(self) -> str:
        if self._session.project is None:
            return tr("Open a project to settle its figures.")
        return tr("No figure is chosen.\n\nClick one in a text or in the queue, or press J to go to the next.")

    def _show_values(self, values: dict[str, str]) -> None:
        for name, value in values.items():
            quietly(self.boxes[name], value)
        for row in self.rows.values():
            row.content()
        self._show_bounds()
        self._explain()

    def _show_bounds(self) -> None:
        self.boxes["high"].setVisible(self.boxes["qualifier"].value() == Qualifier.BETWEEN.value)

    def _show_evidence(self, figure: Figure) -> None:
        for name, row in self.rows.items():
            span = figure.evidence.get(Field(name)) if name in list(Field) else None
            row.set_evidence(figure.span if name == "amount" else span)

    def _show_borrowed(self, figure: Figure) -> None:
        """The unit that stands elsewhere in the text, with its words, to be taken or not."""
        borrowed = figure.borrowed_unit if figure.unit is None else None
        if borrowed:
            span = figure.evidence.get(Field.UNIT)
            words = f"{wording.unit(borrowed)} ?"
            if span is not None:
                words = tr("{unit} — from “{words}”", unit=words, words=span.of(self._text(figure)))
            self._borrowed.setText(words)
        self._borrowed.setVisible(bool(borrowed))
        self._take.setVisible(bool(borrowed) and self._session.writable)

    def _text(self, figure: Figure) -> str:
        assert self._session.project is not None
        return self._session.project.articles.text(figure.article_id)

    def _on_changes(self, changes: Changes) -> None:
        if self._figure is not None and self._figure.id in changes.ids("figure"):
            self._keep_draft()
            project = self._session.project
            found = project.figures.many([self._figure.id]) if project is not None else []
            self._figure = found[0] if found else None
            self.reload()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.reload()

    # typing

    def _offer(self, name: str) -> list[Suggestion]:
        project = self._session.project
        return suggestions(project, Field(name)) if project is not None else []

    def _typed(self) -> dict[str, str]:
        """What differs from the project, by box."""
        if self._figure is None:
            return {}
        return {name: box.value() for name, box in self.boxes.items() if box.value() != self._baseline[name]}

    @property
    def dirty(self) -> bool:
        return bool(self._typed())

    def _keep_draft(self) -> None:
        if self._figure is not None and self._baseline:
            draft = self._typed()
            if draft:
                self._drafts[self._figure.id] = draft
            else:
                self._drafts.pop(self._figure.id, None)

    def _forget_drafts(self) -> None:
        self._drafts.clear()
        self._session.set_unsaved("form", False)

    def _on_edited(self, row: FieldRow) -> None:
        row.content()
        self._show_bounds()
        self._explain()
        self._show_state()

    def _show_state(self) -> None:
        dirty = self.dirty
        self._unsaved.setText(tr("Not saved yet: Ctrl+Enter saves") if dirty else "")
        self._unsaved.setVisible(dirty)
        self._save.setEnabled(dirty and self._session.writable)
        self._revert.setEnabled(dirty)
        here = self._figure.id if self._figure is not None else None
        self._session.set_unsaved("form", dirty or any(figure != here for figure in self._drafts))

    def _explain(self) -> None:
        """What the number and the period in the boxes mean, while they are typed."""
        self.rows["amount"].say(meaning(self.boxes["low"].value()))
        try:
            period = typed.period(self.boxes["period"].value())
        except BadInput:
            self.rows["period"].say(tr("2025, 2025-10, 2025-10-04, 2019/2024, --02-04"))
        else:
            self.rows["period"].say(typed.days(period) if period is not None else "")

    # saving

    def begin(self, name: str = "low") -> None:
        """Puts the focus into a box."""
        if self._figure is None:
            self._session.say(tr("Choose a figure first: J goes to the next one."))
            return
        box = self.boxes[name]
        box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if isinstance(box, Words):
            box.selectAll()

    def revert(self) -> None:
        """The fields as the project has them."""
        if self._figure is not None:
            self._drafts.pop(self._figure.id, None)
            self._show_values(self._baseline)
            self._show_state()

    def save(self) -> bool:
        """Saves what was typed as one step; False when something typed cannot be understood."""
        figure = self._figure
        if figure is None:
            return False
        values, wrong = self._read(figure, self._typed())
        if wrong:
            self.rows[wrong[0]].parts[0].setFocus()
            return False
        if not values:
            self._session.say(tr("Nothing was changed."))
            return True
        self._drafts.pop(figure.id, None)
        self._baseline = {**self._baseline, **self._typed()}  # what is saved is no draft
        if self._session.do(learning.correct, figure.id, **values) is None:
            self._baseline = boxes_of(figure)
            self._show_state()
            return False
        return True

    def keep_typed(self) -> bool:
        """Saves what was typed for any figure, each figure's as one step. False where something cannot be saved: that
        figure is shown, with what is wrong beside its box; Esc forgets it."""
        self._keep_draft()
        project = self._session.project
        for figure_id in list(self._drafts):
            if project is None or not project.figures.many([figure_id]):
                del self._drafts[figure_id]  # its figure is gone: nothing is left to write it on
                continue
            self._session.select_figure(figure_id)
            if not self.save():
                self._session.say(tr("One box cannot be saved. Correct it, or press Esc to forget what was typed."))
                return False
        return True

    def _read(self, figure: Figure, draft: dict[str, str]) -> tuple[dict[str, Any], list[str]]:
        """Values for the action, and the rows whose text makes no sense."""
        names = list(dict.fromkeys("amount" if name in _AMOUNT else name for name in draft))
        values: dict[str, Any] = {}
        wrong: list[str] = []
        for name in names:
            try:
                values[name] = self._value(figure, name)
            except BadInput as error:
                self.rows[name].complain(str(error))
                wrong.append(name)
        return values, wrong

    def _value(self, figure: Figure, name: str) -> Any:
        if name == "amount":
            low, high = self.boxes["low"].value(), self.boxes["high"].value()
            return typed.amount(low, high, Qualifier(self.boxes["qualifier"].value()), figure.amount)
        box = self.boxes[name]
        if name == "period":
            return typed.period(box.value())
        if isinstance(box, Words) and (key := box.key()) is not None:
            return key
        return fields.value(name, box.value())

    def _take_unit(self) -> None:
        if self._figure is not None:
            self._session.do(reviewing.take_unit, [self._figure.id])

    def choose_field(self, over: QWidget) -> None:
        """Opens the picker over a widget."""
        if self._figure is not None and self._session.writable:
            self._picker.open_over(over, self._figure)
