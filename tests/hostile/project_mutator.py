"""Good projects spoilt at random, the same way for the same seed: bytes, pages, header, schema, values, leftovers.

A project is a mapping of the ends of its files' names to what they hold: "" is the file itself, "-wal" and "-journal"
what an opening that was not closed left beside it.
"""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

from tests.hostile.mutator import Mutator

Files = Mapping[str, bytes]
_PAGE = 4096
# The fields of SQLite's header and of a page's head: place, length.
_HEADER = ((0, 16), (16, 2), (18, 1), (19, 1), (20, 1), (21, 1), (24, 4), (28, 4), (32, 4), (36, 4), (40, 4), (44, 4),
           (48, 4), (52, 4), (56, 4), (60, 4), (64, 4), (68, 4), (92, 4), (96, 4))  # fmt: skip
_HEAD = ((0, 1), (1, 2), (3, 2), (5, 2), (7, 1), (8, 4), (12, 2))
_NUMBERS = (0, 1, 2, 3, 7, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF)
_VALUES: tuple[object, ...] = (
    None, "", "owned", "\0", "\U0001f4a3" * 9, "\u202e12", "x" * 70_000, "[[[[", "{}", "[]", "null", '{"a": [9]}',
    "1e999999999", "NaN", "-Infinity", "-1", "2025-13-45", "0000-00-00/9999-99-99", b"\xff\x00", b"", -1, 0, 1, 2**31,
    2**63 - 1, -(2**63), 1e308, float("inf"), "'; DROP TABLE figure; --", "=1+1", "../../etc/passwd", "file:///etc/passwd",
)  # fmt: skip
_RUNS = "CREATE TRIGGER {name} AFTER INSERT ON operation BEGIN DELETE FROM figure; END"
_SCHEMAS = (
    "UPDATE sqlite_schema SET sql = replace(sql, 'TEXT', 'BLOB') WHERE rowid = :row",
    "UPDATE sqlite_schema SET sql = sql || ' -- ' WHERE rowid = :row",
    "UPDATE sqlite_schema SET sql = substr(sql, 1, 40) WHERE rowid = :row",
    "UPDATE sqlite_schema SET sql = NULL WHERE rowid = :row",
    "UPDATE sqlite_schema SET sql = cast(x'ff00fe' AS TEXT) WHERE rowid = :row",
    "UPDATE sqlite_schema SET name = 'owned' WHERE rowid = :row",
    "UPDATE sqlite_schema SET type = 'view' WHERE rowid = :row",
    "UPDATE sqlite_schema SET tbl_name = 'figure' WHERE rowid = :row",
    "UPDATE sqlite_schema SET rootpage = :page WHERE rowid = :row",
    "UPDATE sqlite_schema SET rootpage = 0 WHERE rowid = :row",
    "DELETE FROM sqlite_schema WHERE rowid = :row",
    "INSERT INTO sqlite_schema SELECT * FROM sqlite_schema WHERE rowid = :row",
    "INSERT INTO sqlite_schema VALUES ('view', 'owned', 'owned', 0, 'CREATE VIEW owned AS SELECT 1')",
    f"INSERT INTO sqlite_schema VALUES ('trigger', 'owned', 'operation', 0, '{_RUNS.format(name='owned')}')",
    f"INSERT INTO sqlite_schema VALUES ('trigger', 'sqlite_stat9', 'operation', 0, "
    f"'{_RUNS.format(name='sqlite_stat9')}')",
)  # fmt: skip


class ProjectMutator(Mutator):
    """`folder` is where SQLite works on the file; it is left empty."""

    def __init__(self, seed: int, folder: Path) -> None:
        super().__init__(seed)
        self._folder = folder

    def project(self, files: Files, others: list[Files]) -> tuple[str, dict[str, bytes]]:
        """The ways it was spoilt in, by name, and what came of it."""
        ways: dict[str, Callable[[dict[str, bytes]], dict[str, bytes]]] = {
            "bytes": self._any_file, "header": self._header, "page": self._page, "head": self._head,
            "cut": self._cut, "schema": self._schema, "values": self._values,
            "leftover": lambda made: self._leftover(made, others),
        }  # fmt: skip
        spoilt, named = dict(files), []
        for _ in range(self.noise.choice((1, 1, 1, 2, 3))):
            name = self.noise.choice(list(ways))
            spoilt = ways[name](spoilt)
            named.append(name)
        return "+".join(named), spoilt

    def _any_file(self, files: dict[str, bytes]) -> dict[str, bytes]:
        end = self.noise.choice(list(files))
        return files | {end: self.bytes(files[end])}

    def _header(self, files: dict[str, bytes]) -> dict[str, bytes]:
        return files | {"": self._set(files[""], 0, _HEADER)}

    def _head(self, files: dict[str, bytes]) -> dict[str, bytes]:
        """The head of a page of a tree: what it is, how many cells, where they begin."""
        page = self.noise.randrange(max(len(files[""]) // _PAGE, 1))
        return files | {"": self._set(files[""], page * _PAGE + (100 if page == 0 else 0), _HEAD)}

    def _set(self, data: bytes, base: int, fields: tuple[tuple[int, int], ...]) -> bytes:
        at, length = self.noise.choice(fields)
        number = self.noise.choice((*_NUMBERS, self.noise.getrandbits(32)))
        value = struct.pack(">I", number)[-length:].rjust(length, b"\0")
        return data[: base + at] + value + data[base + at + length :]

    def _page(self, files: dict[str, bytes]) -> dict[str, bytes]:
        """A page emptied, in the place of another, exchanged with another, or of noise."""
        data = bytearray(files[""])
        count = len(data) // _PAGE
        if count < 2:
            return self._any_file(files)
        one, other = (self.noise.randrange(count) * _PAGE for _ in range(2))
        first, second = bytes(data[one : one + _PAGE]), bytes(data[other : other + _PAGE])
        act = self.noise.randrange(4)
        data[one : one + _PAGE] = (bytes(_PAGE), second, second, self.noise.randbytes(_PAGE))[act]
        if act == 2:
            data[other : other + _PAGE] = first
        return files | {"": bytes(data)}

    def _cut(self, files: dict[str, bytes]) -> dict[str, bytes]:
        """Cut off at a page's edge, or longer than it says."""
        data = files[""]
        pages = self.noise.randrange(len(data) // _PAGE + 1)
        return files | {"": data[: pages * _PAGE] if self.noise.random() < 0.8 else data + bytes(pages * _PAGE)}

    def _leftover(self, files: dict[str, bytes], others: list[Files]) -> dict[str, bytes]:
        """What an opening left, of this project or of another, whole or spoilt, or gone; or noise."""
        end = self.noise.choice(("-wal", "-wal", "-journal", "-shm"))
        act = self.noise.randrange(4)
        if act == 0:
            return {name: data for name, data in files.items() if name != end}
        if act == 1:
            return files | {end: self.noise.randbytes(self.noise.choice((1, 32, 512, 40_000)))}
        found = [one[end] for one in (files, *others) if end in one]
        left = self.noise.choice(found) if found else files[""]
        return files | {end: self.bytes(left) if act == 2 else left}

    def _schema(self, files: dict[str, bytes]) -> dict[str, bytes]:
        """A row of the schema that lies."""

        def lie(connection: sqlite3.Connection) -> None:
            rows = [row for (row,) in connection.execute("SELECT rowid FROM sqlite_schema")]
            pages = [page for (page,) in connection.execute("SELECT rootpage FROM sqlite_schema")]
            if rows:
                chosen = {"row": self.noise.choice(rows), "page": self.noise.choice(pages)}
                connection.execute(self.noise.choice(_SCHEMAS), chosen)

        return self._worked_on(files, lie)

    def _values(self, files: dict[str, bytes]) -> dict[str, bytes]:
        """Values that this program never writes, in some rows of one column."""

        def put(connection: sqlite3.Connection) -> None:
            schema = connection.execute("SELECT rowid, sql, type, name FROM sqlite_schema").fetchall()
            for _, _, kind, name in schema:
                if kind == "trigger":
                    connection.execute(f'DROP TRIGGER "{name}"')
            connection.execute("UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ')') WHERE type = 'table'")
            self._reread(connection)
            tables = [name for _, sql, kind, name in schema if kind == "table" and sql and "VIRTUAL" not in sql]
            for _ in range(self.noise.choice((1, 1, 3)) if tables else 0):
                self._put_value(connection, self.noise.choice(tables))
            gone = [row for row in schema if row[2] == "trigger"]
            connection.executemany(
                "INSERT INTO sqlite_schema SELECT 'trigger', ?, 'figure', 0, ?", [(row[3], row[1]) for row in gone]
            )
            connection.executemany(
                "UPDATE sqlite_schema SET sql = ? WHERE type = ? AND name = ?", [row[1:4] for row in schema]
            )

        return self._worked_on(files, put)

    def _put_value(self, connection: sqlite3.Connection, table: str) -> None:
        columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
        if not columns:
            return
        column, value = self.noise.choice(columns), self.noise.choice(_VALUES)
        among = self.noise.choice(("", "WHERE rowid % 3 = 0", "WHERE rowid = (SELECT max(rowid) FROM _t)"))
        sql = f'UPDATE OR REPLACE "{table}" SET "{column}" = ? {among}'.replace("_t", f'"{table}"')
        connection.execute(sql, (value,))

    def _reread(self, connection: sqlite3.Connection) -> None:
        """SQLite looks at the schema anew after its number changed."""
        (number,) = connection.execute("PRAGMA schema_version").fetchone()
        connection.execute(f"PRAGMA schema_version = {number + 1}")

    def _worked_on(self, files: dict[str, bytes], work: Callable[[sqlite3.Connection], None]) -> dict[str, bytes]:
        """With SQLite itself, whatever it lets pass; bytes spoilt where it lets nothing pass."""
        path = self._folder / "spoilt.workbench"
        for end, data in files.items():
            path.with_name(path.name + end).write_bytes(data)
        try:
            with closing(sqlite3.connect(path, isolation_level=None)) as connection:
                connection.execute("PRAGMA writable_schema = ON")
                connection.execute("PRAGMA ignore_check_constraints = ON")
                connection.execute("PRAGMA foreign_keys = OFF")
                connection.execute("PRAGMA synchronous = OFF")
                connection.execute("PRAGMA trusted_schema = OFF")
                work(connection)
                self._reread(connection)
            made = {
                end: path.with_name(path.name + end).read_bytes()
                for end in ("", "-wal", "-journal")
                if path.with_name(path.name + end).exists()
            }
        except (sqlite3.Error, OverflowError, UnicodeError):
            made = self._any_file(files)
        finally:
            for left in self._folder.glob(path.name + "*"):
                left.unlink()
        return made
