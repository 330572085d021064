"""In which unit and scale numbers are best read: "2.6 Mt", not "2600000 t"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from workbench.core.model.figure import Kind, Statement
from workbench.core.vocabulary.naming import Names
from workbench.core.vocabulary.units import units

_SCALES = (Decimal(10**12), Decimal(10**9), Decimal(10**6), Decimal(10**3))
_NO_SCALES = ("share", "percentage point", "ratio", "time", "age")  # nobody reads thousands of per cent
_FROM = Decimal(10**4)  # numbers below ten thousand are read as they are


def unit_of(figure: Statement) -> str:
    """The unit a figure is shown in: as stated, "%" for a bare share, "" where there is none."""
    return figure.unit or ("%" if figure.kind is Kind.PERCENT else "")


def shown_as(chosen: str) -> tuple[str, Decimal]:
    """A display unit that an analyst chose, "Mt" or "USD 1000000000": its code, and what numbers are divided by."""
    unit, _, power = chosen.partition(" ")
    return unit, Decimal(power) if power else Decimal(1)


def unit_choices(code: str) -> list[str]:
    """What the numbers of a unit may be shown in: the listed units of its dimension, and powers of a thousand of it
    and of the dimension's base unit. The unit itself comes first."""
    table = units()
    dimension = table.dimension(code)
    if dimension is None:
        return []
    alike = [unit.code for unit in table.all() if unit.dimension == dimension]
    first = dict.fromkeys([code, *alike])
    if dimension in _NO_SCALES:
        return list(first)
    bases = [code] + [unit for unit in alike if table.factor(unit) == 1 and unit != code][:1]
    scaled = [f"{unit} {scale}" for unit in bases for scale in reversed(_SCALES) if not _has_own(unit, scale, alike)]
    return [*first, *scaled]


def _has_own(unit: str, scale: Decimal, alike: Iterable[str]) -> bool:
    """Whether a thousand of a unit is a unit itself: kt."""
    table = units()
    factor = table.factor(unit)
    return factor is not None and any(table.factor(other) == factor * scale for other in alike)


def scale_of(numbers: Sequence[Decimal]) -> Decimal:
    """The power of a thousand by which most of the numbers read best: the middle one shows one to three digits."""
    sizes = sorted(abs(number) for number in numbers if number)
    return scale_by(sizes[len(sizes) // 2], sizes[-1]) if sizes else Decimal(1)


def scale_by(middle: Decimal, greatest: Decimal) -> Decimal:
    """The same of numbers whose middle and greatest size are known."""
    if greatest < _FROM:
        return Decimal(1)
    return next((scale for scale in _SCALES if middle >= scale), Decimal(1))


def unit_label(unit: str, scale: Decimal, language: str) -> str:
    """A scaled unit as a heading shows it: "Mt", "billion USD", "млн т"."""
    return Names(language=language).unit(unit or None, scale)
