"""What corrections have taught the project: looked at, applied to the suggestions there are, forgotten one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QPushButton,
    QStackedLayout,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)

from workbench.core.model.changes import Changes
from workbench.core.words import tr
from workbench.gui.applying import apply_learned
from workbench.gui.models import wording
from workbench.gui.widgets import hint

if TYPE_CHECKING:
    from workbench.core.actions.learning import Lesson
    from workbench.gui.window import Window

_LESSON = Qt.ItemDataRole.UserRole


class Lessons(QDialog):
    """Stays open beside the window; every act is one step that undo takes back."""

    def __init__(self, window: Window) -> None:
        super().__init__(window, modal=False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Learned words"))
        self._session = window.session
        self.list = QTreeWidget(self, columnCount=4)
        self.list.setRootIsDecorated(False)
        self.list.setAlternatingRowColors(True)
        self.list.setAccessibleName(tr("Learned words"))
        self.list.setHeaderLabels([tr("Field"), tr("Words"), tr("Mean"), tr("Language")])
        for column in (1, 2):
            self.list.header().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self._empty = hint(
            self,
            tr("Nothing yet. Correct a subject, measure, item or unit in the form, and its words are learned here."),
            centred=True,
        )
        self.apply, self.forget = QPushButton(tr("&Apply to the suggestions"), self), QPushButton(tr("&Forget"), self)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        for button in (self.apply, self.forget):
            button.setAutoDefault(False)
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.close)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        column_box = QVBoxLayout(self)
        column_box.addLayout(self._stack)
        column_box.addWidget(buttons)
        self.apply.clicked.connect(lambda: apply_learned(self._session))
        self.forget.clicked.connect(self._forget)
        self.list.currentItemChanged.connect(lambda *_: self._show_buttons())
        self._session.changed.connect(self._on_changes)
        self._session.project_closed.connect(self.close)
        self.reload()
        self.resize(640, 420)

    def _on_changes(self, changes: Changes) -> None:
        if changes.touches("option"):
            self.reload()

    def reload(self) -> None:
        from workbench.core.actions import learning

        project = self._session.project
        self.list.clear()
        for lesson in learning.taught(project) if project is not None else []:
            words = [tr(lesson.kind), lesson.words, wording.term(lesson.key) or lesson.key, lesson.language]
            item = QTreeWidgetItem(self.list, words)
            item.setData(0, _LESSON, lesson)
        self._stack.setCurrentWidget(self.list if self.list.topLevelItemCount() else self._empty)
        self._show_buttons()

    def _show_buttons(self) -> None:
        self.apply.setEnabled(self._session.writable and self.list.topLevelItemCount() > 0)
        self.forget.setEnabled(self._session.writable and self.list.currentItem() is not None)

    def _forget(self) -> None:
        from workbench.core.actions import learning

        item = self.list.currentItem()
        lesson: Lesson | None = item.data(0, _LESSON) if item is not None else None
        if lesson is not None:
            self._session.do(learning.forget, lesson)
