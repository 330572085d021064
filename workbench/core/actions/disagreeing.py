"""The conflicts of a whole project, kept in step with its changes: only what a step touched is judged again.

Figures can clash with those of their home only, which is one subject and one measure. Judging is done on batches of
whole homes: values in, values out, for a worker. What is asked of the project for them comes in slices, so that a
window stays awake with 200,000 figures.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Generator, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import groupby
from operator import attrgetter

from workbench.core.actions.batches import Batch, Found, Home, find
from workbench.core.actions.comparing import COMPARED, brief, judged_figures
from workbench.core.comparison.anomalies import may_outrun
from workbench.core.comparison.arithmetic import may_not_add_up
from workbench.core.comparison.plausible import Sizes
from workbench.core.comparison.standing import Standings
from workbench.core.model.article import ArticleId
from workbench.core.model.brief import Brief, briefs_of
from workbench.core.model.changes import Changes
from workbench.core.model.comparison import SourceInfo
from workbench.core.model.conflict import Conflict, Relation
from workbench.core.model.figure import Doubt, Figure, FigureId, Status
from workbench.core.model.filter import FigureFilter
from workbench.core.model.period import Period
from workbench.core.model.rate import Rate
from workbench.core.model.verdict import Standing
from workbench.core.project import Project
from workbench.core.vocabulary.terms import TermKind, Terms
from workbench.core.vocabulary.transliteration import one_spelling

__all__ = ["ARTICLES", "FIGURES", "Batch", "Found", "Home", "Watch", "find", "sources_of"]

ARTICLES = 100  # asked for at once while everything is looked through
FIGURES = 250  # of a batch, unless a home has more: about what a fortieth of a second makes
_MANY = 500  # sources changed by one step: beyond that all is looked through anew
_ORDER = (Relation.MISSING_UNIT, Relation.DATE_ANOMALY)  # behind what contradicts


def sources_of(project: Project, ids: Collection[ArticleId] | None = None) -> dict[ArticleId, SourceInfo]:
    """What a sentence about figures says of their sources; of all of them where none are named."""
    return {line.id: brief(line) for line in project.articles.summaries(ids)}


@dataclass(frozen=True, slots=True)
class _Known:
    """Where a compared figure belongs, and the names it brings."""

    article: ArticleId
    home: Home
    names: tuple[str, ...]


class Watch:
    """`figures` are those in conflicts, `sources` all of the project. Take `steps()` to the end, give what `find`
    says of each batch to `take`; then `conflicts()` are those of the project as it was when the steps were begun.
    Steps that are not taken to the end, or whose batches are not judged, are begun again by the next."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self.sources: dict[ArticleId, SourceInfo] = {}
        self.figures: dict[FigureId, Figure] = {}
        self.news = True  # whether anything is otherwise than when this was last said to be False,
        self.settled = False  # or figures in conflict were settled or opened, and nothing else
        self._begun = self._whole = False  # whether all is being looked through, or has been
        self._known: dict[FigureId, _Known] = {}
        self._homes: dict[Home, set[FigureId]] = defaultdict(set)
        self._names: Counter[str] = Counter()
        self._shown: dict[str, str] = {}
        self._of_home: dict[Home, list[Conflict]] = {}
        self._of_article: dict[ArticleId, list[Conflict]] = {}
        self._rates: list[Rate] = []
        self._sizes, self._of_size = Sizes(), list[Conflict]()
        self._keys: tuple[list[Conflict], list[str]] = ([], [])
        self._changed: set[FigureId] = set()
        self._todo: set[Home] = set()
        self._todo_articles: set[ArticleId] = set()

    # what changed

    def note(self, changes: Changes) -> None:
        """Remembers what a step touched, for the next `steps`."""
        if not self._begun:
            return
        if changes.touches("rate"):
            self._whole = False
        articles = {ArticleId(number) for number in changes.ids("article")}
        self._changed |= {FigureId(number) for number in changes.ids("figure")}
        if len(articles) > _MANY:
            self._whole = False
        elif articles:
            fresh = sources_of(self._project, articles)
            for article in articles:
                self.sources.pop(article, None)
                self._changed.update(self._project.figures.ids(FigureFilter(article=article, orphans=None)))
            self.sources |= fresh
            self._todo_articles |= articles

    def reconsider(self, articles: Iterable[ArticleId]) -> None:
        """It is known anew which of these sources are one text: their conflicts are judged again."""
        of = set(articles)
        for home, conflicts in self._of_home.items():
            if any(self.figures[member].article_id in of for one in conflicts for member in one.members):
                self._todo.add(home)

    # what is to be judged

    def steps(self) -> Iterator[Batch | None]:
        """Batches for `find`; None where nothing is ready but a moment has passed."""
        if not self._whole:
            yield from self._look_through()
        yield from self._place_changed()
        yield from self._batches()

    def _look_through(self) -> Iterator[None]:
        """All figures in brief: which belong together, and which of their names are one in two scripts."""
        self._begun, self._whole, self._rates = True, False, self._project.rates.all()
        self._changed, self._todo, self._todo_articles = set(), set(), set()
        ids, self.sources = self._project.articles.ids(), {}
        for first in range(0, len(ids), FIGURES):
            self.sources |= sources_of(self._project, ids[first : first + FIGURES])
            yield None
        brief = []
        kept: dict[str, str] = {}  # one string for each name
        self._names, self._sizes = Counter(), Sizes()
        for first in range(0, len(ids), ARTICLES):
            last = min(first + ARTICLES, len(ids)) - 1
            for one in self._heard(self._project.briefs.between(ids[first], ids[last], COMPARED)):
                article, subject, place = ArticleId(one.article_id), one.subject, one.place
                subject, place = kept.setdefault(subject, subject), kept.setdefault(place, place)
                measure = kept.setdefault(one.measure, one.measure)
                self._names.update(name for name in (subject, place) if name)
                brief.append((FigureId(one.id), article, subject, place, measure, bool(one.item), one.doubted))
                if article not in self._todo_articles and self._may_outrun(article, one.period):
                    self._todo_articles.add(article)
            yield None
        self._todo_articles |= {i for i, source in self.sources.items() if source.published_doubt}
        self._shown = self._one_spelling()
        yield None
        yield from self._place_all(brief)

    def _heard(self, briefs: list[Brief]) -> list[Brief]:
        """The same; their sizes are kept, and sources whose numbers may not fit each other are to be looked at."""
        for article, of in groupby(briefs, key=attrgetter("article_id")):
            stated = list(of)
            for one in stated:
                self._sizes.add(one)
            if may_not_add_up(stated):
                self._todo_articles.add(ArticleId(article))
        return briefs

    def _may_outrun(self, article: ArticleId, period: str) -> bool:
        source = self.sources.get(article)
        return source is not None and may_outrun(source, _first_day(period))

    def _place_all(self, brief: list[tuple[FigureId, ArticleId, str, str, str, bool, bool]]) -> Iterator[None]:
        self._known, self._homes = {}, defaultdict(set)
        homes: dict[Home, Home] = {}
        doubted: set[Home] = set()
        for number, (figure, article, subject, place, measure, item, unsure) in enumerate(brief):
            home = _home(figure, self._shown.get(subject, subject), measure, item)
            home = homes.setdefault(home, home) if not home[2] else home
            if home[2] and not unsure:
                home = _NOWHERE
            else:
                self._homes[home].add(figure)
            if unsure:
                doubted.add(home)
            self._known[figure] = _Known(article, home, tuple(name for name in (subject, place) if name))
            if number % 2_000 == 0:
                yield None
        self._todo = {home for home, figures in self._homes.items() if len(figures) > 1 or home in doubted}
        gone = (self._of_home.keys() - self._todo), (self._of_article.keys() - self._todo_articles)
        for home in gone[0]:
            self._drop(self._of_home.pop(home))
        for one in gone[1]:
            self._drop(self._of_article.pop(one))
        self._whole = True

    def _one_spelling(self) -> dict[str, str]:
        terms = Terms.load()
        known = {key for kind in (TermKind.SUBJECT, TermKind.PLACE, TermKind.ITEM) for key in terms.keys(kind)}
        return one_spelling(+self._names, known)

    def _place_changed(self) -> Iterator[None]:
        """The figures that steps touched, each in the home where it belongs now."""
        changed, self._changed = sorted(self._changed), set()
        renamed = False
        for first in range(0, len(changed), FIGURES):
            some = changed[first : first + FIGURES]
            now = {figure.id: figure for figure in self._project.figures.many(some) if _compared(figure)}
            for one in some:
                renamed |= self._place(one, now.get(one))
            yield None
        if renamed and self._one_spelling() != self._shown:
            yield from self._look_through()

    def _place(self, number: FigureId, figure: Figure | None) -> bool:
        """Says whether names came or went."""
        before = self._known.pop(number, None)
        names: tuple[str, ...] = ()
        self._sizes.remove(number)
        if before is not None:
            names = before.names
            self._homes[before.home].discard(number)
            self._todo.add(before.home)
            self._todo_articles.add(before.article)
            self._names.subtract(names)
        if figure is None:
            return bool(names)
        self._sizes.add(briefs_of([figure])[0])
        subject = self._shown.get(figure.subject or "", figure.subject or "")
        home = _home(number, subject, figure.measure or "", bool(figure.item))
        now = tuple(name for name in (figure.subject, figure.place) if name)
        self._known[number] = _Known(figure.article_id, home, now)
        self._homes[home].add(number)
        self._names.update(now)
        self._todo.add(home)
        self._todo_articles.add(figure.article_id)
        return now != names

    def _batches(self) -> Iterator[Batch | None]:
        self._drop_articles(self._todo_articles - self.sources.keys())
        self._todo_articles &= self.sources.keys()
        homes, articles = self._todo, self._todo_articles
        total, done = len(homes) + len(articles), 0
        ready: dict[Home, list[Figure]] = {}
        for home in sorted(homes):
            figures: list[Figure] = []
            ids = sorted(self._homes.get(home, ()))
            for first in range(0, len(ids), FIGURES):
                figures += map(self._spelt, self._project.figures.many(ids[first : first + FIGURES]))
                yield None
            ready[home] = figures
            if sum(map(len, ready.values())) >= FIGURES:
                done += len(ready)
                yield self._batch(ready, {}, done, total)
                ready = {}
        stated: dict[ArticleId, list[Figure]] = {}
        for article in sorted(articles):
            of = self._project.figures.all(FigureFilter(article=article, statuses=COMPARED))
            stated[article] = [self._spelt(figure) for figure in of if _compared(figure)]
            if sum(map(len, (*ready.values(), *stated.values()))) >= FIGURES:
                done += len(ready) + len(stated)
                yield self._batch(ready, stated, done, total)
                ready, stated = {}, {}
        if ready or stated:
            yield self._batch(ready, stated, total, total)
        yield from self._odd_sizes(total)

    def _odd_sizes(self, total: int) -> Iterator[Batch | None]:
        odd = tuple(self._sizes.odd())
        if odd or self._of_size:
            ids = sorted({i for one in odd for i in (one.figure, one.peer) if i is not None})
            figures: dict[FigureId, Figure] = {}
            for first in range(0, len(ids), FIGURES):
                some = self._project.figures.many(ids[first : first + FIGURES])
                figures |= {figure.id: self._spelt(figure) for figure in some}
                yield None
            sources = self._sources_of(figure.article_id for figure in figures.values())
            yield Batch(sources=sources, odd=(odd, figures), done=total, total=total)

    def _batch(
        self, homes: dict[Home, list[Figure]], articles: dict[ArticleId, list[Figure]], done: int, total: int
    ) -> Batch:
        of = {figure.article_id for figures in homes.values() for figure in figures} | articles.keys()
        return Batch(homes, articles, self._sources_of(of), self._rates, done=done, total=total)

    def _sources_of(self, articles: Iterable[ArticleId]) -> dict[ArticleId, SourceInfo]:
        return {one: self.sources[one] for one in articles if one in self.sources}

    def _spelt(self, figure: Figure) -> Figure:
        """With the one spelling of names that sources write in different scripts."""
        shown = self._shown
        if figure.subject not in shown and figure.place not in shown:
            return figure
        subject, place = figure.subject or "", figure.place or ""
        return replace(figure, subject=shown.get(subject, figure.subject), place=shown.get(place, figure.place))

    # what was found

    def take(self, found: Found) -> None:
        """Puts what a batch came to in place of what was known of its homes and articles."""
        for home, conflicts in found.homes.items():
            self._put(self._of_home, home, conflicts)
            self._todo.discard(home)
        for article, conflicts in found.articles.items():
            self._put(self._of_article, article, conflicts)
            self._todo_articles.discard(article)
        if found.sizes is not None:
            self.news = self.news or found.sizes != self._of_size
            self._of_size = found.sizes
        for number, figure in found.figures.items():
            before = self.figures.get(number)
            if before != figure:
                self.figures[number] = figure
                self.settled = True
                self.news = self.news or before is None or _but_settling(before) != _but_settling(figure)

    def _put(self, place: dict, key: object, conflicts: list[Conflict]) -> None:  # type: ignore[type-arg]
        if place.get(key, []) != conflicts:
            self.news = True
        if conflicts:
            place[key] = conflicts
        else:
            place.pop(key, None)

    def _drop(self, conflicts: list[Conflict]) -> None:
        self.news = self.news or bool(conflicts)

    def _drop_articles(self, gone: Iterable[ArticleId]) -> None:
        for article in gone:
            self._drop(self._of_article.pop(article, []))

    def conflicts(self) -> list[Conflict]:
        """What contradicts first, then missing units, sizes, what is wrong within one source; figures in none go."""
        found = [one for conflicts in self._of_home.values() for one in conflicts]
        found.sort(key=lambda one: (one.relation in _ORDER, one.members))
        found += self._of_size
        found += (one for article in sorted(self._of_article) for one in self._of_article[article])
        members = {member for one in found for member in one.members}
        if len(members) < len(self.figures):
            self.figures = {number: figure for number, figure in self.figures.items() if number in members}
        return found

    def standings(self, conflicts: list[Conflict]) -> Generator[tuple[int, int], None, list[Standing]]:
        """In slices, which yield how many of all are done: the conflicts with what was said of them; then verdicts on
        what is none any more. Asked again for the same list, it need not work their keys out again."""
        if self._keys[0] is not conflicts:
            self._keys = (conflicts, [])
        verdicts = self._project.verdicts.all()
        figures = self.figures | {figure.id: figure for figure in judged_figures(self._project, verdicts)}
        held = Standings(verdicts, figures, self.sources, seen=self._known.keys())
        return (yield from held.steps(*self._keys))


_NOWHERE: Home = ("", "", -1)  # of figures that nothing can be held against


def _home(figure: FigureId, subject: str, measure: str, item: bool) -> Home:
    return (subject, measure, 0) if measure and (subject or item) else ("", "", figure)


def _compared(figure: Figure) -> bool:
    """Whether it is among those of `comparing.figures` that count."""
    if figure.amount is None or figure.status not in COMPARED:
        return False
    return not figure.orphan and (figure.status is Status.ACCEPTED or Doubt.NOT_BODY not in figure.doubts)


def _but_settling(figure: Figure) -> Figure:
    return replace(figure, status=Status.SUGGESTED, changed_at="", changed_by="")


@lru_cache(maxsize=10_000)
def _first_day(period: str) -> date | None:
    return Period(period).days[0] if period else None
