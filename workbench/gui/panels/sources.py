"""The sources of the project: what each is, when it is from, and how much of it is settled."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QMenu, QStackedLayout, QVBoxLayout, QWidget

from workbench.core.model.article import ArticleId, ArticleSummary
from workbench.core.model.changes import Changes
from workbench.core.model.figure import FigureId
from workbench.core.words import mark, tr, trn
from workbench.gui.cards import Card, CardList
from workbench.gui.models import wording
from workbench.gui.session import Session
from workbench.gui.spoken_keys import key_of
from workbench.gui.widgets import hint

FOLLOW = 180  # milliseconds of rest before what the arrow keys stand on is shown
_LEAST = 190  # pixels: a title of a few words, and the boxes of the source below
_LANGUAGES = {"ru": mark("Russian"), "kk": mark("Kazakh"), "en": mark("English")}


def card_of(line: ArticleSummary, conflicts: int = 0) -> Card:
    """A source as its list shows it. A doubted date carries a "?"; its reason is in the tool tip."""
    date = f"{line.published} ?" if line.published and line.published_doubt else line.published
    about = " · ".join(part for part in (line.publisher, date, tr(_LANGUAGES.get(line.language, ""))) if part)
    settled = wording.settled(line.settled, line.figures)
    tip = [line.title, line.file_name, wording.accounted(line.numbers)]
    if conflicts:
        tip.append(trn("{n} figure in conflict", "{n} figures in conflict", conflicts))
    if line.published_doubt:
        tip.append(tr("Date: {doubt}", doubt=tr(line.published_doubt)))
    return Card(
        id=int(line.id),
        title=line.title or line.file_name or tr("Untitled"),
        lines=(about, settled),
        badge=f"≠ {conflicts}" if conflicts else "",
        colour="conflict",
        progress=line.settled / line.figures if line.figures else 0.0,  # a bar on each: all are of one height
        tip="\n".join(part for part in tip if part),
    )


class SourcesPanel(QWidget):
    """`closing_wanted` asks to close the selected source, which may need a reason; `reading_wanted` to go into it."""

    closing_wanted = Signal()
    reading_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._lines: dict[ArticleId, ArticleSummary] = {}
        self._stale: set[ArticleId] | None = None  # what is to be asked again; None: all
        self._conflicts: Counter[ArticleId] = Counter()
        self._filter = QLineEdit(self, clearButtonEnabled=True)
        self._list = CardList(self, tr("Sources"))
        self._list.setUniformItemSizes(True)
        self._list.setMinimumWidth(_LEAST)
        self._list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._empty = hint(self, centred=True)
        self._place()
        self._later = QTimer(self, singleShot=True, interval=60)
        self._later.timeout.connect(self._refresh)
        self._follow = QTimer(self, singleShot=True, interval=FOLLOW)
        self._follow.timeout.connect(self._find)
        self._connect()
        self.setFocusProxy(self._list)
        self._say_words()

    def _place(self) -> None:
        self._stack = QStackedLayout()
        self._stack.addWidget(self._list)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(self._filter)
        column.addLayout(self._stack)

    def _connect(self) -> None:
        self._filter.textChanged.connect(lambda _: self._later.start())
        self._list.selectionModel().currentChanged.connect(lambda *_: self._select())
        self._list.activated.connect(lambda _: self._open())
        self._list.clicked.connect(lambda _: self._find())
        self._list.customContextMenuRequested.connect(self._menu)
        session = self._session
        session.changed.connect(self._on_changes)
        session.project_opened.connect(self.reload)
        session.project_closed.connect(self.reload)
        session.article_selected.connect(self._mark)

    def _say_words(self) -> None:
        self.setAccessibleName(tr("Sources"))
        self._filter.setPlaceholderText(tr("Filter sources"))
        self._filter.setAccessibleName(tr("Filter sources"))
        self.reload()

    def _on_changes(self, changes: Changes) -> None:
        """Only the sources that a step touched are asked for again: there may be twenty thousand."""
        project = self._session.project
        if project is None or not changes.touches("article", "figure"):
            return
        figures = [FigureId(number) for number in changes.ids("figure")]
        of_figures = project.figures.articles_of(figures)
        if self._stale is not None:
            self._stale |= {ArticleId(number) for number in changes.ids("article")} | set(of_figures.values())
            if len(of_figures) < len(figures) and not changes.touches("article"):  # figures that are gone: whose?
                self._stale = None
        self._later.start()

    def reload(self) -> None:
        """Everything anew."""
        self._stale = None
        self._refresh()

    def _refresh(self) -> None:
        project = self._session.project
        if project is None:
            self._lines = {}
        elif self._stale is None:
            self._lines = {line.id: line for line in project.articles.summaries()}
        elif self._stale:
            fresh = {line.id: line for line in project.articles.summaries(self._stale)}
            for gone in self._stale - fresh.keys():
                self._lines.pop(gone, None)
            came = fresh.keys() - self._lines.keys()
            self._lines |= fresh
            if came:  # one that an undo brought back stands where it was
                self._lines = dict(sorted(self._lines.items()))
        self._stale = set()
        self._show()

    def _show(self) -> None:
        words = self._filter.text().casefold().split()
        shown = [line.id for line in self._lines.values() if not words or _matches(line, words)]
        self._list.cards.show_made(shown, self._card)
        self._mark(self._session.selected_article)
        self.say_keys()
        self._stack.setCurrentWidget(self._list if shown else self._empty)

    def say_keys(self) -> None:
        self._empty.setText(
            tr("No source has these words.")
            if self._lines
            else tr(
                "Drag articles here, press {choose} to choose files, or {paste} to paste a text.",
                choose=key_of("file.import"),
                paste=key_of("file.paste"),
            )
        )

    def _card(self, number: int) -> Card:
        article = ArticleId(number)
        return card_of(self._lines[article], self._conflicts[article])

    def show_conflicts(self, per_source: Counter[ArticleId]) -> None:
        """Beside each source, how many of its figures are in a conflict."""
        self._conflicts = per_source
        self._later.start()

    def _mark(self, article: ArticleId | None) -> None:
        index = self._list.cards.index_of(article)
        if index.isValid() and index != self._list.currentIndex():
            self._list.setCurrentIndex(index)

    def _current(self) -> ArticleId | None:
        card = self._list.cards.card(self._list.currentIndex())
        return ArticleId(card.id) if card is not None else None

    def _select(self) -> None:
        self._session.select_article(self._current())
        if self._list.hasFocus():  # the arrow keys go through the list: the reader follows when they rest
            self._follow.start()

    def _open(self) -> None:
        """Enter: the source is to be read."""
        self._find()
        self.reading_wanted.emit()

    def _find(self) -> None:
        """Shows the source where it stands already, else in the reader that keys act on."""
        self._follow.stop()
        article = self._current()
        if article is not None:
            self._session.find_article(article)

    def open_in(self, pane: int) -> None:
        article = self._current()
        if article is not None:
            self._session.show_article(article, pane)

    # what can be done with a source

    def _menu(self, at: QPoint) -> None:
        if self._current() is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Open in reader A"), lambda: self.open_in(0))
        menu.addAction(tr("Open in reader B"), lambda: self.open_in(1))
        if self._session.writable:
            menu.addSeparator()
            menu.addAction(tr("Close source"), self.closing_wanted.emit)
            menu.addAction(tr("Remove source"), self.remove_current)
        menu.popup(self._list.viewport().mapToGlobal(at))

    def remove_current(self) -> None:
        from workbench.core.actions import articles

        article = self._current()
        if article is not None:
            self._session.do(articles.remove, [article])


def _matches(line: ArticleSummary, words: list[str]) -> bool:
    text = f"{line.title} {line.publisher} {line.published} {line.file_name} {line.language}".casefold()
    return all(word in text for word in words)
