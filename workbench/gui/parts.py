"""The desk and the panels around it: made for the first project, joined to the window and to each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from workbench.gui import remembering
from workbench.gui.desk import Desk
from workbench.gui.finding.going import Finding
from workbench.gui.noting import Noting
from workbench.gui.panels.comparison import ComparisonPanel
from workbench.gui.panels.conflicts import ConflictsPanel
from workbench.gui.panels.history import HistoryPanel
from workbench.gui.panels.notes import NotesPanel
from workbench.gui.panels.orphans import OrphansPanel
from workbench.gui.panels.search import SearchPanel
from workbench.gui.panels.source import SourcePanel
from workbench.gui.panels.sources import SourcesPanel
from workbench.gui.registers.joining import Registers
from workbench.gui.registers.panel import RegistersPanel
from workbench.gui.versions import Versions

if TYPE_CHECKING:
    from workbench.gui.window import Window


def make(window: Window) -> None:
    """Sets the window's parts and places them; they replace those that stood there before."""
    session = window.session
    window.desk = Desk(session, window.centre)  # with its parent from the first: fonts set before are forgotten
    window.centre.addWidget(window.desk)
    window.sources, window.source = SourcesPanel(session), SourcePanel(session)
    window.conflicts = ConflictsPanel(session, window.desk.disagreements)
    window.comparison, window.history = ComparisonPanel(session), HistoryPanel(session)
    window.notes, window.orphans = NotesPanel(session), OrphansPanel(session)
    window.versions = Versions(window)
    window.noting = Noting(window)
    window.search = SearchPanel(session)
    window.registers = RegistersPanel(session)
    window.records = Registers(window)
    window.finding = Finding(window)
    _connect(window)
    window.docks.make(_placements(window))
    remembering.join(window)


def _placements(window: Window) -> dict[str, QWidget]:
    return {
        "sources": window.sources,
        "source": window.source,
        "form": window.desk.form,
        "queue": window.desk.queue,
        "conflicts": window.conflicts,
        "comparison": window.comparison,
        "registers": window.registers,
        "history": window.history,
        "notes": window.notes,
        "orphans": window.orphans,
        "search": window.search,
    }


def _connect(window: Window) -> None:
    window.comparison.export_wanted.connect(window.files.export)
    window.comparison.sight_wanted.connect(lambda: window.focus_part("comparison"))
    window.sources.closing_wanted.connect(window.close_source)
    window.sources.reading_wanted.connect(window.desk.focus_active)
    window.orphans.place_wanted.connect(window.versions.place)
    window.orphans.difference_wanted.connect(window.versions.show_difference)
    found = window.desk.disagreements
    found.changed.connect(lambda: window.sources.show_conflicts(found.per_source()))
    window.conflicts.save_elsewhere.connect(window.desk.save_form)
    window.desk.article_shown.connect(window.session.select_article)
    window.desk.menu_wanted.connect(window.menus.figure_menu)
