"""Works a comparison out: a small one at once, a large one beside the window, its cells as they are looked at.

The project belongs to the window's thread: it is read there in slices, between which the window lives; all else is
done by workers with what was read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from workbench.core.comparison.filling import At, Given, Plan, figures_for, fill, plan
from workbench.core.comparison.laying import Key
from workbench.core.comparison.origins import Sketch, of_sketches, sketch
from workbench.core.errors import Cancelled
from workbench.core.model.article import ArticleId
from workbench.core.model.brief import Brief
from workbench.core.model.changes import Changes
from workbench.core.model.comparison import Cell, Comparison, ComparisonSpec, SourceInfo
from workbench.core.model.figure import Figure, FigureId, Status
from workbench.core.words import tr
from workbench.gui.jobs import Job
from workbench.gui.session import Session

ARTICLES, FIGURES = 150, 3000  # up to so many all is worked out at once, in less than half a second
_SLICE = 1000  # articles whose figures are read without a pause
_FIGURES = 1500  # figures that are
_TEXTS = 200  # texts that are
_CELLS = 400  # cells that are worked out together
_ROW = 300  # cells of one row that a plot shows
_ARTICLE = attrgetter("article_id")


class Working(QObject):
    """`laid(Comparison, pending | None)`: rows and columns are known, and with a small one all cells. `came()`: some
    cells that were waited for. `busy(words, done, total)` while something goes on, `idle()` when it is over."""

    laid = Signal(object, object)
    came = Signal()
    busy = Signal(str, int, int)
    idle = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._number = 0  # counts what was asked for: what an older one comes to is out of date
        self._spec = ComparisonSpec()
        self._briefs: dict[tuple[Status, ...], list[Brief]] = {}
        self._changed: set[int] = set()  # figures that were changed since
        self._sources: Mapping[ArticleId, SourceInfo] = {}
        self._origins: Mapping[ArticleId, int] | None = None
        self._no_origins = False  # the user did not want to wait for them
        self._plan: Plan | None = None
        self._made: Comparison | None = None
        self._lines: dict[Key, dict[Key, list[Brief]]] = {}
        self._wanted: dict[At, None] = {}
        self._under_way: set[At] = set()
        self._partial = False
        self._steps: Iterator[tuple[str, int, int]] | None = None
        self._job: Job | None = None
        self._reprints: Job | None = None  # goes on while cells are made and other layouts are tried
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._go_on)

    @property
    def partial(self) -> bool:
        """Whether some cells were too large to be held against all other cells."""
        return self._partial

    def forget(self, changes: Changes | None = None) -> None:
        """What was read is out of date: of a few figures only they are read again."""
        self.stop()
        changed = changes.ids("figure") if changes is not None else frozenset()
        if changes is not None and not changes.touches("article") and len(changed) <= _FIGURES:
            self._changed |= changed
        else:
            self._briefs, self._changed = {}, set()
        if changes is None or changes.touches("article"):
            self._leave_origins()
            self._origins, self._no_origins = None, False

    def stop(self) -> None:
        """Ends all that goes on; what is there stays."""
        self._number += 1
        self._next.stop()
        self._steps = None
        self._wanted, self._under_way = {}, set()
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self.idle.emit()

    def cancel(self) -> None:
        """The user does not want to wait: what is missing stays so until it is looked at again."""
        if self._plan is not None and not self._wanted and not self._under_way:
            self._no_origins = True
        self._leave_origins()
        self.stop()

    def _leave_origins(self) -> None:
        if self._reprints is not None:
            self._reprints.cancel()
            self._reprints = None

    def lay_out(self, spec: ComparisonSpec) -> None:
        self.stop()
        project = self._session.project
        self._spec, self._plan, self._made, self._partial = spec, None, None, False
        if project is None:
            return
        if len(project.articles.ids()) <= ARTICLES and project.figures.count() <= FIGURES:
            from workbench.core.actions.comparing import compare

            self._made = self._session.do(compare, spec)
            self.laid.emit(self._made, None)
            return
        self._read_changed()
        self._run(self._read() if spec.statuses not in self._briefs else iter(()), self._make_plan)

    def read_ahead(self, spec: ComparisonSpec) -> None:
        """Reads what a large comparison takes, in idle moments, before anybody asks for it."""
        project = self._session.project
        self._spec = spec
        if project is not None and len(project.articles.ids()) > ARTICLES and spec.statuses not in self._briefs:
            self._run(self._read(quietly=True), self.idle.emit)

    # one thing after the other

    def _run(self, steps: Iterator[tuple[str, int, int]], then: Callable[[], object]) -> None:
        """Takes the steps one by one, the window between them, and then goes on."""

        def both() -> Iterator[tuple[str, int, int]]:
            yield from steps
            then()

        self._steps = both()
        self._next.start()

    def _go_on(self) -> None:
        steps = self._steps
        if steps is None:
            self._fill()
            return
        try:
            words, done, total = next(steps)
        except StopIteration:
            if self._steps is steps:
                self._steps = None
            return
        if words:
            self.busy.emit(words, done, total)
        self._next.start()

    def _work(self, words: str, function: Callable[..., Any], *values: Any, then: Callable[[Any], object]) -> None:
        """In a worker; what comes of it counts only if nothing else was asked for since."""
        number = self._number

        def take(result: Any) -> None:
            if number == self._number:
                self._job = None
                then(result)

        self.busy.emit(words, 0, 0)
        self._job = self._session.jobs.run(
            function,
            *values,
            title=words,
            on_done=take,
            on_progress=lambda done, total: self.busy.emit(words, done, total) if number == self._number else None,
        )

    # rows and columns

    def _read_changed(self) -> None:
        """Reads the articles again that changed figures are of."""
        project, changed = self._session.project, self._changed
        self._changed = set()
        if project is None or not changed:
            return
        touched = {figure.article_id for figure in project.figures.many([FigureId(i) for i in changed])}
        for statuses, briefs in self._briefs.items():
            articles = touched | {one.article_id for one in briefs if one.id in changed}
            kept = [one for one in briefs if one.article_id not in articles]
            for article in articles:
                kept += project.briefs.between(article, article, statuses)
            kept.sort(key=_ARTICLE)
            self._briefs[statuses] = kept

    def _read(self, *, quietly: bool = False) -> Iterator[tuple[str, int, int]]:
        project = self._session.project
        assert project is not None, "closing the project stops this"
        ids = project.articles.ids()
        found: list[Brief] = []
        for start in range(0, len(ids), _SLICE):
            some = ids[start : start + _SLICE]
            found += project.briefs.between(some[0], some[-1], self._spec.statuses)
            yield "" if quietly else tr("Reading the figures"), start + len(some), len(ids)
        self._sources = project.briefs.labels()
        self._briefs[self._spec.statuses] = found

    def _make_plan(self) -> None:
        briefs = self._briefs[self._spec.statuses]
        self._work(tr("Laying the figures out"), plan, self._spec, briefs, self._sources, then=self._take_plan)

    def _take_plan(self, made: Plan) -> None:
        laid = made.layout
        self._plan, self._lines = made, {}
        self._made = Comparison(
            spec=laid.spec,
            rows=laid.rows,
            columns=laid.columns,
            cells={},
            figures=laid.figures,
            left_out=laid.left_out,
            hidden=laid.hidden,
        )
        self.idle.emit()
        self.laid.emit(self._made, self.pending)

    # cells

    def pending(self, at: At) -> int:
        """How many figures a cell has that is not there yet; it will be."""
        if self._plan is None or self._made is None or at in self._made.cells:
            return 0
        waiting = len(self._line(at[0]).get(at[1], ()))
        if waiting and at not in self._under_way:
            self._wanted.pop(at, None)
            self._wanted[at] = None  # asked for last: what is on the screen now
            if self._steps is None and self._job is None:
                self._next.start()
        return waiting

    def row(self, key: Key) -> int:
        """Asks for the cells of a row; says how many figures of it are not there."""
        if self._plan is None or self._made is None:
            return 0
        line = self._line(key)
        for n, column in enumerate(line):
            if n < _ROW:
                self.pending((key, column))
        return sum(len(found) for column, found in line.items() if (key, column) not in self._made.cells)

    def _line(self, row: Key) -> dict[Key, list[Brief]]:
        assert self._plan is not None, "asked of a plan"
        if row not in self._lines:
            self._lines[row] = self._plan.layout.line(row)
        return self._lines[row]

    def _fill(self) -> None:
        """The cells asked for last; with nothing left to do, the origins."""
        if self._plan is None or self._job is not None:
            return
        if not self._wanted:
            asked = self._origins is not None or self._no_origins or self._reprints is not None
            if not asked and self._made is not None and self._made.cells:
                self._find_origins()
            return
        cells = self._some()
        self._under_way = set(cells)
        ids, whole = figures_for(self._plan, cells)
        self._partial = self._partial or not whole
        read: list[Figure] = []
        self._run(self._read_figures(ids, read), lambda: self._make_cells(cells, read))

    def _some(self) -> list[At]:
        """Cells that were asked for last, as they stand on the screen, as far as they take not too many figures."""
        cells: list[At] = []
        figures = 0
        for at in list(self._wanted)[-_CELLS:]:
            cells.append(at)
            del self._wanted[at]
            figures += len(self._line(at[0]).get(at[1], ()))
            if figures >= _FIGURES:
                break
        return cells

    def _read_figures(self, ids: Sequence[int], into: list[Figure]) -> Iterator[tuple[str, int, int]]:
        project = self._session.project
        assert project is not None, "closing the project stops this"
        for start in range(0, len(ids), _FIGURES):
            into += project.figures.many([FigureId(i) for i in ids[start : start + _FIGURES]])
            if len(ids) > _FIGURES:
                yield tr("Reading the figures"), min(start + _FIGURES, len(ids)), len(ids)

    def _make_cells(self, cells: Sequence[At], figures: Sequence[Figure]) -> None:
        from workbench.core.actions.comparing import judged_figures

        project = self._session.project
        assert project is not None, "closing the project stops this"
        verdicts = project.verdicts.all()
        given = Given(
            figures=figures,
            sources={**self._sources, **project.briefs.sources({figure.article_id for figure in figures})},
            origins=self._origins,
            verdicts=verdicts,
            judged=judged_figures(project, verdicts),
            rates=project.rates.all(),
        )
        self._work(tr("Comparing the figures"), fill, self._plan, cells, given, then=self._take_cells)

    def _take_cells(self, cells: Mapping[At, Cell]) -> None:
        assert self._made is not None, "laid out before"
        self._made.cells.update(cells)
        self._under_way = set()
        self.idle.emit()
        self.came.emit()
        self._next.start()

    # origins

    def _find_origins(self) -> None:
        texts: dict[ArticleId, str] = {}
        self._run(self._read_texts(texts), lambda: self._count_origins(texts))

    def _read_texts(self, into: dict[ArticleId, str]) -> Iterator[tuple[str, int, int]]:
        project = self._session.project
        assert project is not None, "closing the project stops this"
        ids = project.articles.ids()
        for n, article in enumerate(ids, 1):
            into[article] = project.articles.text(article)
            if n % _TEXTS == 0:
                yield tr("Reading the texts"), n, len(ids)

    def _count_origins(self, texts: Mapping[ArticleId, str]) -> None:
        words = tr("Looking for reprints")

        def mine() -> bool:
            return self._reprints is job

        job = self._session.jobs.run(
            origins_of,
            texts,
            title=words,
            on_done=lambda found: self._take_origins(found) if mine() else None,
            on_progress=lambda done, total: self.busy.emit(words, done, total) if mine() else None,
        )
        self._reprints = job
        self._next.start()  # what was asked for in the meantime

    def _take_origins(self, origins: Mapping[ArticleId, int]) -> None:
        """The cells are made anew as they are looked at: now they can say how many origins they have."""
        self._origins, self._reprints = origins, None
        self.idle.emit()
        if self._made is not None:
            self._made.cells.clear()
            self.came.emit()


def origins_of(
    texts: Mapping[ArticleId, str], *, progress: Callable[[int, int], Any], cancelled: Callable[[], bool]
) -> Mapping[ArticleId, int]:
    """In a worker."""
    sketches: dict[ArticleId, Sketch] = {}
    for n, (article, text) in enumerate(texts.items(), 1):
        if cancelled():
            raise Cancelled
        sketches[article] = sketch(text)
        if n % 100 == 0:
            progress(n, len(texts))
    return of_sketches(sketches)
