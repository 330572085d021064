"""The main window: a list of placements. What a part does lives in the part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QDockWidget,
    QMainWindow,
    QMenuBar,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from workbench.core.words import tr
from workbench.gui import theme
from workbench.gui.commands import COMMANDS, Scope
from workbench.gui.files import Files
from workbench.gui.imports import Imports
from workbench.gui.keys import KeyRouter
from workbench.gui.layout import Layout
from workbench.gui.menus import Menus
from workbench.gui.messages import Messages
from workbench.gui.panels.welcome import Welcome
from workbench.gui.session import Session
from workbench.gui.status import StatusLine

if TYPE_CHECKING:
    from workbench.gui.desk import Desk
    from workbench.gui.panels.comparison import ComparisonPanel
    from workbench.gui.panels.conflicts import ConflictsPanel
    from workbench.gui.panels.history import HistoryPanel
    from workbench.gui.panels.source import SourcePanel
    from workbench.gui.panels.sources import SourcesPanel

_LEFT, _RIGHT = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
_BOTTOM = Qt.DockWidgetArea.BottomDockWidgetArea


class Window(QMainWindow):
    """Shows the welcome page until a project is open; the parts around the desk are made for the first project."""

    session: Session
    files: Files
    imports: Imports
    desk: Desk
    sources: SourcesPanel
    source: SourcePanel
    conflicts: ConflictsPanel
    comparison: ComparisonPanel
    history: HistoryPanel

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.layout_memory = Layout()
        self.files, self.imports = Files(self), Imports(self)
        self.docks: dict[str, QDockWidget] = {}
        self.messages = Messages(self)
        self._bar = QMenuBar(self)
        self._head = QWidget(self)
        self.menus = Menus(self, self._bar)
        self._place_head()
        self.welcome = Welcome(session, self)
        self._centre = QStackedWidget(self)
        self._centre.addWidget(self.welcome)
        self.setCentralWidget(self._centre)
        self.status = StatusLine(session, self)
        self.setStatusBar(self.status)
        self.setAcceptDrops(True)
        self.setDockOptions(self.dockOptions() | QMainWindow.DockOption.GroupedDragging)
        self._keys = KeyRouter(COMMANDS, self.scopes_of, self.menus.run, self)
        _application().installEventFilter(self._keys)
        self._connect()
        self.retranslate()
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
        session.told.connect(self.messages.show_message)
        session.project_opening.connect(self.build_parts)
        session.project_closing.connect(self._keep_layout)
        session.project_opened.connect(self._on_opened)
        session.project_closed.connect(self._on_closed)
        self.welcome.new_wanted.connect(self.files.new_project)
        self.welcome.open_wanted.connect(self.files.open_project)
        self.welcome.sample_wanted.connect(self.files.open_sample)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_theme)

    def _first_size(self) -> None:
        """The whole of a small screen, most of a large one."""
        room = self.screen().availableGeometry()
        if room.width() < 1440 or room.height() < 940:
            self.setWindowState(Qt.WindowState.WindowMaximized)
        self.resize(min(2000, room.width() * 92 // 100), min(1300, room.height() * 90 // 100))

    # parts

    def build_parts(self) -> None:
        """Makes the desk and the panels around it; they are not needed for first paint."""
        if self.docks:
            return
        from workbench.gui.desk import Desk
        from workbench.gui.panels.comparison import ComparisonPanel
        from workbench.gui.panels.conflicts import ConflictsPanel
        from workbench.gui.panels.history import HistoryPanel
        from workbench.gui.panels.source import SourcePanel
        from workbench.gui.panels.sources import SourcesPanel

        session = self.session
        self.desk = Desk(session, self._centre)  # with its parent from the first: fonts set before are forgotten
        self._centre.addWidget(self.desk)
        self.sources, self.source = SourcesPanel(session), SourcePanel(session)
        self.conflicts = ConflictsPanel(session, self.desk.disagreements)
        self.comparison, self.history = ComparisonPanel(session), HistoryPanel(session)
        self.setCorner(Qt.Corner.BottomLeftCorner, _LEFT)
        self.setTabPosition(_BOTTOM, QTabWidget.TabPosition.North)
        for name, widget in self._placements().items():
            dock = QDockWidget(self)
            dock.setObjectName(f"dock-{name}")
            dock.setWidget(widget)
            dock.topLevelChanged.connect(self._fit_titles)
            dock.dockLocationChanged.connect(self._fit_titles)
            self.docks[name] = dock
        self._connect_parts()
        self._arrange()
        self._name_docks()

    def _placements(self) -> dict[str, QWidget]:
        return {
            "sources": self.sources,
            "source": self.source,
            "form": self.desk.form,
            "queue": self.desk.queue,
            "conflicts": self.conflicts,
            "comparison": self.comparison,
            "history": self.history,
        }

    def _connect_parts(self) -> None:
        self.comparison.export_wanted.connect(self.files.export)
        self.sources.closing_wanted.connect(self.close_source)
        found = self.desk.disagreements
        found.changed.connect(lambda: self.sources.show_conflicts(found.members))
        self.desk.article_shown.connect(self.session.select_article)
        self.desk.menu_wanted.connect(self.menus.figure_menu)

    def _drop_parts(self) -> None:
        """Takes the desk and panels away, to make them anew in another language."""
        for dock in self.docks.values():
            self.removeDockWidget(dock)
            dock.setObjectName("")  # its place is remembered for the dock that comes after it
            dock.deleteLater()
        self.docks.clear()
        self._centre.removeWidget(self.desk)
        self.desk.deleteLater()

    def _arrange(self) -> None:
        """The layout of a first start."""
        for dock in self.docks.values():
            dock.setFloating(False)
            self.removeDockWidget(dock)
        for name, area in (("sources", _LEFT), ("source", _LEFT), ("form", _RIGHT), ("queue", _BOTTOM)):
            self.addDockWidget(area, self.docks[name])
        # Straight behind its neighbour: side by side for a moment they would make the window wider.
        for before, after in (("queue", "conflicts"), ("conflicts", "comparison"), ("comparison", "history")):
            self.tabifyDockWidget(self.docks[before], self.docks[after])
        for dock in self.docks.values():
            dock.setVisible(True)
        self.docks["queue"].raise_()
        wide = self.width() >= 1600
        self.resizeDocks(
            [self.docks["sources"], self.docks["form"]], [320, 380] if wide else [250, 300], Qt.Orientation.Horizontal
        )
        self.resizeDocks([self.docks["queue"]], [max(200, self.height() // 4)], Qt.Orientation.Vertical)
        self.resizeDocks([self.docks["sources"], self.docks["source"]], [400, 220], Qt.Orientation.Vertical)

    def _fit_titles(self) -> None:
        """A panel among tabs needs no title bar of its own: its tab says the name, and can be dragged."""
        for dock in self.docks.values():
            among_tabs = bool(self.tabifiedDockWidgets(dock)) and not dock.isFloating()
            if among_tabs and dock.titleBarWidget() is None:
                dock.setTitleBarWidget(QWidget(dock))
            elif not among_tabs and dock.titleBarWidget() is not None:
                bar = dock.titleBarWidget()
                dock.setTitleBarWidget(None)  # type: ignore[arg-type]  # Qt gives its own bar back
                bar.deleteLater()

    def reset_layout(self) -> None:
        if self.session.project is not None:
            self.layout_memory.forget_docks(self.session.project.path)
            self._arrange()

    # the project comes and goes

    def _on_opened(self) -> None:
        project = self.session.project
        assert project is not None
        if not self.layout_memory.restore_docks(self, project.path):
            self._arrange()
        self._fit_titles()
        self._centre.setCurrentWidget(self.desk)
        self.desk.focus_reader(0)
        self.messages.dismiss_topic("import")
        self._title()

    def _on_closed(self) -> None:
        for dock in self.docks.values():
            dock.hide()
        self._centre.setCurrentWidget(self.welcome)
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

    def _name_docks(self) -> None:
        names = {
            "sources": tr("Sources"),
            "source": tr("Source"),
            "form": tr("Figure"),
            "queue": tr("Review queue"),
            "conflicts": tr("Conflicts"),
            "comparison": tr("Comparison"),
            "history": tr("History"),
        }
        for name, dock in self.docks.items():
            dock.setWindowTitle(names[name])
            dock.setAccessibleName(names[name])

    def show_palette(self) -> None:
        from workbench.gui.dialogs.palette import Palette

        Palette(self).open_over()

    def show_keys(self) -> None:
        from workbench.gui.dialogs.key_sheet import KeySheet

        KeySheet(self).show()

    def show_about(self) -> None:
        from workbench.gui.dialogs.about import About

        About(self).show()

    # Qt

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_change(event):
            self.menus.redraw_icons()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.imports.can_take(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if self.imports.take(event.mimeData()):
            event.acceptProposedAction()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.layout_memory.save_geometry(self)
        self._keep_layout()
        self.session.close()
        self.session.jobs.close()
        _application().removeEventFilter(self._keys)
        super().closeEvent(event)

    def _keep_layout(self) -> None:
        project = self.session.project
        if project is not None:
            self.layout_memory.save_docks(self, project.path)


def _application() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
