"""One old step taken back alone: what it changed goes, what came later stays, and what stands on it is named."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from workbench.core.errors import BadInput
from workbench.core.model.article import ArticleDraft, ArticleId, Guess
from workbench.core.model.figure import FigureId, Statement, Status
from workbench.core.project import Project


def change(project: Project, name: str, figure: FigureId, **fields: Any) -> int:
    """One step that changes a figure; its number."""
    with project.history.operation(name) as op:
        project.figures.update(op, figure, **fields)
    return op.id


def option(project: Project, name: str, value: object, key: str = "name") -> int:
    with project.history.operation(name) as op:
        project.options.set(op, key, value)
    return op.id


def names(project: Project, step: int) -> list[str]:
    return [one.name for one in project.history.dependents(step)]


def test_a_step_nothing_stands_on_goes_alone(project: Project, figure: FigureId) -> None:
    """The older of two changes of different fields is taken back; the newer one stays, and undo brings it back."""
    first = change(project, "Subject", figure, subject="China")
    change(project, "Measure", figure, measure="reserves")
    changes = project.history.revert(first)
    assert changes.ids("figure") == {figure}
    assert (project.figures.get(figure).subject, project.figures.get(figure).measure) == (None, "reserves")
    assert project.history.undo_name == "Revert “Subject”"
    project.history.undo()
    assert project.figures.get(figure).subject == "China"
    project.history.redo()
    assert project.figures.get(figure).subject is None


def test_a_later_change_of_the_same_field_is_named(project: Project, figure: FigureId) -> None:
    """The answer says which steps stand on it, and nothing is changed."""
    first = change(project, "China", figure, subject="China")
    second = change(project, "India", figure, subject="India")
    assert names(project, first) == ["India"]
    with pytest.raises(BadInput, match=f"{second} “India”"):
        project.history.revert(first)
    assert project.figures.get(figure).subject == "India"


def test_what_was_taken_back_since_does_not_stand_in_the_way(project: Project, figure: FigureId) -> None:
    """Where the row is as the step left it, the steps between do not matter."""
    first = change(project, "China", figure, subject="China")
    second = change(project, "India", figure, subject="India")
    project.history.revert(second)
    assert project.figures.get(figure).subject == "China"
    project.history.revert(first)
    assert project.figures.get(figure).subject is None


def test_columns_that_belong_together_stand_together(project: Project, figure: FigureId) -> None:
    """A verdict and what a duplicate repeats are one thing: neither is taken back without the other."""
    with project.history.operation("Second") as op:
        text = project.articles.text(ArticleId(1))
        (other,) = project.figures.add(op, ArticleId(1), [_copy(project, figure)], text)
    first = change(project, "Accept", figure, status=Status.ACCEPTED)
    change(project, "Duplicate", figure, status=Status.DUPLICATE, duplicate_of=other)
    assert names(project, first) == ["Duplicate"]


def _copy(project: Project, figure: FigureId) -> Statement:
    one = project.figures.get(figure)
    return Statement(span=one.span, full_span=one.full_span, kind=one.kind, amount=one.amount, unit=one.unit)


def test_who_reverts_is_who_changed_last(project: Project, figure: FigureId) -> None:
    """Time and name of the row are those of the revert, not of long ago."""
    step = change(project, "China", figure, subject="China")
    project.history.author = "Болат"
    project.history.revert(step)
    assert project.figures.get(figure).changed_by == "Болат"


def test_an_import_stands_under_its_figures(project: Project, article: ArticleId, figure: FigureId) -> None:
    """A source cannot go while figures that came later belong to it; once they are gone it can."""
    imported = next(s.id for s in project.history.steps() if s.name == "Import")
    assert names(project, imported) == ["Find figures"]
    found = next(s.id for s in project.history.steps() if s.name == "Find figures")
    project.history.revert(found)
    project.history.revert(imported)
    assert project.articles.ids() == []
    for _ in range(2):
        project.history.undo()
    assert project.figures.ids() == [figure]


def test_a_removed_source_comes_back_alone(project: Project, article: ArticleId, figure: FigureId) -> None:
    """Long after its removal, with everything that was done since."""
    with project.history.operation("Remove") as op:
        project.articles.remove(op, article)
    option(project, "Rename", "a")
    project.history.revert(op.id)
    assert (project.figures.ids(), project.options.get("name")) == ([figure], "a")


def test_a_figure_does_not_come_back_without_its_source(
    project: Project, article: ArticleId, figure: FigureId
) -> None:
    """What a row belongs to was taken away since: that step is named."""
    with project.history.operation("Remove figure") as op:
        project.figures.remove(op, figure)
    with project.history.operation("Remove source") as later:
        project.articles.remove(later, article)
    assert names(project, op.id) == ["Remove source"]


def test_another_text_stands_under_what_was_made_of_it(
    project: Project, figure: FigureId, draft: Callable[..., ArticleDraft]
) -> None:
    """A new reading cannot be taken back under figures that were found in it."""
    (article,) = project.articles.ids()
    with project.history.operation("Read again") as op:
        project.articles.set_text(op, article, draft("Других 5 млн т"), [])
    with project.history.operation("New figure") as later:
        project.figures.add(later, article, [], "Других 5 млн т")
        project.articles.set_guess(later, article, "title", Guess("Другое", "user"))
    assert names(project, op.id) == []
    project.history.revert(op.id)
    assert project.articles.get(article).text.startswith("Запасы")
    assert project.articles.get(article).title.value == "Другое"


def test_an_option_set_anew_is_in_the_way(project: Project) -> None:
    """A value that was changed again by a later step is named."""
    first = option(project, "First", 1)
    option(project, "Second", 2)
    option(project, "Elsewhere", 3, key="other")
    assert names(project, first) == ["Second"]


@pytest.mark.parametrize("undo", [True, False])
def test_a_step_that_does_not_hold_cannot_be_reverted(project: Project, undo: bool) -> None:
    """One that was undone, and a number that no step has."""
    step = option(project, "First", 1)
    if undo:
        project.history.undo()
    with pytest.raises(BadInput, match="cannot be reverted"):
        project.history.revert(step if undo else 99)


def test_what_a_step_did_is_told_once_a_row(project: Project, figure: FigureId) -> None:
    """Two changes of a row in one step are told from its first to its last state."""
    with project.history.operation("Twice") as op:
        project.figures.update(op, figure, subject="China")
        project.figures.update(op, figure, subject="India", measure="reserves")
    (one,) = project.history.rows_of(op.id)
    assert (one.table, one.row) == ("figure", figure)
    assert one.before is not None
    assert one.after is not None
    assert (one.before["subject"], one.after["subject"], one.after["measure"]) == (None, "India", "reserves")


def test_steps_are_found_by_words_and_go_on(project: Project) -> None:
    """In any case, in the step's name or its author's; a list can go on where it ended."""
    for number in range(5):
        option(project, f"Шаг {number}", number)
    assert [s.name for s in project.history.steps(2)] == ["Шаг 4", "Шаг 3"]
    last = project.history.steps(2)[-1].id
    assert [s.name for s in project.history.steps(2, before=last)] == ["Шаг 2", "Шаг 1"]
    assert [s.name for s in project.history.steps(words="шАГ 3 аида")] == ["Шаг 3"]
