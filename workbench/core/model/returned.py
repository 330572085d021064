"""A workbook that came back: what was changed in it, what cannot be taken, and what became of its rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from workbench.core.model.figure import FigureId


@dataclass(frozen=True, slots=True)
class Entry:
    """What a cell holds now: a number or text, both None where it was emptied. `exported` is the mark of what it held
    when it was exported, None where the workbook does not know. `percent`: a number that is shown as per cent."""

    at: str
    text: str | None
    number: Decimal | None = None
    percent: bool = False
    exported: int | None = None
    broken: str = ""  # an error in the cell, as the sheet shows it: "#REF!"
    calculated: bool = False  # a formula was typed where a value was

    @property
    def value(self) -> str | Decimal | None:
        return self.text if self.number is None else self.number


@dataclass(frozen=True, slots=True)
class Row:
    """The changed cells of one figure's row, by column."""

    number: int
    guid: str
    entries: Mapping[str, Entry]


@dataclass(frozen=True, slots=True)
class Untaken:
    """A change that is told and not taken. `at` are cells or rows of the sheet, some of them where there are many."""

    sheet: str
    at: tuple[str, ...]
    why: str
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """A workbook as it was read. `exported` are the figures it was made with; None where it does not say."""

    path: Path
    sheet: str
    language: str = "en"
    project: str = ""
    export: str = ""
    rows: tuple[Row, ...] = ()
    guids: frozenset[str] = frozenset()
    exported: frozenset[int] | None = None
    untaken: tuple[Untaken, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One field of one figure that the workbook has otherwise; an amount may bring its unit along. `before` and
    `values` are those of the model, `was` and `now` the same in words. `both`: the project has changed it too since
    the workbook was made."""

    number: int
    figure_id: FigureId
    field: str
    sheet: str
    at: tuple[str, ...]
    was: str
    now: str
    quote: str
    before: Mapping[str, Any]
    values: Mapping[str, Any]
    both: bool = False

    @property
    def value(self) -> Any:
        return self.values[self.field]

    @property
    def place(self) -> str:
        return ", ".join(self.at) if any("!" in at for at in self.at) else f"{self.sheet}!{', '.join(self.at)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a workbook proposes. `deleted` are figures whose rows are gone from it, with their quotes: they stay in
    the project. Nothing of it is done until it is taken."""

    path: Path
    proposals: tuple[Proposal, ...] = ()
    untaken: tuple[Untaken, ...] = ()
    deleted: tuple[tuple[FigureId, str], ...] = ()
    remarks: tuple[str, ...] = field(default=())
