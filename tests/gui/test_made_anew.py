"""The parts of a window that were thrown away for another language hear nothing any more."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from workbench.gui.window import Window


def test_what_was_thrown_away_hears_nothing(qtbot: QtBot, window: Window) -> None:
    """Conflicts that are still looked for, and look-alikes that follow the selected figure: both of the old words."""
    for language in ("ru", "kk", "en"):
        window.use_language(language)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert window.session.project is not None
        for figure in window.session.project.figures.ids():
            window.session.select_figure(figure)
    qtbot.waitUntil(lambda: not window.session.jobs.running)
