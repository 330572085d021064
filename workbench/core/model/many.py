"""While very many values are made at once, the garbage collector has nothing to find."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_VERY_MANY = 50_000  # values: to walk them takes as long as a picture of a film


@contextmanager
def many_values(*, to_stay: bool = False) -> Iterator[None]:
    """The collector would walk them again and again, which takes more than half of the time at 200,000 figures. Those
    that are `to_stay` it does not walk at the end either: very many of them go to what is old at once."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if to_stay and gc.get_count()[0] > _VERY_MANY:
                gc.freeze()  # both together: all that is young is old
                gc.unfreeze()
            gc.enable()
