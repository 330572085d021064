"""Long work beside the window: pure functions in worker threads, values in and out, with progress and cancel.

    jobs.run(prepare_all, paths, on_done=self._prepared, title=tr("Reading"))
    def prepare_all(paths, *, progress, cancelled, part): ...

`progress(done, total)` and `part(value)` may be called from the worker; `cancelled()` is asked there. All `on_...`
callbacks run in the thread of the window. A function that stops at `cancelled()` raises Cancelled.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal

from workbench.core.errors import Cancelled, WorkbenchError

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

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

    def cancel_all(self) -> None:
        for job in self._running:
            job.cancel()

    def close(self) -> None:
        """Stops everything; returns when no worker runs any more."""
        self.cancel_all()
        if self._made_pool is not None:
            self._made_pool.shutdown(wait=True, cancel_futures=True)
