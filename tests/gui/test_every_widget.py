"""Every widget of the window, its panels and its dialogs: it has a name and a role, keys reach it, focus shows."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QDockWidget,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QToolButton,
    QWidget,
)

from workbench.gui import theme
from workbench.gui.commands import by_id
from workbench.gui.dialogs.palette import Palette
from workbench.gui.fields.picker import FieldPicker
from workbench.gui.registers.editor import ValueEditor
from workbench.gui.window import Window

INTERACTIVE = (QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QTabBar,
               QTextEdit)  # fmt: skip
PARTS = ("sources", "source", "form", "queue", "conflicts", "comparison", "registers", "history", "notes", "orphans",
         "search")  # fmt: skip
DIALOGS = ("edit.settings", "help.keys", "help.change_keys", "help.about", "figure.lessons", "figure.rates",
           "figure.dossier", "figure.register_types", "figure.note", "file.differences", "help.palette",
           "help.open")  # fmt: skip
NO_NAME = (QAccessible.Role.NoRole, QAccessible.Role.Client)


def is_own(widget: QWidget) -> bool:
    """Not a piece that Qt makes inside another widget: a box's line, a table's heading, a dock's or line's button."""
    parent = widget.parentWidget()
    inside = isinstance(parent, QComboBox | QAbstractSpinBox | QDockWidget | QTabBar)
    inside |= isinstance(widget, QToolButton) and isinstance(parent, QLineEdit)
    inside |= isinstance(widget, QHeaderView) or widget.objectName().startswith("qt_")
    popup = any(isinstance(w, QComboBox) for w in ancestors(widget))
    corner = isinstance(widget, QAbstractButton) and isinstance(parent, QAbstractItemView)
    return not (inside or popup or corner)


def ancestors(widget: QWidget) -> Iterator[QWidget]:
    while (parent := widget.parentWidget()) is not None:
        yield parent
        widget = parent


def interactive(root: QWidget) -> list[QWidget]:
    return [w for w in root.findChildren(QWidget) if isinstance(w, INTERACTIVE) and is_own(w)]


def told(widget: QWidget) -> str:
    """How a failure names the widget."""
    inside = " < ".join(type(w).__name__ for w in [widget, *ancestors(widget)][:4])
    return f"{inside} “{widget.accessibleName() or widget.objectName()}”"


def standing(window: Window) -> set[QWidget]:
    """What stands open over or beside the window."""
    found = window.findChildren(QWidget)
    return {w for w in found if w.isVisible() and (isinstance(w, QDialog) or w.objectName() == "palette")}


def open_dialog(window: Window, command: str) -> QWidget:
    before = standing(window)
    by_id(command).run(window)
    QCoreApplication.processEvents()
    came = standing(window) - before
    assert came, command
    return came.pop()


def select_a_figure(window: Window) -> None:
    window.focus_reader(0)
    window.desk.next_figure()


@pytest.fixture
def roots(window: Window) -> list[QWidget]:
    """The window with every panel shown once, and every dialog."""
    select_a_figure(window)
    for name in PARTS:
        window.focus_part(name)
        QCoreApplication.processEvents()
    return [window, *(open_dialog(window, command) for command in DIALOGS)]


def test_every_widget_has_a_name_and_a_role(roots: list[QWidget]) -> None:
    """Who does not see the window is told what each thing in it is."""
    nameless = []
    for widget in {w for root in roots for w in interactive(root)}:
        face = QAccessible.queryAccessibleInterface(widget)
        name = face.text(QAccessible.Text.Name) or widget.accessibleName() if face is not None else ""
        if face is None or not name.strip() or face.role() in NO_NAME:
            nameless.append(told(widget))
    assert "\n".join(sorted(nameless)) == ""


def test_keys_reach_every_widget(roots: list[QWidget]) -> None:
    """Tab comes to each, but for tab bars that a command goes to."""
    out_of_reach = [
        told(w)
        for w in {w for root in roots for w in interactive(root)}
        if not w.focusPolicy() & Qt.FocusPolicy.TabFocus and not is_reached_by_command(w)
    ]
    assert "\n".join(sorted(out_of_reach)) == ""


def is_reached_by_command(widget: QWidget) -> bool:
    """The tabs of the docks: Ctrl with a digit shows each. Lists below a line: its arrow keys go through them."""
    of_docks = isinstance(widget, QTabBar) and isinstance(widget.parentWidget(), Window)
    return of_docks or isinstance(widget.parentWidget(), FieldPicker | Palette | ValueEditor)


@pytest.mark.parametrize("look", [theme.LIGHT, theme.DARK], ids=lambda t: t.name)
def test_focus_is_seen_on_every_widget(window: Window, look: theme.Theme) -> None:
    """What has the focus does not look as it did without."""
    theme.apply(_application(), look)
    select_a_figure(window)
    unseen: list[str] = []
    for name in PARTS:
        window.focus_part(name)
        QCoreApplication.processEvents()
        unseen += unlit(window.docks[name], window)
    for pane in window.desk.panes:
        unseen += unlit(pane, window)
    for command in DIALOGS:
        dialog = open_dialog(window, command)
        dialog.activateWindow()
        unseen += unlit(dialog, dialog)
        dialog.close()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not unseen, "\n".join(sorted(set(unseen)))


def unlit(root: QWidget, top: QWidget) -> list[str]:
    """Widgets under a root that look the same with the focus as without."""
    found = []
    takers = [w for w in interactive(root) if w.isVisible() and w.isEnabled() and not isinstance(w, QTabBar)]
    for widget in takers:
        if not widget.focusPolicy() & Qt.FocusPolicy.TabFocus or widget.visibleRegion().isEmpty():
            continue
        top.setFocus()
        other = next(w for w in (*takers, top) if w is not widget)
        other.setFocus()
        without = framed(widget)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        QCoreApplication.processEvents()
        if not widget.hasFocus() or framed(widget) == without:
            found.append(told(widget))
    return found


def framed(widget: QWidget) -> object:
    """The picture of a widget with what is drawn right around it."""
    QCoreApplication.processEvents()
    window = widget.window()
    around = widget.rect().adjusted(-3, -3, 3, 3).translated(widget.mapTo(window, widget.rect().topLeft()))
    return window.grab(around).toImage()


def _application() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app


@pytest.mark.parametrize("words", ["en", "ru", "kk"])
def test_the_window_fits_a_small_screen(window: Window, words: str) -> None:
    """1280 by 720 points hold it in each language: half of a large screen's dots, two thirds of a usual one's."""
    window.use_language(words)
    QCoreApplication.processEvents()
    least = window.minimumSizeHint()
    window.use_language("en")
    assert (least.width() <= 1280, least.height() <= 720) == (True, True), least
