"""How far apart numbers may stand and still be added up, or held against each other, in one source."""

from __future__ import annotations

from itertools import count

import pytest

from workbench.core.comparison.arithmetic import arithmetic_anomalies, may_not_add_up
from workbench.core.model.brief import briefs_of
from workbench.core.model.figure import Change, Kind
from workbench.core.vocabulary.naming import Names


def anomalies(figures, sources):
    return [found.members for found in arithmetic_anomalies(figures, sources, Names(language="en"))]


def in_a_row(make, *told):
    """(gap before it, number, unit, fields) as figures of article 1, one behind the other."""
    end, figures = 0, []
    for gap, number, unit, fields in told:
        figure = make(number, unit, article=1, start=end + gap, **fields)
        end = figure.full_span.end
        figures.append(figure)
    return figures


@pytest.mark.parametrize(("gap", "found"), [(120, [(1, 2)]), (121, [])])
def test_shares_are_listed_within_a_line_or_two(make, sources, gap, found):
    """75 and 35 % are of one whole up to 120 characters apart."""
    stake = {"measure": "stake"}
    figures = in_a_row(make, (9, "75", "%", stake | {"subject": "A"}), (gap, "35", "%", stake | {"subject": "B"}))
    assert anomalies(figures, sources) == found


@pytest.mark.parametrize(
    ("between", "before", "measure", "found"),
    [
        (45, 1, "change in export", True),
        (46, 1, "change in export", False),
        (1, 45, "change in export", True),
        (1, 46, "change in export", False),
        (1, 45, "export", True),
        (1, 45, "change", True),
        (1, 15, "change in profit", True),
        (1, 16, "change in profit", False),
    ],
)
def test_a_change_and_its_size_stand_together(make, sources, between, before, measure, found):
    """From 3 to 6 by 50 %: each within 45 characters, within 15 where the size is told of something else."""
    figures = in_a_row(
        make,
        (9, "3", "t", {"measure": "export", "change": Change.FROM}),
        (between, "6", "t", {"measure": "export", "change": Change.TO}),
        (before, "50", "%", {"measure": measure, "change": Change.RISE}),
    )
    assert anomalies(figures, sources) == ([(1, 2, 3)] if found else [])


@pytest.mark.parametrize(("before", "beside", "found"), [(250, 12, True), (251, 12, False), (250, 13, False)])
def test_a_share_stands_beside_its_amount_and_behind_the_total(make, sources, before, beside, found):
    """Of 80 dollars 25 %, or 35: the two within 12 characters, the total within 250 before them."""
    figures = in_a_row(
        make,
        (9, "80", "USD", {"measure": "export"}),
        (before, "25", "%", {"measure": "share of exports"}),
        (beside, "35", "USD", {"measure": "export"}),
    )
    assert anomalies(figures, sources) == ([(1, 2, 3)] if found else [])


@pytest.mark.parametrize(("parts", "found"), [(("60", "40"), []), (("60", "41"), [(1, 2)])])
def test_all_of_a_whole_is_not_too_much(make, sources, parts, found):
    """Exactly a hundred per cent are shared out; one more are not."""
    stakes = zip(parts, "AB", count(100, 30), strict=False)
    figures = [
        make(number, "%", measure="stake", subject=owner, article=1, start=start) for number, owner, start in stakes
    ]
    assert anomalies(figures, sources) == found


@pytest.mark.parametrize(("region", "found"), [("12", []), ("13", [(1, 2)])])
def test_a_part_may_be_all_of_its_whole(make, sources, region, found):
    """What is grown in one region only is all that its country has."""
    crop = {"measure": "production", "item": "wheat"}
    figures = in_a_row(
        make,
        (9, "12", "t", crop | {"subject": "Kazakhstan"}),
        (9, region, "t", crop | {"subject": "Kostanay region"}),
    )
    assert anomalies(figures, sources) == found


@pytest.mark.parametrize(
    ("owners", "found"), [(["Ulba"], []), (["Ulba", None], []), (["Ulba", "Zhitikara Co"], [(1, 2), (1, 3)])]
)
def test_only_a_list_behind_a_country_is_of_its_parts(make, sources, owners, found):
    """One company that makes more than the country may do so elsewhere; so may what nobody is named for."""
    crop = {"measure": "production", "item": "wheat"}
    listed = [(9, "15", "t", crop | {"subject": owner}) for owner in owners]
    figures = in_a_row(make, (9, "12", "t", crop | {"subject": "Kazakhstan"}), *listed)
    assert [tuple(sorted(members)) for members in anomalies(figures, sources)] == found


@pytest.mark.parametrize(
    ("start", "end", "size", "found"),
    [
        (("20", "%", "share of exports"), ("30", "%", "share of exports"), ("5", "[pp]"), True),
        (("20", "%", "share of exports"), ("30", "%", "share of exports"), ("10", "[pp]"), False),
        (("20", "%", "share of exports"), ("30", "%", "share of exports"), ("5", "%"), False),
        (("3", "t", "export"), ("6", "t", "import"), ("50", "%"), False),
        (("3", "t", "export"), ("6", "USD", "export"), ("50", "%"), False),
        ((">3", "t", "export"), (">6", "t", "export"), ("50", "%"), False),
        (("3", "t", "export"), ("6", "t", "export"), (">50", "%"), False),
        (("3", "t", "export"), ("6", "t", "export"), ("2", "t"), True),
        (("3", "t", "export"), ("6", "t", "export"), ("4", "t"), True),
        (("0", "t", "export"), ("6", "t", "export"), ("50", "%"), False),
        (("3", "t", "export"), ("6", "t", "export"), ("2", "USD"), False),
    ],
)
def test_a_size_is_held_against_its_own_change_only(make, sources, start, end, size, found):
    """Shares change by points or, who knows, by per cent; what begins as one thing does not end as another; bounds
    leave the change open."""
    kind = {"kind": Kind.PERCENTAGE_POINT} if size[1] == "[pp]" else {}
    figures = in_a_row(
        make,
        (9, *start[:2], {"measure": start[2], "change": Change.FROM}),
        (5, *end[:2], {"measure": end[2], "change": Change.TO}),
        (5, *size, {"measure": "change", "change": Change.RISE} | kind),
    )
    assert anomalies(figures, sources) == ([(1, 2, 3)] if found else [])


def test_what_cannot_be_added_hides_nothing_behind_it(make):
    """The look that comes first passes over figures without a measure."""
    stake = {"measure": "stake"}
    told = [(9, "75", "%", stake | {"subject": "A"}), (9, "35", "%", stake | {"subject": "B"})]
    assert may_not_add_up(briefs_of(in_a_row(make, (0, "7", "t", {"measure": None}), *told)))


@pytest.mark.parametrize(("more", "found"), [("5", []), ("6", [(1, 2, 3)])])
def test_parts_may_be_all_of_their_whole(make, sources, more, found):
    """7 and 5 are 12; 7 and 6 are more."""
    crop = {"measure": "production", "item": "wheat"}
    regions = [("7", "Kostanay region"), (more, "Aktobe region")]
    told = [(9, number, "t", crop | {"subject": region}) for number, region in regions]
    assert anomalies(in_a_row(make, (9, "12", "t", crop | {"subject": "Kazakhstan"}), *told), sources) == found


def test_a_change_whose_end_is_not_told_hides_no_other(make, sources):
    """An end without its beginning stands first; the change behind it still does not fit its size."""
    told = [(9, "9", Change.TO), (200, "3", Change.FROM), (5, "6", Change.TO)]
    ends = [(gap, number, "t", {"measure": "export", "change": change}) for gap, number, change in told]
    size = (5, "50", "%", {"measure": "change in export", "change": Change.RISE})
    assert anomalies(in_a_row(make, *ends, size), sources) == [(2, 3, 4)]


def test_a_share_that_fits_hides_none_that_does_not(make, sources):
    """Of 80 dollars 25 %, or 20, is right; of 50 tonnes 10 %, or 9, behind it is not."""
    dollars, tonnes = {"measure": "export"}, {"measure": "export", "item": "wheat"}
    right = [(9, "80", "USD", dollars), (50, "25", "%", {"measure": "share of exports"}), (5, "20", "USD", dollars)]
    wrong = [(50, "50", "t", tonnes), (50, "10", "%", {"measure": "share of exports"}), (5, "9", "t", tonnes)]
    assert anomalies(in_a_row(make, *right, *wrong), sources) == [(4, 5, 6)]


@pytest.mark.parametrize(
    ("part", "found"), [("5", [(1, 2, 3)]), ("20", []), ("79", [(1, 2, 3)]), ("80", []), ("90", [])]
)
def test_a_share_may_be_missed_on_either_side(make, sources, part, found):
    """Of 80 dollars 25 % are neither 5 nor 79; what is not less than the total is no part of it."""
    export = {"measure": "export"}
    figures = in_a_row(
        make,
        (9, "80", "USD", export),
        (50, "25", "%", {"measure": "share of exports"}),
        (5, part, "USD", export),
    )
    assert anomalies(figures, sources) == found


@pytest.mark.parametrize(("fall", "found"), [("5", [(1, 2, 3)]), ("20", []), ("35", [(1, 2, 3)])])
def test_a_fall_may_be_missed_on_either_side(make, sources, fall, found):
    """From 100 to 80 is a fall neither by 5 nor by 35."""
    figures = in_a_row(
        make,
        (9, "100", "t", {"measure": "export", "change": Change.FROM}),
        (5, "80", "t", {"measure": "export", "change": Change.TO}),
        (5, fall, "t", {"measure": "change in export", "change": Change.FALL}),
    )
    assert anomalies(figures, sources) == found


@pytest.mark.parametrize(("subject", "found"), [("Kazakhstan", [(1, 2)]), ("China", [])])
def test_a_place_in_a_country_is_a_part_of_it(make, sources, subject, found):
    """What the country makes in one of its regions is not more than all; what another makes there is its own."""
    crop = {"measure": "production", "item": "wheat"}
    region = crop | {"subject": subject, "place": "Kostanay region"}
    figures = in_a_row(make, (9, "12", "t", crop | {"subject": "Kazakhstan"}), (200, "15", "t", region))
    assert anomalies(figures, sources) == found


@pytest.mark.parametrize("stated", [("12", "20"), ("20", "12")])
def test_the_amount_that_leaves_most_room_counts(make, sources, stated):
    """A country of 12 and of 20 may have a region of 15, and none of 21."""
    crop = {"measure": "production", "item": "wheat"}
    country = [(200, number, "t", crop | {"subject": "Kazakhstan"}) for number in stated]
    for region, found in (("15", 0), ("21", 1)):
        told = in_a_row(make, *country, (200, region, "t", crop | {"subject": "Kostanay region"}))
        assert len(anomalies(told, sources)) == found


@pytest.mark.parametrize(("share", "part"), [("<=25", "35"), ("25", "<=35"), (">25", "15")])
def test_a_bound_is_no_share_of_a_total(make, sources, share, part):
    """Up to a quarter, or up to 35: nothing that must be a product."""
    export = {"measure": "export"}
    told = [(50, share, "%", {"measure": "share of exports"}), (5, part, "USD", export)]
    assert anomalies(in_a_row(make, (9, "80", "USD", export), *told), sources) == []
