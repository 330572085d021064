"""Why not a conflict: the figures of other sources that come nearest to one, and what keeps them apart."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.core.actions import comparing, disagreeing
from workbench.core.comparison.conflicts import judge
from workbench.core.comparison.intervals import dimension_of, lacks_unit
from workbench.core.model.comparison import SourceInfo
from workbench.core.model.conflict import Judgement
from workbench.core.model.figure import Doubt, Figure, Status
from workbench.core.model.filter import FigureFilter
from workbench.core.project import Project
from workbench.gui.reading.links import COUNTED, likeness

SHOWN = 8
_LOOKED_AT = 400  # of each kind: a list that is only glanced at may not take long


@dataclass(frozen=True, slots=True)
class LookAlike:
    """A figure that resembles the chosen one, where it stands, and how the two stand to each other."""

    figure: Figure
    source: SourceInfo
    judgement: Judgement


def look_alikes(project: Project, figure: Figure) -> list[LookAlike]:
    """The nearest figures of other sources, the likest first: of the same subject or measure, and alike in kind."""
    near = [other for other in _candidates(project, figure) if _alike(figure, other)]
    near.sort(key=lambda other: -_nearness(figure, other))
    chosen = near[:SHOWN]
    if not chosen:
        return []
    sources = disagreeing.sources_of(project, {one.article_id for one in (figure, *chosen)})
    exchange = comparing.exchange(project, sources)
    return [
        LookAlike(other, sources[other.article_id], judge(figure, other, sources, exchange=exchange))
        for other in chosen
    ]


def _candidates(project: Project, figure: Figure) -> list[Figure]:
    """Figures of the same measure, then those of the same subject."""
    wanted = []
    if figure.measure:
        wanted.append(FigureFilter(statuses=COUNTED, measures=(figure.measure,)))
    if figure.subject:
        wanted.append(FigureFilter(statuses=COUNTED, subjects=(figure.subject,)))
    ids = [found for one in wanted for found in list(project.figures.ids(one))[:_LOOKED_AT]]
    return project.figures.many(list(dict.fromkeys(ids)))


def _alike(figure: Figure, other: Figure) -> bool:
    """Another source's, counted, and of the same kind or in a unit that converts, as far as units are said."""
    if other.article_id == figure.article_id or other.amount is None:
        return False
    if other.status is Status.SUGGESTED and Doubt.NOT_BODY in other.doubts:
        return False
    if lacks_unit(figure) or lacks_unit(other):
        return True
    return other.kind is figure.kind or dimension_of(other) == dimension_of(figure)


def _nearness(figure: Figure, other: Figure) -> int:
    shared = [figure.measure is not None and figure.measure == other.measure]
    shared.append(figure.subject is not None and figure.subject == other.subject)
    return 3 * sum(shared) + likeness(figure, other)
