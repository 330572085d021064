"""Registers joined to the window: figures and words go into a record by a key, a value leads to its words."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from workbench.core.model.article import ArticleId
from workbench.core.model.record_view import RecordView, ValueView
from workbench.core.model.register import Evidence, RecordId
from workbench.core.model.span import Span
from workbench.core.words import tr
from workbench.gui.models import wording
from workbench.gui.registers.dossier import DossierWindow
from workbench.gui.registers.filing import Filing, Taken
from workbench.gui.registers.suggested import Suggested, Suggestion
from workbench.gui.registers.types import TypesDialog
from workbench.gui.spoken_keys import key_of

if TYPE_CHECKING:
    from workbench.gui.window import Window


class Registers(QObject):
    """Windows of registers are made when they are first asked for."""

    def __init__(self, window: Window) -> None:
        super().__init__(window.desk)
        self._window, self._session, self._desk = window, window.session, window.desk
        self._panel = window.registers
        self._panel.place_wanted.connect(self.show_value)
        self._panel.dossier_wanted.connect(lambda view: self.dossier.open_on(record=view.record.id))
        self._panel.suggestions_wanted.connect(self._suggest_records)
        self._panel.values_wanted.connect(self._suggest_values)

    @cached_property
    def filing(self) -> Filing:
        made = Filing(self._session, self._window)
        self._desk.destroyed.connect(made.deleteLater)
        made.took.connect(self._took)
        return made

    @cached_property
    def suggested(self) -> Suggested:
        made = Suggested(self._session, self._window)
        self._desk.destroyed.connect(made.deleteLater)
        made.place_wanted.connect(self._show_suggested)
        return made

    @cached_property
    def dossier(self) -> DossierWindow:
        made = DossierWindow(self._session, self._window)
        self._desk.destroyed.connect(made.deleteLater)
        made.figures_wanted.connect(self._session.show_figures)
        made.record_wanted.connect(self._show_record)
        return made

    # into a record

    def file_here(self) -> None:
        """The selected words, else the current figure, into a record."""
        pane, project = self._desk.active, self._session.project
        if project is None or not self._session.writable:
            return
        selected = pane.reader.selection() if pane.view.hasFocus() else None
        if selected is not None and len(selected) and pane.article_id is not None:
            words = wording.flat(selected.of(pane.reader.text))
            self.filing.open_over(self._desk, Taken(Evidence.words(pane.article_id, selected), words))
            return
        figure = self._session.selected_figure
        found = project.figures.many([figure]) if figure is not None else []
        if found:
            taken = Taken(Evidence.figure(found[0].id), wording.flat(found[0].quote), found[0])
            self.filing.open_over(self._desk, taken)
        else:
            said = tr("Select words or choose a figure, then press {key}.", key=key_of("figure.file"))
            self._session.say(said)

    def _took(self, record: RecordId) -> None:
        project = self._session.project
        if project is not None:
            name = project.registers.get(record).name
            self._session.say(tr("Taken into “{name}”. {undo} takes it back.", name=name, undo=key_of("edit.undo")))
            self._panel.show_record(record)

    def _show_record(self, record: RecordId) -> None:
        self._panel.show_record(record)
        self._window.focus_part("registers")

    # to the words

    def show_value(self, value: ValueView) -> None:
        """The figure, or the stretch of text, that a value rests on."""
        if value.figure is not None:
            self._session.select_figure(value.figure.id)
        elif value.article is not None and value.span is not None and value.current:
            self._show_stretch(value.article, value.span)
        else:
            self._session.say(tr("The words of this value do not stand in the present version of its source."))
            return
        self._desk.focus_reader(self._desk.panes.index(self._desk.active))

    def _show_suggested(self, one: Suggestion) -> None:
        self._show_stretch(one.article, one.span)

    def _show_stretch(self, article: ArticleId, span: Span) -> None:
        self._session.find_article(article)
        pane = self._desk.active
        pane.reader.reveal(span)
        pane.reader.select(span)

    # other windows

    def _suggest_records(self, key: str) -> None:
        project = self._session.project
        if project is not None and key:
            self.suggested.for_type(key, tr(project.registers.type(key).title))

    def _suggest_values(self, view: RecordView) -> None:
        self.suggested.for_record(view)

    def show_types(self) -> None:
        """Of the register that the panel shows."""
        TypesDialog(self._session, self._window, self._panel.type_key).show()

    def show_dossier(self) -> None:
        """Of the record when the registers have the focus, else of the current figure's subject, else of whom is
        chosen there."""
        window, project = self._window, self._session.project
        if project is None:
            return
        view = self._panel.record()
        if view is not None and self._panel.isAncestorOf(window.focusWidget() or window):
            self.dossier.open_on(record=view.record.id)
            return
        figure = self._session.selected_figure
        found = project.figures.many([figure]) if figure is not None else []
        self.dossier.open_on(found[0].subject or "" if found else "")
