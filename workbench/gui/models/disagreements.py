"""The project's conflicts as the window needs them: what was said of each, who is in one, the next to look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Generator, Iterator, Mapping
from queue import Empty, SimpleQueue
from time import perf_counter
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from workbench.core.actions import comparing, disagreeing
from workbench.core.actions.disagreeing import Batch, Found, Watch
from workbench.core.comparison.tables import figure_origins
from workbench.core.errors import Cancelled
from workbench.core.model.article import ArticleId
from workbench.core.model.changes import Changes
from workbench.core.model.comparison import SourceInfo
from workbench.core.model.conflict import Conflict, Relation
from workbench.core.model.figure import Figure, FigureId
from workbench.core.model.many import Staying
from workbench.core.model.verdict import Standing, State
from workbench.core.vocabulary.terms import Terms
from workbench.core.words import tr
from workbench.gui.jobs import Job, at_once
from workbench.gui.models.reprints import origins_of, texts_of, together
from workbench.gui.session import Session

_QUIET = 200  # milliseconds without a change before conflicts are found again
_TEXTS = 400  # sources whose origins are worked out; more than that nobody looks through at once
_SLICE = 0.02  # seconds of the window's time for what is asked of the project
_AHEAD = 4  # batches that may wait for the worker
_BREATH = 4  # milliseconds between slices, for keys and paint
_COUNTED = 1_000  # conflicts whose figures are counted in a slice

Inbox = SimpleQueue[Batch | None]


class Disagreements(QObject):
    """Found again a moment after figures or sources change; `changed()` says so, and that something was said of one.
    `standings` are all conflicts with their verdicts, then verdicts on what is none any more. `members` are the
    figures of conflicts that are not decided. `gone_to(Conflict)`: the keys went on to this one."""

    changed = Signal()
    gone_to = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.all: list[Conflict] = []
        self._awaited: list[Conflict] = []  # those that are being judged
        self.standings: list[Standing] = []
        self.members: Collection[FigureId] = frozenset()
        self.current: Conflict | None = None
        self.origins: Mapping[ArticleId, int] = {}
        self._watch: Watch | None = None
        self._search: _Search | None = None  # under way
        self._judging: Job | None = None  # under way
        self._per_source: Counter[ArticleId] = Counter()
        self._origins_stale = True
        self._timer = QTimer(self, singleShot=True, interval=_QUIET)
        self._timer.timeout.connect(self._find)
        session.project_opened.connect(self._begin)
        session.project_closed.connect(self._clear)
        session.changed.connect(self._on_changes)
        if session.project is not None:
            self._begin()

    @property
    def figures(self) -> Mapping[FigureId, Figure]:
        """Those in conflicts."""
        return self._watch.figures if self._watch is not None else {}

    @property
    def sources(self) -> Mapping[ArticleId, SourceInfo]:
        return self._watch.sources if self._watch is not None else {}

    def _begin(self) -> None:
        project = self._session.project
        self._stop()
        self._watch = Watch(project) if project is not None else None
        self.origins, self._origins_stale = {}, True
        self._timer.start()

    def _on_changes(self, changes: Changes) -> None:
        if self._watch is None:
            return
        self._watch.note(changes)
        if changes.touches("article"):
            self._origins_stale = True
        if changes.touches("figure", "article", "rate"):
            self._timer.start()
        elif changes.touches("verdict"):
            self._judge()

    def _stop(self) -> None:
        self._timer.stop()
        self._stop_judging()
        if self._search is not None:
            self._search.stop()
            self._search = None

    def _clear(self) -> None:
        self._stop()
        self._watch, self.origins, self.current = None, {}, None
        self._show([], [], frozenset(), Counter())
        Staying.forget()

    def _find(self) -> None:
        """Has them found beside the window, only those that changes touched. What changes meanwhile comes after."""
        if self._watch is None:
            return
        if self._search is not None:
            self._timer.start()
            return
        self._search = _Search(self._session, self._watch, self.origins, self._on_found, self)

    def _on_found(self) -> None:
        self._search = None
        self._take()
        self._find_origins()

    @property
    def looking(self) -> bool:
        """Whether what changed last is still being held against the rest."""
        return self._timer.isActive() or self._search is not None or self._judging is not None

    def refresh(self) -> None:
        """Finds them now, where the answer is waited for."""
        self._stop()
        if self._watch is not None:
            project = self._session.project
            assert project is not None
            self._watch = Watch(project)
            origins = comparing.OnDemand(project)
            for batch in self._watch.steps():
                if batch is not None:
                    self._watch.take(disagreeing.find(batch, origins))
            conflicts = self._watch.conflicts()
            self._show(conflicts, *at_once(_judged(self._watch, conflicts)))
            self._watch.news = self._watch.settled = False

    def _find_origins(self) -> None:
        """Which of the sources in conflict are one text reprinted; where some are, that may settle a conflict."""
        project, watch = self._session.project, self._watch
        articles = {figure.article_id for figure in self.figures.values()}
        wanted = sorted(articles)[:_TEXTS]
        known = not self._origins_stale and articles.issubset(self.origins)
        if project is None or watch is None or len(wanted) < 2 or known:
            return
        self._origins_stale = False
        title = tr("Looking for reprints")

        def take(found: Mapping[ArticleId, int]) -> None:
            if self._watch is watch:
                self._take_origins({article: found.get(article, -article) for article in articles})

        def look(texts: Mapping[ArticleId, str]) -> None:
            self._session.jobs.run(origins_of, texts, title=title, on_done=take)

        self._session.jobs.run_here(texts_of(project, wanted), title=title, on_done=look)

    def _take_origins(self, found: Mapping[ArticleId, int]) -> None:
        before, now = together(self.origins), together(found)
        moved = {one for one in before.keys() | now.keys() if before.get(one) != now.get(one)}
        self.origins = found
        if moved and self._watch is not None:
            self._watch.reconsider(moved)
            self._find()
        self.changed.emit()

    def _take(self) -> None:
        watch = self._watch
        if watch is None:
            return
        if watch.news:
            self._judge(watch.conflicts())
        elif watch.settled and any(one.verdict is not None for one in self.standings):
            self._judge()  # a verdict remembers who was settled when it was given
        watch.news = watch.settled = False

    def _judge(self, conflicts: list[Conflict] | None = None) -> None:
        """Holds these conflicts, or those of now, against what was said of them."""
        watch = self._watch
        if watch is None:
            return
        if conflicts is None:
            conflicts = self._awaited if self._judging is not None else self.all
        self._stop_judging()
        self._awaited = conflicts
        job = self._session.jobs.run_here(
            _judged(watch, conflicts),
            title=tr("Holding conflicts against verdicts"),
            on_done=lambda found: self._show(conflicts, *found),
            on_cancelled=self._on_stopped,
        )
        self._judging = None if job.finished else job

    def _stop_judging(self) -> None:
        if self._judging is not None:
            before, self._judging = self._judging, None
            before.cancel()

    def _on_stopped(self) -> None:
        """Somebody did not want to wait: it is done with the next change."""
        if self._judging is not None and self._watch is not None:
            self._judging, self._watch.news = None, True

    def _show(
        self,
        conflicts: list[Conflict],
        standings: list[Standing],
        members: Collection[FigureId],
        per_source: Counter[ArticleId],
    ) -> None:
        self._judging = None
        self.all, self.standings, self.members, self._per_source = conflicts, standings, members, per_source
        self.changed.emit()

    def per_source(self) -> Counter[ArticleId]:
        """How many figures of each source are in a conflict that is not decided."""
        return self._per_source

    def standing_of(self, conflict: Conflict | None) -> Standing | None:
        return next((one for one in self.standings if conflict is not None and one.conflict == conflict), None)

    def mentions(self, conflict: Conflict) -> tuple[int, int]:
        """How often the conflict's statements are made, and by how many independent origins."""
        members = [self.figures[member] for member in conflict.members if member in self.figures]
        return len(members), len(set(figure_origins(members, self.origins).values()))

    def go_on(self, figure: FigureId | None) -> Conflict | None:
        """Goes to the next conflict and says so."""
        self.current = self.after(figure, self.current)
        if self.current is not None:
            self.gone_to.emit(self.current)
        return self.current

    def after(self, figure: FigureId | None, last: Conflict | None) -> Conflict | None:
        """The conflict after the last one shown, or the first that holds the figure; round the end. Those that wait
        for a verdict, as long as there are any."""
        waiting = [one.conflict for one in self.standings if one.conflict is not None and one.state.waits]
        wanted = waiting or self.all
        if not wanted:
            return None
        at = next((n for n, one in enumerate(self.all) if last is not None and _same(one, last)), None)
        if at is None:
            return next((c for c in wanted if figure in c.members), wanted[0])
        behind = [*self.all[at + 1 :], *self.all[: at + 1]]
        return next(one for one in behind if one in wanted)


def _judged(
    watch: Watch, conflicts: list[Conflict]
) -> Generator[tuple[int, int], None, tuple[list[Standing], Collection[FigureId], Counter[ArticleId]]]:
    """What was said of each, the figures of those that are not decided, and how many of them each source has."""
    staying = Staying()
    standings = yield from watch.standings(conflicts)
    staying.look()
    members: set[FigureId] = set()
    for first in range(0, len(standings), _COUNTED):
        if first:
            yield first, len(standings)
        for one in standings[first : first + _COUNTED]:
            if one.conflict is None or one.state is State.DECIDED:
                continue
            if one.conflict.relation is not Relation.MISSING_UNIT:  # has a mark of its own
                members.update(one.conflict.members)
    counted: Counter[ArticleId] = Counter()
    known, every = watch.figures, list(members)
    for first in range(0, len(every), 10 * _COUNTED):
        if first:
            yield first, len(every)
        counted.update(known[number].article_id for number in every[first : first + 10 * _COUNTED] if number in known)
    return standings, members, counted


class _Search:
    """One search under way: batches are asked of the project in the window's thread, a moment at a time, and judged
    in a worker."""

    def __init__(
        self,
        session: Session,
        watch: Watch,
        origins: Mapping[ArticleId, int],
        done: Callable[[], object],
        parent: QObject,
    ) -> None:
        self._watch, self._done = watch, done
        self._steps: Iterator[Batch | None] = watch.steps()
        self._inbox: Inbox = SimpleQueue()
        self._timer = QTimer(parent, interval=_BREATH)
        self._timer.timeout.connect(self._feed)
        self._timer.destroyed.connect(self._gone)
        self._over = False
        self._staying = Staying()
        self._job: Job = session.jobs.run(
            _judge_all,
            self._inbox,
            origins,
            title=tr("Looking for conflicts"),
            on_part=self._take,
            on_done=lambda _: self._end(),
            on_cancelled=self._end,
        )

    def _feed(self) -> None:
        self._staying.look()
        until = perf_counter() + _SLICE
        while perf_counter() < until and self._inbox.qsize() < _AHEAD:
            try:
                batch = next(self._steps)
            except StopIteration:
                self._timer.stop()
                self._inbox.put(None)
                return
            if batch is not None:
                self._inbox.put(batch)

    def _take(self, found: Found | None) -> None:
        """The first answer says that the worker has read its words, which would hold the window up."""
        if self._over:
            return
        if found is None:
            self._timer.start()
            self._feed()
        else:
            self._watch.take(found)
            self._staying.look()

    def _end(self) -> None:
        """All is judged; or somebody does not want to wait, and sees what was found so far."""
        if not self._over:
            self.stop()
            self._done()

    def _gone(self) -> None:
        """The board was thrown away while its conflicts were looked for: the window is made anew in other words."""
        self._over = True
        self._job.cancel()

    def stop(self) -> None:
        """Nobody waits for it any more."""
        if self._over:  # its timer may be gone with the board
            return
        self._over = True
        self._timer.stop()
        self._timer.deleteLater()
        self._job.cancel()


def _judge_all(
    inbox: Inbox,
    origins: Mapping[ArticleId, int],
    *,
    progress: Callable[[int, int], Any],
    cancelled: Callable[[], bool],
    part: Callable[[Found | None], Any],
) -> None:
    """The work of the worker: values in, values out, until there are no more."""
    Terms.load()
    part(None)
    while not cancelled():
        try:
            batch = inbox.get(timeout=0.1)
        except Empty:
            continue
        if batch is None:
            return
        part(disagreeing.find(batch, origins))
        progress(batch.done, batch.total)
    raise Cancelled


def _same(one: Conflict, other: Conflict) -> bool:
    return (one.members, one.relation, one.article) == (other.members, other.relation, other.article)
