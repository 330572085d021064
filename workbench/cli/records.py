"""Commands on one record: show, make, fill, rename, remove it; what sources suggest for records, and taking that."""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Sequence
from typing import Any

from workbench.cli import output
from workbench.cli.projects import opened
from workbench.core.actions import register_types, register_views, suggesting
from workbench.core.actions import registers as actions
from workbench.core.errors import BadInput
from workbench.core.model.article import ArticleId
from workbench.core.model.figure import FigureId
from workbench.core.model.record_suggestion import RecordSuggestion, ValueSuggestion
from workbench.core.model.record_view import RecordView, ValueView
from workbench.core.model.register import NOTHING, Evidence, RecordId, ValueState
from workbench.core.model.span import Span
from workbench.core.project import Project
from workbench.core.words import quoted, tr, trn

_UNSURE = "?"


def record(args: Namespace) -> None:
    """Shows it; whatever else is asked for comes first."""
    writes = args.make or args.set or args.add or args.clear or args.not_stated or args.does_not_apply
    with opened(args.project, read_only=not (writes or args.rename or args.remove or args.take)) as project:
        if args.suggest is not None and args.record is None:
            _suggest_records(project, args)
            return
        if args.make:
            with project.history.together(tr("New record")):
                of = register_types.find(project, args.make[0])
                found = actions.make(project, of.key, args.make[1])
                _fill(project, found, args)
            _show(project, found, as_json=args.json)
            return
        if args.record is None:
            raise BadInput(tr("Name a record by its number or name, or make one with --make REGISTER NAME."))
        found = actions.find(project, args.record).id
        if args.remove:
            actions.remove(project, [found])
            print(tr("Record {id} is removed; `workbench undo` brings it back.", id=found))
            return
        if args.suggest is not None:
            _suggest_values(project, found, args)
            return
        if writes or args.rename:
            _fill(project, found, args)
        _show(project, found, as_json=args.json)


def _fill(project: Project, record_id: RecordId, args: Namespace) -> None:
    evidence = _evidence(project, args)
    with project.history.together(tr("Fill a record")):
        if args.rename:
            actions.rename(project, record_id, args.rename)
        for field in args.clear:
            _clear(project, record_id, actions.key_of(project, record_id, field))
        for pair in args.set:
            field, _, text = pair.partition("=")
            actions.put(project, record_id, actions.key_of(project, record_id, field), text, evidence)
        for pair in args.add:
            field, _, text = pair.partition("=")
            actions.add(project, record_id, actions.key_of(project, record_id, field), text, evidence)
        for fields, state in (
            (args.not_stated, ValueState.NOT_STATED),
            (args.does_not_apply, ValueState.DOES_NOT_APPLY),
        ):
            for field in fields:
                actions.mark(project, record_id, actions.key_of(project, record_id, field), state)


def _clear(project: Project, record_id: RecordId, field: str) -> None:
    there = project.registers.get(record_id).of(field)
    if there:
        actions.remove_values(project, [value.id for value in there])


def _evidence(project: Project, args: Namespace) -> Evidence:
    if args.figure is not None:
        return Evidence.figure(project.figures.get(FigureId(args.figure)).id)
    if args.article is None:
        return NOTHING
    article_id, quote = ArticleId(args.article), args.quote or ""
    text = project.articles.text(article_id)
    places = [m.start() for m in re.finditer(re.escape(quote), text)] if quote else []
    if not 1 <= args.nth <= len(places):
        raise BadInput(tr("“{quote}” stands {n} times in source {id}.", quote=quote, n=len(places), id=article_id))
    start = places[args.nth - 1]
    return Evidence.words(article_id, Span(start, start + len(quote)))


def _show(project: Project, record_id: RecordId, *, as_json: bool) -> None:
    view = register_views.record(project, record_id)
    if as_json:
        output.as_json([record_json(view)])
        return
    print(f"{view.record.id}  {view.record.name}  [{tr(view.type.one)}]")
    rows = []
    for one in view.fields:
        sign = "!" if one.remarks else "—" if one.missing else ""
        if not one.values:
            rows.append((sign, one.title, tr("missing") if one.missing else "", ""))
        for value in one.values:
            words = f"{quoted(value.quote)} — {value.source}" if value.quote else ""
            rows.append((sign, f"{one.title}", value.text, words))
    print(output.lines(("", tr("field"), tr("value"), tr("words")), rows))
    for one in view.fields:
        if one.sum:
            print(f"  {one.title}: {one.sum}")
    for remark in view.remarks:
        print(f"  ! {remark.sentence}")


# suggestions


def _suggest_records(project: Project, args: Namespace) -> None:
    wanted = [register_types.find(project, args.suggest)] if args.suggest else project.registers.types()
    articles = None if args.article is None else [ArticleId(args.article)]
    given = suggesting.material(project, articles)
    found = [one for of in wanted for one in suggesting.records(given, of.key)]
    if args.take:
        for one in _numbered(found, args.take):
            made = suggesting.take_record(project, one, one.values if args.unsure else None)
            _show(project, made, as_json=args.json)
        return
    if args.json:
        output.as_json([_suggestion_record(n, one) for n, one in enumerate(found, 1)])
        return
    for n, one in enumerate(found, 1):
        print(f"{n}  [{tr(project.registers.type(one.type).one)}] {one.name} — {one.why}")
        print(f"     {quoted(' '.join(one.quote.split()))}")
        for value in one.values:
            print(f"     {_title(project, one.type, value)}: {value.text}{'' if value.sure else f' ({_UNSURE})'}")
    print(trn("{n} suggestion", "{n} suggestions", len(found)))


def _suggest_values(project: Project, record_id: RecordId, args: Namespace) -> None:
    found = suggesting.for_record(project, record_id)
    if args.take:
        with project.history.together(tr("Take suggestions for a record")):
            for one in _numbered(found, args.take):
                suggesting.take_value(project, record_id, one)
        _show(project, record_id, as_json=args.json)
        return
    if args.json:
        output.as_json([_value_suggestion(n, one) for n, one in enumerate(found, 1)])
        return
    of = project.registers.get(record_id).type
    rows = [
        (n, _title(project, of, one), one.text, "" if one.sure else _UNSURE, quoted(one.quote))
        for n, one in enumerate(found, 1)
    ]
    print(output.lines(("", tr("field"), tr("value"), "", tr("words")), rows))
    print(trn("{n} suggestion", "{n} suggestions", len(found)))


def _title(project: Project, type_key: str, one: ValueSuggestion) -> str:
    field = project.registers.type(type_key).field(one.field)
    return tr(field.title) if field else one.field


def _numbered(found: Sequence[Any], words: Sequence[str]) -> list[Any]:
    """Those of a list by their numbers: 2, 3-5."""
    chosen: list[Any] = []
    for word in words:
        match = re.fullmatch(r"(\d{1,6})(?:-(\d{1,6}))?", word)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if not 1 <= first <= last <= len(found):
            raise BadInput(tr("“{word}” is no number of the list of {n} suggestions.", word=word, n=len(found)))
        chosen += found[first - 1 : last]
    return chosen


def _suggestion_record(number: int, one: RecordSuggestion) -> dict[str, Any]:
    return {
        "number": number,
        "type": one.type,
        "name": one.name,
        "mentions": one.mentions,
        "why": one.why,
        "article": one.article,
        "start": one.span.start,
        "end": one.span.end,
        "quote": one.quote,
        "values": [_value_suggestion(n, value) for n, value in enumerate(one.values, 1)],
    }


def _value_suggestion(number: int, one: ValueSuggestion) -> dict[str, Any]:
    return {
        "number": number,
        "field": one.field,
        "text": one.text,
        "sure": one.sure,
        "figure": one.evidence.figure_id,
        "article": one.article,
        "start": one.span.start,
        "end": one.span.end,
        "quote": one.quote,
    }


# for programs


def record_json(view: RecordView) -> dict[str, Any]:
    """A record for programs."""
    return {
        "id": view.record.id,
        "guid": view.record.guid,
        "type": view.record.type,
        "name": view.record.name,
        "fields": {
            one.field.key: {"fill": one.fill.value, "values": [_value_record(v) for v in one.values]}
            for one in view.fields
        },
    }


def _value_record(one: ValueView) -> dict[str, Any]:
    return {
        "id": one.value.id,
        "text": one.text,
        "state": one.value.state.value,
        "record": one.record,
        "figure": one.value.evidence.figure_id,
        "article": one.article,
        "version": one.version,
        "start": one.span.start if one.span else None,
        "end": one.span.end if one.span else None,
        "quote": one.quote,
        "source": one.source,
        "author": one.value.changed_by,
        "at": one.value.changed_at,
    }
