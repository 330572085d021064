"""What is known of one source and may be set right: title, publisher, author, date, language, encoding, closing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from workbench.core.errors import WorkbenchError
from workbench.core.model.article import Article, ArticleId, Guess
from workbench.core.model.changes import Changes
from workbench.core.words import tr
from workbench.gui.fields.labels import ColouredLabel
from workbench.gui.session import Session
from workbench.gui.widgets import hint, scrolled

if TYPE_CHECKING:
    from workbench.core.actions.importing import Prepared
    from workbench.core.actions.versions import Alignment

_BOXES = ("title", "publisher", "author", "published")
_LANGUAGES = ("", "ru", "kk", "en")
_LEAST = "2026-12-31"  # every box has room for it; a label that leaves too little stands above its box


class SourcePanel(QWidget):
    """Follows the selected article; a box is saved when it is left or Enter is pressed, as one step."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._article: Article | None = None
        self._boxes = {name: QLineEdit(self) for name in _BOXES}
        self._language = QComboBox(self)
        self._encoding = QComboBox(self)
        for box in (self._language, self._encoding):  # as narrow as the panel, whatever they offer
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(4)
        self._reason = QLineEdit(self)
        self._close = QPushButton(self)
        self._notes = hint(self)
        self._form = QFormLayout(
            fieldGrowthPolicy=QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow,
            rowWrapPolicy=QFormLayout.RowWrapPolicy.WrapLongRows,
        )
        self._labels = [QLabel(self) for _ in range(7)]
        widgets = (*self._boxes.values(), self._language, self._encoding, self._reason)
        self._wrong = ColouredLabel("conflict", self)
        self._wrong.setVisible(False)
        for label, widget in zip(self._labels, widgets, strict=True):
            label.setBuddy(widget)
            edges = 40 if isinstance(widget, QComboBox) else 28  # and the arrow
            widget.setMinimumWidth(widget.fontMetrics().horizontalAdvance(_LEAST) + edges)
            self._form.addRow(label, widget)
            if widget is self._boxes["published"]:
                self._form.addRow(self._wrong)
        self._form.addRow(self._close)
        body = QWidget(self)
        column = QVBoxLayout(body)
        column.setContentsMargins(8, 6, 8, 6)
        column.addLayout(self._form)
        column.addWidget(self._notes)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(body, self))
        self._connect()
        self.setFocusProxy(self._boxes["title"])
        self._say_words()

    def _connect(self) -> None:
        for name, box in self._boxes.items():
            box.editingFinished.connect(lambda n=name: self._save(n))
            box.textEdited.connect(lambda _: self._on_edited())
        self._language.activated.connect(lambda i: self._set("language", _LANGUAGES[i]))
        self._encoding.activated.connect(lambda _: self._reread())
        self._close.clicked.connect(self.close_source)
        self._reason.returnPressed.connect(self.close_source)
        self._session.article_selected.connect(self._follow)
        self._session.changed.connect(self._on_changes)

    def _say_words(self) -> None:
        self.setAccessibleName(tr("Source"))
        names = (
            tr("Title"),
            tr("Publisher"),
            tr("Author"),
            tr("Date"),
            tr("Language"),
            tr("Encoding"),
            tr("Why closed"),
        )
        for label, name in zip(self._labels, names, strict=True):
            label.setText(name)
            buddy = label.buddy()
            if buddy is not None:
                buddy.setAccessibleName(name)
        self._boxes["published"].setPlaceholderText(tr("year-month-day"))
        self._reason.setPlaceholderText(tr("needed when figures stay open"))
        words = (tr("unknown"), tr("Russian"), tr("Kazakh"), tr("English"))
        self._language.clear()
        self._language.addItems(list(words))
        self.show_article(self._session.selected_article)

    def _on_changes(self, changes: Changes) -> None:
        if self._article is not None and int(self._article.id) in changes.ids("article"):
            self.show_article(self._session.selected_article)

    def _follow(self, article_id: ArticleId | None) -> None:
        """Another source is selected: what was typed for the present one is saved first."""
        if self._session.writable:
            for name in self._typed():
                self._save(name)
        self.show_article(article_id)

    def show_article(self, article_id: ArticleId | None) -> None:
        project = self._session.project
        known = project is not None and article_id is not None and article_id in project.articles.ids()
        self._article = project.articles.get(article_id) if project and article_id is not None and known else None
        self.setEnabled(self._article is not None)
        for name, box in self._boxes.items():
            guess: Guess | None = getattr(self._article, name) if self._article else None
            box.setText(guess.value if guess else "")
            box.setCursorPosition(0)
            box.setToolTip(_origin(guess))
            box.setReadOnly(not self._session.writable)
        self._complain("")
        self._show_choices()
        self._notes.setText("\n".join(self._said()))
        self._say_unsaved()

    def _show_choices(self) -> None:
        article = self._article
        self._encoding.clear()
        if article is not None and article.encoding:
            others = [e for e in article.encodings_considered if e != article.encoding]
            self._encoding.addItems([article.encoding, *others])
        self._encoding.setEnabled(self._encoding.count() > 1 and self._session.writable)
        language = article.language.value if article else ""
        self._language.setCurrentIndex(_LANGUAGES.index(language) if language in _LANGUAGES else 0)
        self._language.setEnabled(self._session.writable)
        closed = article.closed_reason if article else ""
        self._reason.setText(closed)
        self._reason.setReadOnly(bool(closed) or not self._session.writable)
        self._close.setText(tr("Reopen source") if closed else tr("Close source"))
        self._close.setEnabled(self._session.writable)

    def _said(self) -> list[str]:
        """Doubts about the date and other guesses, each in a line."""
        if self._article is None:
            return []
        names = {"published": tr("Date"), "title": tr("Title"), "publisher": tr("Publisher")}
        doubts = [(names[n], getattr(self._article, n).doubt) for n in names]
        lines = [f"{name}: {tr(doubt)}" for name, doubt in doubts if doubt]
        return [*lines, " · ".join(p for p in (self._article.file_name, self._article.media_type) if p)]

    # changes

    def _typed(self) -> list[str]:
        """The boxes that differ from the project."""
        article = self._article
        if article is None:
            return []
        return [name for name, box in self._boxes.items() if box.text().strip() != getattr(article, name).value]

    def _on_edited(self) -> None:
        self._complain("")
        self._say_unsaved()

    def _say_unsaved(self) -> None:
        self._session.set_unsaved("source", bool(self._typed()))

    def _save(self, name: str) -> None:
        if name in self._typed():
            self._set(name, self._boxes[name].text().strip())

    def keep_typed(self) -> bool:
        """Saves what was typed; False where it cannot be saved: the words beside it say why."""
        for name in self._typed():
            self._save(name)
        wrong = self._typed()
        if wrong and self._session.writable:
            self._boxes[wrong[0]].setFocus()
            return False
        return True

    def _set(self, name: str, value: str) -> None:
        from workbench.core.actions import articles

        project = self._session.project
        if project is None or self._article is None or not self._session.writable:
            return
        try:
            articles.set_field(project, self._article.id, name, value)
        except WorkbenchError as error:
            self._complain(str(error))
            self._say_unsaved()

    def _complain(self, words: str) -> None:
        """What is wrong with a box, beside it."""
        self._wrong.setText(f"⚠ {words}" if words else "")
        self._wrong.setVisible(bool(words))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc brings back what the project has."""
        if event.key() == Qt.Key.Key_Escape and self._typed():
            self.show_article(self._session.selected_article)
        else:
            super().keyPressEvent(event)

    def _reread(self) -> None:
        from workbench.core.actions import learning, versions
        from workbench.gui.renewing import read_again

        encoding, article, project = self._encoding.currentText(), self._article, self._session.project
        if article is None or project is None or encoding == article.encoding or not self._session.writable:
            return

        def write(read: tuple[Prepared, Alignment]) -> None:
            if self._session.project is project:
                made = self._session.do(versions.reread, article.id, encoding, *read)
                self._session.say(made.sentence() if made is not None else "")

        self._session.jobs.run(
            read_again,
            project.articles.original(article.id),
            article.file_name,
            encoding,
            learning.extractor(project),
            versions.former_texts(project, article.id),
            title=tr("Reading again"),
            on_done=write,
        )

    def close_source(self) -> None:
        """Closes with the reason given, or opens again a closed source."""
        from workbench.core.actions import articles

        article, project = self._article, self._session.project
        if article is None or project is None or not self._session.writable:
            return
        if article.closed_reason:
            self._session.do(articles.reopen_source, article.id)
            return
        try:
            articles.close_source(project, article.id, self._reason.text())
        except WorkbenchError as error:
            self._session.say(str(error))
            self._reason.setFocus()


def _origin(guess: Guess | None) -> str:
    """Where a value came from, for the tool tip."""
    if guess is None or not guess.value:
        return ""
    if guess.origin == "user":
        return tr("Set by hand")
    found = tr("Found in: {origin}", origin=tr(guess.origin))
    return f"{found}\n{tr(guess.doubt)}" if guess.doubt else found
