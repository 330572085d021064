"""The conflicts of a project kept in step with it: always those that a search through everything finds."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench.core.actions import articles, comparing, disagreeing, importing, reviewing
from workbench.core.comparison.conflicts import find_conflicts
from workbench.core.model.changes import Changes
from workbench.core.model.conflict import Conflict
from workbench.core.model.figure import Status
from workbench.core.model.filter import FigureFilter
from workbench.core.project import Project

TEXTS = (
    "Запасы лития в Казахстане составляют 75 тыс. тонн. Добыча нефти в Казахстане в 2023 году — 90 млн тонн.",
    "Запасы лития в Казахстане достигают 120 тыс. тонн. Добыча нефти в Казахстане в 2023 году — 88 млн тонн.",
    "Kazakhstan's lithium reserves are 300 thousand tonnes. Oil output of Kazakhstan in 2023 was 91 million tonnes.",
    "Экспорт нефти из Казахстана в 2022 году составил 64 млн тонн. Запасы лития в Казахстане — 75 тыс. тонн.",
    "Экспорт нефти из Казахстана в 2022 году составил 70 млн тонн. Запасы золота в Казахстане — 400.",
)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "p.workbench") as made:
        importing.add(made, [importing.prepare_text(text, f"{n}.txt") for n, text in enumerate(TEXTS)])
        yield made


def judged(watch: disagreeing.Watch) -> list[Conflict]:
    for batch in watch.steps():
        if batch is not None:
            watch.take(disagreeing.find(batch, {}))
    return watch.conflicts()


def everything(project: Project) -> set[Conflict]:
    return set(find_conflicts(comparing.figures(project), comparing.sources(project)))


def test_all_at_once_is_what_the_search_through_everything_finds(project: Project) -> None:
    """The first look finds every conflict, contradictions first."""
    found = judged(disagreeing.Watch(project))
    assert found
    assert set(found) == everything(project)
    assert len(found) == len(set(found))


def test_after_any_steps_the_conflicts_are_those_of_the_project(project: Project) -> None:
    """Accepting, rejecting, correcting, removing a source, undoing: never a conflict too many or too few."""
    watch, chance = disagreeing.Watch(project), random.Random(3)
    judged(watch)
    project.subscribe(watch.note)
    for _ in range(30):
        some = chance.choice(project.figures.all(FigureFilter()))
        act = chance.choice(("accept", "reject", "subject", "unit", "measure", "remove", "undo", "import"))
        if act == "accept" and some.amount is not None:
            reviewing.accept(project, [some.id])
        elif act == "reject":
            reviewing.reject(project, [some.id])
        elif act in ("subject", "unit", "measure"):
            reviewing.correct(project, some.id, **{act: chance.choice(("Казахстан", "reserves", "output", "t"))})
        elif act == "remove" and len(project.articles.ids()) > 2:
            articles.remove(project, [chance.choice(project.articles.ids())])
        elif act == "import":
            importing.add(project, [importing.prepare_text(f"{chance.choice(TEXTS)} {chance.random()}.", "n.txt")])
        else:
            project.history.undo()
        assert set(judged(watch)) == everything(project)


def test_a_name_in_another_script_is_one_name_from_then_on(project: Project) -> None:
    """Figures of one subject in two scripts clash although their names differ."""
    watch = disagreeing.Watch(project)
    judged(watch)
    project.subscribe(watch.note)
    lithium = [f for f in project.figures.all(FigureFilter()) if f.quote.startswith(("75 ", "120 "))][:2]
    for figure, name in zip(lithium, ("Куйректыколь", "Kuirektykol"), strict=True):
        reviewing.correct(project, figure.id, subject=name, measure="reserves", item=None, period=None)
    assert set(judged(watch)) == everything(project)
    shared = [one for one in watch.conflicts() if {f.id for f in lithium} <= set(one.members)]
    assert len(shared) == 1


def test_a_step_that_touches_no_conflict_is_no_news(project: Project) -> None:
    """Nobody is told to look again when nothing is otherwise."""
    watch = disagreeing.Watch(project)
    judged(watch)
    project.subscribe(watch.note)
    in_none = next(f for f in project.figures.all(FigureFilter()) if f.id not in watch.figures)
    watch.news = False
    reviewing.reject(project, [in_none.id])
    judged(watch)
    assert not watch.news
    in_one = next(i for i, figure in watch.figures.items() if figure.status is Status.SUGGESTED)
    reviewing.accept(project, [in_one])
    judged(watch)
    assert (watch.news, watch.settled) == (False, True)
    assert watch.figures[in_one].status is Status.ACCEPTED
    reviewing.reject(project, [in_one])
    judged(watch)
    assert watch.news


def test_a_search_that_was_stopped_is_taken_up_again(project: Project) -> None:
    """What was not judged when somebody cancelled is judged by the next search."""
    watch = disagreeing.Watch(project)
    steps = watch.steps()
    next(steps)
    watch.note(Changes())
    for _ in steps:
        pass  # its batches are never judged
    assert set(judged(watch)) == everything(project)


def test_only_the_homes_of_what_changed_are_judged_again(project: Project) -> None:
    """One accepted figure costs its own subject and measure, not the project."""
    watch = disagreeing.Watch(project)
    judged(watch)
    project.subscribe(watch.note)
    one = next(f for f in project.figures.all(FigureFilter(statuses=(Status.SUGGESTED,))) if f.measure and f.subject)
    reviewing.accept(project, [one.id])
    batches = [batch for batch in watch.steps() if batch is not None]
    assert {home for batch in batches for home in batch.homes} == {(one.subject, one.measure, 0)}
    assert {article for batch in batches for article in batch.articles} == {one.article_id}
