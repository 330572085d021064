"""Which date dates a figure: that of its clause, else the one that opens the sentence."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.core.extraction.dates import DateMention
from workbench.core.extraction.spot import Spot

_CROSSED = 1.3  # what a figure between costs
_FRONT = 0.35  # a date at the front of a sentence speaks for all of it
_FRONT_WORDS = 3
_FARTHEST = 6.0
_BEHIND = 2.6


def period_of(spot: Spot, dates: Sequence[DateMention]) -> DateMention | None:
    """The date that dates a figure: the nearest in its clause, else the one at the sentence's front."""
    best: tuple[float, DateMention] | None = None
    figure = spot.statement.span
    for mention in dates:
        if mention.ruled_out or ")" in spot.low[figure.end : mention.start]:
            continue
        there = spot.sentence.words(mention.start, mention.end)
        cost = spot.distance(there) + _CROSSED * spot.crossed(there)
        if mention.start < figure.start and there[0] <= _FRONT_WORDS:
            cost *= _FRONT
        if mention.start > figure.start and cost > _BEHIND:
            continue
        if best is None or cost < best[0]:
            best = (cost, mention)
    return best[1] if best is not None and best[0] <= _FARTHEST else None
