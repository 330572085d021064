"""The head of the figure's form: its status, its sentence with the number marked, and what is doubtful about it."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from workbench.core.model.figure import Doubt, Figure
from workbench.core.words import tr
from workbench.gui import theme
from workbench.gui.fields.labels import ColouredLabel, ElidedLabel
from workbench.gui.models import wording
from workbench.gui.reading.stretches import sentence
from workbench.gui.spoken_keys import key_of


class FigureHead(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figure: Figure | None = None
        self._text = ""
        self._status = ElidedLabel(self)
        self._quote = QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.RichText)
        self._doubts = ColouredLabel("unit_missing", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self._status, self._quote, self._doubts):
            column.addWidget(widget)

    def show_figure(self, figure: Figure, text: str) -> None:
        """`text` is the whole text of the figure's article."""
        self._figure, self._text = figure, text
        status = f"{wording.STATUS_SIGNS[figure.status]} {tr(wording.STATUSES[figure.status])}"
        if figure.orphan:
            status += " · " + tr("in version {n} only, not found again", n=figure.version)
        elif figure.anchor_score is not None and figure.anchor_score < 1:
            status += " · " + tr("found again: {score}", score=f"{figure.anchor_score * 100:.0f} %")
        self._status.set_whole(status)
        self._status.set_tip(tr("Found by the rules: {rule}", rule=figure.rule) if figure.rule else "")
        borrowed = Doubt.UNIT_BORROWED in figure.doubts  # says already that there is no unit
        doubts = [doubt for doubt in figure.doubts if doubt is not Doubt.UNIT_MISSING or not borrowed]
        key = key_of("figure.take_unit")
        self._doubts.setText("\n".join(f"? {tr(wording.DOUBT_HELP[doubt], key=key)}" for doubt in doubts))
        self._doubts.setVisible(bool(doubts))
        self._show_quote()

    def _show_quote(self) -> None:
        """The figure's words on the colour of the current mark. They are a stranger's: escaped, never trusted."""
        figure, text = self._figure, self._text
        if figure is None:
            return
        span, core = figure.full_span, figure.span
        around = sentence(text, span)
        before, after = text[around.start : span.start], text[span.end : around.end]
        head, tail = text[span.start : core.start], text[core.end : span.end]
        marked = f"{escape(head)}<b>{escape(core.of(text))}</b>{escape(tail)}"
        words = f'{escape(before)}<span style="background:{theme.of(self).current}">{marked}</span>{escape(after)}'
        self._quote.setText(words.replace("\n", " "))
        self._quote.setAccessibleName(around.of(text))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_change(event):
            self._show_quote()
