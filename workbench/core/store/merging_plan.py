"""What a merge will do, found out without a write: rows to put in, change and take out, and what is to be settled.

Looked at are the rows that the other copy changed since it was last seen from here. What only one side changed holds;
what both changed differently stays as it is here and becomes a difference. A row that one side took out and the other
changed stays, or comes back, until somebody says which holds: nothing is dropped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from typing import Any

from workbench.core.store.merging_leaving import leaving
from workbench.core.store.merging_rules import TEXT, Cells, Merged, latest, merged
from workbench.core.store.merging_same import UNIQUE, Same
from workbench.core.store.merging_sides import Past, Raw, Side
from workbench.core.store.merging_texts import TextPlan, plan_texts
from workbench.core.store.reverting import KEEPING

ORDER = ("article", "article_version", "figure", "option", "note", "verdict", "record_type", "record", "record_value",
         "rate", "merge", "difference")  # fmt: skip
_FOUND = {"figure", "article"}  # tables whose rows the program makes; then only changes to them are somebody's word
_HERE_ONLY = frozenset({"lexicon folder"})  # options that name a place on one computer
_SLICE = 500
_ASIDE = "SELECT row_guid FROM difference WHERE ours IS NULL"  # not taken out, but set aside to be settled
OWNED = (("article_version", "article_id", "article"), ("figure", "article_id", "article"),
         ("note", "article_id", "article"), ("note", "figure_id", "figure"),
         ("record_value", "record_id", "record"))  # fmt: skip


@dataclass(slots=True)
class Insert:
    """A row of the other copy that comes, or comes back."""

    table: str
    row: int  # there
    guid: str
    cells: dict[str, Any]
    back: bool = False


@dataclass(slots=True)
class Update:
    table: str
    row: int  # here
    cells: dict[str, Any]  # the whole row as it will be
    taken: set[str]


@dataclass(slots=True)
class Disputed:
    """Cells of a row as they were, are here and are there. None: no such row."""

    table: str
    guid: str
    base: dict[str, Any] | None
    ours: dict[str, Any] | None
    theirs: dict[str, Any] | None


@dataclass(slots=True)
class Plan:
    inserts: dict[tuple[str, str], Insert] = field(default_factory=dict)
    updates: dict[tuple[str, int], Update] = field(default_factory=dict)
    removals: list[tuple[str, int]] = field(default_factory=list)
    disputed: list[Disputed] = field(default_factory=list)
    texts: dict[str, TextPlan] = field(default_factory=dict)  # by the guid of a source that both have
    same: dict[str, str] = field(default_factory=dict)  # guid there: guid here, of what both made
    judged: Counter[tuple[str, str, str]] = field(default_factory=Counter)  # (field, here, there) of settled figures
    news: bool = False


class Planner:
    def __init__(self, ours: Side, theirs: Side, single: str | None) -> None:
        """`single` is that of the bases."""
        self.ours, self.theirs, self._single = ours, theirs, single
        self.plan = Plan()
        self.same = Same(ours, theirs)
        self.order, self.owned = ORDER, OWNED
        self._aside = {str(guid) for (guid,) in theirs.database.rows(_ASIDE)}
        self.pairs: dict[str, list[tuple[int, int]]] = {}  # (here, there) of rows that were held against each other
        self._left: dict[tuple[str, int], int | None] = {}  # (table, here): there, of rows taken out there

    def run(self) -> Generator[tuple[int, int], None, Plan]:
        total, done = sum(len(rows) for rows in self.theirs.since.values()), 0
        for table in ORDER:
            self._gather(table)
            for there, past in self.theirs.since[table].items():
                self._row(table, there, past)
                done += 1
                if done % _SLICE == 0:
                    yield done, total
            self._missing(table)
            self._strange(table)
        self._texts()
        self._complete()
        leaving(self, self._left)
        self._clashes()
        self.plan.same = dict(self.same.new)
        yield total, total
        return self.plan

    def _gather(self, table: str) -> None:
        """The rows that will be asked for, at once."""
        wanted = self.theirs.since[table]
        self.theirs.fetch(table, wanted)
        here = (self.ours.ids[table].get(self.same.canon(self.theirs.guids[table].get(row, ""))) for row in wanted)
        self.ours.fetch(table, [row for row in here if row is not None])

    def _row(self, table: str, there: int, past: Past) -> None:
        raw, guid = self.theirs.now(table, there), self.theirs.guids[table].get(there)
        if guid is None or (raw is None and past.before is None):
            return  # it came and went between
        guid = self.same.canon(guid)
        here = self.ours.ids[table].get(guid)
        if raw is None and self.same.there(table, guid) is not None:
            return  # it is back under another number
        if raw is None:
            if here is not None and any(then is not None for then in self._then(table, here, there)):
                self._left[table, here] = there
        elif here is not None:
            self._both(table, here, there, joined=False)
        else:
            self._only_there(table, there, guid, raw)

    def _only_there(self, table: str, there: int, guid: str, raw: Raw) -> None:
        """A row that is not here: taken out here, or new."""
        mine_then, yours_then = self._then(table, self.ours.gone[table].get(guid), there)
        cells = self.theirs.cells(table, raw, self.same.canon)
        if any(then is not None and _meant(then) == _meant(cells) for then in (mine_then, yours_then)):
            return  # nothing was changed there
        if table == "article_version" and (mine_then is not None or self._has_article(raw)):
            return  # versions of a source that both have are laid beside each other as a whole
        if mine_then is not None:
            self.plan.news = True
            self.restore(table, there)
        elif yours_then is not None or not self._joined(table, there, raw):
            self.insert(table, there, guid, raw)
            self.plan.news |= table != "merge"

    def _missing(self, table: str) -> None:
        """Rows that the other copy has seen here, and has no more: it has taken them out, whatever its log tells."""
        if table in ("merge", "difference") or self._single == "theirs":
            return
        for guid, here in self.ours.ids[table].items():
            past = self.ours.since[table].get(here)
            known = past is None or past.before is not None
            if known and self.same.there(table, guid) is None and guid not in self._aside:
                self._left.setdefault((table, here), None)

    def _strange(self, table: str) -> None:
        """Rows that were taken out here before the other copy saw it, and that it has kept."""
        if self._single == "ours":
            for guid, there in self.theirs.ids[table].items():
                mine = self.same.canon(guid)
                if there not in self.theirs.since[table] and mine not in self.ours.ids[table]:
                    raw = self.theirs.now(table, there)
                    assert raw is not None
                    self._only_there(table, there, mine, raw)

    def _has_article(self, raw: Raw) -> bool:
        guid = self.same.canon(self.theirs.guids["article"].get(raw["article_id"], ""))
        return guid in self.ours.ids["article"]

    def _joined(self, table: str, there: int, raw: Raw) -> bool:
        """Whether the same thing was made here under another guid; then both count as one from now on."""
        here = self.same.find(table, self.theirs.cells(table, raw, self.same.canon))
        if here is None:
            return False
        self.same.join(self.theirs.guids[table][there], self.ours.guids[table][here])
        if table not in ("merge", "difference"):
            self._both(table, here, there, joined=True)
            self.plan.news = True
        return True

    # rows that both have

    def _both(self, table: str, here: int, there: int, *, joined: bool) -> None:
        if table in ("article_version", "merge"):
            return
        self.pairs.setdefault(table, []).append((here, there))
        mine, yours = self._now(table, here, there)
        mine_then, yours_then = self._made(table, here, there) if joined else self._then(table, here, there)
        if table == "option" and mine.get("key") in _HERE_ONLY:
            return
        done = merged(table, mine, yours, mine_then, yours_then)
        if table == "article" and TEXT in done.disputed:
            self._text(done, here, there, mine, yours)
        self.plan.news |= done.news
        for group in done.disputed:
            self._dispute(table, here, group, (mine, yours, yours_then))
        both = table == "figure" and "suggested" not in (mine["status"], yours["status"])
        changed_here = (done.taken or both) and (mine_then is None or _meant(mine) != _meant(mine_then))
        if done.taken:
            done.cells |= (who := latest(mine, yours, only_theirs=not changed_here))
            done.taken |= {c for c in who if done.cells[c] != mine[c]}
            self.plan.updates[table, here] = Update(table, here, done.cells, done.taken)
        if both and changed_here and (yours_then is None or _meant(yours) != _meant(yours_then)):
            self._judge(mine, yours, mine_then, yours_then)

    def _now(self, table: str, here: int, there: int) -> tuple[dict[str, Any], dict[str, Any]]:
        mine, yours = self.ours.now(table, here), self.theirs.now(table, there)
        assert mine is not None
        assert yours is not None
        return self.ours.cells(table, mine, str), self.theirs.cells(table, yours, self.same.canon)

    def _then(self, table: str, here: int | None, there: int | None) -> tuple[Cells | None, Cells | None]:
        """The row here as the other side knew it, and the other way round."""
        mine = None if here is None or self._single == "theirs" else self.ours.then(table, here)
        yours = None if there is None or self._single == "ours" else self.theirs.then(table, there)
        mine_cells = None if mine is None else self.ours.cells(table, mine, str, then=True)
        yours_cells = None if yours is None else self.theirs.cells(table, yours, self.same.canon, then=True)
        if self._single == "theirs":
            mine_cells = yours_cells
        elif self._single == "ours":
            yours_cells = mine_cells
        return mine_cells, yours_cells

    def _made(self, table: str, here: int, there: int) -> tuple[Cells | None, Cells | None]:
        """Of what the program made on both sides: the rows as they were made."""
        mine, yours = (self._as_made(side, table, row) for side, row in ((self.ours, here), (self.theirs, there)))
        return (
            None if mine is None else self.ours.cells(table, mine, str),
            None if yours is None else self.theirs.cells(table, yours, self.same.canon),
        )

    @staticmethod
    def _as_made(side: Side, table: str, row: int) -> Raw | None:
        past = side.since[table].get(row)
        if table not in _FOUND or past is None or past.made is None or past.made.get("rule") == "by hand":
            return None
        return {**(side.now(table, row) or {}), **past.made}

    def _text(self, done: Merged, here: int, there: int, mine: Mapping[str, Any], yours: Mapping[str, Any]) -> None:
        """Both gave a source another text. One that the other side has as a former version is older, no rival."""
        mine_in_theirs = mine["text_sha256"] in self.theirs.texts.numbers(there)
        if mine["text_sha256"] == yours["text_sha256"]:
            return
        if mine_in_theirs and yours["text_sha256"] not in self.ours.texts.numbers(here):
            done.disputed.remove(TEXT)
            done.cells |= {c: yours[c] for c in TEXT}
            done.taken |= {c for c in TEXT if mine[c] != yours[c]}
        elif yours["text_sha256"] in self.ours.texts.numbers(here):
            done.disputed.remove(TEXT)

    def _dispute(
        self, table: str, here: int, group: frozenset[str], sides: tuple[Cells, Cells, Cells | None]
    ) -> None:
        if table in ("merge", "difference"):
            return  # a difference that both settled otherwise is settled
        (mine, yours, then), names = sides, sorted(group)
        said = ({c: side.get(c) for c in (*names, *(KEEPING & set(side)))} for side in (mine, yours))
        base = None if then is None else {c: then.get(c) for c in names}
        self.plan.disputed.append(Disputed(table, self.ours.guids[table][here], base, *said))

    def _judge(self, *sides: Mapping[str, Any] | None) -> None:
        mine, yours, mine_then, yours_then = sides
        assert mine is not None
        assert yours is not None
        self.plan.judged["status", mine["status"], yours["status"]] += 1
        for name in JUDGED:
            values = [_said(name, side) for side in (mine, yours)]
            corrected = [
                then is not None and _said(name, then) != said
                for said, then in zip(values, (mine_then, yours_then), strict=True)
            ]
            self.plan.judged[name if any(corrected) else f"={name}", values[0], values[1]] += 1

    # rows that only one has

    def insert(self, table: str, there: int, guid: str, raw: Raw, *, back: bool = False) -> None:
        cells = self.theirs.cells(table, raw, self.same.canon)
        self.plan.inserts[table, guid] = Insert(table, there, guid, cells, back)

    def restore(self, table: str, there: int) -> None:
        """A row that was taken out here comes back as it is there, with what belongs to it and what it refers to."""
        guid, raw = self.same.canon(self.theirs.guids[table][there]), self.theirs.now(table, there)
        if raw is None or guid in self.ours.ids[table] or (table, guid) in self.plan.inserts:
            return
        if self._joined(table, there, raw):
            return
        self.insert(table, there, guid, raw, back=True)
        for child, column, parent in OWNED:
            if parent == table:
                for row, _ in self.theirs.of_parent(child, column, [there]):
                    self.restore(child, row)

    def _complete(self) -> None:
        """What comes or is taken may refer to what was taken out here: that comes back too."""
        waiting: list[tuple[str, Mapping[str, Any]]] = [(u.table, u.cells) for u in self.plan.updates.values()]
        known: set[tuple[str, str]] = set()
        while waiting or known != set(self.plan.inserts):
            waiting += [(table, self.plan.inserts[table, guid].cells) for table, guid in self.plan.inserts
                        if (table, guid) not in known]  # fmt: skip
            known = set(self.plan.inserts)
            for table, cells in waiting:
                for column, parent in self.theirs.links_of[table].items():
                    guid = cells.get(column)
                    if isinstance(guid, str) and self.same.canon(guid) not in self.ours.ids[parent]:
                        self._bring(parent, guid)
            waiting = []
        back = [one for one in self.plan.inserts.values() if one.back]
        for one in back:
            owners = [(parent, one.cells.get(column)) for child, column, parent in OWNED if child == one.table]
            if not any(self._comes_back(*owner) for owner in owners):
                self.plan.disputed.append(Disputed(one.table, one.guid, None, None, dict(one.cells)))

    def _bring(self, table: str, guid: str) -> None:
        there = self.same.there(table, guid)
        if there is not None:
            self.restore(table, there)

    def _comes_back(self, table: str, guid: object) -> bool:
        one = self.plan.inserts.get((table, str(guid)))
        return one is not None and one.back

    # rows that were taken out there: see `leaving`

    def unchanged(self, table: str, here: int, there: int | None) -> bool:
        """Whether a row that was taken out there is here as it was, or as it was there."""
        mine = self.ours.now(table, here)
        assert mine is not None
        now = _meant(self.ours.cells(table, mine, str))
        return any(then is not None and _meant(then) == now for then in self._then(table, here, there))

    def stays_here(self, option: int) -> bool:
        return (self.ours.now("option", option) or {}).get("key") in _HERE_ONLY

    def refers(self, table: str, row: int, column: str) -> object:
        """The guid that a row will refer to."""
        update = self.plan.updates.get((table, row))
        if update is not None:
            value = update.cells.get(column)
            return None if value is None else self.same.canon(str(value))
        raw = self.ours.now(table, row)
        return None if raw is None else self.ours.cells(table, raw, str).get(column)

    def dispute_removal(self, table: str, here: int, there: int | None) -> None:
        raw, base = self.ours.now(table, here), self._then(table, here, there)[1]
        assert raw is not None
        self.plan.news = True
        ours = self.ours.cells(table, raw, str)
        then = None if base is None else dict(base)
        self.plan.disputed.append(Disputed(table, self.ours.guids[table][here], then, ours, None))

    # the end

    def _clashes(self) -> None:
        """What cannot stand beside a row that is here is not put in or changed, but to be settled."""
        leave = set(self.plan.removals)
        coming: list[tuple[Any, Insert | Update]] = [*self.plan.inserts.items(), *self.plan.updates.items()]
        for key, one in coming:
            if one.table not in UNIQUE and not (one.table == "note" and one.cells["target"] in ("figure", "cell")):
                continue
            rival = self.same.rival(one.table, one.cells)
            if rival is None or (one.table, rival) in leave or (isinstance(one, Update) and one.row == rival):
                continue
            other = self.plan.updates.get((one.table, rival))
            if other is not None and any(other.cells[c] != one.cells[c] for c in UNIQUE.get(one.table, ())):
                continue
            self._set_aside(key, one)

    def _set_aside(self, key: Any, one: Insert | Update) -> None:
        if isinstance(one, Insert):
            del self.plan.inserts[key]
            if one.table != "merge":
                self.plan.disputed.append(Disputed(one.table, one.guid, None, None, dict(one.cells)))
            return
        del self.plan.updates[key]
        raw = self.ours.now(one.table, one.row)
        assert raw is not None
        ours, names = self.ours.cells(one.table, raw, str), sorted(one.taken | KEEPING)
        sides = ({c: side.get(c) for c in names} for side in (ours, one.cells))
        self.plan.disputed.append(Disputed(one.table, self.ours.guids[one.table][one.row], None, *sides))

    def _texts(self) -> None:
        for here, there in self.pairs.get("article", ()):
            update = self.plan.updates.get(("article", here))
            now = self.ours.texts.now[here][1] if update is None else str(update.cells["text_sha256"])
            made = plan_texts(self.ours, self.theirs, here, there, now)
            if made is not None:
                self.plan.texts[self.ours.guids["article"][here]] = made


JUDGED = ("amount", "unit", "measure", "subject", "item", "place", "period", "modality", "change")


def _said(name: str, cells: Mapping[str, Any]) -> str:
    if name == "amount":
        return "|".join(str(cells.get(c) or "") for c in ("qualifier", "low", "high"))
    return str(cells.get(name) or "")


def _meant(cells: Mapping[str, Any]) -> dict[str, Any]:
    return {c: v for c, v in cells.items() if c not in KEEPING and v is not None}
