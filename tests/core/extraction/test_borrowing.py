"""A unit for a number that states none: suggested from the same measure, flagged, never filled in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.cases.score_context import case_of, scene, understood
from workbench.core.extraction.borrowing import unit_span
from workbench.core.extraction.context import add_context
from workbench.core.model.figure import Doubt, Field
from workbench.core.model.span import Span
from workbench.core.vocabulary.terms import Terms


def test_a_unit_is_borrowed_from_the_same_measure() -> None:
    """The suggestion names its source; the unit itself stays unknown."""
    case = case_of("ru", "Запасы Казахстана — [[2,6 млн тонн]]. Запасы Китая — [[44 млн]].", "quantity t", "quantity")
    _, china = understood(case)
    assert (china.unit, china.borrowed_unit) == (None, "t")
    assert Doubt.UNIT_BORROWED in china.doubts
    assert china.evidence[Field.UNIT].of(case.text) == "тонн"


def test_a_bare_number_of_a_measure_borrows_too() -> None:
    """ "Canada mined 14,000" lacks a unit though nothing in the number says so."""
    case = case_of("en", "Mexico mined [[23,000 tonnes]]. Peru mined [[14,000]].", "quantity t", "number x")
    bare = replace(case.statements[1], unit=None)
    found = add_context(scene(case.text, "en"), [case.statements[0], bare], (), Terms.load())[1]
    assert (found.borrowed_unit, found.doubts) == ("t", (Doubt.UNIT_MISSING, Doubt.UNIT_BORROWED))


def test_nothing_is_borrowed_from_another_measure() -> None:
    """Tonnes of exports say nothing of reserves."""
    case = case_of("ru", "Экспорт Казахстана — [[2 млн тонн]]. Запасы Китая — [[44 млн]].", "quantity t", "quantity")
    assert understood(case)[1].borrowed_unit is None


def test_a_number_with_a_unit_borrows_nothing() -> None:
    """Only a missing unit is looked for."""
    case = case_of(
        "ru", "Запасы — [[2 млн тонн]]. Запасы Китая — [[44 млн баррелей]].", "quantity t", "quantity {barrel}"
    )
    assert all(f.borrowed_unit is None and Doubt.UNIT_BORROWED not in f.doubts for f in understood(case))


@pytest.mark.parametrize(
    ("quote", "unit"),
    [
        ("2,6 млн тонн", "тонн"),
        ("$12 млрд", "$"),
        ("70–80 млн т", "т"),
        ("5 million tonnes", "tonnes"),
        ("3 мың тонна", "тонна"),
    ],
)
def test_the_unit_is_found_in_its_quote(quote: str, unit: str) -> None:
    """Behind the number and its scale, or before it."""
    (figure,) = understood(case_of("ru", f"[[{quote}]]", "quantity t"))
    assert unit_span(quote, replace(figure, span=Span(0, len(quote)))).of(quote) == unit


@pytest.mark.parametrize(
    ("language", "marked", "lent"),
    [
        ("en", "Mexico exported [[23,000 tonnes]] of ore. Its exports flew on a Boeing [[737]].", False),
        ("en", "Mexico exported [[23,000 tonnes]] of ore. Exports go to [[14]] partners.", False),
        ("ru", "Экспорт Перу — [[23 тонны]] меди. Экспорт идёт по адресу: дом [[15]].", False),
        ("ru", "Добыча Перу — [[23 тонны]] меди. Добыча Чили — [[15]].", True),
        ("kk", "Перу [[23 тонна]] мыс өндірді. Чили [[15]] өндірді.", True),
    ],
)
def test_a_number_that_is_of_something_else_borrows_nothing(language: str, marked: str, lent: bool) -> None:
    """A model, a house and a count of things named behind the number have no tonnes to borrow."""
    case = case_of(language, marked, "quantity t", "number x")
    bare = replace(case.statements[1], unit=None)
    found = add_context(scene(case.text, language), [case.statements[0], bare], (), Terms.load())[1]
    assert (found.borrowed_unit is not None) is lent


def test_nothing_is_borrowed_from_its_own_conversion() -> None:
    """ "1.3 billion ($1.7bn)" is stated in another money than the one in brackets."""
    case = case_of("en", "The fortune is [[1.3 billion]] ([[$1.7bn]]).", "quantity", "money USD")
    first, second = understood(case)
    assert first.measure == second.measure
    assert first.borrowed_unit is None
