"""The small window in which a value of a record is typed: live choices, what it rests on, what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QListWidget, QVBoxLayout, QWidget

from workbench.core.errors import BadInput
from workbench.core.model.register import FieldKind, RecordField
from workbench.core.project import Project
from workbench.core.words import mark, tr
from workbench.gui.fields.filter_line import FilterLine
from workbench.gui.fields.labels import ColouredLabel, ElidedLabel
from workbench.gui.reading.find import folded
from workbench.gui.session import Session
from workbench.gui.widgets import hint, on_screen

_SIZE = (430, 0)
_SHOWN = 40
_HOW = {
    FieldKind.TEXT: mark("Words, as the source has them or in your own."),
    FieldKind.DATE: mark("A day, a month or a year: 2025-11-06, November 2025, 2025."),
    FieldKind.AMOUNT: mark("A number as a source would write it: 75 %, about 2.6 million t, 10 years."),
    FieldKind.CHOICE: mark("Choose one."),
    FieldKind.REFERENCE: mark(
        "A name. The marked record is taken; with none marked (up arrow), the name as it is typed."
    ),
}
Take = Callable[[Project, str], object]


class ValueEditor(QFrame):
    """A popup: Enter takes what is typed or chosen, Esc leaves everything as it was."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup, frameShape=QFrame.Shape.StyledPanel)
        self._session = session
        self._choices: list[str] = []
        self._any = False  # whether words that are no choice are taken too
        self._take: Take | None = None
        self._title, self._about = QLabel(self), ElidedLabel(self)
        self.line = FilterLine(self)
        self.list = QListWidget(self)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self._wrong = ColouredLabel("conflict", self)
        self._wrong.setWordWrap(True)
        self._how = hint(self)
        column = QVBoxLayout(self)
        for widget in (self._title, self._about, self.line, self.list, self._wrong, self._how):
            column.addWidget(widget)
        self.setAccessibleName(tr("A value of a record"))
        self.line.name(tr("Value"))
        self.list.setAccessibleName(tr("Known values"))
        self.line.installEventFilter(self)
        self.line.textChanged.connect(self._filter)
        self.list.itemClicked.connect(lambda item: self._accept(item.text()))

    def open_on(
        self,
        title: str,
        field: RecordField,
        take: Take,
        at: QPoint,
        *,
        text: str = "",
        about: str = "",
        wrong: str = "",
    ) -> None:
        """`take` is the action that what is typed is given to; `about` are the words that it will rest on."""
        self._take = take
        self._choices = self._known(field)
        self._any = field.kind is FieldKind.REFERENCE
        self.setAccessibleName(title)
        self._title.setText(title)
        self._about.set_whole(about)
        self._about.setVisible(bool(about))
        self.line.name(tr(field.title))
        self._how.setText(" ".join((tr(_HOW[field.kind]), tr("Enter: take. Esc: leave."))))
        self.line.setText(text)
        self.line.selectAll()
        self._filter("")
        self._say(wrong)
        self.resize(*_SIZE)
        self.adjustSize()
        self.move(on_screen(self, at))
        self.show()
        self.line.setFocus()

    def _known(self, field: RecordField) -> list[str]:
        project = self._session.project
        if field.kind is FieldKind.CHOICE:
            return [tr(choice) for choice in field.choices]
        if field.kind is FieldKind.REFERENCE and project is not None:
            return [record.name for record in project.registers.records(field.of)]
        return []

    def _filter(self, words: str) -> None:
        wanted = folded(words).split()
        found = [one for one in self._choices if all(word in folded(one) for word in wanted)][:_SHOWN]
        self.list.clear()
        self.list.addItems(found)
        begun = [row for row, one in enumerate(found) if not self._any or folded(one).startswith(folded(words))]
        self.list.setCurrentRow(begun[0] if begun and words else -1)
        self.list.setVisible(bool(self._choices))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        """Keys that the line leaves to the list and the window."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            item = self.list.currentItem() if self.list.isVisible() else None
            self._accept(item.text() if item is not None else self.line.text())
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            self.list.setCurrentRow(min(max(self.list.currentRow() + step, -1), self.list.count() - 1))
        elif key == Qt.Key.Key_Escape:
            self.hide()
        else:
            return False
        return True

    def _accept(self, text: str) -> None:
        take, wrong = self._take, []

        def taken(project: Project) -> bool:
            try:
                assert take is not None
                take(project, text)
            except BadInput as error:
                wrong.append(str(error))
            return not wrong

        if self._session.do(taken):
            self.hide()
        else:
            self._say("".join(wrong))

    def _say(self, words: str) -> None:
        self._wrong.setText(f"⚠ {words}" if words else "")
        self._wrong.setVisible(bool(words))
        self.adjustSize()
        if self.isVisible():
            self.move(on_screen(self, self.pos()))


def choices_of(words: str) -> Sequence[str]:
    """The words of a choice as they are typed into one line, parted by commas."""
    return tuple(part for part in (" ".join(one.split()) for one in words.split(",")) if part)
