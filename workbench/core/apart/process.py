"""A reader in a process of its own, seen from the program: asked, watched, and ended when it does not answer."""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

from workbench.core import words
from workbench.core.apart import frames, limits
from workbench.core.apart.child import REFUSALS
from workbench.core.apart.frames import Frame
from workbench.core.errors import Cancelled, UnreadableFile
from workbench.core.words import tr

READER = "--reader-apart"  # how a frozen program is told to be one
LONGEST = 60  # seconds for one question; the largest file that is read whole takes about a third
_TO_START = 60.0  # seconds for a reader to load its libraries, on a slow disk
_STEP = 0.05  # seconds between two looks whether the user gave up
_BOOT = "import sys; sys.path[:] = sys.argv[2:]; from workbench.core.apart.child import main; main(sys.argv[1])"
_KEPT = ("SYSTEMROOT", "WINDIR", "LD_LIBRARY_PATH", "TZ")  # of the environment: what programs cannot start without
_LONGEST_SENTENCE = 2_000


class ReaderStopped(UnreadableFile):
    """The reader's process ended or had to be ended: too slow, too large, or broken by the file."""


@dataclass(frozen=True, slots=True)
class Question:
    """`name` is the file's, for what is said of it. `cancelled` is asked while the answer is awaited, `progress` told
    how far the reader is, by those that tell."""

    name: str
    said: Mapping[str, Any]
    data: bytes = b""
    seconds: int = LONGEST
    cancelled: Callable[[], bool] = bool
    progress: Callable[[int, int], object] = max  # which changes nothing


class Reader:
    """One process that serves a module. To be closed; one question at a time. ReaderStopped when there is no process
    to be had."""

    def __init__(self, module: str) -> None:
        self.used = time.monotonic()
        environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own program
                command(module),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=Path(sys.executable).parent,
                env=environment,
                start_new_session=True,  # the terminal's Ctrl+C is for the program
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as problem:
            raise ReaderStopped(
                tr(
                    "The reader of files could not be started: {reason}. Close other programs, then try again.",
                    reason=problem.strerror or problem,
                )
            ) from problem
        self._ready = False

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def ask(self, question: Question) -> Frame:
        """The answer. UnreadableFile as the reader says it, ReaderStopped when there is none to be had, Cancelled
        when the user gave up: after both the reader is gone."""
        if question.cancelled():
            raise Cancelled
        if not self._ready:
            self._expect(self._heard(question, None, _TO_START), question)
            self._ready = True
        said = {**question.said, "seconds": question.seconds, "language": words.language()}
        until = time.monotonic() + question.seconds
        answer = self._expect(self._heard(question, Frame(said, question.data), question.seconds), question)
        while "progress" in answer.said:
            self._tell(question, answer)
            answer = self._expect(self._heard(question, None, until - time.monotonic()), question)
        self.used = time.monotonic()
        return answer

    def _tell(self, question: Question, answer: Frame) -> None:
        match answer.said["progress"]:
            case [int(done), int(whole)]:
                question.progress(done, whole)
            case _:
                self._expect(None, question)

    def _heard(self, question: Question, frame: Frame | None, seconds: float) -> Frame | None:
        """What the reader says next, after a frame is handed to it; None when it says nothing any more."""
        heard: queue.SimpleQueue[Frame | None] = queue.SimpleQueue()
        threading.Thread(target=self._talk, args=(frame, heard), name="reader", daemon=True).start()
        until = time.monotonic() + seconds
        try:
            while True:
                try:
                    return heard.get(timeout=_STEP)
                except queue.Empty:
                    if question.cancelled():
                        raise Cancelled from None
                    if time.monotonic() > until:
                        raise ReaderStopped(too_slow(question.name, question.seconds)) from None
        except BaseException:
            self.close()
            raise

    def _talk(self, frame: Frame | None, heard: queue.SimpleQueue[Frame | None]) -> None:
        """In a thread: pipes cannot be waited for with a limit on every system."""
        try:
            if frame is not None:
                frames.write(cast(BinaryIO, self._process.stdin), frame)
            heard.put(frames.read(cast(BinaryIO, self._process.stdout)))
        except (OSError, ValueError):  # it ended meanwhile, or says what is no frame
            heard.put(None)

    def _expect(self, frame: Frame | None, question: Question) -> Frame:
        """The frame, if it is an answer."""
        if frame is None:
            self.close()
            raise ReaderStopped(broken(question.name))
        said = frame.said
        if "short" in said:
            self.close()
            raise ReaderStopped(too_much(question.name))
        if "refused" in said:
            raise REFUSALS.get(str(said["refused"]), UnreadableFile)(str(said.get("sentence"))[:_LONGEST_SENTENCE])
        if "fault" in said:
            self.close()
            stopped = ReaderStopped(broken(question.name))
            stopped.add_note(str(said["fault"]))
            raise stopped
        return frame

    def close(self) -> None:
        """Ends the process, whatever it is doing."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            with suppress(OSError):  # what it was still to be told cannot be told
                pipe.close()


def command(module: str) -> list[str]:
    """How a reader is started: the same program with an argument; or Python, where the same modules are found."""
    if getattr(sys, "frozen", False):
        return [sys.executable, READER, module]
    found = [str(Path(entry or ".").absolute()) for entry in sys.path]
    return [sys.executable, "-I", "-X", "utf8", "-B", "-c", _BOOT, module, *found]


def too_slow(name: str, seconds: int) -> str:
    return tr(
        "Reading {name} took longer than {n} seconds and was stopped. Copy the text you need and paste it.",
        name=name,
        n=seconds,
    )


def too_much(name: str) -> str:
    return tr(
        "Reading {name} needs more than {n} MB of memory, far more than an article does, and was stopped. "
        "Copy the text you need and paste it.",
        name=name,
        n=limits.MEMORY >> 20,
    )


def broken(name: str) -> str:
    return tr(
        "The reader stopped unexpectedly on {name}: the file is damaged or was made to do harm. "
        "Nothing else was touched. Get the file anew, or copy the text you need and paste it.",
        name=name,
    )
