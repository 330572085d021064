"""Words looked for in figures are looked for in the names of subjects and measures too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench.core import words
from workbench.core.actions import importing, named, reviewing
from workbench.core.model.figure import FigureId
from workbench.core.model.filter import FigureFilter
from workbench.core.project import Project


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Three figures: Kazakhstan's reserves, the output of a company of the project's own, and one of nothing."""
    with Project.create(tmp_path / "p.workbench") as opened:
        importing.add(opened, [importing.prepare_text("Было 26 тонн, потом 31 тонна, потом 47 тонн.")])
        ids = opened.figures.ids()
        reviewing.correct(opened, ids[0], subject="Kazakhstan", measure="reserves")
        reviewing.correct(opened, ids[1], subject="Алёна Ltd", measure="output")
        reviewing.correct(opened, ids[2], subject="", measure="")
        yield opened


def found(project: Project, text: str, **beside: object) -> list[FigureId]:
    wanted = named.meant(project, FigureFilter(text=text, **beside))  # type: ignore[arg-type]
    return [number - project.figures.ids()[0] for number in project.figures.ids(wanted)]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("text", "those"),
    [
        ("47", [2]),
        ("тонн", [0, 1, 2]),
        ("казахст", [0]),
        ("kazakh", [0]),
        ("ЗАПАС", [0]),
        ("алена", [1]),
        ("nothing like it", []),
        (" ", [0, 1, 2]),
    ],
)
def test_the_quote_or_a_name_holds_the_words(project: Project, text: str, those: list[int]) -> None:
    """In the language of the window or as the name is stored, without regard to case and ё, in one source or all."""
    before = words.language()
    words.use("ru")
    try:
        assert found(project, text) == those
        assert found(project, text, article=project.articles.ids()[0]) == those
    finally:
        words.use(before)


def test_the_other_conditions_hold_for_names_too(project: Project) -> None:
    """A name alone does not let a figure through that another box keeps out."""
    assert found(project, "Kazakhstan", measures=("reserves",)) == [0]
    assert found(project, "Kazakhstan", measures=("output",)) == []
