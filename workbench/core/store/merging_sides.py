"""One of two copies of a project as a merge sees it: its rows as cells, and what became of them since a step.

What rows were at that step is read off the log of the history, walked back from its end. The log of a stranger's file
is data: what it holds instead of values counts as nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from workbench.core.model.conflict import Relation
from workbench.core.model.verdict import key_of
from workbench.core.store import statements
from workbench.core.store.database import Database
from workbench.core.store.logged import parsed
from workbench.core.store.reverting import references
from workbench.core.store.rows import dumped
from workbench.core.store.triggers import UNDOABLE

Raw = dict[str, Any]
Canon = Callable[[str], str]
_AT_ONCE = 4000  # rows that are asked for at once
_MERGED = """
    SELECT step, min(operation_id) FROM merge JOIN change ON table_name = 'merge' AND row_id = merge.id
    JOIN operation ON operation.id = operation_id AND state IN ('done', 'past') WHERE before IS NULL GROUP BY merge.id
"""
_DONE = "SELECT id, guid FROM operation WHERE state IN ('done', 'past') ORDER BY id"
_FORMER = "SELECT article_id, version, text_sha256 FROM article_version"
_STEP = "SELECT id FROM operation WHERE guid = ?"
_SINCE = """
    SELECT table_name, row_id, before, after FROM change JOIN operation ON operation.id = operation_id
    WHERE operation_id > ? AND state IN ('done', 'past') ORDER BY seq
"""


@dataclass(slots=True)
class Past:
    """What a row was at the step: None where there was none; of a row that is still there, the columns that changed.
    `made` is how a row that came since was first put in."""

    before: Raw | None
    made: Raw | None = None


@dataclass(slots=True)
class Texts:
    """The versions of the sources: number and hash of the present text, and hashes of the former ones by number."""

    now: dict[int, tuple[int, str]] = field(default_factory=dict)
    former: dict[int, dict[int, str]] = field(default_factory=dict)

    def hash(self, article: int, version: int) -> str:
        """The text of a version; one of which nothing is kept apart is the source's own."""
        there = self.former.get(article, {}).get(version)
        return there if there is not None else self.now.get(article, (0, ""))[1]

    def numbers(self, article: int) -> dict[str, int]:
        """Number by text; of a text that stands there twice, the newest."""
        found = {text: number for number, text in sorted(self.former.get(article, {}).items())}
        if article in self.now:
            number, text = self.now[article]
            found[text] = number
        return found

    def copy(self) -> Texts:
        return Texts(dict(self.now), {article: dict(known) for article, known in self.former.items()})


class Side:
    """`since` is the number of the step; 0 is before all."""

    def __init__(self, database: Database, since: int = 0) -> None:
        self.database = database
        self.since: dict[str, dict[int, Past]] = {table: {} for table in UNDOABLE}
        self._kept: dict[str, dict[int, Raw]] = {table: {} for table in UNDOABLE}
        self.ids: dict[str, dict[str, int]] = {}
        self.guids: dict[str, dict[int, str]] = {}
        for table in UNDOABLE:
            known = database.rows(statements.select(table, ("guid", "id")))
            self.ids[table] = dict(known)
            self.guids[table] = {number: guid for guid, number in known}
        self._walk_back(since)
        self._was = {table: self._removed(table) for table in UNDOABLE}
        # Rows of the step that are there no more: number by guid.
        self.gone = {t: {g: row for g, row in was.items() if g not in self.ids[t]} for t, was in self._was.items()}

    def _walk_back(self, since: int) -> None:
        for table, row, before, after in self.database.stream(_SINCE, (since,)):
            if table not in self.since:
                continue
            old = None if before is None else parsed(before) or {}
            known = self.since[table].get(row)
            if known is None:
                made = (parsed(after) or {}) if before is None and after is not None else None
                self.since[table][row] = Past(old, made)
            elif known.before is not None and old is not None:
                known.before = {**old, **known.before}

    def _removed(self, table: str) -> dict[str, int]:
        """Rows of the step that were taken out since, be it that they are back under another number."""
        found = {}
        for row, past in self.since[table].items():
            guid = (past.before or past.made or {}).get("guid")
            if isinstance(guid, str) and row not in self.guids[table]:
                self.guids[table][row] = guid
                if past.before is not None:
                    found[guid] = row
        return found

    def columns(self, table: str) -> list[str]:
        return [c for c in self.database.columns(table) or () if c != "id"]

    def fetch(self, table: str, ids: Iterable[int]) -> None:
        """Has the rows with these numbers at hand from now on."""
        wanted, names = [i for i in ids if i not in self._kept[table]], self.columns(table)
        sql = statements.select(table, ("id", *names), "WHERE id IN (SELECT value FROM json_each(?))")
        for start in range(0, len(wanted), _AT_ONCE):
            for number, *values in self.database.rows(sql, (dumped(wanted[start : start + _AT_ONCE]),)):
                self._kept[table][number] = dict(zip(names, values, strict=True))

    def now(self, table: str, row: int) -> Raw | None:
        if row not in self._kept[table]:
            self.fetch(table, [row])
        return self._kept[table].get(row)

    def then(self, table: str, row: int) -> Raw | None:
        """The row at the step."""
        past, now = self.since[table].get(row), self.now(table, row)
        if past is None:
            return now
        if past.before is None:
            was = self._was[table].get(self.guids[table].get(row, ""), row)
            return None if was == row else self.then(table, was)
        return {**(now or {}), **{c: v for c, v in past.before.items() if c in self.columns(table)}}

    def of_parent(self, table: str, column: str, ids: Collection[int]) -> list[tuple[int, int]]:
        """(row, what it refers to) for the rows that refer to one of these."""
        among = " ".join(("WHERE", statements.name(column), "IN (SELECT value FROM json_each(?))"))
        sql = statements.select(table, ("id", column), among)
        return [(row, parent) for row, parent in self.database.rows(sql, (dumped(sorted(ids)),))] if ids else []

    @cached_property
    def links(self) -> list[tuple[str, str, str]]:
        """(table, column, table that it refers to)."""
        return references(self.database)

    @cached_property
    def links_of(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {table: {} for table in UNDOABLE}
        for table, column, parent in self.links:
            found[table][column] = parent
        return found

    @cached_property
    def texts(self) -> Texts:
        made = Texts()
        for article, number, text in self.database.rows("SELECT id, version, text_sha256 FROM article"):
            made.now[article] = (number, text)
        for article, number, text in self.database.rows(_FORMER):
            made.former.setdefault(article, {})[number] = text
        return made

    @cached_property
    def texts_then(self) -> Texts:
        """The same at the step."""
        made = self.texts.copy()
        for row, past in self.since["article_version"].items():
            for known in (self.now("article_version", row), past.made):
                if known is not None:
                    made.former.get(known.get("article_id", 0), {}).pop(known.get("version", 0), None)
        for row in self.since["article_version"]:
            if (one := self.then("article_version", row)) is not None and {"article_id", "version"} <= set(one):
                made.former.setdefault(one["article_id"], {})[one["version"]] = str(one.get("text_sha256"))
        for row in self.since["article"]:
            if (one := self.then("article", row)) is not None:
                made.now[row] = (int(one.get("version") or 1), str(one.get("text_sha256")))
        return made

    # cells

    def cells(self, table: str, raw: Raw, canon: Canon, *, then: bool = False) -> dict[str, object]:
        """A row with references as guids, versions as texts, JSON columns in parts; guids as `canon` has them."""
        texts = self.texts_then if then else self.texts
        made: dict[str, object] = {c: v for c, v in raw.items() if c not in ("id", "guid")}
        links = self.links_of[table]
        if table == "article":
            made.pop("version", None)
        elif table != "article_version" and made.get("version") is not None:
            made["version"] = texts.hash(raw.get("article_id") or 0, raw["version"])
        for column, parent in links.items():
            if made.get(column) is not None:
                made[column] = canon(self.guids[parent].get(raw[column], f"? {raw[column]}"))
        if table == "difference" and "row_guid" in made:
            made["row_guid"] = canon(raw["row_guid"])
        if table == "verdict":
            _rename(made, canon)
        elif table == "record_value" and isinstance(known := _read(made.get("value")), dict) and "record" in known:
            made["value"] = dumped({**known, "record": canon(str(known["record"]))})
        return apart(table, made)


def apart(table: str, cells: dict[str, object]) -> dict[str, object]:
    """JSON that holds one thing beside another, in parts: the words of a figure's fields, what corrections taught."""
    if table == "figure" and "evidence" in cells:
        cells |= {f"evidence/{k}": dumped(v) for k, v in _mapping(cells.pop("evidence")).items()}
    elif table == "option" and cells.get("key") == LESSONS and "value" in cells:
        cells |= {f"value/{_lesson(one)}": dumped(one) for one in _listed(cells.pop("value"))}
    return cells


LESSONS = "lessons"  # the option that holds what corrections taught
_APART = {"figure": "evidence", "option": "value"}


def whole(table: str, cells: dict[str, Any]) -> dict[str, Any]:
    """The columns of cells; the opposite of `apart`."""
    column = _APART.get(table, "")
    parts = {c: v for c, v in cells.items() if column and c.startswith(column + "/")}
    plain = {c: v for c, v in cells.items() if c not in parts}
    if table == "figure":
        there = {c.partition("/")[2]: json.loads(v) for c, v in parts.items() if v is not None}
        plain["evidence"] = dumped(there)
    elif table == "option" and cells.get("key") == LESSONS:
        plain["value"] = dumped([json.loads(v) for v in parts.values() if v is not None])
    return plain


def _rename(cells: dict[str, Any], canon: Canon) -> None:
    """The figures and the source of a verdict by their guids here, and the key that follows from them."""
    members = [one for one in _listed(cells.get("members")) if isinstance(one, dict) and "guid" in one]
    named = [str(one["guid"]) for one in members]
    if all(canon(guid) == guid for guid in (*named, cells.get("preferred") or "", cells.get("article") or "")):
        return
    cells["members"] = dumped([{**one, "guid": canon(str(one["guid"]))} for one in members])
    for column in ("preferred", "article"):
        if cells.get(column):
            cells[column] = canon(cells[column])
    cells["conflict"] = key_of(Relation(cells["relation"]), map(canon, named), cells.get("article"))


def _lesson(one: Any) -> str:
    return dumped([one.get("kind"), one.get("phrase")]) if isinstance(one, dict) else dumped(one)


def _mapping(text: Any) -> dict[str, Any]:
    found = _read(text)
    return found if isinstance(found, dict) else {}


def _listed(text: Any) -> list[Any]:
    found = _read(text)
    return found if isinstance(found, list) else []


def _read(text: Any) -> Any:
    try:
        return json.loads(text)
    except (TypeError, ValueError):
        return None


# steps


def common_steps(ours: Database, theirs: Database) -> tuple[int, int, str]:
    """The last step up to which both histories are the same: its number here, its number there, its guid."""
    last = (0, 0, "")
    for (here, guid), (there, other) in zip(ours.rows(_DONE), theirs.rows(_DONE), strict=False):
        if guid != other:
            break
        last = (here, there, guid)
    return last


def last_step(database: Database) -> str:
    done = database.rows(_DONE)
    return str(done[-1][1]) if done else ""


class Bases(NamedTuple):
    """The steps from which changes count: of ours, as the other copy knows us; of theirs, as we know it. `single`
    says which of these states holds all that is in the other, and is the only base then; None: each holds something
    that the other has not, as when copies were exchanged at the same time."""

    ours: int
    theirs: int
    single: str | None


def bases(ours: Database, theirs: Database) -> Bases:
    here, there, _ = common_steps(ours, theirs)
    known_here, merged_there = _seen(ours, theirs, here)
    known_there, merged_here = _seen(theirs, ours, there)
    if merged_there <= known_there:
        return Bases(known_here, known_there, "theirs")
    return Bases(known_here, known_there, "ours" if merged_here <= known_here else None)


def _seen(database: Database, by: Database, common: int) -> tuple[int, int]:
    """The last step of `database` that the copy `by` knows, and the step of `by` that brought it there: the common
    one (0), or one that was merged since. Of a step that was undone meanwhile, the last one before it that holds."""
    found, brought = common, 0
    done = [number for number, _ in database.rows(_DONE)]
    for step, merged in by.rows(_MERGED):
        row = database.row(_STEP, (step,))
        known = 0 if row is None else max((number for number in done if number <= row[0]), default=0)
        if known > found:
            found, brought = known, merged
    return found, brought
