"""A colleague's copy on the command line: merged, what both changed differently settled, agreement told."""

from __future__ import annotations

import sys
from argparse import Namespace
from dataclasses import asdict

from workbench.cli import output
from workbench.cli.projects import opened
from workbench.core.actions import differing, merging
from workbench.core.errors import BadInput
from workbench.core.model.merge import Agreement, DifferenceId, MergeReport, Side
from workbench.core.project import Project
from workbench.core.words import tr, trn


def merge(args: Namespace) -> None:
    """--dry-run only says what would come."""
    with opened(args.project, read_only=args.dry_run) as project:
        found = merging.merge(project, args.other, dry=args.dry_run)
        if args.json:
            output.as_json([asdict(found)])
            return
        print("\n".join(differing.sentences(found)))
        if args.dry_run:
            print(tr("Nothing was changed: this was a look."))
        elif found.writes:
            _say_agreement(project, differing.agreement(project)[:1] if found.judged else [])
        if found.differences and not args.dry_run:
            print(tr("List them with `workbench differences {name}`.", name=args.project))


def differences(args: Namespace) -> None:
    """Lists them; --take settles some."""
    with opened(args.project, read_only=args.take is None) as project:
        if args.agreement:
            told = differing.agreement(project)
            _say_agreement(project, told)
            if not told:
                print(tr("There is nothing that two analysts both settled in copies that were merged."))
            return
        if args.take is not None:
            _settle(project, Side(args.take), args.numbers)
        elif args.numbers:
            raise BadInput(tr("Say which side holds: --take ours, theirs or otherwise."))
        found = differing.lines(project, settled=args.all)
    if args.json:
        output.as_json([asdict(one) for one in found])
        return
    if found:
        heads = (tr("no."), tr("what"), tr("field"), tr("common"), tr("here"), tr("there"), tr("who there"), "")
        print(output.lines(heads, [_row(one) for one in found]))
    print(trn("{n} difference", "{n} differences", len(found)))


def _settle(project: Project, side: Side, numbers: list[int]) -> None:
    if not numbers:
        raise BadInput(tr("Say which differences: their numbers in the list."))
    merging.settle(project, [DifferenceId(number) for number in numbers], side)
    print(trn("{n} difference is settled.", "{n} differences are settled.", len(set(numbers))), file=sys.stderr)


def _row(one: differing.Line) -> tuple[object, ...]:
    who, at = one.by_there
    return one.id, one.what, one.field, one.common, one.here, one.there, f"{who} {at[:10]}".strip(), one.settled


def _say_agreement(project: Project, told: list[tuple[MergeReport, list[Agreement]]]) -> None:
    for merged, found in told:
        print(
            tr(
                "Agreement with {file}, merged by {who} on {day}:",
                file=merged.file_name,
                who=merged.by,
                day=merged.at[:10],
            )
        )
        for one in found:
            print(differing.meaning(one))
            print(output.lines((tr("here"), tr("there"), tr("figures")), differing.said(project, one)))
