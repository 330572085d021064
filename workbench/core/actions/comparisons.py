"""Comparisons kept under a name: save, rename, remove, list. One step each."""

from __future__ import annotations

from difflib import get_close_matches

from workbench.core.actions import comparing
from workbench.core.comparison.laying import stretch_of
from workbench.core.comparison.specs import from_json, to_json
from workbench.core.errors import BadInput
from workbench.core.model.changes import Changes
from workbench.core.model.comparison import Axis, ComparisonSpec
from workbench.core.model.figure import Field
from workbench.core.project import Project
from workbench.core.vocabulary.terms import TermKind, Terms
from workbench.core.vocabulary.units import units
from workbench.core.words import language, quoted, tr

_KEY = "comparison/"
MOST = 80  # letters of a name
_NAMED = 12  # names that a refusal lists
_FIELDS = {Axis.SUBJECT: (Field.SUBJECT, TermKind.SUBJECT), Axis.MEASURE: (Field.MEASURE, TermKind.MEASURE)}


def saved(project: Project) -> dict[str, ComparisonSpec]:
    """Every saved comparison by its name, in the order of the alphabet."""
    found = {key.removeprefix(_KEY): value for key, value in project.options.all().items() if key.startswith(_KEY)}
    return {name: from_json(found[name], name) for name in sorted(found, key=lambda name: (name.casefold(), name))}


def find(project: Project, name: str) -> ComparisonSpec:
    """The saved comparison of a name, in any case where that is clear."""
    found = saved(project)
    if name in found:
        return found[name]
    alike = [spec for known, spec in found.items() if known.casefold() == name.strip().casefold()]
    if len(alike) == 1:
        return alike[0]
    if not found:
        raise BadInput(tr("There is no comparison “{name}”: none is saved in this project.", name=name))
    names = ", ".join(quoted(known) for known in found)
    raise BadInput(tr("There is no comparison “{name}”. Saved are: {names}.", name=name, names=names))


def save(project: Project, name: str, spec: ComparisonSpec) -> Changes:
    """Keeps a layout under a name, in place of what was kept under it."""
    name = _checked(name)
    known = name in saved(project)
    title = (
        tr("Change the comparison “{name}”", name=name) if known else tr("Save the comparison “{name}”", name=name)
    )
    with project.history.operation(title) as op:
        project.options.set(op, _KEY + name, to_json(spec))
    return op.changes


def rename(project: Project, name: str, new: str) -> Changes:
    """Another name; one that is taken is refused."""
    spec, new = find(project, name), _checked(new)
    if new in saved(project) and new != spec.name:
        raise BadInput(tr("There is a comparison “{name}” already. Take another name, or remove that one.", name=new))
    with project.history.operation(tr("Rename the comparison “{name}”", name=spec.name)) as op:
        kept = project.options.get(_KEY + spec.name)
        project.options.remove(op, _KEY + spec.name)
        project.options.set(op, _KEY + new, kept)
    return op.changes


def remove(project: Project, name: str) -> Changes:
    spec = find(project, name)
    with project.history.operation(tr("Remove the comparison “{name}”", name=spec.name)) as op:
        project.options.remove(op, _KEY + spec.name)
    return op.changes


def _checked(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise BadInput(tr("A comparison needs a name to be saved under."))
    if len(name) > MOST:
        raise BadInput(tr("The name “{name}…” is too long: {most} letters are the most.", name=name[:20], most=MOST))
    return name


def meant(project: Project, axis: Axis, said: str) -> str:
    """The subject, measure or publisher that is called so, in any case and language. BadInput where no figure has
    it: a filter that lets nothing through looks like a project that says nothing."""
    terms, found = Terms.load(), None
    if axis in _FIELDS:
        field, kind = _FIELDS[axis]
        held, found = project.figures.values(field), terms.find(kind, said)
    else:
        held = sorted({source.label for source in comparing.sources(project).values()})
    if said in held or not held:
        return said
    if found in held:
        return found
    shown = {terms.display(value, language()): value for value in held}
    plain = {name.casefold(): value for value in held for name in (value, terms.display(value, language()))}
    if said.strip().casefold() in plain:
        return plain[said.strip().casefold()]
    near = get_close_matches(said, shown, n=_NAMED, cutoff=0.5) or list(shown)[:_NAMED]
    more = ", …" if len(near) < len(shown) else ""
    raise BadInput(
        tr(
            "No figure has “{said}” as its {field}. There are: {names}.",
            said=said,
            field=tr(axis.value),
            names=", ".join(quoted(name) for name in near) + more,
        )
    )


def check_times(since: str, until: str) -> None:
    """BadInput where a date of the filter is none."""
    try:
        stretch_of(since, until)
    except ValueError as error:
        raise BadInput(
            tr(
                "“{since}” to “{until}” is no stretch of time. Write dates as 2025, 2025-10 or 2025-10-04, "
                "the earlier one first.",
                since=since or "…",
                until=until or "…",
            )
        ) from error


def check_unit(unit: str) -> None:
    if units().get(unit.partition(" ")[0]) is None:
        raise BadInput(tr("“{unit}” is no unit that is known. Write its code, such as Mt, kg or USD.", unit=unit))
