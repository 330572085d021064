"""The window that shows reports of the program's own faults."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout

from workbench.core.words import tr


class CrashWindow(QDialog):
    """Shows reports; a second error is added to the same window."""

    def __init__(self) -> None:
        super().__init__(None, modal=False)
        self.setWindowTitle(tr("Something went wrong"))
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self._said = QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._text = QPlainTextEdit(self, readOnly=True)
        self._text.setAccessibleName(tr("Report"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        copy = buttons.addButton(tr("Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QApplication.clipboard().setText(self._text.toPlainText()))
        buttons.rejected.connect(self.close)
        column = QVBoxLayout(self)
        for widget in (self._said, self._text, buttons):
            column.addWidget(widget)
        self.resize(720, 420)

    def add(self, text: str, path: Path | None) -> None:
        where = tr("It is kept in {file}.", file=path) if path else tr("It could not be saved.")
        self._said.setText(
            tr(
                "A fault of the program stopped what it was doing. Your project is safe: every finished step is "
                "saved. You can go on working. The report below holds no text of your sources."
            )
            + " "
            + where
        )
        self._text.appendPlainText(text)
        self.show()
        self.raise_()
