"""What of a project is judged at once: whole subjects and measures, whole articles, sizes; and what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from workbench.core.comparison.anomalies import date_anomalies
from workbench.core.comparison.arithmetic import arithmetic_anomalies
from workbench.core.comparison.conflicts import find_clashes
from workbench.core.comparison.plausible import Odd, told
from workbench.core.model.article import ArticleId
from workbench.core.model.comparison import SourceInfo
from workbench.core.model.conflict import Conflict
from workbench.core.model.figure import Figure, FigureId
from workbench.core.model.rate import Rate
from workbench.core.vocabulary.naming import Names

Home = tuple[str, str, int]  # subject, measure, 0; or two empty ones and the number of a figure that has no home


@dataclass(frozen=True, slots=True)
class Batch:
    """Whole homes with their figures, whole articles with theirs; `done` of `total` of both have gone before. `odd`
    are all figures whose size cannot be, where that is otherwise than before, with the figures that are told of."""

    homes: Mapping[Home, list[Figure]] = field(default_factory=dict)
    articles: Mapping[ArticleId, list[Figure]] = field(default_factory=dict)
    sources: Mapping[ArticleId, SourceInfo] = field(default_factory=dict)
    rates: Sequence[Rate] = ()
    odd: tuple[tuple[Odd, ...], Mapping[FigureId, Figure]] | None = None
    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """The conflicts of each home and article of a batch, and the figures in them; `sizes` where asked for."""

    homes: Mapping[Home, list[Conflict]]
    articles: Mapping[ArticleId, list[Conflict]]
    figures: Mapping[FigureId, Figure]
    sizes: list[Conflict] | None = None


def find(batch: Batch, origins: Mapping[ArticleId, int]) -> Found:
    """The work of a worker."""
    names = Names()
    home_of = {figure.id: home for home, figures in batch.homes.items() for figure in figures}
    known = {figure.id: figure for figures in (*batch.homes.values(), *batch.articles.values()) for figure in figures}
    homes: dict[Home, list[Conflict]] = {home: [] for home in batch.homes}
    together = [figure for figures in batch.homes.values() for figure in figures]
    for conflict in find_clashes(together, batch.sources, names=names, origins=origins, rates=batch.rates):
        homes[home_of[conflict.members[0]]].append(conflict)
    articles: dict[ArticleId, list[Conflict]] = {article: [] for article in batch.articles}
    dated = {article: batch.sources[article] for article in batch.articles}
    stated = [figure for figures in batch.articles.values() for figure in figures]
    for conflict in date_anomalies(stated, dated, names.language):
        if conflict.article is not None:
            articles[conflict.article].append(conflict)
    for conflict in arithmetic_anomalies(stated, batch.sources, names):
        articles[known[conflict.members[0]].article_id].append(conflict)
    sizes = _sizes(batch, known, names)
    every = [one for found in (homes, articles) for conflicts in found.values() for one in conflicts]
    members = {member for one in (*every, *(sizes or ())) for member in one.members}
    return Found(homes, articles, {member: known[member] for member in members}, sizes)


def _sizes(batch: Batch, known: dict[FigureId, Figure], names: Names) -> list[Conflict] | None:
    if batch.odd is None:
        return None
    odd, figures = batch.odd
    known |= figures
    return [told(one, figures.__getitem__, batch.sources, names) for one in odd]
