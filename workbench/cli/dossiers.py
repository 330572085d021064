"""The command on dossiers: print what the project knows of a subject or record, or write it to a file."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from workbench.cli import output
from workbench.cli.projects import opened
from workbench.cli.records import record_json
from workbench.core.actions import dossiers
from workbench.core.model.dossier import Dossier, DossierFigure
from workbench.core.words import language, quoted, tr, trn


def dossier(args: Namespace) -> None:
    with opened(args.project, read_only=True) as project:
        made = dossiers.of(project, args.subject, args.language or language())
    if args.to is not None:
        print(tr("Written: {name}", name=dossiers.write(args.to, made)))
    elif args.json:
        output.as_json([_record(made)])
    else:
        _print(made)


def _print(made: Dossier) -> None:
    print(made.title)
    for group in made.groups:
        told = trn("{n} mention", "{n} mentions", group.mentions) + ", "
        told += trn("{n} origin", "{n} origins", group.origins)
        print()
        print(f"{group.measure or tr('measure not known')}: {group.range or '—'} ({told})")
        rows = [
            (one.id, one.value, one.item, one.period, one.attribution, one.status, quoted(one.quote), one.source)
            for one in group.figures
        ]
        heads = ("id", "value", "item", "period", "attribution", "status", "quote", "source")
        print(output.lines([tr(head) for head in heads], rows))
    views = [one for one in (made.own, *made.records) if one is not None]
    for view in views:
        print()
        print(f"#{view.record.id} {view.record.name} [{tr(view.type.one)}]")
        for field in view.fields:
            if field.values or field.missing:
                print(f"  {field.title}: {field.text or tr('missing')}{f'  ({field.sum})' if field.sum else ''}")
    for conflict in made.conflicts:
        print(f"\n[{conflict.kind}] {conflict.state}: {conflict.reason}")
        if conflict.verdict:
            print(f"  → {conflict.verdict}")
    for note in made.notes:
        print(f"\n{note.text} {' '.join('#' + tag for tag in note.tags)}")


def _record(made: Dossier) -> dict[str, Any]:
    return {
        "title": made.title,
        "own": None if made.own is None else record_json(made.own),
        "measures": [
            {
                "measure": group.measure,
                "range": group.range,
                "mentions": group.mentions,
                "origins": group.origins,
                "figures": [_figure(one) for one in group.figures],
            }
            for group in made.groups
        ],
        "records": [record_json(one) for one in made.records],
        "conflicts": [
            {"key": c.key, "class": c.kind, "state": c.state, "reason": c.reason, "verdict": c.verdict}
            for c in made.conflicts
        ],
        "notes": [{"text": n.text, "tags": list(n.tags), "quote": n.quote} for n in made.notes],
        "sources": [article for article, _ in made.sources],
    }


def _figure(one: DossierFigure) -> dict[str, Any]:
    return {
        "id": one.id,
        "value": one.value,
        "bounds": one.bounds,
        "item": one.item,
        "place": one.place,
        "period": one.period,
        "attribution": one.attribution,
        "status": one.status,
        "doubts": list(one.doubts),
        "quote": one.quote,
        "sentence": one.sentence,
        "article": one.article,
        "source": one.source,
        "start": one.span.start,
        "end": one.span.end,
    }
