"""What links two sources: counterparts, and the stretches of text that people mean."""

from __future__ import annotations

from decimal import Decimal

import pytest

from workbench.core.model.amount import Amount
from workbench.core.model.article import ArticleId
from workbench.core.model.disposition import Disposition, NumberClass
from workbench.core.model.figure import Figure, FigureId, Kind, Status
from workbench.core.model.period import Period
from workbench.core.model.span import Span
from workbench.gui.models import wording
from workbench.gui.reading.header import classes_of
from workbench.gui.reading.links import counterpart, same_matter
from workbench.gui.reading.stretches import core_within, moved, sentence


def figure(number: int, **fields: object) -> Figure:
    span = Span(number * 10, number * 10 + 5)
    known = {"measure": "reserves", "subject": "Kazakhstan", "unit": "t", **fields}
    return Figure(
        id=FigureId(number), guid=str(number), article_id=ArticleId(1), quote="", span=span, full_span=span,
        kind=Kind.QUANTITY, amount=Amount.exact(Decimal(number)), **known,  # type: ignore[arg-type]
    )  # fmt: skip


def test_counterpart_has_the_same_measure_and_subject() -> None:
    """Another measure or subject is no counterpart, however alike the rest is."""
    here = figure(1)
    assert counterpart(here, [figure(2, measure="price"), figure(3, subject="China")]) is None
    assert counterpart(figure(1, measure=None), [figure(2, measure=None)]) is None


def test_nearest_counterpart_wins() -> None:
    """Of several, the one of the same item and period is shown; rejected ones never."""
    here = figure(1, item="rare earths", period=Period("2025"))
    rejected = figure(2, item="rare earths", period=Period("2025"), status=Status.REJECTED)
    others = [rejected, figure(3, item="iron ore"), figure(4, item="rare earths", period=Period("2025-10"))]
    assert [f.id for f in same_matter(here, others)] == [4, 3]


def test_every_number_of_a_text_is_accounted_for() -> None:
    """The classes of all numbers add up: parts of figures, dates, and the rest."""
    found = [Disposition(Span(0, 4), NumberClass.DATE), Disposition(Span(5, 6), NumberClass.LAW)]
    found += [Disposition(Span(at, at + 2), NumberClass.FIGURE) for at in (10, 13, 20)]
    assert classes_of(found) == "3 in figures, 1 in dates, 1 other (times, laws, ordinals, names)"


@pytest.mark.parametrize(
    ("done", "total", "words"),
    [(0, 0, "no figures"), (1, 1, "1 of 1 figure settled"), (3, 11, "3 of 11 figures settled")],
)
def test_settled_means_one_thing(done: int, total: int, words: str) -> None:
    """Lists, readers and the queue say it in the same words: figures with a verdict, of all figures."""
    assert wording.settled(done, total) == words


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Первое. Запасы — 2,6 млн тонн. Третье.", "2,6", "Запасы — 2,6 млн тонн."),
        ("One line\nReserves are 5 t. Next", "5 t", "Reserves are 5 t."),
        ("Сделка с REAlloys Inc. заключена на 10 лет и т.д. в срок", "10", None),
        ("5", "5", "5"),
    ],
)
def test_sentence_around_a_figure(text: str, words: str, expected: str | None) -> None:
    """The sentence stops at its line and at full stops, not at abbreviations."""
    at = text.index(words)
    assert sentence(text, Span(at, at + len(words))).of(text) == (text if expected is None else expected)


TEXT = "около 2,6 млн тонн руды\nдальше"


@pytest.mark.parametrize(
    ("left", "forward", "by_character", "expected"),
    [
        (False, True, False, "2,6 млн тонн руды"),
        (False, False, False, "2,6 млн"),
        (True, False, False, "около 2,6 млн тонн"),
        (True, True, False, "млн тонн"),
        (False, False, True, "2,6 млн тон"),
    ],
)
def test_edge_moves(left: bool, forward: bool, by_character: bool, expected: str) -> None:
    """An edge goes to the next word's edge, or by one character."""
    span = Span(6, 18)
    assert moved(span, TEXT, left=left, forward=forward, by_character=by_character).of(TEXT) == expected


def test_edge_stays_in_its_line_and_off_the_other_edge() -> None:
    """A span neither becomes empty nor takes in the next line."""
    assert moved(Span(0, 23), TEXT, left=False, forward=True, by_character=False) == Span(0, 23)
    assert moved(Span(6, 7), TEXT, left=True, forward=True, by_character=True) == Span(6, 7)


def test_core_follows_the_edges_it_shares() -> None:
    """The number's span ends where the full one ends if it did before."""
    assert core_within(Span(6, 18), Span(0, 18), Span(0, 13)) == Span(6, 13)
    assert core_within(Span(6, 18), Span(0, 18), Span(0, 5)) == Span(0, 5)
