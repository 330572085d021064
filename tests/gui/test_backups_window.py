"""Backups in the window: made by the way, looked into, restored; what is damaged is told, with the way out."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from workbench.core.actions import articles
from workbench.core.errors import DamagedProject
from workbench.core.model.backup import Reason
from workbench.core.project import Project
from workbench.gui import messages
from workbench.gui.crash import CrashReporter
from workbench.gui.dialogs.backups import BackupsDialog
from workbench.gui.messages import Message
from workbench.gui.window import Window


def reasons(path: Path) -> list[Reason]:
    with Project.open(path, read_only=True) as project:
        return [one.reason for one in project.backups()]


def idle(window: Window) -> bool:
    return not window.session.jobs.running


@pytest.fixture
def dialog(qtbot: QtBot, window: Window) -> BackupsDialog:
    """On a project with one backup, of before a source was removed."""
    project = window.session.project
    assert project is not None
    project.back_up(Reason.ASKED)
    articles.remove(project, project.articles.ids()[:1])
    window.files.show_backups()
    (made,) = window.findChildren(BackupsDialog)
    qtbot.waitUntil(lambda: idle(window) and "Sources" in made.details.toPlainText())
    return made


def test_work_is_backed_up_by_the_way(qtbot: QtBot, window: Window) -> None:
    """In a worker, once for a change: a second look finds nothing to do."""
    project, keeper = window.session.project, window.session.keeper
    assert project is not None
    keeper.tick()
    qtbot.waitUntil(lambda: idle(window) and project.backup_of_now is not None)
    keeper.tick()
    qtbot.waitUntil(lambda: idle(window))
    assert [one.reason for one in project.backups()] == [Reason.WORK]


def test_closing_makes_a_backup_of_what_changed(window: Window, project_file: Path) -> None:
    """Opened and closed again, nothing changed and none is made."""
    window.session.close()
    assert reasons(project_file) == [Reason.CLOSING]
    window.session.open(project_file)
    window.session.close()
    assert reasons(project_file) == [Reason.CLOSING]


def test_a_backup_that_fails_is_told_and_stops_nothing(window: Window, tmp_path: Path) -> None:
    """The project stays open and is written on."""
    from workbench.core import settings
    from workbench.core.settings import Settings

    (tmp_path / "file").write_bytes(b"")
    settings.save(Settings(backup_folder=str(tmp_path / "file")))
    told: list[Message] = []
    window.session.told.connect(told.append)
    window.session.keeper.tick()
    assert "backups" in told[-1].text
    assert window.session.writable


def test_the_preview_says_what_a_backup_would_bring_back(dialog: BackupsDialog) -> None:
    """By name; the state of now was kept to compare with."""
    assert "Sources since then: 0 added, 1 removed, 0 changed" in dialog.details.toPlainText()
    assert "A survey of ore" in dialog.details.toPlainText()
    assert dialog.restore.isEnabled()
    assert not dialog.salvage.isEnabled()


def test_restoring_opens_the_project_as_it_was(qtbot: QtBot, window: Window, dialog: BackupsDialog) -> None:
    """And lists what it was before among the backups."""
    dialog.restore.click()
    qtbot.waitUntil(lambda: idle(window) and window.session.project is not None)
    project = window.session.project
    assert project is not None
    assert len(project.articles.ids()) == 2
    assert dialog.list.topLevelItem(0).text(1) == "before another state was restored"
    qtbot.waitUntil(lambda: idle(window))


def test_a_broken_backup_is_told_and_the_project_opens_again(
    qtbot: QtBot, window: Window, dialog: BackupsDialog
) -> None:
    """As it was."""
    one = dialog.chosen()
    assert one is not None
    one.path.write_bytes(b"")
    told: list[Message] = []
    window.session.told.connect(told.append)
    dialog.restore.click()
    qtbot.waitUntil(lambda: idle(window) and window.session.project is not None)
    assert any(one.path.name in message.text for message in told)
    assert len(window.session.project.articles.ids()) == 1


def test_a_damaged_project_is_told_with_the_way_to_salvage(
    qtbot: QtBot, empty_window: Window, project_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The strip leads to the backups; from there all that can be read goes into a new project."""
    with project_file.open("rb+") as stream:
        stream.truncate(project_file.stat().st_size - 9 * 4096)
    told: list[Message] = []
    empty_window.session.told.connect(told.append)
    opened = empty_window.session.open(project_file)
    assert opened == (empty_window.session.project is not None)
    assert told[-1].act is not None
    told[-1].act()
    (dialog,) = empty_window.findChildren(BackupsDialog)
    monkeypatch.setattr(messages, "choose_new_project", lambda *_: tmp_path / "saved.workbench")
    dialog.salvage.click()
    qtbot.waitUntil(lambda: idle(empty_window) and "sources:" in dialog.details.toPlainText())
    assert (tmp_path / "saved.workbench").exists()


def test_damage_that_shows_while_something_is_drawn_is_told_and_is_no_crash(
    window: Window, project_file: Path
) -> None:
    """With the way to the backups; any other error of ours still goes to the crash report."""
    reporter = CrashReporter()
    reporter.world.connect(window.session.take_trouble)
    told: list[Message] = []
    window.session.told.connect(told.append)
    error = DamagedProject(f"{project_file} is damaged.")
    reporter.on_error(type(error), error, None)
    assert [(m.text, m.act_text) for m in told] == [(str(error), "Backups and salvage…")]
    assert reporter.window is None


def test_without_backups_the_dialog_says_when_one_is_made(qtbot: QtBot, window: Window) -> None:
    """And makes one when asked."""
    window.files.show_backups()
    (dialog,) = window.findChildren(BackupsDialog)
    assert dialog.list.topLevelItemCount() == 0
    assert not dialog.restore.isEnabled()
    dialog.make.click()
    qtbot.waitUntil(lambda: idle(window) and dialog.list.topLevelItemCount() == 1)
    assert dialog.list.topLevelItem(0).text(1) == "asked for"
    qtbot.waitUntil(lambda: "Nothing differs" in dialog.details.toPlainText())
