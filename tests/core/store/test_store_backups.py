"""Backups: whole, proved, named, thinned out, and made while the project is in use."""

from __future__ import annotations

import json
import sqlite3
import threading
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core import paths, settings
from workbench.core.errors import BrokenBackup, Cancelled, StorageFailed, WorkbenchError
from workbench.core.model.backup import Backup, Reason
from workbench.core.project import Project
from workbench.core.settings import Settings
from workbench.core.store import backups, copying


def rename(project: Project, name: str) -> None:
    with project.history.operation("Rename") as op:
        project.options.set(op, "name", name)


def test_a_backup_is_a_project_of_its_own(project: Project, figure: int) -> None:
    """It opens like any other, holds everything, and lies in one plain file with its note."""
    made = project.back_up(Reason.ASKED)
    assert (made.articles, made.figures, made.reason, made.number) == (1, 1, Reason.ASKED, 1)
    assert sorted(f.suffix for f in made.path.parent.iterdir()) == [".json", ".workbench"]
    with Project.open(made.path, read_only=True) as copy:
        assert copy.guid == project.guid
        assert copy.store_check() == []
        assert copy.figures.get(figure).quote == project.figures.get(figure).quote


def test_backups_lie_away_from_the_project(project: Project, own_home: Path) -> None:
    """What empties the project's folder does not take its backups along."""
    made = project.back_up(Reason.ASKED)
    assert paths.user_backups() in made.path.parents
    assert made.path.is_relative_to(own_home)
    assert project.path.parent not in made.path.parents


def test_the_settings_may_name_another_folder(project: Project, tmp_path: Path) -> None:
    """A second disk, say."""
    settings.save(Settings(backup_folder=str(tmp_path / "other disk")))
    assert project.back_up(Reason.ASKED).path.is_relative_to(tmp_path / "other disk")


def test_without_a_change_no_second_backup_is_made(project: Project) -> None:
    """A step, and an undo as well, is a change; doing it again leads back to what is kept already."""
    rename(project, "a")
    first = project.back_up(Reason.WORK)
    assert project.back_up(Reason.BULK) == first
    project.history.undo()
    assert project.back_up(Reason.WORK).number == 2
    rename(project, "b")
    assert project.back_up(Reason.WORK).number == 3
    assert [b.number for b in project.backups()] == [3, 2, 1]


def test_copies_of_a_project_know_each_others_backups_and_keep_their_own(project: Project, tmp_path: Path) -> None:
    """The copy lists both; thinning out is each one's own affair."""
    project.back_up(Reason.ASKED)
    project.copy_to(tmp_path / "copy.workbench")
    with Project.open(tmp_path / "copy.workbench") as copy:
        made = copy.back_up(Reason.ASKED)
        assert made.number == 1
        assert {b.project for b in copy.backups()} == {str(project.path), str(copy.path)}


def test_backups_are_found_of_a_project_that_cannot_be_read(project: Project) -> None:
    """By its place; its guid is inside."""
    made = project.back_up(Reason.ASKED)
    project.close()
    project.path.write_bytes(b"")
    assert backups.found(project.path) == [made]


def test_backups_are_found_after_the_project_was_renamed(project: Project) -> None:
    """By its guid."""
    made = project.back_up(Reason.ASKED)
    project.close()
    with Project.open(project.path.rename(project.path.with_name("other.workbench"))) as moved:
        assert moved.backups() == [made]


def test_a_backup_whose_note_is_lost_still_counts(project: Project) -> None:
    """Its name tells when and why."""
    made = project.back_up(Reason.MERGE)
    made.path.with_suffix(".json").write_text("{", "utf-8")
    (found,) = project.backups()
    assert (found.number, found.at, found.reason, found.size) == (1, made.at, Reason.MERGE, made.size)


def test_a_cut_off_backup_is_seen_in_the_list(project: Project) -> None:
    """Its size is not the one that was proved."""
    made = project.back_up(Reason.ASKED)
    with made.path.open("rb+") as stream:
        stream.truncate(made.size // 2)
    assert [b.whole for b in project.backups()] == [False]
    assert project.back_up(Reason.WORK).number == 2


def test_a_cancelled_backup_leaves_nothing(project: Project, figure: int) -> None:
    """Neither a half file nor a note."""
    with pytest.raises(Cancelled):
        project.back_up(Reason.ASKED, cancelled=lambda: True)
    assert list(paths.user_backups().rglob("*.*")) == []


def test_what_a_killed_backup_left_is_cleared_away(project: Project) -> None:
    """The next backup does so."""
    folder = project.back_up(Reason.ASKED).path.parent
    (folder / "0002 x.workbench.part").write_bytes(b"half")
    rename(project, "a")
    project.back_up(Reason.ASKED)
    assert list(folder.glob("*.part*")) == []


def test_a_full_disk_is_told_before_it_is_full(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """The work goes on; only the backup is refused."""
    monkeypatch.setattr(backups, "_SPARE", 2**62)
    with pytest.raises(StorageFailed, match="no room for a backup"):
        project.back_up(Reason.ASKED)
    rename(project, "a")


def test_a_backup_folder_that_cannot_be_made_is_told(project: Project, tmp_path: Path) -> None:
    """With the way out."""
    (tmp_path / "file").write_bytes(b"")
    settings.save(Settings(backup_folder=str(tmp_path / "file")))
    with pytest.raises(WorkbenchError, match="settings"):
        project.back_up(Reason.ASKED)


def test_a_damaged_copy_never_gets_a_name(project: Project, figure: int, tmp_path: Path) -> None:
    """What is not proved is no backup."""
    target = tmp_path / "copy.workbench"

    copying.copy(project._database._utils.conn, target)
    with target.open("rb+") as stream:
        stream.seek(4096 * 3)
        stream.write(b"\xff" * 2000)
    with closing(sqlite3.connect(target)) as connection, pytest.raises(BrokenBackup, match="not used"):
        copying.prove(connection, target)


def test_work_goes_on_while_a_backup_is_made(project: Project) -> None:
    """In another thread, through the connection that holds the file; what is written meanwhile comes along."""
    with project.history.operation("Fill") as op:
        for number in range(200):
            project.options.set(op, f"filler {number}", "x" * 30_000)
    begun, go_on, made = threading.Event(), threading.Event(), []

    def progress(_done: int, _total: int) -> None:
        begun.set()
        go_on.wait(5)

    maker = project.backup_maker(Reason.WORK)
    worker = threading.Thread(target=lambda: made.append(maker(progress=progress)))
    worker.start()
    assert begun.wait(5)
    rename(project, "while it is made")
    go_on.set()
    worker.join()
    with Project.open(made[0].path, read_only=True) as copy:
        assert copy.options.get("name") == "while it is made"
        assert copy.store_check() == []
    assert project.backup_of_now == made[0]


def test_closing_the_project_ends_a_backup_under_way(project: Project) -> None:
    """Nobody waits for it, and nothing half-made stays."""
    rename(project, "x" * 3_000_000)
    begun, ended = threading.Event(), []

    def run() -> None:
        try:
            maker(progress=lambda *_: begun.set() or threading.Event().wait(0.05))
        except Cancelled:
            ended.append("cancelled")

    maker = project.backup_maker(Reason.WORK)
    worker = threading.Thread(target=run)
    worker.start()
    assert begun.wait(5)
    project.close()
    worker.join()
    assert ended == ["cancelled"]
    assert list(paths.user_backups().rglob("*.workbench*")) == []


def test_a_backup_inside_a_step_is_refused(project: Project) -> None:
    """It would wait for the step that waits for it."""
    with pytest.raises(RuntimeError, match="wait for itself"), project.history.operation("Rename"):
        project.back_up(Reason.BULK, again=True)


# --- thinning out ----------------------------------------------------------------------------------------------


def backup(number: int, at: datetime, reason: Reason = Reason.WORK, size: int = 10) -> Backup:
    return Backup(Path(f"{number}.workbench"), number, at.isoformat(), reason, size, "p", 1, 1, str(number))


NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def kept(known: list[Backup], most: int = 10**9) -> list[int]:
    gone = {b.number for b in backups.doomed(known, most, ())}
    return [b.number for b in known if b.number not in gone]


def test_of_a_long_day_the_last_dozen_stays() -> None:
    """Older ones of that day say nothing more."""
    assert kept([backup(n, NOON + timedelta(minutes=n)) for n in range(40, 0, -1)]) == list(range(40, 28, -1))


def test_of_a_long_year_days_and_weeks_stay() -> None:
    """Two weeks day by day, half a year week by week."""
    stays = kept([backup(n, NOON + timedelta(days=n)) for n in range(365, 0, -1)])
    assert stays[: backups.DAYS] == list(range(365, 365 - backups.DAYS, -1))
    assert 35 <= len(stays) <= backups.DAYS + backups.WEEKS
    assert stays[-1] < 365 - 7 * (backups.WEEKS - 2)


def test_what_was_made_before_something_outlives_what_was_made_by_the_way() -> None:
    """Where room is short, the recent ones by the way go first."""
    known = [backup(n, NOON + timedelta(minutes=n)) for n in range(9, 1, -1)] + [backup(1, NOON, Reason.MERGE)]
    assert kept(known, most=30) == [9, 8, 1]


@given(
    st.lists(st.tuples(st.integers(0, 400), st.sampled_from(Reason), st.integers(1, 99), st.booleans()), max_size=60),
    st.integers(0, 600),
)
def test_the_last_good_one_always_stays(drawn: list[tuple[int, Reason, int, bool]], most: int) -> None:
    """Whatever was made when, of whatever size, and however small the budget; and the budget is kept otherwise."""
    known = [
        replace(backup(number, NOON + timedelta(hours=hours), reason, size), whole=whole)
        for number, (hours, reason, size, whole) in enumerate(drawn)
    ][::-1]
    gone = backups.doomed(known, most, ())
    stays = [b for b in known if b not in gone]
    good = [b for b in known if b.whole]
    assert good[:1] == [b for b in stays if b.whole][:1]
    assert sum(b.size for b in stays) <= most or stays == good[:1]


def test_the_budget_is_the_users(project: Project) -> None:
    """With room for one, one stays: the newest."""
    settings.save(Settings(backup_megabytes=0.001))
    for name in "abc":
        rename(project, name)
        project.back_up(Reason.ASKED)
    assert [b.number for b in project.backups()] == [3]
    assert json.loads(project.backups()[0].path.with_suffix(".json").read_text("utf-8"))["reason"] == "asked for"
