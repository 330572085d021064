"""Code points and Qt's UTF-16 positions lead to each other, whatever a text holds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workbench.core.model.span import Span
from workbench.gui.reading.positions import Positions

texts = st.text(
    st.one_of(st.sampled_from("aЖқ😀𝟚🇰🇿\u00a0\n"), st.characters(exclude_categories=("Cs",))), max_size=60
)


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(texts, st.data())
def test_positions_are_those_of_utf16(text: str, data: st.DataObject) -> None:
    """A position in Qt's count is the UTF-16 length of what stands before it, and leads back."""
    at = data.draw(st.integers(0, len(text)))
    positions = Positions(text)
    assert positions.to_qt(at) == utf16(text[:at])
    assert positions.to_text(positions.to_qt(at)) == at
    assert positions.qt_length == utf16(text)


@given(texts)
def test_middle_of_a_pair_belongs_to_its_character(text: str) -> None:
    """No UTF-16 position points outside the text or between two other characters."""
    positions = Positions(text)
    for unit in range(positions.qt_length + 1):
        at = positions.to_text(unit)
        assert positions.to_qt(at) in (unit, unit - 1)


def test_span_round_trip_over_emoji() -> None:
    """A span behind emoji is the same words after the round trip."""
    text = "😀😀 около 44 млн 😀"
    span = Span(text.index("44"), text.index("44") + 6)
    positions = Positions(text)
    assert positions.span(*positions.qt_range(span)) == span
