"""What was changed in a returned workbook where nothing can be taken: formulas typed over, other sheets edited."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from workbench.core.model.returned import Untaken
from workbench.core.words import tr

SHOWN = 8  # places named of one sort
_REFERENCE = re.compile(r"\$?\b([A-Z]{1,3})\$?(\d+)\b")
_TYPED_OVER = "·"  # no formula at all
_STEP = 1_000


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

    def all(self) -> list[Untaken]:
        return [Untaken(self._sheet, tuple(at), why, self._counts[why]) for why, at in self._places.items()]


class Skeletons:
    """Formulas of columns in which each row's is the same but for its own number: one that is not was changed.

    Programs write formulas anew when they save, so they are held against each other, not against ours.
    """

    def __init__(self) -> None:
        self._columns: dict[str, dict[str, list[str]]] = {}

    def add(self, key: str, row: int, letter: str, cell: Any) -> None:
        formula = cell is not None and cell.data_type == "f"
        shape = skeleton(_formula(cell.value), row) if formula else _TYPED_OVER
        self._columns.setdefault(key, {}).setdefault(shape, []).append(f"{letter}{row}")

    def strange(self) -> list[str]:
        """Places that are not like the rest of their column; all of a column that has no formula left."""
        found = []
        for shapes in self._columns.values():
            formulas = [shape for shape in shapes if shape != _TYPED_OVER]
            usual = max(formulas, key=lambda shape: len(shapes[shape]), default=None)
            found += [place for shape, at in shapes.items() if shape != usual for place in at]
        return found


def skeleton(formula: str, row: int) -> str:
    """A formula without its own row's number and without what programs write differently."""

    def own(match: re.Match[str]) -> str:
        return match[1] if int(match[2]) == row else match[0]

    return _REFERENCE.sub(own, formula.replace(" ", "").replace("_xlfn.", "").replace("$", ""))


def _formula(value: Any) -> str:
    return value if isinstance(value, str) else str(getattr(value, "text", "") or "")


def overwritten(book: Any, evidence: str, check: Callable[[int], None]) -> Iterator[Untaken]:
    """Numbers on sheets where the program writes nothing but formulas (comparison and details)."""
    for sheet in book.worksheets:
        if sheet.title == evidence:
            continue
        sheet.reset_dimensions()
        formulas, typed = 0, []
        for number, cells in enumerate(sheet.iter_rows()):
            if number % _STEP == 0:
                check(0)
            formulas += sum(cell.data_type == "f" for cell in cells)
            typed += [c.coordinate for c in cells if c.data_type == "n" and c.value is not None]
        if formulas and typed:
            why = tr("Numbers of this sheet follow from the evidence. Change them there.")
            yield Untaken(sheet.title, tuple(typed[:SHOWN]), why, len(typed))
