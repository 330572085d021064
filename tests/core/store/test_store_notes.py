"""Notes: kept beside what they are about, gone and back with it, and brought over from older projects."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from workbench.core.actions import articles, notes
from workbench.core.errors import NothingSuchInProject
from workbench.core.model.article import ArticleDraft, ArticleId
from workbench.core.model.figure import FigureId
from workbench.core.model.note import CellPlace, NoteId, Place, Target
from workbench.core.model.span import Span
from workbench.core.project import Project

TEXT_LENGTH = 60
CELL = CellPlace((("measure", "reserves"), ("item", "")), (("subject", "Казахстан"),))


def places(article: ArticleId, figure: FigureId) -> list[Place]:
    return [Place.span(article, Span(0, 6)), Place.figure(figure), Place.article(article), Place.cell(CELL)]


def test_a_note_comes_back_as_it_was_written(project: Project, article: ArticleId, figure: FigureId) -> None:
    """Place, words, tags, author and, for a stretch, its words and version."""
    for place in places(article, figure):
        number = notes.add(project, place, " спросить ", ["#срочно", "Срочно", "банк"])
        note = project.notes.get(number)
        assert (note.place, note.text, note.tags) == (place, "спросить", ("срочно", "банк"))
        assert (note.changed_by, project.notes.at(place)) == ("Аида", note)
    first = project.notes.get(NoteId(1))
    assert (first.quote, first.version) == ("Запасы", 1)
    assert project.notes.tags() == [("срочно", 4), ("банк", 4)]


def test_what_goes_takes_its_notes_and_brings_them_back(
    project: Project, article: ArticleId, figure: FigureId
) -> None:
    """Removing a source is one step with all notes on it, its text and its figures; undo has all of them again."""
    for place in places(article, figure):
        notes.add(project, place, "n")
    articles.remove(project, [article])
    assert [n.place.target for n in project.notes.all()] == [Target.CELL]
    project.history.undo()
    assert len(project.notes.all()) == 4
    with project.history.operation("Remove figure") as op:
        project.figures.remove(op, figure)
    assert len(project.notes.all()) == 3
    project.history.undo()
    assert project.figures.get(figure).note == "n"
    assert project.store_check() == []


def test_another_text_keeps_the_notes_of_the_old_one(
    project: Project, article: ArticleId, figure: FigureId, draft: Callable[..., ArticleDraft]
) -> None:
    """A stretch stays where it was in the former version; so do the notes on its figures."""
    notes.add(project, Place.span(article, Span(0, 6)), "n")
    notes.add(project, Place.figure(figure), "n")
    with project.history.operation("Read again") as op:
        project.articles.set_text(op, article, draft("Другое"), [])
    _, left = project.notes.all()
    assert (left.version, left.quote) == (1, "Запасы")
    assert project.notes.at(left.place) is None
    with project.history.operation("Found again") as op:
        project.notes.move(op, left.id, Span(0, 6))
    assert project.notes.get(left.id).quote == "Другое"


def test_a_note_needs_what_it_is_about(project: Project) -> None:
    """A figure or source that is not there is named."""
    for place in (Place.figure(FigureId(9)), Place.article(ArticleId(9)), Place.span(ArticleId(9), Span(0, 1))):
        with pytest.raises(NothingSuchInProject, match="9"):
            notes.add(project, place, "n")


def test_a_figure_reads_its_note_along(project: Project, figure: FigureId) -> None:
    """Lists of figures have the text of the note without asking for it."""
    notes.on_figure(project, figure, "по отчёту")
    assert [f.note for f in (*project.figures.all(), *project.figures.many([figure]))] == ["по отчёту"] * 2
    project.history.undo()
    assert project.figures.get(figure).note == ""


def test_notes_of_an_older_project_come_through_with_their_history(tmp_path: Path) -> None:
    """The column of the first schema becomes a row; undo and redo of the step that wrote it still work."""
    copy = shutil.copy(Path(__file__).parent / "old" / "schema-1.workbench", tmp_path / "old.workbench")
    with Project.open(copy) as project:
        (note,) = project.notes.all()
        assert (note.text, note.place, note.tags) == ("seen", Place.figure(FigureId(2)), ())
        assert project.figures.get(FigureId(2)).note == "seen"
        assert project.history.undo() is not None
        assert (project.notes.all(), project.figures.get(FigureId(2)).note) == ([], "")
        assert project.history.redo() is not None
        assert project.notes.all() == [note]
        assert notes.add(project, Place.figure(FigureId(3)), "new") > 33
        while project.history.undo() is not None:
            pass
        while project.history.redo() is not None:
            pass
        assert [n.text for n in project.notes.all()] == ["new", "seen"]
        assert project.store_check() == []


def test_quotes_of_notes_are_checked(project: Project, article: ArticleId) -> None:
    """A note on a text that says something else than the text at its place is a fault of the file."""
    notes.add(project, Place.span(article, Span(0, 6)), "n")
    assert project.store_check() == []
    with project.history.operation("Break") as op:
        project._database.execute("UPDATE note SET quote = 'other'")
        op.check()
    assert any("note 1" in line.lower() for line in project.store_check())


def test_words_that_are_not_there_cannot_be_noted(project: Project, article: ArticleId) -> None:
    """A stretch beyond the end of the text is our own mistake, never stored."""
    with pytest.raises(ValueError, match="beyond"):
        notes.add(project, Place.span(article, Span(0, TEXT_LENGTH + 1)), "n")
