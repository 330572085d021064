"""In which unit and scale numbers are best read: "2.6 Mt", not "2600000 t"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal

from workbench.core.comparison.intervals import dimension_of
from workbench.core.model.figure import Figure, Kind
from workbench.core.vocabulary.naming import Names
from workbench.core.vocabulary.units import units

_SCALES = (Decimal(10**12), Decimal(10**9), Decimal(10**6), Decimal(10**3))
_FROM = Decimal(10**4)  # numbers below ten thousand are read as they are


def unit_of(figure: Figure) -> str:
    """The unit a figure is shown in: as stated, "%" for a bare share, "" where there is none."""
    return figure.unit or ("%" if figure.kind is Kind.PERCENT else "")


def commonest_units(figures: Iterable[Figure], wanted: str | None = None) -> dict[str, str]:
    """For each dimension among the figures the unit most of them state; the wanted one where it fits."""
    counts: dict[str, Counter[str]] = {}
    for figure in figures:
        dimension = dimension_of(figure)
        if dimension is not None:
            counts.setdefault(dimension, Counter())[unit_of(figure)] += 1
    chosen = {dimension: min(tally, key=lambda unit: (-tally[unit], unit)) for dimension, tally in counts.items()}
    if wanted is not None and (fits := units().dimension(wanted)) in chosen:
        assert fits is not None
        chosen[fits] = wanted
    return chosen


def scale_of(numbers: Sequence[Decimal]) -> Decimal:
    """The power of a thousand by which most of the numbers read best: the middle one shows one to three digits."""
    sizes = sorted(abs(number) for number in numbers if number)
    if not sizes or sizes[-1] < _FROM:
        return Decimal(1)
    middle = sizes[len(sizes) // 2]
    return next((scale for scale in _SCALES if middle >= scale), Decimal(1))


def unit_label(unit: str, scale: Decimal, language: str) -> str:
    """A scaled unit as a heading shows it: "Mt", "billion USD", "млн т"."""
    return Names(language=language).unit(unit or None, scale)
