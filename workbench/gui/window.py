"""The main window: a list of placements. What a part does lives in the part."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QStackedWidget,
    QWidget,
)

from workbench.core.words import tr
from workbench.gui import theme
from workbench.gui.layout import Layout

if TYPE_CHECKING:
    from workbench.gui.desk import Desk
    from workbench.gui.docks import Docks
    from workbench.gui.drops import DropLight
    from workbench.gui.files import Files
    from workbench.gui.finding.going import Finding
    from workbench.gui.help.generated import Tell
    from workbench.gui.help.going import Help
    from workbench.gui.imports import Imports
    from workbench.gui.keymap import Keymap
    from workbench.gui.keys import KeyRouter
    from workbench.gui.menus import Menus
    from workbench.gui.messages import Messages
    from workbench.gui.noting import Noting
    from workbench.gui.panels.comparison import ComparisonPanel
    from workbench.gui.panels.conflicts import ConflictsPanel
    from workbench.gui.panels.history import HistoryPanel
    from workbench.gui.panels.notes import NotesPanel
    from workbench.gui.panels.orphans import OrphansPanel
    from workbench.gui.panels.search import SearchPanel
    from workbench.gui.panels.source import SourcePanel
    from workbench.gui.panels.sources import SourcesPanel
    from workbench.gui.panels.welcome import Welcome
    from workbench.gui.registers.joining import Registers
    from workbench.gui.registers.panel import RegistersPanel
    from workbench.gui.session import Session
    from workbench.gui.status import StatusLine
    from workbench.gui.versions import Versions

NAME = "Research Workbench"


class Window(QMainWindow):
    """Shows the welcome page until a project is open; the parts around the desk are made for the first project.

    Its own file loads fast: what it holds is named here, and made in `furniture` and `parts`.
    """

    session: Session
    docks: Docks
    messages: Messages
    keymap: Keymap
    keys: KeyRouter
    menus: Menus
    welcome: Welcome
    centre: QStackedWidget
    status: StatusLine
    drop_light: DropLight
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
    registers: RegistersPanel
    records: Registers

    described: Tell | None = None  # what the command line can do, for the help

    painted = Signal()  # the first time: what is slow to make may follow

    def __init__(self, session: Session | None = None) -> None:
        """With a session all is there at once; without one the bare frame, to be furnished after its first paint."""
        super().__init__()
        self.furnished = self._was_painted = False
        self._fills_screen = False
        self.layout_memory = Layout()
        self.setWindowTitle(NAME)
        if not self.layout_memory.restore_geometry(self):
            self._first_size()
        if session is not None:
            self.furnish(session)

    def _first_size(self) -> None:
        """The whole of a small screen, most of a large one."""
        room = self.screen().availableGeometry()
        self._fills_screen = room.width() < 1440 or room.height() < 940
        self.resize(min(2000, room.width() * 92 // 100), min(1300, room.height() * 90 // 100))

    def show(self) -> None:
        """The first time as large as `_first_size` says; to name a state of windows here would load all of `Qt`."""
        fills, self._fills_screen = self._fills_screen, False
        if fills:
            self.showMaximized()
        else:
            super().show()

    def furnish(self, session: Session) -> None:
        """Makes what every window has; a project's parts come with the first project."""
        from workbench.gui import furniture

        self.session = session
        theme.use_font(_application())
        furniture.make(self)
        self.furnished = True
        self._connect()
        self.retranslate()
        if self.isVisible():
            self.centre.show()  # what is hidden still cannot be seen to have the focus
        self.welcome.setFocus()

    def _connect(self) -> None:
        session = self.session
        session.keep_typed = self._keep_typed
        session.project_opening.connect(self.build_parts)
        session.project_closing.connect(self._keep_layout)
        session.settings_changed.connect(self._take_keys)
        session.project_opened.connect(self._on_opened)
        session.project_closed.connect(self._on_closed)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_theme)

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

    @cached_property
    def help(self) -> Help:
        from workbench.gui.help.going import Help

        return Help(self)

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
        name = NAME
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
        from PySide6.QtCore import Qt

        dock = self.docks.get(name)
        if dock is None or self.session.project is None:
            return
        dock.show()
        dock.raise_()
        panel = dock.widget()
        panel.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not panel.isAncestorOf(QApplication.focusWidget() or self):  # its list is empty, and hidden
            reachable = [w for w in panel.findChildren(QWidget) if w.isVisibleTo(panel) and w.isEnabled()]
            first = next((w for w in reachable if w.focusPolicy() & Qt.FocusPolicy.TabFocus), None)
            if first is not None:
                first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_reader(self, pane: int) -> None:
        if self.session.project is not None:
            self.desk.focus_reader(pane)

    def next_part(self, step: int) -> None:
        from workbench.gui import focus

        focus.next_part(self, step)

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

    def show_key_editor(self) -> None:
        from workbench.gui.dialogs.keys import KeyEditor

        KeyEditor(self).show()

    def show_settings(self) -> None:
        from workbench.gui.dialogs.settings import SettingsWindow

        SettingsWindow(self).show()

    def show_lessons(self) -> None:
        from workbench.gui.dialogs.lessons import Lessons

        Lessons(self).show()

    def apply_learned(self) -> None:
        from workbench.gui.applying import apply_learned

        apply_learned(self.session)

    def _take_keys(self) -> None:
        """Keys were changed in the settings: everything that shows or hears them follows."""
        from workbench.gui import spoken_keys
        from workbench.gui.keymap import Keymap

        if self.session.settings.keys != self.keymap.stored:
            self.keymap = Keymap.of(self.session.settings.keys)
            self.keys.set_keys(self.keymap)
            spoken_keys.use(self.keymap)
            self.menus.rekey()
            spoken_keys.say_again(self)

    # Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if self.furnished and theme.is_change(event):
            self.menus.redraw_icons()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that no part has a use for takes the message away; without one it leads back to the text."""
        from PySide6.QtCore import Qt

        if event.key() == Qt.Key.Key_Escape and self.furnished and not self.messages.dismiss_newest():
            from workbench.gui import focus

            focus.back_to_text(self)
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.drop_light.enter(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self.drop_light.enter(event)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self.drop_light.leave()

    def dropEvent(self, event: QDropEvent) -> None:
        self.drop_light.drop(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.layout_memory.save_geometry(self)
        if self.furnished:
            if not self.session.close():
                event.ignore()  # what was typed cannot be saved: its box says why
                return
            self.session.waiter.stop()
            self.session.jobs.close()
            _application().removeEventFilter(self.keys)
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
