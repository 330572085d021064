"""Faults of ours: a report, a window, and the program goes on; faults in a whole program are tested beside."""

from __future__ import annotations

import sys

import pytest
from pytestqt.qtbot import QtBot

from workbench.core import paths
from workbench.gui.crash import CrashReporter
from workbench.gui.dialogs.crash_window import CrashWindow


def fault(reporter: CrashReporter, kind: type[Exception] = ValueError) -> None:
    try:
        raise kind("the ministry's secret")
    except kind as error:
        reporter.on_error(kind, error, error.__traceback__)


def shown(qtbot: QtBot, reporter: CrashReporter) -> CrashWindow:
    qtbot.waitUntil(lambda: reporter.window is not None and reporter.window.isVisible())
    assert reporter.window is not None
    qtbot.addWidget(reporter.window)
    return reporter.window


def reports() -> int:
    return len(list(paths.user_logs().glob("report-*.txt")))


def test_faults_go_to_a_window_and_a_file(qtbot: QtBot) -> None:
    """The window opens with the report, and another fault is added to it."""
    reporter = CrashReporter()
    fault(reporter)
    fault(reporter, KeyError)
    window = shown(qtbot, reporter)
    assert not window.isModal()
    assert reports() == 2


def test_the_same_fault_again_is_counted(qtbot: QtBot) -> None:
    """One that comes with every painting fills neither the window nor the disk."""
    reporter = CrashReporter()
    for _ in range(30):
        fault(reporter)
    window = shown(qtbot, reporter)
    qtbot.waitUntil(lambda: "30 times" in window.said)
    assert reports() == 1


def test_many_different_faults_end_somewhere(qtbot: QtBot) -> None:
    """After fifty, another report would help nobody."""
    reporter = CrashReporter()
    for number in range(60):
        fault(reporter, type(f"Fault{number}", (Exception,), {}))
    shown(qtbot, reporter)
    assert len(reporter._seen) == 60
    qtbot.waitUntil(lambda: "60 times" in shown(qtbot, reporter).said)


def test_a_rescue_that_fails_is_told_and_not_repeated(qtbot: QtBot) -> None:
    """What was typed could not be kept: the window says so instead of the opposite."""
    reporter = CrashReporter()

    def fails() -> None:
        raise RuntimeError("the fault was just there")

    reporter.rescue = fails
    fault(reporter)
    window = shown(qtbot, reporter)
    assert "could not be kept" in window.said
    assert reports() == 2


def test_the_rescue_comes_before_the_window(qtbot: QtBot) -> None:
    """What was typed is in safety by the time somebody reads of the fault."""
    reporter, kept = CrashReporter(), []
    reporter.rescue = lambda: kept.append(reporter.window)
    fault(reporter)
    window = shown(qtbot, reporter)
    assert kept == [None]
    assert "kept too" in window.said


def test_nothing_is_shown_once_the_program_is_put_away(qtbot: QtBot) -> None:
    """A window that tells of a fault would keep a program alive that has no other."""
    reporter = CrashReporter()
    reporter._stands = lambda: False
    fault(reporter)
    qtbot.wait(50)
    assert reporter.window is None
    assert reports() == 1


def test_the_report_can_be_copied(qtbot: QtBot) -> None:
    """The button puts it on the clipboard as it was written."""
    from PySide6.QtWidgets import QApplication

    reporter = CrashReporter()
    reporter.note("review.accept")
    fault(reporter)
    shown(qtbot, reporter).copy.click()
    copied = QApplication.clipboard().text()
    assert "last commands: review.accept" in copied
    assert "secret" not in copied


@pytest.mark.parametrize("button", ["go_on", "end", "copy", "folder"])
def test_every_button_takes_the_keyboard(qtbot: QtBot, button: str) -> None:
    """Enter presses them; the first is chosen when the window opens."""
    reporter = CrashReporter()
    fault(reporter)
    window = shown(qtbot, reporter)
    assert getattr(window, button).autoDefault()
    assert window.go_on.isDefault()


def test_installing_takes_over_the_hook(qtbot: QtBot) -> None:
    """Errors in slots reach the reporter through sys.excepthook."""
    before = sys.excepthook
    reporter = CrashReporter()
    try:
        reporter.install()
        assert sys.excepthook == reporter.on_error
    finally:
        reporter.uninstall()
    assert sys.excepthook is before
