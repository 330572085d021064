"""Notes and tags as a person makes them: one step each, nothing empty, one note where one is enough."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench.core.actions import importing, notes, reviewing
from workbench.core.errors import BadInput
from workbench.core.model.article import ArticleId
from workbench.core.model.figure import FigureId, Kind
from workbench.core.model.note import Place
from workbench.core.model.span import Span
from workbench.core.project import Project

TEXT = "Copper\n\nThe smelter made 12 tonnes of copper and sold 7 tonnes of it."


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "p.workbench") as opened:
        importing.add(opened, [importing.prepare_text(TEXT)])
        yield opened


@pytest.mark.parametrize(
    ("typed", "tags"),
    [
        ("", ()),
        ("open, later", ("open", "later")),
        ("#open #later;  Open", ("open", "later")),
        (" two  words ,", ("two words",)),
        ("#", ()),
    ],
)
def test_tags_as_they_are_typed(typed: str, tags: tuple[str, ...]) -> None:
    """Commas, semicolons and signs part them; each stands once, as it was written first."""
    assert notes.split_tags(typed) == tags


def test_a_sentence_is_no_tag() -> None:
    """It belongs into the text of the note, and that is said."""
    with pytest.raises(BadInput, match="too long"):
        notes.split_tags("x" * 61)


def test_writing_adds_changes_and_removes(project: Project) -> None:
    """One door for a place that has one note; each way is one step with its own name, and undo leads back."""
    place = Place.figure(FigureId(1))
    assert not notes.write(project, place, "  ")
    names = [
        notes.write(project, place, "ask", ["open"]).name,
        notes.write(project, place, "asked").name,
        notes.write(project, place, "", []).name,
    ]
    assert names == ["Note on a figure", "Change a note", "Remove 1 note"]
    assert project.notes.all() == []
    project.history.undo()
    (note,) = project.notes.all()
    assert (note.text, note.tags) == ("asked", ("open",))
    project.history.undo()
    project.history.undo()
    assert project.notes.all() == []


def test_the_same_again_is_no_step(project: Project) -> None:
    """Saving a note unchanged leaves the history alone."""
    notes.write(project, Place.article(ArticleId(1)), "n", ["open"])
    steps = project.history.steps()
    assert not notes.write(project, Place.article(ArticleId(1)), " n ", ["#open"])
    assert project.history.steps() == steps


def test_what_cannot_be_a_note(project: Project) -> None:
    """Nothing said, no words chosen, a second note on one figure; words of a text may have several."""
    notes.add(project, Place.figure(FigureId(1)), "n")
    for place, text in (
        (Place.figure(FigureId(2)), " "),
        (Place.figure(FigureId(1)), "another"),
        (Place.span(ArticleId(1), Span(3, 3)), "n"),
    ):
        with pytest.raises(BadInput):
            notes.add(project, place, text)
    for text in ("one", "two"):
        notes.add(project, Place.span(ArticleId(1), Span(0, 6)), text)
    assert len(project.notes.all()) == 3


def test_a_tag_is_renamed_on_every_note_in_one_step(project: Project) -> None:
    """Two tags that become one stand once; a note of nothing but a tag that is taken away goes."""
    notes.add(project, Place.figure(FigureId(1)), "n", ["open", "later"])
    notes.add(project, Place.figure(FigureId(2)), "", ["open"])
    notes.rename_tag(project, "open", "later")
    assert project.notes.tags() == [("later", 2)]
    project.history.undo()
    assert dict(project.notes.tags()) == {"open": 2, "later": 1}
    notes.rename_tag(project, "open", "")
    assert [note.place for note in project.notes.all()] == [Place.figure(FigureId(1))]


def test_a_correction_and_its_note_are_one_step(project: Project) -> None:
    """The form saves both; one undo takes both back; a note alone is named so."""
    changes = reviewing.correct(project, FigureId(1), item="cathodes", note="see the report")
    assert changes.touches("figure")
    assert changes.touches("note")
    project.history.undo()
    figure = project.figures.get(FigureId(1))
    assert (figure.item == "cathodes", figure.note) == (False, "")
    assert reviewing.correct(project, FigureId(1), note="n").name == "Note on a figure"


def test_what_states_no_number_is_not_accepted_with_the_rest(project: Project) -> None:
    """Of many figures those that can be settled as right are known beforehand."""
    with project.history.operation("Vague") as op:
        project.figures.update(op, FigureId(2), kind=Kind.INDEFINITE, amount=None)
    assert reviewing.acceptable(project, [FigureId(2), FigureId(1)]) == [1]
