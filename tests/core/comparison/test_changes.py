"""A rise beside a fall, what was before beside what is: stated changes held against each other."""

from __future__ import annotations

from itertools import combinations

import pytest

from workbench.core.comparison.conflicts import find_conflicts, judge, relation_of
from workbench.core.comparison.tables import kept_apart
from workbench.core.model.conflict import Relation
from workbench.core.model.figure import Change, Field

RISE, FALL, FROM, TO = Change.RISE, Change.FALL, Change.FROM, Change.TO


def test_a_rise_and_a_fall_by_the_same_contradict_each_other(make, sources):
    """5 % up and 5 % down are not the same 5 %; the sentence says which is which, whichever is asked first."""
    up = make("5", "%", measure="change in price", change=RISE, quote="на 5 % вверх")
    down = make("5", "%", measure="change in price", change=FALL, quote="на 5 % вниз")
    for a, b in ((up, down), (down, up)):
        said = judge(a, b, sources)
        assert said.relation is Relation.CONTRADICTION
        assert said.reason.index("на 5 % вверх") < said.reason.index("of a rise") < said.reason.index("на 5 % вниз")
    (conflict,) = find_conflicts([up, down], sources)
    assert (conflict.relation, len(conflict.members)) == (Relation.CONTRADICTION, 2)
    assert kept_apart([up, down]) is Relation.UNDECIDED


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ((RISE, "5"), (RISE, "5"), Relation.SAME),
        ((FALL, "5"), (FALL, "7"), Relation.CONTRADICTION),
        ((RISE, "5"), (FALL, "5000"), Relation.CONTRADICTION),
        ((RISE, "5"), (None, "5"), Relation.SAME),
        ((FALL, "5"), (None, "5"), Relation.SAME),
    ],
)
def test_sizes_of_one_change(make, sources, one, other, relation):
    """Same direction: numbers decide. Opposite: never a slip of scale. No direction told: keeps nothing apart."""
    a, b = (make(number, "%", measure="change in price", change=change) for change, number in (one, other))
    assert relation_of(a, b)[0] is relation
    assert bool(find_conflicts([a, b], sources)) is relation.conflict


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        (FROM, TO, Relation.DIFFERENT_PERIOD),
        (FROM, None, Relation.DIFFERENT_PERIOD),
        (RISE, TO, Relation.DIFFERENT_MEASURE),
        (FALL, None, Relation.DIFFERENT_MEASURE),
        (FROM, RISE, Relation.DIFFERENT_MEASURE),
    ],
)
def test_parts_of_a_change_are_not_one_value(make, sources, one, other, relation):
    """What was before, how much it changed and what it is are three things; the sentence says so."""
    a, b = make("3000000", change=one), make("5000000", change=other)
    said = judge(a, b, sources)
    assert (said.relation, said.differs) == (relation, (Field.CHANGE,))
    assert find_conflicts([a, b], sources) == []
    assert kept_apart([a, b]) is relation


def test_where_a_change_arrived_is_a_level(make, sources):
    """ "Rose to 5 million" and "is 7 million" are held against each other."""
    arrived, stands = make("5000000", change=TO), make("7000000")
    assert judge(arrived, stands, sources).relation is Relation.CONTRADICTION
    assert len(find_conflicts([arrived, stands], sources)) == 1


def test_all_that_contradict_each_other_are_found(make, sources):
    """The search by extremes names every figure of a pair that the pairwise judgement calls a contradiction."""
    told = [(RISE, "5"), (FALL, "5"), (FALL, "3"), (RISE, ">4"), (FALL, "<6"), (None, "5")]
    figures = [make(n, "%", measure="change in price", change=c, article=k) for k, (c, n) in enumerate(told, 1)]
    paired = {
        figure.id
        for a, b in combinations(figures, 2)
        if relation_of(a, b)[0] is Relation.CONTRADICTION and None not in (a.change, b.change)
        for figure in (a, b)
    }
    assert {member for conflict in find_conflicts(figures, sources) for member in conflict.members} == paired
