"""A backup of a project as it is listed, and what is said of restoring and salvaging."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

MANY = 50  # figures that one act changes before a backup is made first


class Reason(StrEnum):
    """Why a backup was made. The first two are made by themselves as work goes on."""

    WORK = "work"
    CLOSING = "closing"
    ASKED = "asked for"
    MIGRATION = "before migration"
    IMPORT = "before import"
    MERGE = "before merge"
    BULK = "before a change of many"
    RESTORE = "before restore"

    @property
    def automatic(self) -> bool:
        return self in (Reason.WORK, Reason.CLOSING)


@dataclass(frozen=True, slots=True)
class Backup:
    """`number` counts up whatever the clock says; `at` is ISO 8601 UTC; `state` is the same for two backups of the
    same contents; `articles` and `figures` are counts, None where they cannot be told. `whole` is False of a file
    that is not as long as it was when it was proved."""

    path: Path
    number: int
    at: str
    reason: Reason
    size: int
    project: str
    articles: int | None
    figures: int | None
    state: str
    whole: bool = True

    @property
    def when(self) -> datetime:
        return datetime.fromisoformat(self.at)


@dataclass(frozen=True, slots=True)
class PartDifference:
    """What became of the rows of one kind ("article", "figure", "note", "verdict") between two states of a project.

    Counts are whole; `names` tells the first of each: titles, quotes or texts.
    """

    part: str
    added: int
    removed: int
    changed: int
    names_added: tuple[str, ...] = ()
    names_removed: tuple[str, ...] = ()
    names_changed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


@dataclass(frozen=True, slots=True)
class Restored:
    """`kept` is the state before, as a backup; `aside` where a damaged file was put instead."""

    path: Path
    kept: Backup | None = None
    aside: Path | None = None


@dataclass(frozen=True, slots=True)
class SalvagedTable:
    """`saved` rows stand in the new project; `from_history` and `from_backup` of them were taken from there; the
    `lost` are named as far as they can be."""

    table: str
    saved: int
    from_history: int = 0
    from_backup: int = 0
    lost: int = 0
    names_lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What was saved of a damaged project. `remarks` are sentences: what was mended, what to look at again."""

    path: Path
    pages: int
    bad_pages: int
    tables: tuple[SalvagedTable, ...]
    remarks: tuple[str, ...] = ()

    @property
    def lost(self) -> int:
        return sum(table.lost for table in self.tables)

    def of(self, table: str) -> SalvagedTable:
        return next((t for t in self.tables if t.table == table), SalvagedTable(table, 0))
