"""Projects of every earlier schema, each way forward made to fail at each of its steps: the file stays as it was."""

from __future__ import annotations

import re
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from workbench.core import paths, settings
from workbench.core.errors import BrokenBackup, NewerProject, WorkbenchError
from workbench.core.model.backup import Reason
from workbench.core.project import Project
from workbench.core.settings import Settings
from workbench.core.store import copying, migrations
from workbench.core.store.migrations import Migration

OLD = Path(__file__).parent / "old"
SHIPPED = migrations.shipped()
EARLIER = [m.number for m in SHIPPED[:-1]]


def statements(sql: str) -> list[str]:
    """The statements of a migration one by one."""
    found, part = [], ""
    for line in sql.splitlines(keepends=True):
        part += line
        if sqlite3.complete_statement(part):
            found.append(part)
            part = ""
    assert not part.strip() or part.strip().startswith("--")
    return found


STEPS = [(m.number, step) for m in SHIPPED[1:] for step in range(len(statements(m.sql)) + 1)]


def contents(path: Path) -> dict[str, Any]:
    """Everything that is in a file, as SQLite tells it."""
    with closing(sqlite3.connect(path)) as connection:
        schema = migrations.schema_of(connection)
        tables = [title for kind, title in schema if kind == "table" and not re.search("_index|_word", title)]
        rows = {t: connection.execute(f'SELECT * FROM "{t}" ORDER BY 1').fetchall() for t in tables}
        return {
            "version": connection.execute("PRAGMA user_version").fetchone(),
            "application": connection.execute("PRAGMA application_id").fetchone(),
            "schema": schema,
            "sequence": sorted(connection.execute("SELECT * FROM sqlite_sequence")),
            **rows,
        }


def old(number: int, tmp_path: Path) -> Path:
    return Path(shutil.copy(OLD / f"schema-{number}.workbench", tmp_path / "deals.workbench"))


def failing(number: int, step: int) -> tuple[Migration, ...]:
    """The shipped migrations, one of which stops before a step of it; behind its last, at the end."""
    migration = SHIPPED[number - 1]
    sql = "".join(statements(migration.sql)[:step]) + "\nINSERT INTO table_of_no_schema VALUES (1);\n"
    return (*SHIPPED[: number - 1], replace(migration, sql=sql), *SHIPPED[number:])


@pytest.mark.parametrize("number", EARLIER)
def test_there_is_an_old_project_of_every_earlier_schema(number: int) -> None:
    """Whoever adds a migration adds a project from before it (packed by that program, with its own steps)."""
    with closing(sqlite3.connect(f"{(OLD / f'schema-{number}.workbench').as_uri()}?mode=ro", uri=True)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (number,)


@pytest.mark.parametrize(("number", "step"), STEPS)
def test_a_migration_that_fails_at_any_step_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, step: int
) -> None:
    """From the schema before it; then, with nothing in the way, the same file is brought up to date."""
    path = old(number - 1, tmp_path)
    before = contents(path)
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "shipped", lambda: failing(number, step))
        with pytest.raises(sqlite3.OperationalError, match="table_of_no_schema"):
            Project.open(path)
    assert contents(path) == before
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("number", EARLIER)
def test_after_a_failure_the_same_file_goes_forward(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """The last step of the last migration failed; without the fault all of them hold, and a backup of each try is
    there, whole and of the old schema."""
    path = old(number, tmp_path)
    last = len(SHIPPED)
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "shipped", lambda: failing(last, len(statements(SHIPPED[-1].sql))))
        with pytest.raises(sqlite3.OperationalError):
            Project.open(path)
    with Project.open(path) as project:
        assert project.store_check() == []
        assert [one.reason for one in project.backups()] == [Reason.MIGRATION] * 2
        made = project.backups()[0]
    with closing(sqlite3.connect(f"{made.path.as_uri()}?mode=ro", uri=True)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (number,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_without_a_backup_there_is_no_migration(tmp_path: Path) -> None:
    """Where none can be made, that is said, and the file stays as it was."""
    path = old(1, tmp_path)
    before = contents(path)
    (tmp_path / "file").write_bytes(b"")
    settings.save(Settings(backup_folder=str(tmp_path / "file")))
    with pytest.raises(WorkbenchError, match="backups"):
        Project.open(path)
    assert contents(path) == before


def test_a_backup_that_cannot_be_proved_stops_the_migration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The old state would be lost if the migration went wrong too."""
    path = old(1, tmp_path)
    before = contents(path)

    def broken(_connection: object, file: Path, **_: object) -> None:
        raise copying.broken(file, "a page was not written")

    monkeypatch.setattr(copying, "prove", broken)
    with pytest.raises(BrokenBackup):
        Project.open(path)
    assert contents(path) == before
    assert list(paths.user_backups().rglob("*.workbench*")) == []


def test_a_newer_project_is_refused_with_the_version_that_is_needed(tmp_path: Path) -> None:
    """As the file itself tells it."""
    path = old(1, tmp_path)
    with closing(sqlite3.connect(path)) as connection:
        number = len(SHIPPED) + 1
        connection.execute("INSERT INTO migration VALUES (?, 'x', 'x', '7.3.1', '2030')", (number,))
        connection.commit()
        connection.execute(f"PRAGMA user_version = {number}")
    with pytest.raises(NewerProject, match=r"7\.3\.1"):
        Project.open(path)
