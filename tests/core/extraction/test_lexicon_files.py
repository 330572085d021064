"""The number lexicons are checked when read: a mistake names its file, and all three load quickly."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.core import paths
from workbench.core.errors import BadLexicon
from workbench.core.extraction import notation, numerals, pipeline, units_match
from workbench.core.extraction.learned import UnitAlias, own_units
from workbench.core.extraction.numerals import LANGUAGES, Word
from workbench.core.extraction.units_match import matcher
from workbench.core.vocabulary import terms


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


def test_a_language_is_known_to_every_stage() -> None:
    """What has words can be recognised, has number words, endings of units, and terms."""
    folders = {one.name for one in (paths.resources() / "lexicon").iterdir() if one.is_dir()}
    assert folders == {*LANGUAGES} == {*terms.LANGUAGES} == {*units_match._REACH} == {*pipeline._KNOWN}


def test_case_tells_milliwatts_from_megawatts() -> None:
    """Units are never made small where the case means something."""
    right = matcher("ru").right
    found = [right.match(text, text.lower(), 1, len(text)) for text in ("5 МВт", "5 мВт", "5 Мвт")]
    assert [hit and hit.code for hit in found] == ["MW", "mW", "MW"]


@pytest.mark.parametrize(
    ("broken", "place"),
    [("[words\n", "line 1"), ("[words.unit]\nдва = 'два'\n", "line 2, column 1"), ("[words]\n", "scales.*missing")],
)
def test_a_mistake_in_number_words_has_its_place(tmp_path: Path, broken: str, place: str) -> None:
    """Line and column, also where the file is fine as TOML; what is missing is named."""
    path = tmp_path / "numbers.toml"
    path.write_text(broken, "utf-8")
    with pytest.raises(BadLexicon, match=place):
        numerals.load(path, "ru")


def test_a_project_brings_forms_of_units(tmp_path: Path) -> None:
    """With the code and the language; an unknown code is told with its line."""
    path = tmp_path / "ru" / "units.toml"
    path.parent.mkdir()
    path.write_text('[forms]\n"[ft_i]" = ["сажен*"]\n', "utf-8")
    assert own_units(tmp_path) == [UnitAlias("[ft_i]", "сажен*", "ru")]
    path.write_text('[forms]\n"verst" = ["верст*"]\n', "utf-8")
    with pytest.raises(BadLexicon, match="line 2, column 2"):
        own_units(tmp_path)


def test_number_words_of_a_project_are_refused(tmp_path: Path) -> None:
    """Rather than passed over in silence."""
    path = tmp_path / "ru" / "numbers.toml"
    path.parent.mkdir()
    path.write_text("[words]\n", "utf-8")
    with pytest.raises(BadLexicon, match="no number words"):
        own_units(tmp_path)
