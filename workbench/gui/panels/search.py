"""Search everywhere: words in all texts, figures by what they state, all places like one: a line and three pages."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QTabBar, QToolButton, QVBoxLayout, QWidget

from workbench.core.actions import searching
from workbench.core.model.changes import Changes
from workbench.core.model.figure import FigureId
from workbench.core.words import tr
from workbench.gui.fields.filter_line import FilterLine
from workbench.gui.finding.alike import AlikePage
from workbench.gui.finding.figures import FiguresPage
from workbench.gui.finding.opening import DownKey
from workbench.gui.finding.source_boxes import SourceBoxes
from workbench.gui.finding.texts import TextsPage
from workbench.gui.session import Session

Page = TextsPage | FiguresPage | AlikePage
TEXTS, FIGURES, ALIKE = range(3)
_PAUSE = 220  # milliseconds of quiet before typed words are looked for
_SETTLE = 400  # and before changes of the project are


class SearchPanel(QWidget):
    """Signal: `passage_wanted(ArticleId, Span | None, hits, pane)`: show a place in a reader, all hits marked."""

    passage_wanted = Signal(object, object, object, int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.modes = QTabBar(self, expanding=False, drawBase=False)
        self.words = FilterLine(self)
        self.count = QLabel(self)
        self.narrow = QToolButton(self)
        self.narrow.setCheckable(True)
        self.narrow.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.sources = SourceBoxes(session, self)
        self.texts, self.figures, self.alike = (
            TextsPage(session, self),
            FiguresPage(session, self),
            AlikePage(session, self),
        )
        self.pages: tuple[Page, ...] = (self.texts, self.figures, self.alike)
        self._stack = QStackedWidget(self)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._later = QTimer(self, singleShot=True, interval=_SETTLE)
        self._ready = False  # whether the dictionary of forms is read, or being read
        self._go = False  # to the list, as soon as there is something in it
        self._counts = dict.fromkeys(range(len(self.pages)), "")
        self._build()
        self._connect()
        self._say_words()

    def _build(self) -> None:
        for page in self.pages:
            self.modes.addTab("")
            self._stack.addWidget(page)
        row = QHBoxLayout()
        row.setContentsMargins(6, 4, 6, 4)
        row.addWidget(self.modes)
        row.addWidget(self.words, 1)
        row.addWidget(self.count)
        row.addWidget(self.narrow)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.sources)
        column.addWidget(self._stack, 1)
        self.setFocusProxy(self.words)

    def _connect(self) -> None:
        self._pause.timeout.connect(self.ask)
        self._later.timeout.connect(self.ask)
        self.words.textChanged.connect(self._on_typed)
        self.narrow.toggled.connect(self.sources.setVisible)
        self.words.returnPressed.connect(self._on_return)
        DownKey(self.words, self._go_to_list)
        self.sources.changed.connect(self._on_narrowed)
        self.modes.currentChanged.connect(self._on_mode)
        for mode, page in enumerate(self.pages):
            page.passage_wanted.connect(self.passage_wanted)
            page.counted.connect(partial(self._on_counted, mode))
        session = self._session
        session.project_opened.connect(self._on_project)
        session.project_closing.connect(self._on_project)
        session.project_closed.connect(self._on_project)
        session.changed.connect(self._on_changes)

    def _say_words(self) -> None:
        self.setAccessibleName(tr("Search"))
        self.modes.setAccessibleName(tr("What to look for"))
        names = (tr("Texts"), tr("Figures"), tr("Find alike"))
        for number, name in enumerate(names):
            self.modes.setTabText(number, name)
        self._name_line()
        self._name_narrow()
        self.narrow.setAccessibleName(tr("Boxes that narrow the search to some sources"))
        self.narrow.setToolTip(tr("Boxes that narrow the search to some sources"))
        self.sources.setVisible(False)

    def _name_line(self) -> None:
        """What the line is for, on each page."""
        names = (
            tr("Words in all sources: “a phrase”, -without, begin*"),
            tr("Words of the quote"),
            tr("A phrase whose places to list"),
        )
        self.words.name(names[self.modes.currentIndex()])

    @property
    def page(self) -> Page:
        return self.pages[self.modes.currentIndex()]

    # asking

    def ask(self) -> None:
        """Looks for what the line and the boxes say, on the page in front."""
        self._pause.stop()
        self._later.stop()
        self.page.ask(self.words.text(), self.sources.wanted())

    def begin(self, words: str = "") -> None:
        """Search in texts, with these words if there are any; the focus is in the line."""
        self.modes.setCurrentIndex(TEXTS)
        if not self._ready:
            self._ready = True
            self._session.jobs.run(searching.made_ready, title=tr("Searching"))
        if words:
            self.words.setText(words)
            self.ask()
        self.words.setFocus()
        self.words.selectAll()

    def begin_alike(self, words: str = "", figure: FigureId | None = None) -> None:
        """The places of a phrase, or of figures like one."""
        self.modes.setCurrentIndex(ALIKE)
        self.words.setText(words)
        self._pause.stop()
        if words or figure is None:
            self.alike.forget()
            self.ask()
            self.words.setFocus()
        else:
            self.alike.ask_figure(figure)
            self.alike.first()

    def _on_typed(self) -> None:
        self._go = False
        self._pause.start()

    def _on_return(self) -> None:
        if self._pause.isActive():
            self.ask()
        self._go_to_list()

    def _go_to_list(self) -> None:
        """Now, or when something is found."""
        self._go = not self._counts[self.modes.currentIndex()]
        self.page.first()

    def _on_narrowed(self) -> None:
        self._name_narrow()
        self.ask()

    def _name_narrow(self) -> None:
        """The button says when boxes that are hidden narrow the search."""
        self.narrow.setText(tr("Sources …") + (" ●" if self.sources.narrowed else ""))

    def _on_mode(self) -> None:
        self._stack.setCurrentWidget(self.page)
        self._name_line()
        self.count.setText(self._counts[self.modes.currentIndex()])
        self.ask()

    def _on_counted(self, mode: int, count: str) -> None:
        self._counts[mode] = count
        if mode == self.modes.currentIndex():
            self.count.setText(count)
            if count and self._go and self.words.hasFocus():
                self._go = False
                self.page.first()

    def _on_project(self) -> None:
        for page in self.pages:
            page.forget()
        self.ask()

    def _on_changes(self, changes: Changes) -> None:
        if changes.touches("figure"):
            self.figures.forget({FigureId(number) for number in changes.ids("figure")})
            self.alike.apply(changes)
        if changes.touches("article") or (changes.touches("figure") and self.page is self.figures):
            self._later.start()
