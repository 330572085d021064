"""Faults in the program itself, in a process of its own: it tells, keeps, goes on, and knows at the next start."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from workbench.core import paths
from workbench.core.project import Project

ROOT = Path(__file__).resolve().parents[2]
SECRET = "28 million tonnes"
LONGEST = 100  # seconds until a child counts as one that hangs


def run(fault: str, project: Path | str, home: Path, *more: str) -> tuple[int, list[dict[str, Any]]]:
    """The exit code and what the child told. Files of its user lie in `home`."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.gui.crashing", fault, str(project), *more],
        cwd=ROOT,
        env=os.environ | {paths.HOME: str(home), "QT_QPA_PLATFORM": "offscreen", "LANG": "en"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        timeout=LONGEST,
        check=False,
    )
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize(
    ("fault", "reports"), [("twice", 2), ("in_filter", 1), ("in_paint", 1), ("in_thread", 1), ("in_job", 1)]
)
def test_it_tells_and_goes_on(fault: str, reports: int, project_file: Path, tmp_path: Path) -> None:
    """In slots, event filters, paint events, threads and jobs: one report of each, one window, and work goes on. A
    fault that comes with every painting leads to no loop."""
    code, (told, after) = run(fault, project_file, tmp_path / "home")
    assert told["windows"] == [True]
    assert len(told["reports"]) == reports
    assert any("crashing.py:" in report and "in fail" in report for report in told["reports"])
    assert not any(word in report for report in told["reports"] for word in (SECRET, str(ROOT), project_file.stem))
    assert after == {"visible": False, "works": True}
    assert code == 0


@pytest.mark.parametrize("fault", ["in_slot", "on_close"])
def test_save_and_close(fault: str, project_file: Path, tmp_path: Path) -> None:
    """The button ends the program, also when closing has a fault too; the project is left as one sound file."""
    code, (told,) = run(fault, project_file, tmp_path / "home", "close")
    assert code == 0
    assert told["windows"] == [True]
    assert not project_file.with_name(project_file.name + "-wal").exists()
    with Project.open(project_file) as project:
        assert project.store_check() == []
    assert list((tmp_path / "home" / "logs" / "running").iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX systems")
def test_what_was_killed_is_told_of_at_the_next_start(project_file: Path, tmp_path: Path) -> None:
    """The acknowledged step is there, what was typed is back in its box, and both are said, once."""
    home = tmp_path / "home"
    assert run("by_signal", project_file, home)[0] == -signal.SIGKILL
    _, (offered,) = run("nothing", "", home)
    assert offered["acts"] == [f"Open {project_file.name}"]
    assert run("by_signal", project_file, home)[0] == -signal.SIGKILL
    code, (told,) = run("nothing", project_file, home)
    assert code == 0
    said = " ".join(told["messages"])
    assert "1 step of that session is in the project" in said or "0 steps of that session" in said
    assert "read from the journal" in said
    assert "What was typed and not saved is back in its boxes" in said
    assert told["typed"] == "typed and not saved"
    _, (later,) = run("nothing", project_file, home)
    assert later["messages"] == []


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX systems")
def test_what_the_system_ended_leaves_a_report(project_file: Path, tmp_path: Path) -> None:
    """The interpreter's own words on where it was become a report, without the names of folders."""
    home = tmp_path / "home"
    assert run("by_the_system", project_file, home)[0] == -signal.SIGSEGV
    _, (told,) = run("nothing", project_file, home)
    (report,) = told["reports"]
    assert "Segmentation fault" in report
    assert "by_the_system" in report
    assert str(ROOT) not in report
    assert any("Where it was is told in" in message for message in told["messages"])
