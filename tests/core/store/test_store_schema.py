"""The schema: moved forward by numbered files only, the same in every copy, exact in what it holds."""

from __future__ import annotations

import re
import shutil
import sqlite3
from enum import StrEnum
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core import paths
from workbench.core.errors import ProjectReadOnly
from workbench.core.model.amount import Amount, Qualifier
from workbench.core.model.backup import Reason
from workbench.core.model.figure import Change, Kind, Modality, Status
from workbench.core.project import Project
from workbench.core.store import migrations, rows
from workbench.core.store.triggers import UNDOABLE


def test_schema_sql_is_what_the_numbered_files_make() -> None:
    """db/schema.sql is written anew whenever a migration is added (`python -m workbench.core.store.migrations`)."""
    assert (paths.schema() / "schema.sql").read_text("utf-8") == migrations.schema_text()


def test_the_readme_tells_of_every_table() -> None:
    """A person without Python finds each table explained in db/README.md."""
    told = (paths.schema() / "README.md").read_text("utf-8")
    tables = [name for kind, name in migrations.expected_schema() if kind == "table"]
    assert [t for t in tables if f"`{t}`" not in told] == []


def test_every_table_is_strict(project: Project) -> None:
    """No column takes a value of another type: "2,6" would lie as text in a number column."""
    loose = project._database.rows(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND NOT strict "
        "AND name NOT LIKE 'sqlite%'"
    )
    assert loose == []


@pytest.mark.parametrize("table", UNDOABLE)
def test_undoable_tables_hold_only_whole_numbers_and_text(project: Project, table: str) -> None:
    """A binary fraction or raw bytes would not come back exactly from the history."""
    kinds = project._database.rows("SELECT DISTINCT type FROM pragma_table_info(?)", (table,))
    assert {kind for (kind,) in kinds} <= {"INTEGER", "TEXT"}


@pytest.mark.parametrize("table", UNDOABLE)
def test_every_row_a_person_makes_has_a_guid(project: Project, table: str) -> None:
    """By their guids the copies of a project can be merged."""
    sql = migrations.expected_schema()["table", table]
    assert "guid TEXT NOT NULL UNIQUE" in sql


@pytest.mark.parametrize(
    ("column", "choices"),
    [
        ("kind", Kind),
        ("qualifier", Qualifier),
        ("modality", Modality),
        ("status", Status),
        ("change", Change),
    ],
)
def test_choices_of_the_model_are_those_of_the_schema(column: str, choices: type[StrEnum]) -> None:
    """A new kind or status needs a migration."""
    sql = migrations.expected_schema()["table", "figure"]
    listed = re.search(rf"CHECK \({column} IN \((.*?)\)\)", sql, re.DOTALL)
    assert listed is not None
    assert re.findall(r"'([^']*)'", listed[1]) == [c.value for c in choices]


@given(st.decimals(allow_nan=False, allow_infinity=False), st.sampled_from(Qualifier))
def test_amounts_come_back_to_the_last_digit(number: object, qualifier: Qualifier) -> None:
    """2.60E+6 stays 2.60E+6: stated digits are kept, not only the value."""
    amount = Amount(number, None, qualifier, number)
    again = rows.amount_of(*rows.amount_row(amount))
    assert again is not None
    assert (str(again.low), again.high, again.qualifier, str(again.step)) == (
        str(number),
        None,
        qualifier,
        str(number),
    )


class NextVersion:
    """The shipped migrations and one more, in a folder of their own."""

    def __init__(self, folder: Path, sql: str) -> None:
        folder.mkdir()
        for file in paths.schema().glob("0*.sql"):
            (folder / file.name).write_text(file.read_text("utf-8"), "utf-8")
        number = len(migrations.shipped()) + 1
        (folder / f"{number:04}_more.sql").write_text(sql, "utf-8")
        self.folder = folder

    def __enter__(self) -> None:
        self.before = paths.schema
        paths.schema = lambda: self.folder
        self._forget()

    def __exit__(self, *_: object) -> None:
        paths.schema = self.before
        self._forget()

    @staticmethod
    def _forget() -> None:
        migrations.shipped.cache_clear()
        migrations.expected_schema.cache_clear()


def fill(path: Path) -> None:
    with Project.create(path) as project, project.history.operation("Rename") as op:
        project.options.set(op, "name", "a")


def test_an_older_project_is_brought_up_to_date_with_a_copy_left(path: Path, tmp_path: Path) -> None:
    """The file gets the new column, its rows stay, and a sound copy from before is among its backups."""
    fill(path)
    newest = len(migrations.shipped())
    sql = "ALTER TABLE option ADD COLUMN note TEXT NOT NULL DEFAULT '';"
    with NextVersion(tmp_path / "db", sql), Project.open(path) as project:
        assert project.options.get("name") == "a"
        assert project.history.undo() is not None
        assert project._database.rows("SELECT max(number) FROM migration") == [(newest + 1,)]
        (copy,) = project.backups()
    assert copy.reason is Reason.MIGRATION
    with sqlite3.connect(copy.path) as old:
        assert old.execute("PRAGMA user_version").fetchone() == (newest,)
        assert old.execute("SELECT value FROM option").fetchall() == [('"a"',)]
    old.close()


def test_a_migration_that_fails_leaves_the_file_as_it_was(path: Path, tmp_path: Path) -> None:
    """All steps of a migration are one transaction; the earlier version of the program can go on with the file."""
    fill(path)
    sql = "ALTER TABLE option ADD COLUMN note TEXT;\nUPDATE option SET value = NULL;"
    with NextVersion(tmp_path / "db", sql), pytest.raises(sqlite3.IntegrityError):
        Project.open(path)
    with Project.open(path) as project:
        assert project.options.get("name") == "a"
        assert project.store_check() == []


def test_an_older_project_that_can_only_be_read_is_refused_in_words(path: Path, tmp_path: Path) -> None:
    """It cannot be brought up to date where it lies."""
    fill(path)
    next_version = NextVersion(tmp_path / "db", "ALTER TABLE option ADD COLUMN note TEXT;")
    with next_version, pytest.raises(ProjectReadOnly, match="Copy it to a folder of your own"):
        Project.open(path, read_only=True)


def old_projects() -> list[Path]:
    return sorted((Path(__file__).parent / "old").glob("*.workbench"))


@pytest.mark.parametrize("old", old_projects(), ids=lambda p: p.stem)
def test_projects_of_earlier_programs_open_with_all_they_held(old: Path, tmp_path: Path) -> None:
    """Files that those programs really wrote: three sources, three accepted figures, one of them with a note."""
    copy = shutil.copy(old, tmp_path / old.name)
    with Project.open(copy) as project:
        figures = [f for article in project.articles.ids() for f in project.figures.of_article(article)]
        assert len(project.articles.ids()) == 3
        assert sum(f.status is Status.ACCEPTED for f in figures) == 3
        assert project.store_check() == []
        assert project.history.undo() is not None
    with sqlite3.connect(copy) as connection:
        assert migrations.schema_of(connection) == migrations.expected_schema()
    connection.close()
