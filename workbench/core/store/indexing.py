"""Keeps the index of words in step with texts and titles: noted by triggers, done at the end of each transaction.

A trigger cannot write to the index itself: SQLite before 3.41 refuses that where the file is not trusted. So triggers
of the connection note what changed, whoever changed it (an import, an undo), and the transaction does the rest.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database as Utils

_NOTES = (
    "CREATE TEMP TABLE unindexed (seq INTEGER PRIMARY KEY, text_id INTEGER, article_id INTEGER, old TEXT, new TEXT)",
    """CREATE TEMP TRIGGER note_body_insert AFTER INSERT ON body BEGIN
      INSERT INTO text_number (sha256) VALUES (new.sha256);
      INSERT INTO unindexed (text_id) SELECT id FROM text_number WHERE sha256 = new.sha256;
    END""",
    """CREATE TEMP TRIGGER note_article_insert AFTER INSERT ON article BEGIN
      INSERT INTO unindexed (article_id, new) VALUES (new.id, new.title);
    END""",
    """CREATE TEMP TRIGGER note_article_update AFTER UPDATE OF title ON article WHEN old.title <> new.title BEGIN
      INSERT INTO unindexed (article_id, old, new) VALUES (new.id, old.title, new.title);
    END""",
    """CREATE TEMP TRIGGER note_article_delete AFTER DELETE ON article BEGIN
      INSERT INTO unindexed (article_id, old) VALUES (old.id, old.title);
    END""",
)
_NOTED = "SELECT text_id, article_id, old, new FROM unindexed ORDER BY seq"
_ADD_TEXT = """
    INSERT INTO text_index (rowid, text)
    SELECT id, text FROM text_number JOIN body USING (sha256) WHERE id = ?
"""
_DROP_TITLE = "INSERT INTO title_index (title_index, rowid, title) VALUES ('delete', ?, ?)"
_ADD_TITLE = "INSERT INTO title_index (rowid, title) VALUES (?, ?)"
_TRIAL = (
    "CREATE VIRTUAL TABLE trial USING fts5(text, content='', tokenize='unicode61 remove_diacritics 2')",
    "CREATE VIRTUAL TABLE trial_word USING fts5vocab('trial', 'instance')",
)
_ANEW = (
    "INSERT INTO text_index (text_index) VALUES ('delete-all')",
    "INSERT INTO title_index (title_index) VALUES ('delete-all')",
    "DELETE FROM text_number",
    "INSERT INTO text_number (sha256) SELECT sha256 FROM body ORDER BY sha256",
    "INSERT INTO text_index (rowid, text) SELECT id, text FROM text_number JOIN body USING (sha256)",
    "INSERT INTO title_index (rowid, title) SELECT id, title FROM article",
)


def prepare(utils: Utils) -> None:
    """The notes of this connection."""
    for sql in _NOTES:
        utils.execute(sql)


def catch_up(utils: Utils) -> None:
    """Puts into the index what the open transaction changed so far."""
    noted = utils.execute(_NOTED).fetchall()
    for text_id, article_id, old, new in noted:
        if text_id is not None:
            utils.execute(_ADD_TEXT, (text_id,))
        if old is not None:
            utils.execute(_DROP_TITLE, (article_id, old))
        if new is not None:
            utils.execute(_ADD_TITLE, (article_id, new))
    if noted:
        utils.execute("DELETE FROM unindexed")


def anew(utils: Utils) -> None:
    """Makes the whole index again from the texts and titles, inside an open transaction."""
    for sql in _ANEW:
        utils.execute(sql)


def words_of_texts(texts: Iterable[str]) -> dict[str, int]:
    """How often each word stands in the texts, as an index that is made for nothing else counts them.

    What stands between two spaces is given to it once, however often it comes: no space is ever part of a word. So
    a project of some size is counted three times as fast as if every text were indexed again.
    """
    pieces: Counter[str] = Counter()
    for text in texts:
        pieces.update(text.split())
    times = list(pieces.values())
    found: Counter[str] = Counter()
    trial = sqlite3.connect(":memory:")
    try:
        for sql in _TRIAL:
            trial.execute(sql)
        trial.executemany("INSERT INTO trial (rowid, text) VALUES (?, ?)", enumerate(pieces))
        for word, piece in trial.execute("SELECT term, doc FROM trial_word"):
            found[word] += times[piece]
    finally:
        trial.close()
    return dict(found)
