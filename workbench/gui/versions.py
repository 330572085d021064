"""Newer versions of sources in the window: brought in, offered, compared; figures that were lost, placed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QGuiApplication

from workbench.core.words import tr, trn
from workbench.gui import messages
from workbench.gui.messages import Message
from workbench.gui.renewing import align_all, read_one, read_words

if TYPE_CHECKING:
    from workbench.core.actions.importing import Prepared
    from workbench.core.actions.resembling import Likeness
    from workbench.core.actions.versions import Alignment, Renewed
    from workbench.core.model.article import ArticleId
    from workbench.core.model.figure import Figure
    from workbench.core.model.span import Span
    from workbench.core.project import Project
    from workbench.gui.window import Window

_TOPIC = "versions"
_AT_ONCE = 60_000  # characters that are held against others in a moment


class Versions:
    """What the commands about versions call. The source that is meant is the one chosen in the list of sources."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._session = window.session

    # a newer copy comes in

    def add_file(self) -> None:
        """Asks for the file that is a newer copy of the chosen source."""
        from workbench.core.reading.reader import SUFFIXES

        article, project = self._source(), self._session.project
        if article is None or project is None:
            return
        found = messages.choose_sources(self._window, project.path.parent, SUFFIXES)
        if found:
            self.add(article, found[0])

    def add_clipboard(self) -> None:
        """The text in the clipboard is a newer copy of the chosen source."""
        article = self._source()
        text = QGuiApplication.clipboard().text()
        if article is not None and text.strip():
            self.add(article, text)
        elif article is not None:
            self._session.say(tr("The clipboard holds no text and no files."))

    def add(self, article: ArticleId, item: Path | str) -> None:
        """Reads a file or text in a worker; then it takes the place of the source's text, as one step."""
        from workbench.core.actions import learning, versions

        project = self._session.project
        if project is None or not self._session.writable:
            return

        def take(made: tuple[Prepared, Alignment]) -> None:
            if self._session.project is project:
                self._take(article, *made)

        self._session.jobs.run(
            read_one,
            item,
            learning.extractor(project),
            versions.former_texts(project, article),
            title=tr("Reading the newer version"),
            on_done=take,
        )

    def _take(self, article: ArticleId, prepared: Prepared, alignment: Alignment) -> None:
        from workbench.core.actions import versions

        project = self._session.project
        assert project is not None
        there = project.articles.by_sha256(prepared.draft.sha256)
        if there is not None and there != article:
            self._tell(self._session.do(versions.join, there, article, alignment))
        else:
            self._tell(self._session.do(versions.add_version, article, prepared, alignment))

    def _tell(self, made: Renewed | None) -> None:
        """What became of the figures; where some were not found again, the way to them."""
        if made is None:
            return
        if not made.changes:
            self._session.say(tr("The source has this text already."))
            return
        self._session.find_article(made.article_id)
        show = (lambda: self._window.focus_part("orphans")) if made.orphans else self.show_difference
        words = tr("Show what was not found") if made.orphans else tr("Show the changes")
        self._session.tell(Message(text=made.sentence(), topic=_TOPIC, act_text=words, act=show))

    def _source(self) -> ArticleId | None:
        article = self._session.selected_article
        if article is None:
            self._session.say(tr("Choose a source in the list of sources first."))
        return article

    # an import looks like a newer copy

    def offer(self, newer: Sequence[tuple[ArticleId, Likeness]]) -> None:
        """Says what looks like a newer version of what; without an answer each stays a source of its own."""
        if not newer:
            return
        lines = tuple(
            tr("{id} looks like a newer version of “{title}”: {why}.", id=article, title=like.title, why=like.why)
            for article, like in newer
        )
        if len(newer) == 1:
            like = newer[0][1]
            text = tr(
                "What was added looks like a newer version of “{title}” ({why}). It stays a source of its own, "
                "unless you say otherwise.",
                title=like.title,
                why=like.why,
            )
        else:
            text = trn(
                "{n} article looks like a newer version of a source that is here.",
                "{n} articles look like newer versions of sources that are here.",
                len(newer),
            )
        self._session.tell(
            Message(
                text=text,
                details=lines if len(newer) > 1 else (),
                topic=_TOPIC,
                act_text=trn("Make it the new version", "Make them new versions", len(newer)),
                act=lambda: self._join_all(newer),
            )
        )

    def _join_all(self, newer: Sequence[tuple[ArticleId, Likeness]]) -> None:
        self._join([(article, like.article_id) for article, like in newer])

    def _join(self, pairs: Sequence[tuple[ArticleId, ArticleId]]) -> None:
        """Makes sources versions of others; long texts are held against each other in a worker first."""
        from workbench.core.actions import versions

        project = self._session.project
        if project is None or not self._session.writable:
            return
        there = set(project.articles.ids())
        pairs = [pair for pair in pairs if there.issuperset(pair)]  # the offer may be an old one
        texts = {newer: (versions.former_texts(project, of), project.articles.text(newer)) for newer, of in pairs}

        def write(made: Mapping[ArticleId, Alignment]) -> None:
            if self._session.project is project:
                done = self._session.do(versions.join_all, pairs, made)
                self._tell(done[-1] if done else None)

        if sum(len(text) for _, text in texts.values()) <= _AT_ONCE:
            write({})
        else:
            self._session.jobs.run(align_all, texts, title=tr("Comparing versions"), on_done=write)

    def join_readers(self) -> None:
        """The source in the reader that keys act on is a newer version of the one in the other reader."""
        newer, of = (pane.article_id for pane in (self._window.desk.active, self._window.desk.other))
        if newer is None or of is None or newer == of or self._window.desk.panes[1].isHidden():
            self._session.say(tr("Show the newer source in this reader and the older one in the other reader first."))
            return
        self._join([(newer, of)])

    # looking and placing

    def show_difference(self) -> None:
        """The changes between the versions of the chosen source."""
        from workbench.gui.dialogs.difference import Difference

        article, project = self._source(), self._session.project
        if article is None or project is None:
            return
        if len(project.versions.of(article)) < 2:
            self._session.say(tr("This source has one version only."))
            return
        Difference(self._window, article).show()

    def place(self) -> None:
        """The figure that was not found again stands where words are selected in the reader."""
        project, figure = self._session.project, self._session.selected_figure
        found = project.figures.many([figure]) if project is not None and figure is not None else []
        if project is None or not found or not found[0].orphan:
            self._session.say(tr("Choose a figure in the list of those that were not found again first."))
            return
        panes = (self._window.desk.active, self._window.desk.other)
        pane = next((p for p in panes if p.article_id == found[0].article_id and p.reader.selection()), None)
        span = pane.reader.selection() if pane is not None else None
        if span is None:
            self._session.say(tr("Select the words in its source that state it, then press the key again."))
        else:
            self._place(project, found[0], span)

    def _place(self, project: Project, figure: Figure, span: Span) -> None:
        """Reads the words in their text, a long one in a worker, and gives the figure its place there."""
        from workbench.core.actions import versions

        article = project.articles.get(figure.article_id)

        def write(read: tuple[Any, ...]) -> None:
            if self._session.project is not project:
                return
            if not self._session.do(lambda now: now.articles.text(article.id) == article.text):
                self._session.say(tr("The source has another text by now: select the words again."))
            elif self._session.do(versions.place, figure.id, span, *read) is not None:
                settled = project.figures.get(figure.id).status.settled
                said = tr("Placed.") if settled else tr("Placed; the amount is another one, so it is open again.")
                self._session.say(said)

        if len(article.text) <= _AT_ONCE:
            write(())
        else:
            former = {figure.version: project.versions.text(article.id, figure.version)}
            self._session.jobs.run(read_words, article, span, former, title=tr("Reading the source"), on_done=write)
