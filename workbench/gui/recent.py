"""Recent projects as they are listed: each with its folder, so that two of one name are told apart."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

_LONGEST = 48  # characters of a folder that are shown


def still_there(paths: Iterable[str]) -> list[Path]:
    """Those that were not moved away."""
    return [path for path in map(Path, paths) if path.exists()]


def folder_of(path: Path) -> str:
    """The folder in a few words: the user's own as "~", a long one cut in its middle."""
    folder, home = path.parent, Path.home()
    words = str(Path("~", folder.relative_to(home))) if folder.is_relative_to(home) else str(folder)
    if len(words) <= _LONGEST:
        return words
    half = (_LONGEST - 1) // 2
    return f"{words[:half]}…{words[-half:]}"
