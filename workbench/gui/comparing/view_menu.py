"""The menu of the comparison: order of rows and columns, rows moved and hidden, the unit of the numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from workbench.core.comparison.display import shown_as, unit_choices
from workbench.core.model.comparison import Axis, Cell, Comparison, ComparisonSpec, Order
from workbench.core.vocabulary.naming import Names
from workbench.core.words import language, mark, tr, trn
from workbench.gui.spoken_keys import as_in_menus

ORDERS = {
    Order.USUAL: mark("What most figures say first"),
    Order.NAME: mark("By name"),
    Order.VALUE: mark("Greatest value first"),
    Order.SOURCES: mark("Most sources first"),
    Order.OWN: mark("My own order"),
}
Key = tuple[str, ...]


def with_order(spec: ComparisonSpec, order: Order, *, columns: bool, made: Comparison) -> ComparisonSpec:
    """Another order; an own one begins with what stands there now."""
    if columns:
        own = made.columns if order is Order.OWN else ()
        return replace(spec, order_columns=order, own_columns=own)
    return replace(spec, order_rows=order, own_rows=made.rows if order is Order.OWN else ())


def moved(keys: tuple[Key, ...], at: int, by: int) -> tuple[Key, ...]:
    """The same keys with one of them moved; it stops at the ends."""
    to = min(max(at + by, 0), len(keys) - 1)
    changed = list(keys)
    changed.insert(to, changed.pop(at))
    return tuple(changed)


def measure_of(spec: ComparisonSpec, row: Key, column: Key, cell: Cell | None) -> str:
    """The measure that a row, a column or else a cell is of."""
    for axes, key in ((spec.rows, row), (spec.columns, column)):
        if Axis.MEASURE in axes:
            return key[axes.index(Axis.MEASURE)]
    said = [member.figure.measure for member in cell.members if member.figure.measure] if cell is not None else []
    return said[0] if said else ""


def unit_words(unit: str) -> str:
    code, power = shown_as(unit)
    return Names(language=language()).unit(code, power)


class ViewMenu(QMenu):
    """Asks `made` for what is laid out, `spec` for how, `here` for the row, column and cell that the keys stand on;
    hands a new layout to `take`. `act` moves and hides, by name."""

    def __init__(
        self,
        parent: QWidget,
        made: Callable[[], Comparison | None],
        here: Callable[[], tuple[Key, Key, Cell | None] | None],
        take: Callable[[ComparisonSpec], object],
        act: Callable[[str], object],
    ) -> None:
        super().__init__(parent)
        self._made, self._here, self._take, self._act = made, here, take, act
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        for menu in self.findChildren(QMenu):
            menu.deleteLater()  # clearing takes them out, but they live on
            menu.setParent(None)
        self.clear()
        made = self._made()
        if made is None:
            self.addAction(tr("Nothing is laid out.")).setEnabled(False)
            return
        self._add_orders(made, tr("Order of rows"), columns=False)
        self._add_orders(made, tr("Order of columns"), columns=True)
        self.addSeparator()
        here = self._here()
        for name in ("up", "down", "left", "right", "hide"):
            action = self.addAction(as_in_menus(f"compare.{name}"))
            action.setEnabled(here is not None)
            action.triggered.connect(lambda _=False, name=name: self._act(name))
        shown = self.addAction(trn("Show {n} hidden row", "Show {n} hidden rows", made.hidden))
        shown.setEnabled(bool(made.hidden))
        shown.triggered.connect(lambda: self._take(replace(made.spec, hidden=())))
        self.addSeparator()
        self._add_units(made, here)

    def _add_orders(self, made: Comparison, title: str, *, columns: bool) -> None:
        menu, group = self.addMenu(title), QActionGroup(self)
        current = made.spec.order_columns if columns else made.spec.order_rows
        for order, words in ORDERS.items():
            action = menu.addAction(tr(words))
            action.setCheckable(True)
            action.setChecked(order is current)
            group.addAction(action)
            action.triggered.connect(
                lambda _=False, order=order: self._take(with_order(made.spec, order, columns=columns, made=made))
            )

    def _add_units(self, made: Comparison, here: tuple[Key, Key, Cell | None] | None) -> None:
        menu = self.addMenu(tr("Show numbers in"))
        row, column, cell = here or ((), (), None)
        measure = measure_of(made.spec, row, column, cell) if here is not None else ""
        choices = unit_choices(cell.unit) if cell is not None and cell.unit else []
        menu.setEnabled(bool(measure and choices))
        if not menu.isEnabled():
            return
        chosen, group = made.spec.units.get(measure, ""), QActionGroup(self)
        for unit in ("", *choices):
            action = menu.addAction(unit_words(unit) if unit else tr("What most sources say"))
            action.setCheckable(True)
            action.setChecked(unit == chosen)
            group.addAction(action)
            action.triggered.connect(lambda _=False, unit=unit: self._take(_with_unit(made.spec, measure, unit)))


def _with_unit(spec: ComparisonSpec, measure: str, unit: str) -> ComparisonSpec:
    units = {name: code for name, code in spec.units.items() if name != measure}
    return replace(spec, units=units | {measure: unit} if unit else units)
