"""Figures in brief, for the layout of a comparison: one narrow query, no objects that are not needed."""

from __future__ import annotations

from collections.abc import Collection

from workbench.core.model.article import ArticleId
from workbench.core.model.brief import Brief
from workbench.core.model.comparison import SourceInfo
from workbench.core.model.figure import Doubt, Status
from workbench.core.store import rows
from workbench.core.store.database import Database

# The plus keeps the index of the order, by article and place, from giving way to that of the status, which must sort.
# What is compared: figures that state an amount, not what was merely suggested in page furniture, nor what only a
# former version of a source states.
_BRIEFS = """
    SELECT id, article_id, coalesce(measure, ''), coalesce(subject, ''), coalesce(item, ''), coalesce(place, ''),
      coalesce(period, ''), kind, unit,
      unit IS NULL AND (borrowed_unit IS NOT NULL OR instr(doubts, ?) > 0 OR instr(doubts, ?) > 0),
      CASE WHEN low IS NULL THEN CAST(high AS REAL) WHEN high IS NULL OR high = low THEN CAST(low AS REAL)
        ELSE (CAST(low AS REAL) + CAST(high AS REAL)) / 2 END,
      coalesce(change, '')
    FROM figure
    WHERE article_id BETWEEN ? AND ? AND qualifier IS NOT NULL AND +status IN (SELECT value FROM json_each(?))
      AND (status <> 'suggested' OR doubts = '[]' OR instr(doubts, ?) = 0)
"""
_NOT_FORMER = """
      AND (article_id, version) NOT IN (SELECT article_id, version FROM article_version)
"""
_IN_ORDER = "ORDER BY article_id, full_start, id"
_LABELS = "SELECT id, title, publisher, file_name FROM article ORDER BY id"
_SOURCES = """
    SELECT id, guid, title, publisher, file_name, published, json_extract(published_guess, '$.doubt')
    FROM article WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id
"""


class BriefStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    def between(self, first: int, last: int, statuses: tuple[Status, ...]) -> list[Brief]:
        """The compared figures of the articles with these numbers, in the order of the texts."""
        doubts = [f'"{doubt.value}"' for doubt in (Doubt.UNIT_MISSING, Doubt.UNIT_BORROWED, Doubt.NOT_BODY)]
        wanted = rows.dumped([status.value for status in statuses])
        sql = [_BRIEFS, _IN_ORDER] if not self._former() else [_BRIEFS, _NOT_FORMER, _IN_ORDER]
        with rows.many_values(to_stay=True):
            found = self._database.rows(" ".join(sql), (*doubts[:2], first, last, wanted, doubts[2]))
            return list(map(Brief._make, found))

    def _former(self) -> bool:
        return self._database.row("SELECT 1 FROM article_version LIMIT 1") is not None

    def labels(self) -> dict[ArticleId, SourceInfo]:
        """What headings call the articles, and nothing more of them."""
        return {
            ArticleId(number): SourceInfo(title=title, publisher=publisher, file_name=file)
            for number, title, publisher, file in self._database.rows(_LABELS)
        }

    def sources(self, articles: Collection[ArticleId]) -> dict[ArticleId, SourceInfo]:
        """What conflicts say of some articles."""
        found = self._database.rows(_SOURCES, (rows.dumped(sorted(articles)),))
        return {
            ArticleId(number): SourceInfo(
                guid=guid,
                title=title,
                publisher=publisher,
                file_name=file,
                published=published,
                published_doubt=doubt,
            )
            for number, guid, title, publisher, file, published, doubt in found
        }
