"""The page of figures found by what they state: a range of values, unit, subject, measure, period, status, words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from workbench.core.actions import fields, named, searching
from workbench.core.errors import BadInput, WorkbenchError
from workbench.core.model.article import ArticleId
from workbench.core.model.figure import Field, Figure, FigureId, Status
from workbench.core.model.filter import FigureFilter
from workbench.core.model.search import FigureSearch, SourceFilter
from workbench.core.words import tr, trn
from workbench.gui.fields.queue_filter import Choice
from workbench.gui.fields.suggestions import shown
from workbench.gui.fields.value_box import ValueBox
from workbench.gui.finding.opening import Columns, OpeningKeys
from workbench.gui.models import wording
from workbench.gui.models.figures import FigureTable
from workbench.gui.session import Session
from workbench.gui.widgets import hint, list_of_lines

_PAUSE = 350  # milliseconds of quiet: reading a range takes the rules of extraction
_SHARES = (9, 14, 11, 7, 12, 12, 8, 9)  # of the width, in hundredths
_BOXES = (("subject", Field.SUBJECT), ("measure", Field.MEASURE))


class FiguresPage(QWidget):
    """Signals: `passage_wanted(ArticleId, Span, hits, pane)`, `counted(str)`."""

    passage_wanted = Signal(object, object, object, int)
    counted = Signal(str)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._words, self._sources = "", SourceFilter()
        self._names: dict[ArticleId, str] = {}
        self.model = FigureTable(self._fetch, self._source_name, self)
        self.table = QTableView(self, showGrid=False, wordWrap=False)
        self.value, self.period = QLineEdit(self), QLineEdit(self)
        self.fields = {name: ValueBox(partial(self._values, field)) for name, field in _BOXES}
        self.status = Choice([None, *Status])
        self._hint = hint(self, centred=True)
        self._stack = QStackedWidget(self)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.refresh)
        self._build()
        self._say_words()

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(6, 0, 6, 4)
        for widget in (self.value, *self.fields.values(), self.period, self.status):
            row.addWidget(widget)
        table = self.table
        table.setModel(self.model)
        list_of_lines(table)
        self._stack.addWidget(table)
        self._stack.addWidget(self._hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self._stack, 1)
        self.setFocusProxy(table)
        OpeningKeys(table, self.show_current)
        Columns(table, _SHARES)
        for line in (self.value, self.period):
            line.textChanged.connect(self._pause.start)
        for box in self.fields.values():
            box.chosen.connect(self.refresh)
        self.status.currentIndexChanged.connect(self.refresh)

    def _say_words(self) -> None:
        self.table.setAccessibleName(tr("Figures found"))
        self.table.setToolTip(tr("Enter shows the figure in reader A, Shift+Enter in reader B"))
        for line, name, how in (
            (self.value, tr("Value"), tr("Value: 1–3 Mt, > 28 million t, 70–80 %, or a unit alone")),
            (self.period, tr("Period"), tr("Period: 2025, 2025-10, 2019/2024")),
        ):
            line.setAccessibleName(name)
            line.setPlaceholderText(how)
            line.setToolTip(how)
        self.fields["subject"].name(tr("Subject"), tr("Any subject"))
        self.fields["measure"].name(tr("Measure"), tr("Any measure"))
        self.status.name(tr("Status"), (tr("Any status"), *(tr(words) for words in wording.STATUSES.values())))

    def _values(self, field: Field) -> list[tuple[str, str]]:
        project = self._session.project
        return [(key, shown(field, key)) for key in project.figures.values(field)] if project is not None else []

    def _fetch(self, ids: Iterable[FigureId]) -> list[Figure]:
        project = self._session.project
        return project.figures.many(list(ids)) if project is not None else []

    def _source_name(self, figure: Figure) -> str:
        project = self._session.project
        if project is not None and figure.article_id not in self._names:
            source = project.articles.without_text(figure.article_id)
            self._names[figure.article_id] = source.title.value or source.file_name
        return self._names.get(figure.article_id, "")

    def ask(self, typed: str, sources: SourceFilter) -> None:
        """`typed` are words of the quote, or part of the name of a subject or measure."""
        self._words, self._sources = typed.strip(), sources
        self.refresh()

    def wanted(self) -> FigureSearch:
        """What the boxes say. BadInput says what cannot be understood."""
        asked = searching.parsed_range(self.value.text())
        period = self.period.text().strip()
        return FigureSearch(
            figures=FigureFilter(
                statuses=self.status.values,
                subjects=self.fields["subject"].values,
                measures=self.fields["measure"].values,
                text=self._words,
            ),
            low=asked.low,
            high=asked.high,
            unit=asked.unit,
            period=fields.period(period) if period else None,
            sources=self._sources,
        )

    def refresh(self) -> None:
        """Asks the project again."""
        self._pause.stop()
        project, problem, ids = self._session.project, "", []
        if project is not None:
            try:
                wanted = self.wanted()
                nothing = replace(wanted, sources=SourceFilter()) == FigureSearch()
                wanted = replace(wanted, figures=named.meant(project, wanted.figures))
                ids = [] if nothing else searching.find_figures(project, wanted)
                problem = self._what_to_do() if nothing else tr("No figure states this. Clear a box above.")
            except (BadInput, WorkbenchError) as error:
                problem = str(error)
        else:
            problem = tr("Figures of all sources are found here when a project is open.")
        self.model.set_ids(ids)
        self._hint.setText(problem)
        self._stack.setCurrentWidget(self.table if ids else self._hint)
        self.counted.emit(trn("{n} figure", "{n} figures", len(ids)) if ids else "")

    @staticmethod
    def _what_to_do() -> str:
        return tr(
            "Say what the figures state: a value such as 1–3 Mt (found in any unit of mass), a subject, a measure, "
            "a period, or words of the quote in the line above."
        )

    def forget(self, changed: set[FigureId] | None = None) -> None:
        """What is known of figures is out of date."""
        self.model.forget(changed)
        if changed is None:
            self._names = {}

    def first(self) -> None:
        if self.model.ids:
            if not self.table.currentIndex().isValid():
                self.table.setCurrentIndex(self.model.index(0, 0))
            self.table.setFocus()

    def show_current(self, pane: int) -> None:
        index = self.table.currentIndex()
        figure = self.model.figure_at(index.row()) if index.isValid() else None
        if figure is not None:
            self.passage_wanted.emit(figure.article_id, figure.full_span, (figure.full_span,), pane)
