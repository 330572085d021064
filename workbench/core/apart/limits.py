"""What a reader's process may use, as far as its system can be told to hold it to that."""

from __future__ import annotations

import sys
from contextlib import suppress
from errno import EACCES

MEMORY = 2 << 30  # bytes of addresses; a parsed page of the largest size takes about half of it


def refuse_sockets() -> None:
    """From now on Python makes none for anybody: a library tries one when it is loaded, to see what it can."""
    sys.addaudithook(_refuse_sockets)


def _refuse_sockets(event: str, args: tuple[object, ...]) -> None:
    if event.startswith("socket."):
        raise PermissionError(EACCES, "a reader opens no connection")


if sys.platform == "win32":
    # A job object would hold it, but is out of reach of the standard library: time is watched from outside, and a
    # reader that was taken over or ran wild is ended then.
    def at_start() -> None:
        """Nothing to be had here."""

    def before_task(seconds: int) -> None:
        """Nothing to be had here."""

    def lock() -> None:
        """Nothing to be had here."""

else:
    import resource

    def at_start() -> None:
        """No more memory than `MEMORY`, no byte into any file, no image of the memory left behind."""
        _limit(resource.RLIMIT_AS, MEMORY)
        _limit(resource.RLIMIT_FSIZE, 0)
        _limit(resource.RLIMIT_CORE, 0)

    def before_task(seconds: int) -> None:
        """The processor's time from now on; the system ends a process that uses more."""
        used = resource.getrusage(resource.RUSAGE_SELF)
        soft = int(used.ru_utime + used.ru_stime) + seconds + 1
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.getrlimit(resource.RLIMIT_CPU)[1]))

    def lock() -> None:
        """Nothing can be opened from now on, neither a file nor a connection, and no process started."""
        _limit(resource.RLIMIT_NOFILE, 0)
        _limit(resource.RLIMIT_NPROC, 0)

    def _limit(which: int, most: int) -> None:
        """macOS knows some limits and refuses to set them; time is then watched from outside as everywhere."""
        hard = resource.getrlimit(which)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        with suppress(ValueError, OSError):
            resource.setrlimit(which, (most, most))
