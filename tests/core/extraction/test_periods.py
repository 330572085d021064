"""Dates of partial precision in three languages, and which of them dates a figure."""

from __future__ import annotations

from datetime import date

import pytest

from tests.cases.score_context import case_of, scene, understood
from workbench.core.extraction.dates import date_mentions, is_period
from workbench.core.extraction.sentences import paragraphs, sentences
from workbench.core.model.figure import Doubt, Field


def read(language: str, text: str) -> list[str]:
    """The usable dates of a text as EDTF."""
    low = scene(text, language).low
    found = []
    for paragraph in paragraphs(text):
        for sentence in sentences(text, low, paragraph, 0, language):
            found += [str(d.period) for d in date_mentions(low, sentence, (), None) if not d.ruled_out]
    return found


@pytest.mark.parametrize(
    ("language", "text", "edtf"),
    [
        ("ru", "За 2025 год добыча выросла.", ["2025"]),
        ("ru", "Встреча прошла 4 февраля.", ["--02-04"]),
        ("ru", "Договор подписан 23 августа 2025 года.", ["2025-08-23"]),
        ("ru", "Письмо от 23.08.2025 получено.", ["2025-08-23"]),
        ("ru", "В октябре 2025 года введены ограничения.", ["2025-10"]),
        ("ru", "В январе–июне 2025 года добыто больше.", ["2025-01/2025-06"]),
        ("ru", "В первом квартале 2025 года добыто больше.", ["2025-33"]),
        ("ru", "За 3 квартал 2025 года добыто больше.", ["2025-35"]),
        ("ru", "Во втором полугодии 2024 г. добыто больше.", ["2024-41"]),
        ("ru", "За девять месяцев 2025 года добыто больше.", ["2025-01/2025-09"]),
        ("ru", "Осенью 2026 года начнётся работа.", ["2026-23"]),
        ("ru", "В 2019–2024 годах бурили.", ["2019/2024"]),
        ("ru", "С 2019 по 2024 год бурили.", ["2019/2024"]),
        ("ru", "Бурят с 2019 года.", ["2019/.."]),
        ("ru", "Лицензия действует до 2030 года.", ["../2030"]),
        ("ru", "К 2030 году добыча удвоится.", ["2030"]),
        ("ru", "Это больше, чем в 2023 году.", []),
        ("ru", "По сравнению с 2023 годом рост.", []),
        ("ru", "30 февраля 2025 года не бывает.", ["2025-02"]),
        ("ru", "Собрали 2025 тонн.", []),
        ("en", "Output rose in 2025.", ["2025"]),
        ("en", "It was signed on 4 February 2026.", ["2026-02-04"]),
        ("en", "It was signed on February 4, 2026.", ["2026-02-04"]),
        ("en", "It opened in October 2025.", ["2025-10"]),
        ("en", "In the first half of 2025 output rose.", ["2025-40"]),
        ("en", "In the third quarter of 2025 output rose.", ["2025-35"]),
        ("en", "Between 2019 and 2024 output rose.", ["2019/2024"]),
        ("en", "Output has risen since 2019.", ["2019/.."]),
        ("en", "Output rose compared with 2023.", []),
        ("en", "They sold 2025 tonnes of it.", []),
        ("kk", "2025 жылы өндіріс өсті.", ["2025"]),
        ("kk", "2025 жылғы 3 ақпанда қол қойылды.", ["2025-02-03"]),
        ("kk", "2025 жылдың қазан айында енгізілді.", ["2025-10"]),
        ("kk", "2025 жылдың бірінші жартыжылдығында өсті.", ["2025-40"]),
        ("kk", "2025 жылдың бірінші тоқсанында өсті.", ["2025-33"]),
        ("kk", "2019–2024 жылдары өсті.", ["2019/2024"]),
        ("kk", "2030 жылға дейін созылады.", ["../2030"]),
        ("kk", "3 ақпанда белгілі болған жоқ.", ["--02-03"]),
    ],
)
def test_a_date_is_read_with_its_precision(language: str, text: str, edtf: list[str]) -> None:
    """What the words say, no more: a missing year stays missing, a base of comparison is no date of the figure."""
    assert read(language, text) == edtf


def test_a_date_that_does_not_exist_is_no_period() -> None:
    """30 February is refused with and without its year."""
    assert not is_period("2025-02-30")
    assert not is_period("--02-30")
    assert is_period("--02-29")


def test_the_date_at_the_front_speaks_for_the_sentence() -> None:
    """Both figures of the sentence are of that year, with the words as evidence."""
    case = case_of(
        "ru",
        "По итогам за 2025 год продано [[2 млн тонн]], а вывезено — [[9 млн тонн]].",
        "quantity t",
        "quantity t",
    )
    for figure in understood(case):
        assert str(figure.period) == "2025"
        assert figure.evidence[Field.PERIOD].of(case.text) == "2025 год"


def test_each_clause_has_its_own_date() -> None:
    """Two years, two figures."""
    case = case_of(
        "ru",
        "В 2024 году экспорт составил [[5 млн тонн]], а в 2023-м — [[4 млн тонн]].",
        "quantity t",
        "quantity t",
    )
    assert [str(f.period) for f in understood(case)] == ["2024", "2023"]


def test_a_relative_date_needs_the_articles_own_and_carries_a_doubt() -> None:
    """Without a date of publication "last year" stays unknown; with one it is only a suggestion."""
    case = case_of("en", "Last year Kazakhstan exported [[5,000 tonnes]] of uranium.", "quantity t")
    assert understood(case)[0].period is None
    (figure,) = understood(case, published=date(2026, 2, 5))
    assert str(figure.period) == "2025"
    assert Doubt.PERIOD_ASSUMED in figure.doubts


def test_the_day_of_a_report_does_not_date_the_figure() -> None:
    """The announcement was on 9 May; the reserves are not of that day."""
    case = case_of("ru", "9 мая стало известно: запасы месторождения — [[5 млн тонн]].", "quantity t")
    assert understood(case)[0].period is None
