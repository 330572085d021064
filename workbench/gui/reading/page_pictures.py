"""Pictures of a PDF's pages, drawn beside the window and kept while they are looked at."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from workbench.core.words import tr
from workbench.gui.jobs import Job, Jobs

if TYPE_CHECKING:
    from workbench.core.reading.printed_pages import Picture, PrintedPages

KEPT = 10  # pictures in memory


class PagePictures(QObject):
    """Signal: `drawn()` when another picture is there."""

    drawn = Signal()

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._kept: dict[int, QImage] = {}
        self._drawing: dict[int, Job] = {}

    def of(self, page: int) -> QImage | None:
        """The picture of a page as it was drawn last, perhaps for another width."""
        return self._kept.get(page)

    def want(self, pages: PrintedPages, page: int, width: int) -> None:
        """Draws a page `width` pixels wide, if it is not drawn so already or about to be."""
        kept = self._kept.get(page)
        if page in self._drawing or (kept is not None and abs(kept.width() - width) <= 2):
            return
        job = self._jobs.run(
            _drawn, pages, page, width, title=tr("Drawing a page"), on_done=lambda made: self._take(made, job)
        )
        self._drawing[page] = job

    def clear(self) -> None:
        """Forgets all; what is being drawn is dropped when it comes."""
        self._kept.clear()
        self._drawing.clear()

    def _take(self, picture: Picture, job: Job) -> None:
        if self._drawing.get(picture.page) is not job:
            return
        del self._drawing[picture.page]
        self._kept.pop(picture.page, None)
        while len(self._kept) >= KEPT:
            del self._kept[next(iter(self._kept))]
        size = picture.width, picture.height, picture.stride
        self._kept[picture.page] = QImage(picture.pixels, *size, QImage.Format.Format_RGB32).copy()
        self.drawn.emit()


def _drawn(
    pages: PrintedPages,
    page: int,
    width: int,
    *,
    progress: Callable[[int, int], object],
    cancelled: Callable[[], bool],
) -> Picture:
    return pages.picture(page, width)
