"""Values that stay are not walked by the collector of garbage."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from workbench.core.model.many import Staying, many_values


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """No test leaves anything set aside to the next."""
    yield
    gc.unfreeze()


def test_what_stays_is_set_aside_when_it_is_much() -> None:
    """Then a walk over all that is old does not meet it; when it is forgotten it does again."""
    staying = Staying()
    kept = []
    for _ in range(150):  # a walk over all in between begins the count anew
        kept.append([[] for _ in range(1_000)])
        staying.look()
    assert gc.get_freeze_count() > 20_000
    Staying.forget()
    assert gc.get_freeze_count() == 0


def test_little_is_left_as_it_is() -> None:
    """A step that touches a few figures sets nothing aside, however many such steps there are."""
    gc.collect()
    for _ in range(40):
        staying = Staying()
        kept = [[] for _ in range(1_000)]  # type: ignore[var-annotated]
        staying.look()
    assert len(kept) == 1_000
    assert gc.get_freeze_count() == 0


@many_values()
def _failing() -> None:
    assert not gc.isenabled()
    raise LookupError("none")


def test_the_collector_is_on_again_afterwards() -> None:
    """Also when making the values fails."""
    with pytest.raises(LookupError, match="none"):
        _failing()
    assert gc.isenabled()
