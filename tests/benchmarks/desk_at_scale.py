"""The whole window over a large made-up project: `python tests/benchmarks/desk_at_scale.py [ARTICLES]`, else 20,000.

Opens the project in the real window and works in it as a person does: next figure, accept and go on, take back,
accept all shown, far back in the history. Prints of each how long the act itself held the window, paint included, and
the longest time that the window did not answer until everything had followed, in milliseconds; and the memory in use.
Times are by the clock, and of the processor beside them: on a busy machine only these mean something. Beside
them what the store alone takes for the same step. Works on a copy of the project of `search.py`, in which nearly
every figure is in a conflict; needs no screen.
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

from generated import percentile, project_file
from openings import in_use
from PySide6.QtWidgets import QApplication

from workbench.core.actions import reviewing
from workbench.core.model.figure import Status
from workbench.core.model.filter import FigureFilter
from workbench.core.project import Project
from workbench.gui import app as start
from workbench.gui.session import Session
from workbench.gui.window import Window

TIMES = 15
STEPS = 150
QUIET = 0.6  # seconds without work under way or to come: timers wait at most a third of it
PATIENCE = 300  # seconds; more than that nobody waits


def settle(session: Session) -> float:
    """Lets everything follow; the answer is the longest time in which no key would have been heard, in ms."""
    worst, begun = 0.0, time.perf_counter()
    busy_until = begun
    while time.perf_counter() - busy_until < QUIET and time.perf_counter() - begun < PATIENCE:
        at = time.perf_counter()
        QApplication.processEvents()
        took = time.perf_counter() - at
        worst = max(worst, took)
        if took > 0.002 or session.jobs.running:
            busy_until = time.perf_counter()
        time.sleep(0.001)
    return worst * 1000


def held(act: Callable[[], object]) -> tuple[float, float]:
    """How long an act holds the window, what it paints included, in ms: by the clock, and of the processor."""
    at, worked = time.perf_counter(), time.thread_time()
    act()
    QApplication.processEvents()
    return (time.perf_counter() - at) * 1000, (time.thread_time() - worked) * 1000


def report(session: Session, what: str, act: Callable[[], object], times: int = TIMES) -> None:
    clock, worked = zip(*(held(act) for _ in range(times)), strict=True)
    worst = settle(session)
    print(
        f"{what:44} median {percentile(clock, 0.5):8.1f}  p95 {percentile(clock):8.1f}  "
        f"worked {percentile(worked, 0.5):8.1f}  p95 {percentile(worked):8.1f}  then silent {worst:8.1f} ms",
        flush=True,
    )


def bare(path: Path) -> float:
    """What the store alone takes to accept one figure, in ms."""
    with Project.open(path) as project:
        ids = project.figures.ids(FigureFilter(statuses=(Status.SUGGESTED,)))[-TIMES:]
        taken = []
        for number in ids:
            at = time.perf_counter()
            reviewing.accept(project, [number])
            taken.append((time.perf_counter() - at) * 1000)
    return percentile(taken, 0.5)


def work(window: Window) -> None:
    session, desk = window.session, window.desk
    project = session.project
    assert project is not None
    report(session, "next figure", desk.next_figure)
    report(session, "accept and next", desk.accept_and_next)
    report(session, "undo", session.undo)
    report(session, "redo", session.redo)
    report(session, "next source", desk.next_source)
    window.focus_part("queue")
    desk.queue.scope.setCurrentIndex(1)
    settle(session)
    report(session, "accept and next, all sources in the queue", desk.accept_and_next)
    desk.queue.status.set_value(Status.SUGGESTED)
    desk.queue.refresh()
    report(session, "the same, only open ones in the queue", desk.accept_and_next)
    desk.queue.boxes.fields["subject"].set_value("Company 7")
    desk.queue.refresh()
    many = len(desk.queue.open_ids())
    report(session, f"accept all {many:,} shown", desk.accept_all_visible, 1)
    report(session, "undo of that", session.undo, 1)
    for number in project.figures.ids(FigureFilter(statuses=(Status.SUGGESTED,)))[:STEPS]:
        reviewing.reject(project, [number])
    settle(session)
    window.focus_part("history")
    window.history.reload()
    window.history.list.setCurrentIndex(window.history.list.cards.index(STEPS))
    report(session, f"{STEPS} steps back in the history", window.history.go_there, 1)
    print(f"{'memory in use':44} {in_use() / 1024:8.1f} MB")


def main() -> None:
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"HOME": home, "XDG_CONFIG_HOME": home, "XDG_STATE_HOME": home, "XDG_DATA_HOME": home}
        path = Path(home) / "large.workbench"
        shutil.copyfile(project_file(articles), path)
        print(f"{'accept in the store alone':44} median {bare(path):8.1f} ms")
        app = start.make_app(sys.argv[:1])
        session = Session()
        start.prepare(app, session.settings)
        window = Window(session)
        window.resize(1600, 1000)
        window.show()
        QApplication.processEvents()
        print(f"{'memory in use, no project':44} {in_use() / 1024:8.1f} MB")
        at = time.perf_counter()
        clock, worked = held(lambda: session.open(path))
        print(f"{'open: held for':44} {clock:8.1f}, worked {worked:8.1f} ms", flush=True)
        worst = settle(session)
        print(f"{'open: until all had followed':44} {(time.perf_counter() - at) * 1000:8.1f}, silent {worst:8.1f} ms")
        print(f"{'memory in use, project open':44} {in_use() / 1024:8.1f} MB", flush=True)
        work(window)
        window.close()


if __name__ == "__main__":
    main()
