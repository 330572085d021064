"""Layouts of comparisons as JSON."""

from __future__ import annotations

import json

import pytest

from workbench.core.comparison.specs import from_json, to_json
from workbench.core.model.comparison import GRID, Axis, ComparisonSpec, Order
from workbench.core.model.figure import Status

WHOLE = ComparisonSpec(
    rows=(Axis.SUBJECT, Axis.ITEM),
    columns=(Axis.PERIOD, Axis.PUBLISHER),
    only={Axis.SUBJECT: ("China", "")},
    statuses=(Status.ACCEPTED,),
    units={"reserves": "Mt"},
    since="2024",
    until="2025-10",
    order_rows=Order.OWN,
    order_columns=Order.VALUE,
    own_rows=(("China", "ore"), ("China", "")),
    own_columns=(("2025", "Outlet"),),
    hidden=(("Peru", "ore"),),
)


@pytest.mark.parametrize("spec", [ComparisonSpec(), GRID, WHOLE])
def test_what_is_kept_comes_back(spec):
    """By way of real JSON."""
    assert from_json(json.loads(json.dumps(to_json(spec)))) == spec


def test_only_what_is_unusual_is_written():
    """So that what is usual tomorrow holds for it too."""
    assert to_json(GRID) == {"rows": ["measure"], "columns": ["subject"]}


@pytest.mark.parametrize(
    "kept",
    [
        None,
        [],
        {"rows": ["measure"]},
        {"rows": ["colour"], "columns": ["subject"]},
        {"rows": ["measure"], "columns": ["measure"]},
        {"rows": "measure", "columns": 5},
    ],
)
def test_without_rows_or_columns_it_is_the_usual_layout(kept):
    """What is damaged or of another program does not keep a project from opening."""
    assert from_json(kept) == ComparisonSpec()


def test_what_is_not_known_is_left_out():
    """Axes, orders, statuses and keys of the wrong length."""
    kept = {
        "rows": ["measure", "colour"],
        "columns": ["subject"],
        "statuses": ["maybe"],
        "order_rows": ["name"],
        "own_rows": [["a", "b"], ["c"], 5],
        "only": {"colour": ["red"], "subject": "China"},
    }
    spec = from_json(kept)
    assert (spec.rows, spec.order_rows, spec.own_rows) == ((Axis.MEASURE,), Order.USUAL, (("c",),))
    assert spec.statuses == ComparisonSpec().statuses
    assert spec.only == {Axis.SUBJECT: ()}
