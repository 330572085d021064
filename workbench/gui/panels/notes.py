"""The notes of the project: filtered by tag, by what they stand beside and by words; Enter goes to the place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QStackedLayout, QVBoxLayout, QWidget

from workbench.core.actions import notes as actions
from workbench.core.model.article import ArticleId
from workbench.core.model.changes import Changes
from workbench.core.model.note import Note, NoteId, Target
from workbench.core.project import Project
from workbench.core.words import mark, tr, trn
from workbench.gui.cards import Card, CardList
from workbench.gui.fields.filter_line import FilterLine
from workbench.gui.fields.value_box import ValueBox
from workbench.gui.models import wording
from workbench.gui.reading.find import folded
from workbench.gui.session import Session
from workbench.gui.spoken_keys import can_go_back, key_of
from workbench.gui.widgets import WhenSeen, hint

TARGETS = {
    Target.SPAN: mark("on texts"),
    Target.FIGURE: mark("on figures"),
    Target.ARTICLE: mark("on sources"),
    Target.CELL: mark("on cells"),
}
_SIGNS = {Target.SPAN: "¶", Target.FIGURE: "#", Target.ARTICLE: "□", Target.CELL: "◇"}


class NotesPanel(QWidget):
    """Signals: `place_wanted(Note)` to go to what a note is about, `edit_wanted(Note)` to change it."""

    place_wanted = Signal(object)
    edit_wanted = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._notes: dict[int, Note] = {}
        self.words = FilterLine(self)
        self.tag = ValueBox(self._tags)
        self.target = QComboBox(self)
        self.target.addItems([""] * (len(TARGETS) + 1))
        self._count = hint(self)
        self.list = CardList(self, tr("Notes"))
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._empty = hint(self, centred=True)
        self._stack = QStackedLayout()
        self._seen = WhenSeen(self, self.reload, pause=60)
        self._place()
        self._connect()
        self.setFocusProxy(self.list)
        self._say_words()

    def _place(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.words, 2)
        row.addWidget(self.tag, 1)
        row.addWidget(self.target)
        row.addWidget(self._count)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.addLayout(row)
        column.addLayout(self._stack)

    def _connect(self) -> None:
        self.words.textChanged.connect(lambda _: self._seen.ask())
        self.tag.chosen.connect(self.reload)
        self.target.currentIndexChanged.connect(lambda _: self.reload())
        self.list.activated.connect(lambda _: self._go())
        self.list.doubleClicked.connect(lambda _: self._go())
        self.list.customContextMenuRequested.connect(self._menu)
        self.list.installEventFilter(self)
        session = self._session
        session.changed.connect(self._on_changes)
        session.project_opened.connect(self.reload)
        session.project_closed.connect(self.reload)

    def _say_words(self) -> None:
        self.setAccessibleName(tr("Notes"))
        self.words.name(tr("Filter notes by words"))
        self.tag.name(tr("Tag"), tr("Any tag"))
        self.target.setAccessibleName(tr("What notes stand beside"))
        for index, words in enumerate((tr("on anything"), *map(tr, TARGETS.values()))):
            self.target.setItemText(index, words)
        self.reload()

    def _tags(self) -> list[tuple[str, str]]:
        project = self._session.project
        return [(tag, f"{tag} ({n})") for tag, n in project.notes.tags()] if project is not None else []

    def _on_changes(self, changes: Changes) -> None:
        if changes.touches("note", "figure", "article"):
            self._seen.ask()

    def reload(self) -> None:
        self._seen.done()
        project = self._session.project
        everything = project.notes.all() if project is not None else []
        shown = [note for note in everything if self._wanted(note)]
        self._notes = {int(note.id): note for note in shown}
        self.list.cards.show([card_of(project, note) for note in shown] if project is not None else [])
        self._count.setText(trn("{n} note", "{n} notes", len(shown)) if shown else "")
        self._empty.setText(
            tr("No note has these words and this tag.")
            if everything
            else tr(
                "No notes yet. Select words in a text, or stand on a figure, a source or a cell, and press {key}.",
                key=key_of("figure.note"),
            )
        )
        self._stack.setCurrentWidget(self.list if shown else self._empty)

    def say_keys(self) -> None:
        self.reload()

    def _wanted(self, note: Note) -> bool:
        targets = [None, *TARGETS]
        target = targets[max(0, self.target.currentIndex())]
        words = folded(self.words.text()).split()
        text = folded(" ".join((note.text, note.quote, *note.tags)))
        return (
            (self.tag.value is None or self.tag.value in note.tags)
            and target in (None, note.place.target)
            and all(word in text for word in words)
        )

    # what is done with one

    def current(self) -> Note | None:
        card = self.list.card_at(self.list.currentIndex())
        return self._notes.get(card.id) if card is not None else None

    def _go(self) -> None:
        note = self.current()
        if note is not None:
            self.place_wanted.emit(note)

    def edit_current(self) -> None:
        note = self.current()
        if note is not None and self._session.writable:
            self.edit_wanted.emit(note)

    def remove_current(self) -> None:
        note = self.current()
        if note is not None and self._session.writable:
            changes = self._session.do(actions.remove, [NoteId(note.id)])
            if changes is not None:
                self._session.say(can_go_back(changes.name))

    def _menu(self, at: QPoint) -> None:
        if self.current() is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Go to its place (Enter)"), self._go)
        if self._session.writable:
            menu.addAction(tr("Change the note (F2)"), self.edit_current)
            menu.addAction(tr("Remove the note (Del)"), self.remove_current)
        menu.popup(self.list.viewport().mapToGlobal(at))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not event.modifiers():
            if event.key() == Qt.Key.Key_Delete:
                self.remove_current()
                return True
            if event.key() == Qt.Key.Key_F2:
                self.edit_current()
                return True
        return super().eventFilter(watched, event)


def card_of(project: Project, note: Note) -> Card:
    """A note as the list shows it: its text, what it stands beside, its tags."""
    about = where(project, note)
    first, _, rest = note.text.strip().partition("\n")
    return Card(
        id=int(note.id),
        title=f"{_SIGNS[note.place.target]}  {first or tr('(no text)')}",
        text=rest.strip(),
        lines=(about,),
        badge=" ".join(f"#{tag}" for tag in note.tags),
        colour="accent",
        tip="\n".join((note.text, about)),
    )


def where(project: Project, note: Note) -> str:
    """What a note stands beside, in words."""
    place = note.place
    if place.figure_id is not None:
        found = project.figures.many([place.figure_id])
        return _in_source(project, found[0].article_id, wording.flat(found[0].quote)) if found else ""
    if place.at is not None:
        sides = (
            " · ".join(wording.term(key) for _, key in side if key) or "—"
            for side in (place.at.rows, place.at.columns)
        )
        return " × ".join(sides)
    assert place.article_id is not None
    said = _in_source(project, place.article_id, wording.flat(note.quote))
    if note.version is not None and note.version != project.articles.without_text(place.article_id).version:
        return tr("{place} — in an earlier version", place=said)
    return said


def _in_source(project: Project, article_id: ArticleId, quote: str) -> str:
    article = project.articles.without_text(article_id)
    name = article.title.value or article.file_name
    return tr("“{quote}” — {source}", quote=quote, source=name) if quote else name
