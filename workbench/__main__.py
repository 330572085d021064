"""Starts the program: the window without arguments, a command with them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path


def main(argv: Sequence[str] | None = None) -> int:
    """Runs what the arguments say; the exit code is 0, 1 (something was found wrong) or 2 (bad input)."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if not arguments:
        return window()
    from workbench.cli.program import run

    return run(arguments, open_window=window)


def window(project: Path | None = None) -> int:
    """Opens the window, on a project where one is named."""
    from workbench.gui.app import main as show

    return show(project)


if __name__ == "__main__":
    raise SystemExit(main())
