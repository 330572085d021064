"""Three states of a row against each other: what is taken from the other copy, and what both changed differently.

A row is looked at as cells: its columns, but references as guids, the number of a text's version as that text's hash,
and the parts of a JSON column each on its own ("evidence/measure"). Cells that only have a meaning together are one
group: they are taken, kept or disputed as a whole.

`ours` and `theirs` are the row as it is; `ours_then` as it was here when the other copy last saw it, `theirs_then` as
it was there when it was last seen from here. Without a merge in between the last two are the same: the row where the
two histories part.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from workbench.core.store.reverting import KEEPING, TOGETHER

Cells = Mapping[str, object]
_WORDS = "evidence/"  # where the words of a figure's field stand

GROUPS: Mapping[str, tuple[frozenset[str], ...]] = {
    "figure": (
        TOGETHER["figure"][0] - {"evidence"} | {"anchor_score"},
        *TOGETHER["figure"][1:],
        frozenset({"unit", "borrowed_unit"}),
    ),
    "article": (
        TOGETHER["article"][0] - {"version"} | {"file_name", "imported_at", "imported_by"},
        *TOGETHER["article"][1:],
    ),
    "note": (frozenset({"target", "article_id", "version", "start", "stop", "quote", "figure_id", "cell"}),),
    "verdict": (frozenset({"conflict", "relation", "article", "kind", "preferred", "reason", "members"}),),
    "rate": (frozenset({"value", "source"}),),
    "record_value": (
        frozenset({"state", "value"}),
        frozenset({"figure_id", "article_id", "version", "start", "stop", "quote", "source"}),
    ),
}
TEXT = GROUPS["article"][0]
_AMOUNT = frozenset({"qualifier", "low", "high", "step"})
_LISTS = frozenset({"doubts", "tags", "encodings"})
_NONE = object()  # no such row, so no such cell


@dataclass(slots=True)
class Merged:
    """What becomes of a row: the cells after the merge, which of them were taken, the groups that are disputed, and
    whether the other copy says anything that was not known here."""

    cells: dict[str, object]
    taken: set[str] = field(default_factory=set)
    disputed: list[frozenset[str]] = field(default_factory=list)
    news: bool = False


def merged(table: str, ours: Cells, theirs: Cells, ours_then: Cells | None, theirs_then: Cells | None) -> Merged:
    done = Merged(dict(ours))
    for group, names in groups_of(table, frozenset((*ours, *theirs))):
        here, there = (tuple(side.get(c) for c in names) for side in (ours, theirs))
        if here == there and done.news:
            continue
        was_here, was_there = (_then(side, names) for side in (ours_then, theirs_then))
        done.news |= there not in (was_there, was_here)
        if here == there or there in (was_there, was_here):
            continue
        if here in (was_here, was_there):
            _take(done, theirs, group)
        elif len(group) == 1 and group <= _LISTS:
            (column,) = group
            _take(done, {column: _joined(ours[column], theirs[column], (theirs_then or {}).get(column))}, group)
        else:
            done.disputed.append(group)
    if table == "figure":
        _keep_words_in_their_text(done, ours, theirs)
    return done


def _then(side: Cells | None, names: Sequence[str]) -> object:
    """A part of a JSON column that is not there says no more than one of a row that is not there."""
    if side is None and not all("/" in column for column in names):
        return _NONE
    return tuple((side or {}).get(c) for c in names)


def _take(done: Merged, theirs: Cells, group: Iterable[str]) -> None:
    for column in group:
        if done.cells.get(column) != theirs.get(column):
            done.taken.add(column)
        done.cells[column] = theirs.get(column)


@lru_cache(maxsize=4096)
def groups_of(table: str, columns: frozenset[str]) -> list[tuple[frozenset[str], tuple[str, ...]]]:
    """The groups that cells fall into, each in order too. Who wrote last is in none: it says nothing of what a row is
    about."""
    left = {c for c in columns if c not in KEEPING}
    found = []
    for group in GROUPS.get(table, ()):
        own = left & group | {c for c in left if c.startswith(_WORDS) and _field_of(c) in group}
        if own:
            found.append(frozenset(own))
            left -= own
    while left:
        name = min(left)
        own = {c for c in left if c == name or _field_of(c) == _field_of(name)}
        found.append(frozenset(own))
        left -= own
    return [(group, tuple(sorted(group))) for group in found]


def _field_of(column: str) -> str:
    """The column that words are the evidence of; other cells stand for themselves."""
    named = column.removeprefix(_WORDS)
    return "low" if named == "amount" else named


def _joined(ours: object, theirs: object, base: object) -> str:
    """A list that both changed: what either added is there, what either took away is not."""
    here, there, then = (json.loads(str(one)) if one else [] for one in (ours, theirs, base))
    kept = [one for one in here if one in there or one not in then]
    added = [one for one in there if one not in here and one not in then]
    return json.dumps(kept + added, ensure_ascii=False, separators=(",", ":"))


def _keep_words_in_their_text(done: Merged, ours: Cells, theirs: Cells) -> None:
    """Where the words of fields stand is counted in one text: of a figure whose text is another on either side, only
    the places of the text that it has now are kept, of fields that have that side's value."""
    if ours.get("version") == theirs.get("version"):
        return
    side = theirs if done.cells.get("version") == theirs.get("version") else ours
    for column in [c for c in {*done.cells, *theirs} if c.startswith(_WORDS)]:
        names = _AMOUNT if column == f"{_WORDS}amount" else {column.removeprefix(_WORDS)}
        same = all(done.cells.get(name) == side.get(name) for name in names)
        done.cells[column] = side.get(column) if same else None
        done.taken.discard(column)
        if done.cells[column] != ours.get(column):
            done.taken.add(column)


def latest(ours: Cells, theirs: Cells, *, only_theirs: bool) -> dict[str, object]:
    """Who changed a row last, and when; the other copy's word where only that changed it."""
    if not set(ours) >= KEEPING:
        return {}
    here, there = ((str(side["changed_at"]), str(side["changed_by"])) for side in (ours, theirs))
    at, by = there if only_theirs else max(here, there)
    return {"changed_at": at, "changed_by": by}
