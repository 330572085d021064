"""Whether a figure is told as a fact, an estimate, a plan, a forecast or a condition."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.core.extraction.gazetteer import Mention
from workbench.core.extraction.measures import crossed
from workbench.core.extraction.sentences import Sentence
from workbench.core.model.figure import Modality, Statement
from workbench.core.vocabulary.terms import TermKind
from workbench.core.vocabulary.units import units

_BEFORE = 2.4  # how far a cue speaks forward
_BESIDE = 0.6
_WHOLE = 99.0  # "… estimates" after a source speaks for all it says
_AFTER = 1.3  # and backward: what follows is often the next thought
_ORDER = (Modality.CONDITIONAL, Modality.FORECAST, Modality.PLAN, Modality.ESTIMATE)  # the least binding wins
_LASTING = ("area", "length")  # what is so whatever is planned with it


def modality_of(
    sentence: Sentence,
    mentions: Sequence[Mention],
    statement: Statement,
    here: tuple[int, int],
    others: Sequence[tuple[int, int]],
    said: range,
) -> Mention | None:
    """The cue that says how a figure is meant; None for a plain fact. `said`: the words that name the source."""
    dimension = units().dimension(statement.unit) if statement.unit else None
    near = []
    for m in mentions:
        if m.kind is not TermKind.MODALITY:
            continue
        reach = _BEFORE if m.first < here[0] or sentence.language == "kk" else _AFTER
        if dimension in _LASTING and m.key != Modality.ESTIMATE:
            reach = _BESIDE
        if m.first in said:
            reach = _WHOLE
        if sentence.distance(m.words, here) + crossed(m.words, here, others) <= reach:
            near.append(m)
    return min(near, key=lambda m: (_ORDER.index(Modality(m.key)), sentence.distance(m.words, here)), default=None)
