"""The names on the tabs of one workbook: each as Excel allows it, no two alike."""

from __future__ import annotations

import re

LENGTH = 31  # UTF-16 units
_FORBIDDEN = re.compile(r"[\\/?*\[\]:\x00-\x1f\ud800-\udfff\ufffe\uffff]")
_RESERVED = "history"  # a sheet of Excel's own
_NAMELESS = "–"


def allowed(name: str) -> bool:
    """Whether Excel takes the name as it is."""
    return fit(name) == name


def fit(name: str) -> str:
    """The name without what Excel forbids, cut to what it takes."""
    name = _shortened(_FORBIDDEN.sub(" ", name), LENGTH).strip("' ") or _NAMELESS
    return name + "_" if name.casefold() == _RESERVED else name


class Tabs:
    """Gives out names. Case does not tell two apart."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def give(self, wanted: str, start: int = 1) -> str:
        """The name, else the next free one with a number: "Evidence", "Evidence 2"."""
        wanted, number = fit(wanted), start
        name = wanted if number == 1 else numbered(wanted, number)
        while name.casefold() in self._taken:
            number += 1
            name = numbered(wanted, number)
        self._taken.add(name.casefold())
        return name


def numbered(name: str, number: int) -> str:
    behind = f" {number}"
    return _shortened(name, LENGTH - len(behind)) + behind


def _shortened(name: str, units: int) -> str:
    """The beginning that fits into so many UTF-16 units."""
    while len(name) + sum(ch > "\uffff" for ch in name) > units:
        name = name[:-1]
    return name.rstrip()
