"""A sound project has nothing to report; each kind of damage is found and named."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from workbench.core.model.figure import FigureId
from workbench.core.project import Project


def flip(path: Path, old: str, new: str) -> None:
    """Puts other bytes of the same number over every place where a text stands in the file, as a failing disk may."""
    data = path.read_bytes()
    assert len(old.encode()) == len(new.encode())
    assert old.encode() in data
    path.write_bytes(data.replace(old.encode(), new.encode()))


def alter(path: Path, sql: str) -> None:
    """Changes rows behind the program's back."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA ignore_check_constraints = ON")
    for (trigger,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {trigger}")
    connection.execute(sql)
    connection.close()


def test_a_sound_project_has_nothing_to_report(project: Project, figure: FigureId) -> None:
    """Neither as it is, nor with its source removed."""
    assert project.store_check() == []
    with project.history.operation("Remove") as op:
        project.articles.remove(op, project.articles.ids()[0])
    assert project.store_check() == []


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        ("UPDATE body SET text = replace(text, '2,60', '2,80')", "The text of source 1 (Запасы)"),
        ("UPDATE body SET text = replace(text, '2,60', '2,80')", "“2,60 млн тонн”"),
        ("UPDATE original SET data = x'0011'", "The original file of source 1 (Запасы)"),
        ("UPDATE reading SET blocks = '[]'", "The blocks or numbers of source 1 (Запасы)"),
        ("UPDATE figure SET quote = '2,80 млн тонн'", "“2,80 млн тонн”"),
        ("UPDATE figure SET full_start = full_start + 1", "“2,60 млн тонн”"),
        ("UPDATE figure SET folded = 'x'", "cannot be found by its quote"),
        ("UPDATE figure SET low = '2,6'", "The fields of figure 1"),
        ("UPDATE figure SET low = 'NaN', high = NULL", "The fields of figure 1"),
        ("UPDATE figure SET period = 'soon'", "The fields of figure 1"),
        ("UPDATE figure SET doubts = '[\"fear\"]'", "The fields of figure 1"),
        ("UPDATE figure SET evidence = '{'", "The fields of figure 1"),
        ("UPDATE figure SET evidence = '{\"unit\":[5,1]}'", "The fields of figure 1"),
        ("UPDATE figure SET article_id = 99", "figure 1 -> article"),
        ("DELETE FROM article", "figure 1 -> article"),
    ],
)
def test_damage_is_found_and_named(path: Path, make_project: Callable[[Path], None], sql: str, says: str) -> None:
    """Whatever was changed behind the program's back has its sentence."""
    make_project(path)
    alter(path, sql)
    with Project.open(path) as project:
        assert [line for line in project.store_check() if says in line]


def test_a_flipped_byte_is_found(path: Path, make_project: Callable[[Path], None]) -> None:
    """Damage that SQLite itself does not see."""
    make_project(path)
    flip(path, "Содержат", "Содержал")
    with Project.open(path) as project:
        assert project._database.check_storage() == []
        assert any("The text of source 1" in line for line in project.store_check())


def test_a_broken_page_is_found(path: Path, make_project: Callable[[Path], None]) -> None:
    """Damage that SQLite sees."""
    make_project(path)
    connection = sqlite3.connect(path)
    (root,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'figure_measure'").fetchone()
    connection.close()
    data = bytearray(path.read_bytes())
    start = (root - 1) * 4096
    data[start + 8 : start + 4096] = b"\x07" * 4088
    path.write_bytes(data)
    with Project.open(path) as project:
        assert any("is damaged" in line for line in project.store_check())


@pytest.fixture
def make_project(draft: Callable, statement: Callable) -> Callable[[Path], None]:
    """Makes and closes a project with one article and one figure."""

    def make(path: Path) -> None:
        with Project.create(path) as project, project.history.operation("Import") as op:
            article = project.articles.add(op, draft(), [])
            project.figures.add(op, article, [statement()], project.articles.text(article))

    return make


def test_the_history_of_a_figure_reads_as_json(project: Project, figure: FigureId) -> None:
    """The log is plain JSON of the row, amounts as they are stored."""
    ((after,),) = project._database.rows("SELECT after FROM change WHERE table_name = 'figure'")
    assert json.loads(after)["low"] == "2.60E+6"
