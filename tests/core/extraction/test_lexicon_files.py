"""The number lexicons are checked when read: a mistake names its file, and all three load quickly."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.core.errors import BadLexicon
from workbench.core.extraction import notation, numerals
from workbench.core.extraction.numerals import LANGUAGES, Word
from workbench.core.extraction.units_match import matcher


def test_the_short_notation_is_written_out() -> None:
    """Endings in brackets give one word each."""
    assert notation.words("дв(а|е) сто") == ["два", "две", "сто"]


@pytest.mark.parametrize("broken", ["[words", "[words]\n", "[words.unit]\nдва = 'два'\n"])
def test_a_mistake_names_the_file(tmp_path: Path, broken: str) -> None:
    """Bad TOML, a missing table and a bad number are all told with the file's name."""
    path = tmp_path / "numbers.toml"
    path.write_text(broken, "utf-8")
    with pytest.raises(BadLexicon, match="numbers"):
        numerals.load(path, "ru")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_words_and_units(language: str) -> None:
    """The shipped files load; the scales that news uses are there."""
    words = numerals.numerals(language).words
    assert {value for word, value in words.values() if word is Word.SCALE} >= {1000, 10**6, 10**9}
    hit = matcher(language).right.match("5 km²", "5 km²", 1, 5)
    assert hit is not None
    assert hit.code == "km2"


def test_case_tells_milliwatts_from_megawatts() -> None:
    """Units are never made small where the case means something."""
    right = matcher("ru").right
    found = [right.match(text, text.lower(), 1, len(text)) for text in ("5 МВт", "5 мВт", "5 Мвт")]
    assert [hit and hit.code for hit in found] == ["MW", "mW", "MW"]
