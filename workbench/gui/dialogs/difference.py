"""What changed between two versions of a source: one text, what went struck out, what came underlined."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QFont, QKeySequence, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout

from workbench.core.errors import Cancelled
from workbench.core.reading.alignment import Kind, Piece, pieces
from workbench.core.words import tr
from workbench.gui import theme
from workbench.gui.commands import by_id
from workbench.gui.keymap import shown

if TYPE_CHECKING:
    from workbench.core.model.article import ArticleId
    from workbench.gui.window import Window


def compared(old: str, new: str, *, progress: object, cancelled: Callable[[], bool]) -> tuple[str, str, list[Piece]]:
    """In a worker: both texts and how one became the other."""
    found = pieces(old, new)
    if cancelled():
        raise Cancelled
    return old, new, found


class Difference(QDialog):
    """Stays open beside the window. The keys of "Find next" and "Find previous" go from change to change."""

    def __init__(self, window: Window, article: ArticleId) -> None:
        super().__init__(window, modal=False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._window, self._article = window, article
        self._places: list[tuple[int, int]] = []  # of changes, in Qt's positions
        self._shown: tuple[str, str, list[Piece]] | None = None
        self._asked = 0
        self.here = -1
        self.old, self.new = QComboBox(self), QComboBox(self)
        self.text = QPlainTextEdit(self, readOnly=True)
        self.count = QLabel(self)
        self.previous, self.next = QPushButton(self), QPushButton(self)
        self._build()
        self._fill()
        session = window.session
        session.project_closed.connect(self.close)
        self.resize(820, 700)
        self.compare()

    def _build(self) -> None:
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.text.setAccessibleName(tr("Both versions: what went is struck out, what came is underlined"))
        font = QFont(self._window.session.settings.reader_font)
        font.setPointSizeF(self._window.session.settings.reader_size)
        self.text.setFont(font)
        row = QHBoxLayout()
        for box, name in ((self.old, tr("Older version")), (self.new, tr("Newer version"))):
            box.setAccessibleName(name)
            box.setToolTip(name)
        row.addWidget(self.old)
        row.addWidget(QLabel("→", self))
        row.addWidget(self.new)
        row.addStretch(1)
        row.addWidget(self.count)
        row.addWidget(self.previous)
        row.addWidget(self.next)
        for button, words, name, step in (
            (self.previous, tr("Previous change"), "edit.find_previous", -1),
            (self.next, tr("Next change"), "edit.find_next", 1),
        ):
            keys = self._window.keymap.keys(by_id(name))
            button.setText(words)
            button.setToolTip(shown(keys))
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, by=step: self.step(by))
            action = QAction(self)
            action.setShortcuts([QKeySequence(key) for key in keys])
            action.triggered.connect(lambda _=False, by=step: self.step(by))
            self.addAction(action)
        column = QVBoxLayout(self)
        column.addLayout(row)
        column.addWidget(self.text)

    def _fill(self) -> None:
        from workbench.gui.panels.history import when

        project = self._window.session.project
        assert project is not None
        title = project.articles.without_text(self._article)
        self.setWindowTitle(tr("Versions of “{title}”", title=title.title.value or title.file_name))
        for one in project.versions.of(self._article):
            for box in (self.old, self.new):
                box.addItem(tr("version {n}, {day}", n=one.number, day=when(one.imported_at)), one.number)
        self.old.setCurrentIndex(1)
        for box in (self.old, self.new):
            box.currentIndexChanged.connect(self.compare)

    def compare(self) -> None:
        """Works the change out in a worker and shows it; a newer question makes an older answer void."""
        session = self._window.session
        if session.project is None:
            return
        self._asked += 1
        asked = self._asked
        texts = [session.project.versions.text(self._article, box.currentData()) for box in (self.old, self.new)]
        self.count.setText(tr("Comparing …"))
        session.jobs.run(
            compared, *texts, title=tr("Comparing versions"), on_done=lambda found: self._show(found, asked)
        )

    def _show(self, found: tuple[str, str, list[Piece]], asked: int) -> None:
        if asked == self._asked:
            self._shown = found
            self._draw()
            self.step(1)

    def _draw(self) -> None:
        """Writes the text with its changes; between two pieces stands what the newer text has there."""
        if self._shown is None:
            return
        old, new, found = self._shown
        self.text.clear()
        self._places, self.here = [], -1
        look = theme.of(self)
        formats = {Kind.SAME: QTextCharFormat(), Kind.REMOVED: _removed(look), Kind.ADDED: _added(look)}
        cursor, at = QTextCursor(self.text.document()), 0
        cursor.beginEditBlock()
        for piece in found:
            cursor.insertText(new[at : piece.new.start], formats[Kind.SAME])
            start, at = cursor.position(), piece.new.end
            if piece.kind is Kind.REMOVED:
                cursor.insertText(piece.old.of(old), formats[piece.kind])
                cursor.insertText(" ", formats[Kind.SAME])
            else:
                cursor.insertText(piece.new.of(new), formats[piece.kind])
            if piece.kind is not Kind.SAME:
                self._note_place(start, cursor.position() - (piece.kind is Kind.REMOVED))
        cursor.insertText(new[at:], formats[Kind.SAME])
        cursor.endEditBlock()
        self._say_count()

    def _note_place(self, start: int, end: int) -> None:
        """A word put in the place of another is one change."""
        if self._places and start - self._places[-1][1] <= 1:
            self._places[-1] = (self._places[-1][0], end)
        else:
            self._places.append((start, end))

    def _say_count(self) -> None:
        total = len(self._places)
        if total:
            self.count.setText(tr("change {n} of {total}", n=max(self.here, 0) + 1, total=total))
        else:
            self.count.setText(tr("No word differs."))
        for button in (self.previous, self.next):
            button.setEnabled(total > 0)

    @property
    def changes(self) -> int:
        return len(self._places)

    def step(self, by: int) -> None:
        """To the next or previous change, round the end."""
        if not self._places:
            return
        self.here = (self.here + by) % len(self._places)
        start, end = self._places[self.here]
        cursor = self.text.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.text.setTextCursor(cursor)
        self.text.centerCursor()
        self._say_count()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_change(event):
            self._draw()


def _removed(look: theme.Theme) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFontStrikeOut(True)
    made.setForeground(look.color("conflict"))
    made.setBackground(look.color("error"))
    return made


def _added(look: theme.Theme) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFontUnderline(True)
    made.setFontWeight(QFont.Weight.DemiBold)
    made.setForeground(look.color("accepted"))
    made.setBackground(look.color("evidence"))
    return made
