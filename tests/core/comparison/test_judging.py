"""The edges of how two figures are judged: where a list ends, what is just a thousand times, where bounds point."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from workbench.core.comparison.conflicts import judge
from workbench.core.comparison.intervals import dimension_of, interval_of, lacks_unit, reach_of
from workbench.core.comparison.judging import direction, distance, nearer, periods_differ, relation_of
from workbench.core.model.amount import Interval
from workbench.core.model.conflict import Relation
from workbench.core.model.figure import Doubt, Kind, Status


@pytest.mark.parametrize(("start", "relation"), [(103, Relation.UNDECIDED), (104, Relation.CONTRADICTION)])
def test_a_passage_ends_after_a_hundred_characters(make, sources, start, relation):
    """The first figure ends at the third character: a hundred further is still beside it, one more is not."""
    a, b = make("5", article=1, start=0), make("9", article=1, start=start)
    assert judge(a, b, sources).relation is relation
    assert judge(b, a, sources).relation is relation


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("2603 1", "2603000 1", Relation.SCALE_SLIP),
        ("2603 1", "2605603 1", Relation.CONTRADICTION),
        ("0 1", "48 1", Relation.CONTRADICTION),
        ("0.6 0.1", "600 1", Relation.SCALE_SLIP),
    ],
)
def test_a_slip_of_scale_is_just_a_thousand(make, sources, one, other, relation):
    """Neither a thousand and one times, nor whatever a nought may be rounded from."""
    assert judge(make(one), make(other), sources).relation is relation
    assert judge(make(other), make(one), sources).relation is relation


@pytest.mark.parametrize(
    ("number", "way"), [(">5", 1), (">=5", 1), ("<5", -1), ("<=5", -1), ("5", 0), ("~5", 0), ("3-7", 0)]
)
def test_which_way_a_bound_points(make, number, way):
    """Bounds from below point up whether or not they hold their end, those from above down; the others nowhere."""
    assert direction(make(number)) == way


def test_without_an_amount_there_is_nothing_to_judge(make):
    """A figure whose number could not be read allows nothing and contradicts nothing."""
    silent = replace(make("5"), amount=None)
    assert interval_of(silent) is None
    assert reach_of(silent) is None
    assert relation_of(silent, make("9")) == relation_of(make("9"), silent) == (Relation.UNDECIDED, ())


def test_a_share_is_a_share_without_its_sign(make, sources):
    """Per cent without a unit have the dimension of "%" and are kept apart from tonnes."""
    share = make("5", None, kind=Kind.PERCENT)
    assert dimension_of(share) == dimension_of(make("5", "%"))
    assert judge(share, make("9", "t"), sources).relation is Relation.DIFFERENT_DIMENSION


@pytest.mark.parametrize("doubt", [Doubt.UNIT_MISSING, Doubt.UNIT_BORROWED])
def test_either_doubt_of_a_unit_is_enough(make, doubt):
    """A number of which one of the two is said has no dimension yet."""
    number = make("5", None, doubts=(doubt,))
    assert lacks_unit(number)
    assert dimension_of(number) is None


@pytest.mark.parametrize(
    ("beside", "nearer_at_all"),
    [
        ({}, True),
        ({"status": Status.REJECTED}, False),
        ({"unit": None, "borrowed_unit": "t"}, False),
        ({"period": "2023"}, False),
        ({"item": "gold"}, False),
        ({"subject": None}, False),
        ({"measure": None}, False),
    ],
)
def test_only_what_may_be_held_against_it_comes_nearer(make, beside, nearer_at_all):
    """70 beside 75 takes the place of 75 against another's 70, unless it is rejected, of unknown unit or of other
    things, or it is not known of what."""
    a, b = make("75", article=1, period="2024", item="oil"), make("70", article=2, period="2024", item="oil")
    other = make("70", **({"article": 1, "period": "2024", "item": "oil"} | beside))
    assert nearer(a, b, [other]) == ((other, b) if nearer_at_all else None)
    assert nearer(b, a, [other]) == ((other, b) if nearer_at_all else None)


@pytest.mark.parametrize(
    ("beside", "other", "nearer_at_all"),
    [
        ("<=70", "70", False),
        (">=70", ">70", True),
        (">=70", "<=70", False),
        ("<=70", "<70", True),
        ("70", "<=70", True),
    ],
)
def test_a_bound_comes_nearer_only_to_a_bound_of_its_kind(make, beside, other, nearer_at_all):
    """ "Up to 70" meets much and says little: of two bounds that point one way the nearer one counts."""
    a, b = make("175" if "<" in other else "1", article=1), make(other, article=2)
    figure = make(beside, article=1)
    assert (nearer(a, b, [figure]) is not None) is nearer_at_all


def test_sets_that_just_miss_each_other_lie_nowhere_apart():
    """All below 2 and all from 2 on share no number, and nothing lies between them."""
    below, above = Interval(Decimal(1), Decimal(2), high_open=True), Interval(Decimal(2), Decimal(3))
    assert distance(below, above) == distance(above, below) == 0
    assert distance(below, Interval(Decimal(7), None)) == 5


def test_half_a_year_differs_from_the_year_only_of_two_flows(make):
    """What is not known to be produced may have stood at one level all year."""
    half, year = make("5", measure="production", period="2025-01/2025-06"), make("9", period="2025")
    assert periods_differ(half, replace(year, measure="production"))
    assert not periods_differ(half, replace(year, measure=None))
    assert not periods_differ(replace(half, measure=None), replace(year, measure="production"))


def test_what_is_as_far_is_no_nearer(make):
    """75 said twice in one article is one 75."""
    a, b = make("75", article=1), make("70", article=2)
    assert nearer(a, b, [make("75", article=1), make("70", article=2)]) is None
    assert nearer(a, b, [make("65", article=1)]) is None
