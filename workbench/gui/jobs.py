"""Long work beside the window: pure functions in worker threads, values in and out, with progress and cancel.

    jobs.run(prepare_all, paths, on_done=self._prepared, title=tr("Reading"))
    def prepare_all(paths, *, progress, cancelled, part): ...

`progress(done, total)` and `part(value)` may be called from the worker; `cancelled()` is asked there. All `on_...`
callbacks run in the thread of the window. A function that stops at `cancelled()` raises Cancelled.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator
from functools import partial
from threading import Event
from time import perf_counter
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from workbench.core.errors import Cancelled, WorkbenchError

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

_SWITCH = 0.001  # seconds after which a worker lets the window have the interpreter: a row of an answer needs it anew
_SLICE = 0.03  # seconds of the window's time at once
_BREATH = 2  # milliseconds for keys and paint
WORKERS = 2  # readers and extraction hold the interpreter's lock: more threads only make the window wait


class Job(QObject):
    """One piece of work under way."""

    progressed = Signal(int, int)  # done, total
    parted = Signal(object)
    _ended = Signal()

    def __init__(self, title: str, parent: QObject) -> None:
        super().__init__(parent)
        self.title = title
        self.done, self.total = 0, 0
        self.finished = False
        self._cancel = Event()
        self.progressed.connect(self._keep, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Asks the work to stop at its next step."""
        self._cancel.set()

    @property
    def cancelling(self) -> bool:
        return self._cancel.is_set()

    def _keep(self, done: int, total: int) -> None:
        self.done, self.total = done, total


class _Slices(Job):
    """Work in slices: a few of them, then keys and paint, then the next."""

    def __init__(self, slices: Generator[tuple[int, int], None, Any], title: str, parent: QObject) -> None:
        from concurrent.futures import Future

        super().__init__(title, parent)
        self.future: Future[Any] = Future()
        self.over: Callable[[], object] = lambda: None
        self._slices = slices
        self._timer = QTimer(self, interval=_BREATH)
        self._timer.timeout.connect(self.go_on)

    def go_on(self) -> None:
        until = perf_counter() + _SLICE
        told = (self.done, self.total)
        try:
            while perf_counter() < until:
                told = next(self._slices)
        except StopIteration as end:
            self._end(partial(self.future.set_result, end.value))
        except WorkbenchError as error:
            self._end(partial(self.future.set_exception, error))
        except BaseException:  # ours: it is told by the crash window, and nobody waits for the work any more
            self._end(partial(self.future.set_exception, Cancelled()))
            raise
        else:
            self._timer.start()
            self.progressed.emit(*told)

    def cancel(self) -> None:
        if not self.future.done():
            super().cancel()
            self._slices.close()
            self._end(partial(self.future.set_exception, Cancelled()))

    def _end(self, settle: Callable[[], object]) -> None:
        self._timer.stop()
        settle()
        self.over()


class Jobs(QObject):
    """All work under way. `started`, `progressed` and `ended` are for whoever shows it; `failed` carries the world's
    errors that no `on_failed` took. Errors of ours are raised again in the window's thread."""

    started = Signal(object)
    progressed = Signal(object)
    ended = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._made_pool: ThreadPoolExecutor | None = None
        self._running: list[Job] = []

    @property
    def _pool(self) -> ThreadPoolExecutor:
        """Made for the first work: its library would slow the start down."""
        if self._made_pool is None:
            from concurrent.futures import ThreadPoolExecutor

            sys.setswitchinterval(_SWITCH)
            self._made_pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="job")
        return self._made_pool

    @property
    def running(self) -> tuple[Job, ...]:
        return tuple(self._running)

    def run(
        self,
        function: Callable[..., Any],
        *args: Any,
        title: str,
        on_done: Callable[[Any], object] | None = None,
        on_part: Callable[[Any], object] | None = None,
        on_progress: Callable[[int, int], object] | None = None,
        on_failed: Callable[[WorkbenchError], object] | None = None,
        on_cancelled: Callable[[], object] | None = None,
    ) -> Job:
        """Starts the work. `function` gets the keywords progress and cancelled, and part if `on_part` is given."""
        job = Job(title, self)
        tools: dict[str, Any] = {"progress": job.progressed.emit, "cancelled": job._cancel.is_set}
        queued = Qt.ConnectionType.QueuedConnection
        if on_part is not None:
            tools["part"] = job.parted.emit
            job.parted.connect(on_part, queued)
        if on_progress is not None:
            job.progressed.connect(on_progress, queued)
        job.progressed.connect(lambda *_: self.progressed.emit(job), queued)
        self._running.append(job)
        future = self._pool.submit(function, *args, **tools)
        job._ended.connect(lambda: self._finish(job, future, on_done, on_failed, on_cancelled), queued)
        self.started.emit(job)
        future.add_done_callback(lambda _: job._ended.emit())
        return job

    def _finish(
        self,
        job: Job,
        future: Future[Any],
        on_done: Callable[[Any], object] | None,
        on_failed: Callable[[WorkbenchError], object] | None,
        on_cancelled: Callable[[], object] | None,
    ) -> None:
        self._running.remove(job)
        job.finished = True
        self.ended.emit(job)
        job.deleteLater()
        try:
            result = future.result()
        except Cancelled:
            if on_cancelled is not None:
                on_cancelled()
        except WorkbenchError as error:
            if on_failed is not None:
                on_failed(error)
            else:
                self.failed.emit(error)
        else:
            if on_done is not None:
                on_done(result)

    def run_here(
        self,
        slices: Generator[tuple[int, int], None, Any],
        *,
        title: str,
        on_done: Callable[[Any], object] | None = None,
        on_failed: Callable[[WorkbenchError], object] | None = None,
        on_cancelled: Callable[[], object] | None = None,
    ) -> Job:
        """Work that needs the project, in the window's thread: as many slices at a time as leave the window awake.
        `slices` yields (done, total) and returns its result. What takes but a moment is over when this returns.
        Cancelled it is closed at once."""
        job = _Slices(slices, title, self)
        job.over = lambda: self._finish(job, job.future, on_done, on_failed, on_cancelled)
        job.progressed.connect(lambda *_: self.progressed.emit(job))
        self._running.append(job)
        self.started.emit(job)
        job.go_on()
        return job

    def cancel_all(self) -> None:
        for job in self.running:
            job.cancel()

    def close(self) -> None:
        """Stops everything; returns when no worker runs any more."""
        self.cancel_all()
        if self._made_pool is not None:
            self._made_pool.shutdown(wait=True, cancel_futures=True)


def at_once(slices: Generator[tuple[int, int], None, Any]) -> Any:
    """What slices come to, where it is waited for."""
    while True:
        try:
            next(slices)
        except StopIteration as end:
            return end.value
