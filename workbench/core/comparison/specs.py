"""A comparison's layout as plain JSON, to be kept under a name or with a window; and what an older one lacks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from workbench.core.model.comparison import Axis, ComparisonSpec, Order
from workbench.core.model.figure import Status

E = TypeVar("E", Axis, Order, Status)
_KEYS = ("own_rows", "own_columns", "hidden")


def to_json(spec: ComparisonSpec) -> dict[str, Any]:
    """Only what is not as usual, besides rows and columns."""
    usual = ComparisonSpec(rows=spec.rows, columns=spec.columns)
    made: dict[str, Any] = {
        "rows": [axis.value for axis in spec.rows],
        "columns": [axis.value for axis in spec.columns],
        "only": {axis.value: list(values) for axis, values in spec.only.items() if values},
        "statuses": [status.value for status in spec.statuses],
        "units": dict(spec.units),
        "since": spec.since,
        "until": spec.until,
        "order_rows": spec.order_rows.value,
        "order_columns": spec.order_columns.value,
        **{name: [list(key) for key in getattr(spec, name)] for name in _KEYS},
    }
    plain = _usual(usual)
    return {name: value for name, value in made.items() if name in ("rows", "columns") or value != plain[name]}


def _usual(spec: ComparisonSpec) -> dict[str, Any]:
    return {
        "only": {},
        "statuses": [status.value for status in spec.statuses],
        "units": {},
        "since": "",
        "until": "",
        "order_rows": Order.USUAL.value,
        "order_columns": Order.USUAL.value,
        **{name: [] for name in _KEYS},
    }


def from_json(kept: Any, name: str = "") -> ComparisonSpec:
    """The layout that was kept; whatever another version of the program wrote and this one does not know is left
    out, and without rows or columns it is the usual layout."""
    if not isinstance(kept, dict):
        return ComparisonSpec(name=name)
    rows, columns = _known(Axis, kept.get("rows")), _known(Axis, kept.get("columns"))
    columns = tuple(axis for axis in columns if axis not in rows)
    if not rows or not columns:
        return ComparisonSpec(name=name)
    only = _mapping(kept.get("only"))
    return ComparisonSpec(
        name=name,
        rows=rows,
        columns=columns,
        only={axis: _texts(only[axis.value]) for axis in Axis if axis.value in only},
        statuses=_known(Status, kept.get("statuses")) or ComparisonSpec().statuses,
        units={str(measure): str(unit) for measure, unit in _mapping(kept.get("units")).items()},
        since=str(kept.get("since") or ""),
        until=str(kept.get("until") or ""),
        order_rows=next(iter(_known(Order, [kept.get("order_rows")])), Order.USUAL),
        order_columns=next(iter(_known(Order, [kept.get("order_columns")])), Order.USUAL),
        own_rows=_keys(kept.get("own_rows"), len(rows)),
        own_columns=_keys(kept.get("own_columns"), len(columns)),
        hidden=_keys(kept.get("hidden"), len(rows)),
    )


def _known(kind: type[E], values: Any) -> tuple[E, ...]:
    known = {one.value: one for one in kind}
    found = values if isinstance(values, list) else []
    return tuple(dict.fromkeys(known[value] for value in found if isinstance(value, str) and value in known))


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _texts(values: Any) -> tuple[str, ...]:
    return tuple(str(value) for value in values) if isinstance(values, list) else ()


def _keys(values: Any, length: int) -> tuple[tuple[str, ...], ...]:
    found: Iterable[Any] = values if isinstance(values, list) else ()
    return tuple(key for value in found if len(key := _texts(value)) == length)
