"""The session: one project at a time, one signal for a change, the world's errors told and never thrown."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from workbench.core import settings
from workbench.core.errors import BadInput
from workbench.core.model.changes import Changes
from workbench.core.model.figure import FigureId
from workbench.core.project import Project
from workbench.gui.messages import Level, Message
from workbench.gui.session import Session


@pytest.fixture
def session(qapp: object) -> Session:
    return Session()


def test_opening_is_remembered(session: Session, project_file: Path) -> None:
    """An opened project leads the list of recent ones, also after a restart."""
    assert session.open(project_file)
    assert settings.load().recent[0] == str(project_file.resolve())
    session.close()


@pytest.mark.parametrize(("content", "word"), [(b"", "empty"), (b"not a project at all" * 500, "project")])
def test_what_is_not_a_project_is_told(session: Session, tmp_path: Path, content: bytes, word: str) -> None:
    """A sentence names the file; the project that was open stays open."""
    path = tmp_path / "notes.workbench"
    path.write_bytes(content)
    told: list[Message] = []
    session.told.connect(told.append)
    assert not session.open(path)
    assert session.project is None
    assert [m.level for m in told] == [Level.ERROR]
    assert "notes.workbench" in told[0].text


def test_a_project_held_elsewhere_says_by_whom(session: Session, project_file: Path) -> None:
    """A second window on the same project is refused with the holder's name, and the first keeps it."""
    told: list[Message] = []
    session.told.connect(told.append)
    with Project.open(project_file):
        assert not session.open(project_file)
    assert str(project_file) in told[0].text


def test_opening_another_project_closes_the_first(session: Session, project_file: Path, tmp_path: Path) -> None:
    """One window, one project; the first can be opened elsewhere afterwards."""
    session.open(project_file)
    assert session.create(tmp_path / "other.workbench")
    with Project.open(project_file) as again:
        assert len(again.articles.ids()) == 2
    session.close()


def test_every_change_is_one_signal(session: Session, project_file: Path, qtbot: QtBot) -> None:
    """An undo is announced once, with the rows it touched."""
    session.open(project_file)
    heard: list[Changes] = []
    session.changed.connect(heard.append)
    session.undo()
    assert [c.name for c in heard] == ["Import 2 articles"]
    assert heard[0].touches("article", "figure")
    session.close()


def test_do_tells_the_worlds_errors_and_raises_ours(session: Session, project_file: Path) -> None:
    """A bad date is a sentence; a bug stays a bug."""
    session.open(project_file)
    told: list[Message] = []
    session.told.connect(told.append)

    def refuse(_project: Project) -> None:
        raise BadInput("“soon” is not a date.")

    assert session.do(refuse) is None
    assert told[0].text == "“soon” is not a date."
    with pytest.raises(ZeroDivisionError):
        session.do(lambda _project: 1 // 0)
    session.close()


def test_a_figure_is_selected_once(session: Session) -> None:
    """Selecting what is selected says nothing."""
    heard: list[object] = []
    session.figure_selected.connect(heard.append)
    session.select_figure(FigureId(3))
    session.select_figure(FigureId(3))
    session.select_figure(None)
    assert heard == [3, None]


def test_settings_that_cannot_be_saved_cost_a_word_only(
    session: Session, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that cannot be written: the setting holds for this run and the user is told."""
    (own_home / "blocked").write_text("a file where a folder should be")
    monkeypatch.setattr("workbench.core.settings._file", lambda: own_home / "blocked" / "settings.json")
    told: list[Message] = []
    session.told.connect(told.append)
    session.change_settings(theme="dark")
    assert session.settings.theme == "dark"
    assert told[0].level is Level.WARNING
