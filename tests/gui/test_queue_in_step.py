"""The queue after a step is the queue asked for anew, although most steps do not make it ask."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench.core.actions import importing, reviewing
from workbench.core.model.figure import Status
from workbench.core.model.filter import Order
from workbench.core.model.span import Span
from workbench.core.project import Project
from workbench.gui.panels.queue import Queue
from workbench.gui.session import Session

TEXTS = [f"Запасы лития {n} тыс. тонн, добыча {n + 1} тыс. тонн, экспорт {n + 2} млн долларов." for n in range(3, 9)]


@pytest.fixture
def queue(qapp: object, tmp_path: Path) -> Iterator[Queue]:
    path = tmp_path / "p.workbench"
    with Project.create(path) as project:
        importing.add(project, [importing.prepare_text(text, f"{n}.txt") for n, text in enumerate(TEXTS)])
    session = Session()
    assert session.open(path)
    made = Queue(session)
    made.scope.setCurrentIndex(1)
    yield made
    session.close()
    session.jobs.close()


def asked_anew(queue: Queue) -> list[int]:
    project = queue._session.project
    assert project is not None
    return list(project.figures.ids(queue.filter(), queue.boxes.order.value))


@pytest.mark.parametrize("status", [None, Status.SUGGESTED, Status.ACCEPTED])
@pytest.mark.parametrize("order", [Order.TEXT, Order.VALUE])
def test_after_any_steps_the_list_is_as_if_asked_for_anew(queue: Queue, status: Status | None, order: Order) -> None:
    """Accepting, rejecting, correcting, moving edges, undoing: the same figures in the same order."""
    queue.status.set_value(status)
    queue.boxes.order.set_value(order)
    queue.refresh()
    session, chance = queue._session, random.Random(5)
    project = session.project
    assert project is not None
    for _ in range(40):
        ids = project.figures.ids()
        if not ids:  # the import itself was undone
            session.redo()
            continue
        one = project.figures.get(chance.choice(ids))
        act = chance.choice(("accept", "reject", "reopen", "several", "edge", "undo", "redo"))
        if act == "edge":
            start = max(0, one.full_span.start - 3)
            reviewing.correct(project, one.id, full_span=Span(start, one.full_span.end))
        elif act == "several":
            reviewing.reject(project, ids[3:9])
        elif act in ("undo", "redo"):
            getattr(session, act)()
        else:
            getattr(reviewing, act)(project, [one.id])
        assert list(queue.model.ids) == asked_anew(queue)
        assert [queue.model.row_of(i) for i in queue.model.ids] == list(range(len(queue.model.ids)))
        assert queue.table.model().rowCount() == len(queue.model.ids)


def test_words_are_found_in_names_that_were_given_meanwhile(queue: Queue) -> None:
    """A subject that a step gives to a figure is found by the words that stand in the box already."""
    project = queue._session.project
    assert project is not None
    queue.words.setText("own mine")
    queue.boxes._on_changed()
    assert not queue.model.ids
    first = project.figures.ids()[0]
    reviewing.correct(project, first, subject="Our Own Mine")
    assert queue.model.ids == [first]
