"""The words the program knows: found in any form and language, shown in any language, checked on load."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.core.errors import BadLexicon
from workbench.core.model.figure import Kind
from workbench.core.vocabulary.terms import LANGUAGES, Alias, TermKind, Terms
from workbench.core.vocabulary.units import units

SHOWN = (TermKind.MEASURE, TermKind.SUBJECT, TermKind.ITEM, TermKind.PLACE)


@pytest.mark.parametrize(
    ("kind", "word", "key"),
    [
        ("subject", "США", "United States"),
        ("subject", "U.S.", "United States"),
        ("subject", "АҚШ-тың", None),  # two words for the rules; the text matcher joins them
        ("subject", "китайского", "China"),
        ("subject", "КНР", "China"),
        ("subject", "Пекина", "China"),
        ("subject", "Казахстаном", "Kazakhstan"),
        ("subject", "Қазақстанның", "Kazakhstan"),
        ("subject", "қазақстандық", "Kazakhstan"),
        ("subject", "Саудовскую Аравию", "Saudi Arabia"),
        ("subject", "us", None),
        ("subject", "рк", None),
        ("item", "РЗМ", "rare earths"),
        ("item", "редкоземельными элементами", "rare earths"),
        ("item", "сирек жер металдарының", "rare earths"),
        ("item", "rare-earth elements", "rare earths"),
        ("item", "железной руды", "iron ore"),
        ("measure", "запасов", "reserves"),
        ("measure", "возможные запасы", "possible reserves"),
        ("measure", "запасной", None),
        ("place", "Карагандинской области", "Karaganda region"),
    ],
)
def test_a_word_leads_to_its_key(kind: str, word: str, key: str | None) -> None:
    """Inflected, short and derived forms of three languages lead to one key; look-alikes do not."""
    assert Terms.load().find(TermKind(kind), word) == key


def test_every_term_is_named_in_all_three_languages() -> None:
    """A table can be shown in any language without English words in it, small islands aside."""
    terms = Terms.load()
    nameless = [
        (kind, key)
        for kind in (TermKind.MEASURE, TermKind.ITEM, TermKind.PLACE)
        for key in terms.keys(kind)
        for language in LANGUAGES
        if language not in (terms.get(kind, key) or pytest.fail(key)).names
    ]
    assert nameless == []


def test_measures_fit_kinds_and_dimensions_that_exist() -> None:
    """A slip in `fits` would silently switch a measure off."""
    dimensions = {unit.dimension.partition(":")[0] for unit in units().all()}
    terms = Terms.load()
    for key in terms.keys(TermKind.MEASURE):
        for fit in (terms.get(TermKind.MEASURE, key) or pytest.fail(key)).fits:
            if units().get(fit.removeprefix("-")) is not None:  # one unit, or all but one
                continue
            kind, _, dimension = fit.partition(":")
            assert kind in {k.value for k in Kind}, (key, fit)
            assert not dimension or set(dimension.split("/")) <= dimensions, (key, fit)


def test_display_speaks_the_language_asked_for() -> None:
    """Keys are shown by name, filled slots too; what the lexicon does not hold is shown as it is."""
    terms = Terms.load()
    assert terms.display("reserves", "ru") == "запасы"
    assert terms.display("China", "kk") == "Қытай"
    assert terms.display("share of US imports", "ru") == "доля в импорте: США"
    assert terms.display("change in export", "ru") == "изменение: экспорт"
    assert terms.display("number of ministers", "ru") == "число министров"
    assert terms.display("Куйректыколь", "en") == "Куйректыколь"


def test_an_alias_teaches_a_word() -> None:
    """What an analyst corrected is found the next time, for known keys and for new ones."""
    terms = Terms.load().with_aliases(
        [
            Alias(TermKind.SUBJECT, "Kazakhstan", "страна Великой степи", "ru"),
            Alias(TermKind.SUBJECT, "Казгеология", "геологическ* компани*", "ru"),
        ]
    )
    assert terms.find(TermKind.SUBJECT, "страна Великой степи") == "Kazakhstan"
    assert terms.find(TermKind.SUBJECT, "геологической компании") == "Казгеология"
    assert Terms.load().find(TermKind.SUBJECT, "страна Великой степи") is None


def test_a_project_brings_its_own_words(tmp_path: Path) -> None:
    """A folder laid out like the lexicon adds to it."""
    (tmp_path / "ru").mkdir()
    (tmp_path / "ru" / "measures.toml").write_text('["reserves"]\ncues = ["кладов*"]\n', "utf-8")
    terms = Terms.load([tmp_path])
    assert terms.find(TermKind.MEASURE, "кладовые") == "reserves"
    assert terms.find(TermKind.MEASURE, "запасы") == "reserves"


@pytest.mark.parametrize(
    ("content", "line", "column"),
    [
        ('["a"]\ncues = ["x", "]\n', 2, 16),
        ('["a"]\nname = "b"\ncues = ["x y", "зап**с"]\n', 3, 16),
        ('["a"]\nname = "b"\n\n["c"]\n  colour = "red"\n', 5, 3),
        ('["a"]\ncues = "x"\n', 2, 1),
        ("a = 1\n", 1, 1),
        ('["a"]\ncues = ["... x"]\n', 2, 9),
    ],
)
def test_a_mistake_is_reported_with_its_place(tmp_path: Path, content: str, line: int, column: int) -> None:
    """The sentence names the file, the line and the column."""
    (tmp_path / "ru").mkdir()
    path = tmp_path / "ru" / "measures.toml"
    path.write_text(content, "utf-8")
    with pytest.raises(BadLexicon) as caught:
        Terms.load([tmp_path])
    assert str(path) in str(caught.value)
    assert f"line {line}, column {column}" in str(caught.value)


def test_a_file_in_another_encoding_is_reported(tmp_path: Path) -> None:
    """An editor that saved cp1251 is told so, at the first wrong byte."""
    (tmp_path / "ru").mkdir()
    (tmp_path / "ru" / "items.toml").write_bytes('["a"]\nname = "медь"\n'.encode("cp1251"))
    with pytest.raises(BadLexicon, match="line 2, column 9"):
        Terms.load([tmp_path])


def test_a_missing_folder_is_reported(tmp_path: Path) -> None:
    """A project whose lexicon folder went away says which."""
    with pytest.raises(BadLexicon, match="nowhere"):
        Terms.load([tmp_path / "nowhere"])


def test_what_is_counted_is_named_in_the_language_shown() -> None:
    """ "number of countries" is no half-English heading of a Russian table."""
    terms = Terms.load()
    assert [terms.display("number of countries", lang) for lang in ("en", "ru", "kk")] == [
        "number of countries",
        "число стран",
        "ел саны",
    ]
