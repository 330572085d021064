"""Files that are no projects, disks that fail, folders that refuse: a sentence each, and nothing lost."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from workbench.core.errors import (
    CannotWriteFile,
    NewerProject,
    NotAProject,
    ProjectLocked,
    ProjectReadOnly,
    StorageFailed,
    WorkbenchError,
)
from workbench.core.model.article import ArticleDraft
from workbench.core.project import Project
from workbench.core.store import holder, migrations

Run = Callable[..., subprocess.Popen[str]]


def nothing(path: Path) -> None:
    path.unlink()


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def empty(path: Path) -> None:
    path.write_bytes(b"")


def letter(path: Path) -> None:
    path.write_text("Уважаемые коллеги! " * 100, "utf-8")


def short_note(path: Path) -> None:
    path.write_bytes(b"hello")


def binary(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 64)


def foreign(path: Path) -> None:
    path.unlink()
    with raw(path) as connection:
        connection.execute("CREATE TABLE bookmark (id)")


def newer(path: Path) -> None:
    with raw(path) as connection:
        number = len(migrations.shipped()) + 7
        connection.execute("INSERT INTO migration VALUES (?, 'x', 'x', '9.4', 'x')", (number,))
        connection.execute(f"PRAGMA user_version = {number}")


def newer_and_strange(path: Path) -> None:
    with raw(path) as connection:
        connection.execute("DROP TABLE migration")
        connection.execute("PRAGMA user_version = 99")


def cut_off(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def cut_in_the_header(path: Path) -> None:
    os.truncate(path, 60)


def broken_first_page(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[100:4000] = b"\xff" * 3900
    path.write_bytes(data)


def other_structure(path: Path) -> None:
    with raw(path) as connection:
        connection.execute("CREATE TABLE extra (id)")


def view(path: Path) -> None:
    with raw(path) as connection:
        connection.execute("CREATE VIEW figures AS SELECT * FROM figure")


@contextmanager
def raw(path: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(path, isolation_level=None)
    yield connection
    connection.close()


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize(
    ("spoil", "error", "says"),
    [
        (nothing, NotAProject, "There is no file"),
        (folder, NotAProject, "is a folder"),
        (empty, NotAProject, "is empty"),
        (letter, NotAProject, "not a project"),
        (short_note, NotAProject, "not a project"),
        (binary, NotAProject, "not a project"),
        (foreign, NotAProject, "another program"),
        (newer, NewerProject, "Version 9.4 or later is needed"),
        (newer_and_strange, NewerProject, "file format 99"),
        (cut_off, StorageFailed, "cut off"),
        (cut_in_the_header, StorageFailed, "cut off"),
        (broken_first_page, StorageFailed, "damaged"),
        (other_structure, NotAProject, "extra"),
        (view, NotAProject, "figures"),
    ],
)
def test_a_file_that_is_no_project_is_refused_and_left_alone(
    path: Path,
    spoil: Callable[[Path], None],
    error: type[WorkbenchError],
    says: str,
    read_only: bool,
) -> None:
    """The sentence names the file and says what is wrong; the file and its folder stay as they were."""
    Project.create(path).close()
    spoil(path)
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(error, match=says) as refused:
        Project.open(path, read_only=read_only)
    assert path.name in str(refused.value)
    assert (path.read_bytes() if path.is_file() else b"") == before
    assert [p for p in path.parent.iterdir() if p != path] == []


def test_the_mode_of_a_foreign_database_is_left_alone(path: Path) -> None:
    """Another program's database in WAL mode stays in it."""
    with raw(path) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE bookmark (id)")
    before = path.read_bytes()
    with pytest.raises(NotAProject, match="another program"):
        Project.open(path)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_a_strange_trigger_never_runs(path: Path) -> None:
    """A project from a stranger that would empty itself on the first change does not: its trigger is thrown away."""
    Project.create(path).close()
    with raw(path) as connection:
        connection.execute("CREATE TRIGGER evil AFTER INSERT ON operation BEGIN DELETE FROM meta; END")
    with Project.open(path) as project:
        with project.history.operation("Rename") as op:
            project.options.set(op, "name", "a")
        assert project.guid
        assert project._database.rows("SELECT * FROM sqlite_schema WHERE name = 'evil'") == []


def test_a_new_project_never_overwrites(path: Path) -> None:
    """Whatever lies under the name stays as it is."""
    path.write_text("dear diary", "utf-8")
    with pytest.raises(CannotWriteFile, match="exists already"):
        Project.create(path)
    assert path.read_text("utf-8") == "dear diary"


def test_a_new_project_needs_a_folder(tmp_path: Path) -> None:
    """The sentence names the folder that is missing."""
    with pytest.raises(CannotWriteFile, match="no such place"):
        Project.create(tmp_path / "no such place" / "p.workbench")


def test_a_second_window_is_told_who_has_the_project(path: Path, run: Run, hold: str) -> None:
    """Name, computer and process of the holder are in the sentence; once it closes, the project opens."""
    Project.create(path).close()
    other = run(hold, path)
    assert other.stdout is not None
    assert other.stdout.readline() == "open\n"
    for read_only in (False, True):
        with pytest.raises(ProjectLocked, match=rf"has it since .*\(process {other.pid}\)"):
            Project.open(path, read_only=read_only)
    other.communicate()
    with Project.open(path) as project:
        assert project.options.get("name") == "theirs"


def test_a_project_is_free_when_its_holder_dies(path: Path, run: Run, hold: str) -> None:
    """After kill -9 the next window opens it, with everything that was acknowledged."""
    Project.create(path).close()
    other = run(hold, path)
    assert other.stdout is not None
    assert other.stdout.readline() == "open\n"
    other.send_signal(signal.SIGKILL)
    other.communicate()
    assert holder.holder(path) is not None
    with Project.open(path) as project:
        assert project.options.get("name") == "theirs"
    assert holder.holder(path) is None


def test_one_window_cannot_open_a_project_twice(project: Project, run: Run, hold: str) -> None:
    """Nor does trying take the lock away from the first."""
    for _ in range(2):
        with pytest.raises(ProjectLocked, match=str(os.getpid())):
            Project.open(project.path)
    other = run(hold, project.path)
    out, _ = other.communicate()
    assert out == ""
    assert other.returncode == 1


def test_a_look_into_the_file_does_not_give_it_away(project: Project, run: Run, hold: str) -> None:
    """A file dialog opens and closes each file it lists: POSIX takes SQLite's locks away then, not ours."""
    project.path.read_bytes()
    other = run(hold, project.path)
    out, _ = other.communicate()
    assert (out, other.returncode) == ("", 1)


def test_a_note_that_cannot_be_read_still_gives_a_sentence(project: Project) -> None:
    """The name on the door is a courtesy."""
    holder.note_of(project.path).write_text("{", "utf-8")
    with pytest.raises(ProjectLocked, match="open in another window"):
        Project.open(project.path)


def test_a_full_disk_loses_only_the_change_at_hand(project: Project, draft: Callable[..., ArticleDraft]) -> None:
    """The step that did not fit is taken back whole; after space is made, work goes on."""
    with project.history.operation("Rename") as op:
        project.options.set(op, "name", "before")
    (pages,) = project._database.rows("PRAGMA page_count")[0]
    project._database.rows(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(StorageFailed, match="disk is full") as refused:
        import_much(project, draft)
    assert project.path.name in str(refused.value)
    assert (project.options.get("name"), project.articles.ids()) == ("before", [])
    project._database.rows("PRAGMA max_page_count = 1000000")
    import_much(project, draft)
    assert (project.options.get("name"), project.store_check()) == ("during", [])


def import_much(project: Project, draft: Callable[..., ArticleDraft]) -> None:
    with project.history.operation("Import") as op:
        project.options.set(op, "name", "during")
        project.articles.add(op, draft("много слов " * 50_000), [])


CREATE_ON_A_FULL_DISK = """
import resource, sys
from pathlib import Path
from workbench.core.errors import StorageFailed
from workbench.core.project import Project
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
try:
    Project.create(Path(sys.argv[1]))
except StorageFailed as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on the size of files")
def test_a_project_that_does_not_fit_on_the_disk_leaves_nothing(path: Path, run: Run) -> None:
    """Nothing half-written stays where a new project could not be made."""
    out, _ = run(CREATE_ON_A_FULL_DISK, path).communicate()
    assert path.name in out
    assert list(path.parent.iterdir()) == []


@pytest.mark.parametrize("what", ["deleted", "replaced"])
@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be deleted")
def test_a_project_deleted_while_open_takes_no_more_work(project: Project, tmp_path: Path, what: str) -> None:
    """Work into a file that nobody can find again is refused; a copy saves everything up to then."""
    with project.history.operation("Rename") as op:
        project.options.set(op, "name", "before")
    project.path.unlink()
    if what == "replaced":
        project.path.write_text("another file", "utf-8")
    with pytest.raises(StorageFailed, match="Save a copy"), project.history.operation("Rename") as op:
        project.options.set(op, "name", "after")
    copy = tmp_path / "copy.workbench"
    project.copy_to(copy)
    with Project.open(copy) as saved:
        assert saved.options.get("name") == "before"


def test_a_copy_never_overwrites(project: Project, tmp_path: Path) -> None:
    """A copy goes under a name that is free."""
    taken = tmp_path / "taken.workbench"
    taken.write_text("x", "utf-8")
    with pytest.raises(CannotWriteFile, match="exists already"):
        project.copy_to(taken)
    assert taken.read_text("utf-8") == "x"


def test_a_project_opened_to_be_read_takes_no_writes(path: Path) -> None:
    """Everything can be read, each write is refused in words, and nothing is left beside the file."""
    with Project.create(path) as project, project.history.operation("Rename") as op:
        project.options.set(op, "name", "a")
    before = path.read_bytes()
    with Project.open(path, read_only=True) as project:
        assert project.read_only
        assert project.options.get("name") == "a"
        for write in (project.history.undo, project.history.operation("Rename").__enter__):
            with pytest.raises(ProjectReadOnly, match="Copy it to a folder of your own"):
                write()
        assert list(path.parent.iterdir()) == [path]
    assert path.read_bytes() == before


def test_closing_leaves_one_plain_file(path: Path) -> None:
    """Without -wal and lock note, in a mode that any SQLite can read from any place."""
    with Project.create(path) as project, project.history.operation("Rename") as op:
        project.options.set(op, "name", "a")
    assert list(path.parent.iterdir()) == [path]
    with raw(path) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_an_open_project_is_journalled_to_survive_a_power_cut(project: Project) -> None:
    """The pragmas that were measured to lose nothing are really in force."""
    wanted = {
        "journal_mode": "wal", "synchronous": 2, "locking_mode": "exclusive", "foreign_keys": 1, "trusted_schema": 0,
        "cell_size_check": 1, "mmap_size": 0, "recursive_triggers": 1,
    }  # fmt: skip
    assert {name: project._database.rows(f"PRAGMA {name}")[0][0] for name in wanted} == wanted
