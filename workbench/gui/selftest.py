"""Opens the window on a project, looks at what it shows, and closes it: the last step of the test of itself."""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QImage

from workbench.core.settings import Settings
from workbench.core.words import tr, trn
from workbench.gui import app as start
from workbench.gui.window import Window

_PATIENCE = 60.0  # seconds for a slow disk to bring the project to the screen
_COLOURS = 20  # a window without letters or marks has fewer


def look(path: Path) -> str:
    """What was seen. RuntimeError where the window stays empty: that is a fault of the program."""
    application = start.make_app(["workbench"])
    start.prepare(application, Settings())
    window = Window()
    window.painted.connect(lambda: start.after_paint(window, path, read_only=True))
    window.show()
    until = time.monotonic() + _PATIENCE
    waiting, looking = QEventLoop(), QTimer(window)
    looking.timeout.connect(lambda: waiting.quit() if _shows(window) or time.monotonic() > until else None)
    looking.start(50)
    waiting.exec()
    looking.stop()
    picture = window.grab().toImage()
    seen = _shows(window)
    colours = _colours(picture)
    window.close()
    if not seen or colours < _COLOURS:
        raise RuntimeError(f"the window shows {colours} colours, its project {'is' if seen else 'is not'} open")
    size = f"{picture.width()} x {picture.height()}"
    return tr("{size}, with {colours}", size=size, colours=trn("{n} colour", "{n} colours", colours))


def _shows(window: Window) -> bool:
    return window.furnished and window.session.project is not None


def _colours(picture: QImage) -> int:
    """Of every third pixel."""
    width, height = picture.width(), picture.height()
    return len({picture.pixel(x, y) for x in range(0, width, 3) for y in range(0, height, 3)})
