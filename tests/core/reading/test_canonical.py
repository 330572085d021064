"""Text is stored in one form, so that no widget, workbook or search changes it later."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.reading.canonical import canonical, entities_decoded

ANY_TEXT = st.text(st.characters())  # lone surrogates and all


@pytest.mark.parametrize(
    ("raw", "stored"),
    [
        ("a\r\nb\rc\u2028d\u2029e\u0085f\vg\fh", "a\nb\nc\nd\ne\nf\ng\nh"),
        ("\ufeffдобыча\x00", "добыча"),
        ("2\u00a0600\u202fт", "2\u00a0600\u202fт"),
        ("и\u0306", "й"),
        ("мил\u00adлион \u200b5", "миллион 5"),
        ("x\ud800y\ufdd0z\uffff", "x\ufffdy\ufffdz\ufffd"),
        ("👩‍🔬 2,6", "👩‍🔬 2,6"),
    ],
)
def test_canonical_form(raw: str, stored: str) -> None:
    """Line ends are one kind, controls and break hints go, no-break spaces and emoji stay."""
    assert canonical(raw) == stored


@given(ANY_TEXT)
def test_canonical_is_final(raw: str) -> None:
    """Whatever comes in, the result can be stored as UTF-8 and does not change when done again."""
    stored = canonical(raw)
    stored.encode("utf-8")
    assert canonical(stored) == stored
    assert unicodedata.is_normalized("NFC", stored)
    assert not {"\x00", "\r", "\ufeff", "\u2028", "\u2029", "\u0085", "\ufdd0"} & set(stored)


def test_entities_of_a_copied_page() -> None:
    """Named and numbered entities become characters; an ampersand alone is one."""
    assert (
        entities_decoded("75&nbsp;% &laquo;A&#1171;&raquo; R&D; &copy2025; Q&A")
        == "75\u00a0% «Aғ» R&D; &copy2025; Q&A"
    )
