"""One old step taken back alone, with what stands on it if that is wanted; and what a step did, in words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from workbench.core.errors import BadInput
from workbench.core.project import Project, Step
from workbench.core.words import tr, trn

MOST = 12  # steps that are taken back along; more than that nobody oversees
_LONGEST = 60  # characters of a value that is told
_QUIET = frozenset({
    "guid", "changed_at", "changed_by", "folded", "start", "stop", "full_stop", "article_id", "text_sha256",
    "reading_sha256", "original_sha256", "encodings", "step", "imported_at", "imported_by", "size", "kind",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """What a step did to one thing: what it is, and each field with its value before and after ("" for none)."""

    what: str
    fields: tuple[tuple[str, str, str], ...] = ()


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


def told(project: Project, step_id: int, limit: int = 40) -> list[Told]:
    """What a step did, for people: at most so many things, each with what changed of it."""
    found = []
    for one in project.history.rows_of(step_id, 4 * limit)[:limit]:
        before, after = one.before or {}, one.after or {}
        what = _what(project, one.table, one.row, {**before, **after})
        if one.before is None:
            found.append(Told(tr("made: {what}", what=what)))
        elif one.after is None:
            found.append(Told(tr("removed: {what}", what=what)))
        else:
            names = [name for name in after if name not in _QUIET and not name.endswith("_guess")]
            fields = tuple((tr(_FIELDS.get(n, n)), _short(before.get(n)), _short(after[n])) for n in names)
            found.append(Told(what, fields))
    return found


_FIELDS = {"full_start": "place", "duplicate_of": "duplicate", "closed_reason": "why closed", "anchor_score": "score"}


def _what(project: Project, table: str, row: int, values: Mapping[str, object]) -> str:
    """What a row is, by what it was when the step was taken or is now."""
    if table == "figure":
        quote = values.get("quote")
        if quote is None:
            there = project.figures.many([row])  # type: ignore[list-item]
            quote = there[0].quote if there else tr("a figure that is gone")
        return f"“{_short(quote)}”"
    if table in ("article", "article_version"):
        title = values.get("title") or values.get("file_name") or _title(project, row if table == "article" else 0)
        return tr("source “{title}”", title=_short(title))
    if table == "note":
        return tr("note “{text}”", text=_short(values.get("text") or ""))
    return _short(values.get("key") or tr("something the project remembers"))


def _title(project: Project, article_id: int) -> str:
    return next((one.title for one in project.versions.names() if one.id == article_id), tr("a source that is gone"))


def _short(value: object) -> str:
    if value is None:
        return ""
    text = " ".join(str(value).split())
    if text.startswith(("{", "[")):
        text = ", ".join(_words(text))
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _words(text: str) -> list[str]:
    """The names or values of a small JSON, as a list to read."""
    try:
        found = json.loads(text)
    except ValueError:
        return [text]
    return [str(one) for one in found]
