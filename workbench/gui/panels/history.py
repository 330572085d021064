"""The steps taken in this project, newest first; choosing one goes back or forward to just after it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QDateTime, QLocale, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.core.model.changes import Changes
from workbench.core.words import language, tr
from workbench.gui.cards import Card, CardList
from workbench.gui.session import Session

LIMIT = 500
_START = 0  # the row of before everything


def when(iso: str) -> str:
    """A time of the log in the clock and the words of here."""
    if not iso:
        return ""
    local = QDateTime.fromSecsSinceEpoch(int(datetime.fromisoformat(iso).timestamp()))
    return QLocale(language()).toString(local, "d MMM yyyy, HH:mm")


class HistoryPanel(QWidget):
    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._list = CardList(self, tr("Steps, newest first"))
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(self._list)
        self._later = QTimer(self, singleShot=True, interval=60)
        self._later.timeout.connect(self.reload)
        self._list.activated.connect(lambda index: self._go(self._list.card_at(index)))
        self._list.clicked.connect(lambda index: self._go(self._list.card_at(index)))
        session.changed.connect(self._on_changes)
        session.project_opened.connect(self.reload)
        session.project_closed.connect(self.reload)
        self.setFocusProxy(self._list)
        self._say_words()

    def _say_words(self) -> None:
        self.setAccessibleName(tr("History"))
        self._list.setToolTip(tr("Choose a step to go back or forward to just after it"))
        self.reload()

    def _on_changes(self, _changes: Changes) -> None:
        self._later.start()

    def reload(self) -> None:
        project = self._session.project
        if project is None:
            self._list.cards.show([])
            return
        steps = sorted(project.history.steps(LIMIT), key=lambda step: step.id, reverse=True)
        cards = [
            Card(
                id=step.id,
                title=step.name,
                lines=(" · ".join(part for part in (step.author, when(step.at)) if part),),
                badge=tr("undone") if step.undone else "",
                faded=step.undone,
            )
            for step in steps
        ]
        if len(steps) < LIMIT:
            cards.append(Card(id=_START, title=tr("The empty project")))
        self._list.cards.show(cards)

    def _go(self, card: Card | None) -> None:
        """Undoes or redoes one by one until the chosen step is the last that holds."""
        project = self._session.project
        if card is None or project is None or not self._session.writable:
            return
        steps = project.history.steps(LIMIT)
        for _ in [s for s in steps if s.id > card.id and not s.undone]:
            self._session.undo()
        for _ in [s for s in steps if s.id <= card.id and s.undone]:
            self._session.redo()
