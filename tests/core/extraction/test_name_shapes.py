"""Names by their shape: lines between two towns, plants called by an adjective, plain words before the kind."""

from __future__ import annotations

import pytest

from workbench.core.extraction.name_shapes import shapes
from workbench.core.extraction.sentences import sentences
from workbench.core.model.span import Span


def _found(text: str, language: str) -> list[tuple[str, str]]:
    (sentence,) = sentences(text, text.lower(), Span(0, len(text)), 0, language)
    return [(name.key, name.type) for name in shapes(text, sentence)]


@pytest.mark.parametrize(
    ("language", "text", "key", "kind"),
    [
        ("ru", "Длина линии Жетыген — Коргас составила 293 км", "Жетыген — Коргас", "project"),
        ("kk", "Шалқар – Бейнеу теміржолының ұзындығы 496 шақырым", "Шалқар – Бейнеу", "project"),
        ("en", "The 600 km Sivas–Kars railway opened", "Sivas–Kars", "project"),
        ("ru", "На Экибастузской ГРЭС работают 1,5 тыс. человек", "Экибастузская ГРЭС", "project"),
        ("ru", "Запасы Ванкорского месторождения выросли", "Ванкорское месторождение", "deposit"),
        ("en", "The Barakah nuclear power plant has four reactors", "Barakah", "project"),
        ("en", "The Oyu Tolgoi copper mine employs 5,000 people", "Oyu Tolgoi", "deposit"),
        ("en", "Trade through the Port of Beira rose", "Beira", "project"),
        ("kk", "Шүлбі СЭС-інің қуаты 702 МВт", "Шүлбі", "project"),
        ("kk", "Сарқырама су қоймасында 5 млн текше метр су бар", "Сарқырама", "project"),
    ],
)
def test_a_shape_is_a_name(language: str, text: str, key: str, kind: str) -> None:
    """The key is the name alone, in the nominative where that can be told."""
    assert (key, kind) in _found(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Городской аэропорт принял 5 тыс. пассажиров"),
        ("ru", "В 2020 — 2021 годах линии продлили"),
        ("en", "A nuclear power plant has four reactors"),
        ("kk", "Жаңа су қоймасы салынды"),
    ],
)
def test_plain_words_are_no_name(language: str, text: str) -> None:
    """An adjective of no place, years and common nouns name nothing."""
    assert [key for key, _ in _found(text, language)] == []
