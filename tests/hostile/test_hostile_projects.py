"""Projects from strangers: nothing in them runs, and what they hold that means nothing is told in a sentence."""

from __future__ import annotations

import os
import re
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from workbench.core.actions import importing
from workbench.core.errors import DamagedProject, NotAProject, StorageFailed, WorkbenchError
from workbench.core.model.filter import FigureFilter
from workbench.core.project import Project

OLD = Path(__file__).parents[1] / "core" / "store" / "old"
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="files of POSIX systems")
EVIL = "AFTER INSERT ON {table} BEGIN DELETE FROM figure; END"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A project with an article and its figures."""
    made = tmp_path / "чужой.workbench"
    with Project.create(made) as project:
        importing.add(project, [importing.prepare_text("Запасы Казахстана 2,6 млн тонн.\n\nДобыча 12 тысяч тонн.")])
    return made


@contextmanager
def tampered(path: Path) -> Iterator[sqlite3.Connection]:
    """The file, open to anything, its triggers gone, its tables without types; afterwards they say what they said."""
    with sqlite3.connect(path, isolation_level=None) as connection:
        schema = connection.execute("SELECT rowid, sql FROM sqlite_schema").fetchall()
        for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ')') WHERE type = 'table'")
        connection.execute("PRAGMA schema_version = 9998")
    connection.close()
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute("PRAGMA ignore_check_constraints = ON")
    yield connection
    connection.executemany("UPDATE sqlite_schema SET sql = ? WHERE rowid = ?", [(sql, row) for row, sql in schema])
    connection.execute("PRAGMA schema_version = 9999")
    connection.close()


def use(path: Path, *, read_only: bool = False) -> int:
    """What a window does at first, and a change; how many figures there are then."""
    with Project.open(path, read_only=read_only) as project:
        project.articles.summaries()
        for article in project.articles.ids():
            project.articles.get(article)
            project.figures.of_article(article)
        figures = project.figures.all(FigureFilter())
        if not read_only:
            with project.history.operation("Rename") as op:
                project.options.set(op, "name", "a")
        return len(figures)


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize(
    ("made", "said"),
    [
        ("CREATE VIEW owned AS SELECT * FROM figure", "owned"),
        ("CREATE TABLE owned (a)", "owned"),
        ("CREATE VIRTUAL TABLE owned USING fts5(a)", "owned"),
        ("CREATE INDEX owned ON figure (quote)", "owned"),
        ("CREATE INDEX owned ON figure (length(quote))", "owned"),
        ("ALTER TABLE figure ADD COLUMN owned TEXT", "figure"),
        ("ALTER TABLE figure ADD COLUMN owned TEXT GENERATED ALWAYS AS (upper(quote))", "figure"),
        ("PRAGMA user_version = -1", "another program"),
        ("PRAGMA user_version = 0", "another program"),
        ("PRAGMA user_version = 999", "newer version"),
        ("PRAGMA application_id = 7", "another program"),
        ("DROP TABLE note", "note"),
    ],
)
def test_another_structure(path: Path, made: str, said: str, read_only: bool) -> None:
    """Tables, views, indexes and columns that are not ours, versions that never were."""
    with sqlite3.connect(path, isolation_level=None) as connection:
        connection.execute(made)
    connection.close()
    with pytest.raises(WorkbenchError, match=said) as refused:
        use(path, read_only=read_only)
    assert path.name in str(refused.value)


@pytest.mark.parametrize("table", ["operation", "option", "meta"])
def test_triggers_never_run(path: Path, table: str) -> None:
    """They are thrown away before the first change."""
    with sqlite3.connect(path, isolation_level=None) as connection:
        connection.execute(f"CREATE TRIGGER owned {EVIL.format(table=table)}")
    connection.close()
    assert use(path) == use(path) > 0


def test_a_trigger_in_disguise(path: Path) -> None:
    """With a name that looks like one of SQLite's own it is found too."""
    with tampered(path) as connection:
        connection.execute(
            "INSERT INTO sqlite_schema VALUES ('trigger', 'sqlite_stat9', 'operation', 0, ?)",
            (f"CREATE TRIGGER sqlite_stat9 {EVIL.format(table='operation')}",),
        )
    with pytest.raises(NotAProject, match="sqlite_stat9"):
        use(path)


@pytest.mark.parametrize("made", ["CREATE VIEW owned AS SELECT 1", "ALTER TABLE figure ADD COLUMN owned TEXT"])
def test_an_older_project_with_another_structure(tmp_path: Path, made: str) -> None:
    """No migration runs on it, and no backup is made of it."""
    path = tmp_path / "старый.workbench"
    path.write_bytes((OLD / "schema-3.workbench").read_bytes())
    with sqlite3.connect(path, isolation_level=None) as connection:
        connection.execute(made)
    connection.close()
    with pytest.raises(NotAProject, match="structure"):
        use(path)
    assert list(tmp_path.iterdir()) == [path]


VALUES = {
    "status": "'owned'",
    "kind": "x'ff00'",
    "qualifier": "'owned'",
    "low": "'1e999999999'",
    "high": "'NaN'",
    "step": "'owned'",
    "start": "-5",
    "stop": "'owned'",
    "full_start": "'owned'",
    "doubts": "'[[[['",
    "evidence": "'{\"measure\": [9]}'",
    "modality": "7",
    "period": "'1e9/owned'",
    "quote": "cast(x'ff' AS TEXT)",
    "anchor_score": "'owned'",
}


@pytest.mark.parametrize("column", VALUES)
def test_values_that_mean_nothing(path: Path, column: str) -> None:
    """Wrong types, words and numbers in the right columns: a sentence, and no fault of ours."""
    with tampered(path) as connection:
        connection.execute(f"UPDATE figure SET {column} = {VALUES[column]}")
    with pytest.raises(DamagedProject, match="Restore a backup, or salvage"):
        use(path)


@pytest.mark.parametrize("column", ["title_guess", "encodings"])
def test_values_of_sources_that_mean_nothing(path: Path, column: str) -> None:
    """The same for an article."""
    with tampered(path) as connection:
        connection.execute(f"UPDATE article SET {column} = '[[[['")
    with pytest.raises(DamagedProject, match="Restore a backup, or salvage"):
        use(path)


def test_a_value_larger_than_any_that_is_written(path: Path) -> None:
    """A title of half a gigabyte, packed in nothing, is not taken into memory."""
    with tampered(path) as connection:
        connection.execute("UPDATE article SET title = hex(zeroblob(150000000))")
    path.chmod(0o600)
    with pytest.raises(StorageFailed, match=re.escape(path.name)):
        use(path)


def test_a_schema_that_lies(path: Path) -> None:
    """Two tables whose pages are exchanged: what comes out is not taken for rows of ours."""
    with tampered(path) as connection:
        pages = dict(connection.execute("SELECT name, rootpage FROM sqlite_schema WHERE name IN ('figure', 'note')"))
        for name, other in (("figure", "note"), ("note", "figure")):
            connection.execute("UPDATE sqlite_schema SET rootpage = ? WHERE name = ?", (pages[other], name))
    assert said(path) is None or isinstance(said(path), WorkbenchError)


def said(path: Path) -> WorkbenchError | None:
    try:
        use(path)
    except WorkbenchError as error:
        return error
    return None


def fifo(path: Path) -> None:
    os.mkfifo(path)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def loop(path: Path) -> None:
    path.symlink_to(path)


def dangling(path: Path) -> None:
    path.symlink_to(path.with_name("nowhere"))


@POSIX
@pytest.mark.parametrize(
    ("made", "words"),
    [(fifo, "not an ordinary file"), (device, "not an ordinary file"), (loop, "There is no file"),
     (dangling, "There is no file"), (Path.mkdir, "is a folder")],
)  # fmt: skip
def test_what_is_no_file(tmp_path: Path, made: Callable[[Path], None], words: str) -> None:
    """It is neither waited for nor read without end."""
    made(tmp_path / "a.workbench")
    with pytest.raises(NotAProject, match=words):
        use(tmp_path / "a.workbench")


@POSIX
def test_a_link_to_a_project(path: Path) -> None:
    """It leads to the project, which stays where it is, and one window has it by whichever name."""
    link = path.with_name("ссылка.workbench")
    link.symlink_to(path)
    with Project.open(link), pytest.raises(WorkbenchError, match=r"open in another window|has it since"):
        Project.open(path)
    assert use(link) > 0
    assert link.is_symlink()
