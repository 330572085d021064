"""Pages that are made of the program when they are shown, so that they are never out of date: keys and commands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from workbench.core.words import language, tr
from workbench.gui.commands import COMMANDS, MENUS, Scope, name_of
from workbench.gui.dialogs.key_sheet import FIXED
from workbench.gui.keymap import PLACES
from workbench.gui.menus import plain
from workbench.gui.spoken_keys import keys_of

Described = Sequence[tuple[str, str, str, Sequence[tuple[str, str]]]]  # name, usage, what it does, (argument, help)
Tell = Callable[[], Described]

KEYS, COMMAND_LIST, COMMAND_LINE = "90-keys", "91-commands", "92-command-line"


def pages(described: Described | None) -> list[tuple[str, str]]:
    """Names and Markdown; the command line only where the window was told of it."""
    made = [(KEYS, _keys()), (COMMAND_LIST, _commands())]
    return made + ([(COMMAND_LINE, _command_line(described))] if described is not None else [])


def _keys() -> str:
    parts = [f"# {tr('Keys')}", tr("As they are set now. {command} changes them.", command="{menu:help.change_keys}")]
    for menu, text in MENUS:
        rows = [
            (plain(name_of(one)), _where(keys, one.scope))
            for one in COMMANDS
            if one.menu == menu and (keys := keys_of(one.id))
        ]
        if rows:
            parts += [f"## {plain(tr(text))} {{#{menu}}}", _table((tr("Command"), tr("Keys")), rows)]
    fixed = [(tr(name), f"{keys} ({tr(where)})", tr(words)) for name, keys, where, words in FIXED]
    head = (tr("Command"), tr("Keys"), tr("What it does"))
    return "\n\n".join([*parts, f"## {tr('In lists and boxes')} {{#lists}}", _table(head, fixed)])


def _where(keys: str, scope: Scope) -> str:
    return keys if scope is Scope.WINDOW else f"{keys} ({tr(PLACES[scope])})"


def _commands() -> str:
    parts = [
        f"# {tr('All commands')}",
        tr("Every command of the menus. {key} finds one by its words.", key="{key:help.palette}"),
    ]
    head = (tr("Command"), tr("Keys"), tr("What it does"))
    for menu, text in MENUS:
        rows = [(plain(name_of(c)), keys_of(c.id), tr(c.help)) for c in COMMANDS if c.menu == menu]
        parts += [f"## {plain(tr(text))} {{#{menu}}}", _table(head, rows)]
    return "\n\n".join(parts)


def _command_line(described: Described) -> str:
    parts = [f"# {tr('Every command of the command line')}"]
    if language() != "en":
        parts.append(tr("The command line describes its commands in English; what they answer is in your language."))
    for name, usage, what, arguments in described:
        parts += [f"## {name} {{#{name}}}", f"`{usage}`", *what.split("\n\n")]
        if arguments:
            parts.append(_table((tr("Argument"), tr("What it does")), arguments))
    return "\n\n".join(parts)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    width = "|".join("---" for _ in head)
    lines = ["|".join(_cell(cell) for cell in row) for row in (head, *rows)]
    return "\n".join([f"|{lines[0]}|", f"|{width}|", *(f"|{line}|" for line in lines[1:])])


def _cell(text: str) -> str:
    """What means something in Markdown means itself."""
    return text.replace("|", "¦").replace("\n", " ") or " "
