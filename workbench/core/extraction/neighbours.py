"""What numbers of a line lend each other: the unit of a list, of two sides, of a tolerance; a price and its unit."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.core.extraction.composed import kind_of
from workbench.core.extraction.site import Draft, Site
from workbench.core.model.disposition import NumberClass
from workbench.core.model.figure import Kind
from workbench.core.vocabulary.units import units

_SIDES = ("x", "х", "×", " x ", " х ", " × ", "*")
_TOLERANCE = ("±", " ± ", "+/-", " +/- ")
_LISTED = "unit said once"
_LENGTHS = ("length",)
_ONE_OF = (" ", " үшін ", " бағасы ", " құны ")
_PRICED = (Kind.QUANTITY, Kind.MONEY)
_WORST_GAP = 8


def lend(site: Site, drafts: Sequence[Draft]) -> None:
    """From right to left, so that "5, 10 и 15 тонн" and "5х10х20 метров" all get their unit."""
    for at in range(len(drafts) - 1, 0, -1):
        left, right = drafts[at - 1], drafts[at]
        gap = site.low[left.end : right.start] if right.start - left.end <= _WORST_GAP else ""
        if not gap or left.refused is not None or right.refused is not None:
            continue
        if _lends(left, right, gap):
            left.unit, left.kind = right.unit, right.kind
            left.unit_start, left.unit_end = right.unit_start, right.unit_end
            left.rules.append(_LISTED)
        elif _one_of(site, left, right, gap):
            left.refuse(NumberClass.WORD, "one of the unit below the line")


def _lends(left: Draft, right: Draft, gap: str) -> bool:
    if left.unit is not None or right.unit is None or not (left.number.digits and right.number.digits):
        return False
    if left.number.scaled or right.number.scaled or right.unit_start < right.number.end:
        return False
    if gap in _SIDES:
        return units().dimension(right.unit) in _LENGTHS
    if gap in _TOLERANCE:
        return not right.counted
    return gap == ", " and _LISTED in right.rules and not right.counted and left.low == left.value


def _one_of(site: Site, left: Draft, right: Draft, gap: str) -> bool:
    """Kazakh "бір тоннаға 500 доллар", everywhere "1 доллар = 90 рублей": the right is the price of the left."""
    kazakh = site.lexicon.language == "kk" and gap in _ONE_OF
    if not (kazakh or gap == " = ") or left.unit is None or right.unit is None or "/" in left.unit:
        return False
    below = "{1000 m3}" if left.unit == "m3" and left.value == 1000 else left.unit
    if left.is_range or (left.value != 1 and below == left.unit) or left.unit == right.unit.partition("/")[0]:
        return False
    if right.unit.endswith(f"/{left.unit}"):
        return True  # "бір тоннаға" was read with its amount already
    if "/" in right.unit or right.kind is not Kind.MONEY or kind_of(left.unit) not in _PRICED:
        return False
    if units().get(f"{right.unit}/{below}") is None:
        return False
    right.unit = f"{right.unit}/{below}"
    right.rules.append("price of one")
    return True
