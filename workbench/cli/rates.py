"""The command on rates between currencies: list them, add one, change one, remove one."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from typing import Any

from workbench.cli import output
from workbench.cli.projects import opened
from workbench.core.actions import rates as actions
from workbench.core.errors import BadInput
from workbench.core.model.rate import Rate, RateId
from workbench.core.project import Project
from workbench.core.vocabulary.phrases import number_words
from workbench.core.words import tr, trn


def rates(args: Namespace) -> None:
    """Without a word of what to do the list, the newest day first."""
    changing = args.add or args.change is not None or args.remove
    with opened(args.project, read_only=not changing) as project:
        if changing:
            _change(project, args)
        found = project.rates.all()
    if args.json:
        output.as_json([record(rate) for rate in found])
    elif found:
        _print(found)
    else:
        print(tr("The project holds no rate: money of different currencies is not compared. `rates --add` adds one."))


def _change(project: Project, args: Namespace) -> None:
    if args.add:
        currency, other, day, value = args.add
        actions.add(project, actions.read(currency, other, day, value, args.source or ""))
    if args.change is not None:
        _alter(project, project.rates.get(RateId(args.change)), args)
    if args.remove:
        actions.remove(project, [RateId(number) for number in args.remove])


def _alter(project: Project, before: Rate, args: Namespace) -> None:
    if args.value is None and args.day is None and args.source is None:
        raise BadInput(tr("Say what of the rate changes: --value, --day or --source."))
    after = actions.read(
        before.currency,
        before.other,
        args.day or before.day.isoformat(),
        args.value or str(before.value),
        before.source if args.source is None else args.source,
    )
    actions.change(project, before.id, after)


def record(rate: Rate) -> dict[str, Any]:
    """A rate for programs; `value` is text, so that no digit is lost."""
    return {
        "id": rate.id,
        "guid": rate.guid,
        "currency": rate.currency,
        "other": rate.other,
        "day": rate.day.isoformat(),
        "value": str(rate.value),
        "source": rate.source,
        "changed_at": rate.changed_at,
        "changed_by": rate.changed_by,
    }


def _print(found: Sequence[Rate]) -> None:
    heads = (tr("id"), tr("day"), tr("rate"), tr("source"))
    lines = [
        (rate.id, rate.day.isoformat(), f"1 {rate.currency} = {number_words(rate.value)} {rate.other}", rate.source)
        for rate in found
    ]
    print(output.lines(heads, lines))
    print(trn("{n} rate", "{n} rates", len(found)))
