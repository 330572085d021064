"""Which keys mean which command: those of the list of commands, with what the user put in their place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

from workbench.core.words import mark
from workbench.gui.commands import COMMANDS, Command, Scope

_IN_READERS, _IN_TABLE = (Scope.REVIEW, Scope.READER), (Scope.TABLE, Scope.NOTED)
# Where the keys of a scope hold, in words.
PLACES: Mapping[str, str] = {
    "window": mark("everywhere"),
    "review": mark("in a reader or the queue"),
    "reader": mark("in a reader"),
    "form": mark("in the form"),
    "table": mark("in the table of the comparison"),
    "noted": mark("in the sources or the comparison"),
}
_MOVES_FOCUS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_NO_KEY = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr,
           Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock, Qt.Key.Key_unknown)  # fmt: skip
_TYPING = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Left,
           Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End)  # fmt: skip
_WITH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_PART = "\t"  # parts an entry of the settings: a tab is never a key's name


class Unfit(StrEnum):
    """Why a key cannot mean a command."""

    FOCUS = "moves the focus"
    TEXT = "is text in boxes"


@dataclass(frozen=True, slots=True)
class Keymap:
    """`own` holds the commands whose keys the user changed; an empty tuple is a command without a key."""

    own: Mapping[str, tuple[str, ...]]
    commands: tuple[Command, ...] = COMMANDS

    @classmethod
    def of(cls, stored: Iterable[str], commands: tuple[Command, ...] = COMMANDS) -> Keymap:
        """From the lines of the settings. What is no command or no key any more is left out, and so is a key that a
        command of a newer version took meanwhile: its own user comes first, and nothing means two things."""
        known, made = {c.id for c in commands}, cls({}, commands)
        for line in stored:
            name, *keys = line.split(_PART)
            if name in known:
                made = made.with_keys(name, [key for key in keys if _is_key(key)])
        for name in tuple(made.own):
            kept = [key for key in made.own[name] if not made.clashes(name, key)]
            if len(kept) < len(made.own[name]):
                made = made.with_keys(name, kept)
        return made

    @property
    def stored(self) -> tuple[str, ...]:
        return tuple(_PART.join((name, *keys)) for name, keys in sorted(self.own.items()))

    def keys(self, command: Command) -> tuple[str, ...]:
        return self.own.get(command.id, command.keys)

    def changed(self, command: Command) -> bool:
        return command.id in self.own

    def with_keys(self, command_id: str, keys: Sequence[str]) -> Keymap:
        """The same with these keys for a command; its first ones are no change."""
        own = {name: had for name, had in self.own.items() if name != command_id}
        command = self._command(command_id)
        if tuple(keys) != command.keys:
            own[command_id] = tuple(dict.fromkeys(keys))
        return Keymap(own, self.commands)

    def reset(self, command_id: str) -> Keymap:
        return self.with_keys(command_id, self._command(command_id).keys)

    def clashes(self, command_id: str, key: str) -> list[Command]:
        """Other commands that the key means where it would mean this one."""
        scope = self._command(command_id).scope
        wanted = combination_of(key)
        return [
            other
            for other in self.commands
            if other.id != command_id
            and together(scope, other.scope)
            and wanted in {combination_of(one) for one in self.keys(other)}
        ]

    def assigned(self, command_id: str, key: str, *, beside: bool = False) -> Keymap:
        """The key for this command alone: whoever had it loses it. `beside` keeps the command's other keys."""
        made = self
        for other in self.clashes(command_id, key):
            left = [one for one in made.keys(other) if combination_of(one) != combination_of(key)]
            made = made.with_keys(other.id, left)
        kept = self.keys(self._command(command_id)) if beside else ()
        return made.with_keys(command_id, [*kept, key])

    def swapped(self, command_id: str, key: str) -> Keymap:
        """The key for this command, and its present first key for the command that loses it, where it fits there."""
        losers = self.clashes(command_id, key)
        made, had = self.assigned(command_id, key), self.keys(self._command(command_id))
        for loser in losers[:1]:
            if had and unfit(had[0], loser.scope) is None and not made.clashes(loser.id, had[0]):
                made = made.with_keys(loser.id, [*made.keys(loser), had[0]])
        return made

    def _command(self, command_id: str) -> Command:
        return next(c for c in self.commands if c.id == command_id)


def together(one: Scope, other: Scope) -> bool:
    """Whether keys of both scopes hold somewhere at the same time."""
    if one is other or Scope.WINDOW in (one, other):
        return True
    return any(one in place and other in place for place in (_IN_READERS, _IN_TABLE))


def combination_of(key: str) -> int:
    """ "Ctrl+Z" as the number that Qt keeps it as."""
    sequence = QKeySequence(key)
    assert sequence.count() == 1, key
    pressed: QKeyCombination = sequence[0]  # type: ignore[index]
    return pressed.toCombined()


def _is_key(key: str) -> bool:
    sequence = QKeySequence(key)
    return sequence.count() == 1 and Qt.Key.Key_unknown.value not in (sequence[0].key(), combination_of(key))  # type: ignore[index]


def name_of(pressed: QKeyCombination) -> str:
    """The portable name of a combination, "" for a modifier alone."""
    if pressed.key() in _NO_KEY:
        return ""
    return QKeySequence(pressed).toString(QKeySequence.SequenceFormat.PortableText)


def unfit(key: str, scope: Scope) -> Unfit | None:
    """Why a key cannot mean a command in a scope; None where it can."""
    pressed: QKeyCombination = QKeySequence(key)[0]  # type: ignore[index]
    bare = not pressed.keyboardModifiers() & _WITH
    if bare and pressed.key() in _MOVES_FOCUS:
        return Unfit.FOCUS
    printed = 0x20 <= pressed.key().value < 0x01000000
    if scope in (Scope.WINDOW, Scope.FORM) and bare and (printed or pressed.key() in _TYPING):
        return Unfit.TEXT
    return None


def first(keys: Sequence[str]) -> Sequence[str]:
    """The first key. Of Return and Enter, which always go together, the one that is written on keyboards."""
    entered = [key.removesuffix("Return") + "Enter" for key in keys[:1]]
    return entered if keys and keys[0].endswith("Return") and entered[0] in keys else keys[:1]


def shown(keys: Sequence[str]) -> str:
    """Keys as this system writes them, each once."""
    native = QKeySequence.SequenceFormat.NativeText
    return ", ".join(dict.fromkeys(QKeySequence(key).toString(native) for key in keys))
