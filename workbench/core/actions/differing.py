"""What two copies had changed differently, and how far they agree, in words: for the command line and the window."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workbench.core.actions import telling
from workbench.core.model.figure import FigureId
from workbench.core.model.merge import Agreement, Base, Count, Difference, DifferenceId, Found, MergeReport, Side
from workbench.core.project import Project
from workbench.core.words import mark, tr, trn

_REFERENCES = ("duplicate_of", "figure_id", "article_id", "record_id")
_KINDS = {
    "article": mark("sources"), "figure": mark("figures"), "note": mark("notes"), "verdict": mark("verdicts"),
    "record_type": mark("kinds of record"), "record": mark("records"), "record_value": mark("fields of records"),
    "rate": mark("exchange rates"), "option": mark("settings of the project"),
}  # fmt: skip
_SETTLED = {
    Side.OURS: mark("kept here"),
    Side.THEIRS: mark("taken from there"),
    Side.OTHERWISE: mark("settled otherwise"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A difference as people read it. `here` and `there` are what each has; `by_here`, `by_there` who said so, when
    (ISO 8601 UTC). `figure` and `article` are where it leads to, where it leads to one."""

    id: DifferenceId
    what: str
    field: str
    common: str
    here: str
    there: str
    by_here: tuple[str, str]
    by_there: tuple[str, str]
    settled: str
    figure: FigureId | None
    article: int | None


def lines(project: Project, *, settled: bool = False) -> list[Line]:
    """Those that wait, or all of them."""
    values = telling.Values(project)
    return [_line(project, one, values) for one in project.differences.all(settled=settled)]


def _line(project: Project, one: Difference, values: telling.Values) -> Line:
    now = project.differences.values(one) or {**(one.theirs or {}), **(one.ours or {})}
    field, common, here, there = _whole(one) if one.whole else _fields(project, one, values)
    what = telling.thing(project, one.table, one.row or 0, {c: v for c, v in now.items() if v is not None})
    leads = now if one.row is not None else {}
    return Line(
        id=one.id,
        what=what,
        field=field,
        common=common,
        here=here,
        there=there,
        by_here=_who(one.ours),
        by_there=_who(one.theirs),
        settled="" if one.settled is None else tr(_SETTLED[one.settled]),
        figure=FigureId(one.row) if one.table == "figure" and one.row is not None else _number(leads, "figure_id"),
        article=one.row if one.table == "article" else _number(leads, "article_id"),
    )


def _number(cells: Mapping[str, Any], column: str) -> Any:
    value = cells.get(column)
    return value if isinstance(value, int) else None


def _who(cells: Mapping[str, Any] | None) -> tuple[str, str]:
    said = cells or {}
    return str(said.get("changed_by") or ""), str(said.get("changed_at") or "")


def _whole(one: Difference) -> tuple[str, str, str, str]:
    """One side has taken it out, or cannot put it beside what stands here."""
    gone, there = tr("taken out"), tr("changed")
    return tr("all of it"), "", gone if one.ours is None else there, gone if one.theirs is None else there


def _fields(project: Project, one: Difference, values: telling.Values) -> tuple[str, str, str, str]:
    sides = [_readable(project, side or {}) for side in (one.base, one.ours, one.theirs)]
    base, ours, theirs = sides
    if "text_sha256" in ours:
        files = [str(side.get("file_name") or "") for side in sides]
        return tr("text"), files[0], files[1], files[2]
    if any("/" in name for name in ours):
        return _lessons(*sides)
    # Each side against the other says which fields differ, and how each is written.
    pairs = telling.changed(one.table, ours, theirs, values)
    was = {name: before for name, before, _ in telling.changed(one.table, base, {**theirs, **base}, values)}
    names = [name for name, here, there in pairs if here != there] or [name for name, _, _ in pairs]
    shown = [pair for pair in pairs if pair[0] in names]
    common = _joined([was.get(name, "") for name, _, _ in shown] if base else [])
    return ", ".join(names), common, _joined([one[1] for one in shown]), _joined([one[2] for one in shown])


def _joined(values: list[str]) -> str:
    return "; ".join(value or "—" for value in values)


def _readable(project: Project, cells: Mapping[str, Any]) -> dict[str, Any]:
    """References as numbers; words of fields are left out."""
    said = {c: v for c, v in cells.items() if not c.startswith("evidence/") and c not in ("changed_at", "changed_by")}
    for column in _REFERENCES:
        if isinstance(said.get(column), str):
            found = project.verdicts.figure_ids([said[column]]) if column in ("duplicate_of", "figure_id") else []
            said[column] = found[0] if found else None
    return said


def _lessons(*sides: Mapping[str, Any]) -> tuple[str, str, str, str]:
    """What corrections taught of the same words."""
    read = [[json.loads(text) for name, text in sorted(side.items()) if "/" in name and text] for side in sides]
    words = [str(one.get("words", "")) for side in read[1:] for one in side]
    said = ["; ".join(str(one.get("key", "")) for one in side) for side in read]
    return ", ".join(tr("meaning of “{words}”", words=one) for one in dict.fromkeys(words)), said[0], said[1], said[2]


# the merge


def sentences(found: Found) -> list[str]:
    """What a merge would do or has done."""
    if found.again:
        return [tr("This state of that copy was merged already. Nothing changes.")]
    if found.nothing:
        return [tr("There is nothing new in that copy. Nothing changes.")]
    told = [_base(found.base)] if found.base is not Base.HISTORY else []
    told += [_count(one) for one in found.counts]
    if found.same:
        told.append(
            trn("{n} thing that both had made is joined.", "{n} things that both had made are joined.", found.same)
        )
    told.append(
        trn("{n} difference is to be settled.", "{n} differences are to be settled.", found.differences)
        if found.differences
        else tr("Nothing is to be settled.")
    )
    return told


def _base(base: Base) -> str:
    if base is Base.NONE:
        return tr(
            "The two copies have no step of their history in common: what differs cannot be told from what was "
            "changed. Sources are matched by their files."
        )
    return tr(
        "This is a copy of another project: what it holds is added. Sources that both have are matched by their "
        "files."
    )


def _count(one: Count) -> str:
    return tr(
        "{what}: {added} added, {changed} changed, {removed} removed",
        what=tr(_KINDS[one.table]),
        added=one.added,
        changed=one.changed,
        removed=one.removed,
    )


# agreement


def agreement(project: Project) -> list[tuple[MergeReport, list[Agreement]]]:
    """How far the two of each merge agreed on what both had settled by then; merges without such figures are left
    out."""
    from workbench.core.comparison.agreement import agreements

    return [(one, made) for one in project.differences.merges() if (made := agreements(one.judged))]


def meaning(one: Agreement) -> str:
    """What the numbers say, in a sentence."""
    field = tr(one.field)
    if one.kappa is None or one.alpha is None:
        return tr(
            "{field}: figures settled by both: {n}, all said alike, and nobody ever said anything else. Kappa and "
            "alpha are not defined then: they tell how much more two agree than by chance, and chance would agree as "
            "well.",
            field=field,
            n=one.n,
        )
    return tr(
        "{field}: figures settled by both: {n}, said alike: {percent} %; Cohen's kappa {kappa}, Krippendorff's alpha "
        "{alpha}. 1 is full agreement, 0 as much as by chance, below 0 less than that.",
        field=field,
        n=one.n,
        percent=f"{one.percent:.1f}",
        kappa=f"{one.kappa:.3f}",
        alpha=f"{one.alpha:.3f}",
    )


def said(project: Project, one: Agreement) -> list[tuple[str, str, int]]:
    """Who said what, and how often, as people read it: (here, there, figures)."""
    values = telling.Values(project)
    return [(_value(values, one.field, here), _value(values, one.field, there), n) for here, there, n in one.table]


def _value(values: telling.Values, field: str, text: str) -> str:
    if not text:
        return "—"
    if field != "amount":
        return values.of(field, text)
    qualifier, low, high = (*text.split("|"), "", "")[:3]
    bounds = [values.of("low", bound) for bound in dict.fromkeys((low, high)) if bound]
    return "–".join(bounds) if qualifier in ("exact", "between") else f"{tr(qualifier)} {'–'.join(bounds)}"
