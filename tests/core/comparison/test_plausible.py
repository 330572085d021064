"""Sizes that cannot be are shown: outside what there is in the world, or far from all their peers."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.core.comparison.conflicts import find_conflicts
from workbench.core.comparison.plausible import Sizes, implausible_sizes, load_ranges, ranges
from workbench.core.errors import BadLexicon
from workbench.core.model.brief import briefs_of
from workbench.core.model.conflict import Relation
from workbench.core.model.figure import Change
from workbench.core.vocabulary.naming import Names


def odd(figures, sources, language="en"):
    return implausible_sizes(figures, sources, Names(language=language))


def test_a_deposit_larger_than_any_country_s_is_shown(make, sources):
    """127 thousand km² with ore in it; the sentence quotes the source and says why, in each language."""
    area = make("127000", "km2", measure="area", subject="Kokbulak", quote="127 thousand km²")
    ore = make("350e6", "t", measure="reserves", subject="Kokbulak")
    (found,) = odd([area, ore], sources)
    assert (found.relation, found.members) == (Relation.IMPLAUSIBLE_SIZE, (1,))
    assert all(words in found.reason for words in ("127 thousand km²", "Outlet 1", "10\xa0thousand", "Ghawar"))
    assert "Гавар" in odd([area, ore], sources, "ru")[0].reason
    assert odd([area], sources) == [], "that it is a deposit is known by its reserves"


def test_what_is_known_to_be_a_country_or_region_may_be_large(make, sources):
    """Kazakhstan has reserves and 2.7 million km²."""
    for subject in ("Kazakhstan", "Kostanay region"):
        area = make("2700000", "km2", measure="area", subject=subject)
        assert odd([area, make("5", measure="reserves", subject=subject)], sources) == []


@pytest.mark.parametrize(
    ("number", "unit", "field", "shown"),
    [
        ("101", "%", {"measure": "share of exports"}, True),
        ("100", "%", {"measure": "share of exports"}, False),
        ("120", "%", {"measure": "stake"}, True),
        ("120", "%", {"measure": "stake", "change": Change.RISE}, False),
        ("200e6", "t", {"measure": "reserves", "item": "rare earths"}, True),
        ("200", "Mt", {"measure": "reserves", "item": "rare earths"}, True),
        ("44e6", "t", {"measure": "reserves", "item": "rare earths"}, False),
        ("200e6", "t", {"measure": "reserves", "item": "iron ore"}, False),
        ("85", "USD/[bbl_us]", {"measure": "price", "item": "oil"}, False),
        ("8500", "USD/[bbl_us]", {"measure": "price", "item": "oil"}, True),
    ],
)
def test_what_there_is_in_the_world(make, sources, number, unit, field, shown):
    """Whatever the unit; a rise may be of any size."""
    assert bool(odd([make(number, unit, **field)], sources)) is shown


SALARIES = [str(300_000 + 7_000 * n) for n in range(14)]


def salaries(make, *further):
    return [make(n, "KZT", measure="salary", subject=f"Firm {i}") for i, n in enumerate((*SALARIES, *further))]


def test_a_thousandfold_of_all_peers_is_shown(make, sources):
    """Both are quoted: the figure, and the peer in the middle."""
    (found,) = odd(salaries(make, "350000000"), sources)
    assert found.members == (15,)
    assert "350000000 KZT" in found.reason
    assert "14 figures" in found.reason
    assert any(f"{number} KZT" in found.reason for number in SALARIES)
    (least,) = odd(salaries(make, "100"), sources)
    assert "less" in least.reason


def test_good_data_is_left_alone(make, sources):
    """A tenfold; two of the same unusual size; few peers; peers of any size; one number over and over."""
    assert odd(salaries(make, "3500000"), sources) == []
    assert odd(salaries(make, "350000000", "360000000"), sources) == []
    assert odd(salaries(make)[:9] + [make("350000000", "KZT", measure="salary")], sources) == []
    spread = [make(f"{10**n}", "USD", measure="investment", subject=f"F{n}") for n in range(4, 18)]
    assert odd([*spread, make("5", "USD", measure="investment")], sources) == []
    same = [make("500", "USD", measure="price", subject=f"F{n}") for n in range(20)]
    assert odd([*same, make("5000000", "USD", measure="price")], sources) == []


def test_other_items_and_dimensions_are_no_peers(make, sources):
    """Tonnes of ore say nothing of ounces of gold."""
    figures = [make(f"{1_000_000 + n}", item="iron ore", subject=f"F{n}") for n in range(20)]
    assert odd([*figures, make("5", item="gold")], sources) == []
    assert odd([*figures, make("5", "km2", item="iron ore")], sources) == []


def test_kept_in_step_it_is_what_is_found_at_once(make, sources):
    """Figures that come, go and come back."""
    figures = salaries(make, "350000000", "340")
    sizes = Sizes()
    for brief in briefs_of(figures):
        sizes.add(brief)
    assert sizes.odd() == Sizes(briefs_of(figures)).odd()
    assert [one.figure for one in sizes.odd()] == [15, 16]
    sizes.remove(15)
    assert [one.figure for one in sizes.odd()] == [16]
    sizes.add(briefs_of(figures)[14])
    assert [one.figure for one in sizes.odd()] == [15, 16]
    for figure in figures:
        sizes.remove(figure.id)
    assert sizes.odd() == []


def test_it_is_a_conflict_of_its_own(make, sources):
    """One figure, its subject and measure."""
    (found,) = find_conflicts([make("120", "%", measure="stake")], sources)
    assert (found.relation, found.key) == (Relation.IMPLAUSIBLE_SIZE, ("Kazakhstan", "stake", "", ""))


def test_each_range_says_why_in_three_languages():
    """And is in a unit that is known."""
    assert len(ranges()) > 8
    for one in ranges():
        assert set(one.why) == {"en", "ru", "kk"}
        assert all(one.why.values())
        assert one.low is not None or one.high is not None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[range]]\nmeasure = 'area'\n", "range 1"),
        ("[[range]]\nmeasure = 'area'\nunit = 'xyz'\nwhy = ['', '', '']\n", "xyz"),
        ("[[range]]\nmeasure = 'area'\nunit = 'km2'\nhigh = 'much'\nwhy = ['', '', '']\n", "range 1"),
        ("[[range]]\nmeasure = 'area'\nunit = 'km2'\nhigh = '5'\nwhy = ['a']\n", "range 1"),
        ("[[range\n", "line 1"),
        ("", "range"),
    ],
)
def test_a_mistake_in_the_table_is_told_with_its_place(tmp_path: Path, text: str, said: str):
    """The file and the range."""
    path = tmp_path / "plausible.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(BadLexicon) as told:
        load_ranges(path)
    assert str(path) in str(told.value)
    assert said in str(told.value)
