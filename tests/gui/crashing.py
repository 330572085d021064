"""The program itself in a process of its own, with a fault planted in it: what the tests of crashes start.

    python tests/gui/crashing.py FAULT PROJECT [close]

Opens the project in the real window, lets FAULT happen, tells what came of it as a line of JSON, and goes on or saves
and closes by the buttons of the window that tells of the fault.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from workbench.core import paths
from workbench.core.actions import notes
from workbench.core.model.note import Place
from workbench.gui import app
from workbench.gui.dialogs.crash_window import CrashWindow
from workbench.gui.window import Window

_PAUSE = 200  # milliseconds
SECRET = "the ministry's secret 28 million tonnes"


def fail(**_tools: object) -> None:
    quote = SECRET
    raise ValueError(f"cannot read {quote}")


class Filter(QObject):
    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            fail()
        return False


class Painted(QWidget):
    def paintEvent(self, _event: QPaintEvent) -> None:
        self.update()  # as a thing that is painted over and over
        fail()


def in_slot(_window: Window) -> None:
    fail()


def twice(_window: Window) -> None:
    QTimer.singleShot(0, lambda: {}["missing"])
    fail()


def in_filter(window: Window) -> None:
    QApplication.instance().installEventFilter(Filter(window))  # type: ignore[union-attr]


def in_paint(window: Window) -> None:
    widget = Painted(window)
    widget.resize(50, 50)
    widget.show()


def in_thread(_window: Window) -> None:
    threading.Thread(target=fail).start()


def in_job(window: Window) -> None:
    window.session.jobs.run(fail, title="a job")


def on_close(window: Window) -> None:
    """Saving and closing itself fails."""
    window.session.project_closing.connect(fail)
    fail()


def by_signal(window: Window) -> None:
    """A step that is acknowledged, something typed that is kept, and then the end without any warning."""
    remember(window)
    os.kill(os.getpid(), signal.SIGKILL)


def by_the_system(window: Window) -> None:
    remember(window)
    ctypes.string_at(0)


def remember(window: Window) -> None:
    project = window.session.project
    assert project is not None
    notes.write(project, Place.article(project.articles.ids()[0]), "a step")
    window.session.select_figure(project.figures.all()[0].id)
    window.desk.form.boxes["measure"].set_value("typed and not saved")
    for memory in window.desk.findChildren(QObject):
        if type(memory).__name__ == "Memory":
            memory.keep()  # type: ignore[attr-defined]


def nothing(_window: Window) -> None:
    """All is well."""


def found() -> tuple[Window, list[CrashWindow]]:
    top = QApplication.topLevelWidgets()
    return next(w for w in top if isinstance(w, Window)), [w for w in top if isinstance(w, CrashWindow)]


def tell(close: bool) -> None:
    window, told = found()
    reports = sorted(paths.user_logs().glob("report-*.txt"))
    said = {
        "windows": [one.isVisible() for one in told],
        "reports": [report.read_text("utf-8") for report in reports],
        "shown": told[0].said if told else "",
        "messages": [strip.message.text for strip in window.messages.strips],
        "acts": [strip.message.act_text for strip in window.messages.strips],
        "typed": window.desk.form.boxes["measure"].value() if window.docks else "",
    }
    print(json.dumps(said), flush=True)
    if close and told:
        told[0].end.click()
    elif told:
        told[0].go_on.click()
        print(json.dumps({"visible": told[0].isVisible(), "works": window.session.project is not None}), flush=True)
        window.close()
    else:
        window.close()


def main(fault: Callable[[Window], object], project: Path | None, *, close: bool) -> int:
    app.make_app(sys.argv[:1])  # there are no timers without one
    QTimer.singleShot(_PAUSE, lambda: begin(fault, project, close=close))
    return app.main(project)


def begin(fault: Callable[[Window], object], project: Path | None, *, close: bool) -> None:
    """The fault, when the window is there and the project open; what came of it is looked at a good while after."""
    window, _ = found()
    if not window.furnished or (project is not None and window.session.project is None):
        QTimer.singleShot(_PAUSE, lambda: begin(fault, project, close=close))
        return
    QTimer.singleShot(0, lambda: QTimer.singleShot(5 * _PAUSE, lambda: tell(close)))
    QTimer.singleShot(0, lambda: fault(window))


if __name__ == "__main__":
    named = Path(sys.argv[2]) if sys.argv[2] else None
    raise SystemExit(main(globals()[sys.argv[1]], named, close="close" in sys.argv[3:]))
