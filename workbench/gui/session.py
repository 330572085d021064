"""What the window holds: one open project, the settings, the selected figure; one signal for every change.

Panels get the session, never each other. They ask of each `changed` whether it concerns them, and wish for things to
be shown through `show_article` and `show_figures`, which the desk hears.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal

from workbench.core import settings as stored
from workbench.core.errors import DamagedProject, NotAProject, ProjectLocked, WorkbenchError
from workbench.core.words import tr
from workbench.gui.jobs import Jobs
from workbench.gui.keeping import Keeper
from workbench.gui.messages import Level, Message
from workbench.gui.waiting import Waiter

if TYPE_CHECKING:
    from workbench.core.model.article import ArticleId
    from workbench.core.model.changes import Changes
    from workbench.core.model.figure import FigureId
    from workbench.core.project import Project
    from workbench.core.settings import Settings

T = TypeVar("T")
ANY_READER = -1
ACT, PROJECT, PLACE = "act", "project", "place"  # topics: what an act or an opening failed of; where a project lies


class Session(QObject):
    """Signals: `changed(Changes)`; `figure_selected(FigureId | None)`; `article_wanted(ArticleId, pane)`, 0 or 1;
    `article_sought(ArticleId)`: wherever it stands, else in the reader that keys act on; `articles_imported(list,
    pane)`: just added, dropped on this reader or on none (ANY_READER);
    `article_selected(ArticleId | None)`: the source that the sources list stands on;
    `figures_wanted(tuple[FigureId, ...])`: show the first in the left reader, the second in the right one;
    `said(str)`: a line for the status bar; `told(Message)`: a strip that stays until `untold(topic)` or a newer one;
    `unsaved_changed(bool)`: whether something typed is not in the project yet."""

    project_opening = Signal()  # a project is about to be shown: the moment to make what shows it
    project_opened = Signal()
    project_closing = Signal()  # still open: the moment to remember what was on the screen
    project_closed = Signal()
    changed = Signal(object)
    figure_selected = Signal(object)
    article_wanted = Signal(object, int)
    article_sought = Signal(object)
    articles_imported = Signal(object, int)
    figures_wanted = Signal(object)
    article_selected = Signal(object)
    settings_changed = Signal()
    said = Signal(str)
    told = Signal(object)
    untold = Signal(str)
    unsaved_changed = Signal(bool)
    mending_wanted = Signal(object)  # Path: of a project that is damaged, or that a backup is to be restored of

    def __init__(self, settings: Settings | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.settings = settings if settings is not None else stored.load()
        self.project: Project | None = None
        self.selected_figure: FigureId | None = None
        self.selected_article: ArticleId | None = None
        self.keep_typed: Callable[[], bool] = lambda: True  # asked before a project is left: False keeps it open
        self._unsaved: set[str] = set()
        self.jobs = Jobs(self)
        self.jobs.failed.connect(self.fail)
        self._unsubscribe: Callable[[], None] | None = None
        self.keeper = Keeper(self)
        self.waiter = Waiter(self)

    # the project

    def open(self, path: Path, *, read_only: bool = False, remember: bool = True) -> bool:
        """Opens a project in place of the present one, which stays open when the new one cannot be. Backups that
        are only looked at are not to be `remember`ed among the recent ones."""
        from workbench.core.project import Project  # the store is heavy: off the start path

        author = self.settings.author_name
        return self._take(path, lambda: Project.open(path, author=author, read_only=read_only), remember=remember)

    def create(self, path: Path) -> bool:
        """Makes a new project and opens it."""
        from workbench.core.project import Project

        author = self.settings.author_name
        return self._take(path, lambda: Project.create(path, author=author))

    def _take(self, path: Path, opened: Callable[[], Project], *, remember: bool = True) -> bool:
        if self.project is not None and self.project.path.resolve() == path.resolve():
            return True  # it is open here already
        if self.project is not None and not self.keep_typed():
            return False
        try:
            project = opened()
        except (DamagedProject, NotAProject) as error:
            self._offer_mending(error, path)
            return False
        except ProjectLocked as error:
            self.waiter.wait(path, error)
            return False
        except WorkbenchError as error:
            self.fail(error, PROJECT)
            return False
        self.close()
        self.untell(PROJECT)
        self.project_opening.emit()
        self.project = project
        self._unsubscribe = project.subscribe(self._on_changes)
        if remember:
            self.change_settings(recent=self.settings.with_recent(path).recent)
        self.project_opened.emit()
        if project.damage is not None:
            self._offer_mending(project.damage, path)
        self._tell_place(project)
        return True

    def _tell_place(self, project: Project) -> None:
        """What to mind where others may copy or write the file; said until it is said not to be."""
        self.untell(PLACE)
        advice = project.place_advice if self.writable and self.settings.place_notices != "off" else ""
        if advice:
            act = partial(self.change_settings, place_notices="off")
            words = tr("Do not say this again")
            self.tell(Message(text=advice, level=Level.WARNING, topic=PLACE, act_text=words, act=act))

    def _offer_mending(self, error: WorkbenchError, path: Path) -> None:
        """Says what is wrong with a project's file, with the way to its backups and to what can be salvaged."""
        if path.suffix.lower() != ".workbench" or not path.is_file():
            self.fail(error, PROJECT)
            return
        act = partial(self.mending_wanted.emit, path)
        words = tr("Backups and salvage…")
        self.tell(Message(text=str(error), level=Level.ERROR, topic=PROJECT, act_text=words, act=act))

    def close(self) -> bool:
        """Closes the project, if there is one; work for it is stopped first. False when something typed cannot be
        saved: the project stays open, and its box says why."""
        if self.project is None:
            return True
        if not self.keep_typed():
            return False
        self.project_closing.emit()
        self.jobs.cancel_all()
        self.select_figure(None)
        self.select_article(None)
        project, self.project = self.project, None
        if self._unsubscribe is not None:
            self._unsubscribe()
        try:
            project.close()
        except WorkbenchError as error:  # every step was saved when it was made; what fails is the tidying up
            self.fail(error, PROJECT)
        self.untell(ACT)
        self.project_closed.emit()
        return True

    def show_again(self) -> None:
        """Lets views that were just made show what is open."""
        if self.project is not None:
            self.project_opened.emit()
            self.figure_selected.emit(self.selected_figure)

    @property
    def writable(self) -> bool:
        return self.project is not None and not self.project.read_only

    # changes

    def do(self, action: Callable[..., T], *args: Any, **kwargs: Any) -> T | None:
        """Calls an action with the project. The world's errors are told and give None; ours are raised."""
        if self.project is None:
            return None
        try:
            result = action(self.project, *args, **kwargs)
        except WorkbenchError as error:
            self._fail_of_act(error)
            return None
        self.untell(ACT)  # what failed before is past
        return result

    def take_trouble(self, error: WorkbenchError) -> None:
        """The world's error that came up where nobody waited for one: a page that cannot be read while a list is
        drawn, a disk that went away."""
        if isinstance(error, DamagedProject) and self.project is not None:
            self._offer_mending(error, self.project.path)
        else:
            self.fail(error, PROJECT)

    def do_in_slices(
        self,
        slices: Generator[tuple[int, int], None, T],
        *,
        title: str,
        on_done: Callable[[T], object] | None = None,
    ) -> None:
        """The same for an act that may touch thousands: with progress and a way to call it off, which takes all of it
        back. One that touches few is over when this returns."""

        def done(result: T) -> None:
            self.untell(ACT)
            if on_done is not None:
                on_done(result)

        self.jobs.run_here(slices, title=title, on_done=done, on_failed=self._fail_of_act)

    def _fail_of_act(self, error: WorkbenchError) -> None:
        if isinstance(error, DamagedProject) and self.project is not None:
            self._offer_mending(error, self.project.path)
        else:
            self.fail(error)

    def undo(self) -> None:
        history = self.project.history if self.project is not None else None
        if history is not None and (name := history.undo_name):
            self.do_in_slices(
                history.sliced_undo(),
                title=tr("Undoing"),
                on_done=lambda _: self.say(tr("Undone: {step}", step=name)),
            )

    def redo(self) -> None:
        history = self.project.history if self.project is not None else None
        if history is not None and (name := history.redo_name):
            self.do_in_slices(
                history.sliced_redo(),
                title=tr("Doing again"),
                on_done=lambda _: self.say(tr("Done again: {step}", step=name)),
            )

    def _on_changes(self, changes: Changes) -> None:
        self.changed.emit(changes)

    # what is looked at

    def select_figure(self, figure: FigureId | None) -> None:
        """Makes it the figure that the form, readers and lists show; says so once."""
        if figure != self.selected_figure:
            self.selected_figure = figure
            self.figure_selected.emit(figure)

    def select_article(self, article: ArticleId | None) -> None:
        """Makes it the source whose details are shown and that source commands mean."""
        if article != self.selected_article:
            self.selected_article = article
            self.article_selected.emit(article)

    def show_article(self, article: ArticleId, pane: int = 0) -> None:
        self.article_wanted.emit(article, pane)

    def find_article(self, article: ArticleId) -> None:
        """Shows it where it stands already, else in the reader that keys act on."""
        self.article_sought.emit(article)

    def show_imported(self, articles: Sequence[ArticleId], pane: int = ANY_READER) -> None:
        """Shows what was just added, in the reader it was dropped on."""
        self.articles_imported.emit(list(articles), pane)

    def show_figures(self, figures: Iterable[FigureId]) -> None:
        """Evidence in the readers: the first figure left, the second right."""
        self.figures_wanted.emit(tuple(figures))

    # words to the user

    def say(self, text: str) -> None:
        """A line in the status bar, gone with the next."""
        self.said.emit(text)

    def tell(self, message: Message) -> None:
        """A strip that stays until dismissed."""
        self.told.emit(message)

    def fail(self, error: WorkbenchError, topic: str = ACT) -> None:
        self.tell(Message(text=str(error), level=Level.ERROR, topic=topic))

    def untell(self, topic: str) -> None:
        """Takes the strip of a topic away: it is no longer so."""
        self.untold.emit(topic)

    def set_unsaved(self, who: str, unsaved: bool) -> None:
        """A form says whether something typed in it is not in the project yet."""
        before = bool(self._unsaved)
        (self._unsaved.add if unsaved else self._unsaved.discard)(who)
        if bool(self._unsaved) != before:
            self.unsaved_changed.emit(bool(self._unsaved))

    # settings

    def change_author(self, name: str) -> None:
        """Who is written beside what comes; "" is the computer's user."""
        self.change_settings(author=name)
        if self.project is not None:
            self.project.history.author = self.settings.author_name

    def change_settings(self, **fields: Any) -> None:
        """Keeps settings at once; a folder that cannot be written costs only the remembering."""
        self.settings = self.settings._replace(**fields)
        try:
            stored.save(self.settings)
        except OSError as error:
            self.tell(
                Message(
                    text=tr("Settings cannot be saved: {reason}.", reason=error.strerror or str(error)),
                    level=Level.WARNING,
                    topic="settings",
                )
            )
        self.settings_changed.emit()
