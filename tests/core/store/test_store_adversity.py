"""The clock is set back, the computer sleeps, the folder is gone: work goes on, or stops with a sentence."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from workbench.core.errors import ProjectLocked, StorageFailed
from workbench.core.model.backup import Reason
from workbench.core.project import Project
from workbench.core.store import backups, history

Run = Callable[..., subprocess.Popen[str]]


class Clock(datetime):
    """A clock that somebody sets."""

    ahead = timedelta()

    @classmethod
    def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
        return datetime.now(UTC) + cls.ahead


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> type[Clock]:
    monkeypatch.setattr(history, "datetime", Clock)
    monkeypatch.setattr(backups, "datetime", Clock)
    monkeypatch.setattr(Clock, "ahead", timedelta())
    return Clock


def put(project: Project, value: str) -> None:
    with project.history.operation(f"Set {value}") as op:
        project.options.set(op, "name", value)


def test_a_clock_that_is_set_back_changes_no_order(project: Project, clock: type[Clock]) -> None:
    """The last step is the last one done, whatever time it bears; undo and redo go by that."""
    put(project, "first")
    clock.ahead = timedelta(days=-400)
    put(project, "second")
    assert [step.name for step in project.history.steps()] == ["Set second", "Set first"]
    project.history.undo()
    assert project.options.get("name") == "first"
    project.history.redo()
    assert project.options.get("name") == "second"
    assert project.store_check() == []


def test_the_newest_backup_is_the_last_one_made(project: Project, clock: type[Clock]) -> None:
    """Also when the clock was wrong by a year before; and none is thinned out for it."""
    made = []
    for value, days in (("first", 0), ("second", 400), ("third", 1)):
        clock.ahead = timedelta(days=days)
        put(project, value)
        made.append(project.back_up(Reason.WORK).path)
    assert [one.path for one in project.backups()] == made[::-1]
    now = project.backup_of_now
    assert now is not None
    assert now.path == made[-1]


@pytest.mark.skipif(sys.platform == "win32", reason="no signal stops a process there")
def test_a_computer_that_sleeps_keeps_its_project(path: Path, run: Run, hold: str) -> None:
    """Nobody takes it meanwhile; awake again, the work is whole."""
    Project.create(path).close()
    other = run(hold, path)
    assert other.stdout is not None
    assert other.stdout.readline() == "open\n"
    os.kill(other.pid, signal.SIGSTOP)
    try:
        with pytest.raises(ProjectLocked, match="is open in another window"):
            Project.open(path)
    finally:
        os.kill(other.pid, signal.SIGCONT)
    other.communicate("done")
    with Project.open(path) as project:
        assert project.options.get("name") == "theirs"
        assert project.store_check() == []


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be moved")
def test_a_folder_that_is_moved_away_takes_no_more_work(project: Project, tmp_path: Path) -> None:
    """A stick that is pulled out, a share that is gone: a sentence, nothing lost, and the file is whole there."""
    put(project, "before")
    away = tmp_path.with_name(f"{tmp_path.name}-away")
    tmp_path.rename(away)
    with pytest.raises(StorageFailed):
        put(project, "after")
    assert project.options.get("name") == "before"
    project.close()
    with Project.open(away / project.path.name) as found:
        assert found.options.get("name") == "before"
        assert found.store_check() == []
