"""Damaged projects: read as far as they can be, salvaged into new ones, and everything lost is named."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from workbench.core.errors import CannotWriteFile, DamagedProject, NotAProject, WorkbenchError
from workbench.core.model.backup import Reason, Salvaged
from workbench.core.project import Project
from workbench.core.store.salvage import salvage

MANY = 60
PAGE = 4096


def text_of(number: int) -> str:
    return f"Отчёт {number}\nДобыто {number} тонн руды. " + "Слова без чисел. " * 40


@pytest.fixture
def damaged(path: Path, draft: Callable[..., object], statement: Callable[..., object]) -> Path:
    """A sound project of many sources, with a note and an undone step, closed: each test damages it in its way."""
    from workbench.core.model.span import Span

    with Project.create(path, author="Аида") as project:
        for number in range(1, MANY + 1):
            with project.history.operation(f"Import {number}") as op:
                text = text_of(number)
                article = project.articles.add(op, draft(text, file_name=f"{number}.txt"), [])
                span = Span(text.index("Добыто"), text.index(" руды"))
                project.figures.add(op, article, [statement(span=span, full_span=span)] * 3, text)
        with project.history.operation("Remove one") as op:
            project.figures.remove(op, 180)
        with project.history.operation("Remember") as op:
            project.options.set(op, "name", "ore")
        project.history.undo()
    return path


def roots(path: Path) -> dict[str, int]:
    with closing(sqlite3.connect(path)) as connection:
        return dict(connection.execute("SELECT name, rootpage FROM sqlite_schema WHERE rootpage > 0"))


def leaves(path: Path, table: str) -> list[int]:
    """The leaf pages of a table or index, asked of the pages above them."""
    from workbench.core.store.pages import Pages

    with Pages.of(path) as pages:
        return list(pages.tree(roots(path)[table]))


def overwrite(path: Path, *numbers: int, length: int = PAGE, at: int = 0) -> None:
    noise = random.Random(1)
    with path.open("rb+") as stream:
        for number in numbers:
            stream.seek((number - 1) * PAGE + at)
            stream.write(noise.randbytes(length))


def saved(report: Salvaged, table: str) -> int:
    return report.of(table).saved


def sound(path: Path) -> list[str]:
    """What our own check says, once every source has been opened."""
    with Project.open(path) as project:
        assert all(project.articles.get(number).text for number in project.articles.ids())
        return project.store_check()


def test_an_undamaged_project_is_salvaged_whole(damaged: Path, tmp_path: Path) -> None:
    """Every row, and a history that can still be undone and done again."""
    report = salvage(damaged, tmp_path / "new.workbench")
    assert (report.lost, report.bad_pages, report.remarks) == (0, 0, ())
    with Project.open(tmp_path / "new.workbench") as new, Project.open(damaged) as old:
        assert new.guid == old.guid
        for table in ("article", "figure", "body", "original", "reading", "operation", "change", "note", "option"):
            sql = f"SELECT * FROM {table} ORDER BY 1"
            assert new._database.rows(sql) == old._database.rows(sql)
        assert new.history.redo_name == "Remember"
        assert new.history.redo() is not None
        assert new.history.undo_name == "Remember"
        assert new.store_check() == []


def test_a_lost_page_of_figures_comes_back_from_the_history(damaged: Path, tmp_path: Path) -> None:
    """Each row was written twice: in its table and in the log. What was removed stays removed."""
    overwrite(damaged, *leaves(damaged, "figure")[1:3])
    report = salvage(damaged, tmp_path / "new.workbench")
    figures = report.of("figure")
    assert (figures.saved, figures.lost) == (MANY * 3 - 1, 0)
    assert figures.from_history > 3
    assert report.bad_pages == 2
    assert sound(tmp_path / "new.workbench") == []


def test_rows_below_a_lost_inner_page_are_found(damaged: Path, tmp_path: Path) -> None:
    """SQLite itself no longer reaches any of them."""
    overwrite(damaged, roots(damaged)["article"], roots(damaged)["figure"])
    report = salvage(damaged, tmp_path / "new.workbench")
    assert (saved(report, "article"), saved(report, "figure"), report.lost) == (MANY, MANY * 3 - 1, 0)
    assert sound(tmp_path / "new.workbench") == []


def test_a_damaged_index_costs_nothing(damaged: Path, tmp_path: Path) -> None:
    """It is made anew of the rows."""
    overwrite(damaged, *leaves(damaged, "figure_status"), *leaves(damaged, "article_original"))
    report = salvage(damaged, tmp_path / "new.workbench")
    assert (saved(report, "article"), saved(report, "figure"), report.lost) == (MANY, MANY * 3 - 1, 0)
    with Project.open(tmp_path / "new.workbench") as new:
        assert new.store_check() == []
        assert new.history.undo_name is not None


def test_a_lost_header_page_costs_the_name_only(damaged: Path, tmp_path: Path) -> None:
    """Without the list of tables, each row is told by its shape; what was removed does not come back."""
    overwrite(damaged, 1)
    with pytest.raises(NotAProject):
        Project.open(damaged)
    report = salvage(damaged, tmp_path / "new.workbench")
    assert (saved(report, "article"), saved(report, "figure"), saved(report, "body")) == (MANY, MANY * 3 - 1, MANY)
    assert report.lost == 0
    assert sound(tmp_path / "new.workbench") == []


@pytest.mark.parametrize("share", [0.5, 0.7, 0.95])
def test_of_a_cut_off_file_the_rest_is_saved_and_the_loss_is_named(
    damaged: Path, tmp_path: Path, share: float
) -> None:
    """Sources whose text is gone are lost by name; what is there is sound."""
    with damaged.open("rb+") as stream:
        stream.truncate(int(damaged.stat().st_size * share))
    report = salvage(damaged, tmp_path / "new.workbench")
    assert sound(tmp_path / "new.workbench") == []
    assert saved(report, "article") > MANY * (share - 0.4)
    assert saved(report, "article") + report.of("article").lost == MANY or share < 0.9
    assert report.remarks


def test_a_text_whose_source_is_lost_becomes_one_again(damaged: Path, tmp_path: Path) -> None:
    """Under its first line, with the figures that fit its words; row and history of it are gone."""
    with closing(sqlite3.connect(damaged)) as connection:
        for trigger in ("fixed_change_delete", "guard_article_delete"):
            connection.execute(f"DROP TRIGGER {trigger}")
        connection.execute("DELETE FROM change WHERE table_name = 'article' AND row_id = 7")
        connection.execute("DELETE FROM article WHERE id = 7")
        connection.commit()
    overwrite(damaged, leaves(damaged, "article")[-1])
    report = salvage(damaged, tmp_path / "new.workbench")
    assert saved(report, "article") == MANY
    assert "Of the source “Отчёт 7” only the text is left." in report.remarks
    assert sound(tmp_path / "new.workbench") == []
    with Project.open(tmp_path / "new.workbench") as new:
        assert len(new.figures.of_article(7)) == 3


def test_a_lost_text_names_its_source_and_figures(damaged: Path, tmp_path: Path) -> None:
    """Without a backup it is gone; nothing of it disappears without a word."""
    overwrite(damaged, leaves(damaged, "body")[2])
    report = salvage(damaged, tmp_path / "new.workbench")
    article = report.of("article")
    assert article.lost == MANY - article.saved > 0
    assert len(article.names_lost) == article.lost
    assert report.of("figure").saved + report.of("figure").lost == MANY * 3 - 1
    assert all("Добыто" in name for name in report.of("figure").names_lost)
    assert sound(tmp_path / "new.workbench") == []


def test_a_lost_text_comes_back_from_a_backup(damaged: Path, tmp_path: Path) -> None:
    """By its hash: the text of an older backup is the same text."""
    with Project.open(damaged) as project:
        made = project.back_up(Reason.ASKED)
    overwrite(damaged, *leaves(damaged, "body")[2:5], *leaves(damaged, "original")[3:5])
    report = salvage(damaged, tmp_path / "new.workbench", backups=[made.path])
    assert report.lost == 0
    assert report.of("body").from_backup > 0
    assert report.of("original").from_backup > 0
    assert (saved(report, "article"), saved(report, "body")) == (MANY, MANY)
    assert sound(tmp_path / "new.workbench") == []


def test_a_lost_file_is_replaced_by_its_text(damaged: Path, tmp_path: Path) -> None:
    """The source and its figures stay; the report says which."""
    overwrite(damaged, leaves(damaged, "original")[3])
    report = salvage(damaged, tmp_path / "new.workbench")
    assert saved(report, "article") == MANY
    assert report.of("original").lost > 0
    assert any("its text takes its place" in line for line in report.remarks)
    assert sound(tmp_path / "new.workbench") == []


def test_bytes_overwritten_inside_a_text_are_told(damaged: Path, tmp_path: Path) -> None:
    """The row is whole, its hash is not: it is kept, and named."""
    at = damaged.read_bytes().index("Отчёт 7\nДобыто".encode())
    with damaged.open("rb+") as stream:
        stream.seek(at)
        stream.write("Отчёт 9".encode())
    report = salvage(damaged, tmp_path / "new.workbench")
    assert saved(report, "article") == MANY
    assert any("is not what was stored" in line for line in report.remarks)


def test_the_last_changes_of_a_killed_process_are_salvaged(
    damaged: Path, tmp_path: Path, run: Callable[..., subprocess.Popen[str]], hold: str
) -> None:
    """They stand in the -wal; here the file's own first page is lost besides."""
    other = run(hold, damaged)
    assert other.stdout is not None
    other.stdout.readline()
    other.kill()
    other.communicate()
    assert damaged.with_name(damaged.name + "-wal").stat().st_size > 0
    overwrite(damaged, 2, 3, roots_of_copy(damaged, tmp_path)["option"])
    report = salvage(damaged, tmp_path / "new.workbench")
    assert saved(report, "option") == 1
    with Project.open(tmp_path / "new.workbench") as new:
        assert new.options.get("name") == "theirs"


def roots_of_copy(path: Path, folder: Path) -> dict[str, int]:
    """Asked of a copy: asking would empty the -wal."""
    for end in ("", "-wal"):
        shutil.copy(path.with_name(path.name + end), folder / f"copy{end}")
    return roots(folder / "copy")


@pytest.mark.parametrize("seed", range(12))
def test_no_damage_makes_it_run_on_or_fall(damaged: Path, tmp_path: Path, seed: int) -> None:
    """Bytes, pages and ends at random: the answer is a sound project or a sentence."""
    noise = random.Random(seed)
    size = damaged.stat().st_size
    with damaged.open("rb+") as stream:
        for _ in range(noise.randrange(1, 60)):
            stream.seek(noise.randrange(size))
            stream.write(noise.randbytes(noise.choice([1, 2, 50, PAGE])))
        if seed % 3 == 0:
            stream.truncate(noise.randrange(size))
    try:
        report = salvage(damaged, tmp_path / "new.workbench")
    except WorkbenchError:
        assert not (tmp_path / "new.workbench").exists()
        return
    with Project.open(tmp_path / "new.workbench") as new:
        assert new._database.check_storage() == []
        assert len(new.articles.ids()) == saved(report, "article")


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0", os.urandom(50_000), b"\r" * 40_000])
def test_what_never_was_a_project_is_refused(tmp_path: Path, content: bytes) -> None:
    """And nothing is made of it."""
    (tmp_path / "a.workbench").write_bytes(content)
    with pytest.raises(NotAProject, match="Nothing of a project"):
        salvage(tmp_path / "a.workbench", tmp_path / "new.workbench")
    assert [file.name for file in tmp_path.iterdir()] == ["a.workbench"]


def test_nothing_is_overwritten_by_a_salvage(damaged: Path) -> None:
    """Least of all the damaged project."""
    before = damaged.read_bytes()
    with pytest.raises(CannotWriteFile, match="exists already"):
        salvage(damaged, damaged)
    assert damaged.read_bytes() == before


def test_a_project_of_the_first_schema_is_salvaged_and_brought_up_to_date(tmp_path: Path) -> None:
    """Its rows have the columns of their time."""
    old = shutil.copy(Path(__file__).parent / "old" / "schema-1.workbench", tmp_path / "old.workbench")
    overwrite(old, *leaves(old, "figure")[:1])
    report = salvage(old, tmp_path / "new.workbench")
    assert saved(report, "article") == 3
    assert report.of("figure").from_history > 0
    assert sound(tmp_path / "new.workbench") == []


# --- opened to be read -----------------------------------------------------------------------------------------


def test_a_project_with_a_damaged_text_opens_and_is_not_written_once_that_is_found(damaged: Path) -> None:
    """The lists are there; the damage ends all writing with the sentence that tells of it."""
    overwrite(damaged, leaves(damaged, "body")[0])
    with Project.open(damaged) as project:
        with pytest.raises(DamagedProject, match="salvage"):
            project.articles.get(1)
        assert project.read_only
        assert project.damage is not None
        with pytest.raises(DamagedProject), project.history.operation("Rename") as op:
            project.options.set(op, "name", "a")
    assert list(damaged.parent.iterdir()) == [damaged]


def test_a_file_whose_end_is_missing_opens_to_be_read_where_its_lists_are_whole(damaged: Path) -> None:
    """SQLite refuses such a file; what a person can still see of it is shown."""
    with damaged.open("rb+") as stream:
        stream.seek(0, os.SEEK_END)
        end = stream.tell()
    with closing(sqlite3.connect(damaged)) as connection:
        connection.execute("CREATE TABLE last (x)")
        connection.executemany("INSERT INTO last VALUES (?)", [("x" * 5000,)] * 9)
        connection.commit()
        connection.execute("DELETE FROM last")
        connection.execute("DROP TABLE last")
        connection.commit()
    assert damaged.stat().st_size > end
    with damaged.open("rb+") as stream:
        stream.truncate(end)
    with Project.open(damaged) as project:
        assert project.damage is not None
        assert project.read_only
        assert len(project.articles.summaries()) == MANY
