"""Who published a text is guessed from what it says, with a doubt and the place where it says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.core.reading.reader import read_bytes, read_file, read_text

SAMPLE = Path(__file__).parents[3] / "resources" / "sample"
TITLE = "Завод удвоит выпуск концентрата"
LONG = (
    "Комбинат под Карагандой намерен за два года удвоить выпуск концентрата и нанять ещё двести человек, сказал он."
)


def guessed(line: str) -> str:
    """The publisher of an article with this line under its title."""
    guess = read_text(f"{TITLE}\n{line}\n\n{LONG}\n\n{LONG}").publisher
    assert bool(guess.value) == bool(guess.doubt)
    return guess.value


PUBLISHERS = {
    "01": "Степной меридиан",
    "02": "Рудный обозреватель",
    "03": "Вести Тобола",
    "04": "The Orda Ledger",
    "05": "Harbour & Furnace",
    "06": "Caspian Wharf",
    "07": "Дала кеніші",
    "08": "Сарыарқа тынысы",
}


@pytest.mark.parametrize("number", PUBLISHERS)
def test_the_sample(number: str) -> None:
    """Each article of the sample names its publisher, with a place unless the page's head says it."""
    draft = read_file(next(SAMPLE.glob(f"{number}-*")))
    assert draft.publisher.value == PUBLISHERS[number]
    if draft.publisher.origin == "text":
        assert draft.publisher.doubt
        assert draft.publisher.span is not None
        assert draft.publisher.span.of(draft.text) == PUBLISHERS[number]


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("Степной меридиан, 5 февраля 2026 года", "Степной меридиан"),
        ("5 февраля 2026, 10:15 | Степной меридиан", "Степной меридиан"),
        ("«Степной меридиан», Астана, 5 февраля 2026 г.", "Степной меридиан"),
        ("Иван Петров, Степной меридиан, 05.02.2026", "Степной меридиан"),
        ("Вестник Саратова, 5 февраля 2026", "Вестник Саратова"),
        ("The Orda Ledger, 12 March 2026", "The Orda Ledger"),
        ("Friday, March 13, 2026 · Central Asian Mining Review Weekly", "Central Asian Mining Review Weekly"),
        ("Дала кеніші, 2026 жылғы 10 ақпан", "Дала кеніші"),
    ],
)
def test_the_words_beside_the_date(line: str, publisher: str) -> None:
    """In three languages, before the date or behind it, with a place or a person beside them."""
    assert guessed(line) == publisher


@pytest.mark.parametrize(
    "line",
    [
        "АСТАНА, 5 февраля 2026 года",
        "London, 12 March 2026",
        "Пятница, 6 февраля 2026",
        "Экономика, 6 февраля 2026, 10:15",
        "Опубликовано 6 февраля 2026 года в 10:15",
        "Published on 12 March 2026",
        "Жарияланған күні: 2026 жылғы 10 ақпан",
        "Иван Петров, 6 февраля 2026",
        "И. Петров, 6 февраля 2026",
        "5 февраля 2026 года",
    ],
)
def test_words_beside_a_date_that_are_no_publisher(line: str) -> None:
    """Places, days, sections, people, and what the date is of."""
    assert guessed(line) == ""


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("Источник: Степные вести", "Степные вести"),
        ("Source: The Orda Ledger", "The Orda Ledger"),
        ("Дереккөз: Дала кеніші", "Дала кеніші"),
        ("Источник: https://www.step-vesti.kz/", "step-vesti.kz"),
        ("© 2026 Степные вести. Все права защищены", "Степные вести"),
        ("© ТОО «Степные вести», 2019–2026", "Степные вести"),
        ("© 2019-2026 Step-vesti.kz. Все права защищены.", "Step-vesti.kz"),
        ("Copyright © 2026 The Orda Ledger", "The Orda Ledger"),
        ("© Все права защищены", ""),
        ("Фото: Степные вести", ""),
    ],
)
def test_lines_below_the_text(line: str, publisher: str) -> None:
    """A source, and who holds the rights; a picture's source is none."""
    draft = read_text(f"{TITLE}\n\n{LONG}\n\n{LONG}\n\n{line}")
    assert draft.publisher.value == publisher
    if draft.publisher.span is not None:
        assert publisher in draft.publisher.span.of(draft.text)


def test_a_site_behind_the_title() -> None:
    """The title is without it."""
    draft = read_text(f"{TITLE} | Степные вести\n\n{LONG}\n\n{LONG}")
    assert (draft.title.value, draft.publisher.value) == (TITLE, "Степные вести")
    assert draft.title.span is not None
    assert draft.title.span.of(draft.text) == TITLE


def test_a_site_behind_a_page_title() -> None:
    """The page's head says it when what stands before it is the page's heading."""
    page = (
        f"<html><head><title>{TITLE} — Степные вести</title></head><body><h1>{TITLE}</h1><p>{LONG}</p><p>{LONG}</p>"
    )
    assert read_bytes(page.encode(), "a.html").publisher.value == "Степные вести"


def test_an_agency_in_the_dateline() -> None:
    """It wrote the report, others may have printed it."""
    draft = read_text(f"{TITLE}\n\nАСТАНА, 5 февраля (Интерстепь) — {LONG}\n\n{LONG}")
    assert draft.publisher.value == "Интерстепь"
    assert draft.publisher.doubt


def test_a_site_in_cyrillic() -> None:
    """Sites end in .рф and .қаз too."""
    assert read_text(f"{TITLE}\n\n{LONG}\n\n{LONG}\n\nвести.рф").publisher.value == "вести.рф"
