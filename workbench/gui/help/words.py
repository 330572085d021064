"""The program's own words in help pages: names, menus and keys of commands as they are now, buttons, folders."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from workbench.core import paths
from workbench.core.words import tr
from workbench.gui.commands import MENUS, by_id, name_of
from workbench.gui.menus import plain
from workbench.gui.spoken_keys import key_of

_FOLDERS: dict[str, Callable[[], object]] = {
    "settings": paths.user_config,
    "logs": paths.user_logs,
    "backups": paths.user_backups,
    "documents": paths.user_documents,
}


def fill(kind: str, name: str) -> str:
    """{key:…} and {menu:…} of a command, {w:…} a word of the window by its English, {folder:…}."""
    return _KINDS[kind](name)


def _key(command: str) -> str:
    return f'<span class="key">&nbsp;{escape(key_of(command))}&nbsp;</span>'


def _press(keys: str) -> str:
    """A key that is no command's: "1–9"."""
    return f'<span class="key">&nbsp;{escape(keys)}&nbsp;</span>'


def _menu(command_id: str) -> str:
    command = by_id(command_id)
    menu = dict(MENUS)[command.menu]
    return f"<b>{escape(plain(tr(menu)))} → {escape(plain(name_of(command)))}</b>"


def _word(message: str) -> str:
    return f"<b>{escape(plain(tr(message)))}</b>"


def _folder(name: str) -> str:
    return f"<code>{escape(str(_FOLDERS[name]()))}</code>"


_KINDS = {"key": _key, "press": _press, "menu": _menu, "w": _word, "folder": _folder}
