"""The review desk: two readers side by side, linked by figures, and a method for every act of review.

The desk makes the figure's form (`form`) and the review queue (`queue`); the window places them in docks. Everything
goes through the session: whoever selects a figure there sees it here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from workbench.core.actions import reviewing
from workbench.core.errors import BadInput
from workbench.core.model.article import ArticleId
from workbench.core.model.changes import Changes
from workbench.core.model.figure import Figure, FigureId, Statement, Status
from workbench.core.model.filter import FigureFilter
from workbench.core.model.span import Span
from workbench.core.words import mark, tr, trn
from workbench.gui.models.citation import citation
from workbench.gui.models.wording import STATUSES
from workbench.gui.panels.figure_form import FigureForm
from workbench.gui.panels.queue import Queue
from workbench.gui.reading.conflict_walk import ConflictWalk
from workbench.gui.reading.edges import EdgeMover
from workbench.gui.reading.links import COUNTED
from workbench.gui.reading.side_by_side import SideBySide
from workbench.gui.session import ACT, Session
from workbench.gui.spoken_keys import can_go_back, key_of

_SET_ASIDE = (Status.REJECTED, Status.NOT_A_FIGURE, Status.DUPLICATE)
_READ_AT_ONCE = 20_000  # characters that the rules read in a moment
_ACCEPTED = mark("Accepted: “{quote}”")


class Desk(SideBySide):
    """What the commands call. An act on the current figure is one history step; most then go to the next open one."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self.form: FigureForm = FigureForm(session)
        self.queue = Queue(session)
        super().__init__(session, parent)
        self._edges = EdgeMover(session, self)
        self._walk = ConflictWalk(self, self._links)
        self.figure_opened.connect(self.edit_in_form)
        self.article_shown.connect(self.queue.set_article)
        self.queue.figure_opened.connect(lambda _: self.edit_in_form())
        self.form.evidence_hovered.connect(self._show_evidence)
        self.form.evidence_wanted.connect(self._go_to_evidence)
        self.form.selection = self.selection
        session.project_closing.connect(self._edges.cancel)
        self.queue.set_article(self.active.article_id)

    def select(self, figure_id: FigureId | None) -> None:
        self._edges.keep()
        super().select(figure_id)

    def typing(self) -> bool:
        focus = QApplication.focusWidget()
        return self.form.dirty or (focus is not None and self.form.isAncestorOf(focus))

    # review: each act is one history step

    def _current(self) -> Figure | None:
        """The current figure, ready for an act: seen, and with what was typed about it saved. Else None, and why."""
        self._edges.keep()
        figure = self._selected()
        if figure is None:
            self.session.say(tr("Choose a figure first: {key} goes to the next one.", key=key_of("go.next_figure")))
        elif not self._in_sight(figure):
            self._on_selected(figure.id)
            self.session.say(tr("This figure was out of sight. Look at it, then press the key again."))
        elif not self.form.dirty or self.form.save():
            return self._selected()
        return None

    def _act(self, action: Callable[..., Any], done: str, *, go_on: bool) -> None:
        """Does an action to the current figure and goes to the next open one. `done` says what was done. Where
        several rows of the queue are chosen, it is done to all of them, as one step."""
        several = self.queue.several()
        if several:
            self._act_on(several, action, go_on=go_on)
            return
        figure = self._current()
        if figure is None:
            return
        following = self.queue.next_open(figure.id) if go_on else None
        if self.session.do(action, [figure.id]) is None:
            return
        if following is not None:
            self.session.select_figure(following)
        said = tr(done, quote=" ".join(figure.quote.split()))
        self.session.say(f"{said}. {self._what_next()}" if go_on and following is None else said)

    def _act_on(self, ids: Sequence[FigureId], action: Callable[..., Any], *, go_on: bool) -> None:
        self._edges.keep()
        project = self.session.project
        if project is None or (self.form.dirty and not self.form.save()):
            return
        chosen = set(ids)
        following = next((i for i in self.queue.open_after(ids[-1]) if i not in chosen), None) if go_on else None

        def told(changes: Changes) -> None:
            if following is not None:
                self.session.select_figure(following)
            self.session.say(can_go_back(changes.name))

        self.session.keeper.before_many(len(ids))
        slices = reviewing.IN_SLICES[action](project, ids)
        self.session.do_in_slices(slices, title=tr("Settling"), on_done=told)

    def _what_next(self) -> str:
        """Where to go when every figure of the queue is settled."""
        project = self.session.project
        if project is not None and project.figures.some(FigureFilter(statuses=(Status.SUGGESTED,))):
            return tr(
                "Every figure of the queue is settled. {key} goes to the next source.", key=key_of("source.next")
            )
        return tr(
            "Every figure of all sources is settled. {conflict} shows the conflicts, {comparison} the comparison.",
            conflict=key_of("go.next_conflict"),
            comparison=key_of("view.comparison"),
        )

    def accept_and_next(self) -> None:
        figure = self._selected()
        if figure is not None and figure.status in _SET_ASIDE and not self.queue.several() and not self.form.dirty:
            self._pass_over(figure)
        else:
            self._act(reviewing.accept, _ACCEPTED, go_on=True)

    def _pass_over(self, figure: Figure) -> None:
        """Enter once too often, behind the last open figure, must not take back that it was set aside."""
        following = self.queue.next_open(figure.id)
        if following is not None:
            self.session.select_figure(following)
            return
        said = tr(
            "Set aside already: {status}. {accept} accepts it, {reopen} reopens it.",
            status=tr(STATUSES[figure.status]),
            accept=key_of("figure.accept_stay"),
            reopen=key_of("figure.reopen"),
        )
        self.session.say(f"{said} {self._what_next()}")

    def accept_and_stay(self) -> None:
        self._act(reviewing.accept, _ACCEPTED, go_on=False)

    def reject_and_next(self) -> None:
        self._act(reviewing.reject, mark("Rejected: “{quote}”"), go_on=True)

    def not_a_figure_and_next(self) -> None:
        self._act(reviewing.not_a_figure, mark("Not a figure: “{quote}”"), go_on=True)

    def reopen(self) -> None:
        self._act(reviewing.reopen, mark("Open again: “{quote}”"), go_on=False)

    def take_unit(self) -> None:
        figure = self._selected()
        if figure is not None and (figure.unit or not figure.borrowed_unit):
            self.session.say(
                tr(
                    "No unit is suggested for this figure. {choose} chooses one, {edit} opens the form.",
                    choose=key_of("figure.field"),
                    edit=key_of("figure.edit"),
                )
            )
        else:
            self._act(reviewing.take_unit, mark("Unit taken: “{quote}”"), go_on=False)

    def mark_duplicate(self) -> None:
        """The current figure repeats the likest statement that stands before it in its source."""
        figure = self._current()
        if figure is None:
            return
        earlier = [f for f in self.active.figures if f.span < figure.span and f.status in COUNTED]
        same = [f for f in earlier if (f.amount, f.kind) == (figure.amount, figure.kind)]
        if not same:
            self.session.say(tr("No figure before this one states the same amount."))
            return
        following = self.queue.next_open(figure.id)
        if self.session.do(reviewing.mark_duplicate, figure.id, same[-1].id) is not None and following is not None:
            self.session.select_figure(following)

    def accept_all_visible(self) -> None:
        """Accepts every open figure of the queue in one step and says how many."""
        self._edges.keep()
        if self.form.dirty and not self.form.save():
            return
        project, shown = self.session.project, self.queue.open_ids()
        if project is None or not self.session.writable:
            return
        self.session.keeper.before_many(len(shown))
        self.session.do_in_slices(
            reviewing.accept_in_slices(project, shown),
            title=tr("Accepting"),
            on_done=lambda done: self._say_accepted(done, len(shown) - done),
        )

    def _say_accepted(self, done: int, left: int) -> None:
        if not done:
            self.session.say(tr("The queue shows no open figure that states a number."))
            return
        said = trn(
            "{n} figure accepted. {undo} undoes it.",
            "{n} figures accepted. {undo} undoes it.",
            done,
            undo=key_of("edit.undo"),
        )
        more = trn("{n} states no number and stays open.", "{n} state no number and stay open.", left)
        self.session.say(f"{said} {more}" if left else said)

    def new_figure_from_selection(self) -> None:
        """Makes a figure of the selected words and shows it in the form."""
        pane, span = self.active, self.active.reader.selection()
        if pane.article_id is None or span is None:
            self.session.say(
                tr("Select the words that state the figure first, then press {key}.", key=key_of("figure.new"))
            )
            return
        there = next((f for f in pane.figures if f.span.overlaps(span)), None)
        if there is not None:
            self.select(there.id)
            self.session.say(
                tr(
                    "This number is a figure already: {reopen} reopens it, {start} and {end} move its edges.",
                    reopen=key_of("figure.reopen"),
                    start=key_of("figure.edge_start"),
                    end=key_of("figure.edge_end"),
                )
            )
            return
        project, article = self.session.project, pane.article
        assert article is not None
        text = article.text

        def add(said: list[Statement | BadInput | None]) -> None:
            if self.session.project is not project:
                return
            if not self.session.do(lambda now: now.articles.text(article.id) == text):
                self.session.say(tr("The source has another text by now: select the words again."))
                return
            made = self.session.do(reviewing.add_figure, article.id, span, *said)
            if made is not None:
                self.select(made)
                self.session.say(
                    tr(
                        "New figure. {accept} accepts it, {edit} opens it in the form.",
                        accept=key_of("figure.accept"),
                        edit=key_of("figure.edit"),
                    )
                )

        if len(text) <= _READ_AT_ONCE:
            add([None])
        else:
            task = partial(_read, text, [span], article.language.value)
            self.session.jobs.run(task, title=tr("Reading the source"), on_done=add)

    def choose_edge(self, which: str) -> None:
        """Takes hold of the "start" or "end" of the current figure's span."""
        figure = self._selected()
        if figure is not None and figure.orphan:
            self.session.say(tr("This figure was not found again in the newest version: place it first."))
        elif figure is not None and self.session.writable:
            self._edges.begin(self.active, figure, left=which == "start")

    def move_span_edge(self, *, forward: bool, by_character: bool = False) -> None:
        self._edges.move(forward=forward, by_character=by_character)

    # going about

    def next_figure(self) -> None:
        self._step(1)

    def previous_figure(self) -> None:
        self._step(-1)

    def _step(self, by: int) -> None:
        self._edges.keep()
        selected = self.session.selected_figure
        there = self.queue.step(selected, by) if selected is not None else self._from_caret(by)
        if there is not None:
            self.session.select_figure(there)
            self.session.say("")
        else:
            self.session.say(
                tr("No further figure in this queue. {key} goes to the next source.", key=key_of("source.next"))
            )

    def _from_caret(self, by: int) -> FigureId | None:
        """Where to begin when no figure is chosen: at the caret of the active reader."""
        caret, figures = self.active.reader.caret(), self.active.figures
        if by > 0:
            return next((f.id for f in figures if f.full_span.end > caret), None)
        return next((f.id for f in reversed(figures) if f.full_span.start < caret), None)

    def next_source(self) -> None:
        self._step_source(1)

    def previous_source(self) -> None:
        self._step_source(-1)

    def _step_source(self, by: int) -> None:
        project = self.session.project
        ids = list(project.articles.ids()) if project is not None else []
        if not ids:
            return
        here = self.active.article_id
        there = ids.index(here) + by if here in ids else 0
        if not 0 <= there < len(ids):
            self.session.say(tr("This is the last source.") if by > 0 else tr("This is the first source."))
            return
        self._edges.keep()
        self._show_apart(ids[there])
        self.session.say("")

    def next_conflict(self) -> None:
        self._walk.next_conflict()

    def next_pair(self) -> None:
        self._walk.next_pair()

    def handles_letters(self) -> bool:
        """Whether the focus is where letters are commands: a reader or the queue's list, not a text box."""
        focus = QApplication.focusWidget()
        return focus in (*(pane.view for pane in self.panes), self.queue.table)

    # the form

    def edit_in_form(self) -> None:
        self._edges.keep()
        self.form.begin()

    def leave_form(self) -> None:
        """Back to the text; what was not saved is as it was."""
        self.form.revert()
        self.session.untell(ACT)
        self.session.say("")
        self.active.view.setFocus()

    def save_form(self) -> None:
        if self.form.save():
            self.active.view.setFocus()

    def choose_field(self) -> None:
        self._edges.keep()
        self.form.choose_field(self.active)

    def selection(self) -> tuple[ArticleId, Span] | None:
        """What is selected in the reader that keys act on, else in the other one."""
        for pane in (self.active, self.other):
            span = pane.reader.selection()
            if span is not None and pane.article_id is not None and not pane.isHidden():
                return pane.article_id, span
        return None

    def _show_evidence(self, span: Span | None) -> None:
        figure = self._selected()
        for pane in self.panes:
            here = figure is not None and pane.article_id == figure.article_id and not figure.orphan
            pane.reader.set_evidence(span if here else None)

    def _go_to_evidence(self, span: Span) -> None:
        figure = self._selected()
        if figure is not None and not figure.orphan:
            self._show_evidence(span)
            self.active.reader.reveal(span)

    def copy_quote(self) -> None:
        """The selected words, or the sentence of the figure, with where they stand."""
        pane, figure = self.active, self._selected()
        if figure is not None and figure.orphan:
            figure = None  # its words are not in this text
        span = pane.reader.selection() or (figure.full_span if figure is not None else None)
        if pane.article is None or span is None:
            self.session.say(tr("Choose a figure or select words first."))
            return
        whole = pane.reader.selection() is not None
        QGuiApplication.clipboard().setText(citation(pane.article, span, whole=whole))
        self.session.say(tr("Quote with citation copied."))


def _read(text: str, spans: Sequence[Span], language: str, **_tools: object) -> list[Statement | BadInput]:
    """In a worker: what the rules find in stretches of a long text."""
    return reviewing.statements_at(text, spans, language)
