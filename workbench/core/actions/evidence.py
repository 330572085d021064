"""What an analyst says of the words that a field rests on: other words, and perhaps their value. One step each."""

from __future__ import annotations

from typing import Any

from workbench.core.actions import fields, learning, reviewing
from workbench.core.errors import BadInput
from workbench.core.model.changes import Changes
from workbench.core.model.figure import Doubt, Field, Figure, FigureId
from workbench.core.model.span import Span
from workbench.core.project import Project
from workbench.core.words import tr

# Fields whose value can be read from a few words; the others are chosen.
READ = (Field.UNIT, Field.MEASURE, Field.SUBJECT, Field.ITEM, Field.PLACE, Field.PERIOD, Field.ATTRIBUTION)
_FAR = {Field.SUBJECT: Doubt.SUBJECT_FAR, Field.MEASURE: Doubt.MEASURE_FAR}


def point(project: Project, figure_id: FigureId, field: Field, span: Span) -> Changes:
    """The field rests on these words from now on; its value stays. A number's own words become the figure's span."""
    figure = project.figures.get(figure_id)
    span = _trimmed(project, figure, span)
    if field is Field.AMOUNT:
        return _point_amount(project, figure, span)
    changed: dict[str, Any] = {"evidence": {**figure.evidence, field: span}}
    doubts = tuple(doubt for doubt in figure.doubts if doubt is not _FAR.get(field))
    with project.history.operation(tr("Show where a field comes from")) as op:
        project.figures.update(op, figure_id, doubts=doubts, **changed)
    return op.changes


def _point_amount(project: Project, figure: Figure, span: Span) -> Changes:
    for other in project.figures.of_article(figure.article_id):
        if other.id != figure.id and other.span.overlaps(span):
            raise BadInput(
                tr("Figure {id} states “{quote}” already. Choose other words.", id=other.id, quote=other.quote)
            )
    full = span.joined(figure.full_span) if span.overlaps(figure.full_span) else span
    return reviewing.correct(project, figure.id, span=span, full_span=full)


def _trimmed(project: Project, figure: Figure, span: Span) -> Span:
    """Without the spaces around; BadInput where nothing is left, or where the figure is not of this text."""
    if figure.orphan:
        raise BadInput(tr("This figure was not found again in the newest version: place it first."))
    words = span.of(project.articles.text(figure.article_id))
    start = span.start + len(words) - len(words.lstrip())
    end = span.start + len(words.rstrip())
    if start >= end:
        raise BadInput(tr("Select the words in the text that the field comes from first."))
    return Span(start, end)


def readable(field: Field, words: str) -> Any:
    """The value that words of a text give a field; None where they give none."""
    text = " ".join(words.split())
    if field not in READ or not text:
        return None
    try:
        return fields.value(field.value, text)
    except BadInput:
        # the words of a text are no slip of the keys: what they count is a unit
        return fields.counted(text) if field is Field.UNIT else None


def take(project: Project, figure_id: FigureId, field: Field, span: Span) -> Changes:
    """The words are where the field comes from and what it says."""
    figure = project.figures.get(figure_id)
    span = _trimmed(project, figure, span)
    words = span.of(project.articles.text(figure.article_id))
    value = readable(field, words)
    if value is None:
        raise BadInput(tr("“{words}” cannot be read as a value of this field. Type it instead.", words=words))
    values: dict[str, Any] = {field.value: value, "evidence": {**figure.evidence, field: span}}
    return learning.correct(project, figure_id, **values)
