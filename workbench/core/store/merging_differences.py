"""What merged copies had changed differently: listed, and settled inside an operation."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from workbench.core.errors import BadInput, NothingSuchInProject
from workbench.core.model.merge import Difference, DifferenceId, MergeReport, Side
from workbench.core.store import statements
from workbench.core.store.database import Database, Row
from workbench.core.store.history import Operation
from workbench.core.store.merging_same import UNIQUE
from workbench.core.store.merging_sides import apart, whole
from workbench.core.store.reverting import KEEPING, references
from workbench.core.store.triggers import UNDOABLE
from workbench.core.words import tr

_SELECT = """
    SELECT difference.id, table_name, row_guid, difference.base, ours, theirs, settled, file_name, changed_at,
      changed_by
    FROM difference JOIN merge ON merge.id = merge_id
"""
_ALL = " ".join((_SELECT, "ORDER BY difference.id"))
_OPEN = " ".join((_SELECT, "WHERE settled IS NULL ORDER BY difference.id"))
_ONE = " ".join((_SELECT, "WHERE difference.id = ?"))
_MOST = 1_000_000  # figures that two can have settled
_SETTLE = "UPDATE difference SET settled = ?, changed_at = ?, changed_by = ? WHERE id = ?"
_MERGES = "SELECT file_name, merged_at, merged_by, report FROM merge ORDER BY merged_at DESC, id DESC"
_VERSION = """
    SELECT version FROM article WHERE id = ?1 AND text_sha256 = ?2 UNION ALL
    SELECT version FROM article_version WHERE article_id = ?1 AND text_sha256 = ?2 ORDER BY 1 DESC
"""
_ENCODING = "SELECT file_name, media_type, encoding FROM article_version WHERE article_id = ? AND text_sha256 = ?"


class DifferenceStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self, *, settled: bool = False) -> list[Difference]:
        """Those that wait, in the order in which they were found; with the `settled` ones, if these are wanted."""
        return [self._difference(row) for row in self._database.rows(_ALL if settled else _OPEN)]

    def get(self, number: DifferenceId) -> Difference:
        row = self._database.row(_ONE, (number,))
        if row is None:
            raise NothingSuchInProject(tr("The project holds no difference with the number {id}.", id=number))
        return self._difference(row)

    def merges(self) -> list[MergeReport]:
        """The merges that this project knows of, the newest first."""
        return [_report(row) for row in self._database.rows(_MERGES)]

    def waiting(self) -> int:
        (number,) = self._database.rows("SELECT count(*) FROM difference WHERE settled IS NULL")[0]
        return int(number)

    def _difference(self, row: Row) -> Difference:
        number, table, guid, base, ours, theirs, settled, file_name, at, by = row
        if table not in UNDOABLE:
            raise NothingSuchInProject(tr("Difference {id} cannot be read. Check the project.", id=number))
        return Difference(
            id=DifferenceId(number),
            table=table,
            guid=guid,
            row=self.row_of(table, guid),
            base=_cells(base),
            ours=_cells(ours),
            theirs=_cells(theirs),
            settled=None if settled is None else Side(settled),
            file_name=file_name,
            changed_at=at,
            changed_by=by,
        )

    def row_of(self, table: str, guid: str) -> int | None:
        row = self._database.row(statements.select(table, ("id",), "WHERE guid = ?"), (guid,))
        return None if row is None else int(row[0])

    def values(self, one: Difference) -> dict[str, Any]:
        """The cells of the thing as it is now; {} where it is not here."""
        columns = self._database.columns(one.table)
        row = columns and self._database.row(statements.select(one.table, columns, "WHERE guid = ?"), (one.guid,))
        return apart(one.table, dict(zip(columns, row, strict=True))) if columns and row else {}

    def mark(self, op: Operation, number: DifferenceId, side: Side) -> None:
        op.check()
        self._database.execute(_SETTLE, (side.value, op.at, op.author, number))

    def put(self, op: Operation, one: Difference, cells: Mapping[str, Any]) -> None:
        """Writes one side's cells; a thing that is not here comes, in the place of what stands in its way."""
        op.check()
        now, at = self.values(one), one.row
        if at is None and one.table in UNIQUE:
            at = self._rival(one.table, cells)
        row = self._columns(one.table, {**now, **cells})
        if at is None and not one.whole:
            raise _gone()
        if at is None:
            row = self._columns(one.table, dict(cells)) | {"guid": one.guid}
            if set(row) & KEEPING:
                row |= {"changed_at": op.at, "changed_by": op.author}
            self._database.execute(statements.insert(one.table, row), tuple(row.values()))
            return
        wanted = {c.partition("/")[0] for c in cells} - {"id", "guid"}
        changed = {c: row[c] for c in sorted(wanted) if c in row}
        if KEEPING & set(self._database.columns(one.table) or ()):
            changed |= {"changed_at": op.at, "changed_by": op.author}
        if "quote" in changed and one.table == "figure":
            changed["folded"] = cells["folded"]
        self._database.execute(statements.update(one.table, changed), (*changed.values(), at))

    def _rival(self, table: str, cells: Mapping[str, Any]) -> int | None:
        names = UNIQUE[table]
        condition = " AND ".join(f"{statements.name(c)} = ?" for c in names)
        sql = statements.select(table, ("id",), " ".join(("WHERE", condition)))
        row = self._database.row(sql, [cells[c] for c in names])
        return None if row is None else int(row[0])

    def _columns(self, table: str, cells: dict[str, Any]) -> dict[str, Any]:
        row = whole(table, cells)
        for of, column, parent in references(self._database):
            if of == table and isinstance(row.get(column), str):
                there = self.row_of(parent, row[column])
                if there is None:
                    raise _gone()
                row[column] = there
        if isinstance(row.get("version"), str):
            row["version"] = self._version(row.get("article_id"), row["version"])
        return row

    def _version(self, article: Any, text: str) -> int:
        found = self._database.row(_VERSION, (article, text))
        if found is None:
            raise _gone()
        return int(found[0])

    def version_of(self, article: int, text: str) -> int:
        """The number of the version with this text."""
        return self._version(article, text)

    def origin_of(self, article: int, text: str) -> tuple[str, str, str]:
        """File name, media type and encoding of the former version with this text."""
        row = self._database.row(_ENCODING, (article, text))
        if row is None:
            raise _gone()
        return str(row[0]), str(row[1]), str(row[2])

    def content_of(self, article: int, text: str) -> tuple[bytes, str, str]:
        """The file, blocks and numbers (as they are kept) of the former version with this text."""
        row = self._database.row(_CONTENT, (article, text))
        if row is None:
            raise _gone()
        return bytes(row[0]), str(row[1]), str(row[2])

    def remove(self, op: Operation, table: str, row: int) -> None:
        """Takes a row out, with the rows that refer to it."""
        op.check()
        for child, column, parent in references(self._database):
            if parent == table:
                condition = f"WHERE {statements.name(column)} = ?"
                for (number,) in self._database.rows(statements.select(child, ("id",), condition), (row,)):
                    self.remove(op, child, number)
        self._database.execute(statements.delete(table), (row,))


_CONTENT = """
    SELECT data, blocks, dispositions FROM article_version
    JOIN original ON original.sha256 = original_sha256 JOIN reading ON reading.sha256 = reading_sha256
    WHERE article_id = ? AND text_sha256 = ?
"""


def _report(row: Row) -> MergeReport:
    """A report that cannot be read tells nothing."""
    file_name, at, by, text = row
    said = _cells(text) or {}
    listed = said.get("judged")
    judged = [tuple(one) for one in listed if _is_judged(one)] if isinstance(listed, list) else []
    return MergeReport(file_name, at, by, tuple(judged))


def _is_judged(one: Any) -> bool:
    return isinstance(one, list) and [type(part) for part in one] == [str, str, str, int] and 0 < one[3] < _MOST


def _cells(text: str | None) -> dict[str, Any] | None:
    if text is None:
        return None
    said = json.loads(text)
    return said if isinstance(said, dict) else {}


def _gone() -> BadInput:
    return BadInput(tr("What this is about is not in this project any more. Keep what is here, or say it by hand."))
