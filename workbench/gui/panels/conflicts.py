"""The figures that cannot all hold: each conflict with its reason and its quotes; Enter shows both in the readers."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QStackedLayout, QWidget

from workbench.core.model.conflict import Conflict
from workbench.core.words import tr
from workbench.gui.cards import Card, CardList
from workbench.gui.models import wording
from workbench.gui.models.disagreements import Disagreements
from workbench.gui.session import Session
from workbench.gui.widgets import hint

QUOTES = 4  # shown in a card; the readers show the rest


class ConflictsPanel(QWidget):
    def __init__(self, session: Session, disagreements: Disagreements) -> None:
        super().__init__()
        self._session = session
        self._disagreements = disagreements
        self._list = CardList(self, tr("Conflicts"))
        self._empty = hint(self, tr("No conflict: the figures of all sources can hold together."), centred=True)
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(4, 4, 4, 4)
        self._stack.addWidget(self._list)
        self._stack.addWidget(self._empty)
        self.setAccessibleName(tr("Conflicts"))
        self.setFocusProxy(self._list)
        self._list.activated.connect(self._open)
        self._list.clicked.connect(self._open)
        disagreements.changed.connect(self.reload)
        self.reload()

    def reload(self) -> None:
        found = self._disagreements.all
        self._list.cards.show([self._card(i, conflict) for i, conflict in enumerate(found)])
        self._stack.setCurrentWidget(self._list if found else self._empty)

    def _card(self, number: int, conflict: Conflict) -> Card:
        project = self._session.project
        assert project is not None  # without one there are no conflicts
        figures = project.figures.many(list(conflict.members[:QUOTES]))
        sources = {f.article_id: project.articles.without_text(f.article_id) for f in figures}
        lines = [conflict.reason]
        for figure in figures:
            source = sources[figure.article_id]
            name = source.publisher.value or source.title.value or source.file_name
            lines.append(f"{name}: “{' '.join(figure.quote.split())}”")
        sign = wording.RELATION_SIGNS.get(conflict.relation, "")
        shared = [wording.term(key) for key in conflict.key if key]
        title = " · ".join([f"{sign} {tr(wording.RELATIONS[conflict.relation])}".strip(), *shared])
        return Card(id=number, title=title, lines=tuple(lines), tip=conflict.reason)

    def _open(self, index: QModelIndex) -> None:
        card = self._list.cards.card(index)
        if card is None or card.id >= len(self._disagreements.all):
            return
        conflict = self._disagreements.all[card.id]
        if conflict.members:
            self._session.show_figures(conflict.members[:2])
        elif conflict.article is not None:
            self._session.show_article(conflict.article)
        self._session.say(conflict.reason)
