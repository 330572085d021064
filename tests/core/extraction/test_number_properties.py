"""What holds for the number stage on any text at all: spans, dispositions, determinism, linear time."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from workbench.core.extraction.machine import record
from workbench.core.extraction.pipeline import Extractor, Numbers, line_language, numbers_of
from workbench.core.extraction.seeds import find_seeds
from workbench.core.extraction.tokens import fold, lines
from workbench.core.model.article import Block, BlockKind
from workbench.core.model.disposition import NumberClass
from workbench.core.model.figure import Doubt
from workbench.core.model.span import Span

PIECES = [
    "5", "2,6", "20.000", "1,234", "1/2", "½", "²", "٣", "0", "-", "–", "$", "€", "%", "№", "(", ")", "[", "]",
    '"', "'", " ", "\u00a0", "\n", "\t", "\x00", "\u2028", "😀", "e\u0301", "שלום", "до", "от", "с", "более",
    "млн", "тыс.", "миллион", "тонн", "долларов", "в сутки", "пять", "сто", "двадцать", "половина", "треть",
    "с половиной", "целых", "десятых", "минус", "from", "to", "between", "and", "a", "two", "hundred",
    "million", "km", "of", "year-old", "third", "бес", "жүз", "мың", "бүтін", "оннан", "теңгеден", "астам",
    "дейін", "2025", "года", "мая", "May", "ст.", "10^", "×10", "e9", ".", ",", "/", "İ", "ß", "10k", "5G",
    "Ту-154", "12:30", "3:1", "https://a.b/1", "каждый", "третий", "место", "первом",
    "вырос", "на", "снижение", "составил", "up", "fell by", "lower", "өсті", "пайызға", "дейін", "с лишним", "-plus",
    "мороза", "below zero", "аяз",
]  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
SPACED = st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join)
LANGUAGES = st.sampled_from(["ru", "kk", "en"])


def read(text: str, language: str) -> Numbers:
    return numbers_of(text, fold(text), language)


@settings(max_examples=300, deadline=None)
@given(text=TEXTS | SPACED, language=LANGUAGES)
@example(text="1/0 половины 10^99 %", language="ru")
@example(text="9" * 5000, language="en")
@example(text="от 500 до 1 тысячи", language="ru")
@example(text="жүз-елу-мың", language="kk")
def test_spans_lie_in_the_text_and_every_digit_has_a_disposition(text: str, language: str) -> None:
    """Spans are inside and not empty, amounts are finite, and no digit is without a fate."""
    found = read(text, language)
    for one in found.statements:
        assert 0 <= one.full_span.start <= one.span.start < one.span.end <= one.full_span.end <= len(text)
        assert "\n" not in one.full_span.of(text)
        record(one, text)
    covered = {place for one in found.dispositions for place in range(one.span.start, one.span.end)}
    assert [place for place, char in enumerate(text) if char.isdigit() and place not in covered] == []


@settings(max_examples=300, deadline=None)
@given(text=SPACED, language=LANGUAGES)
@example(text="a ring of 4 km^3 and half a million", language="en")
@example(text="64 cents a dozen in the 1988 quarter, 3 quarters", language="en")
@example(text="один из пяти, час с половиной", language="ru")
def test_every_number_word_has_a_disposition(text: str, language: str) -> None:
    """Each digit group and number word that the one pass over the text finds is claimed by some rule."""
    low = fold(text)
    found = numbers_of(text, low, language)
    covered = {place for one in found.dispositions for place in range(one.span.start, one.span.end)}
    for line in lines(text):
        spoken = line_language(text, low, line, language)
        for seed in find_seeds(low, line.start, line.stop, spoken):
            assert covered.issuperset(range(seed.start, seed.end)), text[seed.start : seed.end]


@settings(max_examples=100, deadline=None)
@given(text=TEXTS | SPACED, language=LANGUAGES)
def test_the_same_text_gives_the_same_answer(text: str, language: str) -> None:
    """Nothing is remembered from one text to the next."""
    assert read(text, language) == read(text, language)


@settings(max_examples=100, deadline=None)
@given(text=st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    """The copy to match on is as long as the text, whatever letters grow when made small."""
    assert len(fold(text)) == len(text)


@settings(max_examples=60, deadline=None)
@given(text=SPACED)
def test_the_whole_way_takes_any_text(text: str) -> None:
    """With context as well: no exception, statements in the order of the text."""
    starts = [one.span.start for one in Extractor.default().extract(text).statements]
    assert starts == sorted(starts)


@pytest.mark.parametrize(
    "piece",
    [
        "минус ",
        "от до ",
        "7",
        "7 ",
        "[(",
        "1-1",
        "от 5 до ",
        "111 ",
        "два ",
        "5 км ",
        "1,1,",
        "a1",
        "каждый ",
        " место",
        '5"',
        "5 x",
    ],
)
def test_endless_repetition_is_read_to_its_end(piece: str) -> None:
    """However often it is repeated there is an answer, and its spans lie in the text."""
    text = piece * (5_000 // len(piece))
    assert all(one.span.end <= len(text) for one in read(text, "ru").dispositions)


@pytest.mark.parametrize(
    "text",
    [
        "Over 28 tonnes, Priced at " + "ced at " * 30 + "US$ 3.5 million",
        "A-5G-network-" + "Пояс5G-neПояс5G-network-" * 120 + "poin1:2:3:4t point© 2026 редакции",
    ],
)
def test_texts_that_once_took_for_ever(text: str) -> None:
    """Findings of the soundness runs: texts whose reading did not end."""
    assert Extractor.default().extract(text, language="en").statements


@pytest.mark.parametrize("digits", [27, 28, 29, 32, 33])
@pytest.mark.parametrize(
    ("ending", "language"), [("-ші ғасыр", "kk"), ("-х годов", "ru"), ("-й", "ru"), (" место", "ru")]
)
def test_numbers_as_long_as_a_decimal_are_taken(digits: int, ending: str, language: str) -> None:
    """A finding of the soundness run: a run of digits that no longer divides exactly, with an ordinal's ending."""
    text = "2" * (digits - 1) + "0" + ending
    assert read(text, language).dispositions[0].span.start == 0


def test_no_rule_looks_across_a_line_or_block() -> None:
    """A number at the end of a block is not joined to the unit that begins the next."""
    text = "Всего 15 тонн"
    blocks = [Block(BlockKind.HEADING, Span(0, 8)), Block(BlockKind.PARAGRAPH, Span(8, 13))]
    assert [one.unit for one in numbers_of(text, fold(text), "ru", blocks).statements] == [None]
    assert [one.unit for one in read("Всего 15\nтонн", "ru").statements] == [None]


def test_page_furniture_carries_a_doubt() -> None:
    """A figure inside a block that is not body is suggested with its doubt; others are not touched."""
    text = "Читают 300 человек\nДобыто 5 тонн"
    blocks = [Block(BlockKind.NOT_BODY, Span(0, 18)), Block(BlockKind.PARAGRAPH, Span(19, 32))]
    first, second = numbers_of(text, fold(text), "ru", blocks).statements
    assert Doubt.NOT_BODY in first.doubts
    assert Doubt.NOT_BODY not in second.doubts


def test_each_line_speaks_its_own_language() -> None:
    """A Kazakh and an English paragraph in a Russian article are read by their own rules."""
    text = "Добыли 5 тонн руды за день.\nҚорда он екі мың тонна бар екен.\nThe mine shipped twelve tons of ore."
    units = [(one.span.of(text), one.unit) for one in read(text, "ru").statements]
    assert units == [("5 тонн", "t"), ("он екі мың тонна", "t"), ("twelve tons", "{ton}")]


def test_figures_cover_their_own_numbers() -> None:
    """Every digit group and number word of a figure is counted as part of one."""
    found = read("от 70 до 80% и двадцать пять тонн", "ru")
    classes = [one.number_class for one in found.dispositions]
    assert classes == [NumberClass.FIGURE] * 4


_CHAIN = re.compile(r"\d[^\w\s]\Z")
_CHAIN_ON = re.compile(r"[^\w\s]\d")


@settings(max_examples=300, deadline=None)
@given(text=TEXTS | SPACED, language=LANGUAGES)
@example(text="0:0.0", language="ru")
@example(text="a5b шифр2 ²", language="ru")
def test_what_no_rule_claims_stands_inside_a_word(text: str, language: str) -> None:
    """The last resort is honest: digits that no rule spoke of touch a letter or a digit of another kind, or go on a
    chain of digits and signs, so that no digit group of its own is passed over under a name."""
    for one in read(text, language).dispositions:
        if one.rule != "digits inside a word":
            continue
        around = text[max(0, one.span.start - 1) : one.span.start] + text[one.span.end : one.span.end + 1]
        odd = not one.span.of(text).isdecimal()
        chained = _CHAIN.search(text, 0, one.span.start) or _CHAIN_ON.match(text, one.span.end)
        assert odd or chained or any(char.isalnum() or char == "_" for char in around), text


@pytest.mark.parametrize(
    "text",
    ["В 44 м 2025 году было тихо.", "Занял 99999999999999999999999999999999999 место", "в 1" + "0" * 40 + "-х годах"],
)
def test_numbers_that_no_calendar_and_no_list_has_stop_nothing(text: str) -> None:
    """Findings of the soundness run: the forty-fourth month, a place and a decade of forty digits."""
    assert Extractor.default().extract(text).dispositions
