"""The filters of the comparison: subjects, measures, publishers, sources, a stretch of time, what was accepted."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QWidget

from workbench.core.actions import comparisons
from workbench.core.comparison.laying import article_titles
from workbench.core.errors import WorkbenchError
from workbench.core.model.comparison import Axis, ComparisonSpec
from workbench.core.model.figure import Field, Status
from workbench.core.words import tr
from workbench.gui.comparing.axes import AXES
from workbench.gui.comparing.filters import Choices, ValueFilter
from workbench.gui.grid import axis_value
from workbench.gui.session import Session

_FILTERED = (Axis.SUBJECT, Axis.MEASURE, Axis.PUBLISHER, Axis.ARTICLE)
_DATE = 10  # letters


class FilterStrip(QWidget):
    """`changed()` when the user filters otherwise."""

    changed = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._values = {axis: ValueFilter(tr(AXES[axis]), partial(self._choices, axis), self) for axis in _FILTERED}
        self.accepted = QCheckBox(tr("Only accepted"), self)
        self._since, self._until = (QLineEdit(self) for _ in range(2))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        for button in self._values.values():
            line.addWidget(button)
            button.changed.connect(self.changed)
        for label, box in ((tr("since"), self._since), (tr("until"), self._until)):
            line.addWidget(QLabel(label, self))
            line.addWidget(box)
            box.setAccessibleName(f"{tr('Period')}, {label}")
            box.setPlaceholderText("2025-10")
            box.setToolTip(tr("A year, month or day: 2025, 2025-10, 2025-10-04"))
            box.setMaxLength(_DATE)
            box.setFixedWidth(box.fontMetrics().horizontalAdvance("2025-10-04") + 18)
            box.editingFinished.connect(self._on_dates)
        line.addWidget(self.accepted)
        line.addStretch(1)
        self.accepted.clicked.connect(lambda _: self.changed.emit())
        self._dates = ("", "")

    def _on_dates(self) -> None:
        """What is no date is told, and changes nothing."""
        said = (self._since.text().strip(), self._until.text().strip())
        if said == self._dates:
            return
        try:
            comparisons.check_times(*said)
        except WorkbenchError as error:
            self._session.fail(error)
            return
        self._session.untell("act")
        self._dates = said
        self.changed.emit()

    def show_spec(self, spec: ComparisonSpec) -> None:
        for axis, button in self._values.items():
            button.set_values(spec.only.get(axis, ()))
        self._dates = (spec.since, spec.until)
        self._since.setText(spec.since)
        self._until.setText(spec.until)
        self.accepted.setChecked(spec.statuses == (Status.ACCEPTED,))

    def on(self, spec: ComparisonSpec) -> ComparisonSpec:
        """A layout with these filters."""
        others = {axis: values for axis, values in spec.only.items() if axis not in self._values}
        mine = {axis: button.values for axis, button in self._values.items() if button.values}
        return replace(
            spec,
            only=others | mine,
            since=self._dates[0],
            until=self._dates[1],
            statuses=(Status.ACCEPTED,) if self.accepted.isChecked() else ComparisonSpec().statuses,
        )

    @property
    def used(self) -> int:
        """How many filters keep something out."""
        return sum(bool(b.values) for b in self._values.values()) + any(self._dates) + self.accepted.isChecked()

    def _choices(self, axis: Axis) -> Choices:
        project = self._session.project
        if project is None:
            return ()
        if axis in (Axis.SUBJECT, Axis.MEASURE):
            found = project.figures.values(Field(axis.value))
            return [*((value, axis_value(axis, value)) for value in found), ("", "")]
        sources = project.briefs.labels()
        if axis is Axis.ARTICLE:
            return [(title, title) for title in sorted(article_titles(sources).values(), key=str.casefold)]
        labels = {source.label for source in sources.values()}
        return [(label, label) for label in sorted(labels, key=str.casefold)]
