"""What you and a colleague changed differently, gone through by keys, each settled as a step; how far you agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
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

from workbench.core.model.article import ArticleId
from workbench.core.model.changes import Changes
from workbench.core.model.merge import Agreement, MergeReport, Side
from workbench.core.words import tr, trn
from workbench.gui.latin import latin_key
from workbench.gui.models.differences import HERE, SETTLED, THERE, Differences
from workbench.gui.widgets import hint, list_of_lines

if TYPE_CHECKING:
    from workbench.core.project import Project
    from workbench.gui.window import Window

_LATER = 200  # milliseconds after a change of the project


class Table(QTableView):
    """O takes ours, T theirs, X what was said by hand; Enter goes to the place (`activated`)."""

    def __init__(self, dialog: DifferencesDialog) -> None:
        super().__init__(dialog)
        self._dialog = dialog

    def keyPressEvent(self, event: QKeyEvent) -> None:
        sides = {Qt.Key.Key_O: Side.OURS, Qt.Key.Key_T: Side.THEIRS, Qt.Key.Key_X: Side.OTHERWISE}
        side = sides.get(Qt.Key(latin_key(event)))
        if side is not None and not event.modifiers():
            self._dialog.settle(side)
            return
        super().keyPressEvent(event)


class DifferencesDialog(QDialog):
    """Stays open beside the window and follows the project."""

    def __init__(self, window: Window) -> None:
        super().__init__(window, modal=False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Differences between copies"))
        self._session = window.session
        self.model = Differences()
        self.model.setParent(self)
        self.table = Table(self)
        self.count = hint(self)
        self.settled = QCheckBox(tr("&Settled ones too"), self)
        self.agreement = QPlainTextEdit(self, readOnly=True)
        self._empty = hint(
            self,
            tr("Nothing waits to be settled. Merge a colleague's copy (menu File): what you both changed differently "
               "is listed here."),
            centred=True,
        )  # fmt: skip
        self.ours = QPushButton(tr("Take &ours (O)"), self)
        self.theirs = QPushButton(tr("Take &theirs (T)"), self)
        self.otherwise = QPushButton(tr("As I said it by &hand (X)"), self)
        self._later = QTimer(self, singleShot=True, interval=_LATER)
        self._build()
        self._connect()
        self.resize(980, 520)
        self.reload()

    def _build(self) -> None:
        self.table.setModel(self.model)
        self.table.setAccessibleName(tr("Differences"))
        list_of_lines(self.table)
        self.table.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        head = self.table.horizontalHeader()
        for column in (0, HERE, THERE):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.agreement.setAccessibleName(tr("How far you agree"))
        self.agreement.setTabChangesFocus(True)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.addWidget(self._stack)
        split.addWidget(self.agreement)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        for button in (self.ours, self.theirs, self.otherwise):
            button.setAutoDefault(False)
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        buttons.rejected.connect(self.close)
        column_box = QVBoxLayout(self)
        column_box.addWidget(self.count)
        column_box.addWidget(split, 1)
        column_box.addWidget(self.settled)
        column_box.addWidget(buttons)

    def _connect(self) -> None:
        for button, side in ((self.ours, Side.OURS), (self.theirs, Side.THEIRS), (self.otherwise, Side.OTHERWISE)):
            button.clicked.connect(lambda _=False, side=side: self.settle(side))
        self.table.activated.connect(self._go)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._show_buttons())
        self.settled.toggled.connect(self.reload)
        self._later.timeout.connect(self.reload)
        self._session.changed.connect(self._on_changes)
        self._session.project_closed.connect(self.close)

    def _on_changes(self, changes: Changes) -> None:
        if changes.touches("difference", "merge", "figure", "article", "note", "verdict"):
            self._later.start()

    def reload(self) -> None:
        """The differences as they are now; the line that was chosen, or the one in its place, is chosen again."""
        from workbench.core.actions import differing

        self._later.stop()
        project = self._session.project
        if project is None:
            return
        row = max(0, self.table.currentIndex().row())
        rows = differing.lines(project, settled=self.settled.isChecked())
        self.model.show(rows)
        self._stack.setCurrentWidget(self.table if rows else self._empty)
        self.table.setColumnHidden(SETTLED, not self.settled.isChecked())
        self.table.resizeColumnToContents(1)
        if rows:
            self.table.selectRow(min(row, len(rows) - 1))
        waiting = project.differences.waiting()
        self.count.setVisible(bool(waiting))  # with nothing to settle, the sentence in the middle says so
        self.count.setText(
            trn("{n} difference waits.", "{n} differences wait.", waiting)
            + " "
            + tr(
                "O takes ours, T theirs, X what you said by hand; Enter goes to the place. What is here holds "
                "meanwhile."
            )
        )
        self._show_agreement(project, differing.agreement(project))
        self._show_buttons()

    def _show_agreement(self, project: Project, told: list[tuple[MergeReport, list[Agreement]]]) -> None:
        self.agreement.setPlainText("\n".join(agreement_lines(project, told)))
        self.agreement.setVisible(bool(told))

    def _show_buttons(self) -> None:
        on = self._session.writable and bool(self.table.selectionModel().selectedRows())
        for button in (self.ours, self.theirs, self.otherwise):
            button.setEnabled(on)

    def settle(self, side: Side) -> None:
        """The chosen lines, as one step."""
        from workbench.core.actions import merging

        rows = [index.row() for index in self.table.selectionModel().selectedRows()]
        if not rows or not self._session.writable:
            return
        numbers = [self.model.at(row).id for row in rows]
        if self._session.do(merging.settle, numbers, side) is not None:
            self._session.say(trn("{n} difference is settled.", "{n} differences are settled.", len(numbers)))
            self.reload()

    def _go(self, index: QModelIndex) -> None:
        one = self.model.at(index.row())
        if one.figure is not None:
            self._session.show_figures([one.figure])
        elif one.article is not None:
            self._session.show_article(ArticleId(one.article))
        else:
            self._session.say(tr("This is not about a place in a source."))


def agreement_lines(project: Project, told: list[tuple[MergeReport, list[Agreement]]]) -> list[str]:
    """How far the two of each merge agree: what the numbers mean, and who said what how often."""
    from workbench.core.actions import differing

    lines = []
    for merged, found in told:
        lines.append(
            tr(
                "Agreement with {file}, merged by {who} on {day}:",
                file=merged.file_name,
                who=merged.by,
                day=merged.at[:10],
            )
        )
        for one in found:
            lines.append(differing.meaning(one))
            lines += [
                tr("    here “{here}”, there “{there}”: {n}", here=here, there=there, n=n)
                for here, there, n in differing.said(project, one)
            ]
    return lines
