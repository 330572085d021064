"""What was typed into a form but not saved, as plain JSON and back; by the figures that it was typed for."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from workbench.core.model.figure import FigureId
from workbench.core.project import Project

Drafts = dict[FigureId, dict[str, str]]


def kept(drafts: Drafts, project: Project | None) -> list[dict[str, Any]]:
    """Each with the guid of its figure: a number may mean another figure after an undo of an import."""
    if project is None or not drafts:
        return []
    guids = {figure.id: figure.guid for figure in project.figures.many(list(drafts))}
    return [{"figure": i, "guid": guids[i], "boxes": boxes} for i, boxes in drafts.items() if i in guids]


def found(kept: Any, project: Project | None, boxes: Collection[str]) -> Drafts:
    """Those whose figures and boxes are still there, whatever the file holds."""
    entries = [entry for entry in kept if _is_draft(entry)] if isinstance(kept, list) else []
    if project is None or not entries:
        return {}
    guids = {figure.id: figure.guid for figure in project.figures.many([FigureId(e["figure"]) for e in entries])}
    drafts: Drafts = {}
    for entry in entries:
        number = FigureId(entry["figure"])
        words = {name: text for name, text in entry["boxes"].items() if name in boxes and isinstance(text, str)}
        if guids.get(number) == entry["guid"] and words:
            drafts[number] = words
    return drafts


def _is_draft(entry: Any) -> bool:
    if not isinstance(entry, dict) or not isinstance(entry.get("guid"), str):
        return False
    return isinstance(entry.get("figure"), int) and isinstance(entry.get("boxes"), dict)
