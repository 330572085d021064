"""Tests of the user's settings: what is saved comes back, what is damaged does no harm."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from workbench.core import paths, settings
from workbench.core.settings import RECENT, Settings


def stored() -> Path:
    return paths.user_config() / "settings.json"


def test_without_a_file_there_are_the_first_settings() -> None:
    """A new user starts with the defaults."""
    assert settings.load() == Settings()


def test_what_is_saved_comes_back() -> None:
    """Every field survives the file, Cyrillic and tuples too."""
    mine = Settings(
        language="ru", theme="dark", author="Айгүл", recent=("/a", "/b"), reader_font="Inter", reader_size=13.0
    )
    settings.save(mine)
    assert settings.load() == mine


@pytest.mark.parametrize("damaged", [b"", b"{", b"[1, 2]", b"\xff\xfe\x00", b'"text"'])
def test_a_damaged_file_counts_as_none(damaged: bytes) -> None:
    """Settings are not worth a failed start."""
    stored().write_bytes(damaged)
    assert settings.load() == Settings()


def test_one_wrong_field_does_not_cost_the_others() -> None:
    """A value of the wrong type falls back to its default; unknown fields are ignored."""
    stored().write_text(
        json.dumps({"theme": "dark", "reader_size": "big", "language": 5, "from_the_future": 1}), "utf-8"
    )
    assert settings.load() == Settings(theme="dark")


def test_saving_leaves_no_half_file() -> None:
    """The file is written beside and renamed."""
    settings.save(Settings(theme="light"))
    assert [file.name for file in stored().parent.iterdir()] == ["settings.json"]


def test_the_last_project_stands_first_and_once(tmp_path: Path) -> None:
    """Opening a project again moves it up; the list does not grow without end."""
    now = Settings()
    for n in range(RECENT + 5):
        now = now.with_recent(tmp_path / f"{n}.workbench")
    now = now.with_recent(tmp_path / "10.workbench")
    assert now.recent[0] == str(tmp_path / "10.workbench")
    assert len(now.recent) == len(set(now.recent)) == RECENT


def test_an_author_always_has_a_name() -> None:
    """Who changed a figure is never empty."""
    assert Settings(author="Dana").author_name == "Dana"
    assert Settings().author_name
