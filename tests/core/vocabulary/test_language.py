"""The language of a paragraph is told from its letters and small words."""

from __future__ import annotations

import pytest

from workbench.core.vocabulary.language import language_of

RUSSIAN = [
    "Добыча выросла на треть по сравнению с прошлым годом.",
    "Переговоры с Қазақстан темір жолы продолжаются, сообщили в министерстве.",
    "REAlloys Inc. и AltynGroup Kazakhstan",
    "запасы: 44 млн тонн",
    "тонна",
]
KAZAKH = [
    "Былтыр өндіріс көлемі үштен біріне артты.",
    "Қазақстанның экспорты 12 пайызға өсті",
    "Вице-министр бұл туралы журналистерге айтып берді.",
    "2025 жылы 44 млн тонна болды",
    "Теңге бағамы",
]
ENGLISH = [
    "Output rose by a third on the year.",
    "Reserves: 44 million tonnes",
    "The Ministry (Министерство) said nothing.",
    "Rare earths",
]
NONE = ["", "2025", "— 12,5 % —", "Україна збільшила видобуток, її експорт зріс", "Größe über Maße hätte", "今日は"]


@pytest.mark.parametrize(
    ("text", "language"),
    [(t, "ru") for t in RUSSIAN]
    + [(t, "kk") for t in KAZAKH]
    + [(t, "en") for t in ENGLISH]
    + [(t, "") for t in NONE],
)
def test_language_of_a_line(text: str, language: str) -> None:
    """Letters and small words decide, one foreign name does not."""
    assert language_of(text) == language
