"""What the comparison remembers with the window, and what it says of itself."""

from __future__ import annotations

import json

from workbench.core.comparison.specs import from_json, to_json
from workbench.core.model.comparison import Comparison, ComparisonSpec
from workbench.core.words import tr, trn


def kept_words(spec: ComparisonSpec, view: dict[str, bool]) -> str:
    """A layout and what is open beside it, as they are remembered with the window."""
    return json.dumps({"name": spec.name, "spec": to_json(spec), "view": view}, ensure_ascii=False)


def spec_of(words: str) -> tuple[ComparisonSpec, dict[str, bool]]:
    """What was remembered; the usual where that says nothing."""
    try:
        kept = json.loads(words)
    except ValueError:  # nothing yet, or of an older program
        return ComparisonSpec(), {}
    if not isinstance(kept, dict):
        return ComparisonSpec(), {}
    view = kept.get("view")
    shown = {str(name): on is True for name, on in view.items()} if isinstance(view, dict) else {}
    return from_json(kept.get("spec"), str(kept.get("name") or "")), shown


def counted(made: Comparison | None, *, partial: bool) -> str:
    if made is None:
        return ""
    said = [trn("{n} figure", "{n} figures", made.figures)]
    conflicts = sum(bool(cell.conflicts) for cell in made.cells.values())
    if conflicts:
        said.append(trn("{n} cell in conflict", "{n} cells in conflict", conflicts))
    if made.hidden:
        said.append(trn("{n} row hidden", "{n} rows hidden", made.hidden))
    if made.left_out:
        said.append(trn("{n} without measure and subject", "{n} without measure and subject", made.left_out))
    if partial:
        said.append(tr("large cells are held against themselves only"))
    return " · ".join(said)


def why_empty(made: Comparison | None, *, filtered: bool) -> str:
    """What to do where there is nothing to lay out."""
    if filtered:
        return tr("No figure passes the filter. Clear a box of it to see more.")
    if made is not None and made.left_out:
        return tr("No figure says what it measures and of whom yet. Say it in the figures' forms.")
    return tr("What sources state is compared here. Import some: their figures come by themselves.")
