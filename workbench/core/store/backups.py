"""The backups of a project: made from the connection that holds it, named, listed, thinned out.

They lie in the user's data folder, not beside the project. A project's folder is often one that a cloud client, a
share or a colleague can empty or replace, and each backup would be sent over the network there; one's own data folder
is on this computer's disk, and a project on a stick or share has its backups on another one. Whoever wants another
place names it in the settings.

Each project file has a folder of its own: copies of a project share their guid, but not their backups. The folder's
name tells guid and place, so that backups are found after the project was renamed, and while it cannot be read.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
import shutil
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from workbench.core import paths, settings
from workbench.core.errors import CannotWriteFile, StorageFailed
from workbench.core.model.backup import Backup, Reason
from workbench.core.store import copying
from workbench.core.store.copying import Cancel, Progress, never, unseen
from workbench.core.words import tr

RECENT, DAYS, WEEKS, MARKED = 12, 14, 26, 20  # how many of each kind are kept
_SPARE = 32_000_000  # bytes of the disk that a backup leaves free
_MOST = 64  # characters of a project's name in names of ours
_NAME = re.compile(r"(\d{4,}) (\d{4}-\d\d-\d\d) (\d\d-\d\d-\d\d)Z ([a-z ]+)\.workbench")
_MAGIC = b"SQLite format 3\0"

_STATE = """
    SELECT (SELECT coalesce(max(seq), 0) FROM change), coalesce(max(id), 0), sum(state = 'undone'),
      sum(state = 'dropped') FROM operation
"""
_COUNTS = "SELECT (SELECT count(*) FROM article), (SELECT count(*) FROM figure)"


def state_of(connection: sqlite3.Connection) -> str:
    """The same as long as no step was taken, undone or done again, and the schema is the same."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return "-".join(str(number or 0) for number in (version, *connection.execute(_STATE).fetchone()))


def guid_of(connection: sqlite3.Connection) -> str:
    row = connection.execute("SELECT value FROM meta WHERE key = 'guid'").fetchone()
    return str(row[0]) if row else ""


def _key(text: str) -> str:
    """What stands in a name for a text that a stranger may have written."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:10]


def root() -> Path:
    """The folder of all backups, made where it is missing."""
    named = settings.load().backup_folder
    try:
        if not named:
            return paths.user_backups()
        Path(named).mkdir(parents=True, exist_ok=True)
        return Path(named)
    except OSError as error:
        raise CannotWriteFile(
            tr(
                "The folder for backups {folder} cannot be made: {reason}. Name another one in the settings.",
                folder=error.filename or named,
                reason=error.strerror or str(error),
            )
        ) from error


def budget() -> int:
    """Bytes that the backups of one project may take."""
    wanted = settings.load().backup_megabytes
    return int(wanted * 1_000_000) if math.isfinite(wanted) and wanted > 0 else 0


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where the backups of one project file are."""

    project: Path
    folder: Path

    @classmethod
    def of(cls, project: Path, guid: str) -> Shelf:
        place = _key(str(project.resolve()))
        stem = re.sub(r"[^\w .-]", "_", project.stem)[:_MOST].strip(" .") or "project"
        there = next(iter(root().glob(f"* {_key(guid)} {place}")), None)
        return cls(project, there or root() / f"{stem} {_key(guid)} {place}")

    def listed(self) -> list[Backup]:
        """Newest first."""
        return _newest_first(_read(file) for file in _files(self.folder))

    def add(
        self,
        source: sqlite3.Connection,
        reason: Reason,
        *,
        progress: Progress = unseen,
        cancelled: Cancel = never,
        keep: Collection[Path] = (),
    ) -> Backup:
        """A new backup of what the connection has open, proved; older ones are thinned out afterwards."""
        known = self.listed()
        number = known[0].number + 1 if known else 1
        self._make_folder()
        self._check_room()
        at = datetime.now(UTC)
        target = self.folder / f"{number:04} {at:%Y-%m-%d %H-%M-%S}Z {reason.value}.workbench"
        told: dict[str, Any] = {}

        def tell(made: sqlite3.Connection) -> None:
            articles, figures = made.execute(_COUNTS).fetchone()
            told.update(articles=articles, figures=figures, state=state_of(made))

        copying.copy(source, target, finish=tell, progress=progress, cancelled=cancelled)
        made = Backup(
            path=target,
            number=number,
            at=at.isoformat(timespec="seconds"),
            reason=reason,
            size=target.stat().st_size,
            project=str(self.project),
            **told,
        )
        _write_note(made)
        self._thin([made, *known], {made.path, *keep})
        return made

    def _make_folder(self) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            for part in self.folder.glob("*.part*"):  # of a process that was killed
                part.unlink()
        except OSError as error:
            raise CannotWriteFile(
                tr(
                    "No backup can be made in {folder}: {reason}. Name another folder for backups in the settings.",
                    folder=self.folder,
                    reason=error.strerror or str(error),
                )
            ) from error

    def _check_room(self) -> None:
        """A disk that is filled to the brim by backups would stop the work they are for."""
        free = shutil.disk_usage(self.folder).free
        if free < self._size_of_project() + _SPARE:
            raise StorageFailed(
                tr(
                    "There is no room for a backup of {name} in {folder}. Free some space, or name another folder "
                    "for backups in the settings. The project itself is saved.",
                    name=self.project.name,
                    folder=self.folder,
                )
            )

    def _size_of_project(self) -> int:
        beside = (self.project.with_name(self.project.name + end) for end in ("", "-wal"))
        return sum(file.stat().st_size for file in beside if file.exists())

    def _thin(self, known: list[Backup], keep: Collection[Path]) -> None:
        for old in doomed(known, budget(), keep):
            _remove(old.path)


def found(project: Path, guid: str = "") -> list[Backup]:
    """Every backup of a project, newest first: of this file under any name it had, and, where its guid is known, of
    its copies. A project that cannot be read is found by its place."""
    place, base = _key(str(project.resolve())), root()
    folders = set(base.glob(f"* {place}"))
    known = {folder.name.split(" ")[-2] for folder in folders} | ({_key(guid)} if guid else set())
    for one in known:
        folders |= set(base.glob(f"* {one} *"))
    dated = [one for folder in folders for one in _in_order(_read(file) for file in _files(folder))]
    return [one for _, _, one in sorted(dated, key=lambda d: d[:2], reverse=True)]


def _in_order(backups: Iterable[Backup]) -> Iterator[tuple[str, int, Backup]]:
    """Each backup of a folder with a time that none before it has passed: the clock may have been set back since."""
    latest = ""
    for one in sorted(backups, key=lambda b: b.number):
        latest = max(latest, one.at)
        yield latest, one.number, one


def read(file: Path) -> Backup:
    """A file as a backup, whatever its name."""
    return _read(file)


def _files(folder: Path) -> list[Path]:
    return [file for file in folder.glob("*.workbench") if _NAME.fullmatch(file.name)] if folder.is_dir() else []


def _newest_first(backups: Iterable[Backup]) -> list[Backup]:
    return sorted(backups, key=lambda b: b.number, reverse=True)


def _note_of(file: Path) -> Path:
    return file.with_suffix(".json")


def _write_note(made: Backup) -> None:
    """What the list shows without opening the file; without it the file counts all the same."""
    note = {
        "at": made.at, "reason": made.reason.value, "size": made.size, "project": made.project,
        "articles": made.articles, "figures": made.figures, "state": made.state,
    }  # fmt: skip
    _note_of(made.path).write_text(json.dumps(note, ensure_ascii=False), "utf-8")


def _read(file: Path) -> Backup:
    """By its note; what the note does not say, by the file's name and size."""
    size = file.stat().st_size
    at, number, reason = (
        datetime.fromtimestamp(file.stat().st_mtime, UTC).isoformat(timespec="seconds"),
        0,
        "asked for",
    )
    if match := _NAME.fullmatch(file.name):
        number, at = int(match[1]), f"{match[2]}T{match[3].replace('-', ':')}+00:00"
        reason = match[4]
    known = [r.value for r in Reason]
    made = Backup(
        file, number, at, Reason(reason if reason in known else "asked for"), size, "", None, None, "", _begins(file)
    )
    try:
        note = json.loads(_note_of(file).read_text("utf-8"))
        return replace(
            made,
            project=str(note["project"]),
            articles=int(note["articles"]),
            figures=int(note["figures"]),
            state=str(note["state"]),
            whole=made.whole and int(note["size"]) == size,
        )
    except (OSError, ValueError, KeyError, TypeError):
        return made


def _begins(file: Path) -> bool:
    with file.open("rb") as stream:
        return stream.read(len(_MAGIC)) == _MAGIC


def _remove(file: Path) -> None:
    """The note last: a file without one is still a backup, a note without a file is nothing."""
    for one in (file, _note_of(file)):
        one.unlink(missing_ok=True)


def doomed(known: list[Backup], most: int, keep: Collection[Path]) -> list[Backup]:
    """Which backups go, of a list that begins with the newest: those that no rule keeps, then as many as are too much
    for the budget. Never those of `keep`, and never the newest one that is whole."""
    whole = [b for b in known if b.whole]
    safe = {b.path for b in whole[:1]} | set(keep)
    worth = _worth(whole)
    goes = [b for b in known if b.path not in worth and b.path not in safe]
    stays = [b for b in known if b not in goes]
    size = sum(b.size for b in stays)
    # recent ones first, then days, weeks, and what was made before something; of each the oldest
    for one in sorted(stays, key=lambda b: (worth.get(b.path, 0), b.number)):
        if size <= most:
            break
        if one.path not in safe:
            goes.append(one)
            size -= one.size
    return goes


def _worth(backups: list[Backup]) -> dict[Path, int]:
    """The backups that a rule keeps, with the rank of the best of those rules."""
    automatic = [b for b in backups if b.reason.automatic]
    worth = {b.path: 1 for b in automatic[:RECENT]}
    worth |= {b.path: 2 for b in _last_of_each(automatic, "%Y-%m-%d", DAYS)}
    worth |= {b.path: 3 for b in _last_of_each(automatic, "%G-%V", WEEKS)}
    return worth | {b.path: 4 for b in [b for b in backups if not b.reason.automatic][:MARKED]}


def _last_of_each(backups: list[Backup], pattern: str, most: int) -> Iterator[Backup]:
    """The newest of each day or week, of the last so many days or weeks that have any."""
    seen: set[str] = set()
    for one in backups:
        name = one.when.astimezone().strftime(pattern)
        if name not in seen and len(seen) < most:
            seen.add(name)
            yield one
