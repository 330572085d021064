"""What is typed to search: its forms in three languages, its signs, and where it stands in a text."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.errors import BadInput
from workbench.core.vocabulary import forms
from workbench.core.vocabulary.passages import Finder, passages_of
from workbench.core.vocabulary.query import folded, parse, phrase, tokens_of


def found(query: str, text: str, *, kazakh: bool = False) -> list[str]:
    """The words of the text that a query hits."""
    return [hit.of(text) for hit in Finder(parse(query)).hits(text, kazakh=kazakh)]


@pytest.mark.parametrize(
    ("query", "text", "hits"),
    [
        ("запас", "Запасы меди; о запасах, запасной выход", ["Запасы", "запасах"]),
        ("еще", "Ещё раз и еще раз", ["Ещё", "еще"]),
        ("ёлка", "елки и ёлок", ["елки", "ёлок"]),
        ("Токаев", "Токаеву и Токаева, токарь", ["Токаеву", "Токаева"]),
        ("reserve", "Reserves of the reserve were reserved", ["Reserves", "reserve", "reserved"]),
        ("companies", "A company, two companies, to accompany", ["company", "companies"]),
        ("sold", "They sell what was sold", ["sell", "sold"]),
        ("Turkiye", "Türkiye", ["Türkiye"]),
        ("мұнай", "Мұнайдың бағасы, мұнайлы өңір", ["Мұнайдың", "мұнайлы"]),
        ("Қазақстанның", "Қазақстанда, Казахстан", ["Қазақстанда"]),
        ("кітап", "кітабы бар", ["кітабы"]),
        ("неф*", "нефтяной и нефть, нет", ["нефтяной", "нефть"]),
        ('"редкие земли"', "Редкие земли, редких земель", ["Редкие земли"]),
        ("«редкие земли»", "редкие  земли", ["редкие  земли"]),
        ("запас", "за\u0301пасы", ["за\u0301пасы"]),
        ("2,6 млн", "2,6 млн и 2.6 млн, 26 млн", ["2,6", "млн", "2.6", "млн", "млн"]),
        ("Ту-154", "Ту-154, ту 155", ["Ту-154"]),
    ],
)
def test_words_are_found_in_their_forms(query: str, text: str, hits: list[str]) -> None:
    """Each language by its own inflection; a phrase, a beginning and a number as they are typed."""
    assert found(query, text) == hits


def test_russian_words_take_kazakh_endings_in_kazakh_texts_only() -> None:
    """In a Russian text "планда" is no form of "план"."""
    assert found("план", "планға сай", kazakh=True) == ["планға"]
    assert found("план", "планға сай") == []


def test_a_phrase_of_a_concordance_is_inflected() -> None:
    """The words stand one after the other, each in any form."""
    text = "Редкие земли; цены редких земель и редкая земля"
    hits = Finder(phrase("редкие земли")).hits(text)
    assert [hit.of(text) for hit in hits] == ["Редкие земли", "редких земель", "редкая земля"]


def test_a_minus_takes_away() -> None:
    """Words and phrases with a minus are unwanted; they are no hits."""
    query = parse('нефть -газ -"сырая нефть"')
    assert (len(query.wanted), len(query.unwanted)) == (1, 2)


@pytest.mark.parametrize("typed", ["", "  ", "-газ", '"', "!?", "x" * 500])
def test_what_cannot_be_searched_is_refused_in_words(typed: str) -> None:
    """Nothing to look for, or too much."""
    with pytest.raises(BadInput):
        parse(typed)


def test_english_forms_stay_near_the_word() -> None:
    """A rule that went too far would find other words."""
    assert "min" not in forms.english_forms("mining")
    assert "pla" not in forms.english_forms("plans")
    assert {"ship", "shipped", "shipping"} <= forms.english_forms("ships")


@given(st.text(max_size=60))
def test_folding_keeps_positions(text: str) -> None:
    """A hit's place in the folded text is its place in the text."""
    assert len(folded(text)) == len(text)


LETTERS = [*range(0x20, 0xB5), *range(0xB6, 0x17F), *range(0x400, 0x483), *range(0x48A, 0x528), 0x301]


def test_words_are_cut_as_the_index_cuts_them() -> None:
    """Else an article would be found whose hits nobody can show: every letter of the three languages, in a word."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5(x, tokenize='unicode61 remove_diacritics 2')")
    connection.execute("CREATE VIRTUAL TABLE v USING fts5vocab('t', 'instance')")
    texts = [f"a{chr(code)}b" for code in LETTERS]
    connection.executemany("INSERT INTO t (rowid, x) VALUES (?, ?)", enumerate(texts, 1))
    theirs: dict[int, list[str]] = {}
    for word, row in connection.execute("SELECT term, doc FROM v ORDER BY doc, offset"):
        theirs.setdefault(row, []).append(word)
    connection.close()
    ours = {row: [word for _, _, word in tokens_of(text)] for row, text in enumerate(texts, 1)}
    assert ours == theirs


def test_hits_that_lie_close_share_a_passage() -> None:
    """A passage begins and ends at whole words and knows its hits in positions of the text."""
    text = "слово " * 40 + "запасы и запасов " + "слово " * 40 + "запасам"
    hits = Finder(parse("запасы")).hits(text)
    first, second = passages_of(text, hits)
    assert [hit.of(text) for hit in first.hits] == ["запасы", "запасов"]
    assert len(second.hits) == 1
    assert first.text == first.span.of(text)
    assert first.text.startswith("слово")
