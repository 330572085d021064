"""Where the focus goes with F6 and Esc, and which keys mean something where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QWidget

from workbench.gui.commands import Scope

if TYPE_CHECKING:
    from workbench.gui.window import Window

_READERS = ("reader a", "reader b")


def scopes_of(window: Window, focus: QWidget) -> tuple[Scope, ...]:
    """Narrowest first."""
    if window.docks:
        if window.desk.isAncestorOf(focus):
            return (Scope.READER, Scope.REVIEW, Scope.WINDOW)
        if window.desk.queue.isAncestorOf(focus):
            return (Scope.REVIEW, Scope.WINDOW)
        if window.desk.form.isAncestorOf(focus):
            return (Scope.FORM, Scope.WINDOW)
        if window.comparison.isAncestorOf(focus):
            return (Scope.TABLE, Scope.NOTED, Scope.WINDOW)
        if window.sources.isAncestorOf(focus):
            return (Scope.NOTED, Scope.WINDOW)
    return (Scope.WINDOW,) if window.isAncestorOf(focus) else ()


def next_part(window: Window, step: int) -> None:
    """The focus goes round: sources, readers, form, the panel in front below."""
    if window.session.project is None:
        return
    focus = QApplication.focusWidget()
    shown = [n for n, d in window.docks.items() if d.isVisible() and not d.visibleRegion().isEmpty()]
    readers = [name for name, pane in zip(_READERS, window.desk.panes, strict=True) if pane.isVisible()]
    around = [name for name in ("sources", "source") if name in shown]
    order = list(dict.fromkeys([*around, *readers, *(n for n in ("form", *window.docks) if n in shown)]))
    here = next((n for n in order if focus is not None and _part(window, n).isAncestorOf(focus)), readers[0])
    there = order[(order.index(here) + step) % len(order)]
    if there in _READERS:
        window.focus_reader(_READERS.index(there))
    else:
        window.focus_part(there)


def back_to_text(window: Window) -> None:
    """From any panel to the reader that keys act on."""
    if window.session.project is not None:
        window.desk.focus_active()


def _part(window: Window, name: str) -> QWidget:
    return window.desk.panes[_READERS.index(name)] if name in _READERS else window.docks[name]
