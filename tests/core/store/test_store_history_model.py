"""Random work on a project, with undo, redo and restarts, against a plain dict."""

from __future__ import annotations

import copy
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from workbench.core.model.amount import Amount
from workbench.core.model.article import ArticleDraft, ArticleId, Guess
from workbench.core.model.figure import FigureId, Kind, Statement, Status
from workbench.core.model.note import Place
from workbench.core.model.span import Span
from workbench.core.project import Operation, Project

TEXT = "около 5 млн тонн"
NO = Guess("", "text")
WORDS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=6)
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False)
SINGLE = (Status.SUGGESTED, Status.ACCEPTED, Status.REJECTED, Status.NOT_A_FIGURE)


class Work(RuleBasedStateMachine):
    """`now` is what the project must hold: title by article, (article, amount, note, status, original) by figure,
    value by option."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.project = Project.create(self.folder / "p.workbench", author="a")
        self.now: dict[str, dict] = {"article": {}, "figure": {}, "option": {}}
        self.past: list[dict] = []
        self.future: list[dict] = []
        self.used: set[tuple[str, int]] = set()

    def teardown(self) -> None:
        self.project.close()
        shutil.rmtree(self.folder)

    def becomes(self, after: dict[str, dict], *, moved: bool = False) -> None:
        """A step that changed nothing is none; one that `moved` a row and put it back is."""
        if moved or after != self.now:
            self.past.append(self.now)
            self.future.clear()
            self.now = after

    def pick(self, data: st.DataObject, table: str) -> int:
        return data.draw(st.sampled_from(sorted(self.now[table])))

    def fresh(self, table: str, number: int) -> None:
        assert (table, number) not in self.used
        self.used.add((table, number))

    @rule(title=WORDS, amounts=st.lists(NUMBERS, max_size=3))
    def add_article(self, title: str, amounts: list) -> None:
        after = copy.deepcopy(self.now)
        draft = ArticleDraft(
            text=TEXT, blocks=(), title=Guess(title, "text"), publisher=NO, author=NO, published=NO, language=NO
        )
        found = [
            Statement(span=Span(6, 16), full_span=Span(0, 16), kind=Kind.QUANTITY, amount=Amount.exact(a))
            for a in amounts
        ]
        with self.project.history.operation("add") as op:
            article = self.project.articles.add(op, draft, [])
            ids = self.project.figures.add(op, article, found, TEXT)
        self.fresh("article", article)
        after["article"][article] = title
        for number, amount in zip(ids, amounts, strict=True):
            self.fresh("figure", number)
            after["figure"][number] = (article, str(amount), "", Status.SUGGESTED, None)
        self.becomes(after)

    @precondition(lambda self: self.now["figure"])
    @rule(
        data=st.data(), notes=st.lists(WORDS, min_size=1, max_size=3), status=st.sampled_from(SINGLE), amount=NUMBERS
    )
    def edit_one_figure_again_and_again(
        self, data: st.DataObject, notes: list, status: Status, amount: object
    ) -> None:
        number = self.pick(data, "figure")
        after = copy.deepcopy(self.now)
        old = after["figure"][number]
        with self.project.history.operation("edit") as op:
            for note in notes:
                self.set_note(op, number, note)
            self.project.figures.update(op, FigureId(number), status=status, amount=Amount.exact(amount))
        after["figure"][number] = (old[0], str(amount), notes[-1], status, None)
        self.becomes(after, moved=any(note != old[2] for note in notes))

    def set_note(self, op: Operation, number: int, text: str) -> None:
        """A figure's note is a row of its own: it comes, changes and goes."""
        place = Place.figure(FigureId(number))
        there = self.project.notes.at(place)
        if there is None and text:
            self.project.notes.add(op, place, text)
        elif there is not None and text:
            self.project.notes.update(op, there.id, text=text, tags=())
        elif there is not None:
            self.project.notes.remove(op, there.id)

    @precondition(lambda self: len(self.now["figure"]) > 1)
    @rule(data=st.data())
    def mark_duplicate(self, data: st.DataObject) -> None:
        one, other = self.pick(data, "figure"), self.pick(data, "figure")
        after = copy.deepcopy(self.now)
        with self.project.history.operation("duplicate") as op:
            self.project.figures.update(op, FigureId(one), status=Status.DUPLICATE, duplicate_of=other)
        after["figure"][one] = (*after["figure"][one][:3], Status.DUPLICATE, other)
        self.becomes(after)

    def without(self, gone: set[int]) -> dict[str, dict]:
        """What is left when figures go: their duplicates are suggestions again."""
        after = copy.deepcopy(self.now)
        for number in gone:
            del after["figure"][number]
        for number, (article, amount, note, _, original) in list(after["figure"].items()):
            if original in gone:
                after["figure"][number] = (article, amount, note, Status.SUGGESTED, None)
        return after

    @precondition(lambda self: self.now["figure"])
    @rule(data=st.data())
    def remove_figure(self, data: st.DataObject) -> None:
        number = self.pick(data, "figure")
        with self.project.history.operation("remove") as op:
            self.project.figures.remove(op, FigureId(number))
        self.becomes(self.without({number}))

    @precondition(lambda self: self.now["article"])
    @rule(data=st.data())
    def remove_article(self, data: st.DataObject) -> None:
        article = self.pick(data, "article")
        after = self.without({n for n, figure in self.now["figure"].items() if figure[0] == article})
        del after["article"][article]
        with self.project.history.operation("remove") as op:
            self.project.articles.remove(op, ArticleId(article))
        self.becomes(after)

    @rule(key=st.sampled_from("abc"), value=st.none() | WORDS | st.integers(), fail=st.booleans())
    def set_option(self, key: str, value: object, fail: bool) -> None:
        after = copy.deepcopy(self.now)
        after["option"][key] = value
        if not fail:
            with self.project.history.operation("option") as op:
                self.project.options.set(op, key, value)
            self.becomes(after)
            return
        with pytest.raises(ZeroDivisionError):
            self.fail_after_setting(key, value)

    def fail_after_setting(self, key: str, value: object) -> None:
        with self.project.history.operation("option") as op:
            self.project.options.set(op, key, value)
            raise ZeroDivisionError

    @rule()
    def undo(self) -> None:
        assert bool(self.project.history.undo()) == bool(self.past)
        if self.past:
            self.future.append(self.now)
            self.now = self.past.pop()

    @rule()
    def redo(self) -> None:
        assert bool(self.project.history.redo()) == bool(self.future)
        if self.future:
            self.past.append(self.now)
            self.now = self.future.pop()

    @rule()
    def restart(self) -> None:
        path = self.project.path
        self.project.close()
        self.project = Project.open(path, author="b")

    @invariant()
    def holds_what_it_must(self) -> None:
        titles = {a.id: a.title for a in self.project.articles.summaries()}
        figures = {
            f.id: (f.article_id, str(f.amount.low), f.note, f.status, f.duplicate_of)
            for f in self.project.figures.all()
            if f.amount is not None
        }
        assert {"article": titles, "figure": figures, "option": self.project.options.all()} == self.now


class TestWork(Work.TestCase):
    """Whatever is done, undone, redone and restarted, the project holds what a dict would."""

    settings = settings(
        max_examples=40,
        stateful_step_count=25,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=[HealthCheck.too_slow],
    )
