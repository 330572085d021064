"""Walking conflicts with keys: the next one with its first two figures side by side, then its other pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.core.model.conflict import Conflict
from workbench.core.words import tr
from workbench.gui.reading.linked import Links
from workbench.gui.spoken_keys import key_of

if TYPE_CHECKING:
    from workbench.gui.reading.side_by_side import SideBySide


class ConflictWalk:
    """Remembers which conflict, and which pair of its figures, the two readers of a desk show."""

    def __init__(self, desk: SideBySide, links: Links) -> None:
        self._desk, self._links = desk, links
        self._conflict: Conflict | None = None
        self._pair = 0

    def next_conflict(self) -> None:
        """The next conflict, its first two figures side by side."""
        self._conflict = self._desk.disagreements.go_on(self._desk.session.selected_figure)
        self._pair = 0
        self._show()

    def next_pair(self) -> None:
        """The next two figures of the same conflict."""
        if self._conflict is None or self._conflict not in self._desk.disagreements.all:
            self.next_conflict()
            return
        self._pair += 1
        self._show()

    def _show(self) -> None:
        say = self._desk.session.say
        if self._conflict is None and self._desk.disagreements.looking:
            again = key_of("go.next_conflict")
            say(tr("Conflicts are still being looked for. Press {key} again in a moment.", key=again))
        elif self._conflict is None:
            say(tr("No conflict: the figures of all sources can hold together."))
        else:
            pairs = self._links.pairs(self._conflict)
            if pairs:
                self._desk.show_figures(pairs[self._pair % len(pairs)])
            elif self._conflict.article is not None:
                self._desk.find_article(self._conflict.article)
            say(self._conflict.reason)
