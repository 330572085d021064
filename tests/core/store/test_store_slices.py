"""Steps that are written in slices, and journeys through the history: one step, one telling, nobody in between."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench.core.actions import importing, reviewing
from workbench.core.errors import StillWriting
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
