"""The strip under the readers: what all other sources state on the same measure and subject, with their bounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from workbench.core.model.conflict import Judgement
from workbench.core.model.figure import Figure, FigureId
from workbench.core.words import tr, trn
from workbench.gui.fields.labels import ElidedLabel
from workbench.gui.models import wording

_LINES, _FEW = 3, 2  # shown without scrolling; the second where the readers are low
_LOW, _LOWEST = 520, 300  # pixels
_ROOM = 1  # pixels between lines


@dataclass(frozen=True, slots=True)
class Statement:
    """What one other source states, and how that stands to the current figure."""

    figure: Figure
    source: str
    judgement: Judgement


class OtherSources(QWidget):
    """Signal: `figure_wanted(FigureId)` when a line is chosen."""

    figure_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = ElidedLabel(self)  # a narrow window stays narrow
        self._title.setMargin(4)
        self._title.setObjectName("hint")
        self._list = QTreeWidget(self)
        self._list.setRootIsDecorated(False)
        self._list.setUniformRowHeights(True)
        self._list.setAllColumnsShowFocus(True)
        self._list.setHeaderHidden(True)
        self._list.setColumnCount(5)
        self._list.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._list.itemActivated.connect(self._choose)
        self._list.itemClicked.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._title)
        column.addWidget(self._list, 1)
        column.setAlignment(self._title, Qt.AlignmentFlag.AlignTop)
        self.retranslate()
        self.clear()

    def retranslate(self) -> None:
        self.setAccessibleName(tr("Other sources"))
        self._list.setAccessibleName(tr("What other sources state"))

    def clear(self) -> None:
        self._list.clear()
        self._list.setVisible(False)
        self._title.set_whole(tr("What other sources state appears here when a figure has a measure and a subject."))

    def show_statements(self, figure: Figure, statements: Sequence[Statement]) -> None:
        """All statements on what this figure is about."""
        if not figure.measure or not figure.subject:
            self.clear()
            return
        about = tr(
            "{measure} — {subject}", measure=wording.term(figure.measure), subject=wording.term(figure.subject)
        )
        if statements:
            said = trn("{n} other statement", "{n} other statements", len(statements))
        else:
            said = tr("no other source states it")
        self._title.set_whole(f"{about}: {said}")
        self._list.clear()
        self._list.addTopLevelItems([_line(statement) for statement in statements])
        self._list.setVisible(bool(statements))

    def fit(self, height: int) -> None:
        """The strip has one height for readers of this height, whatever it says: the text above it must not jump."""
        rows = _LINES if height >= _LOW else _FEW if height >= _LOWEST else 1
        line = self._list.fontMetrics().height() + _ROOM
        self.setFixedHeight(self._title.sizeHint().height() + rows * line + 4)

    def _choose(self, item: QTreeWidgetItem) -> None:
        self.figure_wanted.emit(item.data(0, Qt.ItemDataRole.UserRole))

    def figures(self) -> list[FigureId]:
        """What the lines lead to, from the top."""
        items = (self._list.topLevelItem(n) for n in range(self._list.topLevelItemCount()))
        return [item.data(0, Qt.ItemDataRole.UserRole) for item in items if item is not None]


def _line(statement: Statement) -> QTreeWidgetItem:
    figure, relation = statement.figure, statement.judgement.relation
    item = QTreeWidgetItem(
        [
            wording.RELATION_SIGNS.get(relation, "·"),
            wording.amount_and_unit(figure),
            str(figure.period or ""),
            tr(wording.RELATIONS[relation]),
            statement.source,
        ]
    )
    item.setData(0, Qt.ItemDataRole.UserRole, figure.id)
    for column in range(5):
        item.setToolTip(column, statement.judgement.reason or figure.quote)
    return item
