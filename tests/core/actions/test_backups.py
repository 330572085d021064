"""Backups as a person meets them: what differs is told, restoring keeps the present state, nothing broken is used."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from workbench.core.actions import articles, backups, importing, reviewing
from workbench.core.errors import BadInput, BrokenBackup, CannotWriteFile, ProjectLocked, WorkbenchError
from workbench.core.model.backup import Backup, PartDifference, Reason
from workbench.core.project import Project

FIRST = "A survey\n\nReserves are 5 million tonnes."
SECOND = "Another\n\nThe price rose to 12 USD."


def add(project: Project, text: str) -> None:
    importing.add(project, [importing.prepare_text(text)])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "ore.workbench"
    with Project.create(path, author="Aigul") as project:
        add(project, FIRST)
    return path


@pytest.fixture
def backup(path: Path) -> Backup:
    """Of the project with its first source."""
    with Project.open(path) as project:
        return project.back_up(Reason.ASKED)


def titles(path: Path) -> list[str]:
    with Project.open(path, read_only=True) as project:
        return [one.title for one in project.articles.summaries()]


def part(parts: list[PartDifference], name: str) -> PartDifference:
    return next(p for p in parts if p.part == name)


def test_what_differs_is_told_by_name(path: Path, backup: Backup) -> None:
    """Sources and figures that came, went or changed since, each by guid."""
    with Project.open(path) as project:
        add(project, SECOND)
        (figure,) = project.figures.of_article(project.articles.ids()[0])
        reviewing.accept(project, [figure.id])
    found = backups.what_differs(path, backup.path)
    article, figures = part(found, "article"), part(found, "figure")
    assert (article.added, article.removed, article.changed, article.names_added) == (1, 0, 0, ("Another",))
    assert (figures.added, figures.changed, figures.names_changed) == (1, 1, ("5 million tonnes",))
    assert backups.sentences(found)[0] == "Sources since then: 1 added, 0 removed, 0 changed"


def test_what_was_removed_is_told(path: Path, backup: Backup) -> None:
    """It would come back."""
    with Project.open(path) as project:
        articles.remove(project, project.articles.ids())
    found = backups.what_differs(path, backup.path)
    assert part(found, "article").names_removed == ("A survey",)
    assert part(found, "figure").removed == 1


def test_the_same_state_differs_in_nothing(path: Path, backup: Backup) -> None:
    """Said in words, not by an empty page."""
    assert backups.sentences(backups.what_differs(path, backup.path)) == [
        "Nothing differs: sources, figures, notes and verdicts are the same."
    ]


def test_restoring_keeps_the_present_state_first(path: Path, backup: Backup) -> None:
    """And going back leads to where one was."""
    with Project.open(path) as project:
        add(project, SECOND)
    done = backups.restore(path, backup.path)
    assert titles(path) == ["A survey"]
    assert done.kept is not None
    assert done.kept.reason is Reason.RESTORE
    assert [b.reason for b in backups.listed(path)] == [Reason.RESTORE, Reason.ASKED]
    backups.restore(path, done.kept.path)
    assert titles(path) == ["A survey", "Another"]
    with Project.open(path) as project:
        assert project.store_check() == []
        assert project.history.undo() is not None


def test_a_restored_project_leaves_nothing_beside_it(path: Path, backup: Backup) -> None:
    """No -wal of the former file, which would damage the new one."""
    for end in ("-wal", "-shm"):
        path.with_name(path.name + end).write_bytes(b"")
    backups.restore(path, backup.path)
    assert list(path.parent.iterdir()) == [path]


def test_a_backup_beside_the_project_takes_a_free_name(path: Path, backup: Backup, tmp_path: Path) -> None:
    """The project itself is not touched."""
    before = path.read_bytes()
    done = backups.restore(path, backup.path, tmp_path / "other")
    assert titles(tmp_path / "other.workbench") == ["A survey"]
    assert done.path == tmp_path / "other.workbench"
    assert path.read_bytes() == before
    with pytest.raises(CannotWriteFile, match="exists already"):
        backups.restore(path, backup.path, tmp_path / "other.workbench")


def overwritten(file: Path) -> None:
    with file.open("rb+") as stream:
        stream.seek(4096 * 2)
        stream.write(b"\xff" * 4096 * 30)


def cut(file: Path) -> None:
    with file.open("rb+") as stream:
        stream.truncate(file.stat().st_size // 2)


def emptied(file: Path) -> None:
    file.write_bytes(b"")


def of_another_program(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE a (b)")
        connection.commit()


def gone(file: Path) -> None:
    file.unlink()


@pytest.mark.parametrize("harm", [overwritten, cut, emptied, of_another_program, gone])
def test_a_broken_backup_is_refused_and_the_project_stays(
    path: Path, backup: Backup, harm: Callable[[Path], None]
) -> None:
    """With a sentence that names the backup, before anything is touched."""
    harm(backup.path)
    before = path.read_bytes()
    with pytest.raises(BrokenBackup) as caught:
        backups.restore(path, backup.path)
    assert backup.path.name in str(caught.value)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_a_damaged_project_is_put_aside(path: Path, backup: Backup) -> None:
    """It cannot become a backup, but it is kept: something may yet be salvaged of it."""
    path.write_bytes(path.read_bytes()[:9000])
    done = backups.restore(path, backup.path)
    assert titles(path) == ["A survey"]
    assert done.kept is None
    assert done.aside is not None
    assert done.aside.stat().st_size == 9000
    assert "put aside" in backups.told(done)


def test_a_project_that_is_gone_is_restored(path: Path, backup: Backup) -> None:
    """It is found by its place."""
    path.unlink()
    assert backups.named(path, "1") == backup.path
    backups.restore(path, backups.named(path, "1"))
    assert titles(path) == ["A survey"]


def test_an_open_project_is_not_replaced(path: Path, backup: Backup) -> None:
    """Whoever has it open would go on writing into nothing."""
    with Project.open(path) as project:
        with pytest.raises(ProjectLocked):
            backups.restore(path, backup.path)
        project.articles.ids()
    assert list(path.parent.iterdir()) == [path]


def test_a_number_that_is_not_in_the_list_is_told(path: Path, backup: Backup) -> None:
    """With how many there are."""
    with pytest.raises(BadInput, match="There is 1 backup of"):
        backups.named(path, "2")


def test_every_reason_has_words() -> None:
    """Also one that is added."""
    assert len({backups.why(reason) for reason in Reason}) == len(Reason)


def test_a_salvage_takes_texts_out_of_the_backups(path: Path, backup: Backup, tmp_path: Path) -> None:
    """Which it finds by itself; the report says how many."""
    with closing(sqlite3.connect(path)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'body'").fetchone()
    with path.open("rb+") as stream:
        stream.seek((page - 1) * 4096)
        stream.write(b"\xff" * 4096)
    done = backups.salvage(path, tmp_path / "new")
    lines = backups.report(done)
    assert done.lost == 0
    assert "texts: 1 saved, 0 lost" in lines
    assert "   1 from a backup" in lines
    assert titles(tmp_path / "new.workbench") == ["A survey"]


def test_a_salvage_of_nothing_is_told(tmp_path: Path) -> None:
    """In a sentence."""
    with pytest.raises(WorkbenchError, match="cannot be salvaged"):
        backups.salvage(tmp_path / "a.workbench", tmp_path / "new.workbench")
