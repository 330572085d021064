"""Ranges as they are typed, passages found, and a concordance whose places become figures."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from workbench.core.actions import importing, searching
from workbench.core.actions.searching import Range
from workbench.core.errors import BadInput
from workbench.core.model.article import ArticleId
from workbench.core.model.figure import Status
from workbench.core.model.search import Line
from workbench.core.model.span import Span
from workbench.core.project import Project

TEXTS = (
    "Запасы меди\n\nЗапасы меди составляют 2,6 млн тонн. О запасах меди спорят.",
    "Медь\n\nМинистр назвал запасы меди: 2,6 млн тонн, а добыча 300 тыс. тонн.",
)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "p.workbench", author="Аида") as opened:
        importing.add(opened, [importing.prepare_text(text) for text in TEXTS])
        yield opened


@pytest.mark.parametrize(
    ("typed", "low", "high", "unit"),
    [
        ("1–3 Mt", "1", "3", "Mt"),
        ("1-3 млн т", "1000000", "3000000", "t"),
        ("3–1 Mt", "1", "3", "Mt"),
        ("> 28 million t", "28000000", None, "t"),
        ("<= 5 %", None, "5", "%"),
        ("more than 28 million t", "28000000", None, "t"),
        ("до 92 %", None, "92", "%"),
        ("2,6 Mt", "2.6", "2.6", "Mt"),
        ("1000", "1000", "1000", ""),
        ("t", None, None, "t"),
        ("", None, None, ""),
    ],
)
def test_a_range_is_read_as_it_is_typed(typed: str, low: str | None, high: str | None, unit: str) -> None:
    """With signs, dashes, words and units of any of the languages."""
    ends = [None if end is None else Decimal(end) for end in (low, high)]
    assert searching.parsed_range(typed) == Range(ends[0], ends[1], unit)


def test_what_is_no_range_is_refused_in_words() -> None:
    """The sentence shows how to write one."""
    with pytest.raises(BadInput, match="soon"):
        searching.parsed_range("soon")


def test_articles_come_with_their_passages(project: Project) -> None:
    """Each hit is a span of the stored text, and the passage shows it in its place."""
    found = searching.find_texts(project, "запас")
    assert len(found.articles) == 2
    for hits in found.shown:
        text = project.articles.text(hits.article_id)
        assert {hit.of(text).lower() for hit in hits.hits} <= {"запасы", "запасах"}
        first = hits.passages[0]
        assert len(first.text) == len(first.span)


def test_a_concordance_knows_the_figures_at_its_places(project: Project) -> None:
    """Each line has what stands left and right, and the figure there."""
    lines = searching.lines_of_phrase(project, "млн тонн")
    assert [line.hit for line in lines] == ["млн тонн"] * 2
    assert all(line.figure is not None and line.figure.status is Status.SUGGESTED for line in lines)
    assert lines[0].left.endswith("2,6 ")


def test_like_figures_stand_in_their_lines(project: Project) -> None:
    """The same number in two sources."""
    first = project.figures.of_article(project.articles.ids()[0])[0]
    lines = searching.lines_of_figure(project, first.id)
    assert {line.article_id for line in lines} == set(project.articles.ids())
    assert {line.hit for line in lines} == {"2,6 млн тонн"}


def test_all_places_are_taken_in_one_step(project: Project) -> None:
    """Suggested figures are accepted, missing ones made, and one undo takes it all back."""
    removed = project.figures.of_article(project.articles.ids()[1])[0]
    with project.history.operation("Remove") as op:
        project.figures.remove(op, removed.id)
    lines = searching.lines_of_phrase(project, "2,6 млн тонн")
    assert [line.figure is None for line in lines] == [False, True]
    taken = searching.take_lines(project, lines)
    assert (taken.accepted, taken.made, taken.refused) == (1, 1, ())
    again = searching.lines_of_phrase(project, "2,6 млн тонн")
    assert [line.figure is not None and line.figure.status for line in again] == [Status.ACCEPTED] * 2
    assert searching.take_lines(project, again).settled_before == 2
    project.history.undo()
    assert project.history.undo_name == "Remove"


def test_a_place_without_a_number_is_refused_in_words(project: Project) -> None:
    """Nothing is made of it, and no step is left."""
    lines = searching.lines_of_phrase(project, "запасы меди")
    taken = searching.take_lines(project, [line for line in lines if line.figure is None])
    assert taken.made == 0
    assert "No number" in taken.refused[0]
    assert not taken.changes


def test_places_of_a_figures_words_where_none_was_made_are_offered_too(project: Project) -> None:
    """The same pattern in another source, its figure taken away: a line without a figure, to be accepted."""
    first, second = (project.figures.of_article(article)[0] for article in project.articles.ids()[:2])
    with project.history.operation("Remove") as op:
        project.figures.remove(op, second.id)
    lines = searching.lines_of_figure(project, first.id)
    assert [(line.article_id, line.figure is None) for line in lines] == [
        (first.article_id, False),
        (second.article_id, True),
    ]
    assert searching.take_lines(project, lines[1:]).made == 1


def test_a_number_alone_is_no_pattern() -> None:
    """What stands beside a sign like %, must stand beside it: a page 92 is not like "92%"."""
    page, share = (
        Line(ArticleId(1), "A", Span(at, at + 2), left, "92", right)
        for at, left, right in ((10, "on page ", " it says"), (40, "a share of ", "% of all"))
    )
    assert searching.beside([], [page, share], "92%") == [share]
