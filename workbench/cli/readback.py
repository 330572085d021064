"""The command that reads a returned workbook: lists what it proposes, and takes what is accepted."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from typing import Any

from workbench.cli import output
from workbench.cli.projects import opened
from workbench.core.actions import readback
from workbench.core.errors import BadInput
from workbench.core.model.returned import Plan, Proposal, Untaken
from workbench.core.words import quoted, tr, trn

_LISTED = 20  # deleted rows


def import_workbook(args: Namespace) -> None:
    """Without --accept nothing is changed."""
    found = readback.read(args.book)
    with opened(args.project, read_only=not args.accept) as project:
        plan = readback.propose(project, found)
        chosen = _chosen(args.accept, plan) if args.accept else []
        if chosen:
            readback.apply(project, plan, chosen)
    if args.json:
        output.as_json([_as_record(plan, set(chosen))])
        return
    _print(plan)
    if args.accept:
        print(trn("{n} correction is taken.", "{n} corrections are taken.", len(chosen)))


def _chosen(said: str, plan: Plan) -> list[int]:
    """The numbers asked for; `all` leaves out what the project has changed too, which is to be looked at."""
    if said == "all":
        return [one.number for one in plan.proposals if not one.both]
    try:
        return [int(part) for part in said.replace(" ", "").split(",") if part]
    except ValueError as error:
        raise BadInput(tr("“{said}” names no proposals. Write all, or numbers: 1,3,4.", said=said)) from error


def _print(plan: Plan) -> None:
    heads = (tr("no."), tr("cell"), tr("figure"), tr("field"), tr("was"), tr("is"), "")
    if plan.proposals:
        print(output.lines(heads, [_line(one) for one in plan.proposals]))
    else:
        print(tr("The workbook proposes no corrections."))
    for untaken in plan.untaken:
        print(tr("Not taken: {place}: {why}", place=where(untaken), why=untaken.why))
    if plan.deleted:
        n = len(plan.deleted)
        print(
            trn("{n} row is gone; its figure stays:", "{n} rows are gone; their figures stay:", n),
            _named(plan.deleted),
        )
    for remark in plan.remarks:
        print(remark)


def _line(one: Proposal) -> tuple[object, ...]:
    note = tr("changed in both") if one.both else ""
    return one.number, ", ".join(one.at), f"{one.figure_id} {one.quote}", tr(one.field), one.was, one.now, note


def _named(figures: Iterable[tuple[int, str]]) -> str:
    listed = [f"{number} {quoted(quote)}" for number, quote in figures]
    return ", ".join(listed[:_LISTED]) + (" …" if len(listed) > _LISTED else "")


def where(one: Untaken) -> str:
    """The sheet and its cells; how many, where not all are named."""
    more = f" … ({one.count})" if one.count > len(one.at) else ""
    return f"{one.sheet}!{', '.join(one.at)}{more}"


def _as_record(plan: Plan, taken: set[int]) -> dict[str, Any]:
    return {
        "file": plan.path,
        "proposals": [
            {
                "number": one.number,
                "sheet": one.sheet,
                "cells": one.at,
                "figure": one.figure_id,
                "field": one.field,
                "was": one.was,
                "is": one.now,
                "changed_in_both": one.both,
                "quote": one.quote,
                "taken": one.number in taken,
            }
            for one in plan.proposals
        ],
        "not_taken": [
            {"sheet": one.sheet, "cells": one.at, "count": one.count, "why": one.why} for one in plan.untaken
        ],
        "deleted": [{"figure": number, "quote": quote} for number, quote in plan.deleted],
        "remarks": plan.remarks,
    }
