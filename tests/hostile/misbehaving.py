"""A reader that does on demand what one does that a hostile file has taken over; served in a process of its own."""

from __future__ import annotations

import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path

from workbench.core.apart.child import Answer, Progress
from workbench.core.apart.frames import Frame
from workbench.core.errors import UnreadableFile
from workbench.core.words import tr

OPENS_FILES = False
FILE = Path(__file__)


def start() -> Answer:
    return _answer


def _answer(asked: Frame, progress: Progress) -> Frame:
    for done in range(asked.said.get("steps", 0)):
        progress(done, asked.said["steps"])
    return Frame({"came": _ACTS[asked.said["act"]]()}, asked.data)


def _refuse() -> None:
    raise UnreadableFile(tr("{name} is empty. Choose a file that holds an article.", name="a.txt"))


def _fail() -> None:
    raise LookupError("a fault of ours")


def _crash() -> None:
    os.kill(os.getpid(), signal.SIGABRT if sys.platform == "win32" else signal.SIGSEGV)


def _run_on() -> None:
    while True:
        pass


def _speak_nonsense() -> None:
    os.write(1, b"\xff" * 64)
    time.sleep(60)


def _tried(act: Callable[[], object]) -> str:
    """What the system says to it; "" when it lets it happen."""
    try:
        act()
    except OSError as refused:
        return str(refused.strerror)
    return ""


_ACTS: dict[str, Callable[[], object]] = {
    "refuse": _refuse,
    "fail": _fail,
    "crash": _crash,
    "run on": _run_on,
    "sleep": lambda: time.sleep(600),
    "grow": lambda: len(bytearray(8 << 30)),
    "nonsense": _speak_nonsense,
    "end": lambda: os._exit(0),
    "number": os.getpid,
    "surroundings": lambda: dict(os.environ),
    "open": lambda: _tried(FILE.read_bytes),
    "write": lambda: _tried(lambda: Path("/tmp/owned").write_text("owned")),
    "connect": lambda: _tried(lambda: socket.socket()),  # noqa: PLW0108 - the class itself would be told as a name
    "look up": lambda: _tried(lambda: socket.getaddrinfo("step.example", 80)),
    "many": lambda: list(range(100_000)),
}
