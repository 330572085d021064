"""What a rule sees: one line of a text with its language's lexicon, its seeds, and the draft it may complete."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from workbench.core.extraction.numbers import Grammar
from workbench.core.extraction.numerals import Numerals
from workbench.core.extraction.seeds import Seed
from workbench.core.extraction.total import Number
from workbench.core.extraction.units_match import UnitMatcher
from workbench.core.model.amount import Qualifier
from workbench.core.model.disposition import NumberClass
from workbench.core.model.figure import Change, Doubt, Kind


@dataclass(slots=True)
class Site:
    """A line under extraction. Positions are the whole text's; `start` and `stop` bound the line."""

    text: str
    low: str
    start: int
    stop: int
    lexicon: Numerals
    matcher: UnitMatcher
    seeds: list[Seed]
    grammar: Grammar

    def alone(self, start: int, end: int) -> bool:
        """Whether nothing but space (and a full stop) stands around a stretch in its line."""
        if start - self.start > 80 or self.stop - end > 80:
            return False
        return not self.low[self.start : start].strip() and not self.low[end : self.stop].strip(" .\r")

    def char(self, place: int) -> str:
        """The folded character at a place of the line; a line break beyond it, which is in no set of signs."""
        return self.low[place] if self.start <= place < self.stop else "\n"


@dataclass(slots=True)
class Draft:
    """A figure in the making: rules fill it from the number outwards. `rules` remembers which did."""

    number: Number
    start: int
    end: int
    full_start: int
    full_end: int
    low: Decimal | None
    high: Decimal | None
    step: Decimal | None
    first: int  # seeds [first, last) are its own
    last: int
    kind: Kind = Kind.NUMBER
    unit: str | None = None
    unit_start: int = -1
    unit_end: int = -1
    qualifier: Qualifier = Qualifier.EXACT
    doubts: list[Doubt] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    refused: NumberClass | None = None  # no figure after all: what it is instead
    counted: bool = False
    change: Change | None = None  # what it is in a stated change, and the word that says so
    change_start: int = -1
    change_end: int = -1
    inner_bound: Qualifier | None = None  # Kazakh "мыңнан астам гектарға"

    @classmethod
    def of(cls, number: Number) -> Draft:
        draft = cls(
            number,
            number.start,
            number.end,
            number.start,
            number.end,
            number.value,
            number.value,
            number.step,
            number.first,
            number.last,
        )
        draft.rules.append(number.rule)
        return draft

    @property
    def value(self) -> Decimal:
        """The stated number, or the upper end of a range."""
        value = self.high if self.high is not None else self.low
        assert value is not None
        return value

    @property
    def is_range(self) -> bool:
        return self.qualifier is Qualifier.BETWEEN

    def stretch(self, start: int, end: int) -> None:
        """Take in what stands from `start` to `end`."""
        self.start, self.end = min(self.start, start), max(self.end, end)
        self.full_start, self.full_end = min(self.full_start, start), max(self.full_end, end)

    def refuse(self, number_class: NumberClass, rule: str) -> None:
        self.refused = number_class
        self.rules.append(rule)
