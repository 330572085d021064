"""Whether the index of words fits the texts and titles: else a search would not find everything, or find too much."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.core.model.fault import Fault, Part
from workbench.core.store.database import Database
from workbench.core.store.indexing import words_of_texts
from workbench.core.words import tr

_NAMED = 3  # words that are named; the way out is the same for all

_UNKNOWN_TEXTS = """
    SELECT sha256, coalesce((SELECT id || ' (' || coalesce(nullif(title, ''), file_name) || ')' FROM article
      WHERE text_sha256 = sha256), '')
    FROM body WHERE sha256 NOT IN (
      SELECT sha256 FROM text_number WHERE id IN (SELECT id FROM text_index_docsize))
"""
_UNKNOWN_TITLES = """
    SELECT id, id || ' (' || coalesce(nullif(title, ''), file_name) || ')' FROM article
    WHERE id NOT IN (SELECT id FROM title_index_docsize)
"""
_STRANGE = (
    ("text_index", "SELECT id FROM text_index_docsize WHERE id NOT IN (SELECT id FROM text_number)"),
    ("title_index", "SELECT id FROM title_index_docsize WHERE id NOT IN (SELECT id FROM article)"),
)
_WORDS = (
    ("text_index", "SELECT term, cnt FROM text_word", "SELECT text FROM body"),
    ("title_index", "SELECT term, cnt FROM title_word", "SELECT title FROM article"),
)


def faults(database: Database) -> Iterator[Fault]:
    """Rows that the index lacks, rows that are too many, and words that are counted wrongly."""
    rows = [*_rows(database)]
    yield from rows
    strange = {fault.table for fault in rows}
    for table, counted, texts in _WORDS:
        if table in strange:
            continue  # its words cannot fit then, and all that helps is said
        wrong = _differing(dict(database.rows(counted)), words_of_texts(text for (text,) in database.stream(texts)))
        if wrong:
            yield Fault(Part.SEARCH, _not_every_word(wrong), table)


def _rows(database: Database) -> Iterator[Fault]:
    for sha256, source in database.rows(_UNKNOWN_TEXTS):
        words = tr(
            "The search does not know every word of the texts: that of source {source} is missing.", source=source
        )
        if not source:
            words = tr("The search does not know every word of the texts: one of a removed source is missing.")
        yield Fault(Part.SEARCH, words, "text_index", str(sha256))
    for number, source in database.rows(_UNKNOWN_TITLES):
        words = tr("The search does not know the title of source {source}.", source=source)
        yield Fault(Part.SEARCH, words, "title_index", str(number))
    for table, sql in _STRANGE:
        for (number,) in database.rows(sql):
            words = tr("The search knows a text that is not there: row {row} of {table}.", row=number, table=table)
            yield Fault(Part.SEARCH, words, table, str(number))


def _differing(counted: dict[str, int], there: dict[str, int]) -> list[str]:
    """Words that the index has more or less often than the texts."""
    return sorted(word for word, _ in counted.items() ^ there.items())


def _not_every_word(wrong: list[str]) -> str:
    named = list(dict.fromkeys(wrong))
    return tr(
        "The search does not know every word of the texts, or counts it wrongly: {words}.",
        words=", ".join(named[:_NAMED]) + ", …" * (len(named) > _NAMED),
    )
