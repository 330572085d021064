"""How long the window holds still: `python tests/benchmarks/stalls.py [ARTICLES [PART…]]`, else 20,000 and all parts.

Opens the project of `generated.py` in the real window and does, with keys where there are keys, what touches much:
the search for conflicts, the board with all of them, a filter, a walk, a verdict, thousands of figures settled at
once, taken back and done again, a source closed, a workbook begun and called off. A clock that ticks every few
milliseconds of the event loop tells the longest time in which no key would have been heard; beside it stand the time
until everything had followed and what the status line said of the work. The first line is the window left alone for a
while: quote the others as multiples of it. Needs no screen.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from generated import project_file
from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from workbench.core.model.figure import Kind, Status
from workbench.gui import app as start
from workbench.gui.jobs import Job
from workbench.gui.session import Session
from workbench.gui.window import Window

TICK = 4  # milliseconds
QUIET = 0.6  # seconds without work: timers of the window wait at most a third of it
BUSY = 0.012  # seconds between two ticks from which on something was done between them
PATIENCE = 400  # seconds; more than that nobody waits


class Clock(QObject):
    """Ticks as often as the event loop lets it, and remembers the longest pause."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.longest, self.said = 0.0, ""
        self._last = self._busy = self._begun = time.perf_counter()
        self._loop = QEventLoop()
        self._timer = QTimer(self, interval=TICK, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        session.jobs.progressed.connect(self._on_progress)
        session.jobs.started.connect(self._on_progress)

    def _on_progress(self, job: Job) -> None:
        self.said = f"{job.title} {job.done:,} of {job.total:,}"

    def _tick(self) -> None:
        now = time.perf_counter()
        gap, self._last = now - self._last, now
        self.longest = max(self.longest, gap)
        if gap > BUSY or self._session.jobs.running:
            self._busy = now
        if now - self._busy > QUIET or now - self._begun > PATIENCE:
            self._loop.quit()

    def watch(self, act: Callable[[], object]) -> tuple[float, float, str]:
        """Does it in the event loop and waits until all has followed: longest pause and whole time, in ms."""
        self.longest, self.said = 0.0, ""
        self._begun = self._last = self._busy = time.perf_counter()
        self._timer.start()
        QTimer.singleShot(0, act)
        self._loop.exec()
        self._timer.stop()
        return self.longest * 1000, (self._busy - self._begun) * 1000, self.said


class Bench:
    def __init__(self, window: Window, asked: set[str]) -> None:
        self.window, self.session = window, window.session
        self.clock, self._asked = Clock(window.session), asked

    def report(self, what: str, act: Callable[[], object]) -> None:
        longest, whole, said = self.clock.watch(act)
        print(f"{what:44} longest pause {longest:8.0f}  followed after {whole:8.0f} ms  {said}", flush=True)

    def wants(self, part: str) -> bool:
        return not self._asked or part in self._asked

    def key(self, key: Qt.Key, times: int = 1) -> Callable[[], object]:
        """Strokes of a key where the focus is, as a hand makes them."""

        def stroke(left: int) -> None:
            QTest.keyClick(QApplication.focusWidget() or self.window, key)
            if left > 1:
                QTimer.singleShot(30, lambda: stroke(left - 1))

        return lambda: stroke(times)

    def board(self) -> None:
        panel, session = self.window.conflicts, self.session
        self.report("show the board", lambda: self.window.focus_part("conflicts"))
        self.report("another width of it", lambda: self.window.resize(self.window.width() - 120, 1000))
        chosen = panel.list.cards
        chosen.setFocus()
        self.report("20 conflicts down", self.key(Qt.Key.Key_Down, 20))
        self.report("to the last", self.key(Qt.Key.Key_End))
        self.report("10 pages up", self.key(Qt.Key.Key_PageUp, 10))
        self.report("to the first", self.key(Qt.Key.Key_Home))
        self.report("F8, ten times", self.key(Qt.Key.Key_F8, 10))
        panel.list.filter.words.setFocus()
        self.report("filter by words", lambda: QTest.keyClicks(panel.list.filter.words, "company 17"))
        self.report("filter by state too", lambda: panel.list.filter.state.setCurrentIndex(1))
        self.report("values of the filter by subject", panel.list.filter.subject.setFocus)
        self.report("clear the filter", panel.list.filter.clear_all)
        chosen.setFocus()
        self.report("a verdict: which is right", self.key(Qt.Key.Key_1))
        self.report("saved, on to the next", lambda: QTest.keyClick(
            QApplication.focusWidget() or panel, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier))  # fmt: skip
        self.report("the verdict undone", session.undo)

    def many(self) -> None:
        desk, session = self.window.desk, self.session
        self.window.focus_part("queue")
        desk.queue.scope.setCurrentIndex(1)
        desk.queue.status.set_value(Status.SUGGESTED)
        self.report("all sources in the queue", desk.queue.refresh)
        desk.queue.kind.set_value(Kind.MONEY)
        desk.queue.boxes.fields["measure"].set_value("price")
        self.report("prices among them", desk.queue.refresh)
        shown = len(desk.queue.model.ids)
        self.report(f"accept all {shown:,} shown", desk.accept_all_visible)
        self.report("undo of that", session.undo)
        self.report("redo of that", session.redo)
        self.report("undo again", session.undo)
        table = desk.queue.table
        table.setFocus()
        self.report(f"choose all {shown:,} rows", table.selectAll)
        self.report(f"reject all {shown:,} rows", desk.reject_and_next)
        self.report("undo of that", session.undo)
        table.clearSelection()
        self.report(f"accept {shown:,}, called off", lambda: self._called_off(desk.accept_all_visible))
        desk.queue.kind.set_value(None)
        desk.queue.boxes.fields["measure"].set_value(None)
        desk.queue.refresh()

    def _called_off(self, act: Callable[[], object], after: int = 500) -> None:
        act()
        QTimer.singleShot(after, self.session.jobs.cancel_all)

    def source(self) -> None:
        project = self.session.project
        assert project is not None
        first = next(iter(project.articles.ids()))
        self.session.show_article(first)
        self.session.select_article(first)
        panel = self.window.source
        panel._reason.setText("enough of it")
        self.report("close a source", panel.close_source)
        self.report("undo of that", self.session.undo)

    def export(self, folder: Path) -> None:
        from workbench.gui import files, messages

        path = folder / "out.xlsx"
        messages.choose_workbook = lambda *_: (path, 0)  # the question alone is answered beforehand
        begin = files.Files(self.window).export
        self.report("a workbook, called off after 40 s", lambda: self._called_off(begin, 40_000))
        assert not path.exists()

    def run(self, path: Path) -> None:
        self.report("left alone", lambda: QTimer.singleShot(1000, lambda: None))
        self.report("open, conflicts found", lambda: self.session.open(path))
        print(f"{'conflicts':44} {len(self.window.desk.disagreements.standings):,}")
        if self.wants("board"):
            self.board()
        if self.wants("many"):
            self.many()
        if self.wants("source"):
            self.source()
        if self.wants("export"):
            self.export(path.parent)


def main() -> None:
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"HOME": home, "XDG_CONFIG_HOME": home, "XDG_STATE_HOME": home, "XDG_DATA_HOME": home}
        path = Path(home) / "large.workbench"
        shutil.copyfile(project_file(articles), path)
        app = start.make_app(sys.argv[:1])
        session = Session()
        start.prepare(app, session.settings)
        window = Window(session)
        window.resize(1600, 1000)
        window.show()
        window.activateWindow()
        QApplication.processEvents()
        Bench(window, set(sys.argv[2:])).run(path)
        window.close()


if __name__ == "__main__":
    main()
