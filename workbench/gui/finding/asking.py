"""A search under way: understood and looked through in a worker, the project asked in between, a page at a time.

A newer question takes the place of an older one at once; what still comes of the older is thrown away.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from workbench.core.actions import searching
from workbench.core.errors import WorkbenchError
from workbench.core.model.article import ArticleId
from workbench.core.model.search import ArticleHits, Line, SourceFilter
from workbench.core.vocabulary.query import Query
from workbench.core.words import tr
from workbench.gui.jobs import Job
from workbench.gui.session import Session


class Asking(QObject):
    """Signal: `changed()` when there is more to show. `problem` is a sentence instead of an answer; `asked` says
    whether there is a question at all."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._ticket = 0
        self._job: Job | None = None
        self._query: Query | None = None
        self.ids: list[ArticleId] = []
        self.looked = 0  # of them, how many were looked through
        self.problem = ""
        self.asked = False

    @property
    def busy(self) -> bool:
        return self._job is not None

    def cancel(self) -> None:
        """Stops looking; what was found stays."""
        self._ticket += 1
        if self._job is not None:
            self._job.cancel()
            self._job = None
            self.changed.emit()

    def forget(self) -> None:
        """No question, no answer."""
        self.cancel()
        self._query, self.ids, self.looked, self.problem, self.asked = None, [], 0, "", False
        self._clear()
        self.changed.emit()

    def ask(self, typed: str, sources: SourceFilter) -> None:
        """Asks anew, in place of what was asked before."""
        self.cancel()
        if self._session.project is None or not typed.strip():
            self.forget()
            return
        self.asked = True
        self._run(self._understand(), typed, done=partial(self._find, sources))
        self.changed.emit()

    def _run(self, function: Callable[..., Any], *args: Any, done: Callable[[Any], None]) -> None:
        ticket = self._ticket
        self._job = self._session.jobs.run(
            function,
            *args,
            title=tr("Searching"),
            on_done=lambda answer: self._take(ticket, partial(done, answer)),
            on_failed=lambda error: self._take(ticket, partial(self._fail, error)),
        )

    def _take(self, ticket: int, act: Callable[[], None]) -> None:
        """Only the newest question's answers count."""
        if ticket == self._ticket:
            self._job = None
            act()
            self.changed.emit()

    def _fail(self, error: WorkbenchError) -> None:
        self._query, self.ids, self.looked, self.problem = None, [], 0, str(error)
        self._clear()

    def _find(self, sources: SourceFilter, query: Query) -> None:
        project = self._session.project
        if project is None:
            return
        try:
            ids = project.search.articles(query, sources)
        except WorkbenchError as error:
            self._fail(error)
            return
        self._query, self.ids, self.looked, self.problem = query, ids, 0, ""
        self._clear()
        self.more()

    def more(self) -> None:
        """Looks through the next articles, unless that is under way or all are looked through."""
        project = self._session.project
        some = self.ids[self.looked : self.looked + searching.PAGE]
        if project is None or self._query is None or self.busy or not some:
            return
        self.looked += len(some)
        self._look(self._query, some)

    # what kinds of search do differently

    def _understand(self) -> Callable[..., Query]:
        raise NotImplementedError

    def _look(self, query: Query, ids: Sequence[ArticleId]) -> None:
        raise NotImplementedError

    def _clear(self) -> None:
        raise NotImplementedError


class TextSearch(Asking):
    """Articles that hold the words; the first page by itself, further ones when asked for `more`."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(session, parent)
        self.found: list[ArticleHits] = []

    def _understand(self) -> Callable[..., Query]:
        return searching.understood

    def _look(self, query: Query, ids: Sequence[ArticleId]) -> None:
        project = self._session.project
        assert project is not None
        self._run(searching.look_through, query, project.search.texts(ids), done=self.found.extend)

    def _clear(self) -> None:
        self.found = []


class PhraseSearch(Asking):
    """Every place of a phrase, page after page until all sources are looked through or there is enough."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(session, parent)
        self.lines: list[Line] = []
        self._kept: list[Line] = []  # of figures: places of a phrase come beside them
        self._phrase = ""

    @property
    def complete(self) -> bool:
        """Whether every source was looked through and every place is shown."""
        return self.looked >= len(self.ids) and len(self.lines) < searching.MOST_LINES

    def ask(self, typed: str, sources: SourceFilter) -> None:
        self._kept, self._phrase = [], ""
        super().ask(typed, sources)

    def show_lines(self, lines: list[Line], phrase: str) -> None:
        """What was found in another way; further places of a phrase are looked for and come beside it."""
        self.forget()
        self.asked, self._phrase = True, phrase
        self._kept = self.lines = lines
        self._run(self._understand(), phrase, done=partial(self._find, SourceFilter()))
        self.changed.emit()

    def forget(self) -> None:
        self._kept, self._phrase = [], ""
        super().forget()

    def _understand(self) -> Callable[..., Query]:
        return searching.phrase_understood

    def _look(self, query: Query, ids: Sequence[ArticleId]) -> None:
        project = self._session.project
        assert project is not None
        texts, figures = project.search.texts(ids), project.search.known_figures(ids)
        self._run(searching.lines_through, query, texts, figures, done=self._keep)

    def _keep(self, lines: list[Line]) -> None:
        if self._phrase:
            self.lines = searching.beside(self.lines, lines, self._phrase)
        else:
            self.lines = [*self.lines, *lines][: searching.MOST_LINES]
        if len(self.lines) < searching.MOST_LINES:
            self.more()

    def _clear(self) -> None:
        self.lines = list(self._kept)
