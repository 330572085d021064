"""The tray of figures that were not found again in the newest version of their source: placed, set aside, or left."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from workbench.core.model.changes import Changes
from workbench.core.model.figure import Figure, FigureId
from workbench.core.words import tr, trn
from workbench.gui import theme
from workbench.gui.cards import Card, CardList
from workbench.gui.models import wording
from workbench.gui.session import Session
from workbench.gui.spoken_keys import key_of
from workbench.gui.two_parts import TwoParts
from workbench.gui.widgets import WhenSeen, hint, scrolled

MOST = 2000  # cards shown; nobody looks through more


class OrphansPanel(QWidget):
    """`place_wanted` asks to put the chosen figure on the words selected in a reader, `difference_wanted` to show how
    its source changed. Below the orphans stand figures that were found again, but less than surely."""

    place_wanted = Signal()
    difference_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._figures: dict[FigureId, Figure] = {}
        self._names: dict[int, str] = {}
        self.list = CardList(self, tr("Figures not found again"))
        self.quote = QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.RichText)
        self.place, self.reject, self.reject_open, self.difference = (QPushButton(self) for _ in range(4))
        self._count = hint(self)
        self._seen = WhenSeen(self, self.reload, pause=60)
        self._build()
        self._connect()
        self.setFocusProxy(self.list)
        self._say_words()

    def _build(self) -> None:
        body = QWidget(self)
        inner = QVBoxLayout(body)
        inner.addWidget(self.quote)
        inner.addStretch(1)
        buttons, apart = (self.place, self.reject, self.difference), (self.reject_open,)
        self._parts = TwoParts(self, self._count, self.list, scrolled(body, self), buttons=buttons, apart=apart)

    def _connect(self) -> None:
        self.list.selectionModel().currentChanged.connect(lambda *_: self._on_chosen())
        self.list.activated.connect(lambda _: self._select())
        self.list.clicked.connect(lambda _: self._select())
        self.place.clicked.connect(self._place)
        self.reject.clicked.connect(self._reject)
        self.reject_open.clicked.connect(self._reject_open)
        self.difference.clicked.connect(self._difference)
        session = self._session
        session.changed.connect(self._on_changes)
        session.project_opened.connect(self.reload)
        session.project_closed.connect(self.reload)

    def _say_words(self) -> None:
        self.setAccessibleName(tr("Not found again"))
        self.place.setText(tr("Place on the selection"))
        self.reject.setText(tr("Reject"))
        self.difference.setText(tr("Show the changes"))
        self.reject_open.setText(tr("Reject all open"))
        self.reject_open.setToolTip(tr("Those that nobody has accepted, in one step"))
        self.reload()

    # what is shown

    def _on_changes(self, changes: Changes) -> None:
        if changes.touches("article", "figure", "article_version"):
            self._seen.ask()

    def reload(self) -> None:
        from workbench.core.actions import versions

        self._seen.done()
        project = self._session.project
        lost = versions.orphans(project) if project is not None else []
        unsure = versions.doubtful(project) if project is not None else []
        self._names = {one.id: one.title for one in project.versions.names()} if project is not None else {}
        self._figures = {figure.id: figure for figure in (*lost, *unsure)[:MOST]}
        self.list.cards.show([self._card(figure) for figure in self._figures.values()])
        said = [
            trn("{n} not found again", "{n} not found again", len(lost)) if lost else "",
            trn("{n} found again with doubt", "{n} found again with doubt", len(unsure)) if unsure else "",
        ]
        self._count.setText(", ".join(part for part in said if part))
        self._parts.say_empty("" if self._figures else self._nothing())
        self.reject_open.setVisible(any(not f.status.settled for f in lost))
        self._on_chosen()

    def _nothing(self) -> str:
        if self._session.project is None:
            return tr("Figures that a newer version of a source no longer states are kept here.")
        return tr("Every figure was found again in the newest version of its source.")

    def _card(self, figure: Figure) -> Card:
        status = f"{wording.STATUS_SIGNS[figure.status]} {tr(wording.STATUSES[figure.status])}"
        where = self._names.get(figure.article_id, "")
        version = tr("version {n}", n=figure.version) if figure.orphan else tr("found again with doubt")
        score = figure.anchor_score
        return Card(
            id=int(figure.id),
            title=" ".join(figure.quote.split()),
            lines=(" · ".join(part for part in (status, where, version) if part),),
            badge=f"{score * 100:.0f} %" if score is not None and not figure.orphan else "",
            colour="unit_missing",
            faded=not figure.orphan,
        )

    def chosen(self) -> Figure | None:
        card = self.list.card_at(self.list.currentIndex())
        return self._figures.get(FigureId(card.id)) if card is not None else None

    def _on_chosen(self) -> None:
        figure, writable = self.chosen(), self._session.writable
        self.place.setEnabled(writable and figure is not None and figure.orphan)
        self.reject.setEnabled(writable and figure is not None)
        self.difference.setEnabled(figure is not None)
        self._show_quote(figure)
        if self.list.hasFocus():
            self._select()

    def _show_quote(self, figure: Figure | None) -> None:
        """The words around the figure in the version that it is of. They are a stranger's: escaped, never trusted."""
        from workbench.core.actions import versions

        project = self._session.project
        if figure is None or project is None:
            self.quote.setText(
                escape(tr("Choose a figure to see where it stood. To place it, select its words in the reader."))
                if self._figures
                else ""
            )
            return
        before, quote, behind = versions.context(project, figure)
        marked = f'<span style="background:{theme.of(self).current}"><b>{escape(quote)}</b></span>'
        self.quote.setText(f"{escape(before)}{marked}{escape(behind)}".replace("\n", "<br>"))
        self.quote.setAccessibleName(f"{before}{quote}{behind}")

    # what is done

    def _select(self) -> None:
        """The form shows the figure, a reader its source."""
        figure = self.chosen()
        if figure is not None:
            self._session.select_figure(figure.id)

    def _place(self) -> None:
        self._select()
        self.place_wanted.emit()

    def _difference(self) -> None:
        figure = self.chosen()
        if figure is not None:
            self._session.select_article(figure.article_id)
            self.difference_wanted.emit()

    def _reject(self) -> None:
        from workbench.core.actions import reviewing

        figure = self.chosen()
        if figure is not None:
            self._session.do(reviewing.reject, [figure.id])

    def _reject_open(self) -> None:
        from workbench.core.actions import reviewing

        ids = [figure.id for figure in self._figures.values() if figure.orphan and not figure.status.settled]
        if self._session.do(reviewing.reject, ids) is not None:
            self._session.say(
                trn(
                    "{n} figure rejected. {undo} undoes it.",
                    "{n} figures rejected. {undo} undoes it.",
                    len(ids),
                    undo=key_of("edit.undo"),
                )
            )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_change(event):
            self._show_quote(self.chosen())
