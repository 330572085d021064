"""What a colleague changed in a workbook: proposed corrections with was and is, taken or left, all in one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
)

from workbench.core.model.changes import Changes
from workbench.core.model.returned import Plan, Returned
from workbench.core.words import tr, trn
from workbench.gui.models.proposals import IS, WAS, Proposals
from workbench.gui.widgets import hint

if TYPE_CHECKING:
    from workbench.gui.window import Window

_LATER = 200  # milliseconds after a change of the project


class Table(QTableView):
    """Space ticks the chosen rows or unticks them; Enter goes to the figure (`activated`)."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        model = self.model()
        if event.key() == Qt.Key.Key_Space and not event.modifiers() and isinstance(model, Proposals):
            model.toggle([index.row() for index in self.selectionModel().selectedRows()])
            return
        super().keyPressEvent(event)


class ReadBack(QDialog):
    """Stays open beside the window, and follows the project: what was taken goes, what was undone comes again."""

    def __init__(self, window: Window, found: Returned) -> None:
        super().__init__(window, modal=False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Corrections from {file}", file=found.path.name))
        self._session = window.session
        self._found = found
        self.plan: Plan | None = None
        self.model = Proposals()
        self.model.setParent(self)
        self.table = Table(self)
        self.rest = QPlainTextEdit(self, readOnly=True)
        self.count = hint(self)
        self._empty = hint(self, tr("The workbook proposes no corrections."), centred=True)
        self.take = QPushButton(self)
        self.all, self.none = QPushButton(tr("Tick &all"), self), QPushButton(tr("Tick &none"), self)
        self._later = QTimer(self, singleShot=True, interval=_LATER)
        self._build()
        self._connect()
        self.resize(980, 560)
        self.reload()

    def _build(self) -> None:
        self.table.setModel(self.model)
        self.table.setAccessibleName(tr("Proposed corrections"))
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.setAlternatingRowColors(True)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column in (1, WAS, IS):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.rest.setAccessibleName(tr("What is not taken, and why"))
        self.rest.setTabChangesFocus(True)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.addWidget(self._stack)
        split.addWidget(self.rest)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        for button in (self.take, self.all, self.none):
            button.setAutoDefault(False)
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        buttons.rejected.connect(self.close)
        column_box = QVBoxLayout(self)
        column_box.addWidget(self.count)
        column_box.addWidget(split, 1)
        column_box.addWidget(buttons)

    def _connect(self) -> None:
        self.model.ticks_changed.connect(self._show_count)
        self.table.activated.connect(self._go)
        self.take.clicked.connect(self.apply)
        self.all.clicked.connect(lambda: self._tick_all(True))
        self.none.clicked.connect(lambda: self._tick_all(False))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.apply)
        self._later.timeout.connect(self.reload)
        self._session.changed.connect(self._on_changes)
        self._session.project_closed.connect(self.close)

    def _on_changes(self, changes: Changes) -> None:
        if changes.touches("figure", "note"):
            self._later.start()

    def reload(self) -> None:
        """The proposals for the project as it is now."""
        from workbench.core.actions import readback

        plan = self._session.do(readback.propose, self._found)
        if plan is None:
            return
        self.plan = plan
        self.model.show(plan)
        self._stack.setCurrentWidget(self.table if plan.proposals else self._empty)
        self.table.resizeColumnToContents(0)
        lines = rest_lines(plan)
        self.rest.setPlainText("\n".join(lines))
        self.rest.setVisible(bool(lines))
        if plan.proposals and not self.table.currentIndex().isValid():
            self.table.selectRow(0)

    def _show_count(self) -> None:
        total, n = self.model.rowCount(), len(self.model.ticked)
        self.count.setText(
            tr(
                "{n} of {total} ticked. Space ticks and unticks, Enter goes to the figure, Ctrl+Enter takes what is "
                "ticked as one step.",
                n=n,
                total=total,
            )
        )
        self.take.setText(trn("&Take {n} correction", "&Take {n} corrections", n))
        self.take.setEnabled(n > 0 and self._session.writable)
        for button in (self.all, self.none):
            button.setEnabled(total > 0)

    def _tick_all(self, on: bool) -> None:
        self.model.tick(list(range(self.model.rowCount())), on)

    def _go(self, index: QModelIndex) -> None:
        self._session.show_figures([self.model.at(index.row()).figure_id])

    def apply(self) -> None:
        """Takes what is ticked, as one step."""
        from workbench.core.actions import readback

        if self.plan is None or not self.take.isEnabled():
            return
        n = len(self.model.ticked)
        if self._session.do(readback.apply, self.plan, self.model.ticked) is not None:
            self._session.say(trn("{n} correction is taken.", "{n} corrections are taken.", n))
            self.reload()


def rest_lines(plan: Plan) -> list[str]:
    """What is told beside the proposals: remarks, deleted rows, what is not taken and why."""
    lines = list(plan.remarks)
    for one in plan.untaken:
        more = f" … ({one.count})" if one.count > len(one.at) else ""
        lines.append(tr("Not taken: {place}: {why}", place=f"{one.sheet}!{', '.join(one.at)}{more}", why=one.why))
    lines += [
        tr("Row deleted: figure {id} “{quote}”. It stays in the project.", id=number, quote=quote)
        for number, quote in plan.deleted
    ]
    return lines
