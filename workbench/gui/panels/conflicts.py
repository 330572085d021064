"""The conflict board: what cannot all hold and what was said of it, the box for a verdict, and what only looks so."""

from __future__ import annotations

from collections.abc import Generator, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QSplitter, QVBoxLayout, QWidget

from workbench.core.actions.verdicts import next_waiting
from workbench.core.model.article import ArticleId
from workbench.core.model.conflict import Conflict
from workbench.core.model.figure import Figure, FigureId
from workbench.core.model.verdict import Standing
from workbench.core.words import tr, trn
from workbench.gui.board.filter import ConflictFilter
from workbench.gui.board.look_alikes import LookAlikes
from workbench.gui.board.side import Side, quoted
from workbench.gui.board.verdict_box import VerdictBox
from workbench.gui.cards import Card
from workbench.gui.jobs import Job
from workbench.gui.models import verdicts, wording
from workbench.gui.models.disagreements import Disagreements
from workbench.gui.session import Session
from workbench.gui.spoken_keys import key_of

_NARROWEST = 180  # pixels of a side
QUOTES = 4  # named in the tip of a card; the readers show the rest
_ROWS = 2  # of a card's sentence
_AT_ONCE = 200  # conflicts between two looks at what the user does
_DIGITS = [Qt.Key(Qt.Key.Key_0 + n) for n in range(10)]


class ConflictsPanel(QWidget):
    """Conflicts at the left, the verdict on the chosen one in the middle, look-alikes of the selected figure at the
    right. 1 to 9 in the list say which figure is right and ask for the reason; saving goes on to the next one.
    Signal: `save_elsewhere()`, what is to be saved is not a verdict."""

    save_elsewhere = Signal()

    def __init__(self, session: Session, disagreements: Disagreements) -> None:
        super().__init__()
        self._session = session
        self._disagreements = disagreements
        self.list = ConflictList(session, disagreements, self)
        self.box = VerdictBox(session, self)
        self.look_alikes = LookAlikes(session, self)
        split = QSplitter(Qt.Orientation.Horizontal, self, childrenCollapsible=False)
        for side in (self.list, self.box, self.look_alikes):
            split.addWidget(side)
        split.setSizes([1200, 900, 700])
        for side in (self.list, self.box, self.look_alikes):
            side.setMinimumWidth(_NARROWEST)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 2, 4, 4)
        column.addWidget(split)
        self.setAccessibleName(tr("Conflicts"))
        self.setFocusProxy(self.list)
        self.list.listen_to([*_DIGITS, Qt.Key.Key_F2])
        self.list.key_pressed.connect(self._on_key)
        self.list.cards.selectionModel().currentChanged.connect(lambda *_: self._show_chosen())
        disagreements.changed.connect(self._on_changed)
        disagreements.gone_to.connect(self.list.go_to)
        self.box.saved.connect(self._on_saved)
        self.box.left.connect(self.list.setFocus)
        session.project_closed.connect(self.box.forget)
        self._on_changed()

    def _on_changed(self) -> None:
        self.box.know(one.key for one in self._disagreements.standings if one.conflict is not None)
        self._show_chosen()

    def _show_chosen(self) -> None:
        """The box follows the list."""
        one = self.list.chosen()
        figures = self.list.figures_of(one) if one is not None else []
        names = {figure.id: self.list.source_of(figure) for figure in figures}
        support = self.list.support_of(one) if one is not None else ""
        self.box.show_standing(one, figures, names, support)

    def _on_key(self, key: int) -> None:
        if self.list.chosen() is None:
            self._session.say(
                tr("Choose a conflict first: {key} goes to the next one.", key=key_of("go.next_conflict"))
            )
        elif key == Qt.Key.Key_F2:
            self.box.begin()
        else:
            self.box.choose(key - Qt.Key.Key_0)

    def save_here(self) -> None:
        """Saves the verdict where the focus is in its box."""
        focus = QApplication.focusWidget()
        if focus is not None and self.box.isAncestorOf(focus):
            self.box.save()
        else:
            self.save_elsewhere.emit()

    def _on_saved(self) -> None:
        """On to the next conflict that waits, shown in both readers; the list has the keys."""
        self.list.setFocus()
        chosen = self.list.chosen()
        following = next_waiting(self.list.listed, chosen.key if chosen is not None else None)
        if following is None:
            self._session.say(tr("Verdict saved. No conflict is left to decide."))
        elif following.conflict is not None:
            self.list.go_to(following.conflict)
            self.list.show_chosen()
            self._session.say(
                tr(
                    "Verdict saved; {undo} takes it back. Next: {reason}",
                    undo=key_of("edit.undo"),
                    reason=following.conflict.reason,
                )
            )


class ConflictList(Side):
    def __init__(self, session: Session, disagreements: Disagreements, parent: QWidget) -> None:
        super().__init__(session, parent, tr("Conflicts"), rows=_ROWS)
        self._disagreements = disagreements
        self.listed: list[Standing] = []
        self._every: Sequence[Standing] = ()  # among them; the numbers of cards are places in it
        self._names: dict[str, str] = {}  # of keys: thousands of conflicts share few
        self._labels: dict[ArticleId, str] = {}  # of sources
        self._sieving: Job | None = None
        self.filter = ConflictFilter(lambda: disagreements.standings, self)
        self.column.insertWidget(0, self.filter)
        self.filter.changed.connect(self.reload)
        disagreements.changed.connect(self.reload)
        self.reload()

    def reload(self) -> None:
        """The conflicts that the filter lets through; among very many they are looked for in slices."""
        if self._sieving is not None:
            before, self._sieving = self._sieving, None
            before.cancel()
        self._labels = {}
        every = self._disagreements.standings
        if not self.filter.asks:
            self._show_listed(every, range(len(every)))
            return
        job = self._session.jobs.run_here(
            self._sieve(every),
            title=tr("Filtering the conflicts"),
            on_done=lambda found: self._show_listed(every, found),
            on_cancelled=self._on_stopped,
        )
        self._sieving = None if job.finished else job

    def _sieve(self, every: Sequence[Standing]) -> Generator[tuple[int, int], None, list[int]]:
        """The places of those that the filter lets through."""
        found = []
        for first in range(0, len(every), _AT_ONCE):
            if first:
                yield first, len(every)
            some = enumerate(every[first : first + _AT_ONCE], first)
            found += [number for number, one in some if self.filter.matches(one, self._words)]
        return found

    def _on_stopped(self) -> None:
        """Somebody did not want to wait for the filter: all are listed again."""
        if self._sieving is not None:
            self._sieving = None
            self.filter.clear_all()

    def _show_listed(self, every: Sequence[Standing], places: Sequence[int]) -> None:
        self._sieving = None
        chosen = self.chosen()
        self._every, self.listed = every, [every[number] for number in places]
        self._show_made(places, lambda number: self._card(number, every[number]), self._without)
        self.say_keys()
        if chosen is not None:
            self._choose(chosen.key)

    def say_keys(self) -> None:
        """The heading: how many there are, and what keys do."""
        waiting = sum(one.state.waits for one in self._every)
        counts = [
            trn("{n} conflict", "{n} conflicts", sum(one.conflict is not None for one in self._every)),
            trn("{n} to decide", "{n} to decide", waiting),
            *([trn("{n} shown", "{n} shown", len(self.listed))] if self.filter.asks else []),
        ]
        keys = [
            tr("1–9: which figure is right"),
            tr("{key}: next conflict", key=key_of("go.next_conflict")),
            tr("Enter: read both"),
        ]
        self._heading.set_parts(*([", ".join(counts), *keys] if self._every else [tr("Conflicts")]))

    def _without(self) -> str:
        project = self._session.project
        if self._every and self.filter.asks:
            return tr("No conflict is like that. × above shows all of them.")
        if project is None or len(project.articles.ids()) < 2:
            return tr("Conflicts need two sources. Import another one to hold them against each other.")
        return tr("Your sources do not contradict each other.")

    # what is chosen

    def chosen(self) -> Standing | None:
        """The conflict that the list stands on."""
        row = self.cards.currentIndex().row()
        return self.listed[row] if 0 <= row < len(self.listed) else None

    def _choose(self, key: str) -> None:
        row = next((n for n, one in enumerate(self.listed) if one.key == key), -1)
        if row >= 0:
            self.cards.setCurrentIndex(self.cards.cards.index(row))

    def go_to(self, conflict: Conflict) -> None:
        """Stands on a conflict, also on one that the filter left out."""
        one = self._disagreements.standing_of(conflict)
        if one is None:
            return
        if one not in self.listed:
            self.filter.clear_all()
        self._choose(one.key)
        self._disagreements.current = conflict

    def show_chosen(self) -> None:
        self._open(self.cards.currentIndex())

    def show_card(self, number: int) -> None:
        if number >= len(self._every):
            return
        one = self._every[number]
        conflict = one.conflict
        if conflict is None:
            self._session.say(" ".join(one.changes))
            return
        self._disagreements.current = conflict
        if conflict.members:
            self._session.show_figures(self._pair(one))
        elif conflict.article is not None:
            self._session.find_article(conflict.article)
        self._session.say(conflict.reason)

    def _pair(self, one: Standing) -> list[FigureId]:
        """Two figures that clash, what was said to be right first."""
        figures = self.figures_of(one)
        first = next((figure for figure in figures if figure.id == one.preferred), figures[0])
        rest = [figure for figure in figures if figure is not first]
        other = next((figure for figure in rest if (figure.amount, figure.unit) != (first.amount, first.unit)), None)
        return [first.id, *(figure.id for figure in ([other] if other is not None else rest[:1]))]

    # words

    def figures_of(self, one: Standing) -> list[Figure]:
        known = self._disagreements.figures
        return list(map(known.__getitem__, filter(known.__contains__, one.conflict.members))) if one.conflict else []

    def source_of(self, figure: Figure) -> str:
        return self._label(figure.article_id)

    def support_of(self, one: Standing) -> str:
        """ "3 mentions, 2 origins"."""
        if one.conflict is None or not one.conflict.members:
            return ""
        said, origins = self._disagreements.mentions(one.conflict)
        mentions = trn("{n} mention", "{n} mentions", said)
        return f"{mentions}, {trn('{n} origin', '{n} origins', origins)}"

    def _words(self, one: Standing) -> list[str]:
        """What a conflict may be found by."""
        said = [f"{figure.quote} {self._label(figure.article_id)}" for figure in self.figures_of(one)]
        reason = one.conflict.reason if one.conflict else " ".join(one.changes)
        return [reason, *said, *self._shared(one.conflict), verdicts.said(one)]

    def _label(self, article: ArticleId) -> str:
        if article not in self._labels:
            source = self._disagreements.sources.get(article)
            self._labels[article] = source.label if source is not None else ""
        return self._labels[article]

    def _shared(self, conflict: Conflict | None) -> list[str]:
        """The names of what all figures of a conflict have in common."""
        keys = [key for key in conflict.key if key] if conflict is not None else []
        for key in keys:
            if key not in self._names:
                self._names[key] = wording.term(key)
        return [self._names[key] for key in keys]

    def _card(self, number: int, one: Standing) -> Card:
        conflict = one.conflict
        said = verdicts.said(one)
        if conflict is None:
            title = tr("no conflict any more: {verdict}", verdict=said)
            return Card(id=number, title=title, text=" ".join(one.changes), badge=verdicts.state(one), faded=True)
        support = self.support_of(one)
        quotes = [quoted(figure, self.source_of(figure)) for figure in _mixed(self.figures_of(one))]
        more = len(conflict.members) - len(quotes)
        quotes += [f"+ {more}"] * (more > 0)
        sign = wording.RELATION_SIGNS.get(conflict.relation, "")
        relation = f"{sign} {tr(wording.RELATIONS[conflict.relation])}".strip()
        title = " · ".join([relation, *self._shared(conflict)])
        return Card(
            id=number,
            title=title,
            text=conflict.reason,
            lines=(" · ".join(part for part in (f"→ {said}" if said else "", support) if part),),
            told=tuple(quotes),
            badge=verdicts.state(one),
            colour=verdicts.STATE_COLOURS.get(one.state, "muted"),
            faded=one.holds,
            tip="\n".join((title, conflict.reason, *quotes, *one.changes)),
        )


def _mixed(figures: list[Figure]) -> list[Figure]:
    """A few figures of a conflict, each number first that was not shown yet."""
    seen: set[object] = set()
    first: list[Figure] = []
    for figure in figures:
        if (figure.amount, figure.unit) not in seen:
            seen.add((figure.amount, figure.unit))
            first.append(figure)
    chosen: set[FigureId] = {figure.id for figure in first[:QUOTES]}
    rest = [figure for figure in figures if figure.id not in chosen]
    chosen |= {figure.id for figure in rest[: QUOTES - len(chosen)]}
    return [figure for figure in figures if figure.id in chosen]
