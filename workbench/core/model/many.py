"""While very many values are made at once, the garbage collector has nothing to find."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_VERY_MANY = 50_000  # values: to walk them takes as long as a picture of a film
_WALKS = 3  # of the collector over what is new, each after some 7,000 values more than before


@contextmanager
def many_values(*, to_stay: bool = False) -> Iterator[None]:
    """The collector would walk them again and again, which takes more than half of the time at 200,000 figures. Very
    many of them that are `to_stay` it does not walk later either (see `Staying`)."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if to_stay and gc.get_count()[0] > _VERY_MANY:
                gc.freeze()
            gc.enable()


class Staying:
    """Values that are made bit by bit and stay. The collector walks all that is old whenever a quarter has come on
    top, and at half a million values that holds the window still for a third of a second. What stays is set aside: it
    goes when nobody holds it, as frozen values without circles do. Circles that were set aside with it wait for
    `forget()`."""

    def __init__(self) -> None:
        self._from = gc.get_count()[2]

    def look(self) -> None:
        """To be called now and then while they are made: sets aside what came, when it is much."""
        walks = gc.get_count()[2]
        if walks - self._from < _WALKS:
            self._from = min(self._from, walks)
            return
        gc.collect(1)  # young circles that nobody holds
        gc.freeze()
        self._from = 0

    @staticmethod
    def forget() -> None:
        """They are gone: what was set aside is looked through again as all else."""
        gc.unfreeze()
