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
        ("ru", "По итогам I квартала 2025 года больше.", ["2025-33"]),
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
        ("en", "In the summer of 2024 and in Q1 2025 output rose.", ["2024-22", "2025-33"]),
        ("en", "In FY2024 output rose.", ["2024"]),
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
        ("kk", "2025 жылғы қаңтар-маусымда өсті.", ["2025-01/2025-06"]),
        ("kk", "2024 жылдың жазында өсті.", ["2024-22"]),
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


@pytest.mark.parametrize(
    ("language", "text", "edtf"),
    [
        ("ru", "В первом квартале текущего года добыли больше.", "2025-33"),
        ("ru", "Летом прошлого года добыли больше.", "2024-22"),
        ("ru", "За девять месяцев добыли больше.", "2024-01/2024-09"),
        ("ru", "В январе–июне добыли больше.", "2025-01/2025-06"),
        ("ru", "Во втором полугодии добыли больше.", "2025-41"),
        ("ru", "В октябре добыли больше.", "2024-10"),
        ("ru", "4 февраля добыли больше.", "2025-02-04"),
        ("ru", "В прошлом месяце добыли больше.", "2025-07"),
        ("ru", "В прошлом квартале добыли больше.", "2025-34"),
        ("ru", "Осенью добыли больше.", "2024-23"),
        ("ru", "С начала года добыли больше.", "2025"),
        ("en", "In the first quarter of this year output rose.", "2025-33"),
        ("en", "Last summer output rose.", "2025-22"),
        ("en", "Output rose in January this year.", "2025-01"),
        ("en", "In the second half of the year output rose.", "2025-41"),
        ("en", "Output rose last month.", "2025-07"),
        ("en", "Output rose in October.", "2024-10"),
        ("kk", "Биыл қаңтарда өсті.", "2025-01"),
        ("kk", "Өткен жылдың бірінші тоқсанында өсті.", "2024-33"),
        ("kk", "Бірінші жартыжылдықта өсті.", "2025-40"),
        ("kk", "Алғашқы тоғыз айда өсті.", "2024-01/2024-09"),
        ("kk", "Былтыр көктемде өсті.", "2024-21"),
        ("kk", "Өткен айда өсті.", "2025-07"),
    ],
)
def test_parts_of_an_untold_year_are_only_assumed(language: str, text: str, edtf: str) -> None:
    """From the article's date the last such time that had come; without that date nothing, or no year."""
    low = scene(text, language).low
    (sentence,) = sentences(text, low, paragraphs(text)[0], 0, language)
    (told,) = date_mentions(low, sentence, (), date(2025, 8, 6))
    assert (str(told.period), told.assumed) == (edtf, True)
    (untold,) = date_mentions(low, sentence, (), None)
    assert untold.period is None or untold.period.yearless


@pytest.mark.parametrize(
    ("language", "marked"),
    [
        ("ru", "В 2024 году Чили добыла [[5 млн тонн]] меди. За тот же период Перу добыло [[3 млн тонн]]."),
        (
            "en",
            "In 2024 Chile mined [[5 million tonnes]]. Over the same period Peru mined [[3 million tonnes]].",
        ),
        ("kk", "2024 жылы Чили [[5 млн тонна]] мыс өндірді. Сол кезеңде Перу [[3 млн тонна]] өндірді."),
    ],
)
def test_the_same_period_is_the_one_told_before(language: str, marked: str) -> None:
    """A reference inside the text needs no article date and no doubt."""
    _, second = understood(case_of(language, marked, "quantity t", "quantity t"))
    assert (str(second.period), Doubt.PERIOD_ASSUMED in second.doubts) == ("2024", False)


@pytest.mark.parametrize(
    ("text", "later"),
    [
        ("В январе 2026 года добыли [[5 млн тонн]] меди.", True),
        ("В январе 2026 года планируют добыть [[5 млн тонн]] меди.", False),
        ("В августе 2025 года добыли [[5 млн тонн]] меди.", False),
    ],
)
def test_what_is_told_as_done_after_the_article_is_doubted(text: str, later: bool) -> None:
    """A plan may lie ahead; a fact may not."""
    (figure,) = understood(case_of("ru", text, "quantity t"), published=date(2025, 8, 6))
    assert (Doubt.PERIOD_LATER in figure.doubts) is later


def test_the_day_of_a_report_does_not_date_the_figure() -> None:
    """The announcement was on 9 May; the reserves are not of that day."""
    case = case_of("ru", "9 мая стало известно: запасы месторождения — [[5 млн тонн]].", "quantity t")
    assert understood(case)[0].period is None


@pytest.mark.parametrize(
    ("language", "text", "edtf"),
    [
        ("ru", "За девять месяцев, закончившихся 30 сентября 2025 года, добыто больше.", ["2025-01/2025-09"]),
        ("ru", "С начала 2025 года по сентябрь добыто больше.", ["2025-01/2025-09"]),
        ("ru", "В I–III кварталах 2025 года добыто больше.", ["2025-01/2025-09"]),
        ("ru", "В последнем квартале 2024 года добыто больше.", ["2024-36"]),
        ("ru", "В сезоне 2024/25 собрали больше.", ["2024/2025"]),
        ("ru", "За 2024/25 сельскохозяйственный год собрали больше.", ["2024/2025"]),
        ("ru", "В 2025 финансовом году добыто больше.", ["2025"]),
        ("ru", "В 1990-х годах бурили.", ["1990/1999"]),
        ("en", "Output rose in the three months to June 2025.", ["2025-04/2025-06"]),
        ("en", "In the year to March 2025 output rose.", ["2024-04/2025-03"]),
        ("en", "In the year ended December 31, 2024 output rose.", ["2024"]),
        ("en", "In the quarter ended September 2025 output rose.", ["2025-35"]),
        ("en", "In the final quarter of 2024 output rose.", ["2024-36"]),
        ("en", "Profit for 2Q25 and for H1 2024 rose.", ["2025-34", "2024-40"]),
        ("en", "In fiscal 2024/25 output rose.", ["2024/2025"]),
        ("en", "In the 2024/25 marketing year output rose.", ["2024/2025"]),
        ("en", "From 2027 the tax rises.", ["2027/.."]),
        ("en", "In the 1990s output fell.", ["1990/1999"]),
        ("en", "Poland's 2025 defence budget rose.", ["2025"]),
        ("kk", "2024-2025 қаржы жылында өсті.", ["2024/2025"]),
        ("kk", "2025 жылдың соңғы тоқсанында өсті.", ["2025-36"]),
        ("kk", "2025 жылдың 9 айында өсті.", ["2025-01/2025-09"]),
    ],
)
def test_accounts_and_seasons_are_dates(language: str, text: str, edtf: list[str]) -> None:
    """Months of accounts, marketing and fiscal years, quarters in short."""
    assert read(language, text) == edtf


@pytest.mark.parametrize(
    ("language", "marked", "edtf"),
    [
        ("ru", "За 3 квартал 2024 года добыто [[5 тонн]]. В четвёртом квартале добыто [[6 тонн]].", "2024-36"),
        ("en", "Exports hit [[5 tonnes]] in July 2025. Egypt took [[3 tonnes]] of July's exports.", "2025-07"),
        ("en", "Output was [[5 tonnes]] in May 2024. In the same year exports were [[3 tonnes]].", "2024"),
        ("kk", "2025 жылғы мамырда [[5 тонна]] өндірілді. Осы кезеңде [[3 тонна]] экспортталды.", "2025-05"),
        ("ru", "В 2024 году добыто [[5 тонн]]. Из них [[3 тонны]] вывезли.", "2024"),
        ("ru", "Добыто [[5 тонн]] меди. Рудник, открытый в 2019 году, выдал [[3 тонны]].", None),
        ("en", "Output was [[5 tonnes]]. The mine, opened in 2019, holds [[3 tonnes]].", None),
    ],
)
def test_the_year_is_told_by_what_went_before(language: str, marked: str, edtf: str | None) -> None:
    """A bare quarter takes the year told last; "the same" is the same; when a mine opened dates no output."""
    found = understood(case_of(language, marked, "quantity t", "quantity t"))[-1]
    assert (found.period and found.period.edtf) == edtf
