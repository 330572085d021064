"""Steps that are written in slices, and journeys through the history: one step, one telling, nobody in between."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench.core.actions import importing, reviewing
from workbench.core.errors import BadInput, StillWriting
from workbench.core.model.changes import Changes
from workbench.core.model.figure import Status
from workbench.core.model.filter import FigureFilter
from workbench.core.project import Operation, Project

TEXT = "\n".join(f"Запасы лития {n} тыс. тонн, экспорт {n + 2} млн долларов." for n in range(3, 300))
ACCEPTED = FigureFilter(statuses=(Status.ACCEPTED,))


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "p.workbench") as made:
        importing.add(made, [importing.prepare_text(TEXT)])
        yield made


def test_what_is_accepted_in_slices_is_one_step_that_is_told_once(project: Project) -> None:
    """Hundreds of figures, one undo, one telling at the end."""
    told: list[Changes] = []
    project.subscribe(told.append)
    ids = project.figures.ids()
    slices = list(reviewing.accept_in_slices(project, ids))
    assert slices == sorted(slices)
    assert project.figures.count(ACCEPTED) == len(ids) > 500
    assert [set(one.ids("figure")) for one in told] == [set(ids)]
    project.history.undo()
    assert project.figures.count(ACCEPTED) == 0


def test_between_two_slices_nobody_else_can_write(project: Project) -> None:
    """Accepting, undoing and going through the history are refused with words until the step is whole."""
    ids = project.figures.ids()
    slices = project.history.sliced("Reject all", lambda op: _one_by_one(project, op))
    next(slices)
    with pytest.raises(StillWriting):
        reviewing.accept(project, ids[:1])
    with pytest.raises(StillWriting):
        project.history.undo()
    with pytest.raises(StillWriting):
        next(project.history.travel(0))
    for _ in slices:
        pass
    assert project.figures.count(FigureFilter(statuses=(Status.REJECTED,))) == 3
    reviewing.accept(project, ids[4:5])


def _one_by_one(project: Project, op: Operation) -> Iterator[tuple[int, int]]:
    for n, number in enumerate(project.figures.ids()[:3]):
        reviewing.reject(project, [number])
        assert op.active
        yield n, 3


def test_a_step_that_is_left_before_its_end_never_was(project: Project) -> None:
    """Closing it takes everything back and leaves no step behind; work goes on."""
    before = [step.id for step in project.history.steps()]
    slices = reviewing.accept_in_slices(project, project.figures.ids())
    while next(slices)[0] < 700:
        pass
    slices.close()
    assert project.figures.count(ACCEPTED) == 0
    assert [step.id for step in project.history.steps()] == before
    reviewing.accept(project, project.figures.ids()[:1])
    assert project.figures.count(ACCEPTED) == 1


def test_a_journey_back_and_forth_is_told_once_with_all_that_changed(project: Project) -> None:
    """Ten steps back, seven on: the same rows as undo by undo, and one telling each."""
    ids = project.figures.ids()
    for number in ids[:10]:
        reviewing.accept(project, [number])
    steps = [step.id for step in reversed(project.history.steps())]
    told: list[Changes] = []
    project.subscribe(told.append)
    assert [done for done, _ in project.history.travel(steps[0])] == list(range(1, 11))
    assert project.history.last_done == steps[0]
    assert list(project.history.travel(steps[7]))[-1] == (7, 7)
    assert project.history.last_done == steps[7]
    assert project.figures.ids(ACCEPTED) == ids[:7]
    assert [set(one.ids("figure")) for one in told] == [set(ids[:10]), set(ids[:7])]


def test_a_journey_that_is_left_stays_where_it_is_and_says_what_changed(project: Project) -> None:
    """Somebody has seen enough after three of ten steps back."""
    ids = project.figures.ids()
    for number in ids[:10]:
        reviewing.accept(project, [number])
    told: list[Changes] = []
    project.subscribe(told.append)
    journey = project.history.travel(0)
    for _ in range(3):
        next(journey)
    journey.close()
    assert project.figures.ids(ACCEPTED) == ids[:7]
    assert [set(one.ids("figure")) for one in told] == [set(ids[7:10])]
    reviewing.accept(project, ids[20:21])


def all_but_settled(project: Project) -> list[int]:
    """Accepts everything at once; the answer is the figures."""
    ids = list(project.figures.ids())
    for _ in reviewing.accept_in_slices(project, ids):
        pass
    return ids


def test_a_large_step_is_undone_and_done_again_in_slices(project: Project) -> None:
    """The rows of `undo` and `redo`, one telling each, and how many of all rows are back on the way."""
    ids, told = all_but_settled(project), list[Changes]()
    project.subscribe(told.append)
    back = list(project.history.sliced_undo())
    assert back == sorted(back)
    assert back[-1][1] == len(ids)
    assert project.figures.count(ACCEPTED) == 0
    assert list(project.history.sliced_redo())
    assert project.figures.count(ACCEPTED) == len(ids)
    assert [set(one.ids("figure")) for one in told] == [set(ids), set(ids)]


def test_an_undo_that_is_called_off_leaves_the_step_as_it_was(project: Project) -> None:
    """Half of the rows are back when somebody does not want to wait: all of them go there again, nobody hears."""
    ids, told = all_but_settled(project), list[Changes]()
    name = project.history.undo_name
    project.subscribe(told.append)
    slices = project.history.sliced_undo()
    next(slices)
    with pytest.raises(StillWriting):
        reviewing.reject(project, ids[:1])
    slices.close()
    assert project.figures.count(ACCEPTED) == len(ids)
    assert (project.history.undo_name, project.history.redo_name, told) == (name, None, [])
    project.history.undo()
    assert project.figures.count(ACCEPTED) == 0


def test_a_journey_left_within_a_large_step_stays_before_it(project: Project) -> None:
    """The small step is taken back, the large one is not there in half."""
    ids = all_but_settled(project)
    reviewing.reject(project, ids[:1])
    journey = project.history.travel(0)
    assert next(journey)[0] == 1
    assert next(journey)[0] == 1
    journey.close()
    assert project.figures.count(ACCEPTED) == len(ids)
    assert project.history.undo_name == f"Accept {len(ids)} figures"


@pytest.mark.parametrize("status", [Status.REJECTED, Status.NOT_A_FIGURE, Status.ACCEPTED])
def test_thousands_are_settled_in_slices_as_one_step(project: Project, status: Status) -> None:
    """The step is called what it is called for a few, and one undo opens all again."""
    ids = project.figures.ids()
    action = {Status.REJECTED: reviewing.reject, Status.NOT_A_FIGURE: reviewing.not_a_figure}.get(
        status, reviewing.accept
    )
    slices = list(reviewing.IN_SLICES[action](project, ids))
    assert slices == sorted(slices)
    assert project.figures.count(FigureFilter(statuses=(status,))) == len(ids)
    assert str(len(ids)) in (project.history.undo_name or "")
    project.history.undo()
    assert project.figures.count(FigureFilter(statuses=(status,))) == 0


def test_what_cannot_be_accepted_is_refused_before_anything_is_written(project: Project) -> None:
    """One amount of hundreds states no number: none is accepted, and no step is left."""
    importing.add(project, [importing.prepare_text("Речь идет о нескольких миллионах тонн лития.")])
    before, ids = project.history.last_done, project.figures.ids()
    with pytest.raises(BadInput, match="states no number"):
        list(reviewing.IN_SLICES[reviewing.accept](project, ids))
    assert (project.history.last_done, project.figures.count(ACCEPTED)) == (before, 0)
