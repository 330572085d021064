"""The window of the help: contents and search at the left, the page at the right, back and forward between pages."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt, QUrl
from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from workbench.core.errors import BadInput
from workbench.core.vocabulary.query import Query, parse
from workbench.core.words import tr, trn
from workbench.gui import icons, theme
from workbench.gui.commands import by_id
from workbench.gui.help import finding, markup, pages
from workbench.gui.help.browser import Browser
from workbench.gui.spoken_keys import key_of, with_key
from workbench.gui.widgets import hint, rename

if TYPE_CHECKING:
    from workbench.gui.window import Window

_PLACE = Qt.ItemDataRole.UserRole
_WIDE, _NARROW = QSize(980, 720), QSize(460, 720)
_BELOW_TOOLS = 60  # pixels: menus and toolbar stay in sight


@dataclass(frozen=True, slots=True)
class Stop:
    """Where the reader was: a page, and how far down."""

    page: str
    anchor: str = ""
    down: int = 0


class HelpWindow(QDialog):
    """Stays open beside the window while one works. It follows language, theme and keys."""

    def __init__(self, window: Window) -> None:
        super().__init__(window, modal=False)
        self._window = window
        self._pages: dict[str, pages.Page] = {}
        self._places: dict[tuple[str, str], QTreeWidgetItem] = {}
        self._here = Stop("")
        self._before: list[Stop] = []
        self._after: list[Stop] = []
        self._query: Query | None = None
        self._passing = False
        self.line = QLineEdit(self, clearButtonEnabled=True)
        self.tree = QTreeWidget(self)
        self.hits = QListWidget(self)
        self.count = hint(self)
        self.page = Browser(self)
        self.said = QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.buttons = {name: QToolButton(self) for name in ("contents", "back", "forward", "smaller", "larger")}
        self._side = QWidget(self)
        self._lists = QStackedWidget(self._side)
        self._actions = {name: QAction(self) for name in _KEYED}
        self._build()
        self._connect()
        self.retranslate()
        self.resize(_WIDE)
        self._placed = window.layout_memory.restore_beside("help", self)

    def _build(self) -> None:
        found = QWidget(self)
        below = QVBoxLayout(found)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self.count)
        below.addWidget(self.hits)
        for widget in (self.tree, found):
            self._lists.addWidget(widget)
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.addWidget(self.line)
        side.addWidget(self._lists)
        row = QHBoxLayout()
        for name, button in self.buttons.items():
            button.setAutoRaise(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
            if name == "forward":
                row.addStretch(1)
        self.buttons["contents"].setCheckable(True)
        self.buttons["contents"].setChecked(True)
        right = QWidget(self)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self.said, self.page):
            column.addWidget(part)
        self.said.hide()
        self._parts = QSplitter(self, childrenCollapsible=False)
        self._parts.addWidget(self._side)
        self._parts.addWidget(right)
        self._parts.setSizes([300, 680])
        self._parts.setStretchFactor(1, 1)
        outer = QVBoxLayout(self)
        outer.addLayout(row)
        outer.addWidget(self._parts, 1)
        self.tree.setHeaderHidden(True)
        self.hits.setWordWrap(True)
        self.hits.setSpacing(3)
        self._draw_icons()

    def _connect(self) -> None:
        self.line.textChanged.connect(self.search)
        self.line.installEventFilter(self)
        self.tree.currentItemChanged.connect(lambda item, _: self._on_item(item))
        self.tree.activated.connect(self._into_page)
        self.hits.currentItemChanged.connect(lambda item, _: self._on_item(item))
        self.hits.activated.connect(self._into_page)
        self.page.link_wanted.connect(self.follow)
        acts = {
            "back": self.back,
            "forward": self.forward,
            "smaller": lambda: self.page.zoom(-1),
            "larger": lambda: self.page.zoom(1),
        }
        for name, act in acts.items():
            self.buttons[name].clicked.connect(act)
        self.buttons["contents"].toggled.connect(self._side.setVisible)
        keyed = {
            "go.back": self.back,
            "go.forward": self.forward,
            "edit.find": self.to_search,
            "view.zoom_in": acts["larger"],
            "view.zoom_out": acts["smaller"],
            "view.zoom_standard": lambda: self.page.zoom(0),
        }
        for name, action in self._actions.items():
            action.triggered.connect(keyed[name])
            self.addAction(action)

    # words

    def retranslate(self) -> None:
        """Everything in the language, with the keys, of now."""
        self.setWindowTitle(tr("Help"))
        self.line.setPlaceholderText(tr("Search the help"))
        self.line.setAccessibleName(tr("Search the help"))
        self.tree.setAccessibleName(tr("Contents of the help"))
        self.hits.setAccessibleName(tr("Found in the help"))
        self.page.setAccessibleName(tr("Page of the help"))
        names = (
            ("contents", tr("Contents"), ""),
            ("back", tr("Back"), "go.back"),
            ("forward", tr("Forward"), "go.forward"),
            ("smaller", tr("Smaller letters"), "view.zoom_out"),
            ("larger", tr("Larger letters"), "view.zoom_in"),
        )
        for name, words, command in names:
            rename(self.buttons[name], with_key(words, command) if command else words)
        self.say_keys()

    def say_keys(self) -> None:
        """Pages name keys; the same ones work here."""
        keymap = self._window.keymap
        for name, action in self._actions.items():
            action.setShortcuts([QKeySequence(key) for key in keymap.keys(by_id(name))])
        self.line.setToolTip(key_of("edit.find"))
        described = self._window.described
        self._pages = {page.name: page for page in pages.load(described() if described else None)}
        self._fill_tree()
        if self._here.page:
            self._show(replace(self._here, down=self.page.verticalScrollBar().value()))
        self.search(self.line.text())

    def _fill_tree(self) -> None:
        self.tree.blockSignals(True)
        self.tree.clear()
        self._places.clear()
        for page in self._pages.values():
            top = QTreeWidgetItem(self.tree, [page.title])
            self._places[page.name, ""] = top
            for section in page.sections:
                below = QTreeWidgetItem(top, [markup.to_text(section.text)])
                self._places[page.name, section.anchor] = below
        for place, item in self._places.items():
            item.setData(0, _PLACE, place)
        self.tree.blockSignals(False)

    # going

    def open_page(self, name: str, anchor: str = "", *, narrow: bool = False) -> None:
        """Shows a page, in a window of its own beside the work; `narrow` leaves the work more room."""
        self.line.clear()
        self.go(name, anchor)
        if narrow and not self.isVisible():
            self.buttons["contents"].setChecked(False)
            self._stand_beside()
        self.show()
        self.raise_()
        self.activateWindow()
        self.page.setFocus()

    def _stand_beside(self) -> None:
        """At the right edge of the screen, over as little of the work as can be; where it stood before, if it did."""
        if not self._placed:
            self.resize(_NARROW)
            room = self._window.screen().availableGeometry()
            self.move(room.right() - self.width(), max(room.top(), self._window.geometry().top() + _BELOW_TOOLS))
            self._placed = True

    def go(self, name: str, anchor: str = "", *, passing: bool = False) -> None:
        """`passing` a list entry by entry leaves one place to go back to, not each."""
        if name not in self._pages or (name, anchor) == (self._here.page, self._here.anchor):
            return
        if self._here.page and not (passing and self._passing):
            self._before.append(replace(self._here, down=self.page.verticalScrollBar().value()))
        self._passing = passing
        self._after.clear()
        self._show(Stop(name, anchor))

    def back(self) -> None:
        self._step(self._before, self._after)

    def forward(self) -> None:
        self._step(self._after, self._before)

    def _step(self, there: list[Stop], left: list[Stop]) -> None:
        if there:
            left.append(replace(self._here, down=self.page.verticalScrollBar().value()))
            self._show(there.pop())

    def _show(self, stop: Stop) -> None:
        self._here = stop
        self.said.hide()
        one = self._pages[stop.page]
        self.page.show_page(one.html, stop.anchor, self._query.wanted if self._query else ())
        if stop.down:
            self.page.verticalScrollBar().setValue(stop.down)
        self.setWindowTitle(f"{one.title} — {tr('Help')}")
        for name, stops in (("back", self._before), ("forward", self._after)):
            self.buttons[name].setEnabled(bool(stops))
        self._choose_in_tree(stop)

    def _choose_in_tree(self, stop: Stop) -> None:
        self.tree.blockSignals(True)
        if (item := self._places.get((stop.page, stop.anchor))) is not None:
            self.tree.setCurrentItem(item)
        self.tree.blockSignals(False)

    @property
    def here(self) -> tuple[str, str]:
        return self._here.page, self._here.anchor

    def follow(self, url: QUrl) -> None:
        """A link to another page or place. An address outside the help is said, never opened."""
        name = url.path().removesuffix(".md") or self._here.page
        if url.scheme() or url.host() or name not in self._pages:
            self.said.setText(tr("The help opens no addresses outside it: {address}", address=url.toString()))
            self.said.show()
            return
        self.go(name, url.fragment())

    def _on_item(self, item: QTreeWidgetItem | QListWidgetItem | None) -> None:
        if item is None:
            return
        place = item.data(0, _PLACE) if isinstance(item, QTreeWidgetItem) else item.data(_PLACE)
        self.go(*place, passing=True)

    def _into_page(self, _index: QModelIndex) -> None:
        self.page.setFocus()

    # searching

    def to_search(self) -> None:
        self.buttons["contents"].setChecked(True)
        self.line.setFocus()
        self.line.selectAll()

    def search(self, typed: str) -> None:
        """Lists the sections that hold the words; without words the contents."""
        self._query = None
        if not typed.strip():
            self._lists.setCurrentIndex(0)
            return
        self._lists.setCurrentIndex(1)
        self.hits.clear()
        try:
            self._query = parse(typed)
        except BadInput as error:
            self.count.setText(str(error))
            return
        found = finding.find(list(self._pages.values()), self._query)
        for hit in found:
            item = QListWidgetItem(f"{hit.title}\n{hit.snippet}", self.hits)
            item.setData(_PLACE, (hit.page, hit.anchor))
        if found:
            self.count.setText(trn("{n} place in the help", "{n} places in the help", len(found)))
        else:
            self.count.setText(tr("The help holds no such words. Try fewer, or the beginning of one with *."))

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Down and Enter in the line go into the list that it filters."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is self.line:
            entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if entered or event.key() == Qt.Key.Key_Down:
                self._from_line(entered=entered)
                return True
        return super().eventFilter(watched, event)  # type: ignore[arg-type]

    def _from_line(self, *, entered: bool) -> None:
        if self._lists.currentIndex() == 0:
            self.tree.setFocus()
        elif self.hits.count():
            self.hits.setCurrentRow(0)
            (self.page if entered else self.hits).setFocus()

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties the search first, then closes."""
        if event.key() == Qt.Key.Key_Escape and self.line.text():
            self.line.clear()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self._pages:
            self.retranslate()
        if theme.is_change(event) and self._pages:
            self._draw_icons()

    def done(self, result: int) -> None:
        self._window.layout_memory.save_beside("help", self)
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._window.layout_memory.save_beside("help", self)
        super().closeEvent(event)

    def _draw_icons(self) -> None:
        look = theme.of(self)
        for name, icon in _ICONS.items():
            self.buttons[name].setIcon(icons.icon(icon, look))


_KEYED = ("go.back", "go.forward", "edit.find", "view.zoom_in", "view.zoom_out", "view.zoom_standard")
_ICONS = {
    "contents": "fa6s.list",
    "back": "fa6s.arrow-left",
    "forward": "fa6s.arrow-right",
    "smaller": "fa6s.magnifying-glass-minus",
    "larger": "fa6s.magnifying-glass-plus",
}
