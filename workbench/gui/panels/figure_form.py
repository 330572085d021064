"""The figure's form: every field with what it rests on; corrections are saved together, as one history step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from workbench.core.actions import evidence, reviewing
from workbench.core.model.article import ArticleId
from workbench.core.model.changes import Changes
from workbench.core.model.figure import Field, Figure, FigureId
from workbench.core.model.span import Span
from workbench.core.words import tr, trn
from workbench.gui import teaching
from workbench.gui.fields import drafts
from workbench.gui.fields.boxes import FieldRow, Words, quietly
from workbench.gui.fields.form_body import FormBody
from workbench.gui.fields.picker import FieldPicker
from workbench.gui.fields.suggestions import Suggestion, suggestions
from workbench.gui.fields.values import boxes_of
from workbench.gui.messages import Message
from workbench.gui.session import Session
from workbench.gui.spoken_keys import key_of, with_key
from workbench.gui.widgets import scrolled

_LEAST = 244  # pixels: the form's boxes stay readable beside two readers on a small screen
Selection = tuple[ArticleId, Span]


class FigureForm(QWidget):
    """Signals: `evidence_hovered(Span | None)` and `evidence_wanted(Span)`, in the text of the figure's article;
    `typed()` when something was typed. `selection` gives what is selected in the readers."""

    evidence_hovered = Signal(object)
    evidence_wanted = Signal(object)
    typed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._figure: Figure | None = None
        self._baseline: dict[str, str] = {}
        self._drafts: drafts.Drafts = {}  # typed but not saved, by figure: nothing typed is lost
        self._pointed: dict[Field, Span] = {}  # what was said of the present figure's evidence: its values keep it
        self.selection: Callable[[], Selection | None] = lambda: None
        self._body = FormBody(self._offer, self)
        self.boxes, self.rows = self._body.boxes, self._body.rows
        self._unsaved = QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.PlainText, indent=8)
        self._save = QPushButton(self)
        self._revert = QPushButton(self)
        self._empty = QLabel(self, alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True, margin=16)
        self._stack = QStackedWidget(self)
        self.picker = FieldPicker(session, self)
        self._build()
        self._connect()
        self.retranslate()
        self.show_figure(session.selected_figure)

    def _build(self) -> None:
        self._stack.setMinimumWidth(_LEAST)  # not the form's own: its buttons may need more in other words
        self._stack.addWidget(scrolled(self._body, self))
        self._stack.addWidget(self._empty)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(8, 4, 8, 6)
        buttons.addStretch(1)
        buttons.addWidget(self._revert)
        buttons.addWidget(self._save)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack, 1)
        outer.addWidget(self._unsaved)  # a line of its own: beside the buttons it would widen the form
        outer.addLayout(buttons)
        for label in (self._unsaved, self._empty):
            label.setObjectName("hint")
        self.setFocusProxy(self.boxes["low"])
        self._body.order_tabs([self._revert, self._save])

    def _connect(self) -> None:
        session = self._session
        session.figure_selected.connect(self.show_figure)
        session.changed.connect(self._on_changes)
        session.project_closed.connect(self._forget_drafts)
        for name, row in self.rows.items():
            row.edited.connect(lambda r=row: self._on_edited(r))
            row.hovered.connect(self.evidence_hovered)
            row.evidence_wanted.connect(self.evidence_wanted)
            row.point_wanted.connect(lambda n=name: self.point(Field(n)))
            row.offer_taken.connect(lambda n=name: self.take_words(Field(n)))
        self._body.take_unit.clicked.connect(self._take_unit)
        self._save.clicked.connect(self.save)
        self._revert.clicked.connect(self.revert)

    def retranslate(self) -> None:
        self.setAccessibleName(tr("Figure"))
        self._body.retranslate()
        self._save.setText(tr("Save"))
        self._revert.setText(tr("Revert"))
        self.picker.retranslate()
        self.say_keys()

    def say_keys(self) -> None:
        self._save.setToolTip(tr("{key}, from any box", key=key_of("figure.save")))
        leave = tr("{key}: leave the form; what was not saved is as it was", key=key_of("figure.leave"))
        self._revert.setToolTip(leave)
        self.reload()

    # showing

    def show_figure(self, figure_id: FigureId | None) -> None:
        """Shows a figure; what was typed for another one is kept for when it comes back."""
        self._keep_draft()
        self._pointed = {}
        self._fetch(figure_id)

    def _fetch(self, figure_id: FigureId | None) -> None:
        project = self._session.project
        found = project.figures.many([figure_id]) if project is not None and figure_id is not None else []
        self._figure = found[0] if found else None
        self.reload()

    def reload(self) -> None:
        """The present figure again, as the project has it, with what was typed for it."""
        figure = self._figure
        self._stack.setCurrentIndex(1 if figure is None else 0)
        self._empty.setText(self._what_to_do())
        for button in (self._save, self._revert):
            button.setVisible(figure is not None)
        if figure is None:
            self._unsaved.setVisible(False)
            self._session.set_unsaved("form", bool(self._drafts))
            return
        self._baseline = boxes_of(figure)
        self._show_values({**self._baseline, **self._drafts.get(figure.id, {})})
        text = self._text(figure)
        self._body.show_evidence(figure)
        self._body.head.show_figure(figure, text)
        self._body.show_borrowed(figure, text, writable=self._session.writable)
        self._show_offers(figure, text)
        for box in self.boxes.values():
            box.setEnabled(self._session.writable)
        for row in self.rows.values():
            row.point.setEnabled(self._session.writable)
        self._show_state()

    def _what_to_do(self) -> str:
        if self._session.project is None:
            return tr("Open a project to settle its figures.")
        return tr(
            "No figure is chosen.\n\nClick one in a text or in the queue, or press {key} to go to the next.",
            key=key_of("go.next_figure"),
        )

    def _show_values(self, values: dict[str, str]) -> None:
        for name, value in values.items():
            quietly(self.boxes[name], value)
        for row in self.rows.values():
            row.content()
        self._body.show_bounds()
        self._body.explain()

    def _show_offers(self, figure: Figure, text: str) -> None:
        """Words that a field was just pointed to, where they say something else than its box."""
        for name, row in self.rows.items():
            span = self._pointed.get(Field(name)) if name in list(Field) else None
            words = span.of(text) if span is not None else ""
            value = evidence.readable(Field(name), words) if words else None
            new = value is not None and value != getattr(figure, name)
            offered = tr("Take “{words}” as the value", words=" ".join(words.split()))
            row.offer(with_key(offered, "figure.take_words") if new else "")

    def _text(self, figure: Figure) -> str:
        assert self._session.project is not None
        return self._session.project.versions.text(figure.article_id, figure.version)

    def _on_changes(self, changes: Changes) -> None:
        figure = self._figure
        if figure is None:
            return
        new_text = int(figure.article_id) in changes.ids("article")  # it may not have been found again in it
        if figure.id in changes.ids("figure") or changes.touches("note") or new_text:
            self._keep_draft()
            self._fetch(figure.id)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.reload()

    # what a field rests on

    def point_here(self) -> None:
        """The field that has the focus comes from the words selected in the readers."""
        field = self._body.field_with(QApplication.focusWidget())
        if field is None:
            self._session.say(tr("This box does not rest on words of the text. Go to another one first."))
        else:
            self.point(field)

    def point(self, field: Field) -> None:
        """The field comes from the words selected in the text of its figure: one step."""
        chosen = self._chosen()
        if chosen is None or self._figure is None:
            return
        self._pointed[field] = chosen
        if self._session.do(evidence.point, self._figure.id, field, chosen) is None:
            del self._pointed[field]
        else:
            label = self._body.label_of(field.value)
            undo = key_of("edit.undo")
            said = tr("“{field}” comes from the selected words now. {undo} takes it back.", field=label, undo=undo)
            self._session.say(said)

    def _chosen(self) -> Span | None:
        """The selected words, if they are of the figure's source; else None, and why."""
        figure, selected = self._figure, self.selection()
        if figure is None or not self._session.writable:
            return None
        if selected is None:
            self._session.say(tr("Select the words in the text that the field comes from first."))
        elif selected[0] != figure.article_id:
            self._session.say(tr("The selected words stand in another source than the figure."))
        else:
            return selected[1]
        return None

    def take_words_here(self) -> None:
        """Takes what is offered in the row that has the focus."""
        field = self._body.field_with(QApplication.focusWidget())
        if field is not None and field in self._pointed:
            self.take_words(field)
        else:
            said = tr(
                "No words are offered here. Select some in the text, then press {key}.", key=key_of("figure.point")
            )
            self._session.say(said)

    def take_words(self, field: Field) -> None:
        """The words that a field was pointed to become its value: one step."""
        figure, span = self._figure, self._pointed.pop(field, None)
        if figure is None or span is None:
            return
        self._baseline[field.value] = self.boxes[field.value].value()  # what was typed there gives way
        self._session.do(evidence.take, figure.id, field, span)
        self._fetch(figure.id)

    # typing

    def _offer(self, name: str) -> list[Suggestion]:
        project = self._session.project
        return suggestions(project, Field(name)) if project is not None else []

    def _typed(self) -> dict[str, str]:
        """What differs from the project, by box."""
        if self._figure is None:
            return {}
        return {name: box.value() for name, box in self.boxes.items() if box.value() != self._baseline[name]}

    @property
    def dirty(self) -> bool:
        return bool(self._typed())

    def _keep_draft(self) -> None:
        if self._figure is not None and self._baseline:
            draft = self._typed()
            if draft:
                self._drafts[self._figure.id] = draft
            else:
                self._drafts.pop(self._figure.id, None)

    def state(self) -> list[dict[str, Any]]:
        """What is typed but not saved, for the next start of a program that was killed."""
        self._keep_draft()
        return drafts.kept(self._drafts, self._session.project)

    def show_state(self, kept: Any) -> None:
        """Puts what was typed back into the boxes, unsaved, and says so."""
        found = drafts.found(kept, self._session.project, self.boxes)
        if not found or not self._session.writable:
            return
        self._drafts = {**found, **self._drafts}
        self.reload()
        first = next(iter(found))
        text = trn(
            "What was typed for {n} figure was not saved when the program ended. It is back in the form.",
            "What was typed for {n} figures was not saved when the program ended. It is back in the form.",
            len(found),
        )
        show = lambda: self._session.select_figure(first)  # noqa: E731 - a button's act
        self._session.tell(Message(text=text, act_text=tr("Show"), act=show, topic="drafts"))

    def _forget_drafts(self) -> None:
        self._drafts.clear()
        self._session.set_unsaved("form", False)

    def _on_edited(self, row: FieldRow) -> None:
        row.content()
        self._body.show_bounds()
        self._body.explain()
        self._show_state()
        self.typed.emit()

    def _show_state(self) -> None:
        dirty = self.dirty
        self._unsaved.setText(tr("Not saved yet: {key} saves", key=key_of("figure.save")) if dirty else "")
        self._unsaved.setVisible(dirty)
        self._save.setEnabled(dirty and self._session.writable)
        self._revert.setEnabled(dirty)
        here = self._figure.id if self._figure is not None else None
        self._session.set_unsaved("form", dirty or any(figure != here for figure in self._drafts))

    # saving

    def begin(self, name: str = "low") -> None:
        """Puts the focus into a box."""
        if self._figure is None:
            self._session.say(tr("Choose a figure first: {key} goes to the next one.", key=key_of("go.next_figure")))
            return
        box = self.boxes[name]
        box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if isinstance(box, Words):
            box.selectAll()

    def revert(self) -> None:
        """The fields as the project has them."""
        if self._figure is not None:
            self._drafts.pop(self._figure.id, None)
            self._show_values(self._baseline)
            self._show_state()

    def save(self) -> bool:
        """Saves what was typed as one step; False when something typed cannot be understood."""
        figure = self._figure
        if figure is None:
            return False
        values, wrong = self._body.read(figure, self._typed())
        if wrong:
            self.rows[wrong[0]].parts[0].setFocus()
            return False
        if not values:
            self._session.say(tr("Nothing was changed."))
            return True
        self._drafts.pop(figure.id, None)
        self._baseline = {**self._baseline, **self._typed()}  # what is saved is no draft
        values |= self._pointed_evidence(figure, values)
        if teaching.correct(self._session, figure.id, **values) is None:
            self._baseline = boxes_of(figure)
            self._show_state()
            return False
        return True

    def _pointed_evidence(self, figure: Figure, values: dict[str, Any]) -> dict[str, Any]:
        """A value typed for a field that was just pointed to its words rests on them; other old evidence goes."""
        if not any(field.value in values for field in self._pointed):
            return {}
        kept = {
            field: span
            for field, span in figure.evidence.items()
            if field.value not in values or field in self._pointed or field is Field.AMOUNT
        }
        return {"evidence": kept}

    def keep_typed(self) -> bool:
        """Saves what was typed for any figure, each figure's as one step. False where something cannot be saved: that
        figure is shown, with what is wrong beside its box; Esc forgets it."""
        self._keep_draft()
        project = self._session.project
        for figure_id in list(self._drafts):
            if project is None or not project.figures.many([figure_id]):
                del self._drafts[figure_id]  # its figure is gone: nothing is left to write it on
                continue
            self._session.select_figure(figure_id)
            if not self.save():
                forget = key_of("figure.leave")
                said = tr("One box cannot be saved. Correct it, or press {key} to forget what was typed.", key=forget)
                self._session.say(said)
                return False
        return True

    def _take_unit(self) -> None:
        if self._figure is not None:
            self._session.do(reviewing.take_unit, [self._figure.id])

    def choose_field(self, over: QWidget) -> None:
        """Opens the picker over a widget."""
        if self._figure is not None and self._session.writable:
            self.picker.open_over(over, self._figure)
