"""What program this is, under which licences, and where it keeps settings and reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout

import workbench
from workbench.core import paths
from workbench.core.words import tr

if TYPE_CHECKING:
    from workbench.gui.window import Window


class About(QDialog):
    def __init__(self, window: Window) -> None:
        super().__init__(window, modal=False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("About"))
        lines = (
            f"Research Workbench {workbench.__version__}",
            tr("Free software under the MIT licence. The fonts Inter and Noto Serif are under the SIL Open Font "
               "License; Qt is under the LGPL."),
            tr("Settings: {folder}", folder=paths.user_config()),
            tr("Crash reports: {folder}", folder=paths.user_logs()),
            tr("The program never goes online."),
        )  # fmt: skip
        text = QLabel("\n\n".join(lines), self, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.close)
        column = QVBoxLayout(self)
        column.addWidget(text)
        column.addWidget(buttons)
        self.resize(460, 260)
