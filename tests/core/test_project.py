"""A project as windows and commands hold it: one file, its parts, its history."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.core.project import Project


def test_a_new_project_is_empty(tmp_path: Path) -> None:
    """Nothing in it, nothing to undo, nothing wrong."""
    with Project.create(tmp_path / "p.workbench", author="Аида") as project:
        assert (project.articles.ids(), project.figures.ids(), project.history.steps()) == ([], [], [])
        assert (project.history.undo(), project.history.redo()) == (None, None)
        assert (project.history.undo_name, project.history.redo_name) == (None, None)
        assert project.store_check() == []
        assert not project.read_only


@pytest.mark.parametrize("name", ["p.workbench", "сделки 100%.workbench", "a#b?c=d&e.workbench", "қ'\"x.workbench"])
def test_any_file_name_will_do(tmp_path: Path, name: str) -> None:
    """Letters, spaces and signs that mean something in addresses."""
    path = tmp_path / name
    with Project.create(path) as project:
        guid = project.guid
    with Project.open(str(path)) as project:
        assert (project.path, project.guid) == (path, guid)
    assert [p.name for p in tmp_path.iterdir()] == [name]


def test_a_relative_path_is_made_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A later change of the working folder does not lose the project."""
    monkeypatch.chdir(tmp_path)
    with Project.create("p.workbench") as project:
        assert project.path == tmp_path / "p.workbench"


def test_a_copy_is_a_project_of_its_own(tmp_path: Path) -> None:
    """A copy of an open project opens beside it, with the same contents, history and guid."""
    with Project.create(tmp_path / "p.workbench", author="Аида") as project:
        with project.history.operation("Rename") as op:
            project.options.set(op, "layout", {"panes": [1, 2], "wide": True})
        project.copy_to(tmp_path / "copy.workbench")
        with Project.open(tmp_path / "copy.workbench") as copy:
            assert copy.guid == project.guid
            assert copy.options.get("layout") == {"panes": [1, 2], "wide": True}
            assert copy.history.undo_name == "Rename"
            copy.history.undo()
            assert copy.options.get("layout", "none") == "none"
        assert project.options.get("layout") is not None


def test_unsubscribed_listeners_hear_nothing(tmp_path: Path) -> None:
    """Ending a subscription twice is no harm."""
    heard: list[object] = []
    with Project.create(tmp_path / "p.workbench") as project:
        stop = project.subscribe(heard.append)
        stop()
        stop()
        with project.history.operation("Rename") as op:
            project.options.set(op, "a", 1)
    assert heard == []


def test_a_project_closes_when_work_in_it_fails(tmp_path: Path) -> None:
    """An error inside the `with` block leaves no lock behind."""
    with pytest.raises(ZeroDivisionError), Project.create(tmp_path / "p.workbench"):
        raise ZeroDivisionError
    Project.open(tmp_path / "p.workbench").close()
