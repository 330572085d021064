"""What is said of a part is of another scope than what is said of the whole; one country has many ages and deals."""

from __future__ import annotations

import pytest

from workbench.core.comparison.conflicts import find_conflicts, judge
from workbench.core.comparison.scopes import Adds, lies_in, whole_of
from workbench.core.model.conflict import Relation
from workbench.core.model.figure import Field


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ({"subject": "Kostanay region"}, {"subject": "Kazakhstan"}, Relation.DIFFERENT_SCOPE),
        ({"subject": "Kazakhstan"}, {"subject": "World"}, Relation.DIFFERENT_SCOPE),
        ({"item": "heavy rare earths"}, {"item": "rare earths"}, Relation.DIFFERENT_SCOPE),
        ({"subject": "Kazakhstan"}, {"subject": "China"}, Relation.DIFFERENT_SUBJECT),
        ({"item": "gold"}, {"item": "rare earths"}, Relation.DIFFERENT_ITEM),
        (
            {"subject": "Kostanay region", "period": "2024"},
            {"subject": "Kazakhstan", "period": "2025"},
            Relation.DIFFERENT_SUBJECT,
        ),
        (
            {"subject": "Kostanay region", "item": "rare earths"},
            {"subject": "Kazakhstan", "item": "heavy rare earths"},
            Relation.DIFFERENT_SUBJECT,
        ),
    ],
)
def test_a_part_and_its_whole(make, sources, one, other, relation):
    """Where nothing but the part keeps two figures apart, that is said, and both are quoted."""
    a, b = make("5", **one), make("9", **other)
    for said in (judge(a, b, sources), judge(b, a, sources)):
        assert said.relation is relation
        assert a.quote in said.reason
        assert b.quote in said.reason
    assert find_conflicts([a, b], sources) == []


def test_the_sentence_names_part_and_whole(make, sources):
    """Whichever is asked for first."""
    region, country = make("5", subject="Kostanay region"), make("9", subject="Kazakhstan")
    for said in (judge(region, country, sources), judge(country, region, sources)):
        assert said.differs == (Field.SUBJECT,)
        assert "is said of Kostanay region, a part of Kazakhstan" in said.reason


def test_one_country_has_many_ages(make, sources):
    """Two ages in articles on one country are most likely of two people; of one named person they contradict."""
    told = {"measure": "age", "item": None}
    assert find_conflicts([make("29", "a", **told), make("54", "a", **told)], sources) == []
    assert judge(make("29", "a", **told), make("54", "a", **told), sources).relation is Relation.UNDECIDED
    named = told | {"subject": "A. Person"}
    (found,) = find_conflicts([make("29", "a", **named), make("54", "a", **named)], sources)
    assert found.relation is Relation.CONTRADICTION


def test_what_measures_are_of():
    """Shares with a slot, amounts, each of many; a price adds up to nothing."""
    found = [whole_of(measure) for measure in ("share of Kazakhstan exports", "production", "age", "price", None)]
    assert [one.kind if one else None for one in found] == [Adds.SHARE, Adds.AMOUNT, Adds.EACH, None, None]
    assert lies_in("Kostanay region", "Kazakhstan")
    assert not lies_in("Kazakhstan", "Kostanay region")
    assert not lies_in("Kazakhstan", "Kazakhstan")
