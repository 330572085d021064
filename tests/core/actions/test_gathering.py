"""What a workbook needs, asked of the project in slices, and worked out without it."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from workbench.core.actions import exporting, importing, reviewing
from workbench.core.errors import Cancelled
from workbench.core.model.comparison import GRID
from workbench.core.model.figure import Status
from workbench.core.model.filter import FigureFilter
from workbench.core.project import Project

LINES = "\n".join(f"Запасы лития в Казахстане — {n} тыс. тонн." for n in range(3, 300))


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "p.workbench", author="Аида") as made:
        importing.add(made, [importing.prepare_text(f"{LINES}\n{n}", f"{n}.txt") for n in range(3)])
        yield made


def gathered(slices: Generator[tuple[int, int], None, exporting.Gathered]) -> exporting.Gathered:
    def to_the_end() -> Iterator[object]:
        yield (yield from slices)

    *_, known = to_the_end()
    assert isinstance(known, exporting.Gathered)
    return known


def test_what_is_gathered_in_slices_makes_the_whole_workbook(project: Project) -> None:
    """The same content as at once, but for its number and time; on the way it says how many rows are here."""
    slices = exporting.gather(project, GRID, language="en")
    told = next(slices)
    assert 0 < told[0] < told[1]
    made = exporting.work_out(gathered(slices))
    at_once = exporting.content(project, GRID, language="en")
    assert made == replace(at_once, export_id=made.export_id, exported_at=made.exported_at)
    assert len(made.evidence) == project.figures.count(FigureFilter()) > 800


def test_a_step_taken_meanwhile_is_in_the_workbook(project: Project) -> None:
    """What was asked before the step is asked again."""
    slices = exporting.gather(project, GRID, language="en")
    next(slices)
    reviewing.reject(project, project.figures.ids()[:5])
    known = gathered(slices)
    assert len(known.figures) == project.figures.count(FigureFilter(statuses=(Status.SUGGESTED,)))


def test_the_work_can_be_called_off(project: Project) -> None:
    """Whoever hears of the progress may stop it, between texts and after them."""
    known = gathered(exporting.gather(project, GRID, language="en"))
    for last in range(len(known.texts) + 1):

        def stop(done: int, _total: int, last: int = last) -> None:
            if done == last:
                raise Cancelled

        with pytest.raises(Cancelled):
            exporting.work_out(known, stop)
