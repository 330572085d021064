"""A figure in brief: only what its place in a comparison depends on, for very many figures at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from workbench.core.model.figure import Doubt, Figure

_NO_UNIT = (Doubt.UNIT_MISSING, Doubt.UNIT_BORROWED)


class Brief(NamedTuple):
    """Texts are "" where the figure does not say; `number` is the amount's middle or only bound, in `unit`.
    `change` is what the amount is in a stated change, "" for a level.
    `doubted`: whether the source left the unit out where there should be one, or the text around suggests one."""

    id: int
    article_id: int
    measure: str
    subject: str
    item: str
    place: str
    period: str
    kind: str
    unit: str | None
    doubted: bool
    number: float | None
    change: str = ""


def briefs_of(figures: Iterable[Figure]) -> list[Brief]:
    return [
        Brief(
            figure.id,
            figure.article_id,
            figure.measure or "",
            figure.subject or "",
            figure.item or "",
            figure.place or "",
            figure.period.edtf if figure.period is not None else "",
            figure.kind.value,
            figure.unit,
            figure.unit is None
            and (figure.borrowed_unit is not None or any(doubt in figure.doubts for doubt in _NO_UNIT)),
            None if figure.amount is None else float(figure.amount.number),
            figure.change.value if figure.change is not None else "",
        )
        for figure in figures
    ]
