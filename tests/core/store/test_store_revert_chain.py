"""A step taken back with all that stands on it, also where that stands on it only through another step."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from workbench.core.actions import reverting
from workbench.core.errors import BadInput
from workbench.core.model.figure import FigureId
from workbench.core.project import Project
from workbench.core.store import restoring


def change(project: Project, name: str, figure: FigureId, **fields: Any) -> int:
    with project.history.operation(name) as op:
        project.figures.update(op, figure, **fields)
    return op.id


def test_what_stands_on_a_dependent_goes_too(project: Project, figure: FigureId) -> None:
    """The third step shares nothing with the first, only with the second; one undo brings all three back."""
    first = change(project, "First", figure, subject="China")
    change(project, "Second", figure, subject="India", measure="reserves")
    change(project, "Third", figure, measure="output")
    assert [s.name for s in reverting.revert(project, first, too=True)] == ["Third", "Second", "First"]
    after = project.figures.get(figure)
    assert (after.subject, after.measure) == (None, None)
    project.history.undo()
    assert (project.figures.get(figure).subject, project.figures.get(figure).measure) == ("India", "output")


def test_a_step_under_all_others_goes_with_them_in_a_restored_copy(
    project: Project, figure: FigureId, tmp_path: Path
) -> None:
    """The step that made the row, with changes of it, one of which was taken back already."""
    change(project, "China", figure, subject="China")
    project.history.revert(change(project, "Reserves", figure, measure="reserves"))
    change(project, "India", figure, subject="India")
    copy = tmp_path / "elsewhere.workbench"
    project.copy_to(copy)
    restored = restoring.copy_out(copy, tmp_path / "restored.workbench").path
    with Project.open(restored) as other:
        made = next(s.id for s in other.history.steps() if s.name == "Find figures")
        assert len(reverting.revert(other, made, too=True)) == 5
        assert other.figures.ids() == []
        other.history.undo()
        assert other.figures.get(figure).subject == "India"


def test_a_step_that_is_not_there_is_said(project: Project, figure: FigureId) -> None:
    """With --too as without."""
    del figure
    with pytest.raises(BadInput, match="cannot be reverted"):
        reverting.revert(project, 99, too=True)
