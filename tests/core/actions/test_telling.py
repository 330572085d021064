"""What a step did is told in words: no column, code or JSON of the store is shown to people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from workbench.core.actions import articles, comparisons, importing, notes, reviewing, telling
from workbench.core.model.amount import Amount, Qualifier
from workbench.core.model.comparison import ComparisonSpec
from workbench.core.model.figure import Figure
from workbench.core.model.note import Place
from workbench.core.project import Project

TEXT = "In 2025 the reserves of rare earths in Kazakhstan are 2.6 million tonnes, and China has 44 million."


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "a.workbench", author="Aigul") as project:
        importing.add(project, [importing.prepare_text(TEXT, "a.txt")])
        yield project


def first(project: Project) -> Figure:
    return project.figures.of_article(project.articles.ids()[0])[0]


def last(project: Project) -> list[telling.Told]:
    return telling.told(project, project.history.steps(1)[0].id)


def test_a_status_and_a_field_are_told_in_words(project: Project) -> None:
    """A subject by its name, an amount once where both bounds are one number."""
    figure = first(project)
    reviewing.accept(project, [figure.id])
    assert last(project) == [telling.Told("“2.6 million tonnes”", (("status", "suggested", "accepted"),))]
    assert figure.amount is not None
    number = figure.amount.number + 100_000
    reviewing.correct(project, figure.id, subject="china", amount=replace(figure.amount, low=number, high=number))
    fields = last(project)[0].fields
    assert fields[:2] == (("number", "2 600 000", "2 700 000"), ("subject", "Kazakhstan", "china"))


def test_bounds_and_qualifiers_are_told_apart(project: Project) -> None:
    """An open bound is none."""
    figure = first(project)
    assert figure.amount is not None
    reviewing.correct(
        project, figure.id, amount=Amount(figure.amount.low, None, Qualifier.MORE_THAN, step=figure.amount.step)
    )
    fields = {name: (before, after) for name, before, after in last(project)[0].fields}
    assert fields["how exact"] == ("exactly", "more than")
    assert fields["at most"][1] == ""


def test_notes_sources_and_saved_comparisons_have_names(project: Project) -> None:
    """What is made or changed is called by what a person called it."""
    article = project.articles.ids()[0]
    notes.write(project, Place.article(article), "ask again", ["call"])
    assert last(project)[0].what == "made: note “ask again”"
    articles.set_field(project, article, "publisher", "Ore Weekly")
    assert last(project)[0].fields == (("publisher", "", "Ore Weekly"),)
    comparisons.save(project, "by year", ComparisonSpec())
    assert last(project)[0].what == "made: saved comparison “by year”"
