"""Whose a figure is where the sentence names several, or none: receivers, lists, owners, and what is nobody's."""

from __future__ import annotations

import pytest

from tests.cases.score_context import case_of, understood


def _subjects(language: str, marked: str, *heads: str) -> list[str | None]:
    return [figure.subject for figure in understood(case_of(language, marked, *heads))]


@pytest.mark.parametrize(
    ("language", "marked", "head", "subject"),
    [
        ("en", "Sweden will lend Moldova [[€15 million]].", "money EUR", "Moldova"),
        ("ru", "Катар предоставил Ливану кредит на [[$100 млн]].", "money USD", "Lebanon"),
        ("en", "Codelco holds most of it; [[20%]] belongs to the Chilean state.", "percent %", "Chile"),
        ("en", "Zinc in London fell [[2%]].", "percent %", None),
        ("en", "The Escondida mine in Chile produces [[1.1 million tonnes]] of copper.", "quantity t", "Escondida"),
        ("kk", "«Орал Темір» [[900 тонна]] болат шығарды.", "quantity t", "Орал Темір"),
        ("ru", "На заводе «Польша Моторс» трудятся [[900 человек]].", "count {person}", "Польша Моторс"),
        ("ru", "Он отстал от Перу, у которого запасы — [[7 млн тонн]].", "quantity t", "Peru"),
    ],
)
def test_one_of_several(language: str, marked: str, head: str, subject: str | None) -> None:
    """Who receives, who owns, who is told of last; a town where a ware is traded is nobody."""
    assert _subjects(language, marked, head) == [subject]


def test_a_list_gives_each_figure_the_name_before_it() -> None:
    """No dash is needed where several names stand right before their figures."""
    marked = "2023 жылы Франция [[3 млн тонна]], Италия [[2 млн тонна]] мыс импорттады."
    assert _subjects("kk", marked, "quantity t", "quantity t") == ["France", "Italy"]


def test_a_bank_is_not_what_prices_rise_in() -> None:
    """Inflation is said of the country within the name of its central bank."""
    marked = "The Central Bank of Kenya cut its rate to [[9%]] as inflation in the country fell to [[3%]]."
    assert _subjects("en", marked, "percent %", "percent %") == ["Central Bank of Kenya", "Kenya"]


def test_things_in_a_country_are_the_countrys() -> None:
    """A count whose unit says all has the country that is referred back to."""
    marked = "Население Чили — [[19 млн человек]]. За год в стране зарегистрировано [[180 тыс. рождений]]."
    assert _subjects("ru", marked, "count {person}", "count {birth}") == ["Chile", "Chile"]


def test_a_price_of_a_ware_is_not_of_who_was_told_of_last() -> None:
    """A world price has no subject, whoever was spoken of before."""
    marked = "Боливия добыла [[12 тонн]] золота. Унция золота стоила [[2300 долларов]]."
    assert _subjects("ru", marked, "quantity t", "money USD") == ["Bolivia", None]


def test_the_new_owner_is_who_bought() -> None:
    """Words for a buyer lead to the company that acted, not to what it bought."""
    marked = "Korea Zinc купила [[60%]] акций комбината «Дала Мырыш». Новый собственник вложит [[$90 млн]]."
    assert _subjects("ru", marked, "percent %", "money USD")[1] == "Korea Zinc"


def test_a_depth_is_no_company_s() -> None:
    """A figure does not go on with a subject of a sort that its measure is not said of."""
    marked = "The Tarn mine opened. Orvex Metals holds [[80%]] of it. The shaft is [[900 metres]] deep."
    assert _subjects("en", marked, "percent %", "quantity m")[1] == "Tarn"
