"""When two figures are of one time: flows need the same days, states a day in common."""

from __future__ import annotations

import pytest

from workbench.core.comparison.conflicts import find_conflicts, judge
from workbench.core.comparison.tables import build
from workbench.core.comparison.times import apart, flows, is_flow, load_flows
from workbench.core.errors import BadLexicon
from workbench.core.model.comparison import ComparisonSpec
from workbench.core.model.conflict import Relation
from workbench.core.model.period import Period
from workbench.core.vocabulary.terms import TermKind, Terms


@pytest.mark.parametrize(
    ("one", "other", "state", "flow"),
    [
        ("2024", "2024", False, False),
        ("2024", "2024-01/2024-12", False, False),
        ("2024", "2024-40", False, True),
        ("2024", "2024-01", False, True),
        ("2019/2024", "2024", False, True),
        ("2020/..", "2024", False, True),
        ("2023", "2024", True, True),
        ("2024-01", "--02", True, True),
        ("2024-02", "--02", False, False),
        ("2024-02", "--02-04", False, True),
        ("2024-02-04", "--02-04", False, False),
        ("2024", "--02", False, True),
        ("2020/..", "--02", False, True),
        ("2023-12/2024-01", "--02", True, True),
        ("--02", "--02-04", False, True),
        ("--02-03", "--02-04", True, True),
        ("--02-03/--02-05", "--02-04", False, True),
    ],
)
def test_of_one_time_or_not(one, other, state, flow):
    """A year's output holds that of its January; the reserves of a year are those of its January."""
    for a, b in ((one, other), (other, one)):
        assert apart(Period(a), Period(b), flow=False) is state
        assert apart(Period(a), Period(b), flow=True) is flow


def test_half_a_year_of_output_is_no_contradiction_of_the_year(make, sources):
    """The engine says which times; of reserves it is one, and of equal times the numbers must agree."""
    half, year = {"period": "2024-40"}, {"period": "2024"}
    flow = [make("130", measure="production", **half), make("270", measure="production", **year)]
    assert judge(*flow, sources).relation is Relation.DIFFERENT_PERIOD
    assert find_conflicts(flow, sources) == []
    assert len(find_conflicts([make("130", **half), make("270", **year)], sources)) == 1
    assert len(find_conflicts([*flow, make("240", measure="production", **year)], sources)) == 1


def test_a_cell_of_nested_times_says_so(make, sources):
    """In a table as well."""
    figures = [make("130", measure="production", period="2024-40"), make("270", measure="production", period="2024")]
    (cell,) = build(ComparisonSpec(columns=()), figures, sources).cells.values()
    assert cell.relation is Relation.DIFFERENT_PERIOD


def test_each_flow_is_a_measure():
    """A key that was renamed in the lexicon is found here."""
    known = Terms.load().keys(TermKind.MEASURE)
    assert [pattern.pattern for pattern in flows() if not any(pattern.fullmatch(key) for key in known)] == []
    assert is_flow("change in share of exports")
    assert not any(is_flow(measure) for measure in ("reserves", "price", "share of production", "change ", None))


def test_a_mistake_in_the_flows_is_told(tmp_path):
    """With its file and line."""
    (tmp_path / "flows.toml").write_text('["export"]\nkind = "flow"\n', "utf-8")
    with pytest.raises(BadLexicon, match=r"flows\.toml, line 2"):
        load_flows(tmp_path / "flows.toml")
