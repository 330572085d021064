"""One open project: its sources, figures, options and history. The only object that windows and commands hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from types import TracebackType

from workbench.core import settings
from workbench.core.errors import WorkbenchError
from workbench.core.model.backup import Backup, Reason
from workbench.core.model.changes import Changes
from workbench.core.model.fault import Fault
from workbench.core.store import backups, foreign, place
from workbench.core.store.articles import ArticleStore
from workbench.core.store.briefs import BriefStore
from workbench.core.store.check import check_store, faults
from workbench.core.store.check_rows import Found, found_amounts
from workbench.core.store.copying import Cancel, Progress, never, unseen
from workbench.core.store.database import Database
from workbench.core.store.figures import FigureStore
from workbench.core.store.history import History, Operation, Step
from workbench.core.store.merging import Merging
from workbench.core.store.merging_differences import DifferenceStore
from workbench.core.store.notes import NoteStore
from workbench.core.store.options import OptionStore
from workbench.core.store.rates import RateStore
from workbench.core.store.registers import RegisterStore
from workbench.core.store.search import SearchStore
from workbench.core.store.verdicts import VerdictStore
from workbench.core.store.versions import VersionStore

SUFFIX = ".workbench"

__all__ = ["SUFFIX", "History", "Operation", "Project", "Step"]


class Project:
    """Made by `create` or `open`; belongs to the thread that made it; to be closed.

    All writing happens inside `with project.history.operation("Accept figure") as op:`.
    """

    def __init__(self, database: Database, author: str) -> None:
        self._database = database
        self.articles = ArticleStore(database)
        self.versions = VersionStore(database)
        self.figures = FigureStore(database)
        self.briefs = BriefStore(database)
        self.notes = NoteStore(database)
        self.verdicts = VerdictStore(database)
        self.rates = RateStore(database)
        self.registers = RegisterStore(database)
        self.options = OptionStore(database)
        self.differences = DifferenceStore(database)
        self.search = SearchStore(database)
        self.history = History(database, author or settings.load().author_name)

    @classmethod
    def create(cls, path: Path | str, *, author: str = "") -> Project:
        """A new, empty project; an existing file is never overwritten. `author` is written beside each change."""
        return cls(Database.create(Path(path)), author)

    @classmethod
    def open(cls, path: Path | str, *, author: str = "", read_only: bool = False) -> Project:
        """An existing project. Where it cannot be written it is opened all the same: see `read_only`."""
        return cls(Database.open(Path(path), read_only=read_only), author)

    @property
    def path(self) -> Path:
        return self._database.path

    @property
    def read_only(self) -> bool:
        """Whether every write will be refused with ProjectReadOnly."""
        return self._database.read_only

    @property
    def guid(self) -> str:
        """The same in every copy of the project."""
        (value,) = foreign.there(self._database.row("SELECT value FROM meta WHERE key = 'guid'"), "guid")
        return str(value)

    @property
    def place_advice(self) -> str:
        """A sentence on working where other computers may write or copy the file; "" on one's own disk."""
        return place.advice(self.path)

    def subscribe(self, listener: Callable[[Changes], None]) -> Callable[[], None]:
        """Calls the listener after every step, undo and redo. The answer ends it."""
        return self.history.subscribe(listener)

    def store_check(self) -> list[str]:
        """A sentence for each thing wrong with the file: pages, references, hashes, quotes. Reads everything."""
        return check_store(self._database)

    def faults(self) -> list[Fault]:
        """The same with the place of each."""
        return faults(self._database)

    def found_amounts(self) -> Iterator[Found]:
        """The amounts that the program found and nobody set, for holding them against their quotes."""
        return found_amounts(self._database)

    def copy_to(self, path: Path | str) -> None:
        """A sound copy of the project as it is now, under a name that is still free."""
        self._database.copy_to(Path(path))

    @property
    def busy(self) -> bool:
        """Whether a step is under way just now."""
        return self._database.in_transaction

    @property
    def damage(self) -> WorkbenchError | None:
        """What is wrong with a file that was found damaged: it is read as far as it can be, and never written."""
        return self._database.damage

    def merging(self, other: Path, file_name: str) -> Merging:
        """The work of merging another copy, of which `other` is a snapshot (`store.merging.snapshot`)."""
        return Merging(self._database, other, file_name)

    def backups(self) -> list[Backup]:
        """The backups of this project, newest first."""
        return backups.found(self.path, self.guid)

    def back_up(
        self, reason: Reason, *, progress: Progress = unseen, cancelled: Cancel = never, again: bool = False
    ) -> Backup:
        """A proved backup of the project as it is, before something that touches much of it. Where nothing changed
        since the newest one, that one is the answer, unless it is to be made `again`."""
        newest = None if again else self.backup_of_now
        return newest or self.backup_maker(reason)(progress=progress, cancelled=cancelled)

    def backup_maker(self, reason: Reason) -> Callable[..., Backup]:
        """Makes a backup when called, with `progress` and `cancelled`; also in another thread, while work goes on."""
        return partial(self._database.back_up, self._database.shelf, reason)

    @property
    def backup_of_now(self) -> Backup | None:
        """The newest backup of this file, if no step was taken since."""
        whole = [one for one in self._database.shelf.listed() if one.whole]
        return whole[0] if whole and whole[0].state == self._database.state else None

    def close(self) -> None:
        self._database.close()

    def __enter__(self) -> Project:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
