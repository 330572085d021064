"""What the grammars of several commands share: a command, a number, the option --json."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any


def sub(commands: Any, name: str, help_text: str, *, project: bool = True) -> argparse.ArgumentParser:
    sub: argparse.ArgumentParser = commands.add_parser(
        name,
        help=help_text.replace("%", "%%"),  # the list of commands fills in places; a description does not
        description=help_text,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    if project:
        sub.add_argument("project", type=Path, metavar="P", help="the project file (*.workbench)")
    return sub


def whole(text: str) -> int:
    """A whole number that a project can hold."""
    number = int(text)
    if not 0 <= number < 2**63:
        raise argparse.ArgumentTypeError(f"{text} is out of range")
    return number


def steps(text: str) -> int:
    number = whole(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least one step")
    return number


def as_json(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--json", action="store_true", help="print a JSON list instead of a table")
