"""A colleague's copy of a project merged into it, row by row, as one step: opened, compared, written.

Two copies have the same history up to the step where their ways parted: the state at that step is the base. Where one
was merged into the other since, the base is what each knew of the other then. So a change is told from its absence,
and merging again changes nothing.
"""

from __future__ import annotations

import hashlib
import sqlite3
import uuid
from collections import Counter
from collections.abc import Generator, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.core.errors import BadInput, BrokenBackup, DamagedProject, ProjectReadOnly
from workbench.core.model.merge import Base, Count, Found
from workbench.core.store import copying, migrations, opening, place, restoring
from workbench.core.store.check import check_store
from workbench.core.store.copying import Cancel, Progress, never, unseen
from workbench.core.store.database import Database, file_uri
from workbench.core.store.failures import explained
from workbench.core.store.history import Operation
from workbench.core.store.merging_plan import Planner
from workbench.core.store.merging_sides import Side, bases, common_steps, last_step
from workbench.core.store.merging_write import Writer, undisputed
from workbench.core.store.rows import dumped
from workbench.core.words import tr

if TYPE_CHECKING:
    from sqlite_utils import Database as Utils

_DONE = "SELECT guid FROM operation WHERE state IN ('done', 'past') ORDER BY id"
_GUID = "SELECT value FROM meta WHERE key = 'guid'"
_COUNTED = ("article", "figure", "note", "verdict", "record_type", "record", "record_value", "rate", "option")


def snapshot(path: Path, ours: Path, folder: Path, *, progress: Progress = unseen, cancelled: Cancel = never) -> Path:
    """A copy of the other project in `folder`, of this version of the program, found sound. The file itself is only
    read, through the same gate as any project; raises what is wrong with it."""
    path = path.absolute()
    opening.check_file(path)
    if place.identity(path) == place.identity(ours):
        raise BadInput(tr("{name} is the project itself. Choose a colleague's copy.", name=path))
    made = folder / path.name
    try:
        database = Database.open(path, read_only=True)
    except ProjectReadOnly:
        if not _older(path):
            raise
        _bring_up_to_date(path, made, progress, cancelled)
    else:
        with closing(database):
            if database.damage is not None:
                raise database.damage
            database.copy_pages(made, progress=progress, cancelled=cancelled)
    _check(path, made)
    return made


def _older(path: Path) -> bool:
    with closing(sqlite3.connect(f"{file_uri(path)}?mode=ro", uri=True)) as connection, explained(path):
        return opening.older(opening.check_identity(connection, path))


def _bring_up_to_date(path: Path, made: Path, progress: Progress, cancelled: Cancel) -> None:
    from sqlite_utils import Database as Utils

    try:
        with restoring.looked_at(path, cancelled=cancelled) as connection:
            version = opening.check_identity(connection, path)
            copying.copy(connection, made, progress=progress, cancelled=cancelled)
    except BrokenBackup as error:
        raise _unsound(path, str(error)) from error
    utils: Utils = Utils(sqlite3.connect(made, isolation_level=None), execute_plugins=False, strict=True)
    with closing(utils), explained(path), utils.atomic():
        migrations.apply(utils, version)


def _check(path: Path, made: Path) -> None:
    with closing(Database.open(made, read_only=True)) as database:
        if database.damage is not None:
            raise database.damage
        if found := check_store(database):
            raise _unsound(path, found[0])


def _unsound(path: Path, reason: str) -> DamagedProject:
    return DamagedProject(
        tr(
            "{name} cannot be merged: {reason} Nothing was changed. Check that project, or restore a backup of it.",
            name=path,
            reason=reason,
        )
    )


class Merging:
    """`other` is a snapshot; `file_name` what the colleague's file is called."""

    def __init__(self, database: Database, other: Path, file_name: str) -> None:
        self._database, self._file_name = database, file_name
        self._other = Database.open(other, read_only=True)
        self._state = database.state
        self._planner: Planner | None = None
        self.found: Found | None = None

    def close(self) -> None:
        self._other.close()

    def look(self) -> Generator[tuple[int, int], None, Found]:
        """What a merge would do. Writes nothing."""
        base = self._base(common_steps(self._database, self._other)[2])
        if self._database.row("SELECT 1 FROM merge WHERE state_sha256 = ?", (state_hash(self._other),)):
            self.found = Found(base=base, again=True)
            return self.found
        since = bases(self._database, self._other)
        planner = Planner(Side(self._database, since.ours), Side(self._other, since.theirs), since.single)
        yield from planner.run()
        self._planner = planner
        self.found = self._told(planner, base)
        return self.found

    def _base(self, guid: str) -> Base:
        if guid:
            return Base.HISTORY
        same = self._database.rows(_GUID) == self._other.rows(_GUID)
        return Base.NONE if same else Base.OTHER_PROJECT

    def _told(self, planner: Planner, base: Base) -> Found:
        plan = planner.plan
        added = Counter(table for table, _ in plan.inserts)
        changed = Counter(table for table, _ in plan.updates)
        removed = Counter(table for table, _ in plan.removals)
        counts = tuple(
            Count(table, added[table], changed[table], removed[table])
            for table in _COUNTED
            if added[table] or changed[table] or removed[table]
        )
        open_ones = len(list(undisputed(planner)))
        judged = tuple((*key, n) for key, n in sorted(plan.judged.items()))
        return Found(base, counts, open_ones, len(plan.same), judged, nothing=not plan.news)

    def check_in_time(self) -> None:
        """Raises where the project was changed since it was looked at."""
        if self._database.state != self._state:
            raise BadInput(tr("The project was changed meanwhile, so nothing was merged. Merge again."))

    def write(self, op: Operation) -> Iterator[tuple[int, int]]:
        """Inside a step of its own, begun right after `check_in_time`."""
        op.check()
        planner, found = self._planner, self.found
        if planner is None or found is None:
            raise RuntimeError("a merge is looked at before it is written")
        merge = {
            "guid": str(uuid.uuid4()),
            "file_name": self._file_name,
            "state_sha256": state_hash(self._other),
            "step": last_step(self._other),
            "base": common_steps(self._database, self._other)[2],
            "same": dumped(planner.plan.same),
            "report": dumped({
                "counts": [[c.table, c.added, c.changed, c.removed] for c in found.counts],
                "differences": found.differences,
                "judged": [list(one) for one in found.judged],
            }),
            "merged_at": op.at,
            "merged_by": op.author,
        }  # fmt: skip
        yield from Writer(self._database, planner, op).run(merge)


def state_hash(database: Database) -> str:
    """The same for the same state of the same copy."""
    (project,) = database.rows(_GUID)[0]
    known = hashlib.sha256(str(project).encode("utf-8", "surrogatepass"))
    for (guid,) in database.rows(_DONE):
        known.update(f"\n{guid}".encode("utf-8", "surrogatepass"))
    return known.hexdigest()
