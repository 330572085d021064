"""Measures whether memory grows with use: `python tests/benchmarks/openings.py [OPENINGS]`, 1,000 unless said.

The sample's articles are opened by turns in the real window, both readers, the first figures of each walked through.
Prints the memory in use after every tenth of the openings and the slope over the last two thirds, in kB an opening.
Linux only: the memory in use is read from /proc. Needs no screen unless QT_QPA_PLATFORM says otherwise.
"""

from __future__ import annotations

import gc
import os
import statistics
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from workbench.core import paths
from workbench.core.actions import importing
from workbench.core.project import Project
from workbench.gui import app as start
from workbench.gui.session import Session
from workbench.gui.window import Window

PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


def in_use() -> float:
    """Memory of this process that is in use, in kB."""
    gc.collect()
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * PAGE / 1024


def measure(window: Window, openings: int) -> list[tuple[int, float]]:
    """(openings so far, kB in use), ten times."""
    project = window.session.project
    assert project is not None
    articles = project.articles.ids()
    found = []
    for number in range(openings):
        window.desk.show_article(articles[number % len(articles)], number // len(articles) % 2)
        for _ in range(3):
            window.desk.next_figure()
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        if (number + 1) % max(1, openings // 10) == 0:
            found.append((number + 1, in_use()))
    return found


def main() -> None:
    openings = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"HOME": home, "XDG_CONFIG_HOME": home, "XDG_STATE_HOME": home}
        path = Path(home) / "sample.workbench"
        with Project.create(path) as project:
            files = sorted((paths.resources() / "sample").iterdir())
            importing.add(project, [importing.prepare(file) for file in files])
        app = start.make_app(sys.argv[:1])
        session = Session()
        start.prepare(app, session.settings)
        window = Window(session)
        window.resize(1600, 1000)
        window.show()
        session.open(path)
        found = measure(window, openings)
        for number, size in found:
            print(f"{number:6} openings: {size / 1024:7.1f} MB in use")
        late = found[len(found) // 3 :]
        slope, _ = statistics.linear_regression([n for n, _ in late], [size for _, size in late])
        print(f"slope over the last {late[-1][0] - late[0][0]} openings: {slope:+.2f} kB an opening")
        window.close()


if __name__ == "__main__":
    main()
