"""Numbers of one source that do not fit each other are found, and good ones are left alone."""

from __future__ import annotations

import pytest

from workbench.core.comparison.arithmetic import arithmetic_anomalies, may_not_add_up
from workbench.core.comparison.conflicts import find_conflicts
from workbench.core.model.brief import briefs_of
from workbench.core.model.conflict import Relation
from workbench.core.model.figure import Change, Kind, Modality
from workbench.core.vocabulary.naming import Names


def anomalies(figures, sources):
    found = arithmetic_anomalies(figures, sources, Names(language="en"))
    assert bool(found) <= may_not_add_up(briefs_of(figures)), "what is looked through first misses nothing"
    assert all(one.relation is Relation.ARITHMETIC_ANOMALY for one in found)
    assert all(figure.quote in one.reason for one in found for figure in figures if figure.id in one.members)
    return found


def shares(make, *told, measure="stake", step=30, article=1):
    """(number, subject) pairs in one sentence."""
    return [
        make(number, "%", measure=measure, subject=subject, article=article, start=100 + step * n)
        for n, (number, subject) in enumerate(told)
    ]


@pytest.mark.parametrize(
    ("told", "above"),
    [
        ((("75", "A"), ("25", "B")), False),
        ((("75", "A"), ("35", "B")), True),
        ((("70", "A"), ("25", "B"), ("15", "C")), True),
        ((("33.4 0.1", "A"), ("33.4 0.1", "B"), ("33.3 0.1", "C")), False),  # rounded, they make 100.1
        ((("75", "A"), ("35", "A")), False),  # two stakes of one owner: in two companies
        ((("75", "A"), ("35", None)), False),
        ((("100", "A"), ("35", "B")), False),  # 100 % is no part
        ((("<=92", "A"), ("35", "B")), False),
        (((">70", "A"), ("35", "B")), True),
        ((("60", "Kazakhstan"), ("55", "Kostanay region")), False),  # one lies in the other
    ],
)
def test_shares_of_one_whole_are_at_most_all_of_it(make, sources, told, above):
    """75 and 25 are fine, 75 and 35 are not."""
    assert bool(anomalies(shares(make, *told), sources)) is above


def test_shares_are_added_up_only_in_one_passage_of_one_source(make, sources):
    """Far apart, in two sources, of two times or measures they are of two wholes."""
    assert anomalies(shares(make, ("75", "A"), ("35", "B"), step=900), sources) == []
    apart = shares(make, ("75", "A"), article=1) + shares(make, ("35", "B"), article=2)
    assert anomalies(apart, sources) == []
    one, other = shares(make, ("75", "A"), ("35", "B"))
    for field in ({"period": "2025"}, {"item": "gold"}, {"measure": "share of exports"}):
        moved = make("35", "%", **({"measure": "stake", "subject": "B", "article": 1, "start": 130} | field))
        assert anomalies([one, moved], sources) == []
    before = make("75", "%", measure="stake", subject="A", article=1, start=100, change=Change.FROM)
    assert anomalies([before, other], sources) == []


def produced(make, number, subject, *, start, **more):
    return make(number, "t", measure="production", item="wheat", subject=subject, article=1, start=start, **more)


@pytest.mark.parametrize(
    ("region", "country", "above"),
    [
        ("15e6", "12e6", True),
        ("9e6", "12e6", False),
        ("12.4e6 1e5", "12e6 1e6", False),  # 12 million may be 12.4
        ("15e6", ">12e6", False),
        ("<=15e6", "12e6", False),
    ],
)
def test_a_part_is_at_most_its_whole(make, sources, region, country, above):
    """A region cannot produce more than its country."""
    told = [
        produced(make, country, "Kazakhstan", start=100),
        produced(make, region, "Kostanay region", start=900),
    ]
    assert bool(anomalies(told, sources)) is above


def test_parts_together_are_at_most_their_whole(make, sources):
    """Regions anywhere in the article, companies where they are listed behind the country."""
    whole = produced(make, "12e6", "Kazakhstan", start=100)
    regions = [
        produced(make, "8e6", "Kostanay region", start=900),
        produced(make, "7e6", "Aktobe region", start=1800),
    ]
    (found,) = anomalies([whole, *regions], sources)
    assert found.members == (1, 2, 3)
    companies = [produced(make, "8e6", "Zhitikara Co", start=150), produced(make, "7e6", "Ulba", start=200)]
    assert [one.members for one in anomalies([whole, *companies], sources)] == [(1, 4, 5)]
    far = [produced(make, "8e6", "Zhitikara Co", start=900), produced(make, "7e6", "Ulba", start=1800)]
    assert anomalies([whole, *far], sources) == []


@pytest.mark.parametrize(
    "field", [{"period": "2024"}, {"change": Change.RISE}, {"modality": Modality.PLAN}, {"item": "oil"}]
)
def test_a_part_of_another_time_or_kind_says_nothing_of_the_whole(make, sources, field):
    """A plan, another year, a rise, another thing."""
    said = {"measure": "production", "item": "wheat", "subject": "Kostanay region", "article": 1, "start": 200}
    part = make("15e6", **(said | field))
    assert anomalies([produced(make, "12e6", "Kazakhstan", start=100), part], sources) == []


def changed(make, start, end, size, *, unit="%", of="change in export", change=Change.RISE, gap=30):
    about = {"subject": "Kazakhstan", "article": 1}
    return [
        make(start, "t", measure="export", start=100, change=Change.FROM, **about),
        make(end, "t", measure="export", start=115, change=Change.TO, **about),
        make(size, unit, measure=of, start=130 + gap, change=change, **about),
    ]


@pytest.mark.parametrize(
    ("told", "missed"),
    [
        (("3e6 1e5", "6e6 1e5", "50"), True),
        (("3e6 1e5", "6e6 1e5", "100"), False),
        (("80e6 1e6", "90e6 1e6", "12.5 0.1"), False),
        (("80e6 1e6", "90e6 1e6", "20"), True),
        (("3e6 1e6", "4e6 1e6", "20"), False),  # 3.4 to 4.1: numbers so rough leave much open
    ],
)
def test_a_change_is_the_way_from_its_beginning_to_its_end(make, sources, told, missed):
    """From 3 to 6 is not a rise by 50 %."""
    assert bool(anomalies(changed(make, *told), sources)) is missed


def test_a_fall_and_amounts_of_change(make, sources):
    """From 100 to 80 is a fall by a fifth, or by 20; not a rise, nor a fall by 30."""
    assert anomalies(changed(make, "100", "80", "20", change=Change.FALL), sources) == []
    assert anomalies(changed(make, "100", "80", "20", change=Change.RISE), sources)
    assert anomalies(changed(make, "100", "80", "20", unit="t", change=Change.FALL), sources) == []
    assert anomalies(changed(make, "100", "80", "30", unit="t", change=Change.FALL), sources)


def test_the_size_of_another_change_is_left_alone(make, sources):
    """Of profit, of another subject, or sentences away; per cent of per cent may be points."""
    assert anomalies(changed(make, "3", "6", "50", of="change in profit"), sources) == []
    assert anomalies(changed(make, "3", "6", "50", gap=200), sources) == []
    start, end, size = changed(make, "3", "6", "50")
    other = make("50", "%", measure="change in export", subject="China", start=150, article=1, change=Change.RISE)
    assert anomalies([start, end, other], sources) == []
    assert anomalies([start, size], sources) == []


def portion(make, total="80e9", share="25", part="35e9", **more):
    about = {"subject": "Kazakhstan", "article": 1}
    return [
        make(total, "USD", measure="export", start=100, **about),
        make(share, "%", measure="share of exports", start=180, quote="25 %", **about),
        make(part, "USD", measure="export", start=188, quote="35", **about, **more),
    ]


def test_a_share_of_a_total_is_what_is_said_to_be(make, sources):
    """Of 80 billion 25 % are 20, not 35."""
    assert [one.members for one in anomalies(portion(make), sources)] == [(1, 2, 3)]
    assert anomalies(portion(make, part="20e9"), sources) == []
    assert anomalies(portion(make, part="20.4e9 1e8", share="25 1"), sources) == []
    assert anomalies(portion(make, modality=Modality.PLAN), sources) == []


def test_only_one_total_can_be_meant(make, sources):
    """With two totals before it, nothing is known."""
    figures = portion(make)
    second = make("60e9", "USD", measure="export", subject="Kazakhstan", article=1, start=20)
    assert anomalies([second, *figures], sources) == []


def test_they_are_among_the_conflicts_of_a_project(make, sources):
    """With the subject and measure that all share, and none of what was rejected."""
    figures = shares(make, ("75", "A"), ("35", "B"))
    (found,) = find_conflicts(figures, sources)
    assert (found.relation, found.key) == (Relation.ARITHMETIC_ANOMALY, ("", "stake", "", ""))
    assert found.relation.conflict


def test_a_figure_without_its_unit_is_not_added_up(make, sources):
    """It may be of anything."""
    whole = produced(make, "12", "Kazakhstan", start=100)
    bare = make("15", None, measure="production", item="wheat", subject="Kostanay region", article=1, start=200,
                kind=Kind.QUANTITY)  # fmt: skip
    assert anomalies([whole, bare], sources) == []
