"""The page of articles found by words, each with its passages."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from workbench.core.model.search import SourceFilter
from workbench.core.words import tr, trn
from workbench.gui.finding.asking import TextSearch
from workbench.gui.finding.opening import OpeningKeys
from workbench.gui.finding.results import ResultList
from workbench.gui.session import Session
from workbench.gui.widgets import hint

_NEAR_END = 40  # pixels from the end of the list at which the next page is looked for


class TextsPage(QWidget):
    """Signals: `passage_wanted(ArticleId, Span | None, hits, pane)`, `counted(str)`: how much was found."""

    passage_wanted = Signal(object, object, object, int)
    counted = Signal(str)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.search = TextSearch(session, self)
        self.list = ResultList(self)
        self._hint = hint(self, centred=True)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.setFocusProxy(self.list)
        OpeningKeys(self.list, self.show_current)
        self.search.changed.connect(self._show)
        self.list.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.list.setAccessibleName(tr("Passages found"))
        self.list.setToolTip(tr("Enter shows the passage in reader A, Shift+Enter in reader B"))
        self._show()

    def ask(self, typed: str, sources: SourceFilter) -> None:
        self.search.ask(typed, sources)

    def forget(self) -> None:
        self.search.forget()

    def first(self) -> None:
        """The focus goes to the first passage."""
        if self.list.results.rowCount():
            if not self.list.currentIndex().isValid():
                self.list.setCurrentIndex(self.list.results.index(0))
            self.list.setFocus()

    def show_current(self, pane: int) -> None:
        """Shows the passage, or the article from its first place on, in a reader."""
        row = self.list.current()
        if row is None:
            return
        span = next(iter(row.passage.hits if row.passage is not None else row.hits.hits), None)
        self.passage_wanted.emit(row.hits.article_id, span, row.hits.hits, pane)

    def _on_scrolled(self, value: int) -> None:
        if value >= self.list.verticalScrollBar().maximum() - _NEAR_END:
            self.search.more()

    def _show(self) -> None:
        search = self.search
        # What a page that is still being looked for will replace stays until it is there.
        if not (search.busy and not search.found and not search.problem):
            self.list.results.show(search.found)
        self._hint.setText(self._what_to_do())
        self._stack.setCurrentWidget(self.list if self.list.results.rowCount() else self._hint)
        self.counted.emit(self._count())
        if search.found and not search.busy and self.list.verticalScrollBar().maximum() == 0:
            search.more()  # the list is not full yet

    def _count(self) -> str:
        if not self.search.asked or self.search.problem:
            return ""
        return trn("{n} article", "{n} articles", len(self.search.ids)) if self.search.ids else ""

    def _what_to_do(self) -> str:
        if self._session.project is None:
            return tr("Words of all sources are found here when a project is open.")
        if self.search.problem:
            return self.search.problem
        if self.search.busy:
            return tr("Searching …")
        if self.search.asked:
            return tr("No source holds these words. Try fewer, their beginning with *, or other boxes above.")
        return tr(
            "Type words: each is found in all its forms, in Russian, English and Kazakh.\n"
            "“in quotes” as typed · -without this word · begin* for words that begin so"
        )
