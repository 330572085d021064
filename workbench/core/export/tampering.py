"""What was changed in a returned workbook where nothing can be taken: formulas typed over, other sheets edited."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from workbench.core.export.rowreader import Sheet, letter
from workbench.core.model.returned import Untaken
from workbench.core.words import tr

SHOWN = 8  # places named of one sort
_REFERENCE = re.compile(r"\$?\b([A-Z]{1,3})\$?(\d+)\b")
_TYPED_OVER = "·"  # no formula at all
OWN = ("own_charts", "own_registers")  # names of a column on sheets that hold numbers of their own beside formulas


class Found:
    """Changes of one sheet that are told and not taken, by their sentence."""

    def __init__(self, sheet: str) -> None:
        self._sheet = sheet
        self._places: dict[str, list[str]] = {}
        self._counts: Counter[str] = Counter()

    def add(self, why: str, places: Iterable[str]) -> None:
        known = self._places.setdefault(why, [])
        for place in places:
            self._counts[why] += 1
            if len(known) < SHOWN:
                known.append(place)

    def add_counted(self, why: str, places: Sequence[str], count: int) -> None:
        """Some of many."""
        known = self._places.setdefault(why, [])
        known.extend(places[: SHOWN - len(known)])
        self._counts[why] += count

    def all(self) -> list[Untaken]:
        return [Untaken(self._sheet, tuple(at), why, self._counts[why]) for why, at in self._places.items()]


class Skeletons:
    """Formulas of columns in which each row's is the same but for its own number: one that is not was changed.

    Programs write formulas anew when they save, so they are held against each other, not against ours.
    """

    def __init__(self) -> None:
        self._columns: dict[str, dict[str, _Shape]] = {}

    def add(self, key: str, row: int, letter: str, formula: str | None) -> None:
        """`formula` is None where there is none."""
        shapes = self._columns.setdefault(key, {})
        for shape in shapes.values():
            if shape.fits(formula, row):
                shape.count(f"{letter}{row}")
                return
        name = skeleton(formula, row) if formula else _TYPED_OVER
        shapes.setdefault(name, _Shape.of(formula, row)).count(f"{letter}{row}")

    def strange(self) -> tuple[list[str], int]:
        """Some places that are not like the rest of their column (all of a column that has no formula left), and how
        many there are."""
        found, count = [], 0
        for shapes in self._columns.values():
            formulas = [name for name in shapes if name != _TYPED_OVER]
            usual = max(formulas, key=lambda name: shapes[name].number, default=None)
            for name, shape in shapes.items():
                if name != usual:
                    found += shape.places
                    count += shape.number
        return found, count


@dataclass(slots=True)
class _Shape:
    """Formulas of a column that are the same: one of them cut where its own row's number stands."""

    parts: Sequence[str] | None
    number: int = 0
    places: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, formula: str | None, row: int) -> _Shape:
        return cls(_rows_of(row).split(formula) if formula else None)

    def fits(self, formula: str | None, row: int) -> bool:
        if formula is None or self.parts is None:
            return formula is self.parts
        return str(row).join(self.parts) == formula

    def count(self, place: str) -> None:
        self.number += 1
        if len(self.places) < SHOWN:
            self.places.append(place)


def _rows_of(row: int) -> re.Pattern[str]:
    """A row's number behind the letters of a column."""
    return re.compile(rf"(?<=[A-Z]){row}(?!\d)")


def skeleton(formula: str, row: int) -> str:
    """A formula without its own row's number and without what programs write differently."""

    def own(match: re.Match[str]) -> str:
        return match[1] if int(match[2]) == row else match[0]

    return _REFERENCE.sub(own, formula.replace(" ", "").replace("_xlfn.", "").replace("$", ""))


def overwritten(book: Any, evidence: Collection[str], look: Callable[[int, int], object]) -> Iterator[Untaken]:
    """Numbers on sheets where the program writes nothing but formulas (comparison and details)."""
    own = {place.attr_text.rpartition("!")[0].strip("'") for name, place in book.defined_names.items() if name in OWN}
    for sheet in book.worksheets:
        if sheet.title in evidence or sheet.title in own:
            continue
        formulas = count = 0
        typed: list[str] = []
        for number, cells in Sheet(sheet, look).rows():
            for column, raw in cells.items():
                if raw.formula is not None:
                    formulas += 1
                elif raw.kind == "n":
                    count += 1
                    if len(typed) < SHOWN:
                        typed.append(f"{letter(column)}{number}")
        if formulas and typed:
            why = tr("Numbers of this sheet follow from the evidence. Change them there.")
            yield Untaken(sheet.title, tuple(typed), why, count)
