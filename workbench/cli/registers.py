"""Commands on registers: list them with what is missing, make and change them."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from workbench.cli import output
from workbench.cli.projects import opened
from workbench.cli.records import record_json
from workbench.core.actions import register_types, register_views
from workbench.core.errors import BadInput
from workbench.core.model.record_view import Fill, RecordView, RegisterView
from workbench.core.model.register import FieldKind, RecordField, RecordType
from workbench.core.project import Project
from workbench.core.words import tr, trn

# registers


def registers(args: Namespace) -> None:
    """Lists them, or changes one."""
    if args.make is not None or args.change or args.reset or args.remove or args.forget:
        with opened(args.project) as project:
            _change_type(project, args)
        return
    with opened(args.project, read_only=True) as project:
        keys = None if args.type is None else register_types.find(project, args.type).key
        shown = [one for one in register_views.registers(project) if keys in (None, one.type.key)]
        if args.json:
            output.as_json([_register_record(one) for one in shown])
        elif args.fields:
            for one in shown:
                _print_fields(one.type)
        else:
            for one in shown:
                _print_register(one, checklist=args.checklist)


def _register_record(one: RegisterView) -> dict[str, Any]:
    return {
        "key": one.type.key,
        "title": tr(one.type.title),
        "shipped": one.type.shipped,
        "changed": one.type.changed,
        "fields": [_field_record(field) for field in one.type.fields],
        "records": [record_json(record) for record in one.records],
        "missing": [{"record": r.record.id, "field": f.field.key} for r, f in one.missing()],
        "remarks": [
            {"record": r.record.id, "fault": m.fault.value, "sentence": m.sentence} for r, m in one.remarks()
        ],
    }


def _field_record(one: RecordField) -> dict[str, Any]:
    return {
        "key": one.key,
        "title": tr(one.title),
        "kind": one.kind.value,
        "choices": list(one.choices),
        "of": one.of or None,
        "wanted": one.wanted,
        "several": one.several,
        "whole": one.whole,
    }


def _print_register(one: RegisterView, *, checklist: bool) -> None:
    mark = "" if one.type.shipped and not one.type.changed else " *"
    print(f"{tr(one.type.title)} ({one.type.key}){mark}: " + trn("{n} record", "{n} records", len(one.records)))
    rows = [(r.record.id, r.record.name, _told(r), len(r.missing), len(r.remarks)) for r in one.records]
    if rows:
        heads = (tr("id"), tr("name"), tr("fields"), tr("missing"), tr("remarks"))
        print(output.lines(heads, rows))
    if checklist:
        for record in one.records:
            _print_missing(record)
        for title, count in one.empty():
            print("  " + trn("{title}: missing in {n} record", "{title}: missing in {n} records", count, title=title))
    print()


def _told(view: RecordView) -> str:
    return "; ".join(f"{one.title}: {one.text}" for one in view.fields if one.fill is Fill.STATED)


def _print_missing(view: RecordView) -> None:
    if view.missing:
        print(f"  {view.record.name} — " + tr("missing: {fields}", fields=", ".join(f.title for f in view.missing)))
    for remark in view.remarks:
        print(f"  {view.record.name} ! {remark.sentence}")


def _print_fields(one: RecordType) -> None:
    print(f"{tr(one.title)} ({one.key})")
    rows = []
    for field in one.fields:
        kind = tr(field.kind.value)
        more = ", ".join(tr(choice) for choice in field.choices) or field.of
        rows.append((field.key, tr(field.title), kind, more, "✓" if field.wanted else ""))
    print(output.lines((tr("key"), tr("title"), tr("kind"), tr("of"), tr("wanted")), rows))
    print()


def _change_type(project: Project, args: Namespace) -> None:
    if args.make is not None:
        fields = tuple(_new_field(project, text, ()) for text in args.field)
        made = register_types.define(project, args.make, fields=_apart(fields))
    elif args.change:
        made = register_types.change(project, _changed(project, register_types.find(project, args.change), args))
    elif args.reset:
        made = register_types.reset(project, register_types.find(project, args.reset).key)
    elif args.forget:
        key = register_types.find(project, args.forget).key
        made = register_types.TypeChanged(key, changes=register_types.drop_left_over(project, key))
    else:
        gone = register_types.find(project, args.remove)
        register_types.remove(project, gone.key)
        print(tr("“{name}” is removed; `workbench undo` brings it back.", name=tr(gone.title)))
        return
    if said := made.sentence():
        print(said)
    _print_fields(project.registers.type(made.key))


def _apart(fields: Sequence[RecordField]) -> tuple[RecordField, ...]:
    """Each with a key of its own."""
    made: list[RecordField] = []
    for one in fields:
        key = register_types.key_of(one.title, {other.key for other in made})
        made.append(replace(one, key=key))
    return tuple(made)


def _changed(project: Project, of: RecordType, args: Namespace) -> RecordType:
    fields = [field for field in of.fields if field.key not in args.drop_field]
    for key in args.drop_field:
        _known(of, key)
    for pair in args.rename_field:
        key, _, title = pair.partition("=")
        _known(of, key)
        fields = [replace(field, title=title) if field.key == key else field for field in fields]
    for text in args.field:
        fields.append(_new_field(project, text, [field.key for field in fields]))
    if args.order:
        first = [key.strip() for key in args.order.split(",")]
        for key in first:
            _known(replace(of, fields=tuple(fields)), key)
        fields.sort(key=lambda field: first.index(field.key) if field.key in first else len(first))
    return replace(of, title=args.title or of.title, fields=tuple(fields))


def _known(of: RecordType, key: str) -> None:
    if of.field(key) is None:
        keys = ", ".join(field.key for field in of.fields)
        raise BadInput(tr("“{type}” has no field “{name}”. It has: {keys}.", type=tr(of.title), name=key, keys=keys))


def _new_field(project: Project, text: str, taken: Sequence[str]) -> RecordField:
    """ "*Signed:date", "Kind:choice:loan,grant", "Object:reference:deposit"."""
    title, _, rest = text.lstrip("*").partition(":")
    kind, _, more = rest.partition(":")
    if kind and kind not in list(FieldKind):
        kinds = ", ".join(one.value for one in FieldKind)
        raise BadInput(tr("“{kind}” is no kind of field. Kinds: {kinds}.", kind=kind, kinds=kinds))
    made = RecordField(
        key=register_types.key_of(title, set(taken)),
        title=title.strip(),
        kind=FieldKind(kind or "text"),
        wanted=text.startswith("*"),
    )
    if made.kind is FieldKind.CHOICE:
        return replace(made, choices=tuple(part.strip() for part in more.split(",") if part.strip()))
    if made.kind is FieldKind.REFERENCE and more:
        return replace(made, of=register_types.find(project, more).key)
    return made
