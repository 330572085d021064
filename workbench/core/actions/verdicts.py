"""What an analyst says of conflicts: give a verdict, change it, withdraw it. One step each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from workbench.core.actions import comparing, disagreeing
from workbench.core.comparison import standing
from workbench.core.comparison.conflicts import find_conflicts
from workbench.core.errors import BadInput
from workbench.core.model.changes import Changes
from workbench.core.model.conflict import Conflict
from workbench.core.model.figure import FigureId, Status
from workbench.core.model.verdict import Standing, Verdict, VerdictId, VerdictKind
from workbench.core.project import Project
from workbench.core.words import tr, trn

_LEAST_KEY = 4  # letters of a key that name a conflict


def standings(project: Project, statuses: tuple[Status, ...] = comparing.COMPARED) -> list[Standing]:
    """Every conflict with what was said of it; then verdicts on what is no conflict any more."""
    figures = comparing.figures(project, statuses)
    sources = comparing.sources(project)
    found = find_conflicts(figures, sources, origins=comparing.OnDemand(project), rates=project.rates.all())
    return comparing.standings(project, found, figures, sources)


def find(project: Project, name: str, among: Sequence[Standing] | None = None) -> Standing:
    """The conflict of a number in the list (from 1) or of the beginning of its key."""
    found = standings(project) if among is None else among
    if name.isdecimal() and 1 <= int(name) <= len(found):
        return found[int(name) - 1]
    by_key = [one for one in found if one.key.startswith(name.lower())]
    if len(name) >= _LEAST_KEY and len(by_key) == 1:
        return by_key[0]
    raise BadInput(tr("There is no conflict “{name}”. Take a number or a key from the list of conflicts.", name=name))


def give(
    project: Project,
    at: Standing,
    kind: VerdictKind,
    *,
    preferred: FigureId | None = None,
    reason: str = "",
) -> Changes:
    """Says something of a conflict; what was said of it, or of what it has grown out of, goes."""
    if at.conflict is None:
        raise BadInput(tr("What this verdict is about is no conflict any more. It can only be withdrawn."))
    verdict = _said(project, at.conflict, kind, preferred, reason)
    mine = {one.id for one in (at.verdict, *at.others) if one is not None}
    former = [one for one in project.verdicts.all() if one.id in mine or one.conflict == verdict.conflict]
    with project.history.operation(tr("Change a verdict") if former else tr("Verdict on a conflict")) as op:
        for one in former[1:]:
            project.verdicts.remove(op, one.id)
        if former:
            project.verdicts.update(op, replace(verdict, id=former[0].id))
        else:
            project.verdicts.add(op, verdict)
    return op.changes


def _said(
    project: Project, conflict: Conflict, kind: VerdictKind, preferred: FigureId | None, reason: str
) -> Verdict:
    figures = {figure.id: figure for figure in project.figures.many(list(conflict.members))}
    about = [] if conflict.article is None else [conflict.article]
    sources = disagreeing.sources_of(project, {*about, *(figure.article_id for figure in figures.values())})
    if len(figures) < len(conflict.members):
        raise BadInput(tr("Figures of this conflict are no longer in the project. Look at the conflicts again."))
    if preferred is not None and not kind.prefers:
        raise BadInput(tr("“{kind}” names no figure that is right.", kind=tr(kind.value)))
    if preferred is not None and preferred not in figures:
        raise BadInput(tr("Figure {id} is not part of this conflict.", id=preferred))
    if kind is VerdictKind.PREFER and preferred is None:
        raise BadInput(tr("Say which figure is right, or choose another kind of verdict."))
    return Verdict(
        id=VerdictId(0),
        guid="",
        conflict=standing.key_of(conflict, figures, sources),
        relation=conflict.relation,
        kind=kind,
        members=standing.judged(conflict, figures, sources),
        preferred=figures[preferred].guid if preferred is not None else None,
        reason=reason.strip(),
        article=standing.source_of(conflict, sources),
    )


def change(
    project: Project,
    verdict_id: VerdictId,
    *,
    kind: VerdictKind | None = None,
    preferred: FigureId | None = None,
    reason: str | None = None,
) -> Changes:
    """Another kind, figure or reason for a conflict that is still what was judged; what is not said stays."""
    now = next((one for one in standings(project) if one.verdict and one.verdict.id == verdict_id), None)
    if now is None:  # a former one among several, or none
        project.verdicts.get(verdict_id)
        raise BadInput(tr("Verdict {id} is a former one. Say anew what holds of its conflict.", id=verdict_id))
    assert now.verdict is not None
    kind = kind or now.verdict.kind
    kept = now.preferred if kind.prefers else None
    said = now.verdict.reason if reason is None else reason
    return give(project, now, kind, preferred=preferred or kept, reason=said)


def withdraw(project: Project, ids: Sequence[VerdictId]) -> Changes:
    """Takes verdicts back: their conflicts are open again."""
    with project.history.operation(trn("Withdraw {n} verdict", "Withdraw {n} verdicts", len(ids))) as op:
        for verdict_id in ids:
            project.verdicts.remove(op, verdict_id)
    return op.changes


def remarks(project: Project) -> list[str]:
    """A sentence for each verdict that names figures or sources which are no longer in the project."""
    return [
        tr(
            "Verdict {id} (“{kind}”, {author}) names what is no longer in the project: {quotes}.",
            id=verdict.id,
            kind=tr(verdict.kind.value),
            author=verdict.changed_by or "—",
            quotes="; ".join(tr("“{quote}”", quote=" ".join(one.quote.split())) for one in lost),
        )
        for verdict, lost in project.verdicts.gone()
    ]


def next_waiting(found: Sequence[Standing], after: str | None) -> Standing | None:
    """The next conflict that waits for an analyst behind the one with this key, round the end."""
    keys = [one.key for one in found]
    start = keys.index(after) + 1 if after in keys else 0
    return next((one for one in (*found[start:], *found[:start]) if one.state.waits and one.key != after), None)


__all__ = ["change", "find", "give", "next_waiting", "remarks", "standings", "withdraw"]
