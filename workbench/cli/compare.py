"""Commands that hold figures against each other: table, comparisons, why, export."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from dataclasses import replace
from decimal import Context, Decimal
from typing import Any

from workbench.cli import output
from workbench.cli.projects import opened
from workbench.core.actions import comparing, comparisons, exporting
from workbench.core.comparison.display import shown_as, unit_label, unit_of
from workbench.core.comparison.exchange import currency_of
from workbench.core.comparison.specs import to_json
from workbench.core.errors import BadInput
from workbench.core.model.amount import Amount
from workbench.core.model.comparison import GRID, Axis, Cell, Comparison, ComparisonSpec, Member, Order
from workbench.core.model.conflict import Relation
from workbench.core.model.figure import Figure, FigureId, Status
from workbench.core.model.filter import FigureFilter
from workbench.core.project import Project
from workbench.core.vocabulary.phrases import NBSP, amount_words, converted_at
from workbench.core.vocabulary.terms import Terms
from workbench.core.vocabulary.units import units
from workbench.core.words import language, tr, trn

_EXACT = Context(prec=10)  # digits of a converted number; more are dust of the division
_ROUNDED = Context(prec=4)  # and what a rate gives is no more exact
_POWERS = {"thousand": 3, "k": 3, "million": 6, "mln": 6, "m": 6, "billion": 9, "bn": 9, "trillion": 12, "trn": 12}


def spec(args: Namespace, plain: ComparisonSpec, project: Project) -> ComparisonSpec:
    """The comparison that the arguments ask for: a saved one or the plain one, with what they say otherwise."""
    base = comparisons.find(project, args.saved) if args.saved else plain
    rows, columns = (tuple(Axis(axis) for axis in asked or ()) for asked in (args.rows, args.columns))
    if set(rows) & set(columns):
        raise BadInput(tr("The same field cannot make both rows and columns. Take it out of one of them."))
    if rows or columns:
        base = replace(base, own_rows=(), own_columns=(), hidden=())
        base = replace(base, rows=rows or _other_than(columns), columns=columns or _other_than(rows))
    chosen = {comparisons.meant(project, Axis.MEASURE, measure): unit for measure, unit in map(_unit, args.unit)}
    _check_dimensions(project, chosen)
    return _filtered(args, replace(base, units=base.units | chosen), project)


def _filtered(args: Namespace, base: ComparisonSpec, project: Project) -> ComparisonSpec:
    """With the filters and the order that were asked for."""
    asked = ((Axis.SUBJECT, args.subject), (Axis.MEASURE, args.measure), (Axis.PUBLISHER, args.publisher))
    only = base.only | {
        axis: tuple(comparisons.meant(project, axis, value) for value in values) for axis, values in asked if values
    }
    since, until = args.since or base.since, args.until or base.until
    comparisons.check_times(since, until)
    return replace(
        base,
        only=only,
        since=since,
        until=until,
        statuses=(Status.ACCEPTED,) if args.accepted else base.statuses,
        order_rows=Order(args.order) if args.order else base.order_rows,
    )


def _check_dimensions(project: Project, asked: dict[str, str]) -> None:
    """Raises where no figure of a measure can be shown in the unit asked for it."""
    table = units()
    for measure, chosen in asked.items():
        code, _ = shown_as(chosen)
        stated = {unit_of(figure) for figure in project.figures.all(FigureFilter(measures=(measure,)))} - {""}
        wanted, held = table.dimension(code), {table.dimension(unit) for unit in stated}
        if stated and wanted not in held and not _by_rates(project, wanted, held):
            raise BadInput(
                tr(
                    "“{measure}” cannot be shown in {unit}: its figures are in {stated}.",
                    measure=measure,
                    unit=code,
                    stated=", ".join(sorted(stated)),
                )
            )


def _by_rates(project: Project, wanted: str | None, held: set[str | None]) -> bool:
    """Whether it is money, and the project's rates may turn some of it into that currency."""
    known = {code for rate in project.rates.all() for code in (rate.currency, rate.other)}
    return currency_of(wanted) in known and any(currency_of(dimension) in known for dimension in held)


def _unit(said: str) -> tuple[str, str]:
    """ "reserves=Mt", "budget=bn USD": a measure and what its numbers are shown in."""
    measure, equals, unit = (part.strip() for part in said.partition("="))
    if not equals or not measure or not unit:
        raise BadInput(tr("“{said}” says no unit. Write the measure and its unit: reserves=Mt.", said=said))
    scale, space, code = unit.partition(" ")
    power = _POWERS.get(scale.lower()) if space else None
    comparisons.check_unit(code.strip() if power else unit)
    return measure, f"{code.strip()} {10**power}" if power else unit


def _other_than(axes: tuple[Axis, ...]) -> tuple[Axis]:
    """What to set against these axes where nothing was said: subjects, or measures."""
    return (Axis.MEASURE,) if Axis.SUBJECT in axes else (Axis.SUBJECT,)


def table(args: Namespace) -> None:
    with opened(args.project, read_only=not args.save) as project:
        wanted = spec(args, GRID, project)  # there is no room for a column a source
        if args.save:
            comparisons.save(project, args.save, wanted)
        made = comparing.compare(project, wanted)
    if args.json:
        output.as_json([_cell_record(made, row, column) for row, column in made.cells])
        return
    _print_table(made, _Shown())


class _Shown:
    """Axis values as a person reads them."""

    def __init__(self) -> None:
        self._terms = Terms.load()

    def key(self, axes: tuple[Axis, ...], values: tuple[str, ...]) -> str:
        return " · ".join(self._one(a, v) for a, v in zip(axes, values, strict=True))

    def _one(self, axis: Axis, value: str) -> str:
        if not value:
            return "—"
        if axis in (Axis.ARTICLE, Axis.PUBLISHER, Axis.PERIOD):
            return value
        return self._terms.display(value, language())


def _print_table(made: Comparison, shown: _Shown) -> None:
    """As a table where the terminal is wide enough, else one line a cell."""
    rows = []
    for row in made.rows:
        line = [shown.key(made.spec.rows, row)]
        for column in made.columns:
            cell = made.cells.get((row, column))
            line.append(_cell_words(cell, made.spec.units) if cell else "")
        rows.append(line)
    wide = output.lines(["", *(shown.key(made.spec.columns, c) for c in made.columns)], rows)
    if max((len(line) for line in wide.splitlines()), default=0) > output.width():
        heads = [" · ".join(tr(axis.value) for axis in axes) for axes in (made.spec.rows, made.spec.columns)]
        wide = output.lines([*heads, tr("stated")], _listed(made, shown))
    print(wide)
    print(trn("{n} figure in the table", "{n} figures in the table", made.figures))
    if any(m.figure.status is not Status.ACCEPTED for cell in made.cells.values() for m in cell.members):
        print(tr("· suggested, not yet accepted; ≠ sources contradict each other; [3/2] three mentions, two origins"))
    rates = dict.fromkeys(rate for cell in made.cells.values() for m in cell.members for rate in m.rates)
    if rates:
        print("* " + converted_at(rates))
    if made.left_out:
        print(
            trn(
                "{n} figure has no place in it: its measure or subject is not known",
                "{n} figures have no place in it: their measure or subject is not known",
                made.left_out,
            )
        )


def _listed(made: Comparison, shown: _Shown) -> list[tuple[str, str, str]]:
    """The filled cells in the table's order; a row's name stands at its first cell."""
    listed = []
    for row in made.rows:
        filled = [column for column in made.columns if (row, column) in made.cells]
        for n, column in enumerate(filled):
            name = "" if n else shown.key(made.spec.rows, row)
            listed.append(
                (name, shown.key(made.spec.columns, column), _cell_words(made.cells[(row, column)], made.spec.units))
            )
    return listed


def _cell_words(cell: Cell, chosen: Mapping[str, str]) -> str:
    """What the members state, a sign where they conflict, and how many independent origins say it."""
    said = list(dict.fromkeys(_stated(m, cell, chosen) for m in cell.members))
    words = "; ".join(said)
    if any(conflict.relation is Relation.CONTRADICTION for conflict in cell.conflicts):
        words = f"≠ {words}"
    if cell.mentions > 1:
        words += f" [{cell.mentions}/{cell.origins}]"
    return words


def _stated(member: Member, cell: Cell, chosen: Mapping[str, str]) -> str:
    """What a figure states, in the unit chosen for its measure where it can be converted; where a rate does, that."""
    figure = member.figure
    sign = "" if figure.status is Status.ACCEPTED else "·"
    if member.rates and figure.amount is not None and cell.unit:
        low, high = (
            None if bound is None else _ROUNDED.divide(bound, cell.scale) for bound in (member.low, member.high)
        )
        turned = Amount(low, high, figure.amount.qualifier)
        return f"{sign}{amount_words(turned, None)}{NBSP}{unit_label(cell.unit, cell.scale, language())}*"
    code, scale = shown_as(chosen.get(figure.measure or "", ""))
    amount = _in_unit(figure, code, scale) if code else None
    if amount is None:
        return sign + amount_words(figure.amount, figure.unit)
    return sign + amount_words(amount, None) + NBSP + unit_label(code, scale, language())


def _in_unit(figure: Figure, code: str, scale: Decimal) -> Amount | None:
    """The amount in another unit and scale; None where it states nothing, or of another dimension."""
    if figure.amount is None or (factor := units().convert(Decimal(1), unit_of(figure), code)) is None:
        return None
    low, high = (
        None if bound is None else _EXACT.divide(bound * factor, scale)
        for bound in (figure.amount.low, figure.amount.high)
    )
    return Amount(low, high, figure.amount.qualifier)


def _cell_record(made: Comparison, row: tuple[str, ...], column: tuple[str, ...]) -> dict[str, Any]:
    cell = made.cells[(row, column)]
    low, high = cell.spread
    return {
        **{axis.value: value for axis, value in zip(made.spec.rows, row, strict=True)},
        **{axis.value: value for axis, value in zip(made.spec.columns, column, strict=True)},
        "unit": cell.unit,
        "low": None if low is None else float(low),
        "high": None if high is None else float(high),
        "relation": cell.relation.value if cell.relation else None,
        "mentions": cell.mentions,
        "origins": cell.origins,
        "figures": [m.figure.id for m in cell.members],
    }


def saved(args: Namespace) -> None:
    """Lists the saved comparisons; renames or removes one."""
    with opened(args.project, read_only=not (args.rename or args.remove)) as project:
        if args.rename:
            comparisons.rename(project, *args.rename)
        if args.remove:
            comparisons.remove(project, args.remove)
        found = comparisons.saved(project)
    if args.json:
        output.as_json([{"name": name, **to_json(one)} for name, one in found.items()])
    elif found:
        heads = [tr("name"), tr("rows"), tr("columns"), tr("figures")]
        print(output.lines(heads, [[name, *_described(one)] for name, one in found.items()]))
    else:
        print(tr("No comparison is saved. `table --save NAME` saves one."))


def _described(one: ComparisonSpec) -> list[str]:
    """Axes and filters in words."""
    axes = [", ".join(tr(axis.value) for axis in side) for side in (one.rows, one.columns)]
    kept = [f"{tr(axis.value)}: {', '.join(values)}" for axis, values in one.only.items() if values]
    if one.since or one.until:
        kept.append(f"{one.since or '…'} – {one.until or '…'}")
    if one.statuses == (Status.ACCEPTED,):
        kept.append(tr("only accepted"))
    return [*axes, "; ".join(kept)]


def why(args: Namespace) -> None:
    with opened(args.project, read_only=True) as project:
        judgement = comparing.explain_pair(project, FigureId(args.first), FigureId(args.second))
    print(f"[{tr(judgement.relation.value)}] {judgement.reason}")
    if judgement.differs:
        print(tr("They differ in: {fields}", fields=", ".join(tr(f.value) for f in judgement.differs)))


def export(args: Namespace) -> None:
    layout = exporting.layout_file(args.layout) if args.layout else None
    with opened(args.project, read_only=True) as project:
        wanted = spec(args, ComparisonSpec(), project)
        path = exporting.export(project, args.out, wanted, language=args.language or language(), layout=layout)
    print(tr("Written: {path}", path=path))
