"""Readers kept warm between two files: starting one takes as long as reading ten articles."""

from __future__ import annotations

import atexit
import threading
import time
from collections.abc import Callable
from functools import cache
from typing import TypeVar

from workbench.core.apart.frames import BadFrame, Frame
from workbench.core.apart.process import Question, Reader, ReaderStopped, broken

Told = TypeVar("Told")

KEPT = 30.0  # seconds that a reader waits for the next file


class Pool:
    """Idle readers of one module; each thread that asks gets one for itself."""

    def __init__(self, module: str) -> None:
        self._module = module
        self._idle: list[Reader] = []
        self._lock = threading.Lock()
        self._sweeper: threading.Timer | None = None
        atexit.register(self.close)

    def ask(self, question: Question, understood: Callable[[Frame], Told]) -> Told:
        """The answer of a reader (see Reader.ask) as `understood` makes it, which raises BadFrame for what cannot
        be: then the reader does more than read."""
        reader = self._taken()
        try:
            return understood(reader.ask(question))
        except BadFrame as problem:
            reader.close()
            raise ReaderStopped(broken(question.name)) from problem
        finally:
            self._give_back(reader)

    def _taken(self) -> Reader:
        with self._lock:
            while self._idle:
                reader = self._idle.pop()
                if reader.alive:
                    return reader
                reader.close()
        return Reader(self._module)

    def _give_back(self, reader: Reader) -> None:
        if not reader.alive:
            return
        with self._lock:
            self._idle.append(reader)
            if self._sweeper is None:
                self._sweep_later()

    def _sweep_later(self) -> None:
        self._sweeper = threading.Timer(KEPT, self._sweep)
        self._sweeper.daemon = True
        self._sweeper.start()

    def _sweep(self) -> None:
        """Ends those that nobody asked for a while."""
        with self._lock:
            old = [reader for reader in self._idle if time.monotonic() - reader.used >= KEPT]
            self._idle = [reader for reader in self._idle if reader not in old]
            self._sweeper = None
            if self._idle:
                self._sweep_later()
        for reader in old:
            reader.close()

    def close(self) -> None:
        with self._lock:
            idle, self._idle = self._idle, []
            if self._sweeper is not None:
                self._sweeper.cancel()
                self._sweeper = None
        for reader in idle:
            reader.close()


@cache
def of(module: str) -> Pool:
    """The readers of a module that the whole program shares."""
    return Pool(module)
