"""What a person does with records: make, rename and remove them, say what their fields hold and by which words. Each
act is one step of the history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from workbench.core.actions import record_fields
from workbench.core.errors import BadInput
from workbench.core.model.changes import Changes
from workbench.core.model.register import (
    NOTHING,
    Evidence,
    Record,
    RecordField,
    RecordId,
    Reference,
    Said,
    ValueId,
    ValueState,
)
from workbench.core.project import Operation, Project
from workbench.core.words import tr, trn

LONGEST_NAME = 200


def make(project: Project, type_key: str, name: str) -> RecordId:
    """An empty record. Two of one type may not be called the same."""
    made = project.registers.type(type_key)
    name = _name(project, made.key, name)
    with project.history.operation(tr("New record")) as op:
        return project.registers.add(op, made.key, name)


def rename(project: Project, record_id: RecordId, name: str) -> Changes:
    """References to it go along, for they know it by its guid."""
    record = project.registers.get(record_id)
    name = _name(project, record.type, name, but=record_id)
    with project.history.operation(tr("Rename a record")) as op:
        project.registers.rename(op, record_id, name)
    return op.changes


def _name(project: Project, type_key: str, name: str, but: RecordId | None = None) -> str:
    name = " ".join(name.split())
    if not name:
        raise BadInput(tr("Give the record a name."))
    if len(name) > LONGEST_NAME:
        raise BadInput(tr("A name has at most {n} characters.", n=LONGEST_NAME))
    for other in project.registers.records(type_key):
        if other.id != but and other.name.casefold() == name.casefold():
            raise BadInput(tr("“{name}” is there already: record {id}.", name=other.name, id=other.id))
    return name


def remove(project: Project, ids: Sequence[RecordId]) -> Changes:
    """Records with all that they say; what refers to them keeps their names."""
    with project.history.operation(trn("Remove {n} record", "Remove {n} records", len(ids))) as op:
        for record_id in ids:
            record = project.registers.get(record_id)
            for value in project.registers.referring(record.guid):
                if value.record_id != record_id:
                    said = replace(value.said, value=Reference(record.name))
                    project.registers.set_value(op, value.id, said)
            project.registers.remove(op, record_id)
    return op.changes


def find(project: Project, name: str) -> Record:
    """The record of a number, or the only one of a name."""
    if name.removeprefix("#").isdecimal():
        return project.registers.get(RecordId(int(name.removeprefix("#"))))
    found = [one for one in project.registers.records() if one.name.casefold() == name.casefold()]
    if len(found) != 1:
        said = trn("{n} record is called “{name}”.", "{n} records are called “{name}”.", len(found), name=name)
        raise BadInput(" ".join((said, tr("Take its number from the list of records."))))
    return found[0]


# values


def add(project: Project, record_id: RecordId, field: str, text: str = "", evidence: Evidence = NOTHING) -> ValueId:
    """One more value of a field. Without a text it is what the evidence itself says. A mark on the field goes."""
    record, of = _field(project, record_id, field)
    said = _said(project, of, text, evidence)
    with project.history.operation(tr("Fill a field of a record")) as op:
        _unmark(project, op, record, field)
        return project.registers.add_value(op, record_id, field, said)


def put(project: Project, record_id: RecordId, field: str, text: str = "", evidence: Evidence = NOTHING) -> Changes:
    """The one value of a field, in the place of whatever was said of it."""
    record, of = _field(project, record_id, field)
    said, there = _said(project, of, text, evidence), record.of(field)
    with project.history.operation(tr("Fill a field of a record")) as op:
        for value in there[1:]:
            project.registers.remove_value(op, value.id)
        if there:
            project.registers.set_value(op, there[0].id, said)
        else:
            project.registers.add_value(op, record_id, field, said)
    return op.changes


def change(
    project: Project, value_id: ValueId, *, text: str | None = None, evidence: Evidence | None = None
) -> Changes:
    """Another text or other evidence for a value; what is not given stays as it is."""
    value = project.registers.value(value_id)
    said = value.said
    if text is not None:
        _, of = _field(project, value.record_id, value.field)
        said = replace(said, value=record_fields.typed(project, of, text), state=ValueState.STATED)
    if evidence is not None:
        said = replace(said, evidence=evidence)
    with project.history.operation(tr("Change a field of a record")) as op:
        project.registers.set_value(op, value_id, said)
    return op.changes


def remove_values(project: Project, ids: Sequence[ValueId]) -> Changes:
    """The fields of these values are empty then, or have what else was said of them."""
    with project.history.operation(trn("Remove {n} value", "Remove {n} values", len(ids))) as op:
        for value_id in ids:
            project.registers.remove_value(op, value_id)
    return op.changes


def mark(
    project: Project, record_id: RecordId, field: str, state: ValueState | None, evidence: Evidence = NOTHING
) -> Changes:
    """Says that a field is in no source, or does not apply (perhaps with the words that say so); None takes the mark
    away. A field that has a value is not marked."""
    record, of = _field(project, record_id, field)
    there = record.of(field)
    if state is ValueState.STATED:
        raise ValueError("a value is what says that a field is stated")
    if state is not None and any(value.state is ValueState.STATED for value in there):
        raise BadInput(tr("“{field}” has a value. Remove it first.", field=tr(of.title)))
    with project.history.operation(tr("Mark a field of a record")) as op:
        if state is None:
            _unmark(project, op, record, field)
        elif there:
            project.registers.set_value(op, there[0].id, Said(None, evidence, state))
        else:
            project.registers.add_value(op, record_id, field, Said(None, evidence, state))
    return op.changes


def _unmark(project: Project, op: Operation, record: Record, field: str) -> None:
    for value in record.of(field):
        if value.state is not ValueState.STATED:
            project.registers.remove_value(op, value.id)


def key_of(project: Project, record_id: RecordId, said: str) -> str:
    """The key of a record's field that is called so: by its key, or its title as it is shown. BadInput for none."""
    made = project.registers.type(project.registers.get(record_id).type)
    wanted = said.strip().casefold()
    for field in made.fields:
        if wanted in (field.key.casefold(), tr(field.title).casefold(), field.title.casefold()):
            return field.key
    return _field(project, record_id, said)[1].key


def _field(project: Project, record_id: RecordId, key: str) -> tuple[Record, RecordField]:
    record = project.registers.get(record_id)
    made = project.registers.type(record.type)
    found = made.field(key)
    if found is None:
        keys = ", ".join(field.key for field in made.fields)
        raise BadInput(
            tr("“{type}” has no field “{name}”. It has: {keys}.", type=tr(made.title), name=key, keys=keys)
        )
    return record, found


def _said(project: Project, field: RecordField, text: str, evidence: Evidence) -> Said:
    if evidence.span is not None and not len(evidence.span):
        raise BadInput(tr("Select the words that say so first."))
    if text.strip():
        return Said(record_fields.typed(project, field, text), evidence)
    return Said(record_fields.borne_out(project, field, evidence), evidence)
