"""One side of the conflict board: a list of cards under a heading, which shows in the readers what it rests on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QStackedLayout, QVBoxLayout, QWidget

from workbench.core.model.figure import Figure
from workbench.core.words import tr
from workbench.gui.cards import Card, CardList
from workbench.gui.fields.labels import ElidedLabel
from workbench.gui.latin import latin_key
from workbench.gui.models import wording
from workbench.gui.session import Session
from workbench.gui.widgets import hint

FOLLOW = 180  # milliseconds of rest before what the arrow keys stand on is shown


class Side(QWidget):
    """A list of cards, or a sentence where there are none. Arrow keys show what they rest on. Signal:
    `key_pressed(int)`, a key without Ctrl or Alt that the list has no use for, as the Latin layout names it."""

    key_pressed = Signal(int)

    def __init__(self, session: Session, parent: QWidget, name: str, *, rows: int = 0) -> None:
        super().__init__(parent)
        self._session = session
        self._heading = ElidedLabel(self)
        self._heading.set_whole(name)
        self._heading.setObjectName("hint")
        self.cards = CardList(self, name, rows=rows)
        self._empty: QLabel = hint(self, centred=True)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.cards)
        self._stack.addWidget(self._empty)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(2, 0, 2, 0)
        self.column.setSpacing(2)
        self.column.addWidget(self._heading)
        self.column.addLayout(self._stack, 1)
        self.setFocusProxy(self.cards)
        self._keys: frozenset[int] = frozenset()
        self.cards.installEventFilter(self)
        self._follow = QTimer(self, singleShot=True, interval=FOLLOW)
        self._follow.timeout.connect(lambda: self._open(self.cards.currentIndex()))
        self.cards.activated.connect(self._open)
        self.cards.clicked.connect(self._open)
        self.cards.selectionModel().currentChanged.connect(self._on_current)

    def listen_to(self, keys: Sequence[int]) -> None:
        """The keys that are told by `key_pressed` instead of searching the list."""
        self._keys = frozenset(keys)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            bare = not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
            key = latin_key(event)
            if bare and key in self._keys:
                self.key_pressed.emit(key)
                return True
        return super().eventFilter(watched, event)

    def _on_current(self, *_: object) -> None:
        if self.cards.hasFocus():
            self._follow.start()

    def _open(self, index: QModelIndex) -> None:
        self._follow.stop()
        card = self.cards.card_at(index)
        if card is not None:
            self.show_card(card.id)

    def show_card(self, number: int) -> None:
        """Shows in the readers what a card tells of."""
        raise NotImplementedError

    def _show(self, cards: list[Card], without: str) -> None:
        self.cards.cards.show(cards)
        self._show_or_say(bool(cards), lambda: without)

    def _show_made(self, ids: Sequence[int], make: Callable[[int], Card], without: Callable[[], str]) -> None:
        """The same for cards that are made when they are looked at: a list behind a tab costs nothing."""
        self.cards.cards.show_made(ids, make)
        self._show_or_say(bool(ids), without)

    def _show_or_say(self, any_card: bool, without: Callable[[], str]) -> None:
        self._empty.setText("" if any_card else without())
        self._stack.setCurrentWidget(self.cards if any_card else self._empty)


def quoted(figure: Figure, source: str) -> str:
    """The figure's words and whose they are."""
    return f"{tr('“{quote}”', quote=wording.flat(figure.quote))} — {source}"
