"""Rows that this program never wrote: in the right tables, with values that mean nothing. Told, never guessed at."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from workbench.core.errors import DamagedProject
from workbench.core.words import tr

Given = ParamSpec("Given")
Made = TypeVar("Made")


def told(make: Callable[Given, Made]) -> Callable[Given, Made]:
    """Of a small function that makes a value of a row: what a file from a stranger, or from a failing disk, has in it
    that makes no value is the world's error and not ours."""

    @wraps(make)
    def made(*args: Given.args, **named: Given.kwargs) -> Made:
        try:
            return make(*args, **named)
        except (KeyError, ValueError, TypeError, AttributeError, ArithmeticError) as problem:
            raise DamagedProject(
                tr(
                    "The project holds a value that this program never writes ({what}): it was damaged, or changed "
                    "by another program. Restore a backup, or salvage what can be read into a new project.",
                    what=str(problem)[:80],
                )
            ) from problem

    return made
