"""Verdicts as words of the window: states with their signs, kinds, who said what and when."""

from __future__ import annotations

from workbench.core.model.verdict import Standing, State, VerdictKind
from workbench.core.words import mark, tr
from workbench.gui.models import wording

STATES = {
    State.OPEN: mark("open"),
    State.REOPENED: mark("re-opened"),
    State.UNRESOLVED: mark("unresolved"),
    State.DECIDED: mark("decided"),
    State.OVER: mark("over"),
}
STATE_SIGNS = {State.OPEN: "○", State.REOPENED: "↻", State.UNRESOLVED: "?", State.DECIDED: "✓", State.OVER: "–"}
STATE_COLOURS = {State.DECIDED: "accepted", State.REOPENED: "conflict"}
KINDS = {
    VerdictKind.PREFER: mark("one is right"),
    VerdictKind.BOTH: mark("both hold"),
    VerdictKind.ERROR: mark("error in source"),
    VerdictKind.NOT_COMPARABLE: mark("not comparable"),
    VerdictKind.UNRESOLVED: mark("unresolved"),
}


def state(one: Standing) -> str:
    return f"{STATE_SIGNS[one.state]} {tr(STATES[one.state])}"


def said(one: Standing) -> str:
    """What was said, of which figure, why, by whom and when; "" where nothing was."""
    verdict = one.verdict
    if verdict is None:
        return ""
    words = tr(KINDS[verdict.kind])
    right = next((member.quote for member in verdict.members if member.guid == verdict.preferred), "")
    if right:
        words = f"{words}: {tr('“{quote}”', quote=wording.flat(right))}"
    by = ", ".join(part for part in (verdict.changed_by, verdict.changed_at[:10]) if part)
    return " — ".join(part for part in (words, verdict.reason, by) if part)
