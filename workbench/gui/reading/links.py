"""Which figures of other sources speak of the same thing: what links the two readers."""

from __future__ import annotations

from collections.abc import Iterable

from workbench.core.model.figure import Figure, Status

COUNTED = (Status.ACCEPTED, Status.SUGGESTED)


def same_matter(figure: Figure, others: Iterable[Figure]) -> list[Figure]:
    """Figures with the same measure and subject, nearest in item, place, period and kind first, then as given."""
    if not figure.measure or not figure.subject:
        return []
    found = [
        other
        for other in others
        if other.id != figure.id
        and other.status in COUNTED
        and (other.measure, other.subject) == (figure.measure, figure.subject)
    ]
    return sorted(found, key=lambda other: -likeness(figure, other))


def likeness(figure: Figure, other: Figure) -> int:
    """How many of the further fields agree; a missing one neither agrees nor disagrees."""
    score = 0
    for name in ("item", "place", "kind", "unit"):
        mine, theirs = getattr(figure, name), getattr(other, name)
        if mine and theirs:
            score += 1 if mine == theirs else -1
    if figure.period and other.period:
        score += 1 if figure.period.overlaps(other.period) else -1
    return score


def counterpart(figure: Figure, figures: Iterable[Figure]) -> Figure | None:
    """The figure of another source that answers this one best."""
    found = same_matter(figure, figures)
    return found[0] if found else None
