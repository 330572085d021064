"""What a person does with types of record: change a shipped one, make one's own, hide, remove or reset one. One step
each. What records hold in fields that a type no longer has is kept until it is asked away."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from workbench.core.errors import BadInput
from workbench.core.model.changes import Changes
from workbench.core.model.register import FieldKind, RecordField, RecordType
from workbench.core.project import Project
from workbench.core.vocabulary.registers import shipped_types
from workbench.core.vocabulary.transliteration import latin
from workbench.core.vocabulary.units import units
from workbench.core.words import tr, trn

MOST_FIELDS = 60
LONGEST_TITLE = 80


@dataclass(frozen=True, slots=True)
class TypeChanged:
    """What changing a type did; `kept` are the values of fields that it no longer has, by field."""

    key: str
    kept: Mapping[str, int] = field(default_factory=dict)
    changes: Changes = field(default_factory=Changes)

    def sentence(self) -> str:
        """Empty where nothing is left behind."""
        if not self.kept:
            return ""
        return trn(
            "{n} value is kept that stands in a field which the register no longer has: {fields}. It is there again "
            "when the field is, and goes when you remove it.",
            "{n} values are kept that stand in fields which the register no longer has: {fields}. They are there "
            "again when the fields are, and go when you remove them.",
            sum(self.kept.values()),
            fields=", ".join(f"{key} ({n})" for key, n in self.kept.items()),
        )


def find(project: Project, name: str) -> RecordType:
    """A register by its key or title, in the language of the messages or in English."""
    low = name.casefold()
    for one in project.registers.types(hidden=True):
        if low in {title.casefold() for title in (one.key, one.title, tr(one.title), one.one, tr(one.one))}:
            return one
    return project.registers.type(name)


def define(project: Project, title: str, one: str = "", fields: tuple[RecordField, ...] = ()) -> TypeChanged:
    """A type of one's own; its key is made of the title."""
    known = {made.key for made in project.registers.types(hidden=True)}
    made = RecordType(key=key_of(title, known), title=title, one=one or title, fields=fields)
    return _put(project, made, tr("New register"))


def change(project: Project, made: RecordType) -> TypeChanged:
    """The type as it shall be: title, fields in their order, each known by its key."""
    project.registers.type(made.key)
    return _put(project, made, tr("Change a register"))


def _put(project: Project, made: RecordType, name: str) -> TypeChanged:
    made = _checked(project, made)
    with project.history.operation(name) as op:
        project.registers.put_type(op, made)
    return TypeChanged(made.key, left_over(project, made.key), op.changes)


def left_over(project: Project, key: str) -> dict[str, int]:
    """Values in fields that the type does not have, by field."""
    made = project.registers.type(key)
    return {name: n for name, n in project.registers.filled(key).items() if made.field(name) is None}


def drop_left_over(project: Project, key: str) -> Changes:
    """Removes the values of fields that the type no longer has."""
    gone = left_over(project, key)
    values = [v for record in project.registers.records(key) for v in record.values if v.field in gone]
    with project.history.operation(trn("Remove {n} value", "Remove {n} values", len(values))) as op:
        for value in values:
            project.registers.remove_value(op, value.id)
    return op.changes


def reset(project: Project, key: str) -> TypeChanged:
    """A shipped type as it was shipped; shown again where it was hidden."""
    if not project.registers.type(key).shipped:
        raise BadInput(tr("“{name}” is the project's own: there is nothing to go back to.", name=key))
    with project.history.operation(tr("Reset a register")) as op:
        project.registers.drop_type(op, key)
    return TypeChanged(key, left_over(project, key), op.changes)


def remove(project: Project, key: str) -> Changes:
    """A type of one's own goes, a shipped one is hidden (`reset` shows it again); one with records stays."""
    made = project.registers.type(key)
    if count := project.registers.counts().get(key, 0):
        held = trn("“{name}” holds {n} record.", "“{name}” holds {n} records.", count, name=tr(made.title))
        raise BadInput(" ".join((held, tr("Remove them first."))))
    _refuse_referred(project, key)
    with project.history.operation(tr("Remove a register")) as op:
        if made.shipped:
            project.registers.put_type(op, made, hidden=True)
        else:
            project.registers.drop_type(op, key)
    return op.changes


def _refuse_referred(project: Project, key: str) -> None:
    for other in project.registers.types():
        for one in other.fields:
            if other.key != key and one.of == key:
                raise BadInput(
                    tr(
                        "“{field}” of “{type}” refers to this register. Change that field first.",
                        field=tr(one.title),
                        type=tr(other.title),
                    )
                )


def with_field(made: RecordType, title: str, kind: FieldKind = FieldKind.TEXT, **more: object) -> RecordType:
    """The type with one more field, whose key is made of its title."""
    key = key_of(title, {one.key for one in made.fields})
    added = replace(RecordField(key=key, title=title, kind=kind), **more)  # type: ignore[arg-type]
    return replace(made, fields=(*made.fields, added))


def key_of(title: str, taken: set[str]) -> str:
    """A key in Latin letters that is still free: "Курс доллара" -> "kurs-dollara"."""
    words = re.findall(r"[a-z0-9]+", latin(title).lower())
    base = "-".join(words)[:40].strip("-") or "field"
    base = base if base[0].isalpha() else f"x-{base}"
    free = (base, *(f"{base}-{n}" for n in range(2, 1000)))
    return next(key for key in free if key not in taken)


def _checked(project: Project, made: RecordType) -> RecordType:
    """With spaces put right; BadInput names the first thing that is wrong."""
    if made.key in {one.key for one in shipped_types()}:
        made = replace(made, shipped=True)
    fields = tuple(replace(one, title=" ".join(one.title.split())) for one in made.fields)
    made = replace(made, title=" ".join(made.title.split()), one=" ".join(made.one.split()), fields=fields)
    for title in (made.title, *(one.title for one in fields)):
        if not 0 < len(title) <= LONGEST_TITLE:
            raise BadInput(
                tr("A register and each of its fields has a title of at most {n} characters.", n=LONGEST_TITLE)
            )
    if not 0 < len(fields) <= MOST_FIELDS:
        raise BadInput(tr("A register has from one to {n} fields.", n=MOST_FIELDS))
    for seen in ([one.key for one in fields], [one.title.casefold() for one in fields]):
        twice = next((one for one in seen if seen.count(one) > 1), None)
        if twice is not None:
            raise BadInput(tr("The field “{name}” stands twice.", name=twice))
    others = {one.key: one.title for one in project.registers.types(hidden=True) if one.key != made.key}
    if made.title.casefold() in {title.casefold() for title in others.values()}:
        raise BadInput(tr("There is a register “{name}” already.", name=made.title))
    for one in fields:
        _check_field(one, {*others, made.key})
    return made


def _check_field(one: RecordField, types: set[str]) -> None:
    name = tr(one.title)
    if one.kind is FieldKind.CHOICE and len(set(one.choices)) < 2:
        raise BadInput(tr("“{field}” is a choice: give it two words or more to choose from.", field=name))
    if one.kind is FieldKind.REFERENCE and one.of not in types:
        raise BadInput(tr("“{field}” is a reference: say to which register.", field=name))
    if one.unit and units().get(one.unit) is None:
        raise BadInput(tr("“{unit}” of “{field}” is not a unit the program knows.", unit=one.unit, field=name))
