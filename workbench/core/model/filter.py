"""Which figures are asked for: the conditions of a queue, a list or a search."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.core.model.article import ArticleId
from workbench.core.model.figure import Doubt, Kind, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureFilter:
    """Figures that meet every condition given; within one, any of its values will do. Empty asks for nothing.

    In units, subjects and measures "" stands for figures that name none. `text` is looked for in the quotes,
    without regard to case and to ё. Figures that were not found again in the newest version of their source have no
    place in it: they are left out unless `orphans` asks for them alone (True) or for all (None).
    """

    article: ArticleId | None = None
    statuses: tuple[Status, ...] = ()
    kinds: tuple[Kind, ...] = ()
    units: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    text: str = ""
    orphans: bool | None = False
