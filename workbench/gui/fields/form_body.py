"""The boxes of the figure's form in their rows: beside their labels where there is room, below them where not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from workbench.core.actions import fields
from workbench.core.errors import BadInput
from workbench.core.model.amount import Qualifier
from workbench.core.model.figure import Change, Field, Figure, Kind, Modality
from workbench.core.words import mark, tr
from workbench.gui.fields import typed
from workbench.gui.fields.boxes import Box, Choice, FieldRow, Note, Words
from workbench.gui.fields.head import FigureHead
from workbench.gui.fields.suggestions import Suggestion
from workbench.gui.fields.values import meaning
from workbench.gui.models import wording

# Boxes in the order of the form; amount has three, named "qualifier", "low" and "high".
ROWS = (
    "amount", "unit", "kind", "measure", "subject", "item", "place", "period", "attribution", "modality", "change",
    "note",
)  # fmt: skip
AMOUNT = ("qualifier", "low", "high")
_OFFERED = ("unit", "measure", "subject", "item", "place", "attribution")
_LABELS = {
    "amount": mark("Amount"), "unit": mark("Unit"), "kind": mark("Kind"), "measure": mark("Measure"),
    "subject": mark("Subject"), "item": mark("Item"), "place": mark("Place"), "period": mark("Period"),
    "attribution": mark("Attribution"), "modality": mark("Modality"), "change": mark("Change"),
    "note": mark("Note"),
}  # fmt: skip
_EVIDENT = ("amount", *(field.value for field in Field))
_ROOM = 330  # from this width on a label has room beside its box
_GRID_ROWS = 5


class FormBody(QWidget):
    """`offer` gives the known values of a field by its name."""

    def __init__(self, offer: Callable[[str], Sequence[Suggestion]], parent: QWidget) -> None:
        super().__init__(parent)
        self.boxes: dict[str, Box] = {
            "qualifier": Choice([q.value for q in Qualifier], self),
            "low": Words(parent=self),
            "high": Words(parent=self),
            "kind": Choice([k.value for k in Kind], self),
            "period": Words(parent=self),
            "modality": Choice([m.value for m in Modality], self),
            "change": Choice(["", *(c.value for c in Change)], self),
            "note": Note(self),
            **{name: Words(partial(offer, name), self) for name in _OFFERED},
        }
        self.head = FigureHead(self)
        self.take_unit = QPushButton(self)
        self._borrowed = QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._near = self._beside(self._borrowed, self.take_unit)
        self._amount = self._numbers()
        self.rows = {name: FieldRow(self._parts(name), self) for name in ROWS}
        self._grid = QGridLayout()
        self._grid.setColumnStretch(1, 1)
        self._grid.setVerticalSpacing(3)
        self._above: bool | None = None
        column = QVBoxLayout(self)
        column.addWidget(self.head)
        column.addLayout(self._grid)
        column.addStretch(1)
        for name, row in self.rows.items():
            row.set_rests(name in _EVIDENT)
        self._place()

    def _parts(self, name: str) -> list[QWidget]:
        return [self.boxes[n] for n in ("low", "qualifier", "high")] if name == "amount" else [self.boxes[name]]

    def _beside(self, label: QWidget, button: QWidget) -> QWidget:
        both = QWidget(self)
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label, 1)
        row.addWidget(button)
        return both

    def _numbers(self) -> QWidget:
        amount = QWidget(self)
        numbers = QGridLayout(amount)
        numbers.setContentsMargins(0, 0, 0, 0)
        numbers.addWidget(self.boxes["qualifier"], 0, 0, 1, 2)
        numbers.addWidget(self.boxes["low"], 1, 0)
        numbers.addWidget(self.boxes["high"], 1, 1)
        return amount

    def _place(self) -> None:
        above = self.width() < _ROOM
        if above == self._above:
            return
        self._above = above
        for number, (name, row) in enumerate(self.rows.items()):
            box = self._amount if name == "amount" else self.boxes[name]
            more = self._near if name == "unit" else None
            row.place(self._grid, number * _GRID_ROWS, box, more, above=above)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def order_tabs(self, last: Sequence[QWidget]) -> None:
        """Tab goes down the form, box by box, then to the buttons given, then to those of the rows."""
        chain: list[QWidget] = []
        for name in (*AMOUNT, *ROWS[1:]):
            chain.append(self.boxes[name])
            if name == "unit":
                chain.append(self.take_unit)
        rows = [button for row in self.rows.values() for button in (row.evidence, row.point, row.take)]
        for before, after in pairwise([*chain, *last, *rows]):
            self.setTabOrder(before, after)

    def retranslate(self) -> None:
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
        self.take_unit.setText(tr("Take it (U)"))

    def label_of(self, name: str) -> str:
        return tr(_LABELS[name])

    # showing

    def show_bounds(self) -> None:
        self.boxes["high"].setVisible(self.boxes["qualifier"].value() == Qualifier.BETWEEN.value)

    def show_evidence(self, figure: Figure) -> None:
        for name, row in self.rows.items():
            span = figure.evidence.get(Field(name)) if name in _EVIDENT else None
            row.set_evidence(figure.span if name == "amount" else span)

    def show_borrowed(self, figure: Figure, text: str, *, writable: bool) -> None:
        """The unit that stands elsewhere in the text, with its words, to be taken or not."""
        borrowed = figure.borrowed_unit if figure.unit is None else None
        if borrowed:
            span = figure.evidence.get(Field.UNIT)
            words = f"{wording.unit(borrowed)} ?"
            if span is not None:
                words = tr("{unit} — from “{words}”", unit=words, words=span.of(text))
            self._borrowed.setText(words)
        self._near.setVisible(bool(borrowed))
        self.take_unit.setVisible(bool(borrowed) and writable)

    def explain(self) -> None:
        """What the number and the period in the boxes mean, while they are typed."""
        self.rows["amount"].say(meaning(self.boxes["low"].value()))
        try:
            period = typed.period(self.boxes["period"].value())
        except BadInput:
            self.rows["period"].say(tr("2025, 2025-10, 2025-10-04, 2019/2024, --02-04"))
        else:
            self.rows["period"].say(typed.days(period) if period is not None else "")

    def field_with(self, widget: QWidget | None) -> Field | None:
        """The field in whose row a widget stands, if it rests on words of the text."""
        found = next((name for name, row in self.rows.items() if row.holds(widget)), "")
        return Field(found) if found in _EVIDENT else None

    # what was typed

    def read(self, figure: Figure, draft: dict[str, str]) -> tuple[dict[str, Any], list[str]]:
        """Values for the action, and the rows whose text makes no sense."""
        names = list(dict.fromkeys("amount" if name in AMOUNT else name for name in draft))
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
