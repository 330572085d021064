"""Fact, estimate, plan, forecast or condition."""

from __future__ import annotations

import pytest

from tests.cases.score_context import case_of, understood
from workbench.core.model.figure import Modality


@pytest.mark.parametrize(
    ("language", "marked", "modality"),
    [
        ("ru", "Добыто [[5 тонн]] золота.", "fact"),
        ("ru", "Запасы оцениваются в [[5 тонн]].", "estimate"),
        ("ru", "Компания планирует добыть [[5 тонн]].", "plan"),
        ("ru", "Добыча вырастет до [[5 тонн]].", "forecast"),
        ("ru", "Если завод построят, он выпустит [[5 тонн]].", "conditional"),
        ("en", "The mine produced [[5 tonnes]].", "fact"),
        ("en", "Reserves are estimated at [[5 tonnes]].", "estimate"),
        ("en", "The company plans to mine [[5 tonnes]].", "plan"),
        ("en", "Output is expected to reach [[5 tonnes]].", "forecast"),
        ("en", "If built, the plant could make [[5 tonnes]].", "conditional"),
        ("ru", "Аналитики полагают, что завод выпустит [[5 тонн]].", "forecast"),
        ("ru", "Завод выпустит [[5 тонн]].", "plan"),
        ("ru", "Завод, как и планировалось, выпустил [[5 тонн]].", "fact"),
        ("ru", "Стороны договорились поставить [[5 тонн]].", "plan"),
        ("en", "The minister said the mine would produce [[5 tonnes]].", "plan"),
        ("en", "As expected, the mine produced [[5 tonnes]].", "fact"),
        ("en", "Brokers reckon output will be [[5 tonnes]].", "forecast"),
        ("en", "The mine, which was expected to close, produced [[5 tonnes]].", "fact"),
        ("kk", "Экспортқа [[5 тонна]] жіберіледі.", "plan"),
        ("kk", "Жыл сайын [[5 тонна]] жіберіледі.", "fact"),
        ("kk", "Зауыт салынса, [[5 тонна]] өндіріледі.", "conditional"),
        ("kk", "Кеніш [[5 тонна]] өндірді.", "fact"),
        ("kk", "Қоры [[5 тонна]] деп бағаланады.", "estimate"),
        ("kk", "Компания [[5 тонна]] өндіруді жоспарлап отыр.", "plan"),
    ],
)
def test_a_cue_says_how_a_figure_is_meant(language: str, marked: str, modality: str) -> None:
    """Without a cue it is told as a fact."""
    (figure,) = understood(case_of(language, marked, "quantity t"))
    assert figure.modality is Modality(modality)
