"""Verdicts: given, changed, withdrawn; open again when what was judged is no longer as it was."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from workbench.core.actions import articles, checking, reviewing, verdicts
from workbench.core.errors import BadInput, NothingSuchInProject
from workbench.core.model.amount import Amount
from workbench.core.model.article import ArticleId
from workbench.core.model.conflict import Relation
from workbench.core.model.figure import FigureId, Kind, Statement
from workbench.core.model.period import Period
from workbench.core.model.span import Span
from workbench.core.model.verdict import Standing, State, VerdictId, VerdictKind
from workbench.core.project import Project
from workbench.core.reading.reader import read_text

ORE, TIN = FigureId(1), FigureId(2)


def add(project: Project, *values: str) -> None:
    """One more article for each value: the reserves of Kazakhstan in tonnes."""
    with project.history.operation("Import") as op:
        for value in values:
            text = f"Kazakhstan has {value} tonnes of ore.\n\nSaid {value}."
            article = project.articles.add(op, read_text(text), ())
            span = Span(15, 15 + len(value) + 7)
            number = Amount.exact(Decimal(value), Decimal(1))
            about = {"measure": "reserves", "subject": "Kazakhstan", "unit": "t"}
            made = Statement(span=span, full_span=span, kind=Kind.QUANTITY, amount=number, **about)  # type: ignore[arg-type]
            project.figures.add(op, article, [made], text)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Two sources that contradict each other."""
    with Project.create(tmp_path / "ore.workbench", author="Aigul") as made:
        add(made, "11", "20")
        yield made


def only(project: Project) -> Standing:
    (one,) = verdicts.standings(project)
    return one


def prefer(project: Project, figure: FigureId = ORE) -> None:
    verdicts.give(project, only(project), VerdictKind.PREFER, preferred=figure, reason=" measured ")


def test_a_verdict_is_kept_with_its_reason_author_and_time(project: Project) -> None:
    """It settles the conflict, as one step that undo takes back."""
    assert only(project).state is State.OPEN
    prefer(project)
    one = only(project)
    assert (one.state, one.holds, one.preferred) == (State.DECIDED, True, ORE)
    assert one.verdict is not None
    assert (one.verdict.reason, one.verdict.changed_by) == ("measured", "Aigul")
    assert one.verdict.changed_at
    project.history.undo()
    assert only(project).state is State.OPEN
    project.history.redo()
    assert only(project) == one


def test_another_verdict_takes_the_place_of_the_first(project: Project) -> None:
    """A conflict has one verdict; the change is a step of its own."""
    prefer(project)
    verdicts.give(project, only(project), VerdictKind.BOTH, reason="two seams")
    one = only(project)
    assert one.verdict is not None
    assert (one.verdict.kind, one.verdict.preferred, len(project.verdicts.all())) == (VerdictKind.BOTH, None, 1)
    project.history.undo()
    assert only(project).preferred == ORE


def test_only_the_reason_may_be_changed(project: Project) -> None:
    """Kind and figure stay as they were said."""
    prefer(project)
    verdicts.change(project, VerdictId(1), reason="the newer survey")
    one = only(project)
    assert one.verdict is not None
    assert (one.preferred, one.verdict.reason) == (ORE, "the newer survey")


def test_a_withdrawn_verdict_leaves_the_conflict_open(project: Project) -> None:
    """Nothing is settled by what was taken back."""
    prefer(project)
    verdicts.withdraw(project, [VerdictId(1)])
    assert only(project).state is State.OPEN
    with pytest.raises(NothingSuchInProject, match="1"):
        verdicts.withdraw(project, [VerdictId(1)])


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("amount", Amount.exact(Decimal(21)), "amount was 20, is now 21"),
        ("unit", "kg", "unit was t, is now kg"),
        ("item", "tin", "item was not stated, is now tin"),
        ("period", Period("2025"), "period was not stated, is now 2025"),
        ("place", "Akbulak", "place was not stated"),
    ],
)
def test_a_change_of_what_was_judged_opens_it_again(project: Project, field: str, value: object, said: str) -> None:
    """Each field by which figures are compared; the sentence says what it was and is."""
    prefer(project)
    reviewing.correct(project, TIN, **{field: value})
    one = only(project)
    assert (one.state, one.holds) == (State.REOPENED, False)
    assert one.verdict is not None
    assert "20 tonnes" in one.changes[0]
    assert said in one.changes[0]
    project.history.undo()
    assert only(project).state is State.DECIDED


def test_a_new_source_opens_it_again(project: Project) -> None:
    """It joins the conflict, and nobody has judged it yet."""
    prefer(project)
    add(project, "30")
    one = only(project)
    assert one.state is State.REOPENED
    assert one.changes[0].startswith("“30 tonnes”")
    assert "has joined the conflict" in one.changes[0]
    verdicts.give(project, one, VerdictKind.UNRESOLVED)
    assert (only(project).state, len(project.verdicts.all())) == (State.UNRESOLVED, 1)


def test_what_leaves_the_conflict_is_named(project: Project) -> None:
    """A figure that is rejected takes its part of the verdict with it."""
    add(project, "30")
    prefer(project)
    reviewing.reject(project, [FigureId(3)])
    one = only(project)
    assert one.state is State.REOPENED
    assert "status was suggested, is now rejected" in " ".join(one.changes)


def test_accepting_a_judged_figure_confirms_it(project: Project) -> None:
    """What was judged as accepted and is put in doubt again is another matter."""
    prefer(project)
    reviewing.accept(project, [ORE, TIN])
    assert only(project).state is State.DECIDED
    prefer(project)
    reviewing.reopen(project, [TIN])
    assert only(project).state is State.REOPENED


def test_a_verdict_without_a_conflict_stays_and_says_why(project: Project) -> None:
    """The numbers agree now: there is nothing left to settle, and the verdict can be withdrawn."""
    prefer(project)
    reviewing.correct(project, TIN, amount=Amount.exact(Decimal(11)))
    one = only(project)
    assert (one.state, one.conflict) == (State.OVER, None)
    assert "amount was 20, is now 11" in one.changes[0]
    with pytest.raises(BadInput, match="withdrawn"):
        verdicts.change(project, VerdictId(1), reason="r")


def test_the_check_names_verdicts_whose_figures_are_gone(project: Project) -> None:
    """The project is sound, yet somebody should know."""
    prefer(project)
    assert checking.check(project).remarks == ()
    articles.remove(project, [ArticleId(2)])
    report = checking.check(project)
    assert report.problems == ()
    assert "20 tonnes" in report.remarks[0]
    assert report.remarks[0] in checking.sentences(report)
    assert only(project).state is State.OVER


def test_a_verdict_that_cannot_be_read_is_damage(project: Project) -> None:
    """Somebody wrote into the file: the check says which verdict it is."""
    prefer(project)
    with project.history.operation("Break") as op:
        project._database.execute("UPDATE verdict SET members = '[1]'")
        op.check()
    assert any("verdict 1" in line for line in checking.check(project).problems)


def test_a_verdict_names_a_member_or_nobody(project: Project) -> None:
    """The figure that is right is one of the conflict; where both hold there is none."""
    one = only(project)
    with pytest.raises(BadInput, match="9"):
        verdicts.give(project, one, VerdictKind.PREFER, preferred=FigureId(9))
    with pytest.raises(BadInput, match="which figure"):
        verdicts.give(project, one, VerdictKind.PREFER)
    with pytest.raises(BadInput, match="both hold"):
        verdicts.give(project, one, VerdictKind.BOTH, preferred=ORE)
    assert project.verdicts.all() == []


def test_a_date_anomaly_is_judged_with_its_date(project: Project) -> None:
    """Another date of the source is another matter."""
    articles.set_field(project, ArticleId(1), "published", "2025-08-23")
    reviewing.correct(project, ORE, period=Period("2026-02"))
    odd = next(s for s in verdicts.standings(project) if s.conflict and s.conflict.relation is Relation.DATE_ANOMALY)
    verdicts.give(project, odd, VerdictKind.ERROR, reason="a slip of the site")
    assert verdicts.find(project, odd.key).state is State.DECIDED
    articles.set_field(project, ArticleId(1), "published", "2025-09-01")
    again = verdicts.find(project, odd.key)
    assert again.state is State.REOPENED
    assert "published was 2025-08-23, is now 2025-09-01" in again.changes[0]


def test_a_conflict_is_found_by_number_and_key(project: Project) -> None:
    """A key stays, a number is that of the list; anything else is said to be nothing."""
    one = only(project)
    assert verdicts.find(project, "1") == verdicts.find(project, one.key[:6]) == one
    for name in ("2", "0", "ore", "zzzz"):
        with pytest.raises(BadInput, match=name):
            verdicts.find(project, name)


def test_the_same_conflict_has_the_same_key_in_every_copy(project: Project, tmp_path: Path) -> None:
    """Numbers of figures may differ, guids do not."""
    project.copy_to(tmp_path / "copy.workbench")
    with Project.open(tmp_path / "copy.workbench") as copy:
        assert only(copy).key == only(project).key


def test_the_next_conflict_is_one_that_waits(project: Project) -> None:
    """Round the end of the list, past what is decided; none when all are."""
    waiting = [Standing(key=key, state=State.OPEN) for key in "ac"]
    decided = Standing(key="b", state=State.DECIDED)
    found = [waiting[0], decided, waiting[1]]
    assert verdicts.next_waiting(found, "a") == waiting[1]
    assert verdicts.next_waiting(found, "c") == waiting[0]
    assert verdicts.next_waiting(found, None) == waiting[0]
    assert verdicts.next_waiting([decided], "b") is None
