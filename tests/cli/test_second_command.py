"""The command line on a project that a window has, or that lies where others may copy it."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.cli.program import run
from workbench.core import settings
from workbench.core.model.backup import Reason
from workbench.core.project import Project


def window(_: Path | None) -> int:
    raise AssertionError("no window is asked for")


def test_a_held_project_names_its_holder_and_its_newest_backup(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The backup can be read by its path."""
    path = tmp_path / "ore.workbench"
    with Project.create(path, author="Dana") as project:
        with project.history.operation("Set") as op:
            project.options.set(op, "color", "blue")
        backup = project.back_up(Reason.ASKED)
        assert run(["history", str(path)], open_window=window) == 2
        said = capsys.readouterr().err
        assert "is open in another window" in said
        assert str(backup.path) in said
        assert run(["history", str(backup.path)], open_window=window) == 0
        assert "Dana" in capsys.readouterr().out


def test_a_cloud_folder_is_told_beside_the_output(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """On standard error, so that what is printed stays what programs expect; and not once it is told not to be."""
    (tmp_path / "Nextcloud").mkdir()
    path = tmp_path / "Nextcloud" / "ore.workbench"
    with Project.create(path) as project, project.history.operation("Set") as op:
        project.options.set(op, "color", "blue")
    assert run(["undo", str(path)], open_window=window) == 0
    assert "Nextcloud" in capsys.readouterr().err
    settings.save(settings.load()._replace(place_notices="off"))
    assert run(["redo", str(path)], open_window=window) == 0
    assert capsys.readouterr().err == ""
