"""Opening and making projects, and writing the workbook: the commands of the File menu that need a path."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from workbench.core import paths
from workbench.core.errors import Cancelled
from workbench.core.words import language, tr
from workbench.gui import exports, messages
from workbench.gui.exports import Export
from workbench.gui.messages import Level, Message

if TYPE_CHECKING:
    from workbench.core.actions.exporting import Gathered
    from workbench.core.model.returned import Returned
    from workbench.gui.window import Window

_TOLD = 20  # texts between two moves of the bar


class Files:
    def __init__(self, window: Window) -> None:
        self._window = window
        self._session = window.session

    def new_project(self) -> None:
        path = messages.choose_new_project(self._window, self._folder())
        if path is not None:
            self._session.create(path)

    def open_project(self) -> None:
        path = messages.choose_project(self._window, self._folder())
        if path is not None:
            self._session.open(path)

    def open_sample(self) -> None:
        """The sample as a project among the user's documents; both are made on first use."""
        path = paths.user_documents() / "sample.workbench"
        with suppress(OSError):  # where it cannot be made, what follows says so
            path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            self._session.open(path)
        elif self._session.create(path):
            self._window.imports.start([paths.resources() / "sample"])

    def close_project(self) -> None:
        self._session.close()

    def export(self) -> None:
        """Asks where to and in which layout, gathers the figures of the comparison as its panel has it, and writes it
        in a worker."""
        project = self._session.project
        if project is None:
            return
        from workbench.core.actions import exporting

        wanted = exports.ask(self._session, self._window, project.path.with_suffix(".xlsx"))
        if wanted is None:
            return
        path = wanted.path

        def write(known: Gathered) -> None:
            title = tr("Writing {file}", file=path.name)
            self._session.jobs.run(write_workbook, wanted, known, title=title, on_done=self._written)

        slices = exporting.gather(project, self._window.comparison.spec, language=language())
        self._session.do_in_slices(slices, title=tr("Gathering the figures"), on_done=write)

    def _written(self, path: Path) -> None:
        self._session.tell(
            Message(
                text=tr("The workbook is written: {file}", file=path),
                topic="export",
                act_text=tr("Open"),
                act=lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))),
            )
        )

    def show_backups(self, path: Path | None = None) -> None:
        """The backups of the project that is open, of the one named, or of one that is chosen."""
        from workbench.gui.dialogs.backups import BackupsDialog

        project = self._session.project
        path = path or (project.path if project is not None else None)
        path = path or messages.choose_project(self._window, self._folder())
        if path is not None:
            BackupsDialog(self._window, path).show()

    def merge_copy(self) -> None:
        """A colleague's copy of this project."""
        from workbench.gui import merging

        merging.choose(self._window)

    def show_differences(self) -> None:
        """What copies that were merged had changed differently."""
        from workbench.gui import merging

        merging.show_differences(self._window)

    def choose_returned(self) -> None:
        """A workbook that a colleague changed."""
        path = messages.choose_returned(self._window, self._folder())
        if path is not None:
            self.read_back(path)

    def read_back(self, path: Path) -> None:
        """Reads it in a worker and shows what it proposes; nothing is changed by that."""
        if self._session.project is None:
            self._session.tell(
                Message(
                    text=tr("Open the project that {file} was made from first.", file=path.name),
                    level=Level.WARNING,
                    topic="readback",
                    act_text=tr("Open project…"),
                    act=self.open_project,
                )
            )
            return
        self._session.untell("readback")
        title = tr("Reading {file}", file=path.name)
        self._session.jobs.run(read_workbook, path, title=title, on_done=self._show_returned)

    def _show_returned(self, found: Returned) -> None:
        from workbench.gui.dialogs.readback import ReadBack

        dialog = ReadBack(self._window, found)
        if dialog.plan is None:  # of another project: said in a strip
            dialog.deleteLater()
        else:
            dialog.show()

    def _folder(self) -> Path:
        project = self._session.project
        return project.path.parent if project is not None else paths.user_documents()


def write_workbook(
    wanted: Export, known: Gathered, *, progress: Callable[[int, int], object], cancelled: Callable[[], bool]
) -> Path:
    """In a worker. A mistake in the layout is told first. Writing is whole or not at all: it is called off while the
    comparison is worked out, not later."""
    from workbench.core.actions import exporting

    def told(done: int, total: int) -> None:
        if cancelled():
            raise Cancelled
        if done % _TOLD == 0:
            progress(done, total)

    layout = exporting.layout_file(wanted.layout) if wanted.layout else None
    made = exporting.work_out(known, told)
    told(len(known.texts), len(known.texts))
    return exporting.write(wanted.path, made, language=known.language, layout=layout)


def read_workbook(path: Path, *, progress: Callable[[int, int], object], cancelled: Callable[[], bool]) -> Returned:
    """In a worker."""
    from workbench.core.actions import readback

    return readback.read(path, progress=progress, cancelled=cancelled)
