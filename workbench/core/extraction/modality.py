"""Whether a figure is told as a fact, an estimate, a plan, a forecast or a condition."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.core.extraction.gazetteer import Mention
from workbench.core.extraction.speech import Attribution
from workbench.core.extraction.spot import Spot
from workbench.core.model.figure import Modality
from workbench.core.model.span import Span
from workbench.core.vocabulary.terms import TermKind
from workbench.core.vocabulary.units import units

_BEFORE = 2.4  # how far a cue speaks forward
_BESIDE = 0.6
_WHOLE = 99.0  # "… estimates" after a source speaks for all it says
_AFTER = 1.3  # and backward: what follows is often the next thought
_ORDER = (Modality.CONDITIONAL, Modality.FORECAST, Modality.PLAN, Modality.ESTIMATE)  # the least binding wins
_LASTING = ("area", "length")  # what is so whatever is planned with it
_FUTURE = "future"  # the class of words that only tell the tense: a forecaster's forecast, a doer's plan
_FACT: tuple[Modality, Span | None] = (Modality.FACT, None)


def modality_of(
    spot: Spot, mentions: Sequence[Mention], sources: Sequence[Attribution], source: Attribution | None
) -> tuple[Modality, Span | None]:
    """How a figure is meant, and the words that say so. `sources`: all that the sentence names; `source`: its own."""
    unit = spot.statement.unit
    lasting = unit is not None and units().dimension(unit) in _LASTING
    near = []
    for m in mentions:
        if m.kind is not TermKind.MODALITY:
            continue
        teller = next((s for s in sources if s.whole.overlaps(m.span)), None)
        if teller is not None and teller is not source:
            continue
        reach = _BEFORE if m.first < spot.here[0] or spot.sentence.language == "kk" else _AFTER
        meant = _meant(m, source)
        if lasting and meant is not Modality.ESTIMATE:
            reach = _BESIDE
        if teller is not None:
            reach = _WHOLE
        if spot.distance(m.words) + spot.crossed(m.words) <= reach:
            near.append((_ORDER.index(meant), spot.distance(m.words), m.span))
    if source is not None and source.sort is not None and not near:
        return source.sort, source.whole
    if not near:
        return _FACT
    order, _, span = min(near)
    return _ORDER[order], span


def _meant(m: Mention, source: Attribution | None) -> Modality:
    if m.key != _FUTURE:
        return Modality(m.key)
    return Modality.FORECAST if source is not None and source.sort is Modality.FORECAST else Modality.PLAN
