"""From the readers to the search and back: what the commands call, and how a place that was found is shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from workbench.core.actions import searching
from workbench.core.model.article import ArticleId
from workbench.core.model.span import Span
from workbench.core.words import tr

if TYPE_CHECKING:
    from workbench.gui.window import Window

_LONGEST = 120  # letters of a selection that are taken for words to look for


class Finding(QObject):
    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        window.search.passage_wanted.connect(self.show_passage)

    def everywhere(self) -> None:
        """Words in all sources; those selected in the reader are looked for at once."""
        self._window.focus_part("search")
        self._window.search.begin(self._selected_words())

    def alike(self) -> None:
        """All places of the selected words, else all figures like the selected one."""
        words, figure = self._selected_words(), self._window.session.selected_figure
        self._window.focus_part("search")
        self._window.search.begin_alike(words, figure)

    def rebuild(self) -> None:
        """The index of words anew, where the check of the project asks for it."""
        session = self._window.session
        if session.project is not None and session.writable:
            session.do(searching.rebuild_index)
            session.say(tr("The index of the search is made anew."))

    def _selected_words(self) -> str:
        words = " ".join(self._window.desk.active.reader.selected_text().split())
        return words if len(words) <= _LONGEST else ""

    def show_passage(self, article: ArticleId, span: Span | None, hits: Sequence[Span], pane: int) -> None:
        """Shows a place in a reader, selected, with all hits of the source marked; F3 goes on among them."""
        project, desk = self._window.session.project, self._window.desk
        if project is None or article not in project.articles.ids():
            return
        desk.show_article(article, pane)
        if span is not None:
            shown = desk.panes[pane]
            shown.show_hits(hits, hits.index(span) if span in hits else -1)
            shown.reader.select(span)
