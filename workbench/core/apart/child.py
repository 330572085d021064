"""The inside of a reader's process: answers one question after the other until nobody asks any more."""

from __future__ import annotations

import importlib
import os
import queue
import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType
from typing import BinaryIO

from workbench.core import words
from workbench.core.apart import frames, limits
from workbench.core.apart.frames import Frame
from workbench.core.errors import BadInput, UnreadableFile

IDLE = 90  # seconds after which it ends by itself; the program forgets it earlier
REFUSALS = {"UnreadableFile": UnreadableFile, "BadInput": BadInput}
_MOST_OF_A_FAULT = 8_000  # characters

Progress = Callable[[int, int], object]  # done, whole
Answer = Callable[[Frame, Progress], Frame]


def main(module: str) -> None:
    """Serves `module`: its `start()` loads all it will need and returns what answers each question, and may tell how
    far it is; `OPENS_FILES` says whether it needs any files afterwards."""
    source, target = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    sys.excepthook = _teller(target)
    limits.at_start()
    limits.refuse_sockets()
    for language in words.LANGUAGES:  # their files cannot be opened later
        words.say(language, "Open")
    served = importlib.import_module(module)
    answer: Answer = served.start()
    waiting: queue.SimpleQueue[Frame | None] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(source, waiting), daemon=True).start()
    if not served.OPENS_FILES:
        limits.lock()

    def progress(done: int, whole: int) -> None:
        frames.write(target, Frame({"progress": [done, whole]}))

    frames.write(target, Frame({"ready": True}))
    while (asked := _next(waiting)) is not None:
        limits.before_task(int(asked.said["seconds"]))
        answered = _answered(answer, asked, progress)
        frames.write(target, answered)
        if "short" in answered.said:
            return


def _teller(target: BinaryIO) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    """Whatever a hostile file makes of a library ends the process; the program is told what it was."""

    def tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        told = "".join(traceback.format_exception(kind, error, trace))
        frames.write(target, Frame({"fault": told[-_MOST_OF_A_FAULT:]}))

    return tell


def _listen(source: BinaryIO, waiting: queue.SimpleQueue[Frame | None]) -> None:
    """When the program is gone, so is its reader, whatever it is doing."""
    while (frame := frames.read(source)) is not None:
        waiting.put(frame)
    os._exit(0)


def _next(waiting: queue.SimpleQueue[Frame | None]) -> Frame | None:
    try:
        return waiting.get(timeout=IDLE)
    except queue.Empty:
        return None


def _answered(answer: Answer, asked: Frame, progress: Progress) -> Frame:
    words.use(asked.said["language"])
    try:
        return answer(asked, progress)
    except tuple(REFUSALS.values()) as refused:
        return Frame({"refused": type(refused).__name__, "sentence": str(refused)})
    except MemoryError:
        return Frame({"short": "memory"})
