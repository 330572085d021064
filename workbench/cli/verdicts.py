"""Commands on conflicts: list them with what was said of them, give a verdict, change or withdraw it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from typing import Any

from workbench.cli import output
from workbench.cli.figures import records
from workbench.cli.projects import opened
from workbench.core.actions import comparing
from workbench.core.actions import verdicts as actions
from workbench.core.errors import BadInput
from workbench.core.model.article import ArticleId
from workbench.core.model.comparison import SourceInfo
from workbench.core.model.figure import Figure, FigureId
from workbench.core.model.verdict import Standing, State, Verdict, VerdictKind
from workbench.core.project import Project
from workbench.core.words import quoted, tr, trn


def conflicts(args: Namespace) -> None:
    """The number of a conflict is its place in the whole list, whichever states are asked for."""
    with opened(args.project, read_only=True) as project:
        found = actions.standings(project)
        wanted = {State(state) for state in args.state or ()}
        shown = [(n, one) for n, one in enumerate(found, 1) if not wanted or one.state in wanted]
        if args.json:
            output.as_json([record(project, number, one) for number, one in shown])
            return
        _print(project, shown)
    counted = sum(one.conflict is not None for _, one in shown)
    waiting = sum(one.state.waits for _, one in shown)
    print(trn("{n} conflict", "{n} conflicts", counted) + ", " + trn("{n} to decide", "{n} to decide", waiting))


def record(project: Project, number: int, one: Standing) -> dict[str, Any]:
    """A conflict for programs; `relation` to `figures` are empty where there is only the verdict left."""
    members = project.figures.many(list(one.conflict.members)) if one.conflict else []
    return {
        "number": number,
        "key": one.key,
        "state": one.state.value,
        "relation": one.conflict.relation.value if one.conflict else None,
        "reason": one.conflict.reason if one.conflict else None,
        "shared": list(one.conflict.key) if one.conflict else [],
        "article": one.conflict.article if one.conflict else None,
        "figures": records(project, members),
        "verdict": None if one.verdict is None else _verdict_record(one.verdict, one),
        "changes": list(one.changes),
    }


def _verdict_record(verdict: Verdict, one: Standing) -> dict[str, Any]:
    return {
        "id": verdict.id,
        "guid": verdict.guid,
        "kind": verdict.kind.value,
        "holds": one.state in (State.DECIDED, State.UNRESOLVED),
        "preferred": one.preferred,
        "preferred_guid": verdict.preferred,
        "reason": verdict.reason,
        "author": verdict.changed_by,
        "at": verdict.changed_at,
        "judged": [{"guid": m.guid, "quote": m.quote, **m.fields} for m in verdict.members],
    }


def _print(project: Project, shown: Sequence[tuple[int, Standing]]) -> None:
    sources = comparing.sources(project)
    for number, one in shown:
        relation = one.conflict.relation if one.conflict else one.verdict.relation if one.verdict else ""
        reason = one.conflict.reason if one.conflict else " ".join(one.changes)
        state = "" if one.state is State.OPEN else f" [{tr(one.state.value)}]"
        print(f"{number}  {one.key}  [{tr(relation)}]{state} {reason}")
        members = project.figures.many(list(one.conflict.members)) if one.conflict else []
        for figure in members:
            sign = "✓" if one.state is State.DECIDED and figure.id == one.preferred else " "
            print(f"   {sign} {where(figure, sources)}")
        if one.verdict is not None:
            print(f"   → {said(one.verdict, one)}")
        if one.state is State.REOPENED:
            for change in one.changes:
                print(f"   ! {change}")


def where(figure: Figure, sources: dict[ArticleId, SourceInfo]) -> str:
    source = sources[figure.article_id]
    return f"{figure.id}: {quoted(figure.quote)} — {source.title or source.file_name}, {source.publisher or '—'}"


def said(verdict: Verdict, one: Standing) -> str:
    """A verdict on one line: what, which figure, why, who and when."""
    words = tr(verdict.kind.value)
    if verdict.preferred is not None:
        quote = next((m.quote for m in verdict.members if m.guid == verdict.preferred), "")
        number = "" if one.preferred is None else f"{one.preferred}: "
        words += f" ({number}{quoted(' '.join(quote.split()))})"
    by = ", ".join(part for part in (verdict.changed_by, verdict.changed_at[:10]) if part)
    return " — ".join(part for part in (words, verdict.reason, by) if part)


def verdict(args: Namespace) -> None:
    """Gives a verdict, changes the one that is there, or withdraws it."""
    with opened(args.project) as project:
        one = actions.find(project, args.conflict)
        if args.withdraw:
            _withdraw(project, one)
            return
        kind = VerdictKind(args.kind) if args.kind else None
        preferred = None if args.prefer is None else FigureId(args.prefer)
        if kind is None and preferred is not None:
            kind = VerdictKind.PREFER
        if kind is None and one.verdict is not None and args.reason is not None:
            actions.change(project, one.verdict.id, reason=args.reason)
        elif kind is None:
            raise BadInput(tr("Say which figure is right with --prefer, or what else holds with --kind."))
        else:
            before = one.verdict.reason if one.verdict is not None else ""
            reason = before if args.reason is None else args.reason
            actions.give(project, one, kind, preferred=preferred, reason=reason)
        found = actions.standings(project)
        number = next(n for n, now in enumerate(found, 1) if now.key == one.key)
        _print(project, [(number, found[number - 1])])


def _withdraw(project: Project, one: Standing) -> None:
    if one.verdict is None:
        raise BadInput(tr("Nothing was said of conflict {key} yet.", key=one.key))
    actions.withdraw(project, [one.verdict.id])
    print(tr("The verdict on conflict {key} is withdrawn; `workbench undo` brings it back.", key=one.key))
