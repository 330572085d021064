"""The context of figures as a whole: scores over the cases, and what holds for any text."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cases.score_context import FIELDS, FILE, scene, score
from workbench.core.extraction.context import add_context
from workbench.core.model.amount import Amount
from workbench.core.model.disposition import Disposition, NumberClass
from workbench.core.model.figure import Kind, Statement
from workbench.core.model.span import Span
from workbench.core.vocabulary.terms import Terms

SAMPLE = """запасы экспорта Китай на приходится по данным , . ; ( ) « » — 2025 год США доля % тонн а где компания Cove
Capital соглашение и сообщил reserves of the US said according to China's deal жылы қоры пайыз деп хабарлады 😀"""
WORDS = [*SAMPLE.split(), "\n"]
FLOORS = {"measure": 80, "subject": 80, "item": 80, "period": 90, "by": 90, "as": 80}


@pytest.mark.parametrize("name", FIELDS)
def test_the_cases_reach_their_floor(name: str) -> None:
    """F1 over all paragraphs of both files; python tests/cases/score_context.py prints what is wrong."""
    for path in (FILE, FILE.with_name("context-more.txt")):
        assert score(path).f1(name) >= FLOORS[name], path.name


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40), st.integers(0, 200), st.sampled_from(("ru", "kk", "en", "")))
def test_any_text_is_taken(words: list[str], at: int, language: str) -> None:
    """No text breaks it; every evidence lies inside the text; the same text gives the same answer."""
    text = " ".join(words) + " 5 тонн"
    start = min(at, len(text) - 1)
    span = Span(start, min(start + 3, len(text)))
    given_ = [Statement(span=span, full_span=span, kind=Kind.QUANTITY, amount=Amount.exact(Decimal(5)), unit="t")]
    dates = [Disposition(Span(0, min(4, len(text))), NumberClass.DATE)]
    found = add_context(scene(text, language), list(given_), dates, Terms.load())
    assert [s.span for s in found] == [span]
    assert all(e.end <= len(text) and len(e) > 0 for s in found for e in s.evidence.values())
    assert found == add_context(scene(text, language), list(given_), dates, Terms.load())


def test_dates_and_ordinals_get_no_context() -> None:
    """They state no amount."""
    span = Span(9, 13)
    date = Statement(span=span, full_span=span, kind=Kind.DATE, amount=None)
    assert add_context(scene("Запасы в 2025 году", "ru"), [date], (), Terms.load()) == [date]


def test_no_statements_no_work() -> None:
    """An article without figures."""
    assert add_context(scene("Текст без чисел.", "ru"), [], (), Terms.load()) == []


def test_a_letter_that_grows_when_lowered_is_no_trouble() -> None:
    """The Turkish dotted İ lowers to two characters; a name that has it is remembered like any other."""
    from workbench.core.extraction.pipeline import Extractor

    found = Extractor.default().extract("Fİrst Mining has 5 tonnes. Fİrst Mining grew.").statements
    assert [s.unit for s in found] == ["t"]


def test_what_somebody_said_is_no_name() -> None:
    """Quotation marks hold names and speech; a sentence is no company, for this figure or a later one."""
    from workbench.core.extraction.pipeline import Extractor

    texts = (
        '"The drill decides, not the communiqué," said the director. Reserves are 5 million tonnes.',
        '"Costs came to $1,240 an ounce." Later it sold 5 tonnes.',
        "«Биыл 85 мың тонна мыс шығардық», - деді директор. Өткен жылы 80 мың тонна болды.",
    )
    found = [s for text in texts for s in Extractor.default().extract(text).statements]
    assert [s.subject for s in found] == [None] * 5
    named = Extractor.default().extract("«Казгеология» сохраняет 25 % в предприятии.").statements
    assert [s.subject for s in named] == ["Казгеология"]
