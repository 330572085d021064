"""What a figure measures where its own words are not enough: purchases, references back, levels behind changes."""

from __future__ import annotations

import pytest

from tests.cases.score_context import FILE, case_of, score, understood
from workbench.core.model.figure import Doubt


@pytest.mark.parametrize(
    ("language", "marked", "heads", "measures"),
    [
        ("ru", "Узбекистан купил у Казахстана [[5 т]] зерна.", ["quantity t"], ["import"]),
        ("ru", "Холдинг купил карьер, заплатив [[$5 млн]].", ["money USD"], ["deal value"]),
        ("en", "The group bought a quarry and paid [[$5m]].", ["money USD"], ["deal value"]),
        (
            "en",
            "Cod exports rose [[6%]]. A council puts their value at [[$5m]].",
            ["percent %", "money USD"],
            ["change in export", "export"],
        ),
        (
            "en",
            "The rice harvest will shrink by [[2%]]. Its ministry projects [[5 t]].",
            ["percent %", "quantity t"],
            ["change in production", "production"],
        ),
        (
            "ru",
            "Строятся [[две станции]] мощностью [[5 МВт]].",
            ["count {station}", "quantity MW"],
            ["number of stations", "capacity"],
        ),
        ("ru", "Из тюрьмы вышел [[65-летний]] Иванов.", ["duration a{age}"], ["age"]),
        ("kk", "Бидай бағасы [[90 теңгеге]] түсті.", ["money KZT"], ["price"]),
        ("kk", "Өсім [[4 пайыздан]] аспайды.", ["percent %"], ["change"]),
    ],
)
def test_what_is_meant(language: str, marked: str, heads: list[str], measures: list[str]) -> None:
    """The words around a cue, and what the figure before measured, decide what it means."""
    found = understood(case_of(language, marked, *heads))
    assert [f.measure for f in found] == measures


def test_a_level_taken_from_a_change_is_doubted() -> None:
    """It stands in another sentence."""
    case = case_of(
        "en", "The rice harvest shrank by [[2%]]. Its ministry projects [[5 t]].", "percent %", "quantity t"
    )
    assert Doubt.MEASURE_FAR in understood(case)[1].doubts


@pytest.mark.parametrize("name", ["context-b.txt", "context-c.txt", "context-measures.txt"])
def test_the_cases_of_measures_reach_their_floor(name: str) -> None:
    """F1 of the measure; python tests/cases/score_context.py FILE --errors prints what is wrong."""
    assert score(FILE.with_name(name)).f1("measure") >= 92
