"""What the command line can do, as plain data for the help: read off its grammar, so that it is never out of date."""

from __future__ import annotations

import argparse

from workbench.cli import grammar


def described() -> list[tuple[str, str, str, list[tuple[str, str]]]]:
    """Each command's name, usage, what it does, and its arguments with their help."""
    top = grammar.parser("")
    commands = next(action for action in top._actions if isinstance(action, argparse._SubParsersAction))
    return [(name, _usage(sub), sub.description or "", _arguments(sub)) for name, sub in commands.choices.items()]


def _usage(sub: argparse.ArgumentParser) -> str:
    return " ".join(sub.format_usage().removeprefix("usage: ").replace(" [-h]", "").split())


def _arguments(sub: argparse.ArgumentParser) -> list[tuple[str, str]]:
    return [(_name(one), (one.help or "").replace("%%", "%")) for one in sub._actions if one.dest != "help"]


def _name(action: argparse.Action) -> str:
    """ "--json", "--set FIELD=VALUE", "P"."""
    shown = action.metavar if action.metavar is not None else ("" if action.nargs == 0 else action.dest.upper())
    values = " ".join(shown) if isinstance(shown, tuple) else shown
    if action.choices is not None and action.metavar is None:
        values = "|".join(map(str, action.choices))
    return " ".join(part for part in ("/".join(action.option_strings), values) if part)
