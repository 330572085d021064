"""Which figures are asked for: the conditions of a queue, a list or a search."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from workbench.core.model.article import ArticleId
from workbench.core.model.figure import Doubt, Kind, Status


class Order(StrEnum):
    """How a list of figures is ordered; what is equal stands in the order of the texts."""

    TEXT = "text"  # by article, then as the text goes
    VALUE = "value"  # the greatest amount first, in whatever unit
    DOUBT = "doubt"  # the most doubts first
    CONFIDENCE = "confidence"  # the least sure first: doubts, and fields that are still unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureFilter:
    """Figures that meet every condition given; within one, any of its values will do. Empty asks for nothing.

    In units, subjects and measures "" stands for figures that name none. `text` is looked for in the quotes,
    without regard to case and to ё; figures of `text_subjects` or `text_measures`, whose names hold it, will do as
    well. Figures that were not found again in the newest version of their source have no
    place in it: they are left out unless `orphans` asks for them alone (True) or for all (None).
    """

    article: ArticleId | None = None
    statuses: tuple[Status, ...] = ()
    kinds: tuple[Kind, ...] = ()
    units: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    languages: tuple[str, ...] = ()  # of the article; "" stands for an unknown one
    text: str = ""
    text_subjects: tuple[str, ...] = ()
    text_measures: tuple[str, ...] = ()
    orphans: bool | None = False
