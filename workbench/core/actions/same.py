"""Two names for one thing: a measure, subject, item or place is said to be the same as another. One step."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.core.actions import learning
from workbench.core.errors import BadInput
from workbench.core.model.changes import Changes
from workbench.core.model.conflict import Judgement
from workbench.core.model.figure import Field, FigureId
from workbench.core.model.filter import FigureFilter
from workbench.core.project import Project
from workbench.core.words import tr

FIELDS = (Field.MEASURE, Field.SUBJECT, Field.ITEM, Field.PLACE)


@dataclass(frozen=True, slots=True)
class Same:
    """What was said: `gone` means `kept` from now on, and these figures say so already."""

    field: Field
    kept: str
    gone: str
    figures: tuple[FigureId, ...]
    changes: Changes


def field_to_join(judgement: Judgement) -> Field | None:
    """The field whose two names may mean one thing, of those that keep two figures apart; the first of several."""
    return next((field for field in judgement.differs if field in FIELDS), None)


def of_figures(project: Project, first: FigureId, second: FigureId, field: Field) -> Same:
    """What the second figure has in a field is the same as what the first one has."""
    kept, gone = (getattr(project.figures.get(figure), field.value) for figure in (first, second))
    if not kept or not gone:
        raise BadInput(tr("One of the two figures does not say this. Fill in its field instead."))
    return make(project, field, gone, kept)


def make(project: Project, field: Field, gone: str, kept: str) -> Same:
    """One name takes the place of the other on every figure, and in what is imported from now on."""
    if field not in FIELDS:
        raise ValueError(f"a field without names: {field}")
    if gone == kept:
        raise BadInput(tr("“{name}” is the same already.", name=kept))
    with project.history.together(tr("“{gone}” is the same as “{kept}”", gone=gone, kept=kept)) as op:
        figures = [f for f in project.figures.all(_wanted(field, gone)) if getattr(f, field.value) == gone]
        for figure in figures:
            project.figures.update(op, figure.id, **{field.value: kept})
        learning.same_name(project, field, gone, kept)
    return Same(field, kept, gone, tuple(figure.id for figure in figures), op.changes)


def _wanted(field: Field, name: str) -> FigureFilter:
    if field is Field.MEASURE:
        return FigureFilter(measures=(name,))
    return FigureFilter(subjects=(name,)) if field is Field.SUBJECT else FigureFilter()
