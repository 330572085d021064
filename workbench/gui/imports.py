"""Articles into the project: chosen, dropped or pasted; read in a worker, written in small steps, told at the end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from workbench.core import paths
from workbench.core.errors import Cancelled, UnreadableFile
from workbench.core.words import tr, trn
from workbench.gui import messages
from workbench.gui.messages import Level, Message
from workbench.gui.session import ANY_READER

if TYPE_CHECKING:
    from workbench.core.actions.importing import Prepared
    from workbench.core.actions.resembling import Likeness
    from workbench.core.extraction.pipeline import Extractor
    from workbench.core.model.article import ArticleId
    from workbench.gui.session import Session
    from workbench.gui.window import Window

Newer = tuple["ArticleId", "Likeness"]  # an article that was added, and what it looks like a newer version of
BOOK = ".xlsx"  # a workbook that is dropped is one of ours that comes back
BATCH = 20  # articles written at once: one history step, short enough for the window to stay live


@dataclass(frozen=True, slots=True)
class Pasted:
    """Text, or a stretch of a page, that came without a file."""

    text: str
    html: bool = False


@dataclass(frozen=True, slots=True)
class Batch:
    """What the worker has ready: articles, and a sentence for each file that could not be read."""

    prepared: tuple[Prepared, ...]
    failed: tuple[str, ...]


def read_all(
    items: Sequence[Path | Pasted],
    extractor: Extractor,
    *,
    progress: Callable[[int, int], object],
    cancelled: Callable[[], bool],
    part: Callable[[Batch], object],
) -> bool:
    """Reads and extracts in a worker; False when it was stopped. What is ready by then is handed over."""
    failed: list[str] = []
    sources = _sources(items, failed)
    ready: list[Prepared] = []
    for done, item in enumerate(sources):
        if cancelled():
            break
        progress(done, len(sources))
        try:
            ready.append(_prepared(item, extractor, cancelled))
        except Cancelled:
            break
        except UnreadableFile as error:
            failed.append(str(error))
        if len(ready) == BATCH:
            part(Batch(tuple(ready), ()))
            ready.clear()
    part(Batch(tuple(ready), tuple(failed)))
    return not cancelled()


def _prepared(item: Path | Pasted, extractor: Extractor, cancelled: Callable[[], bool]) -> Prepared:
    from workbench.core.actions.importing import prepare, prepare_html, prepare_text

    if isinstance(item, Path):
        return prepare(item, extractor=extractor, cancelled=cancelled)
    if item.html:
        return prepare_html(item.text, extractor=extractor, cancelled=cancelled)
    return prepare_text(item.text, extractor=extractor)


def _sources(items: Sequence[Path | Pasted], failed: list[str]) -> list[Path | Pasted]:
    """Folders replaced by the files below them that can be read."""
    from workbench.core.actions.importing import files_in

    found: list[Path | Pasted] = []
    for item in items:
        if isinstance(item, Pasted):
            found.append(item)
            continue
        try:
            found += files_in([item])
        except UnreadableFile as error:
            failed.append(str(error))
    return found


class Import:
    """One import under way: adds what the worker hands over and counts it."""

    def __init__(self, session: Session, pane: int, offer: Callable[[Sequence[Newer]], object]) -> None:
        self._session = session
        self._offer = offer
        self.newer: list[Newer] = []
        self._project = session.project
        self._pane = pane
        self.added: list[ArticleId] = []
        self.already: list[str] = []
        self.failed: list[str] = []

    def take(self, batch: Batch) -> None:
        from workbench.core.actions.importing import add

        self.failed += batch.failed
        if not batch.prepared or self._session.project is not self._project:  # closed meanwhile
            return
        imported = self._session.do(add, batch.prepared)
        if imported is not None:
            first = not self.added
            self.added += imported.added
            self.already += [name for name, _ in imported.already]
            self.newer += imported.newer
            if first:
                self._session.show_imported(self.added, self._pane)

    def finish(self, whole: bool) -> None:
        if self._session.project is not self._project:
            return
        self._offer(self.newer)
        said = [trn("{n} article added.", "{n} articles added.", len(self.added))]
        details = list(self.failed)
        if self.already:
            said.append(trn("{n} was here already.", "{n} were here already.", len(self.already)))
            details += [tr("{name}: the project has this file already.", name=name) for name in self.already]
        if self.failed:
            said.append(trn("{n} could not be read.", "{n} could not be read.", len(self.failed)))
        if not whole:
            said.append(tr("Stopped before the end."))
        if len(details) == 1 and not self.added:
            said, details = details, []
        level = Level.WARNING if self.failed or not whole else Level.INFO
        if details or level is Level.WARNING or self.already:
            self._session.tell(Message(text=" ".join(said), level=level, details=tuple(details), topic="import"))
        else:
            self._session.say(" ".join(said))


class Imports:
    """The ways in: file dialog, folder dialog, clipboard, drag and drop."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._session = window.session

    def choose_files(self) -> None:
        from workbench.core.reading.reader import SUFFIXES

        self.start(messages.choose_sources(self._window, self._folder(), SUFFIXES))

    def choose_folder(self) -> None:
        folder = messages.choose_folder(self._window, self._folder())
        self.start([folder] if folder is not None else [])

    def paste(self) -> None:
        if not self.take(QGuiApplication.clipboard().mimeData()):
            self._session.say(tr("The clipboard holds no text and no files."))

    @staticmethod
    def can_take(data: QMimeData) -> bool:
        return data.hasUrls() or data.hasText() or data.hasHtml()

    def take(self, data: QMimeData, pane: int = ANY_READER) -> bool:
        """Imports dropped or pasted files or text, for this reader; False when there is nothing of use."""
        urls = data.urls()
        files = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
        if files:
            for book in (file for file in files if file.suffix.lower() == BOOK):
                self._window.files.read_back(book)
            self.start([file for file in files if file.suffix.lower() != BOOK], pane)
            return True
        if urls and not data.text().strip().count("\n") and data.text().strip() in {u.toString() for u in urls}:
            self._session.tell(
                Message(
                    text=tr(
                        "The program never goes online, so it cannot fetch {url}. Save the page in the browser and "
                        "drop the file here, or select its text and drop that.",
                        url=urls[0].toString(),
                    ),
                    level=Level.WARNING,
                    topic="import",
                )
            )
            return True
        if data.text().strip():
            self.start([Pasted(data.text())], pane)
            return True
        if data.html().strip():
            self.start([Pasted(data.html(), html=True)], pane)
            return True
        return False

    def start(self, items: Sequence[Path | Pasted], pane: int = ANY_READER) -> None:
        """Begins an import; nothing happens without items."""
        if not items:
            return
        if not self._session.writable:
            self._session.tell(
                Message(
                    text=tr("Open or make a project first: articles are kept in one."),
                    level=Level.WARNING,
                    topic="import",
                    act_text=tr("New project…"),
                    act=self._window.files.new_project,
                )
            )
            return
        from workbench.core.actions import learning

        project = self._session.project
        assert project is not None
        running = Import(self._session, pane, self._window.versions.offer)
        self._session.jobs.run(
            read_all,
            tuple(items),
            learning.extractor(project),
            title=tr("Reading articles"),
            on_part=running.take,
            on_done=running.finish,
        )

    def _folder(self) -> Path:
        project = self._session.project
        return project.path.parent if project is not None else paths.user_documents()
