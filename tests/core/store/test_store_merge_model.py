"""Random work on two copies of a project, merged either way, against plain dicts."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from workbench.core.actions import merging
from workbench.core.errors import BadInput
from workbench.core.model.amount import Amount
from workbench.core.model.article import ArticleDraft, ArticleId, Guess
from workbench.core.model.figure import FigureId, Kind, Statement, Status
from workbench.core.model.merge import Side
from workbench.core.model.span import Span
from workbench.core.project import Project

NO = Guess("", "text")
COPIES = st.sampled_from((0, 1))
VALUES = st.sampled_from(("x", "y", "z"))
SINGLE = (Status.SUGGESTED, Status.ACCEPTED, Status.REJECTED)
Rows = dict[str, dict[str, Any]]  # what the project holds, by guid (of an option: by its key)


class Copy:
    """What one copy must hold: the steps that hold with the rows after each, and those that were undone. A step is
    (number of its making, rows, the other copy's step that it merged)."""

    def __init__(self, steps: list[tuple[int, Rows, int]]) -> None:
        self.done, self.undone = list(steps), []

    @property
    def rows(self) -> Rows:
        return self.done[-1][1] if self.done else {}

    def at(self, number: int) -> Rows:
        """The rows after the last step that holds up to this one."""
        return next((rows for made, rows, _ in reversed(self.done) if made <= number), {})

    def seen_by(self, other: Copy) -> tuple[int, int]:
        """The last step of this one that the other copy has seen, and the step of the other that brought it there."""
        seen, brought = 0, 0
        for mine, yours in zip(self.done, other.done, strict=False):
            if mine[0] != yours[0]:
                break
            seen = mine[0]
        for number, _, merged in other.done:
            known = max((made for made, _, _ in self.done if made <= merged), default=0)
            if known > seen:
                seen, brought = known, number
        return seen, brought


def bases(ours: Copy, theirs: Copy) -> tuple[Rows, Rows]:
    """The states from which changes on either side count. One that holds all that is in the other is the only one."""
    (mine, merged_there), (yours, merged_here) = ours.seen_by(theirs), theirs.seen_by(ours)
    if merged_there <= yours:
        return theirs.at(yours), theirs.at(yours)
    if merged_here <= mine:
        return ours.at(mine), ours.at(mine)
    return ours.at(mine), theirs.at(yours)


def three_way(here: Rows, there: Rows, was_here: Rows, was_there: Rows) -> tuple[Rows, int]:
    """What a merge must make of these, and how much is to be settled."""
    result = {key: dict(row) for key, row in here.items()}
    going, disputes = goes(here, there, was_here, was_there)
    changed = {key for key in there if there[key] not in (was_there.get(key), was_here.get(key))}
    back = {key for key in changed if key not in here and key in was_here}
    new = {key for key in changed if key not in here and key not in was_here}
    for key in changed & set(here):
        for name, said in there[key].items():
            past = [side[key][name] if key in side else None for side in (was_there, was_here)]
            if said == here[key][name] or said in past:
                continue
            if here[key][name] in past:
                result[key][name] = said
            else:
                disputes += 1
    homes = {there[key].get("article") for key in back | new} - set(here) - new
    homes = {home for home in homes if home is not None} | {key for key in back if "title" in there[key]}
    back |= homes | {key for key in there if key not in here and there[key].get("article") in homes}
    disputes += sum(there[key].get("article") not in homes for key in back)
    result |= {key: dict(there[key]) for key in back | new}
    return {key: row for key, row in result.items() if key not in going}, disputes


def goes(here: Rows, there: Rows, was_here: Rows, was_there: Rows) -> tuple[set[str], int]:
    """The rows that were taken out there and go, and how many stay to be settled."""
    left = {key for key in {*was_there, *was_here} if key not in there and key in here}
    going = {key for key in left if here[key] in (was_here.get(key), was_there.get(key))}
    stays = {key for key in left if "title" in here[key] and (key not in going or any(
        row.get("article") == key and of not in going for of, row in here.items()))}  # fmt: skip
    going -= stays | {key for key in going if here[key].get("article") in stays}
    return going, sum(here[key].get("article") not in stays for key in left - going)


class Work(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.number = 0
        self.copies: list[Copy] = []
        self.projects: list[Project] = []

    def path(self, n: int) -> Path:
        return self.folder / f"{n}.workbench"

    @initialize()
    def begin(self) -> None:
        with Project.create(self.path(0), author="0") as project:
            self.copies = [Copy([])]
            self.projects = [project]
            for _ in range(2):
                self.add_article(0)
        shutil.copy(self.path(0), self.path(1))
        self.copies.append(Copy(self.copies[0].done))
        self.projects = [Project.open(self.path(n), author=str(n)) for n in (0, 1)]

    def teardown(self) -> None:
        for project in self.projects:
            with suppress(AssertionError):
                project.close()
        shutil.rmtree(self.folder)

    def step(self, n: int, merged: int = 0) -> None:
        """A step that changed something holds from now on."""
        self.number += 1
        self.copies[n].done.append((self.number, held(self.projects[n]), merged))
        self.copies[n].undone.clear()

    @rule(n=COPIES)
    def add_article(self, n: int) -> None:
        self.number += 1
        text = f"около 5 млн тонн и 7 % в {self.number}"
        draft = ArticleDraft(
            text=text, blocks=(), title=Guess(str(self.number), "text"), publisher=NO, author=NO, published=NO,
            language=NO,
        )  # fmt: skip
        project, before = self.projects[n], self.copies[n].rows
        with project.history.operation("add") as op:
            article = project.articles.add(op, draft, [])
            spans = [(Span(6, 16), Kind.QUANTITY, 5), (Span(19, 22), Kind.PERCENT, 7)]
            found = [Statement(span=s, full_span=s, kind=k, amount=Amount.exact(Decimal(a))) for s, k, a in spans]
            project.figures.add(op, article, found, text)
        self.step(n)
        assert len(self.copies[n].rows) == len(before) + 3

    def pick(self, data: st.DataObject, n: int, what: str) -> int:
        project = self.projects[n]
        ids = project.articles.ids() if what == "article" else project.figures.ids()
        return data.draw(st.sampled_from(sorted(ids)))

    def has(self, n: int, what: str) -> bool:
        return any(
            (what == "article") == ("title" in row) for row in self.copies[n].rows.values() if "key" not in row
        )

    @rule(data=st.data(), n=COPIES, measures=st.lists(VALUES, min_size=1, max_size=3), status=st.sampled_from(SINGLE))
    def edit_a_figure_again_and_again(self, data: st.DataObject, n: int, measures: list, status: Status) -> None:
        if not self.has(n, "figure"):
            return
        figure, project = FigureId(self.pick(data, n, "figure")), self.projects[n]
        for measure in measures:
            with project.history.operation("edit") as op:
                project.figures.update(op, figure, measure=measure, status=status)
            if op.changes:
                self.step(n)

    @rule(data=st.data(), n=COPIES, subject=VALUES)
    def edit_another_field(self, data: st.DataObject, n: int, subject: str) -> None:
        if not self.has(n, "figure"):
            return
        figure, project = FigureId(self.pick(data, n, "figure")), self.projects[n]
        with project.history.operation("edit") as op:
            project.figures.update(op, figure, subject=subject)
        if op.changes:
            self.step(n)

    @rule(data=st.data(), n=COPIES, title=VALUES)
    def edit_an_article(self, data: st.DataObject, n: int, title: str) -> None:
        if not self.has(n, "article"):
            return
        article, project = ArticleId(self.pick(data, n, "article")), self.projects[n]
        with project.history.operation("edit") as op:
            project.articles.set_guess(op, article, "title", Guess(title, "user"))
        if op.changes:
            self.step(n)

    @rule(data=st.data(), n=COPIES, what=st.sampled_from(("figure", "figure", "article")))
    def remove(self, data: st.DataObject, n: int, what: str) -> None:
        if not self.has(n, what):
            return
        row, project = self.pick(data, n, what), self.projects[n]
        with project.history.operation("remove") as op:
            if what == "figure":
                project.figures.remove(op, FigureId(row))
            else:
                project.articles.remove(op, ArticleId(row))
        self.step(n)

    @rule(n=COPIES, key=st.sampled_from("ab"), value=VALUES)
    def set_option(self, n: int, key: str, value: str) -> None:
        project = self.projects[n]
        with project.history.operation("option") as op:
            project.options.set(op, key, value)
        if op.changes:
            self.step(n)

    @rule(n=COPIES)
    def undo(self, n: int) -> None:
        mine = self.copies[n]
        assert bool(self.projects[n].history.undo()) == bool(mine.done)
        if mine.done:
            mine.undone.append(mine.done.pop())

    @rule(n=COPIES)
    def redo(self, n: int) -> None:
        mine = self.copies[n]
        assert bool(self.projects[n].history.redo()) == bool(mine.undone)
        if mine.undone:
            mine.done.append(mine.undone.pop())

    @rule(n=COPIES)
    def restart(self, n: int) -> None:
        self.projects[n].close()
        self.projects[n] = Project.open(self.path(n), author=str(n))

    @rule(n=COPIES)
    def merge(self, n: int) -> None:
        self.merge_into(n)

    def merge_into(self, n: int) -> bool:
        """Whether there was anything to take."""
        ours, theirs = self.copies[n], self.copies[1 - n]
        wanted, disputes = three_way(ours.rows, theirs.rows, *bases(ours, theirs))
        self.projects[1 - n].close()
        try:
            found = merging.merge(self.projects[n], self.path(1 - n))
        finally:
            self.projects[1 - n] = Project.open(self.path(1 - n), author=str(1 - n))
        assert held(self.projects[n]) == wanted
        assert found.differences <= disputes
        assert bool(self.projects[n].differences.all(settled=True)) >= bool(disputes)
        if found.writes:
            self.step(n, theirs.done[-1][0] if theirs.done else 0)
        return found.writes

    @rule(n=COPIES)
    def merge_twice(self, n: int) -> None:
        """The second time there is nothing to take."""
        self.merge_into(n)
        assert not self.merge_into(n)

    @rule(n=COPIES)
    def merge_each_into_the_other(self, n: int) -> None:
        """Then both hold the same, and the third time there is nothing to take."""
        self.merge_into(n)
        self.merge_into(1 - n)
        if not any(p.differences.waiting() for p in self.projects):
            assert self.copies[0].rows == self.copies[1].rows
        assert not self.merge_into(n)

    @precondition(lambda self: any(p.differences.waiting() for p in self.projects))
    @rule(data=st.data(), side=st.sampled_from((Side.OURS, Side.THEIRS)))
    def settle(self, data: st.DataObject, side: Side) -> None:
        n = next(n for n in (0, 1) if self.projects[n].differences.waiting())
        project = self.projects[n]
        one = data.draw(st.sampled_from(project.differences.all()))
        left = project.differences.waiting()
        if side is Side.THEIRS and one.row is None and not one.whole:
            with pytest.raises(BadInput):
                merging.settle(project, [one.id], side)
            return
        merging.settle(project, [one.id], side)
        assert project.differences.waiting() == left - 1
        self.step(n)

    @invariant()
    def holds_what_it_must(self) -> None:
        for project, copy in zip(self.projects, self.copies, strict=True):
            assert held(project) == copy.rows
            assert not project.store_check()


def held(project: Project) -> Rows:
    articles = {a.id: a for a in project.articles.summaries()}
    rows: Rows = {a.guid: {"title": a.title} for a in articles.values()}
    for f in project.figures.all():
        rows[f.guid] = {
            "article": articles[f.article_id].guid,
            "measure": f.measure,
            "subject": f.subject,
            "status": f.status,
        }
    return rows | {key: {"key": key, "value": value} for key, value in project.options.all().items()}


class TestWork(Work.TestCase):
    """Whatever is done to two copies and merged either way, they hold what a three-way merge of dicts holds."""

    settings = settings(
        max_examples=25,
        stateful_step_count=25,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=[HealthCheck.too_slow],
    )
