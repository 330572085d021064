"""The versions of sources: the newest stands with the article, former ones are kept whole and never changed."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from workbench.core.errors import NothingSuchInProject
from workbench.core.model.article import ArticleId, Block, Version
from workbench.core.store import rows, statements
from workbench.core.store.database import Database
from workbench.core.words import tr

_KEPT = (
    "article_id", "version", "file_name", "media_type", "encoding", "original_sha256", "text_sha256",
    "reading_sha256", "imported_at", "imported_by",
)  # fmt: skip
_INSERT = statements.insert("article_version", ("guid", *_KEPT))
_PRESENT = statements.select("article", _KEPT[1:], "WHERE id = ?")
_SHOWN = ("version", "file_name", "media_type", "encoding", "original_sha256", "imported_at", "imported_by")
_NEWEST = statements.select("article", _SHOWN, "WHERE id = ?")
_FORMER = statements.select("article_version", _SHOWN, "WHERE article_id = ? ORDER BY version DESC")
_NAMES = (
    "SELECT id, CASE title WHEN '' THEN file_name ELSE title END, file_name, url, publisher FROM article ORDER BY id"
)
_HOLDING = """
    SELECT article.id FROM text_index JOIN text_number ON text_number.id = text_index.rowid
    JOIN article ON article.text_sha256 = text_number.sha256 WHERE text_index MATCH ?
"""


@dataclass(frozen=True, slots=True)
class Name:
    """What a source is called, for telling whether another is a copy of it."""

    id: ArticleId
    title: str
    file_name: str
    url: str
    publisher: str


class VersionStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, article_id: ArticleId) -> list[Version]:
        """The newest first."""
        newest = self._database.row(_NEWEST, (article_id,))
        if newest is None:
            raise _missing(article_id)
        return [Version(*row) for row in (newest, *self._database.rows(_FORMER, (article_id,)))]

    def names(self) -> list[Name]:
        """What each source is called and where it is from, in the order of import."""
        return [Name(*row) for row in self._database.rows(_NAMES)]

    def holding(self, phrases: Iterable[str]) -> Counter[ArticleId]:
        """The sources whose newest text holds phrases word by word, with how many of them."""
        found: Counter[ArticleId] = Counter()
        for phrase in phrases:
            found.update(ArticleId(number) for (number,) in self._database.rows(_HOLDING, (f'"{phrase}"',)))
        return found

    def text(self, article_id: ArticleId, version: int) -> str:
        return text_of(self._database, article_id, version)

    def blocks(self, article_id: ArticleId, version: int) -> tuple[Block, ...]:
        row = self._database.row(_BLOCKS, (article_id, version)) or self._database.row(_BLOCKS_NOW, (article_id,))
        if row is None:
            raise _missing(article_id)
        return rows.blocks_of(row[0])


def text_of(database: Database, article_id: int, version: int) -> str:
    """The text of a version; a version of which nothing is kept apart is the article's own."""
    row = database.row(_TEXT, (article_id, version)) or database.row(_TEXT_NOW, (article_id,))
    if row is None:
        raise _missing(article_id)
    return str(row[0])


def keep(database: Database, article_id: ArticleId) -> None:
    """Keeps the article's present text as a former version: another is about to take its place."""
    row = database.row(_PRESENT, (article_id,))
    if row is None:
        raise _missing(article_id)
    database.execute(_INSERT, (str(uuid.uuid4()), article_id, *row))


def remove_of_article(database: Database, article_id: ArticleId) -> None:
    database.execute("DELETE FROM article_version WHERE article_id = ?", (article_id,))


_TEXT = """
    SELECT text FROM article_version JOIN body ON sha256 = text_sha256 WHERE article_id = ? AND version = ?
"""
_TEXT_NOW = "SELECT text FROM article JOIN body ON sha256 = text_sha256 WHERE id = ?"
_BLOCKS = """
    SELECT blocks FROM article_version JOIN reading ON sha256 = reading_sha256 WHERE article_id = ? AND version = ?
"""
_BLOCKS_NOW = "SELECT blocks FROM article JOIN reading ON sha256 = reading_sha256 WHERE id = ?"


def _missing(article_id: int) -> NothingSuchInProject:
    return NothingSuchInProject(tr("The project holds no source with the number {id}.", id=article_id))
