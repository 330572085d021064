"""Verdicts as a workbook and a table of evidence tell of them: what holds is said plainly, what does not as open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from workbench.core.export.sources_sheet import day
from workbench.core.model.figure import FigureId
from workbench.core.model.verdict import Standing, State
from workbench.core.words import say

SIGNS = {State.DECIDED: "✓ ", State.REOPENED: "↻ ", State.UNRESOLVED: "? "}


def verdict_text(standing: Standing, language: str) -> str:
    """ "✓ one is right", "↻ re-opened (was: one is right)"; "" where nothing was said."""
    if standing.verdict is None:
        return ""
    kind = say(language, standing.verdict.kind.value)
    if standing.state is State.REOPENED:
        kind = say(language, "re-opened (was: {verdict})", verdict=kind)
    elif standing.state is State.OVER:
        kind = say(language, "no conflict any more (was: {verdict})", verdict=kind)
    return SIGNS.get(standing.state, "") + kind


def reason_text(standing: Standing, language: str) -> str:
    """Why it was decided so; before it, of a verdict that no longer holds, what has changed since."""
    if standing.verdict is None:
        return ""
    reason = standing.verdict.reason
    if standing.changes and reason:
        reason = say(language, "The reason was: {reason}", reason=reason)
    return " ".join((*standing.changes, reason)).strip()


def by_text(standing: Standing) -> str:
    return standing.verdict.changed_by if standing.verdict is not None else ""


def at_text(standing: Standing, language: str) -> str:
    return day(standing.verdict.changed_at, language) if standing.verdict is not None else ""


def joined(texts: Iterable[str]) -> str:
    """Several on one line, each once."""
    return "; ".join(dict.fromkeys(text for text in texts if text))


def by_figure(standings: Iterable[Standing]) -> Mapping[FigureId, Sequence[Standing]]:
    """The conflicts that each figure is in."""
    found: dict[FigureId, list[Standing]] = {}
    for one in standings:
        for member in one.conflict.members if one.conflict is not None else ():
            found.setdefault(member, []).append(one)
    return found
