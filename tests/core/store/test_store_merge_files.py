"""Files that cannot be merged: a sentence each, and neither of the two is touched."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from workbench.core.actions import merging
from workbench.core.errors import (
    BadInput,
    NewerProject,
    NotAProject,
    ProjectLocked,
    StorageFailed,
    WorkbenchError,
)
from workbench.core.model.article import ArticleDraft
from workbench.core.model.figure import FigureId
from workbench.core.model.merge import Base
from workbench.core.project import Project
from workbench.core.store import migrations

OLD = Path(__file__).parent / "old"
Draft = Callable[..., ArticleDraft]


@pytest.fixture
def copy(project: Project, figure: FigureId, tmp_path: Path) -> Path:
    """A colleague's copy with a figure more than nothing."""
    del figure
    target = tmp_path / "colleague.workbench"
    project.copy_to(target)
    return target


def raw(path: Path) -> closing[sqlite3.Connection]:
    return closing(sqlite3.connect(path, isolation_level=None))


def letter(path: Path) -> None:
    path.write_text("Уважаемые коллеги! " * 100, "utf-8")


def nothing(path: Path) -> None:
    path.unlink()


def empty(path: Path) -> None:
    path.write_bytes(b"")


def newer(path: Path) -> None:
    with raw(path) as connection:
        connection.execute(f"PRAGMA user_version = {len(migrations.shipped()) + 1}")


def foreign(path: Path) -> None:
    path.unlink()
    with raw(path) as connection:
        connection.execute("CREATE TABLE bookmark (id)")


def cut_off(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def without_guards(path: Path, sql: str) -> None:
    """Changes rows behind the guards, which stand again afterwards."""
    with raw(path) as connection:
        guards = list(connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"))
        for name, _ in guards:
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute(sql)
        for _, made in guards:
            connection.execute(made)


def another_text(path: Path) -> None:
    without_guards(path, "UPDATE body SET text = text || '!'")


def another_quote(path: Path) -> None:
    without_guards(path, "UPDATE figure SET quote = '26 млн тонн'")


def lying_reference(path: Path) -> None:
    without_guards(path, "UPDATE figure SET article_id = 77")


def view(path: Path) -> None:
    with raw(path) as connection:
        connection.execute("CREATE VIEW figures AS SELECT * FROM figure")


@pytest.mark.parametrize(
    ("spoil", "error", "says"),
    [
        (letter, NotAProject, "not a project"),
        (nothing, NotAProject, "There is no file"),
        (empty, NotAProject, "is empty"),
        (foreign, NotAProject, "another program"),
        (view, NotAProject, "does not have the structure"),
        (newer, NewerProject, "newer version"),
        (cut_off, StorageFailed, "damaged|cut off"),
        (another_text, StorageFailed, "not what was stored"),
        (another_quote, StorageFailed, "not what stands at its place"),
        (lying_reference, StorageFailed, "leads nowhere"),
    ],
)
def test_what_is_no_sound_project_is_not_merged(
    project: Project, copy: Path, spoil: Callable[[Path], None], error: type[WorkbenchError], says: str
) -> None:
    """The sentence names the file; the project is as it was, and so is the other file."""
    spoil(copy)
    before = digest(copy)
    steps = project.history.steps()
    with pytest.raises(error, match=says) as refused:
        merging.merge(project, copy)
    assert copy.name in str(refused.value)
    assert (project.history.steps(), digest(copy)) == (steps, before)


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""


def test_the_project_itself_is_not_merged(project: Project, path: Path, tmp_path: Path) -> None:
    """Nor under another name for the same file."""
    other = tmp_path / "link.workbench"
    other.hardlink_to(path)
    for name in (path, other):
        with pytest.raises(BadInput, match="is the project itself"):
            merging.merge(project, name)


def test_a_copy_that_is_open_elsewhere_says_who_has_it(
    project: Project, copy: Path, run: Callable[..., subprocess.Popen[str]], hold: str
) -> None:
    """A colleague's window on a shared folder: who, where and since when."""
    process = run(hold, copy)
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        with pytest.raises(ProjectLocked, match=r"open in another window"):
            merging.merge(project, copy)
    finally:
        process.communicate("close", timeout=20)
    assert merging.merge(project, copy).writes


def test_the_other_file_is_only_read(project: Project, copy: Path) -> None:
    """Not a byte of it changes, and nothing is left beside it."""
    with Project.open(copy, author="Boris") as boris, boris.history.operation("Name") as op:
        boris.options.set(op, "name", "theirs")
    before, beside = digest(copy), sorted(copy.parent.iterdir())
    assert merging.merge(project, copy).writes
    assert (digest(copy), sorted(copy.parent.iterdir())) == (before, beside)
    assert project.options.get("name") == "theirs"


def test_strange_triggers_do_not_run(project: Project, copy: Path) -> None:
    """A file with a trigger of another program is refused by the trigger's name; nothing of it is run or copied."""
    with Project.open(copy, author="Boris") as boris, boris.history.operation("Name") as op:
        boris.options.set(op, "name", "theirs")
    with raw(copy) as connection:
        connection.execute("CREATE TRIGGER evil AFTER INSERT ON merge BEGIN DELETE FROM option; END")
    with pytest.raises(StorageFailed, match="trigger of another program: evil"):
        merging.merge(project, copy)
    assert project.options.get("name") is None
    assert project.store_check() == []


@pytest.mark.parametrize("version", [1, 2, 3, 4, 5])
def test_an_older_project_is_brought_up_to_date_in_a_copy(project: Project, tmp_path: Path, version: int) -> None:
    """The old file stays as it is; what it holds comes."""
    old = tmp_path / f"schema-{version}.workbench"
    shutil.copy(OLD / old.name, old)
    before = digest(old)
    found = merging.merge(project, old)
    assert (found.base, found.writes, digest(old)) == (Base.OTHER_PROJECT, True, before)
    assert project.store_check() == []
    assert not merging.merge(project, old).writes
