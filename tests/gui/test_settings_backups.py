"""The window of settings on backups: how often, how much room, which folder; and what is said of shares."""

from __future__ import annotations

from pathlib import Path

from workbench.core import settings as stored
from workbench.core.model.backup import Reason
from workbench.gui.dialogs.settings import SettingsWindow
from workbench.gui.window import Window


def opened(window: Window) -> SettingsWindow:
    window.show_settings()
    return [w for w in window.findChildren(SettingsWindow) if w.isVisible()][-1]


def test_how_often_and_how_much_is_kept_at_once(window: Window) -> None:
    """The boxes show what holds, and what is set in them holds."""
    shown = opened(window)
    assert (shown.minutes.value(), shown.megabytes.value()) == (10, 2048)
    shown.minutes.setValue(25)
    shown.megabytes.setValue(500)
    assert (stored.load().backup_minutes, stored.load().backup_megabytes) == (25.0, 500.0)


def test_backups_go_to_the_folder_that_is_named(window: Window, tmp_path: Path) -> None:
    """It is made with the first of them."""
    shown = opened(window)
    folder = tmp_path / "safe place"
    shown.folder.setText(str(folder))
    shown.folder.setModified(True)
    shown.folder.editingFinished.emit()
    project = window.session.project
    assert project is not None
    made = project.back_up(Reason.ASKED)
    assert folder in made.path.parents


def test_settings_that_anyone_may_write_do_not_break_the_boxes(window: Window) -> None:
    """A number that is none, or beyond all measure, is shown as the nearest that can be."""
    window.session.change_settings(backup_minutes=float("inf"), backup_megabytes=-5.0)
    shown = opened(window)
    assert (shown.minutes.value(), shown.megabytes.value()) == (1, 100)


def test_what_is_said_of_shares_can_be_asked_for_again(window: Window) -> None:
    """The strip's button turns it off; here it is turned on."""
    window.session.change_settings(place_notices="off")
    shown = opened(window)
    assert not shown.places.isChecked()
    shown.places.setChecked(True)
    assert stored.load().place_notices == "on"
