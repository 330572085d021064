"""A record laid out: each field with what is said of it, the words that say so, and what is to be looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QTreeWidgetItemIterator,
    QWidget,
)

from workbench.core.model.record_view import FieldView, Fill, RecordView, ValueView
from workbench.core.words import mark, quoted, tr
from workbench.gui import theme
from workbench.gui.models import wording

_ROW = Qt.ItemDataRole.UserRole
_MARKS = {
    Fill.EMPTY: "",
    Fill.NOT_STATED: mark("not stated"),
    Fill.DOES_NOT_APPLY: mark("does not apply"),
}
_PAD = 6


@dataclass(frozen=True, slots=True)
class Line:
    """What a row of the tree stands for: a field, and the value of it that the row shows, if it shows one."""

    field: FieldView
    value: ValueView | None = None
    told: bool = False  # a sentence below the field, which leads to the value but is not it


class RecordTree(QTreeWidget):
    """Signals: `place_wanted(ValueView)` for Enter on a value that has words, `edit_wanted(Line)` for F2 or a field
    that is empty, `add_wanted(Line)` for Ins, `remove_wanted(Line)` for Del."""

    place_wanted = Signal(object)
    edit_wanted = Signal(object)
    add_wanted = Signal(object)
    remove_wanted = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, columnCount=3)
        self.setAlternatingRowColors(True)
        self.setUniformRowHeights(False)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setIndentation(14)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setItemDelegate(Roomy(self))
        self.setHeaderLabels([tr("Field"), tr("Value"), tr("Words and source")])
        self.setAccessibleName(tr("Fields of the record"))
        header = self.header()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Interactive)
        header.setMinimumSectionSize(80)
        header.resizeSection(1, 220)
        self.itemDoubleClicked.connect(lambda *_: self.enter())

    # what is shown

    def show_record(self, record: RecordView | None) -> None:
        """In the place of the one before; the same field stays current."""
        kept = self._where()
        self.clear()
        for one in record.fields if record is not None else ():
            self._show_field(one)
        self.expandAll()
        self._go_back(kept)

    def _show_field(self, one: FieldView) -> None:
        first = one.values[0] if one.values else None
        item = self._row(self.invisibleRootItem(), Line(one, first), one.title)
        for value in one.values[1:]:
            self._row(item, Line(one, value), "")
        if one.sum:
            self._said(item, one, f"✓ {one.sum}", "")
        for remark in one.remarks:
            self._said(item, one, f"⚠ {remark.sentence}", "conflict")

    def _row(self, parent: QTreeWidgetItem, line: Line, title: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem(parent, [title, *_words(line)])
        item.setData(0, _ROW, line)
        item.setToolTip(2, line.value.quote if line.value is not None else "")
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, spoken(line))
        if line.value is None:
            font = QFont(self.font())
            font.setItalic(True)
            item.setFont(1, font)
            item.setForeground(1, theme.of(self).color("muted"))
        return item

    def _said(self, parent: QTreeWidgetItem, field: FieldView, words: str, colour: str) -> None:
        """A sentence below a field, over the whole width."""
        item = QTreeWidgetItem(parent, [words])
        item.setData(0, _ROW, Line(field, field.values[0] if field.values else None, told=True))
        item.setFirstColumnSpanned(True)
        item.setToolTip(0, words)
        if colour:
            item.setForeground(0, theme.of(self).color(colour))

    def _where(self) -> tuple[str, int] | None:
        line = self.line()
        if line is None:
            return None
        return line.field.field.key, int(line.value.value.id) if line.value is not None else 0

    def _go_back(self, kept: tuple[str, int] | None) -> None:
        items = list(self._items())
        for test in (_is_value, _is_field):
            for item in items:
                if kept is not None and test(item, kept):
                    self.setCurrentItem(item)
                    return
        if items:
            self.setCurrentItem(items[0])

    def _items(self) -> Iterator[QTreeWidgetItem]:
        walk = QTreeWidgetItemIterator(self)
        while (item := walk.value()) is not None:
            yield item
            walk += 1

    # what is done

    def line(self) -> Line | None:
        item = self.currentItem()
        return item.data(0, _ROW) if item is not None else None

    def enter(self) -> None:
        """To the words of a value; where there are none, to its editor."""
        line = self.line()
        if line is not None and line.value is not None and line.value.article is not None:
            self.place_wanted.emit(line.value)
        elif line is not None:
            self.edit_wanted.emit(line)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line = self.line()
        acts: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_Return: self.enter,
            Qt.Key.Key_Enter: self.enter,
            Qt.Key.Key_F2: partial(self.edit_wanted.emit, line),
            Qt.Key.Key_Insert: partial(self.add_wanted.emit, line),
            Qt.Key.Key_Delete: partial(self.remove_wanted.emit, line),
        }
        act = acts.get(Qt.Key(event.key()))
        if act is not None and line is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            act()
        else:
            super().keyPressEvent(event)


def _is_value(item: QTreeWidgetItem, kept: tuple[str, int]) -> bool:
    line = item.data(0, _ROW)
    return line.value is not None and not line.told and int(line.value.value.id) == kept[1]


def _is_field(item: QTreeWidgetItem, kept: tuple[str, int]) -> bool:
    return bool(item.data(0, _ROW).field.field.key == kept[0])


class Roomy(QStyledItemDelegate):
    """Rows with room above and below their letters."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return super().sizeHint(option, index) + QSize(0, _PAD)


def _words(line: Line) -> tuple[str, str]:
    """The value and where it comes from."""
    value = line.value
    if value is None or line.field.fill is not Fill.STATED:
        said = _MARKS.get(line.field.fill, "")
        return (tr(said) if said else tr("wanted: nothing yet") if line.field.missing else "—"), ""
    return value.text, origin(value)


def origin(value: ValueView) -> str:
    """The words that a value rests on, and their source."""
    quote = quoted(wording.flat(value.quote)) if value.quote else ""
    return " — ".join(part for part in (quote, value.source) if part)


def spoken(line: Line) -> str:
    """A row for those who hear it: signs become words."""
    value, where = _words(line)
    wrong = "; ".join(remark.sentence for remark in line.field.remarks)
    return ". ".join(part for part in (line.field.title, value, where, wrong) if part)
