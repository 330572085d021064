"""The cells of a large comparison, worked out as they are looked at.

What is worked out of some cells is what `tables.build` makes of the whole: conflicts lie within one subject and
measure, so all figures of those are looked at with them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from workbench.core.comparison.conflicts import find_conflicts
from workbench.core.comparison.exchange import Exchange
from workbench.core.comparison.intervals import ABOUT
from workbench.core.comparison.laying import Key, Layout, lay_out
from workbench.core.comparison.naming import Sources
from workbench.core.comparison.settling import settle
from workbench.core.comparison.standing import Standings
from workbench.core.comparison.tables import CellMaker
from workbench.core.errors import Cancelled
from workbench.core.model.article import ArticleId
from workbench.core.model.brief import Brief
from workbench.core.model.comparison import Cell, Comparison, ComparisonSpec
from workbench.core.model.figure import Figure, FigureId
from workbench.core.model.many import many_values
from workbench.core.model.rate import Rate
from workbench.core.model.verdict import Verdict
from workbench.core.vocabulary.terms import TermKind, Terms
from workbench.core.vocabulary.transliteration import one_spelling

At = tuple[Key, Key]
_ID, _SUBJECT, _PLACE = (itemgetter(Brief._fields.index(name)) for name in ("id", "subject", "place"))
_GROUP = itemgetter(Brief._fields.index("subject"), Brief._fields.index("measure"))
_MANY = 20_000  # figures that are looked at for the conflicts of some cells at most


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A layout, and what its cells take: `spelt` are subjects and places that are shown in another spelling,
    `groups` the figures of each subject and measure."""

    layout: Layout
    spelt: Mapping[str, str]
    groups: Mapping[tuple[str, ...], Sequence[int]]


def plan(
    spec: ComparisonSpec,
    briefs: Sequence[Brief],
    sources: Sources,
    *,
    progress: Callable[[int, int], object],
    cancelled: Callable[[], bool],
) -> Plan:
    """The work of a worker: values in, values out."""
    with many_values(to_stay=True):
        return _planned(spec, briefs, sources, progress, cancelled)


def _planned(
    spec: ComparisonSpec,
    briefs: Sequence[Brief],
    sources: Sources,
    progress: Callable[[int, int], object],
    cancelled: Callable[[], bool],
) -> Plan:
    spelt = _spellings(briefs)
    if spelt:
        briefs = [
            one
            if one.subject not in spelt and one.place not in spelt
            else one._replace(subject=spelt.get(one.subject, one.subject), place=spelt.get(one.place, one.place))
            for one in briefs
        ]
    progress(1, 3)
    if cancelled():
        raise Cancelled
    layout = lay_out(spec, briefs, sources)
    progress(2, 3)
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for key, number in zip(map(_GROUP, briefs), map(_ID, briefs), strict=True):
        groups[key].append(number)
    progress(3, 3)
    return Plan(layout=layout, spelt=spelt, groups=dict(groups))


def _spellings(briefs: Sequence[Brief]) -> dict[str, str]:
    """As `comparing.spelt_alike` has it, but each name is looked at once."""
    said = Counter(map(_SUBJECT, briefs))
    said.update(map(_PLACE, briefs))
    del said[""]
    terms = Terms.load()
    known = {*terms.keys(TermKind.SUBJECT), *terms.keys(TermKind.PLACE), *terms.keys(TermKind.ITEM)}
    return one_spelling(said, known)


def figures_for(of: Plan, cells: Iterable[At]) -> tuple[list[int], bool]:
    """The figures that some cells take, with all that may contradict them; and whether those are all. Where they
    would be too many, only the cells' own are looked at."""
    own: list[int] = []
    groups: set[tuple[str, str]] = set()
    for row, line in _by_row(cells).items():
        filled = of.layout.line(row)
        for column in line:
            for brief in filled.get(column, ()):
                own.append(brief.id)
                groups.add((brief.subject, brief.measure))
    everything = sum(len(of.groups[group]) for group in groups)
    if everything > max(_MANY, 2 * len(own)):
        return own, False
    return list(dict.fromkeys([*own, *(i for group in groups for i in of.groups[group])])), True


def _by_row(cells: Iterable[At]) -> dict[Key, list[Key]]:
    rows: dict[Key, list[Key]] = defaultdict(list)
    for row, column in cells:
        rows[row].append(column)
    return rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What cells are made of. Without `origins` each article is its own, and cells do not tell how many there are."""

    figures: Sequence[Figure]
    sources: Sources
    origins: Mapping[ArticleId, int] | None = None
    verdicts: Sequence[Verdict] = ()
    judged: Sequence[Figure] = ()
    rates: Sequence[Rate] = ()


def fill(
    of: Plan,
    cells: Sequence[At],
    given: Given,
    *,
    progress: Callable[[int, int], object],
    cancelled: Callable[[], bool],
) -> dict[At, Cell]:
    """The work of a worker: the cells with their conflicts and verdicts."""
    known = {figure.id: _spelt(figure, of.spelt) for figure in given.figures}
    heard = {figure.article_id: given.sources[figure.article_id] for figure in known.values()}
    conflicts = find_conflicts(list(known.values()), heard, origins=given.origins, rates=given.rates)
    maker = CellMaker(given.sources, given.origins or {}, ABOUT, conflicts, Exchange(given.rates, given.sources))
    made: dict[At, Cell] = {}
    for row, columns in _by_row(cells).items():
        if cancelled():
            raise Cancelled
        displays, line = of.layout.displays(row), of.layout.line(row)
        for column in columns:
            found = [known[FigureId(brief.id)] for brief in line.get(column, ()) if brief.id in known]
            if found:
                made[row, column] = maker.cell(found, displays)
    progress(1, 1)
    if given.verdicts:
        everything = [*known.values(), *given.judged]
        standings = Standings(given.verdicts, everything, given.sources, seen=set(known)).all(conflicts)
        made = settle(Comparison(spec=of.layout.spec, rows=(), columns=(), cells=made), standings).cells
    if given.origins is None:
        made = {at: replace(cell, origins=0) if cell.mentions > 1 else cell for at, cell in made.items()}
    return made


def _spelt(figure: Figure, spelt: Mapping[str, str]) -> Figure:
    if figure.subject not in spelt and figure.place not in spelt:
        return figure
    return replace(
        figure,
        subject=spelt.get(figure.subject or "", figure.subject),
        place=spelt.get(figure.place or "", figure.place),
    )
