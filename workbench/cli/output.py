"""How the command line prints: tables for people, JSON for programs."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Mapping, Sequence
from typing import Any

MOST = 60  # characters of one column of text


def lines(headers: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A plain table fit to the terminal; numbers to the right."""
    from tabulate import tabulate

    cells = [[_cell(value) for value in row] for row in rows]
    table: str = tabulate(cells, headers=list(headers), tablefmt="simple", disable_numparse=True)
    return table


def _cell(value: object) -> str:
    text = "" if value is None else " ".join(str(value).split())
    return text if len(text) <= MOST else text[: MOST - 1] + "…"


def as_json(records: Sequence[Mapping[str, Any]]) -> None:
    json.dump(list(records), sys.stdout, ensure_ascii=False, indent=1, default=str)
    print()


def width() -> int:
    """Characters that fit on a line of the terminal."""
    return shutil.get_terminal_size().columns
