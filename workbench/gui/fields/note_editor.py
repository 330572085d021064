"""The small window in which a note is written: its text and its tags; open beside the work, never in its way."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from workbench.core.actions import notes
from workbench.core.errors import BadInput
from workbench.core.model.article import ArticleId
from workbench.core.model.figure import FigureId
from workbench.core.model.note import CellPlace, Note, Place, Target
from workbench.core.model.span import Span
from workbench.core.words import tr
from workbench.gui.fields.labels import ColouredLabel, ElidedLabel
from workbench.gui.fields.tag_line import TagLine
from workbench.gui.session import Session
from workbench.gui.widgets import hint, on_screen

_SIZE = (380, 230)


class NoteEditor(QDialog):
    """Signals: `typed()` when something was typed, `closed()`."""

    typed = Signal()
    closed = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Dialog)
        self.setModal(False)
        self._session = session
        self._place: Place | None = None
        self._before: Note | None = None
        self._about = ElidedLabel(self)
        self.text = QPlainTextEdit(self)
        self.text.setTabChangesFocus(True)
        self.tags = TagLine(self)
        self._tags_label = QLabel(self)
        self._tags_label.setBuddy(self.tags)
        self._wrong = ColouredLabel("conflict", self)
        self._wrong.setVisible(False)
        self._help = hint(self)
        self._remove, self._cancel, self._save = (QPushButton(self) for _ in range(3))
        self._lay_out()
        self.text.textChanged.connect(self.typed)
        self.tags.textEdited.connect(self.typed)
        self._save.clicked.connect(self.save)
        self._cancel.clicked.connect(self.forget)
        self._remove.clicked.connect(self.remove)
        for box in (self.text, self.tags):
            box.installEventFilter(self)
        for button in (self._save, self._remove, self._cancel):
            button.setAutoDefault(False)
        session.project_closed.connect(self.forget)
        self.retranslate()

    def _lay_out(self) -> None:
        tags = QHBoxLayout()
        tags.addWidget(self._tags_label)
        tags.addWidget(self.tags, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self._remove)
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._save)
        column = QVBoxLayout(self)
        column.addWidget(self._about)
        column.addWidget(self.text, 1)
        column.addLayout(tags)
        column.addWidget(self._wrong)
        column.addWidget(self._help)
        column.addLayout(buttons)

    def retranslate(self) -> None:
        self.setWindowTitle(tr("Note"))
        self.setAccessibleName(tr("Note"))
        self.text.setAccessibleName(tr("Text of the note"))
        self.text.setPlaceholderText(tr("What is to be remembered here"))
        self._tags_label.setText(tr("Tags"))
        self.tags.setAccessibleName(tr("Tags"))
        self.tags.setPlaceholderText(tr("parted by commas"))
        self._help.setText(tr("Ctrl+Enter saves, Esc forgets what was typed."))
        self._save.setText(tr("Save"))
        self._cancel.setText(tr("Cancel"))
        self._remove.setText(tr("Remove"))

    # a note to write

    @property
    def place(self) -> Place | None:
        """What the note in the window is about, while it is open."""
        return self._place

    def open_on(self, place: Place, about: str, at: QPoint) -> None:
        """The note of a place, or a new one; what was typed for another place is saved first."""
        project = self._session.project
        if project is None or not self.keep_typed():
            return
        self._place, self._before = place, project.notes.at(place)
        self._about.set_whole(about)
        self._show(self._before.text if self._before else "", self._before.tags if self._before else ())
        self.resize(*_SIZE)
        self.move(on_screen(self, at))
        self.show()
        self.activateWindow()
        self.text.setFocus()

    def _show(self, text: str, tags: tuple[str, ...]) -> None:
        assert self._session.project is not None
        self.text.setPlainText(text)
        self.text.selectAll()
        self.tags.show_tags(tags, [tag for tag, _ in self._session.project.notes.tags()])
        self._complain("")
        self._remove.setEnabled(self._before is not None and self._session.writable)
        self._save.setEnabled(self._session.writable)

    @property
    def dirty(self) -> bool:
        if self._place is None:
            return False
        before = (self._before.text, ", ".join(self._before.tags)) if self._before else ("", "")
        return (self.text.toPlainText().strip(), self.tags.text().strip()) != before

    def keep_typed(self) -> bool:
        """Saves what was typed, if anything was; False where it cannot be: the window says why."""
        return not self.dirty or self.save()

    def save(self) -> bool:
        """One step; False where it cannot be saved."""
        place = self._place
        if place is None or not self._session.writable:
            return False
        try:
            tags = self.tags.tags()
        except BadInput as error:
            self._complain(str(error))
            return False
        if self._session.do(notes.write, place, self.text.toPlainText(), tags) is None:
            return False
        self.forget()
        return True

    def remove(self) -> None:
        if self._before is not None and self._session.do(notes.remove, [self._before.id]) is not None:
            self.forget()

    def forget(self) -> None:
        """Closes the window; what was not saved is as it was."""
        self._place = self._before = None
        self.hide()
        self.typed.emit()
        self.closed.emit()

    def _complain(self, words: str) -> None:
        self._wrong.setText(f"⚠ {words}" if words else "")
        self._wrong.setVisible(bool(words))

    # kept for who was killed

    def state(self) -> dict[str, Any] | None:
        """What is typed but not saved."""
        if self._place is None or not self.dirty:
            return None
        return {
            "place": asdict(self._place),
            "about": self._about.accessibleName(),
            "text": self.text.toPlainText(),
            "tags": self.tags.text(),
        }

    def show_state(self, kept: Any) -> None:
        """Opens on what was typed, where its place is still there."""
        place = place_of(kept["place"]) if isinstance(kept, dict) and "place" in kept else None
        project = self._session.project
        if place is None or project is None or not self._session.writable:
            return
        known = place.figure_id is None or bool(project.figures.many([place.figure_id]))
        known = known and (place.article_id is None or place.article_id in project.articles.ids())
        if known:
            self.open_on(place, str(kept.get("about", "")), self._corner())
            self.text.setPlainText(str(kept.get("text", "")))
            self.tags.setText(str(kept.get("tags", "")))

    def _corner(self) -> QPoint:
        window = self.parentWidget()
        return window.mapToGlobal(QPoint(120, 120)) if window is not None else QPoint(120, 120)

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Enter saves from any box, Enter from the tags; no key of the window behind takes them first."""
        presses = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
        if event.type() not in presses or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if not enter or not (control or watched is self.tags):
            return super().eventFilter(watched, event)
        event.accept()
        if event.type() is QEvent.Type.KeyPress:
            self.save()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.forget()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """The cross of the window keeps what was typed."""
        if self.keep_typed():
            self.forget()
            event.accept()
        else:
            event.ignore()


def place_of(kept: Any) -> Place | None:
    """A place out of plain JSON; None where it is none."""
    try:
        target = Target(kept["target"])
        if target is Target.FIGURE:
            return Place.figure(FigureId(int(kept["figure_id"])))
        if target is Target.ARTICLE:
            return Place.article(ArticleId(int(kept["article_id"])))
        if target is Target.SPAN:
            stretch = kept["stretch"]
            return Place.span(ArticleId(int(kept["article_id"])), Span(int(stretch["start"]), int(stretch["end"])))
        sides = (tuple((str(a), str(k)) for a, k in kept["at"][side]) for side in ("rows", "columns"))
        return Place.cell(CellPlace(*sides))
    except (KeyError, TypeError, ValueError):
        return None
