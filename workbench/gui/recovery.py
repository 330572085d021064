"""A mark that stands while a window runs: one that still stands at the next start tells of a window that was killed.

Beside the mark lies a file into which the interpreter itself writes where it was when the system ended the program.
"""

from __future__ import annotations

import faulthandler
import json
import os
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TextIO

from PySide6.QtCore import QLockFile, QObject, QTimer

from workbench.core import faults, paths
from workbench.core.words import tr, trn

if TYPE_CHECKING:
    from workbench.core.project import Project
    from workbench.gui.crash import CrashReporter
    from workbench.gui.session import Session
    from workbench.gui.window import Window

TOPIC = "recovered"
_STEPS = 1000  # of a session that are counted
_DRAFTS = ("form", "note", "verdicts")  # parts of the memory that hold what was typed and not saved


class Ended(NamedTuple):
    """A window that did not close. `began` is ISO 8601 UTC; `journal`: its last steps stood beside the project."""

    began: str
    project: Path | None
    journal: bool
    report: Path | None


def folder() -> Path:
    made = paths.user_logs() / "running"
    made.mkdir(parents=True, exist_ok=True)
    return made


class Mark:
    """Ours while the program runs. Without a place to write, nothing is marked and nothing is told next time."""

    def __init__(self) -> None:
        self._lock: QLockFile | None = None
        self._faults: TextIO | None = None
        self._note = Path()
        self._began = datetime.now(UTC).isoformat(timespec="milliseconds")

    def make(self) -> None:
        try:
            name = f"{os.getpid()}-{datetime.now(UTC):%Y%m%d%H%M%S%f}"
            self._note = folder() / f"{name}.json"
            self._lock = QLockFile(str(_lock_of(self._note)))
            self._lock.setStaleLockTime(0)
            self._lock.tryLock(0)
            self._faults = _faults_of(self._note).open("w", encoding="utf-8")
        except OSError:
            return  # the system's own message has to do
        faulthandler.enable(self._faults)
        self.tell(None)

    def tell(self, project: Project | None) -> None:
        """Which project is open now."""
        if self._faults is None:
            return
        said = {"began": self._began, "project": str(project.path) if project is not None else ""}
        try:
            self._note.write_text(json.dumps(said), "utf-8")
        except OSError:
            return  # a full disk costs only the sentence at the next start

    def remove(self) -> None:
        """The program closes as it should."""
        if self._faults is not None:
            faulthandler.disable()
            self._faults.close()
            self._faults = None
            _drop(self._note)
        if self._lock is not None:
            self._lock.unlock()


def _lock_of(note: Path) -> Path:
    return note.with_suffix(".lock")


def _faults_of(note: Path) -> Path:
    return note.with_suffix(".faults")


def _drop(note: Path) -> None:
    for file in (note, _faults_of(note)):
        try:
            file.unlink(missing_ok=True)
        except OSError:
            continue  # told of once more at the next start


def ended() -> list[Ended]:
    """The windows that were killed since the last start, oldest first; each is told of once."""
    try:
        notes = sorted(folder().glob("*.json"), key=lambda note: note.stat().st_mtime)
    except OSError:
        return []
    found = []
    for note in notes:
        lock = QLockFile(str(_lock_of(note)))
        lock.setStaleLockTime(0)
        if lock.tryLock(0):  # nobody holds it any more
            found.append(_read(note))
            _drop(note)
            lock.unlock()
    return found


def _read(note: Path) -> Ended:
    try:
        said = json.loads(note.read_text("utf-8"))
        began, named = str(said["began"]), str(said["project"])
    except (OSError, ValueError, KeyError, TypeError):
        began, named = "", ""
    project = Path(named) if named else None
    return Ended(began, project, project is not None and _has_journal(project), _report(_faults_of(note)))


def _has_journal(project: Path) -> bool:
    left = [project.with_name(project.name + end) for end in ("-wal", "-journal")]
    try:
        return any(one.stat().st_size > 0 for one in left if one.exists())
    except OSError:
        return False


def _report(file: Path) -> Path | None:
    """What the interpreter wrote when the system ended it, as a report without the names of folders."""
    try:
        said = file.read_text("utf-8", errors="replace")
    except OSError:
        return None
    if not said.strip():
        return None  # killed, or the power went: there was no moment to write anything
    import re

    said = re.sub(r'File "([^"]*)"', lambda found: f'File "{faults.short(found[1])}"', said)
    return faults.keep("\n".join([*faults.head("the system ended the program"), "", said]))


def join(window: Window, reporter: CrashReporter, mark: Mark, killed: list[Ended]) -> None:
    """A window that is furnished: it is saved after a fault, says what it does and what is open; windows that were
    killed before are told of in it."""
    session = window.session
    reporter.guard(window)
    window.menus.ran.connect(reporter.note)
    session.project_opened.connect(lambda: mark.tell(session.project))
    session.project_closed.connect(lambda: mark.tell(None))
    if killed:
        Telling(session, killed[-1])


# what the user is told


class Telling(QObject):
    """At the start its project is offered; when that is open, what was recovered of it is told, once."""

    def __init__(self, session: Session, one: Ended) -> None:
        super().__init__(session)
        self._session, self._ended = session, one
        lines = [tr("The program ended without closing. Every finished step is in the project.")]
        offer: dict[str, Any] = {}
        if one.project is not None and one.project.exists():
            offer = {
                "act_text": tr("Open {name}", name=one.project.name),
                "act": partial(session.open, one.project),
            }
            session.project_opened.connect(self._on_opened)
        self._tell(lines, **offer)

    def _on_opened(self) -> None:
        """The desk takes up what was typed first."""
        QTimer.singleShot(0, self._tell_recovered)

    def _tell_recovered(self) -> None:
        project, known = self._session.project, self._ended.project
        if project is None or known is None or project.path.resolve() != known.resolve():
            return
        self._session.project_opened.disconnect(self._on_opened)
        self._tell(recovered(project, self._ended))

    def _tell(self, lines: list[str], **more: Any) -> None:
        from workbench.gui.messages import Level, Message

        if self._ended.report is not None:
            lines = [*lines, tr("Where it was is told in {file}.", file=self._ended.report)]
        self._session.tell(Message(text=" ".join(lines), level=Level.WARNING, topic=TOPIC, **more))


def recovered(project: Project, one: Ended) -> list[str]:
    """Sentences on what is there again."""
    from workbench.gui import memory

    steps = sum(step.at >= one.began for step in project.history.steps(_STEPS))
    lines = [
        trn(
            "The program ended without closing. {n} step of that session is in the project.",
            "The program ended without closing. {n} steps of that session are in the project.",
            steps,
        )
    ]
    if one.journal:
        lines.append(tr("The last of them were read from the journal beside it."))
    kept = memory.load(project.path, project.guid)
    if any(kept.get(part) for part in _DRAFTS):
        lines.append(tr("What was typed and not saved is back in its boxes."))
    else:
        lines.append(tr("Nothing that was typed and not saved was left."))
    return lines
