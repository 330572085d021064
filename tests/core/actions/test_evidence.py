"""A field is pointed to other words of its text, and may take them as its value."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench.core.actions import evidence, importing
from workbench.core.errors import BadInput
from workbench.core.model.figure import Doubt, Field, FigureId
from workbench.core.model.span import Span
from workbench.core.project import Project

TEXT = "Глубина\n\nВ Казахстане скважина уходит на 300 метров. Рядом, в Китае, бурят ещё 44 скважины."


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "p.workbench") as opened:
        importing.add(opened, [importing.prepare_text(TEXT)])
        yield opened


def span_of(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def test_a_field_rests_on_the_words_shown(project: Project) -> None:
    """Its value stays, spaces around are left out, the doubt that it stands afar is answered; undo takes it back."""
    with project.history.operation("Doubt") as op:
        project.figures.update(op, FigureId(1), doubts=(Doubt.SUBJECT_FAR,))
    before = project.figures.get(FigureId(1))
    evidence.point(project, FigureId(1), Field.SUBJECT, span_of(" Китае"))
    after = project.figures.get(FigureId(1))
    assert after.evidence[Field.SUBJECT] == span_of("Китае")
    assert (after.subject, after.doubts) == (before.subject, ())
    project.history.undo()
    assert project.figures.get(FigureId(1)) == before


def test_the_words_become_the_value(project: Project) -> None:
    """An inflected name is the subject that the lexicon knows, and it rests on those words: one step."""
    steps = len(project.history.steps())
    evidence.take(project, FigureId(1), Field.SUBJECT, span_of("Китае"))
    figure = project.figures.get(FigureId(1))
    assert (figure.subject, figure.evidence[Field.SUBJECT]) == ("China", span_of("Китае"))
    assert len(project.history.steps()) == steps + 1


def test_the_amount_takes_its_own_words_along(project: Project) -> None:
    """The number's own words are its span; those of another figure are refused."""
    evidence.point(project, FigureId(1), Field.AMOUNT, span_of("на 300 метров"))
    assert project.figures.get(FigureId(1)).quote == "на 300 метров"
    with pytest.raises(BadInput, match="44"):
        evidence.point(project, FigureId(1), Field.AMOUNT, span_of("44"))


@pytest.mark.parametrize(
    ("field", "words", "value"),
    [
        (Field.SUBJECT, "Казахстане", "Kazakhstan"),
        (Field.ATTRIBUTION, "министр\nгеологии", "министр геологии"),
        (Field.UNIT, "млн", None),
        (Field.MODALITY, "план", None),
        (Field.SUBJECT, " ", None),
    ],
)
def test_what_words_say_of_a_field(field: Field, words: str, value: str | None) -> None:
    """Names become the lexicon's; words that are no unit, and fields that are chosen, give nothing."""
    assert evidence.readable(field, words) == value


def test_no_words_are_no_evidence(project: Project) -> None:
    """A selection of spaces is refused in words."""
    with pytest.raises(BadInput, match="Select"):
        evidence.point(project, FigureId(1), Field.ITEM, Span(7, 8))
