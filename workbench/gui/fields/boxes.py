"""One box of the form with its label, the button to its evidence, and a line for what is wrong or what it means."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, QSize, QStringListModel, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QToolButton,
    QWidget,
)

from workbench.core.model.span import Span
from workbench.core.words import tr
from workbench.gui import icons, theme
from workbench.gui.fields.labels import ColouredLabel
from workbench.gui.fields.suggestions import Suggestion

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


class EvidenceButton(QToolButton):
    """Leads to the words that a field rests on; its sign is drawn in the colours of the theme in force."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, autoRaise=True)
        self.setObjectName("evidence")
        self.setIconSize(QSize(11, 11))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._draw()

    def _draw(self) -> None:
        self.setIcon(icons.icon("fa6s.quote-right", theme.of(self), "accent"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_change(event):
            self._draw()


class FieldRow(QObject):
    """A row of the form. `parts` stand side by side; the first is the box that the label names."""

    edited = Signal()
    hovered = Signal(object)  # Span | None
    evidence_wanted = Signal(object)  # Span

    def __init__(self, parts: Sequence[QWidget], parent: QWidget) -> None:
        super().__init__(parent)
        self.parts = tuple(parts)
        self.label = QLabel(parent)
        self.label.setBuddy(self.parts[0])
        self.line = ColouredLabel("muted", parent)
        self.line.setVisible(False)
        self.evidence = EvidenceButton(parent)
        self.evidence.clicked.connect(lambda: self.evidence_wanted.emit(self._span))
        self._span: Span | None = None
        self._wrong = False
        self.set_evidence(None)
        for widget in (*self.parts, self.label, self.evidence):
            widget.installEventFilter(self)
            if isinstance(widget, Words | Choice | Note):
                widget.edited.connect(self.edited)

    def place(self, grid: QGridLayout, row: int, box: QWidget | None = None) -> None:
        """Puts the label, the parts (or the widget that holds them), the button and the line into two grid rows."""
        grid.addWidget(self.label, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(box if box is not None else self.parts[0], row, 1)
        grid.addWidget(self.evidence, row, 2, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.line, row + 1, 1, 1, 2)

    def name(self, words: str) -> None:
        self.label.setText(words)
        self.parts[0].setAccessibleName(words)
        self.evidence.setAccessibleName(tr("Show where “{field}” comes from", field=words))

    def set_evidence(self, span: Span | None) -> None:
        self._span = span
        self.evidence.setEnabled(span is not None)
        self.evidence.setToolTip(
            tr("Show in the text where this comes from") if span is not None else tr("The text does not say it")
        )

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

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Enter, QEvent.Type.FocusIn):
            self.hovered.emit(self._span)
        elif event.type() in (QEvent.Type.Leave, QEvent.Type.FocusOut):
            self.hovered.emit(None)
        return super().eventFilter(watched, event)


def quietly(box: Box, value: str) -> None:
    """Shows a value without calling it edited."""
    with QSignalBlocker(box):
        box.set_value(value)
