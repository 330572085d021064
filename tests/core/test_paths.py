"""Tests of where the program's data and the user's files lie."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench.core import paths


@pytest.fixture
def looked_up_again() -> Iterator[None]:
    """The folder is looked for once a run; these tests change the ground, so they ask anew."""
    paths.data_root.cache_clear()
    yield
    paths.data_root.cache_clear()


def test_the_data_of_a_source_tree_lies_at_its_top() -> None:
    """In a checkout, resources, schema and export layouts are found beside the package."""
    assert paths.resources().is_dir()
    assert paths.schema().is_dir()
    assert paths.export_layouts().is_dir()
    assert paths.data_root() == Path(__file__).resolve().parents[2]


@pytest.mark.usefixtures("looked_up_again")
def test_a_frozen_program_carries_its_data_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A frozen program finds its data in the folder that it was unpacked to."""
    (tmp_path / "db").mkdir()
    (tmp_path / "resources").mkdir()
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.data_root() == tmp_path


@pytest.mark.usefixtures("looked_up_again")
def test_a_program_without_its_data_says_so_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A broken package fails at its start, not at the first missing word."""
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    with pytest.raises(RuntimeError, match="data folders are missing"):
        paths.data_root()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the folders of other systems are not set by XDG")
def test_the_users_folders_are_made_on_first_use(own_home: Path) -> None:
    """Settings and logs have a folder as soon as they are asked for."""
    for folder in (paths.user_config(), paths.user_logs()):
        assert folder.is_dir()
        assert folder.is_relative_to(own_home)
        assert paths.APP_NAME in folder.parts


def test_one_folder_may_hold_all_that_is_kept_for_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment names it: settings, reports and backups go there and nowhere else."""
    monkeypatch.setenv(paths.HOME, str(tmp_path / "stick"))
    folders = [paths.user_config(), paths.user_logs(), paths.user_backups()]
    assert [folder.parent for folder in folders] == [tmp_path / "stick"] * 3
    assert all(folder.is_dir() for folder in folders)
