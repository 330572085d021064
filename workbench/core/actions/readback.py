"""A workbook that a colleague changed: its edits as proposed corrections, and those that are accepted as one step."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

from workbench.core.actions import comparing, learning, reviewing
from workbench.core.actions.cell_values import AMOUNT, Reading
from workbench.core.comparison.report import evidence_row
from workbench.core.errors import BadInput, UnreadableFile
from workbench.core.export import said
from workbench.core.model.amount import Amount
from workbench.core.model.changes import Changes
from workbench.core.model.figure import Field, Figure, FigureId, Status
from workbench.core.model.filter import FigureFilter
from workbench.core.model.returned import Entry, Plan, Proposal, Returned, Row, Untaken
from workbench.core.model.workbook import EvidenceRow
from workbench.core.project import Project
from workbench.core.vocabulary.naming import Names
from workbench.core.vocabulary.phrases import amount_words
from workbench.core.vocabulary.units import units
from workbench.core.words import language, tr, trn

_DONE: Mapping[Status, Callable[[Project, Sequence[FigureId]], Changes]] = {
    Status.ACCEPTED: reviewing.accept,
    Status.REJECTED: reviewing.reject,
    Status.NOT_A_FIGURE: reviewing.not_a_figure,
    Status.SUGGESTED: reviewing.reopen,
}
_VALUES = (Field.MEASURE, Field.SUBJECT, Field.ITEM, Field.PLACE)
_OTHERS = tuple(key for key in said.TAKEN if key not in (*AMOUNT, "status"))


def read(path: Path, **tools: Any) -> Returned:
    """What was changed in the workbook. Needs no project, so a worker can do it; the file, which may be anybody's, is
    read in a process of its own."""
    from workbench.core.export import readback_apart

    return readback_apart.read(path, **tools)


def propose(project: Project, found: Returned) -> Plan:
    """The edits as corrections of the project as it is now. Writes nothing.

    UnreadableFile when the workbook was made from another project.
    """
    ids = project.verdicts.figure_ids(found.guids)
    if (found.guids and not ids) or (not found.guids and found.project not in ("", project.guid)):
        raise UnreadableFile(
            tr(
                "{file} was made from another project: none of its figures is in {project}. Open that project first.",
                file=found.path,
                project=project.path.name,
            )
        )
    return _Proposing(project, found, ids).plan()


def apply(project: Project, plan: Plan, chosen: Iterable[int]) -> Changes:
    """Takes the proposals with these numbers as one step. BadInput when a figure was changed since they were made."""
    numbers = set(chosen)
    taken = [one for one in plan.proposals if one.number in numbers]
    if unknown := numbers - {one.number for one in taken}:
        raise BadInput(tr("There is no proposal {n}.", n=min(unknown)))
    if not taken:
        return Changes()
    by_figure: dict[FigureId, list[Proposal]] = {}
    for one in taken:
        by_figure.setdefault(one.figure_id, []).append(one)
    name = trn("Take {n} correction from {file}", "Take {n} corrections from {file}", len(taken), file=plan.path.name)
    with project.history.together(name) as op:
        for figure_id, wanted in by_figure.items():
            _correct(project, figure_id, wanted)
    return op.changes


def _correct(project: Project, figure_id: FigureId, wanted: Sequence[Proposal]) -> None:
    figure = project.figures.get(figure_id)
    for one in wanted:
        if any(getattr(figure, field) != value for field, value in one.before.items()):
            raise BadInput(
                tr("Figure {id} was changed since the workbook was read. Read it again.", id=figure_id),
            )
    values = {field: value for one in wanted for field, value in one.values.items()}
    status = values.pop("status", None)
    if values:
        reviewing.correct(project, figure_id, **values)
    if status is not None:
        _DONE[status](project, [figure_id])


class _Proposing:
    def __init__(self, project: Project, found: Returned, ids: Sequence[FigureId]) -> None:
        self._project = project
        self._found = found
        self._names = Names(language=found.language)  # as the workbook was written
        self._shown = Names()
        self._present = frozenset(ids)
        edited = project.verdicts.figure_ids(row.guid for row in found.rows)
        self._figures = {figure.guid: figure for figure in project.figures.many(edited)}
        known = {field.value: project.figures.values(field) for field in _VALUES}
        self._reading = Reading(found.language, learning.terms(project), self._names, known)
        self._untaken = list(found.untaken)

    def plan(self) -> Plan:
        drafts = [one for row in self._found.rows for one in self._of_row(row)]
        proposals = tuple(replace(one, number=n) for n, one in enumerate(drafts, 1))
        return Plan(
            path=self._found.path,
            proposals=proposals,
            untaken=tuple(self._untaken),
            deleted=tuple(self._deleted()),
            remarks=tuple(self._remarks()),
        )

    def _of_row(self, row: Row) -> Iterator[Proposal]:
        figure = self._figures.get(row.guid)
        if figure is None or figure.amount is None:
            self._refuse((tr("row {n}", n=row.number),), tr("The project has this figure no more."))
            return
        now = evidence_row(figure, title="", text="")
        shown = said.everything(now, self._names)
        entries = {
            key: entry
            for key, entry in row.entries.items()
            if entry.broken or said.plain(entry.value) != said.plain(shown[key])
        }
        both = {key for key, entry in entries.items() if self._changed_here(key, entry, figure, shown)}
        yield from self._amount(figure, now, {key: entries[key] for key in AMOUNT if key in entries}, both)
        for key in _OTHERS:
            if key in entries:
                yield from self._field(figure, key, entries[key], both)
        if "status" in entries:
            yield from self._field(figure, "status", entries["status"], both)

    def _amount(
        self, figure: Figure, row: EvidenceRow, entries: Mapping[str, Entry], both: set[str]
    ) -> Iterator[Proposal]:
        """Amount and unit are stated by several cells together."""
        if not entries:
            return
        at = tuple(entry.at for entry in entries.values())
        try:
            amount, unit = self._reading.amount(figure, row, entries)
        except BadInput as error:
            self._refuse(at, str(error))
            return
        values: dict[str, Any] = {} if _same(amount, figure.amount) else {"amount": amount}
        if unit != figure.unit:
            values["unit"] = unit
        if values:
            yield self._draft(figure, values, at, bool(both & set(entries)))

    def _field(self, figure: Figure, key: str, entry: Entry, both: set[str]) -> Iterator[Proposal]:
        try:
            value = self._reading.status(entry) if key == "status" else self._reading.field(key, entry)
        except BadInput as error:
            self._refuse((entry.at,), str(error))
            return
        before = getattr(figure, key)
        if key == "note" and " ".join(value.split()) == " ".join(before.split()):
            return
        if value != before:
            yield self._draft(figure, {key: value}, (entry.at,), key in both)

    def _draft(self, figure: Figure, values: Mapping[str, Any], at: tuple[str, ...], both: bool) -> Proposal:
        field = next(iter(values))
        return Proposal(
            number=0,
            figure_id=figure.id,
            field=field,
            sheet=self._found.sheet,
            at=at,
            was=self._words(field, getattr(figure, field), figure.unit),
            now=self._words(field, values[field], values.get("unit", figure.unit)),
            quote=" ".join(figure.quote.split()),
            before={name: getattr(figure, name) for name in values},
            values=values,
            both=both,
        )

    def _words(self, field: str, value: Any, unit: str | None) -> str:
        if value is None or value == "":
            return ""
        if field == "amount":
            return amount_words(value, unit)
        if field == "unit":
            return units().name(value, language())
        if field in ("status", "modality", "change"):
            return tr(value.value)
        return self._shown.of(value) if field in ("subject", "measure", "item", "place") else str(value)

    def _changed_here(self, key: str, entry: Entry, figure: Figure, shown: Mapping[str, said.Value]) -> bool:
        """Whether the project has the field otherwise than when the workbook was made."""
        if entry.exported is None or said.mark(shown[key]) == entry.exported:
            return False
        if key not in ("subject", "place"):
            return True
        spelt = self._spelt.get(figure.id, figure)  # a workbook writes names of two scripts alike
        return said.mark(self._names.of(getattr(spelt, key))) != entry.exported

    @cached_property
    def _spelt(self) -> dict[FigureId, Figure]:
        compared = self._project.figures.all(FigureFilter(statuses=comparing.COMPARED))
        return {figure.id: figure for figure in comparing.spelt_alike(compared)}

    def _refuse(self, at: tuple[str, ...], why: str) -> None:
        self._untaken.append(Untaken(self._found.sheet, at, why))

    def _deleted(self) -> Iterator[tuple[FigureId, str]]:
        """Figures that the workbook was made with and has no row of any more."""
        if self._found.exported is None:
            return
        gone = [FigureId(number) for number in sorted(self._found.exported - self._present)]
        for figure in self._project.figures.many(gone):
            yield figure.id, " ".join(figure.quote.split())

    def _remarks(self) -> Iterator[str]:
        yield from self._found.remarks
        if self._found.project and self._found.project != self._project.guid:
            yield tr("The workbook was made from another copy of the project.")
        strange = len(self._found.guids) - len(self._present)
        if strange:
            yield trn(
                "{n} row is of a figure that the project does not have.",
                "{n} rows are of figures that the project does not have.",
                strange,
            )
        if self._found.exported is None:
            yield tr("The sheet of sources does not say which figures were exported: deleted rows are not noticed.")


def _same(one: Amount, other: Amount | None) -> bool:
    """Whether two amounts state the same, however they are rounded."""
    return other is not None and replace(one, step=None) == replace(other, step=None)
