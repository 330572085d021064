"""Errors of ours: a local report without a word of any source, a window that shows it, and the program goes on."""

from __future__ import annotations

import faulthandler
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, TextIO

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

import workbench
from workbench.core import paths
from workbench.core.errors import StorageFailed

if TYPE_CHECKING:
    from workbench.gui.dialogs.crash_window import CrashWindow

KEPT = 20  # reports in the folder; older ones are removed


def report(kind: type[BaseException], trace: TracebackType | None, *, where: str = "") -> str:
    """The report's text. An error's own words are left out: they may quote a source."""
    import platform
    import traceback
    from datetime import datetime

    import PySide6

    lines = [
        f"Research Workbench {workbench.__version__}",
        f"Python {platform.python_version()}, Qt for Python {PySide6.__version__}, {platform.platform()}",
        f"{datetime.now().astimezone().isoformat(timespec='seconds')}{where and f', in {where}'}",
        "",
        *(line.rstrip() for line in traceback.format_tb(trace)),
        kind.__name__,
    ]
    return "\n".join(lines) + "\n"


def keep(text: str) -> Path | None:
    """Writes the report beside the earlier ones; None when the disk does not take it."""
    from datetime import datetime

    now = datetime.now().astimezone()
    path = paths.user_logs() / f"report-{now:%Y%m%d-%H%M%S-%f}.txt"
    try:
        for old in sorted(path.parent.glob("report-*.txt"))[: -KEPT + 1]:
            old.unlink()
        path.write_text(text, "utf-8")
    except OSError:
        return None
    return path


class CrashReporter(QObject):
    """Takes over sys.excepthook and its kin. Faults of threads reach the window through a signal."""

    world = Signal(object)  # the world's error that no one took: told in a sentence, it is no fault of ours
    _happened = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window: CrashWindow | None = None
        self._faults: TextIO | None = None
        self._before: Any = None
        self._happened.connect(self._show)

    @property
    def window(self) -> CrashWindow | None:
        return self._window

    def install(self) -> None:
        self._before = sys.excepthook
        sys.excepthook = self.on_error
        # What goes wrong while a thing is thrown away stopped nothing: kept for us, not shown.
        sys.unraisablehook = lambda u: keep(report(u.exc_type, u.exc_traceback, where="clean-up"))
        threading.excepthook = lambda e: self._take(e.exc_type, e.exc_value, e.exc_traceback, "a worker")
        try:
            self._faults = (paths.user_logs() / "faults.txt").open("a", encoding="utf-8")
        except OSError:
            return  # no place for a report: the system's own message has to do
        faulthandler.enable(self._faults)

    def uninstall(self) -> None:
        """Gives everything back, at the end of the program or of a test."""
        sys.excepthook = sys.__excepthook__ if self._before is None else self._before
        sys.unraisablehook, threading.excepthook = sys.__unraisablehook__, threading.__excepthook__
        if self._faults is not None:
            faulthandler.disable()
            self._faults.close()

    def on_error(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        self._take(kind, error, trace, "")

    def _take(
        self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None, where: str
    ) -> None:
        if issubclass(kind, KeyboardInterrupt | SystemExit):
            QApplication.quit()
            return
        if isinstance(error, StorageFailed):
            self.world.emit(error)
            return
        if error is not None:
            import traceback

            traceback.print_exception(kind, error, trace)  # for whoever started it from a terminal
        self._happened.emit(report(kind, trace, where=where))

    def _show(self, text: str) -> None:
        path = keep(text)
        if self._window is None:
            from workbench.gui.dialogs.crash_window import CrashWindow

            self._window = CrashWindow()
        self._window.add(text, path)
