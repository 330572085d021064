"""Figures to the content of a workbook: the table, the lines whose numbers are comparable, the evidence behind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TypedDict, Unpack

from workbench.core.comparison.conflicts import find_conflicts
from workbench.core.comparison.display import unit_of
from workbench.core.comparison.intervals import ABOUT, factor_of, lacks_unit, limits_of, rounded
from workbench.core.comparison.judging import counts
from workbench.core.comparison.naming import Sources, versioned
from workbench.core.comparison.passages import sentence_at
from workbench.core.comparison.settling import settle
from workbench.core.comparison.standing import Standings
from workbench.core.comparison.tables import article_titles, build, kept_apart
from workbench.core.model.article import ArticleId
from workbench.core.model.comparison import Axis, Cell, Comparison, ComparisonSpec, Member
from workbench.core.model.conflict import Relation
from workbench.core.model.figure import Figure, FigureId, Status
from workbench.core.model.rate import Rate
from workbench.core.model.verdict import Verdict
from workbench.core.model.workbook import EvidenceRow, Former, Key, Line, WorkbookContent
from workbench.core.vocabulary.naming import Names
from workbench.core.vocabulary.units import units

_BY_SOURCE = {Axis.ARTICLE, Axis.PUBLISHER}
_SCALES = tuple(Decimal(10**n) for n in (0, 3, 6, 9, 12))
_DIGITS = re.compile(r"\d[\d\s.,'’]*")


class Said(TypedDict, total=False):
    """Of the project and the program, for the sheet that explains the others."""

    project: str
    author: str
    program: str
    exported_at: str


def prepare(
    spec: ComparisonSpec,
    figures: Iterable[Figure],
    sources: Sources,
    *,
    texts: Mapping[ArticleId, str],
    withdrawn: Iterable[Figure] = (),
    former: Mapping[tuple[ArticleId, int], Former] | None = None,
    origins: Mapping[ArticleId, int] | None = None,
    about: Decimal = ABOUT,
    names: Names | None = None,
    verdicts: Sequence[Verdict] = (),
    judged: Iterable[Figure] = (),
    rates: Sequence[Rate] = (),
    step: Callable[[], object] = lambda: None,
    **said: Unpack[Said],
) -> WorkbookContent:
    """Work everything out. `texts` are those of the articles; `withdrawn` figures, which only the versions `former`
    state, are rows of evidence and nothing else; `names` carry the workbook's language; `judged` are the figures that
    `verdicts` name, compared or not. `step` is called now and then, and may raise to call it off."""
    counted = [figure for figure in figures if counts(figure) and figure.status in spec.statuses]
    conflicts = find_conflicts(counted, sources, about=about, names=names, origins=origins, rates=rates, step=step)
    seen = {figure.id for figure in counted}
    standings = Standings(verdicts, [*counted, *judged], sources, names, seen=seen).all(conflicts)

    def laid_out(by: ComparisonSpec) -> Comparison:
        step()
        made = build(
            by, counted, sources, origins=origins, about=about, conflicts=conflicts, names=names, rates=rates
        )
        return settle(made, standings)

    table = laid_out(spec)
    by_source = bool(spec.columns) and set(spec.columns) <= _BY_SOURCE
    whole = laid_out(replace(spec, columns=())) if by_source else table
    lines = _lines(whole)
    turned = _turned(table, whole)
    cell_ids = {at: f"C{n}" for n, at in enumerate(_in_order(table), 1)}
    return WorkbookContent(
        comparison=table,
        evidence=_evidence(
            [*counted, *(figure for figure in withdrawn if counts(figure))],
            sources,
            lambda figure: _stated_in(figure, texts, former or {}, step),
            (_places(table, cell_ids), _places(whole, _line_ids(lines))),
            turned=turned,
            language=names.language if names else "",
        ),
        lines=lines,
        cell_ids=cell_ids,
        conflicts=tuple(conflicts),
        standings=tuple(standings),
        sources=sources,
        by_source=by_source,
        about=about,
        rates=tuple(dict.fromkeys(rate for member, _ in turned.values() for rate in member.rates)),
        **said,
    )


def _turned(*tables: Comparison) -> dict[FigureId, tuple[Member, str]]:
    """The figures that were turned into another currency, and the unit of their cells."""
    return {
        member.figure.id: (member, cell.unit or "")
        for made in tables
        for cell in made.cells.values()
        for member in cell.members
        if member.rates
    }


def _in_order(table: Comparison) -> list[tuple[Key, Key]]:
    """The filled cells, row by row."""
    rows = {key: n for n, key in enumerate(table.rows)}
    columns = {key: n for n, key in enumerate(table.columns)}
    return sorted(table.cells, key=lambda at: (rows[at[0]], columns[at[1]]))


def _lines(table: Comparison) -> tuple[Line, ...]:
    return tuple(_line(f"L{n}", at, table.cells[at]) for n, at in enumerate(_in_order(table), 1))


def _line(name: str, at: tuple[Key, Key], cell: Cell) -> Line:
    unit = (units().factor(cell.unit) if cell.unit else None) or Decimal(1)
    members = [member.figure for member in cell.members]
    one_unit = all(member.interval is not None for member in cell.members)
    converted = any(member.rates for member in cell.members)
    unclear = (
        converted
        or any(lacks_unit(figure) for figure in members)
        or cell.relation
        in (
            Relation.UNDECIDED,
            Relation.SCALE_SLIP,
        )
    )
    return Line(
        id=name,
        row=at[0],
        column=at[1],
        cell=cell,
        factor=unit * cell.scale,
        plain=len(members) == 1 or (kept_apart(members, in_one_unit=one_unit) is None and not unclear),
        speakers=_speakers(cell),
    )


def _speakers(cell: Cell) -> tuple[FigureId, ...]:
    """One figure for each origin: an accepted one before a suggested one, the earlier before the later."""
    chosen: dict[int, Figure] = {}
    for member in cell.members:
        known = chosen.get(member.origin)
        if member.interval is None:
            continue
        if known is None or (known.status is not Status.ACCEPTED and member.figure.status is Status.ACCEPTED):
            chosen[member.origin] = member.figure
    return tuple(figure.id for figure in chosen.values())


def _line_ids(lines: Iterable[Line]) -> dict[tuple[Key, Key], str]:
    return {(line.row, line.column): line.id for line in lines}


def _places(table: Comparison, ids: Mapping[tuple[Key, Key], str]) -> dict[FigureId, str]:
    """The id of each figure's cell."""
    return {
        member.figure.id: ids[at] + ("" if member.interval is not None else "/other")
        for at, cell in table.cells.items()
        for member in cell.members
    }


def _evidence(
    figures: Sequence[Figure],
    sources: Sources,
    stated_in: Callable[[Figure], Former],
    places: tuple[Mapping[FigureId, str], Mapping[FigureId, str]],
    *,
    turned: Mapping[FigureId, tuple[Member, str]],
    language: str,
) -> tuple[EvidenceRow, ...]:
    titles, (cells, lines) = article_titles(sources), places
    ordered = sorted(figures, key=lambda figure: (figure.article_id, figure.full_span, figure.id))
    return tuple(
        evidence_row(
            figure,
            title=versioned(titles.get(figure.article_id, ""), figure, language),
            text=stated_in(figure).text,
            former_sha256=stated_in(figure).sha256,
            cell=cells.get(figure.id, ""),
            line=lines.get(figure.id, ""),
            turned=turned.get(figure.id),
        )
        for figure in ordered
    )


def _stated_in(
    figure: Figure,
    texts: Mapping[ArticleId, str],
    former: Mapping[tuple[ArticleId, int], Former],
    step: Callable[[], object],
) -> Former:
    """The text that a figure's quote is of: that of its own version, with the file's hash where that is a former
    one."""
    step()
    if figure.orphan:
        return former[figure.article_id, figure.version]
    return Former(texts.get(figure.article_id, ""), "")


def evidence_row(
    figure: Figure,
    *,
    title: str,
    text: str,
    cell: str = "",
    line: str = "",
    former_sha256: str = "",
    turned: tuple[Member, str] | None = None,
) -> EvidenceRow:
    """One figure with its working shown; `turned` where rates turned its money into the unit of its cell."""
    amount = figure.amount
    assert amount is not None, "only figures that state an amount are compared"
    scale = stated_scale(amount.number if amount.low is None else amount.low, figure.quote)
    floor, ceiling = limits_of(figure)
    unit = unit_of(figure)
    member, into = turned or (None, unit)
    return EvidenceRow(
        figure=figure,
        title=title,
        sentence=sentence_at(text, figure.full_span) if text else "",
        stated_low=_over(amount.low, scale),
        stated_high=_over(amount.high, scale),
        scale=scale,
        factor=factor_of(figure) * scale * (member.exchanged if member else 1),
        unit=unit,
        base_unit=base_unit(into),
        rates=member.rates if member else (),
        step=_over(rounded(amount).step, scale),
        floor=_over(floor if amount.low is None and floor is not None and floor <= amount.number else None, scale),
        ceiling=_over(
            ceiling if amount.high is None and ceiling is not None and ceiling >= amount.number else None, scale
        ),
        cell=cell,
        line=line,
        former_sha256=former_sha256,
    )


def stated_scale(value: Decimal, quote: str) -> Decimal:
    """The power of a thousand that the source wrote in words: "2,6 млн" is 2.6 millions, "2 600 000" is itself."""
    written = {"".join(ch for ch in run if ch.isdigit()).strip("0") for run in _DIGITS.findall(quote)}
    lengths = {len("".join(ch for ch in run if ch.isdigit())) for run in _DIGITS.findall(quote)}
    for scale in _SCALES:
        digits = f"{abs(value) / scale:f}".replace(".", "").strip("0")
        whole = len(str(int(abs(value) / scale)))
        if digits in written and whole <= max(lengths):
            return scale
    return Decimal(1)


def base_unit(code: str) -> str:
    """The unit in which the factor of a unit is told: t for kg, USD/t for USD/kg."""
    unit = units().get(code) if code else None
    if unit is None or unit.factor == 1:
        return code
    above, slash, below = code.partition("/")
    if slash:
        return f"{base_unit(above)}/{base_unit(below)}"
    return next((u.code for u in units().all() if u.dimension == unit.dimension and u.factor == 1), code)


def _over(value: Decimal | None, scale: Decimal) -> Decimal | None:
    return None if value is None else value / scale


__all__ = ["base_unit", "evidence_row", "prepare", "stated_scale"]
