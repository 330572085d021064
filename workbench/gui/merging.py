"""A colleague's copy, from the choice of its file to the list of what is to be settled; what takes long, beside."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from workbench.core import paths
from workbench.core.errors import WorkbenchError
from workbench.core.model.backup import Reason
from workbench.core.words import tr
from workbench.gui import messages
from workbench.gui.keeping import make

if TYPE_CHECKING:
    from workbench.core.actions.merging import Preview
    from workbench.core.model.changes import Changes
    from workbench.core.model.merge import Found
    from workbench.gui.dialogs.differences import DifferencesDialog
    from workbench.gui.dialogs.merging import MergePreview
    from workbench.gui.window import Window


def choose(window: Window) -> None:
    """Asks for the file, then looks at it."""
    project = window.session.project
    folder = project.path.parent if project is not None else paths.user_documents()
    path = messages.choose_project(window, folder)
    if path is not None:
        start(window, path)


def start(window: Window, path: Path) -> Merging | None:
    return Merging(window, path) if window.session.writable else None


def show_differences(window: Window) -> DifferencesDialog:
    from workbench.gui.dialogs.differences import DifferencesDialog

    dialog = DifferencesDialog(window)
    dialog.show()
    dialog.table.setFocus()
    return dialog


class Merging(QObject):
    """One merge: a snapshot in a worker, a look in slices, the question, a backup in a worker, the step in slices."""

    def __init__(self, window: Window, path: Path) -> None:
        super().__init__(window)
        self._window, self._session, self._path = window, window.session, path
        self._project = window.session.project
        assert self._project is not None
        self._folder = TemporaryDirectory(prefix="workbench")
        self._preview: Preview | None = None
        self.dialog: MergePreview | None = None
        self._merging = False
        self._session.project_closed.connect(self._end)
        self._session.jobs.run(
            take_snapshot,
            path,
            self._project.path,
            Path(self._folder.name),
            title=tr("Reading {file}", file=path.name),
            on_done=self._look,
            on_failed=self._fail,
            on_cancelled=self._end,
        )

    def _look(self, other: Path) -> None:
        from workbench.core.actions.merging import Preview

        if self._session.project is not self._project or self._project is None:
            self._end()
            return
        try:
            self._preview = Preview(self._project, other, self._path.name)
        except WorkbenchError as error:
            self._fail(error)
            return
        self._session.jobs.run_here(
            self._preview.look(),
            title=tr("Comparing with {file}", file=self._path.name),
            on_done=self._ask,
            on_failed=self._fail,
            on_cancelled=self._end,
        )

    def _ask(self, found: Found) -> None:
        from workbench.gui.dialogs.merging import MergePreview

        self.dialog = MergePreview(self._window, found, self._path.name)
        self.dialog.merge_wanted.connect(self._back_up)
        self.dialog.finished.connect(self._left)
        self.dialog.show()

    def _left(self) -> None:
        if not self._merging:
            self._end()

    def _back_up(self) -> None:
        """The backup of the state before; the merge itself begins when it stands."""
        if self._project is None or self.dialog is None:
            return
        self._merging = True
        self.dialog.close()
        if self._project.backup_of_now is not None:
            self._write()
            return
        self._session.jobs.run(
            make,
            self._project.backup_maker(Reason.MERGE),
            title=tr("Making a backup"),
            on_done=lambda _: self._write(),
            on_failed=self._fail,
            on_cancelled=self._end,
        )

    def _write(self) -> None:
        if self._preview is None or self._session.project is not self._project:
            self._end()
            return
        self._session.jobs.run_here(
            self._preview.write(),
            title=tr("Merging {file}", file=self._path.name),
            on_done=self._done,
            on_failed=self._fail,
            on_cancelled=self._end,
        )

    def _done(self, _changes: Changes) -> None:
        found = self._preview.work.found if self._preview is not None else None
        self._session.say(tr("{file} is merged. Undo takes it back.", file=self._path.name))
        self._end()
        if found is not None and (found.differences or found.judged):
            show_differences(self._window)

    def _fail(self, error: WorkbenchError) -> None:
        self._session.fail(error)
        self._end()

    def _end(self) -> None:
        """Lets the snapshot go; called once or more."""
        if self._preview is not None:
            self._preview.close()
            self._preview = None
        if self._project is not None:
            self._project = None
            self._folder.cleanup()
            self.deleteLater()


def take_snapshot(
    path: Path,
    ours: Path,
    folder: Path,
    *,
    progress: Callable[[int, int], object],
    cancelled: Callable[[], bool],
) -> Path:
    """In a worker."""
    from workbench.core.actions import merging

    return merging.snapshot(path, ours, folder, progress=progress, cancelled=cancelled)
