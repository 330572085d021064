"""Whether a project is what it was: pages and references by SQLite, every hash, and every quote at its place."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from workbench.core.store.articles import reading_hash, text_hash
from workbench.core.store.database import Database
from workbench.core.store.registers import problems as register_problems
from workbench.core.store.rows import amount_of, doubts_of, evidence_of, folded, period_of
from workbench.core.store.search import SearchStore
from workbench.core.store.verdicts import problems as verdict_problems
from workbench.core.words import tr


def check_store(database: Database) -> list[str]:
    """A sentence for each fault, none for a sound project."""
    damage = [tr("The file is damaged: {what}.", what=what) for what in database.check_storage()]
    found = (_texts(database), _readings(database), _originals(database), _figures(database), _notes(database))
    read = [line for part in found for line in part]
    return [
        *damage,
        *read,
        *verdict_problems(database),
        *register_problems(database),
        *SearchStore(database).problems(),
    ]


def _texts(database: Database) -> Iterator[str]:
    for sha256, text in database.stream("SELECT sha256, text FROM body"):
        if text_hash(text) != sha256:
            yield tr("The text of {source} is not what was stored.", source=_source(database, "text", sha256))


def _readings(database: Database) -> Iterator[str]:
    for sha256, blocks, dispositions in database.stream("SELECT sha256, blocks, dispositions FROM reading"):
        if reading_hash(blocks, dispositions) != sha256:
            source = _source(database, "reading", sha256)
            yield tr("The blocks or numbers of {source} are not what was stored.", source=source)


def _originals(database: Database) -> Iterator[str]:
    for sha256, data in database.stream("SELECT sha256, data FROM original"):
        if hashlib.sha256(data).hexdigest() != sha256:
            source = _source(database, "original", sha256)
            yield tr("The original file of {source} is not what was imported.", source=source)


_SOURCE = {
    "text": "SELECT id, title, file_name FROM article WHERE text_sha256 = ?1 OR id IN "
    "(SELECT article_id FROM article_version WHERE text_sha256 = ?1)",
    "reading": "SELECT id, title, file_name FROM article WHERE reading_sha256 = ?1 OR id IN "
    "(SELECT article_id FROM article_version WHERE reading_sha256 = ?1)",
    "original": "SELECT id, title, file_name FROM article WHERE original_sha256 = ?1 OR id IN "
    "(SELECT article_id FROM article_version WHERE original_sha256 = ?1)",
}


def _source(database: Database, what: str, sha256: str) -> str:
    row = database.row(_SOURCE[what], (sha256,))
    if row is None:
        return tr("a source that was removed")
    number, title, file_name = row
    return tr("source {id} ({name})", id=number, name=title or file_name)


_FIGURES = """
    SELECT id, full_start, full_stop, quote, folded, qualifier, low, high, step, period, doubts, evidence
    FROM figure WHERE article_id = ? AND version = ? ORDER BY full_start, id
"""


# The text that figures of a version are of: a former one, or the article's own.
_TEXT = """
    SELECT coalesce(
      (SELECT text FROM article_version JOIN body ON sha256 = text_sha256 WHERE article_id = ?1 AND version = ?2),
      (SELECT text FROM article JOIN body ON sha256 = text_sha256 WHERE article.id = ?1 AND version >= ?2))
"""


def _figures(database: Database) -> Iterator[str]:
    for article_id, version in database.rows("SELECT DISTINCT article_id, version FROM figure ORDER BY 1, 2"):
        (text,) = database.rows(_TEXT, (article_id, version))[0]
        for row in database.stream(_FIGURES, (article_id, version)):
            number, start, stop, quote, searched, *values = row
            if text is None or text[start:stop] != quote:
                yield tr(
                    "The quote of figure {id} in source {source} is not what stands at its place: “{quote}”.",
                    id=number,
                    source=article_id,
                    quote=quote,
                )
            if folded(quote) != searched:
                yield tr("Figure {id} in source {source} cannot be found by its quote.", id=number, source=article_id)
            if not _readable(values):
                yield tr("The fields of figure {id} in source {source} cannot be read.", id=number, source=article_id)


def _readable(values: list[str | None]) -> bool:
    """Whether amount, period, doubts and evidence are values of the model."""
    qualifier, low, high, step, period, doubts, evidence = values
    try:
        amount_of(qualifier, low, high, step)
        period_of(period)
        doubts_of(doubts or "")
        evidence_of(evidence or "")
    except (ValueError, KeyError, TypeError, AttributeError, InvalidOperation, json.JSONDecodeError):
        return False
    return all(bound is None or Decimal(bound).is_finite() for bound in (low, high, step))


_NOTES = """
    SELECT note.id, note.quote, note.start, note.stop, body.text, note.tags, note.cell
    FROM note LEFT JOIN article ON article.id = note.article_id AND article.version = note.version
    LEFT JOIN article_version AS former ON former.article_id = note.article_id AND former.version = note.version
    LEFT JOIN body ON body.sha256 = coalesce(former.text_sha256, article.text_sha256) ORDER BY note.id
"""


def _notes(database: Database) -> Iterator[str]:
    for number, quote, start, stop, text, tags, cell in database.stream(_NOTES):
        if text is not None and text[start:stop] != quote:
            yield tr("The quote of note {id} is not what stands at its place: “{quote}”.", id=number, quote=quote)
        if not _json(tags) or not _json(cell or "{}"):
            yield tr("The fields of note {id} cannot be read.", id=number)


def _json(row: str) -> bool:
    try:
        json.loads(row)
    except ValueError:
        return False
    return True
