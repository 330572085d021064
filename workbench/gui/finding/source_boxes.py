"""The boxes that narrow a search to some sources: language, publisher, dates, open ones only."""

from __future__ import annotations

import re

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QWidget

from workbench.core.model.search import SourceFilter
from workbench.core.words import LANGUAGES, mark, tr
from workbench.gui.fields.queue_filter import Choice
from workbench.gui.fields.value_box import ValueBox
from workbench.gui.session import Session

_NAMES = {"en": mark("English"), "ru": mark("Russian"), "kk": mark("Kazakh")}
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_PAUSE = 300
_DATE_LETTERS = 11


class SourceBoxes(QWidget):
    """Signal: `changed()` when other sources are asked for."""

    changed = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.language = Choice([None, *LANGUAGES])
        self.publisher = ValueBox(self._publishers)
        self.since, self.until = QLineEdit(self), QLineEdit(self)
        self.open_only = QCheckBox(self)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.changed)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 0, 6, 4)
        for widget in (self.language, self.publisher, self.since, self.until, self.open_only):
            row.addWidget(widget)
        row.addStretch(1)
        for box in (self.since, self.until):
            box.setMaximumWidth(box.fontMetrics().averageCharWidth() * (_DATE_LETTERS + 8))
            box.textChanged.connect(self._pause.start)
        self.language.currentIndexChanged.connect(self.changed)
        self.publisher.chosen.connect(self.changed)
        self.open_only.toggled.connect(self.changed)
        self._say_words()

    def _say_words(self) -> None:
        self.language.name(tr("Language"), (tr("Any language"), *(tr(_NAMES[code]) for code in LANGUAGES)))
        self.publisher.name(tr("Publisher"), tr("Any publisher"))
        for box, name in ((self.since, tr("Published since")), (self.until, tr("Published until"))):
            box.setAccessibleName(name)
            box.setPlaceholderText(name)
            box.setToolTip(tr("{name}: 2025, 2025-08 or 2025-08-23", name=name))
        self.open_only.setText(tr("Open sources only"))
        self.open_only.setAccessibleName(tr("Open sources only"))

    def _publishers(self) -> list[tuple[str, str]]:
        project = self._session.project
        return [(name, name) for name in project.search.publishers()] if project is not None else []

    @property
    def narrowed(self) -> bool:
        return self.wanted() != SourceFilter()

    def wanted(self) -> SourceFilter:
        """What the boxes say; a date that is not finished asks for nothing yet."""
        return SourceFilter(
            languages=self.language.values,
            publishers=self.publisher.values,
            since=_date(self.since.text()),
            until=_date(self.until.text()),
            open_only=self.open_only.isChecked(),
        )


def _date(typed: str) -> str:
    return typed.strip() if _DATE.fullmatch(typed.strip()) else ""
