"""Whose figure it is: countries in every guise, named deposits and companies, deals, and what is referred back to."""

from __future__ import annotations

import pytest

from tests.cases.score_context import case_of, understood
from workbench.core.model.figure import Doubt, Field


@pytest.mark.parametrize(
    ("language", "marked", "head", "subject"),
    [
        ("ru", "На КНР приходится [[70%]] экспорта.", "percent %", "China"),
        ("ru", "Запасы урана в Казахстане — [[800 тыс. тонн]].", "quantity t", "Kazakhstan"),
        ("ru", "Украина предложила США контракт на [[500 млрд долларов]].", "money USD", "Ukraine"),
        (
            "ru",
            "По мнению Минэнерго Казахстана, запасы Китая — [[44 млн тонн]].",
            "quantity t",
            "China",
        ),
        ("ru", "Запасы месторождения Шокпар — [[5 тонн]] золота.", "quantity t", "Шокпар"),
        ("ru", "Площадь участка «Кокбулак» в Костанайской области — [[12 кв. км]].", "quantity km2", "Кокбулак"),
        ("ru", "Lynas Rare Earths получит [[30%]] акций.", "percent %", "Lynas Rare Earths"),
        ("ru", "Экспорт в Китай вырос до [[5 тонн]].", "quantity t", None),
        ("en", "Vietnam's reserves stand at [[3.5 million tonnes]].", "quantity t", "Vietnam"),
        ("en", "Lynas Corp will own [[30%]] of the venture.", "percent %", "Lynas"),
        ("en", "Reserves of the Boguty deposit are [[73 million tonnes]].", "quantity t", "Boguty"),
        ("en", "They told us that output was [[5 tonnes]].", "quantity t", None),
        ("kk", "Қытайдың үлесі [[92 пайыз]].", "percent %", "China"),
        ("kk", "Ақбұлақ кен орнының ауданы [[12 шаршы км]].", "quantity km2", "Ақбұлақ"),
    ],
)
def test_a_subject_is_found_in_its_role(language: str, marked: str, head: str, subject: str | None) -> None:
    """Not the nearest name but the one in the likeliest role; who says so and where it goes is not the subject."""
    (figure,) = understood(case_of(language, marked, head))
    assert figure.subject == subject


@pytest.mark.parametrize(
    ("language", "marked"),
    [
        ("ru", "Запасы меди в Казахстане — [[3 млн тонн]], а в Китае - [[44 млн тонн]]."),
        ("ru", "Запасы: [[3 млн тонн]] — в Казахстане, [[44 млн тонн]] — в Китае."),
        ("en", "Reserves are large: Kazakhstan ([[3 million tonnes]]), China ([[44 million tonnes]])."),
        ("kk", "Мыс қоры Қазақстанда — [[3 млн тонна]], ал Қытайда — [[44 млн тонна]]."),
    ],
)
def test_a_dash_or_bracket_ties_a_name_to_its_figure(language: str, marked: str) -> None:
    """A tied name is no other figure's subject, and what is measured goes on over the coordination."""
    found = understood(case_of(language, marked, "quantity t", "quantity t"))
    assert [(f.subject, f.measure) for f in found] == [("Kazakhstan", "reserves"), ("China", "reserves")]


@pytest.mark.parametrize(
    ("language", "marked", "head", "subject"),
    [
        ("en", "Oil output at Mexico's Zama field rose to [[9,000 tonnes]].", "quantity t", "Zama"),
        ("kk", "Моңғолиядағы Оюу кенішінде [[9 мың тонна]] мыс өндірілді.", "quantity t", "Оюу"),
        ("ru", "Банк Мексики поднял ставку до [[11%]].", "percent %", "Банк Мексики"),
        ("en", "Peru's Minsur raised output to [[9,000 tonnes]].", "quantity t", "Minsur"),
        (
            "en",
            '"We have spent [[$2 bn]] here," Minsur chief executive Ana Ruiz told reporters.',
            "money USD",
            "Minsur",
        ),
        ("en", "Regulators fined Minsur [[$2 bn]].", "money USD", "Minsur"),
        ("en", "Wheat exports rose to [[9,000 tonnes]].", "quantity t", None),
    ],
)
def test_names_of_firms_mines_and_banks(language: str, marked: str, head: str, subject: str | None) -> None:
    """The country that owns them is not the subject; who says "we" is."""
    assert understood(case_of(language, marked, head))[0].subject == subject


def test_a_name_told_once_is_known_when_it_stands_bare() -> None:
    """ "At Karaton" needs no "prospect" the second time."""
    marked = "They drill at the Karaton prospect. Gas reserves at Karaton are [[12 billion cubic metres]]."
    assert understood(case_of("en", marked, "quantity m3"))[0].subject == "Karaton"


def test_a_plant_does_not_cost_the_country_of_the_last_sentence() -> None:
    """From afar a country is taken only for what countries are known for."""
    marked = "Kazakhstan sells copper to China. A [[$5 bn]] plant will be built there."
    assert understood(case_of("en", marked, "money USD"))[0].subject is None


def test_evidence_is_the_name_as_it_stands() -> None:
    """The form of the text, not the key."""
    case = case_of("ru", "Запасы урана в Казахстане — [[800 тыс. тонн]].", "quantity t")
    (figure,) = understood(case)
    assert figure.evidence[Field.SUBJECT].of(case.text) == "Казахстане"


def test_the_uzbek_side_is_the_company_called_uzbek_before() -> None:
    """Parties called by their country lead to the company, with a doubt."""
    case = case_of(
        "ru",
        "Немецкий концерн Bergwerk AG и узбекская компания «Тау» создали предприятие. Инвестор внёс деньги:"
        " у Bergwerk [[60%]] акций. Узбекская сторона оставила себе [[40%]].",
        "percent %",
        "percent %",
    )
    first, second = understood(case)
    assert (first.subject, second.subject) == ("Bergwerk", "Тау")
    assert Doubt.SUBJECT_FAR in second.doubts


def test_a_deal_between_two_parties_is_a_subject() -> None:
    """Its term and value are said of the deal."""
    case = case_of(
        "ru",
        "Партнёрство Lynas и KazMet по договору продлится [[12 лет]].",
        "duration a",
    )
    assert understood(case)[0].subject == "Lynas–KazMet deal"


def test_a_subject_from_an_earlier_sentence_carries_a_doubt() -> None:
    """The deposit of the sentence before."""
    case = case_of(
        "ru",
        "Партнёры займутся месторождением «Кокбулак»."
        " Геологи думают: в недрах месторождения [[90 млн тонн]] железной руды.",
        "quantity t",
    )
    (figure,) = understood(case)
    assert (figure.subject, figure.item, figure.measure) == ("Кокбулак", "iron ore", "reserves")
    assert Doubt.SUBJECT_FAR in figure.doubts


def test_a_longer_name_leads_to_the_shorter_one_of_the_article() -> None:
    """AltynGroup Kazakhstan is AltynGroup."""
    case = case_of(
        "ru",
        "AltynGroup Kazakhstan объявила торги. AltynGroup получает [[40%]] акций, AltynGroup Kazakhstan вложит"
        " [[5 млн долларов]].",
        "percent %",
        "money USD",
    )
    assert [f.subject for f in understood(case)] == ["AltynGroup", "AltynGroup"]


def test_the_place_is_kept_beside_the_subject() -> None:
    """Where a deposit lies."""
    case = case_of("ru", "Запасы месторождения Шокпар в Карагандинской области — [[5 тонн]].", "quantity t")
    (figure,) = understood(case)
    assert (figure.subject, figure.place) == ("Шокпар", "Karaganda region")


@pytest.mark.parametrize(
    ("language", "marked", "heads", "subject"),
    [
        ("ru", "Турция купила у России [[5 тонн]] меди.", ["quantity t"], "Türkiye"),
        ("en", "A stake of [[49%]] was sold by Lynas Corp to China.", ["percent %"], "Lynas"),
        ("ru", "Запасы Перу — [[5 тонн]]. Республика экспортировала [[3 тонны]].", ["quantity t"] * 2, "Peru"),
        (
            "en",
            "The Boguty mine, owned by Minsur, produced [[5 tonnes]]. Its reserves are [[9 tonnes]].",
            ["quantity t"] * 2,
            "Boguty",
        ),
        (
            "kk",
            "Ақсу кен орны «Алтын Дала» компаниясына тиесілі. Кен орнында [[35 тонна]] алтын қоры бар.",
            ["quantity t"],
            "Ақсу",
        ),
        (
            "en",
            "Tesla employs [[900 people]]. Its plant near Berlin made a profit of [[$2 bn]].",
            ["count {person}", "money USD"],
            "Tesla",
        ),
        ("en", "Australia's exports were worth [[US$4 billion]].", ["money USD"], "Australia"),
        ("en", "Minsur today reported output of [[5 tonnes]].", ["quantity t"], "Minsur"),
    ],
)
def test_sellers_buyers_owners_and_what_refers_back(
    language: str, marked: str, heads: list[str], subject: str
) -> None:
    """Who acts is the subject: not whom it bought from, who owns it, where it lies or what coin is counted in."""
    assert understood(case_of(language, marked, *heads))[-1].subject == subject
