"""Two names for one thing: said once, it holds for every figure there is and for what is imported next."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench.core.actions import comparing, importing, learning, reviewing, same
from workbench.core.errors import BadInput
from workbench.core.model.conflict import Relation
from workbench.core.model.figure import Field, Figure
from workbench.core.model.filter import FigureFilter
from workbench.core.project import Project
from workbench.core.vocabulary.terms import Terms

FIRST = "The reserves of gold in Kazakhstan are 26 tonnes."
SECOND = "The resources of gold in Kazakhstan are 48 tonnes."
THIRD = "The resources of gold in Chile are 7 tonnes."


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "p.workbench", author="Aigul") as project:
        for name, text in (("one", FIRST), ("two", SECOND)):
            take_in(project, text, name)
        yield project


def take_in(project: Project, text: str, name: str) -> None:
    importing.add(project, [importing.prepare_text(text, name, extractor=learning.extractor(project))])


def only(project: Project, quote: str) -> Figure:
    (figure,) = [f for f in project.figures.all(FigureFilter()) if quote in f.quote]
    return figure


def test_one_measure_under_two_names_becomes_a_conflict(project: Project) -> None:
    """Before, the measures keep the figures apart; after, the numbers contradict each other."""
    a, b = only(project, "26"), only(project, "48")
    judgement = comparing.explain_pair(project, a.id, b.id)
    assert judgement.relation is Relation.DIFFERENT_MEASURE
    field = same.field_to_join(judgement)
    assert field is Field.MEASURE
    done = same.of_figures(project, a.id, b.id, field)
    assert (done.figures, done.kept, done.gone) == ((b.id,), a.measure, b.measure)
    assert [c.members for c in comparing.conflicts(project)] == [(a.id, b.id)]


def test_the_next_source_follows(project: Project) -> None:
    """What the lexicon calls the one is read as the other from now on."""
    a, b = only(project, "26"), only(project, "48")
    same.of_figures(project, a.id, b.id, Field.MEASURE)
    take_in(project, THIRD, "three")
    assert only(project, "7 tonnes").measure == a.measure


def test_it_is_one_step_that_undo_takes_back(project: Project) -> None:
    """Figures and lessons go back together."""
    a, b = only(project, "26"), only(project, "48")
    same.of_figures(project, a.id, b.id, Field.MEASURE)
    project.history.undo()
    assert (only(project, "48"), learning.taught(project)) == (b, [])


def test_what_is_not_said_cannot_be_the_same(project: Project) -> None:
    """An empty field is to be filled in; a name is the same as itself already."""
    a, b = only(project, "26"), only(project, "48")
    with pytest.raises(BadInput, match="does not say"):
        same.of_figures(project, a.id, b.id, Field.PLACE)
    with pytest.raises(BadInput, match="already"):
        same.of_figures(project, a.id, b.id, Field.SUBJECT)
    assert same.field_to_join(comparing.explain_pair(project, a.id, a.id)) is None


def test_what_is_joined_can_be_turned_round(project: Project) -> None:
    """The last word holds; chains lead to their end."""
    for gone, kept in (("a", "b"), ("b", "a"), ("a", "c")):
        same.make(project, Field.MEASURE, gone, kept)
    names = learning._names(learning.taught(project))
    assert names == {(Field.MEASURE, "b"): "c", (Field.MEASURE, "a"): "c"}
    same.make(project, Field.MEASURE, "c", "d")
    assert learning._names(learning.taught(project))[Field.MEASURE, "a"] == "d"


def test_the_words_themselves_keep_their_meaning(project: Project) -> None:
    """Only the name is another; what the lexicon knows of the words stays as it was."""
    a, b = only(project, "26"), only(project, "48")
    same.of_figures(project, a.id, b.id, Field.MEASURE)
    assert learning.terms(project) is Terms.load()


def test_two_names_of_a_place_are_joined(project: Project) -> None:
    """Places as well as measures."""
    a, b = only(project, "26"), only(project, "48")
    reviewing.correct(project, a.id, place="Abai")
    reviewing.correct(project, b.id, place="Karkaraly")
    same.of_figures(project, a.id, b.id, Field.PLACE)
    assert only(project, "48").place == "Abai"
    assert [one.words for one in learning.taught(project)] == ["Karkaraly"]
