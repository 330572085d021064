"""The sources of a project: added once, their texts never changed, their details corrected by hand."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

from workbench.core.errors import NothingSuchInProject
from workbench.core.model.article import Article, ArticleDraft, ArticleId, ArticleSummary, Guess
from workbench.core.model.disposition import Disposition
from workbench.core.store import foreign, notes, registers, rows, statements, versions
from workbench.core.store.database import Database, Row
from workbench.core.store.history import Operation
from workbench.core.words import tr

GUESSED = ("title", "publisher", "author", "published", "language")

_PLAIN = (
    "id", "guid", "url", "file_name", "media_type", "encoding", "encodings", "original_sha256", "text_sha256",
    "version", "imported_at", "size", "closed_reason",
)  # fmt: skip
_GUESSES = tuple(column for name in GUESSED for column in (name, f"{name}_guess"))
_META = statements.select("article", (*_PLAIN, *_GUESSES), "WHERE id = ?")
_METAS = statements.select("article", (*_PLAIN, *_GUESSES), "ORDER BY id")
# In the order of an ArticleSummary. Figures are counted before they are joined: one by one takes half as long again.
_KNOWN = """
    SELECT id, guid, title, publisher, published, json_extract(published_guess, '$.doubt'), language, file_name,
      numbers, coalesce(found, 0), coalesce(settled, 0), version, 0
    FROM article LEFT JOIN (
      SELECT article_id, count(*) AS found, sum(status <> 'suggested') AS settled FROM figure
"""
_COUNTED = "GROUP BY article_id) ON article_id = id"
_ORPHANED = """
    SELECT former.article_id, count(*), sum(status <> 'suggested')
    FROM article_version AS former CROSS JOIN figure
      ON figure.article_id = former.article_id AND figure.version = former.version
"""
_OF_SOME = "IN (SELECT value FROM json_each(?))"
_SUMMARIES = (
    " ".join((_KNOWN, _COUNTED, "ORDER BY id")),
    " ".join((_ORPHANED, "GROUP BY former.article_id")),
)
_SUMMARIES_OF_SOME = (
    " ".join((_KNOWN, "WHERE article_id", _OF_SOME, _COUNTED, "WHERE id", _OF_SOME, "ORDER BY id")),
    " ".join((_ORPHANED, "WHERE former.article_id", _OF_SOME, "GROUP BY former.article_id")),
)


class ArticleStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, op: Operation, draft: ArticleDraft, dispositions: Iterable[Disposition]) -> ArticleId:
        """Keeps the text, how it was read, and the original bytes; where a draft has none, the text's own."""
        op.check()
        row = self._content(draft, dispositions) | self._guesses(draft)
        row |= {
            "guid": str(uuid.uuid4()),
            "url": draft.url,
            "file_name": draft.file_name,
            "imported_at": op.at,
            "imported_by": op.author,
        }
        self._database.execute(statements.insert("article", row), tuple(row.values()))
        (number,) = self._database.rows("SELECT max(id) FROM article")[0]
        return ArticleId(number)

    def _content(self, draft: ArticleDraft, dispositions: Iterable[Disposition]) -> dict[str, object]:
        """The columns that come from the file, their bulk put into the tables that are found by hash."""
        data = draft.original or draft.text.encode()
        sha256 = hashlib.sha256(data).hexdigest()
        if draft.sha256 not in ("", sha256):
            raise ValueError("a draft whose hash is not that of its bytes")
        listed = tuple(dispositions)
        return {
            "original_sha256": self._keep("original", ("sha256", "data"), (sha256, data)),
            "text_sha256": self._keep("body", ("sha256", "text"), (text_hash(draft.text), draft.text)),
            "reading_sha256": self._keep_reading(rows.blocks_row(draft.blocks), rows.dispositions_row(listed)),
            "media_type": draft.media_type,
            "encoding": draft.encoding,
            "encodings": rows.dumped(draft.encodings_considered),
            "size": len(data),
            "numbers": len(listed),
        }

    def _keep_reading(self, blocks: str, dispositions: str) -> str:
        row = (reading_hash(blocks, dispositions), blocks, dispositions)
        return self._keep("reading", ("sha256", "blocks", "dispositions"), row)

    def _keep(self, table: str, columns: tuple[str, ...], row: tuple[str, *tuple[object, ...]]) -> str:
        """Puts a row under its hash unless it is there; the hash."""
        if not self._database.row(statements.select(table, ("sha256",), "WHERE sha256 = ?"), row[:1]):
            self._database.execute(statements.insert(table, columns), row)
        return row[0]

    @staticmethod
    def _guesses(draft: ArticleDraft) -> dict[str, object]:
        row: dict[str, object] = {}
        for name in GUESSED:
            row[name], row[f"{name}_guess"] = rows.guess_row(getattr(draft, name))
        return row

    def get(self, article_id: ArticleId) -> Article:
        meta = self._meta(article_id)
        text, blocks = foreign.there(self._database.row(_WHOLE, (article_id,)), "text")
        return _article(meta, text, blocks)

    def without_text(self, article_id: ArticleId) -> Article:
        """The same with an empty text and no blocks: for lists of many articles."""
        return _article(self._meta(article_id), "", "[]")

    def all_without_text(self) -> list[Article]:
        """Every article so, in the order of import, asked of the file at once."""
        with rows.many_values():
            return [_article(meta, "", "[]") for meta in self._database.rows(_METAS)]

    def _meta(self, article_id: ArticleId) -> Row:
        row = self._database.row(_META, (article_id,))
        if row is None:
            raise _missing(article_id)
        return row

    def text(self, article_id: ArticleId) -> str:
        return str(self._one(_TEXT, article_id))

    def original(self, article_id: ArticleId) -> bytes:
        """The imported file, byte for byte."""
        return bytes(self._one(_ORIGINAL, article_id))

    def dispositions(self, article_id: ArticleId) -> tuple[Disposition, ...]:
        """What became of every number of the text, in its order."""
        return _dispositions(self._one(_DISPOSITIONS, article_id))

    def _one(self, sql: str, article_id: ArticleId) -> Any:
        row = self._database.row(sql, (article_id,))
        if row is None:
            raise _missing(article_id)
        return row[0]

    def ids(self) -> list[ArticleId]:
        """In the order of import."""
        return [ArticleId(number) for (number,) in self._database.rows("SELECT id FROM article ORDER BY id")]

    def by_sha256(self, sha256: str) -> ArticleId | None:
        """The article of which exactly these bytes are the newest version, else a former one."""
        row = self._database.row("SELECT min(id) FROM article WHERE original_sha256 = ?", (sha256,))
        if row is None or row[0] is None:
            row = self._database.row(
                "SELECT min(article_id) FROM article_version WHERE original_sha256 = ?", (sha256,)
            )
        return None if row is None or row[0] is None else ArticleId(row[0])

    def summaries(self, only: Collection[ArticleId] | None = None) -> list[ArticleSummary]:
        """A line for each source in the order of import, or for some of them (those of them that exist)."""
        lines, orphaned = _SUMMARIES if only is None else _SUMMARIES_OF_SOME
        which = () if only is None else (rows.dumped(sorted(only)),)
        with rows.many_values():
            made = list(map(ArticleSummary._make, self._database.rows(lines, which * 2)))
        lost = {number: (away, settled) for number, away, settled in self._database.rows(orphaned, which)}
        return [_without(line, *lost[line.id]) if line.id in lost else line for line in made] if lost else made

    def set_guess(self, op: Operation, article_id: ArticleId, name: str, guess: Guess) -> None:
        """Sets title, publisher, author, published or language."""
        if name not in GUESSED:
            raise ValueError(f"not a guessed field of an article: {name}")
        columns = (name, f"{name}_guess")
        self._update(op, article_id, dict(zip(columns, rows.guess_row(guess), strict=True)))

    def set_text(
        self, op: Operation, article_id: ArticleId, draft: ArticleDraft, dispositions: Iterable[Disposition]
    ) -> None:
        """Puts another text of the source in place: a new version, the one before is kept. What the user said of the
        source stays, and what the new text does not say. Figures stay with the version that they were found in, until
        they are given a place in the new one (`FigureStore.anchor`)."""
        op.check()
        before = self.without_text(article_id)
        row = self._content(draft, dispositions)
        if row["text_sha256"] != before.text_sha256:
            versions.keep(self._database, article_id)
            row |= {"version": before.version + 1, "imported_at": op.at, "imported_by": op.author}
        row |= {"file_name": draft.file_name or before.file_name, "url": draft.url or before.url}
        for name in GUESSED:
            had, has = getattr(before, name), getattr(draft, name)
            if had.origin != "user":
                row[name], row[f"{name}_guess"] = rows.guess_row(has if has.value else replace(had, span=None))
        self._update(op, article_id, row)

    def set_closed(self, op: Operation, article_id: ArticleId, reason: str) -> None:
        """Why the source is done with; "" opens it again."""
        self._update(op, article_id, {"closed_reason": reason})

    def _update(self, op: Operation, article_id: ArticleId, row: dict[str, object]) -> None:
        op.check()
        if not self._database.execute(statements.update("article", row), (*row.values(), article_id)):
            raise _missing(article_id)

    def remove(self, op: Operation, article_id: ArticleId) -> None:
        """Takes the article and its figures out; its text and bytes stay in the file, so that undo has them."""
        op.check()
        registers.release_article(self._database, article_id)
        self._remove_figures(op, article_id)
        notes.remove_of_article(self._database, article_id)
        versions.remove_of_article(self._database, article_id)
        if not self._database.execute("DELETE FROM article WHERE id = ?", (article_id,)):
            raise _missing(article_id)

    def _remove_figures(self, op: Operation, article_id: ArticleId) -> None:
        self._database.execute(_REOPEN_DUPLICATES, (op.at, op.author, article_id))
        notes.remove_of_figures(self._database, article_id)
        self._database.execute("DELETE FROM figure WHERE article_id = ?", (article_id,))


# A figure whose original goes is a suggestion again.
_REOPEN_DUPLICATES = """
    UPDATE figure SET status = 'suggested', duplicate_of = NULL, changed_at = ?, changed_by = ?
    WHERE duplicate_of IN (SELECT id FROM figure WHERE article_id = ?)
"""
_WHOLE = (
    "SELECT text, blocks FROM article JOIN body ON body.sha256 = text_sha256 "
    "JOIN reading ON reading.sha256 = reading_sha256 WHERE id = ?"
)
_TEXT = "SELECT text FROM article JOIN body ON sha256 = text_sha256 WHERE id = ?"
_ORIGINAL = "SELECT data FROM article JOIN original ON sha256 = original_sha256 WHERE id = ?"
_DISPOSITIONS = "SELECT dispositions FROM article JOIN reading ON sha256 = reading_sha256 WHERE id = ?"


def _without(line: ArticleSummary, orphans: int, settled: int) -> ArticleSummary:
    """The line of a source with so many figures of former versions, so many of them settled."""
    return line._replace(figures=line.figures - orphans, settled=line.settled - settled, orphans=orphans)


def text_hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def reading_hash(blocks: str, dispositions: str) -> str:
    return hashlib.sha256(f"{blocks}\n{dispositions}".encode()).hexdigest()


def _missing(article_id: ArticleId) -> NothingSuchInProject:
    return NothingSuchInProject(tr("The project holds no source with the number {id}.", id=article_id))


_dispositions = foreign.told(rows.dispositions_of)


@foreign.told
def _article(meta: Row, text: str, blocks: str) -> Article:
    foreign.check_texts((text, *meta))
    values: dict[str, Any] = dict(zip((*_PLAIN, *_GUESSES), meta, strict=True))
    guesses: dict[str, Any] = {name: rows.guess_of(values.pop(name), values.pop(f"{name}_guess")) for name in GUESSED}
    return Article(
        encodings_considered=tuple(json.loads(values.pop("encodings"))),
        sha256=values.pop("original_sha256"),
        text=text,
        blocks=rows.blocks_of(blocks),
        **guesses,
        **values,
    )
