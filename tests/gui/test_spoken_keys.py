"""Sentences that name keys name those that hold now."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from workbench.core.actions import reviewing
from workbench.gui import spoken_keys
from workbench.gui.keymap import Keymap
from workbench.gui.spoken_keys import key_of, with_key
from workbench.gui.window import Window


@pytest.fixture(autouse=True)
def first_keys() -> Iterator[None]:
    """No test leaves its keys to the next."""
    yield
    spoken_keys.use(Keymap({}))


def remap(window: Window, command: str, *keys: str) -> None:
    window.session.change_settings(keys=window.keymap.with_keys(command, keys).stored)


def test_the_key_that_is_named_is_the_users_own() -> None:
    """Enter is said of Return and Enter; a command without a key is named as in the menus."""
    assert (key_of("figure.accept"), key_of("edit.undo")) == ("Enter", "Ctrl+Z")
    spoken_keys.use(Keymap({"figure.accept": ("Y",), "edit.undo": ()}))
    assert (key_of("figure.accept"), key_of("edit.undo")) == ("Y", "“Undo”")
    assert with_key("Back", "edit.undo") == "Back"


def test_standing_words_follow_a_change_of_keys(window: Window) -> None:
    """Tool tips, the words of empty panels and what the form says, without a new start."""
    window.session.select_figure(None)
    remap(window, "go.next_figure", "Q")
    assert "press Q" in window.desk.form._empty.text()
    remap(window, "figure.save", "Ctrl+T")
    assert window.desk.form._save.toolTip() == "Ctrl+T, from any box"
    remap(window, "go.back", "Alt+B")
    assert window.desk.panes[0].header._back.toolTip() == "Back (Alt+B)"
    remap(window, "figure.point", "Ctrl+Shift+U")
    assert window.desk.form.rows["unit"].point.toolTip().endswith("(Ctrl+Shift+U)")


def test_the_conflict_board_names_the_keys_of_now(window: Window, qtbot: QtBot) -> None:
    """Its button, and what the look-alikes say of a figure without a measure and a subject."""
    remap(window, "figure.save", "Ctrl+T")
    assert window.conflicts.box.save_button.text() == "Save (Ctrl+T)"
    window.focus_part("conflicts")
    project = window.session.project
    assert project is not None
    bare = project.figures.ids()[0]
    reviewing.correct(project, bare, measure="", subject="")
    window.session.select_figure(bare)
    remap(window, "figure.field", "Ctrl+J")
    qtbot.waitUntil(lambda: "Ctrl+J chooses them" in window.conflicts.look_alikes._empty.text())


def test_the_words_of_an_empty_project_follow(empty_window: Window, tmp_path: Path) -> None:
    """Both readers and the list of sources say how to bring something in."""
    assert empty_window.session.create(tmp_path / "new.workbench")
    remap(empty_window, "file.import", "Ctrl+J")
    assert "press Ctrl+J" in empty_window.desk.panes[0]._empty.text()
    assert "press Ctrl+J" in empty_window.sources._empty.text()


def test_what_is_said_in_passing_names_the_key_of_now(window: Window) -> None:
    """As when no figure is chosen."""
    said: list[str] = []
    window.session.said.connect(said.append)
    remap(window, "go.next_figure", "Q")
    window.session.select_figure(None)
    window.desk.accept_and_stay()
    assert said[-1] == "Choose a figure first: Q goes to the next one."
