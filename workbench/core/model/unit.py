"""A unit of measurement as the program knows it; the table itself is resources/units.toml."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from workbench.core.model.figure import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """`code` is UCUM ("t", "km2", "{country}") or ISO 4217 ("USD"). `dimension` is what may be compared ("mass",
    "area", "money:USD", "share", "count:{country}"); `factor` turns a number of this unit into the dimension's base
    unit (mass in t, area in km2, length in km, money in the currency itself), an exact decimal."""

    code: str
    kind: Kind
    dimension: str
    factor: Decimal = Decimal(1)
    names: dict[str, str] = field(default_factory=dict)  # language -> short display form: {"ru": "т", "en": "t"}
