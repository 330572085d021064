"""Cells worked out as they are looked at are the cells of the whole."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from workbench.core.comparison.conflicts import find_conflicts
from workbench.core.comparison.filling import Given, figures_for, fill, plan
from workbench.core.comparison.tables import build
from workbench.core.errors import Cancelled
from workbench.core.model.brief import briefs_of
from workbench.core.model.comparison import GRID, Axis, ComparisonSpec


def going(*_: int) -> None:
    """Nobody looks at the progress."""


def never() -> bool:
    return False


@pytest.fixture
def figures(make):
    """Two hundred that agree, contradict each other, lack units and differ in time."""
    random = Random(3)
    return [
        make(
            random.choice(("5", "5", "9000", ">7", "2600000 100000")),
            random.choice(("t", "t", "Mt", "kg", None, "%")),
            subject=random.choice(("China", "Peru", None)),
            measure=random.choice(("reserves", "price", None)),
            item=random.choice(("ore", "gold", None)),
            period=random.choice(("2024", "2025", None)),
            article=random.randrange(1, 9),
        )
        for _ in range(200)
    ]


@pytest.mark.parametrize(
    "spec",
    [
        ComparisonSpec(),
        GRID,
        ComparisonSpec(rows=(Axis.PUBLISHER,), columns=(Axis.PERIOD,)),
        replace(GRID, only={Axis.SUBJECT: ("Peru", "")}, units={"reserves": "kg"}, hidden=(("price",),)),
    ],
)
def test_a_few_cells_are_made_as_the_whole_table_makes_them(spec, figures, sources):
    """Values, units, relations, origins and conflicts; for each cell asked for alone."""
    origins = {1: 2, 2: 2}
    conflicts = find_conflicts(figures, sources, origins=origins)
    whole = build(spec, figures, sources, origins=origins, conflicts=conflicts)
    made = plan(spec, briefs_of(figures), sources, progress=going, cancelled=never)
    assert (made.layout.rows, made.layout.columns) == (whole.rows, whole.columns)
    known = {figure.id: figure for figure in figures}
    for at, cell in whole.cells.items():
        ids, all_of_them = figures_for(made, [at])
        given = Given(figures=[known[i] for i in ids], sources=sources, origins=origins)
        (one,) = fill(made, [at], given, progress=going, cancelled=never).values()
        assert all_of_them
        assert replace(one, conflicts=()) == replace(cell, conflicts=())
        assert {c.relation for c in one.conflicts} == {c.relation for c in cell.conflicts}


def test_origins_that_are_not_known_yet_are_not_told(make, sources):
    """No number is better than a wrong one."""
    figures = [make("5"), make("6", article=1), make("7", measure="price", subject="Peru")]
    made = plan(GRID, briefs_of(figures), sources, progress=going, cancelled=never)
    cells = [(row, column) for row in made.layout.rows for column in made.layout.columns]
    filled = fill(made, cells, Given(figures=figures, sources=sources), progress=going, cancelled=never)
    assert sorted((cell.mentions, cell.origins) for cell in filled.values()) == [(1, 1), (2, 0)]


def test_one_name_in_two_scripts_is_one_row(make, sources):
    """As in the table that is made at once."""
    figures = [make("5", subject="Куйректыколь"), make("6", subject="Kuirektykol"), make("6", subject="Kuirektykol")]
    made = plan(GRID, briefs_of(figures), sources, progress=going, cancelled=never)
    assert made.layout.columns == (("Kuirektykol",),)
    (cell,) = fill(
        made,
        [(("reserves",), ("Kuirektykol",))],
        Given(figures=figures, sources=sources),
        progress=going,
        cancelled=never,
    ).values()
    assert {member.figure.subject for member in cell.members} == {"Kuirektykol"}


def test_what_would_take_too_many_figures_looks_at_its_own(make, sources, monkeypatch):
    """And says so."""
    figures = [make("5", article=n) for n in range(1, 9)] + [make("5", period="2025", article=n) for n in range(1, 9)]
    spec = ComparisonSpec(rows=(Axis.PERIOD,), columns=(Axis.ARTICLE,))
    made = plan(spec, briefs_of(figures), sources, progress=going, cancelled=never)
    monkeypatch.setattr("workbench.core.comparison.filling._MANY", 4)
    assert figures_for(made, [(("2025",), ("Article 1",))]) == ([figures[8].id], False)


def test_stopping_keeps_nothing(make, sources):
    """The user said so."""
    with pytest.raises(Cancelled):
        plan(GRID, briefs_of([make("5")]), sources, progress=going, cancelled=lambda: True)
