"""Starts the program: the window without arguments, a command with them."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.gui.help.generated import Described

_PROJECT = ".workbench"


def main(argv: Sequence[str] | None = None) -> int:
    """Runs what the arguments say; the exit code is 0, 1 (something was found wrong) or 2 (bad input)."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] == ["--reader-apart"]:  # so a frozen program starts its readers of strangers' files
        from workbench.core.apart import child

        child.main(arguments[1])
        return 0
    if not arguments:
        return window()
    if len(arguments) == 1 and arguments[0].lower().endswith(_PROJECT):  # a double click, or dropped on the program
        return window(Path(arguments[0]))
    from workbench.cli.program import run

    return run(arguments, open_window=window, look=_look)


def window(project: Path | None = None) -> int:
    """Opens the window, on a project where one is named."""
    if not _can_show():
        return 2
    from workbench.gui.app import main as show

    return show(project, described=_commands)


def _commands() -> Described:
    from workbench.cli.reference import described

    return described()


def _look(project: Path) -> str:
    from workbench.gui.selftest import look

    return look(project)


def _can_show() -> bool:
    """Whether there is a screen to open a window on; said in a sentence where there is none, for Qt would abort."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if not sys.platform.startswith("linux") or any(os.environ.get(name) for name in named):
        return True
    from workbench.cli.program import say_no_screen

    say_no_screen()
    return False


if __name__ == "__main__":
    raise SystemExit(main())
