"""Tests of merging verdicts, registers, rates, notes and saved comparisons of two copies."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

import pytest

from workbench.core.actions import differing, merging, notes, rates, registers, reviewing, verdicts
from workbench.core.model.amount import Amount
from workbench.core.model.article import ArticleId
from workbench.core.model.figure import FigureId, Kind, Statement
from workbench.core.model.merge import Side
from workbench.core.model.note import Place
from workbench.core.model.register import Evidence
from workbench.core.model.span import Span
from workbench.core.model.verdict import VerdictKind
from workbench.core.project import Project
from workbench.core.reading.reader import read_text

ORE, TIN = FigureId(1), FigureId(2)


def add(project: Project, *values: str) -> None:
    with project.history.operation("Import") as op:
        for value in values:
            text = f"Kazakhstan has {value} tonnes of ore.\n\nSaid {value}."
            article = project.articles.add(op, read_text(text), ())
            span = Span(15, 15 + len(value) + 7)
            about = {"measure": "reserves", "subject": "Kazakhstan", "unit": "t"}
            number = Amount.exact(Decimal(value), Decimal(1))
            made = Statement(span=span, full_span=span, kind=Kind.QUANTITY, amount=number, **about)  # type: ignore[arg-type]
            project.figures.add(op, article, [made], text)


class Two:
    def __init__(self, folder: Path) -> None:
        self.mine, self.theirs = folder / "mine.workbench", folder / "theirs.workbench"
        with Project.create(self.mine, author="Aida") as project:
            add(project, "11", "20")
            registers.make(project, "deal", "Stake in the mine")
        shutil.copy(self.mine, self.theirs)
        self.project = Project.open(self.mine, author="Aida")

    @contextmanager
    def boris(self) -> Iterator[Project]:
        with Project.open(self.theirs, author="Boris") as project:
            yield project

    def merge(self) -> int:
        found = merging.merge(self.project, self.theirs)
        assert self.project.store_check() == []
        assert not merging.merge(self.project, self.theirs).writes
        return found.differences

    def settle(self, side: Side) -> None:
        merging.settle(self.project, [one.id for one in self.project.differences.all()], side)


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Two]:
    made = Two(tmp_path)
    yield made
    made.project.close()


def judge(project: Project, kind: VerdictKind, figure: FigureId | None = None, reason: str = "") -> None:
    (one,) = verdicts.standings(project)
    verdicts.give(project, one, kind, preferred=figure, reason=reason)


def test_a_verdict_comes_with_its_reason_and_author(two: Two) -> None:
    """As it was given there."""
    with two.boris() as boris:
        judge(boris, VerdictKind.PREFER, TIN, "measured")
    assert two.merge() == 0
    (one,) = two.project.verdicts.all()
    assert (one.reason, one.changed_by) == ("measured", "Boris")
    assert verdicts.standings(two.project)[0].holds


def test_two_verdicts_on_one_conflict_are_to_be_settled(two: Two) -> None:
    """There is room for one on each conflict; the other can be taken whole."""
    judge(two.project, VerdictKind.PREFER, ORE, "older")
    with two.boris() as boris:
        judge(boris, VerdictKind.BOTH, reason="of different years")
    assert two.merge() == 1
    assert two.project.verdicts.all()[0].kind is VerdictKind.PREFER
    (line,) = differing.lines(two.project)
    assert "older" in line.here
    assert "of different years" in line.there
    two.settle(Side.THEIRS)
    (one,) = two.project.verdicts.all()
    assert (one.kind, one.preferred, one.reason) == (VerdictKind.BOTH, None, "of different years")


def test_the_same_verdict_of_both_is_one(two: Two) -> None:
    """Nothing to settle."""
    judge(two.project, VerdictKind.BOTH)
    with two.boris() as boris:
        judge(boris, VerdictKind.BOTH)
    assert two.merge() == 0
    assert len(two.project.verdicts.all()) == 1


def test_a_verdict_withdrawn_there_and_changed_here_stays_to_be_settled(two: Two, tmp_path: Path) -> None:
    """Nothing is dropped."""
    judge(two.project, VerdictKind.BOTH)
    two.theirs.unlink()
    two.project.copy_to(two.theirs)
    judge(two.project, VerdictKind.PREFER, ORE)
    with two.boris() as boris:
        verdicts.withdraw(boris, [one.id for one in boris.verdicts.all()])
    assert two.merge() == 1
    assert two.project.verdicts.all()[0].kind is VerdictKind.PREFER
    two.settle(Side.THEIRS)
    assert two.project.verdicts.all() == []


def test_a_verdict_on_figures_that_both_made_names_ours(two: Two) -> None:
    """Both imported the third source; the verdict there names the figures here."""
    add(two.project, "35")
    with two.boris() as boris:
        add(boris, "35")
        judge(boris, VerdictKind.PREFER, FigureId(3))
    assert two.merge() == 0
    (one,) = two.project.verdicts.all()
    assert one.preferred == two.project.figures.get(FigureId(3)).guid
    assert verdicts.standings(two.project)[0].holds


def test_values_of_a_record_that_both_filled_are_together(two: Two) -> None:
    """What each said of the same deal, with the figure that it rests on."""
    deal = two.project.registers.records()[0].id
    registers.add(two.project, deal, "parties", "Cove Capital")
    with two.boris() as boris:
        registers.add(boris, deal, "parties", "Tau-Ken Samruk", Evidence.figure(ORE))
    assert two.merge() == 0
    values = two.project.registers.records()[0].of("parties")
    assert len(values) == 2
    assert {value.evidence.figure_id for value in values} == {None, ORE}


def test_a_record_of_one_name_made_by_both_is_one(two: Two) -> None:
    """A register holds a name once; the values of both are in it."""
    registers.add(two.project, registers.make(two.project, "company", "Cove"), "country", "USA")
    with two.boris() as boris:
        registers.add(boris, registers.make(boris, "company", "COVE"), "country", "USA")
    two.merge()
    (company,) = two.project.registers.records("company")
    assert len(company.of("country")) == 1


def test_a_record_taken_out_there_stays_whole_where_it_was_filled_here(two: Two) -> None:
    """One difference, about the record."""
    deal = two.project.registers.records()[0].id
    registers.add(two.project, deal, "parties", "Cove Capital")
    with two.boris() as boris:
        registers.remove(boris, [deal])
    assert two.merge() == 1
    assert len(two.project.registers.records()[0].values) == 1
    two.settle(Side.THEIRS)
    assert two.project.registers.records() == []


def test_a_rate_of_one_day_said_by_both_is_to_be_settled(two: Two) -> None:
    """With its source: value and source are one statement."""
    rates.add(two.project, rates.read("USD", "KZT", "2026-02-04", "505.3", "the bank"))
    with two.boris() as boris:
        rates.add(boris, rates.read("USD", "KZT", "2026-02-04", "506", "the paper"))
        rates.add(boris, rates.read("USD", "KZT", "2026-02-05", "507"))
    assert two.merge() == 1
    assert [str(one.value) for one in two.project.rates.all()] == ["505.3", "507"] or len(
        two.project.rates.all()
    ) == 2
    two.settle(Side.THEIRS)
    assert {(str(one.value), one.source) for one in two.project.rates.all()} == {("506", "the paper"), ("507", "")}


def test_notes_on_words_come_beside_ours_and_tags_are_joined(two: Two) -> None:
    """Notes on stretches may stand side by side; the tags of one that both changed are those of both."""
    note = notes.add(two.project, Place.span(ArticleId(1), Span(0, 10)), "who?", ["open"])
    two.theirs.unlink()
    two.project.copy_to(two.theirs)
    notes.change(two.project, note, text="who?", tags=["open", "ask"])
    with two.boris() as boris:
        notes.change(boris, note, text="who?", tags=["later"])
        notes.add(boris, Place.span(ArticleId(1), Span(0, 10)), "another")
    assert two.merge() == 0
    mine, theirs = sorted(two.project.notes.all(), key=lambda one: one.text, reverse=True)
    assert (mine.tags, theirs.text, theirs.changed_by) == (("ask", "later"), "another", "Boris")


def test_a_note_made_here_keeps_its_figure_that_was_taken_out_there(two: Two) -> None:
    """What something stands on does not go."""
    notes.on_figure(two.project, ORE, "keep this")
    with two.boris() as boris, boris.history.operation("Remove") as op:
        boris.figures.remove(op, ORE)
    assert two.merge() == 1
    assert two.project.figures.get(ORE).note == "keep this"
    two.settle(Side.THEIRS)
    assert [one.id for one in two.project.figures.all()] == [TIN]


def test_agreement_is_told_in_words(two: Two) -> None:
    """Of what both settled; where nobody ever said anything else, why there is no coefficient."""
    reviewing.accept(two.project, [ORE, TIN])
    with two.boris() as boris:
        reviewing.accept(boris, [ORE, TIN])
    two.merge()
    ((merged, found),) = differing.agreement(two.project)
    assert (merged.file_name, merged.by, [one.field for one in found]) == ("theirs.workbench", "Aida", ["status"])
    assert "not defined" in differing.meaning(found[0])
