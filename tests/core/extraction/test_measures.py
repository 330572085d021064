"""What a figure measures: by the nearest cue that fits its kind, in its clause, in three languages."""

from __future__ import annotations

import pytest

from tests.cases.score_context import case_of, understood
from workbench.core.extraction.measures import plural
from workbench.core.model.figure import Doubt, Field


@pytest.mark.parametrize(
    ("language", "marked", "head", "measure"),
    [
        ("ru", "Запасы меди в Чили составляют [[190 млн тонн]].", "quantity t", "reserves"),
        ("ru", "Возможные запасы — [[28 млн тонн]].", "quantity t", "possible reserves"),
        ("ru", "На Китай приходится [[70%]] экспорта.", "percent %", "share of exports"),
        ("ru", "Компания контролирует [[92%]] мирового рынка.", "percent %", "share of the world market"),
        ("ru", "Инвестор получил [[75%]] акций.", "percent %", "stake"),
        ("ru", "Добыча выросла на [[12%]].", "percent %", "change in production"),
        ("ru", "Добыча выросла на [[2 млн тонн]].", "quantity t", "change in production"),
        ("ru", "Добыча выросла до [[9 млн тонн]].", "quantity t", "production"),
        ("ru", "Участок площадью [[12 кв. км]] передан инвестору.", "quantity km2", "area"),
        ("ru", "Завод находится в [[60 км]] от Костаная.", "quantity km", "distance from Kostanay"),
        ("ru", "Доля отрасли в ВВП — [[5%]].", "percent %", "share of GDP"),
        ("ru", "Экономика Чили выросла на [[3%]].", "percent %", "change in GDP"),
        ("ru", "Регулятор оштрафовал банк на [[5 млн долларов]].", "money USD", "fine"),
        ("en", "Brent stood at [[$67 a barrel]].", "money USD/[bbl_us]", "price"),
        ("en", "The line would process [[5 million tonnes a year]].", "quantity t/a", "capacity"),
        ("en", "Canada supplied [[60%]] of U.S. crude oil imports.", "percent %", "share of US imports"),
        ("en", "Exports fell by [[22%]] to a new low.", "percent %", "change in export"),
        ("kk", "Облысқа бюджеттен [[95 млрд теңге]] бөлінді.", "money KZT", "grant"),
        ("ru", "Подписано соглашение о руднике. Оно рассчитано на [[10 лет]].", "duration a", "agreement term"),
        ("ru", "Новый учебник рассчитан на [[10 лет]].", "duration a", None),
        ("ru", "Железной руды на этом месторождении более [[350 млн тонн]].", "quantity t", "reserves"),
        ("en", "A [[$2bn]] smelter will open in May.", "money USD", "cost"),
        ("en", "They spoke of [[$2bn]] at the old smelter's gates.", "money USD", None),
        ("kk", "Бірлескен кәсіпорын құрылды, Тау үлесі [[60 пайыз]].", "percent %", "stake"),
        ("ru", "Погода была ясной, [[5%]].", "percent %", None),
        ("en", "Chile's copper reserves amount to [[190 million tonnes]].", "quantity t", "reserves"),
        ("en", "China accounts for [[69%]] of global output.", "percent %", "share of world production"),
        ("en", "Output rose [[12%]].", "percent %", "change in production"),
        ("en", "Output rose to [[9 million tonnes]].", "quantity t", "production"),
        ("en", "The contract runs for [[10 years]].", "duration a", "agreement term"),
        ("en", "Delegates of [[50 countries]] met.", "count {country}", "number of countries"),
        ("kk", "Мыс қоры [[190 млн тонна]].", "quantity t", "reserves"),
        ("kk", "Экспорт [[4 пайызға]] өсті.", "percent %", "change in export"),
        ("kk", "Экспорт [[4 млн тоннаға]] жетті.", "quantity t", "export"),
        ("kk", "Әлемдік нарықтағы үлесі [[92 пайыз]].", "percent %", "share of the world market"),
    ],
)
def test_a_measure_is_read_from_its_cue(language: str, marked: str, head: str, measure: str | None) -> None:
    """The kind of amount decides what a word can mean; what no word says stays unknown."""
    case = case_of(language, marked, head)
    (figure,) = understood(case)
    assert figure.measure == measure


def test_a_country_that_is_the_whole_is_part_of_the_measure() -> None:
    """China's share of US imports is not a share of the United States."""
    case = case_of("en", "China supplies [[70%]] of U.S. imports of rare earths.", "percent %")
    (figure,) = understood(case)
    assert (figure.measure, figure.subject) == ("share of US imports", "China")


def test_without_another_subject_the_whole_is_the_subject() -> None:
    """Who exports is the subject where nobody else acts."""
    case = case_of("ru", "[[57%]] казахстанского экспорта — нефть.", "percent %")
    (figure,) = understood(case)
    assert (figure.measure, figure.subject, figure.item) == ("share of exports", "Kazakhstan", "oil")


def test_a_measure_carries_over_with_a_doubt() -> None:
    """A comparison names the measure once; the second figure has it from afar."""
    case = case_of(
        "ru",
        "Запасы Китая — [[44 млн тонн]]. Он далеко впереди США, у которых [[2 млн тонн]].",
        "quantity t",
        "quantity t",
    )
    first, second = understood(case)
    assert Doubt.MEASURE_FAR not in first.doubts
    assert (second.measure, second.subject) == ("reserves", "United States")
    assert Doubt.MEASURE_FAR in second.doubts
    assert second.evidence[Field.MEASURE].of(case.text) == "Запасы"


def test_plurals_of_counted_nouns() -> None:
    """Keys are English words."""
    assert [plural(n) for n in ("country", "mine", "person", "bus", "day")] == [
        "countries",
        "mines",
        "people",
        "buses",
        "days",
    ]
