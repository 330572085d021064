"""What an analyst does with figures: one step each, evidence kept, doubts answered."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from workbench.core.actions import fields, importing, reviewing
from workbench.core.errors import BadInput
from workbench.core.model.article import ArticleId
from workbench.core.model.figure import Doubt, Figure, FigureId, Kind, Status
from workbench.core.model.filter import FigureFilter
from workbench.core.model.span import Span
from workbench.core.project import Project

TEXT = (
    "Запасы меди в Казахстане составляют 2,6 млн тонн, а в Китае - 44 млн.\n\n"
    "Компания получит 75 % доли. Речь идет о нескольких миллионах тонн."
)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "p.workbench", author="А. Аналитик") as project:
        importing.add(project, [importing.prepare_text(TEXT, "проба")])
        yield project


def only(project: Project, quote: str) -> Figure:
    (figure,) = [f for f in project.figures.all(FigureFilter()) if quote in f.quote]
    return figure


def test_accept_settles_and_undo_reopens(project: Project) -> None:
    """One step there, one step back."""
    figure = only(project, "2,6")
    reviewing.accept(project, [figure.id])
    assert project.figures.get(figure.id).status is Status.ACCEPTED
    project.history.undo()
    assert project.figures.get(figure.id) == figure


def test_accepting_what_is_accepted_leaves_no_step(project: Project) -> None:
    """Undo must not have to walk over steps that did nothing."""
    figure = only(project, "2,6")
    reviewing.accept(project, [figure.id])
    before = project.history.steps(10)
    assert not reviewing.accept(project, [figure.id])
    assert project.history.steps(10) == before


def test_an_indefinite_amount_is_not_accepted_as_a_number(project: Project) -> None:
    """ "Several million" can be rejected or corrected, never settled as it stands."""
    (vague,) = [f for f in project.figures.all(FigureFilter()) if f.kind is Kind.INDEFINITE]
    with pytest.raises(BadInput, match="states no number"):
        reviewing.accept(project, [vague.id])
    reviewing.reject(project, [vague.id])


def test_a_borrowed_unit_is_taken_only_by_hand(project: Project) -> None:
    """Accepting leaves the unit open; taking it fills it and answers the doubt."""
    figure = only(project, "44 млн")
    assert (figure.unit, figure.borrowed_unit) == (None, "t")
    reviewing.accept(project, [figure.id])
    assert project.figures.get(figure.id).unit is None
    reviewing.take_unit(project, [figure.id])
    taken = project.figures.get(figure.id)
    assert (taken.unit, taken.kind) == ("t", Kind.QUANTITY)
    assert not {Doubt.UNIT_MISSING, Doubt.UNIT_BORROWED} & set(taken.doubts)


def test_correcting_a_field_drops_the_old_evidence_of_that_field_only(project: Project) -> None:
    """A value typed by hand must not point at words that say something else."""
    figure = only(project, "2,6")
    reviewing.correct(project, figure.id, subject="Mongolia")
    corrected = project.figures.get(figure.id)
    assert corrected.subject == "Mongolia"
    assert "subject" not in corrected.evidence
    assert {k for k in figure.evidence if k != "subject"} == set(corrected.evidence)


def test_a_figure_by_hand_reads_the_selected_words(project: Project) -> None:
    """The selection is read by the same rules, and is marked as made by hand."""
    start = TEXT.index("75 %")
    article = project.articles.ids()[0]
    with project.history.operation("Lose it") as op:
        project.figures.remove(op, only(project, "75").id)
    figure = project.figures.get(reviewing.add_figure(project, article, Span(start - 1, start + 5)))
    assert (figure.quote, figure.amount and figure.amount.value, figure.unit) == ("75 %", Decimal(75), "%")
    assert Doubt.BY_HAND in figure.doubts


def test_a_number_is_not_counted_twice(project: Project) -> None:
    """Words that a figure states already make no second one."""
    start = TEXT.index("75 %")
    with pytest.raises(BadInput, match="already"):
        reviewing.add_figure(project, project.articles.ids()[0], Span(start, start + 4))


@pytest.mark.parametrize("words", ["Компания", TEXT])
def test_a_selection_without_one_number_is_refused(project: Project, words: str) -> None:
    """No number or several: a sentence, and nothing made."""
    start = TEXT.index(words)
    count = len(project.figures.ids(FigureFilter()))
    with pytest.raises(BadInput):
        reviewing.add_figure(project, project.articles.ids()[0], Span(start, start + len(words)))
    assert len(project.figures.ids(FigureFilter())) == count


def test_a_figure_is_no_duplicate_of_itself(project: Project) -> None:
    """Nor of one that is its duplicate, however far round; else all of them would count for nothing."""
    one, two, three = project.figures.ids(FigureFilter())[:3]
    reviewing.mark_duplicate(project, one, two)
    reviewing.mark_duplicate(project, two, three)
    for pair in ((one, one), (two, one), (three, one)):
        with pytest.raises(BadInput):
            reviewing.mark_duplicate(project, *pair)


def test_a_unit_brings_its_kind(project: Project) -> None:
    """A share that turns out to be dollars is money from then on."""
    figure = only(project, "75")
    reviewing.correct(project, figure.id, unit="USD")
    assert project.figures.get(figure.id).kind is Kind.MONEY


@pytest.mark.parametrize(
    ("field", "typed"),
    [("unit", "бананы"), ("kind", "date"), ("period", "2025/2020"), ("period", "--02-31"), ("period", "--13-45")],
)
def test_a_slip_is_refused_in_words(field: str, typed: str) -> None:
    """What cannot be meant is not stored: it would silently keep figures apart."""
    with pytest.raises(BadInput, match=typed.replace("/", ".")):
        fields.value(field, typed)


@pytest.mark.parametrize(
    ("typed", "low", "high", "qualifier"),
    [
        ("2,6 млн", "2600000", "2600000", "exact"),
        ("2.6 million", "2600000", "2600000", "exact"),
        ("up to 92", None, "92", "up to"),
        ("до 92", None, "92", "up to"),
        ("более 28 млн", "28000000", None, "more than"),
        ("от 70 до 80", "70", "80", "between"),
        ("about 800 thousand", "800000", "800000", "about"),
    ],
)
def test_amounts_are_typed_as_a_source_would_say_them(
    typed: str, low: str | None, high: str | None, qualifier: str
) -> None:
    """Bounds and scale words are understood in any of the languages."""
    amount = fields.amount(typed)
    assert (amount.low, amount.high) == (low and Decimal(low), high and Decimal(high))
    assert amount.qualifier == qualifier


@pytest.mark.parametrize(("typed", "code"), [("t", "t"), ("тонн", "t"), ("USD", "USD"), ("$", "USD"), ("км2", "km2")])
def test_units_are_typed_by_code_or_name(typed: str, code: str) -> None:
    """A code, a name in any language, a sign."""
    assert fields.unit_code(typed) == code


def test_article_and_figure_that_are_not_there_are_named(project: Project) -> None:
    """An id out of the air is the user's mistake, not a crash."""
    from workbench.core.errors import NothingSuchInProject

    with pytest.raises(NothingSuchInProject, match="99"):
        project.figures.get(FigureId(99))
    with pytest.raises(NothingSuchInProject, match="99"):
        project.articles.get(ArticleId(99))
