"""Tests of spans: half-open stretches of a text in code points."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.model.span import Span

SPANS = st.tuples(st.integers(0, 50), st.integers(0, 50)).map(lambda ends: Span(min(ends), max(ends)))


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2)])
def test_what_is_no_span(start: int, end: int) -> None:
    """A span begins in the text and does not end before it begins."""
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)


def test_a_span_counts_code_points() -> None:
    """An emoji or a letter beyond the basic plane is one position."""
    text = "🜨 2,6 млн"
    assert Span(2, 9).of(text) == "2,6 млн"


def test_neighbours_do_not_overlap() -> None:
    """The end is not part of the span."""
    assert not Span(0, 3).overlaps(Span(3, 5))
    assert Span(0, 4).overlaps(Span(3, 5))


@given(SPANS, SPANS)
def test_a_joined_span_holds_both(one: Span, other: Span) -> None:
    """Joining loses nothing and adds nothing outside the two ends."""
    both = one.joined(other)
    assert both.contains(one)
    assert both.contains(other)
    assert both == other.joined(one)
    assert {both.start, both.end} <= {one.start, one.end, other.start, other.end}


@given(SPANS, SPANS, st.text(min_size=50, max_size=60))
def test_a_contained_span_is_part_of_the_text(one: Span, other: Span, text: str) -> None:
    """What lies within a span lies within its words."""
    if one.contains(other):
        assert other.of(text) in one.of(text)
        assert len(other) <= len(one)
