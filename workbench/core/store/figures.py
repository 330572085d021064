"""The figures of a project: found or made by hand, filtered in SQL, changed only inside an operation."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import compress
from typing import Any, cast

from workbench.core.errors import NothingSuchInProject
from workbench.core.model.article import ArticleId
from workbench.core.model.figure import Anchored, Change, Field, Figure, FigureId, Kind, Modality, Statement, Status
from workbench.core.model.filter import FigureFilter, Order
from workbench.core.model.span import Span
from workbench.core.store import foreign, rows, statements
from workbench.core.store.articles import text_hash
from workbench.core.store.database import Database, Row
from workbench.core.store.history import Operation
from workbench.core.store.notes import remove_of_figure
from workbench.core.store.queries import ORDERS, ORPHAN, where
from workbench.core.store.registers import release_figure
from workbench.core.store.versions import text_of
from workbench.core.words import tr

# The order in which a row is read and written; `folded` is never read back.
COLUMNS = (
    "id", "guid", "article_id", "start", "stop", "full_start", "full_stop", "quote", "kind", "qualifier", "low",
    "high", "step", "unit", "borrowed_unit", "measure", "subject", "item", "place", "period", "attribution",
    "modality", "doubts", "evidence", "rule", "status", "duplicate_of", "note", "changed_at", "changed_by", "change",
    "version", "anchor_score", "orphan",
)  # fmt: skip
_STORED = tuple(column for column in COLUMNS if column not in ("note", "orphan"))
_NOTE = "coalesce((SELECT text FROM note WHERE figure_id = figure.id), '')"  # its one home is a table of its own
_INSERT = statements.insert("figure", (*_STORED, "folded"))


def _select(rest: str) -> str:
    return statements.select("figure", COLUMNS, rest).replace('"note"', _NOTE, 1).replace('"orphan"', ORPHAN, 1)


_GET = _select("WHERE id = ?")
_ARTICLES = "SELECT id, article_id FROM figure WHERE id IN (SELECT value FROM json_each(?))"
_MANY = _select("JOIN json_each(?) AS wanted ON figure.id = wanted.value ORDER BY wanted.key").replace(
    '"id"', 'figure."id"', 1
)
# CROSS JOIN: first what was asked for, then whether it is wanted.
_AMONG = "SELECT figure.id FROM json_each(?) AS asked CROSS JOIN figure ON figure.id = asked.value"
_DENSE = 1000  # times as high as there are figures their numbers may be, to be ticked off
_FEW = 5000  # figures that are sorted as fast as an index of all is read
_SET_STATUS = """
    UPDATE figure SET status = ?, duplicate_of = NULL, changed_at = ?, changed_by = ?
    WHERE id IN (SELECT value FROM json_each(?)) AND (status <> ? OR duplicate_of IS NOT NULL)
"""
_PLACE = ("start", "stop", "full_start", "full_stop")

# Fields of a figure that are one text column of the same name.
_TEXTS = ("unit", "borrowed_unit", "measure", "subject", "item", "place", "attribution", "rule")
_VALUES = {
    field: statements.select("figure", (column,), "WHERE {0} IS NOT NULL GROUP BY {0} ORDER BY count(*) DESC, {0}")
    .replace("{0}", statements.name(column))
    for field, column in (
        (Field.UNIT, "unit"), (Field.MEASURE, "measure"), (Field.SUBJECT, "subject"), (Field.ITEM, "item"),
        (Field.PLACE, "place"), (Field.PERIOD, "period"), (Field.ATTRIBUTION, "attribution"),
        (Field.MODALITY, "modality"), (Field.CHANGE, "change"),
    )
}  # fmt: skip


class FigureStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self, op: Operation, article_id: ArticleId, statements_: Iterable[Statement], text: str
    ) -> list[FigureId]:
        """Keeps what a text states; quotes are cut from `text`, which must be the article's own."""
        op.check()
        found = list(statements_)
        row = self._database.row("SELECT text_sha256, version FROM article WHERE id = ?", (article_id,))
        if row is None:
            raise NothingSuchInProject(tr("The project holds no source with the number {id}.", id=article_id))
        if row[0] != text_hash(text):
            raise ValueError("figures of another text than the article's")
        first = self._next_id()
        ids = [FigureId(number) for number in range(first, first + len(found))]
        self._database.execute_many(
            _INSERT, (_new_row((i, article_id, row[1]), s, text, op) for i, s in zip(ids, found, strict=True))
        )
        return ids

    def _next_id(self) -> int:
        row = self._database.row("SELECT seq FROM sqlite_sequence WHERE name = 'figure'")
        return 1 if row is None else int(row[0]) + 1

    def get(self, figure_id: FigureId) -> Figure:
        return _figure(self._row(figure_id))

    def _row(self, figure_id: FigureId) -> Row:
        row = self._database.row(_GET, (figure_id,))
        if row is None:
            raise NothingSuchInProject(tr("The project holds no figure with the number {id}.", id=figure_id))
        return row

    def many(self, ids: Sequence[FigureId]) -> list[Figure]:
        """In the order asked for; those that are gone are left out."""
        return [_figure(row) for row in self._database.rows(_MANY, (rows.dumped(list(ids)),))]

    def articles_of(self, ids: Collection[FigureId]) -> dict[FigureId, ArticleId]:
        """The source of each figure; those that are gone are left out."""
        found = self._database.rows(_ARTICLES, (rows.dumped(list(ids)),)) if ids else []
        return {FigureId(figure): ArticleId(article) for figure, article in found}

    def of_article(self, article_id: ArticleId) -> list[Figure]:
        """In the order of the text."""
        return self.all(FigureFilter(article=article_id))

    def ids(
        self,
        wanted: FigureFilter = FigureFilter(),  # noqa: B008 - frozen
        order: Order = Order.TEXT,
    ) -> list[FigureId]:
        condition, parameters = where(wanted)
        if order is Order.TEXT or wanted == FigureFilter():
            return self._numbers(" ".join(("SELECT id FROM figure", condition, ORDERS[order])), parameters)
        return self._ordered(self._numbers(" ".join(("SELECT id FROM figure", condition)), parameters), order)

    def _ordered(self, ids: Sequence[FigureId], order: Order) -> list[FigureId]:
        """A few are sorted; of many, those are left out of all in that order, as an index has them, that are not
        wanted: to look each of them up and sort them takes three times as long."""
        if len(ids) <= _FEW:
            return self._numbers(" ".join((_AMONG, ORDERS[order])), (rows.dumped(list(ids)),))
        return _those_of(ids, self._numbers(" ".join(("SELECT id FROM figure", ORDERS[order]))))

    def _numbers(self, sql: str, parameters: Sequence[object] = ()) -> list[FigureId]:
        return cast("list[FigureId]", self._database.numbers(sql, parameters))

    def among(self, ids: Sequence[FigureId], wanted: FigureFilter) -> set[FigureId]:
        """Those of some figures that meet a filter, without a look at the others."""
        condition, parameters = where(wanted)
        found = self._database.rows(" ".join((_AMONG, condition)), (rows.dumped(list(ids)), *parameters))
        return {FigureId(number) for (number,) in found}

    def all(self, wanted: FigureFilter = FigureFilter()) -> list[Figure]:  # noqa: B008 - frozen
        with rows.many_values():
            return list(self.stream(wanted))

    def stream(self, wanted: FigureFilter = FigureFilter()) -> Iterator[Figure]:  # noqa: B008 - frozen
        """The same, one at a time."""
        condition, parameters = where(wanted)
        sql = _select(" ".join((condition, ORDERS[Order.TEXT])))
        return map(_figure, self._database.stream(sql, parameters))

    def count(self, wanted: FigureFilter = FigureFilter()) -> int:  # noqa: B008 - frozen
        condition, parameters = where(wanted)
        (number,) = self._database.rows(" ".join(("SELECT count(*) FROM figure", condition)), parameters)[0]
        return int(number)

    def some(self, wanted: FigureFilter) -> bool:
        """Whether there is one: not all of them need be counted."""
        condition, parameters = where(wanted)
        return self._database.row(" ".join(("SELECT 1 FROM figure", condition, "LIMIT 1")), parameters) is not None

    def values(self, field: Field, prefix: str = "") -> list[str]:
        """The values that figures have in a field, most used first, whose beginning is `prefix` in any case."""
        start = rows.folded(prefix)
        found = (str(value) for (value,) in self._database.rows(_VALUES[field]))
        return [value for value in found if rows.folded(value).startswith(start)]

    def update(self, op: Operation, figure_id: FigureId, **fields: Any) -> None:
        """Sets fields of a figure by their names in the model. Who and when is written down; a field set to what it
        is already changes nothing. A new span takes its quote from the text that the figure is of."""
        op.check()
        before = dict(zip(COLUMNS, self._row(figure_id), strict=True))
        row: dict[str, object] = {}
        for name, value in fields.items():
            row |= _columns_of(name, value)
        if "full_start" in row:
            text = text_of(self._database, before["article_id"], before["version"])
            row["quote"] = fields["full_span"].of(text)
        if fields.get("quote", row.get("quote", before["quote"])) != row.get("quote", before["quote"]):
            raise ValueError("a quote that is not the text of its span")
        if row.get("status", Status.DUPLICATE.value) != Status.DUPLICATE.value:
            row["duplicate_of"] = None
        changed = {column: value for column, value in row.items() if value != before[column]}
        if not changed:
            return
        if "quote" in changed:
            changed["folded"] = rows.folded(str(changed["quote"]))
        changed |= {"changed_at": op.at, "changed_by": op.author}
        self._database.execute(statements.update("figure", changed), (*changed.values(), figure_id))

    def set_status(self, op: Operation, ids: Collection[FigureId], status: Status) -> None:
        """The same status for many figures, none of which is a duplicate then."""
        op.check()
        self._database.execute(_SET_STATUS, (status.value, op.at, op.author, rows.dumped(sorted(ids)), status.value))

    def anchor(self, op: Operation, article_id: ArticleId, found: Iterable[Anchored]) -> None:
        """Gives figures of former versions their places in the article's newest text. What was said of them, by whom
        and when stays: only their words were found again."""
        op.check()
        row = self._database.row(
            "SELECT version, text FROM article JOIN body ON sha256 = text_sha256 WHERE id = ?", (article_id,)
        )
        if row is None:
            raise NothingSuchInProject(tr("The project holds no source with the number {id}.", id=article_id))
        version, text = row
        columns = [*_PLACE, "quote", "folded", "evidence", "version", "anchor_score"]
        self._database.execute_many(
            statements.update("figure", columns), (_anchor_row(one, text, version) for one in found)
        )

    def found_again(self, below: Decimal) -> list[FigureId]:
        """Figures that were found again in a newer version with a score below this one, the least sure first."""
        found = self._database.rows("SELECT anchor_score, id FROM figure WHERE anchor_score IS NOT NULL")
        scores = sorted((Decimal(score), number) for score, number in found)
        return [FigureId(number) for score, number in scores if score < below]

    def give(self, op: Operation, ids: Sequence[FigureId], article_id: ArticleId) -> None:
        """Figures of an article that is about to become the newest version of another one go to that one."""
        op.check()
        (version,) = self._database.rows("SELECT version FROM article WHERE id = ?", (article_id,))[0]
        self._database.execute_many(
            statements.update("figure", ["article_id", "version"]), ((article_id, version, i) for i in ids)
        )

    def remove(self, op: Operation, figure_id: FigureId) -> None:
        """Takes a figure and its note out; values of records rest on its words from then on. One that was its
        duplicate is a suggestion again."""
        op.check()
        remove_of_figure(self._database, figure_id)
        release_figure(self._database, figure_id)
        self._database.execute(
            "UPDATE figure SET status = 'suggested', duplicate_of = NULL, changed_at = ?, changed_by = ? "
            "WHERE duplicate_of = ?",
            (op.at, op.author, figure_id),
        )
        if not self._database.execute("DELETE FROM figure WHERE id = ?", (figure_id,)):
            raise NothingSuchInProject(tr("The project holds no figure with the number {id}.", id=figure_id))


def _those_of(wanted: Sequence[FigureId], every: Sequence[FigureId]) -> list[FigureId]:
    """The wanted ones in the order of all: ticked off in a row of bytes, for to look into a set of very many numbers
    takes four times as long."""
    last = max(every, default=FigureId(0))
    if last > _DENSE * len(every):  # rows of the file are numbered as nobody numbers them
        return list(filter(set(wanted).__contains__, every))
    ticks = bytearray(last + 1)
    for number in wanted:
        ticks[number] = 1
    return list(compress(every, map(ticks.__getitem__, every)))


def _new_row(keys: tuple[FigureId, ArticleId, int], s: Statement, text: str, op: Operation) -> Row:
    """Values in the order of _INSERT."""
    figure_id, article_id, version = keys
    quote = s.full_span.of(text)
    return (
        figure_id, str(uuid.uuid4()), article_id,
        s.span.start, s.span.end, s.full_span.start, s.full_span.end, quote,
        s.kind.value, *rows.amount_row(s.amount), s.unit, s.borrowed_unit,
        s.measure, s.subject, s.item, s.place, None if s.period is None else s.period.edtf, s.attribution,
        s.modality.value, rows.doubts_row(s.doubts), rows.evidence_row(s.evidence), s.rule,
        Status.SUGGESTED.value, None, op.at, op.author, None if s.change is None else s.change.value,
        version, None, rows.folded(quote),
    )  # fmt: skip


def _anchor_row(one: Anchored, text: str, version: int) -> Row:
    quote, evidence = one.full_span.of(text), rows.evidence_row(one.evidence)
    spans = (one.span.start, one.span.end, one.full_span.start, one.full_span.end)
    return (*spans, quote, rows.folded(quote), evidence, version, str(one.score), one.id)


def _columns_of(name: str, value: Any) -> dict[str, object]:
    """The columns that hold a field of the model."""
    if name in _TEXTS or name == "duplicate_of":
        return {name: value}
    if name in ("kind", "modality", "status"):
        return {name: value.value}
    if name == "change":
        return {name: None if value is None else value.value}
    if name == "span":
        return {"start": value.start, "stop": value.end}
    if name == "full_span":
        return {"full_start": value.start, "full_stop": value.end}
    if name == "amount":
        return dict(zip(("qualifier", "low", "high", "step"), rows.amount_row(value), strict=True))
    if name == "period":
        return {"period": None if value is None else value.edtf}
    if name == "doubts":
        return {"doubts": rows.doubts_row(value)}
    if name == "evidence":
        return {"evidence": rows.evidence_row(value)}
    if name == "quote":
        return {}  # follows from full_span; checked there
    raise ValueError(f"not a field of a figure that can be set: {name}")


_KINDS = {k.value: k for k in Kind}
_STATUSES = {s.value: s for s in Status}
_MODALITIES = {m.value: m for m in Modality}
_CHANGES: dict[str | None, Change | None] = {None: None, **{c.value: c for c in Change}}


@foreign.told
def _figure(row: Row) -> Figure:
    """A row of COLUMNS as a figure; on the way of every list, so without a dict in between."""
    foreign.check_texts(row)
    return Figure(
        id=row[0],
        guid=row[1],
        article_id=row[2],
        span=Span(row[3], row[4]),
        full_span=Span(row[5], row[6]),
        quote=row[7],
        kind=_KINDS[row[8]],
        amount=rows.amount_of(row[9], row[10], row[11], row[12]),
        unit=row[13],
        borrowed_unit=row[14],
        measure=row[15],
        subject=row[16],
        item=row[17],
        place=row[18],
        period=rows.period_of(row[19]),
        attribution=row[20],
        modality=_MODALITIES[row[21]],
        doubts=rows.doubts_of(row[22]),
        evidence=rows.evidence_of(row[23]),
        rule=row[24],
        status=_STATUSES[row[25]],
        duplicate_of=row[26],
        note=row[27],
        changed_at=row[28],
        changed_by=row[29],
        change=_CHANGES[row[30]],
        version=row[31],
        anchor_score=None if row[32] is None else Decimal(row[32]),
        orphan=bool(row[33]),
    )
