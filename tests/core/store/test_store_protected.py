"""Projects that may not be written: they are read, and nothing is passed over or left behind."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from workbench.core.project import Project

Run = Callable[..., subprocess.Popen[str]]


READ_PROTECTED = """
import os, sys
from pathlib import Path
import sqlite_utils
from workbench.core.errors import ProjectReadOnly, WorkbenchError
from workbench.core.project import Project
from workbench.core.store import migrations
migrations.expected_schema()
if os.geteuid() == 0:  # whom no write protection stops
    os.setgroups([]), os.setgid(65534), os.setuid(65534)
path = Path(sys.argv[1])
try:
    with Project.open(path, author="x") as project:
        print(project.read_only, project.options.get("name"))
    Project.create(path.with_name("new.workbench"), author="x")
except WorkbenchError as error:
    print(type(error).__name__, error)
"""


@pytest.fixture
def public() -> Iterator[Path]:
    """A folder that every user may enter; pytest's own are closed to others."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)
        Path(name).chmod(0o755)


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
@pytest.mark.parametrize("protect", ["file", "folder"])
def test_a_write_protected_project_opens_to_be_read(public: Path, protect: str, run: Run) -> None:
    """Asked to open it for work, the program opens what it can, and says so when a new one cannot be made there."""
    path = public / "p.workbench"
    with Project.create(path) as project, project.history.operation("Rename") as op:
        project.options.set(op, "name", "a")
    path.chmod(0o444 if protect == "file" else 0o666)
    path.parent.chmod(0o555 if protect == "folder" else 0o777)
    out, _ = run(READ_PROTECTED, path).communicate()
    assert out.startswith("True a\n")
    if protect == "folder":
        assert "ProjectReadOnly The folder" in out


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_unfinished_changes_in_a_protected_folder_are_not_passed_over(public: Path, run: Run, hold: str) -> None:
    """A project that was not closed is not shown without its last changes."""
    path = public / "p.workbench"
    Project.create(path).close()
    other = run(hold, path)
    assert other.stdout is not None
    other.stdout.readline()
    other.kill()
    other.communicate()
    for file in public.iterdir():
        file.chmod(0o444)
    public.chmod(0o555)
    out, _ = run(READ_PROTECTED, path).communicate()
    assert out.startswith("ProjectReadOnly")
    assert "p.workbench-wal" in out


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_a_project_left_in_wal_mode_is_read_from_a_protected_folder(public: Path, run: Run) -> None:
    """SQLite needs a file beside it for that; where none can be made the project is read all the same."""
    path = public / "p.workbench"
    with Project.create(path) as project, project.history.operation("Rename") as op:
        project.options.set(op, "name", "a")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    path.chmod(0o444)
    public.chmod(0o555)
    out, _ = run(READ_PROTECTED, path).communicate()
    assert out.startswith("True a\n")
