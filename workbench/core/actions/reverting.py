"""One old step taken back alone, with what stands on it if that is wanted."""

from __future__ import annotations

from workbench.core.errors import BadInput
from workbench.core.project import Project, Step
from workbench.core.words import tr, trn

MOST = 12  # steps that are taken back along; more than that nobody oversees


def revert(project: Project, step_id: int, *, too: bool = False) -> list[Step]:
    """Takes a step back as a step of its own. With `too` the steps that stand on it go first, all as one step.

    The answer holds the steps that were taken back, the newest first.
    """
    own = project.history.step(step_id)
    steps = _standing_on(project, own) if too and own is not None else []
    if own is None or not steps:
        project.history.revert(step_id)
        return [own] if own is not None else []
    if len(steps) > MOST:
        raise BadInput(trn("{n} step stands on it.", "{n} steps stand on it: undo them in their order.", len(steps)))
    gone: set[int] = set()
    with project.history.together(tr("Revert “{step}” and what stands on it", step=own.name)):
        for one in (*steps, own):
            project.history.revert(one.id, gone=gone)
            gone.add(one.id)
    return [*steps, own]


def _standing_on(project: Project, own: Step) -> list[Step]:
    """The steps that stand on this one, on those, and so on, the newest first: each only on older ones, so that in
    this order every one can go. It ends early where they are too many."""
    found: dict[int, Step] = {}
    ahead = [own]
    while ahead and len(found) <= MOST:
        new = [one for one in project.history.dependents(ahead.pop().id) if one.id not in found]
        found |= {one.id: one for one in new}
        ahead += new
    return [found[number] for number in sorted(found, reverse=True)]
