"""Backups on the command line: listed, made, looked into, restored; a damaged project salvaged."""

from __future__ import annotations

import sys
from argparse import Namespace
from dataclasses import asdict

from workbench.cli import output
from workbench.core.actions import backups as action
from workbench.core.model.backup import Backup, PartDifference, Reason
from workbench.core.project import Project
from workbench.core.words import tr

_NAMED = 10  # of each kind in the preview


def backups(args: Namespace) -> None:
    """The list, newest first; --make adds one of now."""
    if args.make:
        with Project.open(args.project) as project:
            print(tr("Backup made: {file}", file=project.back_up(Reason.ASKED).path), file=sys.stderr)
    found = action.asked_for(args.project)
    if args.json:
        output.as_json([asdict(one) for one in found])
        return
    if not found:
        print(tr("There are no backups of {name} yet. Make one with --make.", name=args.project))
        return
    headers = (tr("no."), tr("made"), tr("why"), tr("sources"), tr("figures"), tr("MB"), tr("file"))
    print(output.lines(headers, [_row(number, one) for number, one in enumerate(found, 1)]))
    print(tr("In {folder}", folder=found[0].path.parent))


def _row(number: int, one: Backup) -> tuple[object, ...]:
    state = action.why(one.reason) if one.whole else tr("damaged")
    size = f"{one.size / 1_000_000:.1f}"
    return number, f"{one.when.astimezone():%Y-%m-%d %H:%M}", state, one.articles, one.figures, size, one.path.name


def restore(args: Namespace) -> None:
    """Says what differs, then restores; --look only says it."""
    chosen = action.named(args.project, args.backup)
    if args.look:
        for line in _preview(action.what_differs(args.project, chosen)):
            print(line)
        return
    print(action.told(action.restore(args.project, chosen, args.to)))


def _preview(parts: list[PartDifference]) -> list[str]:
    lines = action.sentences(parts)
    for part in parts:
        for sign, names, count in (
            ("+", part.names_added, part.added),
            ("-", part.names_removed, part.removed),
            ("~", part.names_changed, part.changed),
        ):
            lines += [f"  {sign} {' '.join(name.split())[:100]}" for name in names[:_NAMED]]
            if count > min(len(names), _NAMED):
                lines.append(f"  {sign} …")
    return lines


def salvage(args: Namespace) -> int:
    """Exit code 1 when something is lost."""
    done = action.salvage(args.project, args.new)
    if args.json:
        output.as_json([asdict(table) for table in done.tables])
    else:
        for line in action.report(done):
            print(line)
    return 1 if done.lost else 0
