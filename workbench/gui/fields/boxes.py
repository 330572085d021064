"""One box of the form with its label, the button to its evidence, and a line for what is wrong or what it means."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, QSize, QStringListModel, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QWidget,
)

from workbench.core.model.span import Span
from workbench.core.words import tr
from workbench.gui import icons, theme
from workbench.gui.fields.labels import ColouredLabel
from workbench.gui.fields.suggestions import Suggestion
from workbench.gui.spoken_keys import with_key

_NOTE_LINES = 3


class Words(QLineEdit):
    """A line with a list of known values under it, filtered by what it contains, made when it is needed."""

    edited = Signal()

    def __init__(
        self, offer: Callable[[], Sequence[Suggestion]] | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._offer = offer
        self._keys: dict[str, str] = {}
        self.textChanged.connect(self.edited)
        if offer is not None:
            completer = QCompleter(QStringListModel(self), self)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setMaxVisibleItems(9)
            self.setCompleter(completer)

    def value(self) -> str:
        return self.text().strip()

    def set_value(self, text: str) -> None:
        self.setText(text)
        self.setCursorPosition(0)
        self.setToolTip(text)

    def key(self) -> str | None:
        """The stored value of a suggestion whose words stand here."""
        return self._keys.get(self.value().casefold())

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusIn and self._offer is not None and not self.isReadOnly():
            choices = self._offer()
            self._keys = {choice.words.casefold(): choice.key for choice in reversed(choices)}
            model = self.completer().model()
            assert isinstance(model, QStringListModel)
            model.setStringList(list(dict.fromkeys(choice.words for choice in choices)))
        return super().event(event)


class Choice(QComboBox):
    """One of few fixed values."""

    edited = Signal()

    def __init__(self, values: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values = tuple(values)
        self.addItems(["" for _ in values])
        self.currentIndexChanged.connect(self.edited)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(7)

    def wheelEvent(self, event: object) -> None:
        """A wheel that scrolls the form must not change a value on its way."""
        event.ignore()  # type: ignore[attr-defined]

    def name_items(self, words: Sequence[str]) -> None:
        for index, name in enumerate(words):
            self.setItemText(index, name)

    def value(self) -> str:
        return self._values[self.currentIndex()] if self.currentIndex() >= 0 else ""

    def set_value(self, value: str) -> None:
        self.setCurrentIndex(self._values.index(value) if value in self._values else 0)


class Note(QPlainTextEdit):
    """A few lines of one's own."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setAcceptDrops(False)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * _NOTE_LINES + 12)
        self.textChanged.connect(self.edited)

    def value(self) -> str:
        return self.toPlainText().strip()

    def set_value(self, text: str) -> None:
        self.setPlainText(text)


Box = Words | Choice | Note


class SignButton(QToolButton):
    """A small button whose sign is drawn in the colours of the theme in force."""

    def __init__(self, icon: str, parent: QWidget) -> None:
        super().__init__(parent, autoRaise=True)
        self._icon = icon
        self.setObjectName("evidence")
        self.setIconSize(QSize(11, 11))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._draw()

    def _draw(self) -> None:
        self.setIcon(icons.icon(self._icon, theme.of(self), "accent"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_change(event):
            self._draw()


class FieldRow(QObject):
    """A row of the form. `parts` stand side by side; the first is the box that the label names. Signals:
    `hovered(Span | None)` while the row is looked at, `evidence_wanted(Span)` to go there, `point_wanted()` to rest
    the field on the words selected in the text, `offer_taken()` to take those words as its value too."""

    edited = Signal()
    hovered = Signal(object)
    evidence_wanted = Signal(object)
    point_wanted = Signal()
    offer_taken = Signal()

    def __init__(self, parts: Sequence[QWidget], parent: QWidget) -> None:
        super().__init__(parent)
        self.parts = tuple(parts)
        self.label = QLabel(parent)
        self.label.setBuddy(self.parts[0])
        self.line = ColouredLabel("muted", parent)
        self.line.setVisible(False)
        self.evidence = SignButton("fa6s.quote-right", parent)
        self.evidence.clicked.connect(lambda: self.evidence_wanted.emit(self._span))
        self.point = SignButton("fa6s.crosshairs", parent)
        self.point.clicked.connect(self.point_wanted)
        self.take = QPushButton(parent, flat=True)
        self.take.setVisible(False)
        self.take.clicked.connect(self.offer_taken)
        self._buttons = QWidget(parent)
        buttons = QHBoxLayout(self._buttons)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(0)
        for button in (self.evidence, self.point):
            buttons.addWidget(button)
        self._span: Span | None = None
        self._wrong = False
        self.set_evidence(None)
        for widget in (*self.parts, self.label, self.evidence, self.point):
            widget.installEventFilter(self)
            if isinstance(widget, Words | Choice | Note):
                widget.edited.connect(self.edited)

    def place(self, grid: QGridLayout, row: int, box: QWidget, more: QWidget | None, *, above: bool) -> None:
        """Puts what belongs to the row into four rows of a grid; `above` puts the label over its box, which then has
        the whole width. `more` stands below. May be called again to place it in the other way."""
        below = [w for w in (self.line, self.take, more) if w is not None]
        for widget in (self.label, box, self._buttons, *below):
            grid.removeWidget(widget)
        left = 0 if above else 1
        grid.addWidget(self.label, row, 0, 1, 2 if above else 1)
        grid.addWidget(self._buttons, row, 2, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        grid.addWidget(box, row + (1 if above else 0), left, 1, 3 if above else 1)
        for number, widget in enumerate(below, 2):
            grid.addWidget(widget, row + number, left, 1, 3 - left)
        high = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        self.label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom if above else high)

    def name(self, words: str) -> None:
        self.label.setText(words)
        self.parts[0].setAccessibleName(words)
        self.offer("")
        self.evidence.setAccessibleName(tr("Show where “{field}” comes from", field=words))
        self.point.setAccessibleName(tr("“{field}” comes from the words selected in the text", field=words))
        self.say_keys()

    def say_keys(self) -> None:
        self.point.setToolTip(with_key(tr("It comes from the words selected in the text"), "figure.point"))

    def set_rests(self, rests: bool) -> None:
        """Whether the field rests on words of the text at all."""
        self._buttons.setVisible(rests)

    def set_evidence(self, span: Span | None) -> None:
        self._span = span
        self.evidence.setEnabled(span is not None)
        self.evidence.setToolTip(
            tr("Show in the text where this comes from") if span is not None else tr("The text does not say it")
        )

    def offer(self, words: str) -> None:
        """Words of the text that may be taken as the value; none takes the offer back."""
        self.take.setText(words)
        self.take.setToolTip(words)
        self.take.setAccessibleName(words or tr("Take the selected words"))
        self.take.setVisible(bool(words))

    def say(self, words: str) -> None:
        """What the box means."""
        self._set_line(words, wrong=False)

    def complain(self, words: str) -> None:
        """What is wrong with it; stays until it is edited."""
        self._set_line(f"⚠ {words}", wrong=True)
        self.parts[0].setAccessibleDescription(words)

    def content(self) -> None:
        """Nothing is wrong."""
        if self._wrong:
            self._set_line("", wrong=False)
            self.parts[0].setAccessibleDescription("")

    def _set_line(self, words: str, *, wrong: bool) -> None:
        self._wrong = wrong
        self.line.set_colour("conflict" if wrong else "muted")
        self.line.setText(words)
        self.line.setVisible(bool(words))

    def holds(self, widget: QWidget | None) -> bool:
        """Whether a widget is one of the row's own."""
        return widget in (*self.parts, self.evidence, self.point, self.take)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Enter, QEvent.Type.FocusIn):
            self.hovered.emit(self._span)
        elif event.type() in (QEvent.Type.Leave, QEvent.Type.FocusOut):
            focused = event.type() is QEvent.Type.Leave and any(part.hasFocus() for part in self.parts)
            self.hovered.emit(self._span if focused else None)
        return super().eventFilter(watched, event)


def quietly(box: Box, value: str) -> None:
    """Shows a value without calling it edited."""
    with QSignalBlocker(box):
        box.set_value(value)
