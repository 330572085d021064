"""Steps of the history: whole or not at all, announced once, undone and redone."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from workbench.core.errors import StorageFailed
from workbench.core.model.article import ArticleDraft, ArticleId
from workbench.core.model.changes import Changes
from workbench.core.model.figure import FigureId, Statement, Status
from workbench.core.project import Project

Drafts = Callable[..., ArticleDraft]


def rename(project: Project, name: str, value: str) -> None:
    with project.history.operation(name) as op:
        project.options.set(op, "name", value)


def test_a_step_says_which_rows_it_touched(project: Project, article: ArticleId, figure: FigureId) -> None:
    """An operation ends with the rows it touched, by table."""
    with project.history.operation("Remove source") as op:
        project.articles.remove(op, article)
    assert op.changes == Changes("Remove source", {"article": frozenset({article}), "figure": frozenset({figure})})


def test_listeners_hear_of_each_step_once_after_it_is_saved(project: Project) -> None:
    """One event a step, an undo and a redo; in the listener everything is already in the project."""
    heard = []
    stop = project.subscribe(lambda changes: heard.append((changes.name, project.options.get("name"))))
    rename(project, "Rename", "a")
    project.history.undo()
    project.history.redo()
    stop()
    rename(project, "Rename", "b")
    assert heard == [("Rename", "a"), ("Rename", None), ("Rename", "a")]


def test_an_error_takes_the_whole_step_back(project: Project, draft: Drafts) -> None:
    """After an error inside an operation nothing of it is left and nobody hears of it."""
    heard: list[Changes] = []
    project.subscribe(heard.append)

    def fail() -> None:
        with project.history.operation("Import") as op:
            project.articles.add(op, draft(), [])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert (project.articles.ids(), project.history.steps(), heard) == ([], [], [])


def test_an_operation_that_changes_nothing_is_no_step(project: Project) -> None:
    """Setting a value to what it is leaves no step, and what was undone can still be redone."""
    rename(project, "First", "a")
    rename(project, "Second", "b")
    project.history.undo()
    rename(project, "Same again", "a")
    assert project.history.undo_name == "First"
    assert project.history.redo_name == "Second"


def test_a_new_step_after_undo_drops_what_was_undone(project: Project) -> None:
    """What was undone cannot be redone any more, but its record stays in the file."""
    rename(project, "First", "a")
    rename(project, "Second", "b")
    project.history.undo()
    rename(project, "Third", "c")
    assert project.history.redo() is None
    assert [s.name for s in project.history.steps()] == ["Third", "First"]
    assert project._database.rows("SELECT name FROM operation WHERE state = 'dropped'") == [("Second",)]


def test_undo_and_redo_survive_a_restart(path: Path) -> None:
    """The history is in the file: another window can undo and redo what this one did."""
    with Project.create(path, author="Аида") as project:
        rename(project, "First", "a")
        rename(project, "Second", "b")
        project.history.undo()
    with Project.open(path, author="Болат") as project:
        assert [(s.name, s.author, s.undone) for s in project.history.steps()] == [
            ("Second", "Аида", True),
            ("First", "Аида", False),
        ]
        assert project.history.redo_name == "Second"
        project.history.redo()
        assert project.options.get("name") == "b"


def test_a_removed_article_comes_back_whole(project: Project, article: ArticleId, figure: FigureId) -> None:
    """Undo of a removal restores article and figures to the letter, number and guid included."""
    before = (project.articles.get(article), project.figures.all(), project.articles.dispositions(article))
    with project.history.operation("Remove source") as op:
        project.articles.remove(op, article)
    assert project.figures.ids() == []
    project.history.undo()
    assert (project.articles.get(article), project.figures.all(), project.articles.dispositions(article)) == before


def test_a_duplicate_and_its_original_come_back_together(
    project: Project, article: ArticleId, statement: Callable[..., Statement], draft: Drafts
) -> None:
    """References between rows of one step hold after undo and redo, in whatever order the rows come."""
    text = project.articles.text(article)
    with project.history.operation("Figures") as op:
        first, second = project.figures.add(op, article, [statement(), statement()], text)
        project.figures.update(op, first, status=Status.DUPLICATE, duplicate_of=second)
    with project.history.operation("Remove source") as op:
        project.articles.remove(op, article)
    project.history.undo()
    assert project.figures.get(first).duplicate_of == second
    project.history.undo()
    project.history.redo()
    assert project.figures.get(first).duplicate_of == second


def test_rows_deleted_at_once_come_back_in_any_order(
    project: Project, article: ArticleId, statement: Callable[..., Statement]
) -> None:
    """While rows come back, one may refer to another that is not there yet."""
    text = project.articles.text(article)
    with project.history.operation("Figures") as op:
        first, second = project.figures.add(op, article, [statement(), statement()], text)
        project.figures.update(op, second, status=Status.DUPLICATE, duplicate_of=first)
    with project.history.operation("Remove all figures"):
        project._database.execute("DELETE FROM figure")
    project.history.undo()
    assert project.figures.get(second).duplicate_of == first


def test_the_number_of_a_row_is_never_given_again(project: Project, draft: Drafts) -> None:
    """A window that still holds the number of an undone article can never mistake another for it."""
    numbers = []
    for _ in range(2):
        with project.history.operation("Import") as op:
            numbers.append(project.articles.add(op, draft(), []))
        project.history.undo()
    assert numbers[0] != numbers[1]


def test_operations_do_not_nest(project: Project) -> None:
    """An operation inside another is a mistake of ours, and takes the outer one back."""
    with pytest.raises(RuntimeError, match="inside another"), project.history.operation("Outer"):
        rename(project, "Inner", "a")
    assert project.options.get("name") is None


def test_actions_together_are_one_step(project: Project) -> None:
    """Operations inside `together` are announced, undone and redone as one; one that fails takes only itself back."""
    heard: list[Changes] = []
    project.subscribe(heard.append)

    def fail() -> None:
        with project.history.operation("Second") as op:
            project.options.set(op, "name", "b")
            raise ZeroDivisionError

    with project.history.together("Both"):
        rename(project, "First", "a")
        with pytest.raises(ZeroDivisionError):
            fail()
        assert heard == []
    assert [(c.name, c.ids("option")) for c in heard] == [("Both", frozenset({1}))]
    assert (project.options.get("name"), [s.name for s in project.history.steps()]) == ("a", ["Both"])
    rename(project, "Alone", "c")
    assert project.history.undo_name == "Alone"


def test_a_failure_of_actions_together_takes_all_back(project: Project) -> None:
    """Nothing holds unless all does, and the next operation stands alone again."""

    def fail() -> None:
        with project.history.together("Both"):
            rename(project, "First", "a")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert project.history.steps() == []
    rename(project, "Alone", "c")
    assert project.history.undo_name == "Alone"


def test_the_right_to_write_ends_with_the_block(project: Project) -> None:
    """An operation kept beyond its block is refused."""
    with project.history.operation("Rename") as op:
        project.options.set(op, "name", "a")
    with pytest.raises(RuntimeError, match="has ended"):
        project.options.set(op, "name", "b")


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO option (guid, key, value) VALUES ('g', 'k', '1')",
        "UPDATE figure SET unit = 'x'",
        "DELETE FROM article",
        "INSERT OR REPLACE INTO figure SELECT * FROM figure",
    ],
)
def test_no_row_changes_outside_an_operation(project: Project, figure: FigureId, sql: str) -> None:
    """The triggers refuse any write that is not part of a step."""
    with pytest.raises(sqlite3.IntegrityError, match="outside an operation"), project._database.transaction():
        project._database.execute(sql)
    assert len(project.figures.ids()) == 1


@pytest.mark.parametrize("table", ["original", "body", "reading", "change"])
def test_texts_bytes_and_the_log_are_never_changed(project: Project, figure: FigureId, table: str) -> None:
    """What is kept for good can be neither changed nor deleted, inside an operation or out of it."""
    columns = [name for (name,) in project._database.rows("SELECT name FROM pragma_table_info(?)", (table,))]
    for sql in (f"DELETE FROM {table}", f"UPDATE {table} SET {columns[-1]} = {columns[-1]}"):
        with pytest.raises(sqlite3.IntegrityError, match="never changed"), project.history.operation("Damage"):
            project._database.execute(sql)


@pytest.mark.parametrize(
    ("table", "number", "row"),
    [
        ("operation", 1, '{"name":"x"}'),  # not a table that can be undone
        ("option", 1, '{"nothing":"x"}'),  # not a column
        ("option", 1, '{"key=1 WHERE 1;--":"x"}'),
        ("option", 1, '{"id":7}'),
        ("option", 1, '{"value":[1]}'),
        ("option", 1, '{"value":null}'),
        ("option", 1, "not json"),
        ("option", 99, '{"value":"1"}'),  # no such row
    ],
)
def test_a_log_that_does_not_fit_is_refused_in_words(project: Project, table: str, number: int, row: str) -> None:
    """The log of a file from a stranger is data: its names are checked, and a wrong one changes nothing."""
    rename(project, "First", "a")
    with project._database.transaction():
        project._database.execute(
            "INSERT INTO change (operation_id, table_name, row_id, before, after) VALUES (1, ?, ?, ?, '{}')",
            (table, number, row),
        )
    with pytest.raises(StorageFailed, match="First"):
        project.history.undo()
    assert project.options.get("name") == "a"
    assert project.history.undo_name == "First"


def test_only_changed_columns_are_logged(project: Project, figure: FigureId) -> None:
    """The log of an update names what changed and nothing else, so that one old step can be understood alone."""
    with project.history.operation("Note") as op:
        project.figures.update(op, figure, attribution="см. отчёт")
    ((before, after),) = project._database.rows("SELECT before, after FROM change ORDER BY seq DESC LIMIT 1")
    assert '"attribution":"см. отчёт"' in after
    assert "quote" not in before + after


def test_steps_together_may_hold_steps_together(project: Project) -> None:
    """What is written after an inner group still belongs to the outer one, and undo takes all of it."""
    with project.history.together("Outer"):
        with project.history.together("Inner"), project.history.operation("One") as op:
            project.options.set(op, "name", "a")
        with project.history.operation("Two") as op:
            project.options.set(op, "other", "b")
    assert [step.name for step in project.history.steps()] == ["Outer"]
    project.history.undo()
    assert (project.options.get("name"), project.options.get("other")) == (None, None)
