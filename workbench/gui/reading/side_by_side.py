"""Two readers side by side with the strip of other sources below: what they show and how figures link them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from workbench.core.model.article import ArticleId
from workbench.core.model.changes import Changes
from workbench.core.model.figure import Figure, FigureId, Status
from workbench.core.words import tr
from workbench.gui import theme
from workbench.gui.models.disagreements import Disagreements
from workbench.gui.reading.linked import Links
from workbench.gui.reading.others import OtherSources
from workbench.gui.reading.pane import PDF, ReaderPane
from workbench.gui.reading.reader import SIZES, WIDTHS
from workbench.gui.session import ANY_READER, Session

_STANDARD_SIZE = 11.5
_WIDER = 6.0  # letters that a line is made longer by


class SideBySide(QWidget):
    """Signals: `article_shown(ArticleId | None)`, the source of the reader that keys act on; `figure_opened()` on a
    double click; `menu_wanted(QPoint)` for a menu in a reader."""

    article_shown = Signal(object)
    figure_opened = Signal()
    menu_wanted = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.load_font(theme.READER_FONT)
        self.session = session
        self.panes = (
            ReaderPane(session, "A", closable=False, parent=self),
            ReaderPane(session, "B", closable=True, parent=self),
        )
        self.others = OtherSources(self)
        self.disagreements = Disagreements(session, self)
        self._links = Links(session, self.others)
        self._active = 0
        self._build()
        self._connect()
        self._apply_settings()
        self._on_project()

    def _build(self) -> None:
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self, childrenCollapsible=False)
        for pane in self.panes:
            self._splitter.addWidget(pane)
        self._splitter.setSizes([1000, 1000])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._splitter, 1)
        column.addWidget(self.others)
        self.setFocusProxy(self.panes[0].reader)

    def _connect(self) -> None:
        session = self.session
        session.project_opened.connect(self._on_project)
        session.project_closed.connect(self._on_project)
        session.changed.connect(self._on_changes)
        session.figure_selected.connect(self._on_selected)
        session.article_wanted.connect(self.show_article)
        session.article_sought.connect(self.find_article)
        session.articles_imported.connect(self.show_imported)
        session.figures_wanted.connect(self.show_figures)
        session.settings_changed.connect(self._apply_settings)
        for number, pane in enumerate(self.panes):
            pane.activated.connect(lambda n=number: self._activate(n))
            pane.figure_clicked.connect(lambda figure, n=number: self._on_clicked(figure, n))
            pane.figure_opened.connect(lambda figure, n=number: self._on_double_clicked(figure, n))
            pane.zoomed.connect(self.zoom)
            pane.closed.connect(self.toggle_second_reader)
            pane.menu_wanted.connect(self.menu_wanted)
            pane.pages_wanted.connect(self.show_pages)
        self.others.figure_wanted.connect(self.show_beside)
        self.disagreements.changed.connect(self._on_conflicts)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.others.fit(self.height())

    # what is open

    @property
    def active(self) -> ReaderPane:
        """The reader that keys and lists act on."""
        return self.panes[self._active]

    @property
    def other(self) -> ReaderPane:
        return self.panes[1 - self._active]

    def _activate(self, number: int) -> None:
        if number != self._active:
            self._active = number
            self._show_active()

    def _show_active(self) -> None:
        for pane in self.panes:
            pane.header.set_active(pane is self.active and not self.panes[1].isHidden())
        if self.other.has_focus():  # the caret is where the keys act
            self.active.take_focus()
        self.article_shown.emit(self.active.article_id)

    def _on_project(self) -> None:
        """A project was opened or closed: its first two sources, or nothing."""
        project = self.session.project
        articles = list(project.articles.ids()) if project is not None else []
        self._links.forget()
        for pane, article in zip(self.panes, [*articles, None, None], strict=False):
            pane.forget()
            pane.show_article(article)
        self._active = 0
        self._show_active()

    def _on_changes(self, changes: Changes) -> None:
        project = self.session.project
        if project is None:
            return
        self._links.apply(changes)
        for pane in self.panes:
            pane.apply(changes)
        self._fill_empty(project.articles.ids)
        selected = self.session.selected_figure
        touched = changes.ids("figure")
        if (
            len(touched) == 1
            and selected not in touched
            and (found := project.figures.many([*map(FigureId, touched)]))
        ):
            self.session.select_figure(found[0].id)  # undone, redone or made somewhere else: show what it did
        elif selected is not None and not project.figures.many([selected]):
            self.session.select_figure(None)
        elif selected in touched:
            self._links.show(self._selected(), self.other)
        self._show_active()

    def _fill_empty(self, articles: Callable[[], Sequence[ArticleId]]) -> None:
        """The first sources of a project open by themselves, one in each reader."""
        for pane in self._visible():
            if pane.article is None:
                shown = {p.article_id for p in self.panes}
                free = next((article for article in articles() if article not in shown), None)
                if free is not None:
                    pane.show_article(free)
                    pane.set_conflicts(self.disagreements.members)

    def _on_conflicts(self) -> None:
        for pane in self.panes:
            pane.set_conflicts(self.disagreements.members)

    def _visible(self) -> list[ReaderPane]:
        return [pane for pane in self.panes if not pane.isHidden()]

    def show_article(self, article_id: ArticleId, pane: int = 0) -> None:
        """Opens a source in a reader and makes that the active one."""
        if pane == 1:
            self.panes[1].setVisible(True)
        self.panes[pane].show_article(article_id)
        self._active = pane
        self._show_active()
        self._select_here()

    def find_article(self, article_id: ArticleId) -> None:
        """Shows a source where it stands already, else in the active reader."""
        self.show_article(article_id, self._pane_of(article_id))

    def _pane_of(self, article_id: ArticleId) -> int:
        """The reader that shows a source already, the active one first, else the active one."""
        for number in (self._active, 1 - self._active):
            if self.panes[number].article_id == article_id and not self.panes[number].isHidden():
                return number
        return self._active

    def show_imported(self, articles: Sequence[ArticleId], pane: int = ANY_READER) -> None:
        """Sources just added: empty readers have taken theirs already; else the first goes to the reader it was
        dropped on, or to the active one. What the other reader shows stays."""
        if not articles:
            return
        first = articles[0]
        if pane == ANY_READER:
            self.find_article(first)
            return
        other = self.panes[1 - pane]
        if other.article_id == first:  # it was empty and took what was meant for the reader under the mouse
            other.show_article(None)
        self.show_article(first, pane)

    def _show_apart(self, article_id: ArticleId) -> None:
        """Opens a source in the active reader; one that the other reader shows changes places with this one's."""
        before = self.active.article_id
        if self.other.article_id == article_id and before is not None:
            self.other.show_article(before)
        self.show_article(article_id, self._active)

    def _select_here(self) -> None:
        """What is selected is on the screen: with another source comes its first open figure, or none."""
        selected = self._selected()
        if selected is not None and self.active.article_id == selected.article_id and not self.active.isHidden():
            return
        if selected is not None and self.typing() and self._in_sight(selected):
            return  # what is being typed belongs to the figure it was begun for
        opened = next((f.id for f in self.active.figures if f.status is Status.SUGGESTED), None)
        self.select(opened)

    def _in_sight(self, figure: Figure) -> bool:
        """Whether a reader shows the figure's source."""
        return any(pane.article_id == figure.article_id for pane in self._visible())

    def typing(self) -> bool:
        """Whether something is being typed about the current figure."""
        return False

    # the current figure

    def _selected(self) -> Figure | None:
        project, selected = self.session.project, self.session.selected_figure
        if project is None or selected is None:
            return None
        return next(iter(project.figures.many([selected])), None)

    def select(self, figure_id: FigureId | None) -> None:
        self.session.select_figure(figure_id)

    def _on_clicked(self, figure_id: FigureId, pane: int) -> None:
        self._activate(pane)
        self.select(figure_id)

    def _on_double_clicked(self, figure_id: FigureId, pane: int) -> None:
        self._on_clicked(figure_id, pane)
        self.figure_opened.emit()

    def _on_selected(self, figure_id: FigureId | None) -> None:
        figure = self._selected()
        if figure is None:
            for pane in self.panes:
                pane.show_no_figure()
            self.others.clear()
            return
        self._active = self._pane_of(figure.article_id)
        self.active.show_figure(figure)
        if self.other.article_id == figure.article_id:
            self.other.show_no_figure()
        self._links.show(figure, self.other)
        self._show_active()

    def show_beside(self, figure_id: FigureId) -> None:
        """Shows a figure of another source in the other reader; the current one stays."""
        project = self.session.project
        found = project.figures.many([figure_id]) if project is not None else []
        if found:
            self.panes[1].setVisible(True)
            self.other.show_figure(found[0], current=False)
            self.other.set_conflicts(self.disagreements.members)

    def show_figures(self, figure_ids: Sequence[FigureId]) -> None:
        """Evidence: the first figure in the left reader as the current one, the second in the right one."""
        project = self.session.project
        found = project.figures.many(list(figure_ids)[:2]) if project is not None else []
        if not found:
            return
        if len(found) > 1:
            self.panes[1].setVisible(True)
        elif self.panes[1].article_id == found[0].article_id:  # a lone figure may stand in one reader only
            self.panes[1].show_article(self.panes[0].article_id)
        for pane, figure in zip(self.panes, found, strict=False):
            pane.show_article(figure.article_id)
        self._active = 0
        if self.session.selected_figure == found[0].id:
            self._on_selected(found[0].id)
        else:
            self.select(found[0].id)
        if len(found) > 1:
            self.panes[1].show_figure(found[1], current=False)
        self._on_conflicts()

    # going about in the readers

    def back(self) -> None:
        self.active.back()
        self._show_active()
        self._select_here()

    def forward(self) -> None:
        self.active.forward()
        self._show_active()
        self._select_here()

    def focus_active(self) -> None:
        self.active.take_focus()

    def focus_reader(self, number: int) -> None:
        if number == 1:
            self.panes[1].setVisible(True)
        self.panes[number].take_focus()
        self._activate(number)

    def toggle_second_reader(self) -> None:
        shown = self.panes[1].isHidden()
        self.panes[1].setVisible(shown)
        if not shown:
            self._active = 0
            self.panes[0].view.setFocus()
        elif self.session.project is not None:
            self._fill_empty(self.session.project.articles.ids)
        self._show_active()
        if not shown and self._selected() is not None:
            self._select_here()

    def find_here(self) -> None:
        self.active.open_find()

    def find_next(self) -> None:
        self.active.find_step(1)

    def find_previous(self) -> None:
        self.active.find_step(-1)

    # looks

    def zoom(self, steps: int) -> None:
        size = self.session.settings.reader_size + steps
        self.session.change_settings(reader_size=min(max(size, SIZES[0]), SIZES[1]))

    def show_pages(self, wanted: bool) -> None:
        """PDF sources as their pages, or as text, in both readers."""
        self.session.change_settings(pdf_view="pages" if wanted else "text")

    def toggle_pages(self) -> None:
        if not any(pane.article is not None and pane.article.media_type == PDF for pane in self._visible()):
            self.session.say(tr("Only PDF sources have pages to show."))
            return
        self.show_pages(self.session.settings.pdf_view != "pages")

    def widen(self, steps: int) -> None:
        """Longer or shorter lines in the readers."""
        width = self.session.settings.reader_width + steps * _WIDER
        width = min(max(width, WIDTHS[0]), WIDTHS[1])
        self.session.change_settings(reader_width=width)
        self.session.say(tr("Lines of up to {n} letters.", n=int(width)))

    def zoom_in(self) -> None:
        self.zoom(1)

    def zoom_out(self) -> None:
        self.zoom(-1)

    def zoom_standard(self) -> None:
        self.session.change_settings(reader_size=_STANDARD_SIZE)

    def _apply_settings(self) -> None:
        settings = self.session.settings
        for pane in self.panes:
            pane.reader.set_font_size(settings.reader_size, settings.reader_font)
            pane.reader.set_line_width(settings.reader_width)
            pane.pages.set_zoom(settings.reader_size / _STANDARD_SIZE)
            pane.show_as_pages(settings.pdf_view == "pages")
