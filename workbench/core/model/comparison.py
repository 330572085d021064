"""A comparison: figures laid out over two of their fields, each cell with its figures, spread and origins."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from workbench.core.model.amount import Interval
from workbench.core.model.conflict import Conflict, Relation
from workbench.core.model.figure import Figure, Status
from workbench.core.model.rate import Rate
from workbench.core.model.verdict import Standing


class Axis(StrEnum):
    SUBJECT = "subject"
    MEASURE = "measure"
    ITEM = "item"
    PERIOD = "period"
    ARTICLE = "article"
    PUBLISHER = "publisher"
    PLACE = "place"


class Order(StrEnum):
    """How rows or columns are ordered. Times stand in their own order unless names or an own order are asked for."""

    USUAL = "usual"  # what most figures say first
    NAME = "name"
    VALUE = "value"  # the greatest first
    SOURCES = "sources"  # what most sources speak of first
    OWN = "own"  # as the analyst put them; what is new comes last


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonSpec:
    """What to lay out.

    Without more said each measure, item and subject is a row and each article a column, so that one reads who says
    what. Filters are by value of an axis; empty means all. `since` and `until` are dates of any precision (EDTF):
    figures whose period shares no day with that stretch, or that say none, are left out. `units` gives the display
    unit of a measure, with the power of ten its numbers are divided by where that is not one ("reserves" -> "Mt",
    "budget" -> "USD 1000000000"); without it the commonest stated unit of the row is used. `own_rows` and
    `own_columns` are the keys in the analyst's order; `hidden` are keys of rows that are not shown.
    """

    name: str = ""
    rows: tuple[Axis, ...] = (Axis.MEASURE, Axis.ITEM, Axis.SUBJECT)
    columns: tuple[Axis, ...] = (Axis.ARTICLE,)
    only: dict[Axis, tuple[str, ...]] = field(default_factory=dict)
    statuses: tuple[Status, ...] = (Status.ACCEPTED, Status.SUGGESTED)
    units: dict[str, str] = field(default_factory=dict)
    since: str = ""
    until: str = ""
    order_rows: Order = Order.USUAL
    order_columns: Order = Order.USUAL
    own_rows: tuple[tuple[str, ...], ...] = ()
    own_columns: tuple[tuple[str, ...], ...] = ()
    hidden: tuple[tuple[str, ...], ...] = ()


# Measures by subjects, all sources of a pair in one cell.
GRID = ComparisonSpec(rows=(Axis.MEASURE,), columns=(Axis.SUBJECT,))


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceInfo:
    """What comparison and export need to know of an article, without its text.

    `published` is ISO 8601, possibly partial, "" when unknown; `published_doubt` the reader's reason to doubt it.
    `numbers` counts digit groups and number words of the text, `figures` the figures, `settled` those with a verdict.
    """

    title: str = ""
    publisher: str = ""
    published: str = ""
    published_doubt: str = ""
    file_name: str = ""
    url: str = ""
    sha256: str = ""
    language: str = ""
    imported_at: str = ""
    media_type: str = ""
    size: int = 0
    guid: str = ""
    numbers: int = 0
    figures: int = 0
    settled: int = 0

    @property
    def label(self) -> str:
        """How a sentence or a heading calls the source: its publisher, else its title, else its file."""
        return self.publisher or self.title or self.file_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One figure in a cell: its interval in the cell's display unit, and the independent origin it belongs to."""

    figure: Figure
    article_title: str
    publisher: str
    interval: Interval | None  # in the display unit; None when the unit cannot be converted to it
    low: Decimal | None  # stated bounds in the display unit
    high: Decimal | None
    origin: int  # figures of one origin carry the same number
    rates: tuple[Rate, ...] = ()  # by which its money was turned into the cell's currency,
    exchanged: Decimal = Decimal(1)  # and what they come to


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """All figures of one row and column, and what they say together.

    `agreed` is the interval that all members share, None when they do not; `best` is then the member that says it
    most exactly (None where there are only bounds). `most` is the member that speaks for more independent origins
    than any other number does, None where two numbers have as many. `spread` is (lowest, highest) of the
    stated bounds. `origins` counts independent origins, `mentions` counts figures. Numbers are in `unit`; `scale` (1,
    1000, 1000000 …) is what they are best divided by to be read ("2.6 Mt"), the same all along a row. `standings` are
    the conflicts between its members that something was said of; `preferred` is the member that valid verdicts on all
    of its conflicts call right.
    """

    members: tuple[Member, ...]
    unit: str | None
    relation: Relation | None  # None for a single member
    agreed: Interval | None
    spread: tuple[Decimal | None, Decimal | None]
    mentions: int
    origins: int
    conflicts: tuple[Conflict, ...] = ()
    scale: Decimal = Decimal(1)
    best: Member | None = None
    most: Member | None = None
    standings: tuple[Standing, ...] = ()
    preferred: Member | None = None

    @property
    def headline(self) -> Member | None:
        """The one figure that is settled: what an analyst decided, else what all agree on. What most origins say is
        no settlement."""
        return self.preferred or self.best

    @property
    def decided(self) -> bool:
        """Whether every conflict inside the cell that was spoken of is settled by its verdict."""
        return bool(self.standings) and all(one.holds for one in self.standings)

    @property
    def settled(self) -> int:
        """How many of its figures an analyst accepted."""
        return sum(member.figure.status is Status.ACCEPTED for member in self.members)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Rows by columns. Keys are tuples of axis values, "" where a figure does not say; only filled cells are held.

    The value of the article axis is the article's short title (comparison/tables.py: article_titles).
    """

    spec: ComparisonSpec
    rows: tuple[tuple[str, ...], ...]
    columns: tuple[tuple[str, ...], ...]
    cells: dict[tuple[tuple[str, ...], tuple[str, ...]], Cell]
    figures: int = 0
    left_out: int = 0  # figures that say neither measure nor subject, so have no place in the table
    hidden: int = 0  # rows that were asked not to be shown
