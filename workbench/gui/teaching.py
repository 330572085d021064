"""A correction in the window, and what it taught, said in the status line."""

from __future__ import annotations

from typing import Any

from workbench.core.actions import learning
from workbench.core.model.changes import Changes
from workbench.core.model.figure import FigureId
from workbench.gui.session import Session


def correct(session: Session, figure_id: FigureId, **values: Any) -> Changes | None:
    """`learning.correct` through the session; None where it failed."""
    before = learning.taught(session.project) if session.project is not None else []
    changes = session.do(learning.correct, figure_id, **values)
    if changes is not None and session.project is not None:
        learned = learning.learned_since(session.project, before)
        if learned:
            session.say("; ".join(learned))
    return changes
