"""Rows that this program never wrote: in the right tables, with values that mean nothing. Told, never guessed at."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import ParamSpec, TypeVar

from workbench.core.errors import DamagedProject
from workbench.core.words import tr

Given = ParamSpec("Given")
Made = TypeVar("Made")


def there(found: Made | None, what: str) -> Made:
    """A row that every project has. One that lacks it was damaged."""
    if found is None:
        raise damaged(what)
    return found


def check_texts(row: Iterable[object]) -> None:
    """Raises where bytes stand in the place of a text: a table that lost its types takes them."""
    if bytes in map(type, row):
        raise ValueError("bytes in the place of a text")


def damaged(what: object) -> DamagedProject:
    return DamagedProject(
        tr(
            "The project holds a value that this program never writes ({what}): it was damaged, or changed "
            "by another program. Restore a backup, or salvage what can be read into a new project.",
            what=str(what)[:80],
        )
    )


def told(make: Callable[Given, Made]) -> Callable[Given, Made]:
    """Of a small function that makes a value of a row: what a file from a stranger, or from a failing disk, has in it
    that makes no value is the world's error and not ours."""

    @wraps(make)
    def made(*args: Given.args, **named: Given.kwargs) -> Made:
        try:
            return make(*args, **named)
        except (KeyError, ValueError, TypeError, AttributeError, ArithmeticError) as problem:
            raise damaged(problem) from problem

    return made
