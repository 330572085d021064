"""Notes in the window: written where the work is, shown in the readers and the table, found again from their list."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint

from workbench.core.model.changes import Changes
from workbench.core.model.note import Note, Place, Target
from workbench.core.model.span import Span
from workbench.core.project import Project
from workbench.core.words import tr
from workbench.gui.fields.note_editor import NoteEditor
from workbench.gui.models import wording
from workbench.gui.panels.notes import where
from workbench.gui.reading.noted import Noted, NotedPages, Stretch
from workbench.gui.reading.pane import ReaderPane
from workbench.gui.spoken_keys import key_of

if TYPE_CHECKING:
    from workbench.gui.window import Window


class Noting(QObject):
    """Joins the note editor to the readers, the sources, the comparison and the list of notes."""

    def __init__(self, window: Window) -> None:
        super().__init__(window.desk)
        self._window = window
        self._session = window.session
        self._desk = window.desk
        self.editor = NoteEditor(self._session, window)
        self._desk.destroyed.connect(self.editor.deleteLater)
        self.readers = [Noted(pane.reader, partial(self._stretches, pane)) for pane in self._desk.panes]
        self.pages = [NotedPages(p.pages, n) for p, n in zip(self._desk.panes, self.readers, strict=True)]
        for noted, pane in zip(self.readers, self._desk.panes, strict=True):
            pane.margin.noted = noted.places
            noted.forgotten.connect(pane.margin.update)
            noted.entered.connect(lambda text: self._session.say(tr("Note: {text}", text=wording.flat(text))))
        window.comparison.grid.noted = self._cells
        window.notes.place_wanted.connect(self.go_to)
        window.notes.edit_wanted.connect(self._edit)
        self.editor.closed.connect(self._on_closed)
        self._session.changed.connect(self._on_changes)
        self._session.project_opened.connect(self._show_all)

    # what is noted

    def _stretches(self, pane: ReaderPane) -> list[Stretch]:
        """The noted stretches of the source in a reader: those of its present version, and its noted figures."""
        project, article = self._session.project, pane.article
        if project is None or article is None:
            return []
        found = [
            Stretch(note.place.stretch, _said(note), note.place)
            for note in project.notes.of_article(article.id)
            if note.place.stretch is not None and note.version == article.version
        ]
        return [*found, *self._noted_figures(project, pane)]

    @staticmethod
    def _noted_figures(project: Project, pane: ReaderPane) -> list[Stretch]:
        spans = {figure.id: figure.full_span for figure in pane.figures}
        noted = ((note, note.place.figure_id) for note in project.notes.all())
        return [
            Stretch(spans[figure], _said(note), note.place, bracket=False)
            for note, figure in noted
            if figure is not None and figure in spans
        ]

    def _cells(self) -> dict[Place, str]:
        project = self._session.project
        notes = project.notes.all() if project is not None else []
        return {note.place: _said(note) for note in notes if note.place.target is Target.CELL}

    def _on_changes(self, changes: Changes) -> None:
        if changes.touches("note", "figure", "article"):
            self._show_all()

    def _show_all(self) -> None:
        for noted in self.readers:
            noted.forget()
        self._window.comparison.grid.forget_notes()

    # writing

    def note_here(self) -> None:
        """On the selected words, else on the noted stretch at the caret, else on the current figure."""
        pane = self._desk.active
        noted = self.readers[self._desk.panes.index(pane)]
        selected = pane.reader.selection() if pane.view.hasFocus() else None
        if selected is not None and pane.article_id is not None:
            self._open(Place.span(pane.article_id, selected), selected.of(pane.reader.text))
            return
        there = noted.at_caret() if pane.view.hasFocus() else None
        if there is not None and there.bracket:
            self._open(there.place, there.span.of(pane.reader.text))
            return
        figure = self._session.selected_figure
        project = self._session.project
        found = project.figures.many([figure]) if project is not None and figure is not None else []
        if found:
            self._open(Place.figure(found[0].id), found[0].quote)
        else:
            said = tr(
                "Select the words that the note is about, or choose a figure, then press {key}.",
                key=key_of("figure.note"),
            )
            self._session.say(said)

    def note_on_part(self) -> None:
        """On the source of the list, or on the cell of the comparison, whichever has the focus."""
        window, project = self._window, self._session.project
        if project is None:
            return
        if window.comparison.isAncestorOf(window.focusWidget() or window):
            place = window.comparison.place_here()
            if place is None:
                self._session.say(tr("Choose a cell of the table first."))
            else:
                self._open(place, window.comparison.words_here())
            return
        article = self._session.selected_article
        if article is not None:
            known = project.articles.without_text(article)
            self._open(Place.article(article), known.title.value or known.file_name)

    def _open(self, place: Place, about: str) -> None:
        widget = self._window.focusWidget() or self._desk
        corner = widget.mapToGlobal(QPoint(widget.width() // 4, widget.height() // 4))
        self.editor.open_on(place, wording.flat(about), corner)

    def _edit(self, note: Note) -> None:
        project = self._session.project
        if project is None:
            return
        if note.place.target is Target.SPAN and project.notes.at(note.place) is None:
            self._session.say(tr("This note stands in an earlier version of its source and can only be removed."))
            return
        self._open(note.place, where(project, note))

    def _on_closed(self) -> None:
        if self._session.project is not None and self._window.isActiveWindow() and not self._window.focusWidget():
            self._desk.active.view.setFocus()

    # going there

    def go_to(self, note: Note) -> None:
        """Shows what a note is about."""
        place = note.place
        if place.figure_id is not None:
            self._session.select_figure(place.figure_id)
        elif place.target is Target.CELL:
            self._window.focus_part("comparison")
            if not self._window.comparison.show_place(place):
                self._session.say(tr("The comparison is laid out in another way now and has no such cell."))
            return
        elif place.stretch is None:
            assert place.article_id is not None
            self._session.find_article(place.article_id)
        else:
            self._show_stretch(note, place.stretch)
        self._desk.focus_reader(self._desk.panes.index(self._desk.active))

    def _show_stretch(self, note: Note, span: Span) -> None:
        assert note.place.article_id is not None
        self._session.find_article(note.place.article_id)
        pane = self._desk.active
        if pane.article is not None and note.version != pane.article.version:
            start = pane.reader.text.find(note.quote)
            if start < 0:
                self._session.say(tr("The words of this note do not stand in the present version of its source."))
                return
            span = Span(start, start + len(note.quote))
        pane.reader.reveal(span)
        pane.reader.select(span)


def _said(note: Note) -> str:
    """A note's text with its tags behind it."""
    return " ".join(part for part in (note.text, *(f"#{tag}" for tag in note.tags)) if part)
