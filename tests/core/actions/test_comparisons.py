"""Comparisons under names, and the briefs that tables are laid out from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench.core.actions import comparing, comparisons, importing, reviewing
from workbench.core.comparison.judging import counts
from workbench.core.errors import BadInput
from workbench.core.model.brief import briefs_of
from workbench.core.model.comparison import GRID, Axis, ComparisonSpec, Order
from workbench.core.model.figure import Status
from workbench.core.project import Project

TEXT = """Ore

Kazakhstan's reserves of copper were 2.6 million tonnes in 2025, the ministry said. The price rose to 70-80 dollars.
China has more than 28 million tonnes of copper, and Peru 44. The share of exports was up to 92 percent.
"""


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    source = tmp_path / "ore.txt"
    source.write_text(TEXT, "utf-8")
    with Project.create(tmp_path / "p.workbench") as made:
        importing.add(made, [importing.prepare(source)])
        yield made


def test_saving_renaming_and_removing_are_steps_that_undo(project: Project) -> None:
    """Each is one step; what is undone is there again as it was."""
    by_year = ComparisonSpec(rows=(Axis.SUBJECT,), columns=(Axis.PERIOD,), order_rows=Order.NAME)
    comparisons.save(project, " Reserves  by year ", by_year)
    assert list(comparisons.saved(project)) == ["Reserves by year"]
    comparisons.rename(project, "reserves by year", "By year")
    comparisons.save(project, "By year", GRID)
    comparisons.remove(project, "By year")
    assert comparisons.saved(project) == {}
    project.history.undo()
    assert comparisons.find(project, "By year").rows == GRID.rows
    project.history.undo()
    project.history.undo()
    found = comparisons.find(project, "Reserves by year")
    assert (found.rows, found.columns, found.order_rows) == (by_year.rows, by_year.columns, Order.NAME)
    project.history.undo()
    assert comparisons.saved(project) == {}


def test_a_name_that_is_taken_missing_or_unknown_is_refused(project: Project) -> None:
    """In words that say what there is."""
    comparisons.save(project, "One", GRID)
    comparisons.save(project, "Two", GRID)
    with pytest.raises(BadInput, match="There is a comparison “Two” already"):
        comparisons.rename(project, "One", "Two")
    with pytest.raises(BadInput, match="Saved are: “One”, “Two”"):
        comparisons.find(project, "Three")
    for name in (" ", "n" * 81):
        with pytest.raises(BadInput):
            comparisons.save(project, name, GRID)


def test_briefs_read_from_the_file_are_those_of_its_figures(project: Project) -> None:
    """So that a table laid out without the figures is the same table."""
    figures = comparing.figures(project)
    reviewing.accept(project, [figures[0].id])
    for statuses in ((Status.ACCEPTED, Status.SUGGESTED), (Status.ACCEPTED,)):
        known = [figure for figure in comparing.figures(project, statuses) if counts(figure)]
        assert known
        assert project.briefs.between(0, 10**9, statuses) == briefs_of(known)
