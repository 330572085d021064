"""What a workbook holds, worked out before it is written: evidence rows, lines of comparable figures, the table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from workbench.core.model.article import ArticleId
from workbench.core.model.comparison import Cell, Comparison, SourceInfo
from workbench.core.model.conflict import Conflict
from workbench.core.model.figure import Figure, FigureId
from workbench.core.model.rate import Rate
from workbench.core.model.record_view import RegisterView
from workbench.core.model.verdict import Standing

Key = tuple[str, ...]


class Former(NamedTuple):
    """A version of a source that another has taken the place of."""

    text: str
    sha256: str  # of its original bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRow:
    """One figure with its working.

    `stated_low` to `stated_high` are numbers as the source writes them ("2.6"). Times `scale` (million) they are the
    amount in `unit`, times the unit's factor the amount in `base_unit`; `factor` is both at once. `step`, `floor` and
    `ceiling` are in stated numbers: what it is rounded to, and the least and greatest that the thing itself can be.
    `cell` and `line` name its place in table and lines, with "/other" behind the id where its unit cannot be
    converted to theirs, "" where it has none. `rates` are those by which money was turned into another currency; the
    factor holds them. `former_sha256` is of the file that states it, where
    the newest version of its source does not.
    """

    figure: Figure
    title: str
    sentence: str
    stated_low: Decimal | None
    stated_high: Decimal | None
    scale: Decimal
    factor: Decimal
    unit: str
    base_unit: str
    step: Decimal | None
    floor: Decimal | None
    ceiling: Decimal | None
    cell: str = ""
    line: str = ""
    former_sha256: str = ""
    rates: tuple[Rate, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Figures that are held against each other: one cell of the table, or a whole row where columns are sources.

    `factor` is what amounts in the base unit are divided by to be shown. `plain` lines are judged by their numbers
    alone; others carry a reason (different periods, a missing unit) that no number can take away.
    `speakers` are one figure for each independent origin.
    """

    id: str
    row: Key
    column: Key
    cell: Cell
    factor: Decimal
    plain: bool
    speakers: tuple[FigureId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkbookContent:
    """Everything `export.excel.write_workbook` needs. `by_source`: the columns are articles or publishers."""

    comparison: Comparison
    evidence: tuple[EvidenceRow, ...]
    lines: tuple[Line, ...]
    cell_ids: Mapping[tuple[Key, Key], str]
    conflicts: tuple[Conflict, ...]
    standings: tuple[Standing, ...] = ()  # one for each conflict, then verdicts on what is none any more
    sources: Mapping[ArticleId, SourceInfo]
    registers: tuple[RegisterView, ...] = ()  # those that hold records
    by_source: bool = False
    about: Decimal = Decimal("0.1")
    rates: tuple[Rate, ...] = ()  # those that were used
    project: str = ""
    author: str = ""
    program: str = ""
    exported_at: str = ""  # ISO 8601
    project_guid: str = ""
    export_id: str = ""  # of this very workbook
    filters: tuple[str, ...] = field(default=())  # in words, beyond those of the comparison's spec
