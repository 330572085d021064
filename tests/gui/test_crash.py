"""Faults of ours: a report without words of the sources, a window, and the program goes on."""

from __future__ import annotations

import sys

from pytestqt.qtbot import QtBot

from workbench.core import paths
from workbench.gui.crash import KEPT, CrashReporter, keep, report

SECRET = "the ministry's secret 28 million tonnes"


def failing() -> None:
    quote = SECRET
    raise ValueError(f"cannot read {quote}")


def test_a_report_holds_the_place_and_no_words_of_a_source(qtbot: QtBot) -> None:
    """The traceback says where; the error's own words are left out, for they may quote an article."""
    try:
        failing()
    except ValueError as error:
        text = report(type(error), error.__traceback__)
    assert "in failing" in text
    assert "ValueError" in text
    assert SECRET not in text


def test_faults_go_to_a_window_and_a_file(qtbot: QtBot, capsys: object) -> None:
    """The window opens with the report, and the next fault is added to it."""
    reporter = CrashReporter()
    for _ in range(2):
        try:
            failing()
        except ValueError as error:
            reporter.on_error(type(error), error, error.__traceback__)
    assert reporter.window is not None
    qtbot.addWidget(reporter.window)
    assert reporter.window.isVisible()
    assert not reporter.window.isModal()
    assert len(list(paths.user_logs().glob("report-*.txt"))) == 2


def test_old_reports_are_cleared_away() -> None:
    """The folder of reports does not grow without end."""
    for _ in range(KEPT + 5):
        keep("x")
    assert len(list(paths.user_logs().glob("report-*.txt"))) == KEPT


def test_installing_takes_over_the_hook(qtbot: QtBot, monkeypatch: object) -> None:
    """Errors in slots reach the reporter through sys.excepthook."""
    before = sys.excepthook
    reporter = CrashReporter()
    try:
        reporter.install()
        assert sys.excepthook == reporter.on_error
    finally:
        reporter.uninstall()
    assert sys.excepthook is before
