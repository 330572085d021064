"""What merging a colleague's copy would do, before it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QPushButton, QVBoxLayout

from workbench.core.model.merge import Found
from workbench.core.words import tr
from workbench.gui.widgets import hint

if TYPE_CHECKING:
    from workbench.gui.window import Window


class MergePreview(QDialog):
    """Stays open beside the window. `merge_wanted` when the merge is to be done; closed otherwise, nothing is."""

    merge_wanted = Signal()

    def __init__(self, window: Window, found: Found, file_name: str) -> None:
        from workbench.core.actions import differing

        super().__init__(window, modal=False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Merge {file}", file=file_name))
        what = hint(
            self,
            tr(
                "What only one of you changed is taken or kept. What you both changed differently stays as it is "
                "here until you settle it. The merge is one step that can be undone; a backup is made before."
            ),
        )
        self.said = QPlainTextEdit("\n".join(differing.sentences(found)), self, readOnly=True)
        self.said.setAccessibleName(tr("What the merge would do"))
        self.said.setTabChangesFocus(True)
        self.said.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.merge = QPushButton(tr("&Merge"), self)
        self.merge.setEnabled(found.writes)
        self.merge.setDefault(found.writes)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.addButton(self.merge, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.close)
        self.merge.clicked.connect(self.merge_wanted)
        window.session.project_closed.connect(self.close)
        column = QVBoxLayout(self)
        column.addWidget(what)
        column.addWidget(self.said, 1)
        column.addWidget(buttons)
        self.resize(620, 340)
