"""Work in the background: values come back into the window's thread, it can be stopped, and errors are not lost."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator, Iterator

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from workbench.core.errors import Cancelled, UnreadableFile
from workbench.gui.jobs import Jobs


@pytest.fixture
def jobs(qapp: object) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


def count_to(n: int, *, progress: Callable[[int, int], None], cancelled: Callable[[], bool]) -> int:
    for i in range(n):
        progress(i + 1, n)
    return n


def test_the_result_comes_back_in_the_windows_thread(jobs: Jobs, qtbot: QtBot) -> None:
    """Progress arrives in order before the result, all in the thread that asked."""
    heard: list[object] = []
    done: list[object] = []
    jobs.run(
        count_to,
        3,
        title="Counting",
        on_progress=lambda d, t: heard.append((d, t, threading.current_thread() is threading.main_thread())),
        on_done=done.append,
    )
    qtbot.waitUntil(lambda: done == [3])
    assert heard == [(1, 3, True), (2, 3, True), (3, 3, True)]
    assert jobs.running == ()


def test_parts_arrive_before_the_end(jobs: Jobs, qtbot: QtBot) -> None:
    """A function may hand over values while it works."""

    def give(*, progress: object, cancelled: object, part: Callable[[str], None]) -> str:
        part("a")
        part("b")
        return "end"

    heard: list[str] = []
    jobs.run(give, title="Giving", on_part=heard.append, on_done=heard.append)
    qtbot.waitUntil(lambda: "end" in heard)
    assert heard == ["a", "b", "end"]


def test_cancelling_stops_the_work(jobs: Jobs, qtbot: QtBot) -> None:
    """The worker sees the wish and stops; nothing is handed over."""

    def wait(*, progress: object, cancelled: Callable[[], bool]) -> None:
        while not cancelled():
            threading.Event().wait(0.005)
        raise Cancelled

    heard: list[str] = []
    job = jobs.run(
        wait, title="Waiting", on_done=lambda _: heard.append("done"), on_cancelled=lambda: heard.append("cancelled")
    )
    job.cancel()
    qtbot.waitUntil(lambda: heard == ["cancelled"])


def test_an_error_of_the_world_is_told(jobs: Jobs, qtbot: QtBot) -> None:
    """An unreadable file reaches whoever shows messages."""

    def fail(*, progress: object, cancelled: object) -> None:
        raise UnreadableFile("The file is empty.")

    with qtbot.waitSignal(jobs.failed) as told:
        jobs.run(fail, title="Reading")
    assert str(told.args[0]) == "The file is empty."


def test_a_fault_of_ours_is_raised_again(jobs: Jobs, qtbot: QtBot) -> None:
    """A bug in a worker reaches the crash reporter like any other."""

    def fail(*, progress: object, cancelled: object) -> None:
        raise ZeroDivisionError

    with qtbot.capture_exceptions() as faults:
        jobs.run(fail, title="Dividing")
        qtbot.waitUntil(lambda: bool(faults))
    assert faults[0][0] is ZeroDivisionError
    assert jobs.running == ()


def _slices(n: int, seen: list[int]) -> Generator[tuple[int, int], None, str]:
    try:
        for i in range(n):
            seen.append(i)
            time.sleep(0.002)
            yield i, n
    finally:
        seen.append(-1)
    return "done"


def test_short_work_in_slices_is_over_when_the_call_returns(jobs: Jobs) -> None:
    """What takes a moment needs no loop of events."""
    done: list[object] = []
    jobs.run_here(_slices(3, []), title="Counting", on_done=done.append)
    assert done == ["done"]
    assert jobs.running == ()


def test_long_work_in_slices_lets_the_window_live_and_tells_its_progress(jobs: Jobs, qtbot: QtBot) -> None:
    """Timers fire between the slices, progress rises, the result comes at the end."""
    done: list[object] = []
    beats: list[int] = []
    timer = QTimer(jobs, interval=1)
    timer.timeout.connect(lambda: beats.append(jobs.running[0].done if jobs.running else -1))
    timer.start()
    jobs.run_here(_slices(100, []), title="Counting", on_done=done.append)
    assert done == []
    qtbot.waitUntil(lambda: done == ["done"])
    assert len({beat for beat in beats if beat > 0}) > 2


def test_cancelled_work_in_slices_is_closed_at_once(jobs: Jobs) -> None:
    """Its clean-up has run when cancel returns: a project may be closed right after it."""
    seen: list[int] = []
    ended: list[str] = []
    jobs.run_here(_slices(1000, seen), title="Counting", on_cancelled=lambda: ended.append("cancelled"))
    jobs.cancel_all()
    assert seen[-1] == -1
    assert ended == ["cancelled"]
    assert jobs.running == ()


def test_the_worlds_error_in_a_slice_is_told(jobs: Jobs) -> None:
    """It goes where every other failure of work goes."""

    def failing() -> Generator[tuple[int, int], None, None]:
        yield 0, 1
        raise UnreadableFile("no")

    failed: list[object] = []
    jobs.failed.connect(failed.append)
    jobs.run_here(failing(), title="Failing")
    assert [str(error) for error in failed] == ["no"]
