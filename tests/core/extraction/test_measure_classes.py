"""What units a measure may have: land is no output, countries and elements are counted as themselves."""

from __future__ import annotations

import pytest

from workbench.core.extraction.pipeline import Extractor
from workbench.core.vocabulary.terms import Terms


def measures(sentence: str) -> list[tuple[str, str | None]]:
    found = Extractor.default().extract(sentence)
    return [(one.unit or "", one.measure) for one in found.statements if one.amount is not None]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Партнёры собираются осваивать рудник Тасбулак, 127 тысяч квадратных километров.", ("km2", "area")),
        ("Хлопок в этом году собрали с 20 тысяч гектаров.", ("har", "area")),
        ("Фермеры собрали 12 млн тонн пшеницы.", ("t", "production")),
        ("Завод собирает 5 тысяч автомобилей в год.", ("{car}/a", "production")),
        ("Комбинат выпустил 2 млн квадратных метров плитки.", ("m2", "production")),
        ("На форуме собрались 40 министров.", ("{minister}", "number of ministers")),
        ("Forty ministers gathered in Almaty.", ("{minister}", "number of ministers")),
        ("The forum was attended by 40 countries.", ("{country}", "number of countries")),
        (
            "Fifteen elements hide behind the word; a deficit of motors would follow.",
            ("{element}", "number of elements"),
        ),
        ("Farmers gathered in 5 million tonnes of wheat harvest.", ("t", "production")),
    ],
)
def test_what_a_measure_may_be_counted_in(sentence: str, expected: tuple[str, str]) -> None:
    """Each as a reader would say it."""
    assert expected in measures(sentence)


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("number of ministers", "число министров"),
        ("number of power units", "число энергоблоков"),
        ("number of dead", "число погибших"),
        ("number of aircraft", "число самолётов"),
    ],
)
def test_counts_are_called_in_the_reader_s_language(key: str, shown: str) -> None:
    """No English word in a Russian heading."""
    assert Terms.load().display(key, "ru") == shown
