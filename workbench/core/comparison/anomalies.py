"""Sources whose own date cannot be right: they tell of what came later."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from workbench.core.comparison.naming import Sources, quoted
from workbench.core.model.article import ArticleId
from workbench.core.model.comparison import SourceInfo
from workbench.core.model.conflict import Conflict, Relation
from workbench.core.model.figure import Figure, Modality
from workbench.core.model.period import Period
from workbench.core.words import mark, say

LATER_EVENTS = mark("the text tells of later events")  # what a reader notes where the text outruns its date
_TOLD_AS_TRUE = (Modality.FACT, Modality.ESTIMATE)


def date_anomalies(figures: Iterable[Figure], sources: Sources, language: str) -> list[Conflict]:
    """One for each source that states figures of a time after its date, or whose reader doubted its date."""
    by_article: dict[ArticleId, list[Figure]] = defaultdict(list)
    for figure in figures:
        by_article[figure.article_id].append(figure)
    dated = ((i, source) for i, source in sources.items() if source.published)
    found = (_anomaly(i, source, by_article.get(i, []), sources, language) for i, source in dated)
    return [anomaly for anomaly in found if anomaly is not None]


def _anomaly(
    article: ArticleId, source: SourceInfo, figures: list[Figure], sources: Sources, lang: str
) -> Conflict | None:
    last = _last_day(source.published)
    later = [figure for figure in figures if last is not None and _starts_after(figure, last)]
    if later:
        reason = say(
            lang,
            "{source} is dated {date}, but {figure} is of {period}.",
            source=source.label,
            date=source.published,
            figure=quoted(later[0], sources, lang),
            period=str(later[0].period),
        )
    elif source.published_doubt == LATER_EVENTS:
        reason = say(
            lang, "{source} is dated {date}, but tells of later events.", source=source.label, date=source.published
        )
    else:
        return None
    members = tuple(sorted(figure.id for figure in later))
    return Conflict(relation=Relation.DATE_ANOMALY, members=members, reason=reason, article=article)


def may_outrun(source: SourceInfo, first: date | None) -> bool:
    """Whether a source may be dated before this day, which one of its figures tells of."""
    last = _last_day(source.published) if first is not None and source.published else None
    return last is not None and first is not None and first > last


@lru_cache(maxsize=5_000)
def _last_day(published: str) -> date | None:
    try:
        return Period(published[:10]).days[1]
    except ValueError:  # the reader's guess is no ISO date
        return None


def _starts_after(figure: Figure, last: date) -> bool:
    if figure.period is None or figure.modality not in _TOLD_AS_TRUE:
        return False
    first = figure.period.days[0]
    return first is not None and first > last
