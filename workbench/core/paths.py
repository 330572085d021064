"""Where the program's own data lies: in a source tree, in an installed wheel, in a frozen program."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path

import platformdirs

APP_NAME = "ResearchWorkbench"
HOME = "WORKBENCH_HOME"  # names a folder for all that the program keeps for its user, in place of the system's


@cache
def data_root() -> Path:
    """The folder that holds `resources/`, `db/` and `exports/`."""
    frozen = getattr(sys, "_MEIPASS", None)
    package = Path(__file__).resolve().parents[1]
    candidates = [Path(frozen)] if frozen else [package / "_data", package.parent]
    for root in candidates:
        if (root / "db").is_dir() and (root / "resources").is_dir():
            return root
    raise RuntimeError(f"the program's data folders are missing beside {package}")


def resources() -> Path:
    return data_root() / "resources"


def schema() -> Path:
    return data_root() / "db"


def export_layouts() -> Path:
    return data_root() / "exports"


def user_config() -> Path:
    """The folder of the user's own settings; made on first use."""
    return _own("settings") or Path(platformdirs.user_config_dir(APP_NAME, appauthor=False, ensure_exists=True))


def user_logs() -> Path:
    """The folder of local crash reports; made on first use."""
    return _own("logs") or Path(platformdirs.user_log_dir(APP_NAME, appauthor=False, ensure_exists=True))


def user_backups() -> Path:
    """Where the backups of projects lie; made on first use. Of this computer alone: no profile that travels."""
    if own := _own("backups"):
        return own
    data = platformdirs.user_data_dir(APP_NAME, appauthor=False, roaming=False)
    folder = Path(data) / "backups"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _own(name: str) -> Path | None:
    """A folder in the one that the environment names, for a program on a stick; None where it names none."""
    if not (home := os.environ.get(HOME)):
        return None
    folder = Path(home) / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def user_documents() -> Path:
    """Where new projects are offered to be saved."""
    return Path(platformdirs.user_documents_dir())
