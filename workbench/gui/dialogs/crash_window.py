"""The window that tells of the program's own faults, and what can be done now."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
)

from workbench.core import paths
from workbench.core.words import tr, trn


class CrashWindow(QDialog):
    """Shows reports; a second fault is added to the same window. `leave` saves and closes the program."""

    def __init__(self, leave: Callable[[], object]) -> None:
        super().__init__(None, modal=False)
        self._leave = leave
        self.setWindowTitle(tr("Something went wrong"))
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self._said = QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._often = QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._often.hide()
        self._text = QPlainTextEdit(self, readOnly=True)
        self._text.setAccessibleName(tr("Report"))
        self._text.setTabChangesFocus(True)
        column = QVBoxLayout(self)
        for widget in (self._said, self._often, self._text, self._buttons()):
            column.addWidget(widget)
        self.resize(760, 460)

    def _buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox(self)
        role = QDialogButtonBox.ButtonRole
        self.go_on = QPushButton(tr("Go on working"), box)
        self.go_on.setDefault(True)
        self.go_on.clicked.connect(self.close)
        self.end = QPushButton(tr("Save and close"), box)
        self.end.clicked.connect(self._on_end)
        self.copy = QPushButton(tr("Copy the report"), box)
        self.copy.clicked.connect(lambda: QApplication.clipboard().setText(self._text.toPlainText()))
        self.folder = QPushButton(tr("Open the folder"), box)
        self.folder.clicked.connect(self._open_folder)
        for button, place in ((self.go_on, role.AcceptRole), (self.end, role.RejectRole),
                              (self.copy, role.ActionRole), (self.folder, role.ActionRole)):  # fmt: skip
            button.setAutoDefault(True)  # Enter presses it too
            box.addButton(button, place)
        return box

    def add(self, text: str, path: Path | None, *, kept: bool) -> None:
        """One more report. `kept` says whether what was typed could be put in safety."""
        typed = (
            tr("What you typed and did not save is kept too.")
            if kept
            else tr("What was typed and not saved could not be kept: save it now, if you can.")
        )
        where = tr("It is kept in {file}.", file=path) if path else tr("It could not be saved.")
        self._said.setText(
            " ".join(
                (
                    tr(
                        "A fault of the program stopped what it was doing. Your project is safe: every finished "
                        "step is saved."
                    ),
                    typed,
                    tr("The report below holds no text of your sources and goes nowhere by itself."),
                    where,
                )
            )
        )
        fresh = not self._text.toPlainText()
        self._text.appendPlainText(text)
        self.show()
        self.raise_()
        if fresh:
            self.go_on.setFocus()

    @property
    def said(self) -> str:
        """All that it says above the report."""
        return " ".join(label.text() for label in (self._said, self._often) if not label.isHidden())

    def count(self, times: int) -> None:
        """How often anything went wrong: the same fault again is counted and not told anew."""
        self._often.setText(trn("It happened {n} time.", "It happened {n} times.", times))
        self._often.show()

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(paths.user_logs())))

    def _on_end(self) -> None:
        self.hide()
        self._leave()
