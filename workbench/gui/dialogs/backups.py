"""The backups of a project: what each differs in from now, restoring one, and salvaging what is damaged."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QHideEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QStackedLayout,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from workbench.core.errors import WorkbenchError
from workbench.core.words import language, tr
from workbench.gui import messages
from workbench.gui.messages import Message
from workbench.gui.widgets import hint

if TYPE_CHECKING:
    from workbench.core.model.backup import Backup, PartDifference, Restored, Salvaged
    from workbench.gui.jobs import Job
    from workbench.gui.window import Window

_BACKUP = Qt.ItemDataRole.UserRole
_PAUSE = 200  # milliseconds of quiet before the chosen backup is compared
_NAMED = 40  # of each kind that are named
_TOPIC = "backup"


def compared(
    chosen: Path, now: Path, maker: Callable[..., Backup] | None, *, progress: Any, cancelled: Callable[[], bool]
) -> list[PartDifference]:
    """In a worker. What is open is compared by way of a backup of it: no one else can read it."""
    from workbench.core.actions import backups

    if maker is not None:
        now = maker(progress=progress, cancelled=cancelled).path
    return backups.since(chosen, now, cancelled=cancelled)


def restored(path: Path, chosen: Path, to: Path | None, **tools: Any) -> Restored:
    """In a worker."""
    from workbench.core.actions import backups

    return backups.restore(path, chosen, to, **tools)


def salvaged(path: Path, new: Path, **tools: Any) -> Salvaged:
    """In a worker."""
    from workbench.core.actions import backups

    return backups.salvage(path, new, **tools)


class BackupsDialog(QDialog):
    """Stays open beside the window, also over closing and opening of the project that it is about."""

    def __init__(self, window: Window, path: Path) -> None:
        super().__init__(window, modal=False)
        self.setWindowTitle(tr("Backups of {name}", name=path.stem))
        self._window, self._session, self._path = window, window.session, path
        self._job: Job | None = None
        self._busy = self._away = False
        self._running = 0  # jobs that will call back: the dialog must be there for them
        self.list = QTreeWidget(self, columnCount=5)
        self.details = QPlainTextEdit(self, readOnly=True)
        self._empty = hint(self, centred=True)
        self.make, self.restore, self.restore_as, self.salvage, self.folder, self.away = (
            QPushButton(words, self)
            for words in (
                tr("&Back up now"),
                tr("&Restore"),
                tr("Restore &as…"),
                tr("&Salvage…"),
                tr("Show the &folder"),
                tr("Close"),
            )
        )
        self._later = QTimer(self, singleShot=True, interval=_PAUSE)
        self._later.timeout.connect(self._compare)
        self._build()
        self._connect()
        self.reload()
        self.resize(860, 560)

    def _build(self) -> None:
        self.list.setRootIsDecorated(False)
        self.list.setAlternatingRowColors(True)
        self.list.setHeaderLabels([tr("Made"), tr("Why"), tr("Sources"), tr("Figures"), tr("Size")])
        self.list.setAccessibleName(tr("Backups, newest first"))
        self.list.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.details.setAccessibleName(tr("What differs from now"))
        self.details.setTabChangesFocus(True)
        self.restore.setToolTip(tr("The project becomes what it was then; what it is now is kept as a backup"))
        self.restore_as.setToolTip(tr("A new project beside this one"))
        self.salvage.setToolTip(tr("Puts all that can be read of a damaged project into a new one"))
        top = QWidget(self)
        self._stack = QStackedLayout(top)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        parts = QSplitter(Qt.Orientation.Vertical, self)
        parts.setChildrenCollapsible(False)
        parts.addWidget(top)
        parts.addWidget(self.details)
        row = QHBoxLayout()
        for button in (self.restore, self.restore_as, self.make, self.salvage, self.folder):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.away)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.addWidget(parts)
        column.addLayout(row)

    def _connect(self) -> None:
        self.list.currentItemChanged.connect(lambda *_: self._on_chosen())
        self.make.clicked.connect(self._make)
        self.restore.clicked.connect(lambda: self._restore(None))
        self.restore_as.clicked.connect(self._restore_as)
        self.salvage.clicked.connect(self._salvage)
        self.folder.clicked.connect(self._show_folder)
        self.away.clicked.connect(self.close)
        for signal in (self._session.project_opened, self._session.project_closed):
            signal.connect(self._show_buttons)

    @property
    def _is_open(self) -> bool:
        project = self._session.project
        return project is not None and project.path == self._path.absolute()

    def chosen(self) -> Backup | None:
        item = self.list.currentItem()
        return item.data(0, _BACKUP) if item is not None else None

    def reload(self) -> None:
        """The list anew; the newest is chosen."""
        from workbench.core.actions import backups

        project = self._session.project
        try:
            found = project.backups() if self._is_open and project is not None else backups.listed(self._path)
        except WorkbenchError as error:
            found = []
            self._session.fail(error, _TOPIC)
        self.list.clear()
        for one in found:
            item = QTreeWidgetItem(self.list, _cells(one))
            item.setData(0, _BACKUP, one)
            item.setToolTip(0, str(one.path))
            for column in (2, 3, 4):
                item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._empty.setText(
            tr("There is no backup yet. One is made every few minutes of work, and when you press “Back up now”.")
        )
        self._stack.setCurrentWidget(self.list if found else self._empty)
        if (newest := self.list.topLevelItem(0)) is not None:
            self.list.setCurrentItem(newest)
        self._show_buttons()

    def _show_buttons(self) -> None:
        one = self.chosen()
        usable = one is not None and one.whole and not self._busy
        self.restore.setEnabled(usable)
        self.restore_as.setEnabled(usable)
        self.folder.setEnabled(one is not None)
        self.make.setEnabled(self._is_open and self._session.writable and not self._busy)
        # What is written just now is not read page by page.
        self.salvage.setEnabled(
            not self._busy and self._path.exists() and not (self._is_open and self._session.writable)
        )

    # what differs

    def _on_chosen(self) -> None:
        self._show_buttons()
        self._later.start()

    def _compare(self) -> None:
        one, project = self.chosen(), self._session.project
        if self._job is not None:
            self._job.cancel()
        if one is None or self._busy or not self._window.isVisible():
            return
        if not one.whole:
            self.details.setPlainText(tr("This backup is damaged and cannot be used. Choose another one."))
            return
        from workbench.core.model.backup import Reason

        maker, now = None, self._path
        if self._is_open and project is not None and self._session.writable:
            same = project.backup_of_now
            maker, now = (None, same.path) if same is not None else (project.backup_maker(Reason.WORK), now)
        self.details.setPlainText(tr("Comparing …"))
        self._job = self._run(
            compared,
            one.path,
            now,
            maker,
            title=tr("Comparing with a backup"),
            done=lambda parts: self._show_parts(one, parts),
            failed=lambda error: self.details.setPlainText(str(error) if error is not None else ""),
        )

    def _run(
        self,
        function: Callable[..., Any],
        *args: Any,
        title: str,
        done: Callable[[Any], object],
        failed: Callable[[WorkbenchError | None], object],
    ) -> Job:
        """Starts work; `failed` gets None where it was cancelled. A dialog closed meanwhile goes after it."""

        def ended(call: Callable[[], object]) -> None:
            self._running -= 1
            call()
            self._go_if_done()

        self._running += 1
        return self._session.jobs.run(
            function,
            *args,
            title=title,
            on_done=lambda result: ended(lambda: done(result)),
            on_failed=lambda error: ended(lambda: failed(error)),
            on_cancelled=lambda: ended(lambda: failed(None)),
        )

    def _go_if_done(self) -> None:
        if self._away and not self._running:
            self.deleteLater()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self._away = True
            self._later.stop()
            self._go_if_done()

    def _show_parts(self, one: Backup, parts: list[PartDifference]) -> None:
        from workbench.core.actions import backups

        if self.chosen() != one:
            return
        lines = backups.sentences(parts)
        for part in parts:
            for words, names, count in (
                (tr("added since, not in the backup:"), part.names_added, part.added),
                (tr("removed since, would come back:"), part.names_removed, part.removed),
                (tr("changed since, would be as it was:"), part.names_changed, part.changed),
            ):
                if names:
                    lines += ["", f"{backups.kind_of(part.part)}, {words}"]
                    lines += [f"    {' '.join(name.split())[:160]}" for name in names[:_NAMED]]
                    lines += ["    …"] * (count > min(len(names), _NAMED))
        self.details.setPlainText("\n".join(lines))

    # acts

    def _make(self) -> None:
        from workbench.core.model.backup import Reason

        self._session.keeper.start(Reason.ASKED, lambda _made: None if self._away else self.reload())

    def _restore_as(self) -> None:
        to = messages.choose_new_project(self, self._path.parent)
        if to is not None:
            self._restore(to)

    def _restore(self, to: Path | None) -> None:
        """In the project's place: it is closed here for that, and opened again."""
        one = self.chosen()
        if one is None:
            return
        reopen = to is None and self._is_open
        if reopen and not self._session.close():
            return
        self._begin()

        def done(made: Restored) -> None:
            from workbench.core.actions import backups

            self._end()
            if to is None:
                self._session.open(self._path)
            self._session.tell(Message(text=backups.told(made), topic=_TOPIC))
            self.reload()

        def failed(error: WorkbenchError | None) -> None:
            self._end()
            if reopen:
                self._session.open(self._path)
            if error is not None:
                self._session.fail(error, _TOPIC)

        self._run(restored, self._path, one.path, to, title=tr("Restoring"), done=done, failed=failed)

    def _salvage(self) -> None:
        new = messages.choose_new_project(self, self._path.parent)
        if new is None:
            return
        self._begin()

        def done(made: Salvaged) -> None:
            from workbench.core.actions import backups

            self._end()
            self.details.setPlainText("\n".join(backups.report(made)))
            self._session.tell(
                Message(
                    text=tr("What could be read stands in {name}.", name=made.path),
                    topic=_TOPIC,
                    act_text=tr("Open"),
                    act=lambda: self._session.open(made.path),
                )
            )

        def failed(error: WorkbenchError | None) -> None:
            self._end()
            if error is not None:
                self._session.fail(error, _TOPIC)

        self._run(salvaged, self._path, new, title=tr("Salvaging"), done=done, failed=failed)

    def _begin(self) -> None:
        self._busy = True
        self.details.setPlainText("")
        self._show_buttons()

    def _end(self) -> None:
        self._busy = False
        self._show_buttons()

    def _show_folder(self) -> None:
        one = self.chosen()
        if one is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(one.path.parent)))


def _cells(one: Backup) -> list[str]:
    from workbench.core.actions import backups
    from workbench.gui.panels.history import when

    counts = [
        "—" if number is None else QLocale(language()).toString(number) for number in (one.articles, one.figures)
    ]
    why = backups.why(one.reason) if one.whole else tr("✗ damaged")
    return [when(one.at), why, *counts, QLocale(language()).formattedDataSize(one.size)]
