"""A comparison as a table model: what a cell says in words, its sign of conflict, and what it opens."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Context, Decimal
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from workbench.core.model.amount import Qualifier
from workbench.core.model.comparison import Axis, Cell, Comparison, Member
from workbench.core.model.figure import FigureId
from workbench.core.model.note import AxisKeys, CellPlace, Place
from workbench.core.vocabulary.phrases import converted_at
from workbench.core.words import tr, trn
from workbench.gui import theme
from workbench.gui.comparing.headings import PARTS
from workbench.gui.models import verdicts, wording

Index = QModelIndex | QPersistentModelIndex
CELL = Qt.ItemDataRole.UserRole
_TEXTS = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
Pending = Callable[[tuple[tuple[str, ...], tuple[str, ...]]], int]
NOTE_SIGN = "†"
DECIDED_SIGN = "✓"
_SHOWN = Context(prec=6)  # a converted number is not shown more exactly than this
_NAMED = (Axis.SUBJECT, Axis.MEASURE, Axis.ITEM, Axis.PLACE)  # axes whose values are keys of the lexicon
_BEFORE = {
    Qualifier.ABOUT: "≈ ",
    Qualifier.MORE_THAN: "> ",
    Qualifier.AT_LEAST: "≥ ",
    Qualifier.LESS_THAN: "< ",
    Qualifier.UP_TO: "≤ ",
}


def unit_of(cell: Cell) -> str:
    """The unit with the scale that the cell's numbers are read in: "Mt", "bn USD"."""
    from workbench.core.comparison.display import unit_label
    from workbench.core.words import language

    return unit_label(cell.unit or "", cell.scale, language())


def scaled(value: Decimal, cell: Cell) -> str:
    return wording.number(_SHOWN.divide(value, cell.scale))


def stated(member: Member, cell: Cell) -> str:
    """One figure in the cell's unit with its bounds: "> 28", "70–80"; in its own words where that cannot be."""
    low, high = member.low, member.high
    if low is None and high is None:
        return wording.amount_and_unit(member.figure)
    if low is not None and high is not None and low != high:
        return f"{scaled(low, cell)}–{scaled(high, cell)}"
    qualifier = member.figure.amount.qualifier if member.figure.amount else Qualifier.EXACT
    number = low if low is not None else high
    assert number is not None
    return _BEFORE.get(qualifier, "") + scaled(number, cell)


def suggested_unit(cell: Cell) -> str:
    """The unit that the texts suggest for figures that name none, with its question mark."""
    found = {member.figure.borrowed_unit for member in cell.members if member.figure.borrowed_unit}
    return f"{wording.unit(found.pop())} ?" if len(found) == 1 else ""


def value_of(cell: Cell) -> str:
    """What was decided, the one value that all state, or the span from the lowest to the highest."""
    if cell.preferred is not None:
        return f"{stated(cell.preferred, cell)} {unit_of(cell)}".strip()
    said = list(dict.fromkeys(stated(member, cell) for member in cell.members))
    placed = any(member.low is not None or member.high is not None for member in cell.members)
    unit = (unit_of(cell) or suggested_unit(cell)) if placed else ""
    if len(said) <= 2:
        return f"{' / '.join(said)} {unit}".strip()
    low, high = cell.spread
    if low is None or high is None:
        return said[0]
    return f"{scaled(low, cell)} … {scaled(high, cell)} {unit}".strip()


def sign_of(cell: Cell) -> str:
    """A sign before the value when the cell wants looking at; never colour alone."""
    if cell.decided:
        return DECIDED_SIGN
    here = cell.relation if cell.relation is not None and cell.relation.conflict else None
    relation = here or next((conflict.relation for conflict in cell.conflicts), None)
    return "" if relation is None else wording.RELATION_SIGNS.get(relation, "≠")


def support_of(cell: Cell) -> str:
    """How often it is said, and by how many; origins that are still being looked for are not told."""
    mentions = trn("{n} mention", "{n} mentions", cell.mentions)
    if not cell.origins:
        return mentions
    return f"{mentions}, " + trn("{n} origin", "{n} origins", cell.origins)


def words_of(cell: Cell) -> str:
    """What stands in the cell; a lone figure needs no count of its mentions."""
    value = f"{sign_of(cell)} {value_of(cell)}".strip()
    return value if cell.mentions == 1 else f"{value}   ({support_of(cell)})"


def to_open(cell: Cell) -> tuple[FigureId, ...]:
    """The figures for the two readers: two that clash, the cell's own first; else the first and one of another
    origin."""
    here = [member.figure.id for member in cell.members]
    for conflict in cell.conflicts:
        clash = [i for i in here if i in conflict.members]
        clash += [i for i in conflict.members if i not in here]
        if clash and len(clash) > 1:
            return tuple(clash[:2])
    first = cell.members[0]
    other = next((m for m in cell.members[1:] if m.origin != first.origin), None) or (
        cell.members[1] if len(cell.members) > 1 else None
    )
    return (first.figure.id,) if other is None else (first.figure.id, other.figure.id)


def tip_of(cell: Cell) -> str:
    """Every member with its source, and why the cell is in conflict."""
    lines = [f"{wording.amount_and_unit(m.figure)} — {m.publisher or m.article_title}" for m in cell.members[:12]]
    said = [f"{verdicts.state(one)}: {verdicts.said(one)}" for one in cell.standings[:3]]
    rates = converted_at(dict.fromkeys(rate for member in cell.members for rate in member.rates))
    lines += [rates] if rates else []
    return "\n".join([*lines, support_of(cell), *(conflict.reason for conflict in cell.conflicts[:3]), *said])


def words_of_key(axes: tuple[Axis, ...], key: tuple[str, ...]) -> tuple[str, ...]:
    """The words of each level of a heading, "—" where the figures do not say."""
    return tuple(axis_value(axis, value) or "—" for axis, value in zip(axes, key, strict=True))


def axis_value(axis: Axis, value: str) -> str:
    """A value of an axis in the language of the window."""
    return wording.term(value) if axis in _NAMED else value


def heading(axes: tuple[Axis, ...], key: tuple[str, ...]) -> str:
    """A row's or column's name; where the figures say nothing of it, that is said."""
    parts = [axis_value(axis, value) for axis, value in zip(axes, key, strict=True) if value]
    return " · ".join(parts) or tr("not said")


def _named(axes: tuple[Axis, ...], key: tuple[str, ...]) -> AxisKeys:
    return tuple((axis.value, value) for axis, value in zip(axes, key, strict=True))


class Grid(QAbstractTableModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._widget = parent
        self._comparison: Comparison | None = None
        self._pending: Pending | None = None
        self.noted: Callable[[], dict[Place, str]] = dict
        self._notes: dict[Place, str] | None = None

    def show(self, comparison: Comparison | None, pending: Pending | None = None) -> None:
        """`pending` is asked for cells that the comparison does not hold: how many figures wait to be worked out
        there. It is then to see to that, and to call `cells_came`."""
        self.beginResetModel()
        self._comparison, self._pending = comparison, pending
        self.endResetModel()

    def cells_came(self) -> None:
        """Cells that were waited for are there."""
        if self.rowCount() and self.columnCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    @property
    def comparison(self) -> Comparison | None:
        return self._comparison

    def row_cells(self, row: int) -> dict[tuple[str, ...], Cell]:
        """The filled cells of a row by their column, in the order of the columns."""
        made = self._comparison
        if made is None or not 0 <= row < len(made.rows):
            return {}
        key = made.rows[row]
        return {column: made.cells[key, column] for column in made.columns if (key, column) in made.cells}

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return len(self._comparison.rows) if self._comparison and not parent.isValid() else 0

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return len(self._comparison.columns) if self._comparison and not parent.isValid() else 0

    def cell(self, index: Index) -> Cell | None:
        if self._comparison is None or not index.isValid():
            return None
        at = (self._comparison.rows[index.row()], self._comparison.columns[index.column()])
        return self._comparison.cells.get(at)

    def place(self, index: Index) -> Place | None:
        """The cell as a note knows it, whether any figure stands in it or not."""
        if self._comparison is None or not index.isValid():
            return None
        spec, rows, columns = self._comparison.spec, self._comparison.rows, self._comparison.columns
        return Place.cell(
            CellPlace(_named(spec.rows, rows[index.row()]), _named(spec.columns, columns[index.column()]))
        )

    def index_of(self, place: Place) -> QModelIndex:
        """Where a noted cell stands; nowhere when the table is laid out by other axes or has no such row."""
        if self._comparison is None or place.at is None:
            return QModelIndex()
        spec = self._comparison.spec
        rows = [_named(spec.rows, key) for key in self._comparison.rows]
        columns = [_named(spec.columns, key) for key in self._comparison.columns]
        if place.at.rows not in rows or place.at.columns not in columns:
            return QModelIndex()
        return self.index(rows.index(place.at.rows), columns.index(place.at.columns))

    def note(self, index: Index) -> str:
        """What is noted of a cell."""
        if self._notes is None:
            self._notes = self.noted()
        place = self.place(index) if self._notes else None
        return self._notes.get(place, "") if place is not None else ""

    def forget_notes(self) -> None:
        self._notes = None
        self.cells_came()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        said = self._said(index, role)
        if role not in _TEXTS:
            return said
        note = self.note(index)
        if not note:
            return said
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{said or ''}  {NOTE_SIGN}".strip()
        return "\n".join(part for part in (said, f"{NOTE_SIGN} {note}") if part)

    def _said(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = self.cell(index)
        if cell is None:
            return self._awaited(index, role)
        if role == Qt.ItemDataRole.DisplayRole:
            return words_of(cell)
        if role == CELL:
            return cell
        if role == Qt.ItemDataRole.ForegroundRole and sign_of(cell):
            return theme.of(self._widget).color("conflict")
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip_of(cell)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = tr(wording.RELATIONS[cell.relation]) if cell.relation else ""
            return ", ".join(part for part in (value_of(cell), support_of(cell), words) if part)
        return None

    def _awaited(self, index: Index, role: int) -> Any:
        """A cell that is being worked out says how many figures it has."""
        if self._pending is None or self._comparison is None or role not in _TEXTS or not index.isValid():
            return None
        waiting = self._pending((self._comparison.rows[index.row()], self._comparison.columns[index.column()]))
        return f"… ({trn('{n} mention', '{n} mentions', waiting)})" if waiting else None

    def headerData(self, section: int, side: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        made = self._comparison
        if made is None or role not in (*_TEXTS, PARTS):
            return None
        across = side is Qt.Orientation.Horizontal
        axes, keys = (made.spec.columns, made.columns) if across else (made.spec.rows, made.rows)
        if not 0 <= section < len(keys):
            return None
        return words_of_key(axes, keys[section]) if role == PARTS else heading(axes, keys[section])
