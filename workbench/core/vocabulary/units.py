"""The units of measurement: what a code means, what may be compared with it, how it is shown."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from workbench.core import paths
from workbench.core.errors import BadLexicon
from workbench.core.model.figure import Kind
from workbench.core.model.unit import Unit

LANGUAGES = ("en", "ru", "kk")


class UnitTable:
    """All units by code. Quotients ("USD/t") and counts ("{country}") are made when first asked for."""

    def __init__(self, listed: dict[str, Unit]) -> None:
        self._listed = listed
        self._made: dict[str, Unit | None] = {}
        self._counts: dict[str, dict[str, Unit]] = {}

    def get(self, code: str) -> Unit | None:
        """The unit of a code; None for a code nobody knows."""
        unit = self._listed.get(code)
        if unit is not None:
            return unit
        if code not in self._made:
            self._made[code] = self._make(code)
        return self._made[code]

    def all(self) -> tuple[Unit, ...]:
        """Every listed unit, in the order of the file."""
        return tuple(self._listed.values())

    def dimension(self, code: str) -> str | None:
        """What may be compared with it: "mass", "money:USD", "count:{country}"."""
        unit = self.get(code)
        return unit.dimension if unit else None

    def factor(self, code: str) -> Decimal | None:
        unit = self.get(code)
        return unit.factor if unit else None

    def convert(self, value: Decimal, source_code: str, target_code: str) -> Decimal | None:
        """The value in another unit; None when the two do not measure the same."""
        if source_code == target_code:
            return value
        source, target = self.get(source_code), self.get(target_code)
        if source is None or target is None or source.dimension != target.dimension:
            return None
        return value * source.factor / target.factor

    def name(self, code: str, lang: str) -> str:
        """A short form for display; the bare code (braces off) where the language has none."""
        unit = self.get(code)
        if unit is not None and lang in unit.names:
            return unit.names[lang]
        above, slash, below = code.partition("/")
        if slash and code not in self._listed:
            return f"{self.name(above, lang)}/{self.name(below, lang)}"
        return code.strip("{}")

    def of_name(self, name: str, lang: str) -> Unit | None:
        """The listed count whose short form this is: "countries" in English."""
        if lang not in self._counts:
            counts = (unit for unit in self.all() if unit.kind is Kind.COUNT)
            self._counts[lang] = {unit.names[lang]: unit for unit in counts if lang in unit.names}
        return self._counts[lang].get(name)

    def _make(self, code: str) -> Unit | None:
        above, slash, below = code.partition("/")
        if slash:
            return self._quotient(code, above, below)
        if len(code) > 2 and code[0] == "{" and code[-1] == "}":
            return Unit(code=code, kind=Kind.COUNT, dimension=f"count:{code}")
        return None

    def _quotient(self, code: str, above: str, below: str) -> Unit | None:
        one, per = self.get(above), self.get(below)
        if one is None or per is None:
            return None
        kind = Kind.QUANTITY if one.kind in (Kind.COUNT, Kind.DURATION) else one.kind
        return Unit(
            code=code, kind=kind, dimension=f"{one.dimension}/{per.dimension}", factor=one.factor / per.factor
        )


@cache
def units() -> UnitTable:
    """The table of resources/units.toml."""
    return load(paths.resources() / "units.toml")


def load(path: Path) -> UnitTable:
    """Read a table of units; a mistake in it names the file and the row."""
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:  # its message says line and column
        raise BadLexicon(f"{path}: {error}") from error
    listed: dict[str, Unit] = {}
    try:
        for unit in (*_measured(data), *_counted(data), *_money(data)):
            if unit.code in listed:
                raise ValueError(f"{unit.code} stands twice")
            listed[unit.code] = unit
    except (ArithmeticError, KeyError, TypeError, ValueError) as error:
        raise BadLexicon(f"{path}: {error}") from error
    return UnitTable(listed)


def _measured(data: Mapping[str, Any]) -> Iterator[Unit]:
    for block in data["dimension"]:
        kind = Kind(block["kind"])
        for code, factor, *names in block["units"]:
            yield Unit(
                code=code, kind=kind, dimension=block["name"], factor=Decimal(factor), names=_names(code, names)
            )


def _counted(data: Mapping[str, Any]) -> Iterator[Unit]:
    for block in data["count"]:
        for code, *names in block["units"]:
            yield Unit(code=code, kind=Kind.COUNT, dimension=f"count:{code}", names=_names(code, names))


def _money(data: Mapping[str, Any]) -> Iterator[Unit]:
    named = data["money"]["names"]
    for code in data["money"]["codes"]:
        names = _names(code, named[code]) if code in named else {}
        yield Unit(code=code, kind=Kind.MONEY, dimension=f"money:{code}", names=names)


def _names(code: str, names: list[str]) -> dict[str, str]:
    if len(names) != len(LANGUAGES):
        raise ValueError(f"{code} has {len(names)} names, one for each of {', '.join(LANGUAGES)} is needed")
    return dict(zip(LANGUAGES, names, strict=True))
