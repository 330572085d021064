"""What an analyst does with a figure: accept, correct, reject, or make one by hand. One history step each."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from workbench.core.actions import notes
from workbench.core.errors import BadInput
from workbench.core.extraction.pipeline import Extractor
from workbench.core.model.article import ArticleId
from workbench.core.model.changes import Changes
from workbench.core.model.figure import Doubt, Field, Figure, FigureId, Kind, Statement, Status
from workbench.core.model.span import Span
from workbench.core.project import Operation, Project
from workbench.core.vocabulary.units import units
from workbench.core.words import tr, trn

CORRECTABLE = (
    "amount", "unit", "kind", "measure", "subject", "item", "place", "period", "attribution", "modality",
    "change", "span", "full_span", "evidence", "note",
)  # fmt: skip
_AT_ONCE = 100  # figures between two looks at what the user does
_UNIT_DOUBTS = (Doubt.UNIT_MISSING, Doubt.UNIT_BORROWED)


def accept(project: Project, ids: Sequence[FigureId]) -> Changes:
    """Settles figures as right. An indefinite amount ("several million") cannot be settled as a number: BadInput."""
    _check_numbers(project.figures.many(ids))
    return _set_status(project, ids, Status.ACCEPTED)


def _check_numbers(figures: Iterable[Figure]) -> None:
    vague = next((figure for figure in figures if figure.amount is None), None)
    if vague is not None:
        raise BadInput(
            tr(
                "“{quote}” states no number, so it cannot be accepted. Correct its amount first, or reject it.",
                quote=vague.quote,
            )
        )


def acceptable(project: Project, ids: Sequence[FigureId]) -> list[FigureId]:
    """Those that state a number and so can be settled as right."""
    return [figure.id for figure in project.figures.many(ids) if figure.amount is not None]


def reject(project: Project, ids: Sequence[FigureId]) -> Changes:
    return _set_status(project, ids, Status.REJECTED)


def not_a_figure(project: Project, ids: Sequence[FigureId]) -> Changes:
    return _set_status(project, ids, Status.NOT_A_FIGURE)


def reopen(project: Project, ids: Sequence[FigureId]) -> Changes:
    """Back to a suggestion."""
    return _set_status(project, ids, Status.SUGGESTED)


def mark_duplicate(project: Project, figure_id: FigureId, of: FigureId) -> Changes:
    """Says that a figure repeats another of the project, which alone is counted from now on."""
    project.figures.get(figure_id)
    chain = _repeated_by(project, of)
    if figure_id in chain:
        raise BadInput(tr("A figure cannot be a duplicate of itself. Choose the figure that it repeats."))
    with project.history.operation(tr("Mark figure as a duplicate")) as op:
        project.figures.update(op, figure_id, status=Status.DUPLICATE, duplicate_of=chain[-1])
    return op.changes


def _repeated_by(project: Project, figure_id: FigureId) -> list[FigureId]:
    """The figure, what it is a duplicate of, and so on to the one that alone counts."""
    chain = [figure_id]
    while (of := project.figures.get(chain[-1]).duplicate_of) is not None and of not in chain:
        chain.append(of)
    return chain


def _set_status(project: Project, ids: Sequence[FigureId], status: Status) -> Changes:
    figures = [f for f in project.figures.many(ids) if f.status is not status]
    name = _settling(status, len(ids))
    if not figures:
        return Changes(name)
    with project.history.operation(name) as op:
        project.figures.set_status(op, [figure.id for figure in figures], status)
    return op.changes


def settle_in_slices(
    project: Project, ids: Sequence[FigureId], status: Status
) -> Generator[tuple[int, int], None, Changes]:
    """Accepts, rejects, marks as no figures or reopens thousands, as one step, for a window that stays awake: yields
    how many of all are done. What can be refused is refused before anything is written."""
    wanted: list[FigureId] = []
    for first in range(0, len(ids), _AT_ONCE):
        if first:
            yield first, 2 * len(ids)
        some = project.figures.many(ids[first : first + _AT_ONCE])
        if status is Status.ACCEPTED:
            _check_numbers(some)
        wanted += [figure.id for figure in some if figure.status is not status]
    name = _settling(status, len(ids))
    if not wanted:
        return Changes(name)
    return (yield from project.history.sliced(name, lambda op: _writing(project, op, wanted, status)))


def accept_in_slices(project: Project, ids: Sequence[FigureId]) -> Generator[tuple[int, int], None, int]:
    """Accepts those that state a number, as one step, in the same way; returns how many were accepted."""
    good: list[FigureId] = []
    for first in range(0, len(ids), _AT_ONCE):
        if first:
            yield first, 2 * len(ids)
        good += acceptable(project, ids[first : first + _AT_ONCE])
    if good:
        name = _settling(Status.ACCEPTED, len(good))
        yield from project.history.sliced(name, lambda op: _writing(project, op, good, Status.ACCEPTED))
    return len(good)


def _writing(project: Project, op: Operation, ids: Sequence[FigureId], status: Status) -> Iterator[tuple[int, int]]:
    """The second half of the work."""
    for first in range(0, len(ids), _AT_ONCE):
        if first:
            yield len(ids) + first, 2 * len(ids)
        project.figures.set_status(op, ids[first : first + _AT_ONCE], status)


def _settling(status: Status, count: int) -> str:
    """The name of a step."""
    if status is Status.ACCEPTED:
        return trn("Accept {n} figure", "Accept {n} figures", count)
    if status is Status.REJECTED:
        return trn("Reject {n} figure", "Reject {n} figures", count)
    if status is Status.NOT_A_FIGURE:
        return trn("Mark {n} number as not a figure", "Mark {n} numbers as not a figure", count)
    return trn("Reopen {n} figure", "Reopen {n} figures", count)


def correct(project: Project, figure_id: FigureId, **fields: Any) -> Changes:
    """Changes fields of a figure (those of CORRECTABLE) and keeps everything else, its evidence included.

    A field set by hand loses the evidence of the old value unless `evidence` gives it a new one; doubts that the
    change answers go.
    """
    unknown = set(fields) - set(CORRECTABLE)
    if unknown:
        raise ValueError(f"not a correctable field: {sorted(unknown)}")
    figure = project.figures.get(figure_id)
    changed = {name: value for name, value in fields.items() if value != getattr(figure, name)}
    if not changed:
        return Changes()
    note = changed.pop("note", None)
    if not changed:
        return notes.on_figure(project, figure_id, note)
    if "evidence" not in fields:
        gone = {f for f in Field if f.value in changed and f in figure.evidence and f is not Field.AMOUNT}
        if gone:
            changed["evidence"] = {f: s for f, s in figure.evidence.items() if f not in gone}
    if doubts := _answered(figure, changed):
        changed["doubts"] = tuple(d for d in figure.doubts if d not in doubts)
    if changed.get("unit"):
        changed["borrowed_unit"] = None
        if "kind" not in fields:
            changed["kind"] = _kind_with(figure, changed["unit"])
    if "full_span" in changed:
        changed["quote"] = changed["full_span"].of(project.versions.text(figure.article_id, figure.version))
    with project.history.together(tr("Correct figure")) as op:
        project.figures.update(op, figure_id, **changed)
        if note is not None:
            notes.on_figure(project, figure_id, note)
    return op.changes


def _answered(figure: Figure, changed: dict[str, Any]) -> set[Doubt]:
    """The doubts that a correction answers."""
    answers = {
        "unit": {*_UNIT_DOUBTS},
        "amount": {Doubt.SEPARATOR, Doubt.SCALE},
        "period": {Doubt.PERIOD_ASSUMED, Doubt.PERIOD_LATER},
        "subject": {Doubt.SUBJECT_FAR},
        "measure": {Doubt.MEASURE_FAR},
    }
    gone = {doubt for name in changed for doubt in answers.get(name, ())}
    return gone & set(figure.doubts)


def take_unit(project: Project, ids: Sequence[FigureId]) -> Changes:
    """Takes the unit that the context suggests for figures whose source names none. The evidence span stays."""
    done = take_unit_in_slices(project, ids)
    while True:
        try:
            next(done)
        except StopIteration as end:
            changes: Changes = end.value
            return changes


def take_unit_in_slices(project: Project, ids: Sequence[FigureId]) -> Generator[tuple[int, int], None, Changes]:
    """The same for thousands, for a window that stays awake: yields how many of all are done."""
    figures = [f for f in project.figures.many(ids) if f.borrowed_unit and not f.unit]
    if not figures:
        raise BadInput(tr("No unit is suggested here. Type the unit in the figure's form instead."))

    def write(op: Operation) -> Iterator[tuple[int, int]]:
        for number, figure in enumerate(figures):
            if number and number % _AT_ONCE == 0:
                yield number, len(figures)
            doubts = tuple(d for d in figure.doubts if d not in _UNIT_DOUBTS)
            unit = str(figure.borrowed_unit)
            project.figures.update(op, figure.id, unit=unit, kind=_kind_with(figure, unit), doubts=doubts)

    name = trn("Take the suggested unit of {n} figure", "Take the suggested unit of {n} figures", len(figures))
    return (yield from project.history.sliced(name, write))


IN_SLICES: Mapping[
    Callable[..., Changes], Callable[[Project, Sequence[FigureId]], Generator[tuple[int, int], None, Changes]]
] = {
    accept: partial(settle_in_slices, status=Status.ACCEPTED),
    reject: partial(settle_in_slices, status=Status.REJECTED),
    not_a_figure: partial(settle_in_slices, status=Status.NOT_A_FIGURE),
    reopen: partial(settle_in_slices, status=Status.SUGGESTED),
    take_unit: take_unit_in_slices,
}


def _kind_with(figure: Figure, code: str) -> Kind:
    """The kind that goes with a unit: an amount in tonnes is a quantity, one in dollars money."""
    unit = units().get(code)
    return unit.kind if unit else figure.kind


def add_figure(
    project: Project, article_id: ArticleId, span: Span, said: Statement | BadInput | None = None
) -> FigureId:
    """A figure from a stretch of text that the analyst selected: read by the same rules, settled by nobody yet.

    Where the rules see no number in it, the words are read as a bare number if they are one; else BadInput. `said` is
    what `statements_at` made of the stretch, where that was asked before.
    """
    article = project.articles.get(article_id)
    span = trimmed(span, article.text)
    for there in project.figures.of_article(article_id):
        if there.span.overlaps(span):
            raise BadInput(
                tr(
                    "Figure {id} states “{quote}” already. Reopen or correct that one.",
                    id=there.id,
                    quote=there.quote,
                )
            )
    statement = statement_in(article.text, span, article.language.value) if said is None else said
    if isinstance(statement, BadInput):
        raise statement
    with project.history.operation(tr("New figure by hand")) as op:
        (figure_id,) = project.figures.add(op, article_id, [statement], article.text)
    return figure_id


def trimmed(span: Span, text: str) -> Span:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))


def statement_in(text: str, span: Span, language: str) -> Statement:
    """The statement the rules find in exactly this stretch, its context read from the whole text."""
    (found,) = statements_at(text, [span], language)
    if isinstance(found, BadInput):
        raise found
    return found


def statements_at(text: str, spans: Iterable[Span], language: str) -> list[Statement | BadInput]:
    """The same for several stretches of one text, which is read once: values in, values out, for a worker."""
    whole = Extractor.default().extract(text, language=language).statements
    return [_statement_at(text, trimmed(span, text), language, whole) for span in spans]


def _statement_at(text: str, span: Span, language: str, whole: Sequence[Statement]) -> Statement | BadInput:
    inside = [s for s in whole if span.contains(s.span) and s.amount is not None]
    if not inside:
        alone = Extractor.default().extract(span.of(text), language=language).statements
        inside = [_moved(s, span.start) for s in alone if s.amount is not None]
    if len(inside) > 1:
        return BadInput(tr("“{quote}” holds {n} numbers. Select one of them.", quote=span.of(text), n=len(inside)))
    if not inside:
        return BadInput(tr("No number is seen in “{quote}”. Select the words that state one.", quote=span.of(text)))
    found = inside[0]
    doubts = tuple(dict.fromkeys((*found.doubts, Doubt.BY_HAND)))
    return replace(found, full_span=span.joined(found.span), doubts=doubts, rule="by hand")


def _moved(statement: Statement, by: int) -> Statement:
    """A statement found in a cut-out, at its place in the whole."""

    def shift(span: Span) -> Span:
        return Span(span.start + by, span.end + by)

    return replace(
        statement,
        span=shift(statement.span),
        full_span=shift(statement.full_span),
        evidence={f: shift(s) for f, s in statement.evidence.items()},
    )
