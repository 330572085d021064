"""Errors of ours: what is typed is kept, a report without a word of any source is written, and the program goes on.

Whatever fails while a fault is told of is written to a report and nothing more: a fault never leads to another round.
"""

from __future__ import annotations

import sys
import threading
from collections import Counter, deque
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from workbench.core import faults
from workbench.core.errors import StorageFailed

if TYPE_CHECKING:
    from workbench.gui.dialogs.crash_window import CrashWindow
    from workbench.gui.window import Window

FAULT = 3  # the exit code of a program that could not go on
_TRAIL = 20  # commands that a report names
_MOST = 50  # different faults that are told of; a program that has more cannot be helped by its reports
_PAUSE = 300  # milliseconds between two tellings how often a fault came again


class CrashReporter(QObject):
    """Takes over sys.excepthook and its kin. Faults of threads reach the window through a signal.

    `rescue` keeps what is typed and not saved; `leave` saves and closes, and says whether all could be closed.
    """

    world = Signal(object)  # the world's error that no one took: told in a sentence, it is no fault of ours
    _happened = Signal(str, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rescue: Callable[[], object] = lambda: None
        self.leave: Callable[[], bool] = lambda: False
        self._stands: Callable[[], bool] = lambda: True  # whether the program goes on at all
        self._window: CrashWindow | None = None
        self._before: Any = None
        self._trail: deque[str] = deque(maxlen=_TRAIL)
        self._seen: Counter[tuple[object, ...]] = Counter()
        self._busy = threading.local()
        self._again = QTimer(self, singleShot=True, interval=_PAUSE)
        self._again.timeout.connect(self._tell_again)
        self._happened.connect(self._hear)

    def guard(self, window: Window) -> None:
        """This is the window that is saved after a fault."""
        self.rescue, self.leave, self._stands = partial(rescue, window), partial(leave, window), window.isVisible

    @property
    def window(self) -> CrashWindow | None:
        return self._window

    def install(self) -> None:
        self._before = sys.excepthook
        sys.excepthook = self.on_error
        # What goes wrong while a thing is thrown away stopped nothing: kept for us, not shown.
        sys.unraisablehook = lambda u: self._keep_quietly(u.exc_value or u.exc_type, u.exc_traceback)
        threading.excepthook = lambda e: self._take(e.exc_type, e.exc_value, e.exc_traceback, "a worker")

    def uninstall(self) -> None:
        """Gives everything back, at the end of the program or of a test."""
        sys.excepthook = sys.__excepthook__ if self._before is None else self._before
        sys.unraisablehook, threading.excepthook = sys.__unraisablehook__, threading.__excepthook__

    def note(self, command: str) -> None:
        """A command that runs now: reports name the last ones."""
        self._trail.append(command)

    def on_error(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        self._take(kind, error, trace, "")

    def _take(
        self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None, where: str
    ) -> None:
        if issubclass(kind, KeyboardInterrupt | SystemExit):
            QApplication.quit()
        elif isinstance(error, StorageFailed):
            self.world.emit(error)
        elif not getattr(self._busy, "now", False):
            self._busy.now = True
            try:
                self._report(kind, error, trace, where)
            finally:
                self._busy.now = False

    def _report(
        self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None, where: str
    ) -> None:
        fault = signature(kind, trace)
        self._seen[fault] += 1
        if self._seen[fault] > 1 or len(self._seen) > _MOST:  # it came again, as often as a thing is painted
            self._happened.emit("", None)
            return
        self._print(kind, error, trace)
        text = faults.report(error or kind, trace, where=where, commands=self._trail)
        self._happened.emit(text, faults.keep(text))

    def _print(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        """For whoever started it from a terminal; a window without one has no such place."""
        import traceback

        if error is not None and sys.stderr is not None:
            try:
                traceback.print_exception(kind, error, trace)
            except (OSError, ValueError):  # the terminal is gone
                return

    def _keep_quietly(self, error: BaseException | type[BaseException] | None, trace: TracebackType | None) -> None:
        faults.keep(faults.report(error or RuntimeError, trace, where="clean-up", commands=self._trail))

    # what is shown

    def _hear(self, text: str, path: Path | None) -> None:
        """In the window's thread, but never at once: the fault may have happened while something is painted."""
        QTimer.singleShot(0, partial(self._show, text, path))

    def _show(self, text: str, path: Path | None) -> None:
        if not text:
            if not self._again.isActive():
                self._again.start()
            return
        if not self._stands():  # it happened while all was put away: the report has to do
            return
        kept = self._rescued()
        if self._window is None:
            from workbench.gui.dialogs.crash_window import CrashWindow

            self._window = CrashWindow(self._leave)
        self._window.add(text, path, kept=kept)

    def _tell_again(self) -> None:
        if self._window is not None:
            self._window.count(sum(self._seen.values()))

    def _rescued(self) -> bool:
        """Whether what was typed could be kept."""
        try:
            self.rescue()
        except Exception as error:  # noqa: BLE001 - the fault may be just there, and must not lead to another round
            self._keep_quietly(error, error.__traceback__)
            return False
        return True

    def _leave(self) -> None:
        """Saves and closes; where even that fails, the program ends with what is saved by then."""
        self._rescued()
        try:
            closed = self.leave()
        except Exception as error:  # noqa: BLE001 - the same
            self._keep_quietly(error, error.__traceback__)
            closed = False
        if not closed:
            QApplication.exit(FAULT)


def rescue(window: Window) -> None:
    """What is typed and not saved is kept beside the settings, as if the program were killed now."""
    if window.furnished and window.docks:
        from workbench.gui.memory import Memory

        for memory in window.desk.findChildren(Memory):
            memory.keep()


def leave(window: Window) -> bool:
    """Saves and closes. What cannot be saved as it is typed stays kept, and comes back with the desk. False where not
    even that went well; the project's file is closed all the same."""
    if not window.close():
        window.session.keep_typed = lambda: True
        window.close()
    project = window.session.project if window.furnished else None
    if project is None:
        return True
    window.session.jobs.cancel_all()
    project.close()
    return False


def signature(kind: type[BaseException], trace: TracebackType | None) -> tuple[object, ...]:
    """What two faults have in common that are the same one, come again: the error and its last places."""
    import traceback

    frames = [(frame.f_code.co_filename, line) for frame, line in traceback.walk_tb(trace)]
    return (kind, *frames[-3:])
