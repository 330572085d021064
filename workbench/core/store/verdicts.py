"""The verdicts of a project: given, changed and withdrawn only inside an operation."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from workbench.core.errors import DamagedProject, NothingSuchInProject
from workbench.core.model.conflict import Relation
from workbench.core.model.figure import FigureId
from workbench.core.model.verdict import Judged, Verdict, VerdictId, VerdictKind
from workbench.core.store import foreign, rows, statements
from workbench.core.store.database import Database, Row
from workbench.core.store.history import Operation
from workbench.core.words import tr

_COLUMNS = (
    "id", "guid", "conflict", "relation", "article", "kind", "preferred", "reason", "members", "changed_at",
    "changed_by",
)  # fmt: skip
_INSERT = statements.insert("verdict", _COLUMNS[1:])
_ALL = statements.select("verdict", _COLUMNS, "ORDER BY id DESC")
_GET = statements.select("verdict", _COLUMNS, "WHERE id = ?")
_IDS = "SELECT id FROM figure WHERE guid IN (SELECT value FROM json_each(?)) ORDER BY id"
_KNOWN = """
    SELECT value FROM json_each(?)
    WHERE value IN (SELECT guid FROM figure) OR value IN (SELECT guid FROM article)
"""


class VerdictStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, op: Operation, verdict: Verdict) -> VerdictId:
        """A new one; its number, guid, author and time are given here."""
        op.check()
        said = _said(verdict)
        self._database.execute(_INSERT, (str(uuid.uuid4()), *said.values(), op.at, op.author))
        (number,) = self._database.rows("SELECT max(id) FROM verdict")[0]
        return VerdictId(number)

    def update(self, op: Operation, verdict: Verdict) -> None:
        """Puts what is said now in place of what was said before; nothing where it is the same."""
        op.check()
        before = _said(self.get(verdict.id))
        changed: dict[str, Any] = {c: v for c, v in _said(verdict).items() if v != before[c]}
        if not changed:
            return
        changed |= {"changed_at": op.at, "changed_by": op.author}
        self._database.execute(statements.update("verdict", changed), (*changed.values(), verdict.id))

    def remove(self, op: Operation, verdict_id: VerdictId) -> None:
        op.check()
        if not self._database.execute(statements.delete("verdict"), (verdict_id,)):
            raise _no_such(verdict_id)

    def get(self, verdict_id: VerdictId) -> Verdict:
        row = self._database.row(_GET, (verdict_id,))
        if row is None:
            raise _no_such(verdict_id)
        return _verdict(row)

    def all(self) -> list[Verdict]:
        """The newest first."""
        return [_verdict(row) for row in self._database.rows(_ALL)]

    def figure_ids(self, guids: Iterable[str]) -> list[FigureId]:
        """The numbers of figures by their guids; those that are gone are left out."""
        found = self._database.rows(_IDS, (rows.dumped(list(guids)),))
        return [FigureId(number) for (number,) in found]

    def gone(self) -> list[tuple[Verdict, tuple[Judged, ...]]]:
        """Verdicts that name figures or sources which are no longer in the project, and those."""
        said = self.all()
        guids = rows.dumped(sorted({member.guid for verdict in said for member in verdict.members}))
        known = {guid for (guid,) in self._database.rows(_KNOWN, (guids,))}
        missing = ((v, tuple(m for m in v.members if m.guid not in known)) for v in said)
        return [(verdict, lost) for verdict, lost in missing if lost]


def problems(database: Database) -> Iterable[str]:
    """A sentence for each verdict that cannot be read."""
    for row in database.stream(_ALL):
        try:
            _verdict(row)
        except DamagedProject:
            yield tr("The fields of verdict {id} cannot be read.", id=row[0])


def _no_such(verdict_id: VerdictId) -> NothingSuchInProject:
    return NothingSuchInProject(tr("The project holds no verdict with the number {id}.", id=verdict_id))


def _said(verdict: Verdict) -> dict[str, object]:
    """The columns between guid and time."""
    members = [{"guid": m.guid, "quote": m.quote, "fields": dict(sorted(m.fields.items()))} for m in verdict.members]
    return {
        "conflict": verdict.conflict,
        "relation": verdict.relation.value,
        "article": verdict.article,
        "kind": verdict.kind.value,
        "preferred": verdict.preferred,
        "reason": verdict.reason,
        "members": rows.dumped(members),
    }


@foreign.told
def _verdict(row: Row) -> Verdict:
    number, guid, conflict, relation, article, kind, preferred, reason, members, at, by = row
    return Verdict(
        id=VerdictId(number),
        guid=guid,
        conflict=conflict,
        relation=Relation(relation),
        article=article,
        kind=VerdictKind(kind),
        preferred=preferred,
        reason=reason,
        members=tuple(_judged(one) for one in json.loads(members)),
        changed_at=at,
        changed_by=by,
    )


def _judged(one: Mapping[str, Any]) -> Judged:
    return Judged(str(one["guid"]), str(one["quote"]), {str(k): str(v) for k, v in one["fields"].items()})
