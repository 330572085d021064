"""Salvaged rows that refer to what is gone: found again in backups, put in order, or named as lost."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from workbench.core.errors import WorkbenchError
from workbench.core.store.articles import reading_hash, text_hash
from workbench.core.store.pages import Value
from workbench.core.store.restoring import looked_at
from workbench.core.words import tr

_CONTENT = {
    "original": "SELECT sha256, data FROM original WHERE sha256 = ?",
    "body": "SELECT sha256, text FROM body WHERE sha256 = ?",
    "reading": "SELECT sha256, blocks, dispositions FROM reading WHERE sha256 = ?",
}
_INSERT = {
    "original": "INSERT OR IGNORE INTO original VALUES (?, ?)",
    "body": "INSERT OR IGNORE INTO body VALUES (?, ?)",
    "reading": "INSERT OR IGNORE INTO reading VALUES (?, ?, ?)",
}
# What the sources name by hash and the new file does not hold.
_MISSING = {
    "original": "SELECT original_sha256 FROM article WHERE original_sha256 NOT IN (SELECT sha256 FROM original)",
    "body": "SELECT text_sha256 FROM article WHERE text_sha256 NOT IN (SELECT sha256 FROM body)",
    "reading": "SELECT reading_sha256 FROM article WHERE reading_sha256 NOT IN (SELECT sha256 FROM reading)",
}
_OLD = {
    "original": "SELECT original_sha256 FROM article_version "
    "WHERE original_sha256 NOT IN (SELECT sha256 FROM original)",
    "body": "SELECT text_sha256 FROM article_version WHERE text_sha256 NOT IN (SELECT sha256 FROM body)",
    "reading": "SELECT reading_sha256 FROM article_version WHERE reading_sha256 NOT IN (SELECT sha256 FROM reading)",
}
_NO_TEXT = """
    SELECT id, coalesce(nullif(title, ''), file_name) FROM article WHERE text_sha256 NOT IN (SELECT sha256 FROM body)
"""
_NO_FILE = """
    SELECT id, coalesce(nullif(title, ''), file_name), text FROM article JOIN body ON sha256 = text_sha256
    WHERE original_sha256 NOT IN (SELECT sha256 FROM original)
"""
_NO_READING = """
    SELECT id, coalesce(nullif(title, ''), file_name) FROM article
    WHERE reading_sha256 NOT IN (SELECT sha256 FROM reading)
"""
# Texts that no source has, though the history knows of none that was removed.
_HOMELESS = """
    SELECT sha256, text FROM body WHERE sha256 NOT IN (SELECT text_sha256 FROM article) AND sha256 NOT IN (
      SELECT coalesce(json_extract(coalesce(after, before), '$.text_sha256'), '') FROM change
      WHERE table_name IN ('article', 'article_version') AND json_valid(coalesce(after, before)))
"""
_HOMELESS_FIGURES = """
    SELECT article_id, start, stop, quote FROM figure WHERE article_id NOT IN (SELECT id FROM article)
    ORDER BY article_id
"""
_ADD_ARTICLE = """
    INSERT INTO article (id, guid, title, title_guess, publisher, publisher_guess, author, author_guess, published,
      published_guess, language, language_guess, url, file_name, media_type, encoding, encodings, original_sha256,
      text_sha256, reading_sha256, size, numbers, imported_at, imported_by)
    VALUES (?1, ?2, ?3, ?4, '', ?4, '', ?4, '', ?4, '', ?4, '', ?3, 'text/plain', 'utf-8', '[]', ?5, ?6, ?7, ?8, 0,
      ?9, '')
"""
# Rows that nothing can be put under, in the order in which they fall: (table, what names them, which)
_ORPHANS = (
    ("article_version", "file_name", "text_sha256 NOT IN (SELECT sha256 FROM body) OR original_sha256 NOT IN "
     "(SELECT sha256 FROM original) OR reading_sha256 NOT IN (SELECT sha256 FROM reading) OR article_id NOT IN "
     "(SELECT id FROM article)"),
    ("figure", "quote", "article_id NOT IN (SELECT id FROM article)"),
    ("note", "text", "article_id NOT IN (SELECT id FROM article) OR figure_id NOT IN (SELECT id FROM figure)"),
    ("record_value", "field", "record_id NOT IN (SELECT id FROM record)"),
    ("change", "table_name", "operation_id NOT IN (SELECT id FROM operation)"),
)  # fmt: skip

_RELEASED = (
    "UPDATE record_value SET figure_id = NULL WHERE figure_id NOT IN (SELECT id FROM figure)",
    "UPDATE record_value SET article_id = NULL, version = NULL, start = NULL, stop = NULL "
    "WHERE article_id NOT IN (SELECT id FROM article)",
)


class Mending:
    """Works on the new file while it is made. `lost` takes the names of rows that cannot be kept, by table."""

    def __init__(self, connection: sqlite3.Connection, backups: Sequence[Path], lost: dict[str, list[str]]) -> None:
        self._connection, self._backups, self._lost = connection, backups, lost
        self.from_backup: Counter[str] = Counter()
        self.remarks: list[str] = []
        self._has_versions = "article_version" in lost

    @staticmethod
    def sound(table: str, values: tuple[Value, ...]) -> bool:
        """Whether a text, file or reading has the hash it is stored under."""
        sha256, *content = values
        if table == "original":
            return isinstance(content[0], bytes) and hashlib.sha256(content[0]).hexdigest() == sha256
        if table == "body":
            return text_hash(str(content[0])) == sha256
        return reading_hash(str(content[0]), str(content[1])) == sha256

    def doubtful(self, rows: Iterable[tuple[str, tuple[Value, ...]]]) -> None:
        """Texts and files whose hash is wrong: better ones of the backups come first; else these are kept."""
        kept = list(rows)
        for table in _CONTENT:
            self._fetch(table)
        for table, values in kept:
            if self._connection.execute(_CONTENT[table], (values[0],)).fetchone() is None:
                self._connection.execute(_INSERT[table], values)

    def homeless_texts(self) -> int:
        """Makes sources of texts whose own are lost: under the text's first line, with the figures that fit it."""
        texts = self._connection.execute(_HOMELESS).fetchall()
        if self._has_versions:
            former = {sha for (sha,) in self._connection.execute("SELECT text_sha256 FROM article_version")}
            texts = [(sha, text) for sha, text in texts if sha not in former]
        homeless: dict[int, list[tuple[int, int, str]]] = {}
        for article, start, stop, quote in self._connection.execute(_HOMELESS_FIGURES):
            homeless.setdefault(article, []).append((start, stop, quote))
        for sha256, text in texts:
            fits = [n for n, some in homeless.items() if all(text[a:b] == quote for a, b, quote in some)]
            number = fits[0] if len(fits) == 1 else None
            title = next((line.strip() for line in text.splitlines() if line.strip()), sha256)[:200]
            data = text.encode("utf-8")
            original, reading = hashlib.sha256(data).hexdigest(), reading_hash("[]", "[]")
            self._connection.execute(_INSERT["original"], (original, data))
            self._connection.execute(_INSERT["reading"], (reading, "[]", "[]"))
            now = datetime.now(UTC).isoformat(timespec="milliseconds")
            guess = json.dumps({"origin": "text", "doubt": ""})
            row = (number, str(uuid.uuid4()), title, guess, original, sha256, reading, len(data), now)
            self._connection.execute(_ADD_ARTICLE, row)
            homeless.pop(number or 0, None)
            self.remarks.append(tr("Of the source “{source}” only the text is left.", source=title))
        return len(texts)

    def references(self) -> None:
        """Leaves no row that refers to one that is not there."""
        for number, name, text in self._connection.execute(_NO_FILE).fetchall():
            self._lost["original"].append(name)
            data = text.encode("utf-8")
            sha256 = hashlib.sha256(data).hexdigest()
            self._connection.execute(_INSERT["original"], (sha256, data))
            self._connection.execute(
                "UPDATE article SET original_sha256 = ?, encoding = 'utf-8', media_type = 'text/plain' WHERE id = ?",
                (sha256, number),
            )
            self.remarks.append(tr("The file of “{source}” is lost; its text takes its place.", source=name))
        for number, name in self._connection.execute(_NO_READING).fetchall():
            self._lost["reading"].append(name)
            sha256 = reading_hash("[]", "[]")
            self._connection.execute(_INSERT["reading"], (sha256, "[]", "[]"))
            self._connection.execute("UPDATE article SET reading_sha256 = ? WHERE id = ?", (sha256, number))
            self.remarks.append(tr("How “{source}” was read is lost: its numbers are to be found anew.", source=name))
        for number, name in self._connection.execute(_NO_TEXT).fetchall():
            self._lost["body"].append(name)
            self._lost["article"].append(name)
            self._connection.execute("DELETE FROM article WHERE id = ?", (number,))
        self._drop_orphans()
        self._release_values()
        self._connection.execute(
            "UPDATE figure SET duplicate_of = NULL WHERE duplicate_of NOT IN (SELECT id FROM figure)"
        )

    def _release_values(self) -> None:
        """Values of records whose figure or source is lost keep the words that they rest on."""
        for sql in _RELEASED if "record_value" in self._lost else ():
            self._connection.execute(sql)

    def _drop_orphans(self) -> None:
        for table, told, which in _ORPHANS:
            if table not in self._lost:
                continue
            rows = " ".join(("FROM", table, "WHERE", which))
            self._lost[table] += [str(name) for (name,) in self._connection.execute(" ".join(("SELECT", told, rows)))]
            self._connection.execute(" ".join(("DELETE", rows)))

    # from the backups

    def _fetch(self, table: str) -> None:
        """Takes what is missing out of the backups, newest first, where its hash is right."""
        missing = set(self._missing(table))
        for backup in self._backups:
            if not missing:
                return
            try:
                with looked_at(backup, whole=False) as source:
                    for sha256 in sorted(missing):
                        row = source.execute(_CONTENT[table], (sha256,)).fetchone()
                        if row is not None and self.sound(table, row):
                            self._connection.execute(_INSERT[table], row)
                            self.from_backup[table] += 1
                            missing.discard(sha256)
            except (WorkbenchError, sqlite3.DatabaseError):  # a damaged backup has nothing to give
                continue

    def _missing(self, table: str) -> Iterator[str]:
        for sql in (_MISSING[table], *([_OLD[table]] if self._has_versions else [])):
            yield from (str(sha256) for (sha256,) in self._connection.execute(sql))
