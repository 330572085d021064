"""A second window on one project: who has it, its newest backup to be read, and the project once it is free."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from workbench.core import settings
from workbench.core.model.backup import Reason
from workbench.core.project import Project
from workbench.core.store.waiting import is_free
from workbench.gui.session import PLACE
from workbench.gui.waiting import TOPIC
from workbench.gui.window import Window


@pytest.fixture
def first(project_file: Path) -> Iterator[Project]:
    """Another window has the project; a step was taken since its newest backup."""
    with Project.open(project_file, author="Dana") as project:
        project.back_up(Reason.ASKED)
        with project.history.operation("Set") as op:
            project.options.set(op, "color", "blue")
        yield project


def told(window: Window, topic: str) -> str:
    return " ".join(strip.message.text for strip in window.messages.strips if strip.message.topic == topic)


def press(window: Window, topic: str) -> None:
    (strip,) = [one for one in window.messages.strips if one.message.topic == topic]
    strip._act()


def test_the_lock_is_looked_at_without_touching_it(project_file: Path) -> None:
    """Neither does the look take it, nor does it give it away."""
    assert is_free(project_file)
    with Project.open(project_file):
        assert not is_free(project_file)
        assert not is_free(project_file)
    assert is_free(project_file)
    assert not project_file.with_name(project_file.name + ".lock").exists()


def test_the_newest_backup_is_read_meanwhile(empty_window: Window, first: Project) -> None:
    """Nothing can be changed in it, and it is not among the recent projects."""
    window = empty_window
    assert not window.session.open(first.path)
    assert str(first.path) in told(window, TOPIC)
    assert "opened as soon as it is free" in told(window, TOPIC)
    press(window, TOPIC)
    project = window.session.project
    assert project is not None
    assert (project.read_only, project.path) == (True, first.backups()[0].path)
    assert (len(project.articles.ids()), project.options.get("color")) == (2, None)
    assert str(project.path) not in settings.load().recent
    assert "nothing can be changed" in told(window, TOPIC)
    assert window.session.waiter.waiting_for == first.path


def test_a_backup_that_is_read_gives_way_when_asked(empty_window: Window, first: Project) -> None:
    """What is read is not taken away; a strip says that the project is free, and its button opens it for work."""
    window = empty_window
    window.session.open(first.path)
    press(window, TOPIC)
    window.session.waiter.look()
    assert "is free now" not in told(window, TOPIC)
    first.close()
    window.session.waiter.look()
    assert "is free now" in told(window, TOPIC)
    press(window, TOPIC)
    project = window.session.project
    assert project is not None
    assert (project.path, project.read_only) == (first.path, False)
    assert project.options.get("color") == "blue"
    assert told(window, TOPIC) == ""
    assert window.session.waiter.waiting_for is None


def test_an_empty_window_takes_over_by_itself(empty_window: Window, first: Project, qtbot: QtBot) -> None:
    """The next look after the first window is gone opens the project."""
    window = empty_window
    window.session.open(first.path)
    window.session.waiter._clock.setInterval(20)
    first.close()
    qtbot.waitUntil(lambda: window.session.project is not None)
    assert window.session.writable
    assert told(window, TOPIC) == ""


def test_another_project_ends_the_wait(empty_window: Window, first: Project, tmp_path: Path) -> None:
    """Whoever works on something else is not called away."""
    window = empty_window
    window.session.open(first.path)
    assert window.session.create(tmp_path / "other.workbench")
    assert window.session.waiter.waiting_for is None
    assert told(window, TOPIC) == ""


def test_without_a_backup_there_is_only_the_wait(empty_window: Window, project_file: Path) -> None:
    """No button leads nowhere."""
    with Project.open(project_file):
        empty_window.session.open(project_file)
        (strip,) = empty_window.messages.strips
        assert strip.message.act is None
        assert empty_window.session.waiter.waiting_for == project_file


def test_a_window_that_is_closed_waits_no_more(empty_window: Window, first: Project) -> None:
    """Else it would take the project from whoever comes next."""
    empty_window.session.open(first.path)
    empty_window.close()
    assert empty_window.session.waiter.waiting_for is None


def test_a_cloud_folder_is_told_until_it_need_not_be(empty_window: Window, project_file: Path) -> None:
    """Once, with a button that keeps quiet about it from then on."""
    folder = project_file.parent / "Dropbox"
    folder.mkdir()
    path = project_file.rename(folder / project_file.name)
    window = empty_window
    assert window.session.open(path)
    assert "Dropbox" in told(window, PLACE)
    press(window, PLACE)
    window.session.close()
    assert window.session.open(path)
    assert told(window, PLACE) == ""
    assert settings.load().place_notices == "off"


def test_ones_own_disk_needs_no_words(window: Window) -> None:
    """Nothing is said where nothing is to be minded."""
    assert told(window, PLACE) == ""
