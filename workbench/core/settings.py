"""The user's own settings, kept as a small JSON file: language, theme, author name, recent projects."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, NamedTuple

from workbench.core import paths

RECENT = 10


class Settings(NamedTuple):
    """`language` is "" (ask the system), "en", "ru" or "kk"; `theme` is "" (ask the system), "light" or "dark".

    A named tuple: it is made ten times as fast as a dataclass, and the first paint of the window waits for it.
    """

    language: str = ""
    theme: str = ""
    author: str = ""
    recent: tuple[str, ...] = ()
    reader_font: str = "Noto Serif"
    reader_size: float = 11.5
    reader_width: float = 68.0  # letters in a line, where there is room for them
    keys: tuple[str, ...] = ()  # commands with keys of the user's own: name, then its keys, parted by tabs
    pdf_view: str = "text"  # or "pages"
    workbook_layout: str = ""  # the analyst's; or "publication", or the file of a layout
    backup_folder: str = ""  # "" is the program's own data folder
    backup_minutes: float = 10.0  # of work between two backups
    backup_megabytes: float = 2048.0  # that the backups of one project may take
    place_notices: str = "on"  # or "off": whether it is said that a project lies on a share or in a cloud folder

    def with_recent(self, project: Path) -> Settings:
        """The same with this project first in the list of recent ones."""
        path = str(project.resolve())
        return self._replace(recent=(path, *(p for p in self.recent if p != path))[:RECENT])

    @property
    def author_name(self) -> str:
        """Who is written beside each change; the name of the computer's user unless another was set."""
        return self.author or _system_user()


def _system_user() -> str:
    import getpass  # not before first paint

    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no name for this user id
        return "analyst"


def _file() -> Path:
    return paths.user_config() / "settings.json"


def load() -> Settings:
    """The settings as last saved; a damaged or foreign file counts as none, field by field."""
    try:
        stored: Any = json.loads(_file().read_text("utf-8"))
    except (OSError, ValueError):
        return Settings()
    if not isinstance(stored, dict):
        return Settings()
    values: dict[str, Any] = {}
    for name, default in Settings._field_defaults.items():
        value = stored.get(name)
        if isinstance(default, tuple) and isinstance(value, list):
            values[name] = tuple(str(v) for v in value)
        elif isinstance(default, float) and isinstance(value, int | float):
            values[name] = float(value)
        elif isinstance(default, str) and isinstance(value, str):
            values[name] = value
    return Settings(**values)


def save(settings: Settings) -> None:
    """Writes the file whole or not at all."""
    target = _file()
    part = target.with_suffix(".part")
    part.write_text(json.dumps(settings._asdict(), ensure_ascii=False, indent=1), "utf-8")
    os.replace(part, target)
