"""Whether a project is what it was: pages and references by SQLite, every hash, and every quote at its place.

Nothing is taken on trust: texts by their hash, quotes by the text, rows by the history, the index by the texts. What
cannot be read at all is a fault too, and the rest is read all the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator

from workbench.core.errors import DamagedProject
from workbench.core.model.fault import Fault, Part
from workbench.core.store import check_history, check_index, check_rows, migrations, registers, verdicts
from workbench.core.store.articles import reading_hash, text_hash
from workbench.core.store.database import Database
from workbench.core.words import tr

Check = Callable[[Database], Iterable[Fault]]


def faults(database: Database) -> list[Fault]:
    """Each fault, none for a sound project. Reads everything, changes nothing."""
    found: list[Fault] = []
    for check in _CHECKS:
        try:
            for fault in check(database):
                found.append(fault)
        except DamagedProject as error:  # what could be read of this part is told, and the next part is read
            found.append(Fault(Part.FILE, str(error)))
    return list(dict.fromkeys(found))


def check_store(database: Database) -> list[str]:
    """A sentence for each fault."""
    return [fault.words for fault in faults(database)]


def _pages(database: Database) -> Iterator[Fault]:
    """Pages and indexes: the quick check does not see an index that lost its rows, and searches by it would."""
    for (what,) in database.rows("PRAGMA integrity_check(20)"):
        if what != "ok":
            yield Fault(Part.FILE, tr("The file is damaged: {what}.", what=str(what).rstrip(".")))


def _references(database: Database) -> Iterator[Fault]:
    for table, row, parent, _ in database.rows("PRAGMA foreign_key_check"):
        words = tr(
            "A reference leads nowhere: {table} {row} -> {parent}, which the project does not hold.",
            table=table,
            row=row,
            parent=parent,
        )
        yield Fault(Part.REFERENCE, words, str(table), str(row))


_TRIGGERS = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY name"


def _triggers(database: Database) -> Iterator[Fault]:
    """Those of the file must be ours, every one. In a project that was opened for work they are already."""
    ours = {name: sql for (kind, name), sql in migrations.expected_schema().items() if kind == "trigger"}
    theirs = {str(name): str(sql) for name, sql in database.rows(_TRIGGERS)}
    for name in sorted(theirs.keys() | ours.keys()):
        if name not in ours:
            yield _of_trigger(name, tr("The file holds a trigger of another program: {name}.", name=name))
        elif name not in theirs:
            yield _of_trigger(name, tr("A guard of the file is missing: {name}.", name=name))
        elif ours[name] != theirs[name]:
            yield _of_trigger(name, tr("A guard of the file was changed by another program: {name}.", name=name))


def _of_trigger(name: str, words: str) -> Fault:
    return Fault(Part.STRUCTURE, words, "sqlite_schema", name)


def _texts(database: Database) -> Iterator[Fault]:
    for sha256, text in database.stream("SELECT sha256, text FROM body"):
        if not isinstance(text, str) or text_hash(text) != sha256:
            words = tr("The text of {source} is not what was stored.", source=_source(database, "text", sha256))
            yield Fault(Part.TEXT, words, "body", sha256)


def _readings(database: Database) -> Iterator[Fault]:
    for sha256, blocks, dispositions in database.stream("SELECT sha256, blocks, dispositions FROM reading"):
        if reading_hash(blocks, dispositions) != sha256:
            source = _source(database, "reading", sha256)
            words = tr("The blocks or numbers of {source} are not what was stored.", source=source)
            yield Fault(Part.READING, words, "reading", sha256)


def _originals(database: Database) -> Iterator[Fault]:
    for sha256, data in database.stream("SELECT sha256, data FROM original"):
        if not isinstance(data, bytes) or hashlib.sha256(data).hexdigest() != sha256:
            source = _source(database, "original", sha256)
            words = tr("The original file of {source} is not what was imported.", source=source)
            yield Fault(Part.ORIGINAL, words, "original", sha256)


_SOURCE = {
    "text": "SELECT id, title, file_name FROM article WHERE text_sha256 = ?1 OR id IN "
    "(SELECT article_id FROM article_version WHERE text_sha256 = ?1)",
    "reading": "SELECT id, title, file_name FROM article WHERE reading_sha256 = ?1 OR id IN "
    "(SELECT article_id FROM article_version WHERE reading_sha256 = ?1)",
    "original": "SELECT id, title, file_name FROM article WHERE original_sha256 = ?1 OR id IN "
    "(SELECT article_id FROM article_version WHERE original_sha256 = ?1)",
}


def _source(database: Database, what: str, sha256: str) -> str:
    row = database.row(_SOURCE[what], (sha256,))
    if row is None:
        return tr("a source that was removed")
    number, title, file_name = row
    return tr("source {id} ({name})", id=number, name=title or file_name)


def _registers(database: Database) -> Iterator[Fault]:
    return (Fault(Part.REGISTER, words, "record_value") for words in registers.problems(database))


def _verdicts(database: Database) -> Iterator[Fault]:
    return (Fault(Part.VERDICT, words, "verdict") for words in verdicts.problems(database))


_CHECKS: tuple[Check, ...] = (
    _pages,
    _references,
    _triggers,
    _texts,
    _readings,
    _originals,
    check_rows.readings,
    check_rows.versions,
    check_rows.figures,
    check_rows.notes,
    _verdicts,
    check_rows.verdict_members,
    _registers,
    check_index.faults,
    check_history.faults,
)
