"""Why not a conflict: what comes near the chosen figure, and one key that makes two names of a thing the same."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QWidget

from workbench.core.actions import same
from workbench.core.model.changes import Changes
from workbench.core.model.figure import Field, Figure
from workbench.core.words import tr, trn
from workbench.gui.board.side import Side, quoted
from workbench.gui.cards import Card
from workbench.gui.models import wording
from workbench.gui.models.lookalikes import LookAlike, look_alikes
from workbench.gui.session import Session
from workbench.gui.spoken_keys import key_of


class LookAlikes(Side):
    """Worked out for the selected figure, and only while somebody looks."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, parent, tr("Look-alikes"))
        self.found: list[LookAlike] = []
        self.same = QPushButton(self, autoDefault=False)
        self.same.clicked.connect(self.make_same)
        self.column.addWidget(self.same)
        self.listen_to([Qt.Key.Key_Equal])
        self.key_pressed.connect(lambda _: self.make_same())
        self.cards.selectionModel().currentChanged.connect(lambda *_: self._show_same())
        self._later = QTimer(self, singleShot=True, interval=60)
        self._later.timeout.connect(self.reload)
        session.figure_selected.connect(self._stale)
        session.changed.connect(self._on_changes)
        session.project_closed.connect(self._stale)
        self.reload()

    def _on_changes(self, changes: Changes) -> None:
        if changes.touches("figure", "article", "rate"):
            self._stale()

    def _stale(self, *_: object) -> None:
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
        self._show_same()

    def say_keys(self) -> None:
        self._stale()

    def _chosen(self) -> LookAlike | None:
        """The look-alike that the list stands on; the only one where there is one."""
        card = self.cards.card_at(self.cards.currentIndex())
        number = card.id if card is not None else self.found[0].figure.id if len(self.found) == 1 else None
        return next((one for one in self.found if one.figure.id == number), None)

    def _show_same(self) -> None:
        """What the button and its key would do now."""
        one = self._chosen()
        field = same.field_to_join(one.judgement) if one is not None else None
        self.same.setText(_words_for(field))
        self.same.setToolTip(tr("Both names mean one thing, on every figure and in what is imported from now on."))
        self.same.setVisible(bool(self.found))
        self.same.setEnabled(field is not None and self._session.writable)

    def make_same(self) -> None:
        """The names that keep the two figures apart mean one thing: the chosen figure's name stands for both."""
        one, selected = self._chosen(), self._session.selected_figure
        if one is None or selected is None:
            self._session.say(tr("Choose a look-alike first."))
            return
        field = same.field_to_join(one.judgement)
        if field is None:
            self._session.say(tr("No name keeps these two apart: {reason}", reason=one.judgement.reason))
            return
        done = self._session.do(same.of_figures, selected, one.figure.id, field)
        if done is not None:
            changed = trn("{n} figure changed", "{n} figures changed", len(done.figures))
            self._session.say(
                tr(
                    "“{gone}” means “{kept}” from now on: {changed}. {undo} takes it back.",
                    gone=wording.term(done.gone),
                    kept=wording.term(done.kept),
                    changed=changed,
                    undo=key_of("edit.undo"),
                )
            )

    def show_card(self, number: int) -> None:
        selected = self._session.selected_figure
        one = next((one for one in self.found if one.figure.id == number), None)
        if selected is not None and one is not None:
            self._session.show_figures((selected, one.figure.id))
            self._session.say(one.judgement.reason)


def _words_for(field: Field | None) -> str:
    words = {
        Field.MEASURE: tr("Same measure (=)"),
        Field.SUBJECT: tr("Same subject (=)"),
        Field.ITEM: tr("Same item (=)"),
        Field.PLACE: tr("Same place (=)"),
    }
    return words[field] if field is not None else tr("The same (=)")


def _without(figure: Figure | None) -> str:
    if figure is None:
        return tr("Choose a figure to see which figures of other sources come near it, and why they are no conflict.")
    if not figure.measure and not figure.subject:
        return tr(
            "This figure says neither what it measures nor of whom: {key} chooses them.", key=key_of("figure.field")
        )
    return tr("No other source states anything like it.")


def _card(one: LookAlike) -> Card:
    sign = wording.RELATION_SIGNS.get(one.judgement.relation, "")
    name = one.source.label
    relation = f"{sign} {tr(wording.RELATIONS[one.judgement.relation])}".strip()
    return Card(
        id=int(one.figure.id),
        title=f"{relation} · {wording.amount_and_unit(one.figure)}",
        text=one.judgement.reason,
        badge=name if len(name) <= 24 else "",
        tip=quoted(one.figure, name),
    )
