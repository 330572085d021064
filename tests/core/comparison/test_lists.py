"""Lists, changes, parts and restatements: several numbers of one article that are no contradiction of another's."""

from __future__ import annotations

import pytest

from workbench.core.comparison.conflicts import find_clashes, judge
from workbench.core.model.conflict import Relation


def said(make, *articles, **more):
    """Figures of articles 1, 2 …, each a list of shares in one sentence: said(make, "75 25", "70")."""
    return [
        make(number, "%", article=article, start=100 + 20 * n, **({"measure": "stake"} | more))
        for article, numbers in enumerate(articles, 1)
        for n, number in enumerate(numbers.split())
    ]


@pytest.mark.parametrize(
    ("articles", "contradicted"),
    [
        (("75 25", "75 25"), []),
        (("75 25", "25 75", "75 25"), []),
        (("75 25", "75"), []),
        (("75 25", "70"), [(1, 3)]),
        (("75 25", "75 20"), [(2, 4)]),
        (("75 25", "60 40"), [(1, 3), (2, 4)]),
        (("75 25", "75 25", "70"), [(1, 3, 5)]),
        (("240 270", "270"), []),
        ((">75 <25", ">75 <25"), []),
        (("<=92 92", "70"), [(2, 3)]),
        (("<20 75", "<25", "60"), [(2, 3, 4)]),
    ],
)
def test_only_what_comes_nearest_is_held_against_another_article(make, sources, articles, contradicted):
    """75 % and 25 % restated agree; a 70 contradicts the 75 and leaves the rest alone."""
    found = find_clashes(said(make, *articles), sources)
    assert [conflict.members for conflict in found] == contradicted


def test_an_article_far_apart_from_itself_still_contradicts_itself(make, sources):
    """2.6 here and 1.8 pages later is no list, and who agrees with one of them stays out of it."""
    figures = [
        make("2.6 0.1", article=1, start=0),
        make("1.8 0.1", article=1, start=5000),
        make("2.6 0.1", article=2),
    ]
    (conflict,) = find_clashes(figures, sources)
    assert conflict.members == (1, 2)


def test_what_an_article_says_of_something_else_excuses_nothing(make, sources):
    """It also states 70, but of another year."""
    figures = [
        make("75", "%", article=1, start=0, period="2024"),
        make("70", "%", article=1, start=20, period="2023"),
        make("70", "%", article=2, period="2024"),
    ]
    (conflict,) = find_clashes(figures, sources)
    assert conflict.members == (1, 3)


def test_a_reprint_never_contradicts_its_original_by_a_list(make, sources):
    """A list that was changed in a reprint is one text's matter; a lone number that was changed is told."""
    listed, lone = said(make, "75 25", "70 30"), [make("5", article=1), make("9", article=2)]
    assert len(find_clashes(listed, sources)) == 2
    assert find_clashes(listed, sources, origins={1: 1, 2: 1}) == []
    assert len(find_clashes(listed, sources, origins={1: 1, 2: 2})) == 2
    assert len(find_clashes(lone, sources, origins={1: 1, 2: 1})) == 1


def test_the_explanation_names_what_comes_nearer(make, sources):
    """Asked of a pair, the engine says what else stands in the article."""
    figures = said(make, "75 25", "75")
    bare, known = judge(figures[1], figures[2], sources), judge(figures[1], figures[2], sources, beside=figures)
    assert (bare.relation, known.relation) == (Relation.CONTRADICTION, Relation.UNDECIDED)
    assert "“75 %” (Outlet 1), which is nearer to “75 %” (Outlet 2)" in known.reason


@pytest.mark.parametrize("other", [{"item": "iron ore"}, {"place": "Akbulak"}, {"period": "2023"}])
def test_things_that_differ_never_stand_in_one_contradiction(make, sources, other):
    """A figure that does not say of what contradicts both, one by one."""
    one = {"item": "rare earths", "place": "Kokbulak", "period": "2025"}
    field = next(iter(other))
    figures = [make("19", **{field: one[field]}), make("2.6", **other), make("5")]
    assert [conflict.members for conflict in find_clashes(figures, sources)] == [(1, 3), (2, 3)]


def test_many_reprints_of_a_list_stand_in_one_conflict(make, sources):
    """Two thousand articles that restate one list, and one that does not."""
    figures = said(make, *(["75 25"] * 2000), "70")
    (conflict,) = find_clashes(figures, sources)
    assert len(conflict.members) == 2001
