"""One open project file: one connection, owned by one thread, that holds the file for itself."""

from __future__ import annotations

import json
import sqlite3
import threading
import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from workbench.core.errors import (
    Cancelled,
    DamagedProject,
    ProjectLocked,
    ProjectReadOnly,
    StorageFailed,
    WorkbenchError,
)
from workbench.core.model.backup import Backup, Reason
from workbench.core.store import backups, copying, failures, holder, indexing, migrations, opening, place
from workbench.core.store.copying import Cancel, Progress, never, unseen
from workbench.core.store.failures import explained
from workbench.core.words import tr

if TYPE_CHECKING:
    from sqlite_utils import Database as Utils

Row = tuple[Any, ...]
_STEPS = 20_000  # of SQLite's machine between two looks at the clock, about a millisecond
_WAIT = 0.5  # seconds: another window may be closing just now


class Database:
    """Reads and writes of one project; every error of the world comes out of here as a WorkbenchError."""

    def __init__(self, path: Path, utils: Utils, *, read_only: bool) -> None:
        self.path = path
        self.read_only = read_only
        self._door: holder.Door | None = None  # of a project that is open for writing
        self.damage: DamagedProject | None = None  # what was found damaged; nothing is written from then on
        self._utils = utils
        self._owner = threading.get_ident()
        self._copying, self._closing = threading.Lock(), threading.Event()
        self._identity = place.identity(path)
        self._columns = migrations.columns(utils.conn)

    @classmethod
    def create(cls, path: Path) -> Database:
        """A new project where no file is yet. A project that could not be made whole leaves nothing behind."""
        path = path.absolute()
        opening.claim_name(path)
        try:
            with explained(path):
                utils = _connect(path, "rw")
                try:
                    with utils.atomic():
                        migrations.apply(utils, 0)
                finally:
                    utils.close()
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        return cls.open(path)

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Database:
        """An existing project, migrated if it is older. One that cannot be written is opened to be read only."""
        path = path.absolute()
        opening.check_file(path)
        read_only = read_only or not place.writable(path)
        try:
            with explained(path):
                return cls._open_read_only(path) if read_only else cls._open(path)
        except ProjectLocked as error:
            raise holder.locked(path) from error
        except DamagedProject as error:
            return cls._open_damaged(path, error)

    @classmethod
    def _open(cls, path: Path) -> Database:
        """The door comes first: a file that another window has is not so much as connected to."""
        door = holder.Door.take(path)
        try:
            made = cls._open_held(path)
        except BaseException:
            door.leave()
            raise
        made._door = door
        return made

    @classmethod
    def _open_held(cls, path: Path) -> Database:
        utils = _connect(path, "rw")
        try:  # nothing is written to a file before it is known to be ours
            version = opening.check_identity(utils.conn, path)
            old = opening.older(version)
            guarded = old or opening.check_schema(utils.conn, path)
        except BaseException:
            utils.close()
            raise
        try:
            _hold(utils, local=place.local(path))
            if old:
                opening.bring_up_to_date(utils, path, version)
                guarded = opening.check_schema(utils.conn, path)
            if not guarded:
                with utils.atomic():
                    migrations.drop_triggers(utils)
                    migrations.create_triggers(utils)
            migrations.create_logs(utils)
            indexing.prepare(utils)
        except BaseException:
            _let_go(utils, path)
            raise
        return cls(path, utils, read_only=False)

    @classmethod
    def _open_read_only(cls, path: Path) -> Database:
        utils = _connect_read_only(path)
        try:
            if opening.older(opening.check_identity(utils.conn, path)):
                raise opening.too_old_to_read(path)
            opening.check_schema(utils.conn, path)
        except BaseException:
            utils.close()
            raise
        return cls(path, utils, read_only=True)

    @classmethod
    def _open_damaged(cls, path: Path, found: DamagedProject) -> Database:
        """What is damaged is shown as long as its lists can be read whole; else `found` is raised."""
        try:
            utils = _connect(path, "ro", damaged=True)
            try:
                opening.check_readable(utils, path)
                made = cls(path, utils, read_only=True)
            except BaseException:
                utils.close()
                raise
        except (sqlite3.Error, WorkbenchError) as error:
            raise found from error
        made.damage = found
        return made

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """The world's errors in words. Damage that was found once ends all writing."""
        assert threading.get_ident() == self._owner
        try:
            with explained(self.path):
                yield
        except DamagedProject as error:
            self.damage, self.read_only = error, True
            raise

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[Row]:
        with self._explained():
            return self._utils.execute(sql, parameters).fetchall()

    def row(self, sql: str, parameters: Sequence[object] = ()) -> Row | None:
        with self._explained():
            found: Row | None = self._utils.execute(sql, parameters).fetchone()
            return found

    def numbers(self, sql: str, parameters: Sequence[object] = ()) -> list[int]:
        """The only column, `id`, of all rows in their order: by way of JSON thrice as fast as row by row."""
        row = self.row(" ".join(("SELECT json_group_array(id) FROM (", sql, ")")), parameters)
        assert row is not None
        found: list[int] = json.loads(row[0])
        return found

    def stream(self, sql: str, parameters: Sequence[object] = ()) -> Iterator[Row]:
        """Rows one at a time, for what does not fit into memory."""
        with self._explained():
            yield from self._utils.execute(sql, parameters)

    def execute(self, sql: str, parameters: Sequence[object] = ()) -> int:
        """Writes; the number of rows touched. Only inside `transaction`."""
        with self._explained():
            assert self._utils.conn.in_transaction
            return self._utils.execute(sql, parameters).rowcount

    def execute_many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        with self._explained():
            assert self._utils.conn.in_transaction
            self._utils.conn.executemany(sql, rows)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing. Refused where the file can only be read or is not where it was opened."""
        if self.damage is not None:
            raise self.damage
        if self.read_only:
            raise failures.read_only(self.path)
        with self._explained(), self._utils.atomic():
            yield
            indexing.catch_up(self._utils)
            self._check_in_place()

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """A question that takes longer is given up with TookTooLong: whoever asked is waiting."""
        end = time.monotonic() + seconds
        self._utils.conn.set_progress_handler(lambda: int(time.monotonic() > end), _STEPS)
        try:
            yield
        finally:
            self._utils.conn.set_progress_handler(None, 0)

    def index_anew(self) -> None:
        """Makes the index of words again, inside `transaction`."""
        with self._explained():
            indexing.anew(self._utils)

    @property
    def in_transaction(self) -> bool:
        return self._utils.conn.in_transaction

    def _check_in_place(self) -> None:
        """A deleted or replaced file would go on taking writes that nobody ever sees again."""
        if place.identity(self.path) != self._identity:
            raise StorageFailed(
                tr(
                    "{name} was deleted, moved or replaced while it was open, so nothing more is saved. "
                    "Save a copy of the project under another name to keep everything up to now.",
                    name=self.path,
                )
            )

    def columns(self, table: str) -> tuple[str, ...] | None:
        """The columns of an undoable table, None for any other."""
        return self._columns.get(table)

    def copy_to(self, target: Path) -> None:
        """A sound copy under a name that is still free."""
        target = target.absolute()
        if target.exists():
            raise opening.name_taken(target)
        opening.save_copy(self._utils, target)

    def copy_pages(self, target: Path, *, progress: Progress = unseen, cancelled: Cancel = never) -> None:
        """A copy as it is, page by page, proved; for whoever reads it in place of the file."""
        copying.copy(self._utils.conn, target, progress=progress, cancelled=cancelled)

    @property
    def state(self) -> str:
        """The same as long as no step was taken, undone or done again."""
        with self._explained():
            return backups.state_of(self._utils.conn)

    @property
    def shelf(self) -> backups.Shelf:
        """Where the backups of this file are."""
        with self._explained():
            return backups.Shelf.of(self.path, backups.guid_of(self._utils.conn))

    def back_up(
        self,
        shelf: backups.Shelf,
        reason: Reason,
        *,
        progress: Progress = unseen,
        cancelled: Cancel = never,
        keep: Collection[Path] = (),
    ) -> Backup:
        """A proved backup of the file as it is. May be called from another thread, while the owner works on: the
        copy is made in small steps, never inside a transaction, and closing the project ends it."""
        if threading.get_ident() == self._owner and self.in_transaction:
            raise RuntimeError("a backup inside a transaction would wait for itself")
        with self._copying:
            if self._closing.is_set():
                raise Cancelled
            until = lambda: self._closing.is_set() or cancelled()  # noqa: E731 - one line
            return shelf.add(self._utils.conn, reason, progress=progress, cancelled=until, keep=keep)

    def check_storage(self) -> list[str]:
        """What SQLite itself finds wrong with the file."""
        found = [str(answer) for (answer,) in self.rows("PRAGMA quick_check(20)") if answer != "ok"]
        for table, row, parent, _ in self.rows("PRAGMA foreign_key_check"):
            found.append(f"{table} {row} -> {parent}")
        return found

    def close(self) -> None:
        """Leaves one plain file, without -wal, that can be copied, mailed and read from anywhere."""
        if not self._closing.is_set():
            self._closing.set()
            with self._copying:
                self._close()

    def _close(self) -> None:
        try:
            if self.read_only or place.identity(self.path) != self._identity:
                self._utils.close()
            else:
                _let_go(self._utils, self.path)
        finally:
            if self._door is not None:
                self._door.leave()


def _let_go(utils: Utils, path: Path) -> None:
    """Closes a connection that held the file, everything moved out of the -wal. On a full or failing disk it stays
    there: every acknowledged change is in it, and the next opening reads it."""
    try:
        with explained(path):
            utils.execute("PRAGMA analysis_limit = 400")
            utils.execute("PRAGMA optimize")
            utils.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            utils.execute("PRAGMA journal_mode = DELETE").fetchone()
    except WorkbenchError:
        pass  # nothing is lost by it, and a caller that fails already has its own sentence
    finally:
        utils.close()


def _connect(path: Path, mode: str, *, damaged: bool = False) -> Utils:
    """A connection with the pragmas of every opening. Raises sqlite3.Error; less often of a `damaged` file."""
    from sqlite_utils import Database as Utils

    connection = sqlite3.connect(
        f"{file_uri(path)}?mode={mode}", uri=True, timeout=_WAIT, isolation_level=None, check_same_thread=False
    )  # a backup may be read through it elsewhere; all else asserts the owner's thread
    try:
        for pragma in (
            *(["PRAGMA writable_schema = ON"] if damaged else []),  # else a file that is cut off is refused whole
            "PRAGMA locking_mode = EXCLUSIVE" if mode == "rw" else "PRAGMA query_only = ON",
            "PRAGMA foreign_keys = ON",
            "PRAGMA trusted_schema = OFF",
            "PRAGMA cell_size_check = ON",
            "PRAGMA mmap_size = 0",
            "PRAGMA secure_delete = OFF",
            "PRAGMA temp_store = MEMORY",
            "PRAGMA cache_size = -32768",
        ):
            connection.execute(pragma)
        (enforced,) = connection.execute("PRAGMA foreign_keys").fetchone()
        if not enforced:
            raise RuntimeError("this SQLite does not enforce references")
        return Utils(connection, execute_plugins=False, strict=True)  # sets recursive_triggers ON
    except BaseException:
        connection.close()
        raise


def file_uri(path: Path) -> str:
    """As SQLite takes it: a Windows share has no host part of its own (file:////server/share/…)."""
    name = path.absolute().as_posix()  # a relative name would be taken from the root
    return ("file://" if name.startswith("/") else "file:///") + quote(name, safe="/:")


def _connect_read_only(path: Path) -> Utils:
    """mode=ro; where even the lock files of a project that was not closed cannot be made, as an immutable file."""
    try:
        utils = _connect(path, "ro")
        try:
            utils.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        except BaseException:
            utils.close()
            raise
    except sqlite3.OperationalError as error:
        left = path.with_name(path.name + "-wal")
        if failures.code_of(error) not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
            raise
        if left.exists() and left.stat().st_size:
            raise ProjectReadOnly(
                tr(
                    "{name} was not closed properly, and its last changes in {left} cannot be read where it lies. "
                    "Copy both files to a folder of your own and open the copy.",
                    name=path,
                    left=left.name,
                )
            ) from error
        return _connect(path, "ro&immutable=1")
    return utils


def _hold(utils: Utils, *, local: bool) -> None:
    """Takes the file for this connection alone, journalled so that an acknowledged change survives a power cut."""
    mode = "DELETE"
    if local:
        (mode,) = utils.execute("PRAGMA journal_mode = WAL").fetchone()
    if mode.upper() != "WAL":
        utils.execute("PRAGMA journal_mode = DELETE").fetchone()
    utils.execute("PRAGMA synchronous = FULL" if mode.upper() == "WAL" else "PRAGMA synchronous = EXTRA")
    utils.execute("BEGIN EXCLUSIVE")
    utils.execute("COMMIT")
