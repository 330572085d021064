"""The figures that cannot all hold, and beside them those that only look so: why the chosen figure is no conflict."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from workbench.core.model.changes import Changes
from workbench.core.model.conflict import Conflict
from workbench.core.model.figure import Figure
from workbench.core.words import tr
from workbench.gui.cards import Card, CardList
from workbench.gui.fields.labels import ElidedLabel
from workbench.gui.models import wording
from workbench.gui.models.disagreements import Disagreements
from workbench.gui.models.lookalikes import LookAlike, look_alikes
from workbench.gui.session import Session
from workbench.gui.widgets import hint

QUOTES = 4  # shown in a card; the readers show the rest
FOLLOW = 180  # milliseconds of rest before what the arrow keys stand on is shown


class ConflictsPanel(QWidget):
    """Conflicts at the left, look-alikes of the selected figure at the right."""

    def __init__(self, session: Session, disagreements: Disagreements) -> None:
        super().__init__()
        self.list = ConflictList(session, disagreements, self)
        self.look_alikes = LookAlikes(session, self)
        split = QSplitter(Qt.Orientation.Horizontal, self, childrenCollapsible=False)
        split.addWidget(self.list)
        split.addWidget(self.look_alikes)
        split.setSizes([1000, 1000])
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 2, 4, 4)
        column.addWidget(split)
        self.setAccessibleName(tr("Conflicts"))
        self.setFocusProxy(self.list)


class _Side(QWidget):
    """A list of cards under a heading, or a sentence where there are none. Arrow keys show what they rest on."""

    def __init__(self, session: Session, parent: QWidget, name: str) -> None:
        super().__init__(parent)
        self._session = session
        self._heading = ElidedLabel(self)
        self._heading.set_whole(name)
        self._heading.setObjectName("hint")
        self.cards = CardList(self, name)
        self._empty: QLabel = hint(self, centred=True)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.cards)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 0, 2, 0)
        column.setSpacing(2)
        column.addWidget(self._heading)
        column.addLayout(self._stack, 1)
        self.setFocusProxy(self.cards)
        self._follow = QTimer(self, singleShot=True, interval=FOLLOW)
        self._follow.timeout.connect(lambda: self._open(self.cards.currentIndex()))
        self.cards.activated.connect(self._open)
        self.cards.clicked.connect(self._open)
        self.cards.selectionModel().currentChanged.connect(self._on_current)

    def _on_current(self, *_: object) -> None:
        if self.cards.hasFocus():
            self._follow.start()

    def _open(self, index: QModelIndex) -> None:
        self._follow.stop()
        card = self.cards.card_at(index)
        if card is not None:
            self.show_card(card.id)

    def show_card(self, number: int) -> None:
        """Shows in the readers what a card tells of."""
        raise NotImplementedError

    def _show(self, cards: list[Card], without: str) -> None:
        self.cards.cards.show(cards)
        self._empty.setText(without)
        self._stack.setCurrentWidget(self.cards if cards else self._empty)


class ConflictList(_Side):
    def __init__(self, session: Session, disagreements: Disagreements, parent: QWidget) -> None:
        super().__init__(session, parent, tr("Conflicts"))
        self._disagreements = disagreements
        disagreements.changed.connect(self.reload)
        self.reload()

    def reload(self) -> None:
        found = self._disagreements.all
        self._show([self._card(i, conflict) for i, conflict in enumerate(found)], self._without())

    def _without(self) -> str:
        project = self._session.project
        if project is None or len(project.articles.ids()) < 2:
            return tr("Conflicts need two sources. Import another one to hold them against each other.")
        return tr("Your sources do not contradict each other.")

    def _card(self, number: int, conflict: Conflict) -> Card:
        project = self._session.project
        assert project is not None  # without one there are no conflicts
        figures = project.figures.many(list(conflict.members[:QUOTES]))
        sources = {f.article_id: project.articles.without_text(f.article_id) for f in figures}
        lines = []
        for figure in figures:
            source = sources[figure.article_id]
            name = source.publisher.value or source.title.value or source.file_name
            lines.append(_quoted(figure, name))
        sign = wording.RELATION_SIGNS.get(conflict.relation, "")
        shared = [wording.term(key) for key in conflict.key if key]
        title = " · ".join([f"{sign} {tr(wording.RELATIONS[conflict.relation])}".strip(), *shared])
        return Card(id=number, title=title, text=conflict.reason, lines=tuple(lines), tip=conflict.reason)

    def show_card(self, number: int) -> None:
        if number >= len(self._disagreements.all):
            return
        conflict = self._disagreements.all[number]
        if conflict.members:
            self._session.show_figures(conflict.members[:2])
        elif conflict.article is not None:
            self._session.find_article(conflict.article)
        self._session.say(conflict.reason)


class LookAlikes(_Side):
    """Worked out for the selected figure, and only while somebody looks."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, parent, tr("Look-alikes"))
        self.found: list[LookAlike] = []
        self._later = QTimer(self, singleShot=True, interval=60)
        self._later.timeout.connect(self.reload)
        session.figure_selected.connect(lambda _: self._stale())
        session.changed.connect(self._on_changes)
        session.project_closed.connect(self._stale)
        self.reload()

    def _on_changes(self, changes: Changes) -> None:
        if changes.touches("figure", "article"):
            self._stale()

    def _stale(self) -> None:
        if self.isVisible():
            self._later.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._later.start(0)

    def reload(self) -> None:
        project, selected = self._session.project, self._session.selected_figure
        found = project.figures.many([selected]) if project is not None and selected is not None else []
        figure = found[0] if found else None
        self.found = look_alikes(project, figure) if project is not None and figure is not None else []
        self._heading.set_whole(
            tr("Look-alikes of “{quote}”", quote=wording.flat(figure.quote)) if figure else tr("Look-alikes")
        )
        self._show([_card(one) for one in self.found], _without(figure))

    def show_card(self, number: int) -> None:
        selected = self._session.selected_figure
        one = next((one for one in self.found if one.figure.id == number), None)
        if selected is not None and one is not None:
            self._session.show_figures((selected, one.figure.id))
            self._session.say(one.judgement.reason)


def _without(figure: Figure | None) -> str:
    if figure is None:
        return tr("Choose a figure to see which figures of other sources come near it, and why they are no conflict.")
    if not figure.measure and not figure.subject:
        return tr("This figure says neither what it measures nor of whom: F chooses them.")
    return tr("No other source states anything like it.")


def _quoted(figure: Figure, source: str) -> str:
    """The figure's words and whose they are."""
    return f"{tr('“{quote}”', quote=wording.flat(figure.quote))} — {source}"


def _card(one: LookAlike) -> Card:
    sign = wording.RELATION_SIGNS.get(one.judgement.relation, "")
    name = one.source.label
    relation = f"{sign} {tr(wording.RELATIONS[one.judgement.relation])}".strip()
    return Card(
        id=int(one.figure.id),
        title=f"{relation} · {wording.amount_and_unit(one.figure)}",
        text=one.judgement.reason,
        badge=name if len(name) <= 24 else "",
        tip=_quoted(one.figure, name),
    )
