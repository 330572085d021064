"""The same thing under two guids: what both copies made of their own accord, found by what it is."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from workbench.core.store import statements
from workbench.core.store.merging_sides import Side
from workbench.core.store.reverting import KEEPING

UNIQUE: Mapping[str, tuple[str, ...]] = {
    "option": ("key",),
    "verdict": ("conflict",),
    "record_type": ("key",),
    "rate": ("currency", "other", "day"),
    "merge": ("state_sha256",),
}
_PLACE = ("article_id", "version", "start", "stop")
_VALUE = ("record_id", "field", "state", "value", "figure_id", *_PLACE)
_ORIGINAL = """
    SELECT min(id) FROM article WHERE original_sha256 = ?1 OR id IN
      (SELECT article_id FROM article_version WHERE original_sha256 = ?1)
"""


class Same:
    """`new` holds what was found to be the same just now: guid there, guid here."""

    def __init__(self, ours: Side, theirs: Side) -> None:
        self._ours, self._theirs = ours, theirs
        self._canon: dict[str, str] = {}
        self._back: dict[str, str] = {}
        self.new: dict[str, str] = {}
        self._known = {guid for side in (theirs.ids, theirs.gone) for table in side.values() for guid in table}
        here = {guid for side in (ours.ids, ours.gone) for table in side.values() for guid in table}
        for group in _groups([*_pairs(ours), *_pairs(theirs)]):
            own = next((guid for guid in sorted(group) if guid in here), None)
            for guid in group - {own} if own is not None else ():
                self._learn(guid, str(own))

    def _learn(self, there: str, here: str) -> None:
        self._canon[there] = here
        if there in self._known:
            self._back[here] = there

    def canon(self, guid: str) -> str:
        """The guid here of what has this one there."""
        return self._canon.get(guid, guid)

    def there(self, table: str, guid: str) -> int | None:
        """The row there of what has this guid here."""
        ids = self._theirs.ids[table]
        return ids.get(guid) or ids.get(self._back.get(guid, ""))

    def join(self, there: str, here: str) -> None:
        self._learn(there, here)
        self.new[there] = here

    def _told(self, guid: str) -> bool:
        """Whether the other copy knows, or knew, this row of ours as such."""
        return guid in self._known or self._back.get(guid) in self._known

    def find(self, table: str, cells: Mapping[str, Any]) -> int | None:
        """What was made here and is the same as a row that was made there."""
        row = self.rival(table, cells)
        return None if row is None or self._told(self._ours.guids[table][row]) else row

    def rival(self, table: str, cells: Mapping[str, Any]) -> int | None:
        """What stands here in the place of such a row."""
        if table in UNIQUE:
            return self._where(table, {c: cells[c] for c in UNIQUE[table]})
        if table == "article":
            row = self._ours.database.row(_ORIGINAL, (cells["original_sha256"],))
            return None if row is None else row[0]
        if table == "figure":
            return self._placed("figure", cells, _PLACE)
        if table == "record":
            return self._record(str(cells["type"]), str(cells["name"]))
        if table == "note":
            return self._note(cells)
        if table == "record_value":
            return self._placed("record_value", cells, _VALUE)
        return self._difference(cells) if table == "difference" else None

    def _record(self, kind: str, name: str) -> int | None:
        """A name stands once in a register."""
        rows = self._ours.database.rows("SELECT id, name FROM record WHERE type = ? ORDER BY id", (kind,))
        return next((row for row, known in rows if known.casefold() == name.casefold()), None)

    def _note(self, cells: Mapping[str, Any]) -> int | None:
        if cells["target"] == "span":
            return self._placed("note", cells, (*_PLACE, "text", "tags"))
        return self._placed("note", cells, ("target", "article_id", "figure_id", "cell"))

    def _placed(self, table: str, cells: Mapping[str, Any], columns: Sequence[str]) -> int | None:
        """By columns among which are references, and the version of a text."""
        wanted: dict[str, Any] = {}
        links = self._ours.links_of[table]
        for column in columns:
            value = cells.get(column)
            if column in links and value is not None:
                value = self._ours.ids[links[column]].get(self.canon(str(value)))
                if value is None:
                    return None
            wanted[column] = value
        if wanted.get("version") is not None:
            number = self._ours.texts.numbers(wanted["article_id"]).get(wanted["version"])
            if number is None:
                return None
            wanted["version"] = number
        return self._where(table, wanted)

    def _where(self, table: str, wanted: Mapping[str, Any]) -> int | None:
        condition = " AND ".join(f"{statements.name(column)} IS ?" for column in wanted)
        sql = statements.select(table, ("id",), " ".join(("WHERE", condition, "ORDER BY id LIMIT 1")))
        row = self._ours.database.row(sql, tuple(wanted.values()))
        return None if row is None else int(row[0])

    def known_difference(self, row: Mapping[str, Any]) -> bool:
        return self._difference(row) is not None

    def _difference(self, cells: Mapping[str, Any]) -> int | None:
        """The same dispute, from whichever side it was seen. That one side took a thing out is disputed once, until
        it is settled."""
        rows = self._ours.database.rows(_DIFFERENCES, (cells["table_name"], cells["row_guid"]))
        return next((row for row, *known in rows if alike(known, [cells["ours"], cells["theirs"], None])), None)


_DIFFERENCES = "SELECT id, ours, theirs, settled FROM difference WHERE table_name = ? AND row_guid = ? ORDER BY id"


def alike(known: Sequence[Any], new: Sequence[Any]) -> bool:
    """Whether two differences (ours, theirs, settled) of one thing are between the same, whoever says which."""
    if None in known[:2] or None in new[:2]:
        return (None in known[:2]) == (None in new[:2]) and known[2] is None
    return {_plain(one) for one in known[:2]} == {_plain(one) for one in new[:2]}


def _plain(text: Any) -> str:
    try:
        said = json.loads(text) if text else None
    except ValueError:
        return str(text)
    if isinstance(said, dict):
        said = {c: v for c, v in said.items() if c not in KEEPING}
    return json.dumps(said, ensure_ascii=False, sort_keys=True)


def _pairs(side: Side) -> list[tuple[str, str]]:
    found = []
    for (text,) in side.database.rows("SELECT same FROM merge ORDER BY id"):
        try:
            known = json.loads(text)
        except ValueError:
            continue
        if isinstance(known, dict):
            found += [(str(there), str(here)) for there, here in known.items()]
    return found


def _groups(pairs: Sequence[tuple[str, str]]) -> list[set[str]]:
    found: dict[str, set[str]] = {}
    for one, other in pairs:
        group = found.get(one, {one}) | found.get(other, {other})
        found |= dict.fromkeys(group, group)
    return list({id(group): group for group in found.values()}.values())
