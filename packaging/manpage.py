"""Writes the manual page of the command line, workbench(1), from the program's own grammar.

.venv/bin/python packaging/manpage.py FILE
"""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from workbench import __version__
from workbench.cli import grammar


def page(day: datetime) -> str:
    """The page in the macros of man(7)."""
    top = grammar.parser(__version__)
    commands = next(a for a in top._actions if isinstance(a, argparse._SubParsersAction))
    short = {choice.dest: choice.help or "" for choice in commands._choices_actions}
    lines = [
        f'.TH WORKBENCH 1 "{day:%Y-%m-%d}" "Research Workbench {__version__}" "User Commands"',
        ".SH NAME",
        "workbench \\- compare the figures that sources state",
        ".SH SYNOPSIS",
        ".B workbench",
        '.RI [ COMMAND " ...]"',
        ".SH DESCRIPTION",
        roff(top.description or ""),
        ".SH COMMANDS",
    ]
    for name, command in commands.choices.items():
        lines += [".SS " + roff(" ".join(command.format_usage().removeprefix("usage:").split())), roff(short[name])]
        for action in command._actions:
            if action.help and action.help != argparse.SUPPRESS and action.dest != "help":
                lines += [".TP", ".B " + roff(called(action)), roff(told(action, command.prog))]
    lines += [".SH EXAMPLES", ".nf", roff(top.epilog or ""), ".fi"]
    return "\n".join(line for line in lines if line) + "\n"


def called(action: argparse.Action) -> str:
    value = action.metavar if isinstance(action.metavar, str) else action.dest
    return ", ".join(action.option_strings) or value


def told(action: argparse.Action, prog: str) -> str:
    return (action.help or "") % (vars(action) | {"prog": prog})


def roff(words: str) -> str:
    """Plain words, escaped: a backslash, a hyphen of an option, a point or a quote that begins a line."""
    safe = words.replace("\\", "\\e").replace("-", "\\-")
    return "\n".join("\\&" + line if line[:1] in (".", "'") else line for line in safe.splitlines())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--epoch", type=int, default=0, help="the page's day, in seconds since 1970 (default: today)")
    options = parser.parse_args()
    day = datetime.fromtimestamp(options.epoch, UTC) if options.epoch else datetime.now(UTC)
    options.file.write_text(page(day), "utf-8")


if __name__ == "__main__":
    sys.exit(main())
