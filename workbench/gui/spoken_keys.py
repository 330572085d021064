"""The keys of commands as sentences name them: the ones that hold now, whatever the user made of them.

Like the language of the window they are one choice for the whole program. A widget whose standing words name keys has
a `say_keys()`, which says them again; what is said in passing asks when it is said.
"""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject

from workbench.core.words import tr
from workbench.gui.commands import by_id, name_of
from workbench.gui.keymap import Keymap, first, shown

_active = [Keymap({})]


@runtime_checkable
class NamesKeys(Protocol):
    """A widget, or a row of some, whose standing words name keys of commands."""

    def say_keys(self) -> None: ...


def use(keymap: Keymap) -> None:
    """Name these keys from now on."""
    _active[0] = keymap


def say_again(within: QObject) -> None:
    """Everything there that names keys names those of now."""
    for one in within.findChildren(QObject):
        if isinstance(one, NamesKeys):
            one.say_keys()


def key_of(command_id: str) -> str:
    """The first key of a command; its name in the menus where it has none."""
    command = by_id(command_id)
    keys = first(_active[0].keys(command))
    return shown(keys) if keys else tr("“{command}”", command=name_of(command).replace("&", "").rstrip("…"))


def keys_of(command_id: str) -> str:
    """All keys of a command; "" where it has none."""
    return shown(_active[0].keys(by_id(command_id)))


def as_in_menus(command_id: str) -> str:
    """A command's name with its key beside it, for menus that are not of the list of commands."""
    command = by_id(command_id)
    return f"{name_of(command)}\t{shown(first(_active[0].keys(command)))}".rstrip()


def with_key(words: str, command_id: str) -> str:
    """Words with the key that does the same behind them: "Back (Alt+Left)"; without one, the words alone."""
    return f"{words} ({key_of(command_id)})" if _active[0].keys(by_id(command_id)) else words


def can_go_back(step: str) -> str:
    """What was done, with the key that takes it back."""
    return tr("{step}. {undo} takes it back.", step=step, undo=key_of("edit.undo"))
