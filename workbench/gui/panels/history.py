"""The steps taken in this project, newest first: looked through, searched, gone back to, taken back one by one."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QDateTime, QLocale, QTimer
from PySide6.QtWidgets import (
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from workbench.core.model.changes import Changes
from workbench.core.words import language, tr, trn
from workbench.gui.cards import Card, CardList
from workbench.gui.fields.filter_line import FilterLine
from workbench.gui.session import Session
from workbench.gui.two_parts import TwoParts

PAGE = 200  # steps fetched at once; the next ones when the end is in sight
_START = 0  # the row of before everything
_MANY = 12  # later steps that are named; more than that nobody reads
_PAUSE = 160  # milliseconds of quiet before typed words search


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
        self._cards: list[Card] = []
        self._whole = False  # whether the oldest step is among the cards
        self.words = FilterLine(self)
        self.list = CardList(self, tr("Steps, newest first"))
        self.details = QPlainTextEdit(self, readOnly=True)
        self.go, self.revert, self.revert_too = (QPushButton(self) for _ in range(3))
        self._later = QTimer(self, singleShot=True, interval=60)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._build()
        self._connect()
        self.setFocusProxy(self.list)
        self._say_words()

    def _build(self) -> None:
        self.details.setTabChangesFocus(True)
        self.revert_too.hide()
        buttons = (self.go, self.revert, self.revert_too)
        self._parts = TwoParts(self, self.words, self.list, self.details, buttons=buttons)

    def _connect(self) -> None:
        self._later.timeout.connect(self.reload)
        self._pause.timeout.connect(self.reload)
        self.words.textChanged.connect(lambda _: self._pause.start())
        self.words.returnPressed.connect(self.list.setFocus)
        self.list.activated.connect(lambda _: self.go_there())
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show_details())
        self.list.verticalScrollBar().valueChanged.connect(lambda _: self._more_if_needed())
        self.go.clicked.connect(self.go_there)
        self.revert.clicked.connect(self.revert_chosen)
        self.revert_too.clicked.connect(lambda: self.revert_chosen(too=True))
        session = self._session
        session.changed.connect(self._on_changes)
        session.project_opened.connect(self.reload)
        session.project_closed.connect(self.reload)

    def _say_words(self) -> None:
        self.setAccessibleName(tr("History"))
        self.words.name(tr("Search the steps"))
        self.list.setToolTip(tr("Enter goes back or forward to just after the step"))
        self.details.setAccessibleName(tr("What the step changed"))
        self.go.setText(tr("Go to just after it"))
        self.revert.setText(tr("Revert this step alone"))
        self.revert_too.setText(tr("Revert those too"))
        self.reload()

    # the list

    def _on_changes(self, _changes: Changes) -> None:
        self._later.start()

    def reload(self) -> None:
        """The newest steps again, as many as were shown."""
        count, chosen = max(len(self._cards), PAGE), self._chosen()
        self._cards, self._whole = [], self._session.project is None
        self._cards = self._fetch(count)
        self.list.cards.show(self._cards)
        index = self.list.cards.index_of(chosen.id if chosen is not None else None)
        if index.isValid():
            self.list.setCurrentIndex(index)
        self._parts.say_empty("" if self._cards else self._nothing())
        self._show_details()

    def _fetch(self, count: int) -> list[Card]:
        """So many older steps; behind the oldest one the empty project."""
        project = self._session.project
        if project is None or self._whole:
            return []
        before = self._cards[-1].id if self._cards else None
        steps = project.history.steps(count, before=before, words=self.words.text())
        cards = [
            Card(
                id=step.id,
                title=step.name,
                lines=(" · ".join(part for part in (step.author, when(step.at), f"№ {step.id}") if part),),
                badge=tr("undone") if step.undone else "",
                faded=step.undone,
            )
            for step in steps
        ]
        self._whole = len(steps) < count
        if self._whole and not self.words.text().strip():
            cards.append(Card(id=_START, title=tr("The empty project")))
        return cards

    def _nothing(self) -> str:
        if self._session.project is None:
            return tr("The steps of a project are listed here. Open a project, or make one.")
        return tr("No step has these words. Clear the line above to see all.")

    def _more_if_needed(self) -> None:
        bar = self.list.verticalScrollBar()
        if not self._whole and self._cards and bar.value() >= bar.maximum() - bar.pageStep():
            more = self._fetch(PAGE)
            self._cards += more
            self.list.cards.append(more)

    def _chosen(self) -> Card | None:
        return self.list.card_at(self.list.currentIndex())

    # one step

    def _show_details(self) -> None:
        card, project = self._chosen(), self._session.project
        real = card is not None and card.id != _START and project is not None
        self.revert_too.hide()
        self.go.setEnabled(card is not None and self._session.writable)
        self.revert.setEnabled(real and self._session.writable and card is not None and not card.faded)
        if not real or card is None or project is None:
            self.details.setPlainText(tr("Choose a step to see what it changed.") if self._cards else "")
            return
        from workbench.core.actions import telling

        lines = [card.title, *card.lines, ""]
        for one in telling.told(project, card.id):
            lines.append(one.what)
            lines += [f"    {name}: {before or '—'} → {after or '—'}" for name, before, after in one.fields]
        self.details.setPlainText("\n".join(lines))

    def revert_chosen(self, *, too: bool = False) -> None:
        """Takes the chosen step back alone; where others stand on it they are named, and may go along."""
        card, project = self._chosen(), self._session.project
        if card is None or card.id == _START or project is None or not self._session.writable:
            self._session.say(tr("Choose a step of the history first."))
            return
        from workbench.core.actions import reverting

        later = project.history.dependents(card.id)
        if later and not too:
            self._name(later_names=[f"№ {one.id}  {one.name}  ({when(one.at)})" for one in later])
            return
        done = self._session.do(reverting.revert, card.id, too=too)
        if done:
            self._session.say(
                trn("Reverted: {step}", "Reverted: {step} and {others} later", len(done), step=card.title,
                    others=len(done) - 1)
            )  # fmt: skip

    def _name(self, later_names: list[str]) -> None:
        """Says what stands on the chosen step, in the place of its details."""
        from workbench.core.actions.reverting import MOST

        lines = [tr("Later steps stand on this one, so it cannot be taken back alone:"), "", *later_names[:_MANY]]
        if len(later_names) > _MANY:
            lines.append(trn("and {n} more", "and {n} more", len(later_names) - _MANY))
        self.details.setPlainText("\n".join(lines))
        self.revert_too.setVisible(len(later_names) <= MOST)
        (self.revert_too if not self.revert_too.isHidden() else self.details).setFocus()

    def go_there(self) -> None:
        """Undoes or redoes until the chosen step is the last that holds; stopped, it stays where it is by then."""
        card, project = self._chosen(), self._session.project
        if card is None or project is None or not self._session.writable:
            return
        steps = project.history.travel(card.id)
        self._session.jobs.run_here(steps, title=tr("Going to the step"), on_failed=self._session.fail)
