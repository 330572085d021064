"""Whether a figure is told as a fact, an estimate, a plan, a forecast or a condition."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.core.extraction.gazetteer import Mention
from workbench.core.extraction.spot import Spot
from workbench.core.model.figure import Modality
from workbench.core.vocabulary.terms import TermKind
from workbench.core.vocabulary.units import units

_BEFORE = 2.4  # how far a cue speaks forward
_BESIDE = 0.6
_WHOLE = 99.0  # "… estimates" after a source speaks for all it says
_AFTER = 1.3  # and backward: what follows is often the next thought
_ORDER = (Modality.CONDITIONAL, Modality.FORECAST, Modality.PLAN, Modality.ESTIMATE)  # the least binding wins
_LASTING = ("area", "length")  # what is so whatever is planned with it


def modality_of(spot: Spot, mentions: Sequence[Mention], said: range) -> Mention | None:
    """The cue that says how a figure is meant; None for a plain fact. `said`: the words that name the source."""
    unit = spot.statement.unit
    lasting = unit is not None and units().dimension(unit) in _LASTING
    near = []
    for m in mentions:
        if m.kind is not TermKind.MODALITY:
            continue
        reach = _BEFORE if m.first < spot.here[0] or spot.sentence.language == "kk" else _AFTER
        if lasting and m.key != Modality.ESTIMATE:
            reach = _BESIDE
        if m.first in said and not _of_the_rest(spot, said):
            reach = _WHOLE
        if spot.distance(m.words) + spot.crossed(m.words) <= reach:
            near.append(m)
    return min(near, key=lambda m: (_ORDER.index(Modality(m.key)), spot.distance(m.words)), default=None)


def _of_the_rest(spot: Spot, said: range) -> bool:
    """Whether a source named behind a figure speaks of others that follow it: "reached 3, and X expects 4"."""
    return said.start > spot.here[1] and any(first >= said.stop for first in spot.firsts)
