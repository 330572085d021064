"""The status line: what was said last, work under way with its cross, the next undo, and when all was saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTime, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QStatusBar, QWidget

from workbench.core.words import tr
from workbench.gui.jobs import Job
from workbench.gui.session import Session
from workbench.gui.widgets import cross, rename

if TYPE_CHECKING:
    from workbench.core.model.changes import Changes

_EDGE = 10  # pixels between the parts of the line
PATIENCE = 500  # ms of work before its progress is shown


class JobBar(QWidget):
    """Title, bar and cancel button of the oldest work under way; shown only for work that takes a while."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._jobs = session.jobs
        self._title = QLabel(self)
        self._bar = QProgressBar(self, textVisible=False)
        self._bar.setFixedSize(180, 14)
        self._cross = cross(self)
        self._cross.clicked.connect(self._cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 8, 0)
        for widget in (self._title, self._bar, self._cross):
            row.addWidget(widget)
        self.setVisible(False)
        self._wait = QTimer(self, singleShot=True, interval=PATIENCE)
        self._wait.timeout.connect(self._show_if_running)
        self._jobs.started.connect(lambda _: self._wait.start())
        self._jobs.progressed.connect(lambda _: self._refresh())
        self._jobs.ended.connect(lambda _: self._refresh())
        self.retranslate()

    def retranslate(self) -> None:
        self._bar.setAccessibleName(tr("Progress"))
        rename(self._cross, tr("Cancel"))

    def _show_if_running(self) -> None:
        self.setVisible(bool(self._jobs.running))
        self._refresh()

    def _refresh(self) -> None:
        if not self._jobs.running:
            self.setVisible(False)
            return
        job: Job = self._jobs.running[0]
        self._bar.setRange(0, job.total)  # 0, 0 swings to and fro
        self._bar.setValue(job.done)
        counted = tr("{done} of {total}", done=job.done, total=job.total) if job.total else ""
        self._title.setText(tr("Stopping…") if job.cancelling else f"{job.title} {counted}".strip())
        self._cross.setEnabled(not job.cancelling)

    def _cancel(self) -> None:
        for job in self._jobs.running:
            job.cancel()
        self._refresh()


class StatusLine(QStatusBar):
    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.setSizeGripEnabled(False)
        self._job = JobBar(session, self)
        self._undo = QLabel(self, margin=4)
        self._saved = QLabel(self, margin=4)
        for widget in (self._job, self._undo, self._saved):
            self.addPermanentWidget(widget)
        self._at = ""
        self._unsaved = False
        session.said.connect(self.showMessage)
        self.messageChanged.connect(lambda _: self._fit())
        session.unsaved_changed.connect(self._on_unsaved)
        session.changed.connect(self._on_change)
        session.project_opened.connect(self._on_open)
        session.project_closed.connect(self._on_open)

    def retranslate(self) -> None:
        self._job.retranslate()
        self._refresh()

    def _on_open(self) -> None:
        self._at = ""
        self.clearMessage()
        self._refresh()

    def _on_unsaved(self, unsaved: bool) -> None:
        self._unsaved = unsaved
        self._refresh()

    def _on_change(self, changes: Changes) -> None:
        self._at = QTime.currentTime().toString("HH:mm")
        if changes.name:
            self.showMessage(changes.name)
        self._refresh()

    def _refresh(self) -> None:
        project = self._session.project
        self._undo.setText(
            tr("Undo: {step}", step=project.history.undo_name) if project and project.history.undo_name else ""
        )
        if project is None:
            words = ""
        elif project.read_only:
            words = tr("read-only")
        elif self._unsaved:
            words = tr("not saved yet")
        elif self._at:
            words = tr("all changes saved {time}", time=self._at)
        else:
            words = tr("all changes saved")
        self._saved.setText(words)
        self._fit()

    def _fit(self) -> None:
        """What was said goes before the name of the next undo, which stands in the menu too; the rest of a sentence
        that is longer still is in the tool tip."""
        said = self.fontMetrics().horizontalAdvance(self.currentMessage()) + _EDGE if self.currentMessage() else 0
        others = (self._job, self._saved)
        room = self.width() - sum(w.sizeHint().width() + _EDGE for w in others if not w.isHidden())
        undo = self._undo.sizeHint().width() + _EDGE
        self._undo.setVisible(bool(self._undo.text()) and (not said or said + undo <= room))
        self.setToolTip(self.currentMessage() if said > room else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
