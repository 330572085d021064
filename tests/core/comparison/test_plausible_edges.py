"""From how many peers on a size is called far from them, and when something is a deposit no more."""

from __future__ import annotations

import pytest

from workbench.core.comparison.plausible import Sizes, implausible_sizes
from workbench.core.model.brief import briefs_of
from workbench.core.vocabulary.naming import Names


def odd(figures):
    return [one.figure for one in Sizes(briefs_of(figures)).odd()]


@pytest.mark.parametrize(("peers", "found"), [(11, []), (12, [13])])
def test_a_dozen_peers_are_asked_for(make, peers, found):
    """Beside eleven nothing is said, beside twelve it is."""
    figures = [make(f"{300 + n}", "KZT", measure="salary", subject=f"Firm {n}") for n in range(peers)]
    assert odd([*figures, make("900000", "KZT", measure="salary")]) == found


@pytest.mark.parametrize(("numbers", "found"), [(5, []), (6, [21])])
def test_the_peers_do_not_all_say_the_same(make, numbers, found):
    """Twenty that state five numbers, with the odd one six, tell little; of one more number they do."""
    figures = [make(f"{300 + n % numbers}", "KZT", measure="salary", subject=f"Firm {n}") for n in range(20)]
    assert odd([*figures, make("900000", "KZT", measure="salary")]) == found


def test_without_its_reserves_it_is_no_deposit(make):
    """Whoever rejects the reserves takes away why the area cannot be."""
    area = make("127000", "km2", measure="area", subject="Kokbulak")
    ore = make("350e6", "t", measure="reserves", subject="Kokbulak")
    sizes = Sizes(briefs_of([area, ore]))
    assert [one.figure for one in sizes.odd()] == [1]
    sizes.remove(ore.id)
    assert sizes.odd() == []


def test_the_sentence_says_that_it_is_too_much_of_what(make, sources):
    """A stake of 120 % is more than there can be, not less, and is called a stake."""
    (found,) = implausible_sizes([make("120", "%", measure="stake")], sources, Names(language="en"))
    assert "is more than there can be of “stake”" in found.reason


@pytest.mark.parametrize(("number", "times", "above"), [("900000", 900000 / 306, True), ("0.03", 305 / 0.03, False)])
def test_how_many_times_more_or_less_it_is(make, number, times, above):
    """As against the peer in the middle."""
    figures = [make(f"{300 + n}", "KZT", measure="salary", subject=f"Firm {n}") for n in range(12)]
    (one,) = Sizes(briefs_of([*figures, make(number, "KZT", measure="salary")])).odd()
    assert one.times == pytest.approx(times)
    assert (one.above, one.count) == (above, 12)
