"""One of the two readers with what belongs to it: header, text, margin strip, search, and its own way back."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from workbench.core.model.article import Article, ArticleId
from workbench.core.model.changes import Changes
from workbench.core.model.disposition import Disposition
from workbench.core.model.figure import Figure, FigureId
from workbench.core.model.span import Span
from workbench.core.words import tr
from workbench.gui.reading.find import FindStrip, folded, occurrences_in
from workbench.gui.reading.header import Header
from workbench.gui.reading.margin import MarginStrip
from workbench.gui.reading.marks import marks_of
from workbench.gui.reading.page_view import PageView
from workbench.gui.reading.places import Place, Places
from workbench.gui.reading.reader import Reader
from workbench.gui.session import Session
from workbench.gui.spoken_keys import key_of
from workbench.gui.widgets import Framed

PDF = "application/pdf"
_MANY = 200  # figures touched by one step: from there on all of the source are fetched again


class ReaderPane(QWidget):
    """Signals: `activated()` when it gets the focus, `figure_clicked(FigureId)`, `figure_opened(FigureId)`,
    `zoomed(steps)`, `closed()`, `menu_wanted(QPoint)` in global coordinates, `pages_wanted(bool)`: PDF sources as
    their pages or as text."""

    activated = Signal()
    figure_clicked = Signal(object)
    figure_opened = Signal(object)
    zoomed = Signal(int)
    closed = Signal()
    menu_wanted = Signal(object)
    pages_wanted = Signal(bool)

    def __init__(self, session: Session, letter: str, *, closable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.article: Article | None = None
        self.figures: list[Figure] = []
        self._in_conflict: Collection[FigureId] = ()
        self._dispositions: Sequence[Disposition] = ()
        self._places = Places()
        self._folded = ""
        self._as_pages = False
        self._hits: list[Span] = []
        self._hit = -1
        self.header = Header(letter, closable=closable, parent=self)
        self.reader = Reader(self)
        self.pages = PageView(self.reader, session.jobs, self)
        self.margin = MarginStrip(self.reader, self)
        self.find_strip = FindStrip(self)
        self._empty = QLabel(self, alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True, margin=24)
        self._empty.setObjectName("empty")
        self._empty.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # holds the focus until there is a text to read
        self._stack = QStackedWidget(self)
        self._letter = letter
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        self._frame = body = Framed(self)
        row = QHBoxLayout(body)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        self._views = QStackedWidget(body)
        self._views.addWidget(self.reader)
        self._views.addWidget(self.pages)
        row.addWidget(self._views, 1)
        row.addWidget(self.margin)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(body)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.header, self.find_strip, self._stack):
            column.addWidget(widget)

    def _connect(self) -> None:
        self._empty.installEventFilter(self)
        for view in (self.reader, self.pages):
            view.installEventFilter(self)
            view.figure_clicked.connect(self.figure_clicked)
            view.figure_opened.connect(self.figure_opened)
            view.zoomed.connect(self.zoomed)
            view.customContextMenuRequested.connect(
                lambda point, view=view: self.menu_wanted.emit(view.viewport().mapToGlobal(point))
            )
        self.header.pages_wanted.connect(self.pages_wanted)
        self.margin.figure_wanted.connect(self.figure_clicked)
        self.pages.scrolled.connect(self.margin.update)
        self.header.back_wanted.connect(self.back)
        self.header.forward_wanted.connect(self.forward)
        self.header.closed.connect(self.closed)
        self.find_strip.changed.connect(self._search)
        self.find_strip.stepped.connect(self.find_step)
        self.find_strip.closed.connect(self.close_find)

    def retranslate(self) -> None:
        for part in (self.header, self.margin, self.find_strip):
            part.retranslate()
        self.reader.setAccessibleName(tr("Reader {letter}", letter=self._letter))
        self.pages.setAccessibleName(tr("Pages in reader {letter}", letter=self._letter))
        if self.article is None:
            self._show_nothing()
        else:
            self.header.show_article(self.article, self._dispositions)
            self.refresh_figures()

    def say_keys(self) -> None:
        self._say_what_to_do()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._frame.light(event.type() is QEvent.Type.FocusIn)
        if event.type() is QEvent.Type.FocusIn:
            self.activated.emit()
        return super().eventFilter(watched, event)

    # what is shown

    @property
    def article_id(self) -> ArticleId | None:
        return self.article.id if self.article is not None else None

    def show_article(self, article_id: ArticleId | None, *, remember: bool = True) -> None:
        """Shows a source from its beginning, or says what to do when there is none."""
        project = self._session.project
        if project is None or article_id is None:
            self._show_nothing()
            return
        if article_id != self.article_id:
            if remember:
                self._remember_here()
            self._load(project.articles.get(article_id))
            if remember:
                self._remember(Place(article_id, None, 0))

    def _load(self, article: Article) -> None:
        self.article = article
        self.reader.set_text(article.text, article.blocks)
        self._dispositions = self._session.project.articles.dispositions(article.id) if self._session.project else []
        self.header.show_article(article, self._dispositions)
        self.refresh_figures()
        self._folded = ""
        self.pages.clear()
        self._show_view()
        self._show_page(1)
        if not self.find_strip.isHidden():
            self._search(self.find_strip.words.text())

    def _show_nothing(self) -> None:
        self.article, self.figures, self._folded = None, [], ""
        self.reader.set_text("")
        self.pages.clear()
        self._show_view()
        self.header.show_article(None)
        self._say_what_to_do()
        self._show_page(0)

    def _show_page(self, number: int) -> None:
        """What to do, or the text; the focus stays in the reader."""
        focused = self.has_focus()
        self._stack.setCurrentIndex(number)
        if focused:
            self.take_focus()

    def has_focus(self) -> bool:
        return self._empty.hasFocus() or self.view.hasFocus()

    def take_focus(self) -> None:
        """Keys go to the text, or to the words that stand in its place."""
        (self.view if self.article is not None else self._empty).setFocus()

    def _say_what_to_do(self) -> None:
        self._empty.setText(self._what_to_do())
        self._empty.setAccessibleName(" ".join(self._empty.text().split()))

    def _what_to_do(self) -> str:
        project = self._session.project
        if project is None:
            return tr(
                "No project is open.\n\nDrop articles here to begin a new one, or press {key} to open one.",
                key=key_of("file.open"),
            )
        if not project.articles.ids():
            return tr(
                "This project has no sources yet.\n\nDrop files or folders here, or press {key} to import them.",
                key=key_of("file.import"),
            )
        return tr("Choose a source in the list of sources to read it here.")

    def refresh_figures(self) -> None:
        """Marks and counts again, from the project."""
        project = self._session.project
        if project is None or self.article is None:
            return
        self.figures = project.figures.of_article(self.article.id)
        self._show_figures()

    def _show_figures(self) -> None:
        self._mark()
        self.header.show_settled(sum(figure.status.settled for figure in self.figures), len(self.figures))

    def _mark(self) -> None:
        self.reader.set_marks(marks_of(self.figures, self.reader.positions, self._in_conflict))
        self.margin.update()

    def set_conflicts(self, members: Collection[FigureId]) -> None:
        self._in_conflict = members
        self._mark()

    def apply(self, changes: Changes) -> None:
        """Takes in what a step changed, if it concerns this source."""
        project = self._session.project
        if project is None:
            return
        if self.article is None:
            self._show_nothing()
        elif self.article.id in changes.ids("article"):
            self._reload()
        elif changes.touches("figure"):
            self._take_in({FigureId(number) for number in changes.ids("figure")})

    def _take_in(self, touched: set[FigureId]) -> None:
        """Only the figures that a step touched are fetched again, unless some came, went or moved."""
        project = self._session.project
        assert project is not None
        if len(touched) > _MANY:
            self.refresh_figures()
            return
        fresh = {f.id: f for f in project.figures.many(list(touched)) if f.article_id == self.article_id}
        known = {figure.id: figure for figure in self.figures if figure.id in touched}
        if fresh.keys() != known.keys() or any(f.full_span != known[f.id].full_span for f in fresh.values()):
            self.refresh_figures()
        elif fresh:
            self.figures = [fresh.get(figure.id, figure) for figure in self.figures]
            self._show_figures()

    def _reload(self) -> None:
        """The source itself changed: it went, it was read again, or what is known of it was corrected."""
        project = self._session.project
        assert project is not None
        assert self.article is not None
        if self.article.id not in project.articles.ids():
            self._places.clear()
            self._show_nothing()
            return
        fresh = project.articles.get(self.article.id)
        if fresh.text_sha256 != self.article.text_sha256 or fresh.blocks != self.article.blocks:
            self._load(fresh)
        else:
            self.article = fresh
            self.header.show_article(fresh, self._dispositions)
            self.refresh_figures()

    def figure(self, figure_id: FigureId | None) -> Figure | None:
        """A figure of this source."""
        return next((f for f in self.figures if f.id == figure_id), None)

    def show_figure(self, figure: Figure, *, current: bool = True, remember: bool = True) -> None:
        """Opens the figure's source if need be and brings the figure into view, as the current one or as its
        counterpart."""
        self.show_article(figure.article_id, remember=remember)
        if figure.orphan:  # its words stand in a former version only: no place of this text is meant
            self.show_no_figure()
            return
        self.reader.set_current(figure.id if current else None)
        self.reader.set_counterpart(None if current else figure.id)
        self.reader.reveal(figure.full_span)
        self.margin.update()
        if remember:
            self._remember(Place(figure.article_id, figure.id, self.reader.top()))

    def show_no_figure(self) -> None:
        self.reader.set_current(None)
        self.reader.set_counterpart(None)
        self.margin.update()

    # the text or its pages

    @property
    def view(self) -> Reader | PageView:
        """What shows the source: its text, or the pages of its PDF. Keys go there."""
        shown = self._views.currentWidget()
        return self.pages if shown is self.pages else self.reader

    def show_as_pages(self, wanted: bool) -> None:
        """PDF sources as their pages, or as text; other sources always as text."""
        self._as_pages = wanted
        self._show_view()

    def _show_view(self) -> None:
        project, article = self._session.project, self.article
        is_pdf = article is not None and article.media_type == PDF
        self.header.show_pages(self._as_pages if is_pdf else None)
        focused = self.view.hasFocus()
        pages = is_pdf and self._as_pages
        if pages and self.pages.closed and project is not None and article is not None:
            self.pages.open(project.articles.original(article.id), article.text, article.file_name)
        self._views.setCurrentWidget(self.pages if pages else self.reader)
        self.margin.seen = self.pages.seen if pages else self.reader.visible_range
        self.margin.scroll_to = self.view.scroll_to
        self.margin.update()
        if focused:
            self.view.setFocus()

    # back and forward

    def _remember(self, place: Place) -> None:
        self._places.add(place)
        self._show_history()

    def _remember_here(self) -> None:
        """Keeps where the reader was scrolled to before it leaves."""
        if self.article is not None:
            self._places.scrolled(self.article.id, self.reader.top())

    def _show_history(self) -> None:
        self.header.show_history(back=self._places.has(-1), forward=self._places.has(1))

    def back(self) -> None:
        self._step(-1)

    def forward(self) -> None:
        self._step(1)

    def _step(self, by: int) -> None:
        project = self._session.project
        if project is None or not self._places.has(by):
            return
        self._remember_here()
        place = self._places.go(by)
        if place.article_id in set(project.articles.ids()):
            self.show_article(place.article_id, remember=False)
            self.reader.scroll_to(place.top)
            if self.figure(place.figure_id) is not None:
                self.figure_clicked.emit(place.figure_id)
        self._show_history()

    def forget(self) -> None:
        """Another project: no place of the old one means anything."""
        self._places.clear()
        self._show_nothing()
        self._show_history()

    # find here

    def open_find(self) -> None:
        words = self.reader.selected_text()
        self.find_strip.setVisible(True)
        if words and "\n" not in words:
            self.find_strip.words.setText(words)
        self.find_strip.words.setFocus()
        self.find_strip.words.selectAll()
        self._search(self.find_strip.words.text())

    def close_find(self) -> None:
        self.find_strip.setVisible(False)
        self._show_hits([], -1)
        self.view.setFocus()

    def _search(self, words: str) -> None:
        if not self._folded:
            self._folded = folded(self.reader.text)
        hits = occurrences_in(self._folded, words)
        caret = self.reader.caret()
        first = next((n for n, hit in enumerate(hits) if hit.start >= caret), 0 if hits else -1)
        self._show_hits(hits, first)

    def find_step(self, by: int) -> None:
        """The next or previous hit, round the end."""
        if self._hits:
            self._show_hits(self._hits, (self._hit + by) % len(self._hits))

    def show_hits(self, hits: Sequence[Span], current: int) -> None:
        """Marks what was found in another way than in the strip; F3 goes on among it."""
        self._show_hits(list(hits), current)

    def _show_hits(self, hits: list[Span], current: int) -> None:
        self._hits, self._hit = hits, current
        self.reader.set_matches(hits, current)
        self.margin.set_matches(hits)
        self.find_strip.show_count(current, len(hits))
        if current >= 0:
            self.reader.reveal(hits[current])
