"""Names in several scripts: one key for one name, different keys for different ones."""

from __future__ import annotations

import pytest

from workbench.core.vocabulary.transliteration import one_spelling, script_free


@pytest.mark.parametrize(
    "spellings",
    [
        ("Куйректыколь", "Күйректікөл", "Kuirektykol", "Kuyrektykol"),
        ("Жезмет", "Zhezmet", "Jezmet"),
        ("Тау-Кен Самрук", "Tau-Ken Samruk", "TauKen Samruk"),
        ("Теңізойл", "Тенгизойл", "Tengizoil"),
        ("Ақбұлақ", "Акбулак", "Akbulak", "Aqbulaq"),
        ("Озёрное", "Ozernoye", "Ozernoe"),
        ("Шокпар", "Shokpar"),
        ("Харьковская", "Kharkovskaya"),
        ("Алтыналмас", "Altynalmas", "ALTYNALMAS"),
    ],
)
def test_one_name_has_one_key(spellings: tuple[str, ...]) -> None:
    """Whatever letters it is written in."""
    assert len({script_free(name) for name in spellings}) == 1


def test_different_names_have_different_keys() -> None:
    """Neighbours in sound stay apart."""
    names = (
        "Караганда",
        "Карагайлы",
        "Karasu",
        "Karatau",
        "Аксай",
        "Аксу",
        "Polyus",
        "Polymetal",
        "Kumtor",
        "Кумколь",
    )
    assert len({script_free(name) for name in names}) == len(names)


def test_digits_tell_names_apart() -> None:
    """Block 11 is not block 1, however often a letter is written."""
    assert script_free("Блок 11") != script_free("Блок 1")
    assert script_free("Блок 11") == script_free("Blokk 11")


def test_a_short_name_tells_nothing() -> None:
    """Three letters are an abbreviation, and those mean different things in different scripts."""
    assert script_free("АБК") == script_free("№ 5") == ""


def test_the_commoner_spelling_is_shown() -> None:
    """And what the lexicon knows keeps its own key."""
    names = ["Shokpar", "Шокпар", "Шокпар", "Kazakhstan", "Казахстан"]
    assert one_spelling(names, known={"Kazakhstan", "Казахстан"}) == {"Shokpar": "Шокпар"}
