"""What a person types into a field of a record, and what its evidence gives it, as values."""

from __future__ import annotations

from workbench.core.actions import fields
from workbench.core.errors import BadInput
from workbench.core.extraction.dates import date_said
from workbench.core.extraction.spoken import choice_said
from workbench.core.model.figure import Figure
from workbench.core.model.period import Period
from workbench.core.model.register import (
    Evidence,
    FieldKind,
    RecordField,
    RecordId,
    Reference,
    Stated,
    Takes,
    Value,
)
from workbench.core.project import Project
from workbench.core.words import LANGUAGES, say, tr


def typed(project: Project, field: RecordField, text: str) -> Value:
    """A value as it is typed; BadInput shows how to write it. An amount is written as a source would, a date as ISO
    8601 or in words, a reference as #NUMBER or the name of a record, which need not be there yet."""
    text = " ".join(text.split())
    if not text:
        raise BadInput(tr("Say what “{field}” is, or mark it as not stated.", field=tr(field.title)))
    if field.kind is FieldKind.AMOUNT:
        return amount(text, field.unit)
    if field.kind is FieldKind.DATE:
        return date(text)
    if field.kind is FieldKind.CHOICE:
        return _choice(field, text)
    if field.kind is FieldKind.REFERENCE:
        return _reference(project, field, text)
    return text


def amount(text: str, unit: str = "") -> Stated:
    """ "10 years", "75 %", "up to 92": a number without a unit is in that of the field."""
    made = fields.parsed({"amount": text})
    return Stated(made["amount"], made.get("unit") or unit or None, text)


def date(text: str) -> Period:
    """ "2025-11" or "November 2025"."""
    try:
        return Period(text)
    except ValueError:
        found = date_said(text)
    if found is None:
        raise BadInput(tr("“{text}” is not a date. Write 2025-11-06, 2025-11, 2025 or November 2025.", text=text))
    return found


def _choice(field: RecordField, text: str) -> str:
    """One of the choices, in whichever language it is written."""
    low = text.casefold()
    for choice in field.choices:
        if low in {choice.casefold(), *(say(language, choice).casefold() for language in LANGUAGES)}:
            return choice
    choices = ", ".join(tr(one) for one in field.choices)
    raise BadInput(tr("“{text}” is none of the words: {choices}.", text=text, choices=choices))


def _reference(project: Project, field: RecordField, text: str) -> Reference:
    number = text.removeprefix("#")
    if number != text and number.isdecimal():
        record = project.registers.get(RecordId(int(number)))
        if record.type != field.of:
            of = tr(project.registers.type(field.of).one)
            raise BadInput(tr("Record {id} is no record of the kind “{of}”.", id=number, of=of))
        return Reference(record.name, record.guid)
    known = [one for one in project.registers.records(field.of) if one.name.casefold() == text.casefold()]
    return Reference(known[0].name, known[0].guid) if len(known) == 1 else Reference(text)


def borne_out(project: Project, field: RecordField, evidence: Evidence) -> Value:
    """What the evidence itself gives the field: the part of the figure that it takes, or what the words say."""
    if evidence.figure_id is not None:
        return of_figure(project, field, project.figures.get(evidence.figure_id))
    if evidence.article_id is None or evidence.span is None:
        raise BadInput(tr("Say what “{field}” is, or mark it as not stated.", field=tr(field.title)))
    words = evidence.span.of(project.articles.text(evidence.article_id))
    if field.kind is FieldKind.CHOICE and (choice := choice_said(field, words)):
        return choice
    return typed(project, field, words)


def of_figure(project: Project, field: RecordField, figure: Figure) -> Value:
    """Its amount for an amount, its period for a date, else the part that the field takes."""
    if field.kind is FieldKind.AMOUNT:
        if figure.amount is None:
            raise BadInput(tr("Figure {id} states no amount.", id=figure.id))
        return Stated(figure.amount, figure.unit or figure.borrowed_unit, " ".join(figure.quote.split()))
    if field.kind is FieldKind.DATE:
        if figure.period is None:
            raise BadInput(tr("Figure {id} names no time. Type the date.", id=figure.id))
        return figure.period
    part = getattr(figure, field.takes.value) if field.takes not in (None, Takes.AMOUNT) else None
    if not part:
        raise BadInput(
            tr("Figure {id} does not say what “{field}” is. Type it.", id=figure.id, field=tr(field.title))
        )
    return typed(project, field, str(part))
