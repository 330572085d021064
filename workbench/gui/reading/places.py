"""Where a reader was: the places that back and forward lead to."""

from __future__ import annotations

from dataclasses import dataclass, replace

from workbench.core.model.article import ArticleId
from workbench.core.model.figure import FigureId

_KEPT = 200  # places remembered
_LEAP = 2500  # code points, about a screen


@dataclass(frozen=True, slots=True)
class Place:
    """A source, the figure that was looked at, the first visible code point."""

    article_id: ArticleId
    figure_id: FigureId | None
    top: int


class Places:
    """In the order they were gone to; one of them is the present one."""

    def __init__(self) -> None:
        self._all: list[Place] = []
        self._here = -1

    def clear(self) -> None:
        self._all, self._here = [], -1

    def has(self, by: int) -> bool:
        """Whether there is a place so many steps on, or back."""
        return 0 <= self._here + by < len(self._all)

    def go(self, by: int) -> Place:
        self._here += by
        return self._all[self._here]

    def add(self, place: Place) -> None:
        """A new place, or the present one again when it is hardly further on: back is for leaps."""
        here = self._all[self._here] if self.has(0) else None
        if here is not None and here.article_id == place.article_id and abs(here.top - place.top) < _LEAP:
            self._all[self._here] = place
        else:
            self._all = [*self._all[: self._here + 1], place][-_KEPT:]
            self._here = len(self._all) - 1

    def scrolled(self, article: ArticleId, top: int) -> None:
        """The present place, if it is of this source, was left from here."""
        if self.has(0) and self._all[self._here].article_id == article:
            self._all[self._here] = replace(self._all[self._here], top=top)
