"""The list of commands: no two with one name or one key, each with help, each doing something that exists."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest

from workbench.core import words
from workbench.gui.commands import COMMANDS, MENUS, Command, Scope
from workbench.gui.dialogs.palette import matches
from workbench.gui.keymap import combination_of
from workbench.gui.window import Window

# The table of keys: what an analyst's fingers learn must not move.
LEARNT = {
    "figure.accept": ("Return", "Enter"),
    "figure.accept_stay": ("Shift+Return", "Shift+Enter"),
    "figure.reject": ("X", "Del"),
    "figure.not_a_figure": ("Space",),
    "go.next_figure": ("J", "Down"),
    "go.previous_figure": ("K", "Up"),
    "source.next": ("Shift+PgDown",),
    "source.previous": ("Shift+PgUp",),
    "figure.edit": ("E", "F2"),
    "figure.leave": ("Esc",),
    "figure.save": ("Ctrl+Return", "Ctrl+Enter"),
    "figure.new": ("N",),
    "figure.field": ("F",),
    "figure.note": ("M",),
    "figure.edge_start": ("[",),
    "figure.edge_end": ("]",),
    "go.next_conflict": ("F8",),
    "go.next_pair": ("Shift+F8",),
    "edit.find": ("Ctrl+F",),
    "edit.undo": ("Ctrl+Z",),
    "edit.redo": ("Ctrl+Shift+Z", "Ctrl+Y"),
    "help.palette": ("Ctrl+K",),
    "go.back": ("Alt+Left",),
    "go.forward": ("Alt+Right",),
    "edit.copy_quote": ("Ctrl+Shift+C",),
    "view.next_part": ("F6",),
    "view.second_reader": ("Ctrl+\\",),
    "figure.accept_all": ("Ctrl+Shift+Return", "Ctrl+Shift+Enter"),
    "file.export": ("Ctrl+E",),
    "help.open": ("F1",),
    "help.keys": ("Shift+F1",),
}


def test_no_two_commands_share_an_id() -> None:
    """An id is the command's name for settings, tests and help."""
    assert [i for i, n in Counter(c.id for c in COMMANDS).items() if n > 1] == []


def test_no_key_means_two_things_in_one_place() -> None:
    """Where a key is pressed one command answers: scopes that hold together share no key."""
    together = {
        Scope.WINDOW: set(Scope),
        Scope.REVIEW: {Scope.REVIEW, Scope.READER},
        Scope.READER: {Scope.READER},
        Scope.TABLE: {Scope.TABLE, Scope.NOTED},
    }
    keyed = [(c, combination_of(key)) for c in COMMANDS for key in c.keys]
    clashes = [
        (a.id, b.id)
        for (a, one), (b, other) in combinations(keyed, 2)
        if one == other and (b.scope in together.get(a.scope, {a.scope}) or a.scope in together.get(b.scope, set()))
    ]
    assert clashes == []


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: c.id)
def test_each_command_has_help_and_a_menu(command: Command) -> None:
    """Every command can be found in a menu and says in a sentence what it does."""
    assert command.menu in dict(MENUS)
    assert len(command.help) > 10
    assert command.help != command.text


def test_the_keys_that_fingers_learn_stay() -> None:
    """The keys of the design are where it says."""
    keys = {c.id: c.keys for c in COMMANDS}
    assert {i: keys[i][: len(k)] for i, k in LEARNT.items()} == LEARNT


def test_each_command_calls_something_that_exists(window: Window) -> None:
    """What a command runs is there on the window and its parts."""
    missing = []
    for command in COMMANDS:
        target: object = window
        for name in command.run.__code__.co_names:  # type: ignore[attr-defined]
            target = getattr(target, name, None)
        if not callable(target):
            missing.append(command.id)
    assert missing == []


def test_the_palette_finds_by_words_of_both_languages() -> None:
    """A command is found by its English words in any language, and by its help."""
    undo = next(c for c in COMMANDS if c.id == "edit.undo")
    assert matches(undo, ["undo"])
    assert matches(undo, ["edit", "back"])
    assert not matches(undo, ["excel"])
    words.use("ru")
    assert matches(undo, ["undo"])
