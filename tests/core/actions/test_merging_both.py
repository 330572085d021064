"""Tests of merging what both copies made, renewed or said; and copies of other projects."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from workbench.core.actions import importing, learning, merging, reviewing, versions
from workbench.core.errors import BadInput
from workbench.core.model.amount import Amount, Qualifier
from workbench.core.model.article import ArticleId
from workbench.core.model.figure import Figure, Status
from workbench.core.model.filter import FigureFilter
from workbench.core.model.merge import Base, Side
from workbench.core.model.span import Span
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
    return sorted((f.quote, f.status.value, str(f.amount), f.changed_by, f.orphan) for f in figures(project))


def accept(*places: int) -> Work:
    return lambda p: reviewing.accept(p, [figures(p)[n].id for n in places])


def correct(place: int, **fields: object) -> Work:
    return lambda p: reviewing.correct(p, figures(p)[place].id, **fields)


def remove_figure(place: int) -> Work:
    def work(project: Project) -> None:
        with project.history.operation("Remove") as op:
            project.figures.remove(op, figures(project)[place].id)

    return work


def test_the_same_file_imported_by_both_is_one_source(two: Two) -> None:
    """Its figures are joined by their places; what either settled of them holds."""
    importing.add(two.project, [importing.prepare_text(OTHER, "b.txt")])
    with two.boris() as boris:
        importing.add(boris, [importing.prepare_text(OTHER, "b.txt")])
        accept(3)(boris)
    found = two.merge()
    assert (found.same, found.differences) == (2, 0)
    assert (len(two.project.articles.ids()), figures(two.project)[3].status) == (2, Status.ACCEPTED)
    with two.boris() as boris:
        correct(3, measure="exports")(boris)
    assert two.merge().differences == 0
    assert figures(two.project)[3].measure == "exports"


def test_a_figure_made_by_hand_at_one_place_by_both_is_one(two: Two) -> None:
    """Where both saw what the rules did not."""
    article = two.project.articles.ids()[0]
    remove_figure(2)(two.project)
    spot = TEXT.index("70 %")
    with two.boris() as boris:
        remove_figure(2)(boris)
        reviewing.add_figure(boris, article, Span(spot, spot + 4))
    reviewing.add_figure(two.project, article, Span(spot, spot + 4))
    assert two.merge().differences == 0
    assert len(figures(two.project)) == 3


def test_an_option_that_both_made_is_to_be_settled(two: Two) -> None:
    """Lessons are laid together, word by word; a value that differs waits."""
    learning.teach(two.project, "subject", "Казахстан", "Kazakhstan")
    with two.boris() as boris:
        learning.teach(boris, "subject", "Китай", "China")
    assert two.merge().differences == 0
    assert sorted(one.key for one in learning.taught(two.project)) == ["China", "Kazakhstan"]


def test_a_lesson_taught_differently_waits(two: Two) -> None:
    """The same words, another meaning: ours holds, theirs can be taken."""
    learning.teach(two.project, "subject", "республика", "Kazakhstan")
    with two.boris() as boris:
        learning.teach(boris, "subject", "республика", "China")
        learning.teach(boris, "subject", "Поднебесная", "China")
    assert two.merge().differences == 1
    merging.settle(two.project, [d.id for d in two.project.differences.all()], Side.THEIRS)
    assert [one.key for one in learning.taught(two.project)] == ["China", "China"]


def test_notes_on_one_figure_are_one_note(two: Two) -> None:
    """There is room for one: the other text waits, and is not lost."""
    correct(0, note="mine")(two.project)
    with two.boris() as boris:
        correct(0, note="theirs")(boris)
        correct(1, note="another")(boris)
    assert two.merge().differences == 1
    assert [f.note for f in figures(two.project)] == ["mine", "another", ""]
    merging.settle(two.project, [d.id for d in two.project.differences.all()], Side.THEIRS)
    assert figures(two.project)[0].note == "theirs"


# versions


def renew(text: str) -> Work:
    def work(project: Project) -> None:
        versions.add_version(project, ArticleId(project.articles.ids()[0]), importing.prepare_text(text, "a2.txt"))

    return work


def test_a_newer_version_of_the_colleague_is_taken_with_its_figures(two: Two) -> None:
    """Figures that were corrected here meanwhile keep that, at their new places."""
    correct(1, measure="output")(two.project)
    with two.boris() as boris:
        renew(NEWER)(boris)
    assert two.merge().differences == 0
    article = two.project.articles.get(two.project.articles.ids()[0])
    assert (article.version, article.text) == (2, NEWER)
    assert [f.measure for f in figures(two.project) if f.quote.startswith("300")] == ["output"]
    assert two.project.store_check() == []


def test_newer_versions_of_both_are_kept_both(two: Two) -> None:
    """Ours stays the newest; the colleague's stands among the former ones, with the figures first found in it."""
    renew(TEXT.replace("70 %", "75 %"))(two.project)
    with two.boris() as boris:
        renew(NEWER)(boris)
        accept(0)(boris)
    two.merge()
    article = two.project.articles.ids()[0]
    assert [v.number for v in two.project.versions.of(article)] == [3, 2, 1]
    assert two.project.versions.text(article, 2) == NEWER
    assert two.project.articles.text(article) == TEXT.replace("70 %", "75 %")
    assert two.project.store_check() == []
    texts = [d for d in two.project.differences.all() if d.table == "article"]
    merging.settle(two.project, [d.id for d in texts], Side.THEIRS)
    assert two.project.articles.text(article) == NEWER
    assert two.project.store_check() == []


def test_versions_of_both_merged_back_are_the_same_texts(two: Two) -> None:
    """Both then hold all texts; a third merge finds nothing."""
    renew(TEXT.replace("70 %", "75 %"))(two.project)
    with two.boris() as boris:
        renew(NEWER)(boris)
    two.merge()
    two.merge_back()
    with two.boris() as boris:
        assert held(boris) == held(two.project)
        article = boris.articles.ids()[0]
        assert [boris.versions.text(article, n) for n in (1, 2, 3)] == [
            two.project.versions.text(article, n) for n in (1, 2, 3)
        ]
    assert not two.merge().writes


# other copies


def test_a_copy_of_another_project_is_matched_by_its_files(two: Two, tmp_path: Path) -> None:
    """No common history: the same file is one source, all else comes."""
    strange = tmp_path / "strange.workbench"
    with Project.create(strange, author="Boris") as boris:
        importing.add(boris, [importing.prepare_text(OTHER, "b.txt"), importing.prepare_text(TEXT, "a.txt")])
        accept(1)(boris)
    found = merging.merge(two.project, strange)
    assert (found.base, found.same, found.differences) == (Base.OTHER_PROJECT, 4, 0)
    assert [f.status.value for f in figures(two.project)] == ["accepted", "suggested", "suggested", "suggested"]
    assert not merging.merge(two.project, strange).writes


def test_what_both_settled_is_told_for_the_agreement(two: Two) -> None:
    """Only figures that each of them settled since they had a common state, with what each said."""
    accept(0, 1)(two.project)
    with two.boris() as boris:
        reviewing.reject(boris, [figures(boris)[0].id])
        accept(1, 2)(boris)
    said = [one for one in two.merge().judged if one[0] == "status"]
    assert said == [("status", "accepted", "accepted", 1), ("status", "accepted", "rejected", 1)]


def test_amounts_are_disputed_as_a_whole(two: Two) -> None:
    """Never the bound of one with the qualifier of the other."""
    correct(0, amount=Amount.exact(Decimal("2.7E+6")))(two.project)
    with two.boris() as boris:
        correct(0, amount=Amount(Decimal("2E+6"), Decimal("3E+6"), Qualifier.BETWEEN))(boris)
    two.merge()
    (one,) = [d for d in two.project.differences.all() if "low" in d.columns]
    assert {"qualifier", "low", "high", "step"} <= set(one.columns)
    merging.settle(two.project, [one.id], Side.THEIRS)
    amount = figures(two.project)[0].amount
    assert amount is not None
    assert (amount.low, amount.high) == (Decimal("2E+6"), Decimal("3E+6"))


def test_a_figure_said_otherwise_by_hand_is_settled_so(two: Two) -> None:
    """Neither was right: the third word stays."""
    correct(0, measure="output")(two.project)
    with two.boris() as boris:
        correct(0, measure="exports")(boris)
    two.merge()
    correct(0, measure="production")(two.project)
    merging.settle(two.project, [d.id for d in two.project.differences.all()], Side.OTHERWISE)
    assert (figures(two.project)[0].measure, two.project.differences.waiting()) == ("production", 0)
    assert two.project.differences.all(settled=True)[0].settled is Side.OTHERWISE


def test_theirs_that_leads_nowhere_any_more_is_refused(two: Two) -> None:
    """A duplicate of a figure that was taken out since: a sentence, and nothing changes."""
    correct(1, measure="output")(two.project)
    accept(1)(two.project)
    with two.boris() as boris:
        reviewing.mark_duplicate(boris, figures(boris)[1].id, figures(boris)[0].id)
    two.merge()
    remove_figure(0)(two.project)
    wanted = [d.id for d in two.project.differences.all() if "status" in d.columns]
    with pytest.raises(BadInput, match="not in this project any more"):
        merging.settle(two.project, wanted, Side.THEIRS)
    assert figures(two.project)[0].status is Status.ACCEPTED
