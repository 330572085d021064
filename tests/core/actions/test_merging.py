"""Tests of merging a colleague's copy: each kind of change on either side, and what both changed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from workbench.core.actions import importing, merging, notes, reviewing
from workbench.core.errors import Cancelled
from workbench.core.model.article import Guess
from workbench.core.model.backup import Reason
from workbench.core.model.figure import Figure, Status
from workbench.core.model.filter import FigureFilter
from workbench.core.model.merge import Base, Side
from workbench.core.model.note import Place
from workbench.core.project import Project

TEXT = "Запасы составляют 2,6 млн тонн руды, добыча 300 тыс. тонн в год. Доля экспорта 70 %."
NEWER = TEXT.replace("2,6", "2,8") + " Запасы растут на 5 % в год."
OTHER = "Экспорт вырос до 5 млрд долларов."
Work = Callable[[Project], object]
Two = Any  # of conftest


def figures(project: Project) -> list[Figure]:
    return project.figures.all(FigureFilter(orphans=None))


def held(project: Project) -> list[tuple[object, ...]]:
    """What a person sees, without numbers and guids."""
    return sorted(
        (
            f.quote,
            f.status.value,
            str(f.amount),
            str(f.measure),
            str(f.subject),
            str(f.unit),
            f.note,
            f.changed_by,
            f.orphan,
        )
        for f in figures(project)
    )


def accept(*places: int) -> Work:
    return lambda p: reviewing.accept(p, [figures(p)[n].id for n in places])


def correct(place: int, **fields: object) -> Work:
    return lambda p: reviewing.correct(p, figures(p)[place].id, **fields)


def remove_article(project: Project) -> None:
    with project.history.operation("Remove") as op:
        project.articles.remove(op, project.articles.ids()[0])


def remove_figure(place: int) -> Work:
    def work(project: Project) -> None:
        with project.history.operation("Remove") as op:
            project.figures.remove(op, figures(project)[place].id)

    return work


def test_what_only_the_colleague_changed_is_taken_with_author_and_time(two: Two) -> None:
    """A status, a field and a note come, and it is still Boris who said so."""
    with two.boris() as boris:
        accept(0)(boris)
        correct(1, subject="Kazakhstan", note="see page 3")(boris)
        there = {f.guid: (f.changed_at, f.changed_by) for f in figures(boris)}
    found = two.merge()
    first, second = figures(two.project)[:2]
    assert (first.status, second.subject, second.note) == (Status.ACCEPTED, "Kazakhstan", "see page 3")
    assert {f.guid: (f.changed_at, f.changed_by) for f in figures(two.project)} == there
    assert (found.base, found.differences) == (Base.HISTORY, 0)


def test_two_fields_of_one_figure_come_together(two: Two) -> None:
    """One corrected the measure, the other the subject: both hold, and nothing is asked."""
    correct(1, measure="output")(two.project)
    with two.boris() as boris:
        correct(1, subject="Kazakhstan")(boris)
    assert two.merge().differences == 0
    assert (figures(two.project)[1].measure, figures(two.project)[1].subject) == ("output", "Kazakhstan")


def test_the_same_said_by_both_is_no_difference(two: Two) -> None:
    """Both accepted: nothing to settle; and each may go on from there."""
    accept(0)(two.project)
    with two.boris() as boris:
        accept(0)(boris)
    assert two.merge().differences == 0
    reviewing.reject(two.project, [figures(two.project)[0].id])
    assert not two.merge().writes
    with two.boris() as boris:
        accept(1)(boris)
    assert two.merge().differences == 0
    assert [f.status for f in figures(two.project)][:2] == [Status.REJECTED, Status.ACCEPTED]


def test_what_both_changed_differently_waits_and_ours_holds_meanwhile(two: Two) -> None:
    """Accepted here, rejected there: one difference that knows both, who and when, and leads to the figure."""
    accept(0)(two.project)
    with two.boris() as boris:
        reviewing.reject(boris, [figures(boris)[0].id])
    assert two.merge().differences == 1
    (one,) = two.project.differences.all()
    assert figures(two.project)[0].status is Status.ACCEPTED
    assert (one.base or {})["status"] == "suggested"
    assert ((one.ours or {})["status"], (one.ours or {})["changed_by"]) == ("accepted", "Aida")
    assert ((one.theirs or {})["status"], (one.theirs or {})["changed_by"]) == ("rejected", "Boris")
    assert one.row == figures(two.project)[0].id


@pytest.mark.parametrize(("side", "status"), [(Side.OURS, "accepted"), (Side.THEIRS, "rejected")])
def test_a_difference_is_settled_in_one_step_that_can_be_undone(two: Two, side: Side, status: str) -> None:
    """Either side's word holds then; undo makes it wait again."""
    accept(0)(two.project)
    with two.boris() as boris:
        reviewing.reject(boris, [figures(boris)[0].id])
    two.merge()
    merging.settle(two.project, [d.id for d in two.project.differences.all()], side)
    assert figures(two.project)[0].status.value == status
    assert two.project.differences.waiting() == 0
    two.project.history.undo()
    assert (figures(two.project)[0].status, two.project.differences.waiting()) == (Status.ACCEPTED, 1)


def test_what_was_settled_is_settled_for_the_colleague_too(two: Two) -> None:
    """Aida takes Boris's word; merged back, neither has anything left to settle and both hold the same."""
    accept(0)(two.project)
    with two.boris() as boris:
        reviewing.reject(boris, [figures(boris)[0].id])
    two.merge()
    merging.settle(two.project, [d.id for d in two.project.differences.all()], Side.THEIRS)
    two.merge_back()
    with two.boris() as boris:
        assert (figures(boris)[0].status, boris.differences.waiting()) == (Status.REJECTED, 0)
    assert not two.merge().writes


def test_copies_exchanged_at_once_ask_each_thing_once(tmp_path: Path, two: Two) -> None:
    """Each sends a copy and merges the other's: later work on either side is no dispute about what was known."""
    accept(0)(two.project)
    with two.boris() as boris:
        reviewing.reject(boris, [figures(boris)[0].id])
        accept(1)(boris)
    sent = tmp_path / "sent.workbench"
    shutil.copy(two.theirs, sent)
    two.merge_back()
    merging.merge(two.project, sent)
    correct(1, measure="output")(two.project)
    assert two.merge().differences == 0
    assert two.merge_back().differences == 0
    assert [two.project.differences.waiting(), figures(two.project)[1].measure] == [1, "output"]


def test_merged_into_each_other_both_hold_the_same(two: Two) -> None:
    """Sources, figures, notes and verdicts of both; the third merge finds nothing new."""
    correct(0, subject="Kazakhstan", note="mine")(two.project)
    importing.add(two.project, [importing.prepare_text(OTHER, "c.txt")])
    with two.boris() as boris:
        accept(0, 1, 2)(boris)
        importing.add(boris, [importing.prepare_text(OTHER.replace("5", "6"), "b.txt")])
    assert two.merge().writes
    assert two.merge_back().writes
    with two.boris() as boris:
        assert held(boris) == held(two.project)
    assert not two.merge().writes
    assert two.project.store_check() == []


def test_merging_twice_changes_nothing(two: Two) -> None:
    """The same state again leaves no step."""
    with two.boris() as boris:
        accept(0)(boris)
    two.merge()
    steps = len(two.project.history.steps())
    again = two.merge()
    assert (again.again, again.writes, len(two.project.history.steps())) == (True, False, steps)


def test_a_merge_is_one_step_with_a_backup_before_it(two: Two) -> None:
    """Undo takes all of it back, redo does it again."""
    with two.boris() as boris:
        accept(0, 1)(boris)
        importing.add(boris, [importing.prepare_text(OTHER, "b.txt")])
    before = held(two.project)
    two.merge()
    after = held(two.project)
    assert [b.reason for b in two.project.backups()][:1] == [Reason.MERGE]
    two.project.history.undo()
    assert held(two.project) == before
    two.project.history.redo()
    assert held(two.project) == after


def test_a_look_writes_nothing(two: Two) -> None:
    """It says what would come, and makes neither step nor backup."""
    with two.boris() as boris:
        accept(0, 1)(boris)
    found = merging.merge(two.project, two.theirs, dry=True)
    assert [(c.table, c.added, c.changed, c.removed) for c in found.counts] == [("figure", 0, 2, 0)]
    assert (figures(two.project)[0].status, two.project.backups()) == (Status.SUGGESTED, [])


def test_a_cancelled_merge_leaves_everything_as_it_was(two: Two) -> None:
    """Cancelled while it writes."""
    with two.boris() as boris:
        accept(0)(boris)
    asked = iter([False] * 3)
    before = held(two.project)
    with pytest.raises(Cancelled):
        merging.merge(two.project, two.theirs, cancelled=lambda: next(asked, True))
    assert (held(two.project), two.project.differences.waiting()) == (before, 0)


# taken out


def test_what_the_colleague_took_out_goes_unless_it_was_changed_here(two: Two) -> None:
    """The first figure is as it was and goes; the second was corrected here and stays, to be settled."""
    correct(1, measure="output")(two.project)
    with two.boris() as boris:
        remove_figure(1)(boris)
        remove_figure(0)(boris)
    assert two.merge().differences == 1
    assert [f.quote for f in figures(two.project)] == ["300 тыс. тонн в год", "70 %"]
    (one,) = two.project.differences.all()
    assert one.theirs is None
    merging.settle(two.project, [one.id], Side.THEIRS)
    assert [f.quote for f in figures(two.project)] == ["70 %"]


def test_what_was_taken_out_here_comes_back_where_the_colleague_changed_it(two: Two) -> None:
    """Nothing is dropped: it stands there until somebody says that it goes."""
    remove_figure(0)(two.project)
    with two.boris() as boris:
        accept(0)(boris)
    assert two.merge().differences == 1
    assert figures(two.project)[0].status is Status.ACCEPTED
    (one,) = two.project.differences.all()
    assert one.ours is None
    merging.settle(two.project, [one.id], Side.OURS)
    assert len(figures(two.project)) == 2


def test_a_source_taken_out_there_stays_whole_where_one_of_its_figures_was_settled_here(two: Two) -> None:
    """One difference for the source, not one for each figure."""
    accept(0)(two.project)
    with two.boris() as boris:
        remove_article(boris)
    assert two.merge().differences == 1
    assert (len(figures(two.project)), two.project.differences.all()[0].table) == (3, "article")
    merging.settle(two.project, [two.project.differences.all()[0].id], Side.THEIRS)
    assert (figures(two.project), two.project.articles.ids()) == ([], [])


def test_a_source_taken_out_here_comes_back_whole_with_what_was_done_to_it_there(two: Two) -> None:
    """With all its figures, texts and bytes."""
    remove_article(two.project)
    with two.boris() as boris:
        accept(1)(boris)
        notes.write(boris, Place.article(boris.articles.ids()[0]), "important")
    assert two.merge().differences == 1
    assert [f.status.value for f in figures(two.project)] == ["suggested", "accepted", "suggested"]
    assert two.project.store_check() == []


def test_a_duplicate_keeps_its_original(two: Two) -> None:
    """The original was taken out there; here another figure was called its duplicate: it stays."""
    reviewing.mark_duplicate(two.project, figures(two.project)[1].id, figures(two.project)[0].id)
    with two.boris() as boris:
        remove_figure(0)(boris)
    assert two.merge().differences == 1
    assert figures(two.project)[1].duplicate_of == figures(two.project)[0].id


def test_a_duplicate_brings_its_original_back(two: Two) -> None:
    """The original was taken out here; there another figure was called its duplicate."""
    remove_figure(0)(two.project)
    with two.boris() as boris:
        reviewing.mark_duplicate(boris, figures(boris)[1].id, figures(boris)[0].id)
    assert two.merge().differences == 1
    assert figures(two.project)[1].duplicate_of == figures(two.project)[0].id


def test_what_the_colleague_changed_back_is_changed_back_here(two: Two) -> None:
    """What was taken from him earlier is no word of ours."""
    with two.boris() as boris:
        correct(1, measure="output")(boris)
    two.merge()
    with two.boris() as boris:
        boris.history.revert(boris.history.last_done or 0)
    assert two.merge().differences == 0
    assert figures(two.project)[1].measure == "production"


def test_a_source_that_the_colleague_kept_comes_back_whole(two: Two) -> None:
    """Taken out here, renamed there; he merged first and kept it: all its figures are here again."""
    remove_article(two.project)
    with two.boris() as boris, boris.history.operation("Rename") as op:
        boris.articles.set_guess(op, boris.articles.ids()[0], "title", Guess("Ore", "user"))
    assert two.merge_back().differences == 1
    two.merge()
    assert [a.title for a in two.project.articles.summaries()] == ["Ore"]
    assert len(figures(two.project)) == 3
    assert two.project.differences.waiting() == 1


def test_a_step_that_was_undone_there_after_it_was_merged_is_asked_about(two: Two) -> None:
    """He takes back the very step that was merged, and says something else: both words are on the list."""
    with two.boris() as boris:
        correct(1, measure="output")(boris)
    two.merge()
    with two.boris() as boris:
        boris.history.undo()
        correct(1, measure="exports")(boris)
    assert two.merge().differences == 1
    (one,) = two.project.differences.all()
    assert ((one.ours or {})["measure"], (one.theirs or {})["measure"]) == ("output", "exports")
    assert two.project.store_check() == []
