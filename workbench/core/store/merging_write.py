"""What a merge has planned, written inside one step of the history."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Iterator

from workbench.core.errors import DamagedProject
from workbench.core.store import statements
from workbench.core.store.articles import reading_hash, text_hash
from workbench.core.store.database import Database
from workbench.core.store.history import Operation
from workbench.core.store.merging_plan import ORDER, Disputed, Plan, Planner
from workbench.core.store.merging_same import alike
from workbench.core.store.merging_sides import Raw, whole
from workbench.core.store.merging_texts import TextPlan
from workbench.core.store.rows import dumped
from workbench.core.words import tr

_SLICE = 500
_ASIDE = 1_000_000  # numbers of versions while they change places
_OF_TEXT = ("figure", "note", "record_value")
_VERSION = ("file_name", "media_type", "encoding", "original_sha256", "text_sha256", "reading_sha256",
            "imported_at", "imported_by")  # fmt: skip
_CONTENT = {
    "original_sha256": ("original", ("sha256", "data")),
    "text_sha256": ("body", ("sha256", "text")),
    "reading_sha256": ("reading", ("sha256", "blocks", "dispositions")),
}
_SOUND: dict[str, Callable[..., str]] = {
    "original": lambda data: hashlib.sha256(data).hexdigest(),
    "body": text_hash,
    "reading": reading_hash,
}


class Writer:
    def __init__(self, database: Database, planner: Planner, op: Operation) -> None:
        self._database, self._op = database, op
        self._ours, self._theirs, self._same = planner.ours, planner.theirs, planner.same
        self._plan: Plan = planner.plan
        self._new: dict[str, dict[str, int]] = {}
        self._numbers: dict[int, dict[str, int]] = {}

    def run(self, merge: Raw) -> Iterator[tuple[int, int]]:
        """`merge` is the row that tells of this merge."""
        total = len(self._plan.inserts) + len(self._plan.updates) + len(self._plan.removals) + 1
        self._database.execute("PRAGMA defer_foreign_keys = ON")
        done = 0
        for _ in self._copy_contents():
            yield done, total
        for table, row in self._plan.removals:
            self._database.execute(statements.delete(table), (row,))
        done += len(self._plan.removals)
        for made in self._plan.texts.values():
            self._renumber(made)
        self._number_rows()
        for part in (self._updates(), self._inserts()):
            for n in part:
                done += n
                yield done, total
        self._disputes(self._insert("merge", merge))
        yield total, total

    # texts, readings, files

    def _copy_contents(self) -> Iterator[None]:
        rows: list[Raw] = [
            one.cells for one in self._plan.inserts.values() if one.table in ("article", "article_version")
        ]
        rows += [one.cells for one in self._plan.updates.values() if one.table == "article"]
        rows += [raw for made in self._plan.texts.values() for text in made.former.values()
                 if (raw := self._told(made, text)) is not None]  # fmt: skip
        for column, (table, columns) in _CONTENT.items():
            for sha256 in dict.fromkeys(str(row[column]) for row in rows):
                self._copy_content(table, columns, sha256)
                yield

    def _copy_content(self, table: str, columns: tuple[str, ...], sha256: str) -> None:
        sql = statements.select(table, columns, "WHERE sha256 = ?")
        if self._database.row(statements.select(table, ("sha256",), "WHERE sha256 = ?"), (sha256,)):
            return
        row = self._theirs.database.row(sql, (sha256,))
        if row is None or _SOUND[table](*row[1:]) != sha256:
            raise DamagedProject(
                tr(
                    "{name} cannot be merged: a text or file in it is not what was stored. Nothing was changed. "
                    "Check that project, or restore a backup of it.",
                    name=self._theirs.database.path.name,
                )
            )
        self._database.execute(statements.insert(table, columns), row)

    # versions of sources that both have

    def _told(self, made: TextPlan, text: str) -> Raw | None:
        """The row there that tells of a text; None where the other copy does not have it."""
        for row, _ in self._theirs.of_parent("article_version", "article_id", [made.there]):
            raw = self._theirs.now("article_version", row)
            if raw is not None and raw["text_sha256"] == text:
                return raw
        raw = self._theirs.now("article", made.there)
        return raw if raw is not None and raw["text_sha256"] == text else None

    def _renumber(self, made: TextPlan) -> None:
        """Gives each text its number, with the figures and notes that stand in it."""
        before, after = self._ours.texts, made.numbers
        known = {**before.former.get(made.article, {}), before.now[made.article][0]: before.now[made.article][1]}
        moves = {old: after[text] for old, text in known.items()
                 if after[text] != old and made.former.get(old) != text}  # fmt: skip
        for table in _OF_TEXT:
            rows = self._database.rows(
                statements.select(table, ("id", "version"), "WHERE article_id = ? AND version IS NOT NULL"),
                (made.article,),
            )
            changed = ((moves[version], row) for row, version in rows if version in moves)
            self._database.execute_many(statements.update(table, ("version",)), list(changed))
        self._renumber_versions(made, moves)
        present = before.now[made.article]
        if present[0] != made.now:
            self._database.execute(statements.update("article", ("version",)), (made.now, made.article))
        self._numbers[made.article] = after

    def _renumber_versions(self, made: TextPlan, moves: dict[int, int]) -> None:
        rows = self._database.rows(
            "SELECT id, version, text_sha256 FROM article_version WHERE article_id = ?", (made.article,)
        )
        to = [(moves[number], row) for row, number, _ in rows if number in moves]
        for aside in (_ASIDE, 0):
            self._database.execute_many(
                statements.update("article_version", ("version",)), [(n + aside, row) for n, row in to]
            )
        there = {moves.get(number, number) for _, number, _ in rows}
        present = self._ours.now("article", made.article)
        assert present is not None
        for number, text in sorted(made.former.items()):
            if number not in there:
                raw = present if text == present["text_sha256"] else self._told(made, text)
                assert raw is not None
                guid = str(uuid.uuid5(uuid.UUID(int=0), f"{self._ours.guids['article'][made.article]} {text}"))
                row = {c: raw[c] for c in _VERSION} | {"article_id": made.article, "version": number}
                self._insert("article_version", {"guid": guid, **row})

    # rows

    def _number_rows(self) -> None:
        """The numbers of the rows that come, so that they can refer to each other."""
        for table in ORDER:
            row = self._database.row("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,))
            first = 1 if row is None else int(row[0]) + 1
            coming = [guid for of, guid in self._plan.inserts if of == table]
            self._new[table] = {guid: first + n for n, guid in enumerate(coming)}

    def _updates(self) -> Iterator[int]:
        for n, one in enumerate(self._plan.updates.values(), 1):
            raw = self._raw(one.table, one.cells)
            changed = {c.partition("/")[0] for c in one.taken} & set(raw)
            row = {c: raw[c] for c in sorted(changed)}
            self._database.execute(statements.update(one.table, row), (*row.values(), one.row))
            if n % _SLICE == 0:
                yield _SLICE

    def _inserts(self) -> Iterator[int]:
        for n, ((table, guid), one) in enumerate(self._plan.inserts.items(), 1):
            raw = self._raw(table, one.cells)
            if table == "article":
                there = self._theirs.now(table, one.row)
                assert there is not None
                raw["version"] = there["version"]
            self._insert(table, {"id": self._new[table][guid], "guid": guid, **raw})
            if n % _SLICE == 0:
                yield _SLICE

    def _insert(self, table: str, row: Raw) -> int:
        self._database.execute(statements.insert(table, row), tuple(row.values()))
        (number,) = self._database.rows("SELECT last_insert_rowid()")[0]
        return int(number)

    def _raw(self, table: str, cells: Raw) -> Raw:
        """Cells as columns: guids as numbers of rows here, texts as numbers of versions."""
        raw = whole(table, dict(cells))
        for column, parent in self._ours.links_of[table].items():
            if raw.get(column) is not None:
                raw[column] = self._id(parent, str(raw[column]))
        if table not in ("article", "article_version") and raw.get("version") is not None:
            raw["version"] = self._number(str(cells["article_id"]), raw["article_id"], str(raw["version"]))
        return raw

    def _id(self, table: str, guid: str) -> int:
        guid = self._same.canon(guid)
        there = self._new[table].get(guid)
        return self._ours.ids[table][guid] if there is None else there

    def _number(self, guid: str, article: int, text: str) -> int:
        if article not in self._numbers:
            known = self._ours.texts.numbers(article)
            if not known:
                there = self._same.there("article", self._same.canon(guid))
                known = self._theirs.texts.numbers(there or 0)
            self._numbers[article] = known
        return self._numbers[article][text]

    # what is to be settled

    def _disputes(self, merge: int) -> None:
        for one in self._plan.disputed:
            row = difference_row(one)
            if not self._same.known_difference(row):
                row |= {"guid": str(uuid.uuid4()), "merge_id": merge, "settled": None}
                row |= {"changed_at": self._op.at, "changed_by": self._op.author}
                self._insert("difference", row)


def difference_row(one: Disputed) -> Raw:
    sides = {"base": one.base, "ours": one.ours, "theirs": one.theirs}
    row: Raw = {"table_name": one.table, "row_guid": one.guid}
    return row | {name: None if side is None else dumped(side) for name, side in sides.items()}


def undisputed(planner: Planner) -> Iterator[Disputed]:
    """What is to be settled that is not on the list yet, nor comes with the list of the other copy."""
    coming = [one.cells for one in planner.plan.inserts.values() if one.table == "difference"]
    for one in planner.plan.disputed:
        row = difference_row(one)
        told = (cells for cells in coming if all(cells[c] == row[c] for c in ("table_name", "row_guid")))
        new = (row["ours"], row["theirs"], None)
        if not planner.same.known_difference(row) and not any(
            alike((cells["ours"], cells["theirs"], cells["settled"]), new) for cells in told
        ):
            yield one
