"""Find in a source: a strip above the text, and a search that minds neither case nor ё nor kinds of space."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from workbench.core.extraction.tokens import fold
from workbench.core.model.span import Span
from workbench.core.words import tr
from workbench.gui.fields.filter_line import FilterLine
from workbench.gui.spoken_keys import with_key

_DASHES = str.maketrans(dict.fromkeys("\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}", "-"))


def folded(text: str) -> str:
    """The text as it is searched; always as long as the text, so that what is found lies where it is."""
    return fold(text).translate(_DASHES)


def occurrences(text: str, words: str) -> list[Span]:
    """Where the words stand in a text, in its order, none inside another."""
    return occurrences_in(folded(text), words)


def occurrences_in(low: str, words: str) -> list[Span]:
    """The same in a text that is folded already."""
    wanted, found = folded(words), []
    at = low.find(wanted) if wanted.strip() else -1
    while at >= 0:
        found.append(Span(at, at + len(wanted)))
        at = low.find(wanted, at + len(wanted))
    return found


class FindStrip(QFrame):
    """Signals: `changed(words)`, `stepped(+1 | -1)`, `closed()`."""

    changed = Signal(str)
    stepped = Signal(int)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = FilterLine(self)
        self.words.textChanged.connect(self.changed)
        self.words.installEventFilter(self)
        self._count = QLabel(self)
        self._count.setMinimumWidth(self.fontMetrics().horizontalAdvance("000 / 000") + 8)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 3, 6, 3)
        row.addWidget(self.words, 1)
        row.addWidget(self._count)
        self._buttons: list[QToolButton] = []
        for sign, does in (
            ("↑", lambda: self.stepped.emit(-1)),
            ("↓", lambda: self.stepped.emit(1)),
            ("×", self.closed.emit),
        ):
            button = QToolButton(self, autoRaise=True)
            button.setText(sign)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(does)
            row.addWidget(button)
            self._buttons.append(button)
        self.setVisible(False)
        self.retranslate()

    def retranslate(self) -> None:
        self.words.name(tr("Find in this source"))
        names = (
            with_key(tr("Previous hit"), "edit.find_previous"),
            with_key(tr("Next hit"), "edit.find_next"),
            tr("Close the search (Esc)"),
        )
        for button, name in zip(self._buttons, names, strict=True):
            button.setAccessibleName(name)
            button.setToolTip(name)

    def say_keys(self) -> None:
        self.retranslate()

    def show_count(self, current: int, total: int) -> None:
        """`current` counts from 0; none is -1."""
        if not self.words.text():
            self._count.setText("")
        elif not total:
            self._count.setText(tr("Nothing found"))
        else:
            self._count.setText(tr("{current} of {total}", current=current + 1, total=total))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.closed.emit()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                self.stepped.emit(-1 if back else 1)
                return True
        return super().eventFilter(watched, event)
