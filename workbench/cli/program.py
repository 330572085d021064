"""Reads the arguments, runs the command, and turns the world's errors into a sentence and exit code 2."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from workbench import __version__
from workbench.cli import grammar
from workbench.cli.fault import Reported
from workbench.core import settings, words
from workbench.core.errors import WorkbenchError

OpenWindow = Callable[[Path | None], int]
Look = Callable[[Path], str]  # opens a project in a window, says what was seen, closes it


def run(argv: Sequence[str], *, open_window: OpenWindow, look: Look | None = None) -> int:
    """Runs one command. 0: done; 1: `check` found something wrong; 2: bad input, said on standard error; 3: a fault
    of the program, of which a report is kept."""
    speak_utf8()
    words.use(_language())
    parser = grammar.parser(__version__)
    args, more = parser.parse_known_args(argv)
    if more and (args.command != "find" or any(word.startswith("-") for word in more)):
        parser.error(words.tr("unrecognized arguments: {words}", words=" ".join(more)))
    if more:  # argparse ends a list of words at the first option
        args.words = [*args.words, *more]
    try:
        if args.command == "open":
            return open_window(args.project)
        args.show = look
        with Reported(args.command):
            return int(grammar.command(args.command)(args) or 0)
    except WorkbenchError as error:
        print(f"workbench: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print(words.tr("Stopped. What was said to be done is done; nothing else is."), file=sys.stderr)
        return 130
    except BrokenPipeError:  # `| head` had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def say_no_screen() -> None:
    """Why the window cannot open, and what can be done without it."""
    speak_utf8()
    words.use(_language())
    told = words.tr(
        "There is no screen to open a window on: neither DISPLAY nor WAYLAND_DISPLAY is set. "
        "Start it from a desktop, or use the commands: `workbench --help` lists them."
    )
    print(f"workbench: {told}", file=sys.stderr)


def _language() -> str:
    """The language of messages: WORKBENCH_LANG, the user's setting, else English (scripts read the output)."""
    wanted = os.environ.get("WORKBENCH_LANG", "") or settings.load().language
    return wanted if wanted in words.LANGUAGES else "en"


def speak_utf8() -> None:
    """Cyrillic comes out whole whatever the terminal's code page says."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace" if stream is not sys.stdin else "strict")
