"""The boxes above the review queue: which figures it lists and in which order; remembered as plain JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from functools import partial
from typing import Any

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from workbench.core.actions import named
from workbench.core.model.article import ArticleId
from workbench.core.model.changes import Changes
from workbench.core.model.figure import Doubt, Field, Kind, Status
from workbench.core.model.filter import FigureFilter, Order
from workbench.core.words import mark, tr, trn
from workbench.gui.fields.filter_line import FilterLine
from workbench.gui.fields.suggestions import shown
from workbench.gui.fields.value_box import ValueBox
from workbench.gui.models import wording
from workbench.gui.session import Session

_PAUSE = 160  # milliseconds of quiet before typed words filter
ORDERS = {
    Order.TEXT: mark("As in the texts"),
    Order.VALUE: mark("Greatest first"),
    Order.DOUBT: mark("Most doubts first"),
    Order.CONFIDENCE: mark("Least sure first"),
}
_LANGUAGES = {"ru": mark("Russian"), "kk": mark("Kazakh"), "en": mark("English"), "": mark("unknown")}
_FIELDS = {"unit": Field.UNIT, "subject": Field.SUBJECT, "measure": Field.MEASURE}


class Scope(StrEnum):
    ARTICLE = "article"
    ALL = "all"


class Choice(QComboBox):
    """One of some values; None stands for all. (Qt would give an Enum back as a bare string.)"""

    def __init__(self, values: Sequence[Any]) -> None:
        super().__init__()
        self._values = tuple(values)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.addItems(["" for _ in values])

    @property
    def value(self) -> Any:
        return self._values[self.currentIndex()]

    @property
    def values(self) -> tuple[Any, ...]:
        """For a filter: empty asks for nothing."""
        return () if self.value is None else (self.value,)

    def set_value(self, value: Any) -> None:
        """Chooses without saying so; what is no choice chooses the first."""
        with QSignalBlocker(self):
            self.setCurrentIndex(self._values.index(value) if value in self._values else 0)

    def name(self, name: str, items: Sequence[str]) -> None:
        self.setAccessibleName(name)
        self.setToolTip(name)
        for index, words in enumerate(items):
            self.setItemText(index, words)


class QueueFilter(QWidget):
    """Signal: `changed()` when other figures are asked for. `article` is the source that "This source" means."""

    changed = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.article: ArticleId | None = None
        self._named: FigureFilter | None = None  # the names that hold the words
        self.words = FilterLine(self)
        self.scope = Choice([Scope.ARTICLE, Scope.ALL])
        self.status = Choice([None, *Status])
        self.kind = Choice([None, *Kind])
        self.doubt = Choice([None, *Doubt])
        self.order = Choice([*Order])
        self.fields = {name: ValueBox(partial(self._values_of, field)) for name, field in _FIELDS.items()}
        self.language = ValueBox(lambda: [(code, tr(name)) for code, name in _LANGUAGES.items()])
        self.source = ValueBox(self._sources)
        self.more = QToolButton(self, autoRaise=True)
        self.more.setCheckable(True)
        self.clear = QToolButton(self, autoRaise=True)
        self.settled = QLabel(self)
        self._second = QWidget(self)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._place()
        self._connect()

    def _place(self) -> None:
        first = QHBoxLayout()
        first.addWidget(self.words, 1)
        for widget in (self.scope, self.status, self.order, self.more, self.clear, self.settled):
            first.addWidget(widget)
        second = QHBoxLayout(self._second)
        second.setContentsMargins(0, 0, 0, 0)
        for choice in (self.kind, self.doubt):
            choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            choice.setMinimumContentsLength(9)
        for box in (self.kind, *self.fields.values(), self.doubt, self.language, self.source):
            second.addWidget(box, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 4, 6, 4)
        column.setSpacing(4)
        column.addLayout(first)
        column.addWidget(self._second)
        self._second.setVisible(False)

    def _connect(self) -> None:
        self._pause.timeout.connect(self._on_changed)
        self._session.changed.connect(self._forget_names)
        for moved in (self._session.project_opened, self._session.project_closed):
            moved.connect(lambda *_: self._forget_names())
        self.words.textChanged.connect(lambda _: self._pause.start())
        for choice in (self.scope, self.status, self.kind, self.doubt, self.order):
            choice.currentIndexChanged.connect(lambda _: self._on_changed())
        for box in (*self.fields.values(), self.language):
            box.chosen.connect(self._on_changed)
        self.source.chosen.connect(self._on_source)
        self.more.toggled.connect(self._second.setVisible)
        self.clear.clicked.connect(self.clear_all)

    def retranslate(self) -> None:
        self._named = None
        self.words.name(tr("Filter by words"))
        self.scope.name(tr("Which sources"), (tr("This source"), tr("All sources")))
        self.order.name(tr("Order"), [tr(words) for words in ORDERS.values()])
        for box, name, every, words in (
            (self.status, tr("Status"), tr("Any status"), wording.STATUSES),
            (self.kind, tr("Kind"), tr("Any kind"), wording.KINDS),
            (self.doubt, tr("Doubt"), tr("With or without doubts"), wording.DOUBTS),
        ):
            box.name(name, (every, *(tr(word) for word in words.values())))
        for value_box, name, any_of_them in (
            (self.fields["unit"], tr("Unit"), tr("Any unit")),
            (self.fields["subject"], tr("Subject"), tr("Any subject")),
            (self.fields["measure"], tr("Measure"), tr("Any measure")),
            (self.language, tr("Language"), tr("Any language")),
            (self.source, tr("Source"), tr("Any source")),
        ):
            value_box.name(name, any_of_them)
        self.more.setToolTip(tr("Filter by kind, unit, subject, measure, doubt, language, source"))
        self.clear.setText(tr("Clear"))
        self.clear.setToolTip(tr("Clear every filter"))
        self.clear.setAccessibleName(tr("Clear every filter"))
        self._say_how_many()

    # what is asked for

    def filter(self, **changed: Any) -> FigureFilter:
        """What the boxes say, with some of it changed."""
        values: dict[str, Any] = {
            "article": self._one_article(),
            "statuses": self.status.values,
            "kinds": self.kind.values,
            "doubts": self.doubt.values,
            "units": self.fields["unit"].values,
            "subjects": self.fields["subject"].values,
            "measures": self.fields["measure"].values,
            "languages": self.language.values,
            "text": self.words.text().strip(),
        }
        return self._meant(FigureFilter(**{**values, **changed}))

    def _meant(self, wanted: FigureFilter) -> FigureFilter:
        """With the names that hold the words; which there are is asked anew when figures changed."""
        project = self._session.project
        if project is None or not wanted.text:
            return wanted
        if self._named is None or self._named.text != wanted.text:
            self._named = named.meant(project, FigureFilter(text=wanted.text))
        found = self._named
        return replace(wanted, text_subjects=found.text_subjects, text_measures=found.text_measures)

    def _forget_names(self, changes: Changes | None = None) -> None:
        if changes is None or changes.touches("figure"):
            self._named = None

    def _one_article(self) -> ArticleId | None:
        if self.scope.value is Scope.ARTICLE:
            return self.article
        return ArticleId(int(self.source.value)) if self.source.value else None

    @property
    def nowhere(self) -> bool:
        """Whether "This source" means none."""
        return self.article is None and self.scope.value is Scope.ARTICLE

    @property
    def narrowed(self) -> int:
        """How many boxes ask for something."""
        chosen = [box.value for box in (self.status, self.kind, self.doubt)]
        chosen += [box.value for box in (*self.fields.values(), self.language, self.source)]
        return sum(value is not None for value in chosen) + bool(self.words.text().strip())

    def clear_all(self) -> None:
        self._show({"scope": self.scope.value.value, "order": self.order.value.value})
        self._on_changed()

    def _on_source(self) -> None:
        """Another source than the one that is read can be listed only among all."""
        if self.source.value is not None:
            self.scope.set_value(Scope.ALL)
        self._on_changed()

    def _on_changed(self) -> None:
        self._pause.stop()
        if self.scope.value is Scope.ARTICLE and self.source.value is not None:
            self.source.set_value(None)
        self._say_how_many()
        self.changed.emit()

    def _say_how_many(self) -> None:
        number = self.narrowed
        self.more.setText(trn("Filters ({n})", "Filters ({n})", number) if number else tr("Filters"))
        self.more.setAccessibleName(self.more.text())
        self.clear.setVisible(bool(number))

    def _values_of(self, field: Field) -> list[tuple[str, str]]:
        project = self._session.project
        if project is None:
            return []
        none = {
            Field.UNIT: tr("no unit"),
            Field.SUBJECT: tr("no subject"),
            Field.MEASURE: tr("no measure"),
        }
        return [("", none[field]), *((key, shown(field, key)) for key in project.figures.values(field))]

    def _sources(self) -> list[tuple[str, str]]:
        project = self._session.project
        lines = project.articles.summaries() if project is not None else []
        return [(str(line.id), line.title or line.file_name) for line in lines]

    # remembered

    def state(self) -> dict[str, Any]:
        named = {"scope": self.scope, "status": self.status, "kind": self.kind, "doubt": self.doubt}
        kept: dict[str, Any] = {name: box.value.value if box.value else None for name, box in named.items()}
        kept |= {name: box.value for name, box in self.fields.items()}
        kept |= {"language": self.language.value, "source": self.source.value, "order": self.order.value.value}
        return {**kept, "words": self.words.text(), "more": self.more.isChecked()}

    def show_state(self, kept: Any) -> None:
        """As it was left; values that are none any more ask for nothing."""
        if isinstance(kept, dict):
            self._show(kept)
            self.more.setChecked(kept.get("more") is True)
            self._say_how_many()

    def _show(self, kept: dict[str, Any]) -> None:
        for box, name, kinds in (
            (self.scope, "scope", Scope),
            (self.status, "status", Status),
            (self.kind, "kind", Kind),
            (self.doubt, "doubt", Doubt),
            (self.order, "order", Order),
        ):
            box.set_value(next((one for one in kinds if one.value == kept.get(name)), None))
        for value_box, name in (
            *((box, name) for name, box in self.fields.items()),
            (self.language, "language"),
            (self.source, "source"),
        ):
            value = kept.get(name)
            value_box.set_value(value if isinstance(value, str) else None)
        if self.source.value is not None and self.source.value not in dict(self._sources()):
            self.source.set_value(None)
        with QSignalBlocker(self.words):
            self.words.setText(str(kept.get("words", "")))
