"""The registers of a project: types of record, records and their values; written only inside an operation."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from workbench.core.errors import NothingSuchInProject
from workbench.core.model.article import ArticleId
from workbench.core.model.figure import FigureId
from workbench.core.model.register import Record, RecordId, RecordType, RecordValue, Said, ValueId
from workbench.core.model.span import Span
from workbench.core.store import register_rows, rows, statements
from workbench.core.store.database import Database, Row
from workbench.core.store.history import Operation
from workbench.core.store.notes import quoted
from workbench.core.vocabulary.registers import shipped_types
from workbench.core.words import tr

_TYPE = ("key", "title", "one", "fields", "cues", "hidden")
_RECORD = ("id", "guid", "type", "name", "changed_at", "changed_by")
_VALUE = (
    "id", "guid", "record_id", "field", "state", "value", "figure_id", "article_id", "version", "start", "stop",
    "quote", "source", "changed_at", "changed_by",
)  # fmt: skip
_TYPES = statements.select("record_type", _TYPE, "ORDER BY id")
_RECORDS = statements.select("record", _RECORD, "ORDER BY name, id")
_OF_TYPE = statements.select("record", _RECORD, "WHERE type = ? ORDER BY name, id")
_MANY = statements.select("record", _RECORD, "WHERE id IN (SELECT value FROM json_each(?)) ORDER BY name, id")
# The quote of a figure is its own, as it is now.
_QUOTE = "coalesce((SELECT figure.quote FROM figure WHERE figure.id = figure_id), quote)"
_VALUES = statements.select("record_value", _VALUE).replace('"quote"', _QUOTE, 1)
_RELEASED = """
    UPDATE record_value SET figure_id = NULL, article_id = NULL, version = NULL, start = NULL, stop = NULL,
      quote = coalesce((SELECT figure.quote FROM figure WHERE figure.id = figure_id), quote),
      source = (SELECT coalesce(nullif(title, ''), file_name) FROM article WHERE article.id = ?1)
    WHERE article_id = ?1 OR figure_id IN (SELECT id FROM figure WHERE article_id = ?1)
"""
_TO_WORDS = """
    UPDATE record_value SET figure_id = NULL, article_id = figure.article_id, version = figure.version,
      start = figure.full_start, stop = figure.full_stop, quote = figure.quote
    FROM figure WHERE figure.id = record_value.figure_id AND (figure.id = ?1 OR figure.article_id = ?2)
"""


class RegisterStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    # types

    def types(self, *, hidden: bool = False) -> list[RecordType]:
        """Those that are shipped as this project has them, then its own; hidden ones only when asked for."""
        own = {row[0]: row for row in self._database.rows(_TYPES)}
        found = []
        for shipped in shipped_types():
            row = own.pop(shipped.key, None)
            if row is None:
                found.append(shipped)
            elif hidden or not row[-1]:
                found.append(register_rows.type_of(row[:-1], shipped=True))
        return [*found, *(register_rows.type_of(row[:-1], shipped=False) for row in own.values())]

    def type(self, key: str) -> RecordType:
        """Also one that is hidden: its records are still there."""
        found = next((one for one in self.types(hidden=True) if one.key == key), None)
        if found is None:
            raise NothingSuchInProject(tr("The project has no register “{name}”.", name=key))
        return found

    def put_type(self, op: Operation, made: RecordType, *, hidden: bool = False) -> None:
        """A type as the project has it from now on; what is as it was already is not written."""
        op.check()
        row = register_rows.type_row(made) | {"hidden": int(hidden)}
        there = self._database.row("SELECT id FROM record_type WHERE key = ?", (made.key,))
        if there is None:
            row |= {"guid": str(uuid.uuid4()), "changed_at": op.at, "changed_by": op.author}
            self._database.execute(statements.insert("record_type", row), tuple(row.values()))
            return
        before = self._database.row(statements.select("record_type", list(row), "WHERE id = ?"), (there[0],))
        if before != tuple(row.values()):
            row |= {"changed_at": op.at, "changed_by": op.author}
            self._database.execute(statements.update("record_type", row), (*row.values(), there[0]))

    def drop_type(self, op: Operation, key: str) -> None:
        """What the project has made of a type goes; a shipped one is then as it was shipped."""
        op.check()
        self._database.execute("DELETE FROM record_type WHERE key = ?", (key,))

    def counts(self) -> dict[str, int]:
        """How many records each type has."""
        found = self._database.rows("SELECT type, count(*) FROM record GROUP BY type")
        return {str(key): int(number) for key, number in found}

    def filled(self, key: str) -> dict[str, int]:
        """How many values the records of a type have in each field, also in fields that the type no longer has."""
        found = self._database.rows(
            "SELECT field, count(*) FROM record_value JOIN record ON record.id = record_id WHERE type = ? "
            "GROUP BY field",
            (key,),
        )
        return {str(field): int(number) for field, number in found}

    # records

    def records(self, type_key: str | None = None) -> list[Record]:
        """With their values, by name."""
        if type_key is None:
            return self._with_values(self._database.rows(_RECORDS))
        return self._with_values(self._database.rows(_OF_TYPE, (type_key,)))

    def get(self, record_id: RecordId) -> Record:
        found = self.many([record_id])
        if not found:
            raise _no_record(record_id)
        return found[0]

    def many(self, ids: Sequence[RecordId]) -> list[Record]:
        """Those that are gone are left out."""
        return self._with_values(self._database.rows(_MANY, (rows.dumped(list(ids)),)))

    def _with_values(self, found: Sequence[Row]) -> list[Record]:
        ids = rows.dumped([row[0] for row in found])
        of: dict[int, list[RecordValue]] = {row[0]: [] for row in found}
        sql = " ".join((_VALUES, "WHERE record_id IN (SELECT value FROM json_each(?)) ORDER BY id"))
        for row in self._database.rows(sql, (ids,)) if found else ():
            of[row[2]].append(register_rows.value_of(row))
        return [register_rows.record_of(row, of[row[0]]) for row in found]

    def add(self, op: Operation, type_key: str, name: str) -> RecordId:
        op.check()
        row = (str(uuid.uuid4()), type_key, name, op.at, op.author)
        self._database.execute(statements.insert("record", _RECORD[1:]), row)
        return RecordId(self._newest("record"))

    def rename(self, op: Operation, record_id: RecordId, name: str) -> None:
        op.check()
        if self.get(record_id).name != name:
            row = {"name": name, "changed_at": op.at, "changed_by": op.author}
            self._database.execute(statements.update("record", row), (*row.values(), record_id))

    def remove(self, op: Operation, record_id: RecordId) -> None:
        """With its values; references to it keep its name."""
        op.check()
        self._database.execute("DELETE FROM record_value WHERE record_id = ?", (record_id,))
        if not self._database.execute(statements.delete("record"), (record_id,)):
            raise _no_record(record_id)

    # values

    def value(self, value_id: ValueId) -> RecordValue:
        row = self._database.row(" ".join((_VALUES, "WHERE id = ?")), (value_id,))
        if row is None:
            raise _no_value(value_id)
        return register_rows.value_of(row)

    def add_value(self, op: Operation, record_id: RecordId, field: str, said: Said) -> ValueId:
        op.check()
        self.get(record_id)
        row: dict[str, Any] = {"guid": str(uuid.uuid4()), "record_id": record_id, "field": field}
        row |= self._said_row(said) | {"changed_at": op.at, "changed_by": op.author}
        self._database.execute(statements.insert("record_value", row), tuple(row.values()))
        return ValueId(self._newest("record_value"))

    def set_value(self, op: Operation, value_id: ValueId, said: Said) -> None:
        """Other words or other evidence; what is as it was already is not written."""
        op.check()
        now = self._said_row(said)
        before = self._database.row(statements.select("record_value", list(now), "WHERE id = ?"), (value_id,))
        if before is None:
            raise _no_value(value_id)
        row = {c: v for (c, v), old in zip(now.items(), before, strict=True) if v != old}
        if row:
            row |= {"changed_at": op.at, "changed_by": op.author}
            self._database.execute(statements.update("record_value", row), (*row.values(), value_id))

    def remove_value(self, op: Operation, value_id: ValueId) -> None:
        op.check()
        if not self._database.execute(statements.delete("record_value"), (value_id,)):
            raise _no_value(value_id)

    def _said_row(self, said: Said) -> dict[str, object]:
        """A stretch without a version is of the source's present text, and its quote is cut from there."""
        evidence = said.evidence
        version, quote = evidence.version, evidence.quote
        if evidence.figure_id is not None:
            found = self._database.row("SELECT quote FROM figure WHERE id = ?", (evidence.figure_id,))
            if found is None:
                number = evidence.figure_id
                raise NothingSuchInProject(tr("The project holds no figure with the number {id}.", id=number))
            quote = found[0]
        elif evidence.article_id is not None and version is None:
            assert evidence.span is not None, "evidence in a source is a stretch of its text"
            version, quote = quoted(self._database, evidence.article_id, evidence.span)
        return {
            "state": said.state.value,
            "value": register_rows.value_text(said.value),
            "figure_id": evidence.figure_id,
            "article_id": evidence.article_id,
            "version": version,
            "start": evidence.span.start if evidence.span else None,
            "stop": evidence.span.end if evidence.span else None,
            "quote": quote,
            "source": evidence.source,
        }

    def _newest(self, table: str) -> int:
        (number,) = self._database.rows("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,))[0]
        return int(number)

    def referring(self, guid: str) -> list[RecordValue]:
        """The values that refer to a record."""
        sql = " ".join((_VALUES, "WHERE json_valid(value) AND json_extract(value, '$.record') = ? ORDER BY id"))
        return [register_rows.value_of(row) for row in self._database.rows(sql, (guid,))]

    # what happens to the words that values rest on

    def resting_on(self, article_id: ArticleId) -> list[RecordValue]:
        """The values whose evidence is a stretch of a source's text, in any of its versions."""
        sql = " ".join((_VALUES, "WHERE article_id = ? ORDER BY id"))
        return [register_rows.value_of(row) for row in self._database.rows(sql, (article_id,))]

    def move(self, op: Operation, value_id: ValueId, span: Span) -> None:
        """The place of its words in the source's present text, where they were found again: says nothing anew."""
        op.check()
        article_id = self.value(value_id).evidence.article_id
        if article_id is None:
            raise ValueError("only evidence that is a stretch of text can be moved")
        version, quote = quoted(self._database, article_id, span)
        row = {"version": version, "start": span.start, "stop": span.end, "quote": quote}
        self._database.execute(statements.update("record_value", row), (*row.values(), value_id))

    def give(self, op: Operation, article_id: ArticleId, to: ArticleId) -> None:
        """The source is about to become the newest version of another, with the same text: its words are there."""
        op.check()
        self._database.execute(
            "UPDATE record_value SET article_id = ?2, version = (SELECT version FROM article WHERE id = ?2) "
            "WHERE article_id = ?1",
            (article_id, to),
        )

    def rest_on_words(self, op: Operation, article_id: ArticleId) -> None:
        """Values that rest on figures of a source rest on the words of these from then on."""
        op.check()
        self._database.execute(_TO_WORDS, (None, article_id))

    def pass_on(self, op: Operation, figure_id: FigureId, to: FigureId) -> None:
        """Another figure takes the place of one that goes."""
        op.check()
        self._database.execute("UPDATE record_value SET figure_id = ? WHERE figure_id = ?", (to, figure_id))


def release_article(database: Database, article_id: ArticleId) -> None:
    """The source is about to go: values keep the words that they rest on, and what the source was called."""
    database.execute(_RELEASED, (article_id,))


def release_figure(database: Database, figure_id: FigureId) -> None:
    """The figure is about to go: values rest on its words from then on."""
    database.execute(_TO_WORDS, (figure_id, None))


_CHECKED = """
    SELECT value.id, value.quote, value.start, value.stop, body.text, value.state, value.value
    FROM record_value AS value
    LEFT JOIN article ON article.id = value.article_id AND article.version = value.version
    LEFT JOIN article_version AS former
      ON former.article_id = value.article_id AND former.version = value.version
    LEFT JOIN body ON body.sha256 = coalesce(former.text_sha256, article.text_sha256) ORDER BY value.id
"""


def problems(database: Database) -> Iterable[str]:
    """A sentence for each record value that cannot be read or whose words are not at their place."""
    for row in database.stream(_TYPES):
        if not register_rows.readable_type(row[:-1]):
            yield tr("The fields of register “{name}” cannot be read.", name=row[0])
    for number, quote, start, stop, text, state, value in database.stream(_CHECKED):
        if start is not None and (text is None or text[start:stop] != quote):
            yield tr(
                "The quote of value {id} of a record is not what stands at its place: “{quote}”.",
                id=number,
                quote=quote,
            )
        if not register_rows.readable_value(state, value):
            yield tr("Value {id} of a record cannot be read.", id=number)


def _no_record(record_id: RecordId) -> NothingSuchInProject:
    return NothingSuchInProject(tr("The project holds no record with the number {id}.", id=record_id))


def _no_value(value_id: ValueId) -> NothingSuchInProject:
    return NothingSuchInProject(tr("The project holds no value with the number {id}.", id=value_id))
