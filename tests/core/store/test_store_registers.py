"""Registers in the file: read as they were written, checked, salvaged."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from workbench.core.model.article import ArticleId
from workbench.core.model.figure import FigureId
from workbench.core.model.period import Period
from workbench.core.model.register import Evidence, RecordId, Reference, Said, ValueState
from workbench.core.model.span import Span
from workbench.core.project import Project
from workbench.core.store import register_rows
from workbench.core.store.salvage import salvage
from workbench.core.vocabulary.registers import shipped_types

SAID = (
    Said("руда"),
    Said(Period("2025-11")),
    Said(Reference("Тобол", "a-guid")),
    Said(None, state=ValueState.NOT_STATED),
)


def filled(project: Project, article: ArticleId, figure: FigureId) -> RecordId:
    with project.history.operation("registers") as op:
        record = project.registers.add(op, "deal", "Сделка")
        for number, said in enumerate(SAID):
            project.registers.add_value(op, record, f"field-{number}", said)
        project.registers.add_value(op, record, "goods", Said("руда", Evidence.words(article, Span(0, 6))))
        project.registers.add_value(op, record, "goods", Said("руда", Evidence.figure(figure)))
    return record


def test_values_of_every_sort_come_back(project: Project, article: ArticleId, figure: FigureId) -> None:
    """Words, dates, references, marks; evidence with its words and version."""
    record = project.registers.get(filled(project, article, figure))
    assert tuple(value.said for value in record.values[:4]) == SAID
    words, by_figure = record.of("goods")
    assert (words.evidence.quote, words.evidence.version) == ("Запасы", 1)
    assert by_figure.evidence.quote == project.figures.get(figure).quote
    assert project.registers.filled("deal")["goods"] == 2
    assert project.store_check() == []


def test_a_figure_that_goes_leaves_its_words(project: Project, article: ArticleId, figure: FigureId) -> None:
    """The value rests on the same stretch of the text from then on."""
    record, quote = filled(project, article, figure), project.figures.get(figure).quote
    with project.history.operation("remove") as op:
        project.figures.remove(op, figure)
    left = project.registers.get(record).of("goods")[1].evidence
    assert (left.figure_id, left.article_id, left.quote) == (None, article, quote)
    assert project.store_check() == []


def test_every_shipped_type_is_kept_as_it_is(project: Project) -> None:
    """Written as a row and read back, a type says the same."""
    for shipped in shipped_types():
        row = tuple(register_rows.type_row(shipped).values())
        made = register_rows.type_of(row, shipped=True)
        assert (made.fields, made.title, made.one) == (shipped.fields, shipped.title, shipped.one)
        assert (made.cues, dict(made.cues.words)) == (shipped.cues, dict(shipped.cues.words))


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("UPDATE record_value SET quote = 'другое' WHERE start IS NOT NULL", "is not what stands at its place"),
        ("UPDATE record_value SET value = '{\"date\":\"soon\"}' WHERE field = 'field-1'", "cannot be read"),
        ("UPDATE record_type SET fields = '[{}]'", "cannot be read"),
    ],
)
def test_what_was_changed_from_outside_is_found(
    project: Project, path: Path, article: ArticleId, figure: FigureId, sql: str, words: str
) -> None:
    """A quote that is not there, a value or a type that means nothing."""
    filled(project, article, figure)
    with project.history.operation("type") as op:
        project.registers.put_type(op, project.registers.type("deal"))
    project.close()
    connection = sqlite3.connect(path, isolation_level=None)
    for (trigger,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {trigger}")
    connection.execute(sql)
    connection.close()
    with Project.open(path) as opened:
        assert any(words in line for line in opened.store_check())


def test_records_are_salvaged(
    project: Project,
    path: Path,
    tmp_path: Path,
    article: ArticleId,
    figure: FigureId,
) -> None:
    """Put into a new file with all their values; the new file is sound."""
    record = project.registers.get(filled(project, article, figure))
    project.close()
    saved = salvage(path, tmp_path / "saved.workbench")
    with Project.open(saved.path) as again:
        assert again.store_check() == []
        assert again.registers.get(record.id) == record
