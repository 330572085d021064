"""The boxes above the conflicts: which of them are listed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from workbench.core.model.conflict import Relation
from workbench.core.model.verdict import Standing, State
from workbench.core.words import tr
from workbench.gui.fields.filter_line import FilterLine
from workbench.gui.fields.queue_filter import Choice
from workbench.gui.fields.value_box import ValueBox
from workbench.gui.models import verdicts, wording
from workbench.gui.widgets import rename

_AROUND = 46  # pixels around the words of a box
_PAUSE = 160  # milliseconds of quiet before typed words filter
RELATIONS = tuple(relation for relation in Relation if relation.conflict)
_SUBJECT, _MEASURE = 0, 1  # places in the key of a conflict


class ConflictFilter(QWidget):
    """Signal: `changed()`. `listed` gives all conflicts that there are, from which the boxes take their values."""

    changed = Signal()

    def __init__(self, listed: Callable[[], Sequence[Standing]], parent: QWidget) -> None:
        super().__init__(parent)
        self._listed = listed
        self.words = FilterLine(self)
        self.state = Choice([None, *State])
        self.relation = Choice([None, *RELATIONS])
        self.measure = ValueBox(lambda: self._values(_MEASURE))
        self.subject = ValueBox(lambda: self._values(_SUBJECT))
        self.clear = QToolButton(self, autoRaise=True)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._place()
        self._connect()
        self._say()

    def _place(self) -> None:
        above, self._below = QHBoxLayout(), QHBoxLayout()
        for box in (self.state, self.relation):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(7)
        above.addWidget(self.words, 3)
        above.addWidget(self.state, 1)
        above.addWidget(self.clear)
        for below in (self.relation, self.measure, self.subject):
            self._below.addWidget(below)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for layout in (column, above, self._below):
            layout.setSpacing(3)
        column.addLayout(above)
        column.addLayout(self._below)

    def _share_out(self, *shown: str) -> None:
        """Each of the lower boxes gets the room that its words need in the language of the window."""
        letters = self.fontMetrics()
        for place, words in enumerate(shown):
            self._below.setStretch(place, letters.horizontalAdvance(words) + _AROUND)

    def _connect(self) -> None:
        self._pause.timeout.connect(self.changed)
        self.words.textChanged.connect(lambda _: self._pause.start())
        for choice in (self.state, self.relation):
            choice.currentIndexChanged.connect(lambda _: self.changed.emit())
        for box in (self.measure, self.subject):
            box.chosen.connect(self.changed)
        self.clear.clicked.connect(self.clear_all)

    def _say(self) -> None:
        self.words.name(tr("Filter by words"))
        self.state.name(tr("State"), (tr("Any state"), *(tr(verdicts.STATES[state]) for state in State)))
        names = (tr(wording.RELATIONS[relation]) for relation in RELATIONS)
        self.relation.name(tr("Kind"), (tr("Any kind"), *names))
        self.measure.name(tr("Measure"), tr("Any measure"))
        self.subject.name(tr("Subject"), tr("Any subject"))
        self._share_out(tr("Any kind"), tr("Any measure"), tr("Any subject"))
        self.clear.setText("×")
        rename(self.clear, tr("Show all conflicts"))

    def _values(self, place: int) -> list[tuple[str, str]]:
        keys = {one.conflict.key[place] for one in self._listed() if one.conflict and len(one.conflict.key) > place}
        return sorted(((key, wording.term(key)) for key in keys if key), key=lambda pair: pair[1].casefold())

    @property
    def asks(self) -> bool:
        """Whether anything is left out."""
        boxes = (self.state.value, self.relation.value, self.measure.value, self.subject.value)
        return bool(self.words.text().strip()) or any(value is not None for value in boxes)

    def clear_all(self) -> None:
        self.words.clear()
        for choice in (self.state, self.relation):
            choice.set_value(None)
        for box in (self.measure, self.subject):
            box.set_value(None)
        self._pause.stop()
        self.changed.emit()

    def matches(self, one: Standing, said: Callable[[Standing], Iterable[str]]) -> bool:
        """Whether a conflict is asked for; `said` gives the words that it may be found by."""
        key = one.conflict.key if one.conflict is not None and one.conflict.key else ("", "")
        relation = one.conflict.relation if one.conflict else one.verdict.relation if one.verdict else None
        if self.state.value not in (None, one.state) or self.relation.value not in (None, relation):
            return False
        if self.measure.value not in (None, key[_MEASURE]) or self.subject.value not in (None, key[_SUBJECT]):
            return False
        wanted = self.words.text().casefold().split()
        text = " ".join(said(one)).casefold() if wanted else ""
        return all(word in text for word in wanted)
