"""The main window: a list of placements. What a part does lives in the part."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QMenuBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from workbench.core.words import tr
from workbench.gui import theme
from workbench.gui.commands import Scope, by_id
from workbench.gui.docks import Docks
from workbench.gui.drops import DropLight
from workbench.gui.keymap import Keymap
from workbench.gui.keys import KeyRouter
from workbench.gui.layout import Layout
from workbench.gui.menus import Menus
from workbench.gui.messages import Messages
from workbench.gui.panels.welcome import Welcome
from workbench.gui.session import Session
from workbench.gui.status import StatusLine

if TYPE_CHECKING:
    from workbench.gui.desk import Desk
    from workbench.gui.files import Files
    from workbench.gui.finding.going import Finding
    from workbench.gui.imports import Imports
    from workbench.gui.noting import Noting
    from workbench.gui.panels.comparison import ComparisonPanel
    from workbench.gui.panels.conflicts import ConflictsPanel
    from workbench.gui.panels.history import HistoryPanel
    from workbench.gui.panels.notes import NotesPanel
    from workbench.gui.panels.orphans import OrphansPanel
    from workbench.gui.panels.search import SearchPanel
    from workbench.gui.panels.source import SourcePanel
    from workbench.gui.panels.sources import SourcesPanel
    from workbench.gui.versions import Versions


class Window(QMainWindow):
    """Shows the welcome page until a project is open; the parts around the desk are made for the first project."""

    session: Session
    desk: Desk
    sources: SourcesPanel
    source: SourcePanel
    conflicts: ConflictsPanel
    comparison: ComparisonPanel
    history: HistoryPanel
    notes: NotesPanel
    orphans: OrphansPanel
    versions: Versions
    noting: Noting
    search: SearchPanel
    finding: Finding

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.layout_memory = Layout()
        self.docks = Docks(self)
        self.messages = Messages(self)
        self._bar = QMenuBar(self)
        self._head = QWidget(self)
        self.keymap = Keymap.of(session.settings.keys)
        self.menus = Menus(self, self._bar)
        self._place_head()
        self.welcome = Welcome(session, self)
        self.centre = QStackedWidget(self)
        self.centre.addWidget(self.welcome)
        self.setCentralWidget(self.centre)
        self.status = StatusLine(session, self)
        self.setStatusBar(self.status)
        self.setAcceptDrops(True)
        self._drop_light = DropLight(self)
        self.setDockOptions(self.dockOptions() | QMainWindow.DockOption.GroupedDragging)
        self._keys = KeyRouter(self.keymap, self.scopes_of, self.menus.run, self)
        _application().installEventFilter(self._keys)
        self._connect()
        self.retranslate()
        self.welcome.setFocus()
        if not self.layout_memory.restore_geometry(self):
            self._first_size()

    def _place_head(self) -> None:
        """Menu bar, toolbar and message strips over the whole width."""
        column = QVBoxLayout(self._head)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self._bar, self.menus.toolbar, self.messages):
            column.addWidget(widget)
        self.setMenuWidget(self._head)

    def _connect(self) -> None:
        session = self.session
        session.keep_typed = self._keep_typed
        session.told.connect(self.messages.show_message)
        session.untold.connect(self.messages.dismiss_topic)
        session.project_opening.connect(self.build_parts)
        session.project_closing.connect(self._keep_layout)
        session.settings_changed.connect(self._take_keys)
        session.project_opened.connect(self._on_opened)
        session.project_closed.connect(self._on_closed)
        self.welcome.new_wanted.connect(lambda: self.menus.run(by_id("file.new")))
        self.welcome.open_wanted.connect(lambda: self.menus.run(by_id("file.open")))
        self.welcome.sample_wanted.connect(lambda: self.menus.run(by_id("file.sample")))
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_theme)

    def _first_size(self) -> None:
        """The whole of a small screen, most of a large one."""
        room = self.screen().availableGeometry()
        if room.width() < 1440 or room.height() < 940:
            self.setWindowState(Qt.WindowState.WindowMaximized)
        self.resize(min(2000, room.width() * 92 // 100), min(1300, room.height() * 90 // 100))

    # what waits until it is asked for

    @cached_property
    def files(self) -> Files:
        """Opening, making and exporting."""
        from workbench.gui.files import Files

        return Files(self)

    @cached_property
    def imports(self) -> Imports:
        """Articles into the project."""
        from workbench.gui.imports import Imports

        return Imports(self)

    # parts

    def build_parts(self) -> None:
        """Makes the desk and the panels around it; they are not needed for first paint."""
        if not self.docks:
            from workbench.gui import parts

            parts.make(self)

    def _drop_parts(self) -> None:
        """Takes the desk and panels away, to make them anew in another language."""
        self.docks.drop()
        self.centre.removeWidget(self.desk)
        self.desk.deleteLater()

    def reset_layout(self) -> None:
        if self.session.project is not None:
            self.layout_memory.forget_docks(self.session.project.path)
            self.docks.arrange()

    # the project comes and goes

    def _on_opened(self) -> None:
        project = self.session.project
        assert project is not None
        if not self.layout_memory.restore_docks(self, project.path):
            self.docks.arrange()
        self.docks.fit_titles()
        self.centre.setCurrentWidget(self.desk)
        self.desk.focus_reader(0)
        self.messages.dismiss_topic("import")
        self._title()

    def _on_closed(self) -> None:
        for dock in self.docks.values():
            dock.hide()
        self.centre.setCurrentWidget(self.welcome)
        self.welcome.setFocus()
        self._title()

    def _title(self) -> None:
        project = self.session.project
        name = "Research Workbench"
        if project is not None:
            read_only = f" [{tr('read-only')}]" if project.read_only else ""
            name = f"{project.path.stem}{read_only} — {name}"
        self.setWindowTitle(name)

    def close_source(self) -> None:
        """Closes the selected source; where figures are open, the box for the reason gets the focus."""
        if self.docks:
            self.focus_part("source")
            self.source.close_source()

    # focus

    def focus_part(self, name: str) -> None:
        """Shows a panel and puts the focus into it."""
        dock = self.docks.get(name)
        if dock is None or self.session.project is None:
            return
        dock.show()
        dock.raise_()
        dock.widget().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_reader(self, pane: int) -> None:
        if self.session.project is not None:
            self.desk.focus_reader(pane)

    def next_part(self, step: int) -> None:
        """The focus goes round: sources, readers, form, the panel in front below."""
        if self.session.project is None:
            return
        focus = QApplication.focusWidget()
        shown = [n for n, d in self.docks.items() if d.isVisible() and not d.visibleRegion().isEmpty()]
        order = [n for n in ("sources", "desk", "form", *self.docks) if n == "desk" or n in shown]
        order = list(dict.fromkeys(order))
        here = next((n for n in order if focus is not None and self._part(n).isAncestorOf(focus)), "desk")
        there = order[(order.index(here) + step) % len(order)]
        if there == "desk":
            self.focus_reader(0)
        else:
            self.focus_part(there)

    def _part(self, name: str) -> QWidget:
        return self.desk if name == "desk" else self.docks[name]

    def scopes_of(self, focus: QWidget) -> tuple[Scope, ...]:
        """Which keys mean something where the focus is."""
        if self.docks:
            if self.desk.isAncestorOf(focus):
                return (Scope.READER, Scope.REVIEW, Scope.WINDOW)
            if self.desk.queue.isAncestorOf(focus):
                return (Scope.REVIEW, Scope.WINDOW)
            if self.desk.form.isAncestorOf(focus):
                return (Scope.FORM, Scope.WINDOW)
            if self.sources.isAncestorOf(focus) or self.comparison.isAncestorOf(focus):
                return (Scope.NOTED, Scope.WINDOW)
        return (Scope.WINDOW,) if self.isAncestorOf(focus) else ()

    # looks and words

    def toggle_theme(self) -> None:
        self.use_theme("light" if theme.of(self).dark else "dark")

    def use_theme(self, name: str) -> None:
        """ "light", "dark", or "" to follow the system."""
        self.session.change_settings(theme=name)
        self._apply_theme()

    def _on_system_theme(self) -> None:
        if not self.session.settings.theme:
            self._apply_theme()

    def _apply_theme(self) -> None:
        theme.apply(_application(), theme.named(self.session.settings.theme))

    def use_language(self, language: str) -> None:
        """Every word of the window in another language, at once."""
        from workbench.gui import app

        if not self._keep_typed():
            return
        self._keep_layout()
        self.session.change_settings(language=language)
        app.speak(language)
        self.retranslate()

    def retranslate(self) -> None:
        """Head, status line and welcome page say their words again; the parts around the desk are made anew."""
        self.menus.retranslate()
        self.status.retranslate()
        self.welcome.retranslate()
        self._title()
        if not self.docks:
            return
        shown = [pane.article_id for pane in self.desk.panes]
        self._drop_parts()
        self.build_parts()
        self.session.show_again()
        for pane, article in reversed(list(enumerate(shown))):
            if article is not None and self.session.project is not None:
                self.session.show_article(article, pane)

    def show_palette(self) -> None:
        from workbench.gui.dialogs.palette import Palette

        Palette(self).open_over()

    def show_keys(self) -> None:
        from workbench.gui.dialogs.key_sheet import KeySheet

        KeySheet(self).show()

    def show_key_editor(self) -> None:
        from workbench.gui.dialogs.keys import KeyEditor

        KeyEditor(self).show()

    def _take_keys(self) -> None:
        """Keys were changed in the settings: everything that shows or hears them follows."""
        if self.session.settings.keys != self.keymap.stored:
            self.keymap = Keymap.of(self.session.settings.keys)
            self._keys.set_keys(self.keymap)
            self.menus.rekey()

    def show_about(self) -> None:
        from workbench.gui.dialogs.about import About

        About(self).show()

    # Qt

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_change(event):
            self.menus.redraw_icons()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that no part has a use for takes the message away."""
        if event.key() == Qt.Key.Key_Escape:
            self.messages.dismiss_newest()
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._drop_light.enter(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._drop_light.enter(event)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._drop_light.leave()

    def dropEvent(self, event: QDropEvent) -> None:
        self._drop_light.drop(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.layout_memory.save_geometry(self)
        if not self.session.close():
            event.ignore()  # what was typed cannot be saved: its box says why
            return
        self.session.jobs.close()
        _application().removeEventFilter(self._keys)
        super().closeEvent(event)

    def _keep_typed(self) -> bool:
        """Saves what was typed in forms before they are left; False shows the box that cannot be saved."""
        if not self.docks:
            return True
        if not self.noting.editor.keep_typed():
            return False
        for name, form in (("form", self.desk.form), ("source", self.source)):
            if not form.keep_typed():
                self.docks[name].show()
                self.docks[name].raise_()
                return False
        return True

    def _keep_layout(self) -> None:
        project = self.session.project
        if project is not None:
            self.layout_memory.save_docks(self, project.path)


def _application() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
