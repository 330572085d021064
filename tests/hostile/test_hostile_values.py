"""What fuzzing of the opener found: rows that mean nothing, damage that only an index shows, files half of a kind."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.hostile.test_hostile_projects import tampered
from workbench.core.actions import checking, importing, notes, rates, registers, searching, verdicts
from workbench.core.errors import DamagedProject, WorkbenchError
from workbench.core.model.note import Place
from workbench.core.model.verdict import VerdictKind
from workbench.core.project import Project

OLD = Path(__file__).parents[1] / "core" / "store" / "old"
TEXTS = (
    "Запасы Казахстана 2,6 млн тонн.\n\nДобыча 12 тысяч тонн.",
    "Запасы Казахстана 28 млн тонн.\n\nДобыча 12 тысяч тонн.",
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A project with rows of many kinds."""
    made = tmp_path / "чужой.workbench"
    with Project.create(made) as project:
        importing.add(project, [importing.prepare_text(text) for text in TEXTS])
        rates.add(project, rates.read("USD", "KZT", "2025-01-02", "500"))
        registers.make(project, project.registers.types()[0].key, "a record")
        for one in verdicts.standings(project)[:1]:
            verdicts.give(project, one, VerdictKind.BOTH)
        notes.add(project, Place.article(project.articles.ids()[0]), "a note")
    return made


def look(project: Project) -> None:
    for article in project.articles.ids():
        project.articles.get(article)
        project.articles.dispositions(article)
    project.figures.all()
    project.rates.all()
    project.verdicts.all()
    project.registers.records()
    searching.lines_of_phrase(project, "Казахстан")
    _ = project.guid


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE reading SET dispositions = ''",
        "UPDATE reading SET dispositions = '1'",
        "DELETE FROM body",
        "UPDATE rate SET day = ''",
        "UPDATE rate SET value = 'NaN'",
        "UPDATE rate SET value = '-1'",
        "UPDATE verdict SET members = '[['",
        "UPDATE verdict SET members = '1'",
        "UPDATE record SET name = x'ff'",
        "UPDATE figure SET measure = x'ff'",
        "UPDATE figure SET high = '1e999999'",
        "UPDATE figure SET step = '1e-999999'",
        "UPDATE article SET publisher = x'ff'",
        "DELETE FROM meta",
    ],
)
def test_rows_that_mean_nothing(path: Path, sql: str) -> None:
    """A sentence with a way out, and no fault of ours; salvaging tells of it too."""
    with tampered(path) as connection:
        connection.execute(sql)
    with pytest.raises(DamagedProject, match="Restore a backup, or salvage"), Project.open(path) as project:
        look(project)


@pytest.mark.parametrize(
    ("table", "column"),
    [("body", "text"), ("original", "data"), ("reading", "blocks"), ("change", "row"), ("figure", "quote")],
)
@pytest.mark.parametrize("value", ["7", "''", "'NaN'", "x'ff'"])
def test_a_check_reads_on(path: Path, table: str, column: str, value: str) -> None:
    """Whatever stands in the place of a text is a fault of the file that is told, never one of ours."""
    with tampered(path) as connection:
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        named = column if column in columns else columns[-1]
        connection.execute(f"UPDATE {table} SET {named} = {value}")
    with Project.open(path) as project:
        assert checking.check(project).problems


def broken_index(connection: sqlite3.Connection) -> None:
    """The pages of two indexes exchanged: every page is sound, and searches find nothing."""
    pages = dict(
        connection.execute("SELECT name, rootpage FROM sqlite_schema WHERE name LIKE 'figure_%' AND type = 'index'")
    )
    one, other = list(pages)[:2]
    for name, page in ((one, pages[other]), (other, pages[one])):
        connection.execute("UPDATE sqlite_schema SET rootpage = ? WHERE name = ?", (page, name))


def test_an_index_that_lost_its_rows_is_found(path: Path) -> None:
    """SQLite's quick check passes such a file; ours must not."""
    with tampered(path) as connection:
        broken_index(connection)
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA quick_check").fetchall() == [("ok",)]
    connection.close()
    with Project.open(path, read_only=True) as project:
        assert any("index" in problem for problem in project.store_check())


def header(at: int, value: int) -> Callable[[bytearray], None]:
    def set_it(data: bytearray) -> None:
        data[at] = value

    return set_it


@pytest.mark.parametrize("spoil", [header(47, 9), header(18, 9), header(68, 9)])
def test_a_header_of_another_kind(path: Path, spoil: Callable[[bytearray], None]) -> None:
    """A format of the future, a journal that nobody knows, another program: a sentence."""
    data = bytearray(path.read_bytes())
    spoil(data)
    path.write_bytes(data)
    with pytest.raises(WorkbenchError):
        Project.open(path).close()


def test_a_schema_that_is_no_text(path: Path) -> None:
    """SQLite cannot even say what is wrong with it."""
    path.write_bytes(path.read_bytes().replace(b"CREATE TABLE figure", b"CREATE \xff\xfe\xa0LE figure"))
    with pytest.raises(WorkbenchError, match="чужой"):
        Project.open(path)


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_an_older_project_with_broken_references(tmp_path: Path, number: int) -> None:
    """It cannot be brought up to date: told as damage, not as a fault of the migration; the file stays as it was."""
    path = tmp_path / "старый.workbench"
    path.write_bytes((OLD / f"schema-{number}.workbench").read_bytes())
    with sqlite3.connect(path, isolation_level=None) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute("DELETE FROM original")
        before = list(connection.iterdump())
    connection.close()
    with pytest.raises(DamagedProject, match="старый"):
        Project.open(path)
    with sqlite3.connect(path) as connection:
        assert list(connection.iterdump()) == before
    connection.close()
