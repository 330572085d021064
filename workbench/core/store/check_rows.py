"""Whether rows hold together: quotes at their places, spans inside their texts, fields that the model knows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from workbench.core.model.amount import Amount
from workbench.core.model.article import ArticleId
from workbench.core.model.fault import Fault, Part
from workbench.core.model.figure import Field, FigureId
from workbench.core.model.span import Span
from workbench.core.store.database import Database, Row
from workbench.core.store.rows import (
    amount_of,
    blocks_of,
    dispositions_of,
    doubts_of,
    dumped,
    evidence_of,
    folded,
    period_of,
)
from workbench.core.words import tr

_UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, InvalidOperation, json.JSONDecodeError)

_READINGS = """
    SELECT id, 1, title, file_name, length(text), blocks, dispositions FROM article
      JOIN body ON body.sha256 = text_sha256 JOIN reading ON reading.sha256 = reading_sha256
    UNION ALL
    SELECT article_id, 0, '', file_name, length(text), blocks, dispositions FROM article_version
      JOIN body ON body.sha256 = text_sha256 JOIN reading ON reading.sha256 = reading_sha256
"""


def readings(database: Database) -> Iterator[Fault]:
    """Blocks and numbers of every version of a source lie inside its text."""
    for number, newest, title, file_name, length, blocks, dispositions in database.stream(_READINGS):
        source = tr("source {id} ({name})", id=number, name=title or file_name)
        try:
            spans = [b.span for b in blocks_of(blocks)] + [d.span for d in dispositions_of(dispositions)]
        except _UNREADABLE:
            words = tr("The blocks or numbers of {source} cannot be read.", source=source)
            yield Fault(Part.READING, words, "article" if newest else "article_version", str(number))
            continue
        beyond = next((span for span in spans if span.end > length), None)
        if beyond is not None:
            words = tr(
                "A block or number of {source} lies beyond its text: {start} to {end} of {length} characters.",
                source=source,
                start=beyond.start,
                end=beyond.end,
                length=length,
            )
            yield Fault(Part.READING, words, "article" if newest else "article_version", str(number))


_GAPS = """
    SELECT id, article.version, title, file_name FROM article
    WHERE article.version - 1 <> (SELECT count(*) FROM article_version WHERE article_id = article.id)
      OR article.version <= (SELECT coalesce(max(version), 0) FROM article_version WHERE article_id = article.id)
"""


def versions(database: Database) -> Iterator[Fault]:
    """Every former version of a source is there."""
    for number, version, title, file_name in database.rows(_GAPS):
        words = tr(
            "Source {id} ({name}) is in version {version}, but not every version before it is there.",
            id=number,
            name=title or file_name,
            version=version,
        )
        yield Fault(Part.TEXT, words, "article", str(number))


_FIGURES = """
    SELECT id, start, stop, full_start, full_stop, quote, folded, qualifier, low, high, step, period, doubts, evidence
    FROM figure WHERE article_id = ? AND version = ? ORDER BY full_start, id
"""
# The text that figures of a version are of: a former one, or the article's own.
_TEXT = """
    SELECT coalesce(
      (SELECT text FROM article_version JOIN body ON sha256 = text_sha256 WHERE article_id = ?1 AND version = ?2),
      (SELECT text FROM article JOIN body ON sha256 = text_sha256 WHERE article.id = ?1 AND version >= ?2))
"""


def figures(database: Database) -> Iterator[Fault]:
    """The quote of each figure stands at its place, and its fields are values."""
    for article_id, version in database.rows("SELECT DISTINCT article_id, version FROM figure ORDER BY 1, 2"):
        (text,) = database.rows(_TEXT, (article_id, version))[0]
        for row in database.stream(_FIGURES, (article_id, version)):
            for words in _of_figure(article_id, text, row):
                yield Fault(Part.FIGURE, words, "figure", str(row[0]))


def _of_figure(article_id: int, text: str | None, row: Row) -> Iterator[str]:
    number, start, stop, full_start, full_stop, quote, searched, *values = row
    places = all(isinstance(place, int) for place in (start, stop, full_start, full_stop))
    if not isinstance(text, str) or not places or text[full_start:full_stop] != quote:
        yield tr(
            "The quote of figure {id} in source {source} is not what stands at its place: “{quote}”.",
            id=number,
            source=article_id,
            quote=quote,
        )
    elif not full_start <= start <= stop <= full_stop:
        yield tr("The number of figure {id} in source {source} lies outside its quote.", id=number, source=article_id)
    if not isinstance(quote, str) or folded(quote) != searched:
        yield tr("Figure {id} in source {source} cannot be found by its quote.", id=number, source=article_id)
    evidence = _readable(values)
    if evidence is None:
        yield tr("The fields of figure {id} in source {source} cannot be read.", id=number, source=article_id)
    elif isinstance(text, str) and any(span.end > len(text) for span in evidence.values()):
        yield tr(
            "A field of figure {id} in source {source} refers to words beyond the text.", id=number, source=article_id
        )


def _readable(values: list[str | None]) -> dict[Field, Span] | None:
    """The evidence, if amount, period, doubts and evidence are values of the model."""
    qualifier, low, high, step, period, doubts, evidence = values
    try:
        amount_of(qualifier, low, high, step)
        period_of(period)
        doubts_of(doubts or "")
        found = evidence_of(evidence or "")
        finite = all(bound is None or Decimal(bound).is_finite() for bound in (low, high, step))
    except _UNREADABLE:
        return None
    return found if finite else None


_NOTES = """
    SELECT note.id, note.quote, note.start, note.stop, body.text, note.tags, note.cell
    FROM note LEFT JOIN article ON article.id = note.article_id AND article.version = note.version
    LEFT JOIN article_version AS former ON former.article_id = note.article_id AND former.version = note.version
    LEFT JOIN body ON body.sha256 = coalesce(former.text_sha256, article.text_sha256) ORDER BY note.id
"""


def notes(database: Database) -> Iterator[Fault]:
    """The words that a note is on stand at their place."""
    for number, quote, start, stop, text, tags, cell in database.stream(_NOTES):
        if text is not None and text[start:stop] != quote:
            words = tr("The quote of note {id} is not what stands at its place: “{quote}”.", id=number, quote=quote)
            yield Fault(Part.NOTE, words, "note", str(number))
        if not _json(tags) or not _json(cell or "{}"):
            yield Fault(Part.NOTE, tr("The fields of note {id} cannot be read.", id=number), "note", str(number))


def _json(row: str) -> bool:
    try:
        json.loads(row)
    except ValueError:
        return False
    return True


_MEMBERS = """
    SELECT verdict.id, json_extract(member.value, '$.guid'), json_extract(member.value, '$.quote')
    FROM verdict, json_each(CASE WHEN json_valid(members) THEN members ELSE '[]' END) AS member
    WHERE member.type = 'object' AND json_extract(member.value, '$.guid') NOT IN (
      SELECT guid FROM figure UNION ALL SELECT guid FROM article)
    ORDER BY verdict.id
"""
_REMOVED = """
    SELECT value FROM json_each(?) WHERE value IN (
      SELECT json_extract(before, '$.guid') FROM change
      WHERE after IS NULL AND json_valid(before) AND table_name IN ('figure', 'article'))
"""
# Of what another copy removed, or of what was lost before it was salvaged, this history tells nothing.
_TELLS_ALL = "SELECT NOT EXISTS (SELECT 1 FROM merge) AND NOT EXISTS (SELECT 1 FROM operation WHERE state = 'past')"


def verdict_members(database: Database) -> Iterator[Fault]:
    """What a verdict names is there, or was removed by a step of the history."""
    gone = database.rows(_MEMBERS)
    (tells_all,) = database.rows(_TELLS_ALL)[0]
    if not gone or not tells_all:
        return
    guids = dumped(sorted({str(guid) for _, guid, _ in gone}))
    removed = {guid for (guid,) in database.rows(_REMOVED, (guids,))}
    for number, guid, quote in gone:
        if guid not in removed:
            words = tr(
                "Verdict {id} names a figure that is gone, though no step removed it: “{quote}”.",
                id=number,
                quote=quote,
            )
            yield Fault(Part.VERDICT, words, "verdict", str(number))


@dataclass(frozen=True, slots=True)
class Found:
    """An amount as the program found it in the newest version of a source, and nobody set it since."""

    figure: FigureId
    article: ArticleId
    span: Span
    quote: str
    amount: Amount


_FOUND = """
    SELECT figure.id, article_id, start, stop, quote, qualifier, low, high, step FROM figure
    JOIN article ON article.id = article_id AND article.version = figure.version
    WHERE qualifier IS NOT NULL AND rule <> 'by hand' AND figure.id NOT IN (
      SELECT row_id FROM change WHERE table_name = 'figure' AND before IS NOT NULL AND json_valid(after) AND (
        json_type(after, '$.low') IS NOT NULL OR json_type(after, '$.high') IS NOT NULL
        OR json_type(after, '$.qualifier') IS NOT NULL OR json_type(after, '$.step') IS NOT NULL
        OR json_type(after, '$.quote') IS NOT NULL))
    ORDER BY article_id, full_start, figure.id
"""


def found_amounts(database: Database) -> Iterator[Found]:
    """Those that can be read as amounts, source by source; for holding them against their quotes."""
    for number, article, start, stop, quote, *values in database.stream(_FOUND):
        try:
            amount = amount_of(*values)
        except _UNREADABLE:
            continue  # told among the faults
        if amount is not None:
            yield Found(FigureId(number), ArticleId(article), Span(start, stop), quote, amount)
