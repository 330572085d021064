"""Tests of how far two analysts agree, against numbers that were worked out by hand."""

from __future__ import annotations

import pytest

from workbench.core.comparison.agreement import agreements

# 20 accepted by both, 15 rejected by both, 5 and 10 said differently: p_o = 0.7, p_e = 0.5.
TABLE = [
    ("status", "accepted", "accepted", 20),
    ("status", "accepted", "rejected", 5),
    ("status", "rejected", "accepted", 10),
    ("status", "rejected", "rejected", 15),
]


def test_kappa_of_a_textbook_table() -> None:
    """The table of two raters and fifty proposals that every textbook has: 70 %, kappa 0.4."""
    (one,) = agreements(TABLE)
    assert (one.field, one.n) == ("status", 50)
    assert one.percent == pytest.approx(70)
    assert one.kappa == pytest.approx(0.4)


def test_alpha_is_one_less_observed_by_expected_disagreement() -> None:
    """Of 100 judgements 55 are "accepted", 45 "rejected"; 15 of 50 pairs differ: 1 - 0.3 / (2·55·45 / (100·99))."""
    (one,) = agreements(TABLE)
    assert one.alpha == pytest.approx(1 - 0.3 / (2 * 55 * 45 / (100 * 99)))


def test_where_nobody_said_anything_else_no_coefficient_is_defined() -> None:
    """Both accepted everything: 100 %, and no number for what is beyond chance."""
    (one,) = agreements([("status", "accepted", "accepted", 7)])
    assert (one.percent, one.kappa, one.alpha) == (100, None, None)


def test_worse_than_chance_is_below_nought() -> None:
    """Two that always contradict each other."""
    (one,) = agreements([("status", "accepted", "rejected", 3), ("status", "rejected", "accepted", 3)])
    assert one.percent == 0
    assert one.kappa == pytest.approx(-1)
    assert one.alpha is not None
    assert one.alpha < 0


def test_a_field_counts_once_somebody_corrected_it() -> None:
    """Values that both left as they were count where another figure's was corrected; a field that nobody touched is
    not asked about."""
    judged = [
        *TABLE,
        ("=unit", "t", "t", 50),
        ("measure", "reserves", "output", 1),
        ("=measure", "output", "output", 3),
    ]
    measure = agreements(judged)[1]
    assert [one.field for one in agreements(judged)] == ["status", "measure"]
    assert (measure.n, measure.percent) == (4, 75)


def test_without_common_figures_there_is_nothing_to_say() -> None:
    """Nothing was settled by both."""
    assert agreements([]) == []
